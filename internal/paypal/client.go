package paypal

import (
	"context"
	"strings"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

const (
	// ServiceName is how errors and logs name the service.
	ServiceName = "PayPal billing"
	// LiveEndpoint is the service's address for real money (contract: wallets 1.1).
	LiveEndpoint = "https://api-m.paypal.com"
	// SandboxEndpoint is the service's address for play money (contract: wallets 1.1).
	SandboxEndpoint = "https://api-m.sandbox.paypal.com"
	// TokenPath is where, below an endpoint, client credentials are exchanged for a token (contract: wallets 1.2).
	TokenPath = "/v1/oauth2/token"

	routePrefix = "/v1/commerce/billing"
)

// Client calls the wallet operations of one PayPal account; it is safe for concurrent use.
type Client struct {
	transport *transport.Client
	account   Account
	settling  Settling
	wallets   *walletBooks
	posters   *posters
	reads     reads
	former    []string
}

// Account tells one PayPal account from another, for objects that must never be looked for in the wrong one.
type Account struct {
	// Endpoint is the [BaseURL] the objects live behind.
	Endpoint string
	// ClientID is the REST app's; empty where a bare access token is used, which does not say whose it is.
	ClientID string
}

// Settling is how a posting that got no clear answer is looked for; the zero value looks once, by the real clock.
type Settling struct {
	// Timeout is how long it is looked for.
	Timeout time.Duration
	// Now is the clock, time.Now when nil; Wait pauses between look-ups, a timer when nil.
	Now  func() time.Time
	Wait func(ctx context.Context, d time.Duration) error
}

// Option changes how a Client works.
type Option func(*Client)

// WithAccount says whose objects the client sees.
func WithAccount(account Account) Option { return func(c *Client) { c.account = account } }

// WithFormerEndpoints sets the endpoints under which objects of this account may have been recorded.
func WithFormerEndpoints(endpoints ...string) Option {
	return func(c *Client) {
		for _, endpoint := range endpoints {
			c.former = append(c.former, BaseURL(endpoint))
		}
	}
}

// WithSettling sets how unknown outcomes are settled.
func WithSettling(s Settling) Option { return func(c *Client) { c.settling = s } }

// New returns a Client that sends through t, whose endpoint is a [BaseURL].
func New(t *transport.Client, options ...Option) *Client {
	c := &Client{transport: t}
	for _, option := range options {
		option(c)
	}
	c.wallets = newWalletBooks(c)
	c.posters = newPosters(c)
	c.openReads()
	return c
}

// Now is the time on the client's clock.
func (c *Client) Now() time.Time {
	if c.settling.Now == nil {
		return time.Now()
	}
	return c.settling.Now()
}

// Account is the account whose objects the client sees.
func (c *Client) Account() Account { return c.account }

// FormerEndpoints are endpoints, in the form of [Account.Endpoint], under which objects of this
// account may have been recorded.
func (c *Client) FormerEndpoints() []string { return c.former }

// BaseURL is what [TokenPath] and this package's routes are appended to: the endpoint as
// [transport.NormalEndpoint] spells it, without the /v1/commerce/billing that the documentation often
// shows as part of it.
func BaseURL(endpoint string) string {
	base := transport.NormalEndpoint(endpoint)
	return strings.TrimRight(strings.TrimSuffix(base, routePrefix), "/")
}
