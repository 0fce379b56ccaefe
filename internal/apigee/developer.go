package apigee

import (
	"context"
	"net/http"
	"strings"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/object"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
)

// DeveloperRef names a developer, or a company, by both of its names
// (contract: apigee-mint 1.6).
type DeveloperRef struct {
	// ID is the UUID of a developer, or the name of a company.
	ID string
	// Email is empty where the service gave none.
	Email string
}

// Is reports whether the reference names the developer given by email, in any case, or UUID.
func (d DeveloperRef) Is(idOrEmail string) bool {
	return idOrEmail != "" && (strings.EqualFold(d.ID, idOrEmail) || strings.EqualFold(d.Email, idOrEmail))
}

func (r *ref) developer() DeveloperRef {
	if r == nil {
		return DeveloperRef{}
	}
	return DeveloperRef{ID: r.id(), Email: r.Email}
}

// Developer is a developer as monetization sees one, read-only here
// (contract: apigee-mint 5.3).
type Developer struct {
	DeveloperRef
	Name      string
	LegalName string
	// BillingType is PREPAID, POSTPAID or BOTH; credit limits are for POSTPAID ones.
	BillingType string
	// Status is ACTIVE or INACTIVE.
	Status string
	// CategoryID is the UUID of the developer's category, empty without one.
	CategoryID string
	// Company says that this is a company rather than a person.
	Company bool
}

type developer struct {
	ref
	LegalName   string `json:"legalName"`
	BillingType string `json:"billingType"`
	Status      string `json:"status"`
	Category    *ref   `json:"developerCategory"`
	Company     flag   `json:"isCompany"`
}

func (w developer) objectID() string { return w.ID }

func (w developer) flatten() Developer {
	return Developer{
		DeveloperRef: w.developer(),
		Name:         w.Name,
		LegalName:    w.LegalName,
		BillingType:  w.BillingType,
		Status:       w.Status,
		CategoryID:   w.Category.id(),
		Company:      w.Company.isTrue(),
	}
}

// byName calls with the name of a developer as it is given and, where nobody has it, with an email
// in lower case, in which services keep them. The pseudo email of a company has capitals of its own
// (contract: apigee-mint 1.6).
func byName[T any](developerID string, call func(name string) (T, error)) (T, error) {
	answer, err := call(developerID)
	lower := strings.ToLower(developerID)
	if !IsNotFound(err) || lower == developerID || !strings.Contains(lower, "@") || strings.HasSuffix(lower, "@apigee-gen.for-company") {
		return answer, err
	}
	if again, inLower := call(lower); !IsNotFound(inLower) {
		return again, inLower
	}
	return answer, err
}

func (c *Client) developers() *object.Objects[Developer] {
	return object.New(c.run(), object.Kind[Developer]{
		ID:     func(d Developer) string { return d.ID },
		Key:    func(d Developer) string { return once.Key(strings.ToLower(d.Email)) },
		Pages:  uncounted(pages(c, c.request(http.MethodGet, "/developers"), "developer", developer.flatten)),
		Within: c.within(),
		Get: func(ctx context.Context, idOrEmail string) (Developer, error) {
			var answer developer
			err := c.one(ctx, c.request(http.MethodGet, "/developers/{developer}", idOrEmail), &answer)
			return answer.flatten(), err
		},
	})
}
