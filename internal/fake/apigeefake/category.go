package apigeefake

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// Category is a developer category (contract: apigee-mint 5.5).
type Category struct {
	ID          string `json:"id,omitzero"` // default: made by the server
	Name        string `json:"name,omitzero"`
	Description string `json:"description,omitzero"`
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

// Categories returns what the service holds, in the order of creation.
func (s *Service) Categories(org string) (all []Category) {
	s.in(org, func(o *organization) { all = slices.Clone(o.categories) })
	return all
}

// EditCategoryInConsole changes a category as a colleague does in the management console. Its id
// stays.
func (s *Service) EditCategoryInConsole(org, id string, edit func(*Category)) {
	s.in(org, func(o *organization) {
		c := must(o.category(id), "category", id)
		edit(c)
		c.ID = id
	})
}

// DeleteCategoryInConsole deletes a category, used or not, as a colleague does in the management
// console.
func (s *Service) DeleteCategoryInConsole(org, id string) {
	s.in(org, func(o *organization) {
		must(o.category(id), "category", id)
		o.deleteCategory(id)
	})
}

func (o *organization) deleteCategory(id string) {
	o.categories = slices.DeleteFunc(o.categories, func(c Category) bool { return c.ID == id })
}

func (o *organization) category(id string) *Category {
	return find(o.categories, func(c *Category) bool { return c.ID == id })
}

func listCategories(c *call) (fake.Response, error) {
	return c.list("developerCategory", len(c.org.categories), func(i int) object { return c.extra(c.org.categories[i].object()) })
}

func (c *call) category() (*Category, error) {
	if category := c.org.category(c.Param("category")); category != nil {
		return category, nil
	}
	return nil, missing("developerCategory", c.Param("category"))
}

func getCategory(c *call) (fake.Response, error) {
	category, err := c.category()
	if err != nil {
		return fake.Response{}, err
	}
	return fake.JSON(http.StatusOK, c.extra(category.object())), nil
}

func createCategory(c *call) (fake.Response, error) {
	category, err := c.readCategory("")
	if err != nil {
		return fake.Response{}, err
	}
	category.ID = c.srv.NewID()
	c.org.categories = append(c.org.categories, category)
	return fake.JSON(http.StatusCreated, c.extra(category.object())), nil
}

// updateCategory replaces the whole (contract: apigee-neighbours 6).
func updateCategory(c *call) (fake.Response, error) {
	stored, err := c.category()
	if err != nil {
		return fake.Response{}, err
	}
	asked, err := c.readCategory(stored.ID)
	if err != nil {
		return fake.Response{}, err
	}
	asked.ID = stored.ID
	*stored = asked
	return fake.JSON(http.StatusOK, c.extra(stored.object())), nil
}

func deleteCategory(c *call) (fake.Response, error) {
	category, err := c.category()
	if err != nil {
		return fake.Response{}, err
	}
	if !c.switches.DeleteUsedCategories {
		if p := find(c.org.plans, func(p *RatePlan) bool { return p.Category == category.ID }); p != nil {
			return fake.Response{}, c.inUse("developerCategoryInUse", "category [%s] is used by rate plan [%s]", category.Name, p.ID)
		}
		if d := find(c.org.developers, func(d *developer) bool { return d.Category == category.ID }); d != nil {
			return fake.Response{}, c.inUse("developerCategoryInUse", "category [%s] is used by developer [%s]", category.Name, d.Email)
		}
	}
	old := category.object()
	c.org.deleteCategory(category.ID)
	return c.deleted(old), nil
}

// readCategory reads a whole category; the id is that of the stored one.
func (c *call) readCategory(id string) (Category, error) {
	in, err := c.input()
	if err != nil {
		return Category{}, err
	}
	var category Category
	in.required("name")
	c.name(in, "name", &category.Name)
	in.text("description", &category.Description)
	if in.err != nil {
		return Category{}, in.err
	}
	other := find(c.org.categories, func(o *Category) bool { return o.Name == category.Name && o.ID != id })
	if other != nil && c.switches.UniqueCategoryNames {
		return Category{}, conflict("there is a developer category [%s] already", category.Name)
	}
	return category, nil
}

func (category *Category) object() object {
	o := object{"id": category.ID, "name": category.Name}
	put(o, "description", category.Description)
	return o
}
