package paypal_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

// FuzzWallet: whatever decodes is a wallet that can be told from others and printed, alone or on a
// list, with links or without.
func FuzzWallet(f *testing.F) {
	f.Add([]byte(fullWallet))
	f.Add([]byte(someWallet))
	f.Add([]byte(wallet(`"available_credits":1e9999,"net_balance":{"value":-0.0}`)))
	f.Add([]byte(wallet(`"recurring_transaction_rules":[null,{"paid_credits":"1"}],"applies_to":{"fee_types":[null]}`)))
	f.Add([]byte(wallet(`"links":[{"href":"https://api.test/v1/commerce/billing/wallets/w-1","rel":"self","method":"GET"}]`)))
	f.Add([]byte(`null`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var w paypal.Wallet
		err := json.Unmarshal(data, &w)
		var listed []paypal.Wallet
		if again := json.Unmarshal(slices.Concat([]byte("["), data, []byte("]")), &listed); json.Valid(data) && (err == nil) != (again == nil) {
			t.Fatalf("alone: %v, listed: %v", err, again)
		}
		if err != nil {
			return
		}
		if diff := cmp.Diff([]paypal.Wallet{w}, listed); diff != "" {
			t.Errorf("(-alone +listed):\n%s", diff)
		}
		if w.ExternalCustomerID == "" || w.Status == "" {
			t.Errorf("decoded %+v", w)
		}
		if known := w.AvailableBalance != nil && w.AvailableBalance.CurrencyCode != ""; known && w.Currency() != w.AvailableBalance.CurrencyCode {
			t.Errorf("currency %q of %+v", w.Currency(), w)
		}
		if !paypal.SameRules(w.RecurringRules, w.RecurringRules) {
			t.Errorf("other rules than its own: %+v", w.RecurringRules)
		}
		for _, d := range []*decimal.Decimal{&w.RateAmount, w.AvailableCredits, w.ConsumedCredits, w.NetBalanceCredits, w.OngoingUsageCredits} {
			if d != nil && len(d.String()) > len(data)+10_010 {
				t.Errorf("a number of %d digits from %d bytes", len(d.String()), len(data))
			}
		}
		var linked paypal.Wallet
		object := bytes.TrimSpace(data)
		with := slices.Concat([]byte(`{"links":[{"href":"https://api.test","rel":"self","method":"GET"}],`), object[1:])
		if err := json.Unmarshal(with, &linked); err != nil || cmp.Diff(w, linked) != "" {
			t.Errorf("with links: %v, %+v", err, linked)
		}
	})
}

// FuzzNumbers holds every number against math/big: it arrives as it was written, quoted or not, as
// money or as credits, and leaves as it arrived.
func FuzzNumbers(f *testing.F) {
	for _, text := range []string{"12345678901234567.89", "0.00001", "-3.5", "110", "0", "1e3", "1.50", "99999999999999999999999.99999", "0.1", "-0", "120.35"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !json.Valid([]byte(text)) || strings.Trim(text, "+-.0123456789eE") != "" {
			t.Skip("not a JSON number")
		}
		want, ok := new(big.Rat).SetString(text)
		if _, err := decimal.NewFromString(text); err != nil || !ok {
			t.Skip("too large an exponent")
		}
		for _, written := range []string{text, `"` + text + `"`} {
			for what, got := range numbersOf(t, written) {
				if got == nil || got.Rat().Cmp(want) != 0 {
					t.Fatalf("%s: %s arrived as %s", written, what, got)
				}
				body, err := json.Marshal(paypal.RecurringRule{PaidCredits: got})
				var sent struct {
					PaidCredits string `json:"paid_credits"`
				}
				if err == nil {
					err = json.Unmarshal(body, &sent)
				}
				left, ok := new(big.Rat).SetString(sent.PaidCredits)
				if err != nil || !ok || left.Cmp(want) != 0 || strings.ContainsAny(sent.PaidCredits, "eE+") {
					t.Fatalf("%s: %s left as %s, %v", written, what, body, err)
				}
			}
		}
	})
}

