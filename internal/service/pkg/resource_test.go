package pkg_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const typeName = "mint_monetization_package"

func bundle(more ...any) acctest.Attrs {
	attrs := acctest.Attrs{"name": "Communications é", "display_name": "Communications", "description": "All of them", "products": []any{"calls", "messages"}}
	for i := 0; i < len(more); i += 2 {
		attrs[fmt.Sprint(more[i])] = more[i+1]
	}
	return attrs
}

func products(e *acctest.Env) {
	for _, name := range []string{"calls", "mail", "messages"} {
		e.Apigee.AddProduct(acctest.Organization, apigeefake.Product{Name: name})
	}
}

func line(name, displayName, description string, products []string) string {
	return fmt.Sprintf("%s (%s, %s) of %s", name, displayName, description, slices.Sorted(slices.Values(products)))
}

func says(config acctest.Attrs) string {
	var products []string
	for _, product := range config["products"].([]any) { //nolint:forcetypeassert // products are a list
		products = append(products, fmt.Sprint(product))
	}
	return line(fmt.Sprint(config["name"]), fmt.Sprint(config["display_name"]), fmt.Sprint(config["description"]), products)
}

func holds(e *acctest.Env) (all []string) {
	for _, p := range e.Apigee.Packages(acctest.Organization) {
		all = append(all, line(p.Name, p.DisplayName, p.Description, p.Products))
	}
	return all
}

func id(e *acctest.Env) string { return e.Apigee.Packages(acctest.Organization)[0].ID() }

func start(t *testing.T) (*acctest.Env, *acctest.Terraform) {
	t.Helper()
	e := acctest.New(t)
	products(e)
	return e, e.Terraform(typeName)
}

var packages = acctest.Kind{
	TypeName: typeName, Route: "/monetization-packages", Prepare: products,
	Config: bundle(), Changed: bundle("products", []any{"mail"}),
	Holds: holds, Says: says,
	Edit: func(e *acctest.Env) {
		e.Apigee.EditPackageInConsole(acctest.Organization, id(e), func(p *apigeefake.Package) { p.Products = []string{"mail", "calls"} })
	},
	Remove: func(e *acctest.Env) { e.Apigee.DeletePackageInConsole(acctest.Organization, id(e)) },
}

func TestPackage(t *testing.T) { packages.Run(t) }

// What the body of a request asks for is one product, and its answer may be lost.
func TestPackage_faultsOfProducts(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fake.Fault{"drop before effect": fake.DropBefore(), "drop after effect": fake.DropAfter(), "500": fake.Status(500, ""), "html 200": fake.HTML(200)} {
		for _, method := range []string{"POST", "DELETE"} {
			t.Run(name+" on "+method, func(t *testing.T) {
				t.Parallel()
				e, tf := start(t)
				tf.Apply(bundle()).Expect(t, acctest.Create)
				e.Server.Inject(fault, fake.On(method, "/products/"))
				changed := bundle("products", []any{"mail"})
				tf.Apply(changed)
				e.Server.ClearFaults()
				if out := tf.Apply(changed); out.Failed() {
					t.Fatal(out.Errors)
				}
				if got := holds(e); len(got) != 1 || got[0] != says(changed) {
					t.Errorf("the service holds %q", got)
				}
				tf.Plan(changed).Expect(t, acctest.NoOp)
			})
		}
	}
}

func TestPackage_replaced(t *testing.T) {
	t.Parallel()
	e, tf := start(t)
	tf.Apply(bundle()).Expect(t, acctest.Create)
	tf.Apply(bundle("display_name", "Talk")).Expect(t, acctest.Replace)
	tf.Apply(bundle("display_name", "Talk", "name", "Talk")).Expect(t, acctest.Replace)
	tf.Apply(bundle("display_name", "Talk", "name", "Talk", "on_destroy", "retain")).Expect(t, acctest.Update)
	tf.Plan(bundle("display_name", "Chat", "name", "Talk", "on_destroy", "retain")).Says(t, "under its own name", "Revert the edit")
	tf.Apply(bundle("name", "Chat", "on_destroy", "retain")).Expect(t, acctest.Replace).Says(t, `package "Talk" stays`)
	if got := holds(e); len(got) != 2 {
		t.Errorf("the service holds %q", got)
	}
}

