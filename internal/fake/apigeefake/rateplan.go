package apigeefake

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"
)

// Count is a whole number that may be absent.
type Count struct {
	N     int
	Valid bool
}

// CountOf is a number that is there.
func CountOf(n int) Count { return Count{n, true} }

// MarshalJSON writes the number, or null.
func (c Count) MarshalJSON() ([]byte, error) {
	if !c.Valid {
		return []byte("null"), nil
	}
	return strconv.AppendInt(nil, int64(c.N), 10), nil
}

// UnmarshalJSON reads a number.
func (c *Count) UnmarshalJSON(text []byte) error {
	n, err := strconv.Atoi(string(text))
	*c = CountOf(n)
	return err
}

// RatePlan is a rate plan (contract: apigee-mint 4.2). Empty texts are absent keys. Money is in the
// plan's currency, dates are in the wire's form.
type RatePlan struct {
	ID                    string              `json:"id,omitzero"`
	Package               string              `json:"monetization_package_id,omitzero"` // id
	Name                  string              `json:"name,omitzero"`
	DisplayName           string              `json:"display_name,omitzero"`
	Description           string              `json:"description,omitzero"`
	Type                  string              `json:"type,omitzero"`                  // STANDARD, the default, DEVELOPER or DEVELOPER_CATEGORY
	Developer             string              `json:"developer_id,omitzero"`          // id
	Category              string              `json:"developer_category_id,omitzero"` // id
	Currency              string              `json:"currency,omitzero"`              // id
	StartDate             string              `json:"start_date,omitzero"`            // 2025-06-15 00:00:00
	EndDate               string              `json:"end_date,omitzero"`
	Published             bool                `json:"published,omitzero"`
	Private               bool                `json:"private,omitzero"`
	Advance               bool                `json:"advance,omitzero"`
	Prorate               bool                `json:"prorate,omitzero"`
	CustomPaymentTerm     bool                `json:"custom_payment_term,omitzero"`
	KeepOriginalStartDate bool                `json:"keep_original_start_date,omitzero"`
	SetUpFee              decimal.NullDecimal `json:"set_up_fee,omitzero"`
	RecurringFee          decimal.NullDecimal `json:"recurring_fee,omitzero"`
	EarlyTerminationFee   decimal.NullDecimal `json:"early_termination_fee,omitzero"`
	RecurringType         string              `json:"recurring_type,omitzero"`       // CALENDAR, the default, or CUSTOM
	RecurringStartUnit    Count               `json:"recurring_start_unit,omitzero"` // day of the month, default 1
	FrequencyDuration     Count               `json:"frequency_duration,omitzero"`
	FrequencyDurationType string              `json:"frequency_duration_type,omitzero"`
	ContractDuration      Count               `json:"contract_duration,omitzero"`
	ContractDurationType  string              `json:"contract_duration_type,omitzero"`
	FreemiumUnit          Count               `json:"freemium_unit,omitzero"`
	FreemiumDuration      Count               `json:"freemium_duration,omitzero"`
	FreemiumDurationType  string              `json:"freemium_duration_type,omitzero"`
	PaymentDueDays        string              `json:"payment_due_days,omitzero"`    // a number
	Parent                string              `json:"parent_rate_plan_id,omitzero"` // id of the plan this one is a revision of
	Details               []RatePlanDetail    `json:"rate_plan_details,omitzero"`
}

// RatePlanDetail is one of a plan's details (contract: apigee-mint 4.3).
type RatePlanDetail struct {
	ID                        string         `json:"id,omitzero"`
	Type                      string         `json:"type,omitzero"`
	MeteringType              string         `json:"metering_type,omitzero"`
	RatingParameter           string         `json:"rating_parameter,omitzero"`
	RatingParameterUnit       string         `json:"rating_parameter_unit,omitzero"`
	RevenueType               string         `json:"revenue_type,omitzero"`
	Product                   string         `json:"product_id,omitzero"` // id; empty: generic for the package
	Currency                  string         `json:"currency,omitzero"`   // id
	Duration                  Count          `json:"duration,omitzero"`
	DurationType              string         `json:"duration_type,omitzero"`
	AggregateFreemiumCounters bool           `json:"aggregate_freemium_counters,omitzero"`
	AggregateStandardCounters bool           `json:"aggregate_standard_counters,omitzero"`
	AggregateTransactions     bool           `json:"aggregate_transactions,omitzero"`
	FreemiumUnit              Count          `json:"freemium_unit,omitzero"`
	FreemiumDuration          Count          `json:"freemium_duration,omitzero"`
	FreemiumDurationType      string         `json:"freemium_duration_type,omitzero"`
	PaymentDueDays            string         `json:"payment_due_days,omitzero"`
	CustomPaymentTerm         bool           `json:"custom_payment_term,omitzero"`
	Rates                     []RatePlanRate `json:"rates,omitzero"`
}

// RatePlanRate is one of a detail's rates (contract: apigee-mint 4.4).
type RatePlanRate struct {
	ID        string              `json:"id,omitzero"`
	Type      string              `json:"type,omitzero"`     // RATECARD or REVSHARE
	Rate      decimal.NullDecimal `json:"rate,omitzero"`     // money per unit, RATECARD only
	Revshare  decimal.NullDecimal `json:"revshare,omitzero"` // percent, REVSHARE only
	StartUnit decimal.Decimal     `json:"start_unit,omitzero"`
	EndUnit   decimal.NullDecimal `json:"end_unit,omitzero"` // absent: no end
}

