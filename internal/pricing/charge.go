package pricing

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Charged is what usage costs, in the currency of the plan.
type Charged struct {
	// Total is the sum of the amounts of Lines.
	Total decimal.Decimal
	// FreeUnits were taken off first, ChargedUnits have a price, and UnpricedUnits lie beyond the
	// end of the last band: the service suspends the developer there until the next period.
	FreeUnits, ChargedUnits, UnpricedUnits decimal.Decimal
	// Lines are the bands that were used, in their order.
	Lines []Line
	// Share is the developer's share of the revenue, nil under a plan without one.
	Share *decimal.Decimal
}

// Line is what the usage of one band costs: Units times Rate, or Rate for a bundle, however much of
// it was used.
type Line struct {
	Start decimal.Decimal
	// End is nil for a band without end.
	End                 *decimal.Decimal
	Units, Rate, Amount decimal.Decimal
}

// Charge says what the usage of one period costs under a plan, fees not included (contract:
// apigee-neighbours 18). The error is ErrUnknown, or an *Error about one of the arguments.
func Charge(plan Plan, usage Usage) (Charged, error) {
	details, err := plan.Details.or(nil)
	if err != nil {
		return Charged{}, err
	}
	chosen, err := forProduct(details, usage.ProductID)
	if err != nil {
		return Charged{}, err
	}
	c := calculation{plan: plan, usage: usage, priced: -1, shared: -1}
	for _, i := range chosen {
		if err := c.add(i, details[i]); err != nil {
			return Charged{}, err
		}
	}
	return c.charged, nil
}

// forProduct returns the indexes of the details that apply to usage of a product.
func forProduct(details []Detail, product Arg[string]) ([]int, error) {
	if len(details) == 0 || len(details) == 1 && (product.IsAbsent() || details[0].ProductID.IsAbsent()) {
		return indexes(details, func(Detail) bool { return true }), nil
	}
	var products []string
	for _, d := range details {
		id, err := d.ProductID.or("")
		if err != nil {
			return nil, err
		}
		if !slices.Contains(products, id) {
			products = append(products, id)
		}
	}
	wanted, err := product.or("")
	switch own := slices.Contains(products, wanted) && wanted != ""; {
	case err != nil:
		return nil, err
	case product.IsAbsent() && len(products) == 1:
		return indexes(details, func(Detail) bool { return true }), nil
	case product.IsAbsent():
		return nil, &Error{UsageArgument, "product_id", "is needed, because the details of the plan differ by product: it has prices for " + productList(products) + "."}
	case own && slices.Contains(products, ""):
		return nil, &Error{PlanArgument, "rate_plan_details", fmt.Sprintf("has a price for product %q and one for the whole package, and it is not documented whether both are charged. Pass an object with one of the two details.", wanted)}
	case !own && !slices.Contains(products, ""):
		return nil, &Error{UsageArgument, "product_id", fmt.Sprintf("is %q, for which the plan has no price: it has prices for %s.", wanted, productList(products))}
	case !own:
		wanted = ""
	}
	return indexes(details, func(d Detail) bool { id, _ := d.ProductID.Get(); return id == wanted }), nil
}

func indexes(details []Detail, where func(Detail) bool) []int {
	var found []int
	for i, d := range details {
		if where(d) {
			found = append(found, i)
		}
	}
	return found
}

func productList(products []string) string {
	var names []string
	for _, p := range products {
		if p == "" {
			names = append(names, "the whole package")
		} else {
			names = append(names, fmt.Sprintf("%q", p))
		}
	}
	return strings.Join(names, ", ")
}

// calculation collects what the details of a plan add up to.
type calculation struct {
	plan    Plan
	usage   Usage
	charged Charged
	// priced and shared are the indexes of the details that did price and share, or -1.
	priced, shared int
}

func (c *calculation) add(index int, d Detail) error {
	at := fmt.Sprintf("rate_plan_details[%d]", index)
	if problems := CheckDetail(d); len(problems) > 0 {
		p := problems[0]
		where := at + "." + p.Attribute
		if p.Rate >= 0 {
			where = fmt.Sprintf("%s.rates[%d].%s", at, p.Rate, p.Attribute)
		}
		return &Error{PlanArgument, where, p.Detail}
	}
	kind, err := d.Type.or(RateCard)
	if err != nil {
		return err
	}
	switch kind {
	case UsageTarget:
		return nil
	case RateCard:
		return c.price(index, d)
	case RevShare:
		return c.share(index, d)
	case RevShareRateCard:
		if text(d.MeteringType, Unit) == StairStep {
			return &Error{PlanArgument, at + ".metering_type", "is STAIR_STEP, and the service has no bundles together with a revenue share (REVSHARE_RATECARD)."}
		}
		return errors.Join(c.price(index, d), c.share(index, d))
	}
	return &Error{PlanArgument, at + ".type", fmt.Sprintf("is %q, which has no documented price; known are RATECARD, REVSHARE, REVSHARE_RATECARD and USAGE_TARGET.", kind)}
}

