package collection

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"
)

var (
	errNotFound = errors.New("not found")
	errSick     = errors.New("listing not there")
)

// item is an object of the model service; an update makes the next version of it.
type item struct {
	ID      string
	Version int
}

// service is a model of a service with one collection, and counts what it is asked.
type service struct {
	size    int           // of a page
	latency time.Duration // of each request
	total   func(pages int) int
	sick    func(page int) bool
	jitter  func() time.Duration

	mu     sync.Mutex
	items  []item
	gets   int
	pages  []int
	atOnce int // pages asked for side by side, at most
	now    int
}

func newService(n, size int) *service {
	s := &service{
		size:    size,
		latency: 50 * time.Millisecond,
		total:   func(pages int) int { return pages },
		sick:    func(int) bool { return false },
		jitter:  func() time.Duration { return 0 },
	}
	for i := range n {
		s.items = append(s.items, item{ID: fmt.Sprint(i)})
	}
	return s
}

func (s *service) travel(ctx context.Context) error {
	timer := time.NewTimer(s.latency + s.jitter())
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *service) get(ctx context.Context, id string) (item, error) {
	s.mu.Lock()
	s.gets++
	s.mu.Unlock()
	if err := s.travel(ctx); err != nil {
		return item{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, it := range s.items {
		if it.ID == id {
			return it, nil
		}
	}
	return item{}, errNotFound
}

// page answers with how things were when it arrived, half a journey before the caller knows.
func (s *service) page(ctx context.Context, page int) (Page[item], error) {
	s.mu.Lock()
	s.pages = append(s.pages, page)
	s.now++
	s.atOnce = max(s.atOnce, s.now)
	from, to := min((page-1)*s.size, len(s.items)), min(page*s.size, len(s.items))
	items := append([]item(nil), s.items[from:to]...)
	pages := (len(s.items) + s.size - 1) / s.size
	s.mu.Unlock()
	err := s.travel(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now--
	if err != nil {
		return Page[item]{}, err
	}
	if s.sick(page) {
		return Page[item]{}, errSick
	}
	return Page[item]{Items: items, Pages: s.total(pages)}, nil
}

func (s *service) write(id string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, it := range s.items {
		if it.ID == id {
			s.items[i].Version++
			return it.Version + 1
		}
	}
	return 0
}

func (s *service) delete(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, it := range s.items {
		if it.ID == id {
			s.items = append(s.items[:i:i], s.items[i+1:]...)
			return
		}
	}
}

func (s *service) insert(it item) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.items = append([]item{it}, s.items...)
}

// asked returns how many GETs and how many pages were asked for so far.
func (s *service) asked() (gets, pages int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gets, len(s.pages)
}

func (s *service) check(t *testing.T, gets, pages int) {
	t.Helper()
	if g, p := s.asked(); g != gets || p != pages {
		t.Errorf("%d GETs and %d pages, want %d and %d", g, p, gets, pages)
	}
}

func (s *service) collection(with ...func(*Options[item])) *Collection[item] {
	o := Options[item]{
		ID:    func(it item) string { return it.ID },
		Pages: fetched(s.page),
		Get:   s.get,
	}
	for _, option := range with {
		option(&o)
	}
	return New(o)
}

func fetched(fetch Fetch[item]) func() Fetch[item] { return func() Fetch[item] { return fetch } }

// read reads objects as Terraform does, so many side by side.
func read(t *testing.T, c *Collection[item], parallel int, ids ...string) {
	t.Helper()
	var group sync.WaitGroup
	next := make(chan string)
	for range parallel {
		group.Go(func() {
			for id := range next {
				if got, err := c.Read(t.Context(), id); err != nil || got.ID != id {
					t.Errorf("%s: got %+v, %v", id, got, err)
				}
			}
		})
	}
	for _, id := range ids {
		next <- id
	}
	close(next)
	group.Wait()
}

func numbers(from, to int) []string {
	var ids []string
	for i := from; i < to; i++ {
		ids = append(ids, fmt.Sprint(i))
	}
	return ids
}

func untold(int) int { return 0 }
