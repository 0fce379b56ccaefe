package fake_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

func TestFault_answers(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		fault     fake.Fault
		name      string
		status    int // 0: the connection is lost
		header    string
		value     string
		body      string
		committed bool
	}{
		{fault: fake.Status(503, ""), name: "status 503", status: 503, body: `{"shop":"Service Unavailable"}`},
		{fault: fake.Status(400, `{"code":"x"}`), name: "status 400", status: 400, header: "Content-Type", value: "application/json", body: `{"code":"x"}`},
		{fault: fake.Answer(fake.Text(418, "teapot").With("X-Kind", "short")), name: "answer 418", status: 418, header: "X-Kind", value: "short", body: "teapot"},
		{fault: fake.TooManyRequests("7"), name: "too many requests", status: 429, header: "Retry-After", value: "7", body: `{"shop":"Too Many Requests"}`},
		{fault: fake.TooManyRequests(""), name: "too many requests", status: 429, header: "Retry-After", value: "", body: `{"shop":"Too Many Requests"}`},
		{
			fault: fake.HTML(502), name: "html", status: 502, header: "Content-Type", value: "text/html",
			body: "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>",
		},
		{fault: fake.Redirect(302, "https://elsewhere.example/"), name: "redirect", status: 302, header: "Location", value: "https://elsewhere.example/"},
		{fault: fake.DropBefore(), name: "drop before"},
		{fault: fake.DropAfter(), name: "drop after", committed: true},
		{fault: fake.AfterEffect(fake.Status(503, "")), name: "status 503 after effect", status: 503, body: `{"shop":"Service Unavailable"}`, committed: true},
		{fault: fake.AfterEffect(fake.HTML(200)), name: "html after effect", status: 200, header: "Content-Type", value: "text/html", committed: true,
			body: "<html><head><title>200 OK</title></head><body><h1>200 OK</h1></body></html>"},
		{fault: fake.OmitKeys("id", "none"), name: "omit keys", status: 201, body: `{"text":"bread"}`, committed: true},
		{
			fault: fake.Rewrite("shout", func(a fake.Response) fake.Response { a.Body = []byte(strings.ToUpper(string(a.Body))); return a }),
			name:  "shout", status: 201, body: `{"ID":"A","TEXT":"BREAD"}`, committed: true,
		},
	} {
		srv, shop := newShop(t)
		inj := srv.Inject(tc.fault, fake.On("PUT", "/orders"))
		a, err := send(t, srv, "PUT", "/v1/shop/orders/a", "bread")
		if lost := err != nil; lost != (tc.status == 0) || a.status != tc.status {
			t.Errorf("%s: status %d, error %v", tc.name, a.status, err)
		}
		if tc.header != "" && a.header.Get(tc.header) != tc.value {
			t.Errorf("%s: %s is %q", tc.name, tc.header, a.header.Get(tc.header))
		}
		if got := strings.TrimSpace(a.body); got != tc.body {
			t.Errorf("%s: body %s", tc.name, got)
		}
		want := 0
		if tc.committed {
			want = 1
		}
		if committed := shop.order("a") == "bread"; committed != tc.committed || shop.handled() != want {
			t.Errorf("%s: committed is %v, handled %d times", tc.name, committed, shop.handled())
		}
		if e := srv.Journal()[0]; e.Fault != tc.name || e.Status != tc.status || tc.fault.Name() != tc.name {
			t.Errorf("%s: journal has %q, status %d", tc.name, e.Fault, e.Status)
		}
		if a := mustSend(t, srv, "PUT", "/v1/shop/orders/b", "butter"); a.status != 201 || inj.Fired() != 1 {
			t.Errorf("%s: struck again: %d, %d times", tc.name, a.status, inj.Fired())
		}
	}
}

