package fwtypes

import (
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
)

const midnight = " 00:00:00"

// DateTimeType is the attribute type of a date with an optional time of day, in a zone that only
// the service knows.
type DateTimeType = Type[dateTimeForm]

// DateTime is Apigee's local time, YYYY-MM-DD HH:mm:ss or YYYY-MM-DD, which is that day's midnight
// (contract: apigee-mint 1.3). It has no zone: sources disagree on which one applies, so nothing
// here converts and comparisons are of the text. An RFC 3339 midnight in UTC is that day too,
// because that is what an unquoted date in YAML becomes. It keeps the spelling it was given. The
// zero value is null.
type DateTime struct{ Value[dateTimeForm] }

// NewDateTimeNull returns a DateTime without a value.
func NewDateTimeNull() DateTime { return DateTime{nullOf[dateTimeForm]()} }

// NewDateTimeValue returns the DateTime of a wire text. A midnight is spelled as the day alone,
// since that is how people write the days on which plans start and end, and what a generated
// configuration should show them; any other time is spelled in full. A text that is no date and
// time is kept as it is.
func NewDateTimeValue(wire string) DateTime {
	if validDateTime(wire) {
		wire = strings.TrimSuffix(wire, midnight)
	}
	return DateTime{textOf[dateTimeForm](wire)}
}

// Wire returns the full form YYYY-MM-DD HH:mm:ss, "" for null and unknown, and a malformed text as
// it is.
func (v DateTime) Wire() string {
	return fullDateTime(v.ValueString())
}

// Compare returns -1, 0 or 1 as v is earlier than, the same as or later than the other, without
// regard to zones. Both must be known: null and unknown compare as earlier than everything,
// whatever they mean to the caller.
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

// KeepDateTime returns the plan modifier of every configurable DateTime: where configuration and
// state are the same time, the state's spelling is planned.
func KeepDateTime() planmodifier.String {
	return keepSpelling{same: dateTimeForm{}.same, content: "date and time"}
}

type dateTimeForm struct{}

func (dateTimeForm) name() string { return "fwtypes.DateTimeType" }

func (dateTimeForm) refusal() string { return "Invalid date and time" }

func (dateTimeForm) same(a, b string) bool { return fullDateTime(a) == fullDateTime(b) }

func (dateTimeForm) value(text basetypes.StringValue) basetypes.StringValuable {
	return DateTime{Value[dateTimeForm]{text}}
}

func (dateTimeForm) problem(text string) string {
	if text == "" {
		return emptyProblem
	}
	if validDateTime(text) || utcMidnight(text) != "" {
		return ""
	}
	if instant, err := time.Parse(time.RFC3339, text); err == nil {
		return fmt.Sprintf("%s has a \"T\" and a zone, but the service keeps local times without a zone; write the service's local time, such as %q.", quote(text), instant.Format(time.DateTime))
	}
	return fmt.Sprintf("%s is not a date of the calendar in the form YYYY-MM-DD or YYYY-MM-DD HH:mm:ss; write it like \"2026-01-31\" (which is midnight) or \"2026-01-31 22:00:00\".", quote(text))
}

func fullDateTime(text string) string {
	if day := utcMidnight(text); day != "" {
		text = day
	}
	if len(text) == len(time.DateOnly) && validDateTime(text) {
		return text + midnight
	}
	return text
}

// utcMidnight is the day that an RFC 3339 midnight in UTC begins, "" for any other text.
func utcMidnight(text string) string {
	instant, ok := parseInstant(text)
	if _, offset := instant.Zone(); !ok || offset != 0 || !instant.Equal(instant.Truncate(24*time.Hour)) {
		return ""
	}
	return instant.Format(time.DateOnly)
}

// validDateTime compares lengths first, because time.Parse alone also takes hours of one digit and
// fractions of a second.
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
