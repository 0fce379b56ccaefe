package paypal_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

func TestBaseURL(t *testing.T) {
	t.Parallel()
	for endpoint, want := range map[string]string{
		paypal.LiveEndpoint:                          "https://api-m.paypal.com",
		paypal.SandboxEndpoint + "/":                 "https://api-m.sandbox.paypal.com",
		"https://host/v1/commerce/billing":           "https://host",
		"https://host/v1/commerce/billing/":          "https://host",
		"https://host//v1/commerce/billing//":        "https://host",
		"https://host:8443/gateway":                  "https://host:8443/gateway",
		"https://host/gateway/v1/commerce/billing":   "https://host/gateway",
		"https://host/v1/commerce/billing/wallets":   "https://host/v1/commerce/billing/wallets",
		"https://host/v1/commerce":                   "https://host/v1/commerce",
		"http://127.0.0.1:1/v1/commerce/billing///":  "http://127.0.0.1:1",
		"https://host/xv1/commerce/billing":          "https://host/xv1/commerce/billing",
		"https://host/v1/commerce/billing/v1/oauth2": "https://host/v1/commerce/billing/v1/oauth2",
	} {
		if got := paypal.BaseURL(endpoint); got != want {
			t.Errorf("base of %s is %s, want %s", endpoint, got, want)
		}
	}
}

const (
	someWallet      = `{"id":"w-1","external_customer_id":"acme","status":"ACTIVE","rate_amount":"1.0"}`
	someTransaction = `{"wallet_transaction_id":"t-1","transaction_status":"PURCHASED"}`
	someLedger      = `{"wallet_transactions":[` + someTransaction + `],"meta":{"total_count":1,"total_pages":1,"current_page":1}}`
)

func TestClient_requests(t *testing.T) {
	t.Parallel()
	entry, err := paypal.NewEntry("order-1", both("10.50", "2"), map[string]string{"reason": "gift & more"})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		call   func(context.Context, *paypal.Client) error
		answer string
		want   sent
	}{
		"one wallet": {
			func(ctx context.Context, c *paypal.Client) error { return second(c.Wallets.Get(ctx, "w/1 #ä")) }, someWallet,
			sent{Method: "GET", Path: "/v1/commerce/billing/wallets/w%2F1%20%23%C3%A4"},
		},
		"wallets of a customer": {
			func(ctx context.Context, c *paypal.Client) error { return second(c.Wallets.List(ctx, "a&b=c+d")) },
			`{"wallets":[` + someWallet + `],"metadata":{"total_count":1,"total_pages":1,"current_page":1}}`,
			sent{Method: "GET", Path: "/v1/commerce/billing/wallets", Query: "external_customer_id=a%26b%3Dc%2Bd&page=1&per_page=100"},
		},
		"one page of wallets": {
			func(ctx context.Context, c *paypal.Client) error { return second(c.Wallets.Page(ctx, "acme", 7)) }, `{"wallets":[]}`,
			sent{Method: "GET", Path: "/v1/commerce/billing/wallets", Query: "external_customer_id=acme&page=7&per_page=100"},
		},
		"create a wallet": {
			func(ctx context.Context, c *paypal.Client) error {
				_, _, err := c.Wallets.Post(ctx, paypal.WalletCreate{ExternalCustomerID: "acme", Currency: "USD", RateAmount: dec("1.50"), Name: "P"}, "id-1")
				return err
			}, someWallet,
			sent{Method: "POST", Path: "/v1/commerce/billing/wallets", RequestID: "id-1",
				Body: `{"external_customer_id":"acme","currency":"USD","rate_amount":"1.5","name":"P"}`},
		},
		"update a wallet": {
			func(ctx context.Context, c *paypal.Client) error {
				return second(c.Wallets.Put(ctx, "w-1", paypal.WalletUpdate{Name: paypal.Clear[string](), FeeTypes: paypal.Clear[[]string](), RecurringRules: paypal.Clear[[]paypal.RecurringRule]()}))
			}, someWallet,
			sent{Method: "PUT", Path: "/v1/commerce/billing/wallets/w-1", Body: `{"applies_to":{"fee_types":[]},"name":null,"recurring_transaction_rules":[]}`},
		},
		"terminate a wallet": {
			func(ctx context.Context, c *paypal.Client) error { return c.Wallets.Terminate(ctx, "w-1") }, someWallet,
			sent{Method: "DELETE", Path: "/v1/commerce/billing/wallets/w-1"},
		},
		"one transaction": {
			func(ctx context.Context, c *paypal.Client) error { return second(c.Transactions.Get(ctx, "t-1")) }, someTransaction,
			sent{Method: "GET", Path: "/v1/commerce/billing/wallet-transactions/t-1"},
		},
		"history": {
			func(ctx context.Context, c *paypal.Client) error { return second(c.Transactions.List(ctx, "w-1")) }, someLedger,
			sent{Method: "GET", Path: "/v1/commerce/billing/wallets/w-1/wallet-transactions", Query: "page=1&per_page=100"},
		},
		"one page of history": {
			func(ctx context.Context, c *paypal.Client) error { return second(c.Transactions.Page(ctx, "w-1", 3)) }, someLedger,
			sent{Method: "GET", Path: "/v1/commerce/billing/wallets/w-1/wallet-transactions", Query: "page=3&per_page=100"},
		},
		"post a transaction": {
			func(ctx context.Context, c *paypal.Client) error {
				return second(c.Transactions.Post(ctx, "w-1", entry, entry.RequestID("w-1")))
			}, someLedger,
			sent{Method: "POST", Path: "/v1/commerce/billing/wallets/w-1/wallet-transactions", RequestID: "186c6099-20d0-57e4-bd40-a5c1dbaf8bfd",
				Body: `{"type":"TOPUP","paid_credits":"10.5","granted_credits":"2","metadata":[{"key":"tf_reference","value":"order-1"},` +
					`{"key":"tf_asked","value":"TOPUP paid=10.5 granted=2"},{"key":"reason","value":"gift & more"}]}`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			stub := newStub(t, http.StatusOK, c.answer)
			if err := c.call(t.Context(), stub.client); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]sent{c.want}, stub.requests()); diff != "" {
				t.Errorf("requests (-want +got):\n%s", diff)
			}
		})
	}
}

