package functions

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/pricing"
)

// rateType is the type of a rate in mint_rate_plan.
var rateType = types.ObjectType{AttrTypes: map[string]attr.Type{
	"type":       types.StringType,
	"rate":       types.StringType,
	"revshare":   types.StringType,
	"start_unit": types.StringType,
	"end_unit":   types.StringType,
}}

var bands = answered{name: "bands", answer: answerBands, definition: function.Definition{
	Summary:             "The rates of a detail of a rate plan, from the upper edges of its bands.",
	MarkdownDescription: bandsText,
	Parameters: []function.Parameter{
		function.DynamicParameter{
			Name: "list", AllowUnknownValues: true,
			MarkdownDescription: "The bands in ascending order, each an object of `up_to`, which only the last may leave out, and either `rate` or `revshare`.",
		},
	},
	Return: function.ListReturn{ElementType: rateType},
}}

func answerBands(arguments []any) (any, error) {
	steps, err := readSteps(arguments[0])
	if err != nil {
		return nil, err
	}
	rates, err := pricing.Bands(steps)
	if err != nil {
		return nil, err
	}
	list := make([]any, 0, len(rates))
	for _, r := range rates {
		kind, _ := r.Type.Get()
		list = append(list, map[string]any{
			"type":       kind,
			"rate":       r.Rate,
			"revshare":   r.RevShare,
			"start_unit": r.StartUnit,
			"end_unit":   r.EndUnit,
		})
	}
	return list, nil
}
