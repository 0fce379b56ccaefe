package paypal_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

// postFault is something that goes wrong with a POST, and what must become of it.
type postFault struct {
	name  string
	fault fake.Fault
	sent  int // requests
	held  int // postings that the service holds
	check func(error) bool
}

func postFaults() []postFault {
	succeeds := func(err error) bool { return err == nil }
	refused := func(err error) bool { return paypal.IsInvalid(err) && !paypal.IsAmbiguous(err) }
	return []postFault{
		{"dropped before the effect", fake.DropBefore(), 1, 0, paypal.IsAmbiguous},
		{"dropped after the effect", fake.DropAfter(), 1, 1, paypal.IsAmbiguous},
		{"503 before the effect", fake.Status(503, ""), 1, 0, paypal.IsAmbiguous},
		{"503 after the effect", fake.AfterEffect(fake.Status(503, "")), 1, 1, paypal.IsAmbiguous},
		{"500 without details", fake.AfterEffect(fake.Status(500, `{"name":"INTERNAL_SERVER_ERROR","message":"m","debug_id":"d"}`)), 1, 1, paypal.IsAmbiguous},
		{"answer cut short", fake.Truncate(), 1, 1, paypal.IsAmbiguous},
		{"a gateway's page", fake.AfterEffect(fake.HTML(502)), 1, 1, paypal.IsAmbiguous},
		{"a portal's page", fake.AfterEffect(fake.HTML(200)), 1, 1, paypal.IsAmbiguous},
		{"answer without its members", fake.OmitKeys("wallet_transactions", "meta", "id"), 1, 1, paypal.IsAmbiguous},
		{"redirected", fake.Redirect(302, "/v1/commerce/billing/wallets"), 1, 0, func(err error) bool { return err != nil }},
		{"too many requests", fake.TooManyRequests("1"), 2, 1, succeeds},
		{"too many requests, no hint", fake.TooManyRequests(""), 2, 1, succeeds},
		{"token lost", fake.LoseTokens(), 2, 1, succeeds},
		{"refused", fake.Status(422, `{"name":"UNPROCESSABLE_ENTITY","message":"m","debug_id":"d","details":[{"issue":"X"}]}`), 1, 0, refused},
	}
}

// TestPostFaults_transaction: whatever goes wrong, a posting is made at most once, its id never
// changes, and its history tells whether it was made.
func TestPostFaults_transaction(t *testing.T) {
	t.Parallel()
	compensation, err := paypal.NewVoid("earlier", void("3"))
	if err != nil {
		t.Fatal(err)
	}
	for kind, c := range map[string]struct {
		request paypal.TransactionRequest
		books   int
		found   func([]paypal.Transaction) bool
	}{
		"top-up": {entry(t, "order-1", both("10", "2")), 2, func(history []paypal.Transaction) bool {
			found := paypal.Named(history, "order-1")
			return len(found) == 1 && found[0].Complete()
		}},
		"void": {entry(t, "order-1", void("3")), 1, func(history []paypal.Transaction) bool {
			found := paypal.Named(history, "order-1")
			return len(found) == 1 && found[0].Complete()
		}},
		"compensation": {compensation, 1, func(history []paypal.Transaction) bool {
			found := paypal.Named(history, "earlier")
			return len(found) == 1 && found[0].Spent()
		}},
	} {
		for _, f := range postFaults() {
			t.Run(kind+", "+f.name, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, paypalfake.Switches{})
				walletID := w.open(t).ID
				if _, err := w.service.TopUpInConsole(walletID, dec("0"), dec("100")); err != nil {
					t.Fatal(err)
				}
				w.srv.Inject(f.fault, fake.On("POST", "wallet-transactions"))
				answer, err := w.post(t, walletID, c.request)
				if !f.check(err) {
					t.Errorf("answer %v, error %v", answer, err)
				}
				if got := len(w.service.Transactions(walletID)) - 1; got != f.held*c.books {
					t.Errorf("the service booked %d transactions, want %d", got, f.held*c.books)
				}
				checkPosts(t, w, "wallet-transactions", f.sent, c.request.RequestID(walletID))
				if got := c.found(w.history(t, walletID)); got != (f.held == 1) {
					t.Errorf("found in the history: %t", got)
				}
			})
		}
	}
}

