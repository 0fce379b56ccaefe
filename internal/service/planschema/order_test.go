package planschema

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

func wire(text string) apigee.Amount {
	return apigee.Amount{Value: new(decimal.RequireFromString(text))}
}

// flattened is the model of a plan with these details, and those details themselves.
func flattened(t *testing.T, known Plan, details ...apigee.RatePlanDetail) (Plan, []*Detail) {
	t.Helper()
	m, diags := Flatten(t.Context(), "acme", apigee.RatePlan{ID: "p", Currency: "usd", Details: details}, known)
	if diags.HasError() {
		t.Fatal(diags)
	}
	decoded, diags := Elements[Detail](t.Context(), m.Details)
	if diags.HasError() {
		t.Fatal(diags)
	}
	return m, decoded
}

// starts lists the rates of a detail by kind and start.
func starts(t *testing.T, d *Detail) []string {
	t.Helper()
	rates, diags := Elements[Rate](t.Context(), d.Rates)
	if diags.HasError() {
		t.Fatal(diags)
	}
	var all []string
	for _, r := range rates {
		all = append(all, r.Type.ValueString()+" "+r.StartUnit.ValueString())
	}
	return all
}

func TestFlatten_order(t *testing.T) {
	t.Parallel()
	banded := apigee.RatePlanDetail{Type: "RATECARD", MeteringType: "VOLUME", Rates: []apigee.RatePlanRate{
		{Type: "RATECARD", Rate: wire("0.01"), StartUnit: wire("100")},
		{Type: "RATECARD", Rate: wire("0.05"), EndUnit: wire("100")},
	}}
	share := apigee.RatePlanDetail{Type: "REVSHARE", Rates: []apigee.RatePlanRate{{Type: "REVSHARE", RevShare: wire("1")}}}
	known, _ := flattened(t, Plan{}, banded, share)

	changed := share
	changed.Rates = []apigee.RatePlanRate{{Type: "REVSHARE", RevShare: wire("2")}}
	turned := banded
	turned.Rates = slices.Clone(banded.Rates)
	slices.Reverse(turned.Rates)
	_, details := flattened(t, known, apigee.RatePlanDetail{Type: "USAGE_TARGET"}, changed, turned)
	var kinds []string
	for _, d := range details {
		kinds = append(kinds, d.Type.ValueString())
	}
	if diff := cmp.Diff([]string{"RATECARD", "REVSHARE", "USAGE_TARGET"}, kinds); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"RATECARD 0", "RATECARD 100"}, starts(t, details[0])); diff != "" {
		t.Error(diff)
	}

	// Where nothing is known, rates are sorted by kind and start, and details stay as they came.
	_, mixed := flattened(t, Plan{}, apigee.RatePlanDetail{Type: "REVSHARE_RATECARD", Rates: []apigee.RatePlanRate{
		{Type: "REVSHARE", StartUnit: wire("9")}, {Type: "RATECARD", StartUnit: wire("10")}, {Type: "RATECARD", StartUnit: wire("9")}, {Type: "REVSHARE"},
	}}, apigee.RatePlanDetail{Type: "RATECARD"})
	if diff := cmp.Diff([]string{"RATECARD 9", "RATECARD 10", "REVSHARE 0", "REVSHARE 9"}, starts(t, mixed[0])); diff != "" || mixed[1].Type.ValueString() != "RATECARD" {
		t.Error(diff)
	}
}

// Of two details of one kind, each stays the one whose content it has, though nothing free is
// spelled out in the one that is known.
func TestFlatten_orderOfTwins(t *testing.T) {
	t.Parallel()
	twin := func(price string) apigee.RatePlanDetail {
		return apigee.RatePlanDetail{Type: "RATECARD", Currency: "usd", Rates: []apigee.RatePlanRate{{Type: "RATECARD", Rate: wire(price)}}}
	}
	known, details := flattened(t, Plan{}, twin("1"), twin("2"))
	for _, d := range details {
		d.FreemiumUnit = fwtypes.NewDecimalText("0.0")
	}
	var diags diag.Diagnostics
	if known.Details, diags = types.ListValueFrom(t.Context(), DetailType(), values(details)); diags.HasError() {
		t.Fatal(diags)
	}
	_, got := flattened(t, known, twin("2"), twin("1"))
	for i, price := range []string{"1", "2"} {
		rates, _ := Elements[Rate](t.Context(), got[i].Rates)
		if rates[0].Rate.ValueString() != price || got[i].FreemiumUnit.ValueString() != "0.0" {
			t.Errorf("detail %d is %+v with %+v", i, got[i], rates[0])
		}
	}
}
