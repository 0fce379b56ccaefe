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

func open(t *testing.T, e *acctest.Env, w paypalfake.Wallet) string {
	t.Helper()
	w.CustomerID = acctest.Customer
	opened, err := e.PayPal.OpenWalletInConsole(w)
	if err != nil {
		t.Fatal(err)
	}
	return opened.ID
}

// busy is a wallet in which every member has something to say.
func busy(t *testing.T, e *acctest.Env) (id string, want acctest.Attrs) {
	t.Helper()
	id = open(t, e, paypalfake.Wallet{
		Name: "Prepaid", Currency: "USD", Rate: dec("1.375"), FeeTypes: []string{"CHARGE"}, ExpiresAt: time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC),
		Rules: []paypalfake.Rule{{
			Trigger: "INTERVAL", Method: "FIXED", Interval: "MONTHLY", PaidCredits: decimal.NewNullDecimal(dec("12345678901234567.89")), GrantedCredits: decimal.NewNullDecimal(dec("0.00001")),
			StartedAt: time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC), ExpiresAt: time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC),
		}},
	})
	topUp(t, e, id, "0", "200")
	consume(t, e, id, "100")
	if err := e.PayPal.RecordUsage(id, dec("200")); err != nil {
		t.Fatal(err)
	}
	b := e.PayPal.Balance(id)
	money := func(value decimal.Decimal) acctest.Attrs {
		return acctest.Attrs{"value": value.String(), "currency_code": "USD"}
	}
	if !b.NetMoney().IsNegative() || !b.ConsumedCredits.IsPositive() {
		t.Fatalf("the balance is %+v", b)
	}
	return id, acctest.Attrs{
		"id": id, "external_customer_id": acctest.Customer, "name": "Prepaid", "currency": "USD", "rate_amount": "1.375", "status": "ACTIVE",
		"expiration_at": "2031-01-01T00:00:00Z", "created_at": "2025-06-15T12:00:00Z", "terminated_at": nil,
		"applies_to": acctest.Attrs{"fee_types": []any{"CHARGE"}},
		"recurring_transaction_rules": []any{acctest.Attrs{
			"trigger": "INTERVAL", "method": "FIXED", "interval": "MONTHLY", "threshold_credits": nil, "paid_credits": "12345678901234567.89", "granted_credits": "0.00001",
			"target_ongoing_balance": nil, "started_at": "2025-07-01T00:00:00Z", "expiration_at": "2030-01-01T00:00:00Z",
		}},
		"available_balance": money(b.Money), "ongoing_usage": money(b.OngoingMoney), "net_balance": money(b.NetMoney()),
		"available_credits": b.Credits.String(), "ongoing_usage_credits": b.OngoingCredits.String(), "net_balance_credits": b.NetCredits().String(),
		"consumed_credits": b.ConsumedCredits.String(),
	}
}

