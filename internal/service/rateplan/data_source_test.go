package rateplan_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const (
	listType      = "mint_rate_plans"
	developerType = "mint_developer_rate_plans"
	acceptedType  = "mint_developer_rate_plan"
	acceptedList  = "mint_developer_accepted_rate_plans"
	productType   = "mint_developer_product_rate_plans"
)

// look reads a data source that must be there.
func look(t *testing.T, e *acctest.Env, typeName string, config acctest.Attrs) acctest.Attrs {
	t.Helper()
	data, out := e.Terraform(typeName).DataSource(config)
	if out.Failed() {
		t.Fatalf("%s: %q", typeName, out.Errors)
	}
	return data
}

// names lists the names of the plans in an answer.
func names(t *testing.T, data acctest.Attrs, list string) []string {
	t.Helper()
	all := []string{}
	plans, ok := data[list].([]any)
	if !ok {
		t.Fatalf("there is no list in %v", data)
	}
	for _, p := range plans {
		plan, _ := p.(acctest.Attrs)
		if inner, ok := plan["rate_plan"].(acctest.Attrs); ok {
			plan = inner
		}
		name, _ := plan["name"].(string)
		all = append(all, name)
	}
	return all
}

// shelf has one plan of each sort: a draft, a public one, a private one, one that has ended, one
// still to begin, one for a developer and one for a category.
func shelf(t *testing.T) *acctest.Env {
	t.Helper()
	e := start(t)
	e.Apigee.AddPackage(acctest.Organization, apigeefake.Package{Name: "Other", Products: []string{"archive"}})
	for _, p := range []apigeefake.RatePlan{
		{Package: pkg, Name: "Draft"},
		{Package: pkg, Name: "Public", Published: true},
		{Package: pkg, Name: "Private", Published: true, Private: true},
		{Package: pkg, Name: "Ended", Published: true, StartDate: "2024-01-01 00:00:00", EndDate: "2025-06-14 00:00:00"},
		{Package: pkg, Name: "To come", Published: true, StartDate: "2026-01-01 00:00:00"},
		{Package: pkg, Name: "Mine", Published: true, Type: "DEVELOPER", Developer: acctest.Postpaid},
		{Package: pkg, Name: "Golden", Published: true, Type: "DEVELOPER_CATEGORY", Category: "gold"},
		{Package: "other", Name: "Elsewhere", Published: true},
	} {
		p.Currency = "usd"
		e.Apigee.AddRatePlan(acctest.Organization, p)
	}
	return e
}

func TestDataSourceRatePlans_filters(t *testing.T) {
	t.Parallel()
	every := []string{"Draft", "Public", "Private", "Ended", "To come", "Mine", "Golden"}
	for name, tt := range map[string]struct {
		config acctest.Attrs
		want   []string
	}{
		"default":           {acctest.Attrs{}, []string{"Public", "Mine", "Golden"}},
		"with private":      {acctest.Attrs{"show_private": true}, []string{"Public", "Private", "Mine", "Golden"}},
		"standard":          {acctest.Attrs{"standard": true}, []string{"Public"}},
		"not only current":  {acctest.Attrs{"current": false}, slices.DeleteFunc(slices.Clone(every), func(n string) bool { return n == "Private" })},
		"everything":        {acctest.Attrs{"current": false, "show_private": true, "standard": false}, every},
		"standard, any age": {acctest.Attrs{"current": false, "standard": true}, []string{"Draft", "Public", "Ended", "To come"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := shelf(t)
			if diff := cmp.Diff(tt.want, names(t, look(t, e, listType, with(tt.config, "monetization_package_id", pkg)), "rate_plans")); diff != "" {
				t.Errorf("of the package: %s", diff)
			}
			if diff := cmp.Diff(append(slices.Clone(tt.want), "Elsewhere"), names(t, look(t, e, listType, tt.config), "rate_plans")); diff != "" {
				t.Errorf("of the organization: %s", diff)
			}
		})
	}
	t.Run("none", func(t *testing.T) {
		t.Parallel()
		e := start(t)
		data := look(t, e, listType, acctest.Attrs{"monetization_package_id": pkg})
		if len(names(t, data, "rate_plans")) != 0 || data["current"] != true || data["show_private"] != false || data["standard"] != false {
			t.Errorf("got %v", data)
		}
	})
	t.Run("no such package", func(t *testing.T) {
		t.Parallel()
		_, out := start(t).Terraform(listType).DataSource(acctest.Attrs{"monetization_package_id": "nothing"})
		contains(t, out.Errors, "Cannot read the rate plans of package nothing", "the package")
	})
}

