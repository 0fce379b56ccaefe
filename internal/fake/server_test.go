package fake_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

func TestServer_escapedSegmentsArriveWhole(t *testing.T) {
	t.Parallel()
	srv, shop := newShop(t)
	for _, tc := range []struct{ escaped, want string }{
		{"plain", "plain"},
		{"a%2Fb", "a/b"},
		{"dev%40example.com", "dev@example.com"},
		{"dev@example.com", "dev@example.com"},
		{"dev%2Btag@example.com", "dev+tag@example.com"},
		{"dev+tag@example.com", "dev+tag@example.com"},
		{"org%23%23%23company%40X", "org###company@X"},
		{"50%25", "50%"},
		{"%2E%2E", ".."},
		{"a%20b", "a b"},
	} {
		mustSend(t, srv, "PUT", "/v1/shop/orders/"+tc.escaped, tc.escaped)
		if got := shop.order(tc.want); got != tc.escaped {
			t.Errorf("segment %s did not arrive as %q", tc.escaped, tc.want)
		}
	}
}

func TestServer_literalSegmentsWin(t *testing.T) {
	t.Parallel()
	srv, shop := newShop(t)
	literal := func(*fake.Request) fake.Response { return fake.Text(200, "literal") }
	variable := func(*fake.Request) fake.Response { return fake.Text(200, "variable") }
	shop.mount.Handle("GET", "/v1/shop/orders/newest", literal)
	shop.mount.Handle("GET", "/v1/shop/bins/full", literal)
	shop.mount.Handle("GET", "/v1/shop/bins/{bin}", variable)
	for path, want := range map[string]string{"/v1/shop/orders/newest": "literal", "/v1/shop/bins/full": "literal", "/v1/shop/bins/empty": "variable"} {
		if a := mustSend(t, srv, "GET", path, ""); a.body != want {
			t.Errorf("%s: %s", path, a.body)
		}
	}
}

func TestServer_unknownRoutes(t *testing.T) {
	t.Parallel()
	srv, _ := newShop(t)
	for _, tc := range []struct {
		method, path string
		status       int
		body         string
	}{
		{"GET", "/v1/shop/parcels", 404, `{"shop":"Not Found"}`},
		{"GET", "/v1/shop/orders/a/b", 404, `{"shop":"Not Found"}`},
		{"GET", "/v1/shop/orders/", 404, `{"shop":"Not Found"}`},
		{"DELETE", "/v1/shop/orders/a", 405, `{"shop":"Method Not Allowed"}`},
		{"GET", "/token", 405, `{"shop":"Method Not Allowed"}`},
		{"GET", "/elsewhere", 404, "Not Found"},
	} {
		a := mustSend(t, srv, tc.method, tc.path, "")
		if a.status != tc.status || strings.TrimSpace(a.body) != tc.body {
			t.Errorf("%s %s: %d %s", tc.method, tc.path, a.status, a.body)
		}
	}
}

