package endtoend_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// One Ctrl-C, or one SIGTERM, while a write is under way: its answer is waited for and saved.
func TestInterrupt_duringPost(t *testing.T) {
	t.Parallel()
	for name, interrupt := range map[string]func(*acctest.Running){
		"Ctrl-C": (*acctest.Running).Interrupt, "SIGTERM": (*acctest.Running).Terminate,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			held := e.Server.Inject(fake.Slow(fake.CommitFirst), fake.On("POST", "/developer-credit-limit"))
			w := e.NewWorkspace(limit)
			apply := w.Start("apply", "-auto-approve", "-no-color")
			<-held.Arrived()
			interrupt(apply)
			apply.Await("Interrupt received")
			held.Release()
			output, _ := apply.Wait()
			if !strings.Contains(w.State(), `"amount": "1000"`) {
				t.Fatalf("the limit was set and is not in the state %s:\n%s", w.State(), output)
			}
			w.Succeed("plan", "-detailed-exitcode", "-no-color")
		})
	}
}

// Killed after the service committed and before the state was saved.
func TestKill_afterCommit(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	held := e.Server.Inject(fake.Slow(fake.CommitFirst), fake.On("POST", "/developer-credit-limit"))
	w := e.NewWorkspace(limit)
	apply := w.Start("apply", "-auto-approve", "-no-color")
	<-held.Arrived()
	apply.Kill()
	apply.Wait()
	e.Server.ClearFaults()
	w.Succeed("apply", "-auto-approve", "-no-color", "-lock=false")
	w.Succeed("plan", "-detailed-exitcode", "-no-color")
	if got := e.Apigee.CreditLimit(acctest.Organization, acctest.Postpaid, "usd").Amount.String(); got != "1000" {
		t.Errorf("the service holds %s", got)
	}
}
