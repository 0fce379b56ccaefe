package paypal

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"net/http"
	"net/url"
	"slices"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/collection"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/object"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

const (
	transactionsRoute = walletRoute + "/wallet-transactions"
	transactionRoute  = routePrefix + "/wallet-transactions/{wallet_transaction_id}"
)

// Transactions are the movements of credits in the wallets of the account.
type Transactions struct {
	client   *Client
	ofWallet *object.Scoped[Transaction]
}

func newTransactions(c *Client) *Transactions {
	t := &Transactions{client: c}
	t.ofWallet = object.NewScoped(func(walletID string) *object.Objects[Transaction] {
		return object.New(c.run, object.Kind[Transaction]{
			ID:   Transaction.id,
			Also: Transaction.voids,
			Pages: pages(func(ctx context.Context, page int) (collection.Page[Transaction], error) {
				return t.page(ctx, walletID, page)
			}),
			Get:    t.Get,
			Parent: func(context.Context) error { return nil }, // nobody takes one that is not found for gone
		})
	})
	return t
}

type transactionList struct {
	Transactions []Transaction `json:"wallet_transactions"`
	Totals       totals        `json:"meta"`
}

// UnmarshalJSON refuses an answer that holds no list.
func (l *transactionList) UnmarshalJSON(data []byte) error {
	type members transactionList
	if err := json.Unmarshal(data, (*members)(l)); err != nil {
		return err
	}
	return l.Totals.present(l.Transactions != nil)
}

// page returns one page, counted from 1, of a wallet's history (contract: wallets 3.4).
func (t *Transactions) page(ctx context.Context, walletID string, page int) (collection.Page[Transaction], error) {
	var answer transactionList
	err := t.client.do(ctx, transport.Request{
		Method: http.MethodGet,
		Route:  transactionsRoute,
		Path:   []string{walletID},
		Query:  withPage(url.Values{}, page),
	}, &answer)
	return pageOf(answer.Transactions, answer.Totals, page), err
}

// List returns the whole history of a wallet in the service's order; there are no filters
// (contract: wallets 3.4).
func (t *Transactions) List(ctx context.Context, walletID string) ([]Transaction, error) {
	return t.ofWallet.In(walletID).List(ctx)
}

// All is List, page by page.
func (t *Transactions) All(ctx context.Context, walletID string) iter.Seq2[Transaction, error] {
	return t.ofWallet.In(walletID).All(ctx)
}

// Get returns one transaction, which is not addressed under its wallet (contract: wallets, trap 7).
func (t *Transactions) Get(ctx context.Context, id string) (transaction Transaction, err error) {
	if err := t.client.do(ctx, transport.Request{Method: http.MethodGet, Route: transactionRoute, Path: []string{id}}, &transaction); err != nil {
		return Transaction{}, err
	}
	if transaction.ID == "" {
		transaction.ID = id
	}
	return transaction, nil
}

// Read is Get for a refresh; the transactions of one wallet share a listing.
func (t *Transactions) Read(ctx context.Context, walletID, id string) (Transaction, error) {
	return t.ofWallet.In(walletID).Read(ctx, id)
}

// post posts credits to a wallet, or voids them, under a request id, that of
// [TransactionRequest.RequestID]. It returns the transactions that the answer shows: two for a
// TOPUP of both kinds, where it shows both. An answer without transactions or without their ids is
// ambiguous.
func (t *Transactions) post(ctx context.Context, walletID string, body TransactionRequest, requestID string) ([]Transaction, error) {
	request := transport.Request{
		Method: http.MethodPost,
		Route:  transactionsRoute,
		Path:   []string{walletID},
		Header: http.Header{requestIDHeader: {requestID}},
		Body:   body,
		Effect: transport.Add,
	}
	var answer transactionList
	if err := t.client.do(ctx, request, &answer); err != nil {
		return nil, err
	}
	if len(answer.Transactions) == 0 {
		return nil, t.client.transport.Ambiguous(request, errors.New("the answer holds no transactions"))
	}
	if slices.ContainsFunc(answer.Transactions, func(t Transaction) bool { return t.ID == "" }) {
		return nil, t.client.transport.Ambiguous(request, errors.New("the answer holds a transaction without an id"))
	}
	return answer.Transactions, nil
}
