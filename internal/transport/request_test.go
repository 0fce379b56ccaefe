package transport

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
)

func TestRequest_onTheWire(t *testing.T) {
	t.Parallel()
	type wire struct {
		Method, URI, Body, ContentType, Accept, Agent, Custom string
		Length                                                int64
	}
	const agent, accept = "terraform-provider-mint/test", "application/json"
	for name, tt := range map[string]struct {
		request Request
		want    wire
	}{
		"GET": {
			Request{
				Method: "GET", Route: "/organizations/{org}/developers/{developer}/rateplans",
				Path: []string{"my org", "a/b+c@d.test#%?é"}, Query: url.Values{"all": {"true"}, "a b": {"&"}},
			},
			wire{Method: "GET", URI: "/base/organizations/my%20org/developers/a%2Fb%2Bc%40d.test%23%25%3F%C3%A9/rateplans?a+b=%26&all=true"},
		},
		"POST": {
			Request{Method: "POST", Route: "/things", Body: map[string]any{"name": "<a&b>", "amount": json.Number("1.50")}},
			wire{Method: "POST", URI: "/base/things", Body: `{"amount":1.50,"name":"<a&b>"}`, ContentType: accept, Length: 30},
		},
		"POST without body": {
			Request{Method: "POST", Route: "/things", Header: http.Header{"Paypal-Request-Id": {"x"}}},
			wire{Method: "POST", URI: "/base/things", ContentType: accept, Custom: "x"},
		},
		"DELETE": {
			Request{Method: "DELETE", Route: "/things/{a}", Path: []string{"..."}},
			wire{Method: "DELETE", URI: "/base/things/...", ContentType: accept},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := make(chan wire, 1)
			endpoint, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
				body, _ := io.ReadAll(r.Body)
				got <- wire{
					r.Method, r.RequestURI, string(body), r.Header.Get("Content-Type"), r.Header.Get("Accept"),
					r.Header.Get("User-Agent"), r.Header.Get("PayPal-Request-Id"), r.ContentLength,
				}
				answer(w, 200, "{}")
			})
			if err := connect(t, endpoint+"/base//").Do(t.Context(), tt.request, nil); err != nil {
				t.Fatal(err)
			}
			tt.want.Agent, tt.want.Accept = agent, accept
			if diff := cmp.Diff(tt.want, <-got); diff != "" {
				t.Errorf("the request differs (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRequest_misuseIsRefused(t *testing.T) {
	t.Parallel()
	for name, r := range map[string]Request{
		"empty segment":     {Method: "GET", Route: "/a/{b}", Path: []string{""}},
		"dot":               {Method: "GET", Route: "/a/{b}", Path: []string{"."}},
		"parent":            {Method: "GET", Route: "/a/{b}", Path: []string{".."}},
		"too few values":    {Method: "GET", Route: "/a/{b}/{c}", Path: []string{"x"}},
		"too many values":   {Method: "GET", Route: "/a/{b}", Path: []string{"x", "y"}},
		"unclosed":          {Method: "GET", Route: "/a/{b", Path: []string{"x"}},
		"no slash":          {Method: "GET", Route: "a"},
		"bad method":        {Method: "G T", Route: "/a"},
		"body is not JSON":  {Method: "POST", Route: "/a", Body: math.Inf},
		"Idempotency-Key":   {Method: "POST", Route: "/a", Header: http.Header{"Idempotency-Key": {"x"}}},
		"x-idempotency-key": {Method: "POST", Route: "/a", Header: http.Header{"x-idempotency-key": {"x"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			endpoint, service := serve(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, "{}") })
			err := connect(t, endpoint).Do(t.Context(), r, nil)
			if e := failureOf(t, err); service.count() != 0 || IsAmbiguous(err) || IsTransient(err) || e.Message == "" {
				t.Errorf("sent %d times: %v", service.count(), err)
			}
		})
	}
}

func TestRequest_numbersAreExact(t *testing.T) {
	t.Parallel()
	for _, number := range []string{
		"12345678901234567.89", "0.00001", "9007199254740993", "1000.0000", "-0.10", "1e3", "1.5E-7",
		"123456789012345678901234567890.123456789",
	} {
		for _, form := range []string{number, `"` + number + `"`} {
			t.Run(form, func(t *testing.T) {
				t.Parallel()
				endpoint, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) {
					answer(w, 200, fmt.Sprintf(`{"amount":%s,"count":%s,"any":%s}`, form, number, form))
				})
				var out struct {
					thing
					Any any
				}
				if err := connect(t, endpoint).Do(t.Context(), get(), &out); err != nil {
					t.Fatal(err)
				}
				if want := decimal.RequireFromString(number); !out.Amount.Equal(want) || out.Amount.Exponent() != want.Exponent() {
					t.Errorf("amount is %s", out.Amount)
				}
				if out.Count.String() != number || fmt.Sprint(out.Any) != number {
					t.Errorf("texts are %s and %v", out.Count, out.Any)
				}
			})
		}
	}
}

