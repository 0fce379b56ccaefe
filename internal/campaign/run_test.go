package campaign_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

const (
	objectsPerKind = 6
	stormyApplies  = 6 // with faults, before each applies without any
)

// run is the campaign of one seed.
type run struct {
	t       *testing.T
	seed    uint64
	rand    *rand.Rand
	weather weather
	env     *acctest.Env
	clock   clock
	objects []*object
	left    []string // what the services keep of objects that were destroyed or replaced
	agents  int
	tally   tally
}

// object is one resource of the configuration and its driver.
type object struct {
	*acctest.Terraform
	kind   kind
	n      int
	parent *object       // that has to exist while this one does; nil: none
	config acctest.Attrs // nil: no longer in the configuration
}

func startRun(t *testing.T, seed uint64) *run {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 0))
	c := &run{t: t, seed: seed, rand: r, weather: forecast(seed, r), env: acctest.New(t), tally: newTally()}
	c.clock = clock{c.env.Clock}
	c.env.Apigee.Switch(func(s *apigeefake.Switches) { *s = c.weather.apigee })
	c.env.PayPal.Switch(func(s *paypalfake.Switches) { *s = c.weather.paypal.Switches })
	c.env.Block["max_retries"], c.env.Block["batch_reads"] = fmt.Sprint(c.weather.retries), c.weather.batched
	if apigee, ok := c.env.Block["apigee"].(acctest.Attrs); ok && c.weather.tokens {
		apigee["token_url"] = c.env.Apigee.TokenURL()
	}
	for n := range objectsPerKind {
		for _, k := range kinds {
			k.prepare(c.env, n)
		}
	}
	return c
}

// campaign declares objects, changes them, takes some out and adds others, and destroys them all;
// each time until the services and the state agree.
func (c *run) campaign() {
	for n := range objectsPerKind / 2 {
		c.declare(n)
	}
	c.settle("created")
	for _, o := range c.objects {
		if c.rand.IntN(2) == 0 {
			c.change(o)
		}
	}
	c.settle("changed")
	for _, o := range c.objects {
		if c.rand.IntN(3) == 0 || o.parent != nil && o.parent.config == nil {
			c.remove(o)
		}
	}
	for n := objectsPerKind / 2; n < objectsPerKind; n++ {
		c.declare(n)
	}
	c.settle("replaced")
	for _, o := range c.objects {
		c.remove(o)
	}
	c.settle("destroyed")
}

// declare adds the n-th object of some kinds.
func (c *run) declare(n int) {
	for _, k := range append([]kind{creditLimits, adjustments, adjustments, ratePlans}, neighbours...) {
		if c.rand.IntN(4) > 0 && !c.declared(k, n) {
			c.add(k, n, nil, k.declare(c.rand, n))
		}
	}
	if c.rand.IntN(4) == 0 {
		return
	}
	wallet := c.add(wallets, n, nil, wallets.declare(c.rand, n))
	if c.rand.IntN(4) == 0 {
		return
	}
	first := c.add(entries, n, wallet, firstGrant(n))
	for i := range c.rand.IntN(4) {
		c.add(entries, 10*n+i, first, entries.declare(c.rand, 10*n+i))
	}
}

func (c *run) declared(k kind, n int) bool {
	return slices.ContainsFunc(c.objects, func(o *object) bool { return o.kind.typeName == k.typeName && o.n == n })
}

func (c *run) add(k kind, n int, parent *object, config acctest.Attrs) *object {
	o := &object{Terraform: acctest.NewTerraform(c.t, nil, c.env.Block, k.typeName), kind: k, n: n, parent: parent, config: config}
	c.objects = append(c.objects, o)
	c.tally.objects++
	return o
}

func (c *run) change(o *object) {
	if o.config["reference"] == firstGrant(o.n)["reference"] {
		return
	}
	changed, left := o.kind.change(c.rand, o.n, o.resolved())
	o.config, c.left = changed, append(c.left, left...)
}

func (c *run) remove(o *object) {
	if o.config != nil {
		c.left = append(c.left, o.kind.destroyed(o.resolved())...)
		o.config = nil
	}
}

