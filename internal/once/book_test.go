package once

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestCreate_rules has one row per rule about what one Create does, what it may send, and what
// stays behind.
func TestCreate_rules(t *testing.T) {
	t.Parallel()
	const key, text = "a", "ten"
	conflict := func(posted bool, found int) func(error) string {
		return func(err error) string {
			c, ok := errors.AsType[*ConflictError](err)
			if !ok || c.Key != key || len(c.Found) != found || c.Posted != posted {
				return fmt.Sprintf("want a conflict over %d objects, posted %v", found, posted)
			}
			return ""
		}
	}
	is := func(targets ...error) func(error) string {
		return func(err error) string {
			for _, target := range targets {
				if !errors.Is(err, target) {
					return fmt.Sprintf("want an error that is %v", target)
				}
			}
			return ""
		}
	}
	unsettled := func(targets ...error) func(error) string {
		return func(err error) string {
			if u, ok := errors.AsType[*UnsettledError](err); !ok || u.Key != key || !errors.Is(u, u.Post) {
				return "want an unsettled outcome"
			}
			return is(targets...)(err)
		}
	}
	lost, dropped := weather{lost: true}, weather{dropped: true}

	for name, test := range map[string]struct {
		there   []entry
		post    []weather
		list    []weather
		options func(*Options[entry])

		want       Outcome
		incomplete bool
		unmarked   bool
		wantErr    func(error) string
		posts      int
		lists      int           // 0: not checked
		takes      time.Duration // -1: not checked
	}{
		"absent is posted": {want: Posted, posts: 1, lists: 1},
		"others are passed over": {
			there: []entry{{ID: "x", Key: "b", Text: text, Parts: 2}, {ID: "y", Text: text, Parts: 2}},
			want:  Posted, posts: 1, lists: 1,
		},
		"one and identical is adopted": {
			there: []entry{{ID: "x", Key: key, Text: text, Parts: 2}},
			want:  Adopted, lists: 1,
		},
		"the same object listed twice is one": {
			there: []entry{{ID: "x", Key: key, Text: text, Parts: 2}, {ID: "x", Key: key, Text: text, Parts: 2}},
			want:  Adopted, lists: 1,
		},
		"one and different is a conflict": {
			there:   []entry{{ID: "x", Key: key, Text: "eleven", Parts: 2}},
			wantErr: conflict(false, 1), lists: 1,
		},
		"several are a conflict, however identical": {
			there:   []entry{{ID: "x", Key: key, Text: text, Parts: 2}, {ID: "y", Key: key, Text: text, Parts: 2}},
			wantErr: conflict(false, 2), lists: 1,
		},
		"a spent key is refused": {
			there:   []entry{{ID: "x", Key: key, Text: "void", Parts: 2}},
			wantErr: is(errSpent), lists: 1,
		},
		"a look-up that fails sends nothing": {
			list:    []weather{{fails: true}},
			wantErr: is(errSick), lists: 1,
		},
		"a refusal is the answer": {
			post:    []weather{{refused: true}},
			wantErr: is(errRefused), posts: 1, lists: 1,
		},

		"an answer lost after the effect is looked up": {
			post: []weather{dropped},
			want: Settled, posts: 1, lists: 2,
		},
		"a success without an id is looked up": {
			post: []weather{{noID: true}},
			want: Settled, posts: 1, lists: 2,
		},
		"a late effect is waited for": {
			post: []weather{{dropped: true, late: 2 * time.Second}},
			want: Settled, posts: 1, takes: 3750 * time.Millisecond,
		},
		"an effect at the last moment is seen": {
			post: []weather{{dropped: true, late: settleTimeout}},
			want: Settled, posts: 1, takes: settleTimeout,
		},
		"a lagging listing is waited for": {
			post: []weather{dropped}, list: []weather{{}, {lag: time.Hour}, {lag: time.Hour}},
			want: Settled, posts: 1, lists: 4, takes: 750 * time.Millisecond,
		},
		"a look-up that fails after the POST is repeated": {
			post: []weather{dropped}, list: []weather{{}, {fails: true}, {fails: true}},
			want: Settled, posts: 1, lists: 4, takes: 750 * time.Millisecond,
		},
		"a request lost before the effect ends unsettled": {
			post:    []weather{lost},
			wantErr: unsettled(errLost), posts: 1, takes: settleTimeout,
		},
		"an effect after the timeout ends unsettled": {
			post:    []weather{{dropped: true, late: settleTimeout + 1}},
			wantErr: unsettled(errLost), posts: 1, takes: settleTimeout,
		},
		"look-ups that fail to the end say so": {
			post: []weather{dropped}, list: append([]weather{{}}, repeat(100, weather{fails: true})...),
			wantErr: unsettled(errLost, errSick), posts: 1, takes: settleTimeout,
		},
		"without a settle timeout there is one look-up": {
			post: []weather{lost}, options: func(o *Options[entry]) { o.Timeout = 0 },
			wantErr: unsettled(errLost), posts: 1, lists: 2,
		},

		"half an answer is waited out": {
			post: []weather{{half: 2 * time.Second}},
			want: Posted, posts: 1, takes: 3750 * time.Millisecond,
		},
		"half an answer has to do in the end": {
			post: []weather{{half: time.Hour}},
			want: Posted, incomplete: true, posts: 1, takes: settleTimeout,
		},
		"half an answer has to do when look-ups fail": {
			post: []weather{{half: time.Second}}, list: append([]weather{{}}, repeat(100, weather{fails: true})...),
			want: Posted, incomplete: true, posts: 1, takes: settleTimeout,
		},
		"half an answer is whole if nobody says what whole is": {
			post: []weather{{half: time.Hour}}, options: func(o *Options[entry]) { o.Complete = nil },
			want: Posted, posts: 1, lists: 1,
		},
		"half an object after a lost answer is waited out": {
			post: []weather{{dropped: true, half: time.Second}},
			want: Settled, posts: 1, takes: 1750 * time.Millisecond,
		},
		"half an object after a lost answer has to do in the end": {
			post: []weather{{dropped: true, half: time.Hour}},
			want: Settled, incomplete: true, posts: 1, takes: settleTimeout,
		},
		"half an object that was there is adopted, never mended": {
			there: []entry{{ID: "x", Key: key, Text: text, Parts: 1}},
			want:  Adopted, incomplete: true, takes: settleTimeout,
		},
		"half an object that differs is a conflict": {
			there:   []entry{{ID: "x", Key: key, Text: "eleven", Parts: 1}},
			wantErr: conflict(false, 1), takes: settleTimeout,
		},

		"a key kept but not answered is looked up once": {
			post: []weather{{mute: true}},
			want: Posted, posts: 1, lists: 2,
		},
		"a key dropped by the service is reported": {
			post: []weather{{forgets: true}},
			want: Posted, unmarked: true, posts: 1, lists: 2,
		},
		"a key not answered and not to be looked up is reported": {
			post: []weather{{mute: true}}, list: []weather{{}, {fails: true}},
			want: Posted, unmarked: true, posts: 1, lists: 2,
		},
		"half an answer without a key is not waited out": {
			post: []weather{{forgets: true, half: time.Second}},
			want: Posted, unmarked: true, incomplete: true, posts: 1, lists: 2,
		},
		"a lost answer about a key dropped by the service ends unsettled": {
			post:    []weather{{forgets: true, dropped: true}},
			wantErr: unsettled(errLost), posts: 1, takes: settleTimeout,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService()
				for _, e := range test.there {
					s.add(e)
				}
				s.onPost, s.onList = forecast(test.post...), forecast(test.list...)
				options := test.options
				if options == nil {
					options = func(*Options[entry]) {}
				}
				began := time.Now()
				got, err := s.book(options).Create(t.Context(), s.ask(key, text))

				if test.wantErr != nil {
					if err == nil {
						t.Fatalf("no error; got %+v", got)
					}
					if complaint := test.wantErr(err); complaint != "" {
						t.Errorf("%s; got %v", complaint, err)
					}
				} else if err != nil {
					t.Fatal(err)
				} else {
					if got.Object.ID == "" || got.Object.Text != text {
						t.Errorf("object: %+v", got.Object)
					}
					want := Result[entry]{Object: got.Object, Outcome: test.want, Incomplete: test.incomplete, Unmarked: test.unmarked}
					if diff := cmp.Diff(want, got); diff != "" {
						t.Error(diff)
					}
				}
				if s.posted() != test.posts {
					t.Errorf("%d POSTs, want %d", s.posted(), test.posts)
				}
				if test.lists != 0 && s.listed() != test.lists {
					t.Errorf("%d listings, want %d", s.listed(), test.lists)
				}
				if took := time.Since(began); took != test.takes {
					t.Errorf("took %v, want %v", took, test.takes)
				}
			})
		})
	}
}