func TestRequest_whatIsDoneWithTheBody(t *testing.T) {
	t.Parallel()
	html := "\n <!DOCTYPE html><html><head><title>Sign &amp; in</title></head></html>"
	for name, tt := range map[string]struct {
		method, body string
		status       int
		ignored      bool
		fails        string
	}{
		"read":                      {method: "GET", status: 200, body: ` {"id":"a"} `},
		"created":                   {method: "POST", status: 201, body: `{"id":"a"}`},
		"ignored":                   {method: "POST", status: 200, body: `anything`, ignored: true},
		"ignored nothing":           {method: "POST", status: 204, ignored: true},
		"deleted with a body":       {method: "DELETE", status: 200, body: `{"id":"a"}`},
		"deleted without a body":    {method: "DELETE", status: 204},
		"nothing where JSON is due": {method: "GET", status: 204, fails: "an empty body instead of JSON"},
		"a page":                    {method: "GET", status: 200, body: html, fails: "the answer is an HTML page: Sign & in; check the endpoint"},
		"an ignored page":           {method: "PUT", status: 200, body: html, ignored: true, fails: "is an HTML page"},
		"a page after DELETE":       {method: "DELETE", status: 200, body: html, fails: "is an HTML page"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			endpoint, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(tt.status)
				_, _ = io.WriteString(w, tt.body)
			})
			var out thing
			target := any(&out)
			if tt.ignored {
				target = nil
			}
			var status int
			err := connect(t, endpoint).Do(t.Context(), Request{Method: tt.method, Route: "/a", Status: &status}, target)
			if tt.fails != "" {
				if e := failureOf(t, err); !strings.Contains(e.Error(), tt.fails) || e.Status != tt.status {
					t.Errorf("got %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if want := strings.Contains(tt.body, `"a"`); (out.ID == "a") != want || status != tt.status {
				t.Errorf("id is %q, status %d", out.ID, status)
			}
		})
	}
}

func TestRequest_bodyIsBounded(t *testing.T) {
	t.Parallel()
	mebibyte := make([]byte, 1<<20)
	var zipped bytes.Buffer
	zip := gzip.NewWriter(&zipped)
	_, _ = zip.Write(mebibyte)
	_ = zip.Close()
	for name, handler := range map[string]http.HandlerFunc{
		"announced": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", fmt.Sprint(64<<20))
			w.WriteHeader(200)
			_ = http.NewResponseController(w).Flush()
			stall(w, r) // the client gives up without having seen a byte of it
		},
		"streamed": func(w http.ResponseWriter, _ *http.Request) {
			for range 33 {
				_, _ = w.Write(mebibyte)
			}
		},
		"compressed": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			for range 33 {
				_, _ = w.Write(zipped.Bytes())
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			endpoint, service := serve(t, handler)
			err := connect(t, endpoint).Do(t.Context(), get(), &thing{})
			if !errors.Is(err, errTooLarge) || !strings.Contains(err.Error(), "32 MiB") || service.count() != 1 {
				t.Errorf("after %d requests: %v", service.count(), err)
			}
		})
	}
}

// endless is a body that counts how much of it is taken.
type endless struct{ taken int64 }

func (e *endless) Read(p []byte) (int, error) { e.taken += int64(len(p)); return len(p), nil }
func (e *endless) Close() error               { return nil }

