package fwkit

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
)

// ContentOption changes what SameContent takes for the same.
type ContentOption int

const (
	// AnyOrder compares lists, at every depth, without regard to the order of their elements.
	AnyOrder ContentOption = 1 << iota
	// UnknownMatches takes a planned value that is not known yet for the same as any prior one.
	UnknownMatches
)

// SameContent reports whether the planned value stands for the same content as the prior one: other
// spellings of a number, a time or a currency are no change. An unknown planned value is the same
// where the configuration is null, because then nobody but the service can change it. Lists are
// compared in order, sets by their elements, objects and maps by their members.
func SameContent(ctx context.Context, config, plan, prior attr.Value, options ...ContentOption) bool {
	var c comparison
	for _, option := range options {
		c.options |= option
	}
	return c.same(ctx, config, plan, prior)
}

type comparison struct{ options ContentOption }

func (c comparison) has(option ContentOption) bool { return c.options&option != 0 }

func (c comparison) same(ctx context.Context, config, plan, prior attr.Value) bool {
	if plan.IsUnknown() {
		return c.has(UnknownMatches) || config != nil && config.IsNull()
	}
	if prior == nil || plan.IsNull() || prior.IsNull() || prior.IsUnknown() {
		return plan.IsNull() && (prior == nil || prior.IsNull())
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
		return c.sameMembers(ctx, members(config), plan.Attributes(), members(prior))
	case basetypes.MapValue:
		return c.sameMembers(ctx, members(config), plan.Elements(), members(prior))
	case basetypes.ListValue:
		return c.sameElements(ctx, elements(config), plan.Elements(), elements(prior), !c.has(AnyOrder))
	case basetypes.SetValue:
		// The elements of a set have no place that would tell which of the configuration is which.
		return c.sameElements(ctx, nil, plan.Elements(), elements(prior), false)
	default:
		return plan.Equal(prior)
	}
}

func (c comparison) sameMembers(ctx context.Context, config, plan, prior map[string]attr.Value) bool {
	if len(plan) != len(prior) {
		return false
	}
	for name, value := range plan {
		before, ok := prior[name]
		if !ok || !c.same(ctx, config[name], value, before) {
			return false
		}
	}
	return true
}

func (c comparison) sameElements(ctx context.Context, config, plan, prior []attr.Value, ordered bool) bool {
	if len(plan) != len(prior) {
		return false
	}
	same := func(i, j int) bool {
		var configured attr.Value
		if i < len(config) {
			configured = config[i]
		}
		return c.same(ctx, configured, plan[i], prior[j])
	}
	if !ordered {
		for _, partner := range Pair(len(plan), len(prior), same) {
			if partner < 0 {
				return false
			}
		}
		return true
	}
	for i := range plan {
		if !same(i, i) {
			return false
		}
	}
	return true
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
	switch v := v.(type) {
	case basetypes.ListValue:
		return v.Elements()
	case basetypes.SetValue:
		return v.Elements()
	}
	return nil
}

// Pair gives each of n elements one of m others that it matches, no two of them the same one, and
// pairs off as many as can be. It returns the partner of each, -1 for none. Where several match, an
// earlier one is preferred.
func Pair(n, m int, match func(i, j int) bool) []int {
	partners, owners := make([]int, n), make([]int, m)
	for j := range owners {
		owners[j] = -1
	}
	var find func(i int, tried []bool) bool
	find = func(i int, tried []bool) bool {
		for j := range owners {
			if tried[j] || !match(i, j) {
				continue
			}
			tried[j] = true
			if owners[j] < 0 || find(owners[j], tried) {
				partners[i], owners[j] = j, i
				return true
			}
		}
		return false
	}
	for i := range partners {
		partners[i] = -1
		find(i, make([]bool, m))
	}
	return partners
}
