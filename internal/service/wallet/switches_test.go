package wallet_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

// Whatever the service makes of the contract's open questions, a wallet is created empty and once,
// found again by a run that has lost its state, changed by what changed, imported and terminated,
// and no plan has anything left to do.
func TestWallet_everySwitch(t *testing.T) {
	t.Parallel()
	for _, v := range paypalfake.Variations() {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			e.PayPal.Switch(func(s *paypalfake.Switches) { *s = v.Switches })
			tf := e.Terraform(typeName)

			succeed(t, tf.Apply(full()), acctest.Create)
			made := tf.State
			tf.State = nil
			if out := tf.Apply(full()); v.Switches.Balances == paypalfake.BalancesHidden {
				contains(t, out.Errors, "does not show its currency")
				tf.State = made
			} else {
				contains(t, succeed(t, out, acctest.Create).Warnings, `Adopted: wallet "Prepaid" of acme in USD`)
			}
			succeed(t, tf.Plan(full()), acctest.NoOp)
			if w := held(t, e, tf); w.ID != made.Attrs()["id"] || w.Name != "Prepaid" || w.Currency != "USD" || !w.Rate.Equal(dec("1.5")) || w.ExpiresAt.Year() != 2031 || len(w.FeeTypes) != 2 || len(w.Rules) != 1 || len(e.PayPal.Transactions(w.ID)) != 0 {
				t.Fatalf("the service has %+v", w)
			}

			changed := with(full(), "name", "Renamed")
			changed["recurring_transaction_rules"] = []any{below("0", "12345678901234567.89")}
			changed["applies_to"] = nil
			succeed(t, tf.Apply(changed), acctest.Update)
			if diff := cmp.Diff([]string{"applies_to", "name", "recurring_transaction_rules"}, sentKeys(e)); diff != "" {
				t.Errorf("the update named (-want +got):\n%s", diff)
			}
			w := held(t, e, tf)
			if w.Name != "Renamed" || len(w.FeeTypes) != 0 || len(w.Rules) != 1 || w.Rules[0].Method != "TARGET" || !w.Rules[0].TargetOngoingBalance.Decimal.Equal(dec("12345678901234567.89")) {
				t.Errorf("the service has %+v", w)
			}

			before := tf.State
			if out := tf.Import(w.ID); v.Switches.Balances == paypalfake.BalancesHidden {
				contains(t, out.Errors, "currency", w.ID)
				tf.State = before
			} else if out.Failed() {
				t.Fatal(out.Errors)
			}
			succeed(t, tf.Plan(changed), acctest.NoOp)

			succeed(t, tf.Destroy(), acctest.Delete)
			if now := living(e); len(now) != 0 || tf.State != nil {
				t.Errorf("living are %+v, state %v", now, tf.State)
			}
			posted := e.Server.Requests("POST", collection)
			if len(posted) != 1 || slices.Contains(posted[0].Keys, "paid_credits") || slices.Contains(posted[0].Keys, "granted_credits") {
				t.Errorf("posted were %v", posted)
			}
		})
	}
}

// A wallet and its successors, under the switches that decide what is found of a terminated one.
func TestWallet_replacedUnderSwitches(t *testing.T) {
	t.Parallel()
	for name, switches := range map[string]paypalfake.Switches{
		"documented":                                {},
		"terminated nowhere":                        {TerminatedAnswers404: true, TerminatedNotListed: true, DeleteAgainAnswers404: true},
		"delete answers active":                     {DeleteAnswersActive: true},
		"request ids honoured":                      {RequestID: paypalfake.RequestIDHonoured},
		"request ids honoured, not listed":          {RequestID: paypalfake.RequestIDHonoured, TerminatedNotListed: true},
		"request ids refused":                       {RequestID: paypalfake.RequestIDRefused},
		"request ids refused, terminated not shown": {RequestID: paypalfake.RequestIDRefused, TerminatedAnswers404: true, TerminatedNotListed: true},
		"balances hidden":                           {Balances: paypalfake.BalancesHidden},
		"balances not listed":                       {Balances: paypalfake.BalancesNotListed},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			e.PayPal.Switch(func(s *paypalfake.Switches) { *s = switches })
			tf := e.Terraform(typeName)
			succeed(t, tf.Apply(prepaid()), acctest.Create)
			ids := []string{id(t, tf)}
			succeed(t, tf.Apply(prepaid(), acctest.Replacing()), acctest.Replace)
			ids = append(ids, id(t, tf))
			succeed(t, tf.Apply(with(prepaid(), "rate_amount", "2")), acctest.Replace)
			ids = append(ids, id(t, tf))
			if now := living(e); len(now) != 1 || now[0].ID != ids[2] || !now[0].Rate.Equal(dec("2")) {
				t.Errorf("living are %+v", now)
			}
			if got := e.Server.Count("POST", collection); got != 3 || ids[0] == ids[1] || ids[1] == ids[2] {
				t.Errorf("%d wallets were posted: %v", got, ids)
			}
			succeed(t, tf.Plan(with(prepaid(), "rate_amount", "2")), acctest.NoOp)
		})
	}
}

// Taking something out of the configuration sends a null or an empty list, and what the service
// makes of it is what the state says.
func TestWallet_clearing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		null paypalfake.Null
		want []string
	}{
		"cleared": {paypalfake.NullClears, nil},
		"ignored": {paypalfake.NullIgnored, []string{"did not apply the change", "expiration_at is 2031-01-01T00:00:00Z, not none"}},
		"refused": {paypalfake.NullRefused, []string{"expiration_at: Cannot change", "INVALID_PARAMETER_VALUE", "may not allow expiration_at to be removed"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			e.PayPal.Switch(func(s *paypalfake.Switches) { s.Null = c.null })
			tf := e.Terraform(typeName)
			succeed(t, tf.Apply(full()), acctest.Create)

			open := with(full(), "recurring_transaction_rules", nil)
			open["applies_to"] = nil
			succeed(t, tf.Apply(open), acctest.Update)
			if w := held(t, e, tf); len(w.Rules) != 0 || len(w.FeeTypes) != 0 || w.ExpiresAt.IsZero() {
				t.Errorf("the service has %+v", w)
			}

			endless := with(open, "expiration_at", nil)
			out := tf.Apply(endless)
			if diff := cmp.Diff([]string{"expiration_at"}, sentKeys(e)); diff != "" {
				t.Errorf("the update named (-want +got):\n%s", diff)
			}
			if c.want == nil {
				succeed(t, out, acctest.Update)
				if w := held(t, e, tf); !w.ExpiresAt.IsZero() || tf.State.Attrs()["expiration_at"] != nil {
					t.Errorf("the service has %+v", w)
				}
				succeed(t, tf.Plan(endless), acctest.NoOp)
				return
			}
			contains(t, out.Errors, c.want...)
			if tf.Tainted || tf.State.Attrs()["expiration_at"] != "2031-01-01T00:00:00Z" {
				t.Errorf("tainted: %t, state %v", tf.Tainted, tf.State.Attrs())
			}
			succeed(t, tf.Plan(endless), acctest.Update)
			succeed(t, tf.Plan(open), acctest.NoOp)
		})
	}
}
