package services_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/cmd/services"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
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

// Every key that a seed can have is in this dump, and comes back: it is written as it was read.
func TestSeed_everyKeyComesBack(t *testing.T) {
	t.Parallel()
	dump, err := os.ReadFile("testdata/everything.json")
	if err != nil {
		t.Fatal(err)
	}
	for key := range keys(reflect.TypeFor[services.Seed](), map[string]bool{}) {
		if !strings.Contains(string(dump), `"`+key+`":`) {
			t.Errorf("testdata/everything.json has no %s: add it, load it and write the dump", key)
		}
	}
	s := mount(t)
	if err := load(s, string(dump)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(dump), text(t, s.Dump())+"\n"); diff != "" {
		t.Errorf("the dump differs from its seed (-seed +dump):\n%s", diff)
	}
	if id := s.Server.NewID(); strings.Contains(string(dump), id) {
		t.Errorf("the id %s is given twice", id)
	}
}

// What the services have come to by their own acts is the same in another fake.
func TestSeed_balancesComeBack(t *testing.T) {
	t.Parallel()
	first, second := mount(t), mount(t)
	wallet := first.PayPal.Wallets(paypalfake.DemoCustomer)[0]
	booked, err := first.PayPal.TopUpInConsole(wallet.ID, decimal.RequireFromString("10.34567"), decimal.Zero)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(first.PayPal.FailPayment(booked[0].ID), first.PayPal.RecordUsage(wallet.ID, decimal.RequireFromString("3.21"))); err != nil {
		t.Fatal(err)
	}
	dump := text(t, first.Dump())
	if err := load(second, dump); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(dump, text(t, second.Dump())); diff != "" {
		t.Errorf("the second dump differs (-first +second):\n%s", diff)
	}
	for _, w := range first.PayPal.Wallets(paypalfake.DemoCustomer) {
		want, got := fmt.Sprint(w.Balance), fmt.Sprint(second.PayPal.Balance(w.ID))
		if want != got {
			t.Errorf("the balance of %s is %s, not %s", w.Name, got, want)
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
