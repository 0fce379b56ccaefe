package paypal

import (
	"strings"

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
}

// New returns a Client that sends through t, whose endpoint is a [BaseURL].
func New(t *transport.Client) *Client {
	return &Client{transport: t}
}

// BaseURL is the endpoint without a trailing slash and without the /v1/commerce/billing that the documentation often
// shows as part of it: what [TokenPath] and this package's routes are appended to.
func BaseURL(endpoint string) string {
	base := strings.TrimRight(endpoint, "/")
	return strings.TrimRight(strings.TrimSuffix(base, routePrefix), "/")
}
