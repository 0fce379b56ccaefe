package pricing

import (
	"testing"

	"github.com/shopspring/decimal"
)

// dec is a number that is sure to be one.
func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

// num is a known number, or an absent one for "", or an unknown one for "?".
func num(text string) Arg[decimal.Decimal] {
	switch text {
	case "":
		return Arg[decimal.Decimal]{}
	case "?":
		return Unknown[decimal.Decimal]()
	}
	return Known(dec(text))
}

// str is num for text.
func str(text string) Arg[string] {
	switch text {
	case "":
		return Arg[string]{}
	case "?":
		return Unknown[string]()
	}
	return Known(text)
}

// price is a band of a price, share one of a revenue share.
func price(start, end, rate string) Rate {
	return Rate{Type: str(RateCard), StartUnit: num(start), EndUnit: num(end), Rate: num(rate)}
}

func share(start, end, percent string) Rate {
	return Rate{Type: str(RevShare), StartUnit: num(start), EndUnit: num(end), RevShare: num(percent)}
}

func detail(kind, metering string, rates ...Rate) Detail {
	return Detail{Type: str(kind), MeteringType: str(metering), Rates: Known(rates)}
}

func of(product string, d Detail) Detail {
	d.ProductID = str(product)
	return d
}

func (d Detail) free(units, duration string) Detail {
	d.Freemium = Freemium{num(units), num(duration)}
	return d
}

func plan(details ...Detail) Plan { return Plan{Details: Known(details)} }

func (p Plan) free(units, duration string) Plan {
	p.Freemium = Freemium{num(units), num(duration)}
	return p
}

func units(text string) Usage { return Usage{Units: num(text)} }

// banded is the plan most tests are about: 0.05 up to 100, 0.025 up to 10000, 0.0125 beyond.
func banded(metering string) Detail {
	return detail(RateCard, metering, price("0", "100", "0.05"), price("100", "10000", "0.025"), price("10000", "", "0.0125"))
}

func mustCharge(t *testing.T, p Plan, u Usage) Charged {
	t.Helper()
	charged, err := Charge(p, u)
	if err != nil {
		t.Fatal(err)
	}
	return charged
}