func TestServer_journal(t *testing.T) {
	t.Parallel()
	srv, _ := newShop(t)
	mustSend(t, srv, "PUT", "/v1/shop/orders/a%2Fb?dry=1&dry=2", `{"b":null,"a":1}`)
	srv.Clock().Advance(time.Minute)
	mustSend(t, srv, "GET", "/v1/shop/orders", "")

	entries := srv.Journal()
	if len(entries) != 2 {
		t.Fatalf("%d entries", len(entries))
	}
	put := entries[0]
	if put.Method != "PUT" || put.Path != "/v1/shop/orders/a%2Fb" || put.Route != "/v1/shop/orders/{order}" || put.Status != 201 ||
		put.Auth != "Bearer" || string(put.Body) != `{"b":null,"a":1}` || !put.At.Equal(fake.Epoch) || put.Fault != "" {
		t.Errorf("PUT entry: %+v", put)
	}
	if diff := cmp.Diff([]string{"a", "b"}, put.Keys); diff != "" {
		t.Errorf("keys: %s", diff)
	}
	if diff := cmp.Diff([]string{"1", "2"}, put.Query["dry"]); diff != "" {
		t.Errorf("query: %s", diff)
	}
	if put.Header.Get("User-Agent") == "" || put.Header.Get("Authorization") != "" {
		t.Errorf("headers: %v", put.Header)
	}
	if got := entries[1].At; !got.Equal(fake.Epoch.Add(time.Minute)) {
		t.Errorf("second request at %v", got)
	}
	if got := entries[1].String(); got != "GET /v1/shop/orders -> 200" {
		t.Errorf("String: %s", got)
	}

	put.Query["dry"][0], put.Body[0] = "changed", 'X'
	if again := srv.Journal()[0]; again.Query["dry"][0] != "1" || again.Body[0] != '{' {
		t.Error("the journal was changed through a copy")
	}

	for _, tc := range []struct {
		method, route string
		want          int
	}{
		{"", "", 2}, {"GET", "", 1}, {"", "/orders", 2}, {"", "/orders$", 1}, {"PUT", "/orders/{", 1}, {"PUT", "/orders$", 0},
	} {
		if got := srv.Count(tc.method, tc.route); got != tc.want {
			t.Errorf("Count(%q, %q) = %d, want %d", tc.method, tc.route, got, tc.want)
		}
	}
	srv.ResetJournal()
	if got := srv.Count("", ""); got != 0 {
		t.Errorf("%d entries after the reset", got)
	}
}

