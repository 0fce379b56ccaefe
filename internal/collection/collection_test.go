package collection

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestRead_requests(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		objects, size, reads, parallel int
		total                          func(int) int
		gets, pages                    int
	}{
		"none":                               {objects: 10, size: 10, reads: 0, parallel: 1},
		"one":                                {objects: 10, size: 10, reads: 1, parallel: 1, gets: 1},
		"two":                                {objects: 10, size: 10, reads: 2, parallel: 1, gets: 1, pages: 1},
		"two at once":                        {objects: 10, size: 10, reads: 2, parallel: 2, gets: 1, pages: 1},
		"a page full":                        {objects: 1000, size: 1000, reads: 1000, parallel: 10, gets: 1, pages: 1},
		"a page full, total unknown":         {objects: 999, size: 1000, reads: 999, parallel: 10, total: untold, gets: 1, pages: 2},
		"as many pages as side by side":      {objects: 1000, size: 100, reads: 1000, parallel: 10, gets: 1, pages: 10},
		"one by one":                         {objects: 1000, size: 100, reads: 1000, parallel: 1, gets: 8, pages: 1 + 10},
		"few of very many":                   {objects: 10_000, size: 10, reads: 5, parallel: 5, gets: 5, pages: 1},
		"few of very many, one by one":       {objects: 10_000, size: 10, reads: 5, parallel: 1, gets: 5, pages: 1},
		"few of very many, total unknown":    {objects: 10_000, size: 1, reads: 5, parallel: 5, total: untold, gets: 5, pages: 5},
		"very many of very many, one by one": {objects: 10_000, size: 100, reads: 10_000, parallel: 1, gets: 98, pages: 1 + 100},
		"many at once, of many pages":        {objects: 10_000, size: 100, reads: 10_000, parallel: 150, gets: 1, pages: 100},
		"the last page is full, and untold":  {objects: 20, size: 10, reads: 20, parallel: 20, total: untold, gets: 1, pages: 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(test.objects, test.size)
				if test.total != nil {
					s.total = test.total
				}
				read(t, s.collection(), test.parallel, numbers(test.objects-test.reads, test.objects)...)
				s.check(t, test.gets, test.pages)
			})
		})
	}
}

// TestRead_neverCostsMoreThanPromised checks the bounds of the package comment, and every answer,
// in any order of reads and answers.
func TestRead_neverCostsMoreThanPromised(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		synctest.Test(t, func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 0))
			s := newService(1+r.IntN(200), 1+r.IntN(50))
			if r.IntN(2) == 0 {
				var mu sync.Mutex
				s.jitter = func() time.Duration {
					mu.Lock()
					defer mu.Unlock()
					return time.Duration(r.Int64N(int64(time.Second)))
				}
			}
			told := r.IntN(3) > 0
			if !told {
				s.total = untold
			}
			n := 1 + r.IntN(len(s.items))
			var ids []string
			for _, i := range r.Perm(len(s.items))[:n] {
				ids = append(ids, s.items[i].ID)
			}
			read(t, s.collection(), 1+r.IntN(20), ids...)

			p := (len(s.items) + s.size - 1) / s.size
			bound := 3 * n
			switch {
			case p == 1 && told:
				bound = 2
			case told && n < p:
				bound = n + 1
			case told:
				bound = 2 * p
			}
			gets, pages := s.asked()
			if gets+pages > bound || gets > n {
				t.Errorf("seed %d: %d GETs and %d pages for %d reads of %d pages, told %v; want at most %d", seed, gets, pages, n, p, told, bound)
			}
		})
	}
}

func TestRead_pagesAreReadSideBySide(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(250, 10)
		began := time.Now()
		read(t, s.collection(), 25, numbers(0, 250)...)
		s.check(t, 1, 25)
		if took := time.Since(began); took != 4*s.latency || s.atOnce != pagesAtOnce {
			t.Errorf("took %v with %d pages at once; want %v and %d", took, s.atOnce, 4*s.latency, pagesAtOnce)
		}
	})
}

