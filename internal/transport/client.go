package transport

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

const (
	// maxConnections is wider than Terraform's default parallelism of 10, so that its requests
	// neither queue nor open a connection each.
	maxConnections     = 16
	maxIdleConnections = 64

	// idleTimeout is shorter than what load balancers commonly keep, because a POST on a connection
	// that the other side is just closing is an ambiguous outcome.
	idleTimeout = 30 * time.Second

	maxHops = 5
)

// Options configures a Client.
type Options struct {
	// Service is the name errors and logs use, such as "Apigee monetization".
	Service string
	// Problem reads the JSON object with which the service refuses a request; required.
	Problem func(object []byte) Problem
	// RequestIDHeader is where answers carry the service's request id, if not in X-Request-Id.
	RequestIDHeader string
	// Endpoint is the absolute http or https URL to which routes are appended.
	Endpoint string
	// UserAgent is sent with every request, token requests included.
	UserAgent string
	// Credentials authenticate every request; the zero value sends none.
	Credentials Credentials
	// RequestTimeout bounds one attempt, reading the body included; 30 seconds when zero.
	RequestTimeout time.Duration
	// MaxRetries is how many attempts may follow the first; one more follows a 401 that a new token
	// may cure.
	MaxRetries int
	// RequestsPerSecond limits all attempts together, with a burst of one second's worth; zero is
	// no limit.
	RequestsPerSecond decimal.Decimal
	// CACertificate is PEM, trusted in addition to the system's authorities.
	CACertificate string
	// Now is the clock; time.Now when nil.
	Now func() time.Time
	// Wait is called for every wait: backoff, pause and rate limit. When nil it sleeps, and ends
	// early with the context's error.
	Wait func(ctx context.Context, d time.Duration) error
}

// Client sends requests to one service; it is safe for concurrent use.
type Client struct {
	options Options // with every default filled in
	gate    *gate
	http    *http.Client
	tokens  *tokens // nil for credentials that need none
	secrets *secrets
}

// New returns a Client without touching the network; it fails when an option cannot work.
func New(o Options) (*Client, error) {
	if o.Problem == nil {
		return nil, errors.New("the options do not say how the service's errors are read")
	}
	if o.RequestTimeout < 0 {
		return nil, fmt.Errorf("request_timeout must not be negative: %s", o.RequestTimeout)
	}
	if o.MaxRetries < 0 {
		return nil, fmt.Errorf("max_retries must not be negative: %d", o.MaxRetries)
	}
	if err := checkURL("endpoint", o.Endpoint); err != nil {
		return nil, err
	}
	if err := o.Credentials.validate(); err != nil {
		return nil, err
	}
	o.Endpoint = NormalEndpoint(o.Endpoint)
	o.RequestTimeout = cmp.Or(o.RequestTimeout, 30*time.Second)
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Wait == nil {
		o.Wait = sleep
	}
	gate, err := newGate(o)
	if err != nil {
		return nil, err
	}
	pool, err := newPool(o.CACertificate)
	if err != nil {
		return nil, err
	}
	c := &Client{options: o, gate: gate, http: &http.Client{Transport: pool, CheckRedirect: followRedirect}, secrets: &secrets{}}
	c.secrets.add(o.Credentials.secrets()...)
	if o.Credentials.tokenURL != "" {
		c.tokens = newTokens(c)
	}
	return c, nil
}

// checkURL refuses an address that requests cannot be built on. Its errors never repeat the
// address, which may hold a password.
func checkURL(name, address string) error {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return fmt.Errorf("%s is not a URL", name)
	case u.Scheme != "http" && u.Scheme != "https", u.Host == "", u.Opaque != "":
		return fmt.Errorf("%s must be an absolute http or https URL", name)
	case u.User != nil:
		return fmt.Errorf("%s must not contain a user name or password", name)
	case u.RawQuery != "", u.ForceQuery, u.Fragment != "":
		return fmt.Errorf("%s must not contain a query or fragment", name)
	}
	return nil
}

// Endpoint is the address to which routes are appended, as [NormalEndpoint] spells it.
func (c *Client) Endpoint() string { return c.options.Endpoint }

// NormalEndpoint is the one spelling of an address, so that two that mean the same are equal:
// scheme and host in lower case, no default port, no slash at the end. What is no URL stays as it
// is.
func NormalEndpoint(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	u.Host = normalHost(u)
	return strings.TrimRight(u.String(), "/")
}

// normalHost is a URL's host in lower case, with its port unless that is the scheme's own.
func normalHost(u *url.URL) string {
	standard := map[string]string{"http": ":80", "https": ":443"}[u.Scheme]
	return strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(u.Host), standard), ":")
}

func newPool(caCertificate string) (*http.Transport, error) {
	trust, err := authorities(caCertificate)
	if err != nil {
		return nil, err
	}
	dialer := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            dialer.DialContext,
		TLSClientConfig:        &tls.Config{RootCAs: trust, MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    10 * time.Second,
		ForceAttemptHTTP2:      true, // setting DialContext or TLSClientConfig turns it off otherwise
		MaxConnsPerHost:        maxConnections,
		MaxIdleConnsPerHost:    maxIdleConnections,
		IdleConnTimeout:        idleTimeout,
		MaxResponseHeaderBytes: 1 << 20,
	}, nil
}

// authorities returns the system's certificate authorities and those in the PEM text; nil means the
// system's.
func authorities(certificate string) (*x509.CertPool, error) {
	if certificate == "" {
		return nil, nil
	}
	trust, err := x509.SystemCertPool()
	if err != nil {
		trust = x509.NewCertPool()
	}
	if !trust.AppendCertsFromPEM([]byte(certificate)) {
		return nil, errors.New(`ca_certificate holds no PEM certificate: give the content of the authority's file, such as file("ca.pem")`)
	}
	return trust, nil
}

// followRedirect lets only GET follow a redirect: Go turns a redirected POST into a GET, or repeats
// it. The Authorization header stays with the scheme, host and port it was meant for; Go itself
// would also send it to other ports and to subdomains.
func followRedirect(next *http.Request, via []*http.Request) error {
	first := via[0]
	downgraded := first.URL.Scheme == "https" && next.URL.Scheme != "https"
	if first.Method != http.MethodGet || downgraded || len(via) > maxHops {
		return http.ErrUseLastResponse
	}
	if !sameOrigin(first.URL, next.URL) {
		next.Header.Del("Authorization")
	}
	next.Header.Del("Referer")
	return nil
}

func sameOrigin(a, b *url.URL) bool {
	return a.Scheme == b.Scheme && normalHost(a) == normalHost(b)
}
