package ledger_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

// fault is something that goes wrong while a posting is made, and whether the run ends in an error
// because of it.
type fault struct {
	inject func(*fake.Server)
	fails  bool
}

func faults() map[string]fault {
	onPost := func(f fake.Fault, options ...fake.FaultOption) func(*fake.Server) {
		return func(s *fake.Server) { s.Inject(f, append(options, fake.On("POST", route))...) }
	}
	return map[string]fault{
		"dropped after the effect":  {onPost(fake.DropAfter()), false},
		"503 after the effect":      {onPost(fake.AfterEffect(fake.Status(503, ""))), false},
		"truncated":                 {onPost(fake.Truncate()), false},
		"HTML after the effect":     {onPost(fake.AfterEffect(fake.HTML(200))), false},
		"no transactions shown":     {onPost(fake.OmitKeys("wallet_transactions")), false},
		"redirect after the effect": {onPost(fake.AfterEffect(fake.Redirect(302, "/elsewhere"))), false},
		"committed late":            {onPost(fake.CommitLate(2, fake.DropBefore())), false},
		"a lagging history": {func(s *fake.Server) {
			s.Inject(fake.Lag(3), fake.On("GET", anyRoute), fake.Always())
			onPost(fake.DropAfter())(s)
		}, false},
		"429 first":                {onPost(fake.TooManyRequests("2")), false},
		"429 without a hint":       {onPost(fake.TooManyRequests("")), false},
		"lost tokens":              {onPost(fake.LoseTokens()), false},
		"lost tokens, then answer": {func(s *fake.Server) { onPost(fake.LoseTokens())(s); onPost(fake.DropAfter(), fake.Skip(1))(s) }, false},
		"dropped before":           {onPost(fake.DropBefore()), true},
		"500 before":               {onPost(fake.Status(500, "")), true},
		"403":                      {onPost(fake.Status(403, "")), true},
		"look-up fails":            {func(s *fake.Server) { s.Inject(fake.Status(500, ""), fake.On("GET", anyRoute), fake.Always()) }, true},
		"look-up is HTML":          {func(s *fake.Server) { s.Inject(fake.HTML(200), fake.On("GET", route), fake.Always()) }, true},
		"lost, look-up fails": {func(s *fake.Server) {
			onPost(fake.DropAfter())(s)
			s.Inject(fake.Status(500, ""), fake.On("GET", route), fake.Skip(1), fake.Always())
		}, true},
		"committed after that": {onPost(fake.CommitLate(1000, fake.DropBefore())), true},
	}
}

// Whatever is lost, the service holds the posting once in the end, and a run that fails leaves
// nothing behind that the next one does not find.
func TestEntry_lostAnswers(t *testing.T) {
	t.Parallel()
	for name, f := range faults() {
		for kind, config := range map[string]func(*bank) acctest.Attrs{
			"top-up": func(b *bank) acctest.Attrs { return b.bought(nil) },
			"void":   func(b *bank) acctest.Attrs { return b.voided(nil) },
		} {
			t.Run(name+", "+kind, func(t *testing.T) {
				t.Parallel()
				b := newBank(t)
				tf := b.Terraform(typeName)
				config := config(b)
				f.inject(b.Server)
				out := tf.Apply(config)
				if out.Failed() != f.fails || tf.Tainted || f.fails != (tf.State == nil) {
					t.Fatalf("errors %q, state %v", out.Errors, tf.State)
				}
				if f.fails {
					contains(t, out.Errors, "order-2025/1", b.wallet)
				}
				b.Server.ClearFaults()
				b.Server.CommitPending()
				held := len(b.posted())
				if out = tf.Apply(config); out.Failed() {
					t.Fatalf("applying again: %q", out.Errors)
				}
				if f.fails && held > 0 {
					contains(t, out.Warnings, "Adopted:", "order-2025/1")
				} else {
					silent(t, out.Warnings)
				}
				b.settle(t)
				want := map[string]string{"top-up": "15.5", "void": "-3"}[kind]
				b.credits(t, want)
				succeed(t, tf.Plan(config), acctest.NoOp)
			})
		}
	}
}

