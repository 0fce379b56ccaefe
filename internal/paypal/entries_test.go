package paypal_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

func TestEntry(t *testing.T) {
	t.Parallel()
	b := newBank(t, paypalfake.Switches{Pair: paypalfake.PairGrantLate, BackgroundAfter: 1000})
	walletID := b.wallet(t)
	made := makeEntry(t, b.run(t), walletID, "order-1", both("10", "2")).Object

	read, unseen, err := b.run(t).Entries.Get(t.Context(), walletID, made)
	if err != nil || len(unseen) > 0 || len(read.Pending()) != 1 || len(read.Transactions) != 1 {
		t.Fatalf("%+v, %v, %v", read, unseen, err)
	}
	b.RunBackground()
	if err := b.SettlePayment(made.Transactions[0].ID); err != nil {
		t.Fatal(err)
	}
	read, unseen, err = b.run(t).Entries.Get(t.Context(), walletID, made)
	if err != nil || len(unseen) > 0 || len(read.Pending()) > 0 || !read.Complete() || read.Transactions[0].TransactionStatus != paypal.Purchased {
		t.Fatalf("%+v, %v, %v", read, unseen, err)
	}
	b.srv.ResetJournal()
	if _, _, err := b.run(t).Entries.Get(t.Context(), walletID, read); err != nil || b.srv.Count("GET", ledgerRoute) != 2 {
		t.Errorf("%d requests, error %v", b.srv.Count("GET", ledgerRoute), err)
	}

	if err := b.PurgeWallet(walletID); err != nil {
		t.Fatal(err)
	}
	again, unseen, err := b.run(t).Entries.Get(t.Context(), walletID, read)
	if diff := cmp.Diff(read, again); err != nil || len(unseen) != 2 || diff != "" {
		t.Errorf("unseen %v, error %v, entry (-want +got):\n%s", unseen, err, diff)
	}
	b.srv.Inject(fake.Status(500, ""), fake.On("GET", ledgerRoute), fake.Always())
	if _, _, err := b.run(t).Entries.Get(t.Context(), walletID, read); err == nil {
		t.Error("read from a service that fails")
	}
}

// TestReadEntry_sharesListings: the entries of a wallet cost its pages, and a write is seen by the
// next read.
func TestReadEntry_sharesListings(t *testing.T) {
	t.Parallel()
	b := newBank(t, paypalfake.Switches{})
	walletID, client := b.wallet(t), b.run(t)
	made := makeEntry(t, client, walletID, "order-1", both("10", "2")).Object
	b.srv.ResetJournal()
	for range 20 {
		if read, unseen, err := client.Entries.Read(t.Context(), walletID, made); err != nil || len(unseen) > 0 || !read.Complete() {
			t.Fatalf("%+v, %v, %v", read, unseen, err)
		}
	}
	if got := b.srv.Count("GET", ledgerRoute); got != 2 {
		t.Errorf("%d requests", got)
	}
	if err := b.SettlePayment(made.Transactions[0].ID); err != nil {
		t.Fatal(err)
	}
	if read, _, err := client.Entries.Get(t.Context(), walletID, made); err != nil || len(read.Pending()) > 0 {
		t.Errorf("%+v, %v", read, err)
	}
	makeEntry(t, client, walletID, "order-2", both("1", "0"))
	if read, _, err := client.Entries.Read(t.Context(), walletID, made); err != nil || len(read.Pending()) > 0 {
		t.Errorf("%+v, %v", read, err)
	}
}

// TestReadVoids: what compensates the entries of a wallet is in the listing that they are read
// from.
func TestReadVoids(t *testing.T) {
	t.Parallel()
	b := newBank(t, paypalfake.Switches{})
	walletID, maker := b.stocked(t), b.run(t)
	made := map[string]paypal.Entry{}
	for _, reference := range []string{"order-1", "order-2", "order-3"} {
		made[reference] = makeEntry(t, maker, walletID, reference, both("0", "2")).Object
	}
	voided, err := maker.Entries.Void(t.Context(), paypal.EntryRef{WalletID: walletID, Reference: "order-2"}, dec("2"))
	if err != nil {
		t.Fatal(err)
	}
	b.srv.ResetJournal()
	client := b.run(t)
	for reference, known := range made {
		voids, err := client.Entries.ReadVoids(t.Context(), paypal.EntryRef{WalletID: walletID, Reference: reference})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := len(voids), map[string]int{"order-2": 1}[reference]; got != want || got == 1 && voids[0].ID != voided.Object.ID {
			t.Errorf("%s: got %+v, want %d", reference, voids, want)
		}
		if _, unseen, err := client.Entries.Read(t.Context(), walletID, known); err != nil || len(unseen) > 0 {
			t.Errorf("%s: unseen %v, %v", reference, unseen, err)
		}
	}
	if got := b.srv.Count("GET", ledgerRoute); got != 1 {
		t.Errorf("%d requests, want one listing", got)
	}

	b.srv.Inject(fake.Status(500, ""), fake.On("GET", ledgerRoute), fake.Always())
	if voids, err := b.run(t).Entries.ReadVoids(t.Context(), paypal.EntryRef{WalletID: walletID, Reference: "order-1"}); err == nil {
		t.Errorf("got %v from a service that fails", voids)
	}
	b.srv.ClearFaults()
	if err := b.PurgeWallet(walletID); err != nil {
		t.Fatal(err)
	}
	if voids, err := b.run(t).Entries.ReadVoids(t.Context(), paypal.EntryRef{WalletID: walletID, Reference: "order-2"}); err != nil || len(voids) > 0 {
		t.Errorf("got %v, %v of a wallet that is gone", voids, err)
	}
}

// TestEntry_completed: the half that was not in sight goes where it belongs, and only that of the
// same posting.
func TestEntry_completed(t *testing.T) {
	t.Parallel()
	b := newBank(t, paypalfake.Switches{})
	walletID := b.wallet(t)
	made := makeEntry(t, b.run(t), walletID, "order-1", both("10", "2")).Object
	half := made
	half.Transactions = made.Transactions[1:]
	if read, _, err := b.run(t).Entries.Get(t.Context(), walletID, half); err != nil || len(read.Transactions) != 2 || read.Transactions[0].ID != made.Transactions[0].ID {
		t.Errorf("%+v, %v", read, err)
	}

	// Two machines without a common lock, which disagree on the amounts.
	request := entry(t, "order-2", both("10", "3"))
	if _, err := b.run(t).Transactions.Post(t.Context(), walletID, request, request.RequestID(walletID)); err != nil {
		t.Fatal(err)
	}
	b.Switch(func(s *paypalfake.Switches) { s.Pair = paypalfake.PairGrantLost })
	request = entry(t, "order-2", both("10", "2"))
	answer, err := b.run(t).Transactions.Post(t.Context(), walletID, request, request.RequestID(walletID))
	if err != nil {
		t.Fatal(err)
	}
	known := paypal.Entry{Reference: "order-2", Asked: request.String(), Transactions: answer}
	if read, _, err := b.run(t).Entries.Get(t.Context(), walletID, known); err != nil || len(read.Transactions) != 1 {
		t.Errorf("%+v, %v", read, err)
	}
}
