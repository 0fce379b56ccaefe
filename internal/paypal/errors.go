package paypal

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

const duplicateRequestID = "DUPLICATE_REQUEST_ID"

// IsDuplicateRequest reports whether a POST was refused because an earlier one with the same PayPal-Request-Id exists or
// is being worked on, so that what was asked for is to be looked up. Which status says so is not documented: any refusal
// that names DUPLICATE_REQUEST_ID counts, and a 409 that gives no details (contract: wallets 1.5).
func IsDuplicateRequest(err error) bool {
	e, ok := errors.AsType[*transport.Error](err)
	if !ok || e.Method != http.MethodPost || !IsConflict(err) && !IsInvalid(err) {
		return false
	}
	if e.Code == duplicateRequestID {
		return true
	}
	for _, d := range e.Details {
		if d.Issue == duplicateRequestID {
			return true
		}
	}
	return IsConflict(err) && len(e.Details) == 0
}

// IsAmbiguous reports whether the request may or may not have taken effect.
func IsAmbiguous(err error) bool { return transport.IsAmbiguous(err) }

// IsNotFound reports whether the service itself said that the object does not exist: a 404 counts only with a name or an
// issue of the service's own form. A gateway answers 404 to every path it has no route for, and would make every object look
// deleted (contract: wallets 1.4).
func IsNotFound(err error) bool {
	e, ok := errors.AsType[*transport.Error](err)
	return ok && transport.IsNotFound(err) && (ownName(e.Code) || slices.ContainsFunc(e.Details, func(d transport.Detail) bool { return ownName(d.Issue) }))
}

// ownName reports whether a text is one of the service's machine names, such as RESOURCE_NOT_FOUND.
func ownName(text string) bool {
	return text != "" && strings.Trim(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == ""
}

// IsConflict reports whether the service answered 409.
func IsConflict(err error) bool { return transport.IsConflict(err) }

// IsInvalid reports whether the service refused the content of the request, with 400 or 422.
func IsInvalid(err error) bool { return transport.IsInvalid(err) }
