package functions

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/pricing"
)

// fees is the function fees.
type fees struct{ answeredByCall }

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

func (fees) answer(arguments []any) (any, error) {
	terms, err := ReadFeeTerms(arguments[0])
	if err != nil {
		return nil, err
	}
	of := pricing.FeesOf(terms)
	return map[string]any{
		"set_up":            of.SetUp,
		"recurring":         of.Recurring,
		"early_termination": of.EarlyTermination,
		"first_invoice":     of.FirstInvoice,
	}, nil
}
