package pressure_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

var goodwill = acctest.Attrs{"name": "Goodwill", "adjustment_percentage_factor": "-12.5", "billing_month": "4", "billing_year": "2025"}

// A service that does not answer in time costs an attempt, not the run, and the error says which
// setting decides that.
func TestSlow_readTimesOutPerAttempt(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.Block["request_timeout"], e.Block["max_retries"] = "200ms", 2
	e.Server.Inject(fake.Slow(fake.CommitLast), fake.On("GET", limitRoute), fake.Always())
	_, out := e.Terraform("mint_developer_credit_limit").DataSource(acctest.Attrs{"developer_id": acctest.Postpaid, "currency": "USD"})
	if n := e.Server.Count("GET", limitRoute); n != 3 {
		t.Errorf("%d attempts", n)
	}
	says(t, out.Errors, "timed out after 200ms", "after 3 attempts", "raise request_timeout")
}

// Of a POST whose answer does not come nobody knows whether it took effect: it is looked up, and
// not sent again.
func TestSlow_postIsLookedUp(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		commit fake.Commit
		errors []string
		made   int
	}{
		"it took effect":    {fake.CommitFirst, nil, 1},
		"it did not as yet": {fake.CommitLast, []string{"timed out after 1s", "raise request_timeout", "not created again in this run"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			e.Block["request_timeout"] = "1s"
			e.Server.Inject(fake.Slow(test.commit), fake.On("POST", adjustmentRoute))
			tf := e.Terraform("mint_billing_adjustment")
			out := tf.Apply(goodwill)
			says(t, out.Errors, test.errors...)
			if made, sent := len(e.Apigee.Adjustments(acctest.Organization)), e.Server.Count("POST", adjustmentRoute); made != test.made || sent != 1 {
				t.Errorf("%d adjustments after %d POSTs", made, sent)
			}
			if kept := tf.State != nil; kept != (test.made == 1) {
				t.Errorf("in the state: %t", kept)
			}
		})
	}
}

// says checks that there is one message which holds all texts, or none if there are no texts.
func says(t *testing.T, messages []string, texts ...string) {
	t.Helper()
	if diff := cmp.Diff(min(len(texts), 1), len(messages)); diff != "" {
		t.Errorf("the number of messages differs (-want +got):\n%s%q", diff, messages)
	}
	all := strings.Join(messages, "\n")
	for _, text := range texts {
		if !strings.Contains(all, text) {
			t.Errorf("%q is not in %q", text, all)
		}
	}
}
