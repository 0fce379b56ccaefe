package wallet_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

// Without a token nothing is known and nothing is done.
func TestWallet_tokenFaults(t *testing.T) {
	t.Parallel()
	for name, fault := range faults() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			tf := e.Terraform(typeName)
			e.Server.Inject(fault, fake.On("POST", paypalfake.TokenPath), fake.Always())
			if out := tf.Apply(prepaid()); out.Failed() != (tf.State == nil) || tf.Tainted || len(living(e)) != 0 != (tf.State != nil) {
				t.Errorf("state %v, errors %q, living %+v", tf.State, out.Errors, living(e))
			}
			e.Server.ClearFaults()
			if out := tf.Apply(prepaid()); out.Failed() || len(living(e)) != 1 {
				t.Errorf("applied again: errors %q, living %+v", out.Errors, living(e))
			}
		})
	}
}

// A read that goes wrong never changes the state, and one fault is survived.
func TestWallet_readFaults(t *testing.T) {
	t.Parallel()
	for name, fault := range faults() {
		for _, times := range []int{1, 1000} {
			t.Run(fmt.Sprintf("%s, %d", name, times), func(t *testing.T) {
				t.Parallel()
				e := acctest.New(t)
				tf := e.Terraform(typeName)
				succeed(t, tf.Apply(full()), acctest.Create)
				before := id(t, tf)
				e.Server.Inject(fault, fake.On("GET", item), fake.Times(times))
				out := tf.Refresh()
				if tf.State == nil || id(t, tf) != before || tf.State.Attrs()["name"] != "Prepaid" {
					t.Fatalf("state %v", tf.State)
				}
				// Pages that claim success, or a body without its members, are no faults to try
				// again.
				if once := name != "a page 200" && name != "redirected" && name != "without id and status"; times == 1 && once && out.Failed() {
					t.Errorf("one fault was not survived: %q", out.Errors)
				}
				e.Server.ClearFaults()
				succeed(t, tf.Plan(full()), acctest.NoOp)
			})
		}
	}
}

// An update that goes wrong ends, applied again, as configured; its rules start once, unless they
// were provably not there before they were sent again.
func TestWallet_updateFaults(t *testing.T) {
	t.Parallel()
	for name, fault := range faults() {
		for _, times := range []int{1, 1000} {
			t.Run(fmt.Sprintf("%s, %d", name, times), func(t *testing.T) {
				t.Parallel()
				e := acctest.New(t)
				tf := e.Terraform(typeName)
				succeed(t, tf.Apply(full()), acctest.Create)
				changed := with(full(), "name", "Renamed")
				changed["recurring_transaction_rules"] = []any{below("10", "100")}
				e.Server.Inject(fault, fake.On("PUT", item), fake.Times(times))
				out := tf.Apply(changed)
				if tf.State == nil || tf.Tainted {
					t.Fatalf("state %v, tainted %t", tf.State, tf.Tainted)
				}
				if !out.Failed() && held(t, e, tf).Name != "Renamed" {
					t.Error("a change is in state that the service does not have")
				}
				started := held(t, e, tf).Rules[0]
				e.Server.ClearFaults()
				if out := tf.Apply(changed); out.Failed() {
					t.Fatalf("applied again: %q", out.Errors)
				}
				w := held(t, e, tf)
				if w.Name != "Renamed" || len(w.Rules) != 1 || w.Rules[0].Method != "TARGET" {
					t.Errorf("the service has %+v", w)
				}
				if started.Method == "TARGET" && !strings.Contains(name, "late") && w.Rules[0].ID != started.ID {
					t.Error("rules that were there were started again")
				}
				succeed(t, tf.Plan(changed), acctest.NoOp)
			})
		}
	}
}

// A destroy that goes wrong ends, applied again, with the wallet terminated once.
func TestWallet_destroyFaults(t *testing.T) {
	t.Parallel()
	for name, fault := range faults() {
		for _, times := range []int{1, 1000} {
			t.Run(fmt.Sprintf("%s, %d", name, times), func(t *testing.T) {
				t.Parallel()
				e := acctest.New(t)
				tf := e.Terraform(typeName)
				succeed(t, tf.Apply(prepaid()), acctest.Create)
				e.Server.Inject(fault, fake.On("DELETE", item), fake.Times(times))
				e.Server.Inject(fault, fake.On("GET", history), fake.Times(times))
				out := tf.Destroy()
				if gone := len(living(e)) == 0; tf.State == nil != !out.Failed() || tf.State == nil && !gone {
					t.Errorf("state %v, errors %q, terminated %t", tf.State, out.Errors, gone)
				}
				e.Server.ClearFaults()
				if out := tf.Destroy(); out.Failed() || tf.State != nil || len(living(e)) != 0 {
					t.Errorf("applied again: errors %q, state %v", out.Errors, tf.State)
				}
			})
		}
	}
}