// numbersOf reads a number in every place where the service writes one.
func numbersOf(t *testing.T, text string) map[string]*decimal.Decimal {
	t.Helper()
	read := func(body string, out any) {
		t.Helper()
		if err := json.Unmarshal([]byte(strings.ReplaceAll(body, "#", text)), out); err != nil {
			t.Fatalf("%s: %v", body, err)
		}
	}
	var w paypal.Wallet
	read(`{"external_customer_id":"acme","status":"ACTIVE","rate_amount":#,"available_balance":{"value":#},"ongoing_usage":{"value":#},"net_balance":{"value":#},
		"available_credits":#,"ongoing_usage_credits":#,"net_balance_credits":#,"consumed_credits":#,
		"recurring_transaction_rules":[{"threshold_credits":#,"paid_credits":#,"granted_credits":#,"target_ongoing_balance":#}]}`, &w)
	var moved paypal.Transaction
	read(`{"amount":{"value":#,"currency_code":"USD"},"credits":#}`, &moved)
	rule := w.RecurringRules[0]
	return map[string]*decimal.Decimal{
		"rate": &w.RateAmount, "available": &w.AvailableBalance.Value, "usage": &w.OngoingUsage.Value, "net": &w.NetBalance.Value,
		"available credits": w.AvailableCredits, "usage credits": w.OngoingUsageCredits, "net credits": w.NetBalanceCredits, "consumed": w.ConsumedCredits,
		"threshold": rule.ThresholdCredits, "paid": rule.PaidCredits, "granted": rule.GrantedCredits, "target": rule.TargetOngoingBalance,
		"amount": &moved.Amount.Value, "credits": moved.Credits,
	}
}

