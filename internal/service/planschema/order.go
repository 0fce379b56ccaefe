package planschema

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// asKnown puts details, and the rates of each, into the order of the known ones that they stand
// for, and spells nothing as those do. What is not known comes after them.
func asKnown(ctx context.Context, details []Detail, known []*Detail, planCurrency fwtypes.Currency) diag.Diagnostics {
	var diags diag.Diagnostics
	content := func(d Detail) string {
		text, more := d.content(ctx, planCurrency)
		diags.Append(more...)
		return text
	}
	partners := arrange(details, values(known), content, Detail.manner, Detail.scope)
	for i, had := range partners {
		if had == nil {
			continue
		}
		d := &details[i]
		d.Freemium = d.asKnown(had.Freemium)
		if d.Currency.IsNull() && strings.EqualFold(had.Currency.ValueString(), planCurrency.ValueString()) {
			d.Currency = had.Currency
		}
		rates, more := Elements[Rate](ctx, d.Rates)
		diags.Append(more...)
		knownRates, more := Elements[Rate](ctx, had.Rates)
		diags.Append(more...)
		ordered := values(rates)
		arrange(ordered, values(knownRates), Rate.content, Rate.start, func(r Rate) string { return r.Type.ValueString() })
		d.Rates, more = fwkit.ListOf(ctx, RateType(), ordered)
		diags.Append(more...)
	}
	return diags
}

// arrange sorts answered into the order of those known that they stand for, the others after them,
// and returns the known partner of each, nil for none. Two stand for the same if the first key
// gives them the same text, or else the next; all are tried with one key before any with the next.
func arrange[T any](answered, known []T, keys ...func(T) string) []*T {
	places := slices.Repeat([]int{len(known)}, len(answered))
	taken := make([]bool, len(known))
	for _, key := range keys {
		texts, knownTexts := each(answered, key), each(known, key)
		for i, partner := range fwkit.Pair(len(answered), len(known), func(i, j int) bool {
			return places[i] == len(known) && !taken[j] && texts[i] == knownTexts[j]
		}) {
			if partner >= 0 {
				places[i], taken[partner] = partner, true
			}
		}
	}
	type placed struct {
		value T
		place int
	}
	all := make([]placed, len(answered))
	for i, value := range answered {
		all[i] = placed{value, places[i]}
	}
	slices.SortStableFunc(all, func(a, b placed) int { return a.place - b.place })
	partners := make([]*T, len(answered))
	for i, p := range all {
		answered[i] = p.value
		if p.place < len(known) {
			partners[i] = &known[p.place]
		}
	}
	return partners
}

// content is all that a detail says, whatever the order of its rates.
func (d Detail) content(ctx context.Context, planCurrency fwtypes.Currency) (string, diag.Diagnostics) {
	rates, diags := Elements[Rate](ctx, d.Rates)
	texts := each(values(rates), Rate.content)
	slices.Sort(texts)
	code := d.Currency.Lower()
	if code == planCurrency.Lower() {
		code = ""
	}
	f := d.orNull()
	return strings.Join(append(texts, d.manner(), d.RatingParameterUnit.String(), d.RevenueType.String(), code, d.Duration.String(), d.DurationType.String(),
		d.AggregateFreemiumCounters.String(), d.AggregateStandardCounters.String(), d.AggregateTransactions.String(),
		plain(f.FreemiumUnit), f.FreemiumDuration.String(), f.FreemiumDurationType.String(), d.PaymentDueDays.String()), "\n"), diags
}

// manner is what a detail charges for and how, whatever it charges.
func (d Detail) manner() string {
	return d.scope() + "\n" + d.MeteringType.ValueString() + "\n" + d.RatingParameter.ValueString()
}

// scope is what a detail charges for.
func (d Detail) scope() string { return d.ProductID.ValueString() + "\n" + d.Type.ValueString() }

func (r Rate) content() string {
	return strings.Join([]string{r.start(), plain(r.EndUnit), plain(r.Rate), plain(r.RevShare)}, "\t")
}

// start is the band of a rate by its kind and beginning.
func (r Rate) start() string { return r.Type.ValueString() + "\t" + plain(r.StartUnit) }

// plain is a number in one spelling.
func plain(d fwtypes.Decimal) string { return fwtypes.NewDecimalPointer(d.Pointer()).ValueString() }

func values[T any](pointers []*T) []T {
	all := make([]T, 0, len(pointers))
	for _, p := range pointers {
		if p != nil {
			all = append(all, *p)
		}
	}
	return all
}

func each[A, B any](all []A, f func(A) B) []B {
	results := make([]B, 0, len(all))
	for _, a := range all {
		results = append(results, f(a))
	}
	return results
}
