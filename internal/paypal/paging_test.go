package paypal_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// totals are what a service may say about a list of count entries in pages of size, on one page.
var totals = map[string]func(count, pages, page, shown int) string{
	"true": func(count, pages, page, _ int) string {
		return fmt.Sprintf(`{"total_count":%d,"total_pages":%d,"current_page":%d}`, count, pages, page)
	},
	"true, with neighbours": func(count, pages, page, _ int) string {
		next := "null"
		if page < pages {
			next = strconv.Itoa(page + 1)
		}
		return fmt.Sprintf(`{"total_count":%d,"total_pages":%d,"current_page":%d,"next_page":%s,"prev_page":null}`, count, pages, page, next)
	},
	"placeholder": func(_, _, _, _ int) string {
		return `{"total_count":123,"total_pages":123,"current_page":123,"next_page":3,"prev_page":1}`
	},
	"overstated": func(count, pages, page, _ int) string {
		return fmt.Sprintf(`{"total_count":%d,"total_pages":%d,"current_page":%d}`, count+10, pages+3, page)
	},
	"one page, true count": func(count, _, page, _ int) string {
		return fmt.Sprintf(`{"total_count":%d,"total_pages":1,"current_page":%d}`, count, page)
	},
	"count only":     func(count, _, _, _ int) string { return fmt.Sprintf(`{"total_count":%d}`, count) },
	"count of page":  func(_, _, _, shown int) string { return fmt.Sprintf(`{"total_count":%d}`, shown) },
	"pages only":     func(_, pages, _, _ int) string { return fmt.Sprintf(`{"total_pages":%d}`, pages) },
	"zeros":          func(_, _, _, _ int) string { return `{"total_count":0,"total_pages":0,"current_page":0}` },
	"nulls":          func(_, _, _, _ int) string { return `{"total_count":null,"total_pages":null}` },
	"empty":          func(_, _, _, _ int) string { return `{}` },
	"null":           func(_, _, _, _ int) string { return `null` },
	"next page only": func(_, pages, page, _ int) string { return fmt.Sprintf(`{"next_page":%d}`, min(page+1, pages)) },
}

// TestPaging_nothingIsOverlooked: whatever the totals say, and however few entries the service
// gives at once, a listing is whole and in order.
func TestPaging_nothingIsOverlooked(t *testing.T) {
	t.Parallel()
	for name, say := range totals {
		for _, limit := range []int{2, 10, 100} {
			for _, count := range []int{0, 1, limit - 1, limit, limit + 1, 2 * limit, 2*limit + 1} {
				t.Run(fmt.Sprintf("%s, %d in pages of %d", name, count, limit), func(t *testing.T) {
					t.Parallel()
					var ids []string
					for i := range count {
						ids = append(ids, fmt.Sprint("id-", i))
					}
					client := newClient(t, &pages{ids: func(int) []string { return ids }, limit: limit, totals: say})
					checkListed(t, client, ids)
				})
			}
		}
	}
}

// TestPaging_understated: totals that count one page only hide nothing as long as the service gives
// as many entries at once as it is asked for.
func TestPaging_understated(t *testing.T) {
	t.Parallel()
	var ids []string
	for i := range 300 {
		ids = append(ids, fmt.Sprint("id-", i))
	}
	client := newClient(t, &pages{ids: func(int) []string { return ids }, limit: 100, totals: func(_, _, page, shown int) string {
		return fmt.Sprintf(`{"total_count":%d,"total_pages":1,"current_page":%d}`, shown, page)
	}})
	checkListed(t, client, ids)
}

func TestPaging_requests(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ count, limit, want int }{
		"empty":               {0, 100, 1},
		"short":               {99, 100, 1},
		"exactly one page":    {100, 100, 2},
		"two pages":           {150, 100, 2},
		"ten pages and a bit": {950, 100, 10},
		"fewer at once":       {25, 10, 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ids := make([]string, c.count)
			for i := range ids {
				ids[i] = fmt.Sprint("id-", i)
			}
			server := &pages{ids: func(int) []string { return ids }, limit: c.limit, totals: totals["true"]}
			got, err := newClient(t, server).Transactions.List(t.Context(), "w-1")
			if err != nil || len(got) != c.count {
				t.Fatalf("%d transactions, error %v", len(got), err)
			}
			if n := int(server.requests.Load()); n != c.want {
				t.Errorf("%d requests, want %d", n, c.want)
			}
		})
	}
}

