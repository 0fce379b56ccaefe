package transport

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"syscall"
)

const endpointHint = "check the endpoint"

func (a *call) report(message string) *Error {
	return &Error{
		Service: a.client.options.Service, Method: a.method, Route: a.route, Attempts: a.attempts,
		Message: a.client.clean(message, maxMessage),
	}
}

// unsent is the error of a request that was never sent, or whose repetition does no harm. What is
// an Error already, of an attempt or of the token request, stays as it is.
func (a *call) unsent(err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	e := a.report(err.Error())
	e.Err, e.again = err, errors.Is(err, errPaused)
	switch {
	case errors.Is(err, context.Canceled):
		e.Message = "cancelled"
	case errors.Is(err, context.DeadlineExceeded):
		e.Message = "out of time"
	default:
		return e
	}
	if a.effect == Add {
		e.Message += " before it was sent"
	}
	return e
}

// unreadable is the error of a success whose body is of no use.
func (a *call) unreadable(resp *http.Response, cause error) *Error {
	e := a.report("the answer cannot be read: " + cause.Error())
	e.Status, e.RequestID, e.Err = resp.StatusCode, a.client.requestID(resp.Header), cause
	e.Ambiguous = a.effect == Add
	if looksLikeHTML(a.answer) {
		e.Message = a.client.clean("the answer is an HTML page: "+pageText(a.answer), maxMessage)
		e.Hint = endpointHint
	}
	return e
}

// refused is the error of an answer that is not a success.
func (a *call) refused(resp *http.Response) *Error {
	p := a.client.problem(a.answer)
	clean := a.client.clean
	e := a.report(p.Message)
	e.Status, e.Code = resp.StatusCode, clean(p.Code, maxField)
	e.RetryAfter = retryAfter(resp.Header, a.client.options.Now())
	if e.RequestID = a.client.requestID(resp.Header); e.RequestID == "" {
		e.RequestID = clean(p.RequestID, maxField)
	}
	for _, d := range p.Details {
		e.Details = append(e.Details, Detail{
			Field: clean(d.Field, maxField), Value: clean(d.Value, maxField), Location: clean(d.Location, maxField),
			Issue: clean(d.Issue, maxField), Description: clean(d.Description, maxMessage),
		})
	}
	e.foreign = p.Foreign || a.redirectedTo != ""
	e.tokenRefused = e.Status == http.StatusUnauthorized && a.token != "" && a.redirectedTo == ""
	e.Ambiguous = a.effect == Add &&
		(e.Status < 400 || e.Status >= 500 || e.Status == http.StatusRequestTimeout)
	if a.redirects(resp) {
		e.Message = "a redirect to " + clean(location(resp), maxMessage)
	}
	e.Hint = a.hint(resp, e)
	return e
}

func (a *call) redirects(resp *http.Response) bool {
	return resp.StatusCode < 400 && resp.Header.Get("Location") != ""
}

// hint is what to do about a refusal, empty where its own words have to do.
func (a *call) hint(resp *http.Response, e *Error) string {
	credentials := a.client.options.Credentials
	switch {
	case a.redirects(resp):
		return endpointHint
	case a.redirectedTo != "":
		return "a redirect led to " + a.client.clean(a.redirectedTo, maxField) + ": " + endpointHint
	case e.tokenRefused:
		return fmt.Sprintf("an access token was issued for %s, and the service refused it: check that the endpoint "+
			"belongs to these credentials, and that their account may use this service", credentials)
	case e.Status == http.StatusUnauthorized:
		return credentials.hint()
	case a.patience < 0:
		return fmt.Sprintf("the service asks to wait %s, and a request waits %s in all: try again later", e.RetryAfter, maxPatience)
	case e.foreign && e.Status < 500 && e.Status != http.StatusTooManyRequests:
		return endpointHint
	default:
		return ""
	}
}

// failed is the error of an attempt without a usable answer; sent is false for requests that repeat
// harmlessly.
func (a *call) failed(caller, ctx context.Context, sent bool, resp *http.Response, err error) *Error {
	err = withoutURL(err)
	if cause := context.Cause(ctx); cause == errTimedOut || cause == errReset {
		err = cause
	} else if caller.Err() != nil && !sent {
		return a.unsent(caller.Err())
	}
	message, hint, lasting := explain(err)
	if err == errTimedOut {
		message = fmt.Sprintf("%s after %s", err, a.client.options.RequestTimeout)
		hint = "raise request_timeout if the service is that slow"
	}
	e := a.report(message)
	e.Hint, e.Err, e.Ambiguous = hint, err, sent
	e.again = !lasting && !e.Ambiguous
	if resp != nil {
		e.Status, e.RequestID = resp.StatusCode, a.client.requestID(resp.Header)
	}
	return e
}

// explain puts a connection's failure into words; lasting ones are not cured by trying again.
func explain(err error) (message, hint string, lasting bool) {
	var (
		authority x509.UnknownAuthorityError
		hostname  x509.HostnameError
		invalid   *tls.CertificateVerificationError
		record    tls.RecordHeaderError
		lookup    *net.DNSError
	)
	switch {
	case errors.As(err, &authority):
		return "the server's certificate is signed by an unknown authority", "set ca_certificate to that authority", true
	case errors.As(err, &hostname), errors.As(err, &invalid):
		return "the server's certificate is not valid: " + err.Error(), endpointHint, true
	case errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		return "the server does not speak TLS", "check whether the endpoint begins with http://", true
	case errors.As(err, &lookup) && lookup.IsNotFound:
		return "the host " + lookup.Name + " is not known", endpointHint, true
	case errors.Is(err, syscall.ECONNREFUSED):
		return "the connection was refused: " + err.Error(), "check the endpoint, and that the service is up", false
	case errors.Is(err, errTooLarge):
		return err.Error(), "", true
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET):
		return "the connection was lost before the answer was complete", "", false
	default:
		return err.Error(), "", false
	}
}

// withoutURL takes off net/http's wrapping, which repeats the method and adds the whole address.
func withoutURL(err error) error {
	for {
		wrapped, ok := errors.AsType[*url.Error](err)
		if !ok {
			return err
		}
		err = wrapped.Err
	}
}

// location is where an answer redirects to, without anything that may be secret.
func location(resp *http.Response) string {
	target, err := url.Parse(resp.Header.Get("Location"))
	if err != nil {
		return "an address that cannot be read"
	}
	target.User, target.RawQuery, target.Fragment = nil, "", ""
	return target.String()
}

// requestID is the id to quote to the service's support.
func (c *Client) requestID(h http.Header) string {
	return brief(cmp.Or(h.Get(c.options.RequestIDHeader), h.Get("X-Request-Id")), maxField)
}
