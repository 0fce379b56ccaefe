package apigee

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// call is one request as it arrived.
type call struct {
	Method      string
	Path        string // still escaped
	Query       string // sorted by key
	ContentType string
	Body        string
}

// journal collects the calls of one test.
type journal struct {
	mu    sync.Mutex
	calls []call
}

func (j *journal) all() []call {
	j.mu.Lock()
	defer j.mu.Unlock()
	return append([]call(nil), j.calls...)
}

// last is the latest call, and a failure of the test when there was none.
func (j *journal) last(t *testing.T) call {
	t.Helper()
	calls := j.all()
	if len(calls) == 0 {
		t.Fatal("nothing was sent")
	}
	return calls[len(calls)-1]
}

// serve returns a client of organization "acme" whose requests answer answers, and the journal of
// what it sent.
func serve(t *testing.T, answer func(r *http.Request) (status int, body string), options ...Option) (*Client, *journal) {
	t.Helper()
	j := &journal{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		j.mu.Lock()
		j.calls = append(j.calls, call{r.Method, r.URL.EscapedPath(), r.URL.Query().Encode(), r.Header.Get("Content-Type"), string(body)})
		j.mu.Unlock()
		status, text := answer(r)
		w.Header().Set("Content-Type", "application/json")
		if strings.HasPrefix(text, "<") {
			w.Header().Set("Content-Type", "text/html")
		}
		w.Header().Set("Content-Length", strconv.Itoa(len(text)))
		w.WriteHeader(status)
		_, _ = io.WriteString(w, text) // a client that has seen the length may be gone
	}))
	t.Cleanup(server.Close)
	connection, err := NewTransport(transport.Options{
		Endpoint: server.URL + "/v1/mint",
		Wait:     func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	})
	if err != nil {
		t.Fatal(err)
	}
	return New(connection, "acme", options...), j
}

// says answers every request alike.
func says(status int, body string) func(*http.Request) (int, string) {
	return func(*http.Request) (int, string) { return status, body }
}

// equalDecimals compares decimals by value.
var equalDecimals = cmp.Comparer(func(a, b decimal.Decimal) bool { return a.Equal(b) })

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func decp(text string) *decimal.Decimal { return new(dec(text)) }

func amount(text string) Amount { return Amount{Value: decp(text)} }

func count(n int64) Count { return Count{Value: &n} }

func set(b bool) Flag { return Flag{Value: &b} }

// mintError is an error body as the service writes it.
func mintError(code, message string) string {
	return `{"code":"` + code + `","message":"` + message + `","contexts":[]}`
}
