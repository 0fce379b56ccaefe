package ledger_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

func TestEntry_voidOnDestroy(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	b.wallet = b.open(t, "1.375")
	tf := b.Terraform(typeName)
	config := b.granted(acctest.Attrs{"granted_credits": "10.34567", "on_destroy": "void"})
	succeed(t, tf.Apply(config), acctest.Create)
	// What was returned is taken back, not what was asked for.
	contains(t, succeed(t, tf.Plan(nil), acctest.Delete).Warnings, `10.34909 credits will be voided: TOPUP "order-2025/1" in wallet `)
	silent(t, succeed(t, tf.Destroy(), acctest.Delete).Errors)
	booked := b.PayPal.Transactions(b.wallet)
	if len(booked) != 2 || booked[1].Status != paypalfake.Voided || booked[1].Asked.String() != "10.34909" || tf.State != nil {
		t.Fatalf("the service holds %+v", booked)
	}
	want := []paypalfake.Pair{{Key: "tf_voids", Value: "order-2025/1"}, {Key: "tf_asked", Value: "VOID credits=10.34909"}}
	if got := booked[1].Metadata; len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("metadata %v", got)
	}
	contains(t, tf.Apply(config).Errors, "Reference already used", "voided by transaction "+booked[1].ID)
}

func TestEntry_voidOnDestroyIsFrozenToo(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	tf := b.Terraform(typeName)
	// What counts is the value last applied.
	succeed(t, tf.Apply(b.granted(nil)), acctest.Create)
	out := tf.Apply(b.granted(acctest.Attrs{"on_destroy": "void", "reference": "order-2"}))
	contains(t, succeed(t, out, acctest.Replace).Warnings, "Stays in the ledger")
	b.credits(t, "20")
}

// -replace and taint of an entry re-post nothing.
func TestEntry_replaced(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	tf := b.Terraform(typeName)
	succeed(t, tf.Apply(b.granted(nil)), acctest.Create)
	contains(t, succeed(t, tf.Apply(b.granted(nil), acctest.Replacing()), acctest.Replace).Warnings, "Adopted")
	b.credits(t, "10")
	tf.Tainted = true
	succeed(t, tf.Apply(b.granted(nil)), acctest.Replace)
	b.credits(t, "10")

	// Nothing was read, so that nothing is known.
	config := b.granted(acctest.Attrs{"on_destroy": "void"})
	succeed(t, tf.Apply(config), acctest.Update)
	contains(t, tf.Apply(config, acctest.Replacing(), acctest.WithoutRefresh()).Errors, "Reference already used")
	b.credits(t, "0")
	if tf.State != nil || len(b.posted()) != 2 {
		t.Errorf("the state is %v, the service holds %v", tf.State, b.posted())
	}
}