// settle applies what is declared in bad weather until it is clean, and once more in good weather,
// which has to be enough. Then everything has to agree.
func (c *run) settle(stage string) {
	if c.t.Failed() {
		return
	}
	for range stormyApplies {
		trouble := c.stormyApply()
		c.neverTwice(stage)
		if len(trouble) == 0 {
			break
		}
	}
	for _, o := range c.apply(nil) {
		if o.out == nil || o.out.Failed() {
			c.t.Errorf("%s: in good weather %s failed: %q", stage, o.name(), o.errors())
		}
	}
	c.agree(stage)
}

// stormyApply applies once while faults strike, and perhaps a kill or an interrupt. It returns what
// did not succeed.
func (c *run) stormyApply() (trouble []string) {
	server := c.env.Server
	c.agents++
	process := startProcess(c.t, c.clock, fmt.Sprintf("applying/%d", c.agents))
	switch moment := fake.Skip(c.rand.IntN(2 * len(c.objects))); c.rand.IntN(5) {
	case 0:
		c.tally.kills++
		c.endAt(process, moment, process.kill)
		if c.rand.IntN(2) == 0 {
			server.Inject(fake.DropBefore(), c.sentBy(process), moment)
		}
	case 1:
		c.tally.interrupts++
		c.endAt(process, moment, process.interrupt)
	}
	if c.weather.lag > 0 {
		server.Inject(fake.Lag(c.weather.lag), fake.Where(isList), fake.Always())
	}
	server.Inject(fake.Mix(c.rand.Uint64(), c.weather.shares...), fake.Always())
	for _, o := range c.apply(process) {
		if o.out == nil || o.out.Failed() {
			trouble = append(trouble, fmt.Sprintf("%s: %q", o.name(), o.errors()))
		}
	}
	server.ClearFaults()
	server.CommitPending()
	c.passTime()
	return trouble
}

// endAt does something to the process when it sends a certain request. Nothing that a killed one
// sends after that arrives.
func (c *run) endAt(p *process, moment fake.FaultOption, end func()) {
	c.env.Server.Inject(fake.DropBefore(), fake.Where(func(r *fake.Request) bool { return p.killed.Load() && p.sent(r) }), fake.Always())
	c.env.Server.Inject(fake.Hook(end), c.sentBy(p), moment)
}

func (c *run) sentBy(p *process) fake.FaultOption { return fake.Where(p.sent) }

func (p *process) sent(r *fake.Request) bool {
	return strings.HasSuffix(r.Header.Get("User-Agent"), p.agent)
}

func isList(r *fake.Request) bool {
	return r.Method == http.MethodGet && !strings.HasSuffix(r.Route, "}")
}

// passTime lets lists catch up before the next run: they lag by requests.
func (c *run) passTime() {
	for range c.weather.lag {
		resp, err := http.Get(c.env.Server.URL())
		if err != nil {
			c.t.Fatal(err)
		}
		_ = resp.Body.Close()
	}
}

// neverTwice checks what holds at any time.
func (c *run) neverTwice(stage string) {
	c.tally.neverTwice(c.t, stage, held(c.env))
	for _, o := range c.objects {
		if o.Tainted {
			c.t.Errorf("%s: %s is tainted, the next apply would destroy it", stage, o.name())
		}
	}
}

// agree checks the invariant: the services hold what is declared and nothing else, the state says
// so, and nothing is left to do.
func (c *run) agree(stage string) {
	c.neverTwice(stage)
	declared := slices.Clone(c.left)
	var known []holding
	for _, o := range c.objects {
		switch {
		case o.config == nil && o.State != nil:
			c.t.Errorf("%s: %s was destroyed and is in the state", stage, o.name())
		case o.config == nil:
		case o.State == nil:
			c.t.Errorf("%s: %s is not in the state", stage, o.name())
		default:
			declared = append(declared, o.kind.says(o.resolved())...)
			known = append(known, o.kind.knows(o.State.Attrs())...)
		}
	}
	c.tally.compare(c.t, stage, declared, known, held(c.env))
	c.objects = slices.DeleteFunc(c.objects, func(o *object) bool { return o.config == nil && o.State == nil })
	for _, o := range c.plan() {
		if o.out == nil || o.out.Failed() || o.out.Action != acctest.NoOp {
			c.t.Errorf("%s: the next plan of %s is not empty: %+v", stage, o.name(), o.out)
		}
	}
}
