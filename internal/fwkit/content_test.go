package fwkit

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

func TestSettled(t *testing.T) {
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
			if got := Settled(t.Context(), test.config, test.plan, test.prior); got != test.want {
				t.Errorf("got %v", got)
			}
		})
	}
}
