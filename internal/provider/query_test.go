package provider_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
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

list "mint_rate_plan" "all" {
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

// furnishOdd makes objects of each kind with what is hard to write down, and returns how many.
func furnishOdd(t *testing.T, e *acctest.Env) int {
	t.Helper()
	valid, exact := decimal.NewNullDecimal, decimal.RequireFromString
	e.Apigee.SetCreditLimitInConsole(acctest.Organization, acctest.Postpaid, "usd", exact("12345678901234567.8900"))
	e.Apigee.SetCreditLimitInConsole(acctest.Organization, acctest.Postpaid, "jpy", exact("0"))
	e.Apigee.AddProduct(acctest.Organization, apigeefake.Product{Name: "messaging"})
	e.Apigee.AddPackage(acctest.Organization, apigeefake.Package{Name: "Messaging", Products: []string{"messaging"}})
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
	return 2 + 1 + 3 + 2 + 2
}