// FuzzWalletCreate: a service that shows a wallet as it was asked for shows no other one.
func FuzzWalletCreate(f *testing.F) {
	f.Add("client-xyz456", "usd", "1.5", "Prepaid", "2031-01-01T00:00:00Z", "20.0", "5.00001")
	f.Add("a", "EUR", "0.00001", "", "", "", "0")
	f.Add(`"\`, "ü", "12345678901234567.89", "<&>", "never", "-1", "1e3")
	f.Fuzz(func(t *testing.T, customer, currency, rate, name, expiration, paid, threshold string) {
		if !utf8.ValidString(strings.Join([]string{customer, currency, name, expiration}, " ")) || customer == "" {
			t.Skip("nothing Terraform would hand on")
		}
		create := paypal.WalletCreate{ExternalCustomerID: customer, Currency: currency, Name: name, AppliesTo: paypal.AppliesTo{FeeTypes: []string{"CHARGE", "SUBSCRIPTION"}}}
		var err error
		if create.RateAmount, err = decimal.NewFromString(rate); err != nil || create.RateAmount.Exponent() > 1000 {
			t.Skip("no rate")
		}
		if expiration != "" {
			create.ExpirationAt = &expiration
		}
		rule := paypal.RecurringRule{Trigger: paypal.TriggerThreshold, Method: paypal.MethodFixed}
		if credits, err := decimal.NewFromString(paid); err == nil && credits.Exponent() < 1000 {
			rule.PaidCredits = &credits
		}
		if credits, err := decimal.NewFromString(threshold); err == nil && credits.Exponent() < 1000 {
			rule.ThresholdCredits = &credits
		}
		create.RecurringRules = []paypal.RecurringRule{rule}
		body, err := json.Marshal(create)
		if err != nil {
			t.Fatal(err)
		}
		var shown paypal.Wallet
		if err := json.Unmarshal(slices.Concat([]byte(`{"id":"w-1","status":"ACTIVE",`), body[1:]), &shown); err != nil {
			t.Fatal(err)
		}
		if differences := create.Differences(shown); len(differences) > 0 || shown.ExternalCustomerID != customer {
			t.Errorf("%s: %v", body, differences)
		}
		var sent struct {
			Currency string `json:"currency"`
		}
		if err := json.Unmarshal(body, &sent); err != nil || sent.Currency != strings.ToUpper(currency) {
			t.Errorf("currency %q left as %q, %v", currency, sent.Currency, err)
		}
	})
}

// FuzzMetadata: what is posted is found again by its name, with the amounts asked and the user's
// own pairs as they were.
func FuzzMetadata(f *testing.F) {
	f.Add("order-1", "reason", "customer purchase", "10.50", "2")
	f.Add("2026/11:a@b._-", "ü", `<&"\>`, "0", "0.00001")
	f.Add("", "tf_reference", " ", "-1", "1e3")
	f.Fuzz(func(t *testing.T, reference, key, value, paid, granted string) {
		asked := paypal.Asked{Type: paypal.TopUp}
		asked.PaidCredits, _ = decimal.NewFromString(paid)
		asked.GrantedCredits, _ = decimal.NewFromString(granted)
		if !utf8.ValidString(key+" "+value) || asked.PaidCredits.Exponent() > 1000 || asked.GrantedCredits.Exponent() > 1000 {
			t.Skip("nothing Terraform would hand on")
		}
		request, err := paypal.NewEntry(reference, asked, map[string]string{key: value})
		if err != nil {
			return
		}
		body, err := json.Marshal(request)
		if err != nil {
			t.Fatal(err)
		}
		var shown paypal.Transaction
		if err := json.Unmarshal(body, &shown); err != nil {
			t.Fatal(err)
		}
		for _, pair := range request.Metadata {
			if utf8.RuneCountInString(pair.Key) > paypal.MaxMetadataKey || utf8.RuneCountInString(pair.Value) > paypal.MaxMetadataValue || strings.TrimSpace(pair.Value) == "" {
				t.Errorf("%+v is more than the service may keep", pair)
			}
		}
		shown.ID, shown.TransactionStatus = "t-1", asked.Kinds()[0]
		entries := paypal.FindEntries([]paypal.Transaction{shown})
		if len(entries) != 1 || entries[0].Reference != reference || !request.Echoed([]paypal.Transaction{shown}) {
			t.Fatalf("%s was found as %+v", body, entries)
		}
		again, err := paypal.ParseAsked(entries[0].Asked)
		if err != nil || !again.PaidCredits.Equal(asked.PaidCredits) || !again.GrantedCredits.Equal(asked.GrantedCredits) {
			t.Errorf("%s asks for %+v, %v", body, again, err)
		}
		if diff := cmp.Diff(map[string]string{key: value}, shown.UserMetadata()); diff != "" {
			t.Error(diff)
		}
	})
}

// FuzzPaging: whatever the totals say, and however few entries the service gives at once, all means
// all of them.
func FuzzPaging(f *testing.F) {
	dialects := slices.Sorted(maps.Keys(totals))
	for i := range dialects {
		f.Add(250, 100, i)
		f.Add(21, 10, i)
	}
	f.Fuzz(func(t *testing.T, count, limit, dialect int) {
		if count < 0 || count > 300 || limit < 1 || limit > 100 || count/limit > 50 || dialect < 0 || dialect >= len(dialects) {
			t.Skip("no such service")
		}
		var ids []string
		for i := range count {
			ids = append(ids, fmt.Sprint("id-", i))
		}
		checkListed(t, newClient(t, &pages{ids: func(int) []string { return ids }, limit: limit, totals: totals[dialects[dialect]]}), ids)
	})
}

// FuzzAnswer: whatever answers a POST of money, it was made, it was refused, or it is unknown; and
// gone is only what the service itself says is gone.
func FuzzAnswer(f *testing.F) {
	for _, body := range []string{
		fullWallet, someWallet, someLedger, `null`, ``, `{}`, `<html><title>login</title></html>`, `{"wallet_transactions":[],"meta":{"total_count":0}}`,
		`{"wallet_transactions":[{"wallet_transaction_id":"t-1","amount":{"value":120.35,"currency_code":"USD"},"credits":"100.0"},null]}`,
		wallet(`"id":"w-1","terminated_at":"2031-01-01T00:00:00Z","links":[]`),
		`{"name":"RESOURCE_NOT_FOUND","message":"m","debug_id":"d","details":[{"issue":"INVALID_RESOURCE_ID","description":"d"}],"links":[{"href":"h","rel":"r"}]}`,
		`{"name":"UNPROCESSABLE_ENTITY","details":[{"field":"/credits","value":"1","location":"body","issue":"DUPLICATE_REQUEST_ID"}]}`,
		`{"error":"invalid_token","error_description":"d"}`, `{"fault":{"faultstring":"f","detail":{"errorcode":"RESOURCE_NOT_FOUND"}}}`,
	} {
		for _, status := range []int{200, 201, 302, 400, 404, 408, 409, 422, 500} {
			f.Add(status, body)
		}
	}
	entry, err := paypal.NewEntry("r", both("1", "2"), nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, status int, body string) {
		if status < 200 || status > 599 || status == 204 || status == 304 {
			t.Skip("an answer that has no body")
		}
		stub := newStub(t, status, body)
		made, _, err := stub.client.Wallets.Post(t.Context(), paypal.WalletCreate{ExternalCustomerID: "acme", Currency: "USD", RateAmount: dec("1")}, "id-1")
		checkMade(t, status, err, err == nil && made.ID == "")
		moved, err := stub.client.Transactions.Post(t.Context(), "w-1", entry, entry.RequestID("w-1"))
		checkMade(t, status, err, err == nil && (len(moved) == 0 || slices.ContainsFunc(moved, func(m paypal.Transaction) bool { return m.ID == "" })))
		moved, err = stub.client.Transactions.Post(t.Context(), "w-1", paypal.TransactionRequest{Asked: void("3")}, "id-2")
		checkMade(t, status, err, err == nil && len(moved) == 0)
		if n := len(stub.requests()); n != 3 {
			t.Errorf("%d requests", n)
		}
		if _, err := stub.client.Wallets.Get(t.Context(), "w-1"); paypal.IsNotFound(err) && (status != 404 || !json.Valid([]byte(body))) {
			t.Errorf("%d %q passes for not found", status, body)
		}
		if listed, err := stub.client.Wallets.Page(t.Context(), "acme", 1); err == nil && len(listed.Items) == 0 {
			if folded := strings.ToLower(body); !strings.Contains(folded, "wallets") && !strings.Contains(folded, "total_count") && !strings.Contains(body, `\u`) {
				t.Errorf("%q passes for a list of nothing", body)
			}
		}
	})
}

// checkMade checks that a POST was made, refused or is unknown, by its status; blank says that
// nothing shows what was made.
func checkMade(t *testing.T, status int, err error, blank bool) {
	t.Helper()
	unknown := status < 400 || status == 408 || status >= 500
	switch {
	case err == nil && (blank || status > 299):
		t.Error("made, and nothing shows it")
	case err != nil && paypal.IsAmbiguous(err) != unknown:
		t.Errorf("ambiguous is %t: %v", paypal.IsAmbiguous(err), err)
	case paypal.IsDuplicateRequest(err) && (status < 400 || status > 499):
		t.Errorf("passes for a repetition: %v", err)
	}
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

// FuzzEntries: no named transaction is lost or counted twice, and the order of the history does not
// change how often a reference was posted.
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
	for _, e := range paypal.FindEntries(history) {
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
	want := times(paypal.FindEntries(history))
	if diff := cmp.Diff(want, times(paypal.FindEntries(all))); diff != "" {
		t.Errorf("postings (-history +what was grouped of it):\n%s", diff)
	}
	// Of two transactions that share an id the first one counts.
	if len(ids) == len(history) {
		slices.Reverse(all)
		if diff := cmp.Diff(want, times(paypal.FindEntries(all))); diff != "" {
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
