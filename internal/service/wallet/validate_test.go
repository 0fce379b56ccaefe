package wallet_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

// rule is a wallet with one rule, changed in one or two members.
func rule(base acctest.Attrs, changes acctest.Attrs) acctest.Attrs {
	changed := maps.Clone(base)
	maps.Copy(changed, changes)
	return with(prepaid(), "recurring_transaction_rules", []any{changed})
}

// TestWallet_emptyValues: modules pass "" and [] on for what is not set; each message names the
// argument and says what to write for that.
func TestWallet_emptyValues(t *testing.T) {
	t.Parallel()
	fixed := acctest.Attrs{"trigger": "THRESHOLD", "method": "FIXED", "threshold_credits": "10", "paid_credits": "5"}
	for argument, config := range map[string]acctest.Attrs{
		"external_customer_id":                           with(prepaid(), "external_customer_id", ""),
		"name":                                           with(prepaid(), "name", ""),
		"expiration_at":                                  with(prepaid(), "expiration_at", ""),
		"applies_to.fee_types":                           with(prepaid(), "applies_to", acctest.Attrs{"fee_types": []any{}}),
		"recurring_transaction_rules":                    with(prepaid(), "recurring_transaction_rules", []any{}),
		"recurring_transaction_rules[0].interval":        rule(fixed, acctest.Attrs{"interval": ""}),
		"recurring_transaction_rules[0].started_at":      rule(fixed, acctest.Attrs{"started_at": ""}),
		"recurring_transaction_rules[0].granted_credits": rule(fixed, acctest.Attrs{"granted_credits": ""}),
		"recurring_transaction_rules[0].expiration_at":   rule(fixed, acctest.Attrs{"expiration_at": ""}),
	} {
		e := acctest.New(t)
		contains(t, e.Terraform(typeName).Apply(config).Errors, argument+": ", "null to leave")
	}
}

// TestWallet_oneErrorAValue: what is wrong with a value of a rule is said once, with its place, and
// nothing that follows from it.
func TestWallet_oneErrorAValue(t *testing.T) {
	t.Parallel()
	fixed := acctest.Attrs{"trigger": "THRESHOLD", "method": "FIXED", "threshold_credits": "10", "paid_credits": "5"}
	two := func(at string, value any) acctest.Attrs {
		return with(prepaid(), "recurring_transaction_rules", []any{monthly(), with(fixed, at, value)})
	}
	for argument, config := range map[string]acctest.Attrs{
		"applies_to.fee_types":                             with(prepaid(), "applies_to", acctest.Attrs{"fee_types": []any{"TIPS"}}),
		"recurring_transaction_rules[1].paid_credits":      two("paid_credits", "abc"),
		"recurring_transaction_rules[1].threshold_credits": two("threshold_credits", "1e3"),
		"recurring_transaction_rules[1].trigger":           two("trigger", "threshold"),
		"recurring_transaction_rules[1].expiration_at":     two("expiration_at", "2031-01-01"),
	} {
		out := acctest.New(t).Terraform(typeName).Plan(config)
		if len(out.Errors) != 1 || !strings.Contains(out.Errors[0], argument) {
			t.Errorf("%s: errors are %q", argument, out.Errors)
		}
	}
}

