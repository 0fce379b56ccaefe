package rateplan

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/planschema"
)

func amount(text string) apigee.Amount {
	return apigee.Amount{Value: new(decimal.RequireFromString(text))}
}

// wholePlan is a plan of which every property is set.
func wholePlan() apigee.RatePlan {
	return apigee.RatePlan{
		ID: "p_gold", PackageID: "p", Name: "Gold", DisplayName: "Gold plan", Description: "All of it", Type: "DEVELOPER",
		Developer: apigee.DeveloperRef{ID: "u-1", Email: "dev@example.com"}, DeveloperCategoryID: "c", Currency: "usd",
		StartDate: "2025-07-01 00:00:00", EndDate: "2026-07-01 12:30:00", Private: true, Published: true, Advance: true, Prorate: true,
		SetUpFee: amount("10.0000"), RecurringFee: amount("99999999999999999.9999"), EarlyTerminationFee: amount("0"), RecurringType: "CUSTOM", RecurringStartUnit: whole(3),
		FrequencyDuration: whole(1), FrequencyDurationType: "MONTH", ContractDuration: whole(2), ContractDurationType: "YEAR",
		Freemium: apigee.Freemium{FreemiumUnit: amount("100"), FreemiumDuration: whole(3), FreemiumDurationType: "WEEK"}, PaymentDueDays: apigee.Days{Count: whole(30)},
		KeepOriginalStartDate: true, Parent: apigee.Parent{ID: "p_old"},
		Details: []apigee.RatePlanDetail{
			{
				Type: "REVSHARE_RATECARD", MeteringType: "VOLUME", RatingParameter: "size", RatingParameterUnit: "MB", RevenueType: "NET", ProductID: "rain", Currency: "eur",
				Duration: whole(1), DurationType: "MONTH", AggregateFreemiumCounters: flag(false), AggregateStandardCounters: flag(false), AggregateTransactions: flag(false),
				Freemium: apigee.Freemium{FreemiumUnit: amount("10"), FreemiumDuration: whole(4), FreemiumDurationType: "DAY"}, PaymentDueDays: apigee.Days{Count: whole(14)},
				Rates: []apigee.RatePlanRate{
					{Type: "RATECARD", Rate: amount("0.0123456789"), StartUnit: amount("0"), EndUnit: amount("100.5")},
					{Type: "RATECARD", Rate: amount("0.01"), StartUnit: amount("100.5")},
					{Type: "REVSHARE", RevShare: amount("33.3333"), StartUnit: amount("0")},
				},
			},
			{Type: "RATECARD", AggregateFreemiumCounters: flag(true), AggregateStandardCounters: flag(true), AggregateTransactions: flag(true), MeteringType: "UNIT", RatingParameter: "VOLUME"},
		},
	}
}

var sameNumber = cmp.Comparer(func(a, b decimal.Decimal) bool { return a.Equal(b) })

// Nothing is lost or changed on the way into the state and back.
func TestFlatten_expand(t *testing.T) {
	t.Parallel()
	m, diags := planschema.Flatten(t.Context(), "acme", wholePlan(), planModel{})
	if diags.HasError() {
		t.Fatal(diags)
	}
	if m.DeveloperID.ValueString() != "dev@example.com" || m.Organization.ValueString() != "acme" || m.Currency.ValueString() != "USD" || m.StartDate.ValueString() != "2025-07-01" {
		t.Errorf("the model is %+v", m)
	}
	got, diags := expand(t.Context(), m)
	if diags.HasError() {
		t.Fatal(diags)
	}
	want := wholePlan()
	want.Developer = apigee.DeveloperRef{ID: "dev@example.com"}
	want.EarlyTerminationFee = apigee.Amount{} // a fee of zero is none
	if diff := cmp.Diff(want, got, sameNumber); diff != "" {
		t.Error(diff)
	}
}

// What the service leaves out is what the schema has as default, or null.
func TestFlatten_absent(t *testing.T) {
	t.Parallel()
	m, diags := planschema.Flatten(t.Context(), "acme", apigee.RatePlan{ID: "p", Details: []apigee.RatePlanDetail{{Type: "RATECARD", Rates: []apigee.RatePlanRate{{}}}}}, planModel{})
	if diags.HasError() {
		t.Fatal(diags)
	}
	if m.Type.ValueString() != standard || m.SetUpFee.ValueString() != "0" || m.RecurringType.ValueString() != calendar || m.RecurringStartUnit.ValueInt64() != 1 {
		t.Errorf("the defaults are %+v", m)
	}
	if !m.Description.IsNull() || !m.RecurringFee.IsNull() || !m.EndDate.IsNull() || !m.FreemiumUnit.IsNull() || !m.Currency.IsNull() || !m.ParentID.IsNull() {
		t.Errorf("something came out of nothing: %+v", m)
	}
	details, more := planschema.Elements[detailModel](t.Context(), m.Details)
	if more.HasError() || len(details) != 1 {
		t.Fatal(more)
	}
	d := details[0]
	if d.MeteringType.ValueString() != unit || d.RatingParameter.ValueString() != volume || !d.AggregateTransactions.ValueBool() || !d.Currency.IsNull() || !d.FreemiumUnit.IsNull() {
		t.Errorf("the defaults are %+v", d)
	}
	rates, diags := planschema.Elements[rateModel](t.Context(), d.Rates)
	if diags.HasError() || len(rates) != 1 || rates[0].Type.ValueString() != rateCard || rates[0].StartUnit.ValueString() != "0" || !rates[0].Rate.IsNull() {
		t.Errorf("the rates are %+v, %v", rates, diags)
	}
}

