package apigeefake

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// Product is an API product (contract: apigee-mint 5.6). Its id is its name.
type Product struct {
	Name        string         `json:"name,omitzero"`
	DisplayName string         `json:"display_name,omitzero"`                 // default: the name
	Description string         `json:"description,omitzero"`                  // default: the name
	Status      string         `json:"status,omitzero"`                       // CREATED, the default, ACTIVE or INACTIVE
	Attributes  []string       `json:"custom_attributes,omitzero"`            // names of the custom attributes by which it may be rated, ten at most
	Success     string         `json:"transaction_success_criteria,omitzero"` // which transactions count
	Refund      string         `json:"refund_success_criteria,omitzero"`      // which refunds count
	More        map[string]any `json:"more,omitzero"`                         // further keys to answer as they are
}

// AddProduct adds an API product.
func (s *Service) AddProduct(org string, p Product) {
	s.in(org, func(o *organization) {
		mustNot(o.product(p.Name), "product", p.Name)
		p.fillDefaults()
		p.Attributes = slices.Clone(p.Attributes)
		o.products = append(o.products, p)
	})
}

func (p *Product) fillDefaults() {
	p.DisplayName = cmp.Or(p.DisplayName, p.Name)
	p.Description = cmp.Or(p.Description, p.Name)
	p.Status = cmp.Or(p.Status, "CREATED")
}

func (o *organization) product(id string) *Product {
	return find(o.products, func(p *Product) bool { return p.Name == id })
}

func (c *call) product(id string) (*Product, error) {
	if p := c.org.product(id); p != nil {
		return p, nil
	}
	return nil, missing("product", id)
}

// listProducts leaves out products without a published plan unless it is told otherwise (contract:
// apigee-neighbours 9).
func listProducts(c *call) (fake.Response, error) {
	monetized, err := c.flag("monetized", true)
	if err != nil {
		return fake.Response{}, err
	}
	return c.listProductsWhere(func(p *Product) bool { return !monetized || c.org.monetized(p) })
}

// listEligibleProducts lists what a developer may use: products that cost nothing, and those of
// accepted plans (contract: apigee-neighbours 9).
func listEligibleProducts(c *call) (fake.Response, error) {
	d, err := c.developer()
	if err != nil {
		return fake.Response{}, err
	}
	accepted := c.plansWhere(func(p *RatePlan) bool { return c.accepted(p, d) })
	return c.listProductsWhere(func(p *Product) bool {
		return !c.org.monetized(p) || slices.ContainsFunc(accepted, func(plan *RatePlan) bool { return c.org.bundle(plan.Package).has(p.Name) })
	})
}

func (c *call) listProductsWhere(wanted func(*Product) bool) (fake.Response, error) {
	var shown []*Product
	for i := range c.org.products {
		if p := &c.org.products[i]; wanted(p) {
			shown = append(shown, p)
		}
	}
	return c.list("product", len(shown), func(i int) object { return c.productObject(shown[i]) })
}

// monetized tells whether a product is in a package with a published plan.
func (o *organization) monetized(p *Product) bool {
	return slices.ContainsFunc(o.plans, func(plan RatePlan) bool { return plan.Published && o.bundle(plan.Package).has(p.Name) })
}

func getProduct(c *call) (fake.Response, error) {
	p, err := c.product(c.Param("product"))
	if err != nil {
		return fake.Response{}, err
	}
	return fake.JSON(200, c.productObject(p)), nil
}

func (c *call) productObject(p *Product) object {
	o := object{
		"description":  p.Description,
		"displayName":  p.DisplayName,
		"id":           p.Name,
		"name":         p.Name,
		"organization": c.org.reference(),
		"status":       p.Status,
	}
	for i, name := range p.Attributes {
		o[fmt.Sprintf("customAtt%dName", i+1)] = name
	}
	put(o, "transactionSuccessCriteria", p.Success)
	put(o, "refundSuccessCriteria", p.Refund)
	maps.Copy(o, p.More)
	return c.extra(o)
}
