package paypalfake_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

const (
	bearer   = "Bearer test-token"
	customer = "acme"
)

// caller talks to one service over the wire, in plain JSON.
type caller struct {
	*paypalfake.Service
	srv  *fake.Server
	http *http.Client
}

func call(t *testing.T, switches paypalfake.Switches) *caller {
	t.Helper()
	srv := fake.New()
	t.Cleanup(srv.Close)
	service := paypalfake.New(srv, switches)
	service.Auth().AcceptBearer("test-token")
	service.AddCustomer(customer)
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	return &caller{Service: service, srv: srv, http: &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

type answer struct {
	status int
	header http.Header
	body   string
}

// try sends one request below paypalfake.Base; headers are "Name: value".
func (c *caller) try(method, path, body string, headers ...string) (answer, error) {
	request, err := http.NewRequest(method, c.srv.URL()+paypalfake.Base+path, strings.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	request.Header.Set("Authorization", bearer)
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		request.Header.Set(name, value)
	}
	return c.do(request)
}

func (c *caller) do(request *http.Request) (answer, error) {
	response, err := c.http.Do(request)
	if err != nil {
		return answer{}, err
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	return answer{response.StatusCode, response.Header, string(text)}, err
}

func (c *caller) send(t *testing.T, method, path, body string, headers ...string) answer {
	t.Helper()
	a, err := c.try(method, path, body, headers...)
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	return a
}

// ok sends a request that must succeed.
func (c *caller) ok(t *testing.T, method, path, body string, headers ...string) answer {
	t.Helper()
	a := c.send(t, method, path, body, headers...)
	if a.status/100 != 2 {
		t.Fatalf("%s %s: %d %s", method, path, a.status, a.body)
	}
	return a
}

// wallet creates a wallet and returns its id; extra members are added to the body.
func (c *caller) wallet(t *testing.T, currency, rate, extra string) string {
	t.Helper()
	return c.ok(t, "POST", "/wallets", fmt.Sprintf(`{"external_customer_id":%q,"currency":%q,"rate_amount":%q%s}`, customer, currency, rate, extra)).at(t, "id")
}

// post sends a transaction that must succeed.
func (c *caller) post(t *testing.T, wallet, body string, headers ...string) answer {
	t.Helper()
	return c.ok(t, "POST", "/wallets/"+wallet+"/wallet-transactions", body, headers...)
}

// granted makes a wallet in US dollars at rate 1 that holds the given credits.
func (c *caller) granted(t *testing.T, credits string) string {
	t.Helper()
	id := c.wallet(t, "USD", "1", "")
	c.post(t, id, fmt.Sprintf(`{"type":"TOPUP","granted_credits":%q}`, credits))
	return id
}

// at returns a value of the answer as text: at(t, "wallets", "0", "id"). Strings lose their quotes,
// absent members are "".
func (a answer) at(t *testing.T, path ...string) string {
	t.Helper()
	raw := json.RawMessage(a.body)
	for _, step := range path {
		var object map[string]json.RawMessage
		var array []json.RawMessage
		switch {
		case json.Unmarshal(raw, &object) == nil:
			raw = object[step]
		case json.Unmarshal(raw, &array) == nil:
			i := 0
			if _, err := fmt.Sscan(step, &i); err != nil || i >= len(array) {
				t.Fatalf("no item %s in %s", step, raw)
			}
			raw = array[i]
		default:
			t.Fatalf("no %v in %s", path, a.body)
		}
		if raw == nil {
			return ""
		}
	}
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	return string(raw)
}

// column returns one member of every object in a list.
func (a answer) column(t *testing.T, list, member string) []string {
	t.Helper()
	var body map[string]json.RawMessage
	if err := json.Unmarshal([]byte(a.body), &body); err != nil {
		t.Fatalf("%v in %s", err, a.body)
	}
	var items []json.RawMessage
	if err := json.Unmarshal(body[list], &items); err != nil {
		t.Fatalf("no list %s in %s", list, a.body)
	}
	column := make([]string, 0, len(items))
	for _, item := range items {
		column = append(column, answer{body: string(item)}.at(t, member))
	}
	return column
}

func d(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func mustEqual(t *testing.T, what string, got decimal.Decimal, want string) {
	t.Helper()
	if !got.Equal(d(want)) {
		t.Errorf("%s is %s, want %s", what, got, want)
	}
}
