package pricing

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
)

// ladder is a price that changes with usage: the bands of one detail, in any order.
type ladder struct {
	at       string
	metering string
	bands    []band
}

// charge prices the units after the first from, up to and including to, band by band. It asks for
// the values of the bands that are reached only.
func (l ladder) charge(from, to decimal.Decimal) (Charged, error) {
	var charged Charged
	for position := decimal.Zero; position.LessThan(to); {
		b, err := l.startingAt(position)
		if err != nil {
			return Charged{}, err
		}
		if b == nil {
			charged.UnpricedUnits = to.Sub(decimal.Max(position, from))
			break
		}
		if b.EndUnit.IsUnknown() {
			return Charged{}, ErrUnknown
		}
		end, bounded := b.EndUnit.Get()
		if bounded && end.LessThanOrEqual(position) {
			return Charged{}, &Error{PlanArgument, fmt.Sprintf("%s[%d].end_unit", l.at, b.index), "has to be greater than start_unit."}
		}
		line := Line{Start: position, Units: to}
		if bounded {
			line.End, line.Units = &end, decimal.Min(end, to)
		}
		line.Units = line.Units.Sub(decimal.Max(position, from))
		if line.Units.IsPositive() {
			if line.Rate, err = b.Rate.Rate.or(decimal.Zero); err != nil {
				return Charged{}, err
			}
			line.Amount = line.Rate
			if l.metering != StairStep {
				line.Amount = line.Rate.Mul(line.Units)
			}
			charged.Lines = append(charged.Lines, line)
			charged.Total = charged.Total.Add(line.Amount)
			charged.ChargedUnits = charged.ChargedUnits.Add(line.Units)
		}
		if !bounded {
			break
		}
		position = end
	}
	return charged, nil
}

// startingAt returns the band that begins at a position, and nil where none does: past the last. A
// flat rate always begins at 0.
func (l ladder) startingAt(position decimal.Decimal) (*band, error) {
	if l.metering == Unit && position.IsZero() {
		return &l.bands[0], nil
	}
	unclear := false
	for i, b := range l.bands {
		start, err := b.StartUnit.or(decimal.Zero)
		unclear = unclear || err != nil
		if err == nil && start.Equal(position) {
			return &l.bands[i], nil
		}
	}
	if unclear && l.metering != Unit {
		return nil, ErrUnknown
	}
	return nil, nil
}

// sameLines reports whether two ways to charge come to the same in each band.
func sameLines(a, b Charged) bool {
	return a.UnpricedUnits.Equal(b.UnpricedUnits) && slices.EqualFunc(a.Lines, b.Lines, func(a, b Line) bool {
		return a.Start.Equal(b.Start) && a.Units.Equal(b.Units)
	})
}
