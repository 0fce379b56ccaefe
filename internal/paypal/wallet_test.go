package paypal_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

const fullWallet = `{
  "id": "w-1",
  "external_customer_id": "acme",
  "status": "ACTIVE",
  "rate_amount": "1.375",
  "name": "Prepaid",
  "expiration_at": "2031-02-03T04:05:06Z",
  "created_at": "2030-01-01T00:00:00Z",
  "terminated_at": "2031-02-03T04:05:07Z",
  "applies_to": {"fee_types": ["CHARGE", "COMMITMENT"]},
  "available_balance": {"value": 12345678901234567.89, "currency_code": "USD"},
  "ongoing_usage": {"value": 0, "currency_code": "USD"},
  "net_balance": {"value": -3.5, "currency_code": "USD"},
  "available_credits": "0.00001",
  "ongoing_usage_credits": "10",
  "net_balance_credits": "-9.99999",
  "consumed_credits": "12345678901234567.89",
  "recurring_transaction_rules": [
    {"trigger": "THRESHOLD", "method": "TARGET", "threshold_credits": "5.0", "target_ongoing_balance": "200.0"},
    {"trigger": "INTERVAL", "method": "FIXED", "interval": "MONTHLY", "paid_credits": "20.0", "granted_credits": "0.0",
     "started_at": "2030-01-31T00:00:00Z", "expiration_at": "2032-01-31T00:00:00Z"}
  ]
}`

