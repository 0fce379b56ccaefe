package apigeefake

import (
	"bytes"
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// Package is a monetization package (contract: apigee-mint 5.1). Its id is its name in lower case
// with "_" for spaces.
type Package struct {
	Name        string   `json:"name,omitzero"`
	DisplayName string   `json:"display_name,omitzero"` // default: the name
	Description string   `json:"description,omitzero"`  // default: the name
	Products    []string `json:"products,omitzero"`     // names of its products
}

// ID is what the service makes of the name (contract: apigee-mint 1.6).
func (p Package) ID() string { return slug(p.Name) }

func slug(name string) string { return strings.ReplaceAll(strings.ToLower(name), " ", "_") }

func (p Package) clone() Package {
	p.Products = slices.Clone(p.Products)
	return p
}

// AddPackage adds a monetization package and returns its id.
func (s *Service) AddPackage(org string, p Package) (id string) {
	s.in(org, func(o *organization) {
		mustNot(o.bundle(p.ID()), "package", p.ID())
		for _, name := range p.Products {
			must(o.product(name), "product", name)
		}
		p.fillDefaults()
		o.packages = append(o.packages, p.clone())
		id = p.ID()
	})
	return id
}

func (p *Package) fillDefaults() {
	p.DisplayName = cmp.Or(p.DisplayName, p.Name)
	p.Description = cmp.Or(p.Description, p.Name)
}

// bundle finds a package; "package" is not a name one can use in Go.
func (o *organization) bundle(id string) *Package {
	return find(o.packages, func(p *Package) bool { return p.ID() == id })
}

// has tells whether a product is in the package.
func (p *Package) has(product string) bool { return slices.Contains(p.Products, product) }

// Packages returns what the service holds, in the order of creation.
func (s *Service) Packages(org string) (all []Package) {
	s.in(org, func(o *organization) {
		for _, p := range o.packages {
			all = append(all, p.clone())
		}
	})
	return all
}

// Package returns one package by id; ok is false if there is none.
func (s *Service) Package(org, id string) (bundle Package, ok bool) {
	s.in(org, func(o *organization) {
		if found := o.bundle(id); found != nil {
			bundle, ok = found.clone(), true
		}
	})
	return bundle, ok
}

// EditPackageInConsole changes a package as a colleague does in the management console. Its name
// stays.
func (s *Service) EditPackageInConsole(org, id string, edit func(*Package)) {
	s.in(org, func(o *organization) {
		p := must(o.bundle(id), "package", id)
		name := p.Name
		edit(p)
		p.Name = name
		for _, product := range p.Products {
			must(o.product(product), "product", product)
		}
	})
}

// DeletePackageInConsole deletes a package with its plans, as an operator of a private cloud can.
func (s *Service) DeletePackageInConsole(org, id string) {
	s.in(org, func(o *organization) {
		must(o.bundle(id), "package", id)
		for _, p := range slices.Clone(o.plans) {
			if p.Package == id {
				o.deletePlan(p.ID)
			}
		}
		o.deletePackage(id)
	})
}

func (o *organization) deletePackage(id string) {
	o.packages = slices.DeleteFunc(o.packages, func(p Package) bool { return p.ID() == id })
	o.adjustments = slices.DeleteFunc(o.adjustments, func(a adjustment) bool { return a.Package == id })
}

func (c *call) bundle() (*Package, error) {
	if p := c.org.bundle(c.Param("package")); p != nil {
		return p, nil
	}
	return nil, missing("monetizationPackage", c.Param("package"))
}

// listPackages leaves out packages without a published plan unless it is told otherwise (contract:
// apigee-mint 5.1).
func listPackages(c *call) (fake.Response, error) {
	monetized, err := c.flag("monetized", true)
	if err != nil {
		return fake.Response{}, err
	}
	var shown []*Package
	for i := range c.org.packages {
		bundle := &c.org.packages[i]
		published := find(c.org.plans, func(p *RatePlan) bool { return p.Package == bundle.ID() && p.Published })
		if published != nil || !monetized {
			shown = append(shown, bundle)
		}
	}
	return c.list("monetizationPackage", len(shown), func(i int) object { return c.packageObject(shown[i]) })
}

func getPackage(c *call) (fake.Response, error) {
	p, err := c.bundle()
	if err != nil {
		return fake.Response{}, err
	}
	return fake.JSON(200, c.packageObject(p)), nil
}

// listDeveloperPackages lists packages with a plan that the developer may buy or, where current is
// set, has bought (contract: apigee-neighbours 4).
func listDeveloperPackages(c *call) (fake.Response, error) {
	d, err := c.developer()
	if err != nil {
		return fake.Response{}, err
	}
	current, err := c.flag("current", false)
	if err != nil {
		return fake.Response{}, err
	}
	available, err := c.flag("allAvailable", true)
	if err != nil {
		return fake.Response{}, err
	}
	plans := c.plansWhere(func(p *RatePlan) bool {
		return c.accepted(p, d) || available && !current && c.available(p, d) && !p.Private
	})
	var shown []*Package
	for i := range c.org.packages {
		p := &c.org.packages[i]
		if slices.ContainsFunc(plans, func(plan *RatePlan) bool { return plan.Package == p.ID() }) {
			shown = append(shown, p)
		}
	}
	return c.list("monetizationPackage", len(shown), func(i int) object { return c.packageObject(shown[i]) })
}

func createPackage(c *call) (fake.Response, error) {
	in, err := c.input()
	if err != nil {
		return fake.Response{}, err
	}
	var p Package
	in.required("name", "displayName", "description", "product")
	in.same("organization", c.org.profile.ID)
	c.name(in, "name", &p.Name)
	c.name(in, "displayName", &p.DisplayName)
	in.text("description", &p.Description)
	for _, product := range in.objects("product") {
		var id string
		product.required("id")
		product.text("id", &id)
		in.err = cmp.Or(in.err, product.err)
		p.Products = append(p.Products, id)
	}
	if len(p.Products) == 0 {
		in.fail("product must be a list of one or more products")
	}
	if in.err != nil {
		return fake.Response{}, in.err
	}
	for i, id := range p.Products {
		if _, err := c.product(id); err != nil {
			return fake.Response{}, err
		}
		if slices.Contains(p.Products[:i], id) {
			return fake.Response{}, invalid("invalidProperty", "product [%s] is there twice", id)
		}
	}
	if c.org.bundle(p.ID()) != nil {
		return fake.Response{}, conflict("there is a monetization package with id [%s] already", p.ID())
	}
	c.org.packages = append(c.org.packages, p)
	return fake.JSON(http.StatusCreated, c.packageObject(&p)), nil
}

func deletePackage(c *call) (fake.Response, error) {
	p, err := c.bundle()
	if err != nil {
		return fake.Response{}, err
	}
	if find(c.org.plans, func(plan *RatePlan) bool { return plan.Package == p.ID() }) != nil {
		refused := refusal(http.StatusBadRequest, "mint.packageHasRatePlanCanNotDelete", "Package has at least 1 rate plan can not delete the package")
		refused.bare = true
		return fake.Response{}, refused
	}
	old := c.packageObject(p)
	c.org.deletePackage(p.ID())
	return c.deleted(old), nil
}

// addPackageProduct adds a product. Where plans of the package price product by product, the body
// has to say how they price the new one (contract: apigee-neighbours 4).
func addPackageProduct(c *call) (fake.Response, error) {
	p, err := c.bundle()
	if err != nil {
		return fake.Response{}, err
	}
	product, err := c.product(c.Param("product"))
	if err != nil {
		return fake.Response{}, err
	}
	if p.has(product.Name) && !c.switches.AddMemberAgain {
		return fake.Response{}, conflict("product [%s] is in package [%s] already", product.Name, p.ID())
	}
	if !p.has(product.Name) {
		added := p.clone()
		added.Products = append(added.Products, product.Name)
		prices, err := c.readProductPrices(&added, product.Name)
		if err != nil {
			return fake.Response{}, err
		}
		p.Products = added.Products
		for plan, details := range prices {
			plan.Details = append(plan.Details, details...)
		}
	}
	if !c.switches.AddProductAnswersPlans {
		return fake.NoContent(), nil
	}
	return c.wrapPlans(c.plansWhere(func(plan *RatePlan) bool { return plan.Package == p.ID() }))
}

// readProductPrices reads, for each plan of a package that prices product by product, the details
// for a product that is new in it. The body is a list of plans with id and ratePlanDetails, or an
// object with such a list under ratePlan.
func (c *call) readProductPrices(p *Package, product string) (map[*RatePlan][]RatePlanDetail, error) {
	body := c.Body
	if trimmed := bytes.TrimSpace(body); len(trimmed) == 0 {
		body = []byte("{}")
	} else if trimmed[0] == '[' {
		body = slices.Concat([]byte(`{"ratePlan":`), trimmed, []byte("}"))
	}
	in, err := (&call{Request: &fake.Request{Body: body}, Service: c.Service, org: c.org}).input()
	if err != nil {
		return nil, err
	}
	sent := in.objects("ratePlan")
	prices := map[*RatePlan][]RatePlanDetail{}
	for _, plan := range c.plansWhere(func(plan *RatePlan) bool { return plan.Package == p.ID() && plan.byProduct() }) {
		for _, s := range sent {
			if s.object["id"] != plan.ID {
				continue
			}
			for _, d := range s.objects("ratePlanDetails") {
				prices[plan] = append(prices[plan], c.readDetail(d, plan, p, nil, c.org.profile.RateDecimalPlaces))
				in.err = cmp.Or(in.err, s.err, d.err)
			}
		}
		if in.err != nil {
			return nil, in.err
		}
		if !slices.ContainsFunc(prices[plan], func(d RatePlanDetail) bool { return d.Product == product }) {
			return nil, invalid("ratePlanDetailsRequired", "rate plan [%s] prices product by product and says nothing of [%s]", plan.ID, product)
		}
	}
	return prices, nil
}

// byProduct tells whether a plan prices product by product.
func (p *RatePlan) byProduct() bool {
	return slices.ContainsFunc(p.Details, func(d RatePlanDetail) bool { return d.Product != "" })
}

func removePackageProduct(c *call) (fake.Response, error) {
	p, err := c.bundle()
	if err != nil {
		return fake.Response{}, err
	}
	id := c.Param("product")
	if !p.has(id) {
		return fake.Response{}, missing("product of package "+p.ID(), id)
	}
	if len(p.Products) == 1 && c.switches.LastProductStays {
		return fake.Response{}, invalid("packageHasOneProduct", "[%s] is the last product of package [%s]", id, p.ID())
	}
	for _, plan := range c.org.plans {
		if plan.Package == p.ID() && slices.ContainsFunc(plan.Details, func(d RatePlanDetail) bool { return d.Product == id }) {
			return fake.Response{}, c.inUse("productInUse", "rate plan [%s] has a price for product [%s]", plan.ID, id)
		}
	}
	old := c.productObject(c.org.product(id))
	p.Products = slices.DeleteFunc(p.Products, func(name string) bool { return name == id })
	return c.deleted(old), nil
}

func (c *call) packageObject(p *Package) object {
	products := make([]object, 0, len(p.Products))
	for _, name := range p.Products {
		products = append(products, c.productObject(c.org.product(name)))
	}
	return c.extra(object{
		"description":  p.Description,
		"displayName":  p.DisplayName,
		"id":           p.ID(),
		"name":         p.Name,
		"organization": c.org.reference(),
		"product":      products,
		"status":       "CREATED",
	})
}
