package collection

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shelf is a listing of numbered items.
type shelf struct {
	items []int
	size  int // what the service gives per page, whatever is asked
	pages int // what the service says
	total int // what the service counts

	mu    sync.Mutex
	asked map[int]int
}

func newShelf(n, size, pages int) *shelf {
	s := &shelf{size: size, pages: pages, asked: map[int]int{}}
	for i := range n {
		s.items = append(s.items, i)
	}
	return s
}

func (s *shelf) fetch(_ context.Context, page int) (Page[int], error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked[page]++
	from := min((page-1)*s.size, len(s.items))
	to := min(from+s.size, len(s.items))
	return Page[int]{Items: s.items[from:to:to], Pages: s.pages, Total: s.total}, nil
}

func TestAll_returnsEverythingInOrder(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		items, size, pages, total int
		requests                  int
	}{
		"nothing":                      {items: 0, size: 10, requests: 1},
		"nothing, and said so":         {items: 0, size: 10, pages: 1, requests: 1},
		"nothing, though some is said": {items: 0, size: 10, pages: 7, requests: 1},
		"one short page":               {items: 9, size: 10, requests: 2},
		"one short page, and said so":  {items: 9, size: 10, pages: 1, requests: 1},
		"walked":                       {items: 35, size: 10, requests: 5},
		"in parallel":                  {items: 195, size: 10, pages: 20, requests: 20},
		"said too few, but counted":    {items: 35, size: 10, pages: 2, total: 35, requests: 4},
		"said one, but counted":        {items: 35, size: 10, pages: 1, total: 35, requests: 4},
		"said too many":                {items: 35, size: 10, pages: 6, requests: 6},
		"said far too many":            {items: 35, size: 10, pages: 900, requests: 9},
		"more than at once":            {items: 1234, size: 10, pages: 124, total: 1234, requests: 124},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShelf(tt.items, tt.size, tt.pages)
			s.total = tt.total
			got, err := All(t.Context(), s.fetch, strconv.Itoa)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(append([]int{}, s.items...), got); diff != "" {
				t.Errorf("items differ (-want +got):\n%s", diff)
			}
			total := 0
			for page, n := range s.asked {
				total += n
				if n != 1 {
					t.Errorf("page %d was asked for %d times", page, n)
				}
			}
			if total != tt.requests {
				t.Errorf("%d requests, want %d", total, tt.requests)
			}
		})
	}
}