func TestWallet_decoding(t *testing.T) {
	t.Parallel()
	full := paypal.Wallet{
		ID: "w-1", ExternalCustomerID: "acme", Status: paypal.WalletActive, RateAmount: dec("1.375"),
		Name: new("Prepaid"), ExpirationAt: new("2031-02-03T04:05:06Z"), CreatedAt: new("2030-01-01T00:00:00Z"), TerminatedAt: new("2031-02-03T04:05:07Z"),
		AppliesTo:           &paypal.AppliesTo{FeeTypes: []string{"CHARGE", "COMMITMENT"}},
		AvailableBalance:    &paypal.Money{Value: dec("12345678901234567.89"), CurrencyCode: "USD"},
		OngoingUsage:        &paypal.Money{CurrencyCode: "USD"},
		NetBalance:          &paypal.Money{Value: dec("-3.5"), CurrencyCode: "USD"},
		AvailableCredits:    new(dec("0.00001")),
		OngoingUsageCredits: new(dec("10")),
		NetBalanceCredits:   new(dec("-9.99999")),
		ConsumedCredits:     new(dec("12345678901234567.89")),
		RecurringRules: []paypal.RecurringRule{
			{Trigger: "THRESHOLD", Method: "TARGET", ThresholdCredits: new(dec("5")), TargetOngoingBalance: new(dec("200"))},
			{Trigger: "INTERVAL", Method: "FIXED", Interval: new("MONTHLY"), PaidCredits: new(dec("20")), GrantedCredits: new(dec("0")),
				StartedAt: new("2030-01-31T00:00:00Z"), ExpirationAt: new("2032-01-31T00:00:00Z")},
		},
	}
	bare := paypal.Wallet{ExternalCustomerID: "acme", Status: "PENDING", RateAmount: dec("1")}
	with := func(change func(*paypal.Wallet)) paypal.Wallet {
		w := bare
		change(&w)
		return w
	}
	for name, c := range map[string]struct {
		text string
		want paypal.Wallet
	}{
		"every member":         {fullWallet, full},
		"required members":     {`{"external_customer_id":"acme","status":"PENDING","rate_amount":"1.0"}`, bare},
		"nulls are absent":     {wallet(`"id":null,"name":null,"applies_to":null,"net_balance":null,"available_credits":null,"recurring_transaction_rules":null`), bare},
		"unknown members":      {wallet(`"priority":50,"metadata":{"a":[1.5]},"code":"x"`), bare},
		"unknown status":       {strings.Replace(wallet(`"id":"w"`), "PENDING", "FROZEN", 1), with(func(w *paypal.Wallet) { w.ID, w.Status = "w", "FROZEN" })},
		"empty list of rules":  {wallet(`"recurring_transaction_rules":[]`), with(func(w *paypal.Wallet) { w.RecurringRules = []paypal.RecurringRule{} })},
		"no restriction":       {wallet(`"applies_to":{}`), with(func(w *paypal.Wallet) { w.AppliesTo = &paypal.AppliesTo{} })},
		"empty fee types":      {wallet(`"applies_to":{"fee_types":[]}`), with(func(w *paypal.Wallet) { w.AppliesTo = &paypal.AppliesTo{FeeTypes: []string{}} })},
		"unknown fee type":     {wallet(`"applies_to":{"fee_types":["TAX"]}`), with(func(w *paypal.Wallet) { w.AppliesTo = &paypal.AppliesTo{FeeTypes: []string{"TAX"}} })},
		"empty name is a name": {wallet(`"name":""`), with(func(w *paypal.Wallet) { w.Name = new("") })},
		"money as a string": {wallet(`"net_balance":{"value":"0.10","currency_code":"EUR"}`), with(func(w *paypal.Wallet) {
			w.NetBalance = &paypal.Money{Value: dec("0.1"), CurrencyCode: "EUR"}
		})},
		"money without a currency": {wallet(`"net_balance":{"value":7}`), with(func(w *paypal.Wallet) { w.NetBalance = &paypal.Money{Value: dec("7")} })},
		"credits as a number":      {wallet(`"available_credits":12345678901234567.89`), with(func(w *paypal.Wallet) { w.AvailableCredits = new(dec("12345678901234567.89")) })},
		"exponents": {wallet(`"available_credits":1.5e3,"net_balance":{"value":1E-5}`), with(func(w *paypal.Wallet) {
			w.AvailableCredits, w.NetBalance = new(dec("1500")), &paypal.Money{Value: dec("0.00001")}
		})},
		"a dot without decimals": {wallet(`"available_credits":"10."`), with(func(w *paypal.Wallet) { w.AvailableCredits = new(dec("10")) })},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got paypal.Wallet
			if err := json.Unmarshal([]byte(c.text), &got); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("decoded wallet (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWallet_decodingRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"an empty object":     {`{}`, "no external_customer_id"},
		"null":                {`null`, "no external_customer_id"},
		"no status":           {`{"external_customer_id":"a","rate_amount":"1"}`, "no status"},
		"no rate":             {`{"external_customer_id":"a","status":"ACTIVE"}`, "no rate_amount"},
		"a null rate":         {`{"external_customer_id":"a","status":"ACTIVE","rate_amount":null}`, "no rate_amount"},
		"money without value": {wallet(`"net_balance":{"currency_code":"USD"}`), "no value"},
		"money of null":       {wallet(`"net_balance":{"value":null,"currency_code":"USD"}`), "no value"},
		"money as text":       {wallet(`"net_balance":{"value":"ten"}`), "ten"},
		"money as a bool":     {wallet(`"net_balance":{"value":true}`), "true"},
		"credits empty":       {wallet(`"available_credits":""`), "decimal"},
		"credits as text":     {wallet(`"available_credits":"lots"`), "lots"},
		"an endless number":   {wallet(`"available_credits":1e999999999`), "exponent"},
		"an array":            {`[]`, "array"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got paypal.Wallet
			if err := json.Unmarshal([]byte(c.text), &got); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one about %q", err, c.want)
			}
		})
	}
}

func TestWallet_currency(t *testing.T) {
	t.Parallel()
	money := func(code string) *paypal.Money { return &paypal.Money{CurrencyCode: code} }
	for name, c := range map[string]struct {
		wallet paypal.Wallet
		want   string
	}{
		"no balances":                       {paypal.Wallet{}, ""},
		"available":                         {paypal.Wallet{AvailableBalance: money("USD"), NetBalance: money("EUR"), OngoingUsage: money("GBP")}, "USD"},
		"net":                               {paypal.Wallet{NetBalance: money("EUR"), OngoingUsage: money("GBP")}, "EUR"},
		"usage":                             {paypal.Wallet{OngoingUsage: money("GBP")}, "GBP"},
		"a balance that does not say it":    {paypal.Wallet{AvailableBalance: money(""), OngoingUsage: money("GBP")}, "GBP"},
		"several balances, none of them it": {paypal.Wallet{AvailableBalance: money(""), NetBalance: money("")}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := c.wallet.Currency(); got != c.want {
				t.Errorf("currency %q, want %q", got, c.want)
			}
		})
	}
}

