package transport

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/hashicorp/go-retryablehttp"
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
	// Route is the path below the endpoint with {placeholders}; errors and logs show it instead of
	// the path.
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
	// Status, unless nil, is where the status of a success goes: what was made now and what an
	// earlier request made may look alike but for that.
	Status *int
}

func (r Request) effect() Effect {
	switch {
	case r.Effect != ByMethod:
		return r.Effect
	case r.Method == http.MethodPost, r.Method == http.MethodPatch:
		return Add
	default:
		return Set
	}
}

// Do sends the request and decodes the answer into out; its errors are always *Error.
//
// With out nil the answer's body is not decoded, but an HTML page is refused all the same: it comes
// from something in front of the service. A DELETE that is answered without a body leaves out
// alone.
func (c *Client) Do(ctx context.Context, r Request, out any) error {
	a := &call{client: c, method: r.Method, route: r.Route, effect: r.effect(), authenticate: true, patience: maxPatience}
	req, err := a.build(ctx, r)
	if err != nil {
		return a.unsent(err)
	}
	resp, failed := a.run(req)
	if failed != nil {
		return failed
	}
	if r.Status != nil {
		*r.Status = resp.StatusCode
	}
	if out == nil || r.Method == http.MethodDelete && len(bytes.TrimSpace(a.answer)) == 0 {
		return nil
	}
	if err := decode(a.answer, out); err != nil {
		return a.unreadable(resp, err)
	}
	return nil
}

// Ambiguous returns the error for an answer that decoded but does not show what became of the
// request, such as a created object without an id.
func (c *Client) Ambiguous(r Request, cause error) *Error {
	return &Error{
		Service: c.options.Service, Method: r.Method, Route: r.Route,
		Message: c.clean(cause.Error(), maxMessage), Ambiguous: true, Err: cause,
	}
}

func (a *call) build(ctx context.Context, r Request) (*retryablehttp.Request, error) {
	path, err := expand(r.Route, r.Path)
	if err != nil {
		return nil, err
	}
	var body any // stays nil without a body: an empty slice would be sent chunked
	if r.Body != nil {
		if a.content, err = encode(r.Body); err != nil {
			return nil, err
		}
		body = a.content
	}
	address := a.client.options.Endpoint + path
	if len(r.Query) > 0 {
		address += "?" + r.Query.Encode()
	}
	req, err := retryablehttp.NewRequestWithContext(ctx, r.Method, address, body)
	if err != nil {
		return nil, err
	}
	for name, values := range r.Header {
		// With either of these Go's own transport repeats a POST after a lost connection.
		switch http.CanonicalHeaderKey(name) {
		case "Idempotency-Key", "X-Idempotency-Key":
			return nil, fmt.Errorf("header %s makes Go repeat requests by itself", name)
		}
		for _, value := range values {
			req.Header.Add(name, value)
		}
	}
	req.Header.Set("Accept", "application/json")
	if r.Method != http.MethodGet {
		// Services show it on POSTs without a body too.
		req.Header.Set("Content-Type", "application/json")
	}
	return req, nil
}

// expand replaces the placeholders of a route. It escapes everything but unreserved characters,
// since values may be emails and worse ('@', '+', '#').
func expand(route string, values []string) (string, error) {
	var path strings.Builder
	rest := route
	for _, value := range values {
		before, after, found := strings.Cut(rest, "{")
		_, after, closed := strings.Cut(after, "}")
		if !found || !closed {
			return "", fmt.Errorf("route %s has fewer placeholders than the %d values", route, len(values))
		}
		if value == "" || value == "." || value == ".." {
			return "", fmt.Errorf("%q cannot be part of a path: %s", value, route)
		}
		path.WriteString(before)
		path.WriteString(strings.ReplaceAll(url.QueryEscape(value), "+", "%20"))
		rest = after
	}
	if strings.ContainsAny(rest, "{}") {
		return "", fmt.Errorf("route %s has more placeholders than the %d values", route, len(values))
	}
	if !strings.HasPrefix(route, "/") {
		return "", fmt.Errorf("route %s does not start with a slash", route)
	}
	path.WriteString(rest)
	return path.String(), nil
}

func encode(body any) ([]byte, error) {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(body); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(buffer.Bytes(), []byte("\n")), nil
}

// decode keeps the text of numbers, and refuses anything after the first value: two answers glued
// together are not an answer. What decodes itself, as lists do, gets the body without a copy.
func decode(body []byte, out any) error {
	if own, ok := out.(json.Unmarshaler); ok && json.Valid(body) {
		return own.UnmarshalJSON(body)
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	if err := decoder.Decode(out); err != nil {
		if errors.Is(err, io.EOF) {
			return errors.New("an empty body instead of JSON")
		}
		return err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more text after the JSON value")
	}
	return nil
}
