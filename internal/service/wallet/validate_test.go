package wallet_test

import (
	"maps"
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
		"blank after the name":      {with(prepaid(), "name", "P\n"), []string{"name", "blank"}},
		"no currency":               {with(prepaid(), "currency", ""), []string{"currency"}},
		"two letters":               {with(prepaid(), "currency", "US"), []string{"currency", `"US"`}},
		"rate, no number":           {with(prepaid(), "rate_amount", "one"), []string{"rate_amount", `"one"`}},
		"rate, exponent":            {with(prepaid(), "rate_amount", "1e3"), []string{"rate_amount", `"1e3"`}},
		"rate, zero":                {with(prepaid(), "rate_amount", "0.00"), []string{"rate_amount", "greater than 0"}},
		"rate, negative":            {with(prepaid(), "rate_amount", "-1"), []string{"rate_amount", "greater than 0"}},
		"rate, six decimals":        {with(prepaid(), "rate_amount", "0.000001"), []string{"rate_amount", "5"}},
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
		"THRESHOLD with interval":   {rule(fixed, acctest.Attrs{"interval": "MONTHLY"}), []string{"[0].interval", "Take it out"}},
		"THRESHOLD with a start":    {rule(fixed, acctest.Attrs{"started_at": "2031-01-01T00:00:00Z"}), []string{"[0].started_at", "Take it out"}},
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
