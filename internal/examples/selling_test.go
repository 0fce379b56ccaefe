package examples_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// The guide's way from API products to a developer who can buy.
func TestSelling_developerCanBuy(t *testing.T) {
	t.Parallel()
	e := acctest.NewDemo(t)
	e.NeedActions()
	w := e.NewWorkspace("")
	for _, name := range []string{"main.tf", "offer.tf", "developer.tf"} {
		w.Replace(name, read(t, "selling/"+name))
	}
	for name, value := range map[string]string{
		"APIGEE_ORGANIZATION": apigeefake.DemoOrganization, "APIGEE_ENDPOINT": e.Apigee.Endpoint(), "APIGEE_USERNAME": apigeefake.Username, "APIGEE_PASSWORD": apigeefake.Password,
	} {
		w.Setenv(name, value)
	}
	if output := w.Succeed("apply", "-auto-approve", "-no-color"); !strings.Contains(output, "first_invoice = 30") {
		t.Errorf("the first invoice is missing:\n%s", output)
	}
	w.Succeed("plan", "-detailed-exitcode", "-no-color")
	d, _ := e.Apigee.Developer(apigeefake.DemoOrganization, apigeefake.DemoDeveloper)
	if d.LegalName != "Eloper Ltd" || d.BillingType != "POSTPAID" || len(d.Address) != 1 {
		t.Errorf("the developer is %+v", d)
	}
}
