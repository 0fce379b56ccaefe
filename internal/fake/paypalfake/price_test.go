package paypalfake

import (
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
)

func wallet(currency, rate string) *Wallet {
	return &Wallet{Currency: currency, Rate: decimal.RequireFromString(rate)}
}

func TestQuoteInbound(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		currency, rate, asked string
		credits, amount       string
	}{
		"contract, rounded up":        {"USD", "1", "17.9699999999999988631316", "17.97", "17.97"},
		"contract, rate":              {"USD", "1.375", "10.34567", "10.34909", "14.23"},
		"whole":                       {"USD", "1", "100", "100", "100"},
		"half a cent goes up":         {"USD", "1", "0.005", "0.01", "0.01"},
		"floored before it rounds":    {"USD", "1", "0.0049999", "0", "0"},
		"below the stored decimals":   {"USD", "100000", "0.000009", "0", "0"},
		"the least stored":            {"USD", "1000", "0.00001", "0.00001", "0.01"},
		"no decimals of yen":          {"JPY", "150", "1.005", "1.00667", "151"},
		"three of dinars":             {"KWD", "0.3", "1.2345", "1.23333", "0.37"},
		"three of dinars, all used":   {"KWD", "1", "1.2345", "1.235", "1.235"},
		"seventeen digits":            {"USD", "1", "12345678901234567.89", "12345678901234567.89", "12345678901234567.89"},
		"the most":                    {"USD", "1", "9999999999999999999999999", "9999999999999999999999999", "9999999999999999999999999"},
		"the last decimal is rounded": {"USD", "3", "6.667", "6.66667", "20"},
		"nothing":                     {"USD", "1", "0", "0", "0"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			asked := decimal.RequireFromString(tc.asked)
			q := wallet(tc.currency, tc.rate).quoteInbound(asked, false)
			if q.credits.String() != tc.credits || q.amount.String() != tc.amount || !q.asked.Equal(asked) {
				t.Errorf("%s at %s %s: %s credits for %s, want %s for %s", tc.asked, tc.rate, tc.currency, q.credits, q.amount, tc.credits, tc.amount)
			}
			if v := wallet(tc.currency, tc.rate).quoteInbound(asked, true); !v.credits.Equal(asked) {
				t.Errorf("verbatim: %s credits, asked %s", v.credits, asked)
			}
		})
	}
}

func TestQuoteVoid(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ currency, rate, asked, credits, amount string }{
		"contract":        {"USD", "1", "14.28444999", "14.28444", "14.28"},
		"credits stay":    {"USD", "1.375", "10.34567", "10.34567", "14.23"},
		"floored":         {"USD", "1", "0.999999", "0.99999", "1"},
		"no decimals":     {"JPY", "150", "0.00334", "0.00334", "1"},
		"seventeen digit": {"USD", "1", "12345678901234567.89", "12345678901234567.89", "12345678901234567.89"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			asked := decimal.RequireFromString(tc.asked)
			if q := wallet(tc.currency, tc.rate).quoteVoid(asked, false); q.credits.String() != tc.credits || q.amount.String() != tc.amount {
				t.Errorf("%s credits, %s; want %s, %s", q.credits, q.amount, tc.credits, tc.amount)
			}
			if v := wallet(tc.currency, tc.rate).quoteVoid(asked, true); !v.credits.Equal(asked) || v.amount.String() != tc.amount {
				t.Errorf("verbatim: %s credits, %s", v.credits, v.amount)
			}
		})
	}
}

func TestQuote_worthless(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		currency, rate, asked string
		want                  bool
	}{
		{"USD", "1", "0", false},
		{"USD", "1", "0.00499", true},
		{"USD", "1", "0.005", false},
		{"USD", "1", "0.0000001", true},
		{"JPY", "1", "0.49999", true},
		{"JPY", "1", "0.5", false},
		{"KWD", "1", "0.0005", false},
	} {
		if got := wallet(tc.currency, tc.rate).quoteInbound(decimal.RequireFromString(tc.asked), false).worthless(); got != tc.want {
			t.Errorf("%s credits at %s %s: worthless %t", tc.asked, tc.rate, tc.currency, got)
		}
	}
}

// The laws hold for any credits and any rate: money has no more decimals than its currency, credits
// no more than five, and the credits that are booked are worth the money to within half of their
// last decimal.
func TestQuote_laws(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	half := decimal.New(5, -(creditScale + 1))
	for range 20000 {
		w := &Wallet{
			Currency: []string{"USD", "JPY", "KWD", "CLF"}[random.IntN(4)],
			Rate:     decimal.New(1+random.Int64N(1_000_000), -int32(random.IntN(7))),
		}
		asked := decimal.New(random.Int64(), -int32(random.IntN(19)))
		in, out := w.quoteInbound(asked, false), w.quoteVoid(asked, false)
		digits := exponent(w.Currency)
		switch {
		case !in.amount.Equal(in.amount.Truncate(digits)) || !in.amount.Equal(out.amount):
			t.Fatalf("%s at %s %s: amounts %s and %s", asked, w.Rate, w.Currency, in.amount, out.amount)
		case !in.credits.Equal(in.credits.Truncate(creditScale)) || !out.credits.Equal(out.credits.Truncate(creditScale)):
			t.Fatalf("%s: credits %s and %s", asked, in.credits, out.credits)
		case in.credits.Mul(w.Rate).Sub(in.amount).Abs().GreaterThan(half.Mul(w.Rate)):
			t.Fatalf("%s at %s %s: %s credits are not worth %s", asked, w.Rate, w.Currency, in.credits, in.amount)
		case out.credits.GreaterThan(asked) || asked.Sub(out.credits).GreaterThanOrEqual(decimal.New(1, -creditScale)):
			t.Fatalf("%s: %s voided", asked, out.credits)
		case out.credits.Mul(w.Rate).Sub(out.amount).Abs().GreaterThan(decimal.New(5, -(digits + 1))):
			t.Fatalf("%s at %s %s: %s is not the money", asked, w.Rate, w.Currency, out.amount)
		}
	}
}

func TestExponent(t *testing.T) {
	t.Parallel()
	for currency, want := range map[string]int32{"USD": 2, "EUR": 2, "JPY": 0, "KRW": 0, "KWD": 3, "TND": 3, "CLF": 4, "XTS": 2} {
		if got := exponent(currency); got != want {
			t.Errorf("%s has %d decimals, want %d", currency, got, want)
		}
	}
}
