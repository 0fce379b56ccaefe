package wallet_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

func TestWallet_lifeUnderEverySwitch(t *testing.T) {
	t.Parallel()
	for _, v := range paypalfake.Variations() {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			e.PayPal.Switch(func(s *paypalfake.Switches) { *s = v.Switches })
			tf := e.Terraform(typeName)

			succeed(t, tf.Apply(full()), acctest.Create)
			succeed(t, tf.Plan(full()), acctest.NoOp)
			w := held(t, e, tf)
			if w.Name != "Prepaid" || w.Currency != "USD" || !w.Rate.Equal(dec("1.5")) || w.ExpiresAt.Year() != 2031 || len(w.FeeTypes) != 2 || len(w.Rules) != 1 || len(e.PayPal.Transactions(w.ID)) != 0 {
				t.Fatalf("the service has %+v", w)
			}
			if got := tf.Identity(); got["id"] != w.ID {
				t.Errorf("identity is %v", got)
			}

			renamed := with(full(), "name", "Renamed")
			succeed(t, tf.Apply(renamed), acctest.Update)
			succeed(t, tf.Plan(renamed), acctest.NoOp)
			if diff := cmp.Diff([]string{"name"}, sentKeys(e)); diff != "" {
				t.Errorf("the update named (-want +got):\n%s", diff)
			}
			if now := held(t, e, tf); now.Name != "Renamed" || now.Rules[0].ID != w.Rules[0].ID {
				t.Errorf("the service has %+v", now)
			}

			ruled := with(renamed, "recurring_transaction_rules", []any{below("0", "12345678901234567.89")})
			ruled["applies_to"] = nil
			succeed(t, tf.Apply(ruled), acctest.Update)
			succeed(t, tf.Plan(ruled), acctest.NoOp)
			if now := held(t, e, tf); len(now.FeeTypes) != 0 || len(now.Rules) != 1 || now.Rules[0].Method != "TARGET" || !now.Rules[0].TargetOngoingBalance.Decimal.Equal(dec("12345678901234567.89")) {
				t.Errorf("the service has %+v", now)
			}
			bare := with(ruled, "recurring_transaction_rules", nil)
			succeed(t, tf.Apply(bare), acctest.Update)
			succeed(t, tf.Plan(bare), acctest.NoOp)
			if now := held(t, e, tf); len(now.Rules) != 0 || now.ExpiresAt.IsZero() {
				t.Errorf("the service has %+v", now)
			}

			unlimited := with(bare, "expiration_at", nil)
			out := tf.Apply(unlimited)
			if v.Switches.Null == paypalfake.NullClears {
				succeed(t, out, acctest.Update)
				succeed(t, tf.Plan(unlimited), acctest.NoOp)
				if now := held(t, e, tf); !now.ExpiresAt.IsZero() {
					t.Errorf("it still expires at %s", now.ExpiresAt)
				}
			} else {
				contains(t, out.Errors, "expiration_at")
				if tf.Tainted || tf.State.Attrs()["expiration_at"] != "2031-01-01T00:00:00Z" {
					t.Errorf("tainted %t, state %v", tf.Tainted, tf.State.Attrs())
				}
				succeed(t, tf.Plan(bare), acctest.NoOp)
				unlimited = bare
			}

			kept := tf.State
			tf.State = nil
			if out := tf.Import(w.ID); v.Switches.Balances == paypalfake.BalancesHidden {
				contains(t, out.Errors, "currency", w.ID)
				tf.State = kept
			} else if out.Failed() {
				t.Fatal(out.Errors)
			}
			succeed(t, tf.Plan(unlimited), acctest.NoOp)

			succeed(t, tf.Apply(unlimited, acctest.Replacing()), acctest.Replace)
			if now := living(e); len(now) != 1 || now[0].ID == w.ID || now[0].ID != id(t, tf) {
				t.Errorf("living are %+v", now)
			}
			succeed(t, tf.Plan(unlimited), acctest.NoOp)
			succeed(t, tf.Apply(with(unlimited, "rate_amount", "2")), acctest.Replace)
			succeed(t, tf.Destroy(), acctest.Delete)
			if now := living(e); len(now) != 0 || tf.State != nil || len(e.PayPal.Wallets(acctest.Customer)) != 3 {
				t.Errorf("living are %+v of %d, state %v", now, len(e.PayPal.Wallets(acctest.Customer)), tf.State)
			}
			if got := e.Server.Count("POST", collection); got != 3 {
				t.Errorf("%d wallets were posted", got)
			}
			for _, request := range e.Server.Requests("POST", collection) {
				if slices.Contains(request.Keys, "paid_credits") || slices.Contains(request.Keys, "granted_credits") {
					t.Errorf("a wallet was created with credits: %v", request.Keys)
				}
			}
		})
	}
}

var _ = time.Now
var _ = fake.Epoch