func TestCreate_differenceAfterLostAnswerIsConflictAndBurnsTheKey(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService()
		s.onPost = forecast(weather{lost: true})
		b := s.book()
		r := s.ask("a", "ten")
		post := r.Post
		r.Post = func(ctx context.Context) (entry, error) {
			defer s.add(entry{ID: "theirs", Key: "a", Text: "eleven", Parts: 2})
			return post(ctx)
		}
		_, err := b.Create(t.Context(), r)
		c, ok := errors.AsType[*ConflictError](err)
		if !ok || !c.Posted || len(c.Differences) != 1 {
			t.Fatalf("got %v, want a conflict that says something was posted", err)
		}
		s.add(entry{ID: "another", Key: "a", Text: "ten", Parts: 2})
		_, err = b.Create(t.Context(), r)
		if c, ok := errors.AsType[*ConflictError](err); !ok || !c.Posted || len(c.Found) != 2 {
			t.Errorf("got %v, want a conflict over two that says something was posted", err)
		}
		s.delete("theirs")
		s.delete("another")
		if _, err := b.Create(t.Context(), r); !errors.Is(err, errLost) {
			t.Errorf("got %v, want the outcome still unknown", err)
		}
		if s.posted() != 1 {
			t.Errorf("%d POSTs, want 1", s.posted())
		}
	})
}

