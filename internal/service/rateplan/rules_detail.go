package rateplan

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// detailProblems checks the arguments of one detail against each other; rates are its
// rates, nil for one that is not known yet (contract: apigee-mint 4.3, 4.4).
func detailProblems(at path.Path, d detailModel, rates []*rateModel) []problem {
	problems := pairProblems(at, "duration", d.Duration, d.DurationType)
	problems = append(problems, freemiumProblems(at, d.FreemiumUnit, d.FreemiumDuration, d.FreemiumDurationType)...)
	problems = append(problems, meteringProblems(at, d, rates)...)
	for i, r := range rates {
		if r != nil {
			problems = append(problems, rateProblems(at.AtName("rates").AtListIndex(i), orDefault(d.Type, rateCard), *r)...)
		}
	}
	for _, kind := range []string{rateCard, revShare} {
		problems = append(problems, bandProblems(at.AtName("rates"), kind, rates)...)
	}
	return problems
}

// meteringProblems checks what is counted and how it is priced.
func meteringProblems(at path.Path, d detailModel, rates []*rateModel) []problem {
	var problems []problem
	metering, kind := orDefault(d.MeteringType, unit), orDefault(d.Type, rateCard)
	meteringAt := at.AtName("metering_type")
	if metering != "" && kind != "" {
		switch {
		case kind == usageTarget && metering != devSpecific:
			problems = append(problems, problem{meteringAt, "The metering type does not fit", "Adjustable notification (type USAGE_TARGET) is metered DEV_SPECIFIC. Set metering_type = \"DEV_SPECIFIC\"."})
		case kind != usageTarget && metering == devSpecific:
			problems = append(problems, problem{meteringAt, "The metering type does not fit", "DEV_SPECIFIC is for adjustable notification (type USAGE_TARGET), and the type is " + kind + ". Set metering_type to UNIT, VOLUME or STAIR_STEP."})
		case kind == revShare && metering == stairStep:
			problems = append(problems, problem{meteringAt, "The metering type does not fit", "STAIR_STEP sells bundles of usage at a price, and a detail of type REVSHARE has no price. Set metering_type to UNIT or VOLUME."})
		}
	}
	if metering == unit {
		for _, kind := range []string{rateCard, revShare} {
			if bands := ofKind(rates, kind); len(bands) > 1 {
				problems = append(problems, problem{at.AtName("rates"), "A flat rate has bands",
					fmt.Sprintf("metering_type UNIT is one flat rate, and there are %d rates of type %s. Set metering_type to VOLUME for bands or STAIR_STEP for bundles, or keep one rate.", len(bands), kind)})
			}
		}
	}
	if given(d.RatingParameterUnit) && orDefault(d.RatingParameter, volume) == volume {
		problems = append(problems, problem{at.AtName("rating_parameter_unit"), "A unit of nothing",
			"rating_parameter_unit is the unit of a custom attribute, and rating_parameter is VOLUME, which counts transactions. Set rating_parameter to the attribute, or leave the unit out."})
	}
	return problems
}

// rateProblems checks one rate against its own type and that of its detail, which is empty
// while it is not known.
func rateProblems(at path.Path, detailType string, r rateModel) []problem {
	kind := orDefault(r.Type, rateCard)
	if kind == "" {
		return nil
	}
	var problems []problem
	if (detailType == rateCard || detailType == revShare) && detailType != kind {
		problems = append(problems, problem{at.AtName("type"), "The rate does not fit the detail",
			fmt.Sprintf("The detail is of type %s, and this rate is of type %s. Set type = %q, or make the detail REVSHARE_RATECARD to have both.", detailType, kind, detailType)})
	}
	amount, share := at.AtName("rate"), at.AtName("revshare")
	switch {
	case kind == rateCard && given(r.RevShare):
		problems = append(problems, problem{share, "A price is no share", "A rate of type RATECARD has a rate and no revshare. Set type = \"REVSHARE\", or leave revshare out."})
	case kind == rateCard && r.Rate.IsNull():
		problems = append(problems, problem{amount, "The price is missing", "A rate of type RATECARD needs rate; 0 is a price too."})
	case kind == revShare && given(r.Rate):
		problems = append(problems, problem{amount, "A share is no price", "A rate of type REVSHARE has a revshare and no rate. Set type = \"RATECARD\", or leave rate out."})
	case kind == revShare && r.RevShare.IsNull():
		problems = append(problems, problem{share, "The share is missing", "A rate of type REVSHARE needs revshare, in percent."})
	}
	return problems
}

