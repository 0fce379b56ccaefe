package apigee

import (
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/object"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"

	"golang.org/x/text/unicode/norm"
)

// Terms are one version of the terms and conditions that developers accept before they purchase a
// rate plan (contract: apigee-neighbours 7).
type Terms struct {
	// ID is made by the service.
	ID           string `json:"id,omitempty"`
	Organization Sent   `json:"organization"`
	// Version is unique in the organization.
	Version string `json:"version"`
	// StartDate is when the version comes into force, in the service's own form and zone.
	StartDate string `json:"startDate"`
	// URL and Text say where the terms are, or what they are; either may be empty.
	URL  Text `json:"url,omitzero"`
	Text Text `json:"tncText,omitzero"`
}

func (c *Client) terms() *object.Objects[Terms] {
	kind := plain(c, "/tncs", "tnc", func(t Terms) string { return t.ID }, func(t Terms) Terms {
		t.Organization = Sent(c.organization)
		return t
	})
	kind.Key = func(t Terms) string { return once.Key(t.Version) }
	kind.Differences = differing(func(o Terms) []fact {
		return []fact{
			{"version", norm.NFC.String(o.Version)},
			{"start_date", fullDate(o.StartDate)},
			{"url", string(o.URL)},
			{"text", plainText(string(o.Text))},
		}
	})
	return object.New(c.run(), kind)
}
