package fwtypes_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

type transactionType string

const (
	topUp transactionType = "TOPUP"
	void  transactionType = "VOID"
)

func TestOneOf_allowsTheListOnly(t *testing.T) {
	t.Parallel()
	v := fwtypes.OneOf(topUp, void)
	for _, value := range []types.String{types.StringValue("TOPUP"), types.StringValue("VOID"), types.StringNull(), types.StringUnknown()} {
		if detail := verdict(t, v, value); detail != "" {
			t.Errorf("%s: %s", value, detail)
		}
	}
	for text, want := range map[string]string{
		"REFUND": `"REFUND" is not allowed; write one of "TOPUP", "VOID".`,
		"":       `"" is not allowed; write one of "TOPUP", "VOID", or null to leave an optional argument out.`,
		"TOPUP ": `"TOPUP " is not allowed; write one of "TOPUP", "VOID".`,
		"topup":  `"topup" differs in case only, and case matters; write "TOPUP". Allowed are "TOPUP", "VOID".`,
		"Void":   `"Void" differs in case only, and case matters; write "VOID". Allowed are "TOPUP", "VOID".`,
	} {
		if got := verdict(t, v, types.StringValue(text)); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	if got := verdict(t, v, types.StringValue(strings.Repeat("x", 1<<20))); got == "" || len(got) > 1000 {
		t.Errorf("a long text: the message has %d bytes", len(got))
	}
}

func TestOneOfOrOther(t *testing.T) {
	t.Parallel()
	v := fwtypes.OneOfOrOther("CHARGE", "REFUND")
	for _, value := range []types.String{types.StringValue("CHARGE"), types.StringValue("TIP"), types.StringNull(), types.StringUnknown()} {
		if detail := verdict(t, v, value); detail != "" {
			t.Errorf("%s: %s", value, detail)
		}
	}
	for text, want := range map[string]string{"": "null to leave", "charge": `case matters; write "CHARGE"`} {
		if got := verdict(t, v, types.StringValue(text)); !strings.Contains(got, want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	if got, want := v.Description(t.Context()), `The value should be one of "CHARGE", "REFUND".`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestOneOf_describesTheList(t *testing.T) {
	t.Parallel()
	v := fwtypes.OneOf("retain", "void")
	if got, want := v.Description(t.Context()), `The value must be one of "retain", "void".`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := v.MarkdownDescription(t.Context()), "The value must be one of `retain`, `void`."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
