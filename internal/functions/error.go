package functions

import (
	"context"
	"errors"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/pricing"
)

// argumentError points to the argument that an error is about.
func argumentError(err error) *function.FuncError {
	var wrong *pricing.Error
	if errors.As(err, &wrong) {
		return wrongArgument(wrong.Argument, wrong.Error())
	}
	return function.NewFuncError(err.Error())
}

// wrongArgument leaves the last period out, because Terraform adds one.
func wrongArgument(argument pricing.Argument, text string) *function.FuncError {
	return function.NewArgumentFuncError(int64(argument), strings.TrimSuffix(text, "."))
}

// isUnknown reports whether the answer is not known yet, and nothing is wrong as far as is known.
func isUnknown(err error) bool {
	var wrong *pricing.Error
	return errors.Is(err, pricing.ErrUnknown) && !errors.As(err, &wrong)
}

// refusal is what a type says about a value it does not allow, empty for one that it does.
func refusal(value xattr.ValidateableAttribute) string {
	var resp xattr.ValidateAttributeResponse
	value.ValidateAttribute(context.Background(), xattr.ValidateAttributeRequest{}, &resp)
	for _, d := range resp.Diagnostics.Errors() {
		return d.Detail()
	}
	return ""
}
