package fwtypes

import (
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
)

// RFC3339Type is the attribute type of an instant in RFC 3339 form. It is not the type of the same
// name in timetypes, because that one tells 12:00+02:00 from 10:00Z: a service that answers in UTC
// would then end a create with "inconsistent result after apply", and so with a tainted wallet.
type RFC3339Type = Type[rfc3339Form]

// RFC3339 is an instant in the spelling and offset it was given. Spellings of one instant are equal
// semantically, whatever their offsets. The zero value is null.
type RFC3339 struct{ Value[rfc3339Form] }

// NewRFC3339Null returns an RFC3339 without a value.
func NewRFC3339Null() RFC3339 { return RFC3339{nullOf[rfc3339Form]()} }

// NewRFC3339Value returns an RFC3339 in the given spelling, which is not checked.
func NewRFC3339Value(text string) RFC3339 { return RFC3339{textOf[rfc3339Form](text)} }

// NewRFC3339Pointer is NewRFC3339Value for a time that may be absent: nil becomes null.
func NewRFC3339Pointer(text *string) RFC3339 {
	return RFC3339{Value[rfc3339Form]{basetypes.NewStringPointerValue(text)}}
}

// Time returns the instant, in the offset it is spelled in; the zero time for null, unknown and a
// text that is no RFC 3339 time.
func (v RFC3339) Time() time.Time {
	instant, _ := parseInstant(v.ValueString())
	return instant
}

// KeepRFC3339 returns the plan modifier of every configurable RFC3339: where configuration and
// state are the same instant, in whatever offset, the state's spelling is planned.
func KeepRFC3339() planmodifier.String {
	return keepSpelling{same: rfc3339Form{}.same, content: "instant"}
}

type rfc3339Form struct{}

func (rfc3339Form) name() string { return "fwtypes.RFC3339Type" }

func (rfc3339Form) refusal() string { return "Invalid RFC 3339 time" }

func (rfc3339Form) value(text basetypes.StringValue) basetypes.StringValuable {
	return RFC3339{Value[rfc3339Form]{text}}
}

func (rfc3339Form) same(a, b string) bool {
	x, ok := parseInstant(a)
	y, also := parseInstant(b)
	return ok && also && x.Equal(y)
}

func (rfc3339Form) problem(text string) string {
	if text == "" {
		return emptyProblem
	}
	if _, ok := parseInstant(text); ok {
		return ""
	}
	return fmt.Sprintf("%s is not an RFC 3339 time; write date, \"T\", time and zone, such as \"2026-01-31T22:00:00Z\" or \"2026-01-31T22:00:00+02:00\".", quote(text))
}

// parseInstant refuses two liberties of time.Parse that a service need not share: an hour of one
// digit and a comma before the fraction.
func parseInstant(text string) (time.Time, bool) {
	if len(text) < len(time.RFC3339)-len("07:00") || text[len("2006-01-02T15")] != ':' || strings.Contains(text, ",") {
		return time.Time{}, false
	}
	instant, err := time.Parse(time.RFC3339, text)
	return instant, err == nil
}
