package fake_test

import (
	"errors"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

const token = "let-me-in"

// shop is a service of one collection, small enough to see what the server does to it.
type shop struct {
	srv    *fake.Server
	mount  *fake.Mount
	orders map[string]string
	puts   int // how often the handler of PUT ran
}

func (s *shop) Snapshot() any { return maps.Clone(s.orders) }

func (s *shop) Swap(snapshot any) any {
	live := s.orders
	s.orders, _ = snapshot.(map[string]string)
	return live
}

func newShop(t *testing.T, opts ...fake.Option) (*fake.Server, *shop) {
	t.Helper()
	srv := fake.New(opts...)
	t.Cleanup(srv.Close)
	s := &shop{srv: srv, orders: map[string]string{}}
	s.mount = srv.Mount(fake.Service{Prefix: "/v1/shop", State: s, Error: func(status int) fake.Response {
		return fake.JSON(status, map[string]any{"shop": http.StatusText(status)})
	}})
	s.mount.Auth().AcceptBearer(token)
	s.mount.Handle("GET", "/v1/shop/orders", func(*fake.Request) fake.Response {
		return fake.JSON(200, slices.Sorted(maps.Keys(s.orders)))
	})
	s.mount.Handle("GET", "/v1/shop/orders/{order}", func(r *fake.Request) fake.Response {
		text, ok := s.orders[r.Param("order")]
		if !ok {
			return fake.Text(404, "no such order")
		}
		return fake.Text(200, text)
	})
	s.mount.Handle("PUT", "/v1/shop/orders/{order}", func(r *fake.Request) fake.Response {
		s.puts++
		if len(r.Body) == 0 {
			return fake.Text(400, "nothing ordered")
		}
		s.orders[r.Param("order")] = string(r.Body)
		return fake.JSON(201, map[string]any{"id": r.Param("order"), "text": string(r.Body)})
	})
	s.mount.HandleOpen("POST", "/token", func(*fake.Request) fake.Response {
		issued, lifetime := s.mount.Auth().Issue()
		return fake.JSON(200, map[string]any{"access_token": issued, "expires_in": int(lifetime.Seconds())})
	})
	return srv, s
}

// order returns what the shop really holds.
func (s *shop) order(name string) string {
	s.srv.Lock()
	defer s.srv.Unlock()
	return s.orders[name]
}

// handled returns how often the handler of PUT ran.
func (s *shop) handled() int {
	s.srv.Lock()
	defer s.srv.Unlock()
	return s.puts
}

type answer struct {
	status int
	header http.Header
	body   string
}

func client(t *testing.T) *http.Client {
	t.Helper()
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func send(t *testing.T, srv *fake.Server, method, path, body string) (answer, error) {
	t.Helper()
	return sendWith(t, client(t), srv, method, path, body, "Bearer "+token)
}

func sendWith(t *testing.T, c *http.Client, srv *fake.Server, method, path, body, authorization string) (answer, error) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, srv.URL()+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if authorization != "" {
		req.Header.Set("Authorization", authorization)
	}
	resp, err := c.Do(req)
	if err != nil {
		return answer{}, err
	}
	text, err := io.ReadAll(resp.Body)
	return answer{resp.StatusCode, resp.Header, string(text)}, errors.Join(err, resp.Body.Close())
}

func mustSend(t *testing.T, srv *fake.Server, method, path, body string) answer {
	t.Helper()
	a, err := send(t, srv, method, path, body)
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	return a
}