func TestPackage_published(t *testing.T) {
	t.Parallel()
	e, tf := start(t)
	tf.Apply(bundle()).Expect(t, acctest.Create)
	draft := e.Apigee.AddRatePlan(acctest.Organization, apigeefake.RatePlan{Package: id(e), Name: "Draft", Currency: "usd"})
	tf.Apply(nil).Says(t, "Cannot delete the monetization package", "Delete its drafts first")
	if tf.State == nil {
		t.Fatal("it left the state")
	}
	published := e.Apigee.AddRatePlan(acctest.Organization, apigeefake.RatePlan{Package: id(e), Name: "Flat", Currency: "usd", Published: true})
	deletes := e.Server.Count("DELETE", "")
	out := tf.Plan(nil)
	out.Says(t, "cannot be deleted", published, `on_destroy = "retain"`)
	if !out.Failed() || e.Server.Count("DELETE", "") != deletes {
		t.Errorf("the plan is not refused: %q", out.Warnings)
	}
	tf.Plan(bundle("display_name", "Talk")).Says(t, "cannot be deleted")
	tf.Apply(bundle("on_destroy", "retain")).Expect(t, acctest.Update)
	tf.Destroy().Expect(t, acctest.Delete).Says(t, "stays")
	if got := holds(e); len(got) != 1 || draft == "" {
		t.Errorf("the service holds %q", got)
	}
}

func TestPackage_productByProduct(t *testing.T) {
	t.Parallel()
	e, tf := start(t)
	tf.Apply(bundle()).Expect(t, acctest.Create)
	plan := e.Apigee.AddRatePlan(acctest.Organization, apigeefake.RatePlan{Package: id(e), Name: "By product", Currency: "usd", Details: []apigeefake.RatePlanDetail{{
		Type: "RATECARD", Product: "calls", Rates: []apigeefake.RatePlanRate{{Type: "RATECARD", Rate: decimal.NewNullDecimal(decimal.New(5, -2))}},
	}}})
	out := tf.Plan(bundle("products", []any{"calls", "messages", "mail"}))
	out.Says(t, "Cannot add mail to the monetization package", plan, "calls")
	if !out.Failed() {
		t.Error("the plan is not refused")
	}
	tf.Apply(bundle("products", []any{"messages"})).Says(t, "Cannot change the products")
	tf.Apply(bundle("products", []any{"calls"})).Expect(t, acctest.Update)
}

func TestPackage_refusals(t *testing.T) {
	t.Parallel()
	e, tf := start(t)
	tf.Apply(bundle("products", []any{"no-such-product"})).Says(t, "Cannot create monetization package", "Check products")
	tf.Plan(bundle("products", []any{})).Says(t, "must not be empty")
	e.Apigee.AddPackage(acctest.Organization, apigeefake.Package{Name: "communications É"})
	if got := e.Server.Count("POST", "/monetization-packages"); got != 1 {
		t.Errorf("%d POSTs", got)
	}
}

func TestPackage_dataSources(t *testing.T) {
	t.Parallel()
	e, one := start(t)
	e.Apigee.AddPackage(acctest.Organization, apigeefake.Package{Name: "Everything", Products: []string{"mail", "calls"}})
	for _, config := range []acctest.Attrs{{"id": "everything"}, {"name": "Everything"}} {
		got, out := one.DataSource(config)
		if products, _ := got["products"].([]any); out.Failed() || got["id"] != "everything" || len(products) != 2 || got["status"] != "CREATED" {
			t.Errorf("got %v, %q", got, out.Errors)
		}
	}
	_, out := one.DataSource(acctest.Attrs{"name": "Nothing"})
	out.Says(t, "has no monetization package named", "mint_monetization_packages")
	all, out := e.Terraform("mint_monetization_packages").DataSource(acctest.Attrs{})
	if list, _ := all["monetization_packages"].([]any); out.Failed() || len(list) != 1 {
		t.Errorf("got %v, %q", all, out.Errors)
	}
}
