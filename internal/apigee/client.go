package apigee

import (
	"cmp"
	"context"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/collection"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/object"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

const (
	// ServiceName is how messages name the service.
	ServiceName = "Apigee monetization"

	// DefaultEndpoint is the base URL of the public cloud; a private cloud has its own (contract:
	// apigee-mint 1.1).
	DefaultEndpoint = "https://api.enterprise.apigee.com/v1/mint"

	// DefaultTokenURL is the OAuth2 token endpoint of the public cloud; organizations that sign in
	// through SAML have their own (contract: apigee-mint 1.2).
	DefaultTokenURL = "https://login.apigee.com/oauth/token"

	// OAuthClientID and OAuthClientSecret are the documented public OAuth2 client that every user
	// of the token endpoint presents. They protect nothing and are no secret of anybody (contract:
	// apigee-mint 1.2).
	OAuthClientID     = "edgecli"
	OAuthClientSecret = "edgeclisecret"
)

// Client calls the monetization API for one organization. It is safe for concurrent use.
type Client struct {
	transport    *transport.Client
	organization string
	months       MonthFormat
	writes       collection.Writes
	oneByOne     bool
	settling     Settling
	profile      profile
	offers       offers
	buyers       sync.Map // of names of developers to buyer
	emails       sync.Map // of UUIDs of developers to their emails

	// AcceptedRatePlans are the purchases of a developer, by email or UUID, or of a company.
	AcceptedRatePlans   *object.Scoped[AcceptedRatePlan]
	BillingAdjustments  BillingAdjustments
	CreditLimits        *CreditLimits
	DeveloperBilling    *DeveloperBilling
	Developers          *object.Objects[Developer]
	DeveloperCategories *object.Objects[DeveloperCategory]
	Packages            *object.Objects[Package]
	Products            *object.Objects[Product]
	SupportedCurrencies *object.Objects[SupportedCurrency]
	SuspendedDevelopers *object.Objects[SuspendedDeveloper]
	Terms               *object.Objects[Terms]
	// TermsAnswers are what a developer, by email or id, has said to terms.
	TermsAnswers *object.Scoped[TermsAnswer]
	// RatePlans are the plans of a package, by its id.
	RatePlans *object.Scoped[RatePlan]

	management string
}

// Settling is how an object whose creation got no clear answer is looked for.
type Settling = once.Settling

// Option changes how a Client reads from the service or writes to it.
type Option func(*Client)

// WithMonthFormat sets the wire form of billing months; the default is MonthNumber (contract:
// apigee-mint 3.1).
func WithMonthFormat(format MonthFormat) Option {
	return func(c *Client) { c.months = format }
}

// WithSettling sets how unknown outcomes are settled.
func WithSettling(s Settling) Option { return func(c *Client) { c.settling = s } }

// WithBatchedReads says whether reads of single objects may be answered from listings of their
// collections; they are by default.
func WithBatchedReads(on bool) Option { return func(c *Client) { c.oneByOne = !on } }

// WithManagementEndpoint sets the base URL of the management API. Unless it is set, that is the
// monetization API's without its last segment, /mint (contract: apigee-neighbours 8).
func WithManagementEndpoint(endpoint string) Option {
	return func(c *Client) { c.management = endpoint }
}

// New returns a client for the organization over the given transport, whose endpoint ends in
// /v1/mint. It sends nothing.
func New(t *transport.Client, organization string, options ...Option) *Client {
	c := &Client{transport: t, organization: organization, months: MonthNumber}
	for _, option := range options {
		option(c)
	}
	c.AcceptedRatePlans = object.NewScoped(c.acceptedRatePlans)
	c.BillingAdjustments = c.billingAdjustments()
	c.CreditLimits = c.creditLimits()
	c.DeveloperBilling = &DeveloperBilling{client: c}
	c.Developers = c.developers()
	c.DeveloperCategories = c.developerCategories()
	c.Packages = c.packages()
	c.Products = c.products()
	c.SupportedCurrencies = c.supportedCurrencies()
	c.SuspendedDevelopers = c.suspendedDevelopers()
	c.Terms = c.terms()
	c.TermsAnswers = object.NewScoped(c.termsAnswers)
	c.RatePlans = c.ratePlans()
	return c
}

// run is what the handles of the client share.
func (c *Client) run() object.Run {
	return object.Run{Writes: &c.writes, OneByOne: c.oneByOne, Settling: c.settling, Ambiguous: IsAmbiguous, NotFound: IsNotFound}
}

// within names the organization in messages.
func (c *Client) within() string { return "organization " + c.organization }

// Now is the time on the client's clock.
func (c *Client) Now() time.Time {
	if c.settling.Now == nil {
		return time.Now()
	}
	return c.settling.Now()
}

// Organization is the organization whose objects the client reads and writes.
func (c *Client) Organization() string { return c.organization }

// ManagementEndpoint is the base URL of the management API.
func (c *Client) ManagementEndpoint() string {
	return cmp.Or(c.management, strings.TrimSuffix(c.transport.Endpoint(), "/mint"))
}

// request starts a request below the organization; path holds the values of the placeholders in
// route.
func (c *Client) request(method, route string, path ...string) transport.Request {
	return transport.Request{
		Method: method,
		Route:  "/organizations/{org}" + route,
		Path:   append([]string{c.organization}, path...),
	}
}

// do sends a request and notes writes, after which listings are out of date.
func (c *Client) do(ctx context.Context, r transport.Request, out any) error {
	err := c.transport.Do(ctx, r, out)
	if r.Method != http.MethodGet {
		c.writes.Record()
	}
	return err
}