func TestClient_answers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		call   func(context.Context, *paypal.Client) (any, error)
		status int
		answer string
		want   any
	}{
		"wallet, created with 200": {create, 200, someWallet, "w-1"},
		"wallet, created with 201": {create, 201, someWallet, "w-1"},
		"wallet, read":             {read, 200, someWallet, "w-1"},
		"wallet, id left out":      {read, 200, wallet(`"name":"P"`), "w-9"},
		"update, id left out":      {rename, 200, wallet(`"name":"P"`), "w-9"},
		"transaction, read":        {readTransaction, 200, someTransaction, "t-1"},
		"transaction, id left out": {readTransaction, 200, `{"transaction_status":"VOIDED"}`, "t-9"},
		"terminated, says ACTIVE":  {terminate, 200, someWallet, nil},
		"terminated, no body":      {terminate, 204, ``, nil},
		"terminated, other body":   {terminate, 200, `{"ok":true}`, nil},
		"posted, one":              {post, 200, someLedger, "t-1"},
		"posted, two, 201":         {post, 201, `{"wallet_transactions":[{"wallet_transaction_id":"g"},{"wallet_transaction_id":"p"}]}`, "gp"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			stub := newStub(t, c.status, c.answer)
			got, err := c.call(t.Context(), stub.client)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("ids (-want +got):\n%s", diff)
			}
		})
	}
}