// Every page is read, whether the service gives everything at once or has to be walked.
func TestDataSources_manyPages(t *testing.T) {
	t.Parallel()
	e := start(t)
	e.Apigee.Switch(func(s *apigeefake.Switches) { s.MaxPageSize = 5 })
	want := []string{}
	for i := range 13 {
		want = append(want, fmt.Sprintf("Plan %03d", i))
		id := e.Apigee.AddRatePlan(acctest.Organization, apigeefake.RatePlan{Package: pkg, Name: want[i], Currency: "usd", Published: true, SetUpFee: amount(fmt.Sprintf("%d.0001", i))})
		e.Apigee.AcceptRatePlan(acctest.Organization, apigeefake.Acceptance{Developer: acctest.Postpaid, Plan: id})
	}
	for typeName, tt := range map[string]struct {
		config      acctest.Attrs
		list, route string
	}{
		listType:      {acctest.Attrs{}, "rate_plans", "{org}/rate-plans$"},
		developerType: {acctest.Attrs{"developer_id": acctest.Postpaid}, "rate_plans", "/developer-rateplans$"},
		acceptedList:  {acctest.Attrs{"developer_id": acctest.Postpaid}, "accepted_rate_plans", "/developer-accepted-rateplans$"},
	} {
		if diff := cmp.Diff(want, names(t, look(t, e, typeName, tt.config), tt.list)); diff != "" {
			t.Errorf("%s: %s", typeName, diff)
		}
		// An answer that breaks off when everything is asked for at once: then page by page.
		e.Server.ResetJournal()
		e.Server.Inject(fake.HTML(200), fake.On("GET", tt.route), fake.Where(func(r *fake.Request) bool { return r.Query.Has("all") }), fake.Always())
		if diff := cmp.Diff(want, names(t, look(t, e, typeName, tt.config), tt.list)); diff != "" {
			t.Errorf("%s in pages: %s", typeName, diff)
		}
		if pages := e.Server.Count("GET", tt.route) - 1; pages != 3 {
			t.Errorf("%s took %d pages", typeName, pages)
		}
		e.Server.ClearFaults()
	}
	if got := names(t, look(t, e, listType, acctest.Attrs{"monetization_package_id": pkg}), "rate_plans"); len(got) != len(want) {
		t.Errorf("the package has %d plans", len(got))
	}
}

func TestDataSourceRatePlan(t *testing.T) {
	t.Parallel()
	for name, plan := range recorded() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := start(t)
			e.Apigee.Switch(func(s *apigeefake.Switches) { s.ShuffleOrder, s.ExtraKeys = true, true })
			id := e.Apigee.AddRatePlan(acctest.Organization, plan)
			byID := look(t, e, typeName, acctest.Attrs{"monetization_package_id": pkg, "id": id})
			byName := look(t, e, typeName, acctest.Attrs{"monetization_package_id": pkg, "name": "Gold"})
			if diff := cmp.Diff(byID, byName); diff != "" {
				t.Errorf("by id and by name differ: %s", diff)
			}
			// It has what the resource has.
			tf := e.Terraform(typeName)
			if out := tf.Import(pkg + "/" + id); out.Failed() {
				t.Fatal(out.Errors)
			}
			if diff := cmp.Diff(tf.State.Attrs(), without(byID, "state")); diff != "" {
				t.Errorf("resource and data source differ: %s", diff)
			}
			// So it can feed a new plan.
			copied := e.Terraform(typeName)
			config := with(configured(byID), "name", "Copy")
			succeed(t, copied.Apply(config), acctest.Create)
			succeed(t, copied.Plan(config), acctest.NoOp)
		})
	}
}

