package once

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/collection"
)

// listing is the collection as last listed and as changed by this run since, shared by the look-ups
// of many Creates. What this run posts need not be entered: its key is claimed, so nobody looks it
// up.
type listing[T any] struct {
	list   func(context.Context) ([]T, error)
	keysOf func(T) []string
	id     func(T) string
	now    func() time.Time
	maxAge time.Duration

	mu     sync.Mutex
	begun  int // how many listings were begun
	flight *flight
	kept   *snapshot[T]
	// since holds what this run changed while the flight was under way: its answer may or may not
	// show that.
	since []func(*snapshot[T])
}

// flight is a listing under way.
type flight struct {
	*collection.Flight
	number int
	err    error
}

// find returns the objects under a key. Without fresh any listing young enough will do; with it
// only one that began after this call. All who ask while a listing is under way that is too old for
// them share the next one.
func (l *listing[T]) find(ctx context.Context, key string, fresh bool) ([]T, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if !fresh && l.kept != nil && l.now().Sub(l.kept.at) <= l.maxAge {
		return l.kept.find(key), nil
	}
	wanted := 0
	if fresh {
		wanted = l.begun + 1
	}
	for {
		f := l.flight
		if f == nil {
			f = l.begin(ctx)
		}
		err := f.Wait(ctx)
		if f.Abandoned && l.flight == f {
			l.flight = nil
		}
		if err != nil {
			return nil, err
		}
		if f.number < wanted {
			continue
		}
		if f.err != nil {
			return nil, f.err
		}
		return l.kept.find(key), nil
	}
}

// holds tells of the listing at hand which ids it has, under whatever key. It goes on to tell of
// that one: a later one may show what is posted meanwhile.
func (l *listing[T]) holds() func(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	kept := l.kept
	return func(id string) bool {
		l.mu.Lock()
		defer l.mu.Unlock()
		_, ok := kept.keys[id]
		return ok
	}
}

func (l *listing[T]) begin(ctx context.Context) *flight {
	l.begun++
	f := &flight{number: l.begun}
	l.flight, l.since = f, nil
	next := &snapshot[T]{at: l.now(), keysOf: l.keysOf, id: l.id, keys: map[string][]string{}, objects: map[string][]T{}}
	var objects []T
	f.Flight = collection.Launch(ctx, &l.mu, func(ctx context.Context) { objects, f.err = l.list(ctx) }, func() {
		l.flight = nil
		if f.err != nil {
			return
		}
		for _, object := range objects {
			next.put(object)
		}
		for _, change := range l.since {
			change(next)
		}
		l.kept = next
	})
	return f
}

func (l *listing[T]) put(object T) {
	l.change(func(s *snapshot[T]) { s.put(object) })
}

func (l *listing[T]) remove(id string) {
	l.change(func(s *snapshot[T]) { s.remove(id) })
}

func (l *listing[T]) change(change func(*snapshot[T])) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.kept != nil {
		change(l.kept)
	}
	if l.flight != nil {
		l.since = append(l.since, change)
	}
}

// snapshot is the collection by natural key.
type snapshot[T any] struct {
	at      time.Time // when its listing began
	keysOf  func(T) []string
	id      func(T) string
	keys    map[string][]string // by id
	objects map[string][]T      // by key
}

// put replaces the object with the same id: a page that moved while it was read shows an object
// twice.
func (s *snapshot[T]) put(object T) {
	id := s.id(object)
	s.remove(id)
	s.keys[id] = s.keysOf(object)
	for _, key := range s.keys[id] {
		s.objects[key] = append(s.objects[key], object)
	}
}

func (s *snapshot[T]) remove(id string) {
	for _, key := range s.keys[id] {
		left := slices.DeleteFunc(s.objects[key], func(object T) bool { return s.id(object) == id })
		if len(left) == 0 {
			delete(s.objects, key)
		} else {
			s.objects[key] = left
		}
	}
	delete(s.keys, id)
}

func (s *snapshot[T]) find(key string) []T {
	return slices.Clone(s.objects[key])
}
