package functions

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/pricing"
)

type charge struct{}

// NewCharge returns the function charge.
func NewCharge() function.Function { return charge{} }

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

func (charge) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "charge"
}

func (charge) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary:             "What usage costs under a rate plan.",
		MarkdownDescription: chargeText,
		Parameters: []function.Parameter{
			function.DynamicParameter{
				Name: "plan", AllowUnknownValues: true,
				MarkdownDescription: "A `mint_rate_plan` resource or data source, or an object of its attribute names with `rate_plan_details`. What such an object leaves out has the default of the resource.",
			},
			function.DynamicParameter{
				Name: "usage", AllowUnknownValues: true,
				MarkdownDescription: "What is used in one period: a number of units, or an object of `units`, `revenue`, `product_id` and `free_units_left`, each optional until the plan needs it.",
			},
		},
		Return: function.ObjectReturn{AttributeTypes: chargeTypes},
	}
}

func (charge) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var planArgument, usageArgument types.Dynamic
	if resp.Error = req.Arguments.Get(ctx, &planArgument, &usageArgument); resp.Error != nil {
		return
	}
	plan, planErr := ReadPlan(plain(planArgument))
	usage, usageErr := readUsage(plain(usageArgument))
	err := errors.Join(planErr, usageErr)
	var charged pricing.Charged
	if err == nil {
		charged, err = pricing.Charge(plan, usage)
	}
	switch {
	case err == nil:
		resp.Error = resp.Result.Set(ctx, chargeValue(charged))
	case isUnknown(err):
		resp.Error = resp.Result.Set(ctx, types.ObjectUnknown(chargeTypes))
	default:
		resp.Error = argumentError(err)
	}
}

func chargeValue(charged pricing.Charged) types.Object {
	lines := make([]attr.Value, 0, len(charged.Lines))
	for _, line := range charged.Lines {
		lines = append(lines, types.ObjectValueMust(lineTypes, map[string]attr.Value{
			"type":       types.StringValue(pricing.RateCard),
			"start_unit": numberValue(line.Start),
			"end_unit":   optionalNumber(line.End),
			"units":      numberValue(line.Units),
			"rate":       numberValue(line.Rate),
			"amount":     numberValue(line.Amount),
		}))
	}
	return types.ObjectValueMust(chargeTypes, map[string]attr.Value{
		"total":         numberValue(charged.Total),
		"text":          types.StringValue(charged.Total.StringFixed(4)),
		"free_units":    numberValue(charged.FreeUnits),
		"charged_units": numberValue(charged.ChargedUnits),
		"lines":         types.ListValueMust(types.ObjectType{AttrTypes: lineTypes}, lines),
		"share":         optionalNumber(charged.Share),
		"complete":      types.BoolValue(charged.UnpricedUnits.IsZero()),
	})
}

func optionalNumber(number *decimal.Decimal) types.Number {
	if number == nil {
		return types.NumberNull()
	}
	return numberValue(*number)
}
