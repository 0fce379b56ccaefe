package paypal

import (
	"context"
	"encoding/json"
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

// NewTransport returns a transport to the [BaseURL] of the options' endpoint that reads the
// service's errors; the options' Service, Problem and RequestIDHeader are set here. Its errors are
// those of [transport.New].
func NewTransport(o transport.Options) (*transport.Client, error) {
	o.Service, o.Problem, o.RequestIDHeader = ServiceName, problem, "Paypal-Debug-Id" // contract: wallets 1.3
	o.Endpoint = BaseURL(o.Endpoint)
	return transport.New(o)
}

// problem reads an error of the service (contract: wallets 1.4).
func problem(object []byte) transport.Problem {
	var b struct {
		Name    transport.Text `json:"name"`
		Message transport.Text `json:"message"`
		DebugID transport.Text `json:"debug_id"`
		Details []struct {
			Field       transport.Text `json:"field"`
			Value       transport.Text `json:"value"`
			Location    transport.Text `json:"location"`
			Issue       transport.Text `json:"issue"`
			Description transport.Text `json:"description"`
		} `json:"details"`
	}
	_ = json.Unmarshal(object, &b) // a member of another type does not cost the others
	p := transport.Problem{Code: string(b.Name), Message: string(b.Message), RequestID: string(b.DebugID)}
	for _, d := range b.Details {
		p.Details = append(p.Details, transport.Detail{
			Field: string(d.Field), Value: string(d.Value), Location: string(d.Location),
			Issue: string(d.Issue), Description: string(d.Description),
		})
	}
	return p
}
