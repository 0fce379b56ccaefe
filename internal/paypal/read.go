package paypal

import (
	"context"
	"net/http"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/collection"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// WithBatchedReads says whether reads of single objects may be answered from listings of their collections; they are by
// default.
func WithBatchedReads(on bool) Option { return func(c *Client) { c.reads.oneByOne = !on } }

// reads are the collections that single objects are read from.
type reads struct {
	oneByOne     bool
	writes       collection.Writes
	wallets      *collection.Group[Wallet]
	transactions *collection.Group[Transaction]
}

func (c *Client) openReads() {
	c.reads.wallets = collection.NewGroup(func(externalCustomerID string) collection.Options[Wallet] {
		return collection.Options[Wallet]{
			ID: func(w Wallet) string { return w.ID },
			Page: func(ctx context.Context, page int) ([]Wallet, int, error) {
				p, err := c.WalletsPage(ctx, externalCustomerID, page)
				return p.Items, p.Pages, err
			},
			Get: func(ctx context.Context, id string) (Wallet, error) {
				wallet, err := c.Wallet(ctx, id)
				if err != nil {
					return Wallet{}, err
				}
				return *wallet, nil
			},
			Writes: &c.reads.writes, Disabled: c.reads.oneByOne, Now: c.settling.Now,
		}
	})
	c.reads.transactions = collection.NewGroup(func(walletID string) collection.Options[Transaction] {
		return collection.Options[Transaction]{
			ID: func(t Transaction) string { return t.ID },
			Also: func(t Transaction) string {
				reference, _ := t.Tag(VoidsKey)
				return voidsOf(reference)
			},
			Page: func(ctx context.Context, page int) ([]Transaction, int, error) {
				p, err := c.TransactionsPage(ctx, walletID, page)
				return p.Items, p.Pages, err
			},
			Get: func(ctx context.Context, id string) (Transaction, error) {
				transaction, err := c.Transaction(ctx, id)
				if err != nil {
					return Transaction{}, err
				}
				return *transaction, nil
			},
			Writes: &c.reads.writes, Disabled: c.reads.oneByOne, Now: c.settling.Now,
		}
	})
}

// ReadWallet is Wallet for a refresh, where many are read: it may be answered from a listing of the customer's wallets no
// older than the last write and a minute. Such a listing may leave out the balances.
func (c *Client) ReadWallet(ctx context.Context, externalCustomerID, id string) (*Wallet, error) {
	wallet, err := c.reads.wallets.For(externalCustomerID).Read(ctx, id)
	if err != nil {
		return nil, err
	}
	return &wallet, nil
}

// ReadTransaction is Transaction for a refresh; the transactions of one wallet share a listing.
func (c *Client) ReadTransaction(ctx context.Context, walletID, id string) (*Transaction, error) {
	transaction, err := c.reads.transactions.For(walletID).Read(ctx, id)
	if err != nil {
		return nil, err
	}
	return &transaction, nil
}

// do sends a request and notes writes, after which listings are out of date: one to a ledger moves a wallet's balances.
func (c *Client) do(ctx context.Context, r transport.Request, out any) error {
	err := c.transport.Do(ctx, r, out)
	if r.Method != http.MethodGet {
		c.reads.writes.Record()
	}
	return err
}
