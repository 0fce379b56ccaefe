package apigee

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func ids(plans []RatePlan) string {
	return strings.Join(each(plans, func(p RatePlan) string { return p.ID }), " ")
}

func TestRatePlans_filtersAreExplicit(t *testing.T) {
	t.Parallel()
	for filter, want := range map[RatePlanFilter]string{
		{}:               "current=false&showPrivate=false&standard=false",
		{Current: true}:  "current=true&showPrivate=false&standard=false",
		{Standard: true}: "current=false&showPrivate=false&standard=true",
		EveryRatePlan:    "current=false&showPrivate=true&standard=false",
	} {
		c, sent := serve(t, says(200, `{"ratePlan":[{"id":"a"},{"id":"b"}],"totalRecords":2}`))
		got, err := c.PackageRatePlans(t.Context(), "weather", filter)
		if err != nil || ids(got) != "a b" {
			t.Errorf("got %v, %v", ids(got), err)
		}
		if diff := cmp.Diff([]call{{Method: "GET", Path: plansPath, Query: want}}, sent.all()); diff != "" {
			t.Error(diff)
		}
	}
}

func TestRatePlans_noneAndMissingPackage(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`{"ratePlan":[],"totalRecords":0}`, `{"totalRecords":0}`, `{}`} {
		c, _ := serve(t, says(200, body))
		if got, err := c.PackageRatePlans(t.Context(), "weather", EveryRatePlan); err != nil || len(got) != 0 {
			t.Errorf("%s: got %v, %v", body, got, err)
		}
	}
	c, _ := serve(t, says(404, mintError("mint.resourceDoesNotExist", "no such package")))
	if _, err := c.PackageRatePlans(t.Context(), "weather", EveryRatePlan); !IsNotFound(err) {
		t.Errorf("got %v", err)
	}
}

// planShelf pages through n plans, 20 at a time.
func planShelf(n int) func(*http.Request) (int, string) {
	return func(r *http.Request) (int, string) {
		_, adjustments := shelf{n: n, largest: 20}.page(r)
		return 200, strings.Replace(adjustments, "billingAdjustment", "ratePlan", 1)
	}
}

func TestRatePlanLists_walkEveryPage(t *testing.T) {
	t.Parallel()
	for name, list := range map[string]func(*testing.T, *Client) ([]RatePlan, error){
		"package": func(t *testing.T, c *Client) ([]RatePlan, error) {
			return c.PackageRatePlans(t.Context(), "weather", EveryRatePlan)
		},
		"organization": func(t *testing.T, c *Client) ([]RatePlan, error) { return c.OrganizationRatePlans(t.Context()) },
		"developer":    func(t *testing.T, c *Client) ([]RatePlan, error) { return c.DeveloperRatePlans(t.Context(), "d") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, sent := serve(t, planShelf(65))
			got, err := list(t, c)
			if err != nil || len(got) != 65 {
				t.Fatalf("got %d, %v", len(got), err)
			}
			for i, p := range got {
				if p.ID != fmt.Sprintf("%04d", i) {
					t.Fatalf("number %d is %s", i, p.ID)
				}
			}
			if calls := sent.all(); name == "package" && !strings.Contains(calls[len(calls)-1].Query, "standard=false") {
				t.Errorf("the filter was lost: %+v", calls)
			}
		})
	}
}

func TestRatePlanLists_paths(t *testing.T) {
	t.Parallel()
	c, sent := serve(t, says(200, `{"ratePlan":[{"id":"a"}],"total":1,"totalRecords":1}`))
	if got, err := c.OrganizationRatePlans(t.Context()); err != nil || ids(got) != "a" {
		t.Errorf("got %v, %v", got, err)
	}
	if got, err := c.DeveloperRatePlans(t.Context(), "dev@example.com"); err != nil || ids(got) != "a" {
		t.Errorf("got %v, %v", got, err)
	}
	want := []call{
		{Method: "GET", Path: "/v1/mint/organizations/acme/rate-plans", Query: "all=true&page=1&size=100"},
		{Method: "GET", Path: "/v1/mint/organizations/acme/developers/dev%40example.com/developer-rateplans", Query: "all=true&page=1&size=100"},
	}
	if diff := cmp.Diff(want, sent.all()); diff != "" {
		t.Error(diff)
	}
}

func TestRatePlan_get(t *testing.T) {
	t.Parallel()
	c, sent := serve(t, says(200, fixture(t, "rate_plan_full.json")))
	got, err := c.RatePlans.In("weather").Kind.Get(t.Context(), "weather_everything")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(fullPlan(), got, equalDecimals); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]call{{Method: "GET", Path: plansPath + "/weather_everything"}}, sent.all()); diff != "" {
		t.Error(diff)
	}
	for _, body := range []string{`{}`, `{"ratePlan":[]}`} {
		c, _ := serve(t, says(200, body))
		if got, err := c.RatePlans.In("weather").Kind.Get(t.Context(), "x"); err == nil || IsNotFound(err) || IsAmbiguous(err) {
			t.Errorf("%s: got %+v, %v", body, got, err)
		}
	}
}

