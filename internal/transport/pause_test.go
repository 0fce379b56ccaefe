package transport

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
)

// throttled answers the first request with the status and header and every other with a thing.
func throttled(t *testing.T, status int, header string) (string, *counter) {
	t.Helper()
	var seen atomic.Int32
	return serve(t, func(w http.ResponseWriter, _ *http.Request) {
		if seen.Add(1) > 1 {
			answer(w, 200, `{"id":"a"}`)
			return
		}
		if header != "" {
			w.Header().Set("Retry-After", header)
		}
		answer(w, status, `{"code":"RATE_LIMIT_REACHED"}`)
	})
}

func TestPause_retryAfterIsObeyed(t *testing.T) {
	t.Parallel()
	between := func(least, most time.Duration) func(time.Duration) bool {
		return func(d time.Duration) bool { return d >= least && d <= most }
	}
	exactly := func(d time.Duration) func(time.Duration) bool { return between(d, d) }
	ownBackoff := between(firstBackoff/2, firstBackoff)
	for _, tt := range []struct {
		header string
		want   func(time.Duration) bool
	}{
		{"7", exactly(7 * time.Second)},
		{noon.Add(90 * time.Second).Format(http.TimeFormat), exactly(90 * time.Second)},
		{noon.Add(90 * time.Second).Format("Monday, 02-Jan-06 15:04:05 GMT"), exactly(90 * time.Second)},
		{"600", exactly(maxPatience)},
		{"", ownBackoff},
		{"0", ownBackoff},
		{"-5", ownBackoff},
		{"-99999999999999999999", ownBackoff},
		{"soon", ownBackoff},
		{"1.5", ownBackoff},
		{noon.Add(-time.Hour).Format(http.TimeFormat), ownBackoff},
	} {
		for _, r := range []Request{get(), post()} {
			t.Run(r.Method+" "+tt.header, func(t *testing.T) {
				t.Parallel()
				endpoint, service := throttled(t, 429, tt.header)
				var waits recorder
				c := connect(t, endpoint, func(o *Options) { o.Wait = waits.wait })
				if err := c.Do(t.Context(), r, nil); err != nil {
					t.Fatal(err)
				}
				if got := waits.list(); len(got) != 1 || !tt.want(got[0]) || service.count() != 2 {
					t.Errorf("waited %v for %d requests", got, service.count())
				}
			})
		}
	}
}

// A wait that nobody would sit through fails at once, with the service's words; and until it is
// over nothing else is sent.
func TestPause_longerThanARequestWaits(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]string{
		"601":                  "10m1s",
		"3600":                 "1h0m0s",
		"99999999999999999999": "8760h0m0s",
		noon.Add(25 * time.Hour).Format(http.TimeFormat): "25h0m0s",
	} {
		for _, r := range []Request{get(), post()} {
			for _, status := range []int{429, 503} {
				t.Run(fmt.Sprint(r.Method, status, header), func(t *testing.T) {
					t.Parallel()
					endpoint, service := throttled(t, status, header)
					var waits recorder
					now := noon
					c := connect(t, endpoint, func(o *Options) { o.Wait, o.Now = waits.wait, func() time.Time { return now } })
					err := c.Do(t.Context(), r, nil)
					ambiguous := r.Method == http.MethodPost && status == 503
					if IsTransient(err) == ambiguous || IsAmbiguous(err) != ambiguous || failureOf(t, err).Attempts != 1 ||
						!strings.Contains(err.Error(), fmt.Sprint(status)+" RATE_LIMIT_REACHED") ||
						!strings.Contains(err.Error(), "the service asks to wait "+want+", and a request waits 10m0s in all") {
						t.Errorf("got %v", err)
					}
					err = c.Do(t.Context(), post(), nil)
					if e := failureOf(t, err); !IsTransient(err) || IsAmbiguous(err) || e.Attempts != 1 ||
						!strings.Contains(err.Error(), "not sent, because the service has asked to wait until "+
							noon.Add(duration(t, want)).Format(time.RFC3339)) {
						t.Errorf("got %v", err)
					}
					if service.count() != 1 || len(waits.list()) != 0 {
						t.Errorf("%d requests, waited %v", service.count(), waits.list())
					}
					now = now.Add(duration(t, want))
					if err := c.Do(t.Context(), post(), nil); err != nil {
						t.Error(err)
					}
				})
			}
		}
	}
}

