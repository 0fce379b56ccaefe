package wallet_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

func TestWallet_state(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	out := succeed(t, tf.Apply(prepaid()), acctest.Create)
	if len(out.Warnings) > 0 {
		t.Errorf("warnings of a plain create: %q", out.Warnings)
	}
	want := acctest.Attrs{
		"id": id(t, tf), "external_customer_id": "acme", "name": "Prepaid", "currency": "USD", "rate_amount": "1.5",
		"expiration_at": nil, "applies_to": acctest.Attrs{"fee_types": []any{"CHARGE", "COMMITMENT", "SUBSCRIPTION"}},
		"recurring_transaction_rules": nil, "force_destroy": false, "status": "ACTIVE", "created_at": "2025-06-15T12:00:00Z",
	}
	got := tf.State.Attrs()
	sortFees(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("state (-want +got):\n%s", diff)
	}
	if got := tf.Identity(); got["id"] != id(t, tf) {
		t.Errorf("identity is %v", got)
	}
	if got := e.Server.Requests("POST", collection)[0].Keys; !cmp.Equal(got, []string{"currency", "external_customer_id", "name", "rate_amount"}) {
		t.Errorf("created with %v", got)
	}
}

func sortFees(attrs acctest.Attrs) {
	applies, ok := attrs["applies_to"].(acctest.Attrs)
	if !ok {
		return
	}
	if types, ok := applies["fee_types"].([]any); ok {
		slices.SortFunc(types, func(a, b any) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	}
}

// Other spellings of the same content are no change, whoever wrote the first.
func TestWallet_equalContentPlansNothing(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	spelled := full()
	spelled["currency"], spelled["rate_amount"], spelled["expiration_at"] = "usd", "1.500", "2031-01-01T02:00:00+02:00"
	spelled["applies_to"] = acctest.Attrs{"fee_types": []any{"COMMITMENT", "CHARGE"}}
	rule := with(with(monthly(), "paid_credits", "100.000"), "started_at", "2025-07-01T02:00:00.000+02:00")
	spelled["recurring_transaction_rules"] = []any{rule}
	succeed(t, tf.Apply(spelled), acctest.Create)
	if got := tf.State.Attrs(); got["currency"] != "usd" || got["rate_amount"] != "1.500" || got["expiration_at"] != "2031-01-01T02:00:00+02:00" {
		t.Errorf("the spelling became %v", got)
	}
	// The service is told in its own form (contract: wallets 2.1).
	body := string(e.Server.Requests("POST", collection)[0].Body)
	for _, member := range []string{`"currency":"USD"`, `"expiration_at":"2031-01-01T00:00:00Z"`, `"started_at":"2025-07-01T00:00:00Z"`} {
		if !strings.Contains(body, member) {
			t.Errorf("%s is not in %s", member, body)
		}
	}
	succeed(t, tf.Plan(spelled), acctest.NoOp)
	succeed(t, tf.Plan(full()), acctest.NoOp)

	tf.Import(id(t, tf))
	succeed(t, tf.Plan(spelled), acctest.NoOp)
}

// No restriction is one thing, however it is written or answered.
func TestWallet_allFeeTypesAreNoRestriction(t *testing.T) {
	t.Parallel()
	for name, omitted := range map[string]bool{"echoed": false, "omitted": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			e.PayPal.Switch(func(s *paypalfake.Switches) { s.DefaultFeeTypesOmitted = omitted })
			tf := e.Terraform(typeName)
			all := with(prepaid(), "applies_to", acctest.Attrs{"fee_types": []any{"CHARGE", "SUBSCRIPTION", "COMMITMENT"}})
			succeed(t, tf.Apply(prepaid()), acctest.Create)
			succeed(t, tf.Plan(prepaid()), acctest.NoOp)
			succeed(t, tf.Plan(all), acctest.NoOp)
			tf.Import(id(t, tf))
			succeed(t, tf.Plan(prepaid()), acctest.NoOp)
			succeed(t, tf.Plan(all), acctest.NoOp)
			if err := e.PayPal.RestrictInConsole(id(t, tf), "CHARGE"); err != nil {
				t.Fatal(err)
			}
			succeed(t, tf.Apply(prepaid()), acctest.Update)
			if w := held(t, e, tf); len(w.FeeTypes) != 0 {
				t.Errorf("restricted to %v", w.FeeTypes)
			}
		})
	}
}

