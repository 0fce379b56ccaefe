package paypal_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

func TestAsked_canonicalText(t *testing.T) {
	t.Parallel()
	for want, spellings := range map[string][]paypal.Asked{
		"TOPUP paid=10.5 granted=2":          {both("10.5", "2"), both("10.50", "2.0"), both("1.05e1", "0002")},
		"TOPUP paid=10":                      {both("10", "0"), both("1e1", "0.00"), {Type: "TOPUP", PaidCredits: dec("10.0")}},
		"TOPUP granted=0.00001":              {both("0", "0.00001"), both("0", "1e-5")},
		"TOPUP paid=12345678901234567.89":    {both("12345678901234567.89", "0"), both("12345678901234567.890", "0")},
		"TOPUP paid=1000000000000000000000":  {both("1e21", "0")},
		"VOID credits=3":                     {void("3"), void("3.000")},
		"VOID credits=9999999999999999999.5": {void("9999999999999999999.5")},
	} {
		for _, asked := range spellings {
			if got := asked.String(); got != want {
				t.Errorf("text %q, want %q", got, want)
			}
		}
		parsed, err := paypal.ParseAsked(want)
		if err != nil {
			t.Errorf("%q: %v", want, err)
		}
		if diff := cmp.Diff(spellings[0], parsed); diff != "" {
			t.Errorf("%q parsed (-want +got):\n%s", want, diff)
		}
	}
}

func TestParseAsked_refused(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"empty":             "",
		"type only":         "TOPUP",
		"cut in the type":   "TOPU",
		"cut in a name":     "TOPUP pa",
		"cut at the number": "TOPUP paid=",
		"cut at the point":  "TOPUP paid=10.",
		"cut at a space":    "TOPUP paid=10 ",
		"unknown type":      "REFUND credits=1",
		"unknown amount":    "TOPUP bonus=1",
		"wrong type":        "VOID paid=1",
		"void in a top-up":  "TOPUP paid=1 credits=1",
		"paid in a void":    "VOID paid=1 credits=1",
		"zero":              "TOPUP paid=0",
		"zero beside more":  "TOPUP paid=1 granted=0",
		"negative":          "VOID credits=-1",
		"exponent":          "VOID credits=1e3",
		"trailing zero":     "VOID credits=1.50",
		"leading zero":      "VOID credits=01",
		"plus":              "VOID credits=+1",
		"other order":       "TOPUP granted=1 paid=1",
		"twice":             "TOPUP paid=1 paid=2",
		"lower case":        "topup paid=1",
		"two spaces":        "VOID  credits=1",
		"endless number":    "VOID credits=1e999999999",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if asked, err := paypal.ParseAsked(text); err == nil {
				t.Errorf("%q parsed as %v", text, asked)
			}
		})
	}
}

func TestAsked_kinds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		asked paypal.Asked
		want  []string
	}{
		{both("1", "2"), []string{paypal.Purchased, paypal.Granted}},
		{both("1", "0"), []string{paypal.Purchased}},
		{both("0", "2"), []string{paypal.Granted}},
		{void("1"), []string{paypal.Voided}},
		{paypal.Asked{}, nil},
	} {
		if diff := cmp.Diff(c.want, c.asked.Kinds()); diff != "" {
			t.Errorf("kinds of %q (-want +got):\n%s", c.asked, diff)
		}
	}
}

// refusedAsked are the postings that must never be sent, and what the refusal is about.
func refusedAsked() map[string]struct {
	asked paypal.Asked
	want  string
} {
	one, less := decimal.NewFromInt(1), decimal.NewFromInt(-1)
	return map[string]struct {
		asked paypal.Asked
		want  string
	}{
		"no type":            {paypal.Asked{PaidCredits: one}, "no type"},
		"unknown type":       {paypal.Asked{Type: "REFUND", PaidCredits: one}, "no type"},
		"top-up of nothing":  {paypal.Asked{Type: paypal.TopUp}, "needs paid or granted"},
		"top-up that voids":  {paypal.Asked{Type: paypal.TopUp, PaidCredits: one, CreditsToVoid: one}, "voids no credits"},
		"negative paid":      {paypal.Asked{Type: paypal.TopUp, PaidCredits: less}, "negative"},
		"negative granted":   {paypal.Asked{Type: paypal.TopUp, PaidCredits: one, GrantedCredits: less}, "negative"},
		"void of nothing":    {paypal.Asked{Type: paypal.Void}, "needs credits"},
		"void that pays":     {paypal.Asked{Type: paypal.Void, CreditsToVoid: one, PaidCredits: one}, "adds no credits"},
		"void that grants":   {paypal.Asked{Type: paypal.Void, CreditsToVoid: one, GrantedCredits: one}, "adds no credits"},
		"negative void":      {paypal.Asked{Type: paypal.Void, CreditsToVoid: less}, "negative"},
		"lower case in type": {paypal.Asked{Type: "topup", PaidCredits: one}, "no type"},
	}
}

func TestNewEntry_refusesAmounts(t *testing.T) {
	t.Parallel()
	for name, c := range refusedAsked() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := paypal.NewEntry("r", c.asked, nil); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one about %q", err, c.want)
			}
		})
	}
}
