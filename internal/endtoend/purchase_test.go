package endtoend_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const purchase = `
resource "mint_accepted_rate_plan" "test" {
  developer_id = "dev@example.com"
  rate_plan_id = "shop_flat"
  start_date   = "2099-01-01"
}
`

// boughtOnce fails the test unless there is one purchase, with one set-up fee, after one POST.
func boughtOnce(t *testing.T, e *acctest.Env) {
	t.Helper()
	bought, charged, posts := len(e.Apigee.Acceptances(acctest.Organization, acctest.Postpaid)), len(e.Apigee.Charges(acctest.Organization, acctest.Postpaid)), e.Server.Count("POST", "/developer-rateplans")
	if bought != 1 || charged != 1 || posts != 1 {
		t.Errorf("%d purchases with %d fees after %d POSTs", bought, charged, posts)
	}
}

// Killed after the service committed the POST and before the state was saved: the next run finds
// the purchase, even where the service would sell the plan twice.
func TestKill_purchaseIsMadeOnce(t *testing.T) {
	t.Parallel()
	for _, doubles := range []bool{false, true} {
		e := acctest.New(t)
		openShop(e)
		e.Apigee.Switch(func(s *apigeefake.Switches) { s.DoublePurchases = doubles })
		held := e.Server.Inject(fake.Slow(fake.CommitFirst), fake.On("POST", "/developer-rateplans"))
		w := e.NewWorkspace(purchase)
		apply := w.Start("apply", "-auto-approve", "-no-color")
		<-held.Arrived()
		apply.Kill()
		apply.Wait()
		e.Server.ClearFaults()
		if out := w.Succeed("apply", "-auto-approve", "-no-color", "-lock=false"); !strings.Contains(out, "Adopted: purchase of rate plan shop_flat") {
			t.Errorf("nothing says that it was adopted:\n%s", out)
		}
		w.Succeed("plan", "-detailed-exitcode", "-no-color")
		boughtOnce(t, e)
	}
}

// One Ctrl-C in the middle of the POST: its answer is waited for and saved.
func TestInterrupt_purchaseReachesTheState(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	openShop(e)
	held := e.Server.Inject(fake.Slow(fake.CommitFirst), fake.On("POST", "/developer-rateplans"))
	w := e.NewWorkspace(purchase)
	apply := w.Start("apply", "-auto-approve", "-no-color")
	<-held.Arrived()
	apply.Interrupt()
	apply.Await("Interrupt received")
	held.Release()
	output, _ := apply.Wait()
	if !strings.Contains(w.State(), `"rate_plan_id": "shop_flat"`) {
		t.Fatalf("it was bought and is not in the state %s:\n%s", w.State(), output)
	}
	w.Succeed("plan", "-detailed-exitcode", "-no-color")
	boughtOnce(t, e)
}

// A resource that is renamed without a moved block, replaced or tainted does not buy again.
func TestPurchase_isNotBoughtAgain(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	openShop(e)
	w := e.NewWorkspace(purchase)
	w.Succeed("apply", "-auto-approve", "-no-color")
	refuse := func(args ...string) {
		t.Helper()
		if out, code := w.Run(append(args, "-no-color")...); code == 0 || !strings.Contains(strings.Join(strings.Fields(out), " "), "Cannot make the purchase of rate plan shop_flat") {
			t.Errorf("%v ends with %d:\n%s", args, code, out)
		}
	}
	refuse("apply", "-auto-approve", "-replace=mint_accepted_rate_plan.test")
	w.Succeed("taint", "mint_accepted_rate_plan.test")
	refuse("apply", "-auto-approve", "-target=mint_accepted_rate_plan.test")
	w.Succeed("untaint", "mint_accepted_rate_plan.test")
	config := w.Text("main.tf")
	w.Replace("main.tf", strings.Replace(config, `"test"`, `"renamed"`, 1))
	refuse("apply", "-auto-approve")
	w.Replace("main.tf", strings.Replace(config, `"test"`, `"renamed"`, 1)+"\nmoved {\n  from = mint_accepted_rate_plan.test\n  to   = mint_accepted_rate_plan.renamed\n}\n")
	w.Succeed("apply", "-auto-approve", "-no-color")
	boughtOnce(t, e)
	w.Succeed("destroy", "-auto-approve", "-no-color")
	if left := e.Apigee.Acceptances(acctest.Organization, acctest.Postpaid); len(left) > 0 {
		t.Errorf("holds %+v", left)
	}
}
