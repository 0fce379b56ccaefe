package pricing

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// Step is a band by its upper edge: usage up to UpTo has the price Rate, or the share RevShare.
// Without UpTo it has no end.
type Step struct {
	UpTo, Rate, RevShare Arg[decimal.Decimal]
}

// Bands makes the rates of a detail of steps in ascending order. They start at 0 and touch, so that
// they have neither gaps nor overlaps (contract: apigee-mint 4.4). What is not known yet of a step
// is not known of the rates.
func Bands(steps []Step) ([]Rate, error) {
	wrong := func(i int, attribute, format string, args ...any) ([]Rate, error) {
		return nil, &Error{At: fmt.Sprintf("[%d]%s", i, attribute), Text: fmt.Sprintf(format, args...)}
	}
	if len(steps) == 0 {
		return nil, &Error{Text: "The list is empty, and at least one band is needed: { rate = \"0.05\" } is a rate for all usage."}
	}
	rates := make([]Rate, 0, len(steps))
	start, first := Known(decimal.Zero), ""
	for i, s := range steps {
		kind := RateCard
		switch {
		case s.Rate.IsAbsent() && s.RevShare.IsAbsent():
			return wrong(i, "", "needs rate, or revshare for a share of the revenue.")
		case !s.Rate.IsAbsent() && !s.RevShare.IsAbsent():
			return wrong(i, "", "has rate and revshare. A band is a price or a share; for both use concat(provider::mint::bands(...), provider::mint::bands(...)).")
		case s.Rate.IsAbsent():
			kind = RevShare
		}
		if i == 0 {
			first = kind
		}
		if kind != first {
			return wrong(i, "", "is of type %s and the first band is of type %s. All bands of one list are of one kind; for both use concat(provider::mint::bands(...), provider::mint::bands(...)).", kind, first)
		}
		if s.UpTo.IsAbsent() && i+1 < len(steps) {
			return wrong(i, ".up_to", "is needed: only the last band may be without end, and this is band %d of %d.", i+1, len(steps))
		}
		upTo, bounded := s.UpTo.Get()
		from, known := start.Get()
		if bounded && known && upTo.LessThanOrEqual(from) {
			if i == 0 {
				return wrong(i, ".up_to", "is %s, and has to be greater than 0.", upTo)
			}
			return wrong(i, ".up_to", "is %s, and has to be greater than that of the band before, %s: bands go up.", upTo, from)
		}
		rates = append(rates, Rate{Type: Known(kind), Rate: s.Rate, RevShare: s.RevShare, StartUnit: start, EndUnit: s.UpTo})
		start = s.UpTo
	}
	return rates, nil
}
