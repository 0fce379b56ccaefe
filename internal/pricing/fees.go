package pricing

import "github.com/shopspring/decimal"

// FeeTerms is what a rate plan says about its fees.
type FeeTerms struct {
	SetUpFee, RecurringFee, EarlyTerminationFee Arg[decimal.Decimal]
	Advance, Prorate                            Arg[bool]
	RecurringType                               Arg[string]
}

// Fees are the fees of a plan beside what usage costs, in its currency. A fee that the plan does
// not have is 0.
type Fees struct {
	SetUp, Recurring, EarlyTermination Arg[decimal.Decimal]
	// FirstInvoice is what a purchase costs at once: the set-up fee, and the recurring fee if it is
	// charged in advance. It is absent where the service prorates the latter, because that depends
	// on the day of the purchase.
	FirstInvoice Arg[decimal.Decimal]
}

// FeesOf returns the fees of a plan (contract: apigee-mint 4.2). What is not known of the plan is
// not known of its fees.
func FeesOf(terms FeeTerms) Fees {
	fees := Fees{
		SetUp:            orZero(terms.SetUpFee),
		Recurring:        orZero(terms.RecurringFee),
		EarlyTermination: orZero(terms.EarlyTerminationFee),
	}
	fees.FirstInvoice = firstInvoice(terms, fees)
	return fees
}

func firstInvoice(terms FeeTerms, fees Fees) Arg[decimal.Decimal] {
	setUp, setUpKnown := fees.SetUp.Get()
	recurring, recurringKnown := fees.Recurring.Get()
	advance, advanceErr := terms.Advance.or(false)
	if recurringKnown && recurring.IsZero() || advanceErr == nil && !advance {
		return fees.SetUp
	}
	prorate, prorateErr := terms.Prorate.or(false)
	recurringType, typeErr := terms.RecurringType.or(Calendar)
	fromThePurchase := typeErr == nil && recurringType == Custom || prorateErr == nil && !prorate
	switch {
	case !setUpKnown || !recurringKnown || advanceErr != nil || !fromThePurchase && (prorateErr != nil || typeErr != nil):
		return Unknown[decimal.Decimal]()
	case !fromThePurchase:
		return Arg[decimal.Decimal]{}
	}
	return Known(setUp.Add(recurring))
}

func orZero(fee Arg[decimal.Decimal]) Arg[decimal.Decimal] {
	if fee.IsAbsent() {
		return Known(decimal.Zero)
	}
	return fee
}
