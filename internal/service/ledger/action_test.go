package ledger_test

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

const (
	topUpType = "mint_wallet_top_up"
	voidType  = "mint_wallet_void"
)

// ofAction is a configuration of the resource as the action has it.
func ofAction(config acctest.Attrs) acctest.Attrs {
	config = maps.Clone(config)
	delete(config, "type")
	delete(config, "on_destroy")
	return config
}

// actionCases are the two actions, and how many transactions each makes.
func (b *bank) actionCases() map[string]struct {
	config acctest.Attrs
	books  int
} {
	return map[string]struct {
		config acctest.Attrs
		books  int
	}{
		topUpType: {ofAction(b.bought(nil)), 2},
		voidType:  {ofAction(b.voided(nil)), 1},
	}
}

func done(t *testing.T, out acctest.Outcome, says ...string) {
	t.Helper()
	if out.Failed() {
		t.Fatalf("errors %q", out.Errors)
	}
	contains(t, out.Progress, says...)
}

// What a first invocation posts, a second one finds, and so do the resource that declares the same
// reference and another way to write the amounts.
func TestAction_postsOnce(t *testing.T) {
	t.Parallel()
	for _, typeName := range []string{topUpType, voidType} {
		t.Run(typeName, func(t *testing.T) {
			t.Parallel()
			b := newBank(t)
			c := b.actionCases()[typeName]
			tf := b.Terraform(typeName)
			out := tf.Invoke(c.config)
			done(t, out, "Looking for", `Posted: `, `"order-2025/1" in wallet `+b.wallet)
			silent(t, out.Warnings)
			again := tf.Invoke(c.config)
			done(t, again, "Found, nothing was sent")
			contains(t, again.Warnings, "Already posted")
			if len(b.posted()) != c.books || b.posts() != 1 {
				t.Errorf("%d transactions after %d POSTs", len(b.posted()), b.posts())
			}
		})
	}
}

func TestAction_andResourceShareTheReference(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	entry, topUp := b.Terraform(typeName), b.Terraform(topUpType)
	done(t, topUp.Invoke(ofAction(b.bought(nil))), "Posted")
	contains(t, succeed(t, entry.Apply(b.bought(nil)), acctest.Create).Warnings, "Adopted")
	done(t, topUp.Invoke(ofAction(b.bought(nil))), "Found")
	succeed(t, entry.Apply(b.bought(nil)), acctest.NoOp)
	if b.posts() != 1 {
		t.Errorf("%d POSTs", b.posts())
	}
	// Another amount under the reference is refused while planning.
	out := topUp.Invoke(ofAction(b.granted(nil)))
	contains(t, out.Errors, "Reference already used", "use a new reference")
	if len(out.Progress) > 0 || b.posts() != 1 {
		t.Errorf("%q after %d POSTs", out.Progress, b.posts())
	}
}

// One process: several triggers of one action, or actions that name one entry.
func TestAction_sameProcess(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	drivers := make([]*acctest.Terraform, 5)
	for i := range drivers {
		drivers[i] = b.Terraform(topUpType)
	}
	drivers[0].Hold(drivers[1:]...)
	var group sync.WaitGroup
	outs := make([]acctest.Outcome, len(drivers))
	for i, tf := range drivers {
		group.Go(func() { outs[i] = tf.Invoke(ofAction(b.bought(nil))) })
	}
	group.Wait()
	found := 0
	for _, out := range outs {
		if out.Failed() {
			t.Errorf("errors %q", out.Errors)
		}
		if slices.ContainsFunc(out.Progress, func(text string) bool { return strings.HasPrefix(text, "Found") }) {
			found++
		}
	}
	if b.posts() != 1 || found != 4 || len(b.posted()) != 2 {
		t.Errorf("%d POSTs, %d found, %d transactions", b.posts(), found, len(b.posted()))
	}
}

