package examples_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

// The suite of the guide passes twice in a row against one fake, and leaves nothing to clean up by
// hand.
func TestModuleTests_passTwice(t *testing.T) {
	t.Parallel()
	e := acctest.NewDemo(t)
	w := e.NewWorkspace("")
	if version := w.Succeed("version"); strings.Contains(version, "v1.6.") {
		t.Skip("mock_provider needs version 1.7 of Terraform")
	} else if strings.Contains(version, "OpenTofu v1.7.") {
		t.Skip("mock_provider needs OpenTofu 1.8")
	}
	for _, name := range []string{"main.tf", "tests/fake.tftest.hcl", "tests/mocked.tftest.hcl"} {
		w.Replace(name, read(t, "module-tests/"+name))
	}
	for name, value := range map[string]string{
		"APIGEE_ORGANIZATION": apigeefake.DemoOrganization, "APIGEE_ENDPOINT": e.Apigee.Endpoint(), "APIGEE_USERNAME": apigeefake.Username, "APIGEE_PASSWORD": apigeefake.Password,
		"PAYPAL_ENDPOINT": e.Server.URL(), "PAYPAL_CLIENT_ID": paypalfake.DemoClientID, "PAYPAL_CLIENT_SECRET": paypalfake.DemoClientSecret,
	} {
		w.Setenv(name, value)
	}
	before := len(e.PayPal.Wallets(paypalfake.DemoCustomer))
	for _, suffix := range []string{"first", "second"} {
		if output := w.Succeed("test", "-no-color", "-var=suffix= "+suffix); !strings.Contains(output, "3 passed, 0 failed") {
			t.Error(output)
		}
	}
	ended := 0
	for _, wallet := range e.PayPal.Wallets(paypalfake.DemoCustomer) {
		if strings.HasPrefix(wallet.Name, "Welcome ") && wallet.Status == "TERMINATED" {
			ended++
		}
	}
	if now := len(e.PayPal.Wallets(paypalfake.DemoCustomer)); ended != 2 || now != before+2 {
		t.Errorf("%d of %d new wallets are terminated", ended, now-before)
	}
}
