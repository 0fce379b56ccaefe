package collection

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"
)

// errPartial ends a listing that stopped because of its pages, or that was overtaken by a write.
var errPartial = errors.New("the listing does not show the whole collection as it is")

// Options describe a collection to a [Collection].
type Options[T any] struct {
	// ID returns what an object is read by.
	ID func(T) string
	// Also returns a second name under which Select finds an object, one that is no ID; "" or nil:
	// none.
	Also func(T) string
	// Pages begins a listing.
	Pages func() Fetch[T]
	// Unique tells the objects of a listing apart, see [Walk].
	Unique func(T) string
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

// Collection reads the objects of one collection. It is safe for concurrent use and meant to be as
// old as the client that it belongs to.
type Collection[T any] struct {
	options Options[T]

	mu  sync.Mutex
	era era[T]
}

// era is the time in which what was listed holds: from the first read, or the begin of the last
// listing, until MaxAge has passed or something is written.
type era[T any] struct {
	began   time.Time
	writes  uint64
	reads   int
	worth   int         // how many reads make a listing worth its pages
	listing *listing[T] // under way or complete
}

// listing is a listing under way or ended.
type listing[T any] struct {
	*Flight
	whole bool // goes on however many pages there are
	// The rest is written before the flight ends, and read after.
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

// Read returns one object, from a listing if that is cheaper. Its errors are those of Get, so that
// "not found" has always been answered to a GET, and the context's.
func (c *Collection[T]) Read(ctx context.Context, id string) (T, error) {
	var zero T
	if err := ctx.Err(); err != nil {
		return zero, err
	}
	if c.options.Disabled {
		return c.options.Get(ctx, id)
	}
	l, err := c.listed(ctx, false)
	if err != nil {
		return zero, err
	}
	if found := l.items[id]; len(found) > 0 {
		return found[0], nil
	}
	return c.options.Get(ctx, id)
}

// Select returns every object of that ID, or second name, in the listing, in its order; none is not
// an error. If pages moved while they were read, an object may be in it twice.
func (c *Collection[T]) Select(ctx context.Context, id string) ([]T, error) {
	if c.options.Disabled {
		items, err := c.collect(ctx, func(int, bool) error { return nil })
		return items[id], err
	}
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		l, err := c.listed(ctx, true)
		if err != nil {
			return nil, err
		}
		if !errors.Is(l.err, errPartial) {
			return slices.Clone(l.items[id]), l.err
		}
	}
}

// listed waits for a listing and returns it; an empty one if a listing is not worth it yet.
func (c *Collection[T]) listed(ctx context.Context, whole bool) (*listing[T], error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	l := c.join(ctx, whole)
	if l == nil {
		return &listing[T]{}, nil
	}
	err := l.Wait(ctx)
	if l.Abandoned && c.era.listing == l {
		c.era.listing = nil
	}
	return l, err
}

// join returns the listing at hand, or begins one if that is worth its pages.
func (c *Collection[T]) join(ctx context.Context, whole bool) *listing[T] {
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
		c.begin(ctx)
	}
	c.era.listing.whole = c.era.listing.whole || whole
	return c.era.listing
}

// begin starts a listing. It stops when it has more pages than there are reads to make them worth
// it, and is thrown away if something was written meanwhile.
func (c *Collection[T]) begin(ctx context.Context) {
	l := &listing[T]{}
	c.era.listing = l
	var items map[string][]T
	var err error
	worth := 0
	goOn := func(pages int, told bool) error {
		c.mu.Lock()
		defer c.mu.Unlock()
		if l.whole || c.era.listing == l && pages <= c.era.reads {
			return nil
		}
		// Where the service does not tell, there are as many again as were read, for all we know.
		if worth = pages; !told {
			worth = max(pages, 2*(pages-1))
		}
		return errPartial
	}
	l.Flight = Launch(ctx, &c.mu, func(ctx context.Context) { items, err = c.collect(ctx, goOn) }, func() {
		if c.era.listing != l || c.era.writes != c.options.Writes.count() {
			l.err = errPartial
			return
		}
		l.items, l.err = items, err
		switch {
		case errors.Is(err, errPartial):
			c.era.worth, c.era.listing = worth, nil
		case err != nil:
			c.era.worth, c.era.listing = 2*c.era.reads, nil
		}
	})
}

// collect reads the pages and returns what they hold, by ID and second name. What a list lacks by
// the service's own count is confirmed by a GET, so it may be short.
func (c *Collection[T]) collect(ctx context.Context, goOn func(pages int, told bool) error) (map[string][]T, error) {
	items := map[string][]T{}
	w := walk[T]{fetch: c.options.Pages(), unique: c.options.Unique, goOn: goOn}
	for item, err := range w.objects(ctx) {
		if _, short := errors.AsType[*ShortError](err); short && c.options.Get != nil {
			break
		}
		if errors.Is(err, errPartial) {
			return items, err
		}
		if err != nil {
			return nil, err
		}
		id := c.options.ID(item)
		items[id] = append(items[id], item)
		if also := c.options.Also(item); also != "" {
			items[also] = append(items[also], item)
		}
	}
	return items, nil
}
