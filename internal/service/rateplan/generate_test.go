package rateplan_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// What Terraform generates of an import has every value that a published plan needs: it applies as
// an import alone, and plans nothing after that.
func TestAccRatePlan_generatedConfiguration(t *testing.T) {
	t.Parallel()
	e := start(t)
	shapes := recorded()
	shapes["of an older client"] = apigeefake.RatePlan{Package: pkg, Currency: "usd", Published: true, StartDate: "2018-08-01 00:00:00"}
	var blocks strings.Builder
	for name, plan := range shapes {
		plan.Name = name
		id := e.Apigee.AddRatePlan(acctest.Organization, plan)
		fmt.Fprintf(&blocks, "import {\n  to = mint_rate_plan.%s\n  id = %q\n}\n\n", strings.ReplaceAll(name, " ", "_"), pkg+"/"+id)
	}
	e.Apigee.EditRatePlanInConsole(acctest.Organization, pkg+"_of_an_older_client", func(p *apigeefake.RatePlan) {
		p.DisplayName, p.FreemiumUnit, p.RecurringStartUnit = "", apigeefake.CountOf(100), apigeefake.CountOf(0)
		p.Description = "Ends in a line break\r\n"
		p.Details = []apigeefake.RatePlanDetail{{Type: "NON_CHARGEABLE", MeteringType: "BUNDLE", RatingParameter: "VOLUME", Currency: "eur"}}
	})
	w := e.NewWorkspace(blocks.String())
	out := w.Succeed("plan", "-no-color", "-generate-config-out=generated.tf")
	if want := fmt.Sprintf("Plan: %d to import, 0 to add, 0 to change, 0 to destroy.", len(shapes)); !strings.Contains(out, want) {
		t.Fatalf("the plan is not %q:\n%s", want, out)
	}
	w.Succeed("apply", "-no-color", "-auto-approve")
	if out, code := w.Run("plan", "-no-color", "-detailed-exitcode"); code != 0 {
		t.Errorf("the plan after the import is not empty:\n%s", out)
	}
	onlyReads(t, e)
}
