package paypal_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

// TestMakeWallet_replays: a service that remembers the request for a wallet which has given its
// name up since answers the next request of that name with it. It is never taken for the new one,
// in whatever way it gave the name up, and the new one is made where the service lets anybody see
// what became of the old one.
func TestMakeWallet_replays(t *testing.T) {
	t.Parallel()
	renamed := func(t *testing.T, w *world, c *paypal.Client, old paypal.Wallet) {
		t.Helper()
		if _, err := c.Wallets.Update(t.Context(), ref(old, prepaid()), paypal.WalletUpdate{Name: paypal.Set("Old")}); err != nil {
			t.Fatal(err)
		}
	}
	removed := func(t *testing.T, w *world, c *paypal.Client, old paypal.Wallet) {
		t.Helper()
		if err := c.Wallets.Delete(t.Context(), ref(old, prepaid())); err != nil {
			t.Fatal(err)
		}
	}
	ways := map[string]struct {
		end     func(*testing.T, *world, *paypal.Client, paypal.Wallet)
		sameRun bool
		living  int
	}{
		"renamed in this run":       {renamed, true, 2},
		"renamed in an earlier run": {renamed, false, 2},
		"renamed in the console": {func(t *testing.T, w *world, _ *paypal.Client, old paypal.Wallet) {
			t.Helper()
			if err := w.service.RenameInConsole(old.ID, "Old"); err != nil {
				t.Fatal(err)
			}
		}, false, 2},
		"terminated in this run":       {removed, true, 1},
		"terminated in an earlier run": {removed, false, 1},
	}
	for way, end := range ways {
		for name, ids := range map[string]paypalfake.RequestID{"ignored": paypalfake.RequestIDIgnored, "honoured": paypalfake.RequestIDHonoured, "latest": paypalfake.RequestIDLatest, "refused": paypalfake.RequestIDRefused} {
			for _, hidden := range []paypalfake.Switches{{}, {TerminatedNotListed: true}, {TerminatedNotListed: true, TerminatedAnswers404: true}} {
				switches := hidden
				switches.RequestID, switches.RequestIDRetention = ids, 72*time.Hour
				t.Run(fmt.Sprintf("%s, ids %s, not listed %t, not found %t", way, name, hidden.TerminatedNotListed, hidden.TerminatedAnswers404), func(t *testing.T) {
					t.Parallel()
					w := newWorld(t, switches)
					old := mustMake(t, w.run(t), prepaid(), once.Posted)
					last, next := w.run(t), w.run(t)
					end.end(t, w, last, old)
					if end.sameRun {
						next = last
					}
					// What is refused is not shown, and what is nowhere to be seen may be new.
					unseen := !end.sameRun && (ids == paypalfake.RequestIDRefused && (end.living == 2 || hidden.TerminatedNotListed) ||
						ids == paypalfake.RequestIDHonoured && end.living == 1 && hidden.TerminatedAnswers404)
					if unseen {
						before := len(w.living())
						result, err := next.Wallets.Create(t.Context(), prepaid())
						if _, ok := errors.AsType[*once.UnsettledError](err); !ok || !strings.Contains(err.Error(), "choose another name, or wait") || len(w.living()) != before {
							t.Errorf("result %+v, error %v, living %+v", result, err, w.living())
						}
						w.srv.Clock().Advance(73 * time.Hour)
						next = w.run(t)
					}
					made := mustMake(t, next, prepaid(), once.Posted)
					if made.ID == old.ID || *made.Name != "Prepaid" || len(w.living()) != end.living {
						t.Errorf("made %+v after %s, living %+v", made, old.ID, w.living())
					}
					if again := mustMake(t, w.run(t), prepaid(), once.Adopted); again.ID != made.ID {
						t.Errorf("the next run adopted %s, not %s", again.ID, made.ID)
					}
				})
			}
		}
	}
}

