package transport

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

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
	// RetryAfter is how long the service asked to wait; zero when it did not.
	RetryAfter time.Duration
	// Attempts is how often the request was tried.
	Attempts int
	// Hint is what to do about it, empty when nothing is known.
	Hint string
	// Ambiguous is true when the request may or may not have taken effect.
	Ambiguous bool
	// Err is the cause when there was no usable answer. Show the Error instead, which is free of
	// secrets.
	Err error

	again        bool // there was no answer, and the request may be sent again
	foreign      bool // the answer is not the service's own: its status says nothing about the object
	tokenRefused bool
}

// Detail is one field the service complained about; which of its members are set is the service's
// choice.
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

// IsNotFound reports whether the service said that the object does not exist. A 404 from a web
// server or gateway in front of it is not that: it would make every object look deleted.
func IsNotFound(err error) bool {
	e := find(err)
	return e.Status == http.StatusNotFound && !e.foreign
}

// IsConflict reports whether the service said that the object exists already or has changed
// meanwhile.
func IsConflict(err error) bool { return find(err).Status == http.StatusConflict }

// IsAmbiguous reports whether the request may or may not have taken effect.
func IsAmbiguous(err error) bool { return find(err).Ambiguous }

// IsUnauthorized reports whether the credentials were refused, by the service or by its token
// endpoint.
func IsUnauthorized(err error) bool {
	e := find(err)
	return e.Status == http.StatusUnauthorized || e.Code == "invalid_client" || e.Code == "invalid_grant"
}

// IsTokenRefused reports whether the service refused an access token that had just been issued, so
// that the credentials it was issued for are right.
func IsTokenRefused(err error) bool { return find(err).tokenRefused }

// IsForbidden reports whether the credentials do not allow the request.
func IsForbidden(err error) bool { return find(err).Status == http.StatusForbidden }

// IsInvalid reports whether the service refused the content of the request: 400 or 422.
func IsInvalid(err error) bool {
	status := find(err).Status
	return status == http.StatusBadRequest || status == http.StatusUnprocessableEntity
}

// IsTransient reports whether the same request may succeed later, and has certainly not taken
// effect or may be repeated: the service was busy, broken or out of reach.
func IsTransient(err error) bool {
	e := find(err)
	return !e.Ambiguous && (e.again || e.Status >= 500 ||
		e.Status == http.StatusTooManyRequests || e.Status == http.StatusRequestTimeout)
}
