package apigeefake

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// Developer is a developer or a company, as the service sees it (contract: apigee-mint 5.3).
type Developer struct {
	ID            string              `json:"id,omitzero"`    // default: made by the server; for a company its name
	Email         string              `json:"email,omitzero"` // for a company the default is the pseudo email the service generates
	Name          string              `json:"name,omitzero"`  // default: the email
	LegalName     string              `json:"legal_name,omitzero"`
	BillingType   string              `json:"billing_type,omitzero"`          // PREPAID or POSTPAID, the default
	Status        string              `json:"status,omitzero"`                // ACTIVE, the default, or INACTIVE
	Type          string              `json:"type,omitzero"`                  // UNTRUSTED, the default, or TRUSTED
	Category      string              `json:"developer_category_id,omitzero"` // id of a developer category
	IsCompany     bool                `json:"is_company,omitzero"`
	Company       string              `json:"company_id,omitzero"` // id of the company that a developer belongs to
	Registration  string              `json:"registration_id,omitzero"`
	TaxExempt     string              `json:"tax_exempt_number,omitzero"`
	Phone         string              `json:"phone,omitzero"`
	Address       []Address           `json:"address,omitzero"`
	ApproxTaxRate decimal.NullDecimal `json:"approx_tax_rate,omitzero"` // percent
	More          map[string]any      `json:"more,omitzero"`            // further keys to answer as they are
}

// Address is one of a developer's addresses.
type Address struct {
	ID       string `json:"id,omitzero"` // made by the server
	Address1 string `json:"address1,omitzero"`
	Address2 string `json:"address2,omitzero"`
	City     string `json:"city,omitzero"`
	State    string `json:"state,omitzero"`
	Zip      string `json:"zip,omitzero"`
	Country  string `json:"country,omitzero"`
	Primary  bool   `json:"is_primary,omitzero"`
}

// developer is a developer as monetization sees one, with a credit limit record for each currency,
// set or not, and with the attributes that the management API holds.
type developer struct {
	Developer
	limits     []CreditLimit
	attributes []Attribute
	unseen     []string // names of attributes that monetization has not heard of yet
}

func (d Developer) clone() Developer {
	d.Address = slices.Clone(d.Address)
	return d
}

// AddDeveloper adds a developer and returns its id.
func (s *Service) AddDeveloper(org string, d Developer) (id string) {
	s.in(org, func(o *organization) {
		added := s.newDeveloper(o, d)
		mustNot(o.developer(added.ID), "developer", added.ID)
		mustNot(o.developer(added.Email), "developer", added.Email)
		if d.Category != "" {
			must(o.category(d.Category), "category", d.Category)
		}
		if d.Company != "" {
			must(o.developer(d.Company), "company", d.Company)
		}
		o.developers = append(o.developers, added)
		id = added.ID
	})
	return id
}

// newDeveloper fills in what the service sets. What is a default is no attribute.
func (s *Service) newDeveloper(o *organization, d Developer) developer {
	if d.IsCompany {
		d.ID = cmp.Or(d.ID, d.Name)
		d.Email = cmp.Or(d.Email, fmt.Sprintf("%s###%s@APIGEE-GEN.FOR-COMPANY", o.profile.ID, d.Name))
	}
	added := developer{Developer: d.clone(), attributes: attributesOf(d)}
	added.ID = s.srv.OrNewID(d.ID)
	added.Name = cmp.Or(d.Name, d.Email)
	added.BillingType = cmp.Or(d.BillingType, "POSTPAID")
	added.Status = cmp.Or(d.Status, "ACTIVE")
	added.Type = cmp.Or(d.Type, "UNTRUSTED")
	for i := range added.Address {
		added.Address[i].ID = s.srv.OrNewID(added.Address[i].ID)
	}
	for _, c := range o.currencies {
		added.limits = append(added.limits, CreditLimit{ID: s.srv.NewID(), Currency: c.ID()})
	}
	return added
}

