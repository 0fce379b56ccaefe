package once

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// all runs n Creates of different keys at once and returns their errors.
func all(ctx context.Context, s *service, b *Book[entry], n int) []error {
	errs := make([]error, n)
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() {
			_, errs[i] = b.Create(ctx, s.ask(fmt.Sprint("key ", i), "ten"))
		})
	}
	group.Wait()
	return errs
}

func TestListing_oneForManyCreates(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService()
		s.onList = func(int) weather { return weather{arrives: time.Second} }
		s.onPost = func(int) weather { return weather{answers: time.Second} }
		if err := errors.Join(all(t.Context(), s, s.book(), 50)...); err != nil {
			t.Error(err)
		}
		if s.listed() != 1 || s.posted() != 50 {
			t.Errorf("%d listings, %d POSTs; want 1, 50", s.listed(), s.posted())
		}
	})
}

func TestListing_isSharedByThoseWhoSettle(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService()
		s.onList = func(int) weather { return weather{arrives: time.Second} }
		s.onPost = func(n int) weather { return weather{answers: time.Duration(n) * 10 * time.Millisecond, dropped: true} }
		if err := errors.Join(all(t.Context(), s, s.book(), 50)...); err != nil {
			t.Error(err)
		}
		// One before the POSTs, one begun by the first lost answer, one for all whose answers were
		// lost while it ran.
		if s.listed() != 3 {
			t.Errorf("%d listings, want 3", s.listed())
		}
	})
}

func TestListing_begunBeforeTheLostAnswerDoesNotCount(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService()
		// The second listing begins before the POST of b takes effect, and ends after its answer is
		// lost.
		s.onList = forecast(weather{}, weather{arrives: 10 * time.Second, lag: 10 * time.Second})
		s.onPost = forecast(weather{lost: true}, weather{answers: time.Second, dropped: true})
		b := s.book(func(o *Options[entry]) { o.Timeout = 0 })
		var group sync.WaitGroup
		group.Go(func() { _, _ = b.Create(t.Context(), s.ask("a", "ten")) })
		synctest.Wait()
		group.Go(func() {
			if got, err := b.Create(t.Context(), s.ask("b", "ten")); err != nil || got.Outcome != Settled {
				t.Errorf("got %+v, %v; want it found", got, err)
			}
		})
		group.Wait()
		if s.listed() != 3 {
			t.Errorf("%d listings, want 3", s.listed())
		}
	})
}

func TestListing_isNotKeptForever(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService()
		b := s.book()
		for i, test := range []struct {
			pause time.Duration
			lists int
		}{{0, 1}, {time.Minute, 1}, {1, 2}, {time.Minute, 2}} {
			time.Sleep(test.pause)
			if _, err := b.Create(t.Context(), s.ask(fmt.Sprint("key ", i), "ten")); err != nil {
				t.Fatal(err)
			}
			if s.listed() != test.lists {
				t.Errorf("step %d: %d listings, want %d", i, s.listed(), test.lists)
			}
		}
	})
}

func TestListing_errorIsNotKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService()
		s.onList = forecast(weather{arrives: time.Second, fails: true})
		b := s.book()
		for i, err := range all(t.Context(), s, b, 5) {
			if !errors.Is(err, errSick) {
				t.Errorf("%d: got %v, want the look-up's error", i, err)
			}
		}
		if err := errors.Join(all(t.Context(), s, b, 5)...); err != nil {
			t.Error(err)
		}
		if s.listed() != 2 || s.posted() != 5 {
			t.Errorf("%d listings, %d POSTs; want 2, 5", s.listed(), s.posted())
		}
	})
}

func TestListing_errorLeavesTheOlderListing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService()
		s.onList = forecast(weather{}, weather{fails: true}, weather{fails: true})
		s.onPost = forecast(weather{lost: true})
		b := s.book(func(o *Options[entry]) { o.Timeout = 0 })
		if _, err := b.Create(t.Context(), s.ask("a", "ten")); !errors.Is(err, errSick) {
			t.Fatal(err)
		}
		if got, err := b.Create(t.Context(), s.ask("b", "ten")); err != nil || got.Outcome != Posted {
			t.Errorf("got %+v, %v; want it posted", got, err)
		}
		if s.listed() != 2 {
			t.Errorf("%d listings, want 2", s.listed())
		}
	})
}

func TestListing_cancellationOfOneDoesNotFailTheOthers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService()
		s.onList = forecast(weather{arrives: time.Minute})
		b := s.book()
		ctx, cancel := context.WithCancel(t.Context())
		var group sync.WaitGroup
		group.Go(func() {
			if _, err := b.Create(ctx, s.ask("first", "ten")); !errors.Is(err, context.Canceled) {
				t.Errorf("got %v, want a cancellation", err)
			}
		})
		synctest.Wait()
		group.Go(func() {
			if _, err := b.Create(t.Context(), s.ask("second", "ten")); err != nil {
				t.Error(err)
			}
		})
		synctest.Wait()
		cancel()
		group.Wait()
		if s.listed() != 1 {
			t.Errorf("%d listings, want 1", s.listed())
		}
	})
}

