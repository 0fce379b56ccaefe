package apigee

import (
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/object"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"

	"golang.org/x/text/unicode/norm"
)

// DeveloperCategory groups developers, so that rate plans can be for the group; a developer joins
// through an attribute of their own (contract: apigee-neighbours 6).
type DeveloperCategory struct {
	// ID is a UUID made by the service.
	ID          string `json:"id,omitempty"`
	Name        string `json:"name"`
	Description string `json:"description,omitempty"`
}

func (c *Client) developerCategories() *object.Objects[DeveloperCategory] {
	kind := plain(c, "/developer-categories", "developerCategory", func(d DeveloperCategory) string { return d.ID }, itself)
	kind.Key = func(d DeveloperCategory) string { return once.Key(d.Name) }
	kind.Differences = differing(func(o DeveloperCategory) []fact {
		return []fact{
			{"name", norm.NFC.String(o.Name)},
			{"description", plainText(o.Description)},
		}
	})
	return object.New(c.run(), kind)
}
