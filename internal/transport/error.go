package transport

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"syscall"
	"time"
)

const endpointHint = "is the endpoint right?"

// Error is every failure of a request. None of its texts holds a credential.
type Error struct {
	// Service, Method and Route name the request.
	Service, Method, Route string
	// Status is the HTTP status, zero when there was no answer.
	Status int
	// Code and Message are the service's own, or the cause when there was no usable answer.
	Code, Message string
	// Details are the fields the service complained about.
	Details []Detail
	// RequestID is the service's correlation id, empty when it sent none.
	RequestID string
	// RetryAfter is how long the service asked to wait, at most five minutes; zero when it did not.
	RetryAfter time.Duration
	// Attempts is how often the request was tried.
	Attempts int
	// Hint is what to do about it, empty when nothing is known.
	Hint string
	// Ambiguous is true when the request may or may not have taken effect.
	Ambiguous bool
	// Err is the cause when there was no usable answer. Show the Error instead, which is free of secrets.
	Err error

	again    bool // nothing came back, and the request may be sent again
	stranger bool // the answer is not the service's own, so its status says nothing about the object
}

// Detail is one field the service complained about; which of its members are set is the service's choice.
type Detail struct{ Field, Value, Location, Issue, Description string }

// String is one readable phrase.
func (d Detail) String() string {
	parts := slices.DeleteFunc([]string{d.Field, d.Issue, d.Description}, func(s string) bool { return s == "" })
	text := strings.Join(parts, " ")
	if d.Value != "" {
		text += fmt.Sprintf(" (%s)", d.Value)
	}
	return text
}