// The same for the one VOID by which on_destroy takes a posting back.
func TestEntry_lostAnswersOfTheCompensation(t *testing.T) {
	t.Parallel()
	for name, f := range faults() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBank(t)
			tf := b.Terraform(typeName)
			succeed(t, tf.Apply(b.granted(acctest.Attrs{"on_destroy": "void"})), acctest.Create)
			// The faults are those of the applying process, which reads the transaction first.
			out := tf.Apply(nil, acctest.Between(func() { f.inject(b.Server) }))
			if out.Failed() != f.fails || f.fails != (tf.State != nil) {
				t.Fatalf("errors %q, state %v", out.Errors, tf.State)
			}
			b.Server.ClearFaults()
			b.Server.CommitPending()
			if out = tf.Destroy(); out.Failed() || tf.State != nil {
				t.Fatalf("destroying again: %q", out.Errors)
			}
			b.credits(t, "0")
			if got := len(b.posted()); got != 2 {
				t.Errorf("the service holds %d transactions", got)
			}
			contains(t, tf.Apply(b.granted(nil)).Errors, "Reference already used", "new reference", b.posted()[1].ID)
		})
	}
}

// One Ctrl-C while the POST is under way.
func TestEntry_interrupted(t *testing.T) {
	t.Parallel()
	interrupt := func(b *bank) acctest.Option {
		return acctest.Stopping(func(stop func()) {
			held := b.Server.Inject(fake.Slow(fake.CommitLast), fake.On("POST", route))
			go func() {
				<-held.Arrived()
				stop()
				held.Release()
			}()
		})
	}
	for kind, config := range map[string]func(*bank) acctest.Attrs{
		"top-up": func(b *bank) acctest.Attrs { return b.bought(nil) },
		"void":   func(b *bank) acctest.Attrs { return b.voided(nil) },
	} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			b := newBank(t)
			tf := b.Terraform(typeName)
			silent(t, succeed(t, tf.Apply(config(b), interrupt(b)), acctest.Create).Warnings)
			if got := transactions(t, tf.State); len(got) != len(b.posted()) {
				t.Errorf("the state has %v, the service %v", got, b.posted())
			}
			succeed(t, tf.Plan(config(b)), acctest.NoOp)
		})
	}
	t.Run("compensation", func(t *testing.T) {
		t.Parallel()
		b := newBank(t)
		tf := b.Terraform(typeName)
		succeed(t, tf.Apply(b.granted(acctest.Attrs{"on_destroy": "void"})), acctest.Create)
		succeed(t, tf.Destroy(interrupt(b)), acctest.Delete)
		b.credits(t, "0")
		if tf.State != nil {
			t.Errorf("the state is %v", tf.State.Attrs())
		}
	})
	t.Run("before the POST", func(t *testing.T) {
		t.Parallel()
		b := newBank(t)
		tf := b.Terraform(typeName)
		out := tf.Apply(b.granted(nil), acctest.Stopping(func(stop func()) {
			held := b.Server.Inject(fake.Slow(fake.CommitLast), fake.On("GET", route))
			go func() {
				<-held.Arrived()
				stop()
			}()
		}))
		contains(t, out.Errors, "order-2025/1", "canceled")
		if b.posts() > 0 || tf.State != nil {
			t.Errorf("it was posted, the state is %v", tf.State)
		}
	})
}

// Every setting of the service: made, planned again, imported, voided, and spent.
func TestEntry_switches(t *testing.T) {
	t.Parallel()
	for _, v := range paypalfake.Variations() {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			b := newBank(t)
			b.PayPal.Switch(func(s *paypalfake.Switches) { *s = v.Switches })
			tf := b.Terraform(typeName)
			config := b.bought(acctest.Attrs{"metadata": acctest.Attrs{"ticket": "T-1", "by": "finance"}, "on_destroy": "void"})
			out := succeed(t, tf.Apply(config), acctest.Create)
			kept := v.Switches.Metadata == paypalfake.EchoWhole || v.Switches.Metadata == paypalfake.EchoReversed
			switch {
			case !kept:
				contains(t, out.Warnings, `Cannot be found again: TOPUP "order-2025/1" in wallet `)
			case v.Switches.Pair == paypalfake.PairGrantLost:
				contains(t, out.Warnings, "Only part was found")
			default:
				silent(t, out.Warnings)
			}
			b.PayPal.RunBackground()
			b.settle(t)
			succeed(t, tf.Plan(config), acctest.NoOp)

			imported := b.Terraform(typeName)
			switch out := imported.Import(b.wallet + "/order-2025/1"); {
			case kept:
				silent(t, out.Errors)
				succeed(t, imported.Plan(with(config, acctest.Attrs{"on_destroy": "retain"})), acctest.NoOp)
			case !out.Failed():
				t.Errorf("imported %v, which the service does not name", imported.State.Attrs())
			}

			out = succeed(t, tf.Destroy(), acctest.Delete)
			if !kept {
				contains(t, out.Warnings, "The VOID cannot be found again")
			}
			b.credits(t, "0")
			if kept {
				contains(t, tf.Apply(config).Errors, "Reference already used")
			}
			if got := b.posts(); got != 2 {
				t.Errorf("%d were posted", got)
			}
		})
	}
}

