package rateplan

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

const (
	detailsName = "rate_plan_details"
	ratesName   = "rates"
	endName     = "end_date"
)

// withoutDefault are the arguments of plans and details that stand for nothing where they
// are left out.
var withoutDefault = map[string]bool{
	"description": true, "developer_id": true, "developer_category_id": true, "recurring_fee": true, "early_termination_fee": true,
	"frequency_duration": true, "frequency_duration_type": true, "contract_duration": true, "contract_duration_type": true,
	"freemium_unit": true, "freemium_duration": true, "freemium_duration_type": true, "payment_due_days": true,
	"parent_rate_plan_id": true, "rating_parameter_unit": true, "revenue_type": true, "product_id": true, "currency": true,
	"duration": true, "duration_type": true,
}

// gaps plans what the configuration leaves out. Of a published plan it is what the service
// has, defaults included: nobody could change it, and a default that a later release of the
// provider adds must lock nobody out. Of a draft it is the default or nothing, so that what
// is taken out of the configuration is taken out of the plan.
type gaps struct {
	published bool
	currency  attr.Value // planned for the plan
}

// fill returns the planned attributes of an object with its gaps filled; state is nil where
// there was no such object.
func (g gaps) fill(ctx context.Context, config, plan, state map[string]attr.Value) (map[string]attr.Value, diag.Diagnostics) {
	var diags diag.Diagnostics
	filled := maps.Clone(plan)
	for name, value := range plan {
		had, exists := state[name]
		switch {
		case name == detailsName && !config[name].IsNull():
			var more diag.Diagnostics
			filled[name], more = g.fillDetails(ctx, config[name], value, had)
			diags.Append(more...)
		case !config[name].IsNull():
		case exists && g.published:
			filled[name] = had
		case exists && name == "currency" && g.currency.IsUnknown():
			// Whether the detail's own is the plan's, and so means nothing, is not known yet.
			filled[name] = fwtypes.NewCurrencyUnknown()
		case exists && (withoutDefault[name] || name == endName) && g.meansNothing(name, state):
			filled[name] = had
		case withoutDefault[name], exists && name == endName:
			null, err := value.Type(ctx).ValueFromTerraform(ctx, tftypes.NewValue(value.Type(ctx).TerraformType(ctx), nil))
			if err != nil {
				diags.AddError("Cannot plan "+name, err.Error()+"\n\nThis is a bug in the provider; please report it.")
				return plan, diags
			}
			filled[name] = null
		}
	}
	return filled, diags
}

func (g gaps) fillDetails(ctx context.Context, config, plan, state attr.Value) (attr.Value, diag.Diagnostics) {
	planned, ok := plan.(basetypes.ListValue)
	if !ok || planned.IsUnknown() || planned.IsNull() {
		return plan, nil
	}
	var diags diag.Diagnostics
	configured, before := listElements(config), listElements(state)
	partners := g.partners(ctx, configured, planned.Elements(), before)
	filled := make([]attr.Value, 0, len(planned.Elements()))
	for i, element := range planned.Elements() {
		object, ok := element.(basetypes.ObjectValue)
		if !ok || object.IsUnknown() || object.IsNull() || i >= len(configured) {
			filled = append(filled, element)
			continue
		}
		var had map[string]attr.Value
		if partners[i] >= 0 {
			had = members(before[partners[i]])
		}
		attributes, more := g.fill(ctx, members(configured[i]), object.Attributes(), had)
		diags.Append(more...)
		value, more := types.ObjectValue(object.AttributeTypes(ctx), attributes)
		diags.Append(more...)
		filled = append(filled, value)
	}
	list, more := types.ListValue(planned.ElementType(ctx), filled)
	diags.Append(more...)
	return list, diags
}

// partners finds for each planned detail the one in the state that its gaps are filled
// from, -1 for none. Of a published plan it is one that agrees in all that is configured,
// wherever it stands; of a draft the place is enough, since only what means nothing is taken.
func (g gaps) partners(ctx context.Context, config, plan, state []attr.Value) []int {
	partners := make([]int, len(plan))
	taken := make([]bool, len(state))
	for i := range plan {
		partners[i] = -1
		for j := range state {
			if !taken[j] && (!g.published && i == j || g.published && agree(ctx, element(config, i), plan[i], state[j])) {
				partners[i], taken[j] = j, true
				break
			}
		}
	}
	return partners
}

// meansNothing reports whether the value in the state is how the service writes that there
// is nothing.
func (g gaps) meansNothing(name string, state map[string]attr.Value) bool {
	switch value := state[name].(type) {
	case fwtypes.Decimal:
		return value.IsNull() || value.Decimal().IsZero()
	case types.Int64:
		return value.IsNull() || name == "freemium_duration" && value.ValueInt64() == 0
	case fwtypes.Currency:
		plan, ok := g.currency.(fwtypes.Currency)
		return value.IsNull() || ok && value.Lower() == plan.Lower()
	default:
		return value.IsNull() || name == "freemium_duration_type" && g.meansNothing("freemium_duration", state)
	}
}

// agree reports whether a detail in the state is what is planned, but for what is not
// configured.
func agree(ctx context.Context, config, plan, state attr.Value) bool {
	configured, before := members(config), members(state)
	for name, value := range members(plan) {
		if asked, ok := configured[name]; ok && !asked.IsNull() && !same(ctx, value, before[name]) {
			return false
		}
	}
	return true
}

// same reports whether a planned value has the content of the one in the state; the order
// of lists does not count, and what is not known yet might be the same.
func same(ctx context.Context, plan, state attr.Value) bool {
	if plan.IsUnknown() {
		return true
	}
	if plan.IsNull() || state.IsNull() {
		return plan.IsNull() && state.IsNull()
	}
	switch plan := plan.(type) {
	case basetypes.StringValuableWithSemanticEquals:
		state, ok := state.(basetypes.StringValuable)
		if !ok {
			return false
		}
		equal, diags := plan.StringSemanticEquals(ctx, state)
		return equal && !diags.HasError()
	case basetypes.ObjectValue:
		before := members(state)
		for name, value := range plan.Attributes() {
			if !same(ctx, value, before[name]) {
				return false
			}
		}
		return true
	case basetypes.ListValue:
		return sameElements(ctx, plan.Elements(), listElements(state))
	default:
		return plan.Equal(state)
	}
}

func sameElements(ctx context.Context, plan, state []attr.Value) bool {
	if len(plan) != len(state) {
		return false
	}
	taken := make([]bool, len(state))
next:
	for _, value := range plan {
		for j, before := range state {
			if !taken[j] && same(ctx, value, before) {
				taken[j] = true
				continue next
			}
		}
		return false
	}
	return true
}

func members(v attr.Value) map[string]attr.Value {
	if object, ok := v.(basetypes.ObjectValue); ok {
		return object.Attributes()
	}
	return nil
}

func listElements(v attr.Value) []attr.Value {
	if list, ok := v.(basetypes.ListValue); ok {
		return list.Elements()
	}
	return nil
}

func element(list []attr.Value, i int) attr.Value {
	if i < len(list) {
		return list[i]
	}
	return nil
}
