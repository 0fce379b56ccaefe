package apigeefake

import (
	"net/http"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// purchase is what a request to accept a plan asks for (contract: apigee-neighbours 5).
type purchase struct {
	developer *developer
	plan      *RatePlan
	start     string
	end       string
	quota     Count
	replace   bool // end what overlaps
	waiveEnd  bool // no early termination fee for what is ended
	waiveFees bool // no set-up fee
}

func createAcceptance(c *call) (fake.Response, error) {
	d, err := c.developer()
	if err != nil {
		return fake.Response{}, err
	}
	in, err := c.input()
	if err != nil {
		return fake.Response{}, err
	}
	p, err := c.readPurchase(in, d)
	if err != nil {
		return fake.Response{}, err
	}
	if p.waiveFees, err = c.flag("waivefees", false); err != nil {
		return fake.Response{}, err
	}
	if err := c.checkNewPurchase(p); err != nil {
		return fake.Response{}, err
	}
	overlapping := c.overlapping(p)
	if len(overlapping) > 0 && !p.replace {
		return fake.Response{}, c.overlap(p, overlapping)
	}
	if err := c.mustHaveFunds(p); err != nil {
		return fake.Response{}, err
	}
	for _, id := range overlapping {
		c.replaceAcceptance(c.org.acceptance(id), p)
	}
	a := c.accept(p)
	return c.answerAcceptance(http.StatusCreated, a, d), nil
}

// readPurchase reads a body and checks that what it refers to exists.
func (c *call) readPurchase(in *input, d *developer) (*purchase, error) {
	p := &purchase{developer: d}
	var who, what string
	in.required("developer", "ratePlan", "startDate")
	in.reference("developer", &who)
	in.reference("ratePlan", &what)
	in.date("startDate", &p.start)
	in.date("endDate", &p.end)
	in.count("quotaTarget", &p.quota)
	in.flag("suppressWarning", &p.replace)
	in.flag("waveTerminationCharge", &p.waiveEnd)
	if in.err != nil {
		return nil, in.err
	}
	if named, err := c.developerBy(who); err != nil || named != d {
		return nil, invalid("invalidProperty", "developer is [%s], the path says [%s]", who, c.Param("developer"))
	}
	if p.plan = c.org.plan(what); p.plan == nil {
		return nil, missing("ratePlan", what)
	}
	return p, nil
}

// checkNewPurchase applies the gates before money: the plan, the dates, the developer, and what the
// developer has bought before.
func (c *call) checkNewPurchase(p *purchase) error {
	switch {
	case !p.plan.Published:
		return invalid("ratePlanNotPublished", "rate plan [%s] is not published", p.plan.ID)
	case !p.plan.meantFor(p.developer):
		return invalid("developerRatePlanAcceptError", "rate plan [%s] is not for developer [%s]", p.plan.ID, p.developer.Email)
	case p.start < c.today():
		return invalid("startDateEarlierThanToday", "the start %s is before today, %s", p.start, c.today())
	}
	if err := p.checkDates(); err != nil {
		return err
	}
	if err := c.mustHaveAccepted(p.developer); err != nil {
		return err
	}
	if err := c.checkProfile(p.developer); err != nil {
		return err
	}
	if c.switches.DoublePurchases {
		return nil
	}
	for i := range c.org.acceptances {
		a := &c.org.acceptances[i]
		switch {
		case a.Developer != p.developer.ID || a.Plan != p.plan.ID:
		case midnight(a.StartDate) == midnight(p.start) || a.StartDate > c.localNow(c.org) && a.overlaps(p.start, p.end):
			return invalid("developerOnRatePlanWithStartDate", "developer [%s] has rate plan [%s] from %s", p.developer.Email, p.plan.ID, a.StartDate)
		case a.overlaps(p.start, p.end):
			return invalid("developerAlreadyActiveOnRatePlan", "developer [%s] is active on rate plan [%s]", p.developer.Email, p.plan.ID)
		}
	}
	return nil
}

// checkDates checks start and end against each other and the plan's own.
func (p *purchase) checkDates() error {
	switch {
	case midnight(p.start) < midnight(p.plan.StartDate):
		return invalid("startDateEarlierThanPlanStartDate", "the start %s is before the plan's, %s", p.start, p.plan.StartDate)
	case p.plan.EndDate != "" && midnight(p.start) > midnight(p.plan.EndDate):
		return invalid("startDateLaterThanPlanEndDate", "the start %s is after the plan's end, %s", p.start, p.plan.EndDate)
	}
	return checkEnd(p.plan, p.start, p.end)
}

// checkEnd checks the end of a purchase, which may be open; an end is the whole of its day.
func checkEnd(plan *RatePlan, start, end string) error {
	switch {
	case end == "":
	case midnight(end) < midnight(start):
		return invalid("endDateEarlierThanStart", "the end %s is before the start, %s", end, start)
	case plan.EndDate != "" && midnight(end) > midnight(plan.EndDate):
		return invalid("endDateLaterThanPlanEndDate", "the end %s is after the plan's, %s", end, plan.EndDate)
	}
	return nil
}

// checkProfile refuses a developer whose billing settings are incomplete.
func (c *call) checkProfile(d *developer) error {
	switch {
	case c.switches.NeedsBillingType && d.attribute("MINT_BILLING_TYPE") == nil:
		return invalid("developerBillingTypeNotSpecified", "developer [%s] has no billing type", d.Email)
	case d.LegalName == "":
		return invalid("developerLegalCompanyNameNotSpecified", "developer [%s] has no legal name", d.Email)
	case len(d.Address) == 0 && d.More["address"] == nil:
		return invalid("developerAddressNotSpecified", "developer [%s] has no address", d.Email)
	}
	return nil
}

// overlapping are the ids of the developer's other purchases of plans whose packages share a
// product with the plan's.
func (c *call) overlapping(p *purchase) (ids []string) {
	for _, a := range c.org.acceptances {
		if a.Developer == p.developer.ID && a.Plan != p.plan.ID && a.overlaps(p.start, p.end) && len(c.shared(a.Plan, p.plan)) > 0 {
			ids = append(ids, a.ID)
		}
	}
	return ids
}

// shared are the products that the packages of two plans have in common.
func (c *call) shared(id string, plan *RatePlan) (products []string) {
	other := c.org.bundle(c.org.plan(id).Package)
	for _, product := range c.org.bundle(plan.Package).Products {
		if other.has(product) {
			products = append(products, product)
		}
	}
	return products
}

// overlap names the plans that are in the way, with the products, in the message (contract:
// apigee-mint 1.9).
func (c *call) overlap(p *purchase, ids []string) error {
	if c.switches.FormerOverlapCode {
		return invalid("developerAlreadyAcceptedRatePlanForProduct", "developer [%s] has accepted a rate plan for a product of [%s]", p.developer.Email, p.plan.ID)
	}
	plans := object{}
	for _, id := range ids {
		other := c.org.plan(c.org.acceptance(id).Plan)
		products := object{}
		for _, product := range c.shared(other.ID, p.plan) {
			products[c.org.profile.ID+"@@@"+product] = c.org.product(product).DisplayName
		}
		plans[other.ID+"|"+other.Name] = products
	}
	return invalid("developerHasFollowingOverlapRatePlans", "Developer has following overlap rate plans=%s", text(plans))
}

// replaceAcceptance ends a purchase for another one: on the day before it, or altogether if it
// begins no sooner.
func (c *call) replaceAcceptance(a *Acceptance, by *purchase) {
	if !by.waiveEnd {
		c.chargeTermination(a)
	}
	if midnight(a.StartDate) >= midnight(by.start) {
		c.org.deleteAcceptance(a.ID)
		return
	}
	a.EndDate, a.Updated = later(midnight(by.start), -1, "DAY"), c.now()
}

// accept makes the purchase and charges what is due at once.
func (c *call) accept(p *purchase) *Acceptance {
	a := Acceptance{
		ID: c.srv.NewID(), Developer: p.developer.ID, Plan: p.plan.ID, StartDate: p.start, EndDate: p.end,
		QuotaTarget: p.quota, Created: c.now(), Updated: c.now(),
	}
	if !a.QuotaTarget.Valid {
		a.QuotaTarget = CountOf(0)
	}
	if p.plan.recurs() {
		a.NextRecurringFeeDate = later(p.start, p.plan.FrequencyDuration.N, p.plan.FrequencyDurationType)
		if p.plan.Advance {
			a.PrevRecurringFeeDate = p.start
		}
	}
	if p.plan.ContractDuration.Valid {
		a.RenewalDate = later(p.start, p.plan.ContractDuration.N, p.plan.ContractDurationType)
		a.NextCycleStartDate = a.RenewalDate
	}
	c.org.acceptances = append(c.org.acceptances, a)
	setUp, recurring := c.due(p)
	c.charge(c.org, &a, SetUpFee, setUp)
	c.charge(c.org, &a, RecurringFee, recurring)
	return &c.org.acceptances[len(c.org.acceptances)-1]
}

// recurs tells whether a plan has a recurring fee.
func (p *RatePlan) recurs() bool {
	return p.RecurringFee.Decimal.IsPositive() && p.FrequencyDuration.N > 0 && p.FrequencyDurationType != ""
}

// due is what a purchase costs at once: the set-up fee, and the first recurring fee where it is
// charged ahead.
func (c *call) due(p *purchase) (setUp, recurring decimal.Decimal) {
	if !p.waiveFees {
		setUp = p.plan.SetUpFee.Decimal
	}
	if p.plan.Advance {
		recurring = p.plan.RecurringFee.Decimal
	}
	if start, err := time.Parse(dateTime, p.start); err == nil && c.switches.ProratedFirstFee && p.plan.Prorate && p.plan.RecurringType == "CALENDAR" {
		days := int64(start.AddDate(0, 1, -start.Day()).Day())
		recurring = recurring.Mul(decimal.New(days-int64(start.Day())+1, 0)).Div(decimal.New(days, 0)).Round(decimals)
	}
	return setUp, recurring
}

// mustHaveFunds refuses a prepaid developer whose balance is lower than what is due at once
// (contract: apigee-mint 1.9).
func (c *call) mustHaveFunds(p *purchase) error {
	setUp, recurring := c.due(p)
	total := setUp.Add(recurring)
	if p.developer.BillingType != "PREPAID" || !total.IsPositive() {
		return nil
	}
	balance := p.developer.limit(p.plan.Currency)
	lacking := total.Sub(balance.Amount.Sub(balance.Usage))
	var refused *problem
	switch {
	case !balance.Set:
		refused = refusal(http.StatusBadRequest, "mint.prepaidDeveloperHasNoBalance", "Developer has no balance in %s [%s]", p.plan.Currency, grouped(total))
	case lacking.IsPositive():
		refused = refusal(http.StatusBadRequest, "mint.insufficientFunds", "Insufficient funds, the developer lacks [%s]", grouped(lacking))
	default:
		return nil
	}
	if !c.switches.FundsWithoutContexts {
		refused.contexts = []object{
			{"name": "Rate Plan", "value": total.StringFixed(decimals)},
			{"name": "Tax", "value": decimal.Zero.StringFixed(decimals)},
			{"name": "Total Rate Plan", "value": total.StringFixed(decimals)},
		}
	}
	return refused
}

// grouped writes an amount as the service does in messages: 1,234.5600.
func grouped(d decimal.Decimal) string {
	text := d.StringFixed(decimals)
	for i := len(text) - decimals - 1 - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// updateAcceptance changes the end and the quota; the rest of the body has to be what is stored.
func updateAcceptance(c *call) (fake.Response, error) {
	d, a, err := c.acceptance()
	if err != nil {
		return fake.Response{}, err
	}
	in, err := c.input()
	if err != nil {
		return fake.Response{}, err
	}
	if in.object["id"] != a.ID {
		return fake.Response{}, invalid("invalidProperty", "the id in the body is [%v], the path says [%s]", in.object["id"], a.ID)
	}
	asked, err := c.readPurchase(in, d)
	if err != nil {
		return fake.Response{}, err
	}
	if (asked.plan.ID != a.Plan || asked.start != a.StartDate) && c.switches.RefuseImmutableChanges {
		return fake.Response{}, invalid("propertyCanNotChange", "only endDate and quotaTarget can change")
	}
	if asked.end == "" && c.switches.EndDateStays {
		asked.end = a.EndDate
	}
	if asked.end != a.EndDate {
		if err := c.checkNewEnd(a, asked.end); err != nil {
			return fake.Response{}, err
		}
		if !asked.waiveEnd && !c.switches.NoFeeWhenEnded && c.endsEarly(a, asked.end) {
			c.chargeTermination(a)
		}
	}
	a.EndDate, a.QuotaTarget, a.Updated = asked.end, asked.quota, c.now()
	if !a.QuotaTarget.Valid {
		a.QuotaTarget = CountOf(0)
	}
	return c.answerAcceptance(http.StatusOK, a, d), nil
}

// checkNewEnd refuses to change an end that has passed, and to make one that has.
func (c *call) checkNewEnd(a *Acceptance, end string) error {
	switch {
	case a.endsBefore(c.today()):
		return invalid("endDateCanNotChange", "the purchase ended at %s", a.EndDate)
	case end != "" && midnight(end) < c.today():
		return invalid("endDateEarlierThanToday", "the end %s is before today, %s", end, c.today())
	default:
		return checkEnd(c.org.plan(a.Plan), a.StartDate, end)
	}
}

// endsEarly tells whether an end is before the contract's term is over; without a term, each end is
// early.
func (c *call) endsEarly(a *Acceptance, end string) bool {
	if end == "" {
		return false
	}
	plan := c.org.plan(a.Plan)
	if plan.ContractDuration.N == 0 {
		return true
	}
	term := a.StartDate
	for term <= c.today() {
		term = later(term, plan.ContractDuration.N, plan.ContractDurationType)
	}
	return midnight(end) < later(midnight(term), -1, "DAY")
}

// chargeTermination charges the plan's early termination fee, once for a purchase that has begun.
func (c *call) chargeTermination(a *Acceptance) {
	charged := slices.ContainsFunc(c.org.charges, func(x Charge) bool { return x.Acceptance == a.ID && x.Type == TerminationFee })
	if a.StartDate <= c.localNow(c.org) && !charged {
		c.charge(c.org, a, TerminationFee, c.org.plan(a.Plan).EarlyTerminationFee.Decimal)
	}
}

func deleteAcceptance(c *call) (fake.Response, error) {
	d, a, err := c.acceptance()
	if err != nil {
		return fake.Response{}, err
	}
	if a.StartDate <= c.localNow(c.org) {
		return fake.Response{}, invalid("onlyFutureDeveloperRatePlanCanBeDeleted", "the purchase began at %s", a.StartDate)
	}
	if c.switches.DeleteRefundsFees {
		for _, x := range slices.Clone(c.org.charges) {
			if x.Acceptance == a.ID {
				c.charge(c.org, a, x.Type, x.Amount.Neg())
			}
		}
	}
	old := c.acceptanceObject(a, d)
	c.org.deleteAcceptance(a.ID)
	return c.deleted(old), nil
}

// acceptance is the developer's purchase that the path names by its own id.
func (c *call) acceptance() (*developer, *Acceptance, error) {
	d, err := c.developer()
	if err != nil {
		return nil, nil, err
	}
	if a := c.org.acceptance(c.Param("id")); a != nil && a.Developer == d.ID {
		return d, a, nil
	}
	return nil, nil, missing("developerRatePlan", c.Param("id"))
}

// answerAcceptance answers one purchase, in one of the two shapes that are documented (contract:
// apigee-mint 8).
func (c *call) answerAcceptance(status int, a *Acceptance, d *developer) fake.Response {
	if c.switches.AcceptanceInList {
		return fake.JSON(status, []object{c.acceptanceObject(a, d)})
	}
	return fake.JSON(status, c.acceptanceObject(a, d))
}
