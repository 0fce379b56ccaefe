package examples_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

// Every way to adopt without a query imports what there is, changes nothing, and plans nothing
// after that.
func TestAdopting(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(root, "adopting/*.tf"))
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no examples: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			config, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			e := acctest.NewDemo(t)
			furnishAdoption(t, e)
			w := e.NewWorkspace(string(config))
			out := w.Succeed("apply", "-no-color", "-auto-approve")
			if !regexp.MustCompile(`Resources: [1-9]\d* imported, 0 added, 0 changed, 0 destroyed`).MatchString(out) {
				t.Errorf("it does not import and nothing else:\n%s", out)
			}
			if out, code := w.Run("plan", "-no-color", "-detailed-exitcode"); code != 0 {
				t.Errorf("the plan after it is not empty:\n%s", out)
			}
		})
	}
}

// The examples of list resources find something of each type.
func TestListExamples(t *testing.T) {
	t.Parallel()
	e := acctest.NewDemo(t)
	w := e.NewWorkspace("")
	w.NeedQuery()
	furnishAdoption(t, e)
	files, err := filepath.Glob(filepath.Join(root, "list-resources/*/*.tfquery.hcl"))
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no examples: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		w.Replace(filepath.Base(filepath.Dir(file))+".tfquery.hcl", string(text))
	}
	out := w.Succeed("query", "-no-color")
	for _, file := range files {
		if typeName := filepath.Base(filepath.Dir(file)); !strings.Contains(out, "list."+typeName+".") {
			t.Errorf("no %s was found:\n%s", typeName, out)
		}
	}
}

// furnishAdoption adds what the demo does not hold of each kind.
func furnishAdoption(t *testing.T, e *acctest.Env) {
	t.Helper()
	furnish(e)
	e.Apigee.AddAdjustmentInConsole(apigeefake.DemoOrganization, apigeefake.Adjustment{Name: "Spring sale", Factor: decimal.RequireFromString("-12.5"), Month: time.April, Year: 2025})
	wallets := e.PayPal.Wallets(paypalfake.DemoCustomer)
	prepaid := slices.IndexFunc(wallets, func(w paypalfake.Wallet) bool { return w.Name == "Prepaid" })
	out := e.Terraform("mint_wallet_transaction").Apply(acctest.Attrs{"wallet_id": wallets[prepaid].ID, "reference": "welcome", "type": "TOPUP", "granted_credits": "25"})
	if out.Failed() {
		t.Fatal(out.Errors)
	}
}
