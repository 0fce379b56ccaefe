package paypal

import (
	"context"
	"slices"
	"sync"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
)

// EntryRef names an entry: its wallet, and its reference within that wallet.
type EntryRef struct{ WalletID, Reference string }

func (r EntryRef) key() string { return once.Key(r.WalletID, r.Reference) }

// Entries are what this provider posts to the ledgers of the account's wallets.
type Entries struct {
	client *Client
	turns  once.Locks

	mu      sync.Mutex
	ledgers map[string]*ledger // by wallet id
}

func newEntries(c *Client) *Entries { return &Entries{client: c, ledgers: map[string]*ledger{}} }

// ledger is what this run knows of the wallet's ledger.
func (e *Entries) ledger(walletID string) *ledger {
	e.mu.Lock()
	defer e.mu.Unlock()
	l, ok := e.ledgers[walletID]
	if !ok {
		l = newLedger(e, walletID)
		e.ledgers[walletID] = l
	}
	return l
}

// Get reads the transactions of an entry again, each by its id, and looks in the wallet's history
// for the kinds among what was asked for that are not among them. Transactions that the service
// does not find are returned as known, and their ids as unseen: the service cannot delete one, so
// it is behind, or knows another account's.
func (e *Entries) Get(ctx context.Context, walletID string, known Entry) (entry Entry, unseen []string, err error) {
	return e.get(ctx, walletID, known, e.client.Transactions.Get)
}

// Read is Get for a refresh, where many are read; the transactions of one wallet share a listing.
func (e *Entries) Read(ctx context.Context, walletID string, known Entry) (entry Entry, unseen []string, err error) {
	return e.get(ctx, walletID, known, func(ctx context.Context, id string) (Transaction, error) {
		return e.client.Transactions.Read(ctx, walletID, id)
	})
}

func (e *Entries) get(
	ctx context.Context, walletID string, known Entry, get func(ctx context.Context, id string) (Transaction, error),
) (entry Entry, unseen []string, err error) {
	entry = known
	entry.Transactions = nil
	for _, t := range known.Transactions {
		read, err := get(ctx, t.ID)
		switch {
		case IsNotFound(err):
			unseen = append(unseen, t.ID)
		case err != nil:
			return Entry{}, nil, err
		default:
			t = read
		}
		entry.Transactions = append(entry.Transactions, t)
	}
	if entry.nothingMissing() {
		return entry, unseen, nil
	}
	history, err := e.client.Transactions.List(ctx, walletID)
	if err != nil {
		return Entry{}, nil, err
	}
	for _, found := range Named(history, entry.Reference) {
		for _, t := range found.Transactions {
			if found.Asked == entry.Asked && !entry.has(t.TransactionStatus) {
				entry.Transactions = append(entry.Transactions, t)
			}
		}
	}
	slices.SortStableFunc(entry.Transactions, byRank)
	return entry, unseen, nil
}

// ReadVoids returns the VOIDs that compensate an entry, for a refresh: they are looked for in the
// whole history of the wallet, in the listing that [Entries.Read] shares. A wallet that the service
// does not know, which it may say with 404 or 422, shows none.
func (e *Entries) ReadVoids(ctx context.Context, ref EntryRef) ([]Transaction, error) {
	voids, err := e.client.Transactions.ofWallet.In(ref.WalletID).Select(ctx, voidsOf(ref.Reference))
	if IsNotFound(err) || IsInvalid(err) {
		return nil, nil
	}
	return distinct(voids, Transaction.id), err
}
