package apigee

import (
	"slices"

	"github.com/shopspring/decimal"
)

// WithIDsOf returns p as an update of current: each of its details and rates has the id of the one
// in current that it stands for, or none if it is new, so that what did not change keeps its id,
// and nothing is written as it was (contract: apigee-mint 4.3, 4.4).
func (p RatePlan) WithIDsOf(current RatePlan) RatePlan {
	p.ID = current.ID
	p.RecurringFee, p.EarlyTerminationFee = zeroAs(p.RecurringFee, current.RecurringFee), zeroAs(p.EarlyTerminationFee, current.EarlyTerminationFee)
	p.Freemium = p.zeroAs(current.Freemium)
	p.Details = slices.Clone(p.Details)
	partners := pairDetails(p, current)
	for i := range p.Details {
		d := &p.Details[i]
		d.Rates = slices.Clone(d.Rates)
		var had RatePlanDetail
		if partners[i] >= 0 {
			had = current.Details[partners[i]]
			d.Freemium = d.zeroAs(had.Freemium)
		}
		d.ID = had.ID
		for j, k := range pairRates(d.Rates, had.Rates) {
			d.Rates[j].ID = ""
			if k >= 0 {
				d.Rates[j].ID = had.Rates[k].ID
			}
		}
	}
	return p
}

func zeroAs(asked, had Amount) Amount {
	if asked.or(decimal.Zero).IsZero() && had.or(decimal.Zero).IsZero() {
		return had
	}
	return asked
}

func (f Freemium) zeroAs(had Freemium) Freemium {
	f.FreemiumUnit = zeroAs(f.FreemiumUnit, had.FreemiumUnit)
	if f.FreemiumDuration.isZero() && had.FreemiumDuration.isZero() {
		f.FreemiumDuration, f.FreemiumDurationType = had.FreemiumDuration, had.FreemiumDurationType
	}
	return f
}

// pairDetails finds for each detail of a the one in b that it stands for: the same, else one that
// charges for the same in the same way, else for the same.
func pairDetails(a, b RatePlan) []int {
	return pair(a.plainDetails(), b.plainDetails(), RatePlanDetail.content, RatePlanDetail.manner, RatePlanDetail.scope)
}

// pairRates finds for each rate in a the one in b that it stands for: the same, else one of its
// kind that starts where it does, else one of its kind.
func pairRates(a, b []RatePlanRate) []int {
	return pair(a, b, RatePlanRate.content, RatePlanRate.start, func(r RatePlanRate) string { return r.Type })
}

// pair finds for each element of a its own partner in b, -1 for none: the first free one to which a
// key gives the same text, all elements by the first key before any by the next.
func pair[T any](a, b []T, keys ...func(T) string) []int {
	partners := slices.Repeat([]int{-1}, len(a))
	taken := make([]bool, len(b))
	for _, key := range keys {
		textsA, textsB := each(a, key), each(b, key)
		for i, text := range textsA {
			for j := 0; j < len(b) && partners[i] < 0; j++ {
				if !taken[j] && text == textsB[j] {
					partners[i], taken[j] = j, true
				}
			}
		}
	}
	return partners
}