func TestListing_endsWhenNobodyWaits(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		s := newService()
		ended := make(chan time.Duration, 1)
		b := s.book(func(o *Options[entry]) {
			o.List = func(ctx context.Context) ([]entry, error) {
				if s.listed() > 0 {
					return s.list(ctx)
				}
				_, _ = s.list(ctx)
				<-ctx.Done()
				ended <- time.Since(began)
				return []entry{{ID: "x", Key: "b", Text: "ten", Parts: 2}}, nil
			}
		})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := b.Create(ctx, s.ask("a", "ten")); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v, want the deadline", err)
		}
		// The next one asks for a listing of its own and never sees what the abandoned one brings.
		if got, err := b.Create(t.Context(), s.ask("b", "ten")); err != nil || got.Outcome != Posted {
			t.Errorf("got %+v, %v; want it posted", got, err)
		}
		if took := <-ended; took != time.Second {
			t.Errorf("the listing ended after %v, want 1s", took)
		}
	})
}

// A listing that nobody waited for any more knows nothing of what this run has done since.
func TestListing_abandonedDoesNotReplaceItsSuccessor(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService()
		s.add(entry{ID: "x", Key: "b", Text: "ten", Parts: 2})
		b := s.book(func(o *Options[entry]) {
			o.List = func(ctx context.Context) ([]entry, error) {
				listed, err := s.list(ctx)
				if s.listed() == 1 {
					time.Sleep(time.Minute)
				}
				return listed, err
			}
		})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := b.Create(ctx, s.ask("a", "ten")); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v, want the deadline", err)
		}
		if _, err := b.Create(t.Context(), s.ask("a", "ten")); err != nil {
			t.Error(err)
		}
		s.delete("x")
		b.Deleted("x")
		time.Sleep(59500 * time.Millisecond) // the first has ended, the second is young enough
		if got, err := b.Create(t.Context(), s.ask("b", "ten")); err != nil || got.Outcome != Posted {
			t.Errorf("got %+v, %v; want it posted", got, err)
		}
		if s.listed() != 2 {
			t.Errorf("%d listings, want 2", s.listed())
		}
	})
}

func TestListing_keepsTheValuesOfTheContext(t *testing.T) {
	t.Parallel()
	type name struct{}
	var got any
	s := newService()
	b := s.book(func(o *Options[entry]) {
		o.List = func(ctx context.Context) ([]entry, error) {
			got = ctx.Value(name{})
			return nil, nil
		}
	})
	if _, err := b.Create(context.WithValue(t.Context(), name{}, "logger"), s.ask("a", "ten")); err != nil {
		t.Fatal(err)
	}
	if got != "logger" {
		t.Errorf("got %v", got)
	}
}

// What this run does while a listing is under way may or may not be in its answer.
func TestListing_includesWhatHappenedWhileItWasUnderWay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService()
		s.add(entry{ID: "x", Key: "gone", Text: "ten", Parts: 2})
		s.add(entry{ID: "y", Key: "old", Text: "ten", Parts: 2})
		b := s.book()
		if _, err := b.Create(t.Context(), s.ask("first", "ten")); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Hour)

		s.onList = func(int) weather { return weather{arrives: time.Minute, lag: time.Minute} }
		var group sync.WaitGroup
		group.Go(func() { _, _ = b.Create(t.Context(), s.ask("second", "ten")) })
		synctest.Wait()
		b.Updated(entry{ID: "y", Key: "new", Text: "ten", Parts: 2})
		b.Deleted("x")
		group.Wait()

		for key, want := range map[string]Outcome{"gone": Posted, "old": Posted, "new": Adopted} {
			if got, err := b.Create(t.Context(), s.ask(key, "ten")); err != nil || got.Outcome != want {
				t.Errorf("%s: got %+v, %v; want outcome %v", key, got, err, want)
			}
		}
		if s.listed() != 2 {
			t.Errorf("%d listings, want 2", s.listed())
		}

		// What happened then is no news to a later listing.
		s.onList = forecast()
		s.delete("y")
		s.add(entry{ID: "y", Key: "renamed in the console", Text: "ten", Parts: 2})
		time.Sleep(time.Hour)
		if got, err := b.Create(t.Context(), s.ask("renamed in the console", "ten")); err != nil || got.Outcome != Adopted {
			t.Errorf("got %+v, %v; want it adopted", got, err)
		}
	})
}

func TestSnapshot_callersCannotChangeIt(t *testing.T) {
	t.Parallel()
	s := newService()
	b := s.book()
	s.add(entry{ID: "x", Key: "a", Text: "ten", Parts: 2})
	for range 2 {
		found, err := b.listing.find(t.Context(), "a", false)
		if err != nil || len(found) != 1 || found[0].ID != "x" {
			t.Fatalf("got %v, %v", found, err)
		}
		found[0].ID = "changed"
	}
}

func TestSnapshot_keepsWhatIsLeftUnderAKey(t *testing.T) {
	t.Parallel()
	s := newService()
	for _, id := range []string{"x", "y", "z"} {
		s.add(entry{ID: id, Key: "a", Text: "ten", Parts: 2})
	}
	b := s.book()
	if _, err := b.listing.find(t.Context(), "a", false); err != nil {
		t.Fatal(err)
	}
	b.Deleted("x")
	b.Updated(entry{ID: "y"})
	b.Deleted("unknown")
	if got, err := b.Create(t.Context(), s.ask("a", "ten")); err != nil || got.Object.ID != "z" {
		t.Errorf("got %+v, %v; want z adopted", got, err)
	}
}
