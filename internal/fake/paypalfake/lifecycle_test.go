package paypalfake_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

func TestPayment_settles(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	id := c.wallet(t, "USD", "2", "")
	bought := c.post(t, id, `{"type":"TOPUP","paid_credits":"10"}`).at(t, "wallet_transactions", "0", "wallet_transaction_id")
	mustEqual(t, "credits before", c.Balance(id).Credits, "0")
	mustEqual(t, "pending before", c.Balance(id).PendingCredits, "10")

	c.srv.Clock().Advance(48 * time.Hour)
	if err := c.SettlePayment(bought); err != nil {
		t.Fatal(err)
	}
	balance := c.Balance(id)
	mustEqual(t, "credits", balance.Credits, "10")
	mustEqual(t, "money", balance.Money, "20")
	mustEqual(t, "pending", balance.PendingCredits, "0")
	a := c.ok(t, "GET", "/wallet-transactions/"+bought, "")
	if a.at(t, "payment_status") != "SETTLED" || a.at(t, "settled_at") != "2025-06-17T12:00:00Z" || a.at(t, "failed_at") != "" {
		t.Errorf("%s", a.body)
	}

	if err := c.SettlePayment(bought); err == nil {
		t.Error("settled twice")
	}
	if err := c.FailPayment(bought); err != nil {
		t.Errorf("a late failure is no error: %v", err)
	}
	if truth, _ := c.Transaction(bought); truth.PaymentStatus != paypalfake.PaymentSettled || !truth.FailedAt.IsZero() {
		t.Errorf("after a late failure: %+v", truth)
	}
	mustEqual(t, "credits after a late failure", c.Balance(id).Credits, "10")
}

func TestPayment_fails(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	id := c.wallet(t, "USD", "1", "")
	bought := c.post(t, id, `{"type":"TOPUP","paid_credits":"10"}`).at(t, "wallet_transactions", "0", "wallet_transaction_id")
	if err := c.FailPayment(bought); err != nil {
		t.Fatal(err)
	}
	a := c.ok(t, "GET", "/wallet-transactions/"+bought, "")
	if a.at(t, "payment_status") != "FAILED" || a.at(t, "failed_at") != "2025-06-15T12:00:00Z" || a.at(t, "settled_at") != "" {
		t.Errorf("%s", a.body)
	}
	mustEqual(t, "credits", c.Balance(id).Credits, "0")
	mustEqual(t, "pending", c.Balance(id).PendingCredits, "0")
	if err := c.SettlePayment(bought); err == nil {
		t.Error("a failed payment settled")
	}
}

func TestPayment_isOfPurchasesOnly(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	grant := c.Transactions(c.granted(t, "1"))[0].ID
	for _, id := range []string{grant, "none"} {
		if c.SettlePayment(id) == nil || c.FailPayment(id) == nil {
			t.Errorf("%s has a payment", id)
		}
	}
}

func TestConsumeByInvoice(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	id := c.wallet(t, "USD", "3", "")
	c.post(t, id, `{"type":"TOPUP","granted_credits":"10"}`)
	used, err := c.ConsumeByInvoice(id, d("10"))
	if err != nil {
		t.Fatal(err)
	}
	mustEqual(t, "credits used", used.Credits, "3.33333")
	if used.Status != paypalfake.Invoiced || used.Type != paypalfake.Outbound || used.PaymentStatus != paypalfake.PaymentSettled {
		t.Errorf("%+v", used)
	}
	balance := c.Balance(id)
	mustEqual(t, "credits", balance.Credits, "6.66667")
	mustEqual(t, "money", balance.Money, "20")
	mustEqual(t, "consumed", balance.ConsumedCredits, "3.33333")

	for _, money := range []string{"20.01", "0", "-1"} {
		if _, err := c.ConsumeByInvoice(id, d(money)); err == nil {
			t.Errorf("%s consumed", money)
		}
	}
	if _, err := c.ConsumeByInvoice(id, d("20")); err != nil {
		t.Fatal(err)
	}
	mustEqual(t, "credits at the end", c.Balance(id).Credits, "0")
	mustEqual(t, "money at the end", c.Balance(id).Money, "0")
	if a := c.ok(t, "GET", "/wallets/"+id, ""); a.at(t, "consumed_credits") != "10.0" {
		t.Errorf("%s", a.body)
	}
}