// TestPaging_newEntriesMeanwhile: an entry posted between two pages moves the rest on, so that some
// are listed again.
func TestPaging_newEntriesMeanwhile(t *testing.T) {
	t.Parallel()
	var ids []string
	for i := range 250 {
		ids = append(ids, fmt.Sprint("id-", i))
	}
	client := newClient(t, &pages{limit: 100, totals: totals["true"], ids: func(page int) []string {
		if page == 1 {
			return ids
		}
		return append([]string{"new-1", "new-2"}, ids...)
	}})
	checkListed(t, client, ids)
}

// TestPaging_withoutIDs: entries that show no id are all kept.
func TestPaging_withoutIDs(t *testing.T) {
	t.Parallel()
	client := newClient(t, &pages{ids: func(int) []string { return make([]string, 3) }, limit: 100, totals: totals["true"]})
	got, err := client.Transactions.List(t.Context(), "w-1")
	if err != nil || len(got) != 3 {
		t.Errorf("%d transactions, error %v", len(got), err)
	}
}

// TestPaging_samePageAgain: a service that answers each page with the same one is noticed after a
// few, whatever it says of their number, and the error says what was seen.
func TestPaging_samePageAgain(t *testing.T) {
	t.Parallel()
	for name, say := range map[string]string{"no totals": `{}`, "the page's own": `{"total_count":100,"total_pages":1}`, "many pages": `{"total_count":99999,"total_pages":1000}`} {
		for _, count := range []int{3, 100} {
			if count == 3 && name == "the page's own" {
				continue // that is a whole listing
			}
			t.Run(fmt.Sprintf("%s, %d on each", name, count), func(t *testing.T) {
				t.Parallel()
				ids := make([]string, count)
				for i := range ids {
					ids[i] = fmt.Sprint("id-", i)
				}
				same := &pages{ids: func(int) []string { return ids }, limit: 100, totals: func(int, int, int, int) string { return say }}
				client := newClient(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					r.URL.RawQuery = "page=1&per_page=100"
					same.ServeHTTP(w, r)
				}))
				got, err := client.Transactions.List(t.Context(), "w-1")
				if err == nil || got != nil || !strings.Contains(err.Error(), fmt.Sprintf("repeats the %d objects", count)) {
					t.Errorf("%d transactions, error %v", len(got), err)
				}
				if n := same.requests.Load(); n > 10 {
					t.Errorf("%d requests", n)
				}
			})
		}
	}
}

// TestPaging_failure: a listing of which a page is missing is no listing.
func TestPaging_failure(t *testing.T) {
	t.Parallel()
	ids := make([]string, 250)
	for i := range ids {
		ids[i] = fmt.Sprint("id-", i)
	}
	for _, broken := range []int{1, 2, 3} {
		whole := &pages{ids: func(int) []string { return ids }, limit: 100, totals: totals["true"]}
		client := newClient(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Query().Get("page") == strconv.Itoa(broken) {
				http.Error(w, `{"name":"NOT_AUTHORIZED","message":"no","debug_id":"d"}`, http.StatusForbidden)
				return
			}
			whole.ServeHTTP(w, r)
		}))
		if got, err := client.Wallets.List(t.Context(), "acme"); !transport.IsForbidden(err) || got != nil {
			t.Errorf("page %d: %d wallets, error %v", broken, len(got), err)
		}
		if got, err := client.Transactions.List(t.Context(), "w-1"); !transport.IsForbidden(err) || got != nil {
			t.Errorf("page %d: %d transactions, error %v", broken, len(got), err)
		}
	}
}

