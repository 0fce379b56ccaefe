package collection

import (
	"context"
	"sync"
)

// Flight is work that several callers wait for. It outlives the cancellation of each of them, and
// ends early when nobody waits for it any more.
type Flight struct {
	lock    sync.Locker
	waiters int
	cancel  context.CancelFunc
	done    chan struct{}
	// Abandoned: nobody waited for it to the end. Guarded by the owner's lock.
	Abandoned bool
}

// Launch begins work with the values of ctx. When it has ended land is called under the owner's
// lock, unless the flight was abandoned.
func Launch(ctx context.Context, lock sync.Locker, work func(context.Context), land func()) *Flight {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	f := &Flight{lock: lock, cancel: cancel, done: make(chan struct{})}
	go func() {
		defer cancel()
		work(ctx)
		lock.Lock()
		defer lock.Unlock()
		defer close(f.done)
		if !f.Abandoned {
			land()
		}
	}()
	return f
}

// Wait returns when the work has ended, or with the error of ctx. The owner's lock is held by the
// caller and given up while it waits. The last one to leave a flight under way ends it.
func (f *Flight) Wait(ctx context.Context) error {
	f.waiters++
	f.lock.Unlock()
	select {
	case <-f.done:
	case <-ctx.Done():
	}
	f.lock.Lock()
	f.waiters--
	select {
	case <-f.done:
		return nil
	default:
	}
	if f.waiters == 0 {
		f.Abandoned = true
		f.cancel()
	}
	return ctx.Err()
}
