package provider_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

// What the lists are for: what others have made is listed, its configuration is generated, applying
// that imports everything and changes nothing, and the plan after it is empty.
func TestAccQuery_adoptsEverything(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	w := e.NewWorkspace("")
	w.NeedQuery()
	objects := furnishOdd(t, e)
	w.Replace("all.tfquery.hcl", "list \"mint_rate_plan\" \"one\" {\n  provider = mint\n  limit = 1\n}\n")
	if out := w.Succeed("query", "-no-color"); !strings.Contains(out, "Only 1 of the rate plans of myorg are listed") {
		t.Errorf("nothing says that the list is cut:\n%s", out)
	}
	broken := e.Server.Inject(fake.Status(400, `{"code":"mint.broken","message":"broken"}`), fake.On("GET", "/rate-plans"), fake.Always())
	if out, code := w.Run("query", "-no-color", "-generate-config-out=none.tf"); code == 0 || !strings.Contains(out, "Cannot list the rate plans of myorg") {
		t.Errorf("a list that could not be read ends with %d:\n%s", code, out)
	}
	broken.Remove()
	w.Replace("all.tfquery.hcl", fmt.Sprintf(`
list "mint_developer_credit_limit" "all" {
  provider = mint
  config {
    developer_id = %q
  }
}

list "mint_billing_adjustment" "all" {
  provider = mint
}

list "mint_developer_billing" "all" {
  provider = mint
}

list "mint_developer_category" "all" {
  provider = mint
}

list "mint_monetization_package" "all" {
  provider = mint
}

list "mint_rate_plan" "all" {
  provider = mint
}

list "mint_accepted_rate_plan" "all" {
  provider = mint
}

list "mint_supported_currency" "all" {
  provider = mint
}

list "mint_terms_and_conditions" "all" {
  provider = mint
}

list "mint_wallet" "all" {
  provider = mint
  config {
    external_customer_id = %q
  }
}

list "mint_wallet_transaction" "all" {
  provider = mint
  for_each = toset([for wallet in list.mint_wallet.all.data : wallet.identity.id])
  config {
    wallet_id = each.key
  }
}
`, acctest.Postpaid, acctest.Customer))
	e.Server.ResetJournal()
	if out := w.Succeed("query", "-no-color", "-generate-config-out=generated.tf"); strings.Contains(out, "left out") {
		t.Errorf("something is left out:\n%s", out)
	}
	want := fmt.Sprintf("Apply complete! Resources: %d imported, 0 added, 0 changed, 0 destroyed.", objects)
	if out := w.Succeed("apply", "-no-color", "-auto-approve"); !strings.Contains(out, want) {
		t.Errorf("got this instead of %q:\n%s", want, out)
	}
	if out, code := w.Run("plan", "-no-color", "-detailed-exitcode"); code != 0 {
		t.Errorf("the plan after it is not empty:\n%s", out)
	}
	for _, request := range e.Server.Journal() {
		if request.Method != "GET" && !strings.HasSuffix(request.Path, "token") {
			t.Errorf("%s %s was sent", request.Method, request.Path)
		}
	}
}

const oddText = "Größe ${preis} %{rabatt} \"東京\" \\ 100%"

// furnishOrganization adds a category, a package and terms, and completes the three currencies.
func furnishOrganization(e *acctest.Env) (objects int) {
	for _, c := range e.Apigee.Currencies(acctest.Organization) {
		e.Apigee.EditCurrencyInConsole(acctest.Organization, strings.ToLower(c.Name), func(c *apigeefake.Currency) {
			c.DisplayName, c.Description = oddText, "First line\n${line}\n"
			c.CreditLimit = decimal.NewNullDecimal(decimal.RequireFromString("5000.1000"))
		})
	}
	e.Apigee.AddCategory(acctest.Organization, apigeefake.Category{ID: "gold", Name: oddText})
	e.Apigee.AddProduct(acctest.Organization, apigeefake.Product{Name: "messaging"})
	e.Apigee.AddPackage(acctest.Organization, apigeefake.Package{Name: "Messaging", DisplayName: oddText, Description: "One\n\ttwo ${x}\n", Products: []string{"messaging"}})
	e.Apigee.AddTerms(acctest.Organization, apigeefake.Terms{Version: oddText, Text: "§ 1 ${x}\n\n§ 2\n", StartDate: "2025-01-01 00:00:00"})
	return 3 + 1 + 1 + 1
}

// The lists without arguments, in process: what is listed is what an import reads, and what is
// generated of it plans nothing.
func TestList_wholeCollections(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"mint_developer_category", "mint_monetization_package", "mint_supported_currency", "mint_terms_and_conditions"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			furnishOrganization(e)
			tf := e.Terraform(name)
			found, out := tf.List(acctest.Attrs{}, acctest.DefaultLimit)
			if len(found) == 0 || out.Failed() || len(out.Warnings) > 0 {
				t.Fatalf("got %v, %q, %q", found, out.Errors, out.Warnings)
			}
			for _, f := range found {
				if f.DisplayName == "" {
					t.Errorf("%v has no name", f.Identity)
				}
				if out := tf.Adopt(f); out.Failed() || out.Action != acctest.NoOp {
					t.Errorf("%s: got %s, %q", f.DisplayName, out.Action, out.Errors)
				}
			}
			e.Server.Inject(fake.Status(400, `{"code":"mint.broken","message":"broken"}`), fake.On("GET", ""), fake.Always())
			found, out = tf.List(acctest.Attrs{}, acctest.DefaultLimit)
			if len(found) > 0 || len(out.Errors) != 1 || !strings.Contains(out.Errors[0], "Cannot list the ") {
				t.Errorf("got %v, %q", found, out.Errors)
			}
		})
	}
}

