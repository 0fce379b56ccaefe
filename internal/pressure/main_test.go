// Package pressure_test puts the whole provider under pressure: services that throttle, stall and
// answer far too much, a thousand objects at one time, and Ctrl-C while something is waited for.
// Most of it runs the real CLI and the provider's real binary, since only there fifty objects share
// one client.
//
// What a test expects is counted in the journals of the fakes. Where time decides, it is that of
// the service, and no test looks at a clock.
package pressure_test

import (
	"fmt"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

func TestMain(m *testing.M) { acctest.Main(m) }

// parallelism is more than the provider has connections.
const parallelism = 50

const limitRoute = "/developer-credit-limit"

// limits are a service with n developers, and the configuration of a credit limit for each: a POST
// each, with no look-up before it that they would share. They are counted, as Terraform evaluates a
// for_each anew for each instance.
func limits(t *testing.T, n int) (e *acctest.Env, configuration string) {
	t.Helper()
	e = acctest.New(t, fake.WithRealTime())
	for i := range n {
		e.Apigee.AddDeveloper(acctest.Organization, apigeefake.Developer{Email: developer(i), BillingType: "POSTPAID"})
	}
	return e, fmt.Sprintf(`
resource "mint_developer_credit_limit" "x" {
  count        = %d
  developer_id = "dev${count.index}@example.com"
  currency     = "USD"
  amount       = 1000
}
`, n)
}

func developer(i int) string { return fmt.Sprintf("dev%d@example.com", i) }

// limitsSet is how many of the n developers have the limit.
func limitsSet(e *acctest.Env, n int) (set int) {
	for i := range n {
		if e.Apigee.CreditLimit(acctest.Organization, developer(i), "usd").Amount.String() == "1000" {
			set++
		}
	}
	return set
}

// useTokens makes the provider ask for a token instead of sending the password each time.
func useTokens(e *acctest.Env) {
	if apigee, ok := e.Block["apigee"].(acctest.Attrs); ok {
		apigee["token_url"] = e.Apigee.TokenURL()
	}
}

// apply is the command that makes everything, at full parallelism.
func apply(w *acctest.Workspace) {
	w.Succeed("apply", "-auto-approve", "-no-color", fmt.Sprintf("-parallelism=%d", parallelism))
}
