package suspension_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

func says(t *testing.T, texts []string, part string) {
	t.Helper()
	if !slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, part) }) {
		t.Errorf("nothing says %q: %q", part, texts)
	}
}

// Every suspension is lifted, of this developer alone, and a second invocation sends nothing.
func TestUnsuspend(t *testing.T) {
	t.Parallel()
	for _, v := range apigeefake.Variations() {
		for name, fault := range map[string]fake.Fault{"answered": {}, "lost": fake.DropAfter()} {
			t.Run(v.Name+" "+name, func(t *testing.T) {
				t.Parallel()
				e := acctest.New(t)
				e.Apigee.Switch(func(s *apigeefake.Switches) { *s = v.Switches })
				e.Apigee.SuspendDeveloper(acctest.Organization, apigeefake.Suspension{Developer: acctest.Postpaid, Reason: "LIMIT_VIOLATED"})
				e.Apigee.SuspendDeveloper(acctest.Organization, apigeefake.Suspension{Developer: acctest.Postpaid})
				e.Apigee.SuspendDeveloper(acctest.Organization, apigeefake.Suspension{Developer: acctest.Prepaid})
				if fault.Name() != "" {
					e.Server.Inject(fault, fake.On("DELETE", "/suspended-developers"))
				}
				tf := e.Terraform("mint_unsuspend_developer")
				out := tf.Invoke(acctest.Attrs{"developer_id": acctest.Postpaid})
				if out.Failed() {
					t.Fatal(out.Errors)
				}
				says(t, out.Progress, "Lifted: suspension LIMIT_VIOLATED, INSUFFICIENT_FUNDS of developer "+acctest.Postpaid)
				sent := e.Server.Count("DELETE", "")
				again := tf.Invoke(acctest.Attrs{"developer_id": acctest.Postpaid})
				says(t, again.Progress, "Not suspended, nothing was sent")
				if left := e.Apigee.Suspensions(acctest.Organization); again.Failed() || len(left) != 1 || e.Server.Count("DELETE", "") != sent {
					t.Errorf("%d are left, errors %q", len(left), again.Errors)
				}
			})
		}
	}
}

func TestUnsuspend_refusals(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform("mint_unsuspend_developer")
	says(t, tf.PlanAction(acctest.Attrs{"developer_id": "nobody@example.com"}).Errors, "nobody@example.com")
	says(t, tf.PlanAction(acctest.Attrs{"developer_id": ""}).Errors, "developer_id")
	if out := tf.PlanAction(acctest.Attrs{"developer_id": acctest.Unknown}); out.Failed() {
		t.Error(out.Errors)
	}
	e.Apigee.SuspendDeveloper(acctest.Organization, apigeefake.Suspension{Developer: acctest.Postpaid})
	e.Server.Inject(fake.Status(500, ""), fake.On("DELETE", "/suspended-developers"), fake.Always())
	out := tf.Invoke(acctest.Attrs{"developer_id": acctest.Unknown}, acctest.Resolving(acctest.Attrs{"developer_id": acctest.Postpaid}))
	says(t, out.Errors, "lift suspensions of developer "+acctest.Postpaid)
}
