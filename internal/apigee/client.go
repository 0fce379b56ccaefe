package apigee

import (
	"context"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

const (
	// ServiceName is how messages name the service.
	ServiceName = "Apigee monetization"

	// DefaultEndpoint is the base URL of the public cloud; a private cloud has its own
	// (contract: apigee-mint 1.1).
	DefaultEndpoint = "https://api.enterprise.apigee.com/v1/mint"

	// DefaultTokenURL is the OAuth2 token endpoint of the public cloud; organizations
	// that sign in through SAML have their own (contract: apigee-mint 1.2).
	DefaultTokenURL = "https://login.apigee.com/oauth/token"

	// OAuthClientID and OAuthClientSecret are the documented public OAuth2 client that
	// every user of the token endpoint presents. They protect nothing and are no
	// secret of anybody (contract: apigee-mint 1.2).
	OAuthClientID     = "edgecli"
	OAuthClientSecret = "edgeclisecret"
)

// Client calls the monetization API for one organization. It is safe for
// concurrent use.
type Client struct {
	t            *transport.Client
	organization string
	months       MonthFormat
	settling     Settling
	oneByOne     bool
	reads        reads

	management string
	former     []string

	limits      limitKeepers
	adjustments *once.Book[BillingAdjustment]
	plans       *once.Books[RatePlan]
}

// Settling is how an object whose creation got no clear answer is looked for; the zero
// value looks once, by the real clock.
type Settling struct {
	// Timeout is how long it is looked for.
	Timeout time.Duration
	// Now is the clock, time.Now when nil; Wait pauses between look-ups, a timer when nil.
	Now  func() time.Time
	Wait func(ctx context.Context, d time.Duration) error
}

// Option changes how a Client writes to the service.
type Option func(*Client)

// WithMonthFormat sets the wire form of billing months; the default is MonthNumber
// (contract: apigee-mint 3.1).
func WithMonthFormat(format MonthFormat) Option {
	return func(c *Client) { c.months = format }
}

// WithSettling sets how unknown outcomes are settled.
func WithSettling(s Settling) Option {
	return func(c *Client) { c.settling = s }
}

// WithManagementEndpoint sets the base URL of the management API, which the monetization API's is
// mostly below.
func WithManagementEndpoint(endpoint string) Option {
	return func(c *Client) { c.management = endpoint }
}

// WithFormerEndpoints sets the endpoints, as [transport.NormalEndpoint] spells them, under which
// objects of this service may have been recorded.
func WithFormerEndpoints(endpoints ...string) Option {
	return func(c *Client) { c.former = endpoints }
}

// New returns a client for the organization over the given transport, whose endpoint
// ends in /v1/mint. It sends nothing.
func New(t *transport.Client, organization string, options ...Option) *Client {
	c := &Client{t: t, organization: organization, months: MonthNumber}
	for _, option := range options {
		option(c)
	}
	c.adjustments = c.adjustmentBook()
	c.openReads()
	c.plans = c.ratePlanBooks()
	return c
}

// Now is the time on the client's clock.
func (c *Client) Now() time.Time {
	if c.settling.Now == nil {
		return time.Now()
	}
	return c.settling.Now()
}

// Organization is the organization whose objects the client reads and writes.
func (c *Client) Organization() string { return c.organization }

// Endpoint is the base URL of the monetization API, as [transport.NormalEndpoint] spells it.
func (c *Client) Endpoint() string { return c.t.Endpoint() }

// ManagementEndpoint is the base URL of the management API; empty unless the client was told.
func (c *Client) ManagementEndpoint() string { return c.management }

// FormerEndpoints are endpoints under which objects of this service may have been recorded.
func (c *Client) FormerEndpoints() []string { return c.former }

// request starts a request below the organization; path holds the values of the
// placeholders in route.
func (c *Client) request(method, route string, path ...string) transport.Request {
	return transport.Request{
		Method: method,
		Route:  "/organizations/{org}" + route,
		Path:   append([]string{c.organization}, path...),
	}
}
