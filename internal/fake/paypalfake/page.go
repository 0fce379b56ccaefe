package paypalfake

import (
	"net/url"
	"slices"
	"strconv"
)

// page is one page of a list and what the service says about the whole.
type page[T any] struct {
	items  []T
	number int
	total  int
	pages  int
}

// paginate cuts a page out of a list that is in the order of creation. A per_page over the maximum
// is lowered to it.
func paginate[T any](s Switches, all []T, query url.Values) (page[T], *refusal) {
	if !s.OldestFirst {
		all = slices.Clone(all)
		slices.Reverse(all)
	}
	number, bad := positive(query, "page", 1)
	if bad != nil {
		return page[T]{}, bad
	}
	most := orElse(s.MaxPageSize, 100)
	size, bad := positive(query, "per_page", orElse(s.DefaultPageSize, 10))
	if bad != nil {
		return page[T]{}, bad
	}
	size = min(size, most)
	if s.SamePage {
		number = 1
	}
	from := min(len(all), (number-1)*size)
	p := page[T]{items: all[from:min(len(all), from+size)], number: number, total: len(all)}
	switch s.Totals {
	case TotalsOverstated:
		p.total += 10
	case TotalsUnderstated:
		p.total = len(p.items)
	}
	p.pages = (p.total + size - 1) / size
	return p, nil
}

func positive(query url.Values, name string, absent int) (int, *refusal) {
	text := query.Get(name)
	if text == "" {
		return absent, nil
	}
	n, err := strconv.Atoi(text)
	// The bound keeps page times per_page within an int.
	if err != nil || n < 1 || n > 1<<30 {
		return 0, malformed(detail{Field: name, Value: text, Location: "query", Issue: "INVALID_PARAMETER_VALUE"})
	}
	return n, nil
}

func orElse(n, absent int) int {
	if n == 0 {
		return absent
	}
	return n
}

// placeholder is the number in every count of the documented samples.
const placeholder = 123

// walletsMeta is the dialect of the list of wallets (contract: wallets 2.2).
type walletsMeta struct {
	TotalCount  int `json:"total_count"`
	TotalPages  int `json:"total_pages"`
	CurrentPage int `json:"current_page"`
}

// transactionsMeta is the dialect of the history, and of the answer to a POST (contract: wallets
// 3.2).
type transactionsMeta struct {
	TotalCount  int `json:"total_count"`
	TotalPages  int `json:"total_pages"`
	CurrentPage int `json:"current_page"`
	NextPage    int `json:"next_page,omitempty"`
	PrevPage    int `json:"prev_page,omitempty"`
}

func (p page[T]) walletsMeta(s Switches) *walletsMeta {
	switch s.Totals {
	case TotalsAbsent:
		return nil
	case TotalsPlaceholder:
		return &walletsMeta{placeholder, placeholder, placeholder}
	default:
		return &walletsMeta{p.total, p.pages, p.number}
	}
}

func (p page[T]) transactionsMeta(s Switches) *transactionsMeta {
	switch s.Totals {
	case TotalsAbsent:
		return nil
	case TotalsPlaceholder:
		return &transactionsMeta{placeholder, placeholder, placeholder, 3, 1}
	}
	m := &transactionsMeta{TotalCount: p.total, TotalPages: p.pages, CurrentPage: p.number}
	if p.number < p.pages {
		m.NextPage = p.number + 1
	}
	if p.number > 1 {
		m.PrevPage = p.number - 1
	}
	return m
}
