package once

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
)

// A service that remembers requests may answer a POST with what an earlier one has made, which is
// renamed or deleted by now: that is never taken for a new object, and the key may be posted once
// more.
func TestCreate_replay(t *testing.T) {
	t.Parallel()
	renamed := entry{ID: "x", Key: "b", Text: "ten", Parts: 2}
	asMade := entry{ID: "x", Key: "a", Text: "ten", Parts: 2}
	replays := func(o *Options[entry]) { o.Replays = true }
	isReplay := func(t *testing.T, _ Result[entry], err error) {
		t.Helper()
		if replay, ok := errors.AsType[*ReplayError](err); !ok || replay.ID != "x" {
			t.Errorf("got %v, want a replay of x", err)
		}
	}
	for name, test := range map[string]struct {
		there []entry
		list  []weather
		with  func(*Options[entry])
		post  func(s *service, b *Book[entry]) (entry, error)
		check func(t *testing.T, got Result[entry], err error)
		again func(t *testing.T, got Result[entry], err error)
	}{
		"with the answer of then": {[]entry{renamed}, nil, replays, func(*service, *Book[entry]) (entry, error) { return asMade, nil }, isReplay, posted},
		"as it is by now":         {[]entry{renamed}, nil, replays, func(*service, *Book[entry]) (entry, error) { return renamed, nil }, isReplay, posted},
		"seen by the caller":      {nil, nil, nil, func(*service, *Book[entry]) (entry, error) { return entry{}, &ReplayError{ID: "x"} }, isReplay, posted},
		"of an object that another listing shows by then": {nil, nil, replays, func(s *service, b *Book[entry]) (entry, error) {
			s.add(asMade)
			_, err := b.listing.find(context.Background(), "other", true)
			return asMade, err
		}, posted, claimedBy("x")},
		"although something was made": {[]entry{renamed}, nil, replays, func(s *service, _ *Book[entry]) (entry, error) {
			s.add(entry{ID: "y", Key: "a", Text: "ten", Parts: 2})
			return asMade, nil
		}, func(t *testing.T, got Result[entry], err error) {
			t.Helper()
			if err != nil || got.Outcome != Settled || got.Object.ID != "y" {
				t.Errorf("got %+v, %v; want y", got, err)
			}
		}, claimedBy("y")},
		"and nobody can tell": {[]entry{renamed}, []weather{{}, {fails: true}, {}}, replays, func(*service, *Book[entry]) (entry, error) { return asMade, nil }, isUnsettled, isUnsettled},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService()
			s.onList = forecast(test.list...)
			for _, e := range test.there {
				s.add(e)
			}
			if test.with == nil {
				test.with = func(*Options[entry]) {}
			}
			b := s.book(test.with)
			ask := s.ask("a", "ten")
			ask.Post = func(context.Context) (entry, error) { return test.post(s, b) }
			got, err := b.Create(t.Context(), ask)
			test.check(t, got, err)
			got, err = b.Create(t.Context(), s.ask("a", "ten"))
			test.again(t, got, err)
		})
	}
}

func isUnsettled(t *testing.T, _ Result[entry], err error) {
	t.Helper()
	if _, ok := errors.AsType[*UnsettledError](err); !ok {
		t.Errorf("got %v, want an unsettled outcome", err)
	}
}

func claimedBy(id string) func(*testing.T, Result[entry], error) {
	return func(t *testing.T, _ Result[entry], err error) {
		t.Helper()
		if !errors.Is(err, ErrClaimed) || err.Error() != ErrClaimed.Error()+`: a, which is `+id {
			t.Errorf("got %v, want the key claimed by %s", err, id)
		}
	}
}

// A collection whose answers cannot be another request's takes what it is given: a ledger's
// transaction of the same request is the one that was asked for, although its listing may not show
// under which name.
func TestCreate_notEachRepetitionIsAReplay(t *testing.T) {
	t.Parallel()
	s := newService()
	s.add(entry{ID: "x", Text: "ten", Parts: 2})
	ask := s.ask("a", "ten")
	ask.Post = func(context.Context) (entry, error) { return entry{ID: "x", Text: "ten", Parts: 2}, nil }
	got, err := s.book().Create(t.Context(), ask)
	posted(t, got, err)
}