func TestFault_truncate(t *testing.T) {
	t.Parallel()
	srv, shop := newShop(t)
	srv.Inject(fake.Truncate())
	a, err := send(t, srv, "PUT", "/v1/shop/orders/a", "bread")
	whole := `{"id":"a","text":"bread"}` + "\n"
	if !errors.Is(err, io.ErrUnexpectedEOF) || a.status != 201 || a.body != whole[:len(whole)/2] {
		t.Errorf("%d %q %v", a.status, a.body, err)
	}
	if a.header.Get("Content-Length") != fmt.Sprint(len(whole)) {
		t.Errorf("Content-Length %s", a.header.Get("Content-Length"))
	}
	if shop.order("a") != "bread" {
		t.Error("the effect is missing")
	}
}

func TestFault_when(t *testing.T) {
	t.Parallel()
	const hit, miss = 503, 200
	for _, tc := range []struct {
		name string
		opts []fake.FaultOption
		want []int
	}{
		{"once", nil, []int{hit, miss, miss, miss, miss, miss}},
		{"times", []fake.FaultOption{fake.Times(2)}, []int{hit, hit, miss, miss, miss, miss}},
		{"always", []fake.FaultOption{fake.Always()}, []int{hit, hit, hit, hit, hit, hit}},
		{"skip", []fake.FaultOption{fake.Skip(2)}, []int{miss, miss, hit, miss, miss, miss}},
		{"every second", []fake.FaultOption{fake.EveryNth(2), fake.Always()}, []int{miss, hit, miss, hit, miss, hit}},
		{"every second after one, twice", []fake.FaultOption{fake.Skip(1), fake.EveryNth(2), fake.Times(2)}, []int{miss, miss, hit, miss, hit, miss}},
		{"other method", []fake.FaultOption{fake.On("PUT", "")}, []int{miss, miss, miss, miss, miss, miss}},
		{"collection only", []fake.FaultOption{fake.On("GET", "/orders$")}, []int{hit, miss, miss, miss, miss, miss}},
		{"items only", []fake.FaultOption{fake.On("GET", "/orders/{")}, []int{miss, miss, miss, miss, miss, miss}},
		{"where", []fake.FaultOption{fake.Where(func(r *fake.Request) bool { return r.Query.Get("n") == "3" })}, []int{miss, miss, miss, hit, miss, miss}},
	} {
		srv, _ := newShop(t)
		srv.Inject(fake.Status(hit, ""), tc.opts...)
		var got []int
		for n := range tc.want {
			got = append(got, mustSend(t, srv, "GET", fmt.Sprintf("/v1/shop/orders?n=%d", n), "").status)
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s: %s", tc.name, diff)
		}
	}
}

func TestFault_queue(t *testing.T) {
	t.Parallel()
	srv, _ := newShop(t)
	called := 0
	srv.Inject(fake.Hook(func() { called++ }), fake.Times(2))
	srv.Inject(fake.Status(500, ""))
	srv.Inject(fake.Status(503, ""))
	removed := srv.Inject(fake.Status(504, ""))
	removed.Remove()
	var got []int
	for range 3 {
		got = append(got, mustSend(t, srv, "GET", "/v1/shop/orders", "").status)
	}
	if diff := cmp.Diff([]int{500, 503, 200}, got); diff != "" {
		t.Error(diff)
	}
	if called != 2 {
		t.Errorf("the hook was called %d times", called)
	}
	if got := srv.Journal()[0].Fault; got != "hook+status 500" {
		t.Errorf("journal has %q", got)
	}

	srv.Inject(fake.Status(500, ""), fake.Always())
	srv.ClearFaults()
	if a := mustSend(t, srv, "GET", "/v1/shop/orders", ""); a.status != 200 {
		t.Errorf("after clearing: %d", a.status)
	}
}

func TestFault_hookActsInBetween(t *testing.T) {
	t.Parallel()
	srv, shop := newShop(t)
	srv.Inject(fake.Hook(func() {
		srv.Lock()
		defer srv.Unlock()
		shop.orders["a"] = "somebody else's"
	}), fake.On("GET", "/orders/{"))
	if a := mustSend(t, srv, "GET", "/v1/shop/orders/a", ""); a.body != "somebody else's" {
		t.Errorf("answered %q", a.body)
	}
}

