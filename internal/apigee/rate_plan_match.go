package apigee

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"
)

// WithIDsOf returns p as an update of current: each of its details and rates has the id of
// the one in current that it stands for, or none if it is new, so that what did not change
// keeps its id (contract: apigee-mint 4.3, 4.4).
func (p RatePlan) WithIDsOf(current RatePlan) RatePlan {
	p.ID = current.ID
	p.Details = slices.Clone(p.Details)
	partners := pairDetails(p, current)
	for i := range p.Details {
		d := &p.Details[i]
		d.Rates = slices.Clone(d.Rates)
		var had RatePlanDetail
		if partners[i] >= 0 {
			had = current.Details[partners[i]]
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

// InOrderOf returns p with its details and rates in the order of those in wanted that they
// stand for, then those that wanted has not: the order in which the service answers means
// nothing. Rates that wanted has not are sorted by kind and start
// (contract: apigee-mint 4.4).
func (p RatePlan) InOrderOf(wanted RatePlan) RatePlan {
	details := slices.Clone(p.Details)
	for i := range details {
		details[i].Rates = slices.Clone(details[i].Rates)
		slices.SortStableFunc(details[i].Rates, func(a, b RatePlanRate) int {
			return cmp.Or(cmp.Compare(a.Type, b.Type), a.StartUnit.or(decimal.Zero).Cmp(b.StartUnit.or(decimal.Zero)))
		})
	}
	p.Details = details
	partners := pairDetails(wanted, p)
	for i, j := range partners {
		if j >= 0 {
			had := details[j].Rates
			details[j].Rates = arrange(had, pairRates(wanted.Details[i].Rates, had))
		}
	}
	p.Details = arrange(details, partners)
	return p
}

// pairDetails finds for each detail of a the one in b that it stands for: the same, else
// one that charges for the same in the same way, else for the same.
func pairDetails(a, b RatePlan) []int {
	return pair(a.plainDetails(), b.plainDetails(), RatePlanDetail.content, RatePlanDetail.manner, RatePlanDetail.scope)
}

// pairRates finds for each rate in a the one in b that it stands for: the same, else one of
// its kind that starts where it does, else one of its kind.
func pairRates(a, b []RatePlanRate) []int {
	return pair(a, b, RatePlanRate.content, RatePlanRate.start, func(r RatePlanRate) string { return r.Type })
}

// pair finds for each element of a its own partner in b, -1 for none: the first free one to
// which a key gives the same text, all elements by the first key before any by the next.
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

// arrange returns the elements at the given places, -1 being none, and then the others.
func arrange[T any](elements []T, places []int) []T {
	arranged := make([]T, 0, len(elements))
	for _, place := range places {
		if place >= 0 {
			arranged = append(arranged, elements[place])
		}
	}
	for i, element := range elements {
		if !slices.Contains(places, i) {
			arranged = append(arranged, element)
		}
	}
	return arranged
}
