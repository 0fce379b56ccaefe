package fwtypes_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

func TestCurrency_forms(t *testing.T) {
	t.Parallel()
	mixed := of[fwtypes.Currency](fwtypes.CurrencyType{}, types.StringValue("uSd"))
	for _, c := range []struct {
		value                 fwtypes.Currency
		spelled, upper, lower string
	}{
		{fwtypes.NewCurrencyValue("usd"), "USD", "USD", "usd"},
		{fwtypes.NewCurrencyValue("EUR"), "EUR", "EUR", "eur"},
		{fwtypes.NewCurrencyValue("game_Coins-2"), "GAME_COINS-2", "GAME_COINS-2", "game_coins-2"},
		{mixed, "uSd", "USD", "usd"},
		{fwtypes.NewCurrencyNull(), "", "", ""},
		{of[fwtypes.Currency](fwtypes.CurrencyType{}, types.StringUnknown()), "", "", ""},
	} {
		if got := c.value.ValueString(); got != c.spelled {
			t.Errorf("%s: spelled %q, want %q", c.value, got, c.spelled)
		}
		if got := c.value.Upper(); got != c.upper {
			t.Errorf("%s: upper %q, want %q", c.value, got, c.upper)
		}
		if got := c.value.Lower(); got != c.lower {
			t.Errorf("%s: lower %q, want %q", c.value, got, c.lower)
		}
	}
}

func TestCurrency_validation(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"USD", "usd", "x", "Credits_2026", "loyalty-points", "1INCH", strings.Repeat("a", 64)} {
		if detail := refusal(t, of[fwtypes.Currency](fwtypes.CurrencyType{}, types.StringValue(text))); detail != "" {
			t.Errorf("%s: %s", text, detail)
		}
	}
	const remedy = ` is not a valid currency; write its ISO 4217 code such as "USD", or the name of a virtual currency: 1 to 64 letters, digits, "_" or "-".`
	for _, text := range []string{" ", "US D", "USD ", "$", "€", "U.S.D", "a/b", "usd\n", "ÜSD", "KRW\x00"} {
		detail := refusal(t, of[fwtypes.Currency](fwtypes.CurrencyType{}, types.StringValue(text)))
		if !strings.HasSuffix(detail, remedy) {
			t.Errorf("%q: got %q", text, detail)
		}
	}
	for _, text := range []string{strings.Repeat("a", 65), strings.Repeat("a", 1<<20)} {
		if detail := refusal(t, of[fwtypes.Currency](fwtypes.CurrencyType{}, types.StringValue(text))); !strings.HasSuffix(detail, remedy) || len(detail) > 1000 {
			t.Errorf("%d characters: got %.200q", len(text), detail)
		}
	}
}

func TestISOCurrency_threeLettersInAnyCase(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"USD", "usd", "uSd", "ZZZ"} {
		if detail := verdict(t, fwtypes.ISOCurrency(), types.StringValue(text)); detail != "" {
			t.Errorf("%s: %s", text, detail)
		}
	}
	for _, text := range []string{"US", "USDT", "U5D", "US_", "game-coins"} {
		want := `"` + text + `" does not have three letters; write the ISO 4217 code, such as "USD".`
		if detail := verdict(t, fwtypes.ISOCurrency(), types.StringValue(text)); detail != want {
			t.Errorf("%s: got %q, want %q", text, detail, want)
		}
	}
	for _, value := range []types.String{types.StringNull(), types.StringUnknown(), types.StringValue(""), types.StringValue("€")} {
		if detail := verdict(t, fwtypes.ISOCurrency(), value); detail != "" {
			t.Errorf("%s: the type refuses it, or nothing does; got %q", value, detail)
		}
	}
	if fwtypes.ISOCurrency().Description(t.Context()) == "" || !strings.Contains(fwtypes.ISOCurrency().MarkdownDescription(t.Context()), "`USD`") {
		t.Error("the validator does not describe itself")
	}
}

// FuzzCurrency: a code is the same in any case, and each wire's form of it too.
func FuzzCurrency(f *testing.F) {
	f.Add("USD", "usd")
	f.Add("game-coins_2", "GAME-COINS_2")
	f.Add("\u212aRW", "krw") // the sign of the kelvin folds to a k
	f.Add("ſ", "s")
	f.Fuzz(func(t *testing.T, first, second string) {
		a, b := of[fwtypes.Currency](fwtypes.CurrencyType{}, types.StringValue(first)), of[fwtypes.Currency](fwtypes.CurrencyType{}, types.StringValue(second))
		if same(t, a, b) != same(t, b, a) || !same(t, a, a) {
			t.Fatalf("%q and %q: no equivalence", first, second)
		}
		if refusal(t, a) != "" || refusal(t, b) != "" {
			return
		}
		if same(t, a, b) != (a.Upper() == b.Upper()) || same(t, a, b) != (a.Lower() == b.Lower()) {
			t.Fatalf("%q and %q are the same in one form only", first, second)
		}
		for _, wire := range []string{a.Upper(), a.Lower()} {
			if again := fwtypes.NewCurrencyValue(wire); !same(t, a, again) || refusal(t, again) != "" || len(wire) != len(first) {
				t.Fatalf("%q came back as %s", first, again)
			}
		}
	})
}