// Voids make money and credits drift; the invoice that takes the last money leaves no credits that
// are worth nothing.
func TestConsumeByInvoice_theLastMoneyTakesTheLastCredits(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ void, credits, money string }{
		{"14.28444", "85.71556", "85.72"},
		{"14.28544", "85.71456", "85.71"},
	} {
		c := call(t, paypalfake.Switches{})
		id := c.granted(t, "100")
		c.post(t, id, `{"type":"VOID","credits_to_void":"`+tc.void+`"}`)
		used, err := c.ConsumeByInvoice(id, d(tc.money))
		if err != nil {
			t.Fatal(err)
		}
		mustEqual(t, "credits used", used.Credits, tc.credits)
		mustEqual(t, "credits left", c.Balance(id).Credits, "0")
		mustEqual(t, "money left", c.Balance(id).Money, "0")
	}
}

func TestRecordUsage_netMayBeNegative(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	id := c.wallet(t, "USD", "2", "")
	c.post(t, id, `{"type":"TOPUP","granted_credits":"10"}`)
	if err := c.RecordUsage(id, d("25.5")); err != nil {
		t.Fatal(err)
	}
	a := c.ok(t, "GET", "/wallets/"+id, "")
	got := []string{a.at(t, "ongoing_usage", "value"), a.at(t, "ongoing_usage_credits"), a.at(t, "net_balance", "value"), a.at(t, "net_balance_credits"), a.at(t, "available_credits")}
	if diff := cmp.Diff([]string{"25.5", "12.75", "-5.5", "-2.75", "10.0"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestFireRule(t *testing.T) {
	t.Parallel()
	n := func(text string) decimal.NullDecimal { return decimal.NewNullDecimal(d(text)) }
	type booked struct{ Status, Source, Credits string }
	for name, tc := range map[string]struct {
		rule paypalfake.Rule
		want []booked
	}{
		"fixed": {
			paypalfake.Rule{Trigger: "INTERVAL", Method: "FIXED", Interval: "WEEKLY", PaidCredits: n("20"), GrantedCredits: n("2.5")},
			[]booked{{"PURCHASED", "INTERVAL", "20"}, {"GRANTED", "INTERVAL", "2.5"}},
		},
		"target, by threshold": {
			paypalfake.Rule{Trigger: "THRESHOLD", Method: "TARGET", ThresholdCredits: n("10"), TargetOngoingBalance: n("100"), GrantedCredits: n("7")},
			[]booked{{"PURCHASED", "THRESHOLD", "63"}},
		},
		"target reached": {
			paypalfake.Rule{Trigger: "INTERVAL", Method: "TARGET", Interval: "WEEKLY", TargetOngoingBalance: n("37")},
			nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := call(t, paypalfake.Switches{})
			// 40 available, 8 in use, 5 on the way: 37 net.
			id := c.granted(t, "40")
			c.post(t, id, `{"type":"TOPUP","paid_credits":"5"}`)
			if err := c.RecordUsage(id, d("8")); err != nil {
				t.Fatal(err)
			}
			if err := c.ReplaceRulesInConsole(id, tc.rule); err != nil {
				t.Fatal(err)
			}
			if err := c.FireRule(id, 0); err != nil {
				t.Fatal(err)
			}
			var got []booked
			for _, b := range c.Transactions(id)[2:] {
				got = append(got, booked{b.Status, b.Source, b.Credits.String()})
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFireRule_isRefused(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	id := c.wallet(t, "USD", "1", `,"recurring_transaction_rules":[{"trigger":"INTERVAL","method":"FIXED","interval":"WEEKLY","paid_credits":"1","expiration_at":"2025-07-01T00:00:00Z"}]`)
	for _, rule := range []int{-1, 1} {
		if c.FireRule(id, rule) == nil {
			t.Errorf("rule %d fired", rule)
		}
	}
	if err := c.FireRule(id, 0); err != nil {
		t.Errorf("before its end: %v", err)
	}
	c.srv.Clock().Set(time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC))
	if c.FireRule(id, 0) == nil {
		t.Error("an expired rule fired")
	}
	if err := c.TerminateInConsole(id); err != nil {
		t.Fatal(err)
	}
	if c.FireRule(id, 0) == nil || c.FireRule("none", 0) == nil {
		t.Error("a rule of no wallet fired")
	}
	if n := len(c.Transactions(id)); n != 1 {
		t.Errorf("%d transactions", n)
	}
}

func TestExpireWallets(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	ends := c.wallet(t, "USD", "1", `,"expiration_at":"2025-07-01T00:00:00Z","granted_credits":"5"`)
	later := c.wallet(t, "USD", "1", `,"expiration_at":"2025-07-01T00:00:01Z"`)
	never := c.wallet(t, "USD", "1", "")
	if ended := c.ExpireWallets(); len(ended) != 0 {
		t.Errorf("expired early: %v", ended)
	}
	c.srv.Clock().Set(time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC))
	if a := c.ok(t, "GET", "/wallets/"+ends, ""); a.at(t, "status") != "ACTIVE" {
		t.Error("it expired before the job ran")
	}
	if diff := cmp.Diff([]string{ends}, c.ExpireWallets()); diff != "" {
		t.Error(diff)
	}
	a := c.ok(t, "GET", "/wallets/"+ends, "")
	if a.at(t, "status") != "TERMINATED" || a.at(t, "terminated_at") != "2025-07-01T00:00:00Z" || a.at(t, "available_credits") != "5.0" {
		t.Errorf("%s", a.body)
	}
	if again := c.ExpireWallets(); len(again) != 0 {
		t.Errorf("expired again: %v", again)
	}
	for _, id := range []string{later, never} {
		if w, _ := c.Wallet(id); w.Status != paypalfake.Active {
			t.Errorf("%s is %s", id, w.Status)
		}
	}
}

func TestNewWallet_pending(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{NewWallet: paypalfake.NewPending})
	id := c.wallet(t, "USD", "1", "")
	a := c.post(t, id, `{"type":"TOPUP","paid_credits":"1"}`)
	if got := c.ok(t, "GET", "/wallets/"+id, "").at(t, "status"); got != "PENDING" {
		t.Errorf("while the payment waits: %s", got)
	}
	if err := c.SettlePayment(a.at(t, "wallet_transactions", "0", "wallet_transaction_id")); err != nil {
		t.Fatal(err)
	}
	if got := c.ok(t, "GET", "/wallets/"+id, "").at(t, "status"); got != "ACTIVE" {
		t.Errorf("after the payment: %s", got)
	}
}

func TestNewWallet_pendingClosed(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{NewWallet: paypalfake.NewPendingClosed})
	id := c.wallet(t, "USD", "1", "")
	c.refused(t, c.send(t, "POST", "/wallets/"+id+"/wallet-transactions", `{"type":"TOPUP","granted_credits":"1"}`), 422, "wallet_id", "WALLET_IS_PENDING")
	if err := c.Activate(id); err != nil {
		t.Fatal(err)
	}
	c.post(t, id, `{"type":"TOPUP","granted_credits":"1"}`)
}

func TestInitialCreditsLater(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{InitialCreditsLater: true, BackgroundAfter: 2})
	a := c.ok(t, "POST", "/wallets", `{"external_customer_id":"acme","currency":"USD","rate_amount":"1","paid_credits":"3","granted_credits":"5"}`)
	if a.at(t, "available_credits") != "0.0" {
		t.Errorf("answer: %s", a.body)
	}
	id := a.at(t, "id")
	for i, want := range []string{"0.0", "5.0", "5.0"} {
		if got := c.ok(t, "GET", "/wallets/"+id, "").at(t, "available_credits"); got != want {
			t.Errorf("read %d: %s", i, got)
		}
	}
	if n := len(c.Transactions(id)); n != 2 {
		t.Errorf("%d transactions", n)
	}
}

func TestRunBackground(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{InitialCreditsLater: true, BackgroundAfter: 100})
	id := c.wallet(t, "USD", "1", `,"granted_credits":"5"`)
	mustEqual(t, "credits", c.Balance(id).Credits, "0")
	c.RunBackground()
	c.RunBackground()
	mustEqual(t, "credits", c.Balance(id).Credits, "5")
}

func TestConsole(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	opened, err := c.OpenWalletInConsole(paypalfake.Wallet{CustomerID: "globex", Currency: "EUR", Rate: d("0.5"), Status: "LOST", TerminatedAt: fake.Epoch})
	if err != nil {
		t.Fatal(err)
	}
	id := opened.ID
	steps := []error{
		c.RenameInConsole(id, "Renamed"),
		c.ChangeExpirationInConsole(id, time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)),
		c.RestrictInConsole(id, "CHARGE"),
		c.ReplaceRulesInConsole(id, paypalfake.Rule{Trigger: "INTERVAL", Method: "FIXED", Interval: "WEEKLY", PaidCredits: decimal.NewNullDecimal(d("1"))}),
	}
	for i, err := range steps {
		if err != nil {
			t.Errorf("step %d: %v", i, err)
		}
	}
	booked, err := c.TopUpInConsole(id, d("10"), d("4"))
	if err != nil || len(booked) != 2 {
		t.Fatalf("%v %+v", err, booked)
	}
	got, _ := c.Wallet(id)
	want := paypalfake.Wallet{
		ID: id, CustomerID: "globex", Name: "Renamed", Currency: "EUR", Rate: d("0.5"), Status: paypalfake.Active, FeeTypes: []string{"CHARGE"},
		ExpiresAt: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), CreatedAt: fake.Epoch,
		Rules:   []paypalfake.Rule{{ID: got.Rules[0].ID, Trigger: "INTERVAL", Method: "FIXED", Interval: "WEEKLY", PaidCredits: decimal.NewNullDecimal(d("1"))}},
		Balance: paypalfake.Balance{Currency: "EUR", Money: d("2"), Credits: d("4"), PendingCredits: d("10")},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if a := c.ok(t, "GET", "/wallets?external_customer_id=globex", ""); a.at(t, "wallets", "0", "name") != "Renamed" {
		t.Errorf("%s", a.body)
	}
}

