package paypal

import (
	"cmp"
	"context"
	"slices"
)

// Entry reads the transactions of a posting again, each by its id, and looks in the wallet's history for the kinds among
// what was asked for that are not among them. Transactions that the service does not find are returned as known, and their
// ids as unseen: the service cannot delete one, so it is behind, or knows another account's.
func (c *Client) Entry(ctx context.Context, walletID string, known Entry) (entry Entry, unseen []string, err error) {
	return c.readEntry(ctx, walletID, known, c.Transaction)
}

// ReadEntry is Entry for a refresh, where many are read; the transactions of one wallet share a listing.
func (c *Client) ReadEntry(ctx context.Context, walletID string, known Entry) (entry Entry, unseen []string, err error) {
	return c.readEntry(ctx, walletID, known, func(ctx context.Context, id string) (*Transaction, error) {
		return c.ReadTransaction(ctx, walletID, id)
	})
}

// ReadVoids returns the VOIDs that compensate a posting, for a refresh: they are looked for in the whole history of the
// wallet, in the listing that [Client.ReadEntry] shares. A wallet that the service does not know, which it may say with 404 or 422, shows none.
func (c *Client) ReadVoids(ctx context.Context, walletID, reference string) ([]Transaction, error) {
	voids, err := c.reads.transactions.For(walletID).Select(ctx, voidsOf(reference))
	if IsNotFound(err) || IsInvalid(err) {
		return nil, nil
	}
	return distinct(voids, func(t Transaction) string { return t.ID }), err
}

// voidsOf is the name that the compensating VOIDs of a posting share in a listing.
func voidsOf(reference string) string {
	if reference == "" {
		return ""
	}
	return VoidsKey + "=" + reference
}

func (c *Client) readEntry(ctx context.Context, walletID string, known Entry, get func(ctx context.Context, id string) (*Transaction, error)) (entry Entry, unseen []string, err error) {
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
			t = *read
		}
		entry.Transactions = append(entry.Transactions, t)
	}
	if entry.settledKinds() {
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

// settledKinds reports whether nothing more of the posting can be looked for: all kinds that it asked for are there, or the
// text that says which they are was lost.
func (e Entry) settledKinds() bool {
	missing, err := e.Missing()
	return err != nil || len(missing) == 0
}
