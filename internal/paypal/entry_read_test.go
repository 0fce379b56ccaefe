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

	read, unseen, err := b.run(t).Entry(t.Context(), walletID, made)
	if err != nil || len(unseen) > 0 || !read.Pending() || len(read.Transactions) != 1 {
		t.Fatalf("%+v, %v, %v", read, unseen, err)
	}
	b.RunBackground()
	if err := b.SettlePayment(made.Transactions[0].ID); err != nil {
		t.Fatal(err)
	}
	read, unseen, err = b.run(t).Entry(t.Context(), walletID, made)
	if err != nil || len(unseen) > 0 || read.Pending() || !read.Complete() || read.Transactions[0].TransactionStatus != paypal.Purchased {
		t.Fatalf("%+v, %v, %v", read, unseen, err)
	}
	b.srv.ResetJournal()
	if _, _, err := b.run(t).Entry(t.Context(), walletID, read); err != nil || b.srv.Count("GET", ledgerRoute) != 2 {
		t.Errorf("%d requests, error %v", b.srv.Count("GET", ledgerRoute), err)
	}

	if err := b.PurgeWallet(walletID); err != nil {
		t.Fatal(err)
	}
	again, unseen, err := b.run(t).Entry(t.Context(), walletID, read)
	if diff := cmp.Diff(read, again); err != nil || len(unseen) != 2 || diff != "" {
		t.Errorf("unseen %v, error %v, entry (-want +got):\n%s", unseen, err, diff)
	}
	b.srv.Inject(fake.Status(500, ""), fake.On("GET", ledgerRoute), fake.Always())
	if _, _, err := b.run(t).Entry(t.Context(), walletID, read); err == nil {
		t.Error("read from a service that fails")
	}
}

// TestReadEntry_sharesListings: the entries of a wallet cost its pages, and a write is seen by the next read.
func TestReadEntry_sharesListings(t *testing.T) {
	t.Parallel()
	b := newBank(t, paypalfake.Switches{})
	walletID, client := b.wallet(t), b.run(t)
	made := makeEntry(t, client, walletID, "order-1", both("10", "2")).Object
	b.srv.ResetJournal()
	for range 20 {
		if read, unseen, err := client.ReadEntry(t.Context(), walletID, made); err != nil || len(unseen) > 0 || !read.Complete() {
			t.Fatalf("%+v, %v, %v", read, unseen, err)
		}
	}
	if got := b.srv.Count("GET", ledgerRoute); got != 2 {
		t.Errorf("%d requests", got)
	}
	if err := b.SettlePayment(made.Transactions[0].ID); err != nil {
		t.Fatal(err)
	}
	if read, _, err := client.Entry(t.Context(), walletID, made); err != nil || read.Pending() {
		t.Errorf("%+v, %v", read, err)
	}
	makeEntry(t, client, walletID, "order-2", both("1", "0"))
	if read, _, err := client.ReadEntry(t.Context(), walletID, made); err != nil || read.Pending() {
		t.Errorf("%+v, %v", read, err)
	}
}

// TestEntry_completed: the half that was not in sight goes where it belongs, and only that of the same posting.
func TestEntry_completed(t *testing.T) {
	t.Parallel()
	b := newBank(t, paypalfake.Switches{})
	walletID := b.wallet(t)
	made := makeEntry(t, b.run(t), walletID, "order-1", both("10", "2")).Object
	half := made
	half.Transactions = made.Transactions[1:]
	if read, _, err := b.run(t).Entry(t.Context(), walletID, half); err != nil || len(read.Transactions) != 2 || read.Transactions[0].ID != made.Transactions[0].ID {
		t.Errorf("%+v, %v", read, err)
	}

	// Two machines without a common lock, which disagree on the amounts.
	request := entry(t, "order-2", both("10", "3"))
	if _, err := b.run(t).CreateTransaction(t.Context(), walletID, request, request.RequestID(walletID)); err != nil {
		t.Fatal(err)
	}
	b.Switch(func(s *paypalfake.Switches) { s.Pair = paypalfake.PairGrantLost })
	request = entry(t, "order-2", both("10", "2"))
	answer, err := b.run(t).CreateTransaction(t.Context(), walletID, request, request.RequestID(walletID))
	if err != nil {
		t.Fatal(err)
	}
	known := paypal.Entry{Reference: "order-2", Asked: request.String(), Transactions: answer}
	if read, _, err := b.run(t).Entry(t.Context(), walletID, known); err != nil || len(read.Transactions) != 1 {
		t.Errorf("%+v, %v", read, err)
	}
}
