package rateplan_test

import (
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// A revenue share outside the organization's base currency is warned of where that is known.
func TestRatePlan_revenueShareOutsideTheBaseCurrency(t *testing.T) {
	t.Parallel()
	for name, base := range map[string]string{"base currency": "USD", "another": "EUR"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := start(t)
			share := func(percent string) acctest.Attrs {
				return with(draft(), "rate_plan_details", []any{acctest.Attrs{
					"type": "REVSHARE", "revenue_type": "GROSS", "metering_type": "UNIT",
					"rates": []any{acctest.Attrs{"type": "REVSHARE", "revshare": percent, "start_unit": 0}},
				}})
			}
			tf := e.Terraform(typeName)
			if out := tf.Apply(share("20")); out.Failed() {
				t.Fatal(out.Errors)
			}
			e.Apigee.EditOrganizationInConsole(acctest.Organization, func(o *apigeefake.Organization) { o.Currency = base })
			out := tf.Plan(share("30"))
			if out.Failed() {
				t.Fatal(out.Errors)
			}
			if base == "USD" && len(out.Warnings) > 0 {
				t.Errorf("got %v", out.Warnings)
			}
			if base == "EUR" {
				contains(t, out.Warnings, "shares revenue in USD", "base currency, EUR")
			}
		})
	}
}
