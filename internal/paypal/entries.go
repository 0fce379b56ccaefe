package paypal

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
)

// EntryRef names an entry: its wallet, and its reference within that wallet.
type EntryRef struct{ WalletID, Reference string }

// key is the natural key, "" for what has no reference.
func (r EntryRef) key() string {
	if r.Reference == "" {
		return ""
	}
	return once.Key(r.WalletID, r.Reference)
}

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

// SpentError says that an entry was voided, after which nothing is posted under its reference
// again.
type SpentError struct {
	Reference string
	// Voids are the compensating VOIDs; empty if this run is about to post one.
	Voids []Transaction
}

func (e *SpentError) Error() string {
	if len(e.Voids) == 0 {
		return fmt.Sprintf("the reference %q cannot be used again: this run voids the entry that was posted under it", e.Reference)
	}
	ids := make([]string, len(e.Voids))
	for i, t := range e.Voids {
		ids[i] = t.ID
	}
	return fmt.Sprintf("the reference %q cannot be used again: the entry that was posted under it was voided by transaction %s", e.Reference, strings.Join(ids, ", "))
}

// Create posts an entry exactly once: it is looked up by its reference before it is posted, and
// after a POST whose outcome is unknown, or that was refused because its request id was used
// before. An entry that asks for something else is a *[once.ConflictError], one that was voided, or
// is about to be by this run, a *[SpentError]. An entry of which the history shows only part is
// listed again for a while and then returned Incomplete; the missing part is never posted. After a
// result that is Unmarked nothing more is posted to the wallet in this run: that is [ErrUnmarked]
// (contract: wallets 1.5 and 3.5).
func (e *Entries) Create(ctx context.Context, ref EntryRef, asked Asked, metadata map[string]string) (once.Result[Entry], error) {
	return e.create(ctx, ref, asked, metadata, false)
}

// Post is Create for an entry that no resource keeps: posted already, also by this run, it is
// found.
func (e *Entries) Post(ctx context.Context, ref EntryRef, asked Asked, metadata map[string]string) (once.Result[Entry], error) {
	return e.create(ctx, ref, asked, metadata, true)
}

// Find returns the entry that Post would find in place of posting, nil if there is none. What Post
// would refuse to take for the entry that is asked for is an error of the same kind.
func (e *Entries) Find(ctx context.Context, ref EntryRef, asked Asked) (*Entry, error) {
	history, err := e.client.Transactions.List(ctx, ref.WalletID)
	if err != nil {
		return nil, err
	}
	entries := Named(history, ref.Reference)
	if len(entries) == 0 {
		return nil, nil
	}
	conflict := &once.ConflictError{Key: ref.key()}
	for _, entry := range entries {
		conflict.Found = append(conflict.Found, once.Found{ID: entry.ID()})
		if entry.Spent() {
			return nil, &SpentError{Reference: ref.Reference, Voids: entry.Voids}
		}
	}
	conflict.Differences = differences(asked, entries[0])
	if len(entries) > 1 || len(conflict.Differences) > 0 {
		return nil, conflict
	}
	return &entries[0], nil
}

func (e *Entries) create(ctx context.Context, ref EntryRef, asked Asked, metadata map[string]string, again bool) (once.Result[Entry], error) {
	request, err := NewEntry(ref.Reference, asked, metadata)
	if err != nil {
		return once.Result[Entry]{}, err
	}
	l := e.ledger(ref.WalletID)
	marked := true
	result, err := l.entries.Create(ctx, once.Request[Entry]{
		Key:         ref.key(),
		Again:       again,
		Differences: func(found Entry) []string { return differences(asked, found) },
		Refuse: func(found Entry) error {
			if found.Spent() {
				return &SpentError{Reference: ref.Reference, Voids: found.Voids}
			}
			return nil
		},
		Post: func(ctx context.Context) (Entry, error) {
			answer, echoed, err := l.post(ctx, request)
			marked = echoed
			if entries := FindEntries(answer); echoed && len(entries) == 1 {
				return entries[0], err
			}
			return Entry{Transactions: answer}, err
		},
	})
	if errors.Is(err, once.ErrSpent) {
		return result, &SpentError{Reference: ref.Reference}
	}
	// What is left of a reference cut short may still be the key, but not to the next run.
	result.Unmarked = result.Unmarked || err == nil && !marked
	return result, err
}

func differences(asked Asked, found Entry) []string {
	if found.Asked == asked.String() {
		return nil
	}
	return []string{fmt.Sprintf("it asks for %q, not for %q", found.Asked, asked)}
}

// Void posts, exactly once, the VOID of this number of credits that compensates an entry. A
// compensating VOID that is there already is the result, whatever its number. It returns
// [ErrAdopted] for an entry that this run has taken over, or is looking for. Otherwise the
// reference is spent for the rest of the run, even if this fails: a VOID that failed may have been
// posted.
func (e *Entries) Void(ctx context.Context, ref EntryRef, credits decimal.Decimal) (once.Result[Transaction], error) {
	request, err := NewVoid(ref.Reference, Asked{Type: Void, CreditsToVoid: credits})
	if err != nil {
		return once.Result[Transaction]{}, err
	}
	l := e.ledger(ref.WalletID)
	if !l.entries.Spend(ref.key()) {
		return once.Result[Transaction]{}, ErrAdopted
	}
	marked := true
	result, err := l.voids.Create(ctx, once.Request[Transaction]{
		Key:         ref.key(),
		Differences: func(Transaction) []string { return nil },
		Post: func(ctx context.Context) (Transaction, error) {
			answer, echoed, err := l.post(ctx, request)
			marked = echoed
			if err != nil {
				return Transaction{}, err
			}
			return answer[0], nil
		},
	})
	result.Unmarked = result.Unmarked || err == nil && !marked
	return result, err
}

// Adopted reports whether this run found an entry under its own reference in place of posting it
// again, or is looking for it. What is destroyed under that reference in the same run is its
// predecessor, which is the same entry.
func (e *Entries) Adopted(ref EntryRef) bool {
	return e.ledger(ref.WalletID).entries.Taken(ref.key())
}
