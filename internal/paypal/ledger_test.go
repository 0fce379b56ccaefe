package paypal_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

func makeEntry(t *testing.T, c *paypal.Client, walletID, reference string, asked paypal.Asked) once.Result[paypal.Entry] {
	t.Helper()
	result, err := c.Entries.Create(t.Context(), paypal.EntryRef{WalletID: walletID, Reference: reference}, asked, nil)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func voidEntry(t *testing.T, c *paypal.Client, walletID, reference, credits string) once.Result[paypal.Transaction] {
	t.Helper()
	result, err := c.Entries.Void(t.Context(), paypal.EntryRef{WalletID: walletID, Reference: reference}, dec(credits))
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestMakeEntry_whatIsSent(t *testing.T) {
	t.Parallel()
	b := newBank(t, paypalfake.Switches{})
	walletID := b.wallet(t)
	result, err := b.run(t).Entries.Create(t.Context(), paypal.EntryRef{WalletID: walletID, Reference: "order-1"}, both("12345678901234567.89", "0.00001"), map[string]string{"b": "2", "a": "1"})
	if err != nil || result.Outcome != once.Posted || len(result.Object.Transactions) != 2 || result.Object.Reference != "order-1" {
		t.Fatalf("%+v, %v", result, err)
	}
	sent := b.srv.Requests("POST", ledgerRoute)
	want := `{"type":"TOPUP","paid_credits":"12345678901234567.89","granted_credits":"0.00001","metadata":[` +
		`{"key":"tf_reference","value":"order-1"},{"key":"tf_asked","value":"TOPUP paid=12345678901234567.89 granted=0.00001"},{"key":"a","value":"1"},{"key":"b","value":"2"}]}`
	if diff := cmp.Diff(want, string(sent[0].Body)); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
	if got := sent[0].Header.Get("PayPal-Request-Id"); got != paypal.RequestID("TOPUP", walletID, "order-1") {
		t.Errorf("request id %q", got)
	}
}

func TestMakeEntry_refused(t *testing.T) {
	t.Parallel()
	b := newBank(t, paypalfake.Switches{})
	walletID := b.stocked(t)
	makeEntry(t, b.run(t), walletID, "order-1", both("10", "0"))
	b.srv.ResetJournal()
	for name, asked := range map[string]paypal.Asked{"another amount": both("10.00001", "0"), "another kind": both("0", "10"), "more kinds": both("10", "1"), "another type": void("10")} {
		_, err := b.run(t).Entries.Create(t.Context(), paypal.EntryRef{WalletID: walletID, Reference: "order-1"}, asked, nil)
		conflict, ok := errors.AsType[*once.ConflictError](err)
		if !ok || len(conflict.Found) != 1 || !strings.Contains(err.Error(), "TOPUP paid=10") || !strings.Contains(err.Error(), asked.String()) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, asked := range map[string]paypal.Asked{"nothing": {}, "a top-up of nothing": both("0", "0"), "negative": both("-1", "0")} {
		if _, err := b.run(t).Entries.Create(t.Context(), paypal.EntryRef{WalletID: walletID, Reference: "order-2"}, asked, nil); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
	if got := b.srv.Count("POST", ledgerRoute); got > 0 {
		t.Errorf("%d were posted", got)
	}
	// The same amounts under other spellings are the same entry.
	if result := makeEntry(t, b.run(t), walletID, "order-1", both("10.000", "0.0")); result.Outcome != once.Adopted {
		t.Errorf("outcome %d", result.Outcome)
	}
	if _, err := b.run(t).Entries.Void(t.Context(), paypal.EntryRef{WalletID: walletID, Reference: "order-1"}, dec("0")); err == nil {
		t.Error("a VOID of nothing was accepted")
	}
}

func TestMakeEntry_declaredTwice(t *testing.T) {
	t.Parallel()
	b := newBank(t, paypalfake.Switches{})
	walletID, other, client := b.wallet(t), b.wallet(t), b.run(t)
	makeEntry(t, client, walletID, "order-1", both("10", "0"))
	if _, err := client.Entries.Create(t.Context(), paypal.EntryRef{WalletID: walletID, Reference: "order-1"}, both("10", "0"), nil); !errors.Is(err, once.ErrClaimed) {
		t.Errorf("error %v", err)
	}
	if result := makeEntry(t, client, other, "order-1", both("10", "0")); result.Outcome != once.Posted {
		t.Errorf("the same reference in another wallet: outcome %d", result.Outcome)
	}
}

// TestMakeEntry_postedTwice: what two machines without a common lock leave behind is reported, and
// nothing is added to it.
func TestMakeEntry_postedTwice(t *testing.T) {
	t.Parallel()
	b := newBank(t, paypalfake.Switches{})
	walletID := b.wallet(t)
	request := entry(t, "order-1", both("10", "0"))
	for range 2 {
		if _, err := b.run(t).Transactions.Post(t.Context(), walletID, request, request.RequestID(walletID)); err != nil {
			t.Fatal(err)
		}
	}
	_, err := b.run(t).Entries.Create(t.Context(), paypal.EntryRef{WalletID: walletID, Reference: "order-1"}, both("10", "0"), nil)
	if conflict, ok := errors.AsType[*once.ConflictError](err); !ok || len(conflict.Found) != 2 {
		t.Errorf("error %v", err)
	}
}

// TestMakeEntry_halfSeen: the missing half is waited for and never posted.
func TestMakeEntry_halfSeen(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		switches   paypalfake.Switches
		incomplete bool
	}{
		"answered in part":  {paypalfake.Switches{Pair: paypalfake.PairPurchaseShown}, false},
		"the other part":    {paypalfake.Switches{Pair: paypalfake.PairGrantShown}, false},
		"booked later":      {paypalfake.Switches{Pair: paypalfake.PairGrantLate, BackgroundAfter: 4}, false},
		"lost for good":     {paypalfake.Switches{Pair: paypalfake.PairGrantLost}, true},
		"booked much later": {paypalfake.Switches{Pair: paypalfake.PairGrantLate, BackgroundAfter: 1000}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBank(t, c.switches)
			walletID := b.wallet(t)
			for _, outcome := range []once.Outcome{once.Posted, once.Adopted} {
				result := makeEntry(t, b.run(t), walletID, "order-1", both("10", "2"))
				if result.Outcome != outcome || result.Incomplete != c.incomplete || len(result.Object.Transactions) == 1 != c.incomplete {
					t.Errorf("%+v", result)
				}
			}
			if got := b.srv.Count("POST", ledgerRoute); got != 1 {
				t.Errorf("%d were posted", got)
			}
		})
	}
}

func TestVoidEntry(t *testing.T) {
	t.Parallel()
	b := newBank(t, paypalfake.Switches{})
	walletID := b.wallet(t)
	makeEntry(t, b.run(t), walletID, "order-1", both("0", "10"))
	if result := voidEntry(t, b.run(t), walletID, "order-1", "10"); result.Outcome != once.Posted || !result.Object.Credits.Equal(dec("10")) {
		t.Errorf("%+v", result)
	}
	if got := b.srv.Requests("POST", ledgerRoute)[1].Header.Get("PayPal-Request-Id"); got != paypal.RequestID("COMPENSATION", walletID, "order-1") {
		t.Errorf("request id %q", got)
	}
	// Asked for another number, since more was settled meanwhile, it is still the one VOID of that
	// entry.
	if result := voidEntry(t, b.run(t), walletID, "order-1", "12"); result.Outcome != once.Adopted || !result.Object.Credits.Equal(dec("10")) {
		t.Errorf("%+v", result)
	}
	_, err := b.run(t).Entries.Create(t.Context(), paypal.EntryRef{WalletID: walletID, Reference: "order-1"}, both("0", "10"), nil)
	if spent, ok := errors.AsType[*paypal.SpentError](err); !ok || len(spent.Voids) != 1 || !strings.Contains(err.Error(), spent.Voids[0].ID) {
		t.Errorf("a voided reference: %v", err)
	}
	// A VOID that carries the name itself is an entry like any other.
	makeEntry(t, b.run(t), b.stocked(t), "order-1", void("10"))
	if got := b.Balance(walletID).Credits; !got.IsZero() {
		t.Errorf("%s credits are left", got)
	}
}

// TestVoidEntry_sameRun: what one run does to a reference never depends on which of its resources
// comes first.
func TestVoidEntry_sameRun(t *testing.T) {
	t.Parallel()
	t.Run("voided first", func(t *testing.T) {
		t.Parallel()
		b := newBank(t, paypalfake.Switches{})
		walletID, client := b.wallet(t), b.run(t)
		makeEntry(t, b.run(t), walletID, "order-1", both("0", "10"))
		// The listing that this leaves behind does not show the VOID.
		makeEntry(t, client, walletID, "order-2", both("0", "1"))
		voidEntry(t, client, walletID, "order-1", "10")
		_, err := client.Entries.Create(t.Context(), paypal.EntryRef{WalletID: walletID, Reference: "order-1"}, both("0", "10"), nil)
		if _, ok := errors.AsType[*paypal.SpentError](err); !ok {
			t.Errorf("error %v", err)
		}
	})
	t.Run("adopted first", func(t *testing.T) {
		t.Parallel()
		b := newBank(t, paypalfake.Switches{})
		walletID, client := b.wallet(t), b.run(t)
		makeEntry(t, b.run(t), walletID, "order-1", both("0", "10"))
		makeEntry(t, client, walletID, "order-1", both("0", "10"))
		if _, err := client.Entries.Void(t.Context(), paypal.EntryRef{WalletID: walletID, Reference: "order-1"}, dec("10")); !errors.Is(err, paypal.ErrAdopted) {
			t.Errorf("error %v", err)
		}
		if got := b.Balance(walletID).Credits; !got.Equal(dec("10")) {
			t.Errorf("%s credits are left", got)
		}
	})
	t.Run("posted or refused first", func(t *testing.T) {
		t.Parallel()
		b := newBank(t, paypalfake.Switches{})
		walletID, client := b.wallet(t), b.run(t)
		makeEntry(t, b.run(t), walletID, "order-2", both("0", "10"))
		makeEntry(t, client, walletID, "order-1", both("0", "10"))
		voidEntry(t, client, walletID, "order-1", "10")
		if _, err := client.Entries.Create(t.Context(), paypal.EntryRef{WalletID: walletID, Reference: "order-2"}, both("0", "11"), nil); err == nil {
			t.Error("other amounts were adopted")
		}
		voidEntry(t, client, walletID, "order-2", "10")
		if got := b.Balance(walletID).Credits; !got.IsZero() {
			t.Errorf("%s credits are left", got)
		}
	})
	t.Run("declared twice", func(t *testing.T) {
		t.Parallel()
		b := newBank(t, paypalfake.Switches{})
		walletID, client := b.wallet(t), b.run(t)
		makeEntry(t, b.run(t), walletID, "order-1", both("0", "10"))
		makeEntry(t, client, walletID, "order-1", both("0", "10"))
		if _, err := client.Entries.Create(t.Context(), paypal.EntryRef{WalletID: walletID, Reference: "order-1"}, both("0", "10"), nil); !errors.Is(err, once.ErrClaimed) {
			t.Fatal(err)
		}
		if _, err := client.Entries.Void(t.Context(), paypal.EntryRef{WalletID: walletID, Reference: "order-1"}, dec("10")); !errors.Is(err, paypal.ErrAdopted) {
			t.Errorf("error %v", err)
		}
	})
}

// TestPosters_unmarked: a wallet whose names are not kept is not posted to again in the run; others
// are.
func TestPosters_unmarked(t *testing.T) {
	t.Parallel()
	for name, echo := range map[string]paypalfake.Echo{"dropped": paypalfake.EchoNone, "truncated": paypalfake.EchoTruncated} {
		for _, reference := range []string{"short", "longer-than-eight"} {
			t.Run(name+" "+reference, func(t *testing.T) {
				t.Parallel()
				b := newBank(t, paypalfake.Switches{Metadata: echo})
				walletID, other, client := b.wallet(t), b.wallet(t), b.run(t)
				if result := makeEntry(t, client, walletID, reference, both("1", "10")); !result.Unmarked || result.Incomplete || len(result.Object.Transactions) != 2 {
					t.Errorf("%+v", result)
				}
				if _, err := client.Entries.Create(t.Context(), paypal.EntryRef{WalletID: walletID, Reference: "order-2"}, both("0", "10"), nil); !errors.Is(err, paypal.ErrUnmarked) {
					t.Errorf("error %v", err)
				}
				if _, err := client.Entries.Void(t.Context(), paypal.EntryRef{WalletID: walletID, Reference: reference}, dec("10")); !errors.Is(err, paypal.ErrUnmarked) {
					t.Errorf("error %v", err)
				}
				if result := makeEntry(t, client, other, reference, both("0", "10")); !result.Unmarked {
					t.Errorf("%+v", result)
				}
				if got := b.srv.Count("POST", ledgerRoute); got != 2 {
					t.Errorf("%d were posted", got)
				}
			})
		}
	}
}

// TestPosters_markedInTheHistory: an answer without metadata is no reason to stop if the history
// has it.
func TestPosters_markedInTheHistory(t *testing.T) {
	t.Parallel()
	b := newBank(t, paypalfake.Switches{Metadata: paypalfake.EchoNone})
	walletID, client := b.wallet(t), b.run(t)
	b.srv.Inject(fake.Hook(func() { b.Switch(func(s *paypalfake.Switches) { s.Metadata = paypalfake.EchoWhole }) }), fake.On("GET", ledgerRoute), fake.Skip(1))
	if result := makeEntry(t, client, walletID, "order-1", both("1", "10")); result.Unmarked || result.Object.Reference != "order-1" {
		t.Errorf("%+v", result)
	}
	makeEntry(t, client, walletID, "order-2", both("0", "10"))
}

// TestPosters_notYetInTheHistory: a history that is behind proves no metadata.
func TestPosters_notYetInTheHistory(t *testing.T) {
	t.Parallel()
	b := newBank(t, paypalfake.Switches{Metadata: paypalfake.EchoNone})
	walletID, client := b.wallet(t), b.run(t)
	b.srv.Inject(fake.Lag(100), fake.On("GET", ledgerRoute), fake.Always())
	if result := makeEntry(t, client, walletID, "order-1", both("1", "10")); !result.Unmarked || len(result.Object.Transactions) != 2 {
		t.Errorf("%+v", result)
	}
	if _, err := client.Entries.Create(t.Context(), paypal.EntryRef{WalletID: walletID, Reference: "order-2"}, both("0", "10"), nil); !errors.Is(err, paypal.ErrUnmarked) {
		t.Errorf("error %v", err)
	}
}

// TestPosters_seenMeanwhile: a posting that comes into sight after the look-up, booked late by an
// earlier run, is not made again.
func TestPosters_seenMeanwhile(t *testing.T) {
	t.Parallel()
	b := newBank(t, paypalfake.Switches{})
	walletID, client := b.wallet(t), b.run(t)
	makeEntry(t, client, walletID, "order-1", both("0", "10"))
	late := makeEntry(t, b.run(t), walletID, "order-2", both("0", "10"))
	voidEntry(t, client, walletID, "order-1", "10")
	_, err := client.Entries.Create(t.Context(), paypal.EntryRef{WalletID: walletID, Reference: "order-2"}, both("0", "10"), nil)
	if err == nil || !strings.Contains(err.Error(), late.Object.ID()) {
		t.Errorf("error %v", err)
	}
	if got := b.tagged(walletID, paypal.ReferenceKey, "order-2"); got != 1 {
		t.Errorf("the service holds %d", got)
	}
}

// TestPosters_alikeNames: a name that begins as another does is another.
func TestPosters_alikeNames(t *testing.T) {
	t.Parallel()
	b := newBank(t, paypalfake.Switches{})
	walletID := b.wallet(t)
	for i, reference := range []string{"order-1", "order-10", "order-100", "order"} {
		asked := both("1"+strings.Repeat("0", i), "0")
		if result := makeEntry(t, b.run(t), walletID, reference, asked); result.Outcome != once.Posted {
			t.Errorf("%s: outcome %d", reference, result.Outcome)
		}
	}
}

func TestPosters_oneAtATimePerWallet(t *testing.T) {
	t.Parallel()
	b := newBank(t, paypalfake.Switches{})
	walletID, other, client := b.wallet(t), b.wallet(t), b.run(t)
	held := b.srv.Inject(fake.Slow(fake.CommitFirst), fake.On("POST", ledgerRoute), fake.Always(),
		fake.Where(func(r *fake.Request) bool { return strings.Contains(r.Path, walletID) }))
	var running sync.WaitGroup
	for i := range 8 {
		running.Go(func() {
			if _, err := client.Entries.Create(t.Context(), paypal.EntryRef{WalletID: walletID, Reference: fmt.Sprint("order-", i)}, both("0", "1"), nil); err != nil {
				t.Error(err)
			}
		})
	}
	<-held.Arrived()
	for i := range 20 {
		makeEntry(t, client, other, fmt.Sprint("order-", i), both("0", "1"))
	}
	if got := len(held.Arrived()); got > 0 {
		t.Errorf("%d more were posted while one was under way", got)
	}
	held.Release()
	running.Wait()
	if got := b.Balance(walletID).Credits; !got.Equal(dec("8")) {
		t.Errorf("%s credits", got)
	}
}

// TestMakeEntry_repeatedRefusal: a service that remembers its refusals repeats them, and only
// another reference helps.
func TestMakeEntry_repeatedRefusal(t *testing.T) {
	t.Parallel()
	for name, switches := range map[string]paypalfake.Switches{
		"repeated": {RequestID: paypalfake.RequestIDHonoured, RequestIDKeepsFailures: true},
		"refused":  {RequestID: paypalfake.RequestIDRefused, RequestIDKeepsFailures: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBank(t, switches)
			walletID := b.wallet(t)
			if _, err := b.run(t).Entries.Create(t.Context(), paypal.EntryRef{WalletID: walletID, Reference: "order-1"}, void("10"), nil); !paypal.IsInvalid(err) {
				t.Fatal(err)
			}
			if _, err := b.TopUpInConsole(walletID, dec("0"), dec("10")); err != nil {
				t.Fatal(err)
			}
			_, err := b.run(t).Entries.Create(t.Context(), paypal.EntryRef{WalletID: walletID, Reference: "order-1"}, void("10"), nil)
			if err == nil || paypal.IsDuplicateRequest(err) && !strings.Contains(err.Error(), "choose a new reference") {
				t.Errorf("error %v", err)
			}
			makeEntry(t, b.run(t), walletID, "order-2", void("10"))
		})
	}
}
