package category_test

import (
	"bytes"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const typeName = "mint_developer_category"

func category(name, description string) acctest.Attrs {
	return acctest.Attrs{"name": name, "description": description}
}

func says(config acctest.Attrs) string {
	description, _ := config["description"].(string)
	return config["name"].(string) + ": " + description //nolint:forcetypeassert // a name is a text
}

func holds(e *acctest.Env) (all []string) {
	for _, c := range e.Apigee.Categories(acctest.Organization) {
		all = append(all, c.Name+": "+c.Description)
	}
	return all
}

func first(e *acctest.Env) string { return e.Apigee.Categories(acctest.Organization)[0].ID }

var categories = acctest.Kind{
	TypeName: typeName, Route: "/developer-categories", Config: category("Gold é", "Those who pay"), Changed: category("Gold é", "Those who pay a lot"),
	Holds: holds, Says: says,
	Edit: func(e *acctest.Env) {
		e.Apigee.EditCategoryInConsole(acctest.Organization, first(e), func(c *apigeefake.Category) { c.Description = "Drifted" })
	},
	Remove:  func(e *acctest.Env) { e.Apigee.DeleteCategoryInConsole(acctest.Organization, first(e)) },
	Renames: true,
}

func TestCategory(t *testing.T) { categories.Run(t) }

func TestCategory_renamed(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	tf.Apply(category("Gold", "All")).Expect(t, acctest.Create)
	tf.Apply(category("Silver", "All")).Expect(t, acctest.Update)
	e.Apigee.AddCategory(acctest.Organization, apigeefake.Category{Name: "Bronze"})
	tf.Apply(category("Bronze", "All")).Says(t, "Cannot rename", "Nothing was sent")
	tf.Plan(category("Silver", "All")).Expect(t, acctest.NoOp)
	tf.Plan(category("Silver", "All\n")).Expect(t, acctest.NoOp)
}

// A service may record another name: the next plan would rename it, so it is said.
func TestCategory_nameAsTheServiceSpellsIt(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.Server.Inject(fake.Rewrite("Gold Card", func(r fake.Response) fake.Response {
		r.Body = bytes.ReplaceAll(r.Body, []byte("Gold  Card"), []byte("Gold Card"))
		return r
	}), fake.On("", "/developer-categories"), fake.Always())
	tf := e.Terraform(typeName)
	tf.Apply(acctest.Attrs{"name": "Gold  Card"}).Says(t, "Name is Gold Card, not Gold  Card")
	if tf.State == nil {
		t.Error("it is not in the state")
	}
	e = acctest.New(t)
	e.Apigee.Switch(func(s *apigeefake.Switches) { s.Names = fake.Decomposed })
	tf = e.Terraform(typeName)
	if out := tf.Apply(category("Caf\u00e9", "All")); len(out.Warnings) > 0 || out.Failed() {
		t.Errorf("warnings %q, errors %q", out.Warnings, out.Errors)
	}
	tf.Plan(category("Caf\u00e9", "All")).Expect(t, acctest.NoOp)
}

func TestCategory_withoutDescription(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	tf.Apply(acctest.Attrs{"name": "Gold"}).Expect(t, acctest.Create)
	tf.Plan(acctest.Attrs{"name": "Gold"}).Expect(t, acctest.NoOp)
	tf.Apply(category("Gold", "")).Expect(t, acctest.Update)
	tf.Plan(category("Gold", "")).Expect(t, acctest.NoOp)
}

func TestCategory_inUse(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	tf.Apply(category("Gold", "All")).Expect(t, acctest.Create)
	e.Apigee.AddDeveloper(acctest.Organization, apigeefake.Developer{Email: "gold@example.com", Category: first(e)})
	tf.Destroy().Says(t, "Cannot delete the developer category", "gold@example.com", "removed block")
	if tf.State == nil {
		t.Error("it left the state")
	}
}

func TestCategory_dataSources(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	gold := e.Apigee.AddCategory(acctest.Organization, apigeefake.Category{Name: "Gold", Description: "Those who pay"})
	e.Apigee.AddCategory(acctest.Organization, apigeefake.Category{Name: "Silver"})
	one := e.Terraform(typeName)
	for _, config := range []acctest.Attrs{{"id": gold}, {"name": "Gold"}} {
		if got, out := one.DataSource(config); out.Failed() || got["id"] != gold || got["description"] != "Those who pay" {
			t.Errorf("got %v, %q", got, out.Errors)
		}
	}
	_, out := one.DataSource(acctest.Attrs{"name": "Bronze"})
	out.Says(t, "has no developer category named", "mint_developer_categories")
	_, out = one.DataSource(acctest.Attrs{})
	out.Says(t, "id")
	all, out := e.Terraform("mint_developer_categories").DataSource(acctest.Attrs{})
	if list, _ := all["developer_categories"].([]any); out.Failed() || len(list) != 2 {
		t.Errorf("got %v, %q", all, out.Errors)
	}
}
