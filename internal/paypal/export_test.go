package paypal

import (
	"context"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/collection"
)

// The service's calls of one request each, which the handles make safe.

func (w *Wallets) Page(ctx context.Context, customer string, page int) (collection.Page[Wallet], error) {
	return w.page(ctx, customer, page)
}

func (w *Wallets) Post(ctx context.Context, create WalletCreate, requestID string) (Wallet, bool, error) {
	return w.post(ctx, create, requestID)
}

func (w *Wallets) Put(ctx context.Context, id string, update WalletUpdate) (Wallet, error) {
	return w.put(ctx, id, update)
}

func (w *Wallets) Terminate(ctx context.Context, id string) error { return w.delete(ctx, id) }

func (t *Transactions) Page(ctx context.Context, walletID string, page int) (collection.Page[Transaction], error) {
	return t.page(ctx, walletID, page)
}

func (t *Transactions) Post(ctx context.Context, walletID string, body TransactionRequest, requestID string) ([]Transaction, error) {
	return t.post(ctx, walletID, body, requestID)
}

// Complete reports whether the history shows everything that the entry asked for.
func (e Entry) Complete() bool {
	missing, err := e.Missing()
	return err == nil && len(missing) == 0
}
