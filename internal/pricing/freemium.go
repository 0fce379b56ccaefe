package pricing

import (
	"errors"
	"fmt"

	"github.com/shopspring/decimal"
)

// freeUnits is how many of the units are free: those of the detail, else those of the plan.
func (c *calculation) freeUnits(at string, d Detail, units decimal.Decimal) (decimal.Decimal, error) {
	terms, where, err := c.freemium(at, d)
	if c.usage.FreeUnitsLeft.IsAbsent() {
		switch {
		case err != nil:
			return decimal.Zero, err
		case terms.duration.IsPositive():
			return decimal.Zero, &Error{UsageArgument, "free_units_left", fmt.Sprintf("is needed: usage is free for a period (%sfreemium_duration is %s), and only you know how many of these units fall into it. Set 0 for usage after it.", where, terms.duration)}
		}
		return decimal.Min(terms.units, units), nil
	}
	left, leftErr := c.usage.FreeUnitsLeft.or(decimal.Zero)
	switch {
	case leftErr != nil:
		return decimal.Zero, leftErr
	case errors.Is(err, ErrUnknown):
	case terms.units.IsZero() && terms.duration.IsZero() && left.IsPositive():
		return decimal.Zero, &Error{UsageArgument, "free_units_left", fmt.Sprintf("is %s, and the plan has no free usage (freemium_unit, freemium_duration). Set 0, or leave it out.", left)}
	case terms.units.IsPositive() && left.GreaterThan(terms.units):
		return decimal.Zero, &Error{UsageArgument, "free_units_left", fmt.Sprintf("is %s, more than the plan gives (%sfreemium_unit is %s).", left, where, terms.units)}
	}
	return decimal.Min(left, units), nil
}

// freeTerms are how much is free, and for how long; zero is no limit of that kind.
type freeTerms struct {
	units, duration decimal.Decimal
}

// freemium returns the terms of the detail, or else of the plan, and the prefix of their
// attributes.
func (c *calculation) freemium(at string, d Detail) (freeTerms, string, error) {
	some, err := d.Freemium.given()
	if err != nil {
		return freeTerms{}, "", err
	}
	from, where := c.plan.Freemium, ""
	if some {
		from, where = d.Freemium, at+"."
	}
	units, err := from.Unit.or(decimal.Zero)
	if err != nil {
		return freeTerms{}, "", err
	}
	duration, err := from.Duration.or(decimal.Zero)
	return freeTerms{units, duration}, where, err
}

// given reports whether anything is free. Zeros are how the service writes that nothing is
// (contract: apigee-mint 4.3).
func (f Freemium) given() (bool, error) {
	units, unitErr := f.Unit.or(decimal.Zero)
	duration, durationErr := f.Duration.or(decimal.Zero)
	if units.IsPositive() || duration.IsPositive() {
		return true, nil
	}
	return false, errors.Join(unitErr, durationErr)
}
