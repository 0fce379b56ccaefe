package fwtypes_test

import (
	"math"
	"math/big"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

func TestDecimal_accepts(t *testing.T) {
	t.Parallel()
	for text, canonical := range map[string]string{
		"0":                                    "0",
		"-0":                                   "0",
		"-0.00":                                "0",
		"000":                                  "0",
		"10":                                   "10",
		"100":                                  "100",
		"10.00":                                "10",
		"10.50":                                "10.5",
		"-12.3400":                             "-12.34",
		"007":                                  "7",
		"-007.10":                              "-7.1",
		"0.00001":                              "0.00001",
		"999.9999":                             "999.9999",
		"12345678901234567.89":                 "12345678901234567.89",
		"9999999999999999999999999":            "9999999999999999999999999",
		"-999999999999999999999.9999":          "-999999999999999999999.9999",
		"0." + strings.Repeat("0", 100) + "1":  "0." + strings.Repeat("0", 100) + "1",
		"0.1000000000000000055511151231257827": "0.1000000000000000055511151231257827",
		"0.1234567890123456789012345":          "0.1234567890123456789012345",
		strings.Repeat("0", 900) + "1.5":       "1.5",
	} {
		value := fwtypes.NewDecimalText(text)
		if detail := refusal(t, value); detail != "" {
			t.Errorf("%s: %s", text, detail)
		}
		if got := value.ValueString(); got != text {
			t.Errorf("the spelling %s became %s", text, got)
		}
		if got := fwtypes.NewDecimalValue(value.Decimal()); got.ValueString() != canonical {
			t.Errorf("%s: canonical %s, want %s", text, got, canonical)
		}
		if !same(t, value, fwtypes.NewDecimalText(canonical)) {
			t.Errorf("%s is not the same as %s", text, canonical)
		}
	}
}

func TestDecimal_refusesWithRemedy(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                              `"" is not a number; write digits such as "0", or null to leave the argument out.`,
		"  ":                            `"  " is not a number; write digits`,
		"1e3":                           `"1e3" has an exponent; write the number out, such as "1000" instead of "1e3".`,
		"-1.5E+3":                       `has an exponent`,
		"1e":                            `has an exponent`,
		"1e999999999999":                `has an exponent`,
		"+5":                            `"+5" has a leading plus; leave the sign out: "5".`,
		"1,000":                         `"1,000" has a digit separator or a space; write digits only, with a point before the fraction, such as "1234567.89".`,
		"1_000":                         `has a digit separator`,
		"1 000":                         `has a digit separator or a space`,
		" 5":                            `has a digit separator or a space`,
		"1'000":                         `has a digit separator`,
		"1,50":                          `has a digit separator`,
		".5":                            `".5" has no digit before the point; write "0.5" instead of ".5".`,
		"-.5":                           `has no digit before the point`,
		".":                             `has no digit before the point`,
		"5.":                            `"5." has no digit after the point; write "5" or "5.0" instead of "5.".`,
		"NaN":                           `"NaN" is not a decimal number; write an optional minus and digits, with a point before the fraction, such as "-12.50".`,
		"Inf":                           `is not a decimal number`,
		"-Infinity":                     `is not a decimal number`,
		"infinite":                      `is not a decimal number`,
		"-":                             `is not a decimal number`,
		"+":                             `is not a decimal number`,
		"--5":                           `is not a decimal number`,
		"5-":                            `is not a decimal number`,
		"1.2.3":                         `is not a decimal number`,
		"0x1E":                          `is not a decimal number`,
		"$5":                            `"$5" is not a decimal number`,
		"٣":                             `is not a decimal number`,
		"５":                             `is not a decimal number`,
		"5\n":                           `is not a decimal number`,
		"5\x00":                         `is not a decimal number`,
		strings.Repeat("0", 1000) + "1": `(1001 characters) is too long for a number; round it, for example with floor(x * 10000 + 0.5000000001) / 10000, and leave out leading zeros.`,
		"3." + strings.Repeat("3", 999): `"3.3333333333333333333333333333333333333333333333333333333333"... (1001 characters) is too long for a number; round it`,
	} {
		value := fwtypes.NewDecimalText(text)
		if detail := refusal(t, value); !strings.Contains(detail, want) {
			t.Errorf("%q: got %q, want it to contain %q", text, detail, want)
		}
	}
}

