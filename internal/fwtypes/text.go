package fwtypes

import (
	"context"
	"fmt"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

var (
	_ basetypes.StringTypable                    = Type[decimalForm]{}
	_ basetypes.StringValuableWithSemanticEquals = Value[decimalForm]{}
	_ xattr.ValidateableAttribute                = Value[decimalForm]{}
)

// form is what tells one of the package's string types from another.
type form interface {
	// name is the type's in messages of the framework.
	name() string

	// refusal is the summary of every error about the form.
	refusal() string

	// problem says what is wrong with a text and how to write it, "" if it is fine.
	problem(text string) string

	// same reports whether two texts mean the same. It must be an equivalence on all texts,
	// malformed ones included.
	same(a, b string) bool

	// value makes the exported value of a string.
	value(text basetypes.StringValue) basetypes.StringValuable
}

// Type is the attribute type of texts of one form.
type Type[F form] struct {
	basetypes.StringType
}

// String returns the type's name for messages of the framework.
func (Type[F]) String() string { return (*new(F)).name() }

// Equal reports whether the other type has the same form.
func (Type[F]) Equal(other attr.Type) bool {
	_, ok := other.(Type[F])
	return ok
}

// ValueType returns the null value of the type.
func (Type[F]) ValueType(context.Context) attr.Value {
	return (*new(F)).value(basetypes.StringValue{})
}

// ValueFromString makes a value of a string, its spelling kept.
func (Type[F]) ValueFromString(_ context.Context, in basetypes.StringValue) (basetypes.StringValuable, diag.Diagnostics) {
	return (*new(F)).value(in), nil
}

// ValueFromTerraform makes a value of Terraform's own string value and fails on a value of any
// other type.
func (t Type[F]) ValueFromTerraform(ctx context.Context, in tftypes.Value) (attr.Value, error) {
	value, err := t.StringType.ValueFromTerraform(ctx, in)
	if err != nil {
		return nil, err
	}
	text, ok := value.(basetypes.StringValue)
	if !ok {
		return nil, fmt.Errorf("a string was expected, not %T", value)
	}
	return (*new(F)).value(text), nil
}

// Value is a text of one form, in the spelling it was given. The zero value is null.
type Value[F form] struct {
	basetypes.StringValue
}

func nullOf[F form]() Value[F] { return Value[F]{basetypes.NewStringNull()} }

func textOf[F form](text string) Value[F] { return Value[F]{basetypes.NewStringValue(text)} }

func (v Value[F]) text() Value[F] { return v }

// Type returns the type of the form.
func (Value[F]) Type(context.Context) attr.Type { return Type[F]{} }

// Equal reports whether the other value is of the same form, and in the same state and spelling;
// the comparison by content is StringSemanticEquals.
func (v Value[F]) Equal(other attr.Value) bool {
	o, ok := other.(interface{ text() Value[F] })
	return ok && v.StringValue.Equal(o.text().StringValue)
}

// StringSemanticEquals reports whether both values mean the same, however they are spelled.
func (v Value[F]) StringSemanticEquals(ctx context.Context, other basetypes.StringValuable) (bool, diag.Diagnostics) {
	text, diags := other.ToStringValue(ctx)
	return !diags.HasError() && sameValue((*new(F)).same, v.StringValue, text), diags
}

// ValidateAttribute refuses a text of another form; null and unknown pass. It also runs on what a
// service answered.
func (v Value[F]) ValidateAttribute(_ context.Context, req xattr.ValidateAttributeRequest, resp *xattr.ValidateAttributeResponse) {
	f := *new(F)
	if problem := f.problem(v.ValueString()); problem != "" && known(v) {
		refuse(&resp.Diagnostics, req.Path, f.refusal(), problem)
	}
}

// IsValid reports whether the value is known and of its form: one that is not was refused already,
// and is no ground for another error.
func (v Value[F]) IsValid() bool { return known(v) && (*new(F)).problem(v.ValueString()) == "" }

func sameValue(same func(a, b string) bool, a, b basetypes.StringValue) bool {
	if !known(a) || !known(b) {
		return a.Equal(b)
	}
	return a.ValueString() == b.ValueString() || same(a.ValueString(), b.ValueString())
}

func known(value attr.Value) bool {
	return !value.IsNull() && !value.IsUnknown()
}

// refuse adds an error that names the attribute in its text too: of one within a list, Terraform
// shows the place of the whole argument at best.
func refuse(diags *diag.Diagnostics, at path.Path, summary, problem string) {
	if name := at.String(); name != "" { // none for what a function is given
		problem = name + ": " + problem
	}
	diags.AddAttributeError(at, summary, problem)
}

// quote shows a text in a message. Long ones are cut, so that a message stays readable whatever was
// typed.
func quote(text string) string {
	const shown = 60
	if len(text) <= shown {
		return fmt.Sprintf("%q", text)
	}
	return fmt.Sprintf("%q... (%d characters)", text[:shown], utf8.RuneCountInString(text))
}
