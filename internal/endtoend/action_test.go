package endtoend_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

// goodwill is an action on a wallet that stands in the service.
const goodwill = `
action "mint_wallet_top_up" "goodwill" {
  config {
    wallet_id       = "WALLET"
    reference       = "ticket/4711"
    granted_credits = "25"
    paid_credits    = 5.5
  }
}
`

const invoke = "-invoke=action.mint_wallet_top_up.goodwill"

func goodwillWorkspace(t *testing.T) (e *acctest.Env, w *acctest.Workspace, walletID string) {
	t.Helper()
	e = acctest.New(t)
	e.NeedActions()
	e.Block["settle_timeout"], e.Block["max_retries"] = "1s", 1
	wallet, err := e.PayPal.OpenWalletInConsole(paypalfake.Wallet{CustomerID: acctest.Customer, Name: "Prepaid", Currency: "USD", Rate: decimal.New(1, 0)})
	if err != nil {
		t.Fatal(err)
	}
	return e, e.NewWorkspace(strings.ReplaceAll(goodwill, "WALLET", wallet.ID)), wallet.ID
}

func checkPosted(t *testing.T, e *acctest.Env, walletID string) {
	t.Helper()
	if got := len(e.PayPal.Transactions(walletID)); got != 2 || e.Server.Count("POST", ledgerRoute) != 1 {
		t.Errorf("%d transactions after %d POSTs", got, e.Server.Count("POST", ledgerRoute))
	}
}

func checkSays(t *testing.T, output string, parts ...string) {
	t.Helper()
	output = strings.Join(strings.Fields(strings.ReplaceAll(output, "│", "")), " ")
	for _, part := range parts {
		if !strings.Contains(output, part) {
			t.Errorf("nothing says %q:\n%s", part, output)
		}
	}
}

func TestAction_invokedTwice(t *testing.T) {
	t.Parallel()
	e, w, walletID := goodwillWorkspace(t)
	checkSays(t, w.Succeed("apply", invoke, "-auto-approve", "-no-color"), "Posted: TOPUP", "5.5 paid and 25 granted credits")
	checkSays(t, w.Succeed("apply", invoke, "-auto-approve", "-no-color"), "Already posted: TOPUP", "Found, nothing was sent: TOPUP")
	checkPosted(t, e, walletID)
}

// The plan is the approval: it holds the amounts, and the example policy reads them.
func TestAction_savedPlanAndPolicy(t *testing.T) {
	t.Parallel()
	e, w, walletID := goodwillWorkspace(t)
	w.Succeed("plan", invoke, "-out=saved", "-no-color")
	if e.Server.Count("POST", ledgerRoute) != 0 {
		t.Fatal("the plan posted")
	}
	planned := w.Succeed("show", "-json", "saved")
	policy, err := os.ReadFile(filepath.Join("../../examples/policy", "top_up_limit.tf"))
	if err != nil {
		t.Fatal(err)
	}
	judge := e.NewWorkspace("")
	judge.Replace("main.tf", string(policy))
	judge.Replace("plan.json", planned)
	checkSays(t, judge.Succeed("plan", "-no-color", "-var=limit=30.5"), "action.mint_wallet_top_up.goodwill")
	output, code := judge.Run("plan", "-no-color", "-var=limit=30.4")
	if code == 0 {
		t.Error("the policy let more than its limit pass")
	}
	checkSays(t, output, "action.mint_wallet_top_up.goodwill", "more than 30.4 credits")
	judge.Replace("plan.json", strings.ReplaceAll(planned, `"granted_credits":"25"`, `"granted_credits":null`))
	judge.Succeed("plan", "-no-color", "-var=limit=5.5")

	checkSays(t, w.Succeed("apply", "-no-color", "saved"), "Posted: TOPUP")
	checkPosted(t, e, walletID)
}

