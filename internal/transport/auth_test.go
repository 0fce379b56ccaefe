package transport

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-log/tflogtest"
)

// sso is a service with a token endpoint: it accepts only the token it issued last.
type sso struct {
	*counter
	url string

	mu      sync.Mutex
	grants  []url.Values // every token request's form, in order
	headers []http.Header
	issued  int
	life    string // expires_in, as JSON; empty leaves it out
	refresh bool   // whether refresh tokens are given

	// refuse may answer a token request in place of the service.
	refuse func(w http.ResponseWriter, form url.Values) bool
	// things answers what is not a token request, once the token is right.
	things http.HandlerFunc
}

const tokenPath = "/v1/oauth2/token"

func newSSO(t *testing.T) *sso {
	t.Helper()
	s := &sso{life: "3600", things: func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, `{"id":"a"}`) }}
	s.url, s.counter = serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == tokenPath {
			s.token(w, r)
			return
		}
		s.mu.Lock()
		right := r.Header.Get("Authorization") == fmt.Sprintf("Bearer access-%d", s.issued)
		s.mu.Unlock()
		if !right {
			answer(w, 401, `{"error":"invalid_token","error_description":"Token signature verification failed"}`)
			return
		}
		s.things(w, r)
	})
	return s
}

func (s *sso) token(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_ = r.ParseForm()
	s.grants = append(s.grants, r.PostForm)
	s.headers = append(s.headers, r.Header)
	if s.refuse != nil && s.refuse(w, r.PostForm) {
		return
	}
	s.issued++
	body := fmt.Sprintf(`{"access_token":"access-%d","token_type":"bearer","scope":"a b"`, s.issued)
	if s.life != "" {
		body += `,"expires_in":` + s.life
	}
	if s.refresh {
		body += fmt.Sprintf(`,"refresh_token":"refresh-%d"`, s.issued)
	}
	answer(w, 200, body+"}")
}

// revoke makes the service forget the token it issued last.
func (s *sso) revoke() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.issued++
}

func (s *sso) kinds() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var kinds []string
	for _, g := range s.grants {
		kinds = append(kinds, strings.TrimSpace(g.Get("grant_type")+" "+g.Get("refresh_token")))
	}
	return kinds
}

func (s *sso) connect(t *testing.T, change ...func(*Options)) *Client {
	t.Helper()
	return connect(t, s.url, append([]func(*Options){func(o *Options) {
		o.Credentials = ClientCredentials(s.url+tokenPath, "client-id", "client-secret")
	}}, change...)...)
}

func (s *sso) password(o *Options) {
	o.Credentials = PasswordGrant(s.url+tokenPath, "edgecli", "edgeclisecret", "joe@corp.test", "hunter22")
}