// TestClient_unusableAnswers: a success that does not show what became of the request is never
// taken for "nothing there" and, where the request adds something, leaves open whether it took
// effect. None is sent again.
func TestClient_unusableAnswers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		call      func(context.Context, *paypal.Client) (any, error)
		answer    string
		want      string
		ambiguous bool
	}{
		"created, no id":             {create, wallet(`"name":"P"`), "no wallet id", true},
		"created, null id":           {create, wallet(`"id":null`), "no wallet id", true},
		"created, no members":        {create, `{}`, "external_customer_id", true},
		"created, cut short":         {create, someWallet[:30], "EOF", true},
		"created, no body":           {create, ``, "empty", true},
		"created, HTML":              {create, `<html><body>Gateway</body></html>`, "HTML", true},
		"posted, no transactions":    {post, `{"wallet_transactions":[],"meta":{"total_count":0}}`, "no transactions", true},
		"posted, null":               {post, `{"wallet_transactions":null}`, "no list", true},
		"posted, nothing":            {post, `{}`, "no list", true},
		"posted, no list, count 0":   {post, `{"meta":{"total_count":0}}`, "no transactions", true},
		"posted, no id":              {post, `{"wallet_transactions":[{"transaction_status":"PURCHASED"}]}`, "without an id", true},
		"posted, one of two no id":   {post, `{"wallet_transactions":[` + someTransaction + `,{}]}`, "without an id", true},
		"posted, an amount as text":  {post, `{"wallet_transactions":[{"wallet_transaction_id":"t","credits":"many"}]}`, "many", true},
		"rules, cut short":           {setRules, someWallet[:30], "EOF", true},
		"renamed, cut short":         {rename, someWallet[:30], "EOF", false},
		"read, cut short":            {read, someWallet[:30], "EOF", false},
		"read, another object":       {read, `{"status":"ok"}`, "external_customer_id", false},
		"read, not found by a proxy": {read, `null`, "external_customer_id", false},
		"history, no list":           {history, `{"status":"ok"}`, "no list", false},
		"history, null":              {history, `{"wallet_transactions":null,"meta":{"total_count":3}}`, "no list", false},
		"wallets, no list":           {list, `{"metadata":{"total_pages":1}}`, "no list", false},
		"wallets, a null among them": {list, `{"wallets":[null]}`, "external_customer_id", false},
		"terminated, HTML":           {terminate, `<html><body>Gateway</body></html>`, "HTML", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			stub := newStub(t, http.StatusOK, c.answer)
			got, err := c.call(t.Context(), stub.client)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("answer %v, error %v; want an error about %q", got, err, c.want)
			}
			var e *transport.Error
			if !errors.As(err, &e) || e.Service != paypal.ServiceName || e.Route == "" {
				t.Errorf("error %#v does not name the request", err)
			}
			if paypal.IsAmbiguous(err) != c.ambiguous {
				t.Errorf("ambiguous: %t, want %t", paypal.IsAmbiguous(err), c.ambiguous)
			}
			if c.ambiguous && len(stub.requests()) != 1 {
				t.Errorf("sent %d times", len(stub.requests()))
			}
		})
	}
}

