package object

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/collection"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
)

var (
	errNotFound = errors.New("not found")
	errLost     = errors.New("connection lost")
)

type thing struct{ ID, Name, Text string }

// shop is a model of a service with one collection of things.
type shop struct {
	mu       sync.Mutex
	things   []thing
	parent   error
	post     error // after the effect
	requests []string
}

func (s *shop) note(format string, args ...any) func() {
	s.mu.Lock()
	s.requests = append(s.requests, fmt.Sprintf(format, args...))
	return s.mu.Unlock
}

func (s *shop) at(id string) int {
	return slices.IndexFunc(s.things, func(t thing) bool { return t.ID == id })
}

func (s *shop) objects() *Objects[thing] { return s.objectsOf(&collection.Writes{}) }

func (s *shop) objectsOf(writes *collection.Writes) *Objects[thing] {
	return New(Run{
		Writes:    writes,
		Ambiguous: func(err error) bool { return errors.Is(err, errLost) },
		NotFound:  func(err error) bool { return errors.Is(err, errNotFound) },
	}, Kind[thing]{
		ID:  func(t thing) string { return t.ID },
		Key: func(t thing) string { return once.Key(t.Name) },
		Pages: func() collection.Fetch[thing] {
			return func(_ context.Context, page int) (collection.Page[thing], error) {
				defer s.note("list %d", page)()
				from, to := min(2*(page-1), len(s.things)), min(2*page, len(s.things))
				return collection.Page[thing]{Items: slices.Clone(s.things[from:to]), Pages: (len(s.things) + 1) / 2}, nil
			}
		},
		Get: func(_ context.Context, id string) (thing, error) {
			defer s.note("get %s", id)()
			if i := s.at(id); i >= 0 {
				return s.things[i], nil
			}
			return thing{}, errNotFound
		},
		Post: func(_ context.Context, asked thing) (thing, error) {
			defer s.note("post %s", asked.Name)()
			asked.ID = fmt.Sprintf("id-%d", len(s.things)+1)
			s.things = append(s.things, asked)
			return asked, s.post
		},
		Put: func(_ context.Context, asked thing) (thing, error) {
			defer s.note("put %s", asked.ID)()
			s.things[s.at(asked.ID)] = asked
			return asked, nil
		},
		Delete: func(_ context.Context, id string) error {
			defer s.note("delete %s", id)()
			i := s.at(id)
			if i < 0 {
				return errNotFound
			}
			s.things = slices.Delete(s.things, i, i+1)
			return nil
		},
		Differences: func(asked, found thing) []string {
			if asked.Text == found.Text {
				return nil
			}
			return []string{"text is " + found.Text}
		},
		Describe: func(t thing) string { return t.Text },
		Parent:   func(context.Context) error { return s.parent },
	})
}

func (s *shop) check(t *testing.T, want ...string) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if diff := cmp.Diff(want, s.requests); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
	s.requests = nil
}

func TestObjects_life(t *testing.T) {
	t.Parallel()
	s := &shop{}
	o, ctx := s.objects(), t.Context()
	made, err := o.Create(ctx, thing{Name: "a", Text: "ten"})
	if err != nil || made.Outcome != once.Posted || made.Object.ID != "id-1" {
		t.Fatalf("got %+v, %v", made, err)
	}
	s.check(t, "list 1", "post a")
	if changed, err := o.Update(ctx, thing{ID: "id-1", Name: "b", Text: "ten"}, true); err != nil || changed.Name != "b" {
		t.Fatalf("got %+v, %v", changed, err)
	}
	s.check(t, "put id-1")
	for name, read := range map[string]func(context.Context, string) (thing, error){"Get": o.Get, "Read": o.Read} {
		if got, err := read(ctx, "id-1"); err != nil || got.Name != "b" {
			t.Errorf("%s: got %+v, %v", name, got, err)
		}
	}
	if err := o.Delete(ctx, "id-1"); err != nil {
		t.Fatal(err)
	}
	if err := o.Delete(ctx, "id-1"); err != nil {
		t.Errorf("what is gone is what a deletion wants: %v", err)
	}
}

func TestObjects_createIsExactlyOnce(t *testing.T) {
	t.Parallel()
	s := &shop{post: errLost}
	got, err := s.objects().Create(t.Context(), thing{Name: "a", Text: "ten"})
	if err != nil || got.Outcome != once.Settled {
		t.Errorf("got %+v, %v; want it found", got, err)
	}
	s.check(t, "list 1", "post a", "list 1")
	again, err := s.objects().Create(t.Context(), thing{Name: "a", Text: "ten"})
	if err != nil || again.Outcome != once.Adopted {
		t.Errorf("got %+v, %v; want it adopted", again, err)
	}
	s.check(t, "list 1")
	_, err = s.objects().Create(t.Context(), thing{Name: "a", Text: "twenty"})
	conflict, ok := errors.AsType[*once.ConflictError](err)
	if !ok || !IsNameTaken(err) {
		t.Fatalf("got %v", err)
	}
	if diff := cmp.Diff([]once.Found{{ID: "id-1", Text: "ten"}}, conflict.Found); diff != "" {
		t.Error(diff)
	}
}

