package fake

import (
	"sync"
	"time"
)

// Epoch is the instant at which the clock of every server stands until a test moves it: a Sunday in
// the middle of a month, UTC.
var Epoch = time.Date(2025, time.June, 15, 12, 0, 0, 0, time.UTC)

// Clock is the time as the services see it, in UTC. It stands still until [Clock.Set] or
// [Clock.Advance], except under [WithRealTime].
type Clock struct {
	mu   sync.Mutex
	now  time.Time
	real bool
}

// Now returns the current instant of the server, in UTC.
func (c *Clock) Now() time.Time {
	if c.real {
		return time.Now().UTC()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Set moves the clock to the given instant; it panics under [WithRealTime], where nobody owns the
// time.
func (c *Clock) Set(now time.Time) {
	c.mustBeOwned()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = now.UTC()
}

// Advance moves the clock by d and returns the new instant; it panics under [WithRealTime].
func (c *Clock) Advance(d time.Duration) time.Time {
	c.mustBeOwned()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return c.now
}

func (c *Clock) mustBeOwned() {
	if c.real {
		panic("fake: the clock follows real time and cannot be moved")
	}
}