// What would void an entry and then find its reference spent is said by the plan, and refused where
// create_before_destroy cannot make a difference.
func TestEntry_voidAndRemake(t *testing.T) {
	t.Parallel()
	const entry, full = `TOPUP "order-2025/1" in wallet `, `TOPUP "order-2025/1" of 10 granted credits in wallet `
	made := func(t *testing.T) (*bank, *acctest.Terraform, acctest.Attrs) {
		t.Helper()
		b := newBank(t)
		tf, config := b.Terraform(typeName), b.granted(acctest.Attrs{"on_destroy": "void"})
		succeed(t, tf.Apply(config), acctest.Create)
		return b, tf, config
	}
	check := func(t *testing.T, b *bank, out acctest.Outcome) {
		t.Helper()
		contains(t, out.Errors, "Destroying this would void it, and its reference cannot be reused: "+full, "moved block", `on_destroy = "retain"`)
		b.credits(t, "10")
	}
	warns := func(t *testing.T, out acctest.Outcome) {
		t.Helper()
		contains(t, succeed(t, out, acctest.Replace).Warnings, "Replacing this voids it, and its reference cannot be reused: "+entry, "-replace", "terraform untaint", `on_destroy = "retain"`, "create_before_destroy")
	}
	t.Run("replaced", func(t *testing.T) {
		t.Parallel()
		b, tf, config := made(t)
		warns(t, tf.Plan(config, acctest.Replacing()))
		succeed(t, tf.Apply(config), acctest.NoOp)
		succeed(t, tf.Apply(b.granted(nil)), acctest.Update)
		contains(t, succeed(t, tf.Apply(config, acctest.Replacing()), acctest.Replace).Warnings, "Adopted")
		b.credits(t, "10")
	})
	t.Run("tainted", func(t *testing.T) {
		t.Parallel()
		b, tf, config := made(t)
		tf.Tainted = true
		warns(t, tf.Plan(config))
		b.credits(t, "10")
		tf.Tainted = false
		succeed(t, tf.Apply(config), acctest.NoOp)
	})
	t.Run("tainted in a wallet that has ended", func(t *testing.T) {
		t.Parallel()
		b, tf, config := made(t)
		if err := b.PayPal.TerminateInConsole(b.wallet); err != nil {
			t.Fatal(err)
		}
		tf.Tainted = true
		contains(t, succeed(t, tf.Apply(config), acctest.Replace).Warnings, "Its wallet is terminated or gone", "Adopted")
	})
	t.Run("renamed, the old one planned first", func(t *testing.T) {
		t.Parallel()
		b, old, config := made(t)
		fresh := b.Terraform(typeName)
		old.Hold(fresh)
		contains(t, succeed(t, old.Plan(nil), acctest.Delete).Warnings, "10 credits will be voided")
		check(t, b, fresh.Plan(config))
	})
	t.Run("renamed, the new one planned first", func(t *testing.T) {
		t.Parallel()
		b, old, config := made(t)
		fresh := b.Terraform(typeName)
		old.Hold(fresh)
		silent(t, succeed(t, fresh.Plan(config), acctest.Create).Warnings)
		check(t, b, old.Plan(nil))
	})
	for name, test := range map[string]struct {
		kept  acctest.Attrs
		other func(*bank) acctest.Attrs
	}{
		"another reference": {acctest.Attrs{"on_destroy": "void"}, func(*bank) acctest.Attrs { return acctest.Attrs{"reference": "order-2025/10"} }},
		"another wallet":    {acctest.Attrs{"on_destroy": "void"}, func(b *bank) acctest.Attrs { return acctest.Attrs{"wallet_id": b.open(t, "1")} }},
		"not known yet":     {acctest.Attrs{"on_destroy": "void"}, func(*bank) acctest.Attrs { return acctest.Attrs{"wallet_id": acctest.Unknown} }},
		"retained":          {nil, func(*bank) acctest.Attrs { return nil }},
	} {
		t.Run("unharmed: "+name, func(t *testing.T) {
			t.Parallel()
			b := newBank(t)
			old, fresh := b.Terraform(typeName), b.Terraform(typeName)
			succeed(t, old.Apply(b.granted(test.kept)), acctest.Create)
			old.Hold(fresh)
			config := with(b.granted(acctest.Attrs{"on_destroy": "void"}), test.other(b))
			succeed(t, fresh.Plan(config), acctest.Create)
			succeed(t, old.Plan(nil), acctest.Delete)
			succeed(t, fresh.Plan(config), acctest.Create)
		})
	}
}

