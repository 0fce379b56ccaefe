package once

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// world is a configuration, its state, and the service, over many runs in all weathers.
type world struct {
	t      *testing.T
	seed   uint64
	s      *service
	honest bool // listings tell the truth, effects are in time, keys are kept

	mu        sync.Mutex
	resources []*resource
	deletions map[string]int // by key, in this run
	renamed   int
}

type resource struct {
	key   string
	alone bool   // no other resource declares the key
	id    string // in state; "" if it is not
}

// climate is how much goes wrong in a run.
type climate struct {
	rate    float64
	latency bool
}

func (w *world) random(stream string, n int) *rand.Rand {
	seed := w.seed
	for _, c := range stream {
		seed = seed*31 + uint64(c)
	}
	return rand.New(rand.NewPCG(seed, uint64(n)))
}

func within(r *rand.Rand, d time.Duration) time.Duration {
	return time.Duration(r.Int64N(int64(d) + 1))
}

func (w *world) postWeather(c climate, n int) weather {
	r := w.random("post", n)
	var day weather
	if c.latency {
		day.arrives, day.answers = within(r, time.Second), within(r, 10*time.Second)
	}
	if r.Float64() >= c.rate {
		return day
	}
	switch r.IntN(8) {
	case 0:
		day.refused = true
	case 1:
		day.lost = true
	case 2:
		day.noID = true
	case 3:
		day.half = within(r, 2*settleTimeout)
	case 4:
		day.mute = true
	case 5:
		day.dropped = true
	case 6:
		day.dropped, day.late = true, within(r, settleTimeout)
	case 7:
		day.dropped, day.late, day.half = true, within(r, settleTimeout), within(r, 2*settleTimeout)
	}
	if !w.honest {
		day.late *= time.Duration(r.IntN(4))
		day.forgets = r.IntN(10) == 0
	}
	return day
}

func (w *world) listWeather(c climate, n int) weather {
	r := w.random("list", n)
	var day weather
	if c.latency {
		day.arrives, day.smearing = within(r, 3*time.Second), true
	}
	day.fails = r.Float64() < c.rate/2
	if !w.honest && r.IntN(2) == 0 {
		day.lag = within(r, time.Minute)
	}
	return day
}

// run is one terraform apply: what is not in state is created, some of the rest is replaced or
// renamed. It may be interrupted or killed.
func (w *world) run(number int, c climate) {
	w.s.mu.Lock()
	w.s.onPost = func(n int) weather { return w.postWeather(c, n) }
	w.s.onList = func(n int) weather { return w.listWeather(c, n) }
	before := len(w.s.sent)
	w.s.mu.Unlock()
	w.deletions = map[string]int{}
	w.refresh()

	r := w.random("run", number)
	book := w.s.book(func(o *Options[entry]) {
		if r.IntN(4) == 0 {
			o.MaxAge = time.Nanosecond
		}
	})
	ctx, cancel := context.WithCancel(w.t.Context())
	defer cancel()
	killed, interrupted := false, c.rate > 0 && r.IntN(3) == 0
	if interrupted {
		kill := r.IntN(2) == 0
		time.AfterFunc(within(r, settleTimeout), func() {
			w.mu.Lock()
			defer w.mu.Unlock()
			killed = kill
			cancel()
		})
	}
	save := func(res *resource, id string) {
		w.mu.Lock()
		defer w.mu.Unlock()
		if !killed {
			res.id = id
		}
	}

	parallel := make(chan struct{}, 1+r.IntN(10))
	var group sync.WaitGroup
	for _, i := range r.Perm(len(w.resources)) {
		act := w.random("act", number*1000+i)
		group.Go(func() {
			parallel <- struct{}{}
			defer func() { <-parallel }()
			if c.latency {
				time.Sleep(within(act, time.Second))
			}
			w.apply(ctx, book, w.resources[i], act, c.rate > 0, save)
		})
	}
	group.Wait()
	if interrupted {
		time.Sleep(2 * settleTimeout)
	}

	w.s.mu.Lock()
	sent := map[string]int{}
	for _, key := range w.s.sent[before:] {
		sent[key]++
	}
	w.s.mu.Unlock()
	for key, n := range sent {
		if n > 1+w.deletions[key] {
			w.t.Errorf("seed %d, run %d: %s was posted %d times after %d deletions", w.seed, number, key, n, w.deletions[key])
		}
	}
	if !w.honest {
		return
	}
	for _, res := range w.resources {
		if n := len(w.s.alive(res.key)); n > 1 {
			w.t.Errorf("seed %d, run %d: %d objects under %s", w.seed, number, n, res.key)
		}
	}
}

