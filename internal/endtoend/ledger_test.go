package endtoend_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

const ledgerRoute = "/wallet-transactions"

// posting is one kind of posting: the configuration that it is in, the command that posts it and
// what the service must hold in the end.
type posting struct {
	arguments    string
	prepare      []string
	command      []string
	transactions int
	credits      string
}

var postings = map[string]posting{
	"top-up": {
		arguments: "type = \"TOPUP\"\n paid_credits = \"5.5\"\n granted_credits = 10",
		command:   []string{"apply"}, transactions: 2, credits: "110",
	},
	"void": {
		arguments: "type = \"VOID\"\n credits_to_void = 3",
		command:   []string{"apply"}, transactions: 1, credits: "97",
	},
	"compensation": {
		arguments: "type = \"TOPUP\"\n granted_credits = 10\n on_destroy = \"void\"",
		prepare:   []string{"apply"}, command: []string{"destroy"}, transactions: 2, credits: "100",
	},
}

// begin starts the command that posts, and returns it when the service has committed the POST and
// holds its answer back.
func (p posting) begin(t *testing.T) (e *acctest.Env, w *acctest.Workspace, walletID string, running *acctest.Running, held *fake.Injection) {
	t.Helper()
	e = acctest.New(t)
	e.Block["settle_timeout"], e.Block["max_retries"] = "1s", 1
	wallet, err := e.PayPal.OpenWalletInConsole(paypalfake.Wallet{CustomerID: acctest.Customer, Name: "Prepaid", Currency: "USD", Rate: decimal.New(1, 0)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.PayPal.TopUpInConsole(wallet.ID, decimal.Zero, decimal.New(100, 0)); err != nil {
		t.Fatal(err)
	}
	w = e.NewWorkspace("resource \"mint_wallet_transaction\" \"test\" {\n wallet_id = \"" + wallet.ID + "\"\n reference = \"order-1\"\n " + p.arguments + "\n}\n")
	if p.prepare != nil {
		w.Succeed(unattended(p.prepare)...)
	}
	held = e.Server.Inject(fake.Slow(fake.CommitFirst), fake.On("POST", ledgerRoute))
	running = w.Start(unattended(p.command)...)
	<-held.Arrived()
	return e, w, wallet.ID, running, held
}

func unattended(command []string) []string {
	return slices.Concat(command, []string{"-auto-approve", "-no-color", "-lock=false"})
}

// check applies or destroys again and compares with the service's own books, in which a top-up of a
// hundred was there before.
func (p posting) check(t *testing.T, e *acctest.Env, w *acctest.Workspace, walletID string) {
	t.Helper()
	w.Succeed(unattended(p.command)...)
	if p.prepare == nil {
		w.Succeed("plan", "-detailed-exitcode", "-no-color")
	}
	if got := len(e.PayPal.Transactions(walletID)) - 1; got != p.transactions {
		t.Errorf("the service holds %d transactions, want %d", got, p.transactions)
	}
	if got := e.PayPal.Balance(walletID).Credits; !got.Equal(decimal.RequireFromString(p.credits)) {
		t.Errorf("the service has %s credits, want %s", got, p.credits)
	}
}

// Provider and Terraform killed after the service committed, the state not saved.
func TestKill_afterPosting(t *testing.T) {
	t.Parallel()
	for kind, p := range postings {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			e, w, walletID, running, _ := p.begin(t)
			before := w.State()
			running.Kill()
			running.Wait()
			if w.State() != before {
				t.Fatal("the state was saved, so this shows nothing")
			}
			e.Server.ClearFaults()
			p.check(t, e, w, walletID)
		})
	}
}

// One Ctrl-C while the POST is under way: what it made is in the state, and what it took back is
// not.
func TestInterrupt_duringPosting(t *testing.T) {
	t.Parallel()
	for kind, p := range postings {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			e, w, walletID, running, held := p.begin(t)
			running.Interrupt()
			running.Await("Interrupt received")
			held.Release()
			output, _ := running.Wait()
			if saved := strings.Contains(w.State(), `"reference": "order-1"`); saved != (p.prepare == nil) {
				t.Fatalf("in the state: %t\n%s", saved, output)
			}
			p.check(t, e, w, walletID)
			if got, want := e.Server.Count("POST", ledgerRoute), 1+len(p.prepare); got != want {
				t.Errorf("%d were posted, want %d", got, want)
			}
		})
	}
}