// TestMakeWallet_replayOfAReplay: the request id of a third wallet of the name follows from the two
// before it, and is the same in a later process, which repeats what an earlier one has lost.
func TestMakeWallet_replayOfAReplay(t *testing.T) {
	t.Parallel()
	w := newWorld(t, paypalfake.Switches{RequestID: paypalfake.RequestIDHonoured, TerminatedNotListed: true})
	first := mustMake(t, w.run(t), prepaid(), once.Posted)
	if err := w.service.RenameInConsole(first.ID, "First"); err != nil {
		t.Fatal(err)
	}
	second := mustMake(t, w.run(t), prepaid(), once.Posted)
	if err := w.service.TerminateInConsole(second.ID); err != nil {
		t.Fatal(err)
	}
	lost := w.srv.Inject(fake.DropBefore(), fake.On("POST", "/wallets$"), fake.Skip(2))
	if _, err := w.run(t).Wallets.Create(t.Context(), prepaid()); err == nil || lost.Fired() != 1 {
		t.Fatalf("error %v, %d requests lost", err, lost.Fired())
	}
	third := mustMake(t, w.run(t), prepaid(), once.Posted)
	if third.ID == first.ID || third.ID == second.ID || len(w.living()) != 2 {
		t.Errorf("made %s after %s and %s, living %+v", third.ID, first.ID, second.ID, w.living())
	}
	var ids []string
	for _, r := range w.srv.Requests("POST", "/wallets$") {
		ids = append(ids, r.Header.Get("PayPal-Request-Id"))
	}
	create := prepaid()
	zero, one, two := create.RequestID(), create.RequestID(first.ID), create.RequestID(first.ID, second.ID)
	if want := []string{zero, zero, one, zero, one, two, zero, one, two}; strings.Join(ids, " ") != strings.Join(want, " ") {
		t.Errorf("request ids %q, want %q", ids, want)
	}
}

// TestMakeWallet_answersTheSameForEachID: a service that cannot be told apart from one that makes
// nothing is not asked for ever.
func TestMakeWallet_answersTheSameForEachID(t *testing.T) {
	t.Parallel()
	w := newWorld(t, paypalfake.Switches{})
	w.srv.Inject(fake.Status(200, strings.Replace(wallet(`"id":"w-0"`), "PENDING", "TERMINATED", 1)), fake.On("POST", "/wallets$"), fake.Always())
	_, err := w.run(t).Wallets.Create(t.Context(), prepaid())
	if err == nil || !strings.Contains(err.Error(), "nothing was created") || !strings.Contains(err.Error(), "choose another name") || w.posts() != 2 || len(w.living()) != 0 {
		t.Errorf("error %v after %d posts", err, w.posts())
	}
}

// TestMakeWallet_endedSinceTheLookUp: a wallet that was listed as a living one and is terminated by
// the time of the POST is recognised although the list that follows shows it as terminated.
func TestMakeWallet_endedSinceTheLookUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t, paypalfake.Switches{RequestID: paypalfake.RequestIDHonoured})
	old := mustMake(t, w.run(t), prepaid(), once.Posted)
	if err := w.service.RenameInConsole(old.ID, "Old"); err != nil {
		t.Fatal(err)
	}
	c := w.run(t)
	other := prepaid()
	other.Name = "Other"
	mustMake(t, c, other, once.Posted) // lists the wallets
	if err := errors.Join(w.service.RenameInConsole(old.ID, "Prepaid"), w.service.TerminateInConsole(old.ID)); err != nil {
		t.Fatal(err)
	}
	if made := mustMake(t, c, prepaid(), once.Posted); made.ID == old.ID || len(w.living()) != 2 {
		t.Errorf("made %s after %s, living %+v", made.ID, old.ID, w.living())
	}
}

// TestMakeWallet_unreadableReplay: an answer that may be an earlier one, and cannot be read, is
// looked up by its name.
func TestMakeWallet_unreadableReplay(t *testing.T) {
	t.Parallel()
	w := newWorld(t, paypalfake.Switches{CreateAnswers200: true})
	w.srv.Inject(fake.Status(503, ""), fake.On("GET", "/wallets/{"), fake.Always())
	if made := mustMake(t, w.run(t), prepaid(), once.Settled); len(w.living()) != 1 || made.ID != w.living()[0].ID {
		t.Errorf("made %s, living %+v", made.ID, w.living())
	}
}

