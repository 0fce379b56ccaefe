package collection

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

const (
	// pagesAtOnce bounds how many pages of one listing are asked for side by side.
	pagesAtOnce = 8
	// maxPages ends a listing whose service always has another page.
	maxPages = 10_000
)

// errPartial ends a listing that stopped because of its pages, or that was overtaken by a write.
var errPartial = errors.New("the listing does not show the whole collection as it is")

// Options describe a collection to a [Collection].
type Options[T any] struct {
	// ID returns what an object is read by.
	ID func(T) string
	// Also returns a second name under which Select finds an object, one that is no ID; "" or nil: none.
	Also func(T) string
	// Page returns one page of the listing, counted from 1, and how many pages there are as far as the answer tells:
	// the total; or the page's own number if it is known to be the last; or 0 if unknown, and then the page after an
	// empty one is not asked for.
	Page func(ctx context.Context, page int) (items []T, pages int, err error)
	// Get returns one object. nil if the service cannot, and then only Select works.
	Get func(ctx context.Context, id string) (T, error)
	// Writes are the writes that outdate a listing; nil: none.
	Writes *Writes
	// MaxAge is how old a listing may be; 0: one minute.
	MaxAge time.Duration
	// Disabled makes every Read a GET, and every Select a listing of its own.
	Disabled bool
	// Now is the clock; nil: time.Now.
	Now func() time.Time
}

// Collection reads the objects of one collection. It is safe for concurrent use and meant to be as old as the client
// that it belongs to.
type Collection[T any] struct {
	options Options[T]

	mu  sync.Mutex
	era era[T]
}

// era is the time in which what was listed holds: from the first read, or the begin of the last listing, until MaxAge
// has passed or something is written.
type era[T any] struct {
	began   time.Time
	writes  uint64
	reads   int
	worth   int         // how many reads make a listing worth its pages
	listing *listing[T] // under way or complete
}

// listing is a listing under way or ended, and those who wait for it.
type listing[T any] struct {
	whole   bool // goes on however many pages there are
	waiters int
	cancel  context.CancelFunc
	done    chan struct{}
	// The rest is written before done is closed, and read after.
	items map[string][]T // of the pages read before it stopped; none if it was overtaken or failed
	err   error
}

// New returns a collection; it sends nothing.
func New[T any](o Options[T]) *Collection[T] {
	if o.MaxAge == 0 {
		o.MaxAge = time.Minute
	}
	if o.Also == nil {
		o.Also = func(T) string { return "" }
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Collection[T]{options: o}
}

// Read returns one object, from a listing if that is cheaper. Its errors are those of Get, so that "not found" has
// always been answered to a GET, and the context's.
func (c *Collection[T]) Read(ctx context.Context, id string) (T, error) {
	var zero T
	if err := ctx.Err(); err != nil {
		return zero, err
	}
	if c.options.Disabled {
		return c.options.Get(ctx, id)
	}
	if l := c.join(ctx, false); l != nil {
		if err := c.wait(ctx, l); err != nil {
			return zero, err
		}
		if found := l.items[id]; len(found) > 0 {
			return found[0], nil
		}
	}
	return c.options.Get(ctx, id)
}

// Select returns every object of that ID, or second name, in the listing, in its order; none is not an error. If pages moved while
// they were read, an object may be in it twice.
func (c *Collection[T]) Select(ctx context.Context, id string) ([]T, error) {
	if c.options.Disabled {
		items, _, err := c.walk(ctx, &listing[T]{whole: true})
		return items[id], err
	}
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		l := c.join(ctx, true)
		if err := c.wait(ctx, l); err != nil {
			return nil, err
		}
		if !errors.Is(l.err, errPartial) {
			return slices.Clone(l.items[id]), l.err
		}
	}
}