// TestSamples decodes the documented examples, which are kept outside of the repository.
func TestSamples(t *testing.T) {
	t.Parallel()
	folder := os.Getenv("MINT_SAMPLES")
	if folder == "" {
		t.Skip("MINT_SAMPLES does not name the folder of recorded payloads")
	}
	read := func(t *testing.T, name string, into any) {
		t.Helper()
		data, err := os.ReadFile(filepath.Join(folder, "wallets", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, into); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	t.Run("created wallet", func(t *testing.T) {
		t.Parallel()
		var w paypal.Wallet
		read(t, "create_wallet_response.json", &w)
		if w.ID == "" || w.Currency() != "USD" || !w.AvailableBalance.Value.Equal(dec("110")) || !w.AvailableCredits.Equal(dec("110")) || w.RecurringRules != nil {
			t.Errorf("unexpected wallet %+v", w)
		}
	})
	t.Run("wallet request", func(t *testing.T) {
		t.Parallel()
		var want map[string]any
		read(t, "create_wallet_request_full.json", &want)
		// The client never sends the two: initial credits are transactions.
		delete(want, "paid_credits")
		delete(want, "granted_credits")
		var source struct {
			Rules []paypal.RecurringRule `json:"recurring_transaction_rules"`
		}
		read(t, "create_wallet_request_full.json", &source)
		body, err := json.Marshal(paypal.WalletCreate{
			ExternalCustomerID: "client-xyz456", Currency: "USD", RateAmount: dec("1.5"), Name: "Prepaid Wallet",
			ExpirationAt: new("2025-01-01T00:00:00Z"), AppliesTo: paypal.AppliesTo{FeeTypes: []string{"SUBSCRIPTION"}}, RecurringRules: source.Rules,
		})
		if err != nil {
			t.Fatal(err)
		}
		var got map[string]any
		if err := json.Unmarshal(body, &got); err != nil {
			t.Fatal(err)
		}
		sameNumber := cmp.Comparer(func(a, b string) bool {
			x, errX := decimal.NewFromString(a)
			y, errY := decimal.NewFromString(b)
			return a == b || errX == nil && errY == nil && x.Equal(y)
		})
		if diff := cmp.Diff(want, got, sameNumber); diff != "" {
			t.Errorf("request (-documented +sent):\n%s", diff)
		}
	})
	t.Run("list of wallets", func(t *testing.T) {
		t.Parallel()
		var l struct{ Wallets []paypal.Wallet }
		read(t, "list_wallets_response.json", &l)
		if len(l.Wallets) != 1 || !l.Wallets[0].AvailableBalance.Value.Equal(dec("120.35")) || !l.Wallets[0].RecurringRules[0].TargetOngoingBalance.Equal(dec("200")) {
			t.Errorf("unexpected wallets %+v", l.Wallets)
		}
	})
	t.Run("transactions", func(t *testing.T) {
		t.Parallel()
		var l struct {
			Transactions []paypal.Transaction `json:"wallet_transactions"`
		}
		read(t, "create_wallet_transaction_response.json", &l)
		if len(l.Transactions) != 1 || l.Transactions[0].ID == "" || !l.Transactions[0].Amount.Value.Equal(dec("120.35")) ||
			l.Transactions[0].UserMetadata()["reason"] != "balance depleted" {
			t.Errorf("unexpected transactions %+v", l.Transactions)
		}
	})
}

// wallet is a wallet of the required members and more.
func wallet(more string) string {
	return `{"external_customer_id":"acme","status":"PENDING","rate_amount":"1.0",` + more + `}`
}

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }
