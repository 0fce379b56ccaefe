package wallet_test

import (
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

// A wallet that the service has terminated stays in the state: each plan warns, a change is
// refused, and a successor is made on demand only.
func TestWallet_terminatedStaysInState(t *testing.T) {
	t.Parallel()
	for name, switches := range map[string]paypalfake.Switches{
		"shown":              {},
		"not listed":         {TerminatedNotListed: true},
		"listed, not found":  {TerminatedAnswers404: true},
		"delete again 404":   {DeleteAgainAnswers404: true},
		"request ids are":    {RequestID: paypalfake.RequestIDHonoured},
		"request ids refuse": {RequestID: paypalfake.RequestIDRefused},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			e.PayPal.Switch(func(s *paypalfake.Switches) { *s = switches })
			tf := e.Terraform(typeName)
			succeed(t, tf.Apply(full()), acctest.Create)
			first := id(t, tf)
			topUp(t, e, first, "20", "10")
			if err := e.PayPal.TerminateInConsole(first); err != nil {
				t.Fatal(err)
			}
			for range 2 {
				out := succeed(t, tf.Apply(full()), acctest.NoOp)
				contains(t, out.Warnings, `The wallet "Prepaid" of acme in USD is terminated: Nobody`, "-replace=ADDRESS")
			}
			if got := tf.State.Attrs()["status"]; got != "TERMINATED" || id(t, tf) != first {
				t.Errorf("status is %v", got)
			}
			// force_destroy is no business of the service's.
			succeed(t, tf.Apply(with(full(), "force_destroy", true)), acctest.Update)
			succeed(t, tf.Apply(full()), acctest.Update)

			changed := with(full(), "name", "Other")
			out := tf.Apply(changed)
			contains(t, out.Warnings, "is terminated: this change will be refused")
			contains(t, out.Errors, "Cannot change the wallet", "is terminated", "-replace=ADDRESS")
			if e.Server.Count("PUT", "") != 0 || e.Server.Count("POST", collection) != 1 {
				t.Errorf("something was sent: %v", e.Server.Journal())
			}

			// -replace looks like an update to the plan, and has to get past it with the edits that
			// a successor needs.
			changed["expiration_at"] = "2032-01-01T00:00:00Z"
			succeed(t, tf.Apply(changed, acctest.Replacing()), acctest.Replace)
			if w := held(t, e, tf); w.ID == first || w.Status != paypalfake.Active || w.Name != "Other" || !w.Balance.Credits.IsZero() {
				t.Errorf("the successor is %+v", w)
			}
			succeed(t, tf.Plan(changed), acctest.NoOp)
		})
	}
}

// An unattended run after the expiration buys nothing, whatever the service still shows of the
// wallet.
func TestWallet_expired(t *testing.T) {
	t.Parallel()
	for name, switches := range map[string]paypalfake.Switches{
		"shown":     {},
		"forgotten": {TerminatedAnswers404: true, TerminatedNotListed: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			e.PayPal.Switch(func(s *paypalfake.Switches) { *s = switches })
			tf := e.Terraform(typeName)
			config := with(prepaid(), "expiration_at", "2025-07-01T00:00:00Z")
			succeed(t, tf.Apply(config), acctest.Create)
			if out := succeed(t, tf.Plan(config), acctest.NoOp); len(out.Warnings) > 0 {
				t.Errorf("warned too early: %q", out.Warnings)
			}
			later(t, e, 17*24*time.Hour)
			contains(t, succeed(t, tf.Apply(config), acctest.NoOp).Warnings, `The wallet "Prepaid" of acme in USD has expired at 2025-07-01T00:00:00Z`)
			if ended := e.PayPal.ExpireWallets(); len(ended) != 1 {
				t.Fatalf("%v expired", ended)
			}
			contains(t, succeed(t, tf.Apply(config), acctest.NoOp).Warnings, "is terminated: ")
			contains(t, succeed(t, tf.Apply(config), acctest.NoOp).Warnings, "is terminated: ")
			if got := e.Server.Count("POST", collection); got != 1 {
				t.Errorf("%d wallets were posted", got)
			}
			succeed(t, tf.Destroy(), acctest.Delete)
		})
	}
}

// Once seen terminated, a wallet is not forgotten when the service forgets it.
func TestWallet_terminatedThenPurged(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	succeed(t, tf.Apply(prepaid()), acctest.Create)
	if err := e.PayPal.TerminateInConsole(id(t, tf)); err != nil {
		t.Fatal(err)
	}
	tf.Refresh()
	if err := e.PayPal.PurgeWallet(id(t, tf)); err != nil {
		t.Fatal(err)
	}
	contains(t, succeed(t, tf.Plan(prepaid()), acctest.NoOp).Warnings, "is terminated: ")
	succeed(t, tf.Apply(prepaid(), acctest.Replacing()), acctest.Replace)
	if now := living(e); len(now) != 1 || now[0].ID != id(t, tf) {
		t.Errorf("living are %+v", now)
	}
}