func TestAuth_staticHeaders(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		credentials Credentials
		want        string
	}{
		"none":   {Credentials{}, ""},
		"basic":  {Basic("joe@corp.test", "hunter22"), "Basic am9lQGNvcnAudGVzdDpodW50ZXIyMg=="},
		"bearer": {Bearer("token-1"), "Bearer token-1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			endpoint, service := serve(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, "{}") })
			c := connect(t, endpoint, func(o *Options) { o.Credentials = tt.credentials })
			if err := c.Do(t.Context(), post(), nil); err != nil {
				t.Fatal(err)
			}
			if got := service.requests()[0].Header.Get("Authorization"); got != tt.want {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestAuth_grantsOnTheWire(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		credentials func(tokenURL string) Credentials
		form        url.Values
		basic       string
	}{
		"client credentials": {
			func(u string) Credentials { return ClientCredentials(u, "client-id", "client-secret") },
			url.Values{"grant_type": {"client_credentials"}},
			"Basic Y2xpZW50LWlkOmNsaWVudC1zZWNyZXQ=",
		},
		"password": {
			func(u string) Credentials {
				return PasswordGrant(u, "edgecli", "edgeclisecret", "joe@corp.test", "a&b=c")
			},
			url.Values{"grant_type": {"password"}, "username": {"joe@corp.test"}, "password": {"a&b=c"}},
			"Basic ZWRnZWNsaTplZGdlY2xpc2VjcmV0",
		},
		"refresh token": {
			func(u string) Credentials { return RefreshGrant(u, "edgecli", "edgeclisecret", "refresh-0") },
			url.Values{"grant_type": {"refresh_token"}, "refresh_token": {"refresh-0"}},
			"Basic ZWRnZWNsaTplZGdlY2xpc2VjcmV0",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSSO(t)
			c := s.connect(t, func(o *Options) { o.Credentials = tt.credentials(s.url + tokenPath) })
			var out thing
			if err := c.Do(t.Context(), post(), &out); err != nil || out.ID != "a" {
				t.Fatalf("got %v", err)
			}
			if diff := cmp.Diff([]url.Values{tt.form}, s.grants); diff != "" {
				t.Errorf("forms differ (-want +got):\n%s", diff)
			}
			for name, want := range map[string]string{
				"Authorization": tt.basic,
				"Accept":        "application/json;charset=utf-8",
				"Content-Type":  "application/x-www-form-urlencoded",
				"User-Agent":    "terraform-provider-mint/test",
			} {
				if got := s.headers[0].Get(name); got != want {
					t.Errorf("%s is %q, want %q", name, got, want)
				}
			}
			for _, r := range s.requests() {
				if r.URL.RawQuery != "" {
					t.Errorf("something went into the address: %s", r.URL)
				}
			}
		})
	}
}

func TestAuth_oneTokenForAllCallers(t *testing.T) {
	t.Parallel()
	s := newSSO(t)
	c := s.connect(t)
	parallel(t, 40, func() error { return c.Do(t.Context(), get(), &thing{}) })
	if got := s.kinds(); len(got) != 1 {
		t.Errorf("token requests: %v", got)
	}
}

func parallel(t *testing.T, n int, f func() error) {
	t.Helper()
	var callers sync.WaitGroup
	for range n {
		callers.Go(func() {
			if err := f(); err != nil {
				t.Error(err)
			}
		})
	}
	callers.Wait()
}

func TestAuth_revokedTokenIsReplacedOnce(t *testing.T) {
	t.Parallel()
	s := newSSO(t)
	c := s.connect(t, func(o *Options) { o.MaxRetries = 0 })
	parallel(t, 1, func() error { return c.Do(t.Context(), get(), &thing{}) })
	s.revoke()
	parallel(t, 40, func() error { return c.Do(t.Context(), post(), &thing{}) })
	if got := s.kinds(); len(got) != 2 {
		t.Errorf("token requests: %v", got)
	}
}

func TestAuth_onlyTheUsedTokenIsDropped(t *testing.T) {
	t.Parallel()
	s := newSSO(t)
	c := s.connect(t)
	first, err := c.tokens.get(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c.tokens.drop(first.AccessToken)
	second, err := c.tokens.get(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c.tokens.drop(first.AccessToken) // a late 401 of a request that carried the first
	third, err := c.tokens.get(t.Context())
	if err != nil || second.AccessToken != third.AccessToken || first.AccessToken == second.AccessToken {
		t.Errorf("got %s, %s, %s: %v", first.AccessToken, second.AccessToken, third.AccessToken, err)
	}
}

func TestAuth_persistentUnauthorizedIsFinal(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		credentials func(s *sso) Credentials
		requests    int
		hint        string
	}{
		"none":   {func(*sso) Credentials { return Credentials{} }, 1, "no credentials are configured"},
		"basic":  {func(*sso) Credentials { return Basic("joe", "hunter22") }, 1, "check username and password"},
		"bearer": {func(*sso) Credentials { return Bearer("hunter22") }, 1, "check access_token: it may have expired"},
		"client": {
			func(s *sso) Credentials { return ClientCredentials(s.url+tokenPath, "client-id", "hunter22") }, 4,
			"an access token was issued for client_id and client_secret, and the service refused it",
		},
	} {
		for _, r := range []Request{get(), post()} {
			t.Run(name+" "+r.Method, func(t *testing.T) {
				t.Parallel()
				s := newSSO(t)
				s.things = func(w http.ResponseWriter, _ *http.Request) {
					answer(w, 401, `{"code":"AUTHENTICATION_FAILURE","message":"Authentication failed","request_id":"d1"}`)
				}
				var waits recorder
				c := s.connect(t, func(o *Options) { o.Credentials, o.Wait = tt.credentials(s), waits.wait })
				err := c.Do(t.Context(), r, nil)
				if !IsUnauthorized(err) || IsTokenRefused(err) != (name == "client") || IsAmbiguous(err) || !strings.Contains(err.Error(), tt.hint) ||
					strings.Contains(err.Error(), "hunter22") {
					t.Errorf("got %v", err)
				}
				if s.count() != tt.requests || len(waits.list()) != 0 {
					t.Errorf("%d requests, waits %v", s.count(), waits.list())
				}
			})
		}
	}
}

func TestAuth_tokenIsRenewedEarly(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		life         string
		fresh, stale time.Duration
	}{
		{"32400", 32400*time.Second - 61*time.Second, 32400*time.Second - 60*time.Second},
		{"1799", 1799*time.Second - 61*time.Second, 1799*time.Second - 60*time.Second},
		{"30", 26 * time.Second, 27 * time.Second},
		{`"3600"`, 3600*time.Second - 61*time.Second, 3600*time.Second - 60*time.Second},
		{"", 1000 * time.Hour, 0},
		{"0", 1000 * time.Hour, 0},
	} {
		t.Run(tt.life, func(t *testing.T) {
			t.Parallel()
			s := newSSO(t)
			s.life = tt.life
			now := noon
			c := s.connect(t, func(o *Options) { o.Now = func() time.Time { return now } })
			for _, d := range []time.Duration{0, tt.fresh, tt.stale} {
				now = noon.Add(d)
				if err := c.Do(t.Context(), get(), &thing{}); err != nil {
					t.Fatal(err)
				}
				want := 1
				if d == tt.stale && d > 0 {
					want = 2
				}
				if got := len(s.kinds()); got != want {
					t.Errorf("%d tokens after %s", got, d)
				}
			}
		})
	}
}

func TestAuth_passwordGrantRenewsWithItsRefreshToken(t *testing.T) {
	t.Parallel()
	s := newSSO(t)
	s.refresh = true
	s.refuse = func(w http.ResponseWriter, form url.Values) bool {
		if form.Get("refresh_token") == "refresh-3" { // 2 was revoked before it was used
			answer(w, 400, `{"error":"invalid_grant","error_description":"refresh token expired"}`)
			return true
		}
		return false
	}
	now := noon
	c := s.connect(t, s.password, func(o *Options) { o.Now = func() time.Time { return now } })
	use := func() {
		t.Helper()
		if err := c.Do(t.Context(), get(), &thing{}); err != nil {
			t.Fatal(err)
		}
	}
	use()
	now = now.Add(time.Hour)
	use() // renewed by time
	s.revoke()
	use() // renewed after a 401
	want := []string{"password", "refresh_token refresh-1", "refresh_token refresh-2"}
	if diff := cmp.Diff(want, s.kinds()); diff != "" {
		t.Errorf("grants differ (-want +got):\n%s", diff)
	}
	s.mu.Lock()
	s.refuse = func(w http.ResponseWriter, form url.Values) bool {
		refuse := form.Get("grant_type") == "refresh_token"
		if refuse {
			answer(w, 400, `{"error":"invalid_grant","error_description":"refresh token expired"}`)
		}
		return refuse
	}
	s.mu.Unlock()
	now = now.Add(time.Hour)
	use() // falls back to the password
	want = append(want, "refresh_token refresh-4", "password")
	if diff := cmp.Diff(want, s.kinds()); diff != "" {
		t.Errorf("grants differ (-want +got):\n%s", diff)
	}
}

func TestAuth_refreshGrantRotates(t *testing.T) {
	t.Parallel()
	s := newSSO(t)
	s.refresh = true
	c := s.connect(t, func(o *Options) {
		o.Credentials = RefreshGrant(s.url+tokenPath, "edgecli", "edgeclisecret", "refresh-0")
	})
	for range 2 {
		if err := c.Do(t.Context(), get(), &thing{}); err != nil {
			t.Fatal(err)
		}
		s.revoke()
	}
	if diff := cmp.Diff([]string{"refresh_token refresh-0", "refresh_token refresh-1"}, s.kinds()); diff != "" {
		t.Errorf("grants differ (-want +got):\n%s", diff)
	}
}

func TestAuth_badCredentialsAreNeverTriedAgain(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		status int
		body   string
		change func(s *sso) func(*Options)
		want   string
	}{
		"client": {
			401, `{"error":"invalid_client","error_description":"Client Authentication failed"}`,
			func(*sso) func(*Options) { return func(*Options) {} },
			"Test service: POST /v1/oauth2/token answered 401 invalid_client: Client Authentication failed; " +
				"check client_id and client_secret",
		},
		"password": {
			400, `{"error":"invalid_grant","error_description":"no such user"}`,
			func(s *sso) func(*Options) { return s.password },
			"Test service: POST /v1/oauth2/token answered 400 invalid_grant: no such user; check username and password",
		},
		"refresh token": {
			400, `{"error":"invalid_grant","error_description":"expired"}`,
			func(s *sso) func(*Options) {
				return func(o *Options) { o.Credentials = RefreshGrant(s.url+tokenPath, "a", "b", "refresh-0") }
			},
			"Test service: POST /v1/oauth2/token answered 400 invalid_grant: expired; check refresh_token",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSSO(t)
			s.refuse = func(w http.ResponseWriter, _ url.Values) bool { answer(w, tt.status, tt.body); return true }
			c := s.connect(t, tt.change(s))
			var callers sync.WaitGroup
			for range 20 {
				callers.Go(func() {
					err := c.Do(t.Context(), post(), nil)
					if !IsUnauthorized(err) || IsAmbiguous(err) || IsTransient(err) || err.Error() != tt.want {
						t.Errorf("got %v", err)
					}
				})
			}
			callers.Wait()
			_ = c.Do(t.Context(), get(), nil) // later, not only at the same time
			if s.count() != 1 {
				t.Errorf("%d requests", s.count())
			}
		})
	}
}

