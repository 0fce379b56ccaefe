package wallet_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

// shelf opens wallets of each sort.
func shelf(t *testing.T, e *acctest.Env) {
	t.Helper()
	valid := decimal.NewNullDecimal
	for _, w := range []paypalfake.Wallet{
		{Name: "Guthaben ${für} \"東京\" %{x}", Currency: "USD", Rate: dec("1.5000")},
		{Name: "Trial", Currency: "EUR", Rate: dec("0.00001"), FeeTypes: []string{"CHARGE", "COMMITMENT"}, ExpiresAt: time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC)},
		{Name: "Monthly", Currency: "JPY", Rate: dec("150"), Rules: []paypalfake.Rule{{
			Trigger: "INTERVAL", Method: "FIXED", Interval: "MONTHLY", PaidCredits: valid(dec("100.10")), GrantedCredits: valid(dec("10.50")), StartedAt: time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC),
		}}},
		{Name: "Low", Currency: "USD", Rate: dec("1"), Rules: []paypalfake.Rule{{Trigger: "THRESHOLD", Method: "TARGET", ThresholdCredits: valid(dec("10")), TargetOngoingBalance: valid(dec("50.5"))}}},
		{Currency: "USD", Rate: dec("1")},
	} {
		open(t, e, w)
	}
	if err := e.PayPal.TerminateInConsole(open(t, e, paypalfake.Wallet{Name: "Over", Currency: "USD", Rate: dec("2")})); err != nil {
		t.Fatal(err)
	}
}

func displayNames(found []acctest.Found) map[string]bool {
	names := map[string]bool{}
	for _, f := range found {
		names[f.DisplayName] = true
	}
	return names
}

func TestList(t *testing.T) {
	t.Parallel()
	active := map[string]bool{
		"acme: Guthaben ${für} \"東京\" %{x} USD at 1.5": true, "acme: Trial EUR at 0.00001": true, "acme: Monthly JPY at 150": true, "acme: Low USD at 1": true,
	}
	for name, change := range map[string]func(*paypalfake.Switches){
		"plain":               func(*paypalfake.Switches) {},
		"small pages":         func(s *paypalfake.Switches) { s.MaxPageSize = 1 },
		"balances not listed": func(s *paypalfake.Switches) { s.Balances = paypalfake.BalancesNotListed },
		"rules with zeros":    func(s *paypalfake.Switches) { s.RuleMembers = paypalfake.RuleZeroed },
		"fractions":           func(s *paypalfake.Switches) { s.Timestamps = paypalfake.TimestampsFraction },
		"other numerals": func(s *paypalfake.Switches) {
			s.Numerals, s.Timestamps = paypalfake.NumeralsPadded, paypalfake.TimestampsOffset
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			e.PayPal.Switch(change)
			shelf(t, e)
			tf := e.Terraform(typeName)
			found, out := tf.List(acctest.Attrs{"external_customer_id": acctest.Customer}, acctest.DefaultLimit)
			if diff := cmp.Diff(active, displayNames(found)); diff != "" || out.Failed() {
				t.Fatalf("%s%q", diff, out.Errors)
			}
			if len(out.Warnings) != 1 {
				t.Errorf("warnings are %q", out.Warnings)
			}
			contains(t, out.Warnings, "1 left out of the ACTIVE wallets of customer acme", "no name that a configuration can hold (1)")
			for _, f := range found {
				succeed(t, tf.Adopt(f), acctest.NoOp)
			}
		})
	}
}

func TestList_status(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	shelf(t, e)
	tf := e.Terraform(typeName)
	for status, want := range map[string]map[string]bool{"TERMINATED": {"acme: Over USD at 2": true}, "PENDING": {}} {
		found, out := tf.List(acctest.Attrs{"external_customer_id": acctest.Customer, "status": status}, acctest.DefaultLimit)
		if diff := cmp.Diff(want, displayNames(found)); diff != "" || out.Failed() {
			t.Errorf("%s: %s%q", status, diff, out.Errors)
		}
	}
	_, out := tf.List(acctest.Attrs{"external_customer_id": acctest.Customer, "status": "active"}, acctest.DefaultLimit)
	contains(t, out.Errors, `"ACTIVE"`)
	_, out = tf.List(acctest.Attrs{"external_customer_id": "nobody"}, acctest.DefaultLimit)
	contains(t, out.Errors, "Cannot list the ACTIVE wallets of customer nobody", "Check external_customer_id")
	e.PayPal.Switch(func(s *paypalfake.Switches) { s.Balances = paypalfake.BalancesHidden })
	found, out := tf.List(acctest.Attrs{"external_customer_id": acctest.Customer}, acctest.DefaultLimit)
	if len(found) > 0 || out.Failed() {
		t.Errorf("got %v, %q", found, out.Errors)
	}
	contains(t, out.Warnings, "5 left out", "no currency (4), no name that a configuration can hold (1)")
}

func TestList_pages(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.PayPal.Switch(func(s *paypalfake.Switches) { s.MaxPageSize = 10 })
	for i := range 400 {
		open(t, e, paypalfake.Wallet{Name: fmt.Sprint("No. ", i), Currency: "USD", Rate: dec("1")})
	}
	tf := e.Terraform(typeName)
	config := acctest.Attrs{"external_customer_id": acctest.Customer}
	found, out := tf.List(config, 25)
	if len(found) != 25 || out.Failed() {
		t.Fatalf("got %d, %q", len(found), out.Errors)
	}
	contains(t, out.Warnings, "Only 25 of the ACTIVE wallets of customer acme are listed")
	// The first page, and those that are asked for side by side after it.
	if n := e.Server.Count("GET", collection); n > 9 {
		t.Errorf("%d pages were asked for", n)
	}
	e.Server.Inject(fake.Status(400, `{"name":"INVALID_REQUEST","message":"broken"}`), fake.On("GET", collection), fake.Skip(9), fake.Always())
	found, out = tf.List(config, 1000)
	contains(t, out.Errors, "Cannot list the ACTIVE wallets of customer acme", "broken")
	if len(found) >= 400 {
		t.Errorf("%d wallets were listed", len(found))
	}
}
