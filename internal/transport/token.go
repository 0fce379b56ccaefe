package transport

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/hashicorp/go-retryablehttp"
	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
)

// earlyRefresh is how long before its end a token is renewed; a tenth of its life where that is
// shorter.
const earlyRefresh = time.Minute

// tokens keeps one access token for all callers of a client.
type tokens struct {
	client *Client

	mu      sync.Mutex
	current *oauth2.Token
	renewAt time.Time // zero: when the service refuses it
	refresh string    // latest refresh token, empty if there is none
	refused error     // the credentials were refused: asking again would only get the client throttled
	flight  *flight
}

// flight is one token request and those who wait for it.
type flight struct {
	done      chan struct{}
	token     *oauth2.Token
	err       error
	abandoned bool // its caller gave up, which is not the others' failure
}

func newTokens(c *Client) *tokens {
	t := &tokens{client: c}
	if c.options.Credentials.scheme == refreshGrant {
		t.refresh = c.options.Credentials.token
	}
	return t
}

// get returns the current token, or asks for one while every other caller waits for the same
// answer.
func (t *tokens) get(ctx context.Context) (*oauth2.Token, error) {
	for {
		t.mu.Lock()
		if t.refused != nil {
			defer t.mu.Unlock()
			return nil, t.refused
		}
		if t.current != nil && (t.renewAt.IsZero() || t.client.options.Now().Before(t.renewAt)) {
			defer t.mu.Unlock()
			return t.current, nil
		}
		f := t.flight
		if f == nil {
			f = &flight{done: make(chan struct{})}
			t.flight = f
			refresh := t.refresh
			t.mu.Unlock()
			t.fetch(ctx, f, refresh)
			return f.token, f.err
		}
		t.mu.Unlock()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-f.done:
			if !f.abandoned {
				return f.token, f.err
			}
		}
	}
}

// drop forgets the token a request was refused with, unless it has been replaced meanwhile.
func (t *tokens) drop(used string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.current != nil && t.current.AccessToken == used {
		t.current = nil
	}
}

func (t *tokens) fetch(ctx context.Context, f *flight, refresh string) {
	asked := t.client.options.Now()
	f.token, f.err = t.grant(ctx, refresh)
	f.abandoned = f.err != nil && ctx.Err() != nil

	t.mu.Lock()
	defer t.mu.Unlock()
	defer close(f.done)
	t.flight = nil
	if f.err != nil {
		if definite(f.err) {
			t.refused = f.err
		}
		return
	}
	t.client.secrets.add(f.token.AccessToken, f.token.RefreshToken)
	t.current, t.renewAt = f.token, time.Time{}
	if end := f.token.Expiry; !end.IsZero() {
		life := time.Until(end) // oauth2 counts by the real clock, which need not be the client's
		t.renewAt = asked.Add(life - min(earlyRefresh, life/10))
	}
	if f.token.RefreshToken != "" {
		t.refresh = f.token.RefreshToken
	}
}

// grant asks the token endpoint. A refresh token that has run out falls back to the password, if
// there is one.
func (t *tokens) grant(ctx context.Context, refresh string) (*oauth2.Token, error) {
	c := t.client.options.Credentials
	if c.scheme == clientGrant {
		return t.ask(ctx, nil)
	}
	if refresh != "" {
		token, err := t.ask(ctx, url.Values{"grant_type": {"refresh_token"}, "refresh_token": {refresh}})
		if c.scheme == refreshGrant || !definite(err) {
			return token, err
		}
	}
	return t.ask(ctx, url.Values{"grant_type": {"password"}, "username": {c.user}, "password": {c.password}})
}

// ask is one token request; oauth2's client credentials take another grant's parameters as well.
func (t *tokens) ask(ctx context.Context, grant url.Values) (*oauth2.Token, error) {
	c := t.client.options.Credentials
	config := clientcredentials.Config{
		ClientID: c.clientID, ClientSecret: c.clientSecret, TokenURL: c.tokenURL,
		AuthStyle: oauth2.AuthStyleInHeader, EndpointParams: grant,
	}
	sender := &http.Client{Transport: tokenRoundTripper{t.client}}
	token, err := config.Token(context.WithValue(ctx, oauth2.HTTPClient, sender))
	if err != nil {
		return nil, t.client.tokenCall().unsent(err)
	}
	return token, nil
}

// definite reports whether the token endpoint refused the credentials, as opposed to being unable
// to answer.
func definite(err error) bool {
	status := find(err).Status
	return status >= 200 && status < 500 && status != http.StatusRequestTimeout && status != http.StatusTooManyRequests
}

// tokenCall is a request to the token endpoint. Asking twice for a token adds nothing, so it may be
// repeated.
func (c *Client) tokenCall() *call {
	route := c.options.Credentials.tokenURL
	if u, err := url.Parse(route); err == nil {
		route = u.Path
	}
	return &call{client: c, method: http.MethodPost, route: route, effect: Set, patience: maxPatience}
}

// tokenRoundTripper sends oauth2's requests by the same rules as all others, and shows it successes
// only: its own errors quote whole answers.
type tokenRoundTripper struct{ client *Client }

func (t tokenRoundTripper) RoundTrip(req *http.Request) (*http.Response, error) {
	a := t.client.tokenCall()
	var err error
	if a.content, err = io.ReadAll(req.Body); err != nil {
		return nil, err
	}
	again, err := retryablehttp.NewRequestWithContext(req.Context(), req.Method, req.URL.String(), a.content)
	if err != nil {
		return nil, err
	}
	again.Header = req.Header.Clone()
	again.Header.Set("Accept", "application/json;charset=utf-8") // some token endpoints ask for just this
	resp, failed := a.run(again)
	if failed == nil {
		return resp, nil
	}
	if failed.Status == http.StatusBadRequest {
		failed.Hint = t.client.options.Credentials.hint() // how OAuth2 refuses a grant
	}
	return nil, failed
}