func TestAuth_tokenRequestsObeyTheRules(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		fault    http.HandlerFunc
		forever  bool
		requests int // to the token endpoint
		ok       bool
	}{
		"429":                      {fault: func(w http.ResponseWriter, _ *http.Request) { answer(w, 429, "") }, requests: 3, ok: true},
		"500":                      {fault: func(w http.ResponseWriter, _ *http.Request) { answer(w, 500, "") }, requests: 3, ok: true},
		"connection lost":          {fault: hangUp, requests: 3, ok: true},
		"connection lost for ever": {fault: hangUp, forever: true, requests: 4},
		"500 for ever":             {fault: func(w http.ResponseWriter, _ *http.Request) { answer(w, 500, "") }, forever: true, requests: 4},
		"429 for ever":             {fault: func(w http.ResponseWriter, _ *http.Request) { answer(w, 429, "") }, forever: true, requests: 4},
		"redirect":                 {fault: redirect("/login", 302), forever: true, requests: 1},
		"page":                     {fault: func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, "<html>") }, forever: true, requests: 1},
		"no token":                 {fault: func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, "{}") }, forever: true, requests: 1},
		"no JSON":                  {fault: func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, "OK") }, forever: true, requests: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSSO(t)
			s.refuse = func(w http.ResponseWriter, _ url.Values) bool {
				broken := tt.forever || len(s.grants) < 3
				if broken {
					tt.fault(w, &http.Request{Body: http.NoBody})
				}
				return broken
			}
			err := s.connect(t).Do(t.Context(), post(), &thing{})
			if (err == nil) != tt.ok || IsAmbiguous(err) {
				t.Errorf("got %v", err)
			}
			if got := len(s.kinds()); got != tt.requests {
				t.Errorf("%d token requests", got)
			}
			if !tt.ok && !strings.HasPrefix(err.Error(), "Test service: POST /v1/oauth2/token ") {
				t.Errorf("the error does not name the token endpoint: %v", err)
			}
		})
	}
}