func TestDataSource(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	id, want := busy(t, e)
	got, out := e.Terraform("mint_wallet").DataSource(acctest.Attrs{"id": id})
	if out.Failed() {
		t.Fatal(out.Errors)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What the service leaves out is null; what it adds does no harm.
func TestDataSource_sparse(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	id := open(t, e, paypalfake.Wallet{Currency: "USD", Rate: dec("1")})
	e.PayPal.Switch(func(s *paypalfake.Switches) { s.Balances, s.DefaultFeeTypesOmitted = paypalfake.BalancesHidden, true })
	got, out := e.Terraform("mint_wallet").DataSource(acctest.Attrs{"id": id})
	if out.Failed() {
		t.Fatal(out.Errors)
	}
	sortFees(got)
	want := acctest.Attrs{
		"id": id, "external_customer_id": acctest.Customer, "name": nil, "currency": nil, "rate_amount": "1", "status": "ACTIVE", "expiration_at": nil,
		"created_at": "2025-06-15T12:00:00Z", "terminated_at": nil, "applies_to": acctest.Attrs{"fee_types": []any{"CHARGE", "COMMITMENT", "SUBSCRIPTION"}},
		"recurring_transaction_rules": []any{}, "available_balance": nil, "ongoing_usage": nil, "net_balance": nil,
		"available_credits": nil, "ongoing_usage_credits": nil, "net_balance_credits": nil, "consumed_credits": nil,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}

	odd := fmt.Sprintf(`{"id":%q,"external_customer_id":"acme","status":"FROZEN","rate_amount":"1","expiration_at":"soon","priority":50,
		"applies_to":{"fee_types":["TAX"]},"net_balance":{"value":-1.005},"recurring_transaction_rules":[{"trigger":"LATER","method":"OTHER","started_at":"today"}]}`, id)
	e.Server.Inject(fake.Status(200, odd), fake.On("GET", item))
	got, out = e.Terraform("mint_wallet").DataSource(acctest.Attrs{"id": id})
	if out.Failed() || got["status"] != "FROZEN" || got["expiration_at"] != "soon" {
		t.Errorf("got %v, %q", got, out.Errors)
	}
	if diff := cmp.Diff(acctest.Attrs{"value": "-1.005", "currency_code": ""}, got["net_balance"]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDataSource_terminated(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	id, _ := busy(t, e)
	if err := e.PayPal.TerminateInConsole(id); err != nil {
		t.Fatal(err)
	}
	got, out := e.Terraform("mint_wallet").DataSource(acctest.Attrs{"id": id})
	if out.Failed() || got["status"] != "TERMINATED" || got["terminated_at"] != "2025-06-15T12:00:00Z" {
		t.Errorf("got %v, %q", got, out.Errors)
	}
}

func TestDataSource_refusals(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		source string
		config acctest.Attrs
		change func(*acctest.Env)
		want   []string
	}{
		"no id":             {"mint_wallet", acctest.Attrs{"id": ""}, nil, []string{"id"}},
		"no such wallet":    {"mint_wallet", acctest.Attrs{"id": "w-0"}, nil, []string{"Cannot read wallet w-0", "mint_wallets"}},
		"dots for an id":    {"mint_wallet", acctest.Attrs{"id": ".."}, nil, []string{`".."`}},
		"no customer":       {"mint_wallets", acctest.Attrs{"external_customer_id": ""}, nil, []string{"external_customer_id"}},
		"no such customer":  {"mint_wallets", acctest.Attrs{"external_customer_id": "nobody"}, nil, []string{"Cannot read the wallets of nobody", "Check external_customer_id"}},
		"unknown provider":  {"mint_wallet", acctest.Attrs{"id": "w-0"}, func(e *acctest.Env) { e.Block["paypal"] = acctest.Unknown }, []string{"paypal", "known only after apply"}},
		"unknown provider,": {"mint_wallets", acctest.Attrs{"external_customer_id": "acme"}, func(e *acctest.Env) { block(e, "client_id", acctest.Unknown) }, []string{"paypal.client_id"}},
		"HTML":              {"mint_wallet", acctest.Attrs{"id": "w-0"}, func(e *acctest.Env) { e.Server.Inject(fake.HTML(200), fake.On("GET", "")) }, []string{"HTML"}},
		"no list":           {"mint_wallets", acctest.Attrs{"external_customer_id": "acme"}, func(e *acctest.Env) { e.Server.Inject(fake.OmitKeys("wallets", "metadata"), fake.On("GET", "")) }, []string{"holds no list"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			if test.change != nil {
				test.change(e)
			}
			_, out := e.Terraform(test.source).DataSource(test.config)
			contains(t, out.Errors, test.want...)
		})
	}
}

// All pages of a customer's wallets, under every switch.
func TestListDataSource_everySwitch(t *testing.T) {
	t.Parallel()
	for _, v := range paypalfake.Variations() {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			many := 5
			if v.Name == "documented" {
				many = 205 // more than two pages of the largest size
			}
			truth := map[string]bool{}
			for i := range many {
				truth[open(t, e, paypalfake.Wallet{Name: fmt.Sprint(i), Currency: "USD", Rate: dec("1")})] = true
			}
			ended := open(t, e, paypalfake.Wallet{Name: "ended", Currency: "USD", Rate: dec("1")})
			if err := e.PayPal.TerminateInConsole(ended); err != nil {
				t.Fatal(err)
			}
			truth[ended] = !v.Switches.TerminatedNotListed
			e.PayPal.Switch(func(s *paypalfake.Switches) { *s = v.Switches })
			got, out := e.Terraform("mint_wallets").DataSource(acctest.Attrs{"external_customer_id": acctest.Customer})
			if out.Failed() {
				t.Fatal(out.Errors)
			}
			list, _ := got["wallets"].([]any)
			for _, element := range list {
				w, _ := element.(acctest.Attrs)
				id, _ := w["id"].(string)
				if !truth[id] {
					t.Errorf("%q is listed twice or wrongly", id)
				}
				truth[id] = false
				if shown := v.Switches.Balances == paypalfake.BalancesShown; (w["currency"] == "USD") != shown || (w["available_credits"] == "0") != shown {
					t.Errorf("balances shown: %t, got %v", shown, w)
				}
			}
			for id, missing := range truth {
				if missing {
					t.Errorf("%s is not listed", id)
				}
			}
		})
	}
}

func TestListDataSource(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform("mint_wallets")
	got, out := tf.DataSource(acctest.Attrs{"external_customer_id": acctest.Customer})
	if list, ok := got["wallets"].([]any); out.Failed() || !ok || len(list) > 0 {
		t.Fatalf("got %v, %q", got, out.Errors)
	}
	_, want := busy(t, e)
	got, out = tf.DataSource(acctest.Attrs{"external_customer_id": acctest.Customer})
	if out.Failed() {
		t.Fatal(out.Errors)
	}
	if diff := cmp.Diff(acctest.Attrs{"external_customer_id": acctest.Customer, "wallets": []any{want}}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
