package paypal

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
)

// SpentError says that a reference was voided, after which nothing is posted under it again.
type SpentError struct {
	Reference string
	// Voids are the compensating VOIDs; empty if this run is about to post one.
	Voids []Transaction
}

func (e *SpentError) Error() string {
	if len(e.Voids) == 0 {
		return fmt.Sprintf("the reference %q is spent: this run voids what was posted under it", e.Reference)
	}
	ids := make([]string, len(e.Voids))
	for i, t := range e.Voids {
		ids[i] = t.ID
	}
	return fmt.Sprintf("the reference %q is spent: what was posted under it was voided by %s", e.Reference, strings.Join(ids, ", "))
}

// ErrAdopted says that a posting is not voided, because this run found it under its own name in place of posting it again,
// or is about to. Nothing was sent.
var ErrAdopted = errors.New("the entry was found and taken over in this run")

// MakeEntry posts an entry exactly once: it is looked up by its reference before it is posted, and after a POST whose outcome
// is unknown, or that was refused because its request id was used before. An entry that asks for something else is a
// *[once.ConflictError], one that was voided a *[SpentError]. An entry of which the history shows only part is listed again for
// a while and then returned Incomplete; the missing part is never posted. After a result that is Unmarked nothing more is
// posted to the wallet in this run: that is [ErrUnmarked] (contract: wallets 1.5 and 3.5).
func (c *Client) MakeEntry(ctx context.Context, walletID, reference string, asked Asked, metadata map[string]string) (once.Result[Entry], error) {
	request, err := NewEntry(reference, asked, metadata)
	if err != nil {
		return once.Result[Entry]{}, err
	}
	p := c.posters.of(walletID)
	if !p.make(reference) {
		return once.Result[Entry]{}, &SpentError{Reference: reference}
	}
	marked := true
	result, err := p.entries.Create(ctx, once.Request[Entry]{
		Key:         p.key(reference),
		Differences: func(found Entry) []string { return differences(asked, found) },
		Refuse: func(found Entry) error {
			if found.Spent() {
				return &SpentError{Reference: reference, Voids: found.Voids}
			}
			return nil
		},
		Post: func(ctx context.Context) (Entry, error) {
			answer, echoed, err := p.post(ctx, request)
			marked = echoed
			if entries := Entries(answer); echoed && len(entries) == 1 {
				return entries[0], err
			}
			return Entry{Transactions: answer}, err
		},
	})
	if err == nil && !marked {
		// What is left of a name cut short may still be the key, but not to the next run.
		result.Unmarked = true
	}
	if !errors.Is(err, once.ErrClaimed) {
		p.made(reference, err == nil && result.Outcome == once.Adopted)
	}
	return result, err
}

func differences(asked Asked, found Entry) []string {
	if found.Asked == asked.String() {
		return nil
	}
	return []string{fmt.Sprintf("it asks for %q, not for %q", found.Asked, asked)}
}

// VoidEntry posts, exactly once, the VOID of this number of credits that compensates an entry. A compensating VOID that is
// there already is the result, whatever its number. It returns [ErrAdopted] for an entry that this run has taken over.
func (c *Client) VoidEntry(ctx context.Context, walletID, reference string, credits decimal.Decimal) (once.Result[Transaction], error) {
	request, err := NewVoid(reference, Asked{Type: Void, CreditsToVoid: credits})
	if err != nil {
		return once.Result[Transaction]{}, err
	}
	p := c.posters.of(walletID)
	if !p.void(reference) {
		return once.Result[Transaction]{}, ErrAdopted
	}
	marked := true
	result, err := p.voids.Create(ctx, once.Request[Transaction]{
		Key:         p.key(reference),
		Differences: func(Transaction) []string { return nil },
		Post: func(ctx context.Context) (Transaction, error) {
			answer, echoed, err := p.post(ctx, request)
			marked = echoed
			if err != nil {
				return Transaction{}, err
			}
			return answer[0], nil
		},
	})
	if err == nil && !marked {
		result.Unmarked = true
	}
	return result, err
}

// ReadEntry reads the transactions of a posting again, each by its id, and looks in the wallet's history for the kinds
// among what was asked for that are not among them. Transactions that the service does not find are returned as known, and
// their ids as unseen: the service cannot delete one, so that its history lags or is that of another account.
func (c *Client) ReadEntry(ctx context.Context, walletID string, known Entry) (entry Entry, unseen []string, err error) {
	entry = known
	entry.Transactions = nil
	for _, t := range known.Transactions {
		read, err := c.Transaction(ctx, t.ID)
		switch {
		case IsNotFound(err):
			unseen = append(unseen, t.ID)
		case err != nil:
			return Entry{}, nil, err
		default:
			t = *read
		}
		entry.Transactions = append(entry.Transactions, t)
	}
	if missing, err := entry.Missing(); err != nil || len(missing) == 0 {
		return entry, unseen, nil
	}
	history, err := c.Transactions(ctx, walletID)
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
	slices.SortStableFunc(entry.Transactions, func(a, b Transaction) int { return cmp.Compare(a.rank(), b.rank()) })
	return entry, unseen, nil
}