func TestPostFaults_wallet(t *testing.T) {
	t.Parallel()
	for _, f := range postFaults() {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, paypalfake.Switches{})
			w.srv.Inject(f.fault, fake.On("POST", "/wallets$"))
			create := prepaid()
			opened, _, err := w.Wallets.Post(t.Context(), create, create.RequestID())
			if !f.check(err) {
				t.Errorf("wallet %v, error %v", opened, err)
			}
			checkPosts(t, w, "/wallets$", f.sent, create.RequestID())
			listed, err := w.Wallets.List(t.Context(), "acme")
			if err != nil {
				t.Fatal(err)
			}
			if len(listed) != f.held || len(w.service.Wallets("acme")) != f.held {
				t.Errorf("%d wallets are listed and %d held, want %d", len(listed), len(w.service.Wallets("acme")), f.held)
			}
		})
	}
}

// TestUpdateWallet_rulesAreNotSentAgain: a PUT that sets rules starts them, so that a second one
// would start them again.
func TestUpdateWallet_rulesAreNotSentAgain(t *testing.T) {
	t.Parallel()
	rules := paypal.Set([]paypal.RecurringRule{{Trigger: "INTERVAL", Method: "FIXED", Interval: new("MONTHLY"), PaidCredits: new(dec("20"))}})
	for name, c := range map[string]struct {
		update    paypal.WalletUpdate
		fault     fake.Fault
		sent      int
		ambiguous bool
	}{
		"rules, 503 after the effect":    {paypal.WalletUpdate{RecurringRules: rules}, fake.AfterEffect(fake.Status(503, "")), 1, true},
		"rules, dropped after it":        {paypal.WalletUpdate{RecurringRules: rules, Name: paypal.Set("New")}, fake.DropAfter(), 1, true},
		"rules, cut short":               {paypal.WalletUpdate{RecurringRules: rules}, fake.Truncate(), 1, true},
		"rules, too many requests":       {paypal.WalletUpdate{RecurringRules: rules}, fake.TooManyRequests("1"), 2, false},
		"no rules, 503 after the effect": {paypal.WalletUpdate{Name: paypal.Set("New")}, fake.AfterEffect(fake.Status(503, "")), 2, false},
		"no rules, dropped after it":     {paypal.WalletUpdate{Name: paypal.Set("New")}, fake.DropAfter(), 2, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, paypalfake.Switches{})
			walletID := w.open(t).ID
			w.srv.Inject(c.fault, fake.On("PUT", ""))
			_, err := w.Wallets.Put(t.Context(), walletID, c.update)
			if (err != nil) != c.ambiguous || paypal.IsAmbiguous(err) != c.ambiguous {
				t.Errorf("error %v, want an ambiguous one: %t", err, c.ambiguous)
			}
			if got := w.srv.Count("PUT", ""); got != c.sent {
				t.Errorf("sent %d times, want %d", got, c.sent)
			}
		})
	}
}

// TestReadFaults: reads are repeated until they are whole.
func TestReadFaults(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault fake.Fault
		times fake.FaultOption
	}{
		"dropped":           {fake.DropBefore(), fake.EveryNth(2)},
		"500":               {fake.Status(500, ""), fake.EveryNth(2)},
		"503":               {fake.Status(503, ""), fake.EveryNth(2)},
		"a gateway's page":  {fake.HTML(502), fake.EveryNth(2)},
		"too many requests": {fake.TooManyRequests("1"), fake.EveryNth(2)},
		"token lost":        {fake.LoseTokens(), fake.EveryNth(5)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, paypalfake.Switches{MaxPageSize: 10})
			walletID := w.open(t).ID
			for range 25 {
				if _, err := w.service.TopUpInConsole(walletID, dec("0"), dec("1")); err != nil {
					t.Fatal(err)
				}
			}
			injected := w.srv.Inject(c.fault, fake.On("GET", ""), c.times, fake.Always())
			if got := w.history(t, walletID); len(got) != 25 {
				t.Errorf("%d transactions", len(got))
			}
			if _, err := w.Wallets.Get(t.Context(), walletID); err != nil {
				t.Error(err)
			}
			if listed, err := w.Wallets.List(t.Context(), "acme"); err != nil || len(listed) != 1 {
				t.Errorf("%d wallets, error %v", len(listed), err)
			}
			if one, err := w.Transactions.Get(t.Context(), w.service.Transactions(walletID)[3].ID); err != nil || one.ID == "" {
				t.Errorf("transaction %v, error %v", one, err)
			}
			if injected.Fired() == 0 {
				t.Error("nothing went wrong")
			}
		})
	}
}