func TestAuth_retryAfterOfTheTokenEndpointHoldsTheClient(t *testing.T) {
	t.Parallel()
	s := newSSO(t)
	s.refuse = func(w http.ResponseWriter, _ url.Values) bool {
		if len(s.grants) > 1 {
			return false
		}
		w.Header().Set("Retry-After", "9")
		answer(w, 429, "")
		return true
	}
	var waits recorder
	if err := s.connect(t, func(o *Options) { o.Wait = waits.wait }).Do(t.Context(), get(), nil); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]time.Duration{9 * time.Second}, waits.list()); diff != "" {
		t.Errorf("waits differ (-want +got):\n%s", diff)
	}
}

func TestAuth_aCallersEndIsNotTheOthers(t *testing.T) {
	t.Parallel()
	s := newSSO(t)
	asked, release := make(chan struct{}, 2), make(chan struct{})
	s.refuse = func(http.ResponseWriter, url.Values) bool {
		asked <- struct{}{}
		<-release
		return false
	}
	c := s.connect(t)
	ctx, cancel := context.WithCancel(t.Context())
	leader, follower := make(chan error, 1), make(chan error, 1)
	go func() { leader <- c.Do(ctx, get(), nil) }()
	<-asked
	go func() { follower <- c.Do(t.Context(), get(), nil) }()
	cancel()
	cancelled(t, <-leader)
	close(release)
	if err := <-follower; err != nil {
		t.Errorf("the other caller failed: %v", err)
	}
}

