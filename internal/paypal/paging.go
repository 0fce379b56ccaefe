package paypal

import (
	"context"
	"errors"
	"net/url"
	"strconv"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/collection"
)

// perPage is the most that listings of the service's family give at once (contract: wallets 2.2).
const perPage = 100

func withPage(query url.Values, page int) url.Values {
	query.Set("page", strconv.Itoa(page))
	query.Set("per_page", strconv.Itoa(perPage))
	return query
}

// totals is what either dialect of paging says about the whole (contract: wallets, trap 6). The
// documented examples contradict themselves, so it may make us ask for more pages but never for
// fewer.
type totals struct {
	TotalCount *int `json:"total_count"`
	TotalPages int  `json:"total_pages"`
	NextPage   int  `json:"next_page"`
}

// present refuses an answer without a list, unless its totals say that there is nothing to list:
// taken for an empty list, it would say that nothing was ever posted.
func (t totals) present(list bool) error {
	if list || t.TotalCount != nil && *t.TotalCount == 0 {
		return nil
	}
	return errors.New("the answer holds no list")
}

// pageOf makes a page whose number of pages is safe to stop at: 0, not known, where the totals
// would end the listing at a page that is full, and 2 where they count more than the only page
// holds.
func pageOf[T any](items []T, t totals, page int) collection.Page[T] {
	pages := max(t.TotalPages, t.NextPage)
	if page == 1 && t.TotalCount != nil && *t.TotalCount > len(items) {
		pages = max(pages, 2)
	}
	if pages <= page && len(items) >= perPage {
		pages = 0
	}
	return collection.Page[T]{Items: items, Pages: pages}
}

// pages begins a listing. A first page shorter than was asked for is the only one if the totals
// agree; otherwise its length may be the most that the service gives at once, and what comes after
// is asked for until a page is shorter still: an entry overlooked here would be posted again.
func pages[T any](fetch collection.Fetch[T]) func() collection.Fetch[T] {
	return func() collection.Fetch[T] {
		full := perPage
		return func(ctx context.Context, number int) (collection.Page[T], error) {
			page, err := fetch(ctx, number)
			if err != nil || number == 1 && page.Pages == 1 {
				return page, err
			}
			if number == 1 {
				full = min(full, len(page.Items))
			}
			page.Pages = max(page.Pages, number)
			if page.Pages == number && len(page.Items) >= max(full, 1) {
				page.Pages++
			}
			return page, nil
		}
	}
}

// distinct drops what was listed before under the same id.
func distinct[T any](items []T, id func(T) string) []T {
	seen := make(map[string]bool, len(items))
	kept := make([]T, 0, len(items))
	for _, item := range items {
		key := id(item)
		if key != "" && seen[key] {
			continue
		}
		seen[key] = true
		kept = append(kept, item)
	}
	return kept
}
