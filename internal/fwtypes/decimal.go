package fwtypes

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/shopspring/decimal"
)

var (
	_ basetypes.StringTypable                    = DecimalType{}
	_ basetypes.StringValuableWithSemanticEquals = Decimal{}
	_ xattr.ValidateableAttribute                = Decimal{}
)

// maxDecimalText bounds what is handed to the decimal package and what is
// written out in full: more than any service answers, little enough that no
// input can cost time or memory.
const maxDecimalText = 1000

var decimalForm = form{refusal: "Invalid decimal number", problem: decimalProblem, same: sameDecimal}

// DecimalType is the attribute type of an exact decimal number, written in HCL
// as a string ("10.50") or as a number, which Terraform converts to a string.
type DecimalType struct {
	basetypes.StringType
}

// String returns the type's name for messages of the framework.
func (DecimalType) String() string {
	return "fwtypes.DecimalType"
}

// Equal reports whether the other type is a DecimalType too.
func (DecimalType) Equal(other attr.Type) bool {
	_, ok := other.(DecimalType)
	return ok
}

// ValueType returns a Decimal, the type's values.
func (DecimalType) ValueType(context.Context) attr.Value {
	return Decimal{}
}

// ValueFromString makes a Decimal of a string, its spelling kept.
func (DecimalType) ValueFromString(_ context.Context, in basetypes.StringValue) (basetypes.StringValuable, diag.Diagnostics) {
	return Decimal{StringValue: in}, nil
}

// ValueFromTerraform makes a Decimal of Terraform's own string value and fails
// on a value of any other type.
func (DecimalType) ValueFromTerraform(ctx context.Context, in tftypes.Value) (attr.Value, error) {
	text, err := stringFromTerraform(ctx, in)
	if err != nil {
		return nil, err
	}
	return Decimal{StringValue: text}, nil
}

// Decimal is an exact decimal number that keeps the spelling it was given.
// Two spellings of one number are equal semantically. The zero value is null.
type Decimal struct {
	basetypes.StringValue
}

// NewDecimalNull returns a Decimal without a value.
func NewDecimalNull() Decimal {
	return Decimal{StringValue: basetypes.NewStringNull()}
}

// NewDecimalText returns a Decimal in the given spelling, which is not checked.
func NewDecimalText(text string) Decimal {
	return Decimal{StringValue: basetypes.NewStringValue(text)}
}

// NewDecimalValue returns a Decimal in the shortest plain spelling: no exponent,
// no trailing zeros, no trailing point, no negative zero. Only a number of more
// than a thousand places, which no sound service answers, keeps its exponent.
func NewDecimalValue(number decimal.Decimal) Decimal {
	return NewDecimalText(canonicalDecimal(number))
}

// NewDecimalPointer is NewDecimalValue for a number that may be absent: nil
// becomes null.
func NewDecimalPointer(number *decimal.Decimal) Decimal {
	if number == nil {
		return NewDecimalNull()
	}
	return NewDecimalValue(*number)
}

// Type returns DecimalType.
func (Decimal) Type(context.Context) attr.Type {
	return DecimalType{}
}

// Equal reports whether the other value is a Decimal in the same state and
// spelling; the comparison by number is StringSemanticEquals.
func (v Decimal) Equal(other attr.Value) bool {
	o, ok := other.(Decimal)
	return ok && v.StringValue.Equal(o.StringValue)
}

// StringSemanticEquals reports whether both are the same number, however spelled.
func (v Decimal) StringSemanticEquals(ctx context.Context, other basetypes.StringValuable) (bool, diag.Diagnostics) {
	return decimalForm.semanticEquals(ctx, v.StringValue, other)
}

// ValidateAttribute refuses everything but a plain decimal number; null and
// unknown pass. It also runs on what a service answered, so the limit of
// digits for what people write is not here but in DecimalScale.
func (v Decimal) ValidateAttribute(_ context.Context, req xattr.ValidateAttributeRequest, resp *xattr.ValidateAttributeResponse) {
	decimalForm.validateAttribute(v.StringValue, req, resp)
}

