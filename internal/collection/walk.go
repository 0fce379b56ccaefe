package collection

import (
	"context"
	"fmt"
	"iter"

	"golang.org/x/sync/errgroup"
)

const (
	// pagesAtOnce bounds how many pages of one listing are asked for side by side, which leaves
	// connections for other callers.
	pagesAtOnce = 8
	// maxPages ends a listing whose service always has another page.
	maxPages = 10_000
	// maxFruitless is how many pages in a row may bring nothing new although more are due: what is
	// created meanwhile moves the rest on, so that a page may show what the one before it did.
	maxFruitless = 3
)

// Page is one page of a listing.
type Page[T any] struct {
	// Items are the objects of the page, in the service's order.
	Items []T
	// Pages is how many pages there are, as far as the answer tells: the total; or the page's own
	// number if it is known to be the last; or 0 if unknown, and then pages are asked for until one
	// brings nothing new.
	Pages int
	// Total is how many objects the service counts in the whole listing; 0 if it does not say.
	Total int
}

// Fetch returns a page of a listing, counted from 1.
type Fetch[T any] func(ctx context.Context, page int) (Page[T], error)

// ShortError says that a listing ended before it held as many objects as the service counts. Who
// looks for an object before creating it must not take such a list for the whole.
type ShortError struct{ Listed, Total int }

func (e *ShortError) Error() string {
	return fmt.Sprintf("the service counts %d objects and lists only %d", e.Total, e.Listed)
}

// RepeatedError says that the service answered a page with objects of earlier pages only, although
// more were due.
type RepeatedError struct{ Page, Listed, Pages int }

func (e *RepeatedError) Error() string {
	return fmt.Sprintf("page %d of %d repeats the %d objects of the pages before it; the service does not page as it says", e.Page, e.Pages, e.Listed)
}

// Walk yields the objects of all pages, each once, in the service's order; unique tells them apart,
// nil for a collection whose objects have no name of their own. Pages that are known to exist are
// read side by side, a few at a time. A page that brings nothing new is the last. The walk ends
// with the first error: that of a page, *[ShortError] or *[RepeatedError].
func Walk[T any](ctx context.Context, fetch Fetch[T], unique func(T) string) iter.Seq2[T, error] {
	w := walk[T]{fetch: fetch, unique: unique, goOn: func(int, bool) error { return nil }}
	return w.objects(ctx)
}

// All returns what [Walk] yields. After an error there are no objects.
func All[T any](ctx context.Context, fetch Fetch[T], unique func(T) string) ([]T, error) {
	objects := []T{}
	for object, err := range Walk(ctx, fetch, unique) {
		if err != nil {
			return nil, err
		}
		objects = append(objects, object)
	}
	return objects, nil
}

type walk[T any] struct {
	fetch  Fetch[T]
	unique func(T) string
	// goOn is asked before pages are, with how many there will be then, and whether the service
	// told that number. Its error ends the walk.
	goOn func(pages int, told bool) error

	seen   map[string]bool
	listed int
}

func (w *walk[T]) objects(ctx context.Context) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		w.seen, w.listed = map[string]bool{}, 0
		known, total := 1, 0
		fruitless, repeated := 0, false // of the pages read last
		for read := 0; read < known; {
			if known > maxPages {
				yield(none, fmt.Errorf("the listing has more than %d pages", maxPages))
				return
			}
			wave, told, err := w.wave(ctx, read+1, min(known, read+pagesAtOnce))
			if err != nil {
				yield(none, err)
				return
			}
			for _, page := range wave {
				read++
				total = max(total, page.Total)
				items := w.fresh(page.Items)
				for _, item := range items {
					if !yield(item, nil) {
						return
					}
				}
				due := max(told, known) > read
				if fruitless++; len(items) > 0 {
					fruitless, repeated = 0, false
				}
				repeated = repeated || due && len(items) == 0 && len(page.Items) > 0
				if len(page.Items) == 0 || len(items) == 0 && (!due || fruitless == maxFruitless) {
					if err := w.end(read, max(told, known), total, repeated); err != nil {
						yield(none, err)
					}
					return
				}
			}
			switch {
			case told == 0 && read == known || told <= read && w.listed < total:
				known = read + 1
			default:
				known = max(told, known)
			}
			if read < known {
				if err := w.goOn(known, told > 0); err != nil {
					yield(none, err)
					return
				}
			}
		}
		if err := w.end(known, known, total, repeated); err != nil {
			yield(none, err)
		}
	}
}

// end is the error of a listing that ended at a page; repeated says that the page has only objects
// of earlier ones, and that more were due.
func (w *walk[T]) end(page, pages, total int, repeated bool) error {
	switch {
	case w.listed < total:
		return &ShortError{Listed: w.listed, Total: total}
	case repeated && w.unique != nil:
		return &RepeatedError{Page: page, Listed: w.listed, Pages: pages}
	}
	return nil
}

// fresh returns the items that no page has shown before. Those without a name cannot be told from
// themselves on another page: they count as new where another one on their page is.
func (w *walk[T]) fresh(items []T) []T {
	if w.unique == nil {
		w.listed += len(items)
		return items
	}
	fresh, named := make([]T, 0, len(items)), false
	for _, item := range items {
		name := w.unique(item)
		if name != "" && w.seen[name] {
			continue
		}
		named = named || name != ""
		w.seen[name] = true
		fresh = append(fresh, item)
	}
	if !named && w.listed > 0 {
		return nil
	}
	w.listed += len(fresh)
	return fresh
}

// wave returns the pages from first to last, and the most pages that one of them told.
func (w *walk[T]) wave(ctx context.Context, first, last int) (pages []Page[T], told int, err error) {
	pages = make([]Page[T], last-first+1)
	group, ctx := errgroup.WithContext(ctx)
	for i := range pages {
		group.Go(func() (err error) {
			pages[i], err = w.fetch(ctx, first+i)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, 0, err
	}
	told = pages[0].Pages
	for _, page := range pages {
		told = max(told, page.Pages)
	}
	return pages, told, nil
}
