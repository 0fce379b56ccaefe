package apigeefake

import (
	"net/http"
	"time"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// The types of charges, as transactions spell them (contract: apigee-neighbours 10).
const (
	SetUpFee       = "SETUPFEES"
	RecurringFee   = "RECURRINGFEES"
	TerminationFee = "TERMINATIONFEES"
)

// Charge is one line of the ledger of fees.
type Charge struct {
	ID         string          `json:"id,omitzero"`
	Acceptance string          `json:"accepted_rate_plan_id,omitzero"` // id
	Developer  string          `json:"developer_id,omitzero"`          // id
	Plan       string          `json:"rate_plan_id,omitzero"`          // id of the plan at that time
	Type       string          `json:"type,omitzero"`                  // SetUpFee, RecurringFee or TerminationFee
	Currency   string          `json:"currency,omitzero"`              // id
	Amount     decimal.Decimal `json:"amount,omitzero"`
	At         time.Time       `json:"at,omitzero"`
}

// Charges returns the fees that a developer, by email or id, was charged, the oldest first.
func (s *Service) Charges(org, developer string) (all []Charge) {
	s.in(org, func(o *organization) {
		d := must(o.developer(developer), "developer", developer)
		for _, x := range o.charges {
			if x.Developer == d.ID {
				all = append(all, x)
			}
		}
	})
	return all
}

// TopUp adds to a developer's prepaid balance, as a payment does. Balance and credit limit are one
// record (contract: apigee-mint 2), so [Service.CreditLimit] shows what was topped up as its
// amount, and what was charged as its usage.
func (s *Service) TopUp(org, developer, currency string, amount decimal.Decimal) {
	s.limit(org, developer, currency, func(l *CreditLimit) { l.Amount, l.Set = l.Amount.Add(amount), true })
}

// BillRecurringFees charges the recurring fees that are due by the organization's day, as the
// billing job does, and returns how many those were.
func (s *Service) BillRecurringFees(org string) (n int) {
	s.in(org, func(o *organization) {
		for i := range o.acceptances {
			a := &o.acceptances[i]
			plan := o.plan(a.Plan)
			for plan.recurs() && a.NextRecurringFeeDate != "" && a.NextRecurringFeeDate <= s.today(o) && !a.endsBefore(a.NextRecurringFeeDate) {
				s.charge(o, a, RecurringFee, plan.RecurringFee.Decimal)
				a.PrevRecurringFeeDate = a.NextRecurringFeeDate
				a.NextRecurringFeeDate = later(a.NextRecurringFeeDate, plan.FrequencyDuration.N, plan.FrequencyDurationType)
				n++
			}
		}
	})
	return n
}

// charge enters a fee in the ledger and takes it from the developer's balance or credit; nothing is
// entered for a fee of zero.
func (s *Service) charge(o *organization, a *Acceptance, kind string, amount decimal.Decimal) {
	if amount.IsZero() {
		return
	}
	currency := o.plan(a.Plan).Currency
	o.charges = append(o.charges, Charge{
		ID: s.srv.NewID(), Acceptance: a.ID, Developer: a.Developer, Plan: a.Plan, Type: kind, Currency: currency, Amount: amount, At: s.srv.Clock().Now(),
	})
	if l := o.developer(a.Developer).limit(currency); l != nil {
		l.Usage = l.Usage.Add(amount)
	}
}

// listBalances lists the records that were ever set, of a prepaid developer's balance or a postpaid
// one's limit (contract: apigee-mint 5.4).
func listBalances(c *call) (fake.Response, error) {
	d, err := c.developer()
	if err != nil {
		return fake.Response{}, err
	}
	currency := c.Query.Get("currencyId")
	var shown []*CreditLimit
	for i := range d.limits {
		if l := &d.limits[i]; l.Set && (currency == "" || l.Currency == currency) {
			shown = append(shown, l)
		}
	}
	return c.list("developerBalance", len(shown), func(i int) object { return c.balanceObject(shown[i]) })
}

// topUp adds to a balance, unlike the POST of a credit limit, which sets (contract:
// apigee-neighbours 12).
func topUp(c *call) (fake.Response, error) {
	d, err := c.developer()
	if err != nil {
		return fake.Response{}, err
	}
	in, err := c.input()
	if err != nil {
		return fake.Response{}, err
	}
	var amount decimal.NullDecimal
	var id string
	in.required("amount", "supportedCurrency")
	in.amount("amount", decimals, &amount)
	in.reference("supportedCurrency", &id)
	if in.err == nil && !amount.Decimal.IsPositive() {
		in.fail("amount must be positive")
	}
	if in.err != nil {
		return fake.Response{}, in.err
	}
	currency, err := c.currency(id)
	if err != nil {
		return fake.Response{}, err
	}
	if amount.Decimal.LessThan(currency.MinimumTopUpAmount.Decimal) {
		return fake.Response{}, invalid("amountLessThanMinimumTopUp", "%s is less than the least top-up, %s", amount.Decimal, currency.MinimumTopUpAmount.Decimal)
	}
	l := d.limit(currency.ID())
	l.Amount, l.Set = l.Amount.Add(amount.Decimal), true
	return fake.JSON(http.StatusOK, c.balanceObject(l)), nil
}

func (c *call) balanceObject(l *CreditLimit) object {
	o := c.limitObject(l)
	o["chargePerUsage"], o["isRecurring"] = false, false
	return o
}
