package ledger_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

// TestEntry_emptyValues: modules pass "" on for what is not set; each message names the argument
// and says what to write for that.
func TestEntry_emptyValues(t *testing.T) {
	t.Parallel()
	for _, argument := range []string{"wallet_id", "paid_credits", "granted_credits", "credits_to_void", "on_destroy"} {
		b := newBank(t)
		contains(t, b.Terraform(typeName).Apply(b.granted(acctest.Attrs{argument: ""})).Errors, argument+": ", "null to leave")
	}
}

func TestEntry_badInput(t *testing.T) {
	t.Parallel()
	pairs := func(n int) acctest.Attrs {
		all := acctest.Attrs{}
		for i := range n {
			all[fmt.Sprint("key ", i)] = "value"
		}
		return all
	}
	metadata := func(pairs acctest.Attrs) acctest.Attrs { return acctest.Attrs{"metadata": pairs} }
	for name, test := range map[string]struct {
		void   bool
		change acctest.Attrs
		want   []string
	}{
		"no wallet":               {change: acctest.Attrs{"wallet_id": ""}, want: []string{"wallet_id"}},
		"no reference":            {change: acctest.Attrs{"reference": ""}, want: []string{"reference", "1 to 64"}},
		"space in the reference":  {change: acctest.Attrs{"reference": "order 1"}, want: []string{"reference", `"order 1"`}},
		"umlaut in the reference": {change: acctest.Attrs{"reference": "ärger"}, want: []string{"reference", "ärger"}},
		"percent sign":            {change: acctest.Attrs{"reference": "100%"}, want: []string{"reference", "100%"}},
		"long reference":          {change: acctest.Attrs{"reference": strings.Repeat("r", 65)}, want: []string{"reference", "1 to 64"}},
		"type":                    {change: acctest.Attrs{"type": "REFUND"}, want: []string{"type", "REFUND", "TOPUP", "VOID"}},
		"type's case":             {change: acctest.Attrs{"type": "topup"}, want: []string{"type", "case"}},
		"zero":                    {change: acctest.Attrs{"granted_credits": "0"}, want: []string{"granted_credits", "greater than 0"}},
		"zero of one kind":        {change: acctest.Attrs{"paid_credits": "0.00"}, want: []string{"paid_credits", "greater than 0"}},
		"negative":                {change: acctest.Attrs{"granted_credits": "-1"}, want: []string{"granted_credits", "greater than 0"}},
		"exponent":                {change: acctest.Attrs{"granted_credits": "1e3"}, want: []string{"granted_credits", "1e3", "exponent"}},
		"not a number":            {change: acctest.Attrs{"granted_credits": "ten"}, want: []string{"granted_credits", "ten"}},
		"separator":               {change: acctest.Attrs{"granted_credits": "1,000"}, want: []string{"granted_credits", "1,000"}},
		"six decimals":            {change: acctest.Attrs{"granted_credits": "0.000001"}, want: []string{"granted_credits", "at most 5 decimal places"}},
		"26 digits":               {change: acctest.Attrs{"granted_credits": "123456789012345678901.12345"}, want: []string{"granted_credits", "26 digits"}},
		"154 digits":              {change: acctest.Attrs{"granted_credits": "3." + strings.Repeat("3", 153)}, want: []string{"granted_credits", "round it"}},
		"nothing":                 {change: acctest.Attrs{"granted_credits": nil}, want: []string{"paid_credits", "A TOPUP needs credits"}},
		"a top-up that voids":     {change: acctest.Attrs{"credits_to_void": "1"}, want: []string{"credits_to_void", "credits_to_void does not apply to a TOPUP"}},
		"a void that buys":        {void: true, change: acctest.Attrs{"paid_credits": "1"}, want: []string{"paid_credits", "does not apply to a VOID"}},
		"a void that gives":       {void: true, change: acctest.Attrs{"granted_credits": "1"}, want: []string{"granted_credits", "does not apply to a VOID"}},
		"a void of nothing":       {void: true, change: acctest.Attrs{"credits_to_void": nil}, want: []string{"credits_to_void", "A VOID needs credits_to_void"}},
		"a void of zero":          {void: true, change: acctest.Attrs{"credits_to_void": "0"}, want: []string{"credits_to_void", "greater than 0"}},
		"a void to be voided":     {void: true, change: acctest.Attrs{"on_destroy": "void"}, want: []string{"on_destroy", "A VOID cannot be voided"}},
		"on_destroy":              {change: acctest.Attrs{"on_destroy": "delete"}, want: []string{"on_destroy", "delete", "retain"}},
		"reserved key":            {change: metadata(acctest.Attrs{"tf_reference": "x"}), want: []string{"metadata", "tf_reference", "reserved"}},
		"long key":                {change: metadata(acctest.Attrs{strings.Repeat("k", 21): "x"}), want: []string{"metadata", "more than 20"}},
		"blank key":               {change: metadata(acctest.Attrs{" ": "x"}), want: []string{"metadata", "blank"}},
		"long value":              {change: metadata(acctest.Attrs{"k": strings.Repeat("v", 101)}), want: []string{"metadata", "more than 100"}},
		"blank value":             {change: metadata(acctest.Attrs{"k": ""}), want: []string{"metadata", "blank"}},
		"null value":              {change: metadata(acctest.Attrs{"k": nil}), want: []string{"metadata", `metadata["k"]: the value is null`}},
		"14 pairs":                {change: metadata(pairs(14)), want: []string{"metadata", "14 pairs", "13"}},
		"reserved and unknown":    {change: metadata(acctest.Attrs{"tf_x": acctest.Unknown}), want: []string{"metadata", "tf_x"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBank(t)
			config := b.granted(test.change)
			if test.void {
				config = b.voided(test.change)
			}
			for _, out := range []acctest.Outcome{b.Terraform(typeName).Validate(config), b.Terraform(typeName).Apply(config)} {
				contains(t, out.Errors, test.want...)
			}
			if sent := b.Server.Journal(); len(sent) > 0 {
				t.Errorf("bad input was sent: %v", sent)
			}
		})
	}
}