// A wallet leaves the state when neither the service finds it nor its customer's list shows it.
func TestWallet_gone(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		act  func(t *testing.T, e *acctest.Env, id string)
		gone bool
	}{
		"purged": {func(t *testing.T, e *acctest.Env, id string) {
			if err := e.PayPal.PurgeWallet(id); err != nil {
				t.Fatal(err)
			}
		}, true},
		"purged, with its customer": {func(_ *testing.T, e *acctest.Env, _ string) {
			e.Server.Inject(fake.Status(404, ""), fake.On("GET", "/wallets"), fake.Always())
		}, false},
		"not found, but listed": {func(_ *testing.T, e *acctest.Env, _ string) {
			e.Server.Inject(fake.Status(404, ""), fake.On("GET", item), fake.Always())
		}, false},
		"not found by a gateway": {func(_ *testing.T, e *acctest.Env, _ string) {
			e.Server.Inject(fake.HTML(404), fake.On("GET", item), fake.Always())
		}, false},
		"not found, and the list fails": {func(_ *testing.T, e *acctest.Env, _ string) {
			e.Server.Inject(fake.Status(404, ""), fake.On("GET", item), fake.Always())
			e.Server.Inject(fake.Status(500, ""), fake.On("GET", collection), fake.Always())
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			tf := e.Terraform(typeName)
			succeed(t, tf.Apply(prepaid()), acctest.Create)
			c.act(t, e, id(t, tf))
			out := tf.Refresh()
			if (tf.State == nil) != c.gone {
				t.Fatalf("state %v, errors %q", tf.State, out.Errors)
			}
			if c.gone {
				contains(t, out.Warnings, `The wallet "Prepaid" of acme in USD is gone`)
				return
			}
			if name == "purged, with its customer" {
				contains(t, out.Errors, "customer acme was not found either", "terraform state rm")
			}
			if name == "not found, but listed" {
				succeed(t, tf.Plan(prepaid()), acctest.NoOp)
			} else if !out.Failed() || !strings.Contains(out.Errors[0], "Cannot read the wallet") {
				t.Errorf("errors %q", out.Errors)
			}
		})
	}
}

// Destroying what is over already succeeds.
func TestWallet_destroyedElsewhere(t *testing.T) {
	t.Parallel()
	for _, switches := range []paypalfake.Switches{{}, {DeleteAgainAnswers404: true}, {TerminatedAnswers404: true}, {DeleteAnswersActive: true}} {
		for _, forced := range []bool{false, true} {
			e := acctest.New(t)
			e.PayPal.Switch(func(s *paypalfake.Switches) { *s = switches })
			tf := e.Terraform(typeName)
			succeed(t, tf.Apply(with(prepaid(), "force_destroy", forced)), acctest.Create)
			if forced {
				topUp(t, e, id(t, tf), "0", "5")
			}
			wallet := id(t, tf)
			succeed(t, tf.Apply(nil, acctest.Between(func() {
				if err := e.PayPal.TerminateInConsole(wallet); err != nil {
					t.Error(err)
				}
			})), acctest.Delete)
			if tf.State != nil {
				t.Error("it is still in state")
			}
		}
	}
}

// That the very customer is not found says nothing about the wallet: the account may be another
// one.
func TestWallet_destroyedWithItsCustomer(t *testing.T) {
	t.Parallel()
	for _, forced := range []bool{false, true} {
		e := acctest.New(t)
		tf := e.Terraform(typeName)
		succeed(t, tf.Apply(with(prepaid(), "force_destroy", forced)), acctest.Create)
		e.Server.Inject(fake.Status(404, ""), fake.On("", "/wallets"), fake.Always())
		contains(t, tf.Apply(nil, acctest.WithoutRefresh()).Errors, "customer acme was not found either", "terraform state rm")
		if tf.State == nil {
			t.Error("it is not in the state any more")
		}
	}
}

// A wallet that is terminated between plan and apply is not changed, and the error says what helps.
func TestWallet_terminatedAfterThePlan(t *testing.T) {
	t.Parallel()
	for _, switches := range []paypalfake.Switches{{}, {TerminatedAnswers404: true}, {RuleAnswer: paypalfake.RuleConflict}, {RuleAnswer: paypalfake.RuleInvalid}} {
		e := acctest.New(t)
		e.PayPal.Switch(func(s *paypalfake.Switches) { *s = switches })
		tf := e.Terraform(typeName)
		succeed(t, tf.Apply(prepaid()), acctest.Create)
		out := tf.Apply(with(prepaid(), "name", "Other"), acctest.Between(func() {
			if err := e.PayPal.TerminateInConsole(id(t, tf)); err != nil {
				t.Error(err)
			}
		}))
		contains(t, out.Errors, "Cannot change the wallet", "-replace=ADDRESS")
		if tf.State == nil || tf.State.Attrs()["name"] != "Prepaid" {
			t.Errorf("state is %v", tf.State)
		}
	}
}
