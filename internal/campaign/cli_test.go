package campaign_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// The same with the real CLI and the provider's real binary, which are killed while the service
// holds an answer back: after it has committed, or before.
func TestCampaign_processesAreKilled(t *testing.T) {
	t.Parallel()
	// One takes as long as twenty of the others.
	all := seeds(t, 40)
	sum(t, all[:max(1, len(all)/20)], func(t *testing.T, seed uint64) tally {
		c := startCLI(t, seed)
		c.until("apply")
		c.applied()
		c.until("destroy")
		c.destroyed()
		c.tally.count(c.env.Server)
		if t.Failed() {
			t.Logf("replay: MINT_CAMPAIGN_SEED=%d go test -v -run TestCampaign_processesAreKilled ./internal/campaign", seed)
		}
		return c.tally
	})
}

// cliRun is the campaign of one seed with the CLI. Its waits are real, so they are short.
type cliRun struct {
	t         *testing.T
	rand      *rand.Rand
	env       *acctest.Env
	workspace *acctest.Workspace
	objects   []*object
	walletIDs map[string]string // by address
	tally     tally
}

// quickFaults are those that cost a run with real waits little.
var quickFaults = []fake.Fault{
	fake.DropBefore(), fake.DropAfter(), fake.Truncate(), fake.OmitKeys("id"), fake.LoseTokens(), fake.CommitLate(2, fake.DropBefore()), fake.TooManyRequests("1"),
	fake.Status(500, ""), fake.AfterEffect(fake.Status(503, "")), fake.HTML(502), fake.AfterEffect(fake.HTML(200)), fake.AfterEffect(fake.Redirect(302, "/elsewhere")),
}

func startCLI(t *testing.T, seed uint64) *cliRun {
	t.Helper()
	c := &cliRun{t: t, rand: rand.New(rand.NewPCG(seed, 1)), env: acctest.New(t), tally: newTally()}
	c.env.Block["settle_timeout"], c.env.Block["max_retries"] = "1s", 2
	for n := range objectsPerKind {
		for _, k := range kinds {
			k.prepare(c.env, n)
		}
	}
	for n := range 3 {
		for _, k := range append([]kind{creditLimits, adjustments, ratePlans}, neighbours...) {
			c.add(k, n, nil)
		}
		first := c.add(entries, n, c.add(wallets, n, nil))
		first.config = firstGrant(n)
		for i := range 2 {
			c.add(entries, 10*n+i, first)
		}
	}
	c.workspace = c.env.NewWorkspace(c.configuration())
	return c
}

func (c *cliRun) add(k kind, n int, parent *object) *object {
	o := &object{kind: k, n: n, parent: parent, config: k.declare(c.rand, n)}
	c.objects = append(c.objects, o)
	c.tally.objects++
	return o
}

func (o *object) address() string {
	return fmt.Sprintf("%s.%s", o.kind.typeName, o.label())
}

// label tells the first grants from the other entries.
func (o *object) label() string {
	if o.kind.typeName == entries.typeName && o.parent.parent == nil {
		return fmt.Sprintf("first_%d", o.n)
	}
	return fmt.Sprintf("n_%d", o.n)
}

// configuration writes the objects as HCL, of whose expressions JSON is a part.
func (c *cliRun) configuration() string {
	var hcl strings.Builder
	for _, o := range c.objects {
		fmt.Fprintf(&hcl, "resource %q %q {\n", o.kind.typeName, o.label())
		for name, value := range o.config {
			expression, err := json.Marshal(value)
			if err != nil {
				c.t.Fatal(err)
			}
			fmt.Fprintf(&hcl, "  %s = %s\n", name, expression)
		}
		if wallet := o.wallet(); o.parent != nil {
			fmt.Fprintf(&hcl, "  wallet_id = %s.id\n  depends_on = [%s]\n", wallet.address(), o.parent.address())
		}
		fmt.Fprint(&hcl, "}\n\n")
	}
	return hcl.String()
}