func TestWallet_badInput(t *testing.T) {
	t.Parallel()
	fixed := acctest.Attrs{"trigger": "THRESHOLD", "method": "FIXED", "threshold_credits": "10", "paid_credits": "5"}
	for name, test := range map[string]struct {
		config acctest.Attrs
		want   []string
	}{
		"no customer":               {with(prepaid(), "external_customer_id", ""), []string{"external_customer_id"}},
		"no name":                   {with(prepaid(), "name", ""), []string{"name", "must not be empty"}},
		"blank before the name":     {with(prepaid(), "name", " P"), []string{"name", "blank"}},
		"blank after the name":      {with(prepaid(), "name", "P\n"), []string{"name", "line break"}},
		"no currency":               {with(prepaid(), "currency", ""), []string{"currency"}},
		"two letters":               {with(prepaid(), "currency", "US"), []string{"currency", `"US"`}},
		"rate, no number":           {with(prepaid(), "rate_amount", "one"), []string{"rate_amount", `"one"`}},
		"rate, exponent":            {with(prepaid(), "rate_amount", "1e3"), []string{"rate_amount", `"1e3"`}},
		"rate, zero":                {with(prepaid(), "rate_amount", "0.00"), []string{"rate_amount", "greater than 0"}},
		"rate, negative":            {with(prepaid(), "rate_amount", "-1"), []string{"rate_amount", "greater than 0"}},
		"rate, third of ten":        {with(prepaid(), "rate_amount", "3.3333333333333333333333333333"), []string{"rate_amount", "24"}},
		"rate, absurd":              {with(prepaid(), "rate_amount", "12345678901234567890123456"), []string{"rate_amount", "25"}},
		"expiration, a day":         {with(prepaid(), "expiration_at", "2031-01-01"), []string{"expiration_at", "RFC 3339"}},
		"expiration, no zone":       {with(prepaid(), "expiration_at", "2031-01-01T00:00:00"), []string{"expiration_at", "RFC 3339"}},
		"expiration, fraction":      {with(prepaid(), "expiration_at", "2031-01-01T00:00:00.5Z"), []string{"expiration_at", "whole second", "2031-01-01T00:00:00Z"}},
		"no fee types":              {with(prepaid(), "applies_to", acctest.Attrs{"fee_types": []any{}}), []string{"fee_types"}},
		"applies to nothing":        {with(prepaid(), "applies_to", acctest.Attrs{}), []string{"fee_types"}},
		"fee type":                  {with(prepaid(), "applies_to", acctest.Attrs{"fee_types": []any{"TAX"}}), []string{"fee_types", "TAX", "CHARGE"}},
		"fee type, case":            {with(prepaid(), "applies_to", acctest.Attrs{"fee_types": []any{"charge"}}), []string{"fee_types", "case", "CHARGE"}},
		"empty list of rules":       {with(prepaid(), "recurring_transaction_rules", []any{}), []string{"recurring_transaction_rules"}},
		"trigger":                   {rule(fixed, acctest.Attrs{"trigger": "threshold"}), []string{"trigger", "THRESHOLD"}},
		"no trigger":                {rule(fixed, acctest.Attrs{"trigger": nil}), []string{"trigger"}},
		"method":                    {rule(fixed, acctest.Attrs{"method": "SOME"}), []string{"method", "FIXED"}},
		"interval":                  {rule(monthly(), acctest.Attrs{"interval": "DAILY"}), []string{"interval", "WEEKLY"}},
		"INTERVAL without interval": {rule(monthly(), acctest.Attrs{"interval": nil}), []string{"[0].interval", `trigger = "INTERVAL" needs interval`}},
		"INTERVAL with threshold":   {rule(monthly(), acctest.Attrs{"threshold_credits": "1"}), []string{"[0].threshold_credits", "does not use threshold_credits"}},
		"THRESHOLD without":         {rule(fixed, acctest.Attrs{"threshold_credits": nil}), []string{"[0].threshold_credits", "needs threshold_credits"}},
		"THRESHOLD with interval":   {rule(fixed, acctest.Attrs{"interval": "MONTHLY"}), []string{"[0].interval", "Remove it"}},
		"THRESHOLD with a start":    {rule(fixed, acctest.Attrs{"started_at": "2031-01-01T00:00:00Z"}), []string{"[0].started_at", "Remove it"}},
		"FIXED without credits":     {rule(fixed, acctest.Attrs{"paid_credits": nil}), []string{"[0].paid_credits", "needs paid_credits or granted_credits"}},
		"FIXED with a target":       {rule(fixed, acctest.Attrs{"target_ongoing_balance": "50"}), []string{"[0].target_ongoing_balance", "does not use"}},
		"TARGET without":            {rule(below("1", "2"), acctest.Attrs{"target_ongoing_balance": nil}), []string{"[0].target_ongoing_balance", "needs target_ongoing_balance"}},
		"TARGET with credits":       {rule(below("1", "2"), acctest.Attrs{"granted_credits": "50"}), []string{"[0].granted_credits", "does not use"}},
		"target below threshold":    {rule(below("100", "99.99999"), nil), []string{"[0].target_ongoing_balance", "99.99999", "100"}},
		"paid nothing":              {rule(fixed, acctest.Attrs{"paid_credits": "0"}), []string{"paid_credits", "greater than 0"}},
		"granted nothing":           {rule(fixed, acctest.Attrs{"granted_credits": "0.0"}), []string{"granted_credits", "greater than 0"}},
		"negative threshold":        {rule(fixed, acctest.Attrs{"threshold_credits": "-1"}), []string{"threshold_credits", "at least 0"}},
		"target of nothing":         {rule(below("0", "0"), nil), []string{"target_ongoing_balance", "greater than 0"}},
		"six decimals":              {rule(fixed, acctest.Attrs{"paid_credits": "1.000001"}), []string{"paid_credits", "5"}},
		"credits, exponent":         {rule(fixed, acctest.Attrs{"paid_credits": "1e2"}), []string{"paid_credits", `"1e2"`}},
		"start, fraction":           {rule(monthly(), acctest.Attrs{"started_at": "2031-01-01T00:00:00.001Z"}), []string{"started_at", "whole second"}},
		"end, not a date":           {rule(monthly(), acctest.Attrs{"expiration_at": "never"}), []string{"expiration_at", `"never"`}},
		"the second rule":           {with(prepaid(), "recurring_transaction_rules", []any{fixed, below("2", "1")}), []string{"[1].target_ongoing_balance"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			out := e.Terraform(typeName).Apply(test.config)
			contains(t, out.Errors, test.want...)
			if sent := e.Server.Journal(); len(sent) > 0 {
				t.Errorf("bad input was sent: %v", sent)
			}
		})
	}
}