// join makes the caller one who waits for a listing. It returns nil if a listing is not worth it yet.
func (c *Collection[T]) join(ctx context.Context, whole bool) *listing[T] {
	c.mu.Lock()
	defer c.mu.Unlock()
	now, writes := c.options.Now(), c.options.Writes.count()
	if c.era.writes != writes || now.Sub(c.era.began) > c.options.MaxAge {
		c.era = era[T]{began: now, writes: writes, worth: 2}
	}
	c.era.reads++
	if c.era.listing == nil {
		if !whole && c.era.reads < c.era.worth {
			return nil
		}
		c.era.began = now
		c.era.listing = c.begin(ctx)
	}
	l := c.era.listing
	l.whole = l.whole || whole
	l.waiters++
	return l
}

// wait returns when the listing has ended, or with the error of ctx. The last to leave a listing under way ends it.
func (c *Collection[T]) wait(ctx context.Context, l *listing[T]) error {
	select {
	case <-l.done:
	case <-ctx.Done():
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	l.waiters--
	select {
	case <-l.done:
		return nil
	default:
	}
	if l.waiters == 0 {
		l.cancel()
		if c.era.listing == l {
			c.era.listing = nil
		}
	}
	return ctx.Err()
}

// begin starts a listing that outlives the caller's cancellation, because others may have joined it by then.
func (c *Collection[T]) begin(ctx context.Context) *listing[T] {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	l := &listing[T]{cancel: cancel, done: make(chan struct{})}
	go func() {
		defer cancel()
		items, pages, err := c.walk(ctx, l)
		c.mu.Lock()
		defer c.mu.Unlock()
		defer close(l.done)
		if c.era.listing != l || c.era.writes != c.options.Writes.count() {
			l.err = errPartial
			return
		}
		l.items, l.err = items, err
		switch {
		case errors.Is(err, errPartial):
			c.era.worth, c.era.listing = pages, nil
		case err != nil:
			c.era.worth, c.era.listing = 2*c.era.reads, nil
		}
	}()
	return l
}

// walk reads page after page, those known to exist side by side. If it stops it returns what it has, and how many
// pages there are, or twice those seen if the service does not tell.
func (c *Collection[T]) walk(ctx context.Context, l *listing[T]) (_ map[string][]T, pages int, err error) {
	items := map[string][]T{}
	for known, read := 1, 0; read < known; {
		if !c.affords(l, known) {
			return items, max(known, pages), errPartial
		}
		if known > maxPages {
			return nil, 0, fmt.Errorf("the listing has more than %d pages", maxPages)
		}
		batch, told, err := c.batch(ctx, read+1, known)
		if err != nil {
			return nil, 0, err
		}
		for _, page := range batch {
			for _, item := range page {
				id := c.options.ID(item)
				items[id] = append(items[id], item)
				if also := c.options.Also(item); also != "" {
					items[also] = append(items[also], item)
				}
			}
		}
		read = known
		switch {
		case len(batch[len(batch)-1]) == 0:
		case told == 0:
			known, pages = read+1, 2*read
		default:
			known = told
		}
	}
	return items, 0, nil
}

// affords reports whether a listing may go on to that many pages.
func (c *Collection[T]) affords(l *listing[T], pages int) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return l.whole || c.era.listing == l && pages <= c.era.reads
}

// batch returns the pages from first to last, and the most pages that one of them told.
func (c *Collection[T]) batch(ctx context.Context, first, last int) (pages [][]T, told int, err error) {
	pages = make([][]T, last-first+1)
	totals := make([]int, len(pages))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(pagesAtOnce)
	for i := range pages {
		group.Go(func() (err error) {
			pages[i], totals[i], err = c.options.Page(ctx, first+i)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, 0, err
	}
	return pages, slices.Max(totals), nil
}

// Group holds one collection per key: per wallet, per customer, per package.
type Group[T any] struct {
	open func(key string) Options[T]

	mu          sync.Mutex
	collections map[string]*Collection[T]
}

// NewGroup returns a group whose collections have the options that open makes from their key, each at its first use.
func NewGroup[T any](open func(key string) Options[T]) *Group[T] {
	return &Group[T]{open: open, collections: map[string]*Collection[T]{}}
}

// For returns the collection of a key, always the same one.
func (g *Group[T]) For(key string) *Collection[T] {
	g.mu.Lock()
	defer g.mu.Unlock()
	c, ok := g.collections[key]
	if !ok {
		c = New(g.open(key))
		g.collections[key] = c
	}
	return c
}
