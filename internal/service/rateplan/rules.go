package rateplan

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/pricing"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/planschema"
)

// problem is why the service would refuse a configuration, or would not do what it says.
type problem struct {
	at              path.Path
	summary, detail string
	// doubtful problems are of a kind that the service has answered itself: they are warned of
	// where the value is new.
	doubtful bool
}

// text names the place too: of one within a list, Terraform shows the whole argument at best.
func (p problem) text() string { return p.at.String() + ": " + p.detail }

// warnDoubts warns of what the service might refuse, unless it is in the state.
func warnDoubts(ctx context.Context, req resource.ModifyPlanRequest, state planschema.Plan, diags *diag.Diagnostics) {
	var plan planschema.Plan
	diags.Append(req.Plan.Get(ctx, &plan)...)
	problems, more := allProblems(ctx, plan)
	diags.Append(more...)
	before, more := allProblems(ctx, state)
	diags.Append(more...)
	for _, p := range problems {
		known := slices.ContainsFunc(before, func(b problem) bool { return b.summary == p.summary && b.detail == p.detail })
		if p.doubtful && !known {
			diags.AddAttributeWarning(p.at, p.summary, p.text()+" The service may refuse the plan.")
		}
	}
}

// allProblems checks a plan and its details, as far as they are known: what is unknown is never a
// problem, nor is what was refused already because it has not the form of its type.
func allProblems(ctx context.Context, m planschema.Plan) ([]problem, diag.Diagnostics) {
	problems := planProblems(m)
	details, diags := planschema.Elements[planschema.Detail](ctx, m.Details)
	for i, d := range details {
		if d == nil {
			continue
		}
		rates, more := planschema.Elements[planschema.Rate](ctx, d.Rates)
		diags.Append(more...)
		problems = append(problems, detailProblems(path.Root(planschema.DetailsName).AtListIndex(i), *d, rates)...)
	}
	return problems, diags
}

// planProblems checks the arguments of a plan against each other.
func planProblems(m planschema.Plan) []problem {
	root := path.Empty()
	problems := choiceProblems(root.AtName("type"), m.Type, planschema.Standard, planschema.Developer, planschema.DeveloperCategory)
	problems = append(problems, choiceProblems(root.AtName("recurring_type"), m.RecurringType, planschema.Calendar, planschema.Custom)...)
	problems = append(problems, audienceProblems(m)...)
	problems = append(problems, pairProblems(root, "frequency_duration", m.FrequencyDuration, m.FrequencyDurationType)...)
	problems = append(problems, pairProblems(root, "contract_duration", m.ContractDuration, m.ContractDurationType)...)
	problems = append(problems, freemiumProblems(root, m.Freemium)...)
	if given(m.RecurringStartUnit) && m.RecurringStartUnit.ValueInt64() == 0 {
		problems = append(problems, problem{root.AtName("recurring_start_unit"), "recurring_start_unit is not a day of the month", "It is 0. Set it to 1 to 31.", true})
	}
	if m.StartDate.IsValid() && m.EndDate.IsValid() && m.EndDate.Before(m.StartDate) {
		problems = append(problems, problem{at: root.AtName(endName), summary: "The plan ends before it starts",
			detail: fmt.Sprintf("%s is earlier than start_date %s. Choose a later end, or leave it out for a plan without end.", m.EndDate.ValueString(), m.StartDate.ValueString())})
	}
	if m.KeepOriginalStartDate.ValueBool() && m.ParentID.IsNull() {
		problems = append(problems, problem{at: root.AtName("keep_original_start_date"), summary: "keep_original_start_date needs parent_rate_plan_id",
			detail: "Only a revision has subscribers of a parent. Set parent_rate_plan_id, or leave keep_original_start_date out."})
	}
	return problems
}

// choiceProblems checks a value against those that the contract lists. The service may know others,
// but not one in another case.
func choiceProblems(at path.Path, v types.String, values ...string) []problem {
	value := v.ValueString()
	if value == "" || slices.Contains(values, value) {
		return nil
	}
	allowed := "Known values are " + strings.Join(values, ", ") + "."
	for _, known := range values {
		if strings.EqualFold(known, value) {
			return []problem{{at: at, summary: "Value not allowed", detail: fmt.Sprintf("%q differs in case only, and case matters; write %q. %s", value, known, allowed)}}
		}
	}
	return []problem{{at, "Unknown value", fmt.Sprintf("%q is not a known value. %s", value, allowed), true}}
}

// audienceProblems checks whom the plan is for (contract: apigee-mint 4.2).
func audienceProblems(m planschema.Plan) []problem {
	if m.Type.IsUnknown() {
		return nil
	}
	planType := cmp.Or(m.Type.ValueString(), planschema.Standard)
	var problems []problem
	for _, audience := range []struct {
		name, planType string
		value          types.String
	}{
		{"developer_id", planschema.Developer, m.DeveloperID},
		{"developer_category_id", planschema.DeveloperCategory, m.DeveloperCategoryID},
	} {
		at := path.Root(audience.name)
		switch {
		case audience.planType == planType && audience.value.IsNull():
			problems = append(problems, problem{at: at, summary: fmt.Sprintf("%s is required for type %s", audience.name, planType),
				detail: "Set it, or choose another type."})
		case audience.planType != planType && given(audience.value) &&
			slices.Contains([]string{planschema.Standard, planschema.Developer, planschema.DeveloperCategory}, planType):
			problems = append(problems, problem{at: at, summary: fmt.Sprintf("%s does not apply to type %s", audience.name, planType),
				detail: fmt.Sprintf("Set type = %q, or leave %s out.", audience.planType, audience.name)})
		}
	}
	return problems
}