func TestReceive_bounds(t *testing.T) {
	t.Parallel()
	exact := io.NopCloser(io.LimitReader(&endless{}, maxBody))
	body, err := (&Client{secrets: &secrets{}}).receive(&http.Response{StatusCode: 200, ContentLength: -1, Body: exact})
	if err != nil || len(body) != maxBody {
		t.Errorf("of exactly the bound %d bytes were taken: %v", len(body), err)
	}
	for _, tt := range []struct {
		status        int
		announced     int64
		least, most   int64
		wantsTooLarge bool
	}{
		{200, -1, maxBody, maxBody + 1, true},
		{200, maxBody + 1, 0, 0, true},
		{404, -1, maxErrorBody, maxErrorBody, false},
		{500, maxBody + 1, maxErrorBody, maxErrorBody, false},
	} {
		var source endless
		_, err := (&Client{secrets: &secrets{}}).receive(&http.Response{StatusCode: tt.status, ContentLength: tt.announced, Body: &source})
		if errors.Is(err, errTooLarge) != tt.wantsTooLarge || source.taken < tt.least || source.taken > tt.most {
			t.Errorf("status %d of %d bytes: took %d: %v", tt.status, tt.announced, source.taken, err)
		}
	}
}

func TestRequest_gzip(t *testing.T) {
	t.Parallel()
	endpoint, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Accept-Encoding") != "gzip" {
			t.Errorf("Accept-Encoding is %q", r.Header.Get("Accept-Encoding"))
		}
		w.Header().Set("Content-Encoding", "gzip")
		zip := gzip.NewWriter(w)
		_, _ = io.WriteString(zip, `{"id":"a"}`)
		_ = zip.Close()
	})
	var out thing
	if err := connect(t, endpoint).Do(t.Context(), get(), &out); err != nil || out.ID != "a" {
		t.Errorf("got %v", err)
	}
}

func TestRequest_http2WithOwnAuthority(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer(w, 200, fmt.Sprintf(`{"id":%q}`, r.Proto))
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	t.Cleanup(server.Close)
	c := connect(t, server.URL, func(o *Options) { o.CACertificate = certificate(server) })
	for _, r := range []Request{get(), post(), {Method: "POST", Route: "/things"}} {
		var out thing
		if err := c.Do(t.Context(), r, &out); err != nil || out.ID != "HTTP/2.0" {
			t.Errorf("%s by %s: %v", r.Method, out.ID, err)
		}
	}
}

func TestRequest_connectionsAreFewAndKept(t *testing.T) {
	t.Parallel()
	conns := make(chan string, 1000)
	endpoint, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		conns <- r.RemoteAddr
		answer(w, 200, "{}")
	})
	c := connect(t, endpoint)
	done := make(chan error)
	const callers, each = 40, 5
	for range callers {
		go func() {
			var err error
			for range each {
				err = errors.Join(err, c.Do(t.Context(), get(), &thing{}))
			}
			done <- err
		}()
	}
	for range callers {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	close(conns)
	distinct := map[string]bool{}
	for conn := range conns {
		distinct[conn] = true
	}
	if len(distinct) > 16 {
		t.Errorf("%d connections", len(distinct))
	}
}

func TestRequest_poolSettings(t *testing.T) {
	t.Parallel()
	p := pool(t, connect(t, "https://api.test"))
	if p.Proxy == nil || p.MaxIdleConnsPerHost != 64 || p.MaxConnsPerHost != 16 || !p.ForceAttemptHTTP2 {
		t.Errorf("proxy %t, idle %d, connections %d, HTTP/2 %t", p.Proxy != nil, p.MaxIdleConnsPerHost, p.MaxConnsPerHost, p.ForceAttemptHTTP2)
	}
}

func TestAmbiguous_forAnAnswerWithoutAnID(t *testing.T) {
	t.Parallel()
	cause := errors.New("the answer has no id")
	err := connect(t, "https://api.test").Ambiguous(post(), cause)
	if !IsAmbiguous(err) || !errors.Is(err, cause) {
		t.Errorf("got %v", err)
	}
	const want = "Test service: POST /things failed: the answer has no id; whether it took effect is unknown"
	if err.Error() != want {
		t.Errorf("got %s", err)
	}
}

