package wallet_test

import (
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

func TestWallet_import(t *testing.T) {
	t.Parallel()
	for name, load := range map[string]func(tf *acctest.Terraform, id string) acctest.Outcome{
		"by id":         func(tf *acctest.Terraform, id string) acctest.Outcome { return tf.Import(id) },
		"by id, blanks": func(tf *acctest.Terraform, id string) acctest.Outcome { return tf.Import(" " + id + "\n") },
		"by id, percent-encoded": func(tf *acctest.Terraform, id string) acctest.Outcome {
			return tf.Import(strings.ReplaceAll(id, "-", "%2D"))
		},
		"by identity": func(tf *acctest.Terraform, id string) acctest.Outcome {
			return tf.ImportIdentity(acctest.Attrs{"id": id})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			e.PayPal.Switch(func(s *paypalfake.Switches) { s.RuleMembers = paypalfake.RuleZeroed })
			opened, err := e.PayPal.OpenWalletInConsole(paypalfake.Wallet{
				CustomerID: acctest.Customer, Name: "Found", Currency: "JPY", Rate: dec("150"), FeeTypes: []string{"CHARGE"},
				ExpiresAt: time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC),
				Rules:     []paypalfake.Rule{{Trigger: "THRESHOLD", Method: "FIXED", ThresholdCredits: decimal.NewNullDecimal(dec("10")), PaidCredits: decimal.NewNullDecimal(dec("50"))}},
			})
			if err != nil {
				t.Fatal(err)
			}
			tf := e.Terraform(typeName)
			if out := load(tf, opened.ID); out.Failed() {
				t.Fatal(out.Errors)
			}
			succeed(t, tf.Plan(acctest.Attrs{
				"external_customer_id": acctest.Customer, "name": "Found", "currency": "jpy", "rate_amount": "150.00", "expiration_at": "2031-01-01T01:00:00+01:00",
				"applies_to":                  acctest.Attrs{"fee_types": []any{"CHARGE"}},
				"recurring_transaction_rules": []any{acctest.Attrs{"trigger": "THRESHOLD", "method": "FIXED", "threshold_credits": "10.0", "paid_credits": "50"}},
			}), acctest.NoOp)
			if got := tf.State.Attrs()["force_destroy"]; got != false {
				t.Errorf("force_destroy is %v", got)
			}
		})
	}
}

// What a rule does not use is not imported, whatever the service shows: the configuration could not
// say it.
func TestWallet_importOfRules(t *testing.T) {
	t.Parallel()
	all := paypalfake.Rule{
		Interval: "MONTHLY", ThresholdCredits: decimal.NewNullDecimal(dec("10")), PaidCredits: decimal.NewNullDecimal(dec("5")), GrantedCredits: decimal.NewNullDecimal(dec("0")),
		TargetOngoingBalance: decimal.NewNullDecimal(dec("50")), StartedAt: time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC),
	}
	for _, c := range []struct {
		trigger, method string
		want            acctest.Attrs
	}{
		{"INTERVAL", "FIXED", acctest.Attrs{"interval": "MONTHLY", "started_at": "2025-07-01T00:00:00Z", "paid_credits": "5"}},
		{"INTERVAL", "TARGET", acctest.Attrs{"interval": "MONTHLY", "started_at": "2025-07-01T00:00:00Z", "target_ongoing_balance": "50"}},
		{"THRESHOLD", "FIXED", acctest.Attrs{"threshold_credits": "10", "paid_credits": "5"}},
		{"THRESHOLD", "TARGET", acctest.Attrs{"threshold_credits": "10", "target_ongoing_balance": "50"}},
	} {
		for _, members := range []paypalfake.RuleMembers{paypalfake.RuleRelevant, paypalfake.RuleAsSent, paypalfake.RuleZeroed} {
			e := acctest.New(t)
			e.PayPal.Switch(func(s *paypalfake.Switches) { s.RuleMembers = members })
			shown := all
			shown.Trigger, shown.Method = c.trigger, c.method
			tf := e.Terraform(typeName)
			if out := tf.Import(open(t, e, paypalfake.Wallet{Name: "Prepaid", Currency: "USD", Rate: dec("1.5"), Rules: []paypalfake.Rule{shown}})); out.Failed() {
				t.Fatal(out.Errors)
			}
			configured := with(with(c.want, "trigger", c.trigger), "method", c.method)
			succeed(t, tf.Plan(with(prepaid(), "recurring_transaction_rules", []any{configured})), acctest.NoOp)
		}
	}
}

func TestWallet_importRefusals(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	for id, want := range map[string]string{"nothing": "non-existent", "  ": "is empty", "..": `".."`, "a/b": "non-existent"} {
		contains(t, tf.Import(id).Errors, want)
	}
	contains(t, tf.ImportIdentity(acctest.Attrs{"id": ""}).Errors, "is empty")

	opened, err := e.PayPal.OpenWalletInConsole(paypalfake.Wallet{CustomerID: acctest.Customer, Name: "Found", Currency: "USD", Rate: dec("1")})
	if err != nil {
		t.Fatal(err)
	}
	e.PayPal.Switch(func(s *paypalfake.Switches) { s.Balances = paypalfake.BalancesHidden })
	contains(t, tf.Import(opened.ID).Errors, "Cannot read the currency of wallet "+opened.ID)
	if tf.State != nil {
		t.Error("a wallet of no currency is in state")
	}
}