// TestChangeWallet_nameIsTaken: two wallets of one name are not made by a rename either, and
// nothing is sent.
func TestChangeWallet_nameIsTaken(t *testing.T) {
	t.Parallel()
	named := func(name string) paypal.WalletCreate {
		create := prepaid()
		create.Name = name
		return create
	}
	toTaken := paypal.WalletUpdate{Name: paypal.Set("Taken")}
	for name, taken := range map[string]func(t *testing.T, w *world, c *paypal.Client) string{
		"made in this run": func(t *testing.T, _ *world, c *paypal.Client) string {
			t.Helper()
			return mustMake(t, c, named("Taken"), once.Posted).ID
		},
		"made in an earlier run": func(t *testing.T, w *world, _ *paypal.Client) string {
			t.Helper()
			return mustMake(t, w.run(t), named("Taken"), once.Posted).ID
		},
		"another renamed to it": func(t *testing.T, w *world, c *paypal.Client) string {
			t.Helper()
			third := mustMake(t, w.run(t), named("Third"), once.Posted)
			if _, err := c.Wallets.Update(t.Context(), ref(third, named("Third")), toTaken); err != nil {
				t.Fatal(err)
			}
			return third.ID
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, paypalfake.Switches{})
			old := mustMake(t, w.run(t), prepaid(), once.Posted)
			c := w.run(t)
			other := taken(t, w, c)
			updates := w.srv.Count("PUT", "")
			_, err := c.Wallets.Update(t.Context(), ref(old, prepaid()), toTaken)
			if !paypal.IsNameTaken(err) || !strings.Contains(err.Error(), other) || w.srv.Count("PUT", "") != updates {
				t.Errorf("error %v, %d updates", err, w.srv.Count("PUT", "")-updates)
			}
			// Another currency is another name.
			inEuro := named("Taken")
			inEuro.Currency = "EUR"
			mustMake(t, w.run(t), inEuro, once.Posted)
			if _, err := w.run(t).Wallets.Update(t.Context(), ref(old, prepaid()), paypal.WalletUpdate{Name: paypal.Set("Free")}); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestMakeWallet_lostAfterANameWasGivenUp: a lost request is repeated under the same id by the next
// process, which does not know what this one has renamed.
func TestMakeWallet_lostAfterANameWasGivenUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t, paypalfake.Switches{RequestID: paypalfake.RequestIDHonoured, RequestIDRetention: 72 * time.Hour})
	old := mustMake(t, w.run(t), prepaid(), once.Posted)
	w.srv.Clock().Advance(100 * time.Hour) // its request is forgotten
	c := w.run(t)
	if _, err := c.Wallets.Update(t.Context(), ref(old, prepaid()), paypal.WalletUpdate{Name: paypal.Set("Old")}); err != nil {
		t.Fatal(err)
	}
	w.srv.Inject(fake.DropAfter(), fake.On("POST", "/wallets$"))
	w.srv.Inject(fake.Lag(1000), fake.On("GET", "/wallets$"), fake.Always())
	if _, err := c.Wallets.Create(t.Context(), prepaid()); err == nil || len(w.living()) != 2 {
		t.Fatalf("error %v, living %+v", err, w.living())
	}
	made := mustMake(t, w.run(t), prepaid(), once.Posted)
	if made.ID == old.ID || len(w.living()) != 2 {
		t.Errorf("made %s after %s, living %+v", made.ID, old.ID, w.living())
	}
}

// TestMakeWallet_interruptedAfterTheAnswer: a wallet that was made is kept, also where its answer
// leaves open if it is new.
func TestMakeWallet_interruptedAfterTheAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t, paypalfake.Switches{CreateAnswers200: true})
	ctx, cancel := context.WithCancel(t.Context())
	w.srv.Inject(fake.Hook(cancel), fake.On("GET", "/wallets/{"))
	result, err := w.run(t).Wallets.Create(ctx, prepaid())
	if err != nil || len(w.living()) != 1 || result.Object.ID != w.living()[0].ID {
		t.Errorf("result %+v, error %v, living %+v", result, err, w.living())
	}
}

// TestMakeWallet_refusedForAnotherReason: what this run has renamed explains a refused request of
// its own key only; a wallet of another currency does not, and the request may be a lost one that
// is not shown yet.
func TestMakeWallet_refusedForAnotherReason(t *testing.T) {
	t.Parallel()
	w := newWorld(t, paypalfake.Switches{RequestID: paypalfake.RequestIDRefused})
	euros := prepaid()
	euros.Currency = "EUR"
	other := mustMake(t, w.run(t), euros, once.Posted)
	w.srv.Inject(fake.DropAfter(), fake.On("POST", "/wallets$"))
	w.srv.Inject(fake.Lag(1000), fake.On("GET", "/wallets$"), fake.Always())
	if _, err := w.run(t).Wallets.Create(t.Context(), prepaid()); err == nil || len(w.living()) != 2 {
		t.Fatalf("error %v, living %+v", err, w.living())
	}
	c := w.run(t)
	if _, err := c.Wallets.Update(t.Context(), ref(other, euros), paypal.WalletUpdate{Name: paypal.Set("Old")}); err != nil {
		t.Fatal(err)
	}
	if result, err := c.Wallets.Create(t.Context(), prepaid()); err == nil || len(w.living()) != 2 {
		t.Errorf("result %+v, error %v, living %+v", result, err, w.living())
	}
}
