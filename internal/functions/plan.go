package functions

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/pricing"
)

// The attributes of a plan, its details and their rates. Those that no price depends on are listed
// too, so that a misspelled one is an error and not a missing price.
var (
	planNames = []string{
		"set_up_fee", "recurring_fee", "early_termination_fee", "advance", "prorate", "recurring_type",
		"freemium_unit", "freemium_duration", "freemium_duration_type", "rate_plan_details",
		"id", "organization", "monetization_package_id", "name", "display_name", "description", "type",
		"developer_id", "developer_category_id", "currency", "start_date", "end_date", "private", "published",
		"recurring_start_unit", "frequency_duration", "frequency_duration_type", "contract_duration",
		"contract_duration_type", "payment_due_days", "parent_rate_plan_id", "keep_original_start_date", "state",
	}
	detailNames = []string{
		"type", "metering_type", "rating_parameter", "rating_parameter_unit", "product_id", "rates",
		"freemium_unit", "freemium_duration", "freemium_duration_type", "revenue_type", "currency", "duration",
		"duration_type", "aggregate_freemium_counters", "aggregate_standard_counters", "aggregate_transactions",
		"payment_due_days",
	}
	rateNames  = []string{"type", "rate", "revshare", "start_unit", "end_unit"}
	usageNames = []string{"units", "revenue", "product_id", "free_units_left"}
	stepNames  = []string{"up_to", "rate", "revshare"}
)

// ReadPlan reads what a rate plan says about the price of usage, of an object with the attribute
// names of mint_rate_plan: nil for null, Unknown, bool, string, json.Number, []any and
// map[string]any. Attributes that are left out have the defaults of the resource, but
// rate_plan_details has to be there. Others may hold anything. The error is pricing.ErrUnknown or a
// *pricing.Error.
func ReadPlan(value any) (pricing.Plan, error) {
	r := &reader{argument: pricing.PlanArgument}
	o, known := r.plan(value)
	if !known {
		return pricing.Plan{}, pricing.ErrUnknown
	}
	plan := pricing.Plan{Freemium: r.freemium(o), Details: r.details(o)}
	return plan, r.err
}

// ReadFeeTerms is [ReadPlan] for the fees.
func ReadFeeTerms(value any) (pricing.FeeTerms, error) {
	r := &reader{argument: pricing.PlanArgument}
	o, known := r.plan(value)
	if !known {
		return pricing.FeeTerms{}, pricing.ErrUnknown
	}
	terms := pricing.FeeTerms{
		SetUpFee:            r.amount(o, "set_up_fee"),
		RecurringFee:        r.amount(o, "recurring_fee"),
		EarlyTerminationFee: r.amount(o, "early_termination_fee"),
		Advance:             r.flag(o, "advance"),
		Prorate:             r.flag(o, "prorate"),
		RecurringType:       r.text(o, "recurring_type"),
	}
	if kind, given := terms.RecurringType.Get(); given && !slices.Contains([]string{pricing.Calendar, pricing.Custom}, kind) {
		r.fail("recurring_type", "is %q, and has to be CALENDAR or CUSTOM.", kind)
	}
	return terms, r.err
}

// plan reads an object that is a rate plan; known is false where it is not known yet.
func (r *reader) plan(value any) (o object, known bool) {
	o, known = r.member("", value)
	if !known {
		return o, false
	}
	_, priced := o.members["rate_plan_details"]
	if _, purchase := o.members["rate_plan"]; !priced && purchase {
		r.fail("", "This is the purchase of a plan. Pass its attribute rate_plan.")
	}
	if !priced {
		r.fail("", "This is not a rate plan: it has no attribute rate_plan_details. Pass a mint_rate_plan, or an object of its attributes.")
	}
	r.known(o, planNames...)
	return o, true
}

func (r *reader) freemium(o object) pricing.Freemium {
	return pricing.Freemium{Unit: r.amount(o, "freemium_unit"), Duration: r.amount(o, "freemium_duration")}
}