// Error is one readable line.
func (e *Error) Error() string {
	var line strings.Builder
	fmt.Fprintf(&line, "%s: %s %s ", e.Service, e.Method, e.Route)
	message := e.Message
	if message == "" && e.Err != nil {
		message = e.Err.Error()
	}
	switch {
	case e.Status == 0:
		line.WriteString("failed")
	case e.Code != "":
		fmt.Fprintf(&line, "answered %d %s", e.Status, e.Code)
	case message == "":
		fmt.Fprintf(&line, "answered %d %s", e.Status, http.StatusText(e.Status))
	default:
		fmt.Fprintf(&line, "answered %d", e.Status)
	}
	if message != "" {
		line.WriteString(": " + message)
	}
	for _, d := range e.Details {
		line.WriteString("; " + d.String())
	}
	if e.RequestID != "" {
		fmt.Fprintf(&line, " (request id %s)", e.RequestID)
	}
	if e.Attempts > 1 {
		fmt.Fprintf(&line, ", after %d attempts", e.Attempts)
	}
	if e.Ambiguous {
		line.WriteString("; whether it took effect is unknown")
	}
	if e.Hint != "" {
		line.WriteString("; " + e.Hint)
	}
	return line.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

func find(err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	return &Error{}
}

// IsNotFound reports whether the service said that the object does not exist. A 404 from a web server or gateway
// in front of it is not that: it would make every object look deleted.
func IsNotFound(err error) bool {
	e := find(err)
	return e.Status == http.StatusNotFound && !e.stranger
}

// IsConflict reports whether the service said that the object exists already or has changed meanwhile.
func IsConflict(err error) bool { return find(err).Status == http.StatusConflict }

// IsAmbiguous reports whether the request may or may not have taken effect.
func IsAmbiguous(err error) bool { return find(err).Ambiguous }

// IsUnauthorized reports whether the credentials were refused, by the service or by its token endpoint.
func IsUnauthorized(err error) bool {
	e := find(err)
	return e.Status == http.StatusUnauthorized || e.Code == "invalid_client" || e.Code == "invalid_grant"
}

// IsForbidden reports whether the credentials do not allow the request.
func IsForbidden(err error) bool { return find(err).Status == http.StatusForbidden }

// IsInvalid reports whether the service refused the content of the request: 400 or 422.
func IsInvalid(err error) bool {
	status := find(err).Status
	return status == http.StatusBadRequest || status == http.StatusUnprocessableEntity
}

// IsTransient reports whether the same request may succeed later, and has certainly not taken effect or may be
// repeated: the service was busy, broken or out of reach.
func IsTransient(err error) bool {
	e := find(err)
	return !e.Ambiguous && (e.again || e.Status >= 500 ||
		e.Status == http.StatusTooManyRequests || e.Status == http.StatusRequestTimeout)
}

func (a *call) report(message string) *Error {
	return &Error{
		Service: a.client.service, Method: a.method, Route: a.route, Attempts: a.attempts,
		Message: a.client.clean(message, maxMessage),
	}
}

// unsent is the error of a request that never left, or whose repetition does no harm.
func (a *call) unsent(err error) *Error {
	e := a.report(err.Error())
	e.Err = err
	switch {
	case errors.Is(err, context.Canceled):
		e.Message = "cancelled before it was sent"
	case errors.Is(err, context.DeadlineExceeded):
		e.Message = "out of time before it was sent"
	}
	return e
}

// unauthorized is the error of a request for which there is no token.
func (a *call) unauthorized(err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	return a.unsent(err)
}

// unreadable is the error of a success whose body is of no use.
func (a *call) unreadable(resp *http.Response, cause error) *Error {
	e := a.report("the answer cannot be read: " + cause.Error())
	e.Status, e.RequestID, e.Err = resp.StatusCode, requestID(resp.Header), cause
	e.Ambiguous = a.effect == Add
	if looksLikeHTML(a.answer) {
		e.Message = a.client.clean("the answer is an HTML page: "+pageText(a.answer), maxMessage)
		e.Hint = endpointHint
	}
	return e
}

// refused is the error of an answer that is not a success.
func (a *call) refused(resp *http.Response) *Error {
	p := parseProblem(a.answer)
	clean := a.client.clean
	e := a.report(p.message)
	e.Status, e.Code = resp.StatusCode, clean(p.code, maxField)
	e.RetryAfter = retryAfter(resp.Header, a.client.now())
	if e.RequestID = requestID(resp.Header); e.RequestID == "" {
		e.RequestID = clean(p.requestID, maxField)
	}
	for _, d := range p.details {
		e.Details = append(e.Details, Detail{
			Field: clean(d.Field, maxField), Value: clean(d.Value, maxField), Location: clean(d.Location, maxField),
			Issue: clean(d.Issue, maxField), Description: clean(d.Description, maxMessage),
		})
	}
	e.stranger = p.html || p.gateway || a.strayed != ""
	e.Ambiguous = a.effect == Add &&
		(e.Status < 400 || e.Status >= 500 || e.Status == http.StatusRequestTimeout)
	switch {
	case e.Status == http.StatusUnauthorized:
		e.Hint = a.client.credentials.hint()
	case e.Status < 400 && resp.Header.Get("Location") != "":
		e.Message, e.Hint = "a redirect to "+a.client.clean(location(resp), maxMessage), "the endpoint looks wrong"
	case a.strayed != "":
		e.Hint = "a redirect led to " + a.client.clean(a.strayed, maxField) + ": " + endpointHint
	case e.stranger:
		e.Hint = endpointHint
	}
	return e
}

// failed is the error of an attempt without a usable answer; sent is false for requests that repeat harmlessly.
func (a *call) failed(caller, ctx context.Context, sent bool, resp *http.Response, err error) *Error {
	err = withoutURL(err)
	if cause := context.Cause(ctx); cause == errTimedOut || cause == errReset {
		err = cause
	} else if caller.Err() != nil && !sent {
		e := a.unsent(caller.Err())
		if a.effect != Add {
			e.Message = "cancelled"
		}
		return e
	}
	message, hint, lasting := explain(err)
	if err == errTimedOut {
		message = fmt.Sprintf("%s after %s", err, a.client.timeout)
		hint = "raise request_timeout if the service is that slow"
	}
	e := a.report(message)
	e.Hint, e.Err, e.Ambiguous = hint, err, sent
	e.again = !lasting && !e.Ambiguous
	if resp != nil {
		e.Status, e.RequestID = resp.StatusCode, requestID(resp.Header)
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
		return "the server does not speak TLS", "does the endpoint begin with http:// ?", true
	case errors.As(err, &lookup) && lookup.IsNotFound:
		return "the host " + lookup.Name + " is not known", endpointHint, true
	case errors.Is(err, syscall.ECONNREFUSED):
		return "the connection was refused: " + err.Error(), "is the endpoint right, and the service up?", false
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

// requestID is the id to quote to the service's support; contract: wallets 1.3.
func requestID(h http.Header) string {
	if id := h.Get("Paypal-Debug-Id"); id != "" {
		return brief(id, maxField)
	}
	return brief(h.Get("X-Request-Id"), maxField)
}
