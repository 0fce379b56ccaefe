package functions

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/pricing"
)

type fees struct{}

// NewFees returns the function fees.
func NewFees() function.Function { return fees{} }

var feeTypes = map[string]attr.Type{
	"set_up":            types.NumberType,
	"recurring":         types.NumberType,
	"early_termination": types.NumberType,
	"first_invoice":     types.NumberType,
}

func (fees) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "fees"
}

func (fees) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary:             "The fees of a rate plan, beside what usage costs.",
		MarkdownDescription: feesText,
		Parameters: []function.Parameter{
			function.DynamicParameter{
				Name: "plan", AllowUnknownValues: true,
				MarkdownDescription: "A `mint_rate_plan` resource or data source, or an object of its attribute names with `rate_plan_details`. What such an object leaves out has the default of the resource.",
			},
		},
		Return: function.ObjectReturn{AttributeTypes: feeTypes},
	}
}

func (fees) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var argument types.Dynamic
	if resp.Error = req.Arguments.Get(ctx, &argument); resp.Error != nil {
		return
	}
	plan, err := ReadPlan(plain(argument))
	switch {
	case err == nil:
	case isUnknown(err):
		resp.Error = resp.Result.Set(ctx, types.ObjectUnknown(feeTypes))
		return
	default:
		resp.Error = argumentError(err)
		return
	}
	of := pricing.FeesOf(plan)
	resp.Error = resp.Result.Set(ctx, types.ObjectValueMust(feeTypes, map[string]attr.Value{
		"set_up":            feeValue(of.SetUp),
		"recurring":         feeValue(of.Recurring),
		"early_termination": feeValue(of.EarlyTermination),
		"first_invoice":     feeValue(of.FirstInvoice),
	}))
}

func feeValue(fee pricing.Arg[decimal.Decimal]) types.Number {
	if fee.IsUnknown() {
		return types.NumberUnknown()
	}
	if amount, known := fee.Get(); known {
		return numberValue(amount)
	}
	return types.NumberNull()
}
