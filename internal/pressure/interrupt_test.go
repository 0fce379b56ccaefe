package pressure_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const adjustmentRoute = "/billing-adjustments"

const adjustment = `
resource "mint_billing_adjustment" "x" {
  name                         = "Goodwill"
  adjustment_percentage_factor = -12.5
  billing_month                = 4
  billing_year                 = 2025
}
`

const limit = `
resource "mint_developer_credit_limit" "x" {
  developer_id = "dev@example.com"
  currency     = "USD"
  amount       = 1000
}
`

// One Ctrl-C ends whatever is waited for, and what was waiting is not sent. Each wait is longer
// than the test may take, and would be followed by a request.
func TestInterrupt_endsEveryWait(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		configuration string
		setting       string
		value         any
		fault         fake.Fault
		route         string
		waiting       string // what the log says when the wait begins
		most          int    // requests of that route
	}{
		"Retry-After":              {limit, "settle_timeout", "1s", fake.TooManyRequests("300"), limitRoute, "status=429", 1},
		"Retry-After of the token": {limit, "settle_timeout", "1s", fake.TooManyRequests("300"), "token", "status=429", 1},
		"backoff":                  {limit, "max_retries", 100, fake.DropBefore(), limitRoute, "attempt=3", 20},
		"settling":                 {adjustment, "settle_timeout", "1h", fake.DropBefore(), adjustmentRoute, "method=POST", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			if test.route == "token" {
				useTokens(e)
			}
			e.Block[test.setting] = test.value
			w := e.NewWorkspace(test.configuration)
			w.Setenv("TF_LOG_PROVIDER", "DEBUG")
			e.Server.Inject(test.fault, fake.On("POST", test.route), fake.Always())
			running := w.Start("apply", "-auto-approve", "-no-color")
			running.Await(test.waiting)
			running.Interrupt()
			output, code := running.Wait()
			if sent := e.Server.Count("POST", test.route); sent == 0 || sent > test.most {
				t.Errorf("%d requests were sent, want at most %d", sent, test.most)
			}
			if code != 1 || w.State() != "" && strings.Contains(w.State(), `"type": "mint_`) {
				t.Errorf("exit code %d, state %s\n%s", code, w.State(), output)
			}
			e.Server.ClearFaults()
			w.Succeed("apply", "-auto-approve", "-no-color")
			w.Succeed("plan", "-detailed-exitcode", "-no-color")
		})
	}
}

func TestInterrupt_endsTheWaitOfTheRateLimit(t *testing.T) {
	t.Parallel()
	e, configuration := limits(t, 5)
	w := e.NewWorkspace(strings.Replace(configuration, "= 1000", "= 500", 1))
	w.Succeed("apply", "-auto-approve", "-no-color")
	e.Server.ResetJournal()
	// A change is one request, where a create looks first: the first change uses up all that the
	// limit allows.
	w.Replace("slow_override.tf", `
provider "mint" {
  requests_per_second = "0.001"
}

resource "mint_developer_credit_limit" "x" {
  amount = 1000
}
`)
	running := w.Start("apply", "-auto-approve", "-no-color", "-refresh=false")
	running.Await("Modifications complete")
	running.Interrupt()
	output, code := running.Wait()
	if sent, set := e.Server.Count("POST", limitRoute), limitsSet(e, 5); code != 1 || sent != 1 || set != 1 {
		t.Errorf("exit code %d, %d requests, %d limits are set:\n%s", code, sent, set, output)
	}
	if saved := strings.Count(w.State(), `"amount": "1000"`); saved != 1 {
		t.Errorf("%d limits are in the state", saved)
	}
}

// What is under way at Ctrl-C lands in the state, and what waits for it is not begun.
func TestInterrupt_keepsWhatWasSent(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.Apigee.AddProduct(acctest.Organization, apigeefake.Product{Name: "messaging"})
	e.Apigee.AddPackage(acctest.Organization, apigeefake.Package{Name: "Communications", Products: []string{"messaging"}})
	w := e.NewWorkspace(adjustment + fmt.Sprintf(`
resource "mint_rate_plan" "x" {
  monetization_package_id = "communications"
  name                    = "Gold"
  display_name            = "Gold"
  currency                = "USD"
  start_date              = "2099-01-01"
}

resource "mint_wallet" "x" {
  external_customer_id = %q
  name                 = "Prepaid"
  currency             = "USD"
  rate_amount          = 1
}

resource "mint_wallet_transaction" "x" {
  wallet_id       = mint_wallet.x.id
  reference       = "order-1"
  type            = "TOPUP"
  granted_credits = 10
}
`, acctest.Customer))
	sent := map[string]string{
		"mint_billing_adjustment": adjustmentRoute, "mint_rate_plan": "/rate-plans$", "mint_wallet": "/wallets$",
	}
	var held []*fake.Injection
	for _, route := range sent {
		held = append(held, e.Server.Inject(fake.Slow(fake.CommitFirst), fake.On("POST", route)))
	}
	running := w.Start("apply", "-auto-approve", "-no-color")
	for _, h := range held {
		<-h.Arrived()
	}
	running.Interrupt()
	running.Await("Interrupt received")
	for _, h := range held {
		h.Release()
	}
	output, _ := running.Wait()
	for typeName, route := range sent {
		if !strings.Contains(w.State(), fmt.Sprintf(`"type": %q`, typeName)) {
			t.Errorf("%s is not in the state:\n%s", typeName, output)
		}
		if n := e.Server.Count("POST", route); n != 1 {
			t.Errorf("%d POSTs for %s", n, typeName)
		}
	}
	if n := e.Server.Count("POST", "/wallet-transactions"); n != 0 {
		t.Errorf("%d were posted to the ledger after Ctrl-C", n)
	}
	w.Succeed("apply", "-auto-approve", "-no-color")
	w.Succeed("plan", "-detailed-exitcode", "-no-color")
	if n := e.Server.Count("POST", "") - e.Server.Count("POST", "token"); n != 4 {
		t.Errorf("%d POSTs for four objects", n)
	}
}