// TestPages_areSafeToStopAt: what a page says of the number of pages never ends a listing too
// early.
func TestPages_areSafeToStopAt(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		meta        string
		page, shown int
		want        int
	}{
		"said":                         {`{"total_count":300,"total_pages":3}`, 1, 100, 3},
		"said on the last":             {`{"total_count":250,"total_pages":3}`, 3, 50, 3},
		"said on a last that is full":  {`{"total_count":300,"total_pages":3}`, 3, 100, 0},
		"said on one beyond the last":  {`{"total_count":300,"total_pages":3}`, 4, 0, 3},
		"not said":                     {`{}`, 1, 1, 0},
		"one, and there is no more":    {`{"total_count":1,"total_pages":1}`, 1, 1, 1},
		"one, and there is more":       {`{"total_count":2,"total_pages":1}`, 1, 1, 2},
		"one, and it is full":          {`{"total_count":100,"total_pages":1}`, 1, 100, 0},
		"a count that is not all":      {`{"total_count":2}`, 1, 1, 2},
		"a count that is all":          {`{"total_count":1}`, 1, 1, 0},
		"a count, on a later page":     {`{"total_count":300}`, 3, 50, 0},
		"a next one":                   {`{"total_pages":1,"next_page":2}`, 1, 1, 2},
		"a next one long ago":          {`{"total_pages":3,"next_page":2}`, 3, 1, 3},
		"many, and there are none":     {`{"total_count":123,"total_pages":123}`, 2, 0, 123},
		"none, and there are some":     {`{"total_count":0,"total_pages":0}`, 1, 1, 0},
		"none, and there are none":     {`{"total_count":0,"total_pages":0}`, 1, 0, 0},
		"fewer than were asked before": {`{"total_count":250,"total_pages":1}`, 2, 100, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wallets := strings.TrimSuffix(strings.Repeat(someWallet+",", c.shown), ",")
			transactions := strings.TrimSuffix(strings.Repeat(someTransaction+",", c.shown), ",")
			stub := newStub(t, http.StatusOK, `{"wallet_transactions":[`+transactions+`],"meta":`+c.meta+`,"wallets":[`+wallets+`],"metadata":`+c.meta+`}`)
			history, err := stub.client.Transactions.Page(t.Context(), "w-1", c.page)
			listed, errWallets := stub.client.Wallets.Page(t.Context(), "acme", c.page)
			if err := errors.Join(err, errWallets); err != nil {
				t.Fatal(err)
			}
			if history.Pages != c.want || len(history.Items) != c.shown || listed.Pages != c.want || len(listed.Items) != c.shown {
				t.Errorf("%d transactions of %d pages, %d wallets of %d; want %d of %d",
					len(history.Items), history.Pages, len(listed.Items), listed.Pages, c.shown, c.want)
			}
		})
	}
}

func checkListed(t *testing.T, client *paypal.Client, want []string) {
	t.Helper()
	var wallets, transactions []string
	listed, err := client.Wallets.List(t.Context(), "acme")
	for _, w := range listed {
		wallets = append(wallets, w.ID)
	}
	history, errHistory := client.Transactions.List(t.Context(), "w-1")
	for _, x := range history {
		transactions = append(transactions, x.ID)
	}
	if err := errors.Join(err, errHistory); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, wallets); diff != "" {
		t.Errorf("wallets (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, transactions); diff != "" {
		t.Errorf("transactions (-want +got):\n%s", diff)
	}
}

// pages serves ids, which may differ from page to page, as wallets and as transactions.
type pages struct {
	ids      func(page int) []string
	limit    int // gives no more at once
	totals   func(count, pages, page, shown int) string
	requests atomic.Int64
}

func (p *pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.requests.Add(1)
	number, size := queryInt(r.URL.Query(), "page"), min(queryInt(r.URL.Query(), "per_page"), p.limit)
	all := p.ids(number)
	from := min((number-1)*size, len(all))
	shown := all[from:min(from+size, len(all))]
	total := p.totals(len(all), (len(all)+size-1)/size, number, len(shown))
	var entries []string
	for _, id := range shown {
		entries = append(entries, fmt.Sprintf(`{"id":%q,"wallet_transaction_id":%q,"external_customer_id":"acme","status":"ACTIVE","rate_amount":"1.0"}`, id, id))
	}
	list := "[" + strings.Join(entries, ",") + "]"
	_, _ = io.WriteString(w, `{"wallets":`+list+`,"metadata":`+total+`,"wallet_transactions":`+list+`,"meta":`+total+`}`)
}

func queryInt(query url.Values, key string) int {
	n, err := strconv.Atoi(query.Get(key))
	if err != nil {
		panic(err)
	}
	return n
}
