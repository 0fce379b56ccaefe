package fwtypes_test

import (
	"context"
	"strconv"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// textValue is what every value of this package can do.
type textValue interface {
	basetypes.StringValuableWithSemanticEquals
	xattr.ValidateableAttribute
}

type textType struct {
	typ       basetypes.StringTypable
	null      textValue
	unknown   textValue
	value     func(string) textValue
	sound     string
	respelled string
	different string
	malformed string
	anyText   bool // no text is malformed
}

func textTypes() map[string]textType {
	return map[string]textType{
		"Decimal": {
			typ:     fwtypes.DecimalType{},
			null:    fwtypes.NewDecimalNull(),
			unknown: of[fwtypes.Decimal](fwtypes.DecimalType{}, types.StringUnknown()),
			value:   func(text string) textValue { return fwtypes.NewDecimalText(text) },
			sound:   "10", respelled: "10.0000", different: "10.0001", malformed: "1e1",
		},
		"Currency": {
			typ:     fwtypes.CurrencyType{},
			null:    fwtypes.NewCurrencyNull(),
			unknown: of[fwtypes.Currency](fwtypes.CurrencyType{}, types.StringUnknown()),
			value: func(text string) textValue {
				return of[fwtypes.Currency](fwtypes.CurrencyType{}, types.StringValue(text))
			},
			sound: "USD", respelled: "usd", different: "EUR", malformed: "US$",
		},
		"DateTime": {
			typ:     fwtypes.DateTimeType{},
			null:    fwtypes.NewDateTimeNull(),
			unknown: of[fwtypes.DateTime](fwtypes.DateTimeType{}, types.StringUnknown()),
			value: func(text string) textValue {
				return of[fwtypes.DateTime](fwtypes.DateTimeType{}, types.StringValue(text))
			},
			sound: "2026-01-31", respelled: "2026-01-31 00:00:00", different: "2026-01-31 00:00:01", malformed: "2026-02-30",
		},
		"RFC3339": {
			typ:     fwtypes.RFC3339Type{},
			null:    fwtypes.NewRFC3339Null(),
			unknown: of[fwtypes.RFC3339](fwtypes.RFC3339Type{}, types.StringUnknown()),
			value:   func(text string) textValue { return fwtypes.NewRFC3339Value(text) },
			sound:   "2026-01-31T12:00:00+02:00", respelled: "2026-01-31T10:00:00Z", different: "2026-01-31T12:00:00Z", malformed: "2026-01-31",
		},
		"Name": {
			typ:     fwtypes.NameType{},
			null:    fwtypes.Name{},
			unknown: of[fwtypes.Name](fwtypes.NameType{}, types.StringUnknown()),
			value:   func(text string) textValue { return fwtypes.NewNameValue(text) },
			sound:   "Caf\u00e9", respelled: "Cafe\u0301", different: "Cafe", malformed: " Caf\u00e9", anyText: true,
		},
		"Text": {
			typ:     fwtypes.TextType{},
			null:    fwtypes.Text{},
			unknown: of[fwtypes.Text](fwtypes.TextType{}, types.StringUnknown()),
			value:   func(text string) textValue { return fwtypes.NewTextValue(text) },
			sound:   "one\ntwo\n", respelled: "one\r\ntwo", different: "one two", malformed: "\none\ntwo", anyText: true,
		},
	}
}

func TestTypes_convertEveryTerraformValue(t *testing.T) {
	t.Parallel()
	for name, tt := range textTypes() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for label, c := range map[string]struct {
				terraform tftypes.Value
				want      textValue
			}{
				"known":     {tftypes.NewValue(tftypes.String, tt.sound), tt.value(tt.sound)},
				"malformed": {tftypes.NewValue(tftypes.String, tt.malformed), tt.value(tt.malformed)},
				"null":      {tftypes.NewValue(tftypes.String, nil), tt.null},
				"unknown":   {tftypes.NewValue(tftypes.String, tftypes.UnknownValue), tt.unknown},
			} {
				got, err := tt.typ.ValueFromTerraform(t.Context(), c.terraform)
				if err != nil {
					t.Fatalf("%s: %v", label, err)
				}
				if !got.Equal(c.want) {
					t.Errorf("%s: got %s, want %s", label, got, c.want)
				}
				back, err := got.ToTerraformValue(t.Context())
				if err != nil {
					t.Fatalf("%s: back to Terraform: %v", label, err)
				}
				if !back.Equal(c.terraform) {
					t.Errorf("%s: came back as %s, want %s", label, back, c.terraform)
				}
				text, diags := c.want.ToStringValue(t.Context())
				if diags.HasError() {
					t.Fatalf("%s: %v", label, diags)
				}
				converted, diags := tt.typ.ValueFromString(t.Context(), text)
				if diags.HasError() || !converted.Equal(c.want) {
					t.Errorf("%s: from a string: got %s, want %s (%v)", label, converted, c.want, diags)
				}
			}
			if got, err := tt.typ.ValueFromTerraform(t.Context(), tftypes.NewValue(tftypes.Bool, true)); err == nil {
				t.Errorf("a bool was taken as %s", got)
			}
		})
	}
}

