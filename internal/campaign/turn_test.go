package campaign_test

import (
	"fmt"
	"runtime"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
)

// turn is what one object does in one run of Terraform. It has two halves, so that all objects are
// planned before any is applied.
type turn struct {
	*object
	asked   acctest.Attrs    // the configuration as far as it is known before anything is refreshed
	out     *acctest.Outcome // nil: the run ended before this one did
	process *process
	planned chan struct{} // closed when the plan is made, or nothing is left to do
	proceed chan struct{}
	done    chan struct{}
}

func (o *object) name() string { return fmt.Sprintf("%s %d", o.kind.typeName, o.n) }

// deep is how many objects have to be there first.
func (o *object) deep() int {
	if o.parent == nil {
		return 0
	}
	return 1 + o.parent.deep()
}

// wallet is the wallet that an entry is posted to, nil for other objects.
func (o *object) wallet() *object {
	for o.parent != nil {
		o = o.parent
	}
	if o.kind.typeName == wallets.typeName {
		return o
	}
	return nil
}

// resolved is the configuration with the ids of other objects in it, as far as the state knows
// them.
func (o *object) resolved() acctest.Attrs {
	wallet := o.wallet()
	switch {
	case o.config == nil || o.parent == nil:
		return o.config
	case wallet.State == nil:
		return with(o.config, "wallet_id", acctest.Unknown)
	default:
		return with(o.config, "wallet_id", wallet.State.Attrs()["id"])
	}
}

// blocked reports whether something else has to be done first: what an object stands on is made
// before it and destroyed after it.
func (o *object) blocked(all []*object) bool {
	if o.config != nil {
		return o.parent != nil && o.parent.State == nil
	}
	for _, other := range all {
		if other.parent == o && other.State != nil {
			return true
		}
	}
	return false
}

func (t *turn) errors() []string {
	if t.out == nil {
		return []string{"the run ended before"}
	}
	return t.out.Errors
}

// apply is `terraform apply`, by a process of its own or the given one.
func (c *run) apply(applying *process) []*turn {
	c.tally.applies++
	if applying == nil {
		applying = startProcess(c.t, c.clock, "calm")
	}
	planning := startProcess(c.t, c.clock, "planning")
	turns := make([]*turn, len(c.objects))
	for i, o := range c.objects {
		turns[i] = &turn{object: o, asked: o.resolved(), process: planning, planned: make(chan struct{}), proceed: make(chan struct{}), done: make(chan struct{})}
	}
	c.inParallel(turns, func(t *turn) {
		go t.apply(c.objects)
		<-t.planned
	})
	for _, wave := range waves(turns) {
		c.inParallel(wave, func(t *turn) {
			t.process = applying
			close(t.proceed)
			<-t.done
		})
	}
	for _, t := range turns {
		if t.out != nil {
			c.tally.add(*t.out)
		}
	}
	return turns
}

// plan is `terraform plan`.
func (c *run) plan() []*turn {
	planning := startProcess(c.t, c.clock, "planning")
	turns := make([]*turn, len(c.objects))
	for i, o := range c.objects {
		turns[i] = &turn{object: o, asked: o.resolved(), process: planning}
	}
	c.inParallel(turns, func(t *turn) {
		t.Connect(t.connect)
		out := t.Plan(t.asked)
		t.out = &out
	})
	return turns
}

func (t *turn) connect() (tfprotov6.ProviderServer, error) { return t.process, nil }

func (t *turn) apply(all []*object) {
	planned := sync.OnceFunc(func() { close(t.planned) })
	defer close(t.done)
	defer planned()
	t.Connect(t.connect)
	resolved := acctest.Attrs{}
	out := t.Apply(t.asked, acctest.Resolving(resolved), acctest.Between(func() {
		planned()
		<-t.proceed
		if t.blocked(all) {
			runtime.Goexit()
		}
		for name, value := range t.resolved() {
			resolved[name] = value
		}
	}))
	t.out = &out
}

// waves are the turns in the order of what stands on what: destroyed from the top, made from the
// ground.
func waves(turns []*turn) [][]*turn {
	const height = 3
	order := make([][]*turn, 2*height)
	for _, t := range turns {
		if t.config == nil {
			order[height-1-t.deep()] = append(order[height-1-t.deep()], t)
		} else {
			order[height+t.deep()] = append(order[height+t.deep()], t)
		}
	}
	return order
}

// inParallel calls f for all turns, as many at a time as the weather says.
func (c *run) inParallel(turns []*turn, f func(*turn)) {
	slots := make(chan struct{}, c.weather.workers)
	var all sync.WaitGroup
	for _, t := range turns {
		slots <- struct{}{}
		all.Go(func() {
			defer func() { <-slots }()
			f(t)
		})
	}
	all.Wait()
}