// band is a rate and its place in the configuration.
type band struct {
	*rateModel
	index int
}

// ofKind returns the rates of one kind, and nothing while one of them might be of this
// kind or not.
func ofKind(rates []*rateModel, kind string) []band {
	var bands []band
	for i, r := range rates {
		if r == nil || r.Type.IsUnknown() {
			return nil
		}
		if orDefault(r.Type, rateCard) == kind {
			bands = append(bands, band{r, i})
		}
	}
	return bands
}

// bandProblems checks that the bands of one kind cover usage from 0 on without gap or
// overlap, in whatever order they are written (contract: apigee-mint 4.4). It reports the
// first problem only: the others follow from it.
func bandProblems(at path.Path, kind string, rates []*rateModel) []problem {
	bands := ofKind(rates, kind)
	for _, b := range bands {
		if unclear(b.StartUnit) || unclear(b.EndUnit) {
			return nil
		}
	}
	slices.SortStableFunc(bands, func(a, b band) int { return a.StartUnit.Decimal().Cmp(b.StartUnit.Decimal()) })
	for i, b := range bands {
		start := b.StartUnit.Decimal()
		startAt, endAt := at.AtListIndex(b.index).AtName("start_unit"), at.AtListIndex(b.index).AtName("end_unit")
		if i == 0 && !start.IsZero() {
			return []problem{{startAt, "The first band does not start at 0",
				fmt.Sprintf("The lowest band of type %s starts at %s, so usage below has no rate. Set its start_unit to 0, or add a band from 0 to %s.", kind, start, start)}}
		}
		if given(b.EndUnit) && b.EndUnit.Decimal().LessThanOrEqual(start) {
			return []problem{{endAt, "A band ends where it starts, or before",
				fmt.Sprintf("This band of type %s starts at %s and ends at %s. Its end has to be greater.", kind, start, b.EndUnit.Decimal())}}
		}
		if i+1 == len(bands) {
			continue
		}
		next := bands[i+1].StartUnit.Decimal()
		switch {
		case next.Equal(start):
			return []problem{{at.AtListIndex(bands[i+1].index).AtName("start_unit"), "Bands overlap",
				fmt.Sprintf("Two bands of type %s start at %s. Each has to start exactly where another one ends.", kind, start)}}
		case b.EndUnit.IsNull():
			return []problem{{endAt, "A band without end is not the last",
				fmt.Sprintf("This band of type %s starts at %s and has no end_unit, and another one starts at %s. Set end_unit = %s.", kind, start, next, next)}}
		case !b.EndUnit.Decimal().Equal(next):
			return []problem{{at.AtListIndex(bands[i+1].index).AtName("start_unit"), "Bands do not touch",
				fmt.Sprintf("A band of type %s ends at %s and the next one starts at %s. Each has to start exactly where the one before it ends.", kind, b.EndUnit.Decimal(), next)}}
		}
	}
	return nil
}

// unclear reports whether a number is not known yet, or is none: its own type says so then.
func unclear(d fwtypes.Decimal) bool { return !d.IsNull() && d.Pointer() == nil }

// orDefault is the value with its default for null, and "" for unknown.
func orDefault(v types.String, byDefault string) string {
	if v.IsUnknown() {
		return ""
	}
	return cmp.Or(v.ValueString(), byDefault)
}