func TestCreate_secondOfAKeyIsRefused(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		there []entry
		post  []weather
	}{
		"after posting":  {},
		"after settling": {post: []weather{{dropped: true}}},
		"after adopting": {there: []entry{{ID: "x", Key: "a", Text: "ten", Parts: 2}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService()
				for _, e := range test.there {
					s.add(e)
				}
				s.onPost = forecast(test.post...)
				b := s.book()
				if _, err := b.Create(t.Context(), s.ask("a", "ten")); err != nil {
					t.Fatal(err)
				}
				lists, posts := s.listed(), s.posted()
				_, err := b.Create(t.Context(), s.ask("a", "ten"))
				if !errors.Is(err, ErrClaimed) || !strings.Contains(err.Error(), "a") {
					t.Errorf("got %v, want the key claimed", err)
				}
				if s.listed() != lists || s.posted() != posts {
					t.Error("something was sent")
				}
			})
		})
	}
}

func TestCreate_secondOfAKeyIsRefusedWhileTheFirstIsUnderWay(t *testing.T) {
	t.Parallel()
	for _, first := range []weather{{answers: time.Second}, {answers: time.Second, refused: true}, {lost: true}} {
		synctest.Test(t, func(t *testing.T) {
			s := newService()
			s.onPost = forecast(first)
			b := s.book()
			done := make(chan struct{})
			go func() {
				defer close(done)
				_, _ = b.Create(t.Context(), s.ask("a", "ten"))
			}()
			synctest.Wait()
			began := time.Now()
			if _, err := b.Create(t.Context(), s.ask("a", "ten")); !errors.Is(err, ErrClaimed) {
				t.Errorf("%+v: got %v, want the key claimed", first, err)
			}
			if time.Since(began) != 0 {
				t.Errorf("%+v: waited for the first", first)
			}
			<-done
			if s.posted() != 1 {
				t.Errorf("%+v: %d POSTs, want 1", first, s.posted())
			}
		})
	}
}

