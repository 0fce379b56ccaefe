package services_test

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/cmd/services"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

func mount(t *testing.T) services.Services {
	t.Helper()
	server := fake.New()
	t.Cleanup(server.Close)
	return services.Mount(server)
}

func text(t *testing.T, seed services.Seed) string {
	t.Helper()
	all, err := json.MarshalIndent(seed, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}

// load reads a text as -seed does.
func load(s services.Services, text string) error {
	seed, err := services.ReadSeed([]byte(text))
	if err != nil {
		return err
	}
	return s.Load(seed)
}

// everything puts on the demo what the demo lacks, so that a dump has something under each key.
func everything(t *testing.T, s services.Services) {
	t.Helper()
	const org = apigeefake.DemoOrganization
	a := s.Apigee
	a.AddDeveloper(org, apigeefake.Developer{Name: "Eloper Ltd", IsCompany: true})
	a.AddDeveloper(org, apigeefake.Developer{
		Email: "all@example.com", Company: "Eloper Ltd", Registration: "R1", TaxExempt: "T1", Phone: "1", ApproxTaxRate: decimal.NewNullDecimal(decimal.New(75, -1)),
		More: map[string]any{"exact": json.Number("1.10")},
	})
	a.Switch(func(all *apigeefake.Switches) { all.SyncLater = true })
	a.SetAttributeInConsole(org, "all@example.com", "MINT_DEVELOPER_LEGAL_NAME", "Later")
	a.SetCreditLimitInConsole(org, apigeefake.DemoDeveloper, "usd", decimal.RequireFromString("0.00"))
	a.UseCredit(org, apigeefake.DemoDeveloper, "eur", decimal.RequireFromString("12.3400"))
	a.AddProduct(org, apigeefake.Product{Name: "p", Refund: "r", More: map[string]any{"k": "v"}})
	a.AddAdjustmentInConsole(org, apigeefake.Adjustment{
		Name: "A", Factor: decimal.RequireFromString("-12.50"), Month: time.May, Year: 2025, DeveloperBillingType: "BOTH", TransactionType: "CHARGE",
		Published: true, Package: apigeefake.DemoPackage, Product: apigeefake.DemoProduct, Developer: apigeefake.DemoDeveloper,
	})
	a.PublishBillingDocuments(org, 2025, time.March)
	a.SuspendDeveloper(org, apigeefake.Suspension{Developer: apigeefake.DemoDeveloper, Product: apigeefake.DemoProduct, Lasts: time.Hour})
	a.AddRatePlan(org, apigeefake.RatePlan{
		Package: apigeefake.DemoPackage, Name: "Fees", Currency: "usd", Published: true, RecurringFee: decimal.NewNullDecimal(decimal.New(5, 0)),
		FrequencyDuration: apigeefake.CountOf(1), FrequencyDurationType: "DAY",
		Details: []apigeefake.RatePlanDetail{{Type: "REVSHARE", RevenueType: "NET", Rates: []apigeefake.RatePlanRate{{Type: "REVSHARE", Revshare: decimal.NewNullDecimal(decimal.New(10, 0))}}}},
	})
	a.AcceptRatePlan(org, apigeefake.Acceptance{Developer: apigeefake.DemoPrepaid, Plan: "messaging_package_fees", NextRecurringFeeDate: "2025-06-14 00:00:00", EndDate: "2026-01-01 00:00:00", QuotaTarget: apigeefake.CountOf(0)})
	if a.BillRecurringFees(org) == 0 {
		t.Fatal("no fee was due")
	}
	wallet := s.PayPal.Wallets(paypalfake.DemoCustomer)[0]
	if err := s.PayPal.RecordUsage(wallet.ID, decimal.RequireFromString("3.21")); err != nil {
		t.Fatal(err)
	}
	booked, err := s.PayPal.TopUpInConsole(wallet.ID, decimal.New(5, 0), decimal.Zero)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.PayPal.FailPayment(booked[0].ID); err != nil {
		t.Fatal(err)
	}
	if err := s.PayPal.TerminateInConsole(s.PayPal.Wallets("globex")[0].ID); err != nil {
		t.Fatal(err)
	}
}

// What a dump says, a seed makes: the same dump again, the same balances, and ids that do not
// clash.
func TestSeed_aDumpIsASeed(t *testing.T) {
	t.Parallel()
	first, second := mount(t), mount(t)
	everything(t, first)
	dump := text(t, first.Dump())
	if err := load(second, dump); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(dump, text(t, second.Dump())); diff != "" {
		t.Errorf("the second dump differs (-first +second):\n%s", diff)
	}
	for _, w := range first.PayPal.Wallets(paypalfake.DemoCustomer) {
		if got := second.PayPal.Balance(w.ID); !got.Credits.Equal(w.Balance.Credits) || !got.Money.Equal(w.Balance.Money) ||
			!got.PendingCredits.Equal(w.Balance.PendingCredits) || !got.ConsumedCredits.Equal(w.Balance.ConsumedCredits) || !got.OngoingCredits.Equal(w.Balance.OngoingCredits) {
			t.Errorf("the balance of %s is %+v, not %+v", w.Name, got, w.Balance)
		}
	}
	if id := second.Server.NewID(); strings.Contains(dump, id) {
		t.Errorf("the id %s is given twice", id)
	}
	for _, total := range first.Dump().Money() {
		if total.Count == 0 || total.Currency == "" {
			t.Errorf("a total of nothing: %+v", total)
		}
	}
}

// smallest is what a person writes.
const smallest = `{
  "apigee": {"organizations": [{
    "id": "acme-org",
    "supported_currencies": [{"code": "USD"}],
    "developers": [{"email": "dev@example.com", "credit_limits": [{"currency": "USD", "amount": "1000.50"}]}],
    "products": [{"name": "messages"}],
    "monetization_packages": [{"name": "Messages", "products": ["messages"]}],
    "rate_plans": [{"monetization_package_id": "messages", "name": "Basic", "currency": "USD", "published": true, "rate_plan_details": [
      {"type": "RATECARD", "rates": [{"type": "RATECARD", "rate": "0.05"}]}]}],
    "accepted_rate_plans": [{"developer_id": "dev@example.com", "rate_plan_id": "messages_basic"}]
  }]},
  "paypal": {
    "customers": ["acme"],
    "wallets": [{"external_customer_id": "acme", "name": "Prepaid", "currency": "USD", "rate_amount": "1.5",
      "transactions": [{"transaction_status": "GRANTED", "credits": "100"}]}]
  }
}`

func TestSeed_fillsInWhatIsNotSaid(t *testing.T) {
	t.Parallel()
	s := mount(t)
	if err := load(s, smallest); err != nil {
		t.Fatal(err)
	}
	plan, ok := s.Apigee.RatePlan("acme-org", "messages_basic")
	if !ok || plan.Type != "STANDARD" || plan.DisplayName != "Basic" || plan.Currency != "usd" || plan.Details[0].ID == "" {
		t.Errorf("the plan is %+v, %t", plan, ok)
	}
	if limit := s.Apigee.CreditLimit("acme-org", "dev@example.com", "usd"); !limit.Set || limit.Amount.String() != "1000.5" {
		t.Errorf("the limit is %+v", limit)
	}
	if wallet := s.PayPal.Wallets("acme")[0]; wallet.Balance.Money.String() != "150" || wallet.Status != paypalfake.Active {
		t.Errorf("the wallet is %+v", wallet)
	}
	if len(s.PayPal.Wallets("globex")) != 0 {
		t.Error("what the demo holds is still there")
	}
	if variables := strings.Join(s.Environ(), " "); !strings.Contains(variables, "APIGEE_ORGANIZATION=acme-org") {
		t.Error(variables)
	}
}

// A wrong seed is refused with the place, what is there and what to write, and changes nothing.
func TestSeed_errors(t *testing.T) {
	t.Parallel()
	s := mount(t)
	before := text(t, s.Dump())
	for _, test := range []struct{ old, new, says string }{
		{`{"name": "messages"}`, `{"nam": "messages"}`, `apigee.organizations[0].products[0].nam: this key is not known; write one of`},
		{`"1000.50"`, `"much"`, `apigee.organizations[0].developers[0].credit_limits[0].amount: "much" cannot be read; write a decimal as a text, such as "12.50"`},
		{`"published": true`, `"published": "yes"`, `rate_plans[0].published: "yes" cannot be read; write true or false`},
		{`["messages"]`, `"messages"`, `monetization_packages[0].products: "messages" is no list; write [...]`},
		{`["messages"]`, `["mesages"]`, `monetization_packages[0].products[0]: there is no product "mesages" before it; add it, or write one of messages`},
		{`"rate_plan_id": "messages_basic"`, `"rate_plan_id": "basic"`, `accepted_rate_plans[0].rate_plan_id: there is no rate plan "basic" before it`},
		{`"published": true`, `"published": false`, `"messages_basic" is a draft`},
		{`"rate": "0.05"`, `"rate": "0.05", "start_unit": "5"`, `rate_plans[0].rate_plan_details[0]: `},
		{`"code": "USD"`, `"code": "USD"}, {"code": "usd"`, `supported_currencies[1].code: the currency "usd" is at apigee.organizations[0].supported_currencies[0].code already; write another one`},
		{`"email": "dev@example.com"`, `"email": "dev@example.com", "billing_type": "LATER"`, `developers[0].billing_type: "LATER" is not known; write PREPAID or POSTPAID`},
		{`"id": "acme-org"`, `"id": null`, `apigee.organizations[0].id: null is no value; leave the key out`},
		{`["acme"]`, `["other"]`, `paypal.wallets[0].external_customer_id: there is no customer "acme" before it; add it, or write one of other`},
		{`"GRANTED"`, `"VOIDED"`, `paypal.wallets[0].transactions: they take 100 credits more than there are`},
		{`"rate_amount": "1.5"`, `"rate_amount": "0"`, `paypal.wallets[0].rate_amount: 0 is no price of a credit; write a positive decimal`},
		{`"paypal"`, `paypal`, `this is no JSON, after line`},
	} {
		err := load(s, strings.Replace(smallest, test.old, test.new, 1))
		if err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v, not %q", test.new, err, test.says)
		}
	}
	if diff := cmp.Diff(before, text(t, s.Dump())); diff != "" {
		t.Errorf("a refused seed has changed something (-before +after):\n%s", diff)
	}
}

