package adjustment_test

import (
	"fmt"
	"regexp"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// shelf has adjustments of three months, made in the console, and returns their display names.
func shelf(e *acctest.Env) []string {
	furnish(e)
	for _, a := range []apigeefake.Adjustment{
		{Name: "Entschädigung ${für} \"%{März}\"", Factor: decimal.RequireFromString("-12.5000"), Month: time.March, Year: 2025},
		{Name: "Zuschlag 東京", Factor: decimal.RequireFromString("999.9999"), Month: time.April, Year: 2025, Published: true, DeveloperBillingType: "BOTH", TransactionType: "TRUEUPS"},
		{Name: "Goodwill", Factor: decimal.RequireFromString("0.0001"), Month: time.March, Year: 2024, Package: "communications", Product: "messaging", Developer: acctest.Postpaid},
	} {
		e.Apigee.AddAdjustmentInConsole(acctest.Organization, a)
	}
	return []string{"Entschädigung ${für} \"%{März}\": -12.5% for 2025-03", "Zuschlag 東京: 999.9999% for 2025-04", "Goodwill: 0.0001% for 2024-03"}
}

func displayNames(found []acctest.Found) []string {
	var names []string
	for _, f := range found {
		names = append(names, f.DisplayName)
	}
	return names
}

// inPages makes the service answer no list at once, only page by page and without a count.
func inPages(e *acctest.Env, size int) {
	e.Apigee.Switch(func(s *apigeefake.Switches) { s.MaxPageSize, s.OmitTotals = size, true })
	e.Server.Inject(fake.HTML(200), fake.Where(func(r *fake.Request) bool { return r.Query.Get("all") == "true" }), fake.Always())
}

func TestList(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	want := shelf(e)
	tf := e.Terraform(typeName)
	found, out := tf.List(acctest.Attrs{}, acctest.DefaultLimit)
	if diff := cmp.Diff(want, displayNames(found)); diff != "" || out.Failed() || len(out.Warnings) > 0 {
		t.Fatalf("%s%q %q", diff, out.Errors, out.Warnings)
	}
	for _, f := range found {
		succeed(t, tf.Adopt(f), acctest.NoOp)
	}
	for name, test := range map[string]struct {
		config acctest.Attrs
		want   []string
	}{
		"month":          {acctest.Attrs{"billing_month": 3}, []string{want[0], want[2]}},
		"year":           {acctest.Attrs{"billing_year": 2025}, want[:2]},
		"month and year": {acctest.Attrs{"billing_month": 3, "billing_year": 2024}, want[2:]},
		"none":           {acctest.Attrs{"billing_year": 2023}, nil},
	} {
		found, out := tf.List(test.config, acctest.DefaultLimit)
		if diff := cmp.Diff(test.want, displayNames(found)); diff != "" || out.Failed() {
			t.Errorf("%s: %s%q", name, diff, out.Errors)
		}
	}
	_, out = tf.List(acctest.Attrs{"billing_month": 13}, acctest.DefaultLimit)
	contains(t, out.Errors, "billing_month")
}

// A long list is cut with a warning, and costs the pages it needs.
func TestList_limit(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	inPages(e, 2)
	for i := range 20 {
		e.Apigee.AddAdjustmentInConsole(acctest.Organization, apigeefake.Adjustment{Name: fmt.Sprint("No. ", i), Factor: decimal.New(1, 0), Month: time.March, Year: 2025})
	}
	tf := e.Terraform(typeName)
	found, out := tf.List(acctest.Attrs{}, 5)
	if len(found) != 5 || len(out.Warnings) != 1 || out.Failed() {
		t.Fatalf("got %d, %q, %q", len(found), out.Errors, out.Warnings)
	}
	contains(t, out.Warnings, "Only 5 of the billing adjustments of myorg are listed", "set limit in the list block")
	if n := e.Server.Count("GET", route); n != 1+3 {
		t.Errorf("%d requests, want one for everything and three for the pages that hold six", n)
	}
	if found, out := tf.List(acctest.Attrs{}, 20); len(found) != 20 || len(out.Warnings) > 0 || out.Failed() {
		t.Errorf("got %d, %q, %q", len(found), out.Errors, out.Warnings)
	}
}

func TestList_faultInTheMiddle(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	inPages(e, 1)
	shelf(e)
	e.Server.Inject(fake.Status(400, `{"code":"mint.broken","message":"broken"}`), fake.On("GET", route), fake.Skip(2), fake.Always())
	_, out := e.Terraform(typeName).List(acctest.Attrs{}, acctest.DefaultLimit)
	contains(t, out.Errors, "Cannot list the billing adjustments of myorg", "broken")
}

func TestList_leavesOutWhatCannotBeManaged(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	shelf(e)
	e.Apigee.AddAdjustmentInConsole(acctest.Organization, apigeefake.Adjustment{Name: "Of two\nlines", Factor: decimal.New(1, 0), Month: time.March, Year: 2025})
	e.Server.Inject(fake.Rewrite("months that are none", func(r fake.Response) fake.Response {
		r.Body = regexp.MustCompile(`"billingMonth":"\w+"`).ReplaceAll(r.Body, []byte(`"billingMonth":"SOON"`))
		return r
	}), fake.On("GET", route), fake.Always())
	found, out := e.Terraform(typeName).List(acctest.Attrs{}, acctest.DefaultLimit)
	if len(found) != 0 || out.Failed() {
		t.Fatalf("got %v, %q", displayNames(found), out.Errors)
	}
	contains(t, out.Warnings, "4 left out of the billing adjustments of myorg", "a billing month that cannot be read (3), no name that a configuration can hold (1)")
}
