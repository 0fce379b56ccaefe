package transport

import (
	"context"
	"errors"
	"fmt"
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
	return Page[int]{Items: s.items[from:to:to], Pages: s.pages}, nil
}

func TestAll_returnsEverythingInOrder(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		items, size, pages int
		asked              int // size asked for
		requests           int
	}{
		"nothing":                      {items: 0, size: 10, asked: 10, requests: 1},
		"nothing, and said so":         {items: 0, size: 10, pages: 1, asked: 10, requests: 1},
		"nothing, though some is said": {items: 0, size: 10, pages: 7, asked: 10, requests: 1},
		"one short page":               {items: 9, size: 10, asked: 10, requests: 1},
		"one short page, and said so":  {items: 9, size: 10, pages: 1, asked: 10, requests: 1},
		"one full page":                {items: 10, size: 10, asked: 10, requests: 2},
		"walked":                       {items: 35, size: 10, asked: 10, requests: 4},
		"in parallel":                  {items: 195, size: 10, pages: 20, asked: 10, requests: 20},
		"said too few":                 {items: 35, size: 10, pages: 2, asked: 10, requests: 4},
		"said one":                     {items: 35, size: 10, pages: 1, asked: 10, requests: 4},
		"said too many":                {items: 35, size: 10, pages: 6, asked: 10, requests: 6},
		"said far too many":            {items: 35, size: 10, pages: 900, asked: 10, requests: 9},
		"service gives less":           {items: 35, size: 10, pages: 4, asked: 100, requests: 4},
		"size unknown":                 {items: 35, size: 10, asked: 0, requests: 5},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShelf(tt.items, tt.size, tt.pages)
			got, err := All(t.Context(), s.fetch, tt.asked)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(s.items, got); diff != "" {
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
	sizes := []int{3, 1, 3, 2} // a service that filters each page after cutting it
	got, err := All(t.Context(), func(_ context.Context, page int) (Page[int], error) {
		items := make([]int, sizes[page-1])
		for i := range items {
			items[i] = page
		}
		return Page[int]{Items: items, Pages: len(sizes)}, nil
	}, 3)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{1, 1, 1, 2, 3, 3, 3, 4, 4}, got); diff != "" {
		t.Errorf("items differ (-want +got):\n%s", diff)
	}
}

func TestAll_endsWithAServiceThatDoesNot(t *testing.T) {
	t.Parallel()
	for _, pages := range []int{0, 1, maxPages, maxPages + 1} {
		t.Run(fmt.Sprint(pages), func(t *testing.T) {
			t.Parallel()
			var asked atomic.Int32
			got, err := All(t.Context(), func(context.Context, int) (Page[int], error) {
				asked.Add(1)
				return Page[int]{Items: []int{1, 2}, Pages: pages}, nil
			}, 2)
			if err == nil || got != nil || asked.Load() > maxPages {
				t.Errorf("%d items after %d pages: %v", len(got), asked.Load(), err)
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
		if page > 1 && page <= 1+parallelPages {
			if n == parallelPages {
				close(full)
			}
			<-full
		}
		return Page[int]{Items: []int{page}, Pages: 50}, nil
	}, 2)
	if err != nil || most.Load() != parallelPages {
		t.Errorf("%d at once: %v", most.Load(), err)
	}
}

func TestAll_failsWithTheCauseNotItsConsequences(t *testing.T) {
	t.Parallel()
	broken := errors.New("page 5 is broken")
	for _, at := range []int{1, 5, 21} {
		t.Run(fmt.Sprint(at), func(t *testing.T) {
			t.Parallel()
			got, err := All(t.Context(), func(ctx context.Context, page int) (Page[int], error) {
				switch {
				case page == at:
					return Page[int]{}, broken
				case at == 5 && page > 1: // the rest of the wave ends only by cancellation
					<-ctx.Done()
					return Page[int]{}, ctx.Err()
				}
				return Page[int]{Items: []int{1, 2}, Pages: 20}, nil
			}, 2)
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
		if page == 3 {
			cancel()
		}
		if page > 1 {
			<-ctx.Done()
			return Page[int]{}, ctx.Err()
		}
		return Page[int]{Items: []int{1, 2}, Pages: 20}, nil
	}, 2)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