func (r *reader) details(plan object) pricing.Arg[[]pricing.Detail] {
	const name = "rate_plan_details"
	elements, known := r.elements(plan.at+"."+name, plan.members[name])
	if !known {
		return pricing.Unknown[[]pricing.Detail]()
	}
	details := make([]pricing.Detail, 0, len(elements))
	for i, element := range elements {
		o, known := r.member(fmt.Sprintf("%s.%s[%d]", plan.at, name, i), element)
		if !known {
			details = append(details, pricing.UnknownDetail())
			continue
		}
		r.known(o, detailNames...)
		details = append(details, pricing.Detail{
			Type:                r.text(o, "type"),
			MeteringType:        r.text(o, "metering_type"),
			RatingParameter:     r.text(o, "rating_parameter"),
			RatingParameterUnit: r.text(o, "rating_parameter_unit"),
			ProductID:           r.text(o, "product_id"),
			Freemium:            r.freemium(o),
			Rates:               r.rates(o),
		})
	}
	return pricing.Known(details)
}

func (r *reader) rates(detail object) pricing.Arg[[]pricing.Rate] {
	elements, known := r.elements(detail.at+".rates", detail.members["rates"])
	if !known {
		return pricing.Unknown[[]pricing.Rate]()
	}
	rates := make([]pricing.Rate, 0, len(elements))
	for i, element := range elements {
		o, known := r.member(fmt.Sprintf("%s.rates[%d]", detail.at, i), element)
		if !known {
			rates = append(rates, pricing.UnknownRate())
			continue
		}
		r.known(o, rateNames...)
		rates = append(rates, pricing.Rate{
			Type:      r.text(o, "type"),
			Rate:      r.amount(o, "rate"),
			RevShare:  r.percentage(o, "revshare"),
			StartUnit: r.amount(o, "start_unit"),
			EndUnit:   r.amount(o, "end_unit"),
		})
	}
	return pricing.Known(rates)
}

// percentage reads an optional number from 0 to 100.
func (r *reader) percentage(o object, name string) pricing.Arg[decimal.Decimal] {
	percent := r.amount(o, name)
	if value, given := percent.Get(); given && value.GreaterThan(decimal.NewFromInt(100)) {
		r.fail(o.at+"."+name, "is %s, and has to be a percentage from 0 to 100.", value)
	}
	return percent
}

// readUsage reads a number of units, or an object that says more.
func readUsage(value any) (pricing.Usage, error) {
	r := &reader{argument: pricing.UsageArgument}
	switch value.(type) {
	case nil:
		r.fail("", "The usage is null. Pass a number of units, or an object of units, revenue, product_id and free_units_left.")
		return pricing.Usage{}, r.err
	case unknown:
		return pricing.Usage{}, pricing.ErrUnknown
	case map[string]any:
		o, _ := r.member("", value)
		r.known(o, usageNames...)
		usage := pricing.Usage{
			Units:         r.amount(o, "units"),
			Revenue:       r.amount(o, "revenue"),
			ProductID:     r.text(o, "product_id"),
			FreeUnitsLeft: r.amount(o, "free_units_left"),
		}
		return usage, r.err
	}
	usage := pricing.Usage{Units: r.number("", value)}
	return usage, r.err
}

// readSteps reads the bands that function bands takes.
func readSteps(value any) ([]pricing.Step, error) {
	if value == Unknown {
		return nil, pricing.ErrUnknown
	}
	r := &reader{}
	if _, isSet := value.(set); isSet {
		r.fail("", "This is a set, which has no order. Pass a list of bands in ascending order.")
		return nil, r.err
	}
	elements, _ := r.elements("", value)
	steps := make([]pricing.Step, 0, len(elements))
	for i, element := range elements {
		o, known := r.member(fmt.Sprintf("[%d]", i), element)
		if !known {
			return nil, pricing.ErrUnknown
		}
		r.known(o, stepNames...)
		steps = append(steps, pricing.Step{
			UpTo:     r.amount(o, "up_to"),
			Rate:     r.amount(o, "rate"),
			RevShare: r.percentage(o, "revshare"),
		})
	}
	return steps, r.err
}
