package once

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// TestLimits pins what the package comment says is not guaranteed. Each row ends with two objects
// under one key; a row that no longer does means that the promise has grown and the comment should
// say so.
func TestLimits(t *testing.T) {
	t.Parallel()
	for name, happens := range map[string]func(t *testing.T, s *service){
		"two runs without a common lock": func(t *testing.T, s *service) {
			s.onPost = func(int) weather { return weather{arrives: time.Second} }
			var group sync.WaitGroup
			for range 2 {
				group.Go(func() { mustPost(t, s, s.book()) })
			}
			group.Wait()
		},
		"a listing that hides the object of an earlier run": func(t *testing.T, s *service) {
			mustPost(t, s, s.book())
			s.onList = func(int) weather { return weather{lag: time.Minute} }
			time.Sleep(time.Second)
			mustPost(t, s, s.book())
		},
		"an effect after the next run has looked": func(t *testing.T, s *service) {
			s.onPost = forecast(weather{dropped: true, late: time.Hour})
			if _, err := s.book().Create(t.Context(), s.ask("a", "ten")); err == nil {
				t.Error("no error")
			}
			mustPost(t, s, s.book())
		},
		"an effect after a kill and after the next run has looked": func(t *testing.T, s *service) {
			s.onPost = forecast(weather{arrives: time.Second})
			var group sync.WaitGroup
			// The killed run: its request is on the way, and nobody is there to hear the answer.
			group.Go(func() { _, _ = s.book().Create(t.Context(), s.ask("a", "ten")) })
			synctest.Wait()
			mustPost(t, s, s.book())
			group.Wait()
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService()
				happens(t, s)
				if n := len(s.alive("a")); n != 2 {
					t.Errorf("%d objects, want 2", n)
				}
			})
		})
	}
	t.Run("a service that drops the key", func(t *testing.T) {
		t.Parallel()
		s := newService()
		s.onPost = func(int) weather { return weather{forgets: true} }
		for range 2 {
			if got := mustPost(t, s, s.book()); !got.Unmarked {
				t.Error("nobody was told")
			}
		}
		if n := len(s.alive("")); n != 2 {
			t.Errorf("%d objects, want 2", n)
		}
	})
}

func mustPost(t *testing.T, s *service, b *Book[entry]) Result[entry] {
	t.Helper()
	got, err := b.Create(t.Context(), s.ask("a", "ten"))
	if err != nil || got.Outcome != Posted {
		t.Errorf("got %+v, %v; want it posted", got, err)
	}
	return got
}
