package functions

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/pricing"
)

type bands struct{}

// NewBands returns the function bands.
func NewBands() function.Function { return bands{} }

// rateType is the type of a rate in mint_rate_plan.
var rateType = types.ObjectType{AttrTypes: map[string]attr.Type{
	"type":       types.StringType,
	"rate":       types.StringType,
	"revshare":   types.StringType,
	"start_unit": types.StringType,
	"end_unit":   types.StringType,
}}

func (bands) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "bands"
}

func (bands) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary:             "The rates of a detail of a rate plan, from the upper edges of its bands.",
		MarkdownDescription: bandsText,
		Parameters: []function.Parameter{
			function.DynamicParameter{
				Name: "list", AllowUnknownValues: true,
				MarkdownDescription: "The bands in ascending order, each an object of `up_to`, which only the last may leave out, and either `rate` or `revshare`.",
			},
		},
		Return: function.ListReturn{ElementType: rateType},
	}
}

func (bands) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var argument types.Dynamic
	if resp.Error = req.Arguments.Get(ctx, &argument); resp.Error != nil {
		return
	}
	if _, set := argument.UnderlyingValue().(types.Set); set {
		resp.Error = wrongArgument(0, "This is a set, which has no order. Pass a list of bands in ascending order.")
		return
	}
	var rates []pricing.Rate
	steps, err := readSteps(plain(argument))
	if err == nil {
		rates, err = pricing.Bands(steps)
	}
	switch {
	case err == nil:
		values := make([]attr.Value, 0, len(rates))
		for _, r := range rates {
			values = append(values, rateValue(r))
		}
		resp.Error = resp.Result.Set(ctx, types.ListValueMust(rateType, values))
	case isUnknown(err):
		resp.Error = resp.Result.Set(ctx, types.ListUnknown(rateType))
	default:
		resp.Error = argumentError(err)
	}
}

func rateValue(r pricing.Rate) types.Object {
	kind, _ := r.Type.Get()
	return types.ObjectValueMust(rateType.AttrTypes, map[string]attr.Value{
		"type":       types.StringValue(kind),
		"rate":       decimalText(r.Rate),
		"revshare":   decimalText(r.RevShare),
		"start_unit": decimalText(r.StartUnit),
		"end_unit":   decimalText(r.EndUnit),
	})
}

func decimalText(value pricing.Arg[decimal.Decimal]) types.String {
	if value.IsUnknown() {
		return types.StringUnknown()
	}
	if number, known := value.Get(); known {
		return types.StringValue(number.String())
	}
	return types.StringNull()
}