// TestWallet_manyDecimals: a rate that the service has shown can be imported and planned; a new one
// may be rounded.
func TestWallet_manyDecimals(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	opened, err := e.PayPal.OpenWalletInConsole(paypalfake.Wallet{CustomerID: acctest.Customer, Name: "Prepaid", Currency: "USD", Rate: dec("0.0000015")})
	if err != nil {
		t.Fatal(err)
	}
	tf := e.Terraform(typeName)
	tf.Import(opened.ID)
	config := with(prepaid(), "rate_amount", "0.0000015")
	if out := succeed(t, tf.Plan(config), acctest.NoOp); len(out.Warnings) > 0 {
		t.Errorf("warnings %q", out.Warnings)
	}
	fresh := with(with(prepaid(), "name", "Other"), "rate_amount", "0.000001")
	contains(t, succeed(t, e.Terraform(typeName).Apply(fresh), acctest.Create).Warnings, `The rate of wallet "Other" may be rounded`, "0.000001")
}

// TestWallet_normalForms: a name is the same however its accents are written.
func TestWallet_normalForms(t *testing.T) {
	t.Parallel()
	const composed, decomposed = "Caf\u00e9", "Cafe\u0301"
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	config := with(prepaid(), "name", composed)
	succeed(t, tf.Apply(config), acctest.Create)
	if err := e.PayPal.RenameInConsole(id(t, tf), decomposed); err != nil {
		t.Fatal(err)
	}
	succeed(t, tf.Plan(config), acctest.NoOp)
	succeed(t, tf.Plan(with(prepaid(), "name", decomposed)), acctest.NoOp)
	contains(t, succeed(t, e.Terraform(typeName).Apply(config), acctest.Create).Warnings, "Adopted")
	if got := len(living(e)); got != 1 {
		t.Errorf("%d wallets", got)
	}
}