func TestObjects_adoptedIsNotChangedByItsPredecessor(t *testing.T) {
	t.Parallel()
	s := &shop{things: []thing{{"x", "a", "ten"}}}
	o := s.objects()
	if got, err := o.Create(t.Context(), thing{Name: "a", Text: "ten"}); err != nil || got.Outcome != once.Adopted {
		t.Fatalf("got %+v, %v", got, err)
	}
	s.check(t, "list 1")
	if err := o.Delete(t.Context(), "x"); !errors.Is(err, ErrAdopted) {
		t.Errorf("got %v", err)
	}
	if _, err := o.Update(t.Context(), thing{ID: "x"}, false); !errors.Is(err, ErrAdopted) {
		t.Errorf("got %v", err)
	}
	s.check(t)
}

func TestObjects_nameIsTaken(t *testing.T) {
	t.Parallel()
	s := &shop{things: []thing{{"x", "a", ""}, {"y", "b", ""}}}
	_, err := s.objects().Update(t.Context(), thing{ID: "x", Name: "b"}, true)
	if !IsNameTaken(err) {
		t.Errorf("got %v", err)
	}
	s.check(t, "list 1")
}

// "Not found" counts only where the parent of the object is found, or an organization that is out
// of sight would take all of its objects out of the state.
func TestObjects_notFoundIsConfirmedByTheParent(t *testing.T) {
	t.Parallel()
	sick := errors.New("parent not available")
	for name, tt := range map[string]struct {
		parent error
		want   error // nil: not found
	}{
		"there":         {nil, nil},
		"not found":     {errNotFound, &UnconfirmedError{}},
		"not available": {sick, sick},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &shop{parent: tt.parent}
			o := s.objects()
			_, get := o.Get(t.Context(), "x")
			_, read := o.Read(t.Context(), "x")
			for _, err := range []error{get, read, o.Delete(t.Context(), "x")} {
				_, unconfirmed := errors.AsType[*UnconfirmedError](err)
				if tt.want != nil && errors.Is(err, errNotFound) || unconfirmed != (name == "not found") {
					t.Errorf("got %v", err)
				}
			}
			if gone := errors.Is(get, errNotFound); gone != (tt.want == nil) {
				t.Errorf("got %v", get)
			}
		})
	}
}

func TestObjects_allStopsWithItsCaller(t *testing.T) {
	t.Parallel()
	s := &shop{things: []thing{{ID: "1"}, {ID: "2"}, {ID: "3"}, {ID: "4"}}}
	for got, err := range s.objects().All(t.Context()) {
		if err != nil || got.ID != "1" {
			t.Errorf("got %+v, %v", got, err)
		}
		break
	}
	s.check(t, "list 1")
	if all, err := s.objects().List(t.Context()); err != nil || len(all) != 4 {
		t.Errorf("got %v, %v", all, err)
	}
}

func TestObjects_notOffered(t *testing.T) {
	t.Parallel()
	o := New(Run{}, Kind[thing]{ID: func(t thing) string { return t.ID }})
	if _, err := o.Update(t.Context(), thing{}, false); !errors.Is(err, ErrNotOffered) {
		t.Errorf("got %v", err)
	}
	if err := o.Delete(t.Context(), "x"); !errors.Is(err, ErrNotOffered) {
		t.Errorf("got %v", err)
	}
}

func TestScoped_oneHandlePerScope(t *testing.T) {
	t.Parallel()
	shops := map[string]*shop{"x": {things: []thing{{ID: "1"}, {ID: "2"}}}, "y": {things: []thing{{ID: "1"}, {ID: "2"}}}}
	var writes collection.Writes
	scoped := NewScoped(func(scope string) *Objects[thing] { return shops[scope].objectsOf(&writes) })
	if first, again, other := scoped.In("x"), scoped.In("x"), scoped.In("y"); first != again || first == other {
		t.Error("each scope has one handle, and its own")
	}
	for range 5 {
		for scope := range shops {
			for _, id := range []string{"1", "2"} {
				if got, err := scoped.In(scope).Read(t.Context(), id); err != nil || got.ID != id {
					t.Errorf("%s: got %+v, %v", scope, got, err)
				}
			}
		}
	}
	for _, s := range shops {
		s.check(t, "get 1", "list 1")
	}
	// A write in one scope outdates the listings of all.
	writes.Record()
	for scope, s := range shops {
		if _, err := scoped.In(scope).Read(t.Context(), "1"); err != nil {
			t.Error(err)
		}
		s.check(t, "get 1")
	}
}

// A key is claimed within its scope: many who create it make one object in each.
func TestScoped_keysAreClaimedPerScope(t *testing.T) {
	t.Parallel()
	shops := map[string]*shop{"x": {}, "y": {}}
	scoped := NewScoped(func(scope string) *Objects[thing] { return shops[scope].objects() })
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() {
			for scope := range shops {
				if _, err := scoped.In(scope).Create(t.Context(), thing{Name: "a"}); err != nil && !IsDeclaredTwice(err) {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	for _, s := range shops {
		s.check(t, "list 1", "post a")
	}
}
