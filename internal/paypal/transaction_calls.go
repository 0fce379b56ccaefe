package paypal

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

const (
	transactionsRoute = walletRoute + "/wallet-transactions"
	transactionRoute  = routePrefix + "/wallet-transactions/{wallet_transaction_id}"
)

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

// TransactionsPage returns one page, counted from 1, of a wallet's history (contract: wallets 3.4).
func (c *Client) TransactionsPage(ctx context.Context, walletID string, page int) (transport.Page[Transaction], error) {
	var answer transactionList
	err := c.do(ctx, transport.Request{
		Method: http.MethodGet,
		Route:  transactionsRoute,
		Path:   []string{walletID},
		Query:  withPage(url.Values{}, page),
	}, &answer)
	return pageOf(answer.Transactions, answer.Totals, page), err
}

// Transactions returns the whole history of a wallet in the service's order; there are no filters (contract: wallets 3.4).
func (c *Client) Transactions(ctx context.Context, walletID string) ([]Transaction, error) {
	return all(ctx, func(ctx context.Context, page int) (transport.Page[Transaction], error) {
		return c.TransactionsPage(ctx, walletID, page)
	}, func(t Transaction) string { return t.ID })
}

// Transaction returns one transaction, which is not addressed under its wallet (contract: wallets, trap 7).
func (c *Client) Transaction(ctx context.Context, id string) (*Transaction, error) {
	transaction := &Transaction{}
	if err := c.do(ctx, transport.Request{Method: http.MethodGet, Route: transactionRoute, Path: []string{id}}, transaction); err != nil {
		return nil, err
	}
	if transaction.ID == "" {
		transaction.ID = id
	}
	return transaction, nil
}

// CreateTransaction posts credits to a wallet, or voids them, under a request id, that of [TransactionRequest.RequestID]. It
// returns the transactions that the answer shows: two for a TOPUP of both kinds, where it shows both. An answer without
// transactions or without their ids is ambiguous. A request that asks for no credits, or for the wrong ones, is not sent.
func (c *Client) CreateTransaction(ctx context.Context, walletID string, body TransactionRequest, requestID string) ([]Transaction, error) {
	if err := body.check(); err != nil {
		return nil, err
	}
	request := transport.Request{
		Method: http.MethodPost,
		Route:  transactionsRoute,
		Path:   []string{walletID},
		Header: http.Header{requestIDHeader: {requestID}},
		Body:   body,
		Effect: transport.Add,
	}
	var answer transactionList
	if err := c.do(ctx, request, &answer); err != nil {
		return nil, err
	}
	if len(answer.Transactions) == 0 {
		return nil, c.transport.Ambiguous(request, errors.New("the answer holds no transactions"))
	}
	if slices.ContainsFunc(answer.Transactions, func(t Transaction) bool { return t.ID == "" }) {
		return nil, c.transport.Ambiguous(request, errors.New("the answer holds a transaction without an id"))
	}
	return answer.Transactions, nil
}
