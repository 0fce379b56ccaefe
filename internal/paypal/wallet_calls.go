package paypal

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

const (
	walletsRoute = routePrefix + "/wallets"
	walletRoute  = walletsRoute + "/{wallet_id}"

	// requestIDHeader is PayPal-Request-Id in the canonical case of package http.
	requestIDHeader = "Paypal-Request-Id"
)

type walletList struct {
	Wallets []Wallet `json:"wallets"`
	Totals  totals   `json:"metadata"`
}

// UnmarshalJSON refuses an answer that holds no list.
func (l *walletList) UnmarshalJSON(data []byte) error {
	type members walletList
	if err := json.Unmarshal(data, (*members)(l)); err != nil {
		return err
	}
	return l.Totals.present(l.Wallets != nil)
}

// WalletsPage returns one page, counted from 1, of a customer's wallets (contract: wallets 2.2, List).
func (c *Client) WalletsPage(ctx context.Context, externalCustomerID string, page int) (transport.Page[Wallet], error) {
	var answer walletList
	err := c.do(ctx, transport.Request{
		Method: http.MethodGet,
		Route:  walletsRoute,
		Query:  withPage(url.Values{"external_customer_id": {externalCustomerID}}, page),
	}, &answer)
	return pageOf(answer.Wallets, answer.Totals, page), err
}

// Wallets returns all wallets of a customer, terminated ones included where the service lists them, in the service's order.
// A customer that the service does not know may be an error that [IsNotFound] recognises, or have no wallets (contract:
// wallets 2.2, List).
func (c *Client) Wallets(ctx context.Context, externalCustomerID string) ([]Wallet, error) {
	return all(ctx, func(ctx context.Context, page int) (transport.Page[Wallet], error) {
		return c.WalletsPage(ctx, externalCustomerID, page)
	}, func(w Wallet) string { return w.ID })
}

// Wallet returns one wallet; a terminated one may be shown with its status or may not be found (contract: wallets 2.2).
func (c *Client) Wallet(ctx context.Context, id string) (*Wallet, error) {
	wallet := Wallet{}
	if err := c.do(ctx, transport.Request{Method: http.MethodGet, Route: walletRoute, Path: []string{id}}, &wallet); err != nil {
		return nil, err
	}
	return wallet.identified(id), nil
}

// CreateWallet creates a wallet under a request id, that of [WalletCreate.RequestID]. Its balances may lag behind. An answer
// without an id is ambiguous. repeated is false if the service says that it made the wallet now, with 201; otherwise it may
// have repeated its answer to an earlier request, as that was then or as the wallet is by now (contract: wallets 1.1, 1.5).
func (c *Client) CreateWallet(ctx context.Context, create WalletCreate, requestID string) (made *Wallet, repeated bool, err error) {
	var status int
	request := transport.Request{
		Method: http.MethodPost,
		Route:  walletsRoute,
		Header: http.Header{requestIDHeader: {requestID}},
		Body:   create,
		Effect: transport.Add,
		Status: &status,
	}
	made = &Wallet{}
	if err := c.do(ctx, request, made); err != nil {
		return nil, false, err
	}
	if made.ID == "" {
		return nil, false, c.transport.Ambiguous(request, errors.New("the answer has no wallet id"))
	}
	return made, status != http.StatusCreated, nil
}

// UpdateWallet changes what the update names and returns the wallet as the service answers it, which shows whether members
// were really cleared. With rules it is never repeated by itself, because rules that are sent again start again: if it is
// ambiguous, compare the wallet before sending it once more (contract: wallets 2.2, Update).
func (c *Client) UpdateWallet(ctx context.Context, id string, update WalletUpdate) (*Wallet, error) {
	request := transport.Request{Method: http.MethodPut, Route: walletRoute, Path: []string{id}, Body: update}
	if update.RecurringRules.made {
		request.Effect = transport.Add
	}
	wallet := &Wallet{}
	if err := c.do(ctx, request, wallet); err != nil {
		return nil, err
	}
	return wallet.identified(id), nil
}

// TerminateWallet ends a wallet for good and strands what credits it holds. The answer is not returned because it may still
// say ACTIVE; [Client.Wallet] tells for certain. Terminating again may succeed, or be refused in a way that is not documented
// (contract: wallets 2.2, Terminate).
func (c *Client) TerminateWallet(ctx context.Context, id string) error {
	return c.do(ctx, transport.Request{Method: http.MethodDelete, Route: walletRoute, Path: []string{id}}, nil)
}

// identified fills in the id, which answers may leave out.
func (w *Wallet) identified(id string) *Wallet {
	if w.ID == "" {
		w.ID = id
	}
	return w
}
