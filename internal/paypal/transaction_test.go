package paypal_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

func TestTransaction_decoding(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		want paypal.Transaction
	}{
		"every member": {
			`{"wallet_transaction_id":"t-1","wallet_id":"w-1","payment_status":"FAILED","source":"THRESHOLD","transaction_status":"PURCHASED",
			  "transaction_type":"INBOUND","amount":{"value":12345678901234567.89,"currency_code":"JPY"},"credits":"0.00001",
			  "settled_at":"2030-01-01T00:00:01Z","failed_at":"2030-01-01T00:00:02+02:00","created_at":"2030-01-01T00:00:00.5Z",
			  "metadata":[{"key":"reason","value":"Größe"},{"key":"reason","value":"second"}],"lago_id":"x"}`,
			paypal.Transaction{
				ID: "t-1", WalletID: "w-1", PaymentStatus: paypal.PaymentFailed, Source: "THRESHOLD", TransactionStatus: paypal.Purchased,
				TransactionType: paypal.Inbound, Amount: &paypal.Money{Value: dec("12345678901234567.89"), CurrencyCode: "JPY"}, Credits: new(dec("0.00001")),
				SettledAt: new("2030-01-01T00:00:01Z"), FailedAt: new("2030-01-01T00:00:02+02:00"), CreatedAt: new("2030-01-01T00:00:00.5Z"),
				Metadata: []paypal.Pair{{Key: "reason", Value: "Größe"}, {Key: "reason", Value: "second"}},
			},
		},
		"nothing":          {`{}`, paypal.Transaction{}},
		"nulls":            {`{"wallet_transaction_id":null,"amount":null,"credits":null,"settled_at":null,"metadata":null}`, paypal.Transaction{}},
		"unknown enums":    {`{"payment_status":"HELD","transaction_status":"REFUNDED","transaction_type":"SIDEWAYS"}`, paypal.Transaction{PaymentStatus: "HELD", TransactionStatus: "REFUNDED", TransactionType: "SIDEWAYS"}},
		"empty metadata":   {`{"metadata":[]}`, paypal.Transaction{Metadata: []paypal.Pair{}}},
		"null in a pair":   {`{"metadata":[{"key":"a","value":null}]}`, paypal.Transaction{Metadata: []paypal.Pair{{Key: "a"}}}},
		"credits unquoted": {`{"credits":100}`, paypal.Transaction{Credits: new(dec("100"))}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got paypal.Transaction
			if err := json.Unmarshal([]byte(c.text), &got); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("decoded transaction (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTransaction_tags(t *testing.T) {
	t.Parallel()
	tagged := paypal.Transaction{Metadata: []paypal.Pair{
		{Key: "reason", Value: "gift"}, {Key: paypal.ReferenceKey, Value: "r"}, {Key: paypal.AskedKey, Value: "VOID credits=1"},
		{Key: "tf_later", Value: "x"}, {Key: "reason", Value: "twice"}, {Key: "tf", Value: "mine"},
	}}
	if got, ok := tagged.Tag("reason"); got != "gift" || !ok {
		t.Errorf("tag reason is %q, %t", got, ok)
	}
	if got, ok := tagged.Tag("absent"); got != "" || ok {
		t.Errorf("tag absent is %q, %t", got, ok)
	}
	if diff := cmp.Diff(map[string]string{"reason": "twice", "tf": "mine"}, tagged.UserMetadata()); diff != "" {
		t.Errorf("user metadata (-want +got):\n%s", diff)
	}
	if got := (paypal.Transaction{Metadata: tagged.Metadata[1:4]}).UserMetadata(); got != nil {
		t.Errorf("user metadata %v of a transaction that has only ours", got)
	}
}
