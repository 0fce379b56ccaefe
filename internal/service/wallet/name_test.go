package wallet_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

// A name that a wallet has given up is another wallet's, also where the service still remembers the
// request that made the first: credits never go to the old one.
func TestWallet_nameOfARenamedOne(t *testing.T) {
	t.Parallel()
	for _, ids := range []paypalfake.RequestID{paypalfake.RequestIDHonoured, paypalfake.RequestIDLatest} {
		for _, console := range []bool{false, true} {
			t.Run(fmt.Sprintf("ids %d, console %t", ids, console), func(t *testing.T) {
				t.Parallel()
				e := acctest.New(t)
				e.PayPal.Switch(func(s *paypalfake.Switches) { s.RequestID = ids })
				a, b := e.Terraform(typeName), e.Terraform(typeName)
				succeed(t, a.Apply(prepaid()), acctest.Create)
				if console {
					if err := e.PayPal.RenameInConsole(id(t, a), "Old"); err != nil {
						t.Fatal(err)
					}
				} else {
					succeed(t, a.Apply(with(prepaid(), "name", "Old")), acctest.Update)
				}
				if out := succeed(t, b.Apply(prepaid()), acctest.Create); len(out.Warnings) != 0 {
					t.Errorf("warnings %q", out.Warnings)
				}
				if id(t, a) == id(t, b) || len(living(e)) != 2 {
					t.Fatalf("two resources of one wallet: %+v", living(e))
				}
				entry := e.Terraform("mint_wallet_transaction")
				succeed(t, entry.Apply(acctest.Attrs{"wallet_id": id(t, b), "reference": "r1", "type": "TOPUP", "granted_credits": "10"}), acctest.Create)
				if old, now := e.PayPal.Balance(id(t, a)).Credits, e.PayPal.Balance(id(t, b)).Credits; !old.IsZero() || !now.Equal(dec("10")) {
					t.Errorf("the old wallet holds %s, the new one %s", old, now)
				}
				succeed(t, a.Plan(with(prepaid(), "name", "Old")), acctest.NoOp)
				succeed(t, b.Plan(prepaid()), acctest.NoOp)
			})
		}
	}
}

// A wallet made after another of its name was destroyed is a living one, or there is an error and
// nothing in the state.
func TestWallet_destroyedAndMadeAgain(t *testing.T) {
	t.Parallel()
	for _, ids := range []paypalfake.RequestID{paypalfake.RequestIDHonoured, paypalfake.RequestIDLatest} {
		for _, found := range []bool{true, false} {
			t.Run(fmt.Sprintf("ids %d, found %t", ids, found), func(t *testing.T) {
				t.Parallel()
				e := acctest.New(t)
				e.PayPal.Switch(func(s *paypalfake.Switches) {
					s.RequestID, s.RequestIDRetention = ids, 72*time.Hour
					s.TerminatedNotListed, s.TerminatedAnswers404 = true, !found
				})
				tf := e.Terraform(typeName)
				succeed(t, tf.Apply(prepaid()), acctest.Create)
				succeed(t, tf.Destroy(), acctest.Delete)
				if ids == paypalfake.RequestIDHonoured && !found {
					out := tf.Apply(prepaid())
					contains(t, out.Errors, "Cannot tell whether it was created", "cannot be read", "choose another name, or wait")
					if !out.Failed() || tf.State != nil || len(living(e)) != 0 {
						t.Fatalf("state %v, living %+v", tf.State, living(e))
					}
					later(t, e, 73*time.Hour)
				}
				succeed(t, tf.Apply(prepaid()), acctest.Create)
				if now := living(e); len(now) != 1 || now[0].ID != id(t, tf) {
					t.Errorf("the state has %s, living are %+v", id(t, tf), now)
				}
				succeed(t, tf.Plan(prepaid()), acctest.NoOp)
			})
		}
	}
}

// Two resources of one name are refused at the second, whether it is made or renamed.
func TestWallet_renamedToATakenName(t *testing.T) {
	t.Parallel()
	for name, together := range map[string]bool{"made in the same run": true, "made before": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			a, b := e.Terraform(typeName), e.Terraform(typeName)
			succeed(t, a.Apply(prepaid()), acctest.Create)
			if together {
				a.Hold(b)
			}
			succeed(t, b.Apply(with(prepaid(), "name", "B")), acctest.Create)
			out := a.Apply(with(prepaid(), "name", "B"))
			contains(t, out.Errors, `Cannot rename the wallet "Prepaid" of acme in USD to "B"`, id(t, a), id(t, b), "Nothing was sent")
			if w := held(t, e, a); w.Name != "Prepaid" || e.Server.Count("PUT", item) != 0 || a.Tainted {
				t.Errorf("the service has %+v after %d updates, tainted %t", w, e.Server.Count("PUT", item), a.Tainted)
			}
			succeed(t, a.Apply(with(prepaid(), "name", "C")), acctest.Update)
		})
	}
}
