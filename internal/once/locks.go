package once

import (
	"context"
	"sync"
)

// Locks serialises work per name, as for the writes to one wallet. The zero value is ready for use.
type Locks struct {
	mu    sync.Mutex
	locks map[string]*lock
}

type lock struct {
	held  chan struct{}
	users int
}

// Lock waits until nobody else holds the lock of that name, and returns what releases it, to be
// called once. It returns the context's error as soon as ctx is done.
func (l *Locks) Lock(ctx context.Context, name string) (unlock func(), err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	k := l.enter(name)
	select {
	case k.held <- struct{}{}:
		return func() {
			<-k.held
			l.leave(name, k)
		}, nil
	case <-ctx.Done():
		l.leave(name, k)
		return nil, ctx.Err()
	}
}

func (l *Locks) enter(name string) *lock {
	l.mu.Lock()
	defer l.mu.Unlock()
	k, ok := l.locks[name]
	if !ok {
		if l.locks == nil {
			l.locks = map[string]*lock{}
		}
		k = &lock{held: make(chan struct{}, 1)}
		l.locks[name] = k
	}
	k.users++
	return k
}

func (l *Locks) leave(name string, k *lock) {
	l.mu.Lock()
	defer l.mu.Unlock()
	k.users--
	if k.users == 0 {
		delete(l.locks, name)
	}
}
