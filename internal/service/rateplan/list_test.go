package rateplan_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

func displayNames(found []acctest.Found) []string {
	var names []string
	for _, f := range found {
		names = append(names, f.DisplayName)
	}
	return names
}

func TestList_filters(t *testing.T) {
	t.Parallel()
	e := shelf(t)
	of := func(parts ...string) (names []string) {
		for _, part := range parts {
			names = append(names, pkg+": "+part)
		}
		return names
	}
	every := of("Draft (draft)", "Public (active)", "Private (active)", "Ended (expired)", "To come (future)", "Mine (active)", "Golden (active)")
	for name, tt := range map[string]struct {
		config acctest.Attrs
		want   []string
	}{
		"package":             {acctest.Attrs{"monetization_package_id": pkg}, every},
		"organization":        {acctest.Attrs{}, append(every[:len(every):len(every)], "other: Elsewhere (active)")},
		"drafts and what was": {acctest.Attrs{"state": []any{"draft", "expired"}}, of("Draft (draft)", "Ended (expired)")},
		"to come":             {acctest.Attrs{"monetization_package_id": pkg, "state": []any{"future"}}, of("To come (future)")},
	} {
		found, out := e.Terraform(typeName).List(tt.config, acctest.DefaultLimit)
		if diff := cmp.Diff(tt.want, displayNames(found)); diff != "" || out.Failed() || len(out.Warnings) > 0 {
			t.Errorf("%s: %s%q %q", name, diff, out.Errors, out.Warnings)
		}
	}
	for want, config := range map[string]acctest.Attrs{
		`"ended"`:             {"state": []any{"ended"}},
		"package nothing":     {"monetization_package_id": "nothing"},
		"Check the arguments": {"monetization_package_id": "nothing"},
	} {
		_, out := e.Terraform(typeName).List(config, acctest.DefaultLimit)
		contains(t, out.Errors, want)
	}
}

// Whatever a plan holds, what is listed is what an import reads, and the configuration generated of
// it plans nothing.
func TestList_adoption(t *testing.T) {
	t.Parallel()
	e := start(t)
	for name, plan := range recorded() {
		plan.Name = "Näme ${of} \"%{" + name + "}\" 東京"
		plan.Description = "First line\n\tsecond ${line} \"quoted\" \\ end"
		e.Apigee.AddRatePlan(acctest.Organization, plan)
	}
	old := e.Apigee.AddRatePlan(acctest.Organization, apigeefake.RatePlan{Package: pkg, Name: "Old", Currency: "usd", Published: true, StartDate: "2018-08-01 00:00:00"})
	e.Apigee.EditRatePlanInConsole(acctest.Organization, old, func(p *apigeefake.RatePlan) {
		p.DisplayName, p.FreemiumUnit, p.RecurringStartUnit = "", apigeefake.CountOf(100), apigeefake.CountOf(0)
		p.Details = []apigeefake.RatePlanDetail{{Type: "NON_CHARGEABLE", MeteringType: "BUNDLE", RatingParameter: "VOLUME", Currency: "eur"}}
	})
	tf := e.Terraform(typeName)
	found, out := tf.List(acctest.Attrs{}, acctest.DefaultLimit)
	if out.Failed() || len(found) != len(recorded())+1 {
		t.Fatalf("got %q, %q", displayNames(found), out.Errors)
	}
	for _, f := range found {
		if out := tf.Adopt(f); out.Failed() || out.Action != acctest.NoOp {
			t.Errorf("%s: got %s, %q", f.DisplayName, out.Action, out.Errors)
		}
	}
	onlyReads(t, e)
}

// An organization of 2000 plans in 20 packages: what is cut at the limit asks for the packages and
// for the plans of those that it needs.
func TestList_limit(t *testing.T) {
	t.Parallel()
	e := start(t)
	const packages, plans = 20, 100
	for i := range packages {
		id := e.Apigee.AddPackage(acctest.Organization, apigeefake.Package{Name: fmt.Sprintf("P%02d", i), Products: []string{"archive"}})
		for j := range plans {
			e.Apigee.AddRatePlan(acctest.Organization, apigeefake.RatePlan{Package: id, Name: fmt.Sprint("Plan ", j), Currency: "usd"})
		}
	}
	tf := e.Terraform(typeName)
	found, out := tf.List(acctest.Attrs{}, 150)
	if len(found) != 150 || out.Failed() {
		t.Fatalf("got %d, %q", len(found), out.Errors)
	}
	contains(t, out.Warnings, "Only 150 of the rate plans of myorg are listed")
	if n := e.Server.Count("GET", plansRoute); n != 3 {
		t.Errorf("%d packages were asked for, want the empty one and the two that hold 151 plans", n)
	}
	e.Server.Inject(fake.Status(400, `{"code":"mint.broken","message":"broken"}`), fake.On("GET", plansRoute), fake.Skip(1), fake.Always())
	found, out = tf.List(acctest.Attrs{}, 5000)
	contains(t, out.Errors, "Cannot list the rate plans of myorg", "broken")
	if len(found) > plans {
		t.Errorf("%d plans were listed after the fault", len(found))
	}
}