// pairProblems checks a duration and its unit, which mean nothing without each other.
func pairProblems(parent path.Path, name string, duration types.Int64, unit types.String) []problem {
	unitName := name + "_type"
	missing, found := "", ""
	switch {
	case given(duration) && unit.IsNull():
		missing, found = unitName, name
	case given(unit) && duration.IsNull():
		missing, found = name, unitName
	default:
		return nil
	}
	return []problem{{at: parent.AtName(missing), summary: found + " needs " + missing, detail: fmt.Sprintf("Set %s, or leave %s out.", missing, found)}}
}

// freemiumProblems checks what is free at first: how much, for how long, and its unit. Zeros are
// how the service writes that nothing is (contract: apigee-mint 4.3).
func freemiumProblems(parent path.Path, f planschema.Freemium) []problem {
	unit, duration, durationType := f.FreemiumUnit, f.FreemiumDuration, f.FreemiumDurationType
	some := unit.IsValid() && !unit.Decimal().IsZero() || given(duration) && duration.ValueInt64() != 0 || given(durationType) && duration.IsNull()
	if !some {
		return nil
	}
	var problems []problem
	for _, member := range []struct {
		name  string
		value attr.Value
	}{{"freemium_unit", unit}, {"freemium_duration", duration}, {"freemium_duration_type", durationType}} {
		if member.value.IsNull() {
			problems = append(problems, problem{parent.AtName(member.name), "Free usage is only partly configured",
				"freemium_unit, freemium_duration and freemium_duration_type belong together, and this one is missing. Set all three (0 for no limit of this kind), or none.", true})
		}
	}
	return problems
}

// detailProblems checks the arguments of one detail against each other; rates are its rates, nil
// for one that is not known yet (contract: apigee-mint 4.3, 4.4).
func detailProblems(at path.Path, d planschema.Detail, rates []*planschema.Rate) []problem {
	kinds := []string{planschema.RateCard, planschema.RevShare, planschema.RevShareRateCard, planschema.UsageTarget}
	meterings := []string{planschema.Unit, planschema.Volume, planschema.StairStep, planschema.DevSpecific}
	problems := choiceProblems(at.AtName("type"), d.Type, kinds...)
	problems = append(problems, choiceProblems(at.AtName("metering_type"), d.MeteringType, meterings...)...)
	problems = append(problems, choiceProblems(at.AtName("revenue_type"), d.RevenueType, planschema.Gross, planschema.Net)...)
	problems = append(problems, pairProblems(at, "duration", d.Duration, d.DurationType)...)
	problems = append(problems, freemiumProblems(at, d.Freemium)...)
	priced := make([]pricing.Rate, 0, len(rates))
	for i, r := range rates {
		if r == nil {
			priced = append(priced, pricing.UnknownRate())
			continue
		}
		problems = append(problems, choiceProblems(at.AtName(planschema.RatesName).AtListIndex(i).AtName("type"), r.Type, kinds[:2]...)...)
		priced = append(priced, pricing.Rate{
			Type: knownText(r.Type, kinds[:2]...), Rate: number(r.Rate), RevShare: number(r.RevShare),
			StartUnit: number(r.StartUnit), EndUnit: number(r.EndUnit),
		})
	}
	for _, p := range pricing.CheckDetail(pricing.Detail{
		Type: knownText(d.Type, kinds...), MeteringType: knownText(d.MeteringType, meterings...),
		RatingParameter: knownText(d.RatingParameter), RatingParameterUnit: knownText(d.RatingParameterUnit), Rates: pricing.Known(priced),
	}) {
		place := at
		if p.Rate >= 0 {
			place = at.AtName(planschema.RatesName).AtListIndex(p.Rate)
		}
		// Services hold bands that start elsewhere than where one ends, such as 1-100, 101-200.
		problems = append(problems, problem{place.AtName(p.Attribute), p.Summary, p.Detail, p.Attribute == "start_unit"})
	}
	return problems
}

// knownText is a text for package pricing: one that is none of the values is not judged further.
func knownText(v types.String, values ...string) pricing.Arg[string] {
	switch {
	case v.IsNull():
		return pricing.Arg[string]{}
	case v.IsUnknown(), len(values) > 0 && !slices.Contains(values, v.ValueString()):
		return pricing.Unknown[string]()
	}
	return pricing.Known(v.ValueString())
}

// number is a number for package pricing; a text that is none is not judged further.
func number(v fwtypes.Decimal) pricing.Arg[decimal.Decimal] {
	switch {
	case v.IsNull():
		return pricing.Arg[decimal.Decimal]{}
	case v.Pointer() == nil:
		return pricing.Unknown[decimal.Decimal]()
	}
	return pricing.Known(v.Decimal())
}
