package paypal

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/collection"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

const (
	// ServiceName is how errors and logs name the service.
	ServiceName = "PayPal billing"
	// LiveEndpoint is the service's address for real money (contract: wallets 1.1).
	LiveEndpoint = "https://api-m.paypal.com"
	// SandboxEndpoint is the service's address for play money (contract: wallets 1.1).
	SandboxEndpoint = "https://api-m.sandbox.paypal.com"
	// TokenPath is where, below an endpoint, client credentials are exchanged for a token
	// (contract: wallets 1.2).
	TokenPath = "/v1/oauth2/token"

	routePrefix = "/v1/commerce/billing"
)

// Client calls the wallet operations of one PayPal account; it is safe for concurrent use.
type Client struct {
	Wallets      *Wallets
	Transactions *Transactions
	Entries      *Entries

	transport *transport.Client
	account   Account
	settling  Settling
	oneByOne  bool
	writes    collection.Writes
}

// Settling is how an object whose creation got no clear answer is looked for; the zero value looks
// once, by the real clock.
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

// WithSettling sets how unknown outcomes are settled.
func WithSettling(s Settling) Option { return func(c *Client) { c.settling = s } }

// WithBatchedReads says whether reads of single objects may be answered from listings of their
// collections; they are by default.
func WithBatchedReads(on bool) Option { return func(c *Client) { c.oneByOne = !on } }

// New returns a Client that sends through t, whose endpoint is a [BaseURL].
func New(t *transport.Client, options ...Option) *Client {
	c := &Client{transport: t}
	for _, option := range options {
		option(c)
	}
	c.Wallets = newWallets(c)
	c.Transactions = newTransactions(c)
	c.Entries = newEntries(c)
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

// do sends a request and notes writes, after which listings are out of date: one to a ledger moves
// a wallet's balances.
func (c *Client) do(ctx context.Context, r transport.Request, out any) error {
	err := c.transport.Do(ctx, r, out)
	if r.Method != http.MethodGet {
		c.writes.Record()
	}
	return err
}

// BaseURL is the endpoint without a trailing slash and without the /v1/commerce/billing that the
// documentation often shows as part of it: what [TokenPath] and this package's routes are appended to.
func BaseURL(endpoint string) string {
	base := strings.TrimRight(endpoint, "/")
	return strings.TrimRight(strings.TrimSuffix(base, routePrefix), "/")
}
