package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/functions"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/pricing"
)

const (
	publishingIsFinal = "A published plan can neither change nor be deleted; it can only end."
	endIsFinal        = "The end of a published plan cannot be moved."
	feesAreFinal      = "Fees that were charged are not returned by ending the purchase."
)

// limit reviews a developer's credit limit, which the service can set and not delete.
func (r *review) limit(s step) []effect {
	now := s.now()
	e := effect{
		Kind: creditLimit, Address: s.Address, Object: "Credit limit of developer " + now.text("developer_id"), Currency: now.currency("currency"),
		Before: s.before.amount("amount"), After: s.after.amount("amount"),
	}
	switch {
	case s.before == nil:
		stands := r.standing.limits[limitKey(now)].amount("amount")
		if stands.status == absent {
			// No limit is below 0, so the raise cannot be above the limit itself.
			e.Before, e.Change = amount{status: unknown}, e.After
			if e.After.status == known {
				e.Change.status = atMost
			}
			e.note("It replaces the limit that stands now, which the plan does not know; the data source mint_developer_credit_limits has it.")
			return []effect{e}
		}
		e.Before = stands
	case s.after == nil:
		e.After = r.limitLeft(s.before, &e)
	}
	e.Change = e.After.minus(e.Before)
	return []effect{e}
}

// limitLeft is the limit that destroying leaves.
func (r *review) limitLeft(before values, e *effect) amount {
	switch before.text("on_destroy") {
	case "zero":
		e.note("Destroying sets it to 0, which may block the developer.")
		return zero
	case "currency_default":
		e.note("Destroying sets it to the credit_limit of the currency.")
		changes := slices.ContainsFunc(r.standing.changes, func(c resourceChange) bool {
			return c.Type == currencyType && c.before().currency("code") == e.Currency && !slices.Contains(c.Change.Actions, "no-op")
		})
		limit := r.standing.currencies[strings.ToLower(e.Currency)].amount("credit_limit")
		if limit.status == absent || changes { // before or after the currency: that is not known
			return amount{status: unknown}
		}
		return limit
	}
	e.note("Destroying leaves it in force.")
	return before.amount("amount")
}

// currency reviews a supported currency: the limit of every developer without a limit of their own.
func (r *review) currency(s step) []effect {
	var effects []effect
	for _, part := range []struct{ kind, attribute, title string }{
		{defaultLimit, "credit_limit", "Credit limit of developers without a limit of their own"}, {"minimum_top_up", "minimum_top_up", "Least that a prepaid developer may add"},
	} {
		e := effect{
			Kind: part.kind, Address: s.Address, Object: part.title, Currency: s.now().currency("code"),
			Before: s.before.amount(part.attribute), After: s.after.amount(part.attribute),
		}
		switch {
		case e.Before == e.After || e.Before.status == known && e.After.status == known && e.Before.value.Equal(e.After.value):
			continue
		case part.kind == defaultLimit && e.Before.status == absent:
			// What no limit means to the service is not documented: at least it was 0.
			if e.Change = e.After; e.After.status == known {
				e.Change.status = atMost
			}
			e.note("Whether no limit blocks or allows everything is not documented.")
		case s.after == nil:
			e.Change = zero.minus(e.Before)
		case part.kind == defaultLimit && e.After.status == absent:
			e.Change = amount{status: unknown}
			e.note("Whether no limit blocks or allows everything is not documented.")
		default:
			e.Change = e.After.minus(e.Before)
		}
		effects = append(effects, e)
	}
	if len(effects) == 0 {
		r.count(s.resourceChange, strings.Join(s.Change.Actions, ", "), "It has no amount.")
	}
	return effects
}

// adjustment reviews a percentage on the bills of one month.
func (r *review) adjustment(s step) []effect {
	now := s.now()
	e := effect{
		Kind: adjustment, Address: s.Address,
		Before: s.before.amount("adjustment_percentage_factor"), After: s.after.amount("adjustment_percentage_factor"),
	}
	e.Change = e.After.orZero().minus(e.Before.orZero())
	scope := ""
	for _, narrow := range []struct{ attribute, words string }{
		{"developer_id", "developer"}, {"monetization_package_id", "package"}, {"product_id", "product"},
		{"transaction_type", "transactions of type"}, {"developer_billing_type", "billing type"},
	} {
		if text := now.text(narrow.attribute); text != "" {
			scope += fmt.Sprintf(", %s %s", narrow.words, text)
		}
	}
	if scope == "" {
		scope = ", of everybody"
	}
	e.Object = fmt.Sprintf("Adjustment %s of the bills of %s/%s%s", quoted(now.text("name")), now.text("billing_year"), now.text("billing_month"), scope)
	e.Notes = []string{"What it comes to in money depends on the bills. Once they are published, it can no longer be changed."}
	return []effect{e}
}

