package pressure_test

import (
	"bytes"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// huge is how much the answers here have, twice what the provider reads.
const huge = 64 << 20

// padded answers what the service answers, and spaces up to 64 MiB: it would be understood if it
// were read.
var padded = fake.Rewrite("padded", func(answer fake.Response) fake.Response {
	answer.Body = append(bytes.Clone(answer.Body), bytes.Repeat([]byte(" "), huge-len(answer.Body))...)
	return answer
})

// An answer that is far too large is refused before it is taken.
func TestHuge_answersAreRefused(t *testing.T) {
	t.Parallel()
	t.Run("read", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		e.Server.Inject(padded, fake.On("GET", limitRoute), fake.Always())
		_, out := e.Terraform("mint_developer_credit_limit").DataSource(acctest.Attrs{"developer_id": acctest.Postpaid, "currency": "USD"})
		says(t, out.Errors, "larger than 32 MiB")
		notTaken(t, e, "GET", limitRoute)
	})
	t.Run("look-up before a POST", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		e.Server.Inject(padded, fake.On("GET", adjustmentRoute), fake.Always())
		out := e.Terraform("mint_billing_adjustment").Apply(goodwill)
		says(t, out.Errors, "larger than 32 MiB")
		notTaken(t, e, "GET", adjustmentRoute)
		if n := e.Server.Count("POST", ""); n != 0 {
			t.Errorf("%d POSTs without a look-up", n)
		}
	})
	t.Run("answer of a POST", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		e.Server.Inject(padded, fake.On("POST", adjustmentRoute), fake.Always())
		tf := e.Terraform("mint_billing_adjustment")
		out := tf.Apply(goodwill)
		says(t, out.Errors)
		notTaken(t, e, "POST", adjustmentRoute)
		made, sent := len(e.Apigee.Adjustments(acctest.Organization)), e.Server.Count("POST", adjustmentRoute)
		if made != 1 || sent != 1 || tf.State == nil {
			t.Errorf("%d adjustments after %d POSTs, state %v", made, sent, tf.State)
		}
	})
}

// notTaken checks that most of such answers never left the service. There are two where everything
// at once is too much and a page is asked for instead.
func notTaken(t *testing.T, e *acctest.Env, method, route string) {
	t.Helper()
	e.Server.Close() // the journal is complete then
	requests := e.Server.Requests(method, route)
	if len(requests) == 0 || len(requests) > 2 {
		t.Errorf("%d requests: %v", len(requests), requests)
	}
	for _, r := range requests {
		t.Logf("%d KiB were taken", r.Sent>>10)
		if r.Sent == huge {
			t.Errorf("the whole answer was taken of %s", r)
		}
	}
}
