package campaign_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// tally counts what a campaign did.
type tally struct {
	applies, objects, kills, interrupts, adopted, failed int
	duplicates, lost                                     int
	faults                                               map[string]int // by name
}

func newTally() tally { return tally{faults: map[string]int{}} }

func (t *tally) add(out acctest.Outcome) {
	if out.Failed() {
		t.failed++
	}
	for _, warning := range out.Warnings {
		if strings.HasPrefix(warning, "Adopted: ") {
			t.adopted++
		}
	}
}

func (t *tally) merge(other tally) {
	t.applies += other.applies
	t.objects += other.objects
	t.kills += other.kills
	t.interrupts += other.interrupts
	t.adopted += other.adopted
	t.failed += other.failed
	t.duplicates += other.duplicates
	t.lost += other.lost
	for name, n := range other.faults {
		t.faults[name] += n
	}
}

func (t *tally) String() string {
	sum := 0
	var byName strings.Builder
	for _, name := range slices.Sorted(maps.Keys(t.faults)) {
		sum += t.faults[name]
		fmt.Fprintf(&byName, "\n%8d  %s", t.faults[name], name)
	}
	return fmt.Sprintf("%d faults injected, %d kills, %d interrupts, %d applies of %d objects, %d failures reported, %d adopted, duplicates %d, lost %d%s",
		sum, t.kills, t.interrupts, t.applies, t.objects, t.failed, t.adopted, t.duplicates, t.lost, byName.String())
}

func TestCampaign_nothingIsLostOrDoubled(t *testing.T) {
	t.Parallel()
	sum(t, seeds(t, 8), func(t *testing.T, seed uint64) tally {
		c := startRun(t, seed)
		c.campaign()
		c.tally.count(c.env.Server)
		if t.Failed() {
			c.explain()
		}
		return c.tally
	})
}

// sum runs a campaign for each seed and logs what all did together.
func sum(t *testing.T, seeds []uint64, campaign func(*testing.T, uint64) tally) {
	t.Helper()
	var mu sync.Mutex
	total := newTally()
	t.Run("seeds", func(t *testing.T) {
		for _, seed := range seeds {
			t.Run(fmt.Sprint(seed), func(t *testing.T) {
				t.Parallel()
				one := campaign(t, seed)
				mu.Lock()
				defer mu.Unlock()
				total.merge(one)
			})
		}
	})
	t.Log(total.String())
}

// count adds the faults that the server's journal shows.
func (t *tally) count(server *fake.Server) {
	for _, entry := range server.Journal() {
		for name := range strings.SplitSeq(entry.Fault, "+") {
			if name != "" && name != "hook" {
				t.faults[name]++
			}
		}
	}
}

// neverTwice checks what holds at any time.
func (t *tally) neverTwice(test *testing.T, stage string, held []holding) {
	test.Helper()
	if twice := repeated(lines(held)); len(twice) > 0 {
		t.duplicates += len(twice)
		test.Errorf("%s: there more than once: %q", stage, twice)
	}
}

// compare checks that the services hold what is declared and nothing else, and what the state knows
// of.
func (t *tally) compare(test *testing.T, stage string, declared []string, known, held []holding) {
	test.Helper()
	holds := lines(held)
	slices.Sort(declared)
	slices.Sort(holds)
	for _, line := range declared {
		if !slices.Contains(holds, line) {
			t.lost++
		}
	}
	if diff := cmp.Diff(declared, holds); diff != "" {
		test.Errorf("%s: the services do not hold what is declared (-declared +held):\n%s", stage, diff)
	}
	for _, k := range known {
		if !slices.Contains(held, k) {
			test.Errorf("%s: the state has %q under %s, and the service has not", stage, k.line, k.id)
		}
	}
}

// explain says how to see a failure again.
func (c *run) explain() {
	c.t.Logf("seed %d: %d at a time, %d retries, batched %t, tokens %t, lists %d behind\nApigee: %+v\nPayPal: %s",
		c.seed, c.weather.workers, c.weather.retries, c.weather.batched, c.weather.tokens, c.weather.lag, c.weather.apigee, c.weather.paypal.Name)
	if _, alone := number(c.t, "MINT_CAMPAIGN_SEED"); !alone {
		c.t.Logf("replay: MINT_CAMPAIGN_SEED=%d go test -v -run TestCampaign_nothingIsLostOrDoubled ./internal/campaign", c.seed)
		return
	}
	c.t.Log(strings.Join(c.requests(), "\n"))
}

// requests is what the services were asked and how it went.
func (c *run) requests() []string {
	var all []string
	for _, entry := range c.env.Server.Journal() {
		all = append(all, fmt.Sprintf("%s %s?%s %d %q %s", entry.Method, entry.Path, entry.Query.Encode(), entry.Status, entry.Fault, entry.Body))
	}
	return all
}