func TestRead_listingIsKeptForAMinute(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		pause       time.Duration
		gets, pages int
	}{
		"a minute after it began":            {time.Minute, 1, 1},
		"later, it begins again with a GET":  {time.Minute + 1, 2, 1},
		"a minute after it ended is too old": {time.Minute + 50*time.Millisecond, 2, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(10, 10)
				c := s.collection()
				read(t, c, 1, "0")
				began := time.Now()
				read(t, c, 1, "1")
				time.Sleep(test.pause - time.Since(began))
				read(t, c, 1, "2")
				s.check(t, test.gets, test.pages)
			})
		})
	}
}

func TestRead_lonelyReadsAreGETs(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(10, 10)
		c := s.collection()
		for _, id := range numbers(0, 5) {
			read(t, c, 1, id)
			time.Sleep(time.Minute)
		}
		s.check(t, 5, 0)
	})
}

func TestRead_usesTheGivenClockAndAge(t *testing.T) {
	t.Parallel()
	now := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	s := newService(10, 10)
	s.latency = 0
	c := s.collection(func(o *Options[item]) {
		o.Now = func() time.Time { return now }
		o.MaxAge = time.Hour
	})
	read(t, c, 1, "0", "1")
	now = now.Add(time.Hour)
	read(t, c, 1, "2")
	s.check(t, 1, 1)
	now = now.Add(1)
	read(t, c, 1, "3")
	s.check(t, 2, 1)
}

func TestRead_listingEndsWithAWrite(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var writes Writes
		share := func(o *Options[item]) { o.Writes = &writes }
		s, other := newService(10, 10), newService(10, 10)
		c, d := s.collection(share), other.collection(share)
		read(t, c, 1, "0", "1")
		read(t, d, 1, "0", "1")
		version := s.write("1")
		writes.Record()
		if got, err := c.Read(t.Context(), "1"); err != nil || got.Version != version {
			t.Errorf("got %+v, %v; want version %d", got, err, version)
		}
		s.check(t, 2, 1)
		read(t, c, 1, "2", "3")
		s.check(t, 2, 2)
		read(t, d, 1, "1")
		other.check(t, 2, 1)
	})
}

func TestRead_listingBegunBeforeAWriteIsThrownAway(t *testing.T) {
	t.Parallel()
	for name, after := range map[string]time.Duration{
		"written while it was under way, read after it ended":  time.Second,
		"written while it was under way, read before it ended": 0,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var writes Writes
				s := newService(10, 10)
				c := s.collection(func(o *Options[item]) { o.Writes = &writes })
				read(t, c, 1, "0")
				s.latency = 100 * time.Millisecond
				var group sync.WaitGroup
				group.Go(func() {
					if got, err := c.Read(t.Context(), "1"); err != nil || got.Version != 1 {
						t.Errorf("who waited got %+v, %v; want version 1", got, err)
					}
				})
				synctest.Wait()
				s.write("1")
				writes.Record()
				time.Sleep(after)
				if got, err := c.Read(t.Context(), "1"); err != nil || got.Version != 1 {
					t.Errorf("who came later got %+v, %v; want version 1", got, err)
				}
				group.Wait()
				s.check(t, 3, 1)
			})
		})
	}
}

func TestRead_listingOvertakenByAWriteGoesNoFurther(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var writes Writes
		s := newService(10, 5)
		s.total = untold
		c := s.collection(func(o *Options[item]) { o.Writes = &writes })
		read(t, c, 1, "0")
		var group sync.WaitGroup
		group.Go(func() { read(t, c, 1, "1") })
		synctest.Wait()
		writes.Record()
		time.Sleep(s.latency / 2)
		group.Go(func() { read(t, c, 4, "2", "3", "4", "5") })
		group.Wait()
		s.check(t, 3, 1+3)
	})
}

