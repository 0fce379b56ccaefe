package planschema

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// Difference is a place where a planned rate plan says something else than a known one. A value
// that is not there is nil: an element of a list that one of the two has not.
type Difference struct {
	Path path.Path
	// Configured is false where the configuration leaves the value out.
	Configured  bool
	Plan, Known attr.Value
}

// Differences compares the attributes of a planned rate plan with those of a known one by content:
// other spellings, the order of lists and other ways to write nothing are no difference, and what
// is not known yet might be the same.
func Differences(ctx context.Context, config, plan, known map[string]attr.Value) []Difference {
	return content{ctx, plan["currency"]}.members(path.Empty(), config, plan, known)
}

type content struct {
	ctx      context.Context
	currency attr.Value // planned for the plan
}

func (c content) members(at path.Path, config, plan, known map[string]attr.Value) []Difference {
	var differences []Difference
	plan, known = c.plain(at, plan), c.plain(at, known)
	for _, name := range slices.Sorted(maps.Keys(plan)) {
		configured := config != nil && !config[name].IsNull()
		planned, isList := plan[name].(basetypes.ListValue)
		had, hadList := known[name].(basetypes.ListValue)
		switch {
		case isList && hadList && configured && !planned.IsNull() && !planned.IsUnknown():
			inner, _ := config[name].(basetypes.ListValue)
			differences = append(differences, c.elements(at.AtName(name), inner.Elements(), planned.Elements(), had.Elements())...)
		case !fwkit.SameContent(c.ctx, nil, plan[name], known[name], fwkit.AnyOrder, fwkit.UnknownMatches):
			differences = append(differences, Difference{at.AtName(name), configured, plan[name], known[name]})
		}
	}
	return differences
}

// elements compares what is left when the elements that are the same are taken away.
func (c content) elements(at path.Path, config, plan, known []attr.Value) []Difference {
	compare := func(i, j int) []Difference {
		var configured map[string]attr.Value
		if i < len(config) {
			configured = attributes(config[i])
		}
		return c.members(at.AtListIndex(i), configured, attributes(plan[i]), attributes(known[j]))
	}
	partners := fwkit.Pair(len(plan), len(known), func(i, j int) bool { return plan[i].IsUnknown() || len(compare(i, j)) == 0 })
	var rest []int
	for j := range known {
		if !slices.Contains(partners, j) {
			rest = append(rest, j)
		}
	}
	var differences []Difference
	for i, partner := range partners {
		switch {
		case partner >= 0:
		case len(rest) == 0:
			differences = append(differences, Difference{at.AtListIndex(i), true, plan[i], nil})
		default:
			differences = append(differences, compare(i, rest[0])...)
			rest = rest[1:]
		}
	}
	for k, j := range rest {
		differences = append(differences, Difference{at.AtListIndex(len(plan) + k), false, nil, known[j]})
	}
	return differences
}

// plain has null for what stands for nothing. A plan has its currency, and a detail's is null where
// it is the plan's.
func (c content) plain(at path.Path, of map[string]attr.Value) map[string]attr.Value {
	of = maps.Clone(of)
	for name, value := range of {
		switch value := value.(type) {
		case fwtypes.Decimal:
			if name == "recurring_fee" || name == "early_termination_fee" || name == "freemium_unit" {
				of[name] = orUnknown(value, notZero(value))
			}
		case types.Int64:
			if name == "freemium_duration" && !value.IsUnknown() && value.ValueInt64() == 0 {
				of[name], of["freemium_duration_type"] = types.Int64Null(), types.StringNull()
			}
		case fwtypes.Currency:
			same := c.currency.IsUnknown() || strings.EqualFold(value.ValueString(), basetypesText(c.currency))
			if len(at.Steps()) > 0 && !value.IsUnknown() && same {
				of[name] = fwtypes.NewCurrencyNull()
			}
		}
	}
	return of
}

// orUnknown keeps a value that is not known yet.
func orUnknown(value, known fwtypes.Decimal) fwtypes.Decimal {
	if value.IsUnknown() {
		return value
	}
	return known
}

func basetypesText(v attr.Value) string {
	if text, ok := v.(fwtypes.Currency); ok {
		return text.ValueString()
	}
	return ""
}

func attributes(v attr.Value) map[string]attr.Value {
	if object, ok := v.(basetypes.ObjectValue); ok {
		return object.Attributes()
	}
	return nil
}
