package paypal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"slices"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/collection"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/object"
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
	// ofCustomer reads, and inCurrency creates and changes: a name is unique in one currency.
	ofCustomer, inCurrency *object.Scoped[Wallet]
	memory                 walletMemory
}

func newWallets(c *Client) *Wallets {
	w := &Wallets{client: c}
	found := func(context.Context) error { return nil } // find asks the customer's list itself
	w.ofCustomer = object.NewScoped(func(customer string) *object.Objects[Wallet] {
		return object.New(c.run, object.Kind[Wallet]{
			ID:     Wallet.id,
			Pages:  w.pages(customer),
			Get:    func(ctx context.Context, id string) (Wallet, error) { return w.find(ctx, customer, id) },
			Parent: found,
		})
	})
	w.inCurrency = object.NewScoped(func(scope string) *object.Objects[Wallet] {
		in := scopeOf(scope)
		return object.New(c.run, object.Kind[Wallet]{
			ID:              Wallet.id,
			Pages:           w.pages(in.ExternalCustomerID),
			Parent:          found,
			Key:             func(found Wallet) string { return w.keyIn(found, in.Currency) },
			List:            func(ctx context.Context) ([]Wallet, error) { return w.toMatch(ctx, in.ExternalCustomerID) },
			Delete:          func(ctx context.Context, id string) error { return w.terminate(ctx, in.ExternalCustomerID, id) },
			Describe:        Wallet.describe,
			Replays:         true,
			MayHaveHappened: lost,
		})
	})
	return w
}

func (w *Wallets) named(ref WalletRef) *object.Objects[Wallet] { return w.inCurrency.In(ref.scope()) }

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
func (w *Wallets) page(ctx context.Context, externalCustomerID string, page int) (collection.Page[Wallet], error) {
	var answer walletList
	err := w.client.do(ctx, transport.Request{
		Method: http.MethodGet,
		Route:  walletsRoute,
		Query:  withPage(url.Values{"external_customer_id": {externalCustomerID}}, page),
	}, &answer)
	return pageOf(answer.Wallets, answer.Totals, page), err
}

func (w *Wallets) pages(externalCustomerID string) func() collection.Fetch[Wallet] {
	return pages(func(ctx context.Context, page int) (collection.Page[Wallet], error) {
		return w.page(ctx, externalCustomerID, page)
	})
}

// List returns all wallets of a customer, terminated ones included where the service lists them, in
// the service's order. A customer that the service does not know may be an error that [IsNotFound]
// recognises, or have no wallets (contract: wallets 2.2, List).
func (w *Wallets) List(ctx context.Context, externalCustomerID string) ([]Wallet, error) {
	return w.ofCustomer.In(externalCustomerID).List(ctx)
}

// All is List, page by page.
func (w *Wallets) All(ctx context.Context, externalCustomerID string) iter.Seq2[Wallet, error] {
	return w.ofCustomer.In(externalCustomerID).All(ctx)
}

// Get returns one wallet; a terminated one may be shown with its status or may not be found
// (contract: wallets 2.2). That it is not found does not say that it is gone: see Find.
func (w *Wallets) Get(ctx context.Context, id string) (Wallet, error) {
	return w.send(ctx, transport.Request{Method: http.MethodGet, Route: walletRoute, Path: []string{id}})
}

// Find is Get for a wallet whose customer is known. One that is not found by its id is looked for
// among the wallets of its customer; only if it is not there either [IsNotFound] recognises the
// error. That the customer is not found says nothing about the wallet.
func (w *Wallets) Find(ctx context.Context, externalCustomerID, id string) (Wallet, error) {
	return w.ofCustomer.In(externalCustomerID).Get(ctx, id)
}

// Read is Find for a refresh, where many are read: it may be answered from a listing of the
// customer's wallets no older than the last write and a minute. Such a listing may leave out the
// balances.
func (w *Wallets) Read(ctx context.Context, externalCustomerID, id string) (Wallet, error) {
	return w.ofCustomer.In(externalCustomerID).Read(ctx, id)
}

func (w *Wallets) find(ctx context.Context, customer, id string) (Wallet, error) {
	wallet, err := w.Get(ctx, id)
	if !IsNotFound(err) {
		return wallet, err
	}
	wallets, listErr := w.List(ctx, customer)
	if IsNotFound(listErr) {
		return Wallet{}, &object.UnconfirmedError{Within: "customer " + customer, Object: err, Parent: listErr}
	}
	if listErr != nil {
		return Wallet{}, listErr
	}
	if i := slices.IndexFunc(wallets, func(listed Wallet) bool { return listed.ID == id }); i >= 0 {
		return wallets[i], nil
	}
	return Wallet{}, err
}

