package fwtypes_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

func TestDecimalValidators_bounds(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		validator validator.String
		allowed   []string
		refused   []string
		message   string
	}{
		"scale 4": {
			fwtypes.DecimalScale(4),
			[]string{"0", "-1.2345", "1.23450000", "10000", "0.0001"},
			[]string{"1.23456", "-0.00001", "1.23450000001"},
			`must have at most 4 decimal places; round it, for example with floor(x * 10000 + 0.5000000001) / 10000.`,
		},
		"scale 1": {
			fwtypes.DecimalScale(1),
			[]string{"1.5", "1.50"},
			[]string{"1.55"},
			`must have at most 1 decimal place; round it, for example with floor(x * 10 + 0.5000000001) / 10.`,
		},
		"scale 0": {
			fwtypes.DecimalScale(0),
			[]string{"1", "1.0", "-3.00", "123456789012345678"},
			[]string{"0.1", "1.01"},
			`must be a whole number; round it, for example with floor(x + 0.5000000001).`,
		},
		"at least": {
			fwtypes.DecimalAtLeast("0.5"),
			[]string{"0.5", "0.50", "1", "9999999999999999999999999"},
			[]string{"0.4999999999999999999999999", "0", "-1"},
			`must be at least 0.5; raise it to 0.5 or more.`,
		},
		"at least zero": {
			fwtypes.DecimalAtLeast("0"),
			[]string{"0", "-0", "0.0001"},
			[]string{"-0.0001"},
			`must be at least 0; raise it to 0 or more.`,
		},
		"between": {
			fwtypes.DecimalBetween("-100", "999.9999"),
			[]string{"-100", "-100.00", "0", "999.9999", "999.99990"},
			[]string{"-100.0001", "999.99991", "1000"},
			`must be between -100 and 999.9999; choose one in this range, both ends are allowed.`,
		},
		"positive": {
			fwtypes.DecimalPositive(),
			[]string{"0.00001", "1"},
			[]string{"0", "-0", "0.000", "-1"},
			`must be greater than 0; write a positive number.`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, text := range c.allowed {
				if detail := verdict(t, c.validator, types.StringValue(text)); detail != "" {
					t.Errorf("%s: %s", text, detail)
				}
			}
			for _, text := range c.refused {
				want := `"` + text + `" ` + c.message
				if detail := verdict(t, c.validator, types.StringValue(text)); detail != want {
					t.Errorf("%s: got %q, want %q", text, detail, want)
				}
			}
		})
	}
}

func TestDecimalScale_limitsDigitsInAll(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"9999999999999999999999999",
		"-999999999999999999999.9999",
		strings.Repeat("0", 100) + "1.5",
		"0.5000000000000000000000000",
	} {
		if detail := verdict(t, fwtypes.DecimalScale(4), types.StringValue(text)); detail != "" {
			t.Errorf("%s: %s", text, detail)
		}
	}
	for text, want := range map[string]string{
		"12345678901234567890123456":    `"12345678901234567890123456" has 26 digits, at most 25 are allowed; check its size, or round it, for example with floor(x * 10000 + 0.5000000001) / 10000.`,
		"-1234567890123456789012.3456":  `has 26 digits, at most 25 are allowed`,
		"0.50000000000000000000000000":  `has 26 digits, at most 25 are allowed`,
		"3." + strings.Repeat("3", 153): `"3.3333333333333333333333333333333333333333333333333333333333"... (155 characters) must have at most 4 decimal places; round it, for example with floor(x * 10000 + 0.5000000001) / 10000.`,
	} {
		if detail := verdict(t, fwtypes.DecimalScale(4), types.StringValue(text)); !strings.Contains(detail, want) {
			t.Errorf("%s: got %q, want it to contain %q", text, detail, want)
		}
	}
}

func TestDecimalValidators_quietOnWhatTheTypeRefuses(t *testing.T) {
	t.Parallel()
	for _, v := range []validator.String{fwtypes.DecimalScale(0), fwtypes.DecimalAtLeast("100"), fwtypes.DecimalBetween("100", "200"), fwtypes.DecimalPositive()} {
		for _, value := range []types.String{
			types.StringNull(), types.StringUnknown(), types.StringValue(""), types.StringValue("-1e3"),
			types.StringValue("x"), types.StringValue("-.5"), types.StringValue("-" + strings.Repeat("0.1", 1<<18)),
		} {
			if detail := verdict(t, v, value); detail != "" {
				t.Errorf("%s: %s", v.Description(t.Context()), detail)
			}
		}
	}
}

func TestDecimalValidators_describeThemselves(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		validator       validator.String
		plain, markdown string
	}{
		{fwtypes.DecimalScale(5), "The number must have at most 5 decimal places.", "The number must have at most 5 decimal places."},
		{fwtypes.DecimalAtLeast("0"), "The number must be at least 0.", "The number must be at least `0`."},
		{fwtypes.DecimalBetween("-1", "1"), "The number must be between -1 and 1.", "The number must be between `-1` and `1`."},
		{fwtypes.DecimalPositive(), "The number must be greater than 0.", "The number must be greater than `0`."},
	} {
		if got := c.validator.Description(t.Context()); got != c.plain {
			t.Errorf("got %q, want %q", got, c.plain)
		}
		if got := c.validator.MarkdownDescription(t.Context()); got != c.markdown {
			t.Errorf("got %q, want %q", got, c.markdown)
		}
	}
}

func TestDecimalValidators_aMalformedBoundPanics(t *testing.T) {
	t.Parallel()
	for name, build := range map[string]func(){
		"at least":        func() { fwtypes.DecimalAtLeast("none") },
		"between minimum": func() { fwtypes.DecimalBetween("", "1") },
		"between maximum": func() { fwtypes.DecimalBetween("1", "") },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			build()
		}()
	}
}
