package transport

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/shopspring/decimal"
)

// stall answers when the client gives up, which a server sees only after it has read the body.
func stall(_ http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	<-r.Context().Done()
}

func cancelled(t *testing.T, err error) {
	t.Helper()
	_ = failureOf(t, err)
	if !errors.Is(err, context.Canceled) || IsAmbiguous(err) || IsTransient(err) {
		t.Errorf("ambiguous %t, transient %t, cancelled %t: %v",
			IsAmbiguous(err), IsTransient(err), errors.Is(err, context.Canceled), err)
	}
}

func TestCancel_endsEveryWait(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		handler http.HandlerFunc
		request Request
		rate    int64
	}{
		"backoff": {handler: hangUp, request: get()},
		"pause": {request: post(), handler: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "300")
			answer(w, 429, "")
		}},
		"rate limit": {request: post(), rate: 1, handler: func(w http.ResponseWriter, _ *http.Request) {
			answer(w, 429, "")
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			endpoint, service := serve(t, tt.handler)
			hold := newTurnstile()
			c := connect(t, endpoint, func(o *Options) {
				o.Wait, o.RequestsPerSecond = hold.wait, decimal.NewFromInt(tt.rate)
			})
			ctx, cancel := context.WithCancel(t.Context())
			done := make(chan error)
			go func() { done <- c.Do(ctx, tt.request, nil) }()
			<-hold.entered
			if tt.rate > 0 {
				hold.release <- struct{}{} // the pause, before the limiter
				<-hold.entered
			}
			cancel()
			cancelled(t, <-done)
			if service.count() != 1 {
				t.Errorf("%d requests", service.count())
			}
		})
	}
}

// The waits are real here, and longer than any test may take.
func TestCancel_endsTheDefaultWait(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	endpoint, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "300")
		answer(w, 429, "")
		cancel()
	})
	c := connect(t, endpoint, func(o *Options) { o.Wait, o.Now = nil, nil })
	cancelled(t, c.Do(ctx, post(), nil))
}

func TestCancel_defaultWaitTakesItsTime(t *testing.T) {
	t.Parallel()
	if err := sleep(t.Context(), time.Millisecond); err != nil {
		t.Error(err)
	}
}

func TestCancel_beforeSendingSendsNothing(t *testing.T) {
	t.Parallel()
	for _, r := range []Request{get(), post()} {
		t.Run(r.Method, func(t *testing.T) {
			t.Parallel()
			endpoint, service := serve(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, "{}") })
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			cancelled(t, connect(t, endpoint).Do(ctx, r, nil))
			if service.count() != 0 {
				t.Error("the request was sent")
			}
		})
	}
}

func TestCancel_deadlineBeforeSending(t *testing.T) {
	t.Parallel()
	endpoint, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, "{}") })
	ctx, cancel := context.WithDeadline(t.Context(), noon.AddDate(-10, 0, 0))
	defer cancel()
	err := connect(t, endpoint).Do(ctx, post(), nil)
	if !errors.Is(err, context.DeadlineExceeded) || IsAmbiguous(err) {
		t.Errorf("got %v", err)
	}
	if want := "Test service: POST /things failed: out of time before it was sent"; err.Error() != want {
		t.Errorf("got %v", err)
	}
}

func TestCancel_endsReadsInFlight(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	endpoint, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		cancel()
		stall(w, r)
	})
	cancelled(t, connect(t, endpoint).Do(ctx, get(), nil))
}

func TestCancel_sentWriteRunsToItsAnswer(t *testing.T) {
	t.Parallel()
	set, put := post(), post()
	set.Effect, put.Method = Set, http.MethodPut
	for name, r := range map[string]Request{"POST that adds": post(), "POST that sets": set, "PUT": put} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sentWriteRunsToItsAnswer(t, r)
		})
	}
}

func sentWriteRunsToItsAnswer(t *testing.T, write Request) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	endpoint, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		cancel()
		if r.Context().Err() != nil {
			t.Error("the connection was closed")
		}
		answer(w, 201, `{"id":"a"}`)
	})
	var out thing
	if err := connect(t, endpoint).Do(ctx, write, &out); err != nil || out.ID != "a" {
		t.Errorf("got %v", err)
	}
	if ctx.Err() == nil {
		t.Error("not cancelled")
	}
}

func TestCancel_sentPostIsNotRepeatedAfterwards(t *testing.T) {
	t.Parallel()
	for _, status := range []int{429, 500} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithCancel(t.Context())
			endpoint, service := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				cancel()
				answer(w, status, "")
			})
			err := connect(t, endpoint).Do(ctx, post(), nil)
			if IsAmbiguous(err) != (status == 500) || errors.Is(err, context.Canceled) != (status == 429) {
				t.Errorf("got %v", err)
			}
			if service.count() != 1 {
				t.Errorf("%d requests", service.count())
			}
		})
	}
}

func TestCancel_sentPostEndsWithItsTimeout(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	endpoint, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		cancel()
		stall(w, r)
	})
	err := connect(t, endpoint, func(o *Options) { o.RequestTimeout = 300 * time.Millisecond }).Do(ctx, post(), nil)
	if !IsAmbiguous(err) || errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestCancel_postWithoutConnectionIsNotSent(t *testing.T) {
	t.Parallel()
	c := connect(t, "http://api.test", func(o *Options) { o.RequestTimeout = time.Hour })
	dialing := make(chan struct{})
	pool(t, c).DialContext = func(ctx context.Context, _, _ string) (net.Conn, error) {
		close(dialing)
		<-ctx.Done()
		return nil, ctx.Err()
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- c.Do(ctx, post(), nil) }()
	<-dialing
	cancel()
	cancelled(t, <-done)
}