func TestEntry_adoption(t *testing.T) {
	t.Parallel()
	t.Run("identical", func(t *testing.T) {
		t.Parallel()
		b := newBank(t)
		config := b.bought(acctest.Attrs{"metadata": acctest.Attrs{"ticket": "T-1"}})
		succeed(t, b.Terraform(typeName).Apply(config), acctest.Create)
		tf := b.Terraform(typeName)
		out := succeed(t, tf.Apply(config), acctest.Create)
		contains(t, out.Warnings, `Adopted: TOPUP "order-2025/1" in wallet `+b.wallet)
		if len(out.Warnings) != 1 || b.posts() != 1 || len(transactions(t, tf.State)) != 2 {
			t.Errorf("warnings %q, state %v", out.Warnings, tf.State.Attrs())
		}
		succeed(t, tf.Plan(config), acctest.NoOp)
	})
	t.Run("other metadata", func(t *testing.T) {
		t.Parallel()
		b := newBank(t)
		succeed(t, b.Terraform(typeName).Apply(b.granted(acctest.Attrs{"metadata": acctest.Attrs{"ticket": "T-1"}})), acctest.Create)
		tf := b.Terraform(typeName)
		config := b.granted(acctest.Attrs{"metadata": acctest.Attrs{"ticket": "T-2"}})
		contains(t, succeed(t, tf.Apply(config), acctest.Create).Warnings, "Adopted", "Different metadata", "ticket:T-1")
		succeed(t, tf.Plan(config), acctest.NoOp)
	})
	t.Run("other amounts", func(t *testing.T) {
		t.Parallel()
		b := newBank(t)
		succeed(t, b.Terraform(typeName).Apply(b.granted(nil)), acctest.Create)
		for _, config := range []acctest.Attrs{b.granted(acctest.Attrs{"granted_credits": "11"}), b.bought(nil), b.voided(nil)} {
			tf := b.Terraform(typeName)
			out := tf.Apply(config)
			contains(t, out.Errors, "already exists", "TOPUP granted=10", fmt.Sprintf("id = %q", b.wallet+"/order-2025/1"), "import {")
			if tf.State != nil || b.posts() != 1 {
				t.Errorf("%d were posted, the state is %v", b.posts(), tf.State)
			}
		}
	})
	t.Run("posted several times", func(t *testing.T) {
		t.Parallel()
		b := newBank(t)
		tf, other := b.Terraform(typeName), b.Terraform(typeName)
		// Another machine, without a common lock, posts in between.
		b.Server.Inject(fake.Hook(func() { other.Apply(b.granted(nil)) }), fake.On("POST", route))
		succeed(t, tf.Apply(b.granted(nil)), acctest.Create)
		if got := len(b.posted()); got != 2 {
			t.Fatalf("the service holds %d", got)
		}
		contains(t, b.Terraform(typeName).Apply(b.granted(nil)).Errors, "Posted several times", "VOID what is too much", "holds 2 entries")
		contains(t, b.Terraform(typeName).Import(b.wallet+"/order-2025/1").Errors, "posted 2 times")
	})
	t.Run("references that begin alike", func(t *testing.T) {
		t.Parallel()
		b := newBank(t)
		for i, reference := range []string{"order", "order-1", "order-10"} {
			succeed(t, b.Terraform(typeName).Apply(b.granted(acctest.Attrs{"reference": reference, "granted_credits": "1" + strings.Repeat("0", i)})), acctest.Create)
		}
		b.credits(t, "111")
	})
}
