package fwtypes

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

var (
	_ basetypes.StringTypable                    = DateTimeType{}
	_ basetypes.StringValuableWithSemanticEquals = DateTime{}
	_ xattr.ValidateableAttribute                = DateTime{}
)

const midnight = " 00:00:00"

var dateTimeForm = form{refusal: "Invalid date and time", problem: dateTimeProblem, same: sameDateTime}

// DateTimeType is the attribute type of a date with an optional time of day, in
// a zone that only the service knows.
type DateTimeType struct {
	basetypes.StringType
}

// String returns the type's name for messages of the framework.
func (DateTimeType) String() string {
	return "fwtypes.DateTimeType"
}

// Equal reports whether the other type is a DateTimeType too.
func (DateTimeType) Equal(other attr.Type) bool {
	_, ok := other.(DateTimeType)
	return ok
}

// ValueType returns a DateTime, the type's values.
func (DateTimeType) ValueType(context.Context) attr.Value {
	return DateTime{}
}

// ValueFromString makes a DateTime of a string, its spelling kept.
func (DateTimeType) ValueFromString(_ context.Context, in basetypes.StringValue) (basetypes.StringValuable, diag.Diagnostics) {
	return DateTime{StringValue: in}, nil
}

// ValueFromTerraform makes a DateTime of Terraform's own string value and fails
// on a value of any other type.
func (DateTimeType) ValueFromTerraform(ctx context.Context, in tftypes.Value) (attr.Value, error) {
	text, err := stringFromTerraform(ctx, in)
	if err != nil {
		return nil, err
	}
	return DateTime{StringValue: text}, nil
}

// DateTime is Apigee's local time, YYYY-MM-DD HH:mm:ss or YYYY-MM-DD, which is
// that day's midnight (contract: apigee-mint 1.3). It has no zone: sources
// disagree on which one applies, so nothing here converts and comparisons are of
// the text. It keeps the spelling it was given. The zero value is null.
type DateTime struct {
	basetypes.StringValue
}

// NewDateTimeNull returns a DateTime without a value.
func NewDateTimeNull() DateTime {
	return DateTime{StringValue: basetypes.NewStringNull()}
}

// NewDateTimeValue returns the DateTime of a wire text. A midnight is spelled as
// the day alone, since that is how people write the days on which plans start
// and end, and what a generated configuration should show them; any other
// time is spelled in full. A text that is no date and time is kept as it is.
func NewDateTimeValue(wire string) DateTime {
	if validDateTime(wire) {
		wire = strings.TrimSuffix(wire, midnight)
	}
	return DateTime{StringValue: basetypes.NewStringValue(wire)}
}

// Type returns DateTimeType.
func (DateTime) Type(context.Context) attr.Type {
	return DateTimeType{}
}

// Equal reports whether the other value is a DateTime in the same state and
// spelling; the comparison by content is StringSemanticEquals.
func (v DateTime) Equal(other attr.Value) bool {
	o, ok := other.(DateTime)
	return ok && v.StringValue.Equal(o.StringValue)
}

// StringSemanticEquals reports whether both are the same day and time of day, a
// missing time being midnight.
func (v DateTime) StringSemanticEquals(ctx context.Context, other basetypes.StringValuable) (bool, diag.Diagnostics) {
	return dateTimeForm.semanticEquals(ctx, v.StringValue, other)
}

// ValidateAttribute refuses what is no day of the calendar or time of day in
// this form; null and unknown pass.
func (v DateTime) ValidateAttribute(_ context.Context, req xattr.ValidateAttributeRequest, resp *xattr.ValidateAttributeResponse) {
	dateTimeForm.validateAttribute(v.StringValue, req, resp)
}

// Wire returns the full form YYYY-MM-DD HH:mm:ss, "" for null and unknown, and a
// malformed text as it is.
func (v DateTime) Wire() string {
	return fullDateTime(v.ValueString())
}

// Compare returns -1, 0 or 1 as v is earlier than, the same as or later than the
// other, without regard to zones. Both must be known: null and unknown
// compare as earlier than everything, whatever they mean to the caller.
func (v DateTime) Compare(other DateTime) int {
	return strings.Compare(v.Wire(), other.Wire())
}

// Before reports whether both are known and v is earlier than the other.
func (v DateTime) Before(other DateTime) bool {
	return known(v) && v.Compare(other) < 0
}

// After reports whether both are known and v is later than the other.
func (v DateTime) After(other DateTime) bool {
	return other.Before(v)
}

// KeepDateTime returns the plan modifier of every configurable DateTime: where
// configuration and state are the same time, the state's spelling is planned.
func KeepDateTime() planmodifier.String {
	return keepSpelling{form: dateTimeForm, content: "date and time"}
}

func sameDateTime(a, b string) bool {
	return fullDateTime(a) == fullDateTime(b)
}

func fullDateTime(text string) string {
	if len(text) == len(time.DateOnly) && validDateTime(text) {
		return text + midnight
	}
	return text
}

// validDateTime compares lengths first, because time.Parse alone also takes
// hours of one digit and fractions of a second.
func validDateTime(text string) bool {
	layout := time.DateTime
	if len(text) == len(time.DateOnly) {
		layout = time.DateOnly
	}
	if len(text) != len(layout) {
		return false
	}
	_, err := time.Parse(layout, text)
	return err == nil
}

func dateTimeProblem(text string) string {
	if validDateTime(text) {
		return ""
	}
	if instant, err := time.Parse(time.RFC3339, text); err == nil {
		return fmt.Sprintf("%s has a \"T\" and a zone, but the service keeps local times without a zone; write the service's local time, such as %q.", quote(text), instant.Format(time.DateTime))
	}
	return fmt.Sprintf("%s is no date of the calendar in the form YYYY-MM-DD or YYYY-MM-DD HH:mm:ss; write it like \"2026-01-31\" (which is midnight) or \"2026-01-31 22:00:00\".", quote(text))
}
