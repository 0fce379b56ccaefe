package pressure_test

import (
	"sync"
	"testing"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// A storm of 429 ends with success, and while it lasts the client as a whole keeps still: after the
// first refusals, which meet those already sent, only one request after each pause finds out that
// it is not over.
func TestStorm_isSatOut(t *testing.T) {
	t.Parallel()
	const (
		storm   = 3 * time.Second // of the service's clock, from the first request on
		objects = 80
		// Each on its own they would send at least two more each.
		most = parallelism + 30
	)
	for name, retryAfter := range map[string]string{"with Retry-After": "1", "without": ""} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e, configuration := limits(t, objects)
			var begun sync.Once
			var over time.Time
			stormy := e.Server.Inject(fake.TooManyRequests(retryAfter), fake.Always(), fake.Where(func(*fake.Request) bool {
				now := time.Now()
				begun.Do(func() { over = now.Add(storm) })
				return now.Before(over)
			}))
			apply(e.NewWorkspace(configuration))
			// Each create reads what stands and then sets the limit.
			refused, sent := stormy.Fired(), e.Server.Count("", limitRoute)
			t.Logf("%d refused of %d sent", refused, sent)
			if refused == 0 || refused > most {
				t.Errorf("%d requests were sent during the storm, want at most %d", refused, most)
			}
			if set := limitsSet(e, objects); set != objects || sent != 2*objects+refused {
				t.Errorf("%d limits are set, with %d requests of which %d were refused", set, sent, refused)
			}
		})
	}
}

// A service that takes twenty requests per second.
func TestRate_ofTheService(t *testing.T) {
	t.Parallel()
	const rate, objects = 20, 100
	for name, test := range map[string]struct {
		perSecond string // half of it: what leaves evenly may arrive in bunches
		most      int    // refused
	}{
		"respected": {"10", 0},
		"survived":  {"", objects},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e, configuration := limits(t, objects)
			e.Server.SetRateLimit(rate)
			if test.perSecond != "" {
				e.Block["requests_per_second"] = test.perSecond
			}
			apply(e.NewWorkspace(configuration))
			refused := e.Server.Count("POST", limitRoute) - objects
			t.Logf("%d refused", refused)
			if refused > test.most || test.perSecond == "" && refused == 0 {
				t.Errorf("%d requests were refused, want at most %d", refused, test.most)
			}
			if set := limitsSet(e, objects); set != objects {
				t.Errorf("%d of %d limits are set", set, objects)
			}
		})
	}
}
