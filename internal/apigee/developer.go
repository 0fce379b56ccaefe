package apigee

import (
	"context"
	"strings"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/object"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
)

// DeveloperRef names a developer, or a company, by both of its names (contract: apigee-mint 1.6).
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

// Developer is a developer, or a company, as monetization sees one; settings are written through
// the management API (contract: apigee-mint 5.3, apigee-neighbours 8 and 9).
type Developer struct {
	// ID is the UUID of a developer, or the name of a company.
	ID        string `json:"id"`
	Email     string `json:"email"`
	Name      string `json:"name"`
	LegalName string `json:"legalName"`
	// BillingType is PREPAID, POSTPAID or BOTH; credit limits are for POSTPAID ones.
	BillingType string `json:"billingType"`
	// Status is ACTIVE or INACTIVE, Type TRUSTED or UNTRUSTED.
	Status string `json:"status"`
	Type   string `json:"type"`
	// Category is the developer's category, without an ID where there is none.
	Category DeveloperCategory `json:"developerCategory"`
	// Company says that this is a company rather than a person, and Parent which company a
	// developer belongs to.
	Company          Bool              `json:"isCompany"`
	Parent           Ref               `json:"parent"`
	Broker           Bool              `json:"broker"`
	RegistrationID   string            `json:"registrationId"`
	TaxExemptAuthNo  string            `json:"taxExemptAuthNo"`
	Phone            string            `json:"phone"`
	ApproxTaxRate    Amount            `json:"approxTaxRate"`
	Address          []Address         `json:"address"`
	CustomAttributes []CustomAttribute `json:"customAttributes"`
}

// CustomAttribute is one of a developer's own attributes.
type CustomAttribute struct {
	Name  string `json:"name"`
	Value string `json:"value"`
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

// Ref names the developer by both names.
func (d Developer) Ref() DeveloperRef { return DeveloperRef{ID: d.ID, Email: d.Email} }

// KnownDeveloper returns a developer by email, in any case, or UUID, from a listing that all who
// ask in a run share. ok is false for one who is not listed.
func (c *Client) KnownDeveloper(ctx context.Context, idOrEmail string) (_ Developer, ok bool) {
	for _, name := range []string{idOrEmail, strings.ToLower(idOrEmail)} {
		if found, err := c.Developers.Select(ctx, name); err == nil && len(found) > 0 {
			return found[0], true
		}
	}
	return Developer{}, false
}

// DeveloperKey is the email by which a developer is known, in lower case, whatever a resource calls
// them.
func (c *Client) DeveloperKey(ctx context.Context, developerID string) string {
	if !strings.Contains(developerID, "@") {
		// Where the email cannot be read, the call that follows says so, or does without.
		if developer, err := c.Developers.Read(ctx, developerID); err == nil && developer.Email != "" {
			developerID = developer.Email
		}
	}
	return strings.ToLower(developerID)
}

// developers are read by email, in any case, or UUID. They are listed whether or not they have
// accepted a plan.
func (c *Client) developers() *object.Objects[Developer] {
	itself := func(d Developer) Developer { return d }
	kind := plain(c, "/developers", "developer", func(d Developer) string { return d.ID }, itself)
	kind.Key = func(d Developer) string { return once.Key(strings.ToLower(d.Email)) }
	kind.Pages = uncounted(kind.Pages)
	kind.Also = func(d Developer) string { return strings.ToLower(d.Email) }
	get := kind.Get
	kind.Get = func(ctx context.Context, idOrEmail string) (Developer, error) {
		return byName(idOrEmail, func(name string) (Developer, error) { return get(ctx, name) })
	}
	kind.Post, kind.Put, kind.Delete = nil, nil, nil
	return object.New(c.run(), kind)
}