func TestWallet_amountsAreExact(t *testing.T) {
	t.Parallel()
	for _, amount := range []string{"0.00001", "12345678901234567.89", "99999999999999999999.99999"} {
		t.Run(amount, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			tf := e.Terraform(typeName)
			config := with(prepaid(), "rate_amount", amount)
			config["recurring_transaction_rules"] = []any{below(amount, amount)}
			succeed(t, tf.Apply(config), acctest.Create)
			if w := held(t, e, tf); w.Rate.String() != amount || w.Rules[0].ThresholdCredits.Decimal.String() != amount || w.Rules[0].TargetOngoingBalance.Decimal.String() != amount {
				t.Errorf("the service has %+v", w)
			}
			body := string(e.Server.Requests("POST", collection)[0].Body)
			if got := strings.Count(body, `"`+amount+`"`); got != 3 {
				t.Errorf("sent %s", body)
			}
			tf.Import(id(t, tf))
			if got := tf.State.Attrs()["rate_amount"]; got != amount {
				t.Errorf("imported as %v", got)
			}
			succeed(t, tf.Plan(config), acctest.NoOp)
		})
	}
}

// What somebody changed elsewhere is seen and repaired, and nothing besides it is sent.
func TestWallet_drift(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		act  func(e *acctest.Env, id string) error
		keys []string
	}{
		"name":       {func(e *acctest.Env, id string) error { return e.PayPal.RenameInConsole(id, "Other") }, []string{"name"}},
		"no name":    {func(e *acctest.Env, id string) error { return e.PayPal.RenameInConsole(id, "") }, []string{"name"}},
		"expiration": {func(e *acctest.Env, id string) error { return e.PayPal.ChangeExpirationInConsole(id, time.Time{}) }, []string{"expiration_at"}},
		"fee types":  {func(e *acctest.Env, id string) error { return e.PayPal.RestrictInConsole(id) }, []string{"applies_to"}},
		"no rules":   {func(e *acctest.Env, id string) error { return e.PayPal.ReplaceRulesInConsole(id) }, []string{"recurring_transaction_rules"}},
		"other rule": {func(e *acctest.Env, id string) error {
			return e.PayPal.ReplaceRulesInConsole(id, paypalfake.Rule{Trigger: "INTERVAL", Method: "FIXED", Interval: "WEEKLY"})
		}, []string{"recurring_transaction_rules"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			tf := e.Terraform(typeName)
			succeed(t, tf.Apply(full()), acctest.Create)
			if err := c.act(e, id(t, tf)); err != nil {
				t.Fatal(err)
			}
			succeed(t, tf.Apply(full()), acctest.Update)
			if diff := cmp.Diff(c.keys, sentKeys(e)); diff != "" {
				t.Errorf("sent (-want +got):\n%s", diff)
			}
			w := held(t, e, tf)
			if w.Name != "Prepaid" || w.ExpiresAt.Year() != 2031 || len(w.FeeTypes) != 2 || len(w.Rules) != 1 || w.Rules[0].Interval != "MONTHLY" || !w.Rules[0].PaidCredits.Decimal.Equal(dec("100")) {
				t.Errorf("not repaired: %+v", w)
			}
			succeed(t, tf.Plan(full()), acctest.NoOp)
		})
	}
}

// The same rules with other members shown are the same: sending them would start them again.
func TestWallet_rulesAreNotRestarted(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	succeed(t, tf.Apply(full()), acctest.Create)
	w := held(t, e, tf)
	for _, members := range []paypalfake.RuleMembers{paypalfake.RuleZeroed, paypalfake.RuleAsSent, paypalfake.RuleRelevant} {
		e.PayPal.Switch(func(s *paypalfake.Switches) { s.RuleMembers = members })
		succeed(t, tf.Plan(full()), acctest.NoOp)
	}
	other := with(full(), "name", "Other")
	other["force_destroy"] = true
	succeed(t, tf.Apply(other), acctest.Update)
	if now := held(t, e, tf); now.Rules[0].ID != w.Rules[0].ID || now.Name != "Other" {
		t.Errorf("the rules started again: %+v", now)
	}
	sent := e.Server.Count("PUT", "")
	succeed(t, tf.Apply(with(other, "force_destroy", false)), acctest.Update)
	if got := e.Server.Count("PUT", ""); got != sent {
		t.Error("a change of force_destroy alone was sent")
	}
}