// post creates a wallet under a request id, that of [WalletCreate.RequestID]. Its balances may lag
// behind. An answer without an id is ambiguous. repeated is false if the service says that it made
// the wallet now, with 201; otherwise it may have repeated its answer to an earlier request, as
// that was then or as the wallet is by now (contract: wallets 1.1, 1.5).
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
// whether members were really cleared. With rules it is never repeated by itself, because rules
// that are sent again start again: if it is ambiguous, compare the wallet before sending it once
// more (contract: wallets 2.2, Update).
func (w *Wallets) put(ctx context.Context, id string, update WalletUpdate) (Wallet, error) {
	request := transport.Request{Method: http.MethodPut, Route: walletRoute, Path: []string{id}, Body: update}
	if update.RecurringRules.made {
		request.Effect = transport.Add
	}
	return w.send(ctx, request)
}

// terminate ends a wallet for good, or finds it terminated or gone. The answer is not used because
// it may still say ACTIVE. Terminating again may succeed, or be refused in a way that is not
// documented (contract: wallets 2.2, Terminate).
func (w *Wallets) terminate(ctx context.Context, customer, id string) error {
	err := w.delete(ctx, id)
	if err == nil {
		return nil
	}
	shown, readErr := w.Find(ctx, customer, id)
	switch {
	case IsNotFound(readErr), readErr == nil && shown.Status == WalletTerminated:
		return nil
	case IsNotFound(err) && readErr != nil:
		return readErr
	case IsNotFound(err):
		return fmt.Errorf("the service does not find wallet %s to terminate, and shows it with the status %s", id, shown.Status)
	}
	return err
}

func (w *Wallets) delete(ctx context.Context, id string) error {
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

// Update changes a wallet of this run, with an outcome that is known where that can be. It returns
// [ErrAdopted] for one that this run has adopted, and an error that [IsNameTaken] recognises if
// another wallet has the new name.
func (w *Wallets) Update(ctx context.Context, ref WalletRef, update WalletUpdate) (Wallet, error) {
	newKey := ""
	if name := textOf(update.Name.value); name != "" && name != ref.Name {
		newKey = WalletRef{ExternalCustomerID: ref.ExternalCustomerID, Currency: ref.Currency, Name: name}.key()
	}
	changed, err := w.named(ref).Change(ctx, ref.ID, newKey, func(ctx context.Context) (Wallet, error) {
		changed, err := w.putOnce(ctx, ref.ID, update)
		if err == nil {
			w.memory.learnCurrency(ref.ID, ref.Currency)
		}
		return changed, err
	})
	if err == nil && newKey != "" {
		w.memory.learnFormer(ref.key(), ref.ID)
	}
	return changed, err
}

// putOnce repeats an ambiguous update once, and only if the wallet does not show it: rules that are
// sent twice start twice (contract: wallets 2.2, Update).
func (w *Wallets) putOnce(ctx context.Context, id string, update WalletUpdate) (Wallet, error) {
	for again := true; ; again = false {
		changed, err := w.put(ctx, id, update)
		if !IsAmbiguous(err) {
			return changed, err
		}
		shown, readErr := w.Get(ctx, id)
		if readErr == nil && len(update.Differences(shown)) == 0 {
			return shown, nil
		}
		if readErr != nil || !again {
			return Wallet{}, err
		}
	}
}

// Leave says that a wallet is about to be changed or terminated: until done is called, no wallet is
// made under its natural key in this run, and this one is never adopted. ok is false if this run
// has adopted it already: its successor has taken it over, and terminating it would terminate that
// one.
func (w *Wallets) Leave(ref WalletRef) (done func(), ok bool) { return w.named(ref).Leave(ref.ID) }

// Delete terminates a wallet for good, or finds it terminated or gone, and frees its natural key.
// What credits it holds are stranded. It returns [ErrAdopted] for one that this run has adopted.
func (w *Wallets) Delete(ctx context.Context, ref WalletRef) error {
	err := w.named(ref).Delete(ctx, ref.ID)
	if err == nil {
		w.memory.learnFormer(ref.keyInAnyCurrency(), ref.ID)
	}
	return err
}

// Forget frees the natural key of a wallet that was found terminated or gone.
func (w *Wallets) Forget(ref WalletRef) {
	w.memory.learnFormer(ref.keyInAnyCurrency(), ref.ID)
	w.named(ref).Deleted(ref.ID)
}