func TestNew_checksItsOptions(t *testing.T) {
	t.Parallel()
	const endpoint = "https://api.test/v1"
	for name, tt := range map[string]struct {
		change func(*Options)
		fails  string
	}{
		"fine":             {func(*Options) {}, ""},
		"plain http":       {func(o *Options) { o.Endpoint = "http://127.0.0.1:8080/v1/" }, ""},
		"no endpoint":      {func(o *Options) { o.Endpoint = "" }, "endpoint must be an absolute"},
		"relative":         {func(o *Options) { o.Endpoint = "api.test/v1" }, "endpoint must be an absolute"},
		"other scheme":     {func(o *Options) { o.Endpoint = "ftp://api.test" }, "endpoint must be an absolute"},
		"no host":          {func(o *Options) { o.Endpoint = "https:///v1" }, "endpoint must be an absolute"},
		"opaque":           {func(o *Options) { o.Endpoint = "https:api.test" }, "endpoint must be an absolute"},
		"user":             {func(o *Options) { o.Endpoint = "https://joe:hunter22@api.test" }, "endpoint must not contain a user name"},
		"query":            {func(o *Options) { o.Endpoint += "?key=hunter22" }, "endpoint must not contain a query"},
		"empty query":      {func(o *Options) { o.Endpoint += "?" }, "endpoint must not contain a query"},
		"fragment":         {func(o *Options) { o.Endpoint += "#hunter22" }, "endpoint must not contain a query"},
		"no URL":           {func(o *Options) { o.Endpoint = "https://joe:hunter22@api.test:port%" }, "endpoint is not a URL"},
		"token URL":        {func(o *Options) { o.Credentials = ClientCredentials("/token", "a", "b") }, "token_url must be an absolute"},
		"no token URL":     {func(o *Options) { o.Credentials = RefreshGrant("", "a", "b", "c") }, "token_url must be an absolute"},
		"token with break": {func(o *Options) { o.Credentials = Bearer("hunter22\n") }, "access_token contains a line break"},
		"timeout":          {func(o *Options) { o.RequestTimeout = -1 }, "request_timeout must not be negative"},
		"no errors read":   {func(o *Options) { o.Problem = nil }, "the options do not say how the service's errors are read"},
		"retries":          {func(o *Options) { o.MaxRetries = -1 }, "max_retries must not be negative"},
		"certificate":      {func(o *Options) { o.CACertificate = "hunter22" }, "ca_certificate holds no PEM certificate"},
		"a key instead":    {func(o *Options) { o.CACertificate = "-----BEGIN PRIVATE KEY-----\naGk=\n-----END PRIVATE KEY-----\n" }, "ca_certificate holds no PEM certificate"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := Options{Endpoint: endpoint, Problem: readProblem}
			tt.change(&o)
			_, err := New(o)
			if tt.fails == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if err == nil || !strings.HasPrefix(err.Error(), tt.fails) || strings.Contains(err.Error(), "hunter22") {
				t.Errorf("got %v, want %s", err, tt.fails)
			}
		})
	}
}

func TestNormalEndpoint(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"https://api.test/v1/mint":           "https://api.test/v1/mint",
		"HTTPS://Api.TEST/v1/Mint":           "https://api.test/v1/Mint",
		"https://api.test:443/v1//":          "https://api.test/v1",
		"https://api.test:/v1":               "https://api.test/v1",
		"https://api.test:8443/":             "https://api.test:8443",
		"http://api.test:80":                 "http://api.test",
		"http://api.test:443":                "http://api.test:443",
		"https://[::1]:443/a%2Fb/":           "https://[::1]/a%2Fb",
		"https://xn--bcher-kva.test/%7Euser": "https://xn--bcher-kva.test/%7Euser",
		"no URL: 100%":                       "no URL: 100%",
		"":                                   "",
	} {
		if got := NormalEndpoint(in); got != want || NormalEndpoint(got) != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
	c := connect(t, "https://API.test:443/v1/")
	if c.Endpoint() != "https://api.test/v1" {
		t.Errorf("the client is at %s", c.Endpoint())
	}
}

func BenchmarkDo(b *testing.B) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		answer(w, 200, `{"id":"a","amount":"12.50"}`)
	}))
	defer server.Close()
	c, err := New(Options{Service: "Test service", Problem: readProblem, Endpoint: server.URL})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		var out thing
		if err := c.Do(b.Context(), get(), &out); err != nil {
			b.Fatal(err)
		}
	}
}
