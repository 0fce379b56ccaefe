package endtoend_test

import (
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

const adjustment = `
resource "mint_billing_adjustment" "test" {
  name                         = "Goodwill"
  adjustment_percentage_factor = -12.5
  billing_month                = 4
  billing_year                 = 2025
}
`

// Killed after the service committed the POST and before the state was saved: the next run finds
// the adjustment under its key.
func TestKill_adjustmentIsMadeOnce(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	held := e.Server.Inject(fake.Slow(fake.CommitFirst), fake.On("POST", "/billing-adjustments"))
	w := e.NewWorkspace(adjustment)
	apply := w.Start("apply", "-auto-approve", "-no-color")
	<-held.Arrived()
	apply.Kill()
	apply.Wait()
	e.Server.ClearFaults()
	w.Succeed("apply", "-auto-approve", "-no-color", "-lock=false")
	w.Succeed("plan", "-detailed-exitcode", "-no-color")
	if got := len(e.Apigee.Adjustments(acctest.Organization)); got != 1 || e.Server.Count("POST", "/billing-adjustments") != 1 {
		t.Errorf("%d adjustments after %d POSTs", got, e.Server.Count("POST", "/billing-adjustments"))
	}
}
