package transport

import (
	"errors"
	"fmt"
	"net/http"
	"time"
)

// Error is every failure of a request.
type Error struct {
	// Service, Method and Route name the request.
	Service, Method, Route string
	// Status is the HTTP status, zero when there was no answer.
	Status int
	// Code and Message are the service's own, or a readable cause when there was no answer.
	Code, Message string
	// Details are the fields the service complained about.
	Details []Detail
	// RequestID is the service's correlation id.
	RequestID string
	// RetryAfter is how long the service asked to wait, zero when it did not.
	RetryAfter time.Duration
	// Hint is what to do about it, empty when nothing is known.
	Hint string
	// Ambiguous is true when the request may or may not have taken effect.
	Ambiguous bool
	// Err is the cause when there was no usable answer.
	Err error
}

// Detail is one field the service complained about.
type Detail struct{ Field, Value, Location, Issue, Description string }

// Error is one readable line without secrets.
func (e *Error) Error() string {
	return fmt.Sprintf("%s: %s %s answered %d %s: %s", e.Service, e.Method, e.Route, e.Status, e.Code, e.Message)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

func status(err error) int {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Status
	}
	return 0
}

// IsNotFound reports whether the service said that the object does not exist.
func IsNotFound(err error) bool { return status(err) == http.StatusNotFound }

// IsConflict reports whether the service said that the object exists already or changed meanwhile.
func IsConflict(err error) bool { return status(err) == http.StatusConflict }

// IsAmbiguous reports whether the request may or may not have taken effect.
func IsAmbiguous(err error) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && e.Ambiguous
}

// IsUnauthorized reports whether the credentials were refused.
func IsUnauthorized(err error) bool { return status(err) == http.StatusUnauthorized }

// IsForbidden reports whether the credentials do not allow the request.
func IsForbidden(err error) bool { return status(err) == http.StatusForbidden }

// IsInvalid reports whether the service refused the content of the request.
func IsInvalid(err error) bool { s := status(err); return s == 400 || s == 422 }

// IsTransient reports whether the same request may succeed later.
func IsTransient(err error) bool { s := status(err); return s == 429 || s >= 500 }