// ratePlan reviews a rate plan. Publishing and ending are one-way.
func (r *review) ratePlan(s step) []effect {
	now := s.now()
	e := effect{Address: s.Address, Object: fmt.Sprintf("Rate plan %s of package %s", quoted(now.text("name")), now.text("monetization_package_id")), Currency: now.currency("currency")}
	wasPublished, isKnown := s.before.is("published")
	ended, ends := s.before.text("end_date"), s.after.text("end_date")
	switch {
	case !wasPublished && isKnown && s.after == nil:
		e.Kind = "rate_plan_deleted"
		e.note("A draft, which nobody has bought.")
	case !wasPublished && s.after != nil:
		r.offer(s, &e)
	case s.after == nil && ended != "":
		e.Kind = "rate_plan_kept"
		e.note("It ends %s anyhow, and is left as it is.", ended)
	case s.after == nil:
		e.Kind, e.Irreversible = planEnded, endIsFinal
		e.note("Destroying ends it today, or on its first day if that is later.")
	case ended == "" && ends != "":
		e.Kind, e.Irreversible = planEnded, endIsFinal
		e.note("Ends %s.", ends)
	default:
		return nil // nothing else of a published plan can change
	}
	return []effect{e}
}

// offer reviews a draft that is created, changed or published.
func (r *review) offer(s step, e *effect) {
	published, isKnown := s.after.is("published")
	before, parent := s.before, s.after.text("parent_rate_plan_id")
	switch {
	case (published || !isKnown) && parent != "":
		e.Kind = "rate_plan_revised"
	case published || !isKnown:
		e.Kind = planPublished
	case before == nil:
		e.Kind = "rate_plan_drafted"
	default:
		e.Kind = "rate_plan_changed"
	}
	if parent != "" {
		revised := r.standing.refer(s.resourceChange, s.after, "parent_rate_plan_id", planType, r.standing.plans)
		if before == nil {
			before = revised
		}
		e.note("It revises %s, which ends when this one starts on %s, if it is published and the other has no end yet.", planTitle(revised, parent), s.after.text("start_date"))
	}
	if published || !isKnown {
		e.Irreversible = publishingIsFinal
	} else {
		e.note("A draft: nobody is charged until it is published.")
	}
	r.price(e, before, s.after)
}

// purchase reviews the purchase of a rate plan by a developer.
func (r *review) purchase(s step) []effect {
	now := s.now()
	plan := r.standing.refer(s.resourceChange, now, "rate_plan_id", planType, r.standing.plans)
	if current := s.before.text("current_rate_plan_id"); current != "" {
		plan = r.standing.plans[current] // a revision has taken over
	}
	e := effect{
		Address: s.Address, Currency: plan.currency("currency"),
		Object: fmt.Sprintf("Purchase of rate plan %s by developer %s, from %s on", planTitle(plan, now.text("rate_plan_id")), now.text("developer_id"), now.text("start_date")),
	}
	switch {
	case s.before == nil:
		e.Kind, e.Change = purchased, firstInvoice(plan, now, &e)
		if e.Change.positive() {
			e.Irreversible = feesAreFinal
		}
		if replaced, isKnown := now.is("replace_conflicting"); replaced || !isKnown {
			e.Irreversible = feesAreFinal
			if waived, _ := now.is("waive_termination_charge"); waived {
				e.note("It ends the developer's other purchases of the same products, without their fees for leaving early.")
				break
			}
			e.note("It ends the developer's other purchases of the same products, whose fees for ending are not known.")
			e.Change = amount{status: max(unknown, e.Change.status)}
		}
	case s.after != nil:
		e.Kind = purchaseChanged
		if ends := s.after.text("end_date"); ends != s.before.text("end_date") {
			if ends != "" {
				e.Kind, e.Change = purchaseEnded, endingFee(plan, now, &e)
			}
			e.note("Its last day was %s and is %s.", orNone(s.before.text("end_date")), orNone(ends))
		}
	case now.text("on_destroy") == "retain":
		e.Kind = purchaseChanged
		e.note("Terraform only forgets it: the developer keeps the plan and pays for it.")
	default:
		e.Kind, e.Change = purchaseEnded, endingFee(plan, now, &e)
		e.note("Destroying ends it today, and usage is charged until midnight; one that has not begun is deleted.")
	}
	return []effect{e}
}

