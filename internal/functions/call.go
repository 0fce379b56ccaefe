package functions

import (
	"context"
	"errors"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/pricing"
)

// answered is a function as the framework describes it, with its answer to plain arguments: a plain
// value of the type that it returns. Its error is pricing.ErrUnknown or a *pricing.Error.
type answered struct {
	name       string
	definition function.Definition
	answer     func(arguments []any) (any, error)
}

func (f answered) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = f.name
}

func (f answered) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = f.definition
}

// Run is never reached: it is for Call to run a function.
func (answered) Run(_ context.Context, _ function.RunRequest, resp *function.RunResponse) {
	resp.Error = function.NewFuncError("The provider was started without functions.Call, which is a bug. Please report it.")
}

// answers are the functions by name.
var answers = map[string]answered{"bands": bands, "billing_month": billingMonth, "charge": charge, "fees": fees}

var planParameter = function.DynamicParameter{
	Name: "plan", AllowUnknownValues: true,
	MarkdownDescription: "A `mint_rate_plan` resource or data source, or an object of its attribute names with `rate_plan_details`. What such an object leaves out has the default of the resource.",
}

// All returns what the framework needs to describe the functions.
func All() []func() function.Function {
	var all []func() function.Function
	for _, f := range answers {
		all = append(all, func() function.Function { return f })
	}
	return all
}

// Call answers a call of the protocol. The framework could too, but takes twenty times as long for
// a whole resource: it converts each attribute three times, most of them for nothing.
func Call(req *tfprotov6.CallFunctionRequest) (*tfprotov6.CallFunctionResponse, error) {
	f, exists := answers[req.Name]
	if !exists {
		return &tfprotov6.CallFunctionResponse{Error: &tfprotov6.FunctionError{Text: "There is no function " + req.Name}}, nil
	}
	arguments, err := decodeAll(req)
	var result any
	if err == nil {
		result, err = f.answer(arguments)
	}
	var wrong *pricing.Error
	switch {
	case errors.As(err, &wrong):
		return &tfprotov6.CallFunctionResponse{Error: wrongArgument(int64(wrong.Argument), wrong.Error())}, nil
	case errors.Is(err, pricing.ErrUnknown):
		result = Unknown
	case err != nil:
		return nil, err
	}
	encoded, err := encode(result)
	if err != nil {
		return nil, err
	}
	return &tfprotov6.CallFunctionResponse{Result: &tfprotov6.DynamicValue{MsgPack: encoded}}, nil
}

// decodeAll decodes the arguments of a call. Those of billing_month are not dynamic.
func decodeAll(req *tfprotov6.CallFunctionRequest) ([]any, error) {
	arguments := make([]any, 0, len(req.Arguments))
	for i, argument := range req.Arguments {
		value, err := decode(argument.MsgPack, req.Name != "billing_month")
		if err != nil {
			return nil, &pricing.Error{Argument: pricing.Argument(i), Text: "This cannot be decoded: " + err.Error()}
		}
		arguments = append(arguments, value)
	}
	return arguments, nil
}

// wrongArgument leaves the last period out, because Terraform adds one.
func wrongArgument(argument int64, text string) *tfprotov6.FunctionError {
	return &tfprotov6.FunctionError{Text: strings.TrimSuffix(text, "."), FunctionArgument: &argument}
}

// refusal is what a type says about a value that it does not allow, empty for one that it does.
func refusal(value xattr.ValidateableAttribute) string {
	var resp xattr.ValidateAttributeResponse
	value.ValidateAttribute(context.Background(), xattr.ValidateAttributeRequest{}, &resp)
	for _, d := range resp.Diagnostics.Errors() {
		return d.Detail()
	}
	return ""
}
