package provider_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const catalog = `
resource "mint_supported_currency" "pound" {
  code         = "GBP"
  display_name = "Pound"
  description  = "Pound sterling"
  credit_limit = "500.00"
}

resource "mint_developer_category" "partners" {
  name = "Partners"
}

resource "mint_terms_and_conditions" "first" {
  version    = "1.0"
  start_date = "2099-01-01"
  url        = "https://example.com/terms/1.0"
}

data "mint_products" "all" {}

resource "mint_monetization_package" "messages" {
  name         = "Messages"
  display_name = "Messages"
  description  = "All about messages"
  products     = [for product in data.mint_products.all.products : product.id]
  on_destroy   = "retain"
}

resource "mint_rate_plan" "partners" {
  monetization_package_id = mint_monetization_package.messages.id
  name                    = "Partners"
  display_name            = "Partners"
  type                    = "DEVELOPER_CATEGORY"
  developer_category_id   = mint_developer_category.partners.id
  currency                = mint_supported_currency.pound.code
  start_date              = "2099-02-01"
  set_up_fee              = "25.00"
  published               = true

  depends_on = [mint_terms_and_conditions.first]
}

# A developer's own limit falls back to that of the currency.
resource "mint_developer_credit_limit" "dev" {
  developer_id = "dev@example.com"
  currency     = mint_supported_currency.pound.code
  amount       = mint_supported_currency.pound.credit_limit * 2
}

data "mint_monetization_package" "messages" {
  id = mint_rate_plan.partners.monetization_package_id
}

output "products" {
  value = data.mint_monetization_package.messages.products
}
`

// From an organization that has products, and nothing to sell them by, to a published plan in one
// apply, and back as far as the service lets it.
func TestAccCatalog_fromNothing(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.Apigee.Switch(func(s *apigeefake.Switches) { s.PublishNeedsTerms = true })
	e.Apigee.AddProduct(acctest.Organization, apigeefake.Product{Name: "messaging"})
	e.Apigee.AddProduct(acctest.Organization, apigeefake.Product{Name: "archive"})
	w := e.NewWorkspace(catalog)
	output := w.Succeed("apply", "-auto-approve", "-no-color")
	if !strings.Contains(output, "6 added") || !strings.Contains(output, "messaging") {
		t.Error(output)
	}
	plans := e.Apigee.RatePlans(acctest.Organization, "messages")
	if len(plans) != 1 || !plans[0].Published || plans[0].Currency != "gbp" || plans[0].Category != e.Apigee.Categories(acctest.Organization)[0].ID {
		t.Fatalf("the service holds %+v", plans)
	}
	if got := e.Apigee.CreditLimit(acctest.Organization, acctest.Postpaid, "gbp").Amount; !got.Equal(decimal.New(1000, 0)) {
		t.Errorf("the limit is %s", got)
	}
	w.Succeed("plan", "-detailed-exitcode", "-no-color")

	// The category and the currency are those of a published plan, which stays.
	output = w.Succeed("plan", "-destroy", "-no-color")
	for _, part := range []string{`package "Messages" stays`, "Partners", "6 to destroy"} {
		if !strings.Contains(output, part) {
			t.Errorf("the plan does not say %q:\n%s", part, output)
		}
	}
	output, code := w.Run("destroy", "-auto-approve", "-no-color")
	joined := strings.Join(strings.Fields(strings.ReplaceAll(output, "│", "")), " ")
	for _, part := range []string{"Cannot delete the supported currency gbp", `status = "INACTIVE"`, "Cannot delete the developer category", "removed block"} {
		if code == 0 || !strings.Contains(joined, part) {
			t.Errorf("exit code %d, nothing says %q:\n%s", code, part, output)
		}
	}
	if plan := e.Apigee.RatePlans(acctest.Organization, "messages")[0]; plan.EndDate == "" {
		t.Error("the plan does not end")
	}
	if _, ok := e.Apigee.Package(acctest.Organization, "messages"); !ok || len(e.Apigee.Terms(acctest.Organization)) > 0 {
		t.Error("the package is gone, or the terms are not")
	}
}
