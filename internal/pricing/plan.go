package pricing

import (
	"unicode"

	"github.com/shopspring/decimal"
)

// What the enumerated values can be (contract: apigee-mint 4.2 to 4.4).
const (
	RateCard         = "RATECARD"
	RevShare         = "REVSHARE"
	RevShareRateCard = "REVSHARE_RATECARD"
	UsageTarget      = "USAGE_TARGET"

	Unit        = "UNIT"
	Volume      = "VOLUME"
	StairStep   = "STAIR_STEP"
	DevSpecific = "DEV_SPECIFIC"

	Calendar = "CALENDAR"
	Custom   = "CUSTOM"
)

// Plan is what a rate plan says about the price of usage. An absent value stands for the default
// that the resource mint_rate_plan documents; so it does in the other types.
type Plan struct {
	Freemium Freemium
	Details  Arg[[]Detail]
}

// Freemium is usage that is free at first: a quantity, a time (its unit does not matter here), or
// whichever ends first. Zero is no limit of that kind.
type Freemium struct {
	Unit, Duration Arg[decimal.Decimal]
}

// Detail is what usage of one product, or of the whole package, costs.
type Detail struct {
	Type, MeteringType                   Arg[string]
	RatingParameter, RatingParameterUnit Arg[string]
	ProductID                            Arg[string]
	Freemium                             Freemium
	Rates                                Arg[[]Rate]
}

// Rate is a price or a share of the revenue, for usage above StartUnit and up to EndUnit; without
// EndUnit it has no end.
type Rate struct {
	Type               Arg[string]
	Rate, RevShare     Arg[decimal.Decimal]
	StartUnit, EndUnit Arg[decimal.Decimal]
}

// UnknownDetail is a detail of which nothing is known yet.
func UnknownDetail() Detail {
	text, number := Unknown[string](), Unknown[decimal.Decimal]()
	return Detail{
		Type: text, MeteringType: text, RatingParameter: text, RatingParameterUnit: text, ProductID: text,
		Freemium: Freemium{Unit: number, Duration: number}, Rates: Unknown[[]Rate](),
	}
}

// UnknownRate is a rate of which nothing is known yet.
func UnknownRate() Rate {
	number := Unknown[decimal.Decimal]()
	return Rate{Type: Unknown[string](), Rate: number, RevShare: number, StartUnit: number, EndUnit: number}
}

// Usage is what a developer uses in one period of aggregation.
type Usage struct {
	// Units are what the rating parameter counts; needed by everything that has a price.
	Units Arg[decimal.Decimal]
	// Revenue is what a share is taken of, gross or net as the plan says.
	Revenue Arg[decimal.Decimal]
	// ProductID says which details apply where they differ by product.
	ProductID Arg[string]
	// FreeUnitsLeft is how many of the units are free, instead of all that the plan gives.
	FreeUnitsLeft Arg[decimal.Decimal]
}

// Argument says which of the two arguments of [Charge] an [*Error] is about.
type Argument int

// PlanArgument and UsageArgument are the arguments of Charge in their order. The only argument of
// other functions is the first.
const (
	PlanArgument Argument = iota
	UsageArgument
)

// Error is why there is no answer: the argument is wrong, or the contract does not say.
type Error struct {
	Argument Argument
	// At is the attribute within the argument, such as rate_plan_details[0].rates[1].start_unit,
	// empty for the argument as a whole.
	At string
	// Text is a sentence, or what follows the attribute in one: "is -1, and must not be negative."
	Text string
}

// Error returns the attribute and what is wrong with it.
func (e *Error) Error() string {
	switch {
	case e.At == "":
		return e.Text
	case e.Text != "" && unicode.IsLower(rune(e.Text[0])):
		return e.At + " " + e.Text
	}
	return e.At + ": " + e.Text
}