// A key that an update gives to an object is claimed like one that a create does.
func TestRename(t *testing.T) {
	t.Parallel()
	mine, other := entry{ID: "x", Key: "b", Text: "ten", Parts: 2}, entry{ID: "y", Key: "a", Text: "ten", Parts: 2}
	free := func(t *testing.T, err error) {
		t.Helper()
		if err != nil {
			t.Errorf("got %v", err)
		}
	}
	claimed := func(t *testing.T, err error) {
		t.Helper()
		if !errors.Is(err, ErrClaimed) {
			t.Errorf("got %v, want the key claimed", err)
		}
	}
	taken := func(t *testing.T, err error) {
		t.Helper()
		const want = `a exists already, but differs: it is y, not x`
		if err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	create := func(t *testing.T, s *service, b *Book[entry]) {
		t.Helper()
		got, err := b.Create(t.Context(), s.ask("a", "ten"))
		posted(t, got, err)
	}
	for name, test := range map[string]struct {
		there  []entry
		list   []weather
		before func(t *testing.T, s *service, b *Book[entry])
		want   func(*testing.T, error)
		create func(*testing.T, Result[entry], error) // of the new key afterwards
	}{
		"free":             {there: []entry{mine}, want: free, create: claimedBy("x")},
		"its own":          {there: []entry{{ID: "x", Key: "a", Text: "ten", Parts: 2}}, want: free, create: claimedBy("x")},
		"another's":        {there: []entry{mine, other}, want: taken, create: outcome(Adopted)},
		"look-up fails":    {there: []entry{mine}, list: []weather{{fails: true}}, want: isSick, create: posted},
		"made in this run": {there: []entry{mine}, before: create, want: claimed, create: claimedBy("id-2")},
		"being posted": {there: []entry{mine}, before: func(t *testing.T, s *service, b *Book[entry]) {
			t.Helper()
			s.onPost, b.options.Timeout = forecast(weather{lost: true}), 0
			got, err := b.Create(t.Context(), s.ask("a", "ten"))
			isUnsettled(t, got, err)
		}, want: claimed, create: isUnsettled},
		"another renamed to it": {there: []entry{mine, {ID: "z", Key: "c", Text: "ten", Parts: 2}}, before: func(t *testing.T, _ *service, b *Book[entry]) {
			t.Helper()
			free(t, rename(t.Context(), b, "z", "a"))
		}, want: claimed, create: claimedBy("z")},
		"twice the same": {there: []entry{mine}, before: func(t *testing.T, _ *service, b *Book[entry]) {
			t.Helper()
			free(t, rename(t.Context(), b, "x", "a"))
		}, want: free, create: claimedBy("x")},
		"deleted since": {there: []entry{mine}, before: func(t *testing.T, _ *service, b *Book[entry]) {
			t.Helper()
			free(t, rename(t.Context(), b, "z", "a"))
			b.Deleted("z")
		}, want: free, create: claimedBy("x")},
		"of what was adopted": {there: []entry{mine}, before: func(t *testing.T, s *service, b *Book[entry]) {
			t.Helper()
			got, err := b.Create(t.Context(), s.ask("b", "ten"))
			outcome(Adopted)(t, got, err)
		}, want: func(t *testing.T, err error) {
			t.Helper()
			if !errors.Is(err, errAdopted) {
				t.Errorf("got %v", err)
			}
		}, create: posted},
		"another's that was changed": {there: []entry{mine, other}, before: func(t *testing.T, _ *service, b *Book[entry]) {
			t.Helper()
			done, _ := b.Leave("y")
			done()
		}, want: func(t *testing.T, err error) {
			t.Helper()
			if c, ok := errors.AsType[*ConflictError](err); !ok || !c.Managed {
				t.Errorf("got %v, want a conflict with a managed object", err)
			}
		}, create: func(t *testing.T, _ Result[entry], err error) { t.Helper(); claimless(t, err) }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService()
			s.onList = forecast(test.list...)
			for _, e := range test.there {
				s.add(e)
			}
			b := s.book()
			if test.before != nil {
				test.before(t, s, b)
			}
			test.want(t, rename(t.Context(), b, "x", "a"))
			got, err := b.Create(t.Context(), s.ask("a", "ten"))
			test.create(t, got, err)
		})
	}
}

