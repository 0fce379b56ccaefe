package provider_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// A deposed object that an unfinished create_before_destroy left, or a second resource of the same
// object: destroying one would destroy the other's, in whatever order the two are planned.
func TestDestroy_refusedOfWhatTheStateHoldsTwice(t *testing.T) {
	t.Parallel()
	for typeName, config := range map[string]acctest.Attrs{
		"mint_developer_credit_limit": {"developer_id": acctest.Postpaid, "currency": "USD", "amount": "1000", "on_destroy": "zero"},
		"mint_billing_adjustment":     {"name": "Goodwill", "adjustment_percentage_factor": "-12.5", "billing_month": 4, "billing_year": 2025},
		"mint_rate_plan":              {"monetization_package_id": "communications", "name": "Flat", "display_name": "Flat", "currency": "USD", "start_date": "2030-01-01"},
		"mint_accepted_rate_plan":     {"developer_id": acctest.Postpaid, "rate_plan_id": "only_0_flat", "start_date": "2099-01-01"},
		"mint_supported_currency":     {"code": "GBP", "display_name": "Pound", "description": "Pound"},
		"mint_monetization_package":   {"name": "Archive", "display_name": "Archive", "description": "Archive", "products": []any{"messaging"}},
		"mint_developer_category":     {"name": "Gold"},
		"mint_developer_billing":      {"developer_id": acctest.Postpaid, "phone": "+1 555", "on_destroy": "remove"},
		"mint_terms_and_conditions":   {"version": "1.0", "start_date": "2030-01-01"},
		"mint_wallet":                 {"external_customer_id": acctest.Customer, "name": "Prepaid", "currency": "USD", "rate_amount": "1.5"},
	} {
		t.Run(typeName, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			furnishSale(e, acctest.Postpaid, 1)
			e.Apigee.AddProduct(acctest.Organization, apigeefake.Product{Name: "messaging"})
			e.Apigee.AddPackage(acctest.Organization, apigeefake.Package{Name: "Communications", Products: []string{"messaging"}})
			current, deposed := e.Terraform(typeName), e.Terraform(typeName)
			for _, one := range []*acctest.Terraform{current, deposed} { // the second finds what the first has made
				if out := one.Apply(config); out.Failed() {
					t.Fatal(out.Errors)
				}
			}
			refused := func(out acctest.Outcome) bool {
				return slices.ContainsFunc(out.Errors, func(text string) bool {
					return strings.Contains(text, "one would be destroyed") && strings.Contains(text, "terraform state rm")
				})
			}
			for _, deposedFirst := range []bool{true, false} {
				current.Hold(deposed)
				var kept, ended acctest.Outcome
				if deposedFirst {
					ended = deposed.Plan(nil)
					kept = current.Plan(config)
				} else {
					kept = current.Plan(config)
					ended = deposed.Plan(nil)
				}
				if refused(kept) == refused(ended) {
					t.Errorf("deposed first %t: kept %q, ended %q", deposedFirst, kept.Errors, ended.Errors)
				}
			}
			current.Hold()
			if out := current.Destroy(); out.Failed() {
				t.Errorf("alone it is not destroyed: %q", out.Errors)
			}
		})
	}
}
