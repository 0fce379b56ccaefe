package fwtypes_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

func TestValidName(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"Gold", "50 % off, 2026/11", "Caf\u00e9", "Cafe\u0301", "日本"} {
		if detail := verdict(t, fwtypes.ValidName(), types.StringValue(text)); detail != "" {
			t.Errorf("%q: %s", text, detail)
		}
	}
	for text, want := range map[string]string{
		"":           "null",
		" Gold":      "trimspace()",
		"Gold ":      "trimspace()",
		"Gold\u00a0": "trimspace()",
		"Gold\n":     "chomp()",
		"\tGold":     "tab",
		"Go\tld":     "tab",
		"Go\r\nld":   "line break",
		"Gold\x00":   "control character",
	} {
		if detail := verdict(t, fwtypes.ValidName(), types.StringValue(text)); !strings.Contains(detail, want) {
			t.Errorf("%q: got %q, want it to contain %q", text, detail, want)
		}
	}
	for _, open := range []types.String{types.StringNull(), types.StringUnknown()} {
		if detail := verdict(t, fwtypes.ValidName(), open); detail != "" {
			t.Errorf("%s: %s", open, detail)
		}
	}
}

func TestNotEmpty(t *testing.T) {
	t.Parallel()
	if detail := verdict(t, fwtypes.NotEmpty(), types.StringValue("")); !strings.Contains(detail, "null to leave an optional argument out") {
		t.Errorf("got %q", detail)
	}
	for name, value := range map[string]textValue{"date": fwtypes.NewDateTimeValue(""), "instant": fwtypes.NewRFC3339Value(""), "currency": fwtypes.NewCurrencyValue("")} {
		if detail := refusal(t, value); !strings.Contains(detail, "null to leave an optional argument out") {
			t.Errorf("%s: got %q", name, detail)
		}
	}
	for _, value := range []types.String{types.StringValue(" "), types.StringNull(), types.StringUnknown()} {
		if detail := verdict(t, fwtypes.NotEmpty(), value); detail != "" {
			t.Errorf("%s: %s", value, detail)
		}
	}
	at, element := path.Root("rates").AtListIndex(1).AtName("tags"), []attr.Value{types.StringValue("a")}
	for name, count := range map[string]func(elements []attr.Value) int{
		"list": func(elements []attr.Value) int {
			var resp validator.ListResponse
			fwtypes.NotEmptyList().ValidateList(t.Context(), validator.ListRequest{Path: at, ConfigValue: types.ListValueMust(types.StringType, elements)}, &resp)
			return resp.Diagnostics.ErrorsCount()
		},
		"set": func(elements []attr.Value) int {
			var resp validator.SetResponse
			fwtypes.NotEmptySet().ValidateSet(t.Context(), validator.SetRequest{Path: at, ConfigValue: types.SetValueMust(types.StringType, elements)}, &resp)
			if len(elements) == 0 && !strings.Contains(resp.Diagnostics[0].Detail(), "rates[1].tags: ") {
				t.Errorf("the attribute is not named: %v", resp.Diagnostics)
			}
			return resp.Diagnostics.ErrorsCount()
		},
	} {
		if count(nil) != 1 || count(element) != 0 {
			t.Errorf("%s: %d errors for an empty one, %d for another", name, count(nil), count(element))
		}
	}
}

func TestIsValid(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ got, want bool }{
		"number":  {fwtypes.NewDecimalText("1").IsValid(), true},
		"text":    {fwtypes.NewDecimalText("abc").IsValid(), false},
		"null":    {fwtypes.NewDecimalNull().IsValid(), false},
		"unknown": {of[fwtypes.Currency](fwtypes.CurrencyType{}, types.StringUnknown()).IsValid(), false},
	} {
		if test.got != test.want {
			t.Errorf("%s: %v", name, test.got)
		}
	}
}
