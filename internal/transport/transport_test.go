package transport

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/shopspring/decimal"
)

// noon is what the clock of every test shows until the test moves it.
var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

// recorder is a wait that takes no time.
type recorder struct {
	mu    sync.Mutex
	waits []time.Duration
}

func (r *recorder) wait(ctx context.Context, d time.Duration) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.waits = append(r.waits, d)
	return ctx.Err()
}

func (r *recorder) list() []time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.waits)
}

// counter is a handler that counts what reaches it, before it passes it on.
type counter struct {
	http.Handler
	mu   sync.Mutex
	seen []*http.Request
}

func (c *counter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	c.seen = append(c.seen, r)
	c.mu.Unlock()
	c.Handler.ServeHTTP(w, r)
}

func (c *counter) requests() []*http.Request {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.seen)
}

func (c *counter) count() int { return len(c.requests()) }

// serve starts a service that answers every request with the handler.
func serve(t *testing.T, handler http.HandlerFunc) (string, *counter) {
	t.Helper()
	count := &counter{Handler: handler}
	server := httptest.NewServer(count)
	t.Cleanup(server.Close)
	return server.URL, count
}

// connect returns a client of the endpoint whose waits take no time, with three retries.
func connect(t *testing.T, endpoint string, change ...func(*Options)) *Client {
	t.Helper()
	o := Options{
		Service: "Test service", Problem: readProblem, RequestIDHeader: "Test-Debug-Id",
		Endpoint: endpoint, UserAgent: "terraform-provider-mint/test",
		MaxRetries: 3, Now: func() time.Time { return noon }, Wait: (&recorder{}).wait,
	}
	for _, f := range change {
		f(&o)
	}
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.http.CloseIdleConnections)
	return c
}

// readProblem reads the errors of the tests' service.
func readProblem(object []byte) Problem {
	var b struct {
		Code      Text
		Message   Text
		RequestID Text `json:"request_id"`
		Gateway   bool
		Details   []struct{ Field, Value, Location, Issue, Description Text }
	}
	_ = json.Unmarshal(object, &b)
	p := Problem{Code: string(b.Code), Message: string(b.Message), RequestID: string(b.RequestID), Foreign: b.Gateway}
	for _, d := range b.Details {
		p.Details = append(p.Details, Detail{string(d.Field), string(d.Value), string(d.Location), string(d.Issue), string(d.Description)})
	}
	return p
}

// pool is the client's connection pool, for tests that break its connections.
func pool(t *testing.T, c *Client) *http.Transport {
	t.Helper()
	p, ok := c.http.Transport.(*http.Transport)
	if !ok {
		t.Fatalf("the pool is a %T", c.http.Transport)
	}
	return p
}

func answer(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(body))
}

// thing is what the tests' service holds.
type thing struct {
	ID     string          `json:"id"`
	Amount decimal.Decimal `json:"amount"`
	Count  json.Number     `json:"count,omitempty"`
}

func get() Request {
	return Request{Method: http.MethodGet, Route: "/things/{thing}", Path: []string{"a"}}
}
func post() Request { return Request{Method: http.MethodPost, Route: "/things", Body: thing{ID: "a"}} }
func put() Request {
	return Request{Method: http.MethodPut, Route: "/things/{thing}", Path: []string{"a"}, Body: thing{ID: "a"}}
}

func failureOf(t *testing.T, err error) *Error {
	t.Helper()
	e, ok := err.(*Error)
	if !ok {
		t.Fatalf("got %T %v, want *Error", err, err)
	}
	return e
}