func TestDecimal_absurdInputIsRefusedNotComputed(t *testing.T) {
	t.Parallel()
	const megabyte = 1 << 20
	for name, text := range map[string]string{
		"digits":        strings.Repeat("9", megabyte),
		"fraction":      "0." + strings.Repeat("9", megabyte),
		"leading zeros": strings.Repeat("0", megabyte),
		"minus signs":   strings.Repeat("-", megabyte),
		"plus signs":    strings.Repeat("+", megabyte),
		"points":        strings.Repeat(".", megabyte),
		"exponent":      "1e" + strings.Repeat("9", megabyte),
		"huge exponent": "1e2147483647",
		"tiny exponent": "1e-2147483648",
		"not text":      strings.Repeat("\xff", megabyte),
	} {
		value := fwtypes.NewDecimalText(text)
		detail := refusal(t, value)
		if detail == "" {
			t.Errorf("%s: accepted", name)
		}
		if len(detail) > 1000 {
			t.Errorf("%s: the message has %d bytes", name, len(detail))
		}
		if got := value.Decimal(); !got.IsZero() || value.Pointer() != nil {
			t.Errorf("%s: computed a number of %d digits", name, got.NumDigits())
		}
		if same(t, value, fwtypes.NewDecimalText("0")) || !same(t, value, fwtypes.NewDecimalText(text)) {
			t.Errorf("%s: not the same as itself alone", name)
		}
	}
}

func TestNewDecimalValue_isCanonical(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		number decimal.Decimal
		want   string
	}{
		{decimal.Decimal{}, "0"},
		{decimal.New(0, -4), "0"},
		{decimal.New(0, math.MaxInt32), "0"},
		{decimal.New(0, math.MinInt32), "0"},
		{decimal.New(100000, -4), "10"},
		{decimal.New(1, 3), "1000"},
		{decimal.New(-5, -5), "-0.00005"},
		{decimal.New(-125, -1), "-12.5"},
		{decimal.RequireFromString("1000.0000"), "1000"},
		{decimal.RequireFromString("12345678901234567.89"), "12345678901234567.89"},
		{decimal.New(7, math.MaxInt32), "7e2147483647"},
		{decimal.New(7, math.MinInt32), "7e-2147483648"},
	} {
		if got := fwtypes.NewDecimalValue(c.number).ValueString(); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

// TestDecimal_takesWhatAServiceAnswers: the framework validates what is saved to state, so a
// refused answer would be money spent and not recorded.
func TestDecimal_takesWhatAServiceAnswers(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"123456789012345678901234567890.12345", "0.1000000000000000055511151231257827", "0." + strings.Repeat("0", 400) + "1", "1" + strings.Repeat("0", 400)} {
		number := decimal.RequireFromString(text)
		value := fwtypes.NewDecimalValue(number)
		if detail := refusal(t, value); detail != "" {
			t.Errorf("%s was refused: %s", text, detail)
		}
		if !value.Decimal().Equal(number) {
			t.Errorf("%s was read back as %s", text, value.Decimal())
		}
	}
}

func TestDecimal_accessors(t *testing.T) {
	t.Parallel()
	ten := decimal.NewFromInt(10)
	for name, c := range map[string]struct {
		value   fwtypes.Decimal
		number  decimal.Decimal
		pointer *decimal.Decimal
	}{
		"known":            {fwtypes.NewDecimalText("10.00"), ten, &ten},
		"null":             {fwtypes.NewDecimalNull(), decimal.Zero, nil},
		"unknown":          {of[fwtypes.Decimal](fwtypes.DecimalType{}, types.StringUnknown()), decimal.Zero, nil},
		"malformed":        {fwtypes.NewDecimalText("ten"), decimal.Zero, nil},
		"known zero":       {fwtypes.NewDecimalText("0"), decimal.Zero, &decimal.Zero},
		"pointer":          {fwtypes.NewDecimalPointer(&ten), ten, &ten},
		"nil pointer":      {fwtypes.NewDecimalPointer(nil), decimal.Zero, nil},
		"the zero Decimal": {fwtypes.Decimal{}, decimal.Zero, nil},
	} {
		if got := c.value.Decimal(); !got.Equal(c.number) {
			t.Errorf("%s: got %s, want %s", name, got, c.number)
		}
		switch got := c.value.Pointer(); {
		case (got == nil) != (c.pointer == nil):
			t.Errorf("%s: pointer %v, want %v", name, got, c.pointer)
		case got != nil && !got.Equal(*c.pointer):
			t.Errorf("%s: pointer to %s, want %s", name, got, c.pointer)
		}
	}
	if !fwtypes.NewDecimalPointer(nil).IsNull() {
		t.Error("a nil pointer is not null")
	}
}

var canonical = regexp.MustCompile(`^(0|-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?)$`)