// Every key of a seed is in the guide.
func TestSeed_guideNamesEveryKey(t *testing.T) {
	t.Parallel()
	guide, err := os.ReadFile("../../../templates/guides/testing-your-modules.md.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	_, chapter, found := strings.Cut(string(guide), "## The seed")
	if !found {
		t.Fatal("the guide has no chapter about the seed")
	}
	chapter, _, _ = strings.Cut(chapter, "\n## ")
	for key := range keys(reflect.TypeFor[services.Seed](), map[string]bool{}) {
		if !strings.Contains(chapter, "`"+key+"`") {
			t.Errorf("the guide does not name the key `%s`", key)
		}
	}
}

func keys(t reflect.Type, all map[string]bool) map[string]bool {
	switch t.Kind() {
	case reflect.Slice:
		return keys(t.Elem(), all)
	case reflect.Struct:
		for _, field := range reflect.VisibleFields(t) {
			if name, _, _ := strings.Cut(field.Tag.Get("json"), ","); name != "" && name != "-" {
				all[name] = true
				keys(field.Type, all)
			}
		}
	}
	return all
}

func TestSetSwitch_errors(t *testing.T) {
	t.Parallel()
	s := mount(t)
	for name, says := range map[string]string{"MonthsFromOne": "write apigee.NAME or paypal.NAME", "paypal.MonthsFromOne": "paypal: there is no switch MonthsFromOne"} {
		if err := s.SetSwitch(name, "true"); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
