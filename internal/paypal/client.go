package paypal

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/collection"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/object"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
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
	run       object.Run
}

// Settling is how an object whose creation got no clear answer is looked for.
type Settling = once.Settling

// Option changes how a Client works.
type Option func(*Client)

// WithSettling sets how unknown outcomes are settled.
func WithSettling(s Settling) Option { return func(c *Client) { c.run.Settling = s } }

// WithBatchedReads says whether reads of single objects may be answered from listings of their
// collections; they are by default.
func WithBatchedReads(on bool) Option { return func(c *Client) { c.run.OneByOne = !on } }

// New returns a Client that sends through t, whose endpoint is a [BaseURL].
func New(t *transport.Client, options ...Option) *Client {
	c := &Client{transport: t, run: object.Run{Writes: &collection.Writes{}, Ambiguous: IsAmbiguous, NotFound: IsNotFound}}
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
	if c.run.Now == nil {
		return time.Now()
	}
	return c.run.Now()
}

// do sends a request and notes writes, after which listings are out of date: one to a ledger moves
// a wallet's balances.
func (c *Client) do(ctx context.Context, r transport.Request, out any) error {
	err := c.transport.Do(ctx, r, out)
	if r.Method != http.MethodGet {
		c.run.Writes.Record()
	}
	return err
}

// BaseURL is what [TokenPath] and this package's routes are appended to: the endpoint as
// [transport.NormalEndpoint] spells it, without the /v1/commerce/billing that the documentation
// often shows as part of it.
func BaseURL(endpoint string) string {
	base := transport.NormalEndpoint(endpoint)
	return strings.TrimRight(strings.TrimSuffix(base, routePrefix), "/")
}
