package paypal_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

// A page of the longest listing is 100 entries.

func BenchmarkDecode_wallets(b *testing.B) {
	data := []byte("[" + strings.Repeat(fullWallet+",", 99) + fullWallet + "]")
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		var wallets []paypal.Wallet
		if err := json.Unmarshal(data, &wallets); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecode_transactions(b *testing.B) {
	data := ledgerPage(100)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		var transactions []paypal.Transaction
		if err := json.Unmarshal(data, &transactions); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEntries(b *testing.B) {
	var history []paypal.Transaction
	if err := json.Unmarshal(ledgerPage(10_000), &history); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if got := len(paypal.FindEntries(history)); got != 10_000 {
			b.Fatal(got)
		}
	}
}

func ledgerPage(n int) []byte {
	var entries []string
	for i := range n {
		entries = append(entries, fmt.Sprintf(`{"wallet_transaction_id":"t-%d","wallet_id":"w-1","payment_status":"SETTLED","source":"MANUAL","transaction_status":"PURCHASED",`+
			`"transaction_type":"INBOUND","amount":{"value":120.35,"currency_code":"USD"},"credits":"100.0","settled_at":"2030-04-29T08:59:51Z","created_at":"2030-04-29T08:59:51Z",`+
			`"metadata":[{"key":"tf_reference","value":"order-%d"},{"key":"tf_asked","value":"TOPUP paid=100"}]}`, i, i))
	}
	return []byte("[" + strings.Join(entries, ",") + "]")
}
