package apigeefake

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

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
	Category      string // id of a developer category
	IsCompany     bool
	ApproxTaxRate decimal.NullDecimal // percent
	More          map[string]any      // further keys to answer as they are
}

// developer is a developer with a credit limit record for each currency, set or not.
type developer struct {
	Developer
	limits []CreditLimit
}

// AddDeveloper adds a developer and returns its id.
func (s *Service) AddDeveloper(org string, d Developer) (id string) {
	s.in(org, func(o *organization) {
		if d.IsCompany {
			d.ID = cmp.Or(d.ID, d.Name)
			d.Email = cmp.Or(d.Email, fmt.Sprintf("%s###%s@APIGEE-GEN.FOR-COMPANY", org, d.Name))
		}
		d.ID = cmp.Or(d.ID, s.srv.NewID())
		d.Name = cmp.Or(d.Name, d.Email)
		d.BillingType = cmp.Or(d.BillingType, "POSTPAID")
		d.Status = cmp.Or(d.Status, "ACTIVE")
		mustNot(o.developer(d.ID), "developer", d.ID)
		mustNot(o.developer(d.Email), "developer", d.Email)
		if d.Category != "" {
			must(o.category(d.Category), "category", d.Category)
		}
		added := developer{Developer: d}
		for _, c := range o.currencies {
			added.limits = append(added.limits, CreditLimit{ID: s.srv.NewID(), Currency: c.ID()})
		}
		o.developers = append(o.developers, added)
		id = d.ID
	})
	return id
}

// DeleteDeveloper makes a developer vanish with all that belongs to it, as an operator of a private cloud can.
func (s *Service) DeleteDeveloper(org, emailOrID string) {
	s.in(org, func(o *organization) {
		gone := must(o.developer(emailOrID), "developer", emailOrID).ID
		o.developers = slices.DeleteFunc(o.developers, func(d developer) bool { return d.ID == gone })
		o.acceptances = slices.DeleteFunc(o.acceptances, func(a Acceptance) bool { return a.Developer == gone })
	})
}

// SetBillingType changes a developer's billing type, as the management API does.
func (s *Service) SetBillingType(org, emailOrID, billingType string) {
	s.in(org, func(o *organization) { must(o.developer(emailOrID), "developer", emailOrID).BillingType = billingType })
}

// developer finds a developer by email or id: a path takes both (contract: apigee-mint 1.6).
func (o *organization) developer(emailOrID string) *developer {
	return find(o.developers, func(d *developer) bool { return d.Email == emailOrID || d.ID == emailOrID })
}

// developer is the one the path names.
func (c *call) developer() (*developer, error) { return c.developerBy(c.Param("developer")) }

func (c *call) developerBy(emailOrID string) (*developer, error) {
	if d := c.org.developer(emailOrID); d != nil {
		return d, nil
	}
	return nil, missing("developer", emailOrID)
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
		"type":         "UNTRUSTED",
	}
	put(o, "legalName", d.LegalName)
	c.putAmount(o, "approxTaxRate", d.ApproxTaxRate)
	if category := c.org.category(d.Category); category != nil {
		o["developerCategory"] = category.object()
	}
	maps.Copy(o, d.More)
	return c.extra(o)
}