func TestCreate_manyOfAKeyAtOnceMakeOne(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService()
		s.onList = func(int) weather { return weather{arrives: time.Second} }
		b := s.book()
		var group sync.WaitGroup
		var mu sync.Mutex
		made, claimed := 0, 0
		for range 50 {
			group.Go(func() {
				_, err := b.Create(t.Context(), s.ask("a", "ten"))
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err == nil:
					made++
				case errors.Is(err, ErrClaimed):
					claimed++
				}
			})
		}
		group.Wait()
		if made != 1 || claimed != 49 || s.posted() != 1 {
			t.Errorf("made %d, claimed %d, POSTs %d; want 1, 49, 1", made, claimed, s.posted())
		}
	})
}

func TestCreate_claimIsReleasedWhenNothingWasPosted(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		arrange func(*service)
		mend    func(*service)
	}{
		"refused":       {arrange: func(s *service) { s.onPost = forecast(weather{refused: true}) }},
		"not looked up": {arrange: func(s *service) { s.onList = forecast(weather{fails: true}) }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService()
			test.arrange(s)
			b := s.book()
			if _, err := b.Create(t.Context(), s.ask("a", "ten")); err == nil {
				t.Fatal("no error")
			}
			if got, err := b.Create(t.Context(), s.ask("a", "ten")); err != nil || got.Outcome != Posted {
				t.Errorf("got %+v, %v; want it posted", got, err)
			}
		})
	}
	t.Run("different", func(t *testing.T) {
		t.Parallel()
		s := newService()
		s.add(entry{ID: "x", Key: "a", Text: "eleven", Parts: 2})
		b := s.book()
		if _, err := b.Create(t.Context(), s.ask("a", "ten")); err == nil {
			t.Fatal("no error")
		}
		if got, err := b.Create(t.Context(), s.ask("a", "eleven")); err != nil || got.Outcome != Adopted {
			t.Errorf("got %+v, %v; want it adopted", got, err)
		}
	})
}

func TestCreate_burnedKeyIsNeverPostedAgainInTheRun(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService()
		s.onPost = forecast(weather{dropped: true, late: 2 * settleTimeout})
		s.onList = forecast(append(make([]weather, 12), weather{fails: true})...)
		b := s.book()
		_, first := b.Create(t.Context(), s.ask("a", "ten"))
		if _, ok := errors.AsType[*UnsettledError](first); !ok {
			t.Fatalf("got %v, want the outcome unknown", first)
		}
		if s.listed() != 12 {
			t.Fatalf("%d listings; the weather of this test is made for 12", s.listed())
		}
		if _, err := b.Create(t.Context(), s.ask("a", "ten")); !errors.Is(err, errSick) {
			t.Errorf("got %v, want the look-up's error", err)
		}
		if _, err := b.Create(t.Context(), s.ask("a", "ten")); !errors.Is(err, first) {
			t.Errorf("got %v, want the same error as before", err)
		}
		time.Sleep(2 * settleTimeout)
		got, err := b.Create(t.Context(), s.ask("a", "ten"))
		if err != nil || got.Outcome != Settled {
			t.Errorf("got %+v, %v; want it found", got, err)
		}
		if _, err := b.Create(t.Context(), s.ask("a", "ten")); !errors.Is(err, ErrClaimed) {
			t.Errorf("got %v, want the key claimed", err)
		}
		if s.posted() != 1 || b.Adopted(got.Object.ID) {
			t.Errorf("%d POSTs, adopted %v; want 1 and an object of our own", s.posted(), b.Adopted(got.Object.ID))
		}
	})
}

func TestCreate_nextRunDecides(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		first weather
		want  Outcome
	}{
		"lost before the effect": {weather{lost: true}, Posted},
		"lost after the effect":  {weather{dropped: true, late: settleTimeout + 1}, Adopted},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService()
				s.onPost = forecast(test.first)
				if _, err := s.book().Create(t.Context(), s.ask("a", "ten")); err == nil {
					t.Fatal("no error")
				}
				time.Sleep(time.Second)
				got, err := s.book().Create(t.Context(), s.ask("a", "ten"))
				if err != nil || got.Outcome != test.want {
					t.Errorf("got %+v, %v; want outcome %v", got, err, test.want)
				}
				if n := len(s.alive("a")); n != 1 {
					t.Errorf("%d objects, want 1", n)
				}
			})
		})
	}
}

