package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/pricing"
)

// table is what usage costs before and after a change.
type table struct {
	change
	options options
	most    decimal.Decimal
	// edges are where bands begin or end, in both plans.
	edges []decimal.Decimal
	rows  []row
}

// row is the charge of so many units; nil where there is none.
type row struct {
	units         decimal.Decimal
	before, after *decimal.Decimal
	// refused is why there is none, empty where only a plan is missing.
	refused string
}

// table prices round numbers of units and those at the edges of bands.
func (o options) table(c change) (table, error) {
	t := table{change: c, options: o, edges: edges(c)}
	t.most = decimal.NewFromInt(1000)
	if len(t.edges) > 0 {
		t.most = t.edges[len(t.edges)-1].Mul(decimal.New(15, -1))
	}
	if o.units != "" {
		most, err := decimal.NewFromString(o.units)
		if err != nil || !most.IsPositive() {
			return t, fmt.Errorf("-units %q is no number above 0", o.units)
		}
		t.most = most
	}
	for _, units := range t.samples() {
		r, err := t.row(units)
		if err != nil {
			return t, err
		}
		t.rows = append(t.rows, r)
	}
	return t, nil
}

// samples are the edges, quarters of the whole, and what lies just above an edge, where a bundle
// begins.
func (t table) samples() []decimal.Decimal {
	var all []decimal.Decimal
	for i := range int64(5) {
		all = append(all, t.most.Mul(decimal.New(25*i, -2)).Floor())
	}
	for _, edge := range t.edges {
		all = append(all, edge, edge.Add(decimal.NewFromInt(1)))
	}
	all = slices.DeleteFunc(all, t.most.LessThan)
	slices.SortFunc(all, decimal.Decimal.Cmp)
	return slices.CompactFunc(all, decimal.Decimal.Equal)
}

// row prices usage under both plans. What is not known yet or has no documented price is left out;
// any other error is one.
func (t table) row(units decimal.Decimal) (row, error) {
	r := row{units: units}
	usage, err := t.options.usage(units)
	if err != nil {
		return r, err
	}
	for _, side := range []struct {
		plan   *pricing.Plan
		charge **decimal.Decimal
	}{{t.before, &r.before}, {t.after, &r.after}} {
		if side.plan == nil {
			continue
		}
		charged, err := pricing.Charge(*side.plan, usage)
		var wrong *pricing.Error
		switch {
		case errors.As(err, &wrong) || errors.Is(err, pricing.ErrUnknown):
			r.refused = err.Error()
		case err != nil:
			return r, err
		case charged.UnpricedUnits.IsPositive():
			r.refused = "beyond the last band usage has no price, and the service suspends the developer"
		default:
			*side.charge = &charged.Total
		}
	}
	return r, nil
}

// cells are the texts of a row: units, before, after, difference.
func (r row) cells() [4]string {
	cells := [4]string{r.units.String(), "-", "-", "-"}
	if r.before != nil {
		cells[1] = money(*r.before)
	}
	if r.after != nil {
		cells[2] = money(*r.after)
	}
	if r.before != nil && r.after != nil {
		difference := r.after.Sub(*r.before)
		cells[3] = money(difference)
		if difference.IsPositive() {
			cells[3] = "+" + cells[3]
		}
	}
	return cells
}

// money is an amount with two decimals, with four, or with as many more as it has.
func money(amount decimal.Decimal) string {
	for _, places := range []int32{2, 4} {
		if amount.Equal(amount.Round(places)) {
			return amount.StringFixed(places)
		}
	}
	return amount.String()
}

// headings are those of the columns.
func (t table) headings() [4]string {
	return [4]string{"units", "old " + t.currency, "new " + t.currency, "change"}
}

// print writes the table as Markdown.
func (t table) print(out io.Writer) {
	h := t.headings()
	title := strings.ReplaceAll(cell(t.title), `\_`, "_") // within words it means itself
	fmt.Fprintf(out, "### %s\n\n| %s | %s | %s | %s |\n|---:|---:|---:|---:|\n", title, h[0], cell(h[1]), cell(h[2]), h[3])
	refused := ""
	for _, r := range t.rows {
		c := r.cells()
		fmt.Fprintf(out, "| %s | %s | %s | %s |\n", c[0], c[1], c[2], c[3])
		if refused == "" {
			refused = r.refused
		}
	}
	if refused != "" {
		fmt.Fprintf(out, "\nNo charge (-): %s\n", cell(refused))
	}
}

// edges are the edges of all bands of both plans, in ascending order, without 0.
func edges(c change) []decimal.Decimal {
	var all []decimal.Decimal
	add := func(edge pricing.Arg[decimal.Decimal]) {
		if value, known := edge.Get(); known && value.IsPositive() {
			all = append(all, value)
		}
	}
	for _, plan := range []*pricing.Plan{c.before, c.after} {
		if plan == nil {
			continue
		}
		details, _ := plan.Details.Get()
		for _, d := range details {
			rates, _ := d.Rates.Get()
			for _, r := range rates {
				add(r.StartUnit)
				add(r.EndUnit)
			}
		}
	}
	slices.SortFunc(all, decimal.Decimal.Cmp)
	return slices.CompactFunc(all, decimal.Decimal.Equal)
}