// TestRead_seesEveryWriteThatEndedBefore lets readers and writers run in any order.
func TestRead_seesEveryWriteThatEndedBefore(t *testing.T) {
	t.Parallel()
	for seed := range uint64(60) {
		synctest.Test(t, func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 1))
			var mu sync.Mutex
			pause := func(most time.Duration) time.Duration {
				mu.Lock()
				defer mu.Unlock()
				return time.Duration(r.Int64N(int64(most)))
			}
			var writes Writes
			s := newService(20, 1+r.IntN(20))
			s.jitter = func() time.Duration { return pause(time.Second) }
			c := s.collection(func(o *Options[item]) { o.Writes, o.MaxAge = &writes, 5*time.Second })
			ended := map[string]int{}
			var group sync.WaitGroup
			for range 5 {
				group.Go(func() {
					for range 20 {
						time.Sleep(pause(3 * time.Second))
						id := numbers(0, 20)[pause(20)]
						version := s.write(id)
						time.Sleep(pause(time.Second))
						writes.Record()
						mu.Lock()
						ended[id] = max(ended[id], version)
						mu.Unlock()
					}
				})
				group.Go(func() {
					for range 100 {
						time.Sleep(pause(time.Second))
						id := numbers(0, 20)[pause(20)]
						mu.Lock()
						least := ended[id]
						mu.Unlock()
						if got, err := c.Read(t.Context(), id); err != nil || got.ID != id || got.Version < least {
							t.Errorf("seed %d: %s: got %+v, %v; want version %d or later", seed, id, got, err, least)
						}
					}
				})
			}
			group.Wait()
			if _, pages := s.asked(); pages == 0 {
				t.Errorf("seed %d: nothing was listed", seed)
			}
		})
	}
}

func TestRead_absenceIsConfirmed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(10, 10)
		c := s.collection()
		read(t, c, 1, "0", "1")
		if _, err := c.Read(t.Context(), "nowhere"); !errors.Is(err, errNotFound) {
			t.Errorf("got %v, want the answer to a GET", err)
		}
		s.check(t, 2, 1)
		s.insert(item{ID: "new"})
		if got, err := c.Read(t.Context(), "new"); err != nil || got.ID != "new" {
			t.Errorf("got %+v, %v; want what the listing does not show", got, err)
		}
		s.check(t, 3, 1)
	})
}

func TestRead_pagesThatMoveLoseNothing(t *testing.T) {
	t.Parallel()
	for name, move := range map[string]func(*service){
		"forward":  func(s *service) { s.insert(item{ID: "new"}) },
		"backward": func(s *service) { s.delete("0") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(100, 10)
				moved := sync.OnceFunc(func() { move(s) })
				c := s.collection(func(o *Options[item]) {
					o.Pages = fetched(func(ctx context.Context, page int) (Page[item], error) {
						if page > 1 {
							moved()
						}
						return s.page(ctx, page)
					})
				})
				read(t, c, 20, numbers(1, 100)...)
			})
		})
	}
}

func TestRead_failedListingIsReplacedByGETsAndNotKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(50, 10)
		failing := true
		s.sick = func(page int) bool { return failing && page == 3 }
		c := s.collection()
		read(t, c, 5, numbers(0, 5)...)
		s.check(t, 5, 5)
		failing = false
		read(t, c, 1, numbers(5, 9)...)
		s.check(t, 9, 5)
		read(t, c, 1, numbers(9, 50)...)
		s.check(t, 9, 10)
	})
}

func TestRead_errorIsTheCallersOwn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(10, 10)
		c := s.collection()
		if _, err := c.Read(t.Context(), "nowhere"); !errors.Is(err, errNotFound) {
			t.Errorf("got %v", err)
		}
		s.insert(item{ID: "nowhere"})
		read(t, c, 1, "nowhere")
	})
}