// Whatever is lost, one posting: at once where it can be found, else by the next invocation.
func TestAction_lostAnswers(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]struct {
		fault fake.Fault
		says  string // a progress message, or an error where fails
		fails bool
	}{
		"dropped after the effect":  {fake.DropAfter(), "The answer was lost, so it was looked for and found", false},
		"503 after the effect":      {fake.AfterEffect(fake.Status(503, "")), "The answer was lost", false},
		"a gateway's page after it": {fake.AfterEffect(fake.HTML(502)), "The answer was lost", false},
		"truncated":                 {fake.Truncate(), "The answer was lost", false},
		"429":                       {fake.TooManyRequests("2"), "Posted", false},
		"committed late":            {fake.CommitLate(3, fake.DropBefore()), "The answer was lost", false},
		"dropped before the effect": {fake.DropBefore(), "apply -invoke=action.TYPE.NAME: it looks first", true},
		"committed after the run":   {fake.CommitLate(1000, fake.DropBefore()), "Not known whether it took effect", true},
	} {
		for _, typeName := range []string{topUpType, voidType} {
			t.Run(name+", "+typeName, func(t *testing.T) {
				t.Parallel()
				b := newBank(t)
				c := b.actionCases()[typeName]
				b.Server.Inject(f.fault, fake.On("POST", anyRoute))
				tf := b.Terraform(typeName)
				out := tf.Invoke(c.config)
				texts := out.Progress
				if f.fails {
					texts = out.Errors
				}
				contains(t, texts, f.says)
				if out.Failed() != f.fails {
					t.Errorf("errors %q", out.Errors)
				}
				b.Server.ClearFaults()
				b.Server.CommitPending()
				done(t, tf.Invoke(c.config))
				if len(b.posted()) != c.books {
					t.Errorf("%d transactions", len(b.posted()))
				}
			})
		}
	}
}

// One Ctrl-C while the POST is under way: it runs to its answer, which is told.
func TestAction_interrupted(t *testing.T) {
	t.Parallel()
	for _, typeName := range []string{topUpType, voidType} {
		t.Run(typeName, func(t *testing.T) {
			t.Parallel()
			b := newBank(t)
			c := b.actionCases()[typeName]
			held := b.Server.Inject(fake.Slow(fake.CommitLast), fake.On("POST", anyRoute))
			tf := b.Terraform(typeName)
			done(t, tf.Invoke(c.config, acctest.Stopping(func(stop func()) {
				go func() {
					<-held.Arrived()
					stop()
					held.Release()
				}()
			})), "Posted")
			if len(b.posted()) != c.books {
				t.Errorf("%d transactions", len(b.posted()))
			}
		})
	}
}

// Two runs without a common lock that both look before either posts: a service that honours request
// ids knows the second by its id, which is the same in every process.
func TestAction_twoRunsAtOneTime(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	b.PayPal.Switch(func(s *paypalfake.Switches) { s.RequestID = paypalfake.RequestIDHonoured })
	held := b.Server.Inject(fake.Slow(fake.CommitFirst), fake.On("POST", anyRoute))
	first := make(chan acctest.Outcome, 1)
	go func() { first <- b.Terraform(topUpType).Invoke(ofAction(b.granted(nil))) }()
	<-held.Arrived()
	second := b.Terraform(topUpType).Invoke(ofAction(b.granted(nil)))
	held.Release()
	out := <-first
	if out.Failed() || second.Failed() || len(b.posted()) != 1 {
		t.Errorf("%d transactions; %q, %q", len(b.posted()), out.Errors, second.Errors)
	}
}

