package pricing

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
)

// Problem is why the service would refuse a detail, or would not do what it says.
type Problem struct {
	// Rate is the index of the rate that it is about, -1 for the detail itself.
	Rate int
	// Attribute is the attribute of the rate or detail.
	Attribute string
	// Summary is the problem in a few words, Detail says it in full, with the remedy.
	Summary, Detail string
}

// CheckDetail checks the arguments of one detail against each other, as far as they are known: what
// is not known yet is never a problem (contract: apigee-mint 4.3, 4.4).
func CheckDetail(d Detail) []Problem {
	rates, _ := d.Rates.Get()
	problems := meteringProblems(d, rates)
	for i, r := range rates {
		problems = append(problems, rateProblems(i, text(d.Type, RateCard), r)...)
	}
	for _, kind := range []string{RateCard, RevShare} {
		problems = append(problems, CheckBands(kind, rates)...)
	}
	return problems
}

// meteringProblems checks what is counted and how it is priced.
func meteringProblems(d Detail, rates []Rate) []Problem {
	var problems []Problem
	report := func(attribute, summary, detail string) {
		problems = append(problems, Problem{-1, attribute, summary, detail})
	}
	const misfit = "metering_type does not fit type"
	metering, kind := text(d.MeteringType, Unit), text(d.Type, RateCard)
	if metering != "" && kind != "" {
		switch {
		case kind == UsageTarget && metering != DevSpecific:
			report("metering_type", misfit, "Adjustable notification (type USAGE_TARGET) is metered DEV_SPECIFIC. Set metering_type = \"DEV_SPECIFIC\".")
		case kind != UsageTarget && metering == DevSpecific:
			report("metering_type", misfit, "DEV_SPECIFIC is for adjustable notification (type USAGE_TARGET), and the type is "+kind+". Set metering_type to UNIT, VOLUME or STAIR_STEP.")
		case kind == RevShare && metering == StairStep:
			report("metering_type", misfit, "STAIR_STEP sells bundles of usage at a price, and a detail of type REVSHARE has no price. Set metering_type to UNIT or VOLUME.")
		}
	}
	if metering == Unit {
		for _, kind := range []string{RateCard, RevShare} {
			if bands := ofKind(rates, kind); len(bands) > 1 {
				report("rates", "A flat rate has bands", flatRateHasBands(kind, len(bands)))
			}
		}
	}
	if _, given := d.RatingParameterUnit.Get(); given && text(d.RatingParameter, Volume) == Volume {
		report("rating_parameter_unit", "rating_parameter_unit needs rating_parameter",
			"rating_parameter_unit is the unit of a custom attribute, and rating_parameter is VOLUME, which counts transactions. Set rating_parameter to the attribute, or leave the unit out.")
	}
	return problems
}

func flatRateHasBands(kind string, count int) string {
	return fmt.Sprintf("metering_type UNIT is one flat rate, and there are %d rates of type %s. Set metering_type to VOLUME for bands or STAIR_STEP for bundles, or keep one rate.", count, kind)
}

// rateProblems checks one rate against its own type and that of its detail, which is empty while it
// is not known.
func rateProblems(index int, detailType string, r Rate) []Problem {
	kind := text(r.Type, RateCard)
	if kind == "" {
		return nil
	}
	var problems []Problem
	report := func(attribute, summary, detail string) {
		problems = append(problems, Problem{index, attribute, summary, detail})
	}
	if (detailType == RateCard || detailType == RevShare) && detailType != kind {
		report("type", "The type of the rate does not fit the detail",
			fmt.Sprintf("The detail is of type %s, and this rate is of type %s. Set type = %q, or make the detail REVSHARE_RATECARD to have both.", detailType, kind, detailType))
	}
	_, priced := r.Rate.Get()
	_, shared := r.RevShare.Get()
	switch {
	case kind == RateCard && shared:
		report("revshare", "revshare cannot be set for a RATECARD rate", "A rate of type RATECARD has a rate and no revshare. Set type = \"REVSHARE\", or leave revshare out.")
	case kind == RateCard && r.Rate.IsAbsent():
		report("rate", "A RATECARD rate needs rate", "A rate of type RATECARD needs rate; 0 is a price too.")
	case kind == RevShare && priced:
		report("rate", "rate cannot be set for a REVSHARE rate", "A rate of type REVSHARE has a revshare and no rate. Set type = \"RATECARD\", or leave rate out.")
	case kind == RevShare && r.RevShare.IsAbsent():
		report("revshare", "A REVSHARE rate needs revshare", "A rate of type REVSHARE needs revshare, in percent.")
	}
	return problems
}