func TestCreate_panicInPostKeepsTheClaim(t *testing.T) {
	t.Parallel()
	s := newService()
	s.onPost = forecast(weather{panics: true})
	b := s.book()
	func() {
		defer func() { _ = recover() }()
		_, _ = b.Create(t.Context(), s.ask("a", "ten"))
		t.Error("the panic was swallowed")
	}()
	if _, err := b.Create(t.Context(), s.ask("a", "ten")); !errors.Is(err, ErrClaimed) {
		t.Errorf("got %v, want the key claimed", err)
	}
	if got, err := b.Create(t.Context(), s.ask("b", "ten")); err != nil || got.Outcome != Posted {
		t.Errorf("got %+v, %v; want other keys unharmed", got, err)
	}
	if got, err := s.book().Create(t.Context(), s.ask("a", "ten")); err != nil || got.Outcome != Adopted {
		t.Errorf("got %+v, %v; want the next run to adopt", got, err)
	}
}

func TestCreate_cancellation(t *testing.T) {
	t.Parallel()
	slow := weather{arrives: time.Second}
	for name, test := range map[string]struct {
		there   []entry
		post    weather
		list    weather
		after   time.Duration
		want    Outcome // 0: an error
		posts   int
		burned  bool
		partial bool
		takes   time.Duration
	}{
		"before anything":                       {takes: 0},
		"while looking up":                      {list: slow, after: time.Millisecond, takes: time.Millisecond},
		"before the POST is sent":               {post: slow, after: time.Millisecond, posts: 1, takes: time.Millisecond},
		"while the POST is under way":           {post: weather{answers: 9 * time.Second}, after: time.Second, want: Posted, posts: 1, takes: 9 * time.Second},
		"while the POST ends unknown":           {post: weather{answers: 9 * time.Second, dropped: true}, after: time.Second, posts: 1, burned: true, takes: 9 * time.Second},
		"while settling":                        {post: weather{lost: true}, after: 10 * time.Second, posts: 1, burned: true, takes: 10 * time.Second},
		"while half of the answer is missing":   {post: weather{half: time.Hour}, after: time.Second, want: Posted, posts: 1, partial: true, takes: time.Second},
		"while half of a lost entry is missing": {post: weather{half: time.Hour, dropped: true}, after: time.Second, want: Settled, posts: 1, partial: true, takes: time.Second},
		"while half of the object is missing":   {there: []entry{{ID: "x", Key: "a", Text: "ten", Parts: 1}}, after: time.Second, want: Adopted, partial: true, takes: time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService()
				for _, e := range test.there {
					s.add(e)
				}
				s.onPost, s.onList = forecast(test.post), forecast(test.list)
				b := s.book()
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				began := time.Now()
				if test.after == 0 {
					cancel()
				} else {
					time.AfterFunc(test.after, cancel)
				}
				got, err := b.Create(ctx, s.ask("a", "ten"))
				if took := time.Since(began); took != test.takes {
					t.Errorf("took %v, want %v", took, test.takes)
				}
				if s.posted() != test.posts {
					t.Errorf("%d POSTs, want %d", s.posted(), test.posts)
				}
				if test.want != 0 {
					if err != nil || got.Outcome != test.want || got.Incomplete != test.partial {
						t.Errorf("got %+v, %v; want outcome %v, incomplete %v", got, err, test.want, test.partial)
					}
					return
				}
				_, unsettled := errors.AsType[*UnsettledError](err)
				if !errors.Is(err, context.Canceled) || unsettled != test.burned {
					t.Errorf("got %v; want a cancellation, unsettled %v", err, test.burned)
				}
				again, err := b.Create(t.Context(), s.ask("a", "ten"))
				if posted := err == nil && again.Outcome == Posted; posted == test.burned {
					t.Errorf("again: got %+v, %v; want it posted only if it was not before", again, err)
				}
			})
		})
	}
}

