package services

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"
)

// Total is what one kind of money comes to in one currency.
type Total struct {
	Service  string          `json:"service"`
	Kind     string          `json:"kind"`
	Currency string          `json:"currency"` // id of Apigee, code of PayPal
	Count    int             `json:"count"`
	Credits  decimal.Decimal `json:"credits,omitzero"`
	Amount   decimal.Decimal `json:"amount"` // in the currency
}

// Money sums what the services hold, whatever their answers show.
func (s Seed) Money() []Total {
	all := totals{}
	for _, o := range s.Apigee.Organizations {
		for _, d := range o.Developers {
			kind := "credit limits"
			if d.BillingType == "PREPAID" {
				kind = "prepaid balances"
			}
			for _, l := range d.CreditLimits {
				if l.Amount.Valid {
					all.add("apigee", kind, l.Currency, decimal.Zero, l.Amount.Decimal)
				}
				if !l.Usage.IsZero() {
					all.add("apigee", "usage", l.Currency, decimal.Zero, l.Usage)
				}
			}
		}
		for _, x := range o.Charges {
			all.add("apigee", x.Type, x.Currency, decimal.Zero, x.Amount)
		}
	}
	for _, w := range s.PayPal.Wallets {
		for _, t := range w.Transactions {
			all.add("paypal", t.Status+" "+t.PaymentStatus, w.Currency, t.Credits, t.Amount)
		}
	}
	slices.SortFunc(all, func(a, b Total) int {
		return cmp.Or(cmp.Compare(a.Service, b.Service), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Currency, b.Currency))
	})
	return all
}

type totals []Total

func (all *totals) add(service, kind, currency string, credits, amount decimal.Decimal) {
	i := slices.IndexFunc(*all, func(t Total) bool { return t.Service == service && t.Kind == kind && t.Currency == currency })
	if i < 0 {
		i = len(*all)
		*all = append(*all, Total{Service: service, Kind: kind, Currency: currency})
	}
	t := &(*all)[i]
	t.Count++
	t.Credits, t.Amount = t.Credits.Add(credits), t.Amount.Add(amount)
}