func TestAll_keepsWhatFollowsAShortPage(t *testing.T) {
	t.Parallel()
	pages := [][]int{{1, 2, 3}, {4}, {5, 6, 7}}
	got, err := All(t.Context(), func(_ context.Context, page int) (Page[int], error) {
		return Page[int]{Items: pages[page-1], Pages: len(pages)}, nil
	}, strconv.Itoa)
	if diff := cmp.Diff([]int{1, 2, 3, 4, 5, 6, 7}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

// An object that moves to the next page while the pages are read is returned once.
func TestAll_eachObjectOnce(t *testing.T) {
	t.Parallel()
	pages := [][]int{{1, 2, 3}, {3, 4, 5}, {5, 6}}
	got, err := All(t.Context(), func(_ context.Context, page int) (Page[int], error) {
		return Page[int]{Items: pages[page-1], Pages: len(pages)}, nil
	}, strconv.Itoa)
	if diff := cmp.Diff([]int{1, 2, 3, 4, 5, 6}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

// A service that answers each page with the same objects has no others: that is the end where it
// does not say how many pages there are, and an error where it does.
func TestAll_pageThatBringsNothingNew(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		pages, total int
		requests     int32
		repeated     bool
		short        bool
	}{
		"number of pages unknown": {requests: 2},
		"one page":                {pages: 1, requests: 1},
		"more pages":              {pages: 3, requests: 3, repeated: true},
		"very many pages":         {pages: 900, requests: 1 + pagesAtOnce, repeated: true},
		"more objects counted":    {pages: 1, total: 21, requests: 2, short: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var requests atomic.Int32
			got, err := All(t.Context(), func(context.Context, int) (Page[int], error) {
				requests.Add(1)
				return Page[int]{Items: []int{1, 2}, Pages: tt.pages, Total: tt.total}, nil
			}, strconv.Itoa)
			_, repeated := errors.AsType[*RepeatedError](err)
			short, isShort := errors.AsType[*ShortError](err)
			if repeated != tt.repeated || isShort != tt.short || err == nil && len(got) != 2 || err != nil && got != nil {
				t.Errorf("got %v, %v", got, err)
			}
			if isShort && *short != (ShortError{Listed: 2, Total: tt.total}) {
				t.Errorf("got %v", short)
			}
			if requests.Load() != tt.requests {
				t.Errorf("%d requests, want %d", requests.Load(), tt.requests)
			}
		})
	}
}

// Objects without a name count where a page has one that is new, and end a listing of none.
func TestAll_withoutNames(t *testing.T) {
	t.Parallel()
	pages := [][]string{{"a", "", ""}, {"b", ""}, {"", "b"}}
	got, err := All(t.Context(), func(_ context.Context, page int) (Page[string], error) {
		return Page[string]{Items: pages[min(page, 3)-1]}, nil
	}, func(s string) string { return s })
	if diff := cmp.Diff([]string{"a", "", "", "b", ""}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

func TestAll_endsWithAServiceThatDoesNot(t *testing.T) {
	t.Parallel()
	for name, pages := range map[string]int{"says too much": maxPages + 1, "says nothing": 0} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var requests atomic.Int32
			_, err := All(t.Context(), func(_ context.Context, page int) (Page[int], error) {
				requests.Add(1)
				return Page[int]{Items: []int{page}, Pages: pages}, nil
			}, strconv.Itoa)
			if err == nil || requests.Load() > maxPages {
				t.Errorf("got %v after %d requests", err, requests.Load())
			}
		})
	}
}

func TestAll_parallelismIsBounded(t *testing.T) {
	t.Parallel()
	var now, most atomic.Int32
	full := make(chan struct{})
	_, err := All(t.Context(), func(_ context.Context, page int) (Page[int], error) {
		n := now.Add(1)
		defer now.Add(-1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		// The first wave holds until all of it is under way, so that the most is seen.
		if page > 1 && page <= 1+pagesAtOnce {
			if n == pagesAtOnce {
				close(full)
			}
			<-full
		}
		return Page[int]{Items: []int{page}, Pages: 50}, nil
	}, strconv.Itoa)
	if err != nil || most.Load() != pagesAtOnce {
		t.Errorf("%d at once: %v", most.Load(), err)
	}
}

func TestAll_failsWithTheCauseNotItsConsequences(t *testing.T) {
	t.Parallel()
	broken := errors.New("page is broken")
	for _, at := range []int{1, 5, 19} {
		t.Run(strconv.Itoa(at), func(t *testing.T) {
			t.Parallel()
			got, err := All(t.Context(), func(ctx context.Context, page int) (Page[int], error) {
				switch {
				case page == at:
					return Page[int]{}, broken
				case at == 5 && page > 1: // the rest of the wave ends only by cancellation
					<-ctx.Done()
					return Page[int]{}, ctx.Err()
				}
				return Page[int]{Items: []int{page}, Pages: 20}, nil
			}, strconv.Itoa)
			if !errors.Is(err, broken) || errors.Is(err, context.Canceled) || got != nil {
				t.Errorf("got %v, %v", got, err)
			}
		})
	}
}

func TestAll_endsWithItsCaller(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	_, err := All(ctx, func(ctx context.Context, page int) (Page[int], error) {
		if page == 1 {
			return Page[int]{Items: []int{1}, Pages: 5}, nil
		}
		cancel()
		<-ctx.Done()
		return Page[int]{}, ctx.Err()
	}, strconv.Itoa)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// Who has seen enough asks for no more pages.
func TestWalk_stopsWithItsCaller(t *testing.T) {
	t.Parallel()
	s := newShelf(1000, 10, 0)
	var got []int
	for item, err := range Walk(t.Context(), s.fetch, func(i int) string { return fmt.Sprint(i) }) {
		if err != nil {
			t.Fatal(err)
		}
		if got = append(got, item); len(got) == 25 {
			break
		}
	}
	if len(s.asked) != 3 {
		t.Errorf("asked for %d pages", len(s.asked))
	}
}
