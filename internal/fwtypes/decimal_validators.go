package fwtypes

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/shopspring/decimal"
)

var (
	_ validator.String = decimalRule{}
	_ validator.String = decimalScale{}
)

// maxDecimalDigits is how many digits a number may have in all: more than any amount needs, fewer
// than the 154 of an HCL division.
const maxDecimalDigits = 25

// decimalRule is one condition on a number. It is quiet about null, unknown and whatever the type
// refuses itself.
type decimalRule struct {
	summary  string
	wanted   string
	markdown string
	remedy   string
	holds    func(decimal.Decimal) bool
}

func (r decimalRule) Description(context.Context) string {
	return "The number must " + r.wanted + "."
}

func (r decimalRule) MarkdownDescription(context.Context) string {
	return "The number must " + r.markdown + "."
}

func (r decimalRule) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if !known(req.ConfigValue) {
		return
	}
	text := req.ConfigValue.ValueString()
	number, ok := parseDecimal(text)
	if writtenDigits(text) > maxDecimalDigits {
		number = withoutNoise(number) // nobody writes so many digits: it is computed
	}
	if !ok || r.holds(number) {
		return
	}
	refuse(&resp.Diagnostics, req.Path, r.summary, fmt.Sprintf("%s must %s; %s.", quote(text), r.wanted, r.remedy))
}

type decimalScale struct {
	decimalRule
	rounding string
}

// DecimalScale returns the validator of every configurable Decimal: at most so many digits after
// the point, trailing zeros beyond them not counted, and at most 25 digits in all, leading zeros
// not counted. What a computation in HCL leaves of a value that has no more, it allows as that
// value, which is what Decimal then returns.
func DecimalScale(maximum int32) validator.String {
	var wanted string
	switch maximum {
	case 0:
		wanted = "be a whole number"
	case 1:
		wanted = "have at most 1 decimal place"
	default:
		wanted = fmt.Sprintf("have at most %d decimal places", maximum)
	}
	rounding := roundingTo(maximum)
	return decimalScale{rounding: rounding, decimalRule: decimalRule{
		summary:  "Too many decimal places",
		wanted:   wanted,
		markdown: wanted,
		remedy:   "round it, for example with " + rounding,
		holds: func(number decimal.Decimal) bool {
			number = withoutNoise(number)
			return number.Truncate(maximum).Equal(number)
		},
	}}
}

func (s decimalScale) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	s.decimalRule.ValidateString(ctx, req, resp)
	text := req.ConfigValue.ValueString()
	number, ok := parseDecimal(text)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	if meant := withoutNoise(number); !meant.Equal(number) {
		text = canonicalDecimal(meant)
	}
	if count := writtenDigits(text); count > maxDecimalDigits {
		refuse(&resp.Diagnostics, req.Path, "Too many digits", fmt.Sprintf("%s has %d digits, at most %d are allowed; check its size, or round it, for example with %s.", quote(text), count, maxDecimalDigits, s.rounding))
	}
}

// roundingTo is an expression that rounds x, halves up. The part after 0.5 is more than the error
// of x, which may lie a little under the half; format would make 2.67 of 2.675 for that.
func roundingTo(scale int32) string {
	if scale == 0 {
		return "floor(x + 0.5000000001)"
	}
	return fmt.Sprintf("floor(x * 1%[1]s + 0.5000000001) / 1%[1]s", strings.Repeat("0", int(scale)))
}

// writtenDigits counts the digits of a plain number as written, but not the zeros in front of its
// integer part.
func writtenDigits(text string) int {
	integer, fraction, _ := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	return len(strings.TrimLeft(integer, "0")) + len(fraction)
}

// DecimalAtLeast returns a validator that allows numbers from the minimum up. The minimum must be a
// plain number: anything else is a programming error and panics when the schema is built.
func DecimalAtLeast(minimum string) validator.String {
	least := decimal.RequireFromString(minimum)
	return decimalRule{
		summary:  "Number too small",
		wanted:   "be at least " + minimum,
		markdown: "be at least `" + minimum + "`",
		remedy:   "raise it to " + minimum + " or more",
		holds:    least.LessThanOrEqual,
	}
}

// DecimalBetween returns a validator that allows numbers from the minimum to the maximum, both
// included. Both must be plain numbers: anything else is a programming error and panics when the
// schema is built.
func DecimalBetween(minimum, maximum string) validator.String {
	least, most := decimal.RequireFromString(minimum), decimal.RequireFromString(maximum)
	return decimalRule{
		summary:  "Number out of range",
		wanted:   "be between " + minimum + " and " + maximum,
		markdown: "be between `" + minimum + "` and `" + maximum + "`",
		remedy:   "choose one in this range, both ends are allowed",
		holds: func(number decimal.Decimal) bool {
			return least.LessThanOrEqual(number) && number.LessThanOrEqual(most)
		},
	}
}

// DecimalPositive returns a validator that allows numbers greater than zero.
func DecimalPositive() validator.String {
	return decimalRule{
		summary:  "Number must be greater than 0",
		wanted:   "be greater than 0",
		markdown: "be greater than `0`",
		remedy:   "write a positive number",
		holds:    decimal.Decimal.IsPositive,
	}
}
