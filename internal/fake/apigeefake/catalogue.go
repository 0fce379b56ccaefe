package apigeefake

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// Category is a developer category (contract: apigee-mint 5.5).
type Category struct {
	ID          string // default: made by the server
	Name        string
	Description string
}

// Product is an API product (contract: apigee-mint 5.6). Its id is its name.
type Product struct {
	Name        string
	DisplayName string         // default: the name
	Description string         // default: the name
	More        map[string]any // further keys to answer as they are
}

// Package is a monetization package (contract: apigee-mint 5.1). Its id is its name in lower case with "_" for spaces.
type Package struct {
	Name        string
	DisplayName string   // default: the name
	Description string   // default: the name
	Products    []string // names of its products
}

// ID is what the service makes of the name (contract: apigee-mint 1.6).
func (p Package) ID() string { return slug(p.Name) }

func slug(name string) string { return strings.ReplaceAll(strings.ToLower(name), " ", "_") }

func (p Package) clone() Package {
	p.Products = slices.Clone(p.Products)
	return p
}

// AddCategory adds a developer category and returns its id.
func (s *Service) AddCategory(org string, c Category) (id string) {
	s.in(org, func(o *organization) {
		c.ID = cmp.Or(c.ID, s.srv.NewID())
		mustNot(o.category(c.ID), "category", c.ID)
		c.Description = cmp.Or(c.Description, c.Name)
		o.categories = append(o.categories, c)
		id = c.ID
	})
	return id
}

// AddProduct adds an API product.
func (s *Service) AddProduct(org string, p Product) {
	s.in(org, func(o *organization) {
		mustNot(o.product(p.Name), "product", p.Name)
		p.DisplayName = cmp.Or(p.DisplayName, p.Name)
		p.Description = cmp.Or(p.Description, p.Name)
		o.products = append(o.products, p)
	})
}

// AddPackage adds a monetization package and returns its id.
func (s *Service) AddPackage(org string, p Package) (id string) {
	s.in(org, func(o *organization) {
		mustNot(o.bundle(p.ID()), "package", p.ID())
		for _, name := range p.Products {
			must(o.product(name), "product", name)
		}
		p.DisplayName = cmp.Or(p.DisplayName, p.Name)
		p.Description = cmp.Or(p.Description, p.Name)
		o.packages = append(o.packages, p.clone())
		id = p.ID()
	})
	return id
}

func (o *organization) category(id string) *Category {
	return find(o.categories, func(c *Category) bool { return c.ID == id })
}

func (o *organization) product(id string) *Product {
	return find(o.products, func(p *Product) bool { return p.Name == id })
}

// bundle finds a package; "package" is not a name one can use in Go.
func (o *organization) bundle(id string) *Package {
	return find(o.packages, func(p *Package) bool { return p.ID() == id })
}

func (c *call) bundle() (*Package, error) {
	if p := c.org.bundle(c.Param("package")); p != nil {
		return p, nil
	}
	return nil, missing("monetizationPackage", c.Param("package"))
}

func (c *call) product(id string) (*Product, error) {
	if p := c.org.product(id); p != nil {
		return p, nil
	}
	return nil, missing("product", id)
}

func listCategories(c *call) (fake.Response, error) {
	return c.list("developerCategory", len(c.org.categories), func(i int) object { return c.extra(c.org.categories[i].object()) })
}

func getCategory(c *call) (fake.Response, error) {
	category := c.org.category(c.Param("category"))
	if category == nil {
		return fake.Response{}, missing("developerCategory", c.Param("category"))
	}
	return fake.JSON(200, c.extra(category.object())), nil
}

func listProducts(c *call) (fake.Response, error) {
	return c.list("product", len(c.org.products), func(i int) object { return c.productObject(&c.org.products[i]) })
}

func getProduct(c *call) (fake.Response, error) {
	p, err := c.product(c.Param("product"))
	if err != nil {
		return fake.Response{}, err
	}
	return fake.JSON(200, c.productObject(p)), nil
}

// listPackages leaves out packages without a published plan unless it is told otherwise (contract: apigee-mint 5.1).
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

func (category *Category) object() object {
	return object{"id": category.ID, "name": category.Name, "description": category.Description}
}

func (c *call) productObject(p *Product) object {
	o := object{
		"description":  p.Description,
		"displayName":  p.DisplayName,
		"id":           p.Name,
		"name":         p.Name,
		"organization": c.org.reference(),
		"status":       "CREATED",
	}
	maps.Copy(o, p.More)
	return c.extra(o)
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