func TestAction_triggered(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.NeedActions()
	w := e.NewWorkspace(`
resource "mint_wallet" "w" {
  external_customer_id = "acme"
  name                 = "Prepaid"
  currency             = "USD"
  rate_amount          = "1"

  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.mint_wallet_top_up.goodwill]
    }
  }
}
` + strings.ReplaceAll(goodwill, `"WALLET"`, "mint_wallet.w.id"))
	checkSays(t, w.Succeed("apply", "-auto-approve", "-no-color"), "Posted: TOPUP")
	w.Succeed("plan", "-detailed-exitcode", "-no-color")
	checkSays(t, w.Succeed("apply", invoke, "-auto-approve", "-no-color"), "Found, nothing was sent")
	id := regexp.MustCompile(`"id": "([^"]+)"`).FindStringSubmatch(w.State())[1]
	checkPosted(t, e, id)
}

// The use that mint_unsuspend_developer exists for: nothing at first, lifted when the limit is
// raised.
func TestAction_unsuspendedWhenTheLimitIsRaised(t *testing.T) {
	t.Parallel()
	e := acctest.NewDemo(t)
	e.NeedActions()
	example, err := os.ReadFile("../../examples/actions/mint_unsuspend_developer/action.tf")
	if err != nil {
		t.Fatal(err)
	}
	w := e.NewWorkspace(string(example))
	e.Apigee.SuspendDeveloper(apigeefake.DemoOrganization, apigeefake.Suspension{Developer: apigeefake.DemoDeveloper, Reason: "LIMIT_VIOLATED"})
	w.Succeed("apply", "-auto-approve", "-no-color")
	if len(e.Apigee.Suspensions(apigeefake.DemoOrganization)) != 1 {
		t.Error("creating the limit lifted the suspension")
	}
	w.Replace("main.tf", strings.Replace(w.Text("main.tf"), `"2000"`, `"3000"`, 1))
	checkSays(t, w.Succeed("apply", "-auto-approve", "-no-color"), "Lifted: suspension LIMIT_VIOLATED of developer dev@example.com")
	if left := e.Apigee.Suspensions(apigeefake.DemoOrganization); len(left) != 0 {
		t.Errorf("%d suspensions are left", len(left))
	}
}

// Of a failed action the error says how to run it again: its trigger never does.
func TestAction_outcomeUnknown(t *testing.T) {
	t.Parallel()
	e, w, walletID := goodwillWorkspace(t)
	e.Server.Inject(fake.DropBefore(), fake.On("POST", ledgerRoute))
	output, code := w.Run("apply", invoke, "-auto-approve", "-no-color")
	if code == 0 {
		t.Error("an unknown outcome was a success")
	}
	checkSays(t, output, "Not known whether it took effect", "terraform apply -invoke=action.TYPE.NAME")
	e.Server.ClearFaults()
	checkSays(t, w.Succeed("apply", invoke, "-auto-approve", "-no-color"), "Posted: TOPUP")
	if got := len(e.PayPal.Transactions(walletID)); got != 2 {
		t.Errorf("%d transactions", got)
	}
}

// Killed after the service committed and before it answered: nobody knows, and the next one finds
// it.
func TestKill_duringAction(t *testing.T) {
	t.Parallel()
	e, w, walletID := goodwillWorkspace(t)
	held := e.Server.Inject(fake.Slow(fake.CommitFirst), fake.On("POST", ledgerRoute))
	running := w.Start("apply", invoke, "-auto-approve", "-no-color")
	<-held.Arrived()
	running.Kill()
	running.Wait()
	e.Server.ClearFaults()
	checkSays(t, w.Succeed("apply", invoke, "-auto-approve", "-no-color", "-lock=false"), "Found, nothing was sent")
	checkPosted(t, e, walletID)
}

// One Ctrl-C while the POST is under way. Terraform shows nothing that the action says after it,
// and calls the apply complete; another invocation tells.
func TestInterrupt_duringAction(t *testing.T) {
	t.Parallel()
	e, w, walletID := goodwillWorkspace(t)
	held := e.Server.Inject(fake.Slow(fake.CommitFirst), fake.On("POST", ledgerRoute))
	running := w.Start("apply", invoke, "-auto-approve", "-no-color")
	<-held.Arrived()
	running.Interrupt()
	running.Await("Interrupt received")
	held.Release()
	running.Wait()
	checkSays(t, w.Succeed("apply", invoke, "-auto-approve", "-no-color"), "Found, nothing was sent")
	checkPosted(t, e, walletID)
}
