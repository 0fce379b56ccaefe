package transport

import (
	"context"
	"fmt"
	"sync"
)

const (
	// parallelPages bounds the pages of one listing in flight, which leaves connections for other callers.
	parallelPages = 8

	// maxPages ends listings that would not end: a service that ignores the page number.
	maxPages = 1000
)

// Page is one page of a listing.
type Page[T any] struct {
	// Items are the page's entries in the service's order.
	Items []T
	// Pages is how many pages the service says there are, zero when it does not say.
	Pages int
}

// All returns the entries of every page in order; size is the number asked for per page.
//
// Where the first page says how many there are, the rest is fetched in parallel. The number is a hint only: an
// empty page ends the listing before it, and a full last page is followed by another request. Where it is not
// said, the first page shorter than size is the last. On failure there are no entries, only the error.
func All[T any](ctx context.Context, fetch func(ctx context.Context, page int) (Page[T], error), size int) ([]T, error) {
	first, err := fetch(ctx, 1)
	if err != nil {
		return nil, err
	}
	items, last := first.Items, first.Items
	if len(last) == 0 {
		return items, nil
	}
	if first.Pages > maxPages {
		return nil, tooManyPages()
	}
	page := 1
	for page < first.Pages {
		wave, err := fetchWave(ctx, fetch, page+1, min(page+parallelPages, first.Pages))
		if err != nil {
			return nil, err
		}
		for _, next := range wave {
			if len(next.Items) == 0 {
				return items, nil
			}
			items, last = append(items, next.Items...), next.Items
		}
		page += len(wave)
	}
	for len(last) >= size && len(last) > 0 {
		if page++; page > maxPages {
			return nil, tooManyPages()
		}
		next, err := fetch(ctx, page)
		if err != nil {
			return nil, err
		}
		items, last = append(items, next.Items...), next.Items
	}
	return items, nil
}

func tooManyPages() error { return fmt.Errorf("the listing has more than %d pages", maxPages) }

// fetchWave fetches pages from..to at once. Its error is the one that came first, not a cancellation it caused.
func fetchWave[T any](ctx context.Context, fetch func(context.Context, int) (Page[T], error), from, to int) ([]Page[T], error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	wave := make([]Page[T], to-from+1)
	var running sync.WaitGroup
	for i := range wave {
		running.Go(func() {
			var err error
			if wave[i], err = fetch(ctx, from+i); err != nil {
				cancel(err)
			}
		})
	}
	running.Wait()
	return wave, context.Cause(ctx)
}