func TestDataSourceRatePlan_isNotThere(t *testing.T) {
	t.Parallel()
	e := shelf(t)
	e.Apigee.AddRatePlan(acctest.Organization, apigeefake.RatePlan{Package: pkg, Name: "Public", Parent: pkg + "_public", Currency: "usd", StartDate: "2026-01-01 00:00:00"})
	for want, config := range map[string]acctest.Attrs{
		`has no rate plan "public"`:               {"monetization_package_id": pkg, "name": "public"},
		`Did you mean "Public"`:                   {"monetization_package_id": pkg, "name": "Pubic"},
		`Did you mean "Golden"`:                   {"monetization_package_id": pkg, "name": "Gold"},
		`none with a similar name`:                {"monetization_package_id": pkg, "name": "Xylophone"},
		`Did you mean "messaging_package_golden"`: {"monetization_package_id": pkg, "id": pkg + "_gilden"},
		`has 2 rate plans named "Public"`:         {"monetization_package_id": pkg, "name": "Public"},
		`messaging_package_public_rev2 (from 20`:  {"monetization_package_id": pkg, "name": "Public"},
		`rate plans of package nothing`:           {"monetization_package_id": "nothing", "name": "Public"},
		`package nowhere was not found`:           {"monetization_package_id": "nowhere", "id": "p"},
	} {
		_, out := e.Terraform(typeName).DataSource(config)
		contains(t, out.Errors, want)
	}
	e.Server.ResetJournal()
	for _, config := range []acctest.Attrs{
		{"monetization_package_id": pkg},
		{"monetization_package_id": pkg, "name": "Public", "id": "p"},
		{"monetization_package_id": pkg, "name": ""},
		{"monetization_package_id": "", "name": "Public"},
	} {
		if _, out := e.Terraform(typeName).DataSource(config); !out.Failed() {
			t.Errorf("%v was accepted", config)
		}
	}
	if sent := e.Server.Journal(); len(sent) > 0 {
		t.Errorf("sent %v", sent)
	}
}

func TestDataSourceDeveloperRatePlans(t *testing.T) {
	t.Parallel()
	e := shelf(t)
	if diff := cmp.Diff([]string{"Public", "Mine", "Elsewhere"}, names(t, look(t, e, developerType, acctest.Attrs{"developer_id": acctest.Postpaid}), "rate_plans")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"Public", "Elsewhere"}, names(t, look(t, e, developerType, acctest.Attrs{"developer_id": acctest.Prepaid}), "rate_plans")); diff != "" {
		t.Error(diff)
	}
	_, out := e.Terraform(developerType).DataSource(acctest.Attrs{"developer_id": "nobody@example.com"})
	contains(t, out.Errors, "Cannot read the rate plans of nobody@example.com", "the developer")
	if got := names(t, look(t, start(t), developerType, acctest.Attrs{"developer_id": acctest.Postpaid}), "rate_plans"); len(got) != 0 {
		t.Errorf("none is %v", got)
	}
}