func TestCreate_cancelledWithAListingAtHandSendsNothing(t *testing.T) {
	t.Parallel()
	s := newService()
	b := s.book()
	if _, err := b.Create(t.Context(), s.ask("a", "ten")); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := b.Create(ctx, s.ask("b", "ten")); !errors.Is(err, context.Canceled) || s.posted() != 1 {
		t.Errorf("got %v and %d POSTs; want a cancellation and 1", err, s.posted())
	}
}

func TestDeleted_keyMayBeCreatedAgain(t *testing.T) {
	t.Parallel()
	for name, again := range map[string]weather{
		"under a new id":      {},
		"under a derived id":  {sameID: "id-1"},
		"with a lost answer":  {dropped: true},
		"derived and lost":    {sameID: "id-1", dropped: true},
		"derived and in half": {sameID: "id-1", half: time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService()
				s.onPost = forecast(weather{}, again)
				b := s.book()
				old, err := b.Create(t.Context(), s.ask("a", "ten"))
				if err != nil {
					t.Fatal(err)
				}
				time.Sleep(time.Second)
				s.delete(old.Object.ID)
				b.Deleted(old.Object.ID)
				got, err := b.Create(t.Context(), s.ask("a", "ten"))
				if err != nil || got.Outcome == Adopted || got.Incomplete {
					t.Errorf("got %+v, %v; want it posted", got, err)
				}
				if n := len(s.alive("a")); n != 1 || s.posted() != 2 {
					t.Errorf("%d objects, %d POSTs; want 1, 2", n, s.posted())
				}
				if _, err := b.Create(t.Context(), s.ask("a", "ten")); !errors.Is(err, ErrClaimed) {
					t.Errorf("got %v, want the key claimed", err)
				}
			})
		})
	}
}

func TestDeleted_objectOfAnEarlierRun(t *testing.T) {
	t.Parallel()
	s := newService()
	s.add(entry{ID: "x", Key: "a", Text: "ten", Parts: 2})
	b := s.book()
	if _, err := b.Create(t.Context(), s.ask("b", "ten")); err != nil {
		t.Fatal(err)
	}
	s.delete("x")
	b.Deleted("x")
	if got, err := b.Create(t.Context(), s.ask("a", "ten")); err != nil || got.Outcome != Posted {
		t.Errorf("got %+v, %v; want it posted", got, err)
	}
	if s.listed() != 1 {
		t.Errorf("%d listings, want 1", s.listed())
	}
}

func TestDeleted_derivedIDFoundAfterAnUnknownOutcome(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService()
		s.onPost = forecast(weather{}, weather{sameID: "id-1", dropped: true, late: 2 * settleTimeout})
		b := s.book()
		old, err := b.Create(t.Context(), s.ask("a", "ten"))
		if err != nil {
			t.Fatal(err)
		}
		s.delete(old.Object.ID)
		b.Deleted(old.Object.ID)
		if _, err := b.Create(t.Context(), s.ask("a", "ten")); !errors.Is(err, errLost) {
			t.Fatalf("got %v, want the outcome unknown", err)
		}
		time.Sleep(2 * settleTimeout)
		if got, err := b.Create(t.Context(), s.ask("a", "ten")); err != nil || got.Outcome != Settled {
			t.Errorf("got %+v, %v; want it found", got, err)
		}
	})
}

func TestDeleted_twiceLeavesTheSuccessorAlone(t *testing.T) {
	t.Parallel()
	s := newService()
	b := s.book()
	old, err := b.Create(t.Context(), s.ask("a", "ten"))
	if err != nil {
		t.Fatal(err)
	}
	s.delete(old.Object.ID)
	b.Deleted(old.Object.ID)
	if _, err := b.Create(t.Context(), s.ask("a", "ten")); err != nil {
		t.Fatal(err)
	}
	b.Deleted(old.Object.ID)
	if _, err := b.Create(t.Context(), s.ask("a", "ten")); !errors.Is(err, ErrClaimed) {
		t.Errorf("got %v, want the key claimed", err)
	}
}

