package examples_test

import (
	"os"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// The examples of purchases are applied as they stand; nothing is planned after that, and they can
// be destroyed.
func TestSale_examples(t *testing.T) {
	t.Parallel()
	for _, directory := range []string{"trial", "customers"} {
		t.Run(directory, func(t *testing.T) {
			t.Parallel()
			e := acctest.NewDemo(t)
			furnish(e)
			terms := e.Apigee.Terms(apigeefake.DemoOrganization)[0].ID
			e.Apigee.AddDeveloper(apigeefake.DemoOrganization, apigeefake.Developer{Name: "acme", IsCompany: true, LegalName: "Acme", Address: []apigeefake.Address{{Address1: "1 Road", City: "X", State: "IL", Zip: "1", Country: "US"}}})
			e.Apigee.AnswerTermsInPortal(apigeefake.DemoOrganization, "acme", terms, "ACCEPTED")
			w := e.NewWorkspace("")
			for name, value := range map[string]string{
				"APIGEE_ORGANIZATION": apigeefake.DemoOrganization, "APIGEE_ENDPOINT": e.Apigee.Endpoint(), "APIGEE_USERNAME": apigeefake.Username, "APIGEE_PASSWORD": apigeefake.Password,
			} {
				w.Setenv(name, value)
			}
			files, err := os.ReadDir(root + "/" + directory)
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range files {
				w.Replace(file.Name(), read(t, directory+"/"+file.Name()))
			}
			if out := w.Succeed("apply", "-auto-approve", "-no-color"); !strings.Contains(out, "2 added") {
				t.Error(out)
			}
			w.Succeed("plan", "-detailed-exitcode", "-no-color")
			w.Succeed("destroy", "-auto-approve", "-no-color")
			if left := len(e.Apigee.Acceptances(apigeefake.DemoOrganization, apigeefake.DemoCustomer)); left > 0 {
				t.Errorf("%d purchases are left", left)
			}
		})
	}
}
