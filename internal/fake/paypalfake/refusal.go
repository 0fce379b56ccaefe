package paypalfake

import (
	"net/http"
)

// refusal is an answer that is not a success (contract: wallets 1.4).
type refusal struct {
	status  int
	name    string
	message string
	details []detail
	links   []string // never more than an empty list, which some errors show
}

type detail struct {
	Field       string `json:"field,omitempty"` // JSON pointer
	Value       string `json:"value,omitempty"`
	Location    string `json:"location,omitempty"`
	Issue       string `json:"issue"`
	Description string `json:"description,omitempty"`
}

func refuse(status int, name, message string, details ...detail) *refusal {
	return &refusal{status: status, name: name, message: message, details: details}
}

func malformed(details ...detail) *refusal {
	return refuse(http.StatusBadRequest, "INVALID_REQUEST", "Request is not well-formed, syntactically incorrect, or violates schema.", details...)
}

func notFound(field, value string) *refusal {
	return refuse(http.StatusNotFound, "RESOURCE_NOT_FOUND", "The specified resource does not exist.", detail{
		Field: field, Value: value, Issue: "INVALID_RESOURCE_ID", Description: "Specified resource ID does not exist. Please check the resource ID and try again.",
	})
}

func notAuthorized() *refusal {
	return refuse(http.StatusForbidden, "NOT_AUTHORIZED", "Authorization failed due to insufficient permissions.", detail{
		Issue: "PERMISSION_DENIED", Description: "You do not have permission to access or perform operations on this resource.",
	})
}

func duplicateRequestID(id string) *refusal {
	return refuse(http.StatusBadRequest, "DUPLICATE_REQUEST_ID", "The value of PayPal-Request-Id header has already been used.", detail{
		Field: "PayPal-Request-Id", Value: id, Location: "header", Issue: "DUPLICATE_REQUEST_ID",
	})
}

// broken is the answer to a business rule that the request breaks, in the class that the switch
// chooses.
func (b *book) broken(details ...detail) *refusal {
	switch b.switches.RuleAnswer {
	case RuleInvalid:
		return malformed(details...)
	case RuleConflict:
		return refuse(http.StatusConflict, "RESOURCE_CONFLICT", "The server has detected a conflict while processing this request.", details...)
	default:
		return refuse(http.StatusUnprocessableEntity, "UNPROCESSABLE_ENTITY",
			"The requested action could not be performed, semantically incorrect, or failed business validation.", details...)
	}
}

// general is the answer to a status that no handler chose.
func general(status int) *refusal {
	switch status {
	case http.StatusBadRequest:
		return malformed()
	case http.StatusForbidden:
		return notAuthorized()
	case http.StatusNotFound:
		return refuse(status, "RESOURCE_NOT_FOUND", "The specified resource does not exist.")
	case http.StatusMethodNotAllowed:
		return refuse(status, "METHOD_NOT_SUPPORTED", "The server does not implement the requested HTTP method.")
	case http.StatusConflict:
		return refuse(status, "RESOURCE_CONFLICT", "The server has detected a conflict while processing this request.")
	case http.StatusUnsupportedMediaType:
		return refuse(status, "UNSUPPORTED_MEDIA_TYPE", "The server does not support the request payload's media type.")
	case http.StatusUnprocessableEntity:
		return refuse(status, "UNPROCESSABLE_ENTITY", "The requested action could not be performed, semantically incorrect, or failed business validation.")
	case http.StatusTooManyRequests:
		limited := refuse(status, "RATE_LIMIT_REACHED", "Too many requests. Blocked due to rate limiting.")
		limited.links = []string{}
		return limited
	case http.StatusServiceUnavailable:
		return refuse(status, "SERVICE_UNAVAILABLE", "Service Unavailable.")
	default:
		return refuse(status, "INTERNAL_SERVER_ERROR", "An internal server error has occurred.")
	}
}