func TestDeleted_leavesTheClaimOfAnotherObjectAlone(t *testing.T) {
	t.Parallel()
	s := newService()
	b := s.book()
	if _, err := b.Create(t.Context(), s.ask("a", "ten")); err != nil {
		t.Fatal(err)
	}
	b.Deleted("somebody else's")
	if _, err := b.Create(t.Context(), s.ask("a", "ten")); !errors.Is(err, ErrClaimed) {
		t.Errorf("got %v, want the key claimed", err)
	}
}

func TestDeleted_objectStillListedIsWaitedOut(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService()
		s.add(entry{ID: "x", Key: "a", Text: "ten", Parts: 2})
		time.Sleep(time.Minute)
		s.delete("x")
		b := s.book()
		b.Deleted("x")
		s.onList = forecast(repeat(3, weather{lag: 10 * time.Second})...)
		if got, err := b.Create(t.Context(), s.ask("a", "ten")); err != nil || got.Outcome != Posted {
			t.Errorf("got %+v, %v; want it posted", got, err)
		}
	})
}

func TestDeleted_objectListedForGoodIsAConflict(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService()
		s.add(entry{ID: "x", Key: "a", Text: "ten", Parts: 2})
		b := s.book()
		b.Deleted("x")
		began := time.Now()
		_, err := b.Create(t.Context(), s.ask("a", "ten"))
		c, ok := errors.AsType[*ConflictError](err)
		if !ok || len(c.Found) != 1 || c.Posted || s.posted() != 0 || time.Since(began) != settleTimeout {
			t.Errorf("got %v after %v and %d POSTs", err, time.Since(began), s.posted())
		}
		s.onList = func(int) weather { return weather{fails: s.lists > 15} }
		if _, err := b.Create(t.Context(), s.ask("a", "ten")); !errors.Is(err, errSick) || s.posted() != 0 {
			t.Errorf("got %v; want the look-up's error", err)
		}
	})
}

func TestAdopted_isForgottenWhenDeleted(t *testing.T) {
	t.Parallel()
	s := newService()
	s.add(entry{ID: "x", Key: "a", Text: "ten", Parts: 2})
	b := s.book()
	if _, err := b.Create(t.Context(), s.ask("a", "ten")); err != nil {
		t.Fatal(err)
	}
	posted, err := b.Create(t.Context(), s.ask("b", "ten"))
	if err != nil {
		t.Fatal(err)
	}
	if !b.Adopted("x") || b.Adopted(posted.Object.ID) || b.Adopted("unknown") {
		t.Error("want x adopted, and nothing else")
	}
	s.delete("x")
	b.Deleted("x")
	if b.Adopted("x") {
		t.Error("x is still adopted")
	}
}

func TestUpdated_movesAnObjectToItsNewKey(t *testing.T) {
	t.Parallel()
	s := newService()
	s.add(entry{ID: "x", Key: "a", Text: "ten", Parts: 2})
	b := s.book()
	if _, err := b.Create(t.Context(), s.ask("c", "ten")); err != nil {
		t.Fatal(err)
	}
	b.Updated(entry{ID: "x", Key: "b", Text: "ten", Parts: 2})
	if got, err := b.Create(t.Context(), s.ask("a", "ten")); err != nil || got.Outcome != Posted {
		t.Errorf("old key: got %+v, %v; want it posted", got, err)
	}
	if got, err := b.Create(t.Context(), s.ask("b", "ten")); err != nil || got.Outcome != Adopted {
		t.Errorf("new key: got %+v, %v; want it adopted", got, err)
	}
}

