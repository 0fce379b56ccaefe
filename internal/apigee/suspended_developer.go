package apigee

import (
	"net/http"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/object"
)

// SuspendedDeveloper is a developer whose calls of a product are refused (contract:
// apigee-neighbours 9 and 16).
type SuspendedDeveloper struct {
	ID string `json:"id"`
	// Developer is the developer's id, and Product the product's, without the organization that the
	// service writes before them.
	Developer InternalID `json:"devId"`
	Product   InternalID `json:"prodId"`
	// ReasonCode says why, such as INSUFFICIENT_FUNDS or LIMIT_VIOLATED, and Message in words.
	ReasonCode string `json:"reasonCode"`
	Message    string `json:"message"`
	// CreationDate is when it began, in milliseconds or seconds since 1970, and TTL how many
	// seconds it lasts; 2500 days stand for ever.
	CreationDate Count `json:"creationDate"`
	TTL          Count `json:"ttlInSeconds"`
}

// InternalID is an id that the service writes as "{org}@@@id" (contract: apigee-mint 1.6).
type InternalID string

// UnmarshalText implements encoding.TextUnmarshaler.
func (i *InternalID) UnmarshalText(text []byte) error {
	*i = InternalID((&ref{ID: string(text)}).id())
	return nil
}

// suspendedDevelopers are listed in one answer without pages. Deleting one, by the developer's
// email or id, lifts the suspension.
func (c *Client) suspendedDevelopers() *object.Objects[SuspendedDeveloper] {
	kind := plain(c, "/suspended-developers", "suspendedDeveloper", func(s SuspendedDeveloper) string { return s.ID }, itself)
	kind.Pages = onePage[SuspendedDeveloper](c, c.request(http.MethodGet, "/suspended-developers"), "suspendedDeveloper")
	kind.Post, kind.Put = nil, nil
	return object.New(c.run(), kind)
}