func TestDataSourceAcceptedRatePlans(t *testing.T) {
	t.Parallel()
	e := shelf(t)
	first := e.Apigee.AcceptRatePlan(acctest.Organization, apigeefake.Acceptance{
		Developer: acctest.Postpaid, Plan: pkg + "_ended", StartDate: "2024-02-01 00:00:00", EndDate: "2025-01-21 07:00:00", NextCycleStartDate: "2024-03-01 00:00:00",
		NextRecurringFeeDate: "2024-03-02 00:00:00", PrevRecurringFeeDate: "2024-02-02 00:00:00", RenewalDate: "2024-04-01 00:00:00", QuotaTarget: apigeefake.CountOf(5),
	})
	e.Apigee.AcceptRatePlan(acctest.Organization, apigeefake.Acceptance{Developer: acctest.Postpaid, Plan: pkg + "_public"})
	data := look(t, e, acceptedList, acctest.Attrs{"developer_id": acctest.Postpaid})
	if diff := cmp.Diff([]string{"Ended", "Public"}, names(t, data, "accepted_rate_plans")); diff != "" {
		t.Fatal(diff)
	}
	accepted, _ := data["accepted_rate_plans"].([]any)
	ended, _ := accepted[0].(acctest.Attrs)
	want := acctest.Attrs{
		"id": first, "start_date": "2024-02-01", "end_date": "2025-01-21 07:00:00", "created": "2025-06-15 12:00:00", "updated": "2025-06-15 12:00:00",
		"next_cycle_start_date": "2024-03-01", "next_recurring_fee_date": "2024-03-02", "prev_recurring_fee_date": "2024-02-02", "renewal_date": "2024-04-01", "quota_target": "5",
	}
	if diff := cmp.Diff(want, without(ended, "rate_plan")); diff != "" {
		t.Error(diff)
	}
	one := look(t, e, acceptedType, acctest.Attrs{"developer_id": acctest.Postpaid, "id": first})
	if diff := cmp.Diff(ended, without(one, "developer_id")); diff != "" {
		t.Errorf("alone it is %s", diff)
	}

	_, out := e.Terraform(acceptedType).DataSource(acctest.Attrs{"developer_id": acctest.Postpaid, "id": pkg + "_public"})
	contains(t, out.Errors, `dev@example.com has no rate plan "messaging_package_public"`, first+" (plan messaging_package_ended)")
	_, out = e.Terraform(acceptedType).DataSource(acctest.Attrs{"developer_id": acctest.Prepaid, "id": first})
	contains(t, out.Errors, "has accepted no plan")
	_, out = e.Terraform(acceptedType).DataSource(acctest.Attrs{"developer_id": "nobody@example.com", "id": first})
	contains(t, out.Errors, "nobody@example.com", "the developer")
	_, out = e.Terraform(acceptedList).DataSource(acctest.Attrs{"developer_id": "nobody@example.com"})
	contains(t, out.Errors, "Cannot read the accepted rate plans of nobody@example.com")
	if got := names(t, look(t, e, acceptedList, acctest.Attrs{"developer_id": acctest.Prepaid}), "accepted_rate_plans"); len(got) != 0 {
		t.Errorf("none is %v", got)
	}

	// Some services take the id of a plan, and answer the plan alone.
	e.Apigee.Switch(func(s *apigeefake.Switches) { s.PlanByPlanID = true })
	bare := look(t, e, acceptedType, acctest.Attrs{"developer_id": acctest.Postpaid, "id": pkg + "_public"})
	plan, _ := bare["rate_plan"].(acctest.Attrs)
	if plan["name"] != "Public" || bare["start_date"] != nil || bare["end_date"] != nil || bare["quota_target"] != nil {
		t.Errorf("got %v", bare)
	}
}

func TestDataSourceProductRatePlans(t *testing.T) {
	t.Parallel()
	for _, list := range []bool{false, true} {
		for _, none400 := range []bool{false, true} {
			t.Run(fmt.Sprintf("list %v, 400 %v", list, none400), func(t *testing.T) {
				t.Parallel()
				e := shelf(t)
				e.Apigee.Switch(func(s *apigeefake.Switches) { s.ByProductList, s.ByProductNone400 = list, none400 })
				e.Apigee.AddProduct(acctest.Organization, apigeefake.Product{Name: "lonely"})
				ask := func(product string, more ...any) []string {
					return names(t, look(t, e, productType, with(acctest.Attrs{"developer_id": acctest.Postpaid, "product_id": product}, more...)), "rate_plans")
				}
				want := []string{"Public"}
				if list {
					want = []string{"Public", "Mine"}
				}
				if diff := cmp.Diff(want, ask("messaging")); diff != "" {
					t.Error(diff)
				}
				if got := ask("messaging", "show_private", true); slices.Contains(got, "Private") != list {
					t.Errorf("with private ones %v", got)
				}
				for _, product := range []string{"lonely", "no such product"} {
					if got := ask(product); len(got) != 0 {
						t.Errorf("%s has %v", product, got)
					}
				}
				e.Server.Clock().Set(fake.Epoch.Add(-10 * 365 * 24 * time.Hour))
				if got := ask("messaging"); len(got) != 0 {
					t.Errorf("before there was any: %v", got)
				}
			})
		}
	}
}
