package examples_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// The guide's way from API products to a developer who has bought a plan, which charges what the
// output says.
func TestSelling(t *testing.T) {
	t.Parallel()
	e := acctest.NewDemo(t)
	e.NeedActions()
	e.Apigee.SeedCustomer()
	w := e.NewWorkspace("")
	for _, name := range []string{"main.tf", "offer.tf", "developer.tf", "purchase.tf"} {
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
	d, _ := e.Apigee.Developer(apigeefake.DemoOrganization, apigeefake.DemoCustomer)
	if d.LegalName != "Tomer Ltd" || d.BillingType != "POSTPAID" || len(d.Address) != 1 {
		t.Errorf("the developer is %+v", d)
	}
	charged := decimal.Zero
	for _, charge := range e.Apigee.Charges(apigeefake.DemoOrganization, apigeefake.DemoCustomer) {
		charged = charged.Add(charge.Amount)
	}
	if bought := e.Apigee.Acceptances(apigeefake.DemoOrganization, apigeefake.DemoCustomer); len(bought) != 1 || charged.String() != "30" {
		t.Errorf("%s is charged for %+v", charged, bought)
	}
}
