package paypal

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/collection"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

const (
	walletsRoute = routePrefix + "/wallets"
	walletRoute  = walletsRoute + "/{wallet_id}"

	// requestIDHeader is PayPal-Request-Id in the canonical case of package http.
	requestIDHeader = "Paypal-Request-Id"
)

// Wallets are the wallets of the account.
type Wallets struct {
	client *Client
	books  *once.Books[Wallet]
	reads  *collection.Group[Wallet]
	memory walletMemory
}

func newWallets(c *Client) *Wallets {
	w := &Wallets{client: c}
	w.books = once.NewBooks(w.bookOptions)
	w.reads = collection.NewGroup(func(externalCustomerID string) collection.Options[Wallet] {
		return collection.Options[Wallet]{
			ID: Wallet.id,
			Page: func(ctx context.Context, page int) ([]Wallet, int, error) {
				p, err := w.page(ctx, externalCustomerID, page)
				return p.Items, p.Pages, err
			},
			Get:    w.Get,
			Writes: &c.writes, Disabled: c.oneByOne, Now: c.settling.Now,
		}
	})
	return w
}

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

// page returns one page, counted from 1, of a customer's wallets (contract: wallets 2.2, List).
func (w *Wallets) page(ctx context.Context, externalCustomerID string, page int) (transport.Page[Wallet], error) {
	var answer walletList
	err := w.client.do(ctx, transport.Request{
		Method: http.MethodGet,
		Route:  walletsRoute,
		Query:  withPage(url.Values{"external_customer_id": {externalCustomerID}}, page),
	}, &answer)
	return pageOf(answer.Wallets, answer.Totals, page), err
}

// List returns all wallets of a customer, terminated ones included where the service lists them, in
// the service's order. A customer that the service does not know may be an error that [IsNotFound]
// recognises, or have no wallets (contract: wallets 2.2, List).
func (w *Wallets) List(ctx context.Context, externalCustomerID string) ([]Wallet, error) {
	return all(ctx, func(ctx context.Context, page int) (transport.Page[Wallet], error) {
		return w.page(ctx, externalCustomerID, page)
	}, Wallet.id)
}

// Get returns one wallet; a terminated one may be shown with its status or may not be found
// (contract: wallets 2.2).
func (w *Wallets) Get(ctx context.Context, id string) (Wallet, error) {
	return w.send(ctx, transport.Request{Method: http.MethodGet, Route: walletRoute, Path: []string{id}})
}

// Read is Get for a refresh, where many are read: it may be answered from a listing of the
// customer's wallets no older than the last write and a minute. Such a listing may leave out the
// balances.
func (w *Wallets) Read(ctx context.Context, externalCustomerID, id string) (Wallet, error) {
	return w.reads.For(externalCustomerID).Read(ctx, id)
}

// post creates a wallet under a request id, that of [WalletCreate.RequestID]. Its balances may lag
// behind. An answer without an id is ambiguous. repeated is false if the service says that it made
// the wallet now, with 201; otherwise it may have repeated its answer to an earlier request, as that
// was then or as the wallet is by now (contract: wallets 1.1, 1.5).
func (w *Wallets) post(ctx context.Context, create WalletCreate, requestID string) (made Wallet, repeated bool, err error) {
	var status int
	request := transport.Request{
		Method: http.MethodPost,
		Route:  walletsRoute,
		Header: http.Header{requestIDHeader: {requestID}},
		Body:   create,
		Effect: transport.Add,
		Status: &status,
	}
	if err := w.client.do(ctx, request, &made); err != nil {
		return Wallet{}, false, err
	}
	if made.ID == "" {
		return Wallet{}, false, w.client.transport.Ambiguous(request, errors.New("the answer has no wallet id"))
	}
	return made, status != http.StatusCreated, nil
}

// put changes what the update names and returns the wallet as the service answers it, which shows
// whether members were really cleared. With rules it is never repeated by itself, because rules that
// are sent again start again: if it is ambiguous, compare the wallet before sending it once more
// (contract: wallets 2.2, Update).
func (w *Wallets) put(ctx context.Context, id string, update WalletUpdate) (Wallet, error) {
	request := transport.Request{Method: http.MethodPut, Route: walletRoute, Path: []string{id}, Body: update}
	if update.RecurringRules.made {
		request.Effect = transport.Add
	}
	return w.send(ctx, request)
}

// terminate ends a wallet for good and strands what credits it holds. The answer is not returned
// because it may still say ACTIVE; Get tells for certain. Terminating again may succeed, or be
// refused in a way that is not documented (contract: wallets 2.2, Terminate).
func (w *Wallets) terminate(ctx context.Context, id string) error {
	return w.client.do(ctx, transport.Request{Method: http.MethodDelete, Route: walletRoute, Path: []string{id}}, nil)
}

// send returns the wallet of an answer, with its id, which answers may leave out.
func (w *Wallets) send(ctx context.Context, r transport.Request) (wallet Wallet, err error) {
	if err := w.client.do(ctx, r, &wallet); err != nil {
		return Wallet{}, err
	}
	if wallet.ID == "" {
		wallet.ID = r.Path[0]
	}
	return wallet, nil
}