func TestAuth_waitingForATokenEndsWithTheCaller(t *testing.T) {
	t.Parallel()
	s := newSSO(t)
	asked, release := make(chan struct{}, 1), make(chan struct{})
	s.refuse = func(http.ResponseWriter, url.Values) bool {
		asked <- struct{}{}
		<-release
		return false
	}
	c := s.connect(t)
	leader := make(chan error, 1)
	go func() { leader <- c.Do(t.Context(), get(), nil) }()
	<-asked
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := c.tokens.get(ctx)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	close(release)
	if err := <-leader; err != nil {
		t.Error(err)
	}
}

func TestAuth_failedRenewalLeavesThePostUnsent(t *testing.T) {
	t.Parallel()
	s := newSSO(t)
	c := s.connect(t)
	if err := c.Do(t.Context(), get(), nil); err != nil {
		t.Fatal(err)
	}
	s.revoke()
	s.mu.Lock()
	s.refuse = func(w http.ResponseWriter, _ url.Values) bool { answer(w, 500, ""); return true }
	s.mu.Unlock()
	err := c.Do(t.Context(), post(), nil)
	if IsAmbiguous(err) || !IsTransient(err) {
		t.Errorf("ambiguous %t, transient %t: %v", IsAmbiguous(err), IsTransient(err), err)
	}
}

func TestAuth_tokenEndpointUsesTheSameAuthorityAndTimeout(t *testing.T) {
	t.Parallel()
	var silent atomic.Bool
	secure := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if silent.Load() {
			stall(w, r)
			return
		}
		answer(w, 200, `{"access_token":"access-1","token_type":"Bearer","expires_in":3600}`)
	}))
	t.Cleanup(secure.Close)
	options := func(o *Options) {
		o.Credentials = ClientCredentials(secure.URL+tokenPath, "client-id", "client-secret")
		o.CACertificate = certificate(secure)
	}
	endpoint, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, "{}") })
	if err := connect(t, endpoint, options).Do(t.Context(), get(), nil); err != nil {
		t.Error(err)
	}
	silent.Store(true)
	err := connect(t, endpoint, options, func(o *Options) {
		o.RequestTimeout, o.MaxRetries = 50*time.Millisecond, 0
	}).Do(t.Context(), get(), nil)
	if err == nil || !strings.Contains(err.Error(), "the attempt timed out after 50ms") {
		t.Errorf("got %v", err)
	}
}

