package once

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestLocks_oneHolderPerName(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var locks Locks
		held := map[string]*int{"x": new(int), "y": new(int)}
		began := time.Now()
		var group sync.WaitGroup
		for range 20 {
			for name, n := range held {
				group.Go(func() {
					unlock, err := locks.Lock(t.Context(), name)
					if err != nil {
						t.Error(err)
						return
					}
					defer unlock()
					if *n++; *n != 1 {
						t.Errorf("%d holders of %s", *n, name)
					}
					time.Sleep(time.Second)
					*n--
				})
			}
		}
		group.Wait()
		if took := time.Since(began); took != 20*time.Second {
			t.Errorf("took %v; want 20s, because names do not wait for each other", took)
		}
		if len(locks.locks) != 0 {
			t.Errorf("%d locks are left over", len(locks.locks))
		}
	})
}

func TestLocks_waitEndsWithTheContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var locks Locks
		unlock, err := locks.Lock(t.Context(), "x")
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := locks.Lock(ctx, "x"); !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != time.Second {
			t.Errorf("got %v after %v, want the deadline after 1s", err, time.Since(began))
		}
		unlock()
		if _, err := locks.Lock(ctx, "x"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("free lock, context done: got %v, want the deadline", err)
		}
		if unlock, err = locks.Lock(t.Context(), "x"); err != nil {
			t.Fatal(err)
		}
		unlock()
		if len(locks.locks) != 0 {
			t.Errorf("%d locks are left over", len(locks.locks))
		}
	})
}
