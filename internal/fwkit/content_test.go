package fwkit

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

func TestSameContent(t *testing.T) {
	t.Parallel()
	number := fwtypes.NewDecimalText
	rate := func(amount, id attr.Value) attr.Value {
		return types.ObjectValueMust(
			map[string]attr.Type{"amount": fwtypes.DecimalType{}, "id": types.StringType},
			map[string]attr.Value{"amount": amount, "id": id})
	}
	rateType := rate(number("1"), types.StringNull()).Type(t.Context())
	list := func(rates ...attr.Value) attr.Value { return types.ListValueMust(rateType, rates) }
	numbers := func(v ...attr.Value) attr.Value { return types.SetValueMust(fwtypes.DecimalType{}, v) }
	tags := func(m map[string]attr.Value) attr.Value { return types.MapValueMust(types.StringType, m) }
	a, b := types.StringValue("a"), types.StringValue("b")

	for _, test := range []struct {
		name                string
		config, plan, prior attr.Value
		want                bool
	}{
		{"same text", a, a, a, true},
		{"other text", b, b, a, false},
		{"set", a, a, types.StringNull(), false},
		{"cleared", types.StringNull(), types.StringNull(), a, false},
		{"both null", types.StringNull(), types.StringNull(), types.StringNull(), true},
		{"equal number in another spelling", number("10.00"), number("10.00"), number("10"), true},
		{"other number", number("10.01"), number("10.01"), number("10"), false},
		{"computed, not known yet", types.StringNull(), types.StringUnknown(), a, true},
		{"configured, not known yet", types.StringUnknown(), types.StringUnknown(), a, false},
		{"nested spelling and computed member",
			list(rate(number("1.0"), types.StringNull())), list(rate(number("1.0"), types.StringUnknown())), list(rate(number("1"), a)), true},
		{"nested change", list(rate(number("2"), a)), list(rate(number("2"), a)), list(rate(number("1"), a)), false},
		{"list grew", list(rate(number("1"), a), rate(number("2"), b)), list(rate(number("1"), a), rate(number("2"), b)), list(rate(number("1"), a)), false},
		{"list shrank", list(), list(), list(rate(number("1"), a)), false},
		{"list reordered", list(rate(number("2"), a), rate(number("1"), a)), list(rate(number("2"), a), rate(number("1"), a)), list(rate(number("1"), a), rate(number("2"), a)), false},
		{"set of other spellings", numbers(number("2.0"), number("1")), numbers(number("2.0"), number("1")), numbers(number("1.0"), number("2")), true},
		{"set with another element", numbers(number("1"), number("3")), numbers(number("1"), number("3")), numbers(number("1"), number("2")), false},
		{"set counts its elements", numbers(number("1"), number("1.0")), numbers(number("1"), number("1.0")), numbers(number("1"), number("2")), false},
		{"map", tags(map[string]attr.Value{"k": a}), tags(map[string]attr.Value{"k": a}), tags(map[string]attr.Value{"k": a}), true},
		{"map with another key", tags(map[string]attr.Value{"k": a}), tags(map[string]attr.Value{"k": a}), tags(map[string]attr.Value{"l": a}), false},
		{"bool", types.BoolValue(true), types.BoolValue(true), types.BoolValue(false), false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := SameContent(t.Context(), test.config, test.plan, test.prior); got != test.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestSameContent_options(t *testing.T) {
	t.Parallel()
	list := func(v ...attr.Value) attr.Value { return types.ListValueMust(types.StringType, v) }
	a, b, unknown := types.StringValue("a"), types.StringValue("b"), types.StringUnknown()
	for _, test := range []struct {
		name        string
		plan, prior attr.Value
		options     []ContentOption
		want        bool
	}{
		{"in order only", list(b, a), list(a, b), nil, false},
		{"in any order", list(b, a), list(a, b), []ContentOption{AnyOrder}, true},
		{"in any order, another element", list(b, b), list(a, b), []ContentOption{AnyOrder}, false},
		{"not known yet", unknown, a, nil, false},
		{"not known yet, and may match", unknown, a, []ContentOption{UnknownMatches}, true},
		{"an unknown leaves the only match to another", list(unknown, a), list(a, b), []ContentOption{AnyOrder, UnknownMatches}, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := SameContent(t.Context(), test.plan, test.plan, test.prior, test.options...); got != test.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestPair(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		left, right []string
		want        []int
	}{
		"nothing":                        {nil, []string{"a"}, []int{}},
		"each its own":                   {[]string{"b", "a"}, []string{"a", "b"}, []int{1, 0}},
		"one twice":                      {[]string{"a", "a"}, []string{"a", "b"}, []int{0, -1}},
		"a choice gives way":             {[]string{"ab", "a"}, []string{"a", "b"}, []int{1, 0}},
		"the earlier one is preferred":   {[]string{"ab"}, []string{"b", "a"}, []int{0}},
		"one without a partner stays so": {[]string{"c", "a"}, []string{"a"}, []int{-1, 0}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := Pair(len(test.left), len(test.right), func(i, j int) bool { return strings.Contains(test.left[i], test.right[j]) })
			if !slices.Equal(got, test.want) {
				t.Errorf("got %v", got)
			}
		})
	}
}