// FuzzDecimal holds the type against math/big: whatever is accepted keeps its value from text to
// number to canonical text.
func FuzzDecimal(f *testing.F) {
	for _, text := range []string{"0", "-0.0", "10.50", "007", "1e3", "+1", ".5", "5.", "1,000", "NaN", "0.00001", "12345678901234567.89", "9999999999999999999999999", "99999999999999999999999999", "", "-"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		value := fwtypes.NewDecimalText(text)
		if refusal(t, value) != "" {
			return
		}
		want, ok := new(big.Rat).SetString(text)
		if !ok || strings.ContainsAny(text, "/eE_xXpP+") {
			t.Fatalf("accepted %q", text)
		}
		if got := value.Decimal().Rat(); got.Cmp(want) != 0 {
			t.Fatalf("%q was read as %s", text, got)
		}
		short := fwtypes.NewDecimalValue(value.Decimal())
		if !canonical.MatchString(short.ValueString()) || short.ValueString() == "-0" {
			t.Fatalf("%q became %s", text, short)
		}
		if refusal(t, short) != "" {
			t.Fatalf("%q became %s, which is refused", text, short)
		}
		if again, ok := new(big.Rat).SetString(short.ValueString()); !ok || again.Cmp(want) != 0 {
			t.Fatalf("%q became %s", text, short)
		}
		if !same(t, value, short) || !same(t, short, value) {
			t.Fatalf("%q and %s are not the same", text, short)
		}
	})
}

func FuzzDecimalEquality(f *testing.F) {
	f.Add("10", "10.0", "10.00")
	f.Add("1e1", "10", "1e1")
	f.Add("", "0", "-0")
	f.Add("x", "x", "y")
	f.Fuzz(func(t *testing.T, first, second, third string) {
		a, b, c := fwtypes.NewDecimalText(first), fwtypes.NewDecimalText(second), fwtypes.NewDecimalText(third)
		if !same(t, a, a) {
			t.Fatalf("%q is not the same as itself", first)
		}
		if same(t, a, b) != same(t, b, a) {
			t.Fatalf("%q and %q: it depends on who asks", first, second)
		}
		if same(t, a, b) && same(t, b, c) && !same(t, a, c) {
			t.Fatalf("%q, %q, %q: the first and the last differ", first, second, third)
		}
	})
}

func BenchmarkDecimal_parse(b *testing.B) {
	value := fwtypes.NewDecimalText("12345.6789")
	b.ReportAllocs()
	for b.Loop() {
		_ = value.Decimal()
	}
}

func BenchmarkDecimal_format(b *testing.B) {
	number := decimal.New(123456789, -4)
	b.ReportAllocs()
	for b.Loop() {
		_ = fwtypes.NewDecimalValue(number)
	}
}

func BenchmarkDecimal_semanticEquality(b *testing.B) {
	for name, other := range map[string]string{"same spelling": "12345.6789", "other spelling": "12345.67890", "other number": "12345.6788"} {
		b.Run(name, func(b *testing.B) {
			value, second := fwtypes.NewDecimalText("12345.6789"), fwtypes.NewDecimalText(other)
			b.ReportAllocs()
			for b.Loop() {
				if _, diags := value.StringSemanticEquals(b.Context(), second); diags.HasError() {
					b.Fatal(diags)
				}
			}
		})
	}
}

// computed is tonumber("49.99") * 12 as HCL has it.
const computed = "599.87999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999996"

func TestDecimal_computed(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		computed:                                    "599.88",
		"-" + computed:                              "-599.88",
		"100.0000000000000000009":                   "100", // 0.9e-20 of it
		"100.0000000000000000011":                   "",
		"1.00000000000000000001":                    "1",
		"0.00009999999999999999999999999":           "0.0001",
		"999999999999999999999.9999":                "999999999999999999999.9999",
		"3.333333333333333333333333333333333333333": "",
		"599.880000001":                             "",
		"0.0000000000000000000000000000000001":      "",
	} {
		value := fwtypes.NewDecimalText(text)
		detail := verdict(t, fwtypes.DecimalScale(4), value.StringValue)
		if (detail == "") != (want != "") {
			t.Errorf("%s: %q", text, detail)
		}
		if want == "" {
			want = text
		}
		if got := value.Decimal().String(); got != want || value.Pointer().String() != want {
			t.Errorf("%s is taken for %s", text, got)
		}
		if !same(t, value, fwtypes.NewDecimalText(want)) {
			t.Errorf("%s is not the same as %s", text, want)
		}
	}
	for _, v := range []validator.String{fwtypes.DecimalAtLeast("599.88"), fwtypes.DecimalBetween("599.88", "600")} {
		if detail := verdict(t, v, types.StringValue(computed)); detail != "" {
			t.Error(detail)
		}
	}
}