// Members of a rule that a person sets and takes out again do reach the service.
func TestWallet_ruleMembersAreCleared(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	succeed(t, tf.Apply(full()), acctest.Create)
	for _, member := range []string{"started_at", "expiration_at", "granted_credits"} {
		config := with(full(), "recurring_transaction_rules", []any{with(monthly(), member, nil)})
		succeed(t, tf.Apply(config), acctest.Update)
		succeed(t, tf.Plan(config), acctest.NoOp)
		rule := held(t, e, tf).Rules[0]
		if got := map[string]bool{"started_at": rule.StartedAt.IsZero(), "expiration_at": rule.ExpiresAt.IsZero(), "granted_credits": !rule.GrantedCredits.Valid}; !got[member] {
			t.Errorf("%s was not cleared: %+v", member, rule)
		}
		succeed(t, tf.Apply(full()), acctest.Update)
	}
}

// An expiration that has passed is left alone: sent again, it would be refused.
func TestWallet_pastExpiration(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	config := with(prepaid(), "expiration_at", "2025-07-01T00:00:00Z")
	succeed(t, tf.Apply(config), acctest.Create)
	later(t, e, 60*24*time.Hour)
	out := succeed(t, tf.Apply(with(config, "name", "Other")), acctest.Update)
	contains(t, out.Warnings, "has expired at 2025-07-01T00:00:00Z")
	if diff := cmp.Diff([]string{"name"}, sentKeys(e)); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
	out = tf.Apply(with(prepaid(), "expiration_at", "2025-07-02T00:00:00Z"))
	contains(t, out.Warnings, `expiration_at of wallet "Prepaid" is in the past: 2025-07-02T00:00:00Z`)
	contains(t, out.Errors, "INVALID_DATE", "expiration_at: Cannot change")
	succeed(t, tf.Apply(with(prepaid(), "expiration_at", "2031-01-01T00:00:00Z")), acctest.Update)

	ended := with(monthly(), "expiration_at", "2025-07-02T00:00:00Z")
	out = tf.Plan(with(prepaid(), "recurring_transaction_rules", []any{ended}))
	contains(t, out.Warnings, `recurring_transaction_rules[0].expiration_at of wallet "Prepaid" is in the past: 2025-07-02T00:00:00Z`)
	fresh := e.Terraform(typeName)
	out = fresh.Plan(with(with(config, "name", "New"), "recurring_transaction_rules", []any{ended}))
	contains(t, out.Warnings, `expiration_at of wallet "New" is in the past`, `recurring_transaction_rules[0].expiration_at of wallet "New" is in the past`)
}

func TestWallet_unknownArgument(t *testing.T) {
	t.Parallel()
	t.Run("the same value in the end", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		tf := e.Terraform(typeName)
		succeed(t, tf.Apply(full()), acctest.Create)
		e.Server.ResetJournal()
		config := full()
		for _, name := range []string{"external_customer_id", "currency", "rate_amount", "name", "expiration_at", "applies_to", "recurring_transaction_rules"} {
			config[name] = acctest.Unknown
		}
		succeed(t, tf.Apply(config, acctest.Resolving(full())), acctest.Update)
		if got := e.Server.Count("PUT", "") + e.Server.Count("POST", collection) + e.Server.Count("DELETE", ""); got != 0 {
			t.Errorf("%d requests for no change", got)
		}
	})
	t.Run("another value in the end", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		tf := e.Terraform(typeName)
		succeed(t, tf.Apply(prepaid()), acctest.Create)
		other := with(prepaid(), "rate_amount", "2")
		out := tf.Apply(with(prepaid(), "rate_amount", acctest.Unknown), acctest.Resolving(other))
		contains(t, out.Errors, "plan again")
		succeed(t, tf.Plan(other), acctest.Replace)
	})
	t.Run("at first", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		tf := e.Terraform(typeName)
		config := with(full(), "recurring_transaction_rules", []any{with(with(monthly(), "interval", acctest.Unknown), "paid_credits", acctest.Unknown)})
		config["applies_to"] = acctest.Attrs{"fee_types": []any{acctest.Unknown}}
		config["expiration_at"] = acctest.Unknown
		resolved := with(full(), "applies_to", acctest.Attrs{"fee_types": []any{"CHARGE"}})
		succeed(t, tf.Apply(config, acctest.Resolving(resolved)), acctest.Create)
		succeed(t, tf.Plan(resolved), acctest.NoOp)
	})
}
