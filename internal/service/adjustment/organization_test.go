package adjustment_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// An organization that allows no adjustments is warned of in a plan that changes one, once; a plan
// that only creates sends no request to find out.
func TestAdjustment_organizationAllowsNone(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	a, b := e.Terraform(typeName), e.Terraform(typeName)
	succeed(t, a.Apply(discount(acctest.Attrs{"name": "A"})), acctest.Create)
	succeed(t, b.Apply(discount(acctest.Attrs{"name": "B"})), acctest.Create)
	e.Apigee.EditOrganizationInConsole(acctest.Organization, func(o *apigeefake.Organization) { o.HasBillingAdjustment = false })
	e.Server.ResetJournal()
	a.Hold(b)
	first := a.Plan(discount(acctest.Attrs{"name": "A2"}))
	contains(t, first.Warnings, "does not allow billing adjustments")
	if second := b.Plan(discount(acctest.Attrs{"name": "B2"})); len(second.Warnings) > 0 {
		t.Errorf("said again: %v", second.Warnings)
	}
	asked := 0
	for _, r := range e.Server.Requests("GET", "") {
		if strings.HasSuffix(r.Path, "/organizations/"+acctest.Organization) {
			asked++
		}
	}
	if asked != 1 {
		t.Errorf("the organization was asked for %d times", asked)
	}
	e.Server.ResetJournal()
	e.Terraform(typeName).Plan(discount(acctest.Attrs{"name": "C"}))
	if n := e.Server.Count("", "/organizations"); n != 0 {
		t.Errorf("a plan that creates sent %d requests", n)
	}
}