func TestEntry_pendingIsNotVoided(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	tf := b.Terraform(typeName)
	config := b.bought(acctest.Attrs{"on_destroy": "void"})
	succeed(t, tf.Apply(config), acctest.Create)
	contains(t, tf.Plan(nil).Errors, "Cannot void the TOPUP", "payment pending", "on_destroy = \"retain\"")
	contains(t, tf.Plan(with(config, acctest.Attrs{"reference": "order-2"})).Errors, "payment pending")
	if tf.State == nil || b.posts() != 1 {
		t.Fatalf("%d were posted, the state is %v", b.posts(), tf.State)
	}
	succeed(t, tf.Apply(with(config, acctest.Attrs{"on_destroy": "retain"})), acctest.Update)
	succeed(t, tf.Destroy(), acctest.Delete)

	for name, test := range map[string]struct {
		config   acctest.Attrs
		from, to string
		want     string
	}{
		"a status not known":     {nil, `"PENDING"`, `"PROCESSING"`, "has payment_status PROCESSING"},
		"a status not shown":     {nil, `"payment_status":"PENDING",`, "", "shows no payment_status"},
		"a grant without status": {acctest.Attrs{"paid_credits": nil}, `"payment_status":"SETTLED",`, "", "shows no payment_status"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBank(t)
			tf := b.Terraform(typeName)
			b.Server.Inject(fake.Rewrite(name, func(r fake.Response) fake.Response {
				r.Body = []byte(strings.ReplaceAll(string(r.Body), test.from, test.to))
				return r
			}), fake.On("", anyRoute), fake.Always())
			succeed(t, tf.Apply(b.bought(with(acctest.Attrs{"on_destroy": "void"}, test.config))), acctest.Create)
			contains(t, tf.Plan(nil).Errors, "Cannot void the TOPUP", "payment pending", test.want, `on_destroy = "retain"`)
			contains(t, tf.Apply(nil, acctest.WithoutRefresh()).Errors, "Cannot void the TOPUP", "payment pending", test.want)
			if tf.State == nil || b.posts() != 1 {
				t.Fatalf("%d were posted, the state is %v", b.posts(), tf.State)
			}
			b.Server.ClearFaults()
			b.settle(t)
			silent(t, succeed(t, tf.Destroy(), acctest.Delete).Errors)
			b.credits(t, "0")
		})
	}
	t.Run("failed", func(t *testing.T) {
		t.Parallel()
		b := newBank(t)
		tf := b.Terraform(typeName)
		succeed(t, tf.Apply(b.bought(acctest.Attrs{"on_destroy": "void"})), acctest.Create)
		if err := b.PayPal.FailPayment(b.posted()[0].ID); err != nil {
			t.Fatal(err)
		}
		// Only what was paid is taken back.
		contains(t, succeed(t, tf.Destroy(), acctest.Delete).Warnings, "10 credits will be voided")
		b.credits(t, "0")
	})
	t.Run("nothing was paid", func(t *testing.T) {
		t.Parallel()
		b := newBank(t)
		tf := b.Terraform(typeName)
		succeed(t, tf.Apply(b.bought(acctest.Attrs{"on_destroy": "void", "granted_credits": nil})), acctest.Create)
		if err := b.PayPal.FailPayment(b.posted()[0].ID); err != nil {
			t.Fatal(err)
		}
		contains(t, succeed(t, tf.Plan(nil), acctest.Delete).Warnings, "Nothing to void")
		contains(t, succeed(t, tf.Destroy(), acctest.Delete).Warnings, "Nothing to void")
		if b.posts() != 1 {
			t.Errorf("%d were posted", b.posts())
		}
	})
	t.Run("not seen by the plan", func(t *testing.T) {
		t.Parallel()
		b := newBank(t)
		tf := b.Terraform(typeName)
		b.PayPal.Switch(func(s *paypalfake.Switches) { s.Pair, s.BackgroundAfter = paypalfake.PairGrantLate, 1000 })
		succeed(t, tf.Apply(b.bought(acctest.Attrs{"on_destroy": "void"})), acctest.Create)
		b.settle(t)
		// The half that was late arrives while the destroy is applied.
		out := tf.Apply(nil, acctest.Between(b.PayPal.RunBackground))
		contains(t, out.Warnings, "5.5 credits will be voided")
		silent(t, out.Errors)
		b.credits(t, "0")
	})
	t.Run("found pending by the apply", func(t *testing.T) {
		t.Parallel()
		b := newBank(t)
		tf := b.Terraform(typeName)
		b.PayPal.Switch(func(s *paypalfake.Switches) { s.Pair = paypalfake.PairGrantShown })
		b.Server.Inject(fake.HTML(200), fake.On("GET", route), fake.Skip(1), fake.Always())
		contains(t, succeed(t, tf.Apply(b.bought(acctest.Attrs{"on_destroy": "void"})), acctest.Create).Warnings, "Only part was found")
		b.Server.ClearFaults()
		contains(t, tf.Apply(nil, acctest.WithoutRefresh()).Errors, "payment pending")
		if tf.State == nil || b.posts() != 1 {
			t.Errorf("%d were posted", b.posts())
		}
	})
}