func TestRead_cancellation(t *testing.T) {
	t.Parallel()
	t.Run("before", func(t *testing.T) {
		t.Parallel()
		s := newService(10, 10)
		c := s.collection()
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		for range 3 {
			if _, err := c.Read(ctx, "0"); !errors.Is(err, context.Canceled) {
				t.Errorf("got %v", err)
			}
		}
		s.check(t, 0, 0)
	})
	t.Run("of one who began the listing", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			s := newService(10, 10)
			c := s.collection()
			read(t, c, 1, "0")
			began := time.Now()
			ctx, cancel := context.WithTimeout(t.Context(), s.latency/2)
			defer cancel()
			var group sync.WaitGroup
			group.Go(func() {
				if _, err := c.Read(ctx, "1"); !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != s.latency/2 {
					t.Errorf("got %v after %v", err, time.Since(began))
				}
			})
			synctest.Wait()
			group.Go(func() { read(t, c, 3, "2", "3", "4") })
			group.Wait()
			s.check(t, 1, 1)
			read(t, c, 1, "5")
			s.check(t, 1, 1)
		})
	})
	t.Run("of all", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			s := newService(10, 10)
			ended := make(chan time.Time, 1)
			c := s.collection(func(o *Options[item]) {
				o.Pages = fetched(func(ctx context.Context, page int) (Page[item], error) {
					answer, err := s.page(ctx, page)
					if err != nil {
						ended <- time.Now()
					}
					return answer, err
				})
			})
			read(t, c, 1, "0")
			began := time.Now()
			ctx, cancel := context.WithTimeout(t.Context(), s.latency/2)
			defer cancel()
			var group sync.WaitGroup
			for range 3 {
				group.Go(func() {
					if _, err := c.Read(ctx, "1"); !errors.Is(err, context.DeadlineExceeded) {
						t.Errorf("got %v", err)
					}
				})
			}
			group.Wait()
			if took := (<-ended).Sub(began); took != s.latency/2 {
				t.Errorf("the listing ended after %v, want %v", took, s.latency/2)
			}
			read(t, c, 3, "1", "2", "3")
			s.check(t, 1, 2)
		})
	})
	t.Run("after the listing has come", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			s := newService(10, 10)
			c := s.collection()
			read(t, c, 1, "0", "1")
			ctx, cancel := context.WithCancel(t.Context())
			c.mu.Lock()
			l := c.join(ctx, false)
			cancel()
			for range 100 { // either branch of a select may be taken
				if err := l.Wait(ctx); err != nil {
					t.Error(err)
				}
			}
			c.mu.Unlock()
			read(t, c, 1, "2")
			s.check(t, 1, 1)
		})
	})
}

func TestRead_keepsTheValuesOfTheContext(t *testing.T) {
	t.Parallel()
	type name struct{}
	var got any
	s := newService(10, 10)
	c := s.collection(func(o *Options[item]) {
		o.Pages = fetched(func(ctx context.Context, page int) (Page[item], error) {
			got = ctx.Value(name{})
			return s.page(ctx, page)
		})
	})
	read(t, c, 1, "0")
	if _, err := c.Read(context.WithValue(t.Context(), name{}, "logger"), "1"); err != nil || got != "logger" {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestRead_disabled(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(10, 10)
		read(t, s.collection(func(o *Options[item]) { o.Disabled = true }), 5, numbers(0, 10)...)
		s.check(t, 10, 0)
	})
}

func TestPages_thatTheServiceTellsWrongly(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		total       func(int) int
		gets, pages int
	}{
		"too many":               {func(p int) int { return p + 3 }, 1, 8},
		"too few":                {func(p int) int { return p - 2 }, 20, 3},
		"none":                   {func(int) int { return 0 }, 1, 6},
		"one, always":            {func(int) int { return 1 }, 40, 1},
		"absurdly many":          {func(int) int { return 1 << 40 }, 40, 1},
		"fewer than none at all": {func(int) int { return -1 }, 40, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(50, 10)
				s.total = test.total
				c := s.collection()
				read(t, c, 1, "49")
				read(t, c, 49, numbers(0, 49)...)
				s.check(t, test.gets, test.pages)
			})
		})
	}
}

func TestPages_growWhileTheyAreRead(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(50, 10)
		calls := 0
		s.total = func(int) int {
			calls++
			if calls == 1 {
				return 3
			}
			return 5
		}
		read(t, s.collection(), 50, numbers(0, 50)...)
		s.check(t, 1, 5)
	})
}