func duration(t *testing.T, text string) time.Duration {
	t.Helper()
	d, err := time.ParseDuration(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Each wait is short enough; together they would be a hang.
func TestPause_waitsAddUp(t *testing.T) {
	t.Parallel()
	endpoint, service := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "240")
		answer(w, 429, "")
	})
	var waits recorder
	err := connect(t, endpoint, func(o *Options) { o.Wait, o.MaxRetries = waits.wait, 100 }).Do(t.Context(), get(), nil)
	if failureOf(t, err).Status != 429 || service.count() != 3 || len(waits.list()) != 2 {
		t.Errorf("%d requests, waited %v: %v", service.count(), waits.list(), err)
	}
}

func TestPause_unavailableWithRetryAfter(t *testing.T) {
	t.Parallel()
	endpoint, _ := throttled(t, 503, "7")
	var waits recorder
	c := connect(t, endpoint, func(o *Options) { o.Wait = waits.wait })
	if err := c.Do(t.Context(), get(), nil); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]time.Duration{7 * time.Second}, waits.list()); diff != "" {
		t.Errorf("waits differ (-want +got):\n%s", diff)
	}
}

func TestPause_ofAnAmbiguousPostHoldsOthers(t *testing.T) {
	t.Parallel()
	endpoint, service := throttled(t, 503, "7")
	var waits recorder
	c := connect(t, endpoint, func(o *Options) { o.Wait = waits.wait })
	if err := c.Do(t.Context(), post(), nil); !IsAmbiguous(err) {
		t.Errorf("got %v", err)
	}
	if err := c.Do(t.Context(), get(), nil); err != nil || service.count() != 2 {
		t.Errorf("got %v after %d requests", err, service.count())
	}
	if diff := cmp.Diff([]time.Duration{7 * time.Second}, waits.list()); diff != "" {
		t.Errorf("waits differ (-want +got):\n%s", diff)
	}
}

func TestPause_attemptsAreBounded(t *testing.T) {
	t.Parallel()
	endpoint, service := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "2")
		answer(w, 429, "")
	})
	err := connect(t, endpoint).Do(t.Context(), post(), nil)
	e := failureOf(t, err)
	if e.Status != 429 || e.RetryAfter != 2*time.Second || !IsTransient(err) || IsAmbiguous(err) || service.count() != 4 {
		t.Errorf("after %d requests: %+v", service.count(), e)
	}
}

// turnstile is a wait that its test lets pass.
type turnstile struct {
	entered chan time.Duration
	release chan struct{}
}

func newTurnstile() turnstile {
	return turnstile{entered: make(chan time.Duration, 100), release: make(chan struct{})}
}

func (s turnstile) wait(ctx context.Context, d time.Duration) error {
	s.entered <- d
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-s.release:
		return nil
	}
}

func TestPause_isSharedByAllCallers(t *testing.T) {
	t.Parallel()
	endpoint, service := throttled(t, 429, "7")
	hold := newTurnstile()
	c := connect(t, endpoint, func(o *Options) { o.Wait = hold.wait })
	var callers sync.WaitGroup
	call := func() {
		if err := c.Do(t.Context(), get(), nil); err != nil {
			t.Error(err)
		}
	}
	callers.Go(call)
	got := []time.Duration{<-hold.entered}
	for range 3 {
		callers.Go(call)
		got = append(got, <-hold.entered)
	}
	if n := service.count(); n != 1 {
		t.Errorf("%d requests were sent during the pause", n-1)
	}
	close(hold.release)
	callers.Wait()
	want := []time.Duration{7 * time.Second, 7*time.Second + stagger, 7*time.Second + 2*stagger, 7*time.Second + 3*stagger}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("waits differ (-want +got):\n%s", diff)
	}
	if n := service.count(); n != 5 {
		t.Errorf("%d requests for four callers, one of which was throttled", n)
	}
}

func TestPause_isProlongedForThoseWhoWait(t *testing.T) {
	t.Parallel()
	hold := newTurnstile()
	g := &gate{now: func() time.Time { return noon }, wait: hold.wait}
	g.hold(5 * time.Second)
	done := make(chan error)
	go func() { done <- g.pass(context.Background()) }()
	first := <-hold.entered
	g.hold(9 * time.Second)
	g.hold(3 * time.Second) // ends earlier, changes nothing
	hold.release <- struct{}{}
	second := <-hold.entered
	hold.release <- struct{}{}
	if err := <-done; err != nil || first != 5*time.Second || second != 9*time.Second {
		t.Errorf("waited %s and %s, then %v", first, second, err)
	}
	if err := g.pass(context.Background()); err != nil {
		t.Error(err)
	}
}