func (w *world) apply(ctx context.Context, book *Book[entry], res *resource, r *rand.Rand, change bool, save func(*resource, string)) {
	old := res.id
	action := r.IntN(10)
	switch {
	case old == "":
		w.create(ctx, book, res, save)
	case !change:
	case action == 0:
		w.delete(ctx, book, res, old)
		if ctx.Err() == nil {
			save(res, "")
			w.create(ctx, book, res, save)
		}
	case action == 1: // create_before_destroy
		if w.create(ctx, book, res, save) && !book.Adopted(old) {
			w.delete(ctx, book, res, old)
		}
	case action == 2 && res.alone && ctx.Err() == nil:
		book.Updated(w.rename(res))
	}
}

func (w *world) create(ctx context.Context, book *Book[entry], res *resource, save func(*resource, string)) bool {
	got, err := book.Create(ctx, w.s.ask(res.key, "ten"))
	if err != nil {
		_, conflict := errors.AsType[*ConflictError](err)
		if conflict && res.alone && w.honest {
			w.t.Errorf("seed %d: %v", w.seed, err)
		}
		return false
	}
	if res.alone && w.honest && !w.exists(got.Object.ID) {
		w.t.Errorf("seed %d: %s was made, but is not there", w.seed, res.key)
	}
	save(res, got.Object.ID)
	return true
}

func (w *world) exists(id string) bool {
	w.s.mu.Lock()
	defer w.s.mu.Unlock()
	for _, r := range w.s.history {
		if r.ID == id && r.until.IsZero() && !r.from.After(time.Now()) {
			return true
		}
	}
	return false
}

func (w *world) delete(ctx context.Context, book *Book[entry], res *resource, id string) {
	if ctx.Err() != nil {
		return
	}
	w.mu.Lock()
	w.deletions[res.key]++
	w.mu.Unlock()
	w.s.delete(id)
	book.Deleted(id)
}

func (w *world) rename(res *resource) entry {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.renamed++
	res.key = fmt.Sprint("renamed ", w.renamed)
	w.s.mu.Lock()
	defer w.s.mu.Unlock()
	for _, r := range w.s.history {
		if r.ID == res.id {
			r.Key = res.key
			return r.entry
		}
	}
	return entry{}
}

// refresh drops what no longer exists from the state.
func (w *world) refresh() {
	for _, res := range w.resources {
		if !w.exists(res.id) {
			res.id = ""
		}
	}
}

func (w *world) live() {
	r := w.random("world", 0)
	twins := r.IntN(3) == 0
	for i := range 1 + r.IntN(12) {
		key := fmt.Sprint("key ", i)
		if twins {
			key = fmt.Sprint("key ", i/2)
		}
		w.resources = append(w.resources, &resource{key: key, alone: !twins})
		if r.IntN(5) == 0 && len(w.s.alive(key)) == 0 {
			w.s.add(entry{ID: fmt.Sprint("found ", i), Key: key, Text: "ten", Parts: 1 + r.IntN(2)})
		}
	}
	c := climate{rate: r.Float64(), latency: r.IntN(4) > 0}
	for number := range 2 + r.IntN(4) {
		w.run(number, c)
	}
	if !w.honest {
		return
	}
	for number := range 3 {
		w.run(100+number, climate{})
	}
	w.refresh()
	for _, res := range w.resources {
		if alive := w.s.alive(res.key); len(alive) != 1 || alive[0] != res.id {
			w.t.Errorf("seed %d: under %s there is %v, in state is %q", w.seed, res.key, alive, res.id)
		}
	}
}

// seeds returns the seeds to live through: ONCE_SEEDS=n tries n of them, ONCE_SEED=n replays one.
func seeds(t *testing.T, count uint64) (from, to uint64) {
	t.Helper()
	number := func(name string) (uint64, bool) {
		value := os.Getenv(name)
		if value == "" {
			return 0, false
		}
		n, err := strconv.ParseUint(value, 10, 64)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return n, true
	}
	if n, ok := number("ONCE_SEED"); ok {
		return n, n + 1
	}
	if n, ok := number("ONCE_SEEDS"); ok {
		count = n
	}
	return 0, count
}

// TestRandom_neverOverPosted lives through applies in all weathers that the package comment allows
// for: at no time is there more than one object under a key, no run posts a key twice, and when the
// weather calms down everything declared exists once and is in state.
func TestRandom_neverOverPosted(t *testing.T) {
	t.Parallel()
	from, to := seeds(t, 1000)
	for seed := from; seed < to && !t.Failed(); seed++ {
		synctest.Test(t, func(t *testing.T) {
			(&world{t: t, seed: seed, s: newService(), honest: true}).live()
		})
	}
}

// TestRandom_neverPostedTwiceInARun does the same where listings lag, effects come too late and
// keys are dropped: no promise about objects holds, but within a run no key is posted twice.
func TestRandom_neverPostedTwiceInARun(t *testing.T) {
	t.Parallel()
	from, to := seeds(t, 1000)
	for seed := from; seed < to && !t.Failed(); seed++ {
		synctest.Test(t, func(t *testing.T) {
			(&world{t: t, seed: seed, s: newService()}).live()
		})
	}
}
