package pressure_test

import (
	"fmt"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// connections is what the provider keeps to, whatever Terraform's parallelism.
const connections = 16

// A thousand objects of one resource at a parallelism above the number of connections, which are
// all in use at one time: requests are held until they are.
func TestThousand_shareConnectionsAndToken(t *testing.T) {
	t.Parallel()
	const objects = 1000
	e, configuration := limits(t, objects)
	useTokens(e)
	w := e.NewWorkspace(configuration)
	held := e.Server.Inject(fake.Slow(fake.CommitFirst), fake.On("POST", limitRoute), fake.Times(connections))
	go func() {
		for range connections {
			<-held.Arrived()
		}
		held.Release()
	}()
	apply(w)
	if set, sent := limitsSet(e, objects), e.Server.Count("POST", limitRoute); set != objects || sent != objects {
		t.Errorf("%d of %d limits are set, with %d requests", set, objects, sent)
	}
	checkTraffic(t, e, "apply")
	e.Server.ResetJournal()
	w.Succeed("plan", "-detailed-exitcode", "-no-color", fmt.Sprintf("-parallelism=%d", parallelism))
	if sent := e.Server.Count("GET", ""); sent > objects {
		t.Errorf("a plan sent %d requests for %d objects", sent, objects)
	}
	checkTraffic(t, e, "plan")
}

// checkTraffic looks at one command that sent requests from one process.
func checkTraffic(t *testing.T, e *acctest.Env, command string) {
	t.Helper()
	traffic := e.Server.Traffic()
	t.Logf("%s: %+v", command, traffic)
	if traffic.MaxConnections > connections {
		t.Errorf("%s had %d connections at one time, want at most %d", command, traffic.MaxConnections, connections)
	}
	if tokens := e.Server.Count("POST", "token"); tokens != 1 {
		t.Errorf("%s asked for %d tokens", command, tokens)
	}
}