func TestClient_emptyLists(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]string{
		"empty list":                `{"wallets":[],"wallet_transactions":[],"metadata":{"total_count":0,"total_pages":0},"meta":{"total_count":0,"total_pages":0}}`,
		"empty list without totals": `{"wallets":[],"wallet_transactions":[]}`,
		"empty list, lying totals":  `{"wallets":[],"wallet_transactions":[],"metadata":{"total_count":123,"total_pages":123},"meta":{"total_count":123,"total_pages":123,"next_page":3}}`,
		"no list, nothing to list":  `{"metadata":{"total_count":0},"meta":{"total_count":0}}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			stub := newStub(t, http.StatusOK, answer)
			wallets, err := stub.client.Wallets.List(t.Context(), "acme")
			if err != nil || len(wallets) != 0 {
				t.Errorf("wallets %v, error %v", wallets, err)
			}
			transactions, err := stub.client.Transactions.List(t.Context(), "w-1")
			if err != nil || len(transactions) != 0 {
				t.Errorf("transactions %v, error %v", transactions, err)
			}
			if got := len(stub.requests()); got != 2 {
				t.Errorf("%d requests for two empty lists", got)
			}
		})
	}
}

func TestCreateEntry_refusedBeforeItIsSent(t *testing.T) {
	t.Parallel()
	for name, c := range refusedAsked() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			stub := newStub(t, http.StatusOK, someLedger)
			_, err := stub.client.Entries.Create(t.Context(), paypal.EntryRef{WalletID: "w-1", Reference: "r"}, c.asked, nil)
			if err == nil || !strings.Contains(err.Error(), c.want) || paypal.IsAmbiguous(err) {
				t.Errorf("error %v, want one about %q", err, c.want)
			}
			if got := stub.requests(); len(got) != 0 {
				t.Errorf("sent %v", got)
			}
		})
	}
}

func TestClient_errorsAreTheServices(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		status int
		body   string
		is     func(error) bool
	}{
		"not found":     {404, `{"name":"RESOURCE_NOT_FOUND","message":"m","debug_id":"d-1","details":[{"issue":"INVALID_RESOURCE_ID"}]}`, paypal.IsNotFound},
		"not enabled":   {403, `{"name":"NOT_AUTHORIZED","message":"m","debug_id":"d-1","details":[{"issue":"PERMISSION_DENIED"}]}`, transport.IsForbidden},
		"invalid":       {400, `{"name":"INVALID_REQUEST","message":"m","debug_id":"d-1","details":[{"field":"/credits","value":"x","location":"body","issue":"I"}]}`, paypal.IsInvalid},
		"unprocessable": {422, `{"name":"UNPROCESSABLE_ENTITY","message":"m","debug_id":"d-1"}`, paypal.IsInvalid},
		"duplicate":     {400, `{"name":"DUPLICATE_REQUEST_ID","message":"m","debug_id":"d-1"}`, paypal.IsDuplicateRequest},
		"conflict":      {409, `{"name":"RESOURCE_CONFLICT","message":"m","debug_id":"d-1"}`, paypal.IsDuplicateRequest},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			stub := newStub(t, c.status, c.body)
			_, err := post(t.Context(), stub.client)
			if !c.is(err) || paypal.IsAmbiguous(err) || !strings.Contains(err.Error(), "d-1") {
				t.Errorf("error %v", err)
			}
			if got := len(stub.requests()); got != 1 {
				t.Errorf("sent %d times", got)
			}
		})
	}
}

// The calls of the tables above: they answer with ids.

func create(ctx context.Context, c *paypal.Client) (any, error) {
	w, _, err := c.Wallets.Post(ctx, paypal.WalletCreate{ExternalCustomerID: "acme", Currency: "USD", RateAmount: dec("1"), Name: "P"}, "id-1")
	return id(w), err
}

func read(ctx context.Context, c *paypal.Client) (any, error) {
	w, err := c.Wallets.Get(ctx, "w-9")
	return id(w), err
}

func rename(ctx context.Context, c *paypal.Client) (any, error) {
	w, err := c.Wallets.Put(ctx, "w-9", paypal.WalletUpdate{Name: paypal.Set("P")})
	return id(w), err
}

func setRules(ctx context.Context, c *paypal.Client) (any, error) {
	w, err := c.Wallets.Put(ctx, "w-9", paypal.WalletUpdate{RecurringRules: paypal.Clear[[]paypal.RecurringRule]()})
	return id(w), err
}

func terminate(ctx context.Context, c *paypal.Client) (any, error) {
	return nil, c.Wallets.Terminate(ctx, "w-9")
}

func list(ctx context.Context, c *paypal.Client) (any, error) {
	return c.Wallets.List(ctx, "acme")
}

func history(ctx context.Context, c *paypal.Client) (any, error) {
	return c.Transactions.List(ctx, "w-9")
}

func readTransaction(ctx context.Context, c *paypal.Client) (any, error) {
	t, err := c.Transactions.Get(ctx, "t-9")
	if t.ID == "" {
		return nil, err
	}
	return t.ID, err
}

func post(ctx context.Context, c *paypal.Client) (any, error) {
	transactions, err := c.Transactions.Post(ctx, "w-9", paypal.TransactionRequest{Asked: both("1", "2")}, "id-1")
	var ids string
	for _, t := range transactions {
		ids += t.ID
	}
	return ids, err
}

func id(w paypal.Wallet) any {
	if w.ID == "" {
		return nil
	}
	return w.ID
}

func second[T any](_ T, err error) error { return err }

// sent is what arrived of a request.
type sent struct {
	Method, Path, Query, RequestID, Body string
}

type stub struct {
	client *paypal.Client
	mu     sync.Mutex
	seen   []sent
}

func (s *stub) requests() []sent {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.seen
}

// newStub is a client of a server that answers everything alike.
func newStub(t *testing.T, status int, answer string) *stub {
	s := &stub{}
	s.client = newClient(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		s.mu.Lock()
		s.seen = append(s.seen, sent{r.Method, r.URL.EscapedPath(), r.URL.RawQuery, r.Header.Get("PayPal-Request-Id"), string(body)})
		s.mu.Unlock()
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		if status != http.StatusNoContent {
			_, _ = io.WriteString(w, answer)
		}
	}))
	return s
}

func newClient(t *testing.T, handler http.Handler) *paypal.Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return connect(t, transport.Options{Endpoint: server.URL})
}

// connect is a client that waits for nothing.
func connect(t *testing.T, options transport.Options) *paypal.Client {
	t.Helper()
	options.Wait = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	sender, err := paypal.NewTransport(options)
	if err != nil {
		t.Fatal(err)
	}
	return paypal.New(sender)
}
