package fwkit

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
)

// Settled reports whether the planned value stands for the same content as the
// prior one, once the values that only the service fills in are left out. An
// unknown planned value counts as the same where the configuration is null,
// because then nobody but the service can change it. Lists are compared in
// order, sets and maps by their elements.
func Settled(ctx context.Context, config, plan, prior attr.Value) bool {
	if plan.IsUnknown() {
		return config != nil && config.IsNull()
	}
	if plan.IsNull() || prior.IsNull() || prior.IsUnknown() {
		return plan.IsNull() && prior.IsNull()
	}
	switch plan := plan.(type) {
	case basetypes.StringValuableWithSemanticEquals:
		prior, ok := prior.(basetypes.StringValuable)
		if !ok {
			return false
		}
		equal, diags := plan.StringSemanticEquals(ctx, prior)
		return equal && !diags.HasError()
	case basetypes.ObjectValue:
		prior, ok := prior.(basetypes.ObjectValue)
		return ok && settledMembers(ctx, members(config), plan.Attributes(), prior.Attributes())
	case basetypes.MapValue:
		prior, ok := prior.(basetypes.MapValue)
		return ok && settledMembers(ctx, members(config), plan.Elements(), prior.Elements())
	case basetypes.ListValue:
		prior, ok := prior.(basetypes.ListValue)
		return ok && settledList(ctx, elements(config), plan.Elements(), prior.Elements())
	case basetypes.SetValue:
		prior, ok := prior.(basetypes.SetValue)
		return ok && settledSet(ctx, plan.Elements(), prior.Elements())
	default:
		return plan.Equal(prior)
	}
}

func members(v attr.Value) map[string]attr.Value {
	switch v := v.(type) {
	case basetypes.ObjectValue:
		return v.Attributes()
	case basetypes.MapValue:
		return v.Elements()
	}
	return nil
}

func elements(v attr.Value) []attr.Value {
	if v, ok := v.(basetypes.ListValue); ok {
		return v.Elements()
	}
	return nil
}

func settledMembers(ctx context.Context, config, plan, prior map[string]attr.Value) bool {
	if len(plan) != len(prior) {
		return false
	}
	for name, value := range plan {
		before, ok := prior[name]
		if !ok || !Settled(ctx, config[name], value, before) {
			return false
		}
	}
	return true
}

func settledList(ctx context.Context, config, plan, prior []attr.Value) bool {
	if len(plan) != len(prior) {
		return false
	}
	for i := range plan {
		var configured attr.Value
		if i < len(config) {
			configured = config[i]
		}
		if !Settled(ctx, configured, plan[i], prior[i]) {
			return false
		}
	}
	return true
}

// settledSet pairs the elements off: equal content may be spelled differently,
// so the set's own equality is too strict.
func settledSet(ctx context.Context, plan, prior []attr.Value) bool {
	if len(plan) != len(prior) {
		return false
	}
	taken := make([]bool, len(prior))
next:
	for _, value := range plan {
		for i, before := range prior {
			if !taken[i] && Settled(ctx, nil, value, before) {
				taken[i] = true
				continue next
			}
		}
		return false
	}
	return true
}