func TestEntry_goodInput(t *testing.T) {
	t.Parallel()
	long := acctest.Attrs{}
	for i := range 13 {
		long[fmt.Sprintf("%020d", i)] = strings.Repeat("ü", 100)
	}
	for name, test := range map[string]struct {
		void   bool
		change acctest.Attrs
	}{
		"longest reference": {change: acctest.Attrs{"reference": strings.Repeat("r", 64)}},
		"every character":   {change: acctest.Attrs{"reference": "a.Z_0:@/-"}},
		"25 digits":         {change: acctest.Attrs{"granted_credits": "12345678901234567890.12345", "paid_credits": "12345678901234567890.12345"}},
		"most metadata":     {change: acctest.Attrs{"metadata": long}},
		"no metadata":       {change: acctest.Attrs{"metadata": acctest.Attrs{}}},
		"purchase only":     {change: acctest.Attrs{"granted_credits": nil, "paid_credits": "1"}},
		"a void":            {void: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBank(t)
			config := b.granted(test.change)
			if test.void {
				config = b.voided(test.change)
			}
			tf := b.Terraform(typeName)
			out := succeed(t, tf.Plan(config), acctest.Create)
			silent(t, out.Warnings)
			if sent := b.Server.Journal(); len(sent) > 0 {
				t.Errorf("a plan to create sent %v", sent)
			}
			silent(t, succeed(t, tf.Apply(config), acctest.Create).Warnings)
			succeed(t, tf.Plan(config), acctest.NoOp)
		})
	}
}

// What the service refuses is an error with nothing in the state.
func TestEntry_refusedByTheService(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]paypalfake.RuleAnswer{"422": paypalfake.RuleUnprocessable, "400": paypalfake.RuleInvalid, "409": paypalfake.RuleConflict} {
		t.Run("more than there is, "+name, func(t *testing.T) {
			t.Parallel()
			b := newBank(t)
			b.PayPal.Switch(func(s *paypalfake.Switches) { s.RuleAnswer = answer })
			tf := b.Terraform(typeName)
			config := b.voided(acctest.Attrs{"credits_to_void": "100.00001"})
			contains(t, tf.Apply(config).Errors, `Cannot create VOID "order-2025/1" of 100.00001 credits in wallet `, "INSUFFICIENT_CREDITS", "no more than the available credits")
			if tf.State != nil || len(b.posted()) > 0 {
				t.Errorf("the state is %v, the service holds %v", tf.State, b.posted())
			}
			succeed(t, tf.Apply(b.voided(acctest.Attrs{"credits_to_void": "100"})), acctest.Create)
			b.credits(t, "-100")
		})
	}
	t.Run("worth nothing", func(t *testing.T) {
		t.Parallel()
		b := newBank(t)
		config := b.granted(acctest.Attrs{"wallet_id": b.open(t, "0.001")})
		contains(t, b.Terraform(typeName).Apply(with(config, acctest.Attrs{"granted_credits": "1"})).Errors, "AMOUNT_ROUNDS_TO_ZERO")
	})
	t.Run("terminated wallet", func(t *testing.T) {
		t.Parallel()
		b := newBank(t)
		if err := b.PayPal.TerminateInConsole(b.wallet); err != nil {
			t.Fatal(err)
		}
		contains(t, b.Terraform(typeName).Apply(b.granted(nil)).Errors, "WALLET_IS_TERMINATED", "is not terminated")
	})
	for name, notFound := range map[string]bool{"422": false, "404": true} {
		t.Run("no such wallet, "+name, func(t *testing.T) {
			t.Parallel()
			b := newBank(t)
			b.PayPal.Switch(func(s *paypalfake.Switches) { s.UnknownWalletAnswers404 = notFound })
			contains(t, b.Terraform(typeName).Apply(b.granted(acctest.Attrs{"wallet_id": "nowhere"})).Errors, "nowhere", "Check that the wallet exists")
			if b.posts() > 0 {
				t.Error("it was posted")
			}
		})
	}
}