// price adds what the units cost.
func (c *calculation) price(index int, d Detail) error {
	at := fmt.Sprintf("rate_plan_details[%d]", index)
	if c.priced >= 0 {
		return &Error{PlanArgument, at, fmt.Sprintf("has a price for the same usage as rate_plan_details[%d], and it is not documented how two prices combine. Pass an object with one of the two details.", c.priced)}
	}
	c.priced = index
	metering, err := d.MeteringType.or(Unit)
	if err != nil {
		return err
	}
	if !slices.Contains([]string{Unit, Volume, StairStep}, metering) {
		return &Error{PlanArgument, at + ".metering_type", fmt.Sprintf("is %q, which has no documented price; known are UNIT, VOLUME, STAIR_STEP and, for USAGE_TARGET, DEV_SPECIFIC.", metering)}
	}
	bands, err := bandsOf(d, RateCard)
	if err != nil {
		return err
	}
	if len(bands) == 0 {
		return &Error{PlanArgument, at + ".rates", "has no rate of type RATECARD, so usage has no price."}
	}
	if metering == Unit && len(bands) > 1 {
		return &Error{PlanArgument, at + ".rates", flatRateHasBands(RateCard, len(bands))}
	}
	units, err := needed(c.usage.Units, "units", "is needed: the plan has a price for each unit.")
	if err != nil {
		return err
	}
	free, err := c.freeUnits(at, d, units)
	if err != nil {
		return err
	}
	scale := ladder{at + ".rates", metering, bands}
	uncounted, err := scale.charge(decimal.Zero, units.Sub(free))
	if err != nil {
		return err
	}
	counted, err := scale.charge(free, units)
	if err != nil {
		return err
	}
	if !sameLines(uncounted, counted) {
		return &Error{UsageArgument, "free_units_left", fmt.Sprintf("%s of %s units are free, and it is not documented whether free units count towards the bands: the charge would be %s if they do not, and %s if they do. Price the other units alone: units = %s and free_units_left = 0.",
			free, units, uncounted.Total, counted.Total, units.Sub(free))}
	}
	uncounted.FreeUnits, uncounted.Share = free, c.charged.Share
	c.charged = uncounted
	return nil
}

// share adds the developer's part of the revenue.
func (c *calculation) share(index int, d Detail) error {
	at := fmt.Sprintf("rate_plan_details[%d]", index)
	if c.shared >= 0 {
		return &Error{PlanArgument, at, fmt.Sprintf("shares the same revenue as rate_plan_details[%d], and it is not documented how two shares combine. Pass an object with one of the two details.", c.shared)}
	}
	c.shared = index
	bands, err := bandsOf(d, RevShare)
	switch {
	case err != nil:
		return err
	case len(bands) == 0:
		return &Error{PlanArgument, at + ".rates", "has no rate of type REVSHARE, so there is no share to calculate."}
	case len(bands) > 1:
		return &Error{PlanArgument, at + ".rates", fmt.Sprintf("has %d revenue-share bands, and it is not documented whether the revenue is shared band by band or all of it at the rate of the band that it reaches. Pass an object with one revenue-share rate.", len(bands))}
	}
	revenue, err := needed(c.usage.Revenue, "revenue", "is needed: the plan shares the revenue.")
	if err != nil {
		return err
	}
	if bands[0].EndUnit.IsUnknown() {
		return ErrUnknown
	}
	if end, bounded := bands[0].EndUnit.Get(); bounded && revenue.GreaterThan(end) {
		return &Error{UsageArgument, "revenue", fmt.Sprintf("is %s, and the only revenue-share band ends at %s: it is not documented what is shared beyond.", revenue, end)}
	}
	percent, err := bands[0].RevShare.or(decimal.Zero)
	if err != nil {
		return err
	}
	share := revenue.Mul(percent).Shift(-2)
	c.charged.Share = &share
	return nil
}

// needed returns a value of the usage that must be there.
func needed(value Arg[decimal.Decimal], name, why string) (decimal.Decimal, error) {
	if value.IsAbsent() {
		return decimal.Zero, &Error{UsageArgument, name, why}
	}
	return value.or(decimal.Zero)
}

// bandsOf returns the rates of one kind. In a detail of one kind only, all rates are of that kind,
// whether their own type is known yet or not.
func bandsOf(d Detail, kind string) ([]band, error) {
	rates, err := d.Rates.or(nil)
	if err != nil {
		return nil, err
	}
	var bands []band
	for i, r := range rates {
		own, err := r.Type.or(RateCard)
		if err != nil {
			if text(d.Type, RateCard) != kind {
				return nil, err
			}
			own = kind
		}
		if own == kind {
			bands = append(bands, band{r, i})
		}
	}
	return bands, nil
}
