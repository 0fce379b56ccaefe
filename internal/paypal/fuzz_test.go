package paypal_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

// FuzzWallet: whatever decodes is a wallet that can be told from others and printed.
func FuzzWallet(f *testing.F) {
	f.Add([]byte(fullWallet))
	f.Add([]byte(someWallet))
	f.Add([]byte(wallet(`"available_credits":1e9999,"net_balance":{"value":-0.0}`)))
	f.Add([]byte(wallet(`"recurring_transaction_rules":[null,{"paid_credits":"1"}],"applies_to":{"fee_types":[null]}`)))
	f.Add([]byte(`null`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var w paypal.Wallet
		if json.Unmarshal(data, &w) != nil {
			return
		}
		if w.ExternalCustomerID == "" || w.Status == "" {
			t.Errorf("decoded %+v", w)
		}
		if known := w.AvailableBalance != nil && w.AvailableBalance.CurrencyCode != ""; known && w.Currency() != w.AvailableBalance.CurrencyCode {
			t.Errorf("currency %q of %+v", w.Currency(), w)
		}
		for _, d := range []*decimal.Decimal{&w.RateAmount, w.AvailableCredits, w.ConsumedCredits, w.NetBalanceCredits, w.OngoingUsageCredits} {
			if d != nil && len(d.String()) > len(data)+10_010 {
				t.Errorf("a number of %d digits from %d bytes", len(d.String()), len(data))
			}
		}
	})
}

// FuzzNumbers: a number arrives as it was written, quoted or not, as money or as credits, and leaves as it arrived.
func FuzzNumbers(f *testing.F) {
	for _, text := range []string{"12345678901234567.89", "0.00001", "-3.5", "110", "0", "1e3", "1.50", "99999999999999999999999.99999", "0.1", "-0"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !json.Valid([]byte(text)) || strings.ContainsAny(text, `"[{tfn `+"\t\r\n") {
			t.Skip("not a JSON number")
		}
		want, err := decimal.NewFromString(text)
		if err != nil {
			t.Skip("too large an exponent")
		}
		var got paypal.Wallet
		if err := json.Unmarshal([]byte(wallet(`"available_credits":"`+text+`","consumed_credits":`+text+`,"net_balance":{"value":`+text+`}`)), &got); err != nil {
			t.Fatal(err)
		}
		for _, d := range []decimal.Decimal{*got.AvailableCredits, *got.ConsumedCredits, got.NetBalance.Value} {
			if !d.Equal(want) {
				t.Errorf("%s arrived as %s", text, d)
			}
		}
		body, err := json.Marshal(paypal.RecurringRule{PaidCredits: got.AvailableCredits})
		if err != nil {
			t.Fatal(err)
		}
		var sent struct {
			PaidCredits string `json:"paid_credits"`
		}
		if err := json.Unmarshal(body, &sent); err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(sent.PaidCredits, "eE+") || !dec(sent.PaidCredits).Equal(want) {
			t.Errorf("%s left as %s", text, sent.PaidCredits)
		}
	})
}

// FuzzTransactions: whatever decodes can be grouped, and grouped again to the same entries.
func FuzzTransactions(f *testing.F) {
	f.Add([]byte(`[` + someTransaction + `]`))
	f.Add([]byte(`[{"wallet_transaction_id":"a","metadata":[{"key":"tf_reference","value":"r"},{"key":"tf_asked","value":"VOID credits=1"}]},null]`))
	f.Add([]byte(`[{"metadata":[{"key":"tf_voids","value":"r"}]},{"metadata":[{"key":"tf_voids","value":""}]}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var history []paypal.Transaction
		if json.Unmarshal(data, &history) != nil {
			return
		}
		checkEntries(t, history)
	})
}

// FuzzEntries: no named transaction is lost or counted twice, and the order of the history does not change how often a
// reference was posted.
func FuzzEntries(f *testing.F) {
	f.Add([]byte{0, 1, 2, 3, 4, 5})
	f.Add([]byte{7, 7, 7, 7, 99, 99, 200, 201, 255})
	f.Add([]byte("a longer history of many different transactions under few names"))
	kinds := []string{paypal.Purchased, paypal.Granted, paypal.Voided, "BONUS"}
	f.Fuzz(func(t *testing.T, data []byte) {
		var history []paypal.Transaction
		for i, b := range data {
			asked := []string{askedBoth, askedPaid, askedVoid, ""}[b>>4&3]
			x := posted(string(rune('A'+i)), kinds[b&3], []string{"r", "s"}[b>>2&1], asked)
			if b>>3&1 == 1 {
				slices.Reverse(x.Metadata)
			}
			if b>>6 == 3 {
				x = compensation(x.ID, []string{"r", "s"}[b&1])
			}
			history = append(history, x)
		}
		checkEntries(t, history)
	})
}

func checkEntries(t *testing.T, history []paypal.Transaction) {
	t.Helper()
	named, ids := 0, map[string]bool{}
	for _, x := range history {
		reference, _ := x.Tag(paypal.ReferenceKey)
		voided, _ := x.Tag(paypal.VoidsKey)
		if (reference != "" || voided != "") && (x.ID == "" || !ids[x.ID]) {
			named++
		}
		ids[x.ID] = true
	}
	grouped, voids := 0, map[string]int{}
	var all []paypal.Transaction
	for _, e := range paypal.Entries(history) {
		seen := map[string]bool{}
		for _, x := range e.Transactions {
			if seen[x.TransactionStatus] {
				t.Errorf("entry %q has two transactions that are %q", e.Reference, x.TransactionStatus)
			}
			seen[x.TransactionStatus] = true
		}
		grouped += len(e.Transactions)
		all = append(all, e.Transactions...)
		if voids[e.Reference] == 0 {
			all = append(all, e.Voids...)
		}
		voids[e.Reference] = len(e.Voids)
	}
	for _, n := range voids {
		grouped += n
	}
	if grouped != named {
		t.Errorf("%d transactions were grouped, %d have a name", grouped, named)
	}
	want := times(paypal.Entries(history))
	if diff := cmp.Diff(want, times(paypal.Entries(all))); diff != "" {
		t.Errorf("postings (-history +what was grouped of it):\n%s", diff)
	}
	// Of two transactions that share an id the first one counts.
	if len(ids) == len(history) {
		slices.Reverse(all)
		if diff := cmp.Diff(want, times(paypal.Entries(all))); diff != "" {
			t.Errorf("postings (-history +reversed):\n%s", diff)
		}
	}
}

func times(entries []paypal.Entry) map[string]int {
	counts := map[string]int{}
	for _, e := range entries {
		counts[e.Reference+"\x00"+e.Asked]++
	}
	return counts
}

// FuzzParseAsked: what is read is what was written, and nothing else is read.
func FuzzParseAsked(f *testing.F) {
	for _, text := range []string{askedBoth, askedPaid, askedVoid, "TOPUP granted=0.00001", "TOPUP pa", "VOID credits=1e3", "TOPUP paid=1 paid=1", ""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		asked, err := paypal.ParseAsked(text)
		if err != nil {
			return
		}
		if asked.String() != text || len(asked.Kinds()) == 0 {
			t.Errorf("%q was read as %q of %v", text, asked, asked.Kinds())
		}
		if len(text) <= paypal.MaxMetadataValue {
			request, err := paypal.NewEntry("r", asked, nil)
			if err != nil {
				t.Fatal(err)
			}
			if kept, _ := (paypal.Transaction{Metadata: request.Metadata}).Tag(paypal.AskedKey); kept != text {
				t.Errorf("%q is kept as %q", text, kept)
			}
		}
	})
}
