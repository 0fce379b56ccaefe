package functions

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/pricing"
)

var feeTypes = map[string]attr.Type{
	"set_up":            types.NumberType,
	"recurring":         types.NumberType,
	"early_termination": types.NumberType,
	"first_invoice":     types.NumberType,
}

var fees = answered{name: "fees", answer: answerFees, definition: function.Definition{
	Summary:             "The fees of a rate plan, beside what usage costs.",
	MarkdownDescription: feesText,
	Parameters:          []function.Parameter{planParameter},
	Return:              function.ObjectReturn{AttributeTypes: feeTypes},
}}

func answerFees(arguments []any) (any, error) {
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
