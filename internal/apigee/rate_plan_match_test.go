package apigee

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWithIDsOf(t *testing.T) {
	t.Parallel()
	band := func(id, from, rate string) RatePlanRate {
		return RatePlanRate{ID: id, Type: "RATECARD", StartUnit: amount(from), Rate: amount(rate)}
	}
	current := RatePlan{ID: "plan", Details: []RatePlanDetail{
		{ID: "d1", Type: "RATECARD", ProductID: "rain", Rates: []RatePlanRate{band("r1", "0", "1"), band("r2", "10", "2")}},
		{ID: "d2", Type: "RATECARD", ProductID: "snow", MeteringType: "VOLUME", Rates: []RatePlanRate{band("r3", "0", "1")}},
		{ID: "d3", Type: "RATECARD", ProductID: "snow", Rates: []RatePlanRate{band("r4", "0", "9")}},
	}}
	for name, tt := range map[string]struct {
		asked []RatePlanDetail
		want  []string // the ids of each detail and of its rates, in order
	}{
		"unchanged, in another order": {
			[]RatePlanDetail{
				{Type: "RATECARD", ProductID: "snow", Rates: []RatePlanRate{band("", "0", "9")}},
				{Type: "RATECARD", ProductID: "rain", Rates: []RatePlanRate{band("", "10", "2"), band("", "0", "1")}},
				{Type: "RATECARD", ProductID: "snow", MeteringType: "VOLUME", Rates: []RatePlanRate{band("", "0", "1")}},
			},
			[]string{"d3", "r4", "d1", "r2", "r1", "d2", "r3"},
		},
		"one rate edited": {
			[]RatePlanDetail{{Type: "RATECARD", ProductID: "rain", Rates: []RatePlanRate{band("", "0", "1"), band("", "10", "3")}}},
			[]string{"d1", "r1", "r2"},
		},
		"a band moved": {
			[]RatePlanDetail{{Type: "RATECARD", ProductID: "rain", Rates: []RatePlanRate{band("", "0", "1"), band("", "20", "2")}}},
			[]string{"d1", "r1", "r2"},
		},
		"a band added before": {
			[]RatePlanDetail{{Type: "RATECARD", ProductID: "rain", Rates: []RatePlanRate{band("", "0", "1"), band("", "5", "1.5"), band("", "10", "2")}}},
			[]string{"d1", "r1", "", "r2"},
		},
		"a rate of another kind": {
			[]RatePlanDetail{{Type: "RATECARD", ProductID: "rain", Rates: []RatePlanRate{{Type: "REVSHARE", RevShare: amount("1")}}}},
			[]string{"d1", ""},
		},
		"the same in another way keeps its detail": {
			[]RatePlanDetail{{Type: "RATECARD", ProductID: "rain", MeteringType: "STAIR_STEP"}},
			[]string{"d1"},
		},
		"of two that fit, the one charged in the same way": {
			[]RatePlanDetail{{Type: "RATECARD", ProductID: "snow", Rates: []RatePlanRate{band("", "0", "8")}}},
			[]string{"d3", "r4"},
		},
		"new": {
			[]RatePlanDetail{{ID: "stale", Type: "REVSHARE", ProductID: "rain", Rates: []RatePlanRate{band("stale", "0", "1")}}},
			[]string{"", ""},
		},
		"each id once": {
			[]RatePlanDetail{
				{Type: "RATECARD", ProductID: "rain", Rates: []RatePlanRate{band("", "0", "7")}},
				{Type: "RATECARD", ProductID: "rain", Rates: []RatePlanRate{band("", "0", "1"), band("", "10", "2")}},
			},
			[]string{"", "", "d1", "r1", "r2"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			asked := RatePlan{Details: tt.asked}
			before := cmp.Diff(RatePlan{}, asked, equalDecimals)
			updated := asked.WithIDsOf(current)
			var got []string
			for _, d := range updated.Details {
				got = append(got, d.ID)
				for _, r := range d.Rates {
					got = append(got, r.ID)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" || updated.ID != "plan" {
				t.Errorf("plan %s: %s", updated.ID, diff)
			}
			if cmp.Diff(RatePlan{}, asked, equalDecimals) != before {
				t.Error("what was asked was changed")
			}
		})
	}
}

// Nothing is written as the service has it, whichever way it is asked for.
func TestWithIDsOf_nothingIsAsItWas(t *testing.T) {
	t.Parallel()
	current := RatePlan{RecurringFee: amount("0.0000"), Freemium: Freemium{FreemiumUnit: amount("0"), FreemiumDurationType: "DAY"}, Details: []RatePlanDetail{
		{Type: "RATECARD", Freemium: Freemium{FreemiumUnit: amount("0"), FreemiumDuration: count(0), FreemiumDurationType: "MONTH"}},
	}}
	asked := RatePlan{EarlyTerminationFee: amount("0"), Details: []RatePlanDetail{{Type: "RATECARD"}}}
	if diff := cmp.Diff(current, asked.WithIDsOf(current), equalDecimals); diff != "" {
		t.Error(diff)
	}
	asked.RecurringFee, asked.Freemium = amount("1"), Freemium{FreemiumUnit: amount("5")}
	if got := asked.WithIDsOf(current); got.RecurringFee.String() != "1" || got.FreemiumUnit.String() != "5" {
		t.Errorf("got %+v", got)
	}
}