func TestDeveloperProductRatePlans(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		status int
		body   string
		want   string
	}{
		{"one object", 200, fixture(t, "rate_plan_full.json"), "weather_everything"},
		{"a list", 200, `{"ratePlan":[{"id":"a"},{"id":"b"}],"totalRecords":2}`, "a b"},
		{"a bare list", 200, `[{"id":"a"}]`, "a"},
		{"an empty list", 200, `{"ratePlan":[]}`, ""},
		{"an empty object", 200, `{}`, ""},
		{"404", 404, mintError("mint.resourceDoesNotExist", "none"), ""},
		{"no plan in effect", 400, mintError("mint.noCurrentPublishableEntity", "none"), ""},
		{"product in no package", 400, mintError("mint.productNotPartOfAnyMonetizationPackage", "none"), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c, sent := serve(t, says(tt.status, tt.body))
			got, err := c.DeveloperProductRatePlans(t.Context(), "dev@example.com", "rain", true)
			if err != nil || ids(got) != tt.want {
				t.Errorf("got %q, %v", ids(got), err)
			}
			want := []call{{Method: "GET", Path: "/v1/mint/organizations/acme/developers/dev%40example.com/products/rain/rate-plan-by-developer-product", Query: "showPrivate=true"}}
			if diff := cmp.Diff(want, sent.all()); diff != "" {
				t.Error(diff)
			}
		})
	}
	c, _ := serve(t, says(400, mintError("mint.genericMessage", "something else")))
	if _, err := c.DeveloperProductRatePlans(t.Context(), "d", "rain", false); !IsInvalid(err) {
		t.Errorf("got %v", err)
	}
}

const subscription = `{"created":"2025-09-25 23:42:49","developer":{"id":"0b1c","email":"dev@example.com"},"endDate":"2026-09-21 07:00:00","id":"s-1","nextCycleStartDate":"2026-02-19 00:00:00",
	"nextRecurringFeeDate":"2026-02-20 00:00:00","prevRecurringFeeDate":"2026-01-25 00:00:00","quotaTarget":0,"ratePlan":%s,"renewalDate":"2026-01-26 00:00:00","startDate":"2025-09-26 00:00:00","updated":"2025-09-27 23:42:49"}`

func wantSubscription(plan RatePlan) AcceptedRatePlan {
	return AcceptedRatePlan{
		ID: "s-1", StartDate: "2025-09-26 00:00:00", EndDate: "2026-09-21 07:00:00", Created: "2025-09-25 23:42:49", Updated: "2025-09-27 23:42:49",
		NextCycleStartDate: "2026-02-19 00:00:00", NextRecurringFeeDate: "2026-02-20 00:00:00", PrevRecurringFeeDate: "2026-01-25 00:00:00", RenewalDate: "2026-01-26 00:00:00",
		QuotaTarget: count(0), Developer: DeveloperRef{ID: "0b1c", Email: "dev@example.com"}, RatePlan: plan, Revised: []string{"weather_before", "weather_long_before"},
	}
}

func TestAcceptedRatePlans(t *testing.T) {
	t.Parallel()
	full := fmt.Sprintf(subscription, fixture(t, "rate_plan_full.json"))
	least := `{"id":"s-2","ratePlan":{"id":"a"},"startDate":"2025-01-01 00:00:00"}`
	c, sent := serve(t, says(200, `{"developerRatePlan":[`+full+`,`+least+`],"totalRecords":2}`))
	got, err := c.AcceptedRatePlans.In("dev@example.com").List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := []AcceptedRatePlan{wantSubscription(fullPlan()), {ID: "s-2", StartDate: "2025-01-01 00:00:00", RatePlan: RatePlan{ID: "a"}}}
	if diff := cmp.Diff(want, got, equalDecimals); diff != "" {
		t.Error(diff)
	}
	if path := sent.last(t).Path; path != "/v1/mint/organizations/acme/developers/dev%40example.com/developer-accepted-rateplans" {
		t.Errorf("sent to %s", path)
	}
}

func TestDeveloperRatePlan_readsEveryShape(t *testing.T) {
	t.Parallel()
	whole := fmt.Sprintf(subscription, fixture(t, "rate_plan_full.json"))
	for _, tt := range []struct {
		name, body string
		want       AcceptedRatePlan
	}{
		{"a subscription", whole, wantSubscription(fullPlan())},
		{"a list of one", `[` + whole + `]`, wantSubscription(fullPlan())},
		{"a wrapped list of one", `{"developerRatePlan":[` + whole + `],"totalRecords":1}`, wantSubscription(fullPlan())},
		{"a plan", fixture(t, "rate_plan_full.json"), AcceptedRatePlan{RatePlan: fullPlan()}},
		{"a subscription without its plan", `{"id":"s-2","startDate":"2025-01-01 00:00:00"}`, AcceptedRatePlan{ID: "s-2", StartDate: "2025-01-01 00:00:00"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c, sent := serve(t, says(200, tt.body))
			got, err := c.DeveloperRatePlan(t.Context(), "dev@example.com", "s-1")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got, equalDecimals); diff != "" {
				t.Error(diff)
			}
			if path := sent.last(t).Path; path != "/v1/mint/organizations/acme/developers/dev%40example.com/developer-rateplans/s-1" {
				t.Errorf("sent to %s", path)
			}
		})
	}
	for _, body := range []string{`{}`, `[]`, `{"developerRatePlan":[]}`} {
		c, _ := serve(t, says(200, body))
		if got, err := c.DeveloperRatePlan(t.Context(), "d", "s-1"); err == nil || IsNotFound(err) {
			t.Errorf("%s: got %+v, %v", body, got, err)
		}
	}
}

func BenchmarkList_decode100Plans(b *testing.B) {
	plan := fixture(b, "rate_plan_full.json")
	data := []byte(`{"ratePlan":[` + plan + strings.Repeat(","+plan, 99) + `],"totalRecords":100}`)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		answer := list[RatePlan]{wrapper: ratePlanWrapper}
		if err := json.Unmarshal(data, &answer); err != nil {
			b.Fatal(err)
		}
		if len(answer.items) != 100 {
			b.Fatal(len(answer.items))
		}
	}
}
