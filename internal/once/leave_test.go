package once

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// An object that another resource manages may stand under a key that it is about to give up, to a
// resource that is made in the same run.
func TestLeave(t *testing.T) {
	t.Parallel()
	old := entry{ID: "x", Key: "a", Text: "ten", Parts: 2}
	for name, test := range map[string]struct {
		over  func(s *service, b *Book[entry]) // what becomes of the object
		check func(t *testing.T, got Result[entry], err error)
		posts int
	}{
		"renamed": {func(s *service, b *Book[entry]) {
			s.rename("x", "b")
			b.Updated(entry{ID: "x", Key: "b", Text: "ten", Parts: 2})
		}, posted, 1},
		"deleted": {func(s *service, b *Book[entry]) {
			s.delete("x")
			b.Deleted("x")
		}, posted, 1},
		"change failed": {func(*service, *Book[entry]) {}, func(t *testing.T, _ Result[entry], err error) {
			t.Helper()
			if c, ok := errors.AsType[*ConflictError](err); !ok || !c.Managed {
				t.Errorf("got %v, want a conflict with a managed object", err)
			}
		}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService()
				s.add(old)
				b := s.book()
				done, ok := b.Leave("x")
				if !ok {
					t.Fatal("nobody has adopted it")
				}
				var got Result[entry]
				var err error
				ended := make(chan struct{})
				go func() {
					got, err = b.Create(t.Context(), s.ask("a", "ten"))
					close(ended)
				}()
				synctest.Wait()
				select {
				case <-ended:
					t.Fatalf("Create did not wait: %+v, %v", got, err)
				default:
				}
				time.Sleep(time.Second)
				test.over(s, b)
				done()
				<-ended
				test.check(t, got, err)
				if s.posted() != test.posts {
					t.Errorf("%d POSTs, want %d", s.posted(), test.posts)
				}
			})
		})
	}
}

func posted(t *testing.T, got Result[entry], err error) {
	t.Helper()
	if err != nil || got.Outcome != Posted {
		t.Errorf("got %+v, %v; want it posted", got, err)
	}
}

func TestLeave_notWhatWasAdopted(t *testing.T) {
	t.Parallel()
	s := newService()
	s.add(entry{ID: "x", Key: "a", Text: "ten", Parts: 2})
	b := s.book()
	if got, err := b.Create(t.Context(), s.ask("a", "ten")); err != nil || got.Outcome != Adopted {
		t.Fatalf("got %+v, %v", got, err)
	}
	if _, ok := b.Leave("x"); ok {
		t.Error("an adopted object may be changed by whom it belonged to")
	}
	if done, ok := b.Leave("y"); !ok {
		t.Error("nobody has adopted y")
	} else {
		done()
	}
}

func TestLeave_waitEndsWithTheContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService()
		s.add(entry{ID: "x", Key: "a", Text: "ten", Parts: 2})
		b := s.book()
		first, _ := b.Leave("x")
		second, _ := b.Leave("x")
		first()
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if _, err := b.Create(ctx, s.ask("a", "ten")); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
		second()
		if s.posted() != 0 {
			t.Errorf("%d POSTs", s.posted())
		}
	})
}
