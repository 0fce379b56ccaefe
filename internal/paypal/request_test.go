package paypal_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

func TestRequests_exactJSON(t *testing.T) {
	t.Parallel()
	rule := paypal.RecurringRule{Trigger: "THRESHOLD", Method: "FIXED", ThresholdCredits: new(dec("0")), PaidCredits: new(dec("12345678901234567.89")), GrantedCredits: new(dec("0.00001"))}
	const ruleJSON = `{"trigger":"THRESHOLD","method":"FIXED","threshold_credits":"0","paid_credits":"12345678901234567.89","granted_credits":"0.00001"}`
	for name, c := range map[string]struct {
		body any
		want string
	}{
		"create, required members": {
			paypal.WalletCreate{ExternalCustomerID: "acme", Currency: "usd", RateAmount: dec("1.50"), Name: "Prepaid"},
			`{"external_customer_id":"acme","currency":"USD","rate_amount":"1.5","name":"Prepaid"}`,
		},
		"create, every member": {
			paypal.WalletCreate{ExternalCustomerID: "acme", Currency: "JPY", RateAmount: dec("1e2"), Name: `"<é>"`, ExpirationAt: new("2031-01-01T00:00:00Z"),
				AppliesTo: paypal.AppliesTo{FeeTypes: []string{"CHARGE"}}, RecurringRules: []paypal.RecurringRule{rule}},
			`{"external_customer_id":"acme","currency":"JPY","rate_amount":"100","name":"\"\u003cé\u003e\"","expiration_at":"2031-01-01T00:00:00Z",` +
				`"applies_to":{"fee_types":["CHARGE"]},"recurring_transaction_rules":[` + ruleJSON + `]}`,
		},
		"create, empty lists are left out": {
			paypal.WalletCreate{ExternalCustomerID: "acme", Currency: "USD", RateAmount: dec("1"), AppliesTo: paypal.AppliesTo{FeeTypes: []string{}}, RecurringRules: []paypal.RecurringRule{}},
			`{"external_customer_id":"acme","currency":"USD","rate_amount":"1"}`,
		},
		"rule, every member": {
			paypal.RecurringRule{Trigger: "INTERVAL", Method: "TARGET", Interval: new("WEEKLY"), TargetOngoingBalance: new(dec("1e20")),
				StartedAt: new("2030-01-01T00:00:00Z"), ExpirationAt: new("2031-01-01T00:00:00Z")},
			`{"trigger":"INTERVAL","method":"TARGET","interval":"WEEKLY","target_ongoing_balance":"100000000000000000000",` +
				`"started_at":"2030-01-01T00:00:00Z","expiration_at":"2031-01-01T00:00:00Z"}`,
		},

		"update, nothing":              {paypal.WalletUpdate{}, `{}`},
		"update, name":                 {paypal.WalletUpdate{Name: paypal.Set("New")}, `{"name":"New"}`},
		"update, name to empty":        {paypal.WalletUpdate{Name: paypal.Set("")}, `{"name":""}`},
		"update, name cleared":         {paypal.WalletUpdate{Name: paypal.Clear[string]()}, `{"name":null}`},
		"update, expiration":           {paypal.WalletUpdate{ExpirationAt: paypal.Set("2031-01-01T00:00:00Z")}, `{"expiration_at":"2031-01-01T00:00:00Z"}`},
		"update, expiration cleared":   {paypal.WalletUpdate{ExpirationAt: paypal.Clear[string]()}, `{"expiration_at":null}`},
		"update, fee types":            {paypal.WalletUpdate{FeeTypes: paypal.Set([]string{"CHARGE", "COMMITMENT"})}, `{"applies_to":{"fee_types":["CHARGE","COMMITMENT"]}}`},
		"update, fee types empty":      {paypal.WalletUpdate{FeeTypes: paypal.Set([]string{})}, `{"applies_to":{"fee_types":[]}}`},
		"update, fee types nil":        {paypal.WalletUpdate{FeeTypes: paypal.Set[[]string](nil)}, `{"applies_to":{"fee_types":[]}}`},
		"update, fee types cleared":    {paypal.WalletUpdate{FeeTypes: paypal.Clear[[]string]()}, `{"applies_to":{"fee_types":[]}}`},
		"update, rules":                {paypal.WalletUpdate{RecurringRules: paypal.Set([]paypal.RecurringRule{rule})}, `{"recurring_transaction_rules":[` + ruleJSON + `]}`},
		"update, rules empty":          {paypal.WalletUpdate{RecurringRules: paypal.Set([]paypal.RecurringRule{})}, `{"recurring_transaction_rules":[]}`},
		"update, rules nil":            {paypal.WalletUpdate{RecurringRules: paypal.Set[[]paypal.RecurringRule](nil)}, `{"recurring_transaction_rules":[]}`},
		"update, rules cleared":        {paypal.WalletUpdate{RecurringRules: paypal.Clear[[]paypal.RecurringRule]()}, `{"recurring_transaction_rules":[]}`},
		"update, two of four":          {paypal.WalletUpdate{Name: paypal.Set("New"), ExpirationAt: paypal.Clear[string]()}, `{"expiration_at":null,"name":"New"}`},
		"top-up of both kinds":         {paypal.TransactionRequest{Asked: both("200.0", "100.00")}, `{"type":"TOPUP","paid_credits":"200","granted_credits":"100"}`},
		"top-up, zero is not sent":     {paypal.TransactionRequest{Asked: both("10", "0.0")}, `{"type":"TOPUP","paid_credits":"10"}`},
		"top-up, granted":              {paypal.TransactionRequest{Asked: both("0", "12345678901234567.89")}, `{"type":"TOPUP","granted_credits":"12345678901234567.89"}`},
		"top-up, the smallest":         {paypal.TransactionRequest{Asked: both("0.00001", "0")}, `{"type":"TOPUP","paid_credits":"0.00001"}`},
		"void":                         {paypal.TransactionRequest{Asked: void("1e-5")}, `{"type":"VOID","credits_to_void":"0.00001"}`},
		"void of a number in exponent": {paypal.TransactionRequest{Asked: void("1e3")}, `{"type":"VOID","credits_to_void":"1000"}`},
		"metadata": {
			paypal.TransactionRequest{Asked: void("1"), Metadata: []paypal.Pair{{Key: "b", Value: "2"}, {Key: "a", Value: "1"}}},
			`{"type":"VOID","credits_to_void":"1","metadata":[{"key":"b","value":"2"},{"key":"a","value":"1"}]}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := json.Marshal(c.body)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, string(got)); diff != "" {
				t.Errorf("body (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWalletUpdate_isEmpty(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		update paypal.WalletUpdate
		want   bool
	}{
		"nothing":       {paypal.WalletUpdate{}, true},
		"name":          {paypal.WalletUpdate{Name: paypal.Set("")}, false},
		"expiration":    {paypal.WalletUpdate{ExpirationAt: paypal.Clear[string]()}, false},
		"fee types":     {paypal.WalletUpdate{FeeTypes: paypal.Set[[]string](nil)}, false},
		"rules cleared": {paypal.WalletUpdate{RecurringRules: paypal.Clear[[]paypal.RecurringRule]()}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := c.update.IsEmpty(); got != c.want {
				t.Errorf("empty: %t, want %t", got, c.want)
			}
		})
	}
}

func both(paid, granted string) paypal.Asked {
	return paypal.Asked{Type: paypal.TopUp, PaidCredits: dec(paid), GrantedCredits: dec(granted)}
}

func void(credits string) paypal.Asked {
	return paypal.Asked{Type: paypal.Void, CreditsToVoid: dec(credits)}
}