func TestFault_commitLate(t *testing.T) {
	t.Parallel()
	srv, shop := newShop(t)
	srv.Inject(fake.CommitLate(2, fake.DropBefore()), fake.On("PUT", ""))
	if _, err := send(t, srv, "PUT", "/v1/shop/orders/a", "bread"); err == nil {
		t.Error("the connection was not dropped")
	}
	var got []int
	for range 3 {
		mustSend(t, srv, "POST", "/token", "") // not counted
		got = append(got, mustSend(t, srv, "GET", "/v1/shop/orders/a", "").status)
	}
	if diff := cmp.Diff([]int{404, 404, 200}, got); diff != "" {
		t.Error(diff)
	}

	srv.Inject(fake.CommitLate(0, fake.Status(504, "")), fake.On("PUT", ""))
	if a := mustSend(t, srv, "PUT", "/v1/shop/orders/b", "butter"); a.status != 504 || shop.order("b") != "" {
		t.Errorf("answered %d, holds %q", a.status, shop.order("b"))
	}
	if n := srv.CommitPending(); n != 1 || shop.order("b") != "butter" {
		t.Errorf("%d committed, holds %q", n, shop.order("b"))
	}
	if n := srv.CommitPending(); n != 0 {
		t.Errorf("%d committed twice", n)
	}
}

func TestFault_slow(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name           string
		when           fake.Commit
		leaves         bool // the client does not wait
		released       bool
		whileHeld, end string
	}{
		{"commit first, client waits", fake.CommitFirst, false, true, "bread", "bread"},
		{"commit first, client leaves", fake.CommitFirst, true, false, "bread", "bread"},
		{"commit last, client waits", fake.CommitLast, false, true, "", "bread"},
		{"commit last, client leaves, released", fake.CommitLast, true, true, "", "bread"},
		{"commit last, client leaves, never released", fake.CommitLast, true, false, "", ""},
	} {
		srv, shop := newShop(t)
		held := srv.Inject(fake.Slow(tc.when))
		ctx, leave := context.WithCancel(t.Context())
		done := make(chan error)
		go func() {
			req, err := http.NewRequestWithContext(ctx, "PUT", srv.URL()+"/v1/shop/orders/a", strings.NewReader("bread"))
			if err != nil {
				done <- err
				return
			}
			req.Header.Set("Authorization", "Bearer "+token)
			resp, err := client(t).Do(req)
			if err == nil {
				err = resp.Body.Close()
			}
			done <- err
		}()
		<-held.Arrived()
		if got := shop.order("a"); got != tc.whileHeld {
			t.Errorf("%s: while held %q", tc.name, got)
		}
		if tc.leaves {
			leave()
			if err := <-done; !errors.Is(err, context.Canceled) {
				t.Errorf("%s: %v", tc.name, err)
			}
		}
		if tc.released {
			held.Release()
		}
		if !tc.leaves {
			if err := <-done; err != nil {
				t.Errorf("%s: %v", tc.name, err)
			}
		}
		if tc.released && tc.leaves {
			srv.Close() // waits for the handler, which has nobody left to answer
		}
		want := 0
		if tc.end != "" {
			want = 1
		}
		if got := shop.order("a"); got != tc.end || shop.handled() != want {
			t.Errorf("%s: in the end %q, handled %d times", tc.name, got, shop.handled())
		}
		leave()
	}
}