// What cannot be taken back stays in the state, with the way out in the text.
func TestEntry_voidRefused(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		meanwhile func(*testing.T, *bank)
		want      []string
	}{
		"spent": {func(t *testing.T, b *bank) {
			if _, err := b.PayPal.ConsumeByInvoice(b.wallet, dec("105000")); err != nil {
				t.Fatal(err)
			}
		}, []string{"Cannot create VOID of TOPUP", "of 10 granted credits", "INSUFFICIENT_CREDITS", "on_destroy = \"retain\""}},
		"gone": {func(t *testing.T, b *bank) {
			if err := b.PayPal.PurgeWallet(b.wallet); err != nil {
				t.Fatal(err)
			}
		}, []string{"does not find", "on_destroy = \"retain\""}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBank(t)
			tf := b.Terraform(typeName)
			config := b.granted(acctest.Attrs{"on_destroy": "void"})
			succeed(t, tf.Apply(config), acctest.Create)
			test.meanwhile(t, b)
			contains(t, tf.Destroy().Errors, test.want...)
			if tf.State == nil {
				t.Fatal("it was forgotten")
			}
			succeed(t, tf.Apply(b.granted(nil)), acctest.Update)
			succeed(t, tf.Destroy(), acctest.Delete)
		})
	}
}

// Nothing can be taken back from a wallet that has ended, nor spent from it; the entry has to be
// able to follow its configuration to the wallet's successor.
func TestEntry_voidInAnEndedWallet(t *testing.T) {
	t.Parallel()
	for name, switches := range map[string]func(*paypalfake.Switches){
		"shown":     func(*paypalfake.Switches) {},
		"not found": func(s *paypalfake.Switches) { s.TerminatedAnswers404 = true },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBank(t)
			b.PayPal.Switch(switches)
			tf := b.Terraform(typeName)
			succeed(t, tf.Apply(b.granted(acctest.Attrs{"on_destroy": "void"})), acctest.Create)
			if err := b.PayPal.TerminateInConsole(b.wallet); err != nil {
				t.Fatal(err)
			}
			out := succeed(t, tf.Plan(nil), acctest.Delete)
			if name == "shown" {
				contains(t, out.Warnings, "Not voided: TOPUP", "Its wallet is terminated or gone")
			}
			contains(t, succeed(t, tf.Destroy(), acctest.Delete).Warnings, "Its wallet is terminated or gone")
			if b.posts() > 1 && name == "shown" {
				t.Errorf("%d were posted", b.posts())
			}
		})
	}
}

// A payment that is pending for good must not hold an entry back either.
func TestEntry_pendingInAnEndedWallet(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	tf := b.Terraform(typeName)
	succeed(t, tf.Apply(b.bought(acctest.Attrs{"on_destroy": "void"})), acctest.Create)
	if err := b.PayPal.TerminateInConsole(b.wallet); err != nil {
		t.Fatal(err)
	}
	successor := b.bought(acctest.Attrs{"wallet_id": b.open(t, "1"), "on_destroy": "void"})
	contains(t, succeed(t, tf.Apply(successor), acctest.Replace).Warnings, "New credits will be posted", "Its wallet is terminated or gone")
	succeed(t, tf.Plan(successor), acctest.NoOp)
}