func (p RatePlan) clone() RatePlan {
	p.Details = slices.Clone(p.Details)
	for i := range p.Details {
		p.Details[i].Rates = slices.Clone(p.Details[i].Rates)
	}
	return p
}

// fillDefaults sets what the service sets where nothing was sent.
func (p *RatePlan) fillDefaults() {
	p.Type = cmp.Or(p.Type, "STANDARD")
	p.RecurringType = cmp.Or(p.RecurringType, "CALENDAR")
	if !p.RecurringStartUnit.Valid {
		p.RecurringStartUnit = CountOf(1)
	}
	if !p.SetUpFee.Valid {
		p.SetUpFee = decimal.NewNullDecimal(decimal.Zero)
	}
}

func (d *RatePlanDetail) fillDefaults(p *RatePlan) {
	d.MeteringType = cmp.Or(d.MeteringType, "UNIT")
	d.RatingParameter = cmp.Or(d.RatingParameter, "VOLUME")
	d.Currency = cmp.Or(d.Currency, p.Currency)
	d.FreemiumUnit.Valid, d.FreemiumDuration.Valid = true, true
	d.FreemiumDurationType = cmp.Or(d.FreemiumDurationType, "MONTH")
}

// RatePlans returns the plans of a package, or of the whole organization where the package is "",
// in the order of creation.
func (s *Service) RatePlans(org, pkg string) (all []RatePlan) {
	s.in(org, func(o *organization) {
		for i := range o.plans {
			if pkg == "" || o.plans[i].Package == pkg {
				all = append(all, o.plans[i].clone())
			}
		}
	})
	return all
}

// RatePlan returns one plan; ok is false if there is none with that id.
func (s *Service) RatePlan(org, id string) (plan RatePlan, ok bool) {
	s.in(org, func(o *organization) {
		if found := o.plan(id); found != nil {
			plan, ok = found.clone(), true
		}
	})
	return plan, ok
}

// AddRatePlan makes a plan as a colleague does in the management console, and returns its id.
// Package, name and currency are needed; the developer may be named by email. What the API would
// refuse is not refused here.
func (s *Service) AddRatePlan(org string, p RatePlan) (id string) {
	s.in(org, func(o *organization) {
		must(o.bundle(p.Package), "package", p.Package)
		must(o.currency(p.Currency), "currency", p.Currency)
		p = p.clone()
		p.ID = o.freePlanID(p.Package, p.Name)
		p.DisplayName = cmp.Or(p.DisplayName, p.Name)
		p.Description = cmp.Or(p.Description, p.Name)
		p.StartDate = cmp.Or(p.StartDate, s.today(o))
		p.CustomPaymentTerm = p.PaymentDueDays != ""
		p.fillDefaults()
		if p.Developer != "" {
			p.Developer = must(o.developer(p.Developer), "developer", p.Developer).ID
		}
		if p.Category != "" {
			must(o.category(p.Category), "category", p.Category)
		}
		if p.Parent != "" {
			must(o.plan(p.Parent), "rate plan", p.Parent)
		}
		for i := range p.Details {
			d := &p.Details[i]
			d.ID = ""
			if d.Product != "" {
				must(o.product(d.Product), "product", d.Product)
			}
			for j := range d.Rates {
				d.Rates[j].ID = ""
			}
		}
		s.completeDetails(&p)
		o.plans = append(o.plans, p)
		id = p.ID
	})
	return id
}

// completeDetails gives defaults and an id to each new detail, and an id to each new rate.
func (s *Service) completeDetails(p *RatePlan) {
	for i := range p.Details {
		d := &p.Details[i]
		if d.ID == "" {
			d.ID = s.srv.NewID()
			d.fillDefaults(p)
		}
		for j := range d.Rates {
			if d.Rates[j].ID == "" {
				d.Rates[j].ID = s.srv.NewID()
			}
		}
	}
}

// PublishRatePlanInConsole publishes a draft as a colleague does in the management console.
func (s *Service) PublishRatePlanInConsole(org, id string) {
	s.in(org, func(o *organization) {
		p := must(o.plan(id), "rate plan", id)
		p.Published = true
		o.endParent(p)
	})
}

// ExpireRatePlanInConsole ends a published plan at a date in the wire's form, as a colleague does
// in the management console.
func (s *Service) ExpireRatePlanInConsole(org, id, endDate string) {
	s.in(org, func(o *organization) { must(o.plan(id), "rate plan", id).EndDate = endDate })
}

// EditRatePlanInConsole changes a plan as a colleague does in the management console.
func (s *Service) EditRatePlanInConsole(org, id string, edit func(*RatePlan)) {
	s.in(org, func(o *organization) {
		p := must(o.plan(id), "rate plan", id)
		edit(p)
		s.completeDetails(p)
	})
}

// DeleteRatePlanInConsole deletes a plan as a colleague does with a draft in the management
// console.
func (s *Service) DeleteRatePlanInConsole(org, id string) {
	s.in(org, func(o *organization) {
		must(o.plan(id), "rate plan", id)
		o.deletePlan(id)
	})
}

func (o *organization) plan(id string) *RatePlan {
	return find(o.plans, func(p *RatePlan) bool { return p.ID == id })
}

func (o *organization) planNamed(pkg, name string) *RatePlan {
	return find(o.plans, func(p *RatePlan) bool { return p.Package == pkg && p.Name == name })
}

func (o *organization) deletePlan(id string) {
	o.plans = slices.DeleteFunc(o.plans, func(p RatePlan) bool { return p.ID == id })
	o.acceptances = slices.DeleteFunc(o.acceptances, func(a Acceptance) bool { return a.Plan == id })
}
