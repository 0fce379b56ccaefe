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
	_ basetypes.StringTypable                    = RFC3339Type{}
	_ basetypes.StringValuableWithSemanticEquals = RFC3339{}
	_ xattr.ValidateableAttribute                = RFC3339{}
)

var rfc3339Form = form{refusal: "Invalid RFC 3339 time", problem: rfc3339Problem, same: sameInstant}

// RFC3339Type is the attribute type of an instant in RFC 3339 form. It is not
// the type of the same name in timetypes, because that one tells 12:00+02:00
// from 10:00Z: a service that answers in UTC would then end a create with
// "inconsistent result after apply", and so with a tainted wallet.
type RFC3339Type struct {
	basetypes.StringType
}

// String returns the type's name for messages of the framework.
func (RFC3339Type) String() string {
	return "fwtypes.RFC3339Type"
}

// Equal reports whether the other type is an RFC3339Type too.
func (RFC3339Type) Equal(other attr.Type) bool {
	_, ok := other.(RFC3339Type)
	return ok
}

// ValueType returns an RFC3339, the type's values.
func (RFC3339Type) ValueType(context.Context) attr.Value {
	return RFC3339{}
}

// ValueFromString makes an RFC3339 of a string, its spelling kept.
func (RFC3339Type) ValueFromString(_ context.Context, in basetypes.StringValue) (basetypes.StringValuable, diag.Diagnostics) {
	return RFC3339{StringValue: in}, nil
}

// ValueFromTerraform makes an RFC3339 of Terraform's own string value and fails
// on a value of any other type.
func (RFC3339Type) ValueFromTerraform(ctx context.Context, in tftypes.Value) (attr.Value, error) {
	text, err := stringFromTerraform(ctx, in)
	if err != nil {
		return nil, err
	}
	return RFC3339{StringValue: text}, nil
}

// RFC3339 is an instant in the spelling and offset it was given. Spellings of
// one instant are equal semantically, whatever their offsets. The zero value is
// null.
type RFC3339 struct {
	basetypes.StringValue
}

// NewRFC3339Null returns an RFC3339 without a value.
func NewRFC3339Null() RFC3339 {
	return RFC3339{StringValue: basetypes.NewStringNull()}
}

// NewRFC3339Value returns an RFC3339 in the given spelling, which is not checked.
func NewRFC3339Value(text string) RFC3339 {
	return RFC3339{StringValue: basetypes.NewStringValue(text)}
}

// NewRFC3339Pointer is NewRFC3339Value for a time that may be absent: nil becomes
// null.
func NewRFC3339Pointer(text *string) RFC3339 {
	return RFC3339{StringValue: basetypes.NewStringPointerValue(text)}
}

// Type returns RFC3339Type.
func (RFC3339) Type(context.Context) attr.Type {
	return RFC3339Type{}
}

// Equal reports whether the other value is an RFC3339 in the same state and
// spelling; the comparison by instant is StringSemanticEquals.
func (v RFC3339) Equal(other attr.Value) bool {
	o, ok := other.(RFC3339)
	return ok && v.StringValue.Equal(o.StringValue)
}

// StringSemanticEquals reports whether both are the same instant, in any offset.
func (v RFC3339) StringSemanticEquals(ctx context.Context, other basetypes.StringValuable) (bool, diag.Diagnostics) {
	return rfc3339Form.semanticEquals(ctx, v.StringValue, other)
}

// ValidateAttribute refuses what is no RFC 3339 time; null and unknown pass.
func (v RFC3339) ValidateAttribute(_ context.Context, req xattr.ValidateAttributeRequest, resp *xattr.ValidateAttributeResponse) {
	rfc3339Form.validateAttribute(v.StringValue, req, resp)
}

// Time returns the instant, in the offset it is spelled in; the zero time for
// null, unknown and a text that is no RFC 3339 time.
func (v RFC3339) Time() time.Time {
	instant, _ := parseInstant(v.ValueString())
	return instant
}

// KeepRFC3339 returns the plan modifier of every configurable RFC3339: where
// configuration and state are the same instant, in whatever offset, the state's
// spelling is planned.
func KeepRFC3339() planmodifier.String {
	return keepSpelling{form: rfc3339Form, content: "instant"}
}

func sameInstant(a, b string) bool {
	x, ok := parseInstant(a)
	if !ok {
		return false
	}
	y, ok := parseInstant(b)
	return ok && x.Equal(y)
}

// parseInstant refuses two liberties of time.Parse that a service need not share:
// an hour of one digit and a comma before the fraction.
func parseInstant(text string) (time.Time, bool) {
	if len(text) < len(time.RFC3339)-len("07:00") || text[len("2006-01-02T15")] != ':' || strings.Contains(text, ",") {
		return time.Time{}, false
	}
	instant, err := time.Parse(time.RFC3339, text)
	return instant, err == nil
}

func rfc3339Problem(text string) string {
	if _, ok := parseInstant(text); ok {
		return ""
	}
	return fmt.Sprintf("%s is no RFC 3339 time; write date, \"T\", time and zone, such as \"2026-01-31T22:00:00Z\" or \"2026-01-31T22:00:00+02:00\".", quote(text))
}
