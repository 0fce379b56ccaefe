package fwtypes

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/shopspring/decimal"
)

// maxDecimalText bounds what is handed to the decimal package and what is written out in full: more
// than any service answers, little enough that no input can cost time or memory.
const maxDecimalText = 1000

// DecimalType is the attribute type of an exact decimal number, written in HCL as a string
// ("10.50") or as a number, which Terraform converts to a string.
type DecimalType = Type[decimalForm]

// Decimal is an exact decimal number that keeps the spelling it was given. Two spellings of one
// number are equal semantically. The zero value is null.
//
// The limit of digits for what people write is not here but in DecimalScale, because the framework
// holds what a service answers against its type too.
type Decimal struct{ Value[decimalForm] }

// NewDecimalNull returns a Decimal without a value.
func NewDecimalNull() Decimal { return Decimal{nullOf[decimalForm]()} }

// NewDecimalText returns a Decimal in the given spelling, which is not checked.
func NewDecimalText(text string) Decimal { return Decimal{textOf[decimalForm](text)} }

// NewDecimalValue returns a Decimal in the shortest plain spelling: no exponent, no trailing zeros,
// no trailing point, no negative zero. Only a number of more than a thousand places, which no sound
// service answers, keeps its exponent.
func NewDecimalValue(number decimal.Decimal) Decimal {
	return NewDecimalText(canonicalDecimal(number))
}

// NewDecimalPointer is NewDecimalValue for a number that may be absent: nil becomes null.
func NewDecimalPointer(number *decimal.Decimal) Decimal {
	if number == nil {
		return NewDecimalNull()
	}
	return NewDecimalValue(*number)
}

// Decimal returns the number, without the rounding error of a computation. Null and unknown are
// zero, and so is a text that is no number, which validation has refused before anybody asks.
func (v Decimal) Decimal() decimal.Decimal {
	number, _ := parseDecimal(v.ValueString())
	return withoutNoise(number)
}

// Pointer returns the number, or nil where Decimal has none to return: for null, unknown and a text
// that is no number.
func (v Decimal) Pointer() *decimal.Decimal {
	number, ok := parseDecimal(v.ValueString())
	if !ok {
		return nil
	}
	number = withoutNoise(number)
	return &number
}

// KeepDecimal returns the plan modifier of every configurable Decimal: where configuration and
// state are the same number, the state's spelling is planned. It comes first in the list, so that
// the modifiers after it see no change either.
func KeepDecimal() planmodifier.String {
	return keepSpelling{same: decimalForm{}.same, content: "number"}
}

type decimalForm struct{}

func (decimalForm) name() string { return "fwtypes.DecimalType" }

func (decimalForm) refusal() string { return "Invalid decimal number" }

func (decimalForm) value(text basetypes.StringValue) basetypes.StringValuable {
	return Decimal{Value[decimalForm]{text}}
}

func (decimalForm) same(a, b string) bool {
	x, ok := parseDecimal(a)
	y, also := parseDecimal(b)
	return ok && also && withoutNoise(x).Equal(withoutNoise(y))
}

// finestScale is at least the decimal places of any attribute.
const finestScale = 10

// noise is how far, relative to the value, the result of a computation may be from the value meant:
// HCL computes in binary, with 154 digits, so that tonumber("49.99") * 12 is 599.87999...96.
var noise = decimal.New(1, -20)

// withoutNoise is the number meant by one with more decimal places than any attribute has: the
// nearest one that has as many, if it is that near, and otherwise the number itself.
func withoutNoise(number decimal.Decimal) decimal.Decimal {
	if number.Exponent() >= -finestScale {
		return number
	}
	meant := number.Round(finestScale)
	if number.Sub(meant).Abs().LessThanOrEqual(meant.Abs().Mul(noise)) {
		return meant
	}
	return number
}

func parseDecimal(text string) (decimal.Decimal, bool) {
	if len(text) > maxDecimalText || !plainDecimal(text) {
		return decimal.Decimal{}, false
	}
	number, err := decimal.NewFromString(text)
	return number, err == nil
}

// canonicalDecimal does not write out an exponent that would fill the memory with zeros.
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

// plainDecimal reports whether the text is an optional minus, digits, and optionally a point with
// digits after it.
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

func (decimalForm) problem(text string) string {
	if plainDecimal(text) {
		if len(text) > maxDecimalText {
			return fmt.Sprintf("%s is too long for a number; round it, for example with %s, and leave out leading zeros.", quote(text), roundingTo(4))
		}
		return ""
	}
	unsigned := strings.TrimLeft(text, "+-")
	switch {
	case strings.TrimSpace(text) == "":
		return fmt.Sprintf("%s is not a number; write digits such as \"0\", or null to leave the argument out.", quote(text))
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
	return fmt.Sprintf("%s is not a decimal number; write an optional minus and digits, with a point before the fraction, such as \"-12.50\".", quote(text))
}

// scientific reports whether a plain number is followed by an exponent mark.
func scientific(text string) bool {
	mark := strings.IndexAny(text, "eE")
	return mark >= 0 && plainDecimal(text[:mark])
}