func TestCredentials_printNoSecret(t *testing.T) {
	t.Parallel()
	for _, c := range []Credentials{
		{}, Basic("joe", "hunter22"), Bearer("hunter22"), ClientCredentials("u", "i", "hunter22"),
		PasswordGrant("u", "i", "s", "joe", "hunter22"), RefreshGrant("u", "i", "s", "hunter22"),
	} {
		for _, format := range []string{"%v", "%+v", "%#v", "%s"} {
			if text := fmt.Sprintf(format, Options{Credentials: c}.Credentials); strings.Contains(text, "hunter22") || text == "" {
				t.Errorf("%s prints %s", format, text)
			}
			if text := fmt.Sprintf("%+v", Options{Credentials: c}); strings.Contains(text, "hunter22") {
				t.Errorf("the options print %s", text)
			}
		}
	}
}

// FuzzToken: whatever the token endpoint answers, a token is used as it was given or there is an
// error, one token is asked for, and neither the error nor the log shows it, even where the service
// repeats it.
func FuzzToken(f *testing.F) {
	const prefix = "tkn9f8e7d"
	for _, seed := range []string{
		`{"scope":"https://uri.test/a https://uri.test/b","access_token":#,"token_type":"Bearer","app_id":"APP-1","expires_in":32400,"nonce":"n"}`,
		`{"access_token":#,"refresh_token":#,"expires_in":"1799","jti":"j","scope":""}`,
		`{"access_token":#,"expires_in":-1}`, `{"access_token":#,"expires_in":1e400}`, `{"access_token":#,"expires_in":null,"token_type":"mac\n"}`,
		`{"access_token":[#]}`, `{"access_token":#}{}`, `{"access_token":#`, `{"error":"invalid_client","error_description":#}`, `<html>#`, `null`, `access_token=#&expires_in=9`,
	} {
		for _, status := range []int{200, 201, 400, 401, 500} {
			f.Add(status, "", seed)
			f.Add(status, "\" /+é\n", seed)
		}
	}
	f.Fuzz(func(t *testing.T, status int, rest, shape string) {
		if status < 200 || status > 599 || status == 204 || status == 304 {
			t.Skip("an answer that has no body")
		}
		token, _ := json.Marshal(prefix + rest)
		body := strings.ReplaceAll(shape, "#", string(token))
		asked, sent := 0, ""
		endpoint, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == tokenPath {
				asked++
				answer(w, status, body)
				return
			}
			sent = r.Header.Get("Authorization")
			text, _ := json.Marshal(sent)
			answer(w, 400, `{"code":"c","message":`+string(text)+`}`)
		})
		var output bytes.Buffer
		ctx := tflogtest.RootLogger(t.Context(), &output)
		err := connect(t, endpoint, func(o *Options) {
			o.MaxRetries, o.Credentials = 0, ClientCredentials(endpoint+tokenPath, "id", "secret-of-the-app")
		}).Do(ctx, post(), &thing{})
		if err == nil || asked != 1 || IsAmbiguous(err) {
			t.Fatalf("%v after %d token requests", err, asked)
		}
		var given struct {
			Token string `json:"access_token"`
			Type  string `json:"token_type"`
		}
		if sent != "" && (status > 299 || json.Unmarshal([]byte(body), &given) != nil || !strings.HasSuffix(sent, strings.TrimSpace(given.Token))) {
			t.Errorf("sent %q", sent)
		}
		if strings.Contains(strings.NewReplacer(`"access_token":#`, "", `"refresh_token":#`, "").Replace(shape), "#") {
			return // elsewhere it is no secret that anybody could know
		}
		if !json.Valid([]byte(body)) && strings.Count(strings.ToLower(shape), "_token") > 1 {
			return // one name may be taken for the value of the other
		}
		for what, text := range map[string]string{"error": err.Error(), "log": output.String()} {
			if strings.Contains(text, prefix) {
				t.Errorf("the token in the %s: %s", what, text)
			}
		}
	})
}