// furnishOdd makes objects of each kind with what is hard to write down, and returns how many.
func furnishOdd(t *testing.T, e *acctest.Env) int {
	t.Helper()
	organization := furnishOrganization(e)
	valid, exact := decimal.NewNullDecimal, decimal.RequireFromString
	for name, value := range map[string]string{
		"MINT_DEVELOPER_LEGAL_NAME": oddText, "MINT_DEVELOPER_ADDRESS": `{"address1":"1 ${street}\n","zip":62701,"isPrimary":"false","geo":{"lat":1.50}}`, "MINT_DEVELOPER_CATEGORY": "gold",
	} {
		e.Apigee.SetAttributeInConsole(acctest.Organization, acctest.Postpaid, name, value)
	}
	e.Apigee.SetCreditLimitInConsole(acctest.Organization, acctest.Postpaid, "usd", exact("12345678901234567.8900"))
	e.Apigee.SetCreditLimitInConsole(acctest.Organization, acctest.Postpaid, "jpy", exact("0"))
	e.Apigee.AddAdjustmentInConsole(acctest.Organization, apigeefake.Adjustment{
		Name: oddText, Factor: exact("-12.5000"), Month: time.March, Year: 2025, Published: true, DeveloperBillingType: "BOTH", TransactionType: "TRUEUPS",
		Package: "messaging", Product: "messaging", Developer: acctest.Postpaid,
	})
	bands := []apigeefake.RatePlanRate{
		{Type: "RATECARD", Rate: valid(exact("0.0500")), EndUnit: valid(exact("100"))},
		{Type: "RATECARD", Rate: valid(exact("0.0250")), StartUnit: exact("100")},
	}
	for _, plan := range []apigeefake.RatePlan{
		{Name: oddText, Description: "First line\n\n\tsecond ${line}\n", Published: true, PaymentDueDays: "30", SetUpFee: valid(exact("1234.5000")), StartDate: "2018-08-01 00:00:00", Details: []apigeefake.RatePlanDetail{
			{Type: "RATECARD", MeteringType: "VOLUME", RatingParameter: "VOLUME", Product: "messaging", Duration: apigeefake.CountOf(1), DurationType: "MONTH", Rates: bands},
		}},
		{Name: "Draft", Private: true, RecurringFee: valid(exact("9.9900")), FrequencyDuration: apigeefake.CountOf(1), FrequencyDurationType: "MONTH", FreemiumUnit: apigeefake.CountOf(100)},
		{Name: "Old", Published: true, StartDate: "2018-08-01 00:00:00", EndDate: "2022-09-03 12:30:00", Type: "DEVELOPER", Developer: acctest.Postpaid, Details: []apigeefake.RatePlanDetail{
			{Type: "NON_CHARGEABLE", MeteringType: "BUNDLE", RatingParameter: "VOLUME", Currency: "eur"},
		}},
	} {
		plan.Package, plan.Currency = "messaging", "usd"
		e.Apigee.AddRatePlan(acctest.Organization, plan)
	}
	e.Apigee.AcceptRatePlan(acctest.Organization, apigeefake.Acceptance{Developer: acctest.Postpaid, Plan: e.Apigee.RatePlans(acctest.Organization, "messaging")[0].ID, QuotaTarget: apigeefake.CountOf(7)})
	for _, wallet := range []paypalfake.Wallet{
		{Name: oddText, Currency: "USD", Rate: exact("1000")},
		{Name: "Monthly", Currency: "JPY", Rate: exact("150.50"), FeeTypes: []string{"CHARGE"}, ExpiresAt: time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC), Rules: []paypalfake.Rule{
			{Trigger: "INTERVAL", Method: "FIXED", Interval: "MONTHLY", PaidCredits: valid(exact("100.10")), StartedAt: time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC)},
		}},
	} {
		wallet.CustomerID = acctest.Customer
		opened, err := e.PayPal.OpenWalletInConsole(wallet)
		if err != nil {
			t.Fatal(err)
		}
		out := e.Terraform("mint_wallet_transaction").Apply(acctest.Attrs{
			"wallet_id": opened.ID, "reference": "order/2025:1", "type": "TOPUP", "paid_credits": "5.50", "granted_credits": "10.10", "metadata": acctest.Attrs{"ticket": oddText},
		})
		if out.Failed() {
			t.Fatal(out.Errors)
		}
	}
	return organization + 2 + 2 + 1 + 3 + 1 + 2 + 2
}