// firstInvoice is what a purchase costs at once.
func firstInvoice(plan, purchase values, e *effect) amount {
	if plan == nil {
		e.note("The plan is not in the state, so its fees are not known; the data source mint_rate_plan has them.")
		return amount{status: unknown}
	}
	if plan.amount("set_up_fee").status == hidden || plan.amount("recurring_fee").status == hidden {
		return amount{status: hidden}
	}
	terms, err := functions.ReadFeeTerms(pricedAs(map[string]any(plan)))
	if err != nil {
		e.note("Fees: %s", err)
		return amount{status: unknown}
	}
	waived, isKnown := purchase.is("waive_set_up_fees")
	switch {
	case !isKnown:
		terms.SetUpFee = pricing.Unknown[decimal.Decimal]()
	case waived:
		terms.SetUpFee = pricing.Known(decimal.Zero)
		e.note("The set-up fee of %s is waived.", plan.amount("set_up_fee").orZero())
	}
	first := pricing.FeesOf(terms).FirstInvoice
	if invoice, isKnown := first.Get(); isKnown {
		return exactly(invoice)
	}
	if first.IsAbsent() {
		e.note("Of the recurring fee of %s, charged in advance, the first part depends on the day.", plan.amount("recurring_fee"))
	}
	return amount{status: unknown}
}

// endingFee is what leaving a plan may cost: the service charges it if the contract has not ended.
func endingFee(plan, purchase values, e *effect) amount {
	if waived, isKnown := purchase.is("waive_termination_charge"); waived && isKnown {
		return zero
	}
	if plan == nil {
		return amount{status: unknown}
	}
	fee := plan.amount("early_termination_fee").orZero()
	if fee.status == known && fee.value.IsPositive() {
		fee.status = atMost
		e.Irreversible = feesAreFinal
		e.note("The fee for leaving early is charged if the contract has not ended.")
	}
	return fee
}

func orNone(text string) string {
	if text == "" {
		return "none"
	}
	return text
}

// billing reviews how a developer pays.
func (r *review) billing(s step) []effect {
	now := s.now()
	e := effect{Kind: "developer_billing", Address: s.Address, Object: "Billing of developer " + now.text("developer_id")}
	before, after := s.before.text("billing_type"), s.after.text("billing_type")
	switch {
	case s.after == nil && now.text("on_destroy") != "remove":
		e.note("Destroying leaves the settings as they are.")
	case s.after == nil:
		e.note("Destroying removes the settings.")
	case s.before == nil:
		e.note("The billing type becomes %s; what it is now, the plan does not know. A developer who becomes PREPAID needs a balance.", orNone(after))
	case before != after:
		e.note("Billing type was %s and is %s. A developer who becomes PREPAID needs a balance.", orNone(before), orNone(after))
	default:
		e.note("The billing type stays.")
	}
	return []effect{e}
}

// prices are the fees of a rate plan, and what chosen usages cost, before and after.
type prices struct {
	Rows []priceRow `json:"rows"`
	// Refused says why some usage has no price.
	Refused string `json:"refused,omitempty"`

	Drawn bool `json:"-"`
	table table
}

// priceRow is a fee, or a usage if it has units.
type priceRow struct {
	Name   string `json:"name"`
	Units  string `json:"units,omitempty"`
	Before amount `json:"before"`
	After  amount `json:"after"`
	Change amount `json:"change"`
}

// usage is a usage that was asked for by name.
type usage struct {
	name  string
	units decimal.Decimal
}

// price adds what usage costs before and after.
func (r *review) price(e *effect, before, after values) {
	if after == nil {
		return
	}
	p := prices{Rows: []priceRow{}}
	c, err := newChange(e.Address, before, after)
	if err == nil {
		p.table, err = options{}.table(c)
	}
	if err == nil {
		p.fill(r.usages)
	} else {
		p.Refused = err.Error()
	}
	for _, fee := range []string{"set_up_fee", "recurring_fee", "early_termination_fee"} {
		row := priceRow{Name: fee, Before: before.amount(fee), After: after.amount(fee)}
		if row.Before.positive() || row.After.positive() {
			row.Change = row.After.minus(row.Before)
			p.Rows = append(p.Rows, row)
		}
	}
	e.Prices = &p
}

// fill prices the usages that were asked for, or else those of the table.
func (p *prices) fill(usages []usage) {
	if len(usages) == 0 {
		for _, row := range p.table.rows {
			usages = append(usages, usage{units: row.units})
		}
	}
	for _, u := range usages {
		row, err := p.table.row(u.units)
		if err != nil {
			row.refused = err.Error()
		}
		shown := priceRow{Name: u.name, Units: u.units.String()}
		if row.before != nil {
			shown.Before = exactly(*row.before)
		}
		if row.after != nil {
			shown.After = exactly(*row.after)
		}
		shown.Change = shown.After.minus(shown.Before)
		p.Rows = append(p.Rows, shown)
		p.Drawn = p.Drawn || row.before != nil || row.after != nil
		switch row.refused {
		case "":
		case pricing.ErrUnknown.Error():
			p.Refused = "a value that the price depends on is not known yet, or not shown"
		default:
			p.Refused = row.refused
		}
	}
}
