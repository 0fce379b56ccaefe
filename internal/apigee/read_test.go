package apigee

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sync/errgroup"
)

// adjustmentServer answers n adjustments, in pages of size unless it honours "all".
func adjustmentServer(n, size int, honoursAll, counts bool) func(*http.Request) (int, string) {
	one := func(i int) string {
		return fmt.Sprintf(`{"id":"a%d","name":"n","adjustmentPercentageFactor":%d.0001,"billingMonth":"3","billingYear":2025}`, i, i)
	}
	return func(r *http.Request) (int, string) {
		if id, ok := strings.CutPrefix(r.URL.Path, "/v1/mint/organizations/acme/billing-adjustments/a"); ok {
			i, err := strconv.Atoi(id)
			if err != nil || i >= n {
				return http.StatusNotFound, mintError("mint.resourceDoesNotExist", "gone")
			}
			return http.StatusOK, one(i)
		}
		if r.Method != http.MethodGet {
			return http.StatusOK, one(0)
		}
		page, _ := strconv.Atoi(r.URL.Query().Get("page"))
		from, to := (page-1)*size, page*size
		if honoursAll && r.URL.Query().Get("all") == "true" {
			from, to = 0, n
		}
		var items []string
		for i := from; i < min(to, n); i++ {
			items = append(items, one(i))
		}
		total := ""
		if counts {
			total = fmt.Sprintf(`,"totalRecords":%d`, n)
		}
		return http.StatusOK, `{"billingAdjustment":[` + strings.Join(items, ",") + "]" + total + "}"
	}
}

func TestRead_sharesListings(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		n, size            int
		honoursAll, counts bool
		batched            bool
		unread             int // how many of the n are not read
		most               int
	}{
		"everything at once":         {n: 1000, size: 20, honoursAll: true, counts: true, batched: true, most: 2},
		"pages all the same":         {n: 1000, size: 100, counts: true, batched: true, most: 20},
		"no count":                   {n: 90, size: 20, honoursAll: true, batched: true, most: 5},
		"no count and pages":         {n: 90, size: 20, batched: true, most: 12},
		"more pages than reads":      {n: 10, size: 1, counts: true, batched: true, unread: 1, most: 10},
		"batching turned off":        {n: 50, size: 20, honoursAll: true, counts: true, most: 50},
		"one object is a plain read": {n: 1, size: 20, honoursAll: true, counts: true, batched: true, most: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, journal := serve(t, adjustmentServer(test.n, test.size, test.honoursAll, test.counts), WithBatchedReads(test.batched))
			var group errgroup.Group
			group.SetLimit(10)
			for i := range test.n - test.unread {
				group.Go(func() error {
					got, err := c.BillingAdjustments.Read(t.Context(), fmt.Sprintf("a%d", i))
					if err == nil && got.PercentageFactor.String() != fmt.Sprintf("%d.0001", i) {
						err = fmt.Errorf("a%d has %s", i, got.PercentageFactor)
					}
					return err
				})
			}
			if err := group.Wait(); err != nil {
				t.Fatal(err)
			}
			if got := len(journal.all()); got > test.most {
				t.Errorf("%d requests for %d reads", got, test.n-test.unread)
			}
		})
	}
}

func TestRead_afterWrites(t *testing.T) {
	t.Parallel()
	c, journal := serve(t, adjustmentServer(3, 20, true, true))
	read := func(want int) {
		t.Helper()
		before := len(journal.all())
		for i := range 3 {
			if _, err := c.BillingAdjustments.Read(t.Context(), fmt.Sprintf("a%d", i)); err != nil {
				t.Fatal(err)
			}
		}
		if got := len(journal.all()) - before; got != want {
			t.Errorf("%d requests, want %d", got, want)
		}
	}
	read(2)
	read(0)
	if err := c.BillingAdjustments.Kind.Delete(t.Context(), "a0"); err != nil {
		t.Fatal(err)
	}
	read(2)
	if _, err := c.BillingAdjustments.Read(t.Context(), "a7"); !IsNotFound(err) {
		t.Errorf("a missing one: %v", err)
	}
}