func TestFlatten_keepsWhatTheAnswerLacks(t *testing.T) {
	t.Parallel()
	m := planModel{Fields: planschema.Fields{ID: types.StringValue("P_Gold"), DeveloperID: types.StringValue("U-1"), ParentID: types.StringValue("p_old"), PackageID: types.StringValue("p")}, Details: types.ListNull(planschema.DetailType())}
	answer := wholePlan()
	answer.Parent, answer.PackageID = apigee.Parent{}, ""
	m, diags := planschema.Flatten(t.Context(), "acme", answer, m)
	if diags.HasError() {
		t.Fatal(diags)
	}
	if m.DeveloperID.ValueString() != "U-1" || m.ParentID.ValueString() != "p_old" || m.PackageID.ValueString() != "p" || m.ID.ValueString() != "P_Gold" {
		t.Errorf("the model is %+v", m.Fields)
	}
	answer.Developer = apigee.DeveloperRef{ID: "u-2", Email: "other@example.com"}
	if m, diags = planschema.Flatten(t.Context(), "acme", answer, m); diags.HasError() || m.DeveloperID.ValueString() != "other@example.com" {
		t.Errorf("the developer is %s", m.DeveloperID)
	}
}

func TestLastDay(t *testing.T) {
	t.Parallel()
	now := time.Date(2025, time.June, 15, 23, 30, 0, 0, time.FixedZone("", 2*60*60))
	for start, want := range map[string]string{
		"2025-06-14":          "2025-06-15",
		"2025-06-15 00:00:00": "2025-06-15",
		"2025-06-15 08:00:00": "2025-06-15 08:00:00",
		"2025-07-01":          "2025-07-01",
	} {
		if got := lastDay(fwtypes.NewDateTimeValue(start), now.UTC()).ValueString(); got != want {
			t.Errorf("a plan from %s ends at %s, want %s", start, got, want)
		}
	}
	// By UTC it is still the day before.
	if got := lastDay(fwtypes.NewDateTimeValue("2025-01-01"), now.Add(-22*time.Hour).UTC()).ValueString(); got != "2025-06-14" {
		t.Errorf("got %s", got)
	}
}

func TestWanted(t *testing.T) {
	t.Parallel()
	now := time.Date(2025, time.June, 15, 12, 0, 0, 0, time.UTC)
	plan := func(change func(*apigee.RatePlan)) apigee.RatePlan {
		p := apigee.RatePlan{Type: standard, Published: true, StartDate: "2025-06-01 00:00:00"}
		change(&p)
		return p
	}
	current := apigee.RatePlanFilter{Current: true}
	for name, tt := range map[string]struct {
		plan   apigee.RatePlan
		filter apigee.RatePlanFilter
		want   bool
	}{
		"current":               {plan(func(*apigee.RatePlan) {}), current, true},
		"draft":                 {plan(func(p *apigee.RatePlan) { p.Published = false }), current, false},
		"draft, all":            {plan(func(p *apigee.RatePlan) { p.Published = false }), apigee.RatePlanFilter{}, true},
		"from now":              {plan(func(p *apigee.RatePlan) { p.StartDate = "2025-06-15 12:00:00" }), current, true},
		"from later":            {plan(func(p *apigee.RatePlan) { p.StartDate = "2025-06-15 12:00:01" }), current, false},
		"to today":              {plan(func(p *apigee.RatePlan) { p.EndDate = "2025-06-15 00:00:00" }), current, true},
		"to yesterday":          {plan(func(p *apigee.RatePlan) { p.EndDate = "2025-06-14 23:59:59" }), current, false},
		"to yesterday, all":     {plan(func(p *apigee.RatePlan) { p.EndDate = "2025-06-14" }), apigee.RatePlanFilter{}, true},
		"private":               {plan(func(p *apigee.RatePlan) { p.Private = true }), current, false},
		"private, shown":        {plan(func(p *apigee.RatePlan) { p.Private = true }), apigee.RatePlanFilter{Current: true, ShowPrivate: true}, true},
		"private, all":          {plan(func(p *apigee.RatePlan) { p.Private = true }), apigee.RatePlanFilter{}, false},
		"for one":               {plan(func(p *apigee.RatePlan) { p.Type = developer }), current, true},
		"for one, not standard": {plan(func(p *apigee.RatePlan) { p.Type = developer }), apigee.RatePlanFilter{Standard: true}, false},
	} {
		if got := wanted(tt.plan, tt.filter, now); got != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