// band is a rate and its place among the rates of the detail.
type band struct {
	Rate
	index int
}

// ofKind returns the rates of one kind, and nothing while one of them might be of this kind or not.
func ofKind(rates []Rate, kind string) []band {
	var bands []band
	for i, r := range rates {
		switch text(r.Type, RateCard) {
		case "":
			return nil
		case kind:
			bands = append(bands, band{r, i})
		}
	}
	return bands
}

// CheckBands checks that the bands of one kind, RateCard or RevShare, cover usage from 0 on without
// gap or overlap, in whatever order they are written, and that only the last has no end (contract:
// apigee-mint 4.4). It reports the first problem only: the others follow from it. Where a kind or
// an edge is not known yet it reports nothing.
func CheckBands(kind string, rates []Rate) []Problem {
	bands := ofKind(rates, kind)
	for _, b := range bands {
		if b.StartUnit.IsUnknown() || b.EndUnit.IsUnknown() {
			return nil
		}
	}
	slices.SortStableFunc(bands, func(a, b band) int { return a.start().Cmp(b.start()) })
	for i, b := range bands {
		if problem := bandProblem(kind, b, bands[:i], bands[i+1:]); problem != nil {
			return []Problem{*problem}
		}
	}
	return nil
}

// bandProblem checks one of the sorted bands against its neighbours.
func bandProblem(kind string, b band, before, after []band) *Problem {
	start, end := b.start(), b.EndUnit
	if len(before) == 0 && !start.IsZero() {
		return &Problem{b.index, "start_unit", "The first band does not start at 0",
			fmt.Sprintf("The lowest band of type %s starts at %s, so usage below has no rate. Set its start_unit to 0, or add a band from 0 to %s.", kind, start, start)}
	}
	if end, bounded := end.Get(); bounded && end.LessThanOrEqual(start) {
		return &Problem{b.index, "end_unit", "A band ends where it starts, or before",
			fmt.Sprintf("This band of type %s starts at %s and ends at %s. Its end has to be greater.", kind, start, end)}
	}
	if len(after) == 0 {
		return nil
	}
	next := after[0].start()
	switch end, bounded := end.Get(); {
	case next.Equal(start):
		return &Problem{after[0].index, "start_unit", "Bands overlap",
			fmt.Sprintf("Two bands of type %s start at %s. Each has to start exactly where another one ends.", kind, start)}
	case !bounded:
		return &Problem{b.index, "end_unit", "A band without end is not the last",
			fmt.Sprintf("This band of type %s starts at %s and has no end_unit, and another one starts at %s. Set end_unit = %s.", kind, start, next, next)}
	case !end.Equal(next):
		return &Problem{after[0].index, "start_unit", "Bands do not touch",
			fmt.Sprintf("A band of type %s ends at %s and the next one starts at %s. Each has to start exactly where the one before it ends.", kind, end, next)}
	}
	return nil
}

// start is where the band begins, 0 by default and while it is not known.
func (r Rate) start() decimal.Decimal {
	start, _ := r.StartUnit.Get()
	return start
}

// text is the value with its default, and "" while it is not known.
func text(a Arg[string], byDefault string) string {
	value, _ := a.or(byDefault)
	if a.IsUnknown() {
		return ""
	}
	return value
}
