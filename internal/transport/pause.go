package transport

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/shopspring/decimal"
	"golang.org/x/time/rate"
)

const (
	firstBackoff = 500 * time.Millisecond
	maxBackoff   = 30 * time.Second

	// maxPatience is how long one request waits in all where the service asks for it, twice the
	// longest cool-down reported. Nobody can tell a longer wait from a hang.
	maxPatience = 10 * time.Minute

	// maxRetryAfter keeps what a service may ask for within a Duration.
	maxRetryAfter = 365 * 24 * time.Hour

	// stagger is the distance at which callers leave a pause, so that its end is not the next rush.
	stagger = 50 * time.Millisecond

	// maxInterval is the slowest rate accepted; slower is surely a mistake and would look like a
	// hang.
	maxInterval = time.Hour
)

var errPaused = errors.New("not sent, because the service has asked to wait")

// gate is what every attempt of a client passes: the shared pause after a 429, and the rate limit.
type gate struct {
	now     func() time.Time
	wait    func(context.Context, time.Duration) error
	limiter *rate.Limiter // nil: no limit

	mu      sync.Mutex
	until   time.Time // zero: not paused
	waiting int       // callers that wait for until already
}

func newGate(o Options) (*gate, error) {
	g := &gate{now: o.Now, wait: o.Wait}
	perSecond := o.RequestsPerSecond
	if perSecond.IsZero() {
		return g, nil
	}
	if perSecond.IsNegative() {
		return nil, fmt.Errorf("requests_per_second must not be negative: %s", perSecond)
	}
	nanoseconds := decimal.NewFromInt(int64(time.Second)).DivRound(perSecond, 0)
	if nanoseconds.GreaterThan(decimal.NewFromInt(int64(maxInterval))) {
		return nil, fmt.Errorf("requests_per_second is below one request per hour: %s", perSecond)
	}
	interval := time.Duration(nanoseconds.IntPart())
	if interval == 0 {
		return g, nil
	}
	g.limiter = rate.NewLimiter(rate.Every(interval), max(1, int(time.Second/interval)))
	return g, nil
}

// pass returns when the next attempt may start, or with the context's error, or at once with
// errPaused where the pause is longer than maxPatience.
func (g *gate) pass(ctx context.Context) error {
	if err := g.sitOut(ctx); err != nil {
		return err
	}
	if err := g.throttle(ctx); err != nil {
		return err
	}
	return g.sitOut(ctx) // a pause may have begun while the limiter held us
}

// hold pauses every caller for d from now.
func (g *gate) hold(d time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if until := g.now().Add(d); until.After(g.until) {
		g.until, g.waiting = until, 0
	}
}

// sitOut waits for the end of the pause. A pause that was waited for is over whatever the clock
// says, so that tests may replace the wait without moving the clock.
func (g *gate) sitOut(ctx context.Context) error {
	for {
		until, d, err := g.remaining()
		if d <= 0 || err != nil {
			return cmp.Or(err, ctx.Err())
		}
		if err := g.wait(ctx, d); err != nil {
			return err
		}
		g.mu.Lock()
		if g.until.Equal(until) {
			g.until = time.Time{}
		}
		g.mu.Unlock()
	}
}

func (g *gate) remaining() (until time.Time, d time.Duration, err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.until.IsZero() {
		return g.until, 0, nil
	}
	d = g.until.Sub(g.now())
	switch {
	case d <= 0:
		g.until = time.Time{}
		return g.until, 0, nil
	case d > maxPatience:
		return g.until, 0, fmt.Errorf("%w until %s", errPaused, g.until.UTC().Format(time.RFC3339))
	}
	d += time.Duration(g.waiting) * stagger
	g.waiting++
	return g.until, d, nil
}

func (g *gate) throttle(ctx context.Context) error {
	if g.limiter == nil {
		return nil
	}
	now := g.now()
	slot := g.limiter.ReserveN(now, 1)
	d := slot.DelayFrom(now)
	if d <= 0 {
		return nil
	}
	if err := g.wait(ctx, d); err != nil {
		slot.CancelAt(g.now())
		return err
	}
	return nil
}

// sleep is the default Options.Wait.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// backoff doubles with each retry, the first being number zero, and is jittered over its upper
// half.
func backoff(retry int) time.Duration {
	d := maxBackoff
	if retry < 16 {
		d = min(d, firstBackoff<<retry)
	}
	return d/2 + rand.N(d/2+1)
}

// retryAfter reads both forms of the header, seconds and date, up to maxRetryAfter; zero when it is
// absent, unreadable or past.
func retryAfter(h http.Header, now time.Time) time.Duration {
	value := h.Get("Retry-After")
	if seconds, err := strconv.ParseInt(value, 10, 64); err == nil {
		return time.Duration(min(max(seconds, 0), int64(maxRetryAfter/time.Second))) * time.Second
	} else if errors.Is(err, strconv.ErrRange) && value[0] != '-' {
		return maxRetryAfter
	}
	date, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	return min(max(date.Sub(now), 0), maxRetryAfter)
}
