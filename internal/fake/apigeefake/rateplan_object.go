package apigeefake

import (
	"encoding/json"
	"slices"

	"github.com/shopspring/decimal"
)

func (c *call) planObject(p *RatePlan) object {
	o := object{
		"advance":               p.Advance,
		"currency":              c.currencyObject(c.org.currency(p.Currency)),
		"customPaymentTerm":     p.CustomPaymentTerm,
		"id":                    p.ID,
		"isPrivate":             p.Private,
		"keepOriginalStartDate": p.KeepOriginalStartDate,
		"monetizationPackage":   c.packageObject(c.org.bundle(p.Package)),
		"name":                  p.Name,
		"organization":          c.org.reference(),
		"prorate":               p.Prorate,
		"published":             p.Published,
		"recurringType":         p.RecurringType,
		"startDate":             p.StartDate,
		"type":                  p.Type,
	}
	put(o, "displayName", p.DisplayName)
	put(o, "description", p.Description)
	put(o, "endDate", p.EndDate)
	c.putAmount(o, "setUpFee", p.SetUpFee)
	c.putAmount(o, "recurringFee", p.RecurringFee)
	c.putAmount(o, "earlyTerminationFee", p.EarlyTerminationFee)
	putCount(o, "recurringStartUnit", p.RecurringStartUnit)
	putCount(o, "frequencyDuration", p.FrequencyDuration)
	put(o, "frequencyDurationType", p.FrequencyDurationType)
	putCount(o, "contractDuration", p.ContractDuration)
	put(o, "contractDurationType", p.ContractDurationType)
	putCount(o, "freemiumUnit", p.FreemiumUnit)
	putCount(o, "freemiumDuration", p.FreemiumDuration)
	put(o, "freemiumDurationType", p.FreemiumDurationType)
	put(o, "paymentDueDays", p.PaymentDueDays)
	if d := c.org.developer(p.Developer); d != nil {
		o["developer"] = c.developerObject(d)
	}
	if category := c.org.category(p.Category); category != nil {
		o["developerCategory"] = category.object()
	}
	if parent := c.org.plan(p.Parent); parent != nil {
		o["parentRatePlan"] = c.planObject(parent)
	}
	details := make([]object, 0, len(p.Details))
	for i := range p.Details {
		details = append(details, c.detailObject(&p.Details[i]))
	}
	o["ratePlanDetails"] = c.shuffle(details)
	return c.extra(o)
}

func (c *call) detailObject(d *RatePlanDetail) object {
	o := object{
		"aggregateFreemiumCounters": d.AggregateFreemiumCounters,
		"aggregateStandardCounters": d.AggregateStandardCounters,
		"aggregateTransactions":     d.AggregateTransactions,
		"currency":                  c.currencyObject(c.org.currency(d.Currency)),
		"customPaymentTerm":         d.CustomPaymentTerm,
		"id":                        d.ID,
		"meteringType":              d.MeteringType,
		"organization":              c.org.reference(),
		"ratingParameter":           d.RatingParameter,
		"type":                      d.Type,
	}
	put(o, "ratingParameterUnit", d.RatingParameterUnit)
	put(o, "revenueType", d.RevenueType)
	putCount(o, "duration", d.Duration)
	put(o, "durationType", d.DurationType)
	putCount(o, "freemiumUnit", d.FreemiumUnit)
	putCount(o, "freemiumDuration", d.FreemiumDuration)
	put(o, "freemiumDurationType", d.FreemiumDurationType)
	put(o, "paymentDueDays", d.PaymentDueDays)
	if product := c.org.product(d.Product); product != nil {
		o["product"] = c.productObject(product)
	}
	rates := make([]object, 0, len(d.Rates))
	for i := range d.Rates {
		rates = append(rates, c.rateObject(&d.Rates[i]))
	}
	o["ratePlanRates"] = c.shuffle(rates)
	return c.extra(o)
}

func (c *call) rateObject(r *RatePlanRate) object {
	o := object{"id": r.ID, "startUnit": units(r.StartUnit), "type": r.Type}
	if places := c.org.profile.RateDecimalPlaces; r.Rate.Valid {
		o["rate"] = c.number(r.Rate.Decimal, places)
	} else if r.Revshare.Valid {
		o["revshare"] = c.number(r.Revshare.Decimal, places)
	}
	if r.EndUnit.Valid {
		o["endUnit"] = units(r.EndUnit.Decimal)
	}
	return c.extra(o)
}

// units are written without needless decimals, as they were recorded.
func units(d decimal.Decimal) json.Number { return json.Number(d.String()) }

func putCount(o object, key string, n Count) {
	if n.Valid {
		o[key] = n.N
	}
}

// shuffle answers a list in another order than it was sent, if the switch says so: the order is not
// guaranteed (contract: apigee-mint 4.4).
func (c *call) shuffle(list []object) []object {
	if c.switches.ShuffleOrder {
		slices.Reverse(list)
	}
	return list
}