// What is unknown while planning is checked when it is known, since Terraform does not plan again.
func TestAction_valuesKnownAtLast(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]struct {
		changes acctest.Attrs
		says    string
	}{
		"scale":      {acctest.Attrs{"granted_credits": "1.234567"}, "granted_credits"},
		"negative":   {acctest.Attrs{"granted_credits": "-1"}, "granted_credits"},
		"no number":  {acctest.Attrs{"granted_credits": "ten"}, "granted_credits"},
		"nothing":    {acctest.Attrs{"granted_credits": nil}, "A TOPUP needs credits"},
		"reference":  {acctest.Attrs{"reference": "with blanks"}, "Invalid reference"},
		"empty":      {acctest.Attrs{"reference": ""}, "Invalid reference"},
		"reserved":   {acctest.Attrs{"metadata": acctest.Attrs{"tf_reference": "x"}}, "Invalid metadata"},
		"no wallet":  {acctest.Attrs{"wallet_id": ""}, "wallet_id"},
		"unknown id": {acctest.Attrs{"wallet_id": "11111111-2222-3333-4444-555555555555"}, "Check that the wallet exists"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBank(t)
			config := with(ofAction(b.granted(nil)), f.changes)
			planned := maps.Clone(config)
			for changed := range f.changes {
				planned[changed] = acctest.Unknown
			}
			tf := b.Terraform(topUpType)
			out := tf.PlanAction(planned)
			silent(t, out.Errors)
			contains(t, tf.Invoke(planned, acctest.Resolving(config)).Errors, f.says)
			contains(t, tf.PlanAction(config).Errors, f.says)
			if len(b.posted()) != 0 {
				t.Errorf("%d transactions", len(b.posted()))
			}
		})
	}
}

func TestAction_planLooksAtTheWallet(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	contains(t, b.Terraform(voidType).PlanAction(ofAction(b.voided(acctest.Attrs{"credits_to_void": "100.5"}))).Warnings, "Only 100 credits are available", "void 100.5 credits")
	out := b.Terraform(voidType).Invoke(ofAction(b.voided(acctest.Attrs{"credits_to_void": "100.5"})))
	contains(t, out.Errors, "Cannot post the VOID", "no more than the available credits")
	if err := b.PayPal.TerminateInConsole(b.wallet); err != nil {
		t.Fatal(err)
	}
	contains(t, b.Terraform(topUpType).PlanAction(ofAction(b.granted(nil))).Errors, "The wallet is terminated")
}

// A reference whose entry was voided is spent for actions too.
func TestAction_spentReference(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	entry := b.Terraform(typeName)
	succeed(t, entry.Apply(b.granted(acctest.Attrs{"on_destroy": "void"})), acctest.Create)
	succeed(t, entry.Destroy(), acctest.Delete)
	out := b.Terraform(topUpType).Invoke(ofAction(b.granted(nil)))
	contains(t, out.Errors, "Reference already used", "use a new reference")
	if b.posts() != 2 {
		t.Errorf("%d POSTs", b.posts())
	}
}

// Under every switch an invocation posts once; where the service keeps no metadata it says that
// another invocation would post again.
func TestAction_everySwitch(t *testing.T) {
	t.Parallel()
	for _, v := range paypalfake.Variations() {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			b := newBank(t)
			b.PayPal.Switch(func(s *paypalfake.Switches) { *s = v.Switches })
			tf := b.Terraform(topUpType)
			out := tf.Invoke(ofAction(b.granted(nil)))
			if out.Failed() {
				t.Fatalf("errors %q", out.Errors)
			}
			if b.posts() != 1 {
				t.Errorf("%d POSTs", b.posts())
			}
			if kept := v.Switches.Metadata == paypalfake.EchoWhole || v.Switches.Metadata == paypalfake.EchoReversed; kept {
				done(t, tf.Invoke(ofAction(b.granted(nil))), "Found, nothing was sent")
			} else {
				contains(t, out.Warnings, "Do not invoke this again")
			}
		})
	}
}

// While a provider argument waits for another resource, a plan says nothing and nothing is sent.
func TestAction_providerNotKnownYet(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	b.Block["paypal"] = acctest.Attrs{"endpoint": b.Server.URL(), "client_id": acctest.Unknown, "client_secret": acctest.Unknown}
	tf := b.Terraform(topUpType)
	if out := tf.PlanAction(ofAction(b.granted(nil))); out.Failed() {
		t.Error(out.Errors)
	}
	contains(t, tf.Invoke(ofAction(b.granted(nil))).Errors, "Provider configuration not known yet")
	if b.posts() != 0 {
		t.Errorf("%d POSTs", b.posts())
	}
}
