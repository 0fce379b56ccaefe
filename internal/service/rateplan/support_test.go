package rateplan_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const (
	typeName = "mint_rate_plan"
	pkg      = "messaging_package"

	plansRoute    = "/monetization-packages/{package}/rate-plans$"
	planRoute     = "/monetization-packages/{package}/rate-plans/{plan}$"
	revisionRoute = "/revision$"
)

// start returns fakes with a package of two products and a category. The fakes' clock stands at
// 2025-06-15.
func start(t *testing.T) *acctest.Env {
	t.Helper()
	e := acctest.New(t)
	e.Apigee.AddProduct(acctest.Organization, apigeefake.Product{Name: "messaging"})
	e.Apigee.AddProduct(acctest.Organization, apigeefake.Product{Name: "archive"})
	e.Apigee.AddPackage(acctest.Organization, apigeefake.Package{Name: "Messaging Package", Products: []string{"messaging", "archive"}})
	e.Apigee.AddCategory(acctest.Organization, apigeefake.Category{ID: "gold", Name: "Gold"})
	return e
}

// draft is a plan that sets little.
func draft() acctest.Attrs {
	return acctest.Attrs{
		"monetization_package_id": pkg, "name": "Gold", "display_name": "Gold", "currency": "USD", "start_date": "2025-07-01",
	}
}

func published() acctest.Attrs { return with(draft(), "published", true) }

// banded has two bands at the given prices.
func banded(first, second string) acctest.Attrs {
	return with(draft(), "rate_plan_details", []any{acctest.Attrs{
		"type": "RATECARD", "metering_type": "VOLUME", "duration": 1, "duration_type": "MONTH",
		"rates": []any{
			acctest.Attrs{"rate": first, "end_unit": "100"},
			acctest.Attrs{"rate": second, "start_unit": "100"},
		},
	}})
}

// with returns a copy with more attributes: name, value, name, value.
func with(attrs acctest.Attrs, more ...any) acctest.Attrs {
	changed := maps.Clone(attrs)
	for i := 0; i < len(more); i += 2 {
		name, _ := more[i].(string)
		changed[name] = more[i+1]
	}
	return changed
}

func without(attrs acctest.Attrs, names ...string) acctest.Attrs {
	changed := maps.Clone(attrs)
	for _, name := range names {
		delete(changed, name)
	}
	return changed
}

// truth is the plan as the service holds it.
func truth(t *testing.T, e *acctest.Env, id string) apigeefake.RatePlan {
	t.Helper()
	p, ok := e.Apigee.RatePlan(acctest.Organization, id)
	if !ok {
		t.Fatalf("the service has no plan %s", id)
	}
	return p
}

func count(e *acctest.Env) int { return len(e.Apigee.RatePlans(acctest.Organization, "")) }

func succeed(t *testing.T, out acctest.Outcome, action string) acctest.Outcome {
	t.Helper()
	if out.Failed() || out.Action != action {
		t.Fatalf("got %s with errors %q, want %s", out.Action, out.Errors, action)
	}
	return out
}

func contains(t *testing.T, texts []string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, part) }) {
			t.Errorf("nothing says %q: %q", part, texts)
		}
	}
}
