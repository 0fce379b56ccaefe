package main

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
)

// allowed are the limits of the command line; nil for none.
type allowed struct {
	credits, limitRaise *decimal.Decimal
	irreversible        bool // true where it is forbidden
}

// verdict says whether a plan keeps a limit.
type verdict struct {
	Limit    string `json:"limit"`
	Currency string `json:"currency,omitempty"`
	Allowed  string `json:"allowed"`
	Counted  string `json:"counted"`
	Exceeded bool   `json:"exceeded"`
	// Uncounted are the addresses of what may be any amount, for which a limit is exceeded.
	Uncounted []string `json:"uncounted"`
}

// judge compares what the plan does with what is allowed.
func (r *review) judge(a allowed) {
	uncounted := append([]string{}, r.skipped...)
	if r.Errored {
		uncounted = append(uncounted, "the plan failed, and holds a part only")
	}
	if a.credits != nil {
		v := verdict{Limit: "max-credits", Allowed: a.credits.String(), Uncounted: slices.Clone(uncounted)}
		v.count(*a.credits, r.Effects, func(e effect) bool { return slices.Contains([]string{creditsPaid, creditsGranted, creditsDue}, e.Kind) })
		r.Limits = append(r.Limits, v)
	}
	if a.limitRaise != nil {
		raises := func(e effect) bool {
			return (e.Kind == creditLimit || e.Kind == defaultLimit) && e.Change.positive()
		}
		var currencies []string
		for _, e := range r.Effects {
			if raises(e) && !slices.Contains(currencies, e.Currency) {
				currencies = append(currencies, e.Currency)
			}
		}
		slices.Sort(currencies)
		if len(currencies) == 0 {
			currencies = []string{""}
		}
		for _, currency := range currencies {
			v := verdict{Limit: "max-limit-raise", Currency: currency, Allowed: a.limitRaise.String(), Uncounted: slices.Clone(uncounted)}
			v.count(*a.limitRaise, r.Effects, func(e effect) bool {
				return raises(e) && (e.Currency == currency || !printable(e.Currency)) // which may be this one
			})
			r.Limits = append(r.Limits, v)
		}
	}
	if a.irreversible {
		for _, e := range r.Effects {
			if e.Kind == notReviewed {
				uncounted = append(uncounted, e.Address)
			}
		}
		r.Limits = append(r.Limits, verdict{
			Limit: "forbid-irreversible", Allowed: "0", Counted: fmt.Sprint(len(r.Irreversible)),
			Exceeded: len(r.Irreversible)+len(uncounted) > 0, Uncounted: uncounted,
		})
	}
}

// count adds up the effects that a limit is about. What is not known may be any amount.
func (v *verdict) count(allowed decimal.Decimal, effects []effect, about func(effect) bool) {
	total := decimal.Zero
	for _, e := range effects {
		switch {
		case e.Kind == notReviewed, about(e) && e.Change.status > atMost:
			v.Uncounted = append(v.Uncounted, e.Address)
		case about(e):
			total = total.Add(e.Change.value)
		}
	}
	v.Counted = total.String()
	v.Exceeded = total.GreaterThan(allowed) || len(v.Uncounted) > 0
}

// exceeded reports whether any limit is.
func (r *review) exceeded() bool {
	return slices.ContainsFunc(r.Limits, func(v verdict) bool { return v.Exceeded })
}