// An object stands under each of its keys: under none of them another one is posted.
func TestCreate_otherKeys(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"a", "former a", "b"} {
		s := newService()
		s.add(entry{ID: "x", Key: "a", Text: "ten", Parts: 2})
		b := s.book(func(o *Options[entry]) {
			o.OtherKeys = func(e entry) []string { return []string{"former " + e.Key} }
		})
		want := Adopted
		if key == "b" {
			want = Posted
		}
		if got, err := b.Create(t.Context(), s.ask(key, "ten")); err != nil || got.Outcome != want || got.Unmarked {
			t.Errorf("%s: got %+v, %v", key, got, err)
		}
		s.delete("x")
		b.Deleted("x")
		if got, err := b.Create(t.Context(), s.ask("former a", "ten")); err != nil || got.Outcome != Posted {
			t.Errorf("%s, deleted: got %+v, %v", key, got, err)
		}
	}
}

func TestCreate_unmarkedAnswersCostOneListing(t *testing.T) {
	t.Parallel()
	s := newService()
	s.onPost = func(int) weather { return weather{forgets: true} }
	b := s.book()
	for i := range 5 {
		got, err := b.Create(t.Context(), s.ask(fmt.Sprint("key ", i), "ten"))
		if err != nil || !got.Unmarked {
			t.Errorf("got %+v, %v; want it unmarked", got, err)
		}
	}
	if s.listed() != 2 {
		t.Errorf("%d listings, want 2", s.listed())
	}
}

func TestCreate_usesTheGivenClock(t *testing.T) {
	t.Parallel()
	now := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	var waits []time.Duration
	s := newService()
	s.onPost = forecast(weather{lost: true})
	b := s.book(func(o *Options[entry]) {
		o.Now = func() time.Time { return now }
		o.Wait = func(_ context.Context, d time.Duration) error {
			waits = append(waits, d)
			now = now.Add(d)
			return nil
		}
	})
	if _, err := b.Create(t.Context(), s.ask("a", "ten")); !errors.Is(err, errLost) {
		t.Fatal(err)
	}
	const ms = time.Millisecond
	want := []time.Duration{250 * ms, 500 * ms, 1000 * ms, 2000 * ms, 4000 * ms, 5000 * ms, 5000 * ms, 5000 * ms, 5000 * ms, 2250 * ms}
	if diff := cmp.Diff(want, waits); diff != "" {
		t.Error(diff)
	}
}

func TestErrors_sayWhatHappened(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		err  error
		want string
	}{
		"several": {
			&ConflictError{Key: `"a"`, Found: make([]Found, 2)},
			`2 objects exist already under "a"`,
		},
		"different": {
			&ConflictError{Key: `"a"`, Found: make([]Found, 1), Differences: []string{"x", "y"}},
			`"a" exists already, but differs: x; y`,
		},
		"different after a POST": {
			&ConflictError{Key: `"a"`, Found: make([]Found, 1), Differences: []string{"x"}, Posted: true},
			`"a" exists already, but differs: x; it appeared after a request to create it whose outcome is unknown`,
		},
		"not found": {
			&UnsettledError{Key: `"a"`, Post: errLost},
			`whether "a" was created is unknown: connection lost; it was looked for and not found; ` +
				`it is not created again in this run, and the next run looks for it first`,
		},
		"not looked up": {
			&UnsettledError{Key: `"a"`, Post: errLost, LookUp: context.Canceled},
			`whether "a" was created is unknown: connection lost; looking for it failed: context canceled; ` +
				`it is not created again in this run, and the next run looks for it first`,
		},
	} {
		if got := test.err.Error(); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, test.want)
		}
	}
}

func TestKey_differsWithItsParts(t *testing.T) {
	t.Parallel()
	seen := map[string][]string{}
	parts := []string{"", "a", "b", `"`, ",", ", ", `", "`, `\`, `\"`, "a, b", "\x00", "ä"}
	for _, x := range parts {
		seen = unique(t, seen, x)
		for _, y := range parts {
			seen = unique(t, seen, x, y)
			for _, z := range parts {
				seen = unique(t, seen, x, y, z)
			}
		}
	}
	if got := Key("USD", "main"); got != `"USD", "main"` {
		t.Error(got)
	}
}

func unique(t *testing.T, seen map[string][]string, parts ...string) map[string][]string {
	t.Helper()
	if other, ok := seen[Key(parts...)]; ok {
		t.Errorf("%q and %q have one key", parts, other)
	}
	seen[Key(parts...)] = parts
	return seen
}
