package fwtypes

import (
	"context"
	"fmt"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// form is what tells one of the package's string types from another.
type form struct {
	// refusal is the summary of every error about the form.
	refusal string

	// problem says what is wrong with a text and how to write it, "" if it is fine.
	problem func(text string) string

	// same reports whether two texts mean the same. It must be an equivalence
	// on all texts, malformed ones included.
	same func(a, b string) bool
}

func (f form) validateAttribute(value basetypes.StringValue, req xattr.ValidateAttributeRequest, resp *xattr.ValidateAttributeResponse) {
	if !known(value) {
		return
	}
	if problem := f.problem(value.ValueString()); problem != "" {
		resp.Diagnostics.AddAttributeError(req.Path, f.refusal, problem)
	}
}

func (f form) semanticEquals(ctx context.Context, value basetypes.StringValue, other basetypes.StringValuable) (bool, diag.Diagnostics) {
	otherValue, diags := other.ToStringValue(ctx)
	if diags.HasError() {
		return false, diags
	}
	return f.sameValue(value, otherValue), diags
}

func (f form) sameValue(a, b basetypes.StringValue) bool {
	if !known(a) || !known(b) {
		return a.Equal(b)
	}
	return a.ValueString() == b.ValueString() || f.same(a.ValueString(), b.ValueString())
}

func known(value attr.Value) bool {
	return !value.IsNull() && !value.IsUnknown()
}

func stringFromTerraform(ctx context.Context, in tftypes.Value) (basetypes.StringValue, error) {
	value, err := basetypes.StringType{}.ValueFromTerraform(ctx, in)
	if err != nil {
		return basetypes.StringValue{}, err
	}
	text, ok := value.(basetypes.StringValue)
	if !ok {
		return basetypes.StringValue{}, fmt.Errorf("a string was expected, not %T", value)
	}
	return text, nil
}

// quote shows a text in a message. Long ones are cut, so that a message stays
// readable whatever was typed.
func quote(text string) string {
	const shown = 60
	if len(text) <= shown {
		return fmt.Sprintf("%q", text)
	}
	return fmt.Sprintf("%q... (%d characters)", text[:shown], utf8.RuneCountInString(text))
}