func TestFault_stale(t *testing.T) {
	t.Parallel()
	srv, _ := newShop(t)
	mustSend(t, srv, "PUT", "/v1/shop/orders/a", "1")
	stale := srv.Inject(fake.Stale(2), fake.On("GET", ""), fake.Always())
	see := func() string { return mustSend(t, srv, "GET", "/v1/shop/orders/a", "").body }
	if got := see(); got != "1" {
		t.Errorf("before any change %q", got)
	}
	for i, want := range []string{"1", "1", "2", "3"} {
		next := fmt.Sprint(i + 2)
		mustSend(t, srv, "PUT", "/v1/shop/orders/a", next)
		mustSend(t, srv, "PUT", "/v1/shop/orders/a", "") // refused, so it is no change
		if first, again := see(), see(); first != want || again != want {
			t.Errorf("after the change to %s: %q, then %q, want %q", next, first, again, want)
		}
	}
	stale.Remove()
	if got := see(); got != "5" {
		t.Errorf("without the fault %q", got)
	}
}

func TestFault_lag(t *testing.T) {
	t.Parallel()
	srv, _ := newShop(t)
	mustSend(t, srv, "PUT", "/v1/shop/orders/a", "1")
	srv.Inject(fake.Lag(2), fake.On("GET", "/orders$"), fake.Always())
	list := func() string { return strings.TrimSpace(mustSend(t, srv, "GET", "/v1/shop/orders", "").body) }

	mustSend(t, srv, "PUT", "/v1/shop/orders/b", "1")
	if a := mustSend(t, srv, "GET", "/v1/shop/orders/b", ""); a.status != 200 {
		t.Errorf("the object itself: %d", a.status)
	}
	mustSend(t, srv, "POST", "/token", "") // not counted
	var got []string
	for range 3 {
		got = append(got, list())
	}
	if diff := cmp.Diff([]string{`["a"]`, `["a","b"]`, `["a","b"]`}, got); diff != "" {
		t.Error(diff)
	}
	mustSend(t, srv, "PUT", "/v1/shop/orders/c", "1")
	mustSend(t, srv, "PUT", "/v1/shop/orders/d", "1")
	got = nil
	for range 4 {
		got = append(got, list())
	}
	if diff := cmp.Diff([]string{`["a","b"]`, `["a","b","c"]`, `["a","b","c","d"]`, `["a","b","c","d"]`}, got); diff != "" {
		t.Error(diff)
	}
}

func TestFault_staleNeverChangesTheTruth(t *testing.T) {
	t.Parallel()
	srv, shop := newShop(t)
	srv.Inject(fake.Stale(1), fake.Always())
	for i := range 10 {
		mustSend(t, srv, "PUT", "/v1/shop/orders/a", fmt.Sprint(i))
		mustSend(t, srv, "GET", "/v1/shop/orders/a", "")
		if got := shop.order("a"); got != fmt.Sprint(i) {
			t.Fatalf("holds %s after the change to %d", got, i)
		}
	}
}

func TestFault_mix(t *testing.T) {
	t.Parallel()
	mix := func(seed uint64) fake.Fault {
		return fake.Mix(seed, fake.Share{Percent: 20, Fault: fake.Status(500, "")}, fake.Share{Percent: 30, Fault: fake.Status(503, "")})
	}
	run := func(seed uint64, backwards bool) map[string]int {
		srv, _ := newShop(t)
		c := client(t)
		inj := srv.Inject(mix(seed), fake.Always())
		got := map[string]int{}
		for i := range 200 {
			if backwards {
				i = 199 - i
			}
			path := fmt.Sprintf("/v1/shop/orders?n=%d", i)
			a, err := sendWith(t, c, srv, "GET", path, "", "Bearer "+token)
			if err != nil {
				t.Fatal(err)
			}
			got[path] = a.status
		}
		struck := 0
		for _, status := range got {
			if status != 200 {
				struck++
			}
		}
		if inj.Fired() != struck || struck < 60 || struck > 140 {
			t.Errorf("seed %d: %d of 200 struck, %d fired", seed, struck, inj.Fired())
		}
		return got
	}
	first := run(7, false)
	if diff := cmp.Diff(first, run(7, true)); diff != "" {
		t.Errorf("the order of requests changed what struck: %s", diff)
	}
	if cmp.Equal(first, run(8, false)) {
		t.Error("two seeds struck alike")
	}

	srv, _ := newShop(t)
	srv.Inject(mix(7), fake.Always())
	statuses := map[int]bool{}
	for range 50 {
		statuses[mustSend(t, srv, "GET", "/v1/shop/orders", "").status] = true
	}
	if len(statuses) != 3 {
		t.Errorf("the same request again and again: %v", statuses)
	}
}