func TestConsole_isRefused(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	ended := c.wallet(t, "USD", "1", "")
	if err := c.TerminateInConsole(ended); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{ended, "none"} {
		_, topUp := c.TopUpInConsole(id, d("1"), d("1"))
		for i, err := range []error{
			topUp, c.RenameInConsole(id, "x"), c.TerminateInConsole(id), c.Activate(id), c.RestrictInConsole(id),
			c.ReplaceRulesInConsole(id), c.ChangeExpirationInConsole(id, time.Time{}),
		} {
			if err == nil {
				t.Errorf("act %d on %s", i, id)
			}
		}
	}
	for _, w := range []paypalfake.Wallet{{}, {CustomerID: "x", Currency: "usd", Rate: d("1")}, {CustomerID: "x", Currency: "USD"}} {
		if _, err := c.OpenWalletInConsole(w); err == nil {
			t.Errorf("opened %+v", w)
		}
	}
}

func TestPurgeWallet(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{Pair: paypalfake.PairGrantLate})
	kept, gone := c.granted(t, "1"), c.granted(t, "2")
	c.post(t, gone, `{"type":"TOPUP","paid_credits":"1","granted_credits":"1"}`)
	if err := c.PurgeWallet(gone); err != nil {
		t.Fatal(err)
	}
	c.refused(t, c.send(t, "GET", "/wallets/"+gone, ""), 404, "wallet_id", "INVALID_RESOURCE_ID")
	if diff := cmp.Diff([]string{kept}, c.ok(t, "GET", "/wallets?external_customer_id=acme", "").column(t, "wallets", "id")); diff != "" {
		t.Error(diff)
	}
	if _, ok := c.Wallet(gone); ok || len(c.Transactions(gone)) != 0 {
		t.Error("something is left")
	}
	if len(c.Transactions(kept)) != 1 {
		t.Error("the other wallet lost its ledger")
	}
	if c.PurgeWallet(gone) == nil {
		t.Error("purged twice")
	}
}