func TestPause_thatBeginsDuringTheRateLimitHolds(t *testing.T) {
	t.Parallel()
	endpoint, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, `{}`) })
	var waits recorder
	c := connect(t, endpoint, func(o *Options) { o.RequestsPerSecond = decimal.NewFromInt(1) })
	c.gate.wait = func(ctx context.Context, d time.Duration) error {
		if d == time.Second {
			c.gate.hold(7 * time.Second) // another caller's 429
		}
		return waits.wait(ctx, d)
	}
	for range 2 {
		if err := c.Do(t.Context(), get(), nil); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]time.Duration{time.Second, 7 * time.Second}, waits.list()); diff != "" {
		t.Errorf("waits differ (-want +got):\n%s", diff)
	}
}

func TestPause_endsWithTheClock(t *testing.T) {
	t.Parallel()
	now := noon
	g := &gate{now: func() time.Time { return now }, wait: func(context.Context, time.Duration) error {
		return errors.New("the pause is over")
	}}
	g.hold(5 * time.Second)
	now = now.Add(5 * time.Second)
	if err := g.pass(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestLimiter_spacesRequests(t *testing.T) {
	t.Parallel()
	const second = time.Second
	for _, tt := range []struct {
		rate string
		want []time.Duration // waits of six attempts that start at once
	}{
		{"0", nil},
		{"2", []time.Duration{second / 2, second, 3 * second / 2, 2 * second}},
		{"2.5", []time.Duration{2 * second / 5, 4 * second / 5, 6 * second / 5, 8 * second / 5}},
		{"0.5", []time.Duration{2 * second, 4 * second, 6 * second, 8 * second, 10 * second}},
		{"1000000", nil},
		{"1000000000000000000000", nil},
	} {
		t.Run(tt.rate, func(t *testing.T) {
			t.Parallel()
			endpoint, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, `{}`) })
			var waits recorder
			c := connect(t, endpoint, func(o *Options) {
				o.RequestsPerSecond = decimal.RequireFromString(tt.rate)
				o.Wait = waits.wait
			})
			for range 6 {
				if err := c.Do(t.Context(), get(), nil); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(tt.want, waits.list()); diff != "" {
				t.Errorf("waits differ (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLimiter_countsRetries(t *testing.T) {
	t.Parallel()
	endpoint, _ := serve(t, hangUp)
	var waits recorder
	c := connect(t, endpoint, func(o *Options) {
		o.RequestsPerSecond = decimal.NewFromInt(1)
		o.Wait = waits.wait
	})
	if err := c.Do(t.Context(), get(), nil); err == nil {
		t.Fatal("no error")
	}
	got := waits.list() // backoff and limiter in turn
	if len(got) != 6 || got[1] != time.Second || got[3] != 2*time.Second || got[5] != 3*time.Second {
		t.Errorf("waited %v", got)
	}
}

func TestLimiter_givesBackWhatWasNotUsed(t *testing.T) {
	t.Parallel()
	endpoint, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, `{}`) })
	var waits recorder
	c := connect(t, endpoint, func(o *Options) {
		o.RequestsPerSecond = decimal.NewFromInt(1)
		o.Wait = waits.wait
	})
	cancelled, cancel := context.WithCancel(t.Context())
	if err := c.Do(cancelled, get(), nil); err != nil {
		t.Fatal(err)
	}
	cancel()
	for range 5 {
		if err := c.gate.throttle(cancelled); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	}
	if err := c.Do(t.Context(), get(), nil); err != nil {
		t.Fatal(err)
	}
	want := slices.Repeat([]time.Duration{time.Second}, 6)
	if diff := cmp.Diff(want, waits.list()); diff != "" {
		t.Errorf("waits differ (-want +got):\n%s", diff)
	}
}

func TestNew_refusesRates(t *testing.T) {
	t.Parallel()
	for _, rate := range []string{"-1", "-0.01", "0.0001", "0.00000000000000000001"} {
		t.Run(fmt.Sprint(rate), func(t *testing.T) {
			t.Parallel()
			_, err := New(Options{Endpoint: "https://api.test", Problem: readProblem, RequestsPerSecond: decimal.RequireFromString(rate)})
			if err == nil {
				t.Error("accepted")
			}
		})
	}
}
