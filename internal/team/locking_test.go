package team_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

const backend = "terraform {\n  backend \"pg\" {}\n}\n"

// checkout is a directory of its own, as each person and each pipeline has one, over a state that
// they share. The state is a workspace. A state that is not there yet takes a lock of the whole
// database until the apply that creates it has ended, `workspace select -or-create` for a moment.
func checkout(e *acctest.Env, connection, name, configuration string) *acctest.Workspace {
	w := e.NewWorkspace(backend + configuration)
	w.InstallFromMirror()
	w.Setenv("PG_CONN_STR", connection)
	w.Succeed("init", "-input=false", "-no-color")
	w.Succeed("workspace", "select", "-or-create", name)
	return w
}

// topUp is a top-up of a wallet that somebody has opened.
func topUp(t *testing.T, e *acctest.Env) (walletID, configuration string) {
	t.Helper()
	wallet, err := e.PayPal.OpenWalletInConsole(paypalfake.Wallet{CustomerID: acctest.Customer, Name: "Prepaid", Currency: "USD", Rate: decimal.New(1, 0)})
	if err != nil {
		t.Fatal(err)
	}
	return wallet.ID, fmt.Sprintf("resource \"mint_wallet_transaction\" \"welcome\" {\n  wallet_id = %q\n  reference = \"welcome\"\n  type = \"TOPUP\"\n  granted_credits = 100\n}\n", wallet.ID)
}

func apply(more ...string) []string {
	return append([]string{"apply", "-auto-approve", "-input=false", "-no-color"}, more...)
}

// Two applies at once: the lock refuses the second, or lets it wait, and it finds nothing to do.
func TestTwoApplies_takeTurns(t *testing.T) {
	t.Parallel()
	connection := startPostgreSQL(t).connection()
	e := acctest.New(t)
	walletID, configuration := topUp(t, e)
	one, two := checkout(e, connection, "prepaid", configuration), checkout(e, connection, "prepaid", configuration)
	held := e.Server.Inject(fake.Slow(fake.CommitFirst), fake.On("POST", "/wallet-transactions"))
	first := one.Start(apply()...)
	<-held.Arrived()

	if output, code := two.Run(apply()...); code != 1 || !strings.Contains(output, "Error acquiring the state lock") {
		t.Errorf("exit code %d:\n%s", code, output)
	}
	second := two.Start(apply("-lock-timeout=10m")...)
	second.Await("Acquiring state lock")
	held.Release()
	if output, code := first.Wait(); code != 0 || !strings.Contains(output, "1 added") {
		t.Errorf("exit code %d:\n%s", code, output)
	}
	if output, code := second.Wait(); code != 0 || !strings.Contains(output, "No changes") {
		t.Errorf("exit code %d:\n%s", code, output)
	}
	postedOnce(t, e, walletID)
}

// The holder of the lock is killed when the service has posted and before the answer is here: the
// lock ends with its connection, and the next apply adopts what was posted.
func TestKilledHolder_postsOnce(t *testing.T) {
	t.Parallel()
	connection := startPostgreSQL(t).connection()
	e := acctest.New(t)
	walletID, configuration := topUp(t, e)
	holder, next := checkout(e, connection, "prepaid", configuration), checkout(e, connection, "prepaid", configuration)
	held := e.Server.Inject(fake.Slow(fake.CommitFirst), fake.On("POST", "/wallet-transactions"))
	running := holder.Start(apply()...)
	<-held.Arrived()
	running.Kill()
	running.Wait()
	e.Server.ClearFaults()

	if output := next.Succeed(apply("-lock-timeout=10m")...); !strings.Contains(output, "1 added") || !strings.Contains(output, "Warning:") {
		t.Errorf("it does not say what it has found:\n%s", output)
	}
	next.Succeed("plan", "-detailed-exitcode", "-no-color")
	postedOnce(t, e, walletID)
}

// The database goes away in the middle of a posting, so that the state cannot be saved: the next
// apply adopts what was posted.
func TestLostDatabase_postsOnce(t *testing.T) {
	t.Parallel()
	database := startPostgreSQL(t)
	e := acctest.New(t)
	walletID, configuration := topUp(t, e)
	writer, next := checkout(e, database.connection(), "prepaid", configuration), checkout(e, database.connection(), "prepaid", configuration)
	held := e.Server.Inject(fake.Slow(fake.CommitFirst), fake.On("POST", "/wallet-transactions"))
	running := writer.Start(apply()...)
	<-held.Arrived()
	database.stop()
	held.Release()
	if output, code := running.Wait(); code == 0 || !strings.Contains(output, "errored.tfstate") {
		t.Errorf("exit code %d:\n%s", code, output)
	}
	database.start()

	next.Succeed(apply()...)
	next.Succeed("plan", "-detailed-exitcode", "-no-color")
	postedOnce(t, e, walletID)
}

func postedOnce(t *testing.T, e *acctest.Env, walletID string) {
	t.Helper()
	if posted := e.Server.Count("POST", "/wallet-transactions"); posted != 1 {
		t.Errorf("%d were posted", posted)
	}
	if balance := e.PayPal.Balance(walletID); balance.Credits.String() != "100" {
		t.Errorf("the wallet holds %s credits", balance.Credits)
	}
}

// Ten states of one organization on one server, 100 objects each, applied at once by ten pipelines:
// each has what it declares, once.
func TestTenStates_atOnce(t *testing.T) {
	t.Parallel()
	connection := startPostgreSQL(t).connection()
	e := acctest.New(t)
	states := make([]*acctest.Workspace, 10)
	for i := range states {
		states[i] = checkout(e, connection, fmt.Sprintf("package_%d", i), fmt.Sprintf(`
resource "mint_billing_adjustment" "all" {
  for_each                     = toset([for n in range(100) : tostring(n)])
  name                         = "State %d, ${each.key}"
  adjustment_percentage_factor = "-${each.key}.5"
  billing_month                = 4
  billing_year                 = 2025
}
`, i))
	}
	var all sync.WaitGroup
	for _, state := range states {
		all.Go(func() {
			// Taking the lock of one state tries that of the database too.
			if output, code := state.Run(apply("-lock-timeout=10m")...); code != 0 || !strings.Contains(output, "100 added") {
				t.Errorf("exit code %d:\n%s", code, output)
			}
			if output, code := state.Run("plan", "-detailed-exitcode", "-no-color", "-lock-timeout=10m"); code != 0 {
				t.Errorf("the plan after it is not empty:\n%s", output)
			}
		})
	}
	all.Wait()
	names := map[string]bool{}
	for _, adjustment := range e.Apigee.Adjustments(acctest.Organization) {
		names[adjustment.Name] = true
	}
	if posted := e.Server.Count("POST", "/billing-adjustments"); posted != 1000 || len(names) != 1000 {
		t.Errorf("%d were posted, %d exist", posted, len(names))
	}
}
