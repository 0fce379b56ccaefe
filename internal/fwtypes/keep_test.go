package fwtypes_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

func TestKeep_plansTheStatesSpellingOfAnEqualValue(t *testing.T) {
	t.Parallel()
	text := types.StringValue
	for name, c := range map[string]struct {
		modifier          planmodifier.String
		plan, state, want types.String
	}{
		"decimal, equal":           {fwtypes.KeepDecimal(), text("10"), text("10.0000"), text("10.0000")},
		"decimal, negative zero":   {fwtypes.KeepDecimal(), text("-0"), text("0"), text("0")},
		"decimal, other":           {fwtypes.KeepDecimal(), text("10.00001"), text("10"), text("10.00001")},
		"decimal, long, equal":     {fwtypes.KeepDecimal(), text("12345678901234567.890"), text("12345678901234567.89"), text("12345678901234567.89")},
		"decimal, long, other":     {fwtypes.KeepDecimal(), text("12345678901234567.891"), text("12345678901234567.89"), text("12345678901234567.891")},
		"decimal, tiny":            {fwtypes.KeepDecimal(), text("0.00000000000000000001"), text("0"), text("0.00000000000000000001")},
		"decimal, malformed state": {fwtypes.KeepDecimal(), text("0"), text("zero"), text("0")},
		"decimal, malformed plan":  {fwtypes.KeepDecimal(), text("zero"), text("0"), text("zero")},
		"decimal, no state":        {fwtypes.KeepDecimal(), text("0"), types.StringNull(), text("0")},
		"decimal, removed":         {fwtypes.KeepDecimal(), types.StringNull(), text("0"), types.StringNull()},
		"decimal, unknown":         {fwtypes.KeepDecimal(), types.StringUnknown(), text("0"), types.StringUnknown()},
		"currency, case":           {fwtypes.KeepCurrency(), text("usd"), text("USD"), text("USD")},
		"currency, other":          {fwtypes.KeepCurrency(), text("eur"), text("USD"), text("eur")},
		"currency, unknown":        {fwtypes.KeepCurrency(), types.StringUnknown(), text("USD"), types.StringUnknown()},
		"email, case":              {fwtypes.KeepEmail(), text("Dev@Example.com"), text("dev@example.com"), text("dev@example.com")},
		"email, other":             {fwtypes.KeepEmail(), text("dev2@example.com"), text("dev@example.com"), text("dev2@example.com")},
		"time, midnight":           {fwtypes.KeepDateTime(), text("2026-01-31 00:00:00"), text("2026-01-31"), text("2026-01-31")},
		"time, other":              {fwtypes.KeepDateTime(), text("2026-01-31 00:00:01"), text("2026-01-31"), text("2026-01-31 00:00:01")},
		"time, removed":            {fwtypes.KeepDateTime(), types.StringNull(), text("2026-01-31"), types.StringNull()},
		"time, a date of YAML":     {fwtypes.KeepDateTime(), text("2026-01-31T00:00:00Z"), text("2026-01-31"), text("2026-01-31")},
		"decimal, computed":        {fwtypes.KeepDecimal(), text(computed), text("599.88"), text("599.88")},
		"name, decomposed":         {fwtypes.KeepNameSpelling(), text("Cafe\u0301"), text("Caf\u00e9"), text("Caf\u00e9")},
		"name, case":               {fwtypes.KeepNameSpelling(), text("cafe"), text("Cafe"), text("cafe")},
		"text, line ends":          {fwtypes.KeepText(), text("one\ntwo\n"), text("one\r\ntwo"), text("one\r\ntwo")},
		"text, a line more":        {fwtypes.KeepText(), text("one\n\ntwo"), text("one\ntwo"), text("one\n\ntwo")},
		"instant, other offset":    {fwtypes.KeepRFC3339(), text("2026-01-31T12:00:00+02:00"), text("2026-01-31T10:00:00Z"), text("2026-01-31T10:00:00Z")},
		"instant, other":           {fwtypes.KeepRFC3339(), text("2026-01-31T12:00:00Z"), text("2026-01-31T10:00:00Z"), text("2026-01-31T12:00:00Z")},
		"instant, malformed both":  {fwtypes.KeepRFC3339(), text("later"), text("soon"), text("later")},
	} {
		resp := planmodifier.StringResponse{PlanValue: c.plan}
		c.modifier.PlanModifyString(t.Context(), planmodifier.StringRequest{ConfigValue: c.plan, PlanValue: c.plan, StateValue: c.state}, &resp)
		if !resp.PlanValue.Equal(c.want) || resp.RequiresReplace || len(resp.Diagnostics) != 0 {
			t.Errorf("%s: planned %s, want %s (replace %t, %v)", name, resp.PlanValue, c.want, resp.RequiresReplace, resp.Diagnostics)
		}
	}
}

func TestKeep_describesItself(t *testing.T) {
	t.Parallel()
	for want, modifier := range map[string]planmodifier.String{
		"Another spelling of the same number is not a change.":        fwtypes.KeepDecimal(),
		"Another spelling of the same currency is not a change.":      fwtypes.KeepCurrency(),
		"Another spelling of the same date and time is not a change.": fwtypes.KeepDateTime(),
		"Another spelling of the same instant is not a change.":       fwtypes.KeepRFC3339(),
		"Another spelling of the same name is not a change.":          fwtypes.KeepNameSpelling(),
		"Another spelling of the same text is not a change.":          fwtypes.KeepText(),
		"Another spelling of the same email address is not a change.": fwtypes.KeepEmail(),
	} {
		if got := modifier.Description(t.Context()); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		if got := modifier.MarkdownDescription(t.Context()); got != want {
			t.Errorf("markdown: got %q, want %q", got, want)
		}
	}
}
