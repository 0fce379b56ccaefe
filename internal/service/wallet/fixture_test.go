package wallet_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

const (
	typeName = "mint_wallet"

	// Routes of the service, as faults and the journal name them.
	collection = "/wallets$"
	item       = "/wallets/{wallet_id}$"
	history    = "/wallets/{wallet_id}/wallet-transactions"
)

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

// prepaid is a wallet with nothing in it but what is required.
func prepaid() acctest.Attrs {
	return acctest.Attrs{"external_customer_id": acctest.Customer, "name": "Prepaid", "currency": "USD", "rate_amount": "1.5"}
}

// with is a configuration with another argument; nil takes it out.
func with(attrs acctest.Attrs, name string, value any) acctest.Attrs {
	changed := maps.Clone(attrs)
	changed[name] = value
	return changed
}

// full is a wallet with everything in it.
func full() acctest.Attrs {
	attrs := with(prepaid(), "expiration_at", "2031-01-01T00:00:00Z")
	attrs["applies_to"] = acctest.Attrs{"fee_types": []any{"CHARGE", "COMMITMENT"}}
	attrs["recurring_transaction_rules"] = []any{monthly()}
	return attrs
}

func monthly() acctest.Attrs {
	return acctest.Attrs{
		"trigger": "INTERVAL", "method": "FIXED", "interval": "MONTHLY", "paid_credits": "100", "granted_credits": "10.5",
		"started_at": "2025-07-01T00:00:00Z", "expiration_at": "2030-01-01T00:00:00Z",
	}
}

func below(threshold, target string) acctest.Attrs {
	return acctest.Attrs{"trigger": "THRESHOLD", "method": "TARGET", "threshold_credits": threshold, "target_ongoing_balance": target}
}

func succeed(t *testing.T, out acctest.Outcome, action string) acctest.Outcome {
	t.Helper()
	if out.Failed() || out.Action != action {
		t.Fatalf("got %s with errors %q, want %s", out.Action, out.Errors, action)
	}
	return out
}

func contains(t *testing.T, texts []string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, part) }) {
			t.Errorf("nothing says %q: %q", part, texts)
		}
	}
}

// held is the wallet of the state as the service has it.
func held(t *testing.T, e *acctest.Env, tf *acctest.Terraform) paypalfake.Wallet {
	t.Helper()
	w, ok := e.PayPal.Wallet(id(t, tf))
	if !ok {
		t.Fatalf("the service has no wallet %s", id(t, tf))
	}
	return w
}

func id(t *testing.T, tf *acctest.Terraform) string {
	t.Helper()
	if tf.State == nil {
		t.Fatal("there is no state")
	}
	text, ok := tf.State.Attrs()["id"].(string)
	if !ok || text == "" {
		t.Fatalf("the state has no id: %v", tf.State.Attrs())
	}
	return text
}

// living are the customer's wallets that are not terminated.
func living(e *acctest.Env) []paypalfake.Wallet {
	return slices.DeleteFunc(e.PayPal.Wallets(acctest.Customer), func(w paypalfake.Wallet) bool { return w.Status == paypalfake.Terminated })
}

func topUp(t *testing.T, e *acctest.Env, walletID, paid, granted string) []paypalfake.Transaction {
	t.Helper()
	booked, err := e.PayPal.TopUpInConsole(walletID, dec(paid), dec(granted))
	if err != nil {
		t.Fatal(err)
	}
	return booked
}

// sentKeys are the members of the last update.
func sentKeys(e *acctest.Env) []string {
	updates := e.Server.Requests("PUT", item)
	if len(updates) == 0 {
		return nil
	}
	return updates[len(updates)-1].Keys
}

// block changes an argument of the provider's paypal block.
func block(e *acctest.Env, name string, value any) {
	paypal, _ := e.Block["paypal"].(acctest.Attrs)
	e.Block["paypal"] = with(paypal, name, value)
}

// later lets time pass for the service and for Terraform.
func later(t *testing.T, e *acctest.Env, d time.Duration) {
	t.Helper()
	e.Server.Clock().Advance(d)
	if err := e.Clock.Wait(t.Context(), d); err != nil {
		t.Fatal(err)
	}
}