func TestTruth_isACopy(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	id := c.wallet(t, "USD", "1", `,"applies_to":{"fee_types":["CHARGE"]},"recurring_transaction_rules":[`+targetRule+`]`)
	c.post(t, id, `{"type":"TOPUP","granted_credits":"1","metadata":[{"key":"k","value":"v"}]}`)

	w := c.Wallets(customer)[0]
	w.FeeTypes[0], w.Rules[0].Method = "TAX", "NONE"
	ledger := c.Transactions(id)
	ledger[0].Metadata[0].Value = "changed"

	again, _ := c.Wallet(id)
	if again.FeeTypes[0] != "CHARGE" || again.Rules[0].Method != "TARGET" || c.Transactions(id)[0].Metadata[0].Value != "v" {
		t.Errorf("the truth changed: %+v", again)
	}
	if _, ok := c.Transaction("none"); ok {
		t.Error("there is a transaction that is not there")
	}
	if diff := cmp.Diff(paypalfake.Balance{}, c.Balance("none")); diff != "" {
		t.Error(diff)
	}
}

func TestSeed(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	c.Seed()
	if n := len(c.Wallets("acme")); n != 2 {
		t.Errorf("%d wallets", n)
	}
	prepaid := c.Wallets("acme")[0]
	mustEqual(t, "money", prepaid.Balance.Money, "284.70")
	mustEqual(t, "pending", prepaid.Balance.PendingCredits, "50")
	mustEqual(t, "yen rule", c.Wallets("globex")[0].Rules[0].TargetOngoingBalance.Decimal, "100")
	if a := c.token(t, paypalfake.DemoClientID, paypalfake.DemoClientSecret, "grant_type=client_credentials"); a.status != 200 {
		t.Errorf("%d %s", a.status, a.body)
	}
}
