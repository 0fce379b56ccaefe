package apigee

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// shelf is a collection of n objects behind a server with habits of its own.
type shelf struct {
	n          int
	knowsAll   bool // all=true returns everything
	largest    int  // the largest page, whatever is asked
	countless  bool // sends no totalRecords
	count      int  // what totalRecords says; 0: the truth
	onePage    bool // ignores "page"
	overlap    int  // how many objects of the previous page each page repeats
	missAtEnd  bool // says that nothing matched behind the last page
	withoutIDs bool
}

func (s shelf) page(r *http.Request) (int, string) {
	query := r.URL.Query()
	size, err := strconv.Atoi(query.Get("size"))
	if err != nil || size > s.largest {
		size = s.largest
	}
	page, err := strconv.Atoi(query.Get("page"))
	if err != nil || s.onePage {
		page = 1
	}
	first := max(0, (page-1)*size-s.overlap)
	last := min(s.n, first+size)
	if s.knowsAll && query.Get("all") == "true" {
		first, last = 0, s.n
	}
	if s.missAtEnd && first >= s.n {
		return 404, mintError("mint.noSuchResource", "nothing matched")
	}
	var objects []string
	for i := first; i < last; i++ {
		if s.withoutIDs {
			objects = append(objects, `{"name":"N"}`)
			continue
		}
		objects = append(objects, fmt.Sprintf(`{"id":"%04d","name":"N","adjustmentPercentageFactor":1,"billingMonth":"5","billingYear":2025}`, i))
	}
	total := ""
	if !s.countless {
		count := s.n
		if s.count != 0 {
			count = s.count
		}
		total = fmt.Sprintf(`,"totalRecords":%d`, count)
	}
	return 200, `{"billingAdjustment":[` + strings.Join(objects, ",") + `]` + total + `}`
}

func TestBillingAdjustments_everyOneOnceWhateverTheServersHabits(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name     string
		shelf    shelf
		requests int
	}{
		{"empty", shelf{n: 0, knowsAll: true, largest: 20}, 1},
		{"empty and countless", shelf{n: 0, largest: 20, countless: true}, 1},
		{"empty and said as an error", shelf{n: 0, largest: 20, missAtEnd: true}, 1},
		{"one answer", shelf{n: 250, knowsAll: true, largest: 20}, 1},
		{"one answer of one page", shelf{n: pageSize, knowsAll: true, largest: 20}, 1},
		{"one answer, uncounted", shelf{n: 250, knowsAll: true, largest: 20, countless: true}, 1},
		{"one answer as large as a page, uncounted", shelf{n: pageSize, knowsAll: true, largest: 20, countless: true}, 2},
		{"pages as asked", shelf{n: 250, largest: 1000}, 3},
		{"pages as asked, the last one full", shelf{n: 200, largest: 1000}, 2},
		{"pages as asked, uncounted", shelf{n: 250, largest: 1000, countless: true}, 4},
		{"page size capped", shelf{n: 65, largest: 20}, 4},
		{"page size capped, uncounted", shelf{n: 65, largest: 20, countless: true}, 5},
		{"page size capped, uncounted, error behind the end", shelf{n: 60, largest: 20, countless: true, missAtEnd: true}, 4},
		{"one page for ever, uncounted", shelf{n: 20, largest: 20, countless: true, onePage: true}, 2},
		{"objects slip to the next page", shelf{n: 65, largest: 20, overlap: 3}, 4},
		{"count too low", shelf{n: 30, knowsAll: true, largest: 20, count: 3}, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c, sent := serve(t, tt.shelf.page)
			got, err := c.BillingAdjustments.List(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != tt.shelf.n {
				t.Errorf("got %d of %d", len(got), tt.shelf.n)
			}
			for i, a := range got {
				if want := fmt.Sprintf("%04d", i); a.ID != want {
					t.Fatalf("number %d is %s", i, a.ID)
				}
			}
			if n := len(sent.all()); n != tt.requests {
				t.Errorf("%d requests, want %d", n, tt.requests)
			}
		})
	}
}

func TestBillingAdjustments_refusesAListWithHoles(t *testing.T) {
	t.Parallel()
	c, _ := serve(t, shelf{n: 20, largest: 20, onePage: true, count: 21}.page)
	got, err := c.BillingAdjustments.List(t.Context())
	if err == nil || !strings.Contains(err.Error(), "counts 21") || !strings.Contains(err.Error(), "only 20") {
		t.Errorf("got %d, %v", len(got), err)
	}
}

func TestAll_pagesWhatOneAnswerCannotHold(t *testing.T) {
	t.Parallel()
	tooMuch := `{"billingAdjustment":[],"padding":"` + strings.Repeat("x", 33<<20) + `"}`
	c, sent := serve(t, func(r *http.Request) (int, string) {
		if r.URL.Query().Has("all") {
			return 200, tooMuch
		}
		return shelf{n: 250, largest: 1000}.page(r)
	})
	got, err := c.BillingAdjustments.List(t.Context())
	if err != nil || len(got) != 250 || len(sent.all()) != 4 {
		t.Errorf("got %d, %v after %d requests", len(got), err, len(sent.all()))
	}
}

func TestAll_anAnswerNobodyCanReadIsAnError(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`<html>login</html>`, `{"billingAdjustment":[{"id":1}]}`, ``, `{"billingAdjustment":[`} {
		c, sent := serve(t, says(200, body))
		if got, err := c.BillingAdjustments.List(t.Context()); err == nil || IsNotFound(err) || len(sent.all()) != 2 {
			t.Errorf("%q: got %v, %v after %d requests", body, got, err, len(sent.all()))
		}
	}
}

func TestAll_endsWhenNothingHasAnID(t *testing.T) {
	t.Parallel()
	c, sent := serve(t, shelf{n: 45, largest: 20, countless: true, withoutIDs: true}.page)
	got, err := c.BillingAdjustments.List(t.Context())
	if err != nil || len(got) != 20 || len(sent.all()) != 2 {
		t.Errorf("got %d, %v after %d requests", len(got), err, len(sent.all()))
	}
}

func TestAll_failsWhenAnyPageFails(t *testing.T) {
	t.Parallel()
	c, _ := serve(t, func(r *http.Request) (int, string) {
		if r.URL.Query().Get("page") == "3" {
			return 403, mintError("mint.forbidden", "no")
		}
		return shelf{n: 250, largest: 1000}.page(r)
	})
	got, err := c.BillingAdjustments.List(t.Context())
	if !transport.IsForbidden(err) || got != nil {
		t.Errorf("got %d, %v", len(got), err)
	}
}

func TestAll_asksForEverythingAtOnce(t *testing.T) {
	t.Parallel()
	c, sent := serve(t, shelf{n: 1, largest: 20}.page)
	if _, err := c.BillingAdjustments.List(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := sent.last(t).Query; got != "all=true&page=1&size=100" {
		t.Errorf("sent %s", got)
	}
}