// DeleteDeveloper makes a developer vanish with all that belongs to it, as an operator of a private
// cloud can.
func (s *Service) DeleteDeveloper(org, emailOrID string) {
	s.in(org, func(o *organization) {
		gone := must(o.developer(emailOrID), "developer", emailOrID).ID
		o.developers = slices.DeleteFunc(o.developers, func(d developer) bool { return d.ID == gone })
		o.acceptances = slices.DeleteFunc(o.acceptances, func(a Acceptance) bool { return a.Developer == gone })
		o.answers = slices.DeleteFunc(o.answers, func(a TermsAcceptance) bool { return a.Developer == gone })
		o.suspensions = slices.DeleteFunc(o.suspensions, func(x Suspension) bool { return x.Developer == gone })
	})
}

// SetBillingType changes a developer's billing type, as the management API does.
func (s *Service) SetBillingType(org, emailOrID, billingType string) {
	s.SetAttributeInConsole(org, emailOrID, "MINT_BILLING_TYPE", billingType)
}

// Developer returns a developer, by email or id, as monetization sees one; ok is false if there is
// none.
func (s *Service) Developer(org, emailOrID string) (d Developer, ok bool) {
	s.in(org, func(o *organization) {
		if found := o.developer(emailOrID); found != nil {
			d, ok = found.clone(), true
		}
	})
	return d, ok
}

// developer finds a developer by email or id: a path takes both (contract: apigee-mint 1.6).
func (o *organization) developer(emailOrID string) *developer {
	return find(o.developers, func(d *developer) bool { return d.Email == emailOrID || d.ID == emailOrID })
}

// developer is the one the path names.
func (c *call) developer() (*developer, error) { return c.developerBy(c.Param("developer")) }

func (c *call) developerBy(emailOrID string) (*developer, error) {
	d := c.org.developer(emailOrID)
	if d == nil && c.switches.FoldEmailCase {
		d = find(c.org.developers, func(d *developer) bool { return strings.EqualFold(d.Email, emailOrID) })
	}
	if d == nil {
		return nil, missing("developer", emailOrID)
	}
	return d, nil
}

// company answers as e does, for a company only.
func company(e endpoint) endpoint {
	return func(c *call) (fake.Response, error) {
		if d, err := c.developer(); err != nil || !d.IsCompany {
			return fake.Response{}, missing("company", c.Param("developer"))
		}
		return e(c)
	}
}

// person answers as e does; by switch not for a company.
func person(e endpoint) endpoint {
	return func(c *call) (fake.Response, error) {
		if d, err := c.developer(); err == nil && d.IsCompany && c.switches.CompaniesApart {
			return fake.Response{}, missing("developer", c.Param("developer"))
		}
		return e(c)
	}
}

func listDevelopers(c *call) (fake.Response, error) {
	return c.list("developer", len(c.org.developers), func(i int) object { return c.developerObject(&c.org.developers[i]) })
}

func getDeveloper(c *call) (fake.Response, error) {
	d, err := c.developer()
	if err != nil {
		return fake.Response{}, err
	}
	return fake.JSON(200, c.developerObject(d)), nil
}

func (c *call) developerObject(d *developer) object {
	o := object{
		"billingType":  d.BillingType,
		"broker":       false,
		"email":        d.Email,
		"id":           d.ID,
		"isCompany":    d.IsCompany,
		"name":         d.Name,
		"organization": c.org.reference(),
		"status":       d.Status,
		"type":         d.Type,
	}
	put(o, "phone", d.Phone)
	put(o, "registrationId", d.Registration)
	put(o, "taxExemptAuthNo", d.TaxExempt)
	if len(d.Address) > 0 {
		o["address"] = addressObjects(d.Address)
	}
	if parent := c.org.developer(d.Company); parent != nil {
		o["parent"] = c.developerObject(parent)
	}
	put(o, "legalName", d.LegalName)
	c.putAmount(o, "approxTaxRate", d.ApproxTaxRate)
	if category := c.org.category(d.Category); category != nil {
		o["developerCategory"] = category.object()
	}
	maps.Copy(o, d.More)
	return c.extra(o)
}

func addressObjects(addresses []Address) []object {
	var all []object
	for _, a := range addresses {
		o := object{"id": a.ID, "isPrimary": a.Primary}
		put(o, "address1", a.Address1)
		put(o, "address2", a.Address2)
		put(o, "city", a.City)
		put(o, "state", a.State)
		put(o, "zip", a.Zip)
		put(o, "country", a.Country)
		all = append(all, o)
	}
	return all
}