func outcome(want Outcome) func(*testing.T, Result[entry], error) {
	return func(t *testing.T, got Result[entry], err error) {
		t.Helper()
		if err != nil || got.Outcome != want {
			t.Errorf("got %+v, %v; want outcome %d", got, err, want)
		}
	}
}

func isSick(t *testing.T, err error) {
	t.Helper()
	if !errors.Is(err, errSick) {
		t.Errorf("got %v, want %v", err, errSick)
	}
}

func claimless(t *testing.T, err error) {
	t.Helper()
	if err == nil || errors.Is(err, ErrClaimed) {
		t.Errorf("got %v, want no claim of the key", err)
	}
}

// rename renames as an update does that is refused by the service in the end.
func rename(ctx context.Context, b *Book[entry], id, key string) error {
	done, ok := b.Leave(id)
	if !ok {
		return errAdopted
	}
	defer done()
	return b.Rename(ctx, id, key)
}

var errAdopted = errors.New("adopted")

// A rename does not wait for another one: it is refused, and so are those that swap their keys. A
// Create of the key that an object gives up waits for that.
func TestRename_doesNotWaitForAnother(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService()
		s.add(entry{ID: "x", Key: "b", Text: "ten", Parts: 2})
		s.add(entry{ID: "y", Key: "a", Text: "ten", Parts: 2})
		b := s.book()
		done, _ := b.Leave("y")
		if err := b.Rename(t.Context(), "y", "c"); err != nil {
			t.Fatal(err)
		}
		created := make(chan error, 1)
		go func() {
			got, err := b.Create(t.Context(), s.ask("a", "ten"))
			if err == nil && got.Outcome != Posted {
				err = fmt.Errorf("outcome %d", got.Outcome)
			}
			created <- err
		}()
		synctest.Wait()
		claimed := rename(t.Context(), b, "x", "a")
		if !errors.Is(claimed, ErrClaimed) {
			t.Errorf("got %v, want the key claimed by the Create that waits for it", claimed)
		}
		select {
		case err := <-created:
			t.Fatalf("a Create of the key given up did not wait: %v", err)
		default:
		}
		s.rename("y", "c")
		b.Updated(entry{ID: "y", Key: "c", Text: "ten", Parts: 2})
		done()
		if err := <-created; err != nil {
			t.Error(err)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		s := newService()
		s.add(entry{ID: "x", Key: "b", Text: "ten", Parts: 2})
		s.add(entry{ID: "y", Key: "a", Text: "ten", Parts: 2})
		b := s.book()
		done, _ := b.Leave("y")
		err := rename(t.Context(), b, "x", "a")
		if c, ok := errors.AsType[*ConflictError](err); !ok || !c.Managed {
			t.Errorf("got %v, want a conflict with a managed object", err)
		}
		s.rename("y", "c")
		b.Updated(entry{ID: "y", Key: "c", Text: "ten", Parts: 2})
		done()
		if err := rename(t.Context(), b, "x", "a"); err != nil {
			t.Errorf("after the other has left: %v", err)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		s := newService()
		s.add(entry{ID: "x", Key: "b", Text: "ten", Parts: 2})
		s.add(entry{ID: "y", Key: "a", Text: "ten", Parts: 2})
		b := s.book()
		ended := make(chan error)
		go func() { ended <- rename(t.Context(), b, "x", "a") }()
		go func() { ended <- rename(t.Context(), b, "y", "b") }()
		claimless(t, <-ended)
		claimless(t, <-ended)
	})
}
