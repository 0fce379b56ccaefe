package paypal

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"

	"github.com/shopspring/decimal"

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

// The types of a transaction request (contract: wallets 3.1).
const (
	// TopUp adds credits: paid ones, which count once their invoice is paid, granted ones, which
	// count at once, or both.
	TopUp = "TOPUP"
	// Void takes available credits away. It returns no money.
	Void = "VOID"
)

// What a transaction is: its TransactionStatus (contract: wallets 3.3).
const (
	Purchased = "PURCHASED"
	Granted   = "GRANTED"
	Voided    = "VOIDED"
	Invoiced  = "INVOICED"
)

// What became of a transaction's payment: its PaymentStatus. Only purchases are ever PENDING or
// FAILED (contract: wallets 3.3).
const (
	PaymentPending = "PENDING"
	PaymentSettled = "SETTLED"
	PaymentFailed  = "FAILED"
)

// The directions of a transaction: its TransactionType (contract: wallets 3.3).
const (
	Inbound  = "INBOUND"
	Outbound = "OUTBOUND"
)

// Transaction is one movement of credits in a wallet's ledger (contract: wallets 3.3). A nil member
// was not in the answer; texts may be ones not known here.
type Transaction struct {
	ID       string `json:"wallet_transaction_id"`
	WalletID string `json:"wallet_id"`
	// PaymentStatus says whether the credits count yet.
	PaymentStatus string `json:"payment_status"`
	// TransactionStatus says what the transaction is.
	TransactionStatus string `json:"transaction_status"`
	// TransactionType is the direction; Credits has no sign of its own.
	TransactionType string `json:"transaction_type"`
	// Source is MANUAL for transactions that were posted, INTERVAL or THRESHOLD for those of a
	// recurring rule.
	Source string `json:"source"`
	Amount *Money `json:"amount"`
	// Credits may differ from the credits asked for, which the service rounds (contract: wallets,
	// trap 8).
	Credits *decimal.Decimal `json:"credits"`
	// SettledAt, FailedAt and CreatedAt are RFC 3339, as the service wrote them.
	SettledAt *string `json:"settled_at"`
	FailedAt  *string `json:"failed_at"`
	CreatedAt *string `json:"created_at"`
	Metadata  []Pair  `json:"metadata"`
}

// Pair is one tag of a transaction's metadata.
type Pair struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

func (t Transaction) id() string { return t.ID }

// voids is the name that the compensating VOIDs of an entry share in a listing.
func (t Transaction) voids() string {
	reference, _ := t.Tag(VoidsKey)
	return voidsOf(reference)
}

func voidsOf(reference string) string {
	if reference == "" {
		return ""
	}
	return VoidsKey + "=" + reference
}

// TransactionRequest is a transaction to be posted. [NewEntry] and [NewVoid] make one that can be
// found again.
type TransactionRequest struct {
	Asked
	Metadata []Pair `json:"metadata,omitempty"`
}
