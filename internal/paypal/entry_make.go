package paypal

import (
	"context"
	"errors"
	"fmt"
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

// EntryAdopted reports whether this run found an entry under its own name in place of posting it again, or is looking for it.
// What is destroyed under that name in the same run is its predecessor, which is the same entry.
func (c *Client) EntryAdopted(walletID, reference string) bool {
	p := c.posters.of(walletID)
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.making[reference]
}

// TimesPosted is how many postings, or compensating VOIDs, there are under the name of the one that MakeEntry or VoidEntry
// did not make because of them; 0 where that is not why.
func TimesPosted(err error) int {
	if conflict, ok := errors.AsType[*once.ConflictError[Entry]](err); ok {
		return len(conflict.Found)
	}
	if conflict, ok := errors.AsType[*once.ConflictError[Transaction]](err); ok {
		return len(conflict.Found)
	}
	return 0
}
