package paypal

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
)

// ErrUnmarked says that nothing more is posted to a wallet in this run, because the service does
// not show the reference of an entry: had its answer been lost, it could not have been found.
// Nothing was sent.
var ErrUnmarked = errors.New("the service does not show the metadata by which an entry of this wallet could be found again, so nothing more is posted to it in this run")

// usedReference says what helps where the service remembers a request that it refused.
const usedReference = "the service may remember an earlier request under this reference that it refused; if the error stays, choose a new reference"

// ledger is what this run knows of the ledger of one wallet.
type ledger struct {
	client   *Client
	turns    *once.Locks
	walletID string
	entries  *once.Book[Entry]
	voids    *once.Book[Transaction]

	mu       sync.Mutex
	history  []Transaction // as last listed
	unmarked bool          // an entry of this run does not show its reference
}

func newLedger(e *Entries, walletID string) *ledger {
	l := &ledger{client: e.client, turns: &e.turns, walletID: walletID}
	l.entries = once.NewBook(once.Options[Entry]{
		List: func(ctx context.Context) ([]Entry, error) {
			history, err := l.list(ctx)
			return FindEntries(history), err
		},
		Key:       func(e Entry) string { return EntryRef{walletID, e.Reference}.key() },
		ID:        Entry.ID,
		Complete:  Entry.nothingMissing,
		Ambiguous: lost,
		Settling:  e.client.run.Settling,
	})
	l.voids = once.NewBook(once.Options[Transaction]{
		List: l.list,
		Key: func(t Transaction) string {
			reference, _ := t.Tag(VoidsKey)
			return EntryRef{walletID, reference}.key()
		},
		ID:        Transaction.id,
		Ambiguous: lost,
		Settling:  e.client.run.Settling,
	})
	return l
}

func (l *ledger) list(ctx context.Context) ([]Transaction, error) {
	history, err := l.client.Transactions.List(ctx, l.walletID)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.history = history
	return history, nil
}

// post sends one request while no other is under way to the wallet (contract: wallets 7,
// server-side races). It returns the transactions of the answer, and whether they show the
// request's own metadata, in the answer or else in the history.
func (l *ledger) post(ctx context.Context, r TransactionRequest) (answer []Transaction, marked bool, err error) {
	unlock, err := l.turns.Lock(ctx, l.walletID)
	if err != nil {
		return nil, true, err
	}
	defer unlock()
	if err := l.mayPost(r); err != nil {
		return nil, true, err
	}
	answer, err = l.client.Transactions.post(ctx, l.walletID, r, r.RequestID(l.walletID))
	if err != nil || r.Echoed(answer) {
		return answer, true, hintAtDuplicate(err, usedReference)
	}
	listed, err := l.list(ctx)
	shown := slices.DeleteFunc(slices.Clone(listed), func(t Transaction) bool {
		return !slices.ContainsFunc(answer, func(a Transaction) bool { return a.ID == t.ID })
	})
	if err == nil && len(shown) >= len(answer) && r.Echoed(shown) {
		return shown, true, nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.unmarked = true
	return answer, false, nil
}

// mayPost returns why a request must not be posted. The look-up before it did not find its
// reference, but by now the history may show it, or a reference and amounts that are cut short,
// which an earlier run may have posted.
func (l *ledger) mayPost(r TransactionRequest) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.unmarked {
		return ErrUnmarked
	}
	if i := slices.IndexFunc(l.history, r.couldBe); i >= 0 {
		return fmt.Errorf("transaction %s shows the reference and the amounts of this entry, whole or cut short: it may be this one, posted before", l.history[i].ID)
	}
	return nil
}

// couldBe reports whether a transaction shows the reserved pairs of the request, if only the
// beginnings of their values.
func (r TransactionRequest) couldBe(t Transaction) bool {
	whole := true
	for _, sent := range r.Metadata {
		if !strings.HasPrefix(sent.Key, ReservedPrefix) {
			continue
		}
		got, _ := t.Tag(sent.Key)
		if got == "" || !strings.HasPrefix(sent.Value, got) {
			return false
		}
		whole = whole && got == sent.Value
	}
	asked, _ := t.Tag(AskedKey)
	_, err := ParseAsked(asked)
	return whole || err != nil
}
