package apigeefake

import (
	"cmp"
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// durations are the types of every duration (contract: apigee-mint 4.2).
var durations = []string{"DAY", "WEEK", "MONTH", "QUARTER", "YEAR"}

// readPlan reads a request body into a plan that holds what missing keys stand for, and checks the
// whole. Details and rates keep the ids of the plan's own.
//
// What the service holds already is not refused, however it came to be: before is the plan as it is
// stored, nil for a new one.
func (c *call) readPlan(in *input, p, before *RatePlan) error {
	stored := p.Details
	places := c.org.profile.RateDecimalPlaces
	in.same("organization", c.org.profile.ID)
	in.same("monetizationPackage", p.Package)
	c.name(in, "name", &p.Name)
	c.name(in, "displayName", &p.DisplayName)
	in.text("description", &p.Description)
	in.word("type", &p.Type, "STANDARD", "DEVELOPER", "DEVELOPER_CATEGORY")
	in.reference("developer", &p.Developer)
	in.reference("developerCategory", &p.Category)
	in.reference("currency", &p.Currency)
	in.date("startDate", &p.StartDate)
	in.date("endDate", &p.EndDate)
	in.flag("published", &p.Published)
	in.flag("isPrivate", &p.Private)
	in.flag("advance", &p.Advance)
	in.flag("prorate", &p.Prorate)
	in.flag("keepOriginalStartDate", &p.KeepOriginalStartDate)
	in.amount("setUpFee", decimals, &p.SetUpFee)
	in.amount("recurringFee", decimals, &p.RecurringFee)
	in.amount("earlyTerminationFee", decimals, &p.EarlyTerminationFee)
	in.word("recurringType", &p.RecurringType, "CALENDAR", "CUSTOM")
	in.count("recurringStartUnit", &p.RecurringStartUnit)
	in.duration("frequencyDuration", &p.FrequencyDuration, &p.FrequencyDurationType)
	in.duration("contractDuration", &p.ContractDuration, &p.ContractDurationType)
	in.count("freemiumUnit", &p.FreemiumUnit)
	in.count("freemiumDuration", &p.FreemiumDuration)
	in.word("freemiumDurationType", &p.FreemiumDurationType, durations...)
	in.days("paymentDueDays", &p.PaymentDueDays)
	p.CustomPaymentTerm = p.PaymentDueDays != ""
	in.flag("customPaymentTerm", &p.CustomPaymentTerm)
	p.fillDefaults()
	if in.err != nil {
		return in.err
	}
	if err := c.checkPlan(p, before); err != nil {
		return err
	}
	if _, sent := in.object["ratePlanDetails"]; sent {
		p.Details = nil
		for _, d := range in.objects("ratePlanDetails") {
			p.Details = append(p.Details, c.readDetail(d, p, c.org.bundle(p.Package), stored, places))
			in.err = cmp.Or(in.err, d.err)
		}
	}
	if in.err != nil {
		return in.err
	}
	return c.checkIDs(stored, p.Details)
}

// checkPlan checks and resolves everything but the details.
func (c *call) checkPlan(p, before *RatePlan) error {
	if before == nil {
		before = &RatePlan{}
	}
	for _, needed := range []struct{ key, value string }{
		{"name", p.Name}, {"displayName", p.DisplayName}, {"currency", p.Currency}, {"startDate", p.StartDate},
	} {
		if needed.value == "" && (needed.key != "displayName" || before.ID == "" || before.DisplayName != "") {
			return invalid("invalidProperty", "%s is required", needed.key)
		}
	}
	if p.SetUpFee.Decimal.IsNegative() || p.RecurringFee.Decimal.IsNegative() || p.EarlyTerminationFee.Decimal.IsNegative() {
		return invalid("invalidProperty", "a fee is not negative")
	}
	if p.EndDate != "" && p.EndDate < p.StartDate {
		return invalid("endDateEarlierThanStart", "the end %s is before the start %s", p.EndDate, p.StartDate)
	}
	if p.RecurringStartUnit != before.RecurringStartUnit && p.RecurringStartUnit.N < 1 || p.RecurringStartUnit.N > 31 {
		return invalid("invalidProperty", "recurringStartUnit must be a day of the month")
	}
	currency, err := c.currency(p.Currency)
	if err != nil {
		return err
	}
	p.Currency = currency.ID()
	if (p.Type == "DEVELOPER") != (p.Developer != "") || (p.Type == "DEVELOPER_CATEGORY") != (p.Category != "") {
		return invalid("invalidProperty", "type %s goes with a developer if it is DEVELOPER, with a developerCategory if it is DEVELOPER_CATEGORY, else with neither", p.Type)
	}
	if p.Category != "" && c.org.category(p.Category) == nil {
		return missing("developerCategory", p.Category)
	}
	if p.Developer != "" {
		d, err := c.developerBy(p.Developer)
		if err != nil {
			return err
		}
		p.Developer = d.ID
	}
	return nil
}

func (c *call) readDetail(in *input, p *RatePlan, bundle *Package, stored []RatePlanDetail, places int32) RatePlanDetail {
	var id string
	in.text("id", &id)
	before := find(stored, func(d *RatePlanDetail) bool { return d.ID == id })
	if before == nil && stored != nil && id != "" {
		in.fail("there is no detail with id [%s]", id)
	}
	on := !c.switches.AggregateFlagsOff
	d := RatePlanDetail{ID: c.srv.NewID(), AggregateFreemiumCounters: on, AggregateStandardCounters: on, AggregateTransactions: on}
	var storedRates []RatePlanRate
	if before != nil {
		d.ID, storedRates = id, before.Rates
	}
	in.required("type")
	kinds := []string{"RATECARD", "REVSHARE", "REVSHARE_RATECARD", "USAGE_TARGET", "NON_CHARGEABLE"}
	meters := []string{"UNIT", "VOLUME", "STAIR_STEP", "DEV_SPECIFIC"}
	if before != nil {
		kinds, meters = append(kinds, before.Type), append(meters, before.MeteringType)
	}
	in.word("type", &d.Type, kinds...)
	in.word("meteringType", &d.MeteringType, meters...)
	in.text("ratingParameter", &d.RatingParameter)
	in.text("ratingParameterUnit", &d.RatingParameterUnit)
	in.word("revenueType", &d.RevenueType, "GROSS", "NET")
	in.reference("product", &d.Product)
	in.reference("currency", &d.Currency)
	in.same("organization", c.org.profile.ID)
	in.duration("duration", &d.Duration, &d.DurationType)
	in.flag("aggregateFreemiumCounters", &d.AggregateFreemiumCounters)
	in.flag("aggregateStandardCounters", &d.AggregateStandardCounters)
	in.flag("aggregateTransactions", &d.AggregateTransactions)
	in.count("freemiumUnit", &d.FreemiumUnit)
	in.count("freemiumDuration", &d.FreemiumDuration)
	in.word("freemiumDurationType", &d.FreemiumDurationType, durations...)
	in.days("paymentDueDays", &d.PaymentDueDays)
	d.CustomPaymentTerm = d.PaymentDueDays != ""
	in.flag("customPaymentTerm", &d.CustomPaymentTerm)

	d.fillDefaults(p)

	for _, r := range in.objects("ratePlanRates") {
		d.Rates = append(d.Rates, c.readRate(r, storedRates, places))
		in.err = cmp.Or(in.err, r.err)
	}
	if in.err == nil {
		in.err = c.checkDetail(bundle, before, &d)
	}
	return d
}

// checkDetail checks a detail of a plan in a package; bands that the service holds so already are
// not refused.
func (c *call) checkDetail(bundle *Package, before, d *RatePlanDetail) error {
	currency, err := c.currency(d.Currency)
	if err != nil {
		return err
	}
	d.Currency = currency.ID()
	shares := d.Type == "REVSHARE" || d.Type == "REVSHARE_RATECARD"
	if shares && currency.Name != c.org.profile.Currency {
		return invalid("invalidCurrency", "revenue is shared in the organization's currency %s, not in %s", c.org.profile.Currency, currency.Name)
	}
	if d.Product != "" && !bundle.has(d.Product) {
		return missing("product of package "+bundle.ID(), d.Product)
	}
	if (d.Type == "USAGE_TARGET") != (d.MeteringType == "DEV_SPECIFIC") {
		return invalid("invalidProperty", "type USAGE_TARGET and meteringType DEV_SPECIFIC go together")
	}
	if before != nil && c.sameRates(before, d) {
		return nil
	}
	for _, kind := range []string{"RATECARD", "REVSHARE"} {
		if err := checkBands(d, kind); err != nil {
			return err
		}
	}
	return nil
}

// sameRates tells whether two details have equal rates, whatever their ids.
func (c *call) sameRates(a, b *RatePlanDetail) bool {
	texts := func(d *RatePlanDetail) (all []string) {
		for _, r := range d.Rates {
			r.ID = ""
			all = append(all, text(c.rateObject(&r)))
		}
		slices.Sort(all)
		return all
	}
	return slices.Equal(texts(a), texts(b))
}

// checkBands checks the rates of one kind: the first band starts at 0, each starts where the one
// before ends, and only the last may be open.
func checkBands(d *RatePlanDetail, kind string) error {
	var rates []RatePlanRate
	for _, r := range d.Rates {
		if r.Type == kind {
			rates = append(rates, r)
		}
	}
	if len(rates) > 0 && d.Type != kind && d.Type != "REVSHARE_RATECARD" && d.Type != "USAGE_TARGET" {
		return invalid("invalidRate", "a detail of type %s has no rates of type %s", d.Type, kind)
	}
	slices.SortStableFunc(rates, func(a, b RatePlanRate) int { return a.StartUnit.Cmp(b.StartUnit) })
	end := decimal.NewNullDecimal(decimal.Zero)
	for _, r := range rates {
		if !end.Valid || !r.StartUnit.Equal(end.Decimal) {
			return invalid("invalidRate", "the %s band from %s does not start where the one before ends", kind, r.StartUnit)
		}
		if end = r.EndUnit; end.Valid && !end.Decimal.GreaterThan(r.StartUnit) {
			return invalid("invalidRate", "the %s band from %s ends at %s", kind, r.StartUnit, end.Decimal)
		}
	}
	return nil
}

var hundred = decimal.NewFromInt(100)

func (c *call) readRate(in *input, stored []RatePlanRate, places int32) RatePlanRate {
	var id string
	in.text("id", &id)
	before := find(stored, func(r *RatePlanRate) bool { return r.ID == id })
	if before == nil && stored != nil && id != "" {
		in.fail("there is no rate with id [%s]", id)
	}
	r := RatePlanRate{ID: c.srv.NewID()}
	if before != nil {
		r.ID = id
	}
	var start decimal.NullDecimal
	in.required("type")
	in.word("type", &r.Type, "RATECARD", "REVSHARE")
	in.amount("rate", places, &r.Rate)
	in.amount("revshare", places, &r.Revshare)
	in.amount("startUnit", decimals, &start)
	in.amount("endUnit", decimals, &r.EndUnit)
	r.StartUnit = start.Decimal
	if (r.Type == "RATECARD") != r.Rate.Valid || (r.Type == "REVSHARE") != r.Revshare.Valid {
		in.fail("a RATECARD rate has a rate, a REVSHARE rate has a revshare, and neither has both")
	}
	if r.Rate.Decimal.IsNegative() || r.Revshare.Decimal.IsNegative() || r.Revshare.Decimal.GreaterThan(hundred) || r.StartUnit.IsNegative() {
		in.fail("a rate is not negative, and a share is a percentage")
	}
	return r
}

// checkIDs refuses ids that are there twice, and an update that sends a detail or a rate without
// the id it has: the service would not know what is meant (contract: apigee-mint 4.4).
func (c *call) checkIDs(stored, sent []RatePlanDetail) error {
	seen := map[string]bool{}
	for _, d := range sent {
		for _, id := range append([]string{d.ID}, rateIDs(d)...) {
			if seen[id] {
				return invalid("invalidProperty", "the id [%s] is there twice", id)
			}
			seen[id] = true
		}
	}
	if c.switches.LooseRateIDs {
		return nil
	}
	for _, old := range stored {
		now := find(sent, func(d *RatePlanDetail) bool { return d.ID == old.ID })
		if now == nil {
			alike := find(sent, func(d *RatePlanDetail) bool {
				return d.Type == old.Type && d.Product == old.Product && d.RatingParameter == old.RatingParameter &&
					find(stored, func(s *RatePlanDetail) bool { return s.ID == d.ID }) == nil
			})
			if alike != nil {
				return invalid("missingId", "the detail of type %s was sent without its id [%s]", old.Type, old.ID)
			}
			continue
		}
		for _, rate := range old.Rates {
			if find(now.Rates, func(r *RatePlanRate) bool { return r.ID == rate.ID }) == nil &&
				find(now.Rates, func(r *RatePlanRate) bool { return r.Type == rate.Type && r.StartUnit.Equal(rate.StartUnit) }) != nil {
				return invalid("missingId", "the %s rate from %s was sent without its id [%s]", rate.Type, rate.StartUnit, rate.ID)
			}
		}
	}
	return nil
}

func rateIDs(d RatePlanDetail) (ids []string) {
	for _, r := range d.Rates {
		ids = append(ids, r.ID)
	}
	return ids
}

// duration reads a number and its type, which go together.
func (in *input) duration(key string, n *Count, unit *string) {
	in.count(key, n)
	in.word(key+"Type", unit, durations...)
	if n.Valid != (*unit != "") {
		in.fail("%[1]s and %[1]sType go together", key)
	}
}

// The two forms of a date (contract: apigee-mint 1.3); a missing time is midnight.
const (
	dateTime = "2006-01-02 15:04:05"
	dateOnly = "2006-01-02"
)

// date reads a date and keeps it as opaque text with a time.
func (in *input) date(key string, place *string) {
	var text string
	if in.text(key, &text); text == "" {
		// A null has emptied the place, a missing key leaves it.
		if _, sent := in.object[key]; sent {
			*place = ""
		}
		return
	}
	for _, form := range []string{dateTime, dateOnly} {
		if t, err := time.Parse(form, text); err == nil {
			*place = t.Format(dateTime)
			return
		}
	}
	in.fail("%s must be a date like %s, not [%s]", key, dateTime, text)
}