// TestReads_neverEmptyByMistake: a listing that could not be read is an error and not an empty
// list.
func TestReads_neverEmptyByMistake(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fake.Fault{
		"cut short": fake.Truncate(), "a portal's page": fake.HTML(200), "no members": fake.OmitKeys("wallets", "wallet_transactions"), "gone": fake.Status(404, ""),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, paypalfake.Switches{})
			walletID := w.open(t).ID
			if _, err := w.post(t, walletID, entry(t, "order-1", both("1", "0"))); err != nil {
				t.Fatal(err)
			}
			w.srv.Inject(fault, fake.On("GET", ""), fake.Always())
			if got, err := w.Transactions.List(t.Context(), walletID); err == nil {
				t.Errorf("transactions %v", got)
			}
			if got, err := w.Wallets.List(t.Context(), "acme"); err == nil {
				t.Errorf("wallets %v", got)
			}
		})
	}
}

func TestClient_concurrentPostings(t *testing.T) {
	t.Parallel()
	w := newWorld(t, paypalfake.Switches{MaxPageSize: 7})
	walletID := w.open(t).ID
	const n = 40
	var running sync.WaitGroup
	failed := make([]error, n)
	for i := range n {
		request := entry(t, fmt.Sprint("order-", i), both("0.1", "0.2"))
		running.Go(func() {
			_, err := w.Transactions.Post(t.Context(), walletID, request, request.RequestID(walletID))
			_, errRead := w.Transactions.List(t.Context(), walletID)
			failed[i] = errors.Join(err, errRead)
		})
	}
	running.Wait()
	if err := errors.Join(failed...); err != nil {
		t.Fatal(err)
	}
	entries := paypal.FindEntries(w.history(t, walletID))
	complete := 0
	for _, e := range entries {
		if e.Complete() {
			complete++
		}
	}
	if len(entries) != n || complete != n {
		t.Errorf("%d entries, %d of them complete, want %d", len(entries), complete, n)
	}
}

func TestClient_cancelled(t *testing.T) {
	t.Parallel()
	w := newWorld(t, paypalfake.Switches{})
	walletID := w.open(t).ID
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	request := entry(t, "order-1", both("1", "0"))
	if _, err := w.Transactions.Post(ctx, walletID, request, request.RequestID(walletID)); err == nil || paypal.IsAmbiguous(err) {
		t.Errorf("error %v of a posting that was not sent", err)
	}
	if _, err := w.Transactions.List(ctx, walletID); err == nil {
		t.Error("listed without a context")
	}
	if held := w.service.Transactions(walletID); len(held) != 0 {
		t.Errorf("the service holds %v", held)
	}
}

// checkPosts checks how often a POST was sent, and that every attempt had the one id.
func checkPosts(t *testing.T, w *world, route string, want int, id string) {
	t.Helper()
	var got []string
	for _, e := range w.srv.Requests("POST", route) {
		got = append(got, e.Header.Get("PayPal-Request-Id"))
	}
	ids := make([]string, want)
	for i := range ids {
		ids[i] = id
	}
	if diff := cmp.Diff(ids, got); diff != "" {
		t.Errorf("request ids of the attempts (-want +got):\n%s", diff)
	}
}