func TestServer_journalTellsWhatWasTaken(t *testing.T) {
	t.Parallel()
	srv, _ := newShop(t)
	whole := mustSend(t, srv, "GET", "/v1/shop/orders", "")
	huge := fake.Response{Status: 200, Body: make([]byte, 64<<20)}
	srv.Inject(fake.Answer(huge))
	req, err := http.NewRequestWithContext(t.Context(), "GET", srv.URL()+"/v1/shop/orders", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := client(t).Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close() // unread
	srv.Close()
	entries := srv.Journal()
	if got := entries[0].Sent; got != len(whole.body) {
		t.Errorf("%d bytes of %d were taken", got, len(whole.body))
	}
	if got := entries[1].Sent; got >= len(huge.Body) {
		t.Errorf("%d bytes were taken of an answer that nobody read", got)
	}
}

func TestServer_requestLog(t *testing.T) {
	t.Parallel()
	var lines []string
	srv, _ := newShop(t, fake.WithRequestLog(func(e fake.Entry) { lines = append(lines, e.String()+" "+e.Fault) }))
	mustSend(t, srv, "GET", "/v1/shop/orders", "")
	srv.Inject(fake.DropBefore())
	if _, err := send(t, srv, "GET", "/v1/shop/orders", ""); err == nil {
		t.Error("the connection was not dropped")
	}
	srv.Close()
	if diff := cmp.Diff([]string{"GET /v1/shop/orders -> 200 ", "GET /v1/shop/orders -> 0 drop before"}, lines); diff != "" {
		t.Error(diff)
	}
}

func TestServer_idsAndClock(t *testing.T) {
	t.Parallel()
	one, two := fake.New(), fake.New(fake.WithSeed(2))
	defer one.Close()
	defer two.Close()
	if got := one.NewID(); got != "00000001-0000-4000-8000-000000000001" {
		t.Errorf("first id %s", got)
	}
	if got := one.NewID(); got != "00000001-0000-4000-8000-000000000002" {
		t.Errorf("second id %s", got)
	}
	if got := two.NewID(); got != "00000002-0000-4000-8000-000000000001" {
		t.Errorf("first id of the other server %s", got)
	}
	later := time.Date(2030, 1, 1, 1, 0, 0, 0, time.FixedZone("CET", 3600))
	one.Clock().Set(later)
	if got := one.Clock().Now(); !got.Equal(later) || got.Location() != time.UTC {
		t.Errorf("clock shows %v", got)
	}
	if got := one.Clock().Advance(time.Hour); !got.Equal(later.Add(time.Hour)) || !one.Clock().Now().Equal(got) {
		t.Errorf("clock advanced to %v", got)
	}
}

func TestServer_realTimeCannotBeMoved(t *testing.T) {
	t.Parallel()
	srv := fake.New(fake.WithRealTime())
	defer srv.Close()
	if !srv.Clock().Now().After(fake.Epoch) {
		t.Error("the clock stands at the epoch")
	}
	mustPanic(t, "Set", func() { srv.Clock().Set(fake.Epoch) })
	mustPanic(t, "Advance", func() { srv.Clock().Advance(time.Hour) })
}

func TestServer_wrongWiringPanics(t *testing.T) {
	t.Parallel()
	srv, shop := newShop(t)
	nothing := func(*fake.Request) fake.Response { return fake.NoContent() }
	mustPanic(t, "same route twice", func() { shop.mount.Handle("GET", "/v1/shop/orders", nothing) })
	mustPanic(t, "same prefix twice", func() { srv.Mount(fake.Service{Prefix: "/v1/shop"}) })
	mustPanic(t, "AfterEffect of a hook", func() { fake.AfterEffect(fake.Hook(func() {})) })
	mustPanic(t, "CommitLate of a hook", func() { fake.CommitLate(1, fake.Hook(func() {})) })
	mustPanic(t, "mix over 100", func() { fake.Mix(1, fake.Share{Percent: 101, Fault: fake.DropAfter()}) })
	mustPanic(t, "mix of stale", func() { fake.Mix(1, fake.Share{Percent: 1, Fault: fake.Stale(1)}) })
}

func mustPanic(t *testing.T, what string, f func()) {
	t.Helper()
	defer func() {
		if recover() == nil {
			t.Errorf("%s: no panic", what)
		}
	}()
	f()
}

func TestServer_rateLimit(t *testing.T) {
	t.Parallel()
	srv, _ := newShop(t)
	srv.SetRateLimit(2)
	statuses := func(n int) (all []int) {
		for range n {
			a := mustSend(t, srv, "GET", "/v1/shop/orders", "")
			if a.status == 429 && a.header.Get("Retry-After") != "1" {
				t.Errorf("Retry-After %q", a.header.Get("Retry-After"))
			}
			all = append(all, a.status)
		}
		return all
	}
	if diff := cmp.Diff([]int{200, 200, 429}, statuses(3)); diff != "" {
		t.Errorf("burst: %s", diff)
	}
	srv.Clock().Advance(500 * time.Millisecond)
	if diff := cmp.Diff([]int{200, 429}, statuses(2)); diff != "" {
		t.Errorf("after half a second: %s", diff)
	}
	srv.Clock().Advance(time.Hour)
	if diff := cmp.Diff([]int{200, 200, 429}, statuses(3)); diff != "" {
		t.Errorf("after an hour: %s", diff)
	}
	srv.SetRateLimit(0)
	if diff := cmp.Diff([]int{200, 200, 200}, statuses(3)); diff != "" {
		t.Errorf("without a limit: %s", diff)
	}
}

func TestServer_latency(t *testing.T) {
	t.Parallel()
	for what, slow := range map[string]func(*fake.Server){
		"latency": func(srv *fake.Server) { srv.SetLatency(time.Hour) },
		"delay":   func(srv *fake.Server) { srv.Inject(fake.Delay(time.Hour)) },
	} {
		srv, _ := newShop(t)
		arrived := make(chan struct{})
		srv.Inject(fake.Hook(func() { close(arrived) }))
		slow(srv)
		done := make(chan error)
		go func() {
			_, err := send(t, srv, "GET", "/v1/shop/orders", "")
			done <- err
		}()
		<-arrived
		srv.Close()
		if err := <-done; err == nil {
			t.Errorf("%s: answered at once", what)
		}
	}
}

func TestServer_traffic(t *testing.T) {
	t.Parallel()
	srv, _ := newShop(t)
	c := client(t)
	for range 5 {
		if _, err := sendWith(t, c, srv, "GET", "/v1/shop/orders", "", "Bearer "+token); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := srv.Traffic(), (fake.Traffic{Connections: 1, MaxConnections: 1, MaxInFlight: 1}); got != want {
		t.Errorf("one client: %+v", got)
	}

	held := srv.Inject(fake.Slow(fake.CommitFirst), fake.Times(3))
	var group sync.WaitGroup
	for range 3 {
		group.Go(func() { _, _ = send(t, srv, "GET", "/v1/shop/orders", "") })
	}
	for range 3 {
		<-held.Arrived()
	}
	if got, want := srv.Traffic(), (fake.Traffic{Connections: 4, MaxConnections: 4, MaxInFlight: 3}); got != want {
		t.Errorf("three more clients at one time: %+v", got)
	}
	held.Release()
	group.Wait()
	srv.ResetJournal()
	if got := srv.Traffic(); got.Connections != 0 || got.MaxInFlight != 0 {
		t.Errorf("after the reset: %+v", got)
	}
	if _, err := send(t, srv, "GET", "/v1/shop/orders", ""); err != nil {
		t.Fatal(err)
	}
	if got, want := srv.Traffic(), (fake.Traffic{Connections: 1, MaxConnections: 1, MaxInFlight: 1}); got != want {
		t.Errorf("beside a connection that is still open from before, and not used: %+v", got)
	}
	srv.ResetJournal()
	if _, err := sendWith(t, c, srv, "GET", "/v1/shop/orders", "", "Bearer "+token); err != nil {
		t.Fatal(err)
	}
	if got, want := srv.Traffic(), (fake.Traffic{MaxConnections: 1, MaxInFlight: 1}); got != want {
		t.Errorf("on a connection from before: %+v", got)
	}
}

func TestServer_parallelClients(t *testing.T) {
	t.Parallel()
	srv, shop := newShop(t)
	srv.Inject(fake.Lag(2), fake.On("GET", "/orders$"), fake.EveryNth(3), fake.Always())
	srv.Inject(fake.Mix(1, fake.Share{Percent: 30, Fault: fake.AfterEffect(fake.Status(503, ""))}), fake.On("PUT", ""), fake.Always())
	c := client(t)
	var group sync.WaitGroup
	for i := range 20 {
		group.Go(func() {
			name := fmt.Sprintf("order-%d", i)
			if _, err := sendWith(t, c, srv, "PUT", "/v1/shop/orders/"+name, name, "Bearer "+token); err != nil {
				t.Error(err)
			}
			if _, err := sendWith(t, c, srv, "GET", "/v1/shop/orders", "", "Bearer "+token); err != nil {
				t.Error(err)
			}
			srv.Journal()
			srv.Traffic()
		})
	}
	group.Wait()
	for i := range 20 {
		if name := fmt.Sprintf("order-%d", i); shop.order(name) != name {
			t.Errorf("%s is missing", name)
		}
	}
	if got := srv.Count("", ""); got != 40 {
		t.Errorf("%d requests in the journal", got)
	}
}

func TestServer_closeReleasesWhatIsHeld(t *testing.T) {
	t.Parallel()
	srv, shop := newShop(t)
	held := srv.Inject(fake.Slow(fake.CommitLast))
	done := make(chan error)
	go func() {
		_, err := send(t, srv, "PUT", "/v1/shop/orders/a", "held")
		done <- err
	}()
	<-held.Arrived()
	srv.Close()
	if err := <-done; err == nil {
		t.Error("the held request was answered")
	}
	if got := shop.order("a"); got != "" {
		t.Errorf("the held request took effect: %q", got)
	}
}

func TestListen(t *testing.T) {
	t.Parallel()
	srv, err := fake.Listen(":0")
	if err != nil {
		t.Fatal(err)
	}
	defer srv.Close()
	if !strings.HasPrefix(srv.URL(), "http://127.0.0.1:") {
		t.Errorf("URL %s", srv.URL())
	}
	if a := mustSend(t, srv, "GET", "/", ""); a.status != 404 {
		t.Errorf("answered %d", a.status)
	}
	if other, err := fake.Listen(strings.TrimPrefix(srv.URL(), "http://")); err == nil {
		other.Close()
		t.Error("two servers on one address")
	}
}
