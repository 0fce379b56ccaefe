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
	ID            string // default: made by the server; for a company its name
	Email         string // for a company the default is the pseudo email the service generates
	Name          string // default: the email
	LegalName     string
	BillingType   string // PREPAID or POSTPAID, the default
	Status        string // ACTIVE, the default, or INACTIVE
	Type          string // UNTRUSTED, the default, or TRUSTED
	Category      string // id of a developer category
	IsCompany     bool
	Company       string // id of the company that a developer belongs to
	Registration  string
	TaxExempt     string
	Phone         string
	Address       []Address
	ApproxTaxRate decimal.NullDecimal // percent
	More          map[string]any      // further keys to answer as they are
}

// Address is one of a developer's addresses.
type Address struct {
	ID       string // made by the server
	Address1 string
	Address2 string
	City     string
	State    string
	Zip      string
	Country  string
	Primary  bool
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
		if d.IsCompany {
			d.ID = cmp.Or(d.ID, d.Name)
			d.Email = cmp.Or(d.Email, fmt.Sprintf("%s###%s@APIGEE-GEN.FOR-COMPANY", org, d.Name))
		}
		added := developer{attributes: attributesOf(d)} // what is a default is no attribute
		d.ID = cmp.Or(d.ID, s.srv.NewID())
		d.Name = cmp.Or(d.Name, d.Email)
		d.BillingType = cmp.Or(d.BillingType, "POSTPAID")
		d.Status = cmp.Or(d.Status, "ACTIVE")
		d.Type = cmp.Or(d.Type, "UNTRUSTED")
		mustNot(o.developer(d.ID), "developer", d.ID)
		mustNot(o.developer(d.Email), "developer", d.Email)
		if d.Category != "" {
			must(o.category(d.Category), "category", d.Category)
		}
		if d.Company != "" {
			must(o.developer(d.Company), "company", d.Company)
		}
		added.Developer = d.clone()
		for i := range added.Address {
			added.Address[i].ID = s.srv.NewID()
		}
		for _, c := range o.currencies {
			added.limits = append(added.limits, CreditLimit{ID: s.srv.NewID(), Currency: c.ID()})
		}
		o.developers = append(o.developers, added)
		id = d.ID
	})
	return id
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
