package collection

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// choose selects as many times at once and returns the last answer.
func choose(t *testing.T, c *Collection[item], times int, id string, want ...item) {
	t.Helper()
	var group sync.WaitGroup
	for range times {
		group.Go(func() {
			got, err := c.Select(t.Context(), id)
			if err != nil {
				t.Error(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	group.Wait()
}

func TestSelect_sharesOneWholeListing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(500, 10)
		c := s.collection(func(o *Options[item]) { o.Get = nil })
		choose(t, c, 3, "499", item{ID: "499"})
		choose(t, c, 3, "7", item{ID: "7"})
		choose(t, c, 1, "nowhere")
		s.check(t, 0, 50)
	})
}

// Reads and selections by a second name share one listing.
func TestSelect_bySecondName(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(0, 2)
		for i := range 5 {
			s.insert(item{ID: fmt.Sprint(i), Version: i % 2})
		}
		c := s.collection(func(o *Options[item]) {
			o.Also = func(it item) string { return []string{"", "odd"}[it.Version] }
		})
		choose(t, c, 2, "odd", item{"3", 1}, item{"1", 1})
		choose(t, c, 1, "even")
		choose(t, c, 1, "")
		read(t, c, 2, "0", "1", "4")
		s.check(t, 0, 3)
	})
}

func TestSelect_returnsEveryMemberInOrder(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(0, 2)
		for i := range 9 {
			s.insert(item{ID: []string{"x", "y", "z"}[i%3], Version: i})
		}
		want := []item{{"x", 6}, {"x", 3}, {"x", 0}}
		c := s.collection()
		choose(t, c, 1, "x", want...)
		got, err := c.Select(t.Context(), "x")
		if err != nil {
			t.Fatal(err)
		}
		got[0].ID = "changed"
		choose(t, c, 1, "x", want...)
	})
}

func TestSelect_goesOnWhereReadsWouldStop(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(100, 1)
		c := s.collection()
		read(t, c, 1, "0")
		var group sync.WaitGroup
		group.Go(func() { read(t, c, 1, "50") })
		synctest.Wait()
		group.Go(func() { choose(t, c, 1, "99", item{ID: "99"}) })
		group.Wait()
		s.check(t, 1, 100)
	})
}

func TestSelect_isNotStoppedByAReadThatJoins(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(100, 1)
		c := s.collection()
		var group sync.WaitGroup
		group.Go(func() { choose(t, c, 1, "99", item{ID: "99"}) })
		synctest.Wait()
		group.Go(func() { read(t, c, 1, "50") })
		group.Wait()
		s.check(t, 0, 100)
	})
}

func TestSelect_afterAListingThatStopped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(100, 1)
		c := s.collection()
		read(t, c, 1, "10", "20", "30")
		s.check(t, 3, 1)
		choose(t, c, 1, "99", item{ID: "99"})
		read(t, c, 1, "40")
		s.check(t, 3, 101)
	})
}

func TestSelect_listsAgainAfterAWrite(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var writes Writes
		s := newService(10, 10)
		c := s.collection(func(o *Options[item]) { o.Writes = &writes })
		var group sync.WaitGroup
		group.Go(func() { choose(t, c, 3, "1", item{ID: "1", Version: 1}) })
		synctest.Wait()
		s.write("1")
		writes.Record()
		group.Wait()
		s.check(t, 0, 2)
		s.write("1")
		writes.Record()
		choose(t, c, 1, "1", item{ID: "1", Version: 2})
		s.check(t, 0, 3)
	})
}

func TestSelect_errors(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(10, 10)
		failing := true
		s.sick = func(int) bool { return failing }
		c := s.collection()
		if _, err := c.Select(t.Context(), "1"); !errors.Is(err, errSick) {
			t.Errorf("got %v, want the listing's error", err)
		}
		failing = false
		choose(t, c, 1, "1", item{ID: "1"})
		s.check(t, 0, 2)

		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := c.Select(ctx, "1"); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want a cancellation", err)
		}
	})
}

func TestSelect_cancellation(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(10, 10)
		c := s.collection()
		began := time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), s.latency/2)
		defer cancel()
		if _, err := c.Select(ctx, "1"); !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != s.latency/2 {
			t.Errorf("got %v after %v, want the deadline", err, time.Since(began))
		}
	})
}

func TestSelect_endlessListingIsAnError(t *testing.T) {
	t.Parallel()
	for name, told := range map[string]int{"told": 1 << 40, "untold": 0} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pages := 0
			c := New(Options[item]{
				ID: func(it item) string { return it.ID },
				Pages: fetched(func(context.Context, int) (Page[item], error) {
					pages++
					return Page[item]{Items: []item{{ID: "1"}}, Pages: told}, nil
				}),
			})
			if _, err := c.Select(t.Context(), "2"); err == nil {
				t.Errorf("no error after %d pages", pages)
			}
			if pages > maxPages {
				t.Errorf("%d pages", pages)
			}
		})
	}
}

func TestSelect_disabled(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(30, 10)
		c := s.collection(func(o *Options[item]) { o.Disabled = true })
		choose(t, c, 5, "29", item{ID: "29"})
		choose(t, c, 1, "nowhere")
		s.check(t, 0, 18)
		s.sick = func(int) bool { return true }
		if _, err := c.Select(t.Context(), "1"); !errors.Is(err, errSick) {
			t.Errorf("got %v, want the listing's error", err)
		}
	})
}