// An entry that was voided does not look like one that is there.
func TestEntry_voidedAndDeclared(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	tf := b.Terraform(typeName)
	config := b.granted(acctest.Attrs{"on_destroy": "void"})
	succeed(t, tf.Apply(config), acctest.Create)
	// The answer of the VOID is lost, and so is what it would be found by.
	b.Server.Inject(fake.DropAfter(), fake.On("POST", route))
	b.Server.Inject(fake.Lag(1000), fake.On("GET", route), fake.Always())
	contains(t, tf.Destroy().Errors, "VOID of TOPUP")
	b.Server.ClearFaults()
	before, posts := tf.State.Attrs(), b.posts()
	for range 2 {
		out := succeed(t, tf.Apply(config), acctest.NoOp)
		contains(t, out.Warnings, `Voided: TOPUP "order-2025/1" in wallet `+b.wallet, "10 credits by transaction "+b.posted()[1].ID, "new reference", "out of the configuration")
		if diff := cmp.Diff(before, tf.State.Attrs()); diff != "" {
			t.Errorf("state (-before +after):\n%s", diff)
		}
	}
	next := succeed(t, tf.Plan(with(config, acctest.Attrs{"reference": "order-2"})), acctest.Replace)
	contains(t, next.Warnings, "New credits will be posted", "Already voided: TOPUP")
	out := succeed(t, tf.Destroy(), acctest.Delete)
	contains(t, out.Warnings, "Already voided: TOPUP", "only forgets it")
	silent(t, out.Errors)
	b.credits(t, "0")
	if tf.State != nil || b.posts() != posts || len(b.posted()) != 2 {
		t.Errorf("the state is %v, the service holds %v after %d posts", tf.State, b.posted(), b.posts())
	}
}

// Whether the entries of a wallet were voided is seen where they are.
func TestEntry_readsOneListing(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	var all []*acctest.Terraform
	for i := range 5 {
		tf := b.Terraform(typeName)
		succeed(t, tf.Apply(b.granted(acctest.Attrs{"reference": fmt.Sprint(i), "on_destroy": "void"})), acctest.Create)
		all = append(all, tf)
	}
	all[0].Hold(all[1:]...)
	b.Server.ResetJournal()
	for _, tf := range all {
		silent(t, tf.Refresh().Warnings)
	}
	if got := b.Server.Count("GET", anyRoute); got != 1 {
		t.Errorf("%d requests", got)
	}
}

// A VOID that is there already, by whatever amount, is the one.
func TestEntry_voidedBefore(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	tf := b.Terraform(typeName)
	b.PayPal.Switch(func(s *paypalfake.Switches) { s.Pair, s.BackgroundAfter = paypalfake.PairGrantLate, 1000 })
	succeed(t, tf.Apply(b.bought(acctest.Attrs{"on_destroy": "void"})), acctest.Create)
	b.settle(t)
	state := tf.State
	succeed(t, tf.Destroy(), acctest.Delete)
	b.PayPal.RunBackground()
	// The state from before is restored, as from a backup.
	tf.State = state
	contains(t, succeed(t, tf.Destroy(), acctest.Delete).Warnings, "5.5 of 15.5 credits voided: TOPUP", b.posted()[1].ID)
	b.credits(t, "10")

	t.Run("several times", func(t *testing.T) {
		t.Parallel()
		b := newBank(t)
		tf, other := b.Terraform(typeName), b.Terraform(typeName)
		config := b.granted(acctest.Attrs{"on_destroy": "void", "granted_credits": "1"})
		succeed(t, tf.Apply(config), acctest.Create)
		other.State = tf.State
		state := tf.State
		// Another machine, without a common lock, destroys in between.
		b.Server.Inject(fake.Hook(func() { other.Destroy() }), fake.On("POST", route))
		succeed(t, tf.Destroy(), acctest.Delete)
		tf.State = state
		contains(t, tf.Destroy().Errors, "Voided several times", "holds 2 VOIDs", "on_destroy = \"retain\"")
	})
}