func TestTypes_areDistinct(t *testing.T) {
	t.Parallel()
	all := textTypes()
	names := map[string]string{}
	for name, tt := range all {
		if tt.typ.Equal(types.StringType) || types.StringType.Equal(tt.typ) {
			t.Errorf("%s equals the plain string type", name)
		}
		if tt.value(tt.sound).Equal(types.StringValue(tt.sound)) {
			t.Errorf("%s: a value equals the plain string", name)
		}
		if other, taken := names[tt.typ.String()]; taken {
			t.Errorf("%s and %s have one name", name, other)
		}
		names[tt.typ.String()] = name
		for otherName, other := range all {
			if same := name == otherName; tt.typ.Equal(other.typ) != same {
				t.Errorf("type %s equal to %s: %t", name, otherName, !same)
			}
			if name != otherName && tt.value("7").Equal(other.value("7")) {
				t.Errorf("a value of %s equals one of %s", name, otherName)
			}
		}
		if !tt.typ.ValueType(t.Context()).Type(t.Context()).Equal(tt.typ) {
			t.Errorf("%s: its values are of type %s", name, tt.typ.ValueType(t.Context()).Type(t.Context()))
		}
		if zero := tt.typ.ValueType(t.Context()); !zero.IsNull() {
			t.Errorf("%s: the zero value is %s, want null", name, zero)
		}
	}
}

func TestTypes_equalOnStateAndSpelling(t *testing.T) {
	t.Parallel()
	for name, tt := range textTypes() {
		values := []textValue{tt.null, tt.unknown, tt.value(""), tt.value(tt.sound), tt.value(tt.respelled)}
		for i, a := range values {
			for j, b := range values {
				if got, want := a.Equal(b), i == j; got != want {
					t.Errorf("%s: %s equal to %s: %t, want %t", name, a, b, got, want)
				}
			}
		}
	}
}

// TestSemanticEquality_isAnEquivalence covers null, unknown and malformed values too: a relation
// that is no equivalence makes plans depend on who asks.
func TestSemanticEquality_isAnEquivalence(t *testing.T) {
	t.Parallel()
	for name, tt := range textTypes() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			classes := [][]textValue{
				{tt.null},
				{tt.unknown},
				{tt.value("")},
				{tt.value(tt.sound), tt.value(tt.respelled), tt.value(tt.sound)},
				{tt.value(tt.different)},
				{tt.value(tt.malformed)},
				{tt.value(tt.malformed + "?")},
			}
			for i, left := range classes {
				for j, right := range classes {
					for _, a := range left {
						for _, b := range right {
							if got, want := same(t, a, b), i == j; got != want {
								t.Errorf("%s same as %s: %t, want %t", a, b, got, want)
							}
						}
					}
				}
			}
		})
	}
}

func TestValidation_quietOnNullAndUnknown(t *testing.T) {
	t.Parallel()
	for name, tt := range textTypes() {
		if tt.anyText {
			continue
		}
		for _, value := range []textValue{tt.null, tt.unknown, tt.value(tt.sound), tt.value(tt.respelled)} {
			if detail := refusal(t, value); detail != "" {
				t.Errorf("%s: %s was refused: %s", name, value, detail)
			}
		}
		if refusal(t, tt.value(tt.malformed)) == "" {
			t.Errorf("%s: %q was accepted", name, tt.malformed)
		}
	}
}

func same(t *testing.T, a, b textValue) bool {
	t.Helper()
	equal, diags := a.StringSemanticEquals(t.Context(), b)
	if diags.HasError() {
		t.Fatal(diags)
	}
	return equal
}

// refusal is what validation says about a value, "" if it is accepted.
func refusal(t *testing.T, value textValue) string {
	t.Helper()
	var attribute xattr.ValidateAttributeResponse
	value.ValidateAttribute(t.Context(), xattr.ValidateAttributeRequest{Path: path.Root("amount")}, &attribute)
	if len(attribute.Diagnostics) == 0 {
		return ""
	}
	if len(attribute.Diagnostics) > 1 || !attribute.Diagnostics.HasError() {
		t.Fatalf("want one error, got %v", attribute.Diagnostics)
	}
	return withoutPath(t, attribute.Diagnostics[0].Detail())
}

// withoutPath is the detail of an error after the attribute, which each has to name first.
func withoutPath(t *testing.T, detail string) string {
	t.Helper()
	problem, ok := strings.CutPrefix(detail, "amount: ")
	if !ok {
		t.Errorf("the attribute is not named: %s", detail)
	}
	return problem
}

// verdict is what a validator says about a text, "" if it has no objection.
func verdict(t *testing.T, v validator.String, value types.String) string {
	t.Helper()
	var resp validator.StringResponse
	v.ValidateString(t.Context(), validator.StringRequest{Path: path.Root("amount"), ConfigValue: value}, &resp)
	switch {
	case len(resp.Diagnostics) == 0:
		return ""
	case len(resp.Diagnostics) > 1 || !resp.Diagnostics.HasError():
		t.Fatalf("want one error, got %v", resp.Diagnostics)
	}
	return withoutPath(t, resp.Diagnostics[0].Detail())
}

func quoted(text string) string {
	return strconv.Quote(text)
}

// of makes a value of a type from a string in any state.
func of[V any](typ basetypes.StringTypable, text types.String) V {
	value, _ := typ.ValueFromString(context.Background(), text)
	return value.(V) //nolint:forcetypeassert // the test names the type's own value
}