// TestWallet_rulesDueAtOnce: what a rule buys as soon as it is applied is in the plan, with its
// price.
func TestWallet_rulesDueAtOnce(t *testing.T) {
	t.Parallel()
	fixed := acctest.Attrs{"trigger": "THRESHOLD", "method": "FIXED", "threshold_credits": "10", "paid_credits": "5", "granted_credits": "0.5"}
	for name, c := range map[string]struct {
		rule  acctest.Attrs
		empty string // what the rule of a new wallet does at once
		full  string // and that of one with 60 credits, of which 50 are used
	}{
		"target":           {below("20", "100"), "will buy 100 credits for 150 USD at once", "will buy 90 credits for 135 USD at once"},
		"target, far":      {below("10", "100"), "will buy 100 credits for 150 USD at once", ""},
		"fixed":            {fixed, "will buy 5 credits for 7.5 USD and add 0.5 granted credits at once", ""},
		"granted":          {with(with(fixed, "paid_credits", nil), "threshold_credits", "11"), "will add 0.5 granted credits at once", "will add 0.5 granted credits at once"},
		"threshold of 0":   {below("0", "100"), "", ""},
		"calendar":         {monthly(), "", ""},
		"threshold open":   {with(fixed, "threshold_credits", acctest.Unknown), "", ""},
		"only a grant set": {with(fixed, "paid_credits", acctest.Unknown), "will add 0.5 granted credits at once", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			tf := e.Terraform(typeName)
			config := with(prepaid(), "recurring_transaction_rules", []any{c.rule})
			check := func(out acctest.Outcome, want string) {
				t.Helper()
				if want == "" && len(out.Warnings) > 0 {
					t.Errorf("warnings %q", out.Warnings)
				}
				if want != "" {
					contains(t, out.Warnings, `rule of wallet "Prepaid" `+want, "recurring_transaction_rules[0]", "charged")
				}
			}
			check(succeed(t, tf.Plan(config), acctest.Create), c.empty)
			if sent := e.Server.Journal(); len(sent) > 0 {
				t.Errorf("planning a create sent %v", sent)
			}
			succeed(t, tf.Apply(prepaid()), acctest.Create)
			topUp(t, e, id(t, tf), "0", "60")
			consume(t, e, id(t, tf), "75")
			check(succeed(t, tf.Plan(config), acctest.Update), c.full)
			check(succeed(t, tf.Plan(with(prepaid(), "name", "Other")), acctest.Update), "")
		})
	}
}

func TestWallet_goodInput(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	for name, config := range map[string]acctest.Attrs{
		"threshold of nothing": rule(below("0", "0.00001"), nil),
		"target is threshold":  rule(below("10", "10.0"), nil),
		"granted only":         rule(acctest.Attrs{"trigger": "INTERVAL", "method": "FIXED", "interval": "YEARLY", "granted_credits": "0.00001"}, nil),
		"unknown members": rule(acctest.Attrs{"trigger": "THRESHOLD", "method": acctest.Unknown, "threshold_credits": acctest.Unknown,
			"paid_credits": acctest.Unknown, "target_ongoing_balance": acctest.Unknown, "interval": acctest.Unknown}, nil),
		"unknown trigger": rule(acctest.Attrs{"trigger": acctest.Unknown, "method": "FIXED", "granted_credits": acctest.Unknown}, nil),
		"zero fraction":   with(prepaid(), "expiration_at", "2031-01-01T00:00:00.000Z"),
		"name of one":     with(prepaid(), "name", "P"),
	} {
		if out := tf.Validate(config); out.Failed() || len(out.Warnings) > 0 {
			t.Errorf("%s: errors %q, warnings %q", name, out.Errors, out.Warnings)
		}
	}
	if out := tf.Plan(prepaid()); out.Failed() || out.Action != acctest.Create {
		t.Errorf("planned %s, %q", out.Action, out.Errors)
	}
	if sent := e.Server.Journal(); len(sent) > 0 {
		t.Errorf("planning a create sent %v", sent)
	}
}

// What the service is likely to refuse, but may accept, is a warning.
func TestWallet_oddInput(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.PayPal.AddCustomer("ac.me/ü")
	e.PayPal.Switch(func(s *paypalfake.Switches) { s.ManyRulesAccepted = true })
	tf := e.Terraform(typeName)
	odd := with(prepaid(), "external_customer_id", "ac.me/ü")
	odd["recurring_transaction_rules"] = []any{monthly(), below("1", "5")}
	out := succeed(t, tf.Apply(odd), acctest.Create)
	contains(t, out.Warnings, `Customer id "ac.me/ü" has unusual characters`, `Wallet "Prepaid" has 2 recurring rules`)
	succeed(t, tf.Plan(odd), acctest.NoOp)

	// Rules are told apart by what they do, not by where they stand.
	sent := e.Server.Count("PUT", "")
	turned := with(odd, "recurring_transaction_rules", []any{below("1", "5"), monthly()})
	succeed(t, tf.Apply(turned), acctest.Update)
	if got := e.Server.Count("PUT", ""); got != sent {
		t.Error("rules in another order were sent")
	}
	succeed(t, tf.Plan(turned), acctest.NoOp)

	e.PayPal.Switch(func(s *paypalfake.Switches) { s.ManyRulesAccepted = false })
	fresh := e.Terraform(typeName)
	contains(t, fresh.Apply(with(odd, "name", "Other")).Errors, "INVALID_NUMBER_OF_RECURRING_RULES")
}