// until runs the command in bad weather, and kills it at first, until it is clean; then in good
// weather, which has to be enough.
func (c *cliRun) until(command string) {
	for range stormyApplies {
		if c.run(command) == 0 {
			break
		}
		c.tally.neverTwice(c.t, command, held(c.env))
	}
	c.workspace.Succeed(command, "-auto-approve", "-no-color", "-lock=false")
	if command == "apply" {
		c.workspace.Succeed("plan", "-detailed-exitcode", "-no-color", "-lock=false")
	}
}

func (c *cliRun) run(command string) (code int) {
	when := fake.CommitFirst
	if c.rand.IntN(2) == 0 {
		when = fake.CommitLast // which it never does: it is not released
	}
	stuck := c.env.Server.Inject(fake.Slow(when), fake.Where(func(r *fake.Request) bool { return r.Method != "GET" }), fake.Skip(c.rand.IntN(len(c.objects))))
	var shares []fake.Share
	for range 12 {
		shares = append(shares, fake.Share{Percent: 1, Fault: quickFaults[c.rand.IntN(len(quickFaults))]})
	}
	c.env.Server.Inject(fake.Mix(c.rand.Uint64(), shares...), fake.Always())
	running := c.workspace.Start(command, "-auto-approve", "-no-color", "-lock=false")
	c.tally.applies++
	var output string
	done := make(chan struct{})
	go func() {
		defer close(done)
		output, code = running.Wait()
	}()
	select {
	case <-stuck.Arrived():
		c.tally.kills++
		running.Kill()
	case <-done:
	}
	<-done
	c.tally.adopted += strings.Count(output, "Warning: Adopted: ")
	if code > 0 {
		c.tally.failed++
	}
	c.workspace.MendState()
	c.env.Server.ClearFaults()
	c.env.Server.CommitPending()
	return code
}

// state is the state file's objects by address.
func (c *cliRun) state() map[string]acctest.Attrs {
	var file struct {
		Resources []struct {
			Type, Name string
			Instances  []struct{ Attributes map[string]any }
		}
	}
	if err := json.Unmarshal([]byte(c.workspace.State()), &file); err != nil {
		c.t.Fatal(err)
	}
	all := map[string]acctest.Attrs{}
	for _, r := range file.Resources {
		for _, instance := range r.Instances {
			attrs, _ := plain(instance.Attributes).(acctest.Attrs)
			all[r.Type+"."+r.Name] = attrs
		}
	}
	return all
}

func plain(value any) any {
	switch value := value.(type) {
	case map[string]any:
		attrs := acctest.Attrs{}
		for name, member := range value {
			attrs[name] = plain(member)
		}
		return attrs
	case []any:
		list := make([]any, len(value))
		for i, element := range value {
			list[i] = plain(element)
		}
		return list
	default:
		return value
	}
}

// applied checks that all is there and in the state, and remembers the wallets' ids.
func (c *cliRun) applied() {
	c.walletIDs = map[string]string{}
	state := c.state()
	var declared []string
	var known []holding
	for _, o := range c.objects {
		attrs, ok := state[o.address()]
		if !ok {
			c.t.Fatalf("%s is not in the state", o.address())
		}
		if o.kind.typeName == wallets.typeName {
			c.walletIDs[o.address()] = text(attrs, "id")
		}
		declared = append(declared, o.kind.says(c.resolved(o))...)
		known = append(known, o.kind.knows(attrs)...)
	}
	c.tally.compare(c.t, "applied", declared, known, held(c.env))
}

// destroyed checks that what the services keep is all that is left.
func (c *cliRun) destroyed() {
	if state := c.state(); len(state) > 0 {
		c.t.Errorf("%d objects are in the state after all were destroyed", len(state))
	}
	var left []string
	for _, o := range c.objects {
		left = append(left, o.kind.destroyed(c.resolved(o))...)
	}
	c.tally.compare(c.t, "destroyed", left, nil, held(c.env))
}

func (c *cliRun) resolved(o *object) acctest.Attrs {
	if o.parent == nil {
		return o.config
	}
	return with(o.config, "wallet_id", c.walletIDs[o.wallet().address()])
}
