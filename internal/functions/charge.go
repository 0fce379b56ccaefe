package functions

import (
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/pricing"
)

var lineTypes = map[string]attr.Type{
	"type":       types.StringType,
	"start_unit": types.NumberType,
	"end_unit":   types.NumberType,
	"units":      types.NumberType,
	"rate":       types.NumberType,
	"amount":     types.NumberType,
}

var chargeTypes = map[string]attr.Type{
	"total":         types.NumberType,
	"text":          types.StringType,
	"free_units":    types.NumberType,
	"charged_units": types.NumberType,
	"lines":         types.ListType{ElemType: types.ObjectType{AttrTypes: lineTypes}},
	"share":         types.NumberType,
	"complete":      types.BoolType,
}

var charge = answered{name: "charge", answer: answerCharge, definition: function.Definition{
	Summary:             "What usage costs under a rate plan.",
	MarkdownDescription: chargeText,
	Parameters: []function.Parameter{
		planParameter,
		function.DynamicParameter{
			Name: "usage", AllowUnknownValues: true,
			MarkdownDescription: "What is used in one period: a number of units, or an object of `units`, `revenue`, `product_id` and `free_units_left`, each optional until the plan needs it.",
		},
	},
	Return: function.ObjectReturn{AttributeTypes: chargeTypes},
}}

func answerCharge(arguments []any) (any, error) {
	plan, planErr := ReadPlan(arguments[0])
	usage, usageErr := readUsage(arguments[1])
	if err := errors.Join(planErr, usageErr); err != nil {
		return nil, err
	}
	charged, err := pricing.Charge(plan, usage)
	if err != nil {
		return nil, err
	}
	lines := make([]any, 0, len(charged.Lines))
	for _, line := range charged.Lines {
		lines = append(lines, map[string]any{
			"type":       pricing.RateCard,
			"start_unit": line.Start,
			"end_unit":   line.End,
			"units":      line.Units,
			"rate":       line.Rate,
			"amount":     line.Amount,
		})
	}
	return map[string]any{
		"total":         charged.Total,
		"text":          charged.Total.StringFixed(4),
		"free_units":    charged.FreeUnits,
		"charged_units": charged.ChargedUnits,
		"lines":         lines,
		"share":         charged.Share,
		"complete":      charged.UnpricedUnits.IsZero(),
	}, nil
}