func TestAuth(t *testing.T) {
	t.Parallel()
	srv, shop := newShop(t)
	auth := shop.mount.Auth()
	auth.AcceptBasic("ann", "secret")
	c := client(t)
	status := func(authorization string) int {
		a, err := sendWith(t, c, srv, "GET", "/v1/shop/orders", "", authorization)
		if err != nil {
			t.Fatal(err)
		}
		return a.status
	}
	basic := func(user, password string) string {
		r := &http.Request{Header: http.Header{}}
		r.SetBasicAuth(user, password)
		return r.Header.Get("Authorization")
	}
	issue := func() string {
		var issued struct {
			Token   string      `json:"access_token"`
			Expires json.Number `json:"expires_in"`
		}
		a, err := sendWith(t, c, srv, "POST", "/token", "", "")
		if err == nil {
			err = json.Unmarshal([]byte(a.body), &issued)
		}
		if err != nil || issued.Expires == "" {
			t.Fatalf("token: %v, %s", err, a.body)
		}
		return issued.Token
	}
	for _, tc := range []struct {
		authorization string
		want          int
	}{
		{"", 401}, {"Bearer " + token, 200}, {"Bearer other", 401}, {"Token " + token, 401},
		{basic("ann", "secret"), 200}, {basic("ann", "guess"), 401}, {basic("bob", ""), 401},
	} {
		if got := status(tc.authorization); got != tc.want {
			t.Errorf("%q: %d", tc.authorization, got)
		}
	}

	auth.SetTokenLifetime(time.Minute)
	issued := "Bearer " + issue()
	if got := status(issued); got != 200 {
		t.Errorf("issued token: %d", got)
	}
	srv.Clock().Advance(time.Minute)
	if got := status(issued); got != 401 {
		t.Errorf("expired token: %d", got)
	}

	issued = "Bearer " + issue()
	srv.Inject(fake.LoseTokens(), fake.On("GET", ""))
	if got := status(issued); got != 401 {
		t.Errorf("lost token: %d", got)
	}
	if got := status("Bearer " + token); got != 200 {
		t.Errorf("a registered token was lost: %d", got)
	}
	if got := status("Bearer " + issue()); got != 200 {
		t.Errorf("a new token: %d", got)
	}

	for _, plain := range []bool{true, false} {
		auth.AnswerPlainText(plain)
		a, err := sendWith(t, c, srv, "GET", "/v1/shop/orders", "", "")
		want := map[bool]string{true: "Unauthorized", false: `{"shop":"Unauthorized"}`}[plain]
		if err != nil || a.status != 401 || strings.TrimSpace(a.body) != want {
			t.Errorf("plain text %v: %d %q %v", plain, a.status, a.body, err)
		}
	}
}

func TestRequest_object(t *testing.T) {
	t.Parallel()
	for body, ok := range map[string]bool{
		`{"amount":1000.0000}`: true, `{}`: true, ``: false, `null`: false, `[]`: false, `{"a":1} {}`: false, `{"a":`: false,
	} {
		object, err := (&fake.Request{Body: []byte(body)}).Object()
		if (err == nil) != ok {
			t.Errorf("%q: %v", body, err)
		}
		if n, isNumber := object["amount"].(json.Number); isNumber && n.String() != "1000.0000" {
			t.Errorf("the number became %s", n)
		}
	}
	mustPanic(t, "unknown segment", func() { (&fake.Request{}).Param("order") })
	mustPanic(t, "no JSON form", func() { fake.JSON(200, func() {}) })
}
