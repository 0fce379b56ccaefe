package paypalfake

import "github.com/shopspring/decimal"

// creditScale is how many decimals of credits the service stores (contract: wallets 4).
const creditScale = 5

// maxCredits is the largest number of credits the service accepts (contract: wallets 4).
var maxCredits = decimal.New(1, 25).Sub(decimal.New(1, 0))

// quote is what a number of credits comes to in one wallet.
type quote struct {
	asked   decimal.Decimal
	credits decimal.Decimal
	amount  decimal.Decimal
}

// worthless says that credits were asked for whose money rounds to nothing: amount_rounds_to_zero.
func (q quote) worthless() bool { return q.asked.IsPositive() && q.amount.IsZero() }

// quoteInbound prices purchased or granted credits: floored to five decimals, turned into money at
// the currency's precision, and counted again from that money, so that 10.34567 credits at 1.375
// become 14.23 and 10.34909 credits (contract: wallets 4).
func (w *Wallet) quoteInbound(asked decimal.Decimal, verbatim bool) quote {
	q := w.quoteVoid(asked, verbatim)
	if !verbatim {
		q.credits = w.creditsFor(q.amount)
	}
	return q
}

// quoteVoid prices credits to be voided: they are floored to five decimals and stay so; only the
// money is rounded.
func (w *Wallet) quoteVoid(asked decimal.Decimal, verbatim bool) quote {
	credits := asked
	if !verbatim {
		credits = asked.Truncate(creditScale)
	}
	return quote{asked: asked, credits: credits, amount: credits.Mul(w.Rate).Round(exponent(w.Currency))}
}

func (w *Wallet) creditsFor(money decimal.Decimal) decimal.Decimal {
	return money.DivRound(w.Rate, creditScale)
}

// exponent is the number of decimals of a currency (ISO 4217); currencies not named have two.
func exponent(currency string) int32 {
	switch currency {
	case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF":
		return 0
	case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND":
		return 3
	case "CLF", "UYW":
		return 4
	default:
		return 2
	}
}