// Decimal returns the number. Null and unknown are zero, and so is a text that
// is no number, which validation has refused before anybody asks.
func (v Decimal) Decimal() decimal.Decimal {
	number, _ := parseDecimal(v.ValueString())
	return number
}

// Pointer returns the number, or nil where Decimal has none to return: for null,
// unknown and a text that is no number.
func (v Decimal) Pointer() *decimal.Decimal {
	number, ok := parseDecimal(v.ValueString())
	if !ok {
		return nil
	}
	return &number
}

// KeepDecimal returns the plan modifier of every configurable Decimal: where
// configuration and state are the same number, the state's spelling is planned.
// It comes first in the list, so that the modifiers after it see no change either.
func KeepDecimal() planmodifier.String {
	return keepSpelling{form: decimalForm, content: "number"}
}

func sameDecimal(a, b string) bool {
	x, ok := parseDecimal(a)
	if !ok {
		return false
	}
	y, ok := parseDecimal(b)
	return ok && x.Equal(y)
}

func parseDecimal(text string) (decimal.Decimal, bool) {
	if len(text) > maxDecimalText || !plainDecimal(text) {
		return decimal.Decimal{}, false
	}
	number, err := decimal.NewFromString(text)
	return number, err == nil
}

// canonicalDecimal does not write out an exponent that would fill the memory
// with zeros.
func canonicalDecimal(number decimal.Decimal) string {
	exponent := number.Exponent()
	switch {
	case number.IsZero():
		return "0"
	case exponent > maxDecimalText || exponent < -maxDecimalText:
		return number.Coefficient().String() + "e" + strconv.Itoa(int(exponent))
	}
	return number.String()
}

// plainDecimal reports whether the text is an optional minus, digits, and
// optionally a point with digits after it.
func plainDecimal(text string) bool {
	integer, fraction, point := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	return digits(integer) && (!point || digits(fraction))
}

func digits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text != ""
}

func decimalProblem(text string) string {
	if plainDecimal(text) {
		if len(text) > maxDecimalText {
			return fmt.Sprintf("%s is too long for a number; round it, for example with format(\"%%.4f\", 10 / 3), and leave out leading zeros.", quote(text))
		}
		return ""
	}
	unsigned := strings.TrimLeft(text, "+-")
	switch {
	case strings.TrimSpace(text) == "":
		return fmt.Sprintf("%s holds no number; write digits such as \"0\", or leave the argument out.", quote(text))
	case strings.HasPrefix(text, "+") && plainDecimal(text[1:]):
		return fmt.Sprintf("%s has a leading plus; leave the sign out: %s.", quote(text), quote(text[1:]))
	case strings.ContainsAny(unsigned, ",_ '"):
		return fmt.Sprintf("%s has a digit separator or a space; write digits only, with a point before the fraction, such as \"1234567.89\".", quote(text))
	case strings.HasPrefix(unsigned, "."):
		return fmt.Sprintf("%s has no digit before the point; write \"0.5\" instead of \".5\".", quote(text))
	case strings.HasSuffix(unsigned, "."):
		return fmt.Sprintf("%s has no digit after the point; write \"5\" or \"5.0\" instead of \"5.\".", quote(text))
	case scientific(unsigned):
		return fmt.Sprintf("%s has an exponent; write the number out, such as \"1000\" instead of \"1e3\".", quote(text))
	}
	return fmt.Sprintf("%s is no decimal number; write an optional minus and digits, with a point before the fraction, such as \"-12.50\".", quote(text))
}

// scientific reports whether a plain number is followed by an exponent mark.
func scientific(text string) bool {
	mark := strings.IndexAny(text, "eE")
	return mark >= 0 && plainDecimal(text[:mark])
}
