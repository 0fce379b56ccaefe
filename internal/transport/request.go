package transport

import (
	"context"
	"errors"
	"net/http"
	"net/url"
)

// Effect says what a second identical request would do, which decides what may be retried.
type Effect int

const (
	// ByMethod is Add for POST and PATCH and Set for every other method.
	ByMethod Effect = iota
	// Set means that a repeated request leaves the same result.
	Set
	// Add means that a repeated request takes effect again.
	Add
)

// Request is one call of a service.
type Request struct {
	// Method is the HTTP method.
	Method string
	// Route is the path below the endpoint with {placeholders}; errors and logs show it instead of the path.
	Route string
	// Path holds the values of the placeholders in order, each sent as one escaped segment.
	Path []string
	// Query is appended to the path.
	Query url.Values
	// Header is sent besides the client's own headers.
	Header http.Header
	// Body is sent as JSON; nil sends no body.
	Body any
	// Effect decides what may be retried.
	Effect Effect
}

// Do sends the request and decodes the answer into out, unless out is nil; its errors are always *Error.
func (c *Client) Do(ctx context.Context, r Request, out any) error {
	return &Error{Service: c.options.Service, Method: r.Method, Route: r.Route, Err: errors.ErrUnsupported}
}

// Ambiguous returns the error for an answer that decoded but does not show what became of the request.
func (c *Client) Ambiguous(r Request, cause error) *Error {
	return &Error{Service: c.options.Service, Method: r.Method, Route: r.Route, Err: cause, Ambiguous: true}
}
