package paypalfake_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

func TestWallet_createAnswersEveryMember(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	a := c.send(t, "POST", "/wallets", `{
		"external_customer_id": "acme", "currency": "USD", "rate_amount": "1.50", "name": "Prepaid",
		"paid_credits": "10", "granted_credits": "5.5", "expiration_at": "2026-01-31T23:59:59+01:00",
		"applies_to": {"fee_types": ["CHARGE", "SUBSCRIPTION"]}, "priority": 3,
		"recurring_transaction_rules": [{"trigger": "THRESHOLD", "method": "FIXED", "threshold_credits": "5", "paid_credits": "20.5",
			"interval": "MONTHLY", "target_ongoing_balance": "200", "started_at": "2025-07-01T00:00:00Z"}]
	}`)
	want := `{"id":"` + a.at(t, "id") + `","external_customer_id":"acme","status":"ACTIVE",` +
		`"available_balance":{"value":8.25,"currency_code":"USD"},"ongoing_usage":{"value":0,"currency_code":"USD"},"net_balance":{"value":8.25,"currency_code":"USD"},` +
		`"name":"Prepaid","rate_amount":"1.5","available_credits":"5.5","ongoing_usage_credits":"0.0","net_balance_credits":"5.5","consumed_credits":"0.0",` +
		`"created_at":"2025-06-15T12:00:00Z","expiration_at":"2026-01-31T22:59:59Z","applies_to":{"fee_types":["CHARGE","SUBSCRIPTION"]},` +
		`"recurring_transaction_rules":[{"trigger":"THRESHOLD","method":"FIXED","threshold_credits":"5.0","paid_credits":"20.5","started_at":"2025-07-01T00:00:00Z"}]}`
	if diff := cmp.Diff(want, strings.TrimSpace(a.body)); a.status != http.StatusCreated || diff != "" {
		t.Errorf("%d %s", a.status, diff)
	}

	id := a.at(t, "id")
	truth, ok := c.Wallet(id)
	if !ok {
		t.Fatal("the wallet is not there")
	}
	mustEqual(t, "pending", truth.Balance.PendingCredits, "10")
	if read := c.ok(t, "GET", "/wallets/"+id, ""); read.body != a.body {
		t.Errorf("read as %s", read.body)
	}
	ledger := c.Transactions(id)
	if len(ledger) != 2 || ledger[0].Status != paypalfake.Purchased || ledger[0].Source != paypalfake.Manual || ledger[1].Status != paypalfake.Granted {
		t.Errorf("initial credits: %+v", ledger)
	}
}

func TestWallet_createOfTheLeast(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	a := c.ok(t, "POST", "/wallets", `{"external_customer_id":"acme","currency":"JPY","rate_amount":"0.001","name":null,"expiration_at":null}`)
	for _, absent := range []string{"name", "expiration_at", "terminated_at", "recurring_transaction_rules", "currency", "paid_credits", "granted_credits"} {
		if strings.Contains(a.body, `"`+absent+`"`) {
			t.Errorf("%s is in %s", absent, a.body)
		}
	}
	if got := a.at(t, "applies_to", "fee_types"); got != `["SUBSCRIPTION","COMMITMENT","CHARGE"]` {
		t.Errorf("fee types %s", got)
	}
	if ledger := c.Transactions(a.at(t, "id")); len(ledger) != 0 {
		t.Errorf("ledger %+v", ledger)
	}
}

func TestWallet_createIsRefused(t *testing.T) {
	t.Parallel()
	const base = `"external_customer_id":"acme","currency":"USD","rate_amount":"1"`
	rule := func(members string) string { return `{` + base + `,"recurring_transaction_rules":[{` + members + `}]}` }
	for name, tc := range map[string]struct {
		body   string
		status int
		field  string
		issue  string
	}{
		"not JSON":               {`{`, 400, "/", "MALFORMED_REQUEST_JSON"},
		"no object":              {`[]`, 400, "/", "MALFORMED_REQUEST_JSON"},
		"null":                   {`null`, 400, "/", "MALFORMED_REQUEST_JSON"},
		"no customer":            {`{"currency":"USD","rate_amount":"1"}`, 400, "/external_customer_id", "MISSING_REQUIRED_PARAMETER"},
		"unknown customer":       {`{"external_customer_id":"who","currency":"USD","rate_amount":"1"}`, 422, "/external_customer_id", "CUSTOMER_NOT_FOUND"},
		"no currency":            {`{"external_customer_id":"acme","rate_amount":"1"}`, 400, "/currency", "MISSING_REQUIRED_PARAMETER"},
		"lower case currency":    {`{"external_customer_id":"acme","currency":"usd","rate_amount":"1"}`, 400, "/currency", "INVALID_PARAMETER_VALUE"},
		"no rate":                {`{"external_customer_id":"acme","currency":"USD"}`, 400, "/rate_amount", "MISSING_REQUIRED_PARAMETER"},
		"rate is a number":       {`{"external_customer_id":"acme","currency":"USD","rate_amount":1}`, 400, "/rate_amount", "INVALID_PARAMETER_VALUE"},
		"rate zero":              {`{"external_customer_id":"acme","currency":"USD","rate_amount":"0.00"}`, 400, "/rate_amount", "INVALID_PARAMETER_VALUE"},
		"rate negative":          {`{"external_customer_id":"acme","currency":"USD","rate_amount":"-1"}`, 400, "/rate_amount", "INVALID_PARAMETER_VALUE"},
		"rate with exponent":     {`{"external_customer_id":"acme","currency":"USD","rate_amount":"1e2"}`, 400, "/rate_amount", "INVALID_PARAMETER_VALUE"},
		"name is a number":       {`{` + base + `,"name":1}`, 400, "/name", "INVALID_PARAMETER_VALUE"},
		"paid is a number":       {`{` + base + `,"paid_credits":10}`, 422, "/paid_credits", "INVALID_PAID_CREDITS"},
		"paid with leading zero": {`{` + base + `,"paid_credits":"010"}`, 422, "/paid_credits", "INVALID_PAID_CREDITS"},
		"granted negative":       {`{` + base + `,"granted_credits":"-1"}`, 422, "/granted_credits", "INVALID_GRANTED_CREDITS"},
		"granted too many":       {`{` + base + `,"granted_credits":"10000000000000000000000000"}`, 422, "/granted_credits", "INVALID_GRANTED_CREDITS"},
		"paid is worth nothing":  {`{` + base + `,"paid_credits":"0.004"}`, 422, "/paid_credits", "AMOUNT_ROUNDS_TO_ZERO"},
		"expired":                {`{` + base + `,"expiration_at":"2025-06-15T12:00:00Z"}`, 422, "/expiration_at", "INVALID_DATE"},
		"no date":                {`{` + base + `,"expiration_at":"soon"}`, 422, "/expiration_at", "INVALID_DATE"},
		"fee type":               {`{` + base + `,"applies_to":{"fee_types":["TAX"]}}`, 422, "/applies_to/fee_types", "INVALID_FEE_TYPES"},
		"fee types not a list":   {`{` + base + `,"applies_to":{"fee_types":"CHARGE"}}`, 400, "/applies_to/fee_types", "INVALID_PARAMETER_VALUE"},
		"limits not an object":   {`{` + base + `,"applies_to":[]}`, 400, "/applies_to", "INVALID_PARAMETER_VALUE"},
		"rules not a list":       {`{` + base + `,"recurring_transaction_rules":{}}`, 400, "/recurring_transaction_rules", "INVALID_PARAMETER_VALUE"},
		"rule without trigger":   {rule(`"method":"FIXED","paid_credits":"1"`), 422, "/recurring_transaction_rules/0/trigger", "INVALID_RECURRING_RULE"},
		"rule, unknown trigger":  {rule(`"trigger":"threshold","method":"FIXED","paid_credits":"1"`), 400, "/recurring_transaction_rules/0/trigger", "INVALID_PARAMETER_VALUE"},
		"rule without method":    {rule(`"trigger":"INTERVAL","interval":"WEEKLY","paid_credits":"1"`), 422, "/recurring_transaction_rules/0/method", "INVALID_RECURRING_RULE"},
		"rule without interval":  {rule(`"trigger":"INTERVAL","method":"FIXED","paid_credits":"1"`), 422, "/recurring_transaction_rules/0/interval", "INVALID_RECURRING_RULE"},
		"rule without threshold": {rule(`"trigger":"THRESHOLD","method":"FIXED","paid_credits":"1"`), 422, "/recurring_transaction_rules/0/threshold_credits", "INVALID_RECURRING_RULE"},
		"fixed without credits":  {rule(`"trigger":"THRESHOLD","method":"FIXED","threshold_credits":"1"`), 422, "/recurring_transaction_rules/0/paid_credits", "INVALID_RECURRING_RULE"},
		"target without target":  {rule(`"trigger":"THRESHOLD","method":"TARGET","threshold_credits":"1"`), 422, "/recurring_transaction_rules/0/target_ongoing_balance", "INVALID_RECURRING_RULE"},
		"target under threshold": {rule(`"trigger":"THRESHOLD","method":"TARGET","threshold_credits":"10","target_ongoing_balance":"9.99"`), 422, "/recurring_transaction_rules/0/target_ongoing_balance", "INVALID_RECURRING_RULE"},
		"rule credits a number":  {rule(`"trigger":"THRESHOLD","method":"FIXED","threshold_credits":"1","paid_credits":5`), 422, "/recurring_transaction_rules/0/paid_credits", "INVALID_RECURRING_RULE"},
		"rule credits like 007":  {rule(`"trigger":"THRESHOLD","method":"FIXED","threshold_credits":"1","granted_credits":"007"`), 422, "/recurring_transaction_rules/0/granted_credits", "INVALID_RECURRING_RULE"},
		"rule expired":           {rule(`"trigger":"THRESHOLD","method":"FIXED","threshold_credits":"1","paid_credits":"1","expiration_at":"2025-01-01T00:00:00Z"`), 422, "/recurring_transaction_rules/0/expiration_at", "INVALID_RECURRING_RULE"},
		"rule starts on no date": {rule(`"trigger":"THRESHOLD","method":"FIXED","threshold_credits":"1","paid_credits":"1","started_at":"July"`), 422, "/recurring_transaction_rules/0/started_at", "INVALID_RECURRING_RULE"},
		"two rules":              {`{` + base + `,"recurring_transaction_rules":[` + targetRule + `,` + targetRule + `]}`, 422, "/recurring_transaction_rules", "INVALID_NUMBER_OF_RECURRING_RULES"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := call(t, paypalfake.Switches{})
			c.refused(t, c.send(t, "POST", "/wallets", tc.body), tc.status, tc.field, tc.issue)
			if all := c.Wallets(customer); len(all) != 0 {
				t.Errorf("there is a wallet: %+v", all)
			}
		})
	}
}

const targetRule = `{"trigger":"THRESHOLD","method":"TARGET","threshold_credits":"10","target_ongoing_balance":"100"}`

// refused checks an error answer: its status, the name that goes with it, its debug id and its
// first detail.
func (c *caller) refused(t *testing.T, a answer, status int, field, issue string) {
	t.Helper()
	names := map[int]string{400: "INVALID_REQUEST", 403: "NOT_AUTHORIZED", 404: "RESOURCE_NOT_FOUND", 409: "RESOURCE_CONFLICT", 415: "UNSUPPORTED_MEDIA_TYPE", 422: "UNPROCESSABLE_ENTITY"}
	if a.status != status || a.at(t, "name") != names[status] {
		t.Fatalf("%d %s, want %d %s", a.status, a.body, status, names[status])
	}
	if id := a.header.Get("Paypal-Debug-Id"); id == "" || id != a.at(t, "debug_id") {
		t.Errorf("debug ids %q and %q", id, a.at(t, "debug_id"))
	}
	if issue == "" {
		return
	}
	if gotField, gotIssue := a.at(t, "details", "0", "field"), a.at(t, "details", "0", "issue"); gotField != field || gotIssue != issue {
		t.Errorf("%s %s in %s, want %s %s", gotField, gotIssue, a.body, field, issue)
	}
}

func TestWallet_everyFindingIsReported(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	a := c.send(t, "POST", "/wallets", `{"external_customer_id":"acme","currency":"USD","rate_amount":"1","paid_credits":1,"expiration_at":"soon"}`)
	want := []string{"INVALID_DATE", "INVALID_PAID_CREDITS", "INVALID_AMOUNT"}
	if diff := cmp.Diff(want, a.column(t, "details", "issue")); diff != "" {
		t.Error(diff)
	}
}

func TestWallet_update(t *testing.T) {
	t.Parallel()
	const everything = `,"name":"Prepaid","expiration_at":"2026-01-01T00:00:00Z","applies_to":{"fee_types":["CHARGE"]},"recurring_transaction_rules":[` + targetRule + `]`
	for name, tc := range map[string]struct {
		switches paypalfake.Switches
		body     string
		change   func(*paypalfake.Wallet)
	}{
		"nothing":                {body: `{}`, change: func(*paypalfake.Wallet) {}},
		"name":                   {body: `{"name":"Other"}`, change: func(w *paypalfake.Wallet) { w.Name = "Other" }},
		"name cleared":           {body: `{"name":null}`, change: func(w *paypalfake.Wallet) { w.Name = "" }},
		"expiration":             {body: `{"expiration_at":"2027-02-03T04:05:06Z"}`, change: func(w *paypalfake.Wallet) { w.ExpiresAt = time.Date(2027, 2, 3, 4, 5, 6, 0, time.UTC) }},
		"expiration cleared":     {body: `{"expiration_at":null}`, change: func(w *paypalfake.Wallet) { w.ExpiresAt = time.Time{} }},
		"fee types":              {body: `{"applies_to":{"fee_types":["COMMITMENT"]}}`, change: func(w *paypalfake.Wallet) { w.FeeTypes = []string{"COMMITMENT"} }},
		"fee types emptied":      {body: `{"applies_to":{"fee_types":[]}}`, change: func(w *paypalfake.Wallet) { w.FeeTypes = nil }},
		"fee types absent":       {body: `{"applies_to":{}}`, change: func(*paypalfake.Wallet) {}},
		"fee types cleared":      {body: `{"applies_to":{"fee_types":null}}`, change: func(w *paypalfake.Wallet) { w.FeeTypes = nil }},
		"limits cleared":         {body: `{"applies_to":null}`, change: func(w *paypalfake.Wallet) { w.FeeTypes = nil }},
		"rules emptied":          {body: `{"recurring_transaction_rules":[]}`, change: func(w *paypalfake.Wallet) { w.Rules = nil }},
		"rules cleared":          {body: `{"recurring_transaction_rules":null}`, change: func(w *paypalfake.Wallet) { w.Rules = nil }},
		"immutable ignored":      {body: `{"currency":"EUR","rate_amount":"9","external_customer_id":"who","paid_credits":"5","name":"Other"}`, change: func(w *paypalfake.Wallet) { w.Name = "Other" }},
		"null ignored":           {paypalfake.Switches{Null: paypalfake.NullIgnored}, `{"name":null,"expiration_at":null,"applies_to":null,"recurring_transaction_rules":null}`, func(*paypalfake.Wallet) {}},
		"null fee types ignored": {paypalfake.Switches{Null: paypalfake.NullIgnored}, `{"applies_to":{"fee_types":null}}`, func(*paypalfake.Wallet) {}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := call(t, tc.switches)
			id := c.wallet(t, "USD", "1", everything)
			want, _ := c.Wallet(id)
			tc.change(&want)
			a := c.send(t, "PUT", "/wallets/"+id, tc.body)
			if a.status != http.StatusOK {
				t.Fatalf("%d %s", a.status, a.body)
			}
			got, _ := c.Wallet(id)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			if read := c.ok(t, "GET", "/wallets/"+id, ""); read.body != a.body {
				t.Errorf("answered %s, reads %s", a.body, read.body)
			}
		})
	}
}

func TestWallet_updateIsRefused(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		switches     paypalfake.Switches
		body         string
		status       int
		field, issue string
	}{
		"not JSON":          {body: `name`, status: 400, field: "/", issue: "MALFORMED_REQUEST_JSON"},
		"past expiration":   {body: `{"name":"Other","expiration_at":"2025-06-15T11:59:59Z"}`, status: 422, field: "/expiration_at", issue: "INVALID_DATE"},
		"incomplete rule":   {body: `{"recurring_transaction_rules":[{"trigger":"INTERVAL"}]}`, status: 422, field: "/recurring_transaction_rules/0/method", issue: "INVALID_RECURRING_RULE"},
		"rule without rule": {body: `{"recurring_transaction_rules":[null]}`, status: 422, field: "/recurring_transaction_rules/0/trigger", issue: "INVALID_RECURRING_RULE"},
		"immutable":         {paypalfake.Switches{ImmutableRefused: true}, `{"name":"Other","rate_amount":"2"}`, 400, "/rate_amount", "PARAMETER_NOT_MODIFIABLE"},
		"null":              {paypalfake.Switches{Null: paypalfake.NullRefused}, `{"name":null}`, 400, "/name", "INVALID_PARAMETER_VALUE"},
		"null fee types":    {paypalfake.Switches{Null: paypalfake.NullRefused}, `{"applies_to":{"fee_types":null}}`, 400, "/applies_to/fee_types", "INVALID_PARAMETER_VALUE"},
		"strict, unknown":   {paypalfake.Switches{StrictKeys: true}, `{"nickname":"Other"}`, 400, "/nickname", "UNKNOWN_PARAMETER"},
		"strict, immutable": {paypalfake.Switches{StrictKeys: true}, `{"currency":"USD"}`, 400, "/currency", "UNKNOWN_PARAMETER"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := call(t, tc.switches)
			id := c.wallet(t, "USD", "1", `,"name":"Prepaid","applies_to":{"fee_types":["CHARGE"]},"recurring_transaction_rules":[`+targetRule+`]`)
			before, _ := c.Wallet(id)
			c.refused(t, c.send(t, "PUT", "/wallets/"+id, tc.body), tc.status, tc.field, tc.issue)
			if after, _ := c.Wallet(id); cmp.Diff(before, after) != "" {
				t.Error(cmp.Diff(before, after))
			}
		})
	}
}

func TestWallet_updateRestartsRules(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	id := c.wallet(t, "USD", "1", `,"recurring_transaction_rules":[`+targetRule+`]`)
	first, _ := c.Wallet(id)
	c.ok(t, "PUT", "/wallets/"+id, `{"name":"Other"}`)
	if kept, _ := c.Wallet(id); kept.Rules[0].ID != first.Rules[0].ID {
		t.Error("an update without rules restarted the rule")
	}
	c.ok(t, "PUT", "/wallets/"+id, `{"recurring_transaction_rules":[`+targetRule+`]}`)
	if restarted, _ := c.Wallet(id); restarted.Rules[0].ID == first.Rules[0].ID || restarted.Rules[0].ID == "" {
		t.Error("an update with the same rule did not restart it")
	}
}

func TestWallet_terminate(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	id := c.wallet(t, "USD", "1", `,"granted_credits":"25","recurring_transaction_rules":[`+targetRule+`]`)
	a := c.ok(t, "DELETE", "/wallets/"+id, "")
	if a.at(t, "status") != "TERMINATED" || a.at(t, "terminated_at") != "2025-06-15T12:00:00Z" || a.at(t, "available_credits") != "25.0" {
		t.Errorf("answer %s", a.body)
	}
	c.srv.Clock().Advance(time.Hour)
	if again := c.ok(t, "DELETE", "/wallets/"+id, ""); again.body != a.body {
		t.Errorf("repeated: %s", again.body)
	}
	if read := c.ok(t, "GET", "/wallets/"+id, ""); read.body != a.body {
		t.Errorf("read: %s", read.body)
	}
	truth, _ := c.Wallet(id)
	if truth.Status != paypalfake.Terminated || !truth.TerminatedAt.Equal(fake.Epoch) || truth.Rules != nil || len(c.Transactions(id)) != 1 {
		t.Errorf("truth: %+v", truth)
	}
	c.refused(t, c.send(t, "PUT", "/wallets/"+id, `{"name":"Other"}`), 422, "wallet_id", "WALLET_IS_TERMINATED")
	c.refused(t, c.send(t, "POST", "/wallets/"+id+"/wallet-transactions", `{"type":"TOPUP","granted_credits":"1"}`), 422, "wallet_id", "WALLET_IS_TERMINATED")
	if history := c.ok(t, "GET", "/wallets/"+id+"/wallet-transactions", ""); history.at(t, "meta", "total_count") != "1" {
		t.Errorf("history: %s", history.body)
	}
}

func TestWallet_terminatedUnderSwitches(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{DeleteAnswersActive: true, DeleteAgainAnswers404: true, TerminatedAnswers404: true, TerminatedNotListed: true})
	id := c.wallet(t, "USD", "1", "")
	kept := c.wallet(t, "USD", "1", "")
	if a := c.ok(t, "DELETE", "/wallets/"+id, ""); a.at(t, "status") != "ACTIVE" || a.at(t, "terminated_at") == "" {
		t.Errorf("answer %s", a.body)
	}
	if truth, _ := c.Wallet(id); truth.Status != paypalfake.Terminated {
		t.Errorf("truth: %s", truth.Status)
	}
	c.refused(t, c.send(t, "DELETE", "/wallets/"+id, ""), 404, "wallet_id", "INVALID_RESOURCE_ID")
	c.refused(t, c.send(t, "GET", "/wallets/"+id, ""), 404, "wallet_id", "INVALID_RESOURCE_ID")
	c.refused(t, c.send(t, "PUT", "/wallets/"+id, `{}`), 404, "wallet_id", "INVALID_RESOURCE_ID")
	if diff := cmp.Diff([]string{kept}, c.ok(t, "GET", "/wallets?external_customer_id=acme", "").column(t, "wallets", "id")); diff != "" {
		t.Error(diff)
	}
}

func TestWallet_unknown(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	for _, method := range []string{"GET", "PUT", "DELETE"} {
		body := ""
		if method == "PUT" {
			body = `{}`
		}
		c.refused(t, c.send(t, method, "/wallets/none", body), 404, "wallet_id", "INVALID_RESOURCE_ID")
	}
	c.refused(t, c.send(t, "GET", "/wallet-transactions/none", ""), 404, "wallet_transaction_id", "INVALID_RESOURCE_ID")
}

func TestWallet_limit(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{WalletLimit: 2})
	first := c.wallet(t, "USD", "1", "")
	c.wallet(t, "USD", "1", "")
	body := `{"external_customer_id":"acme","currency":"USD","rate_amount":"1"}`
	c.refused(t, c.send(t, "POST", "/wallets", body), 422, "/external_customer_id", "WALLET_LIMIT_REACHED")
	c.ok(t, "DELETE", "/wallets/"+first, "")
	c.ok(t, "POST", "/wallets", body)
}

func TestWallet_manyRules(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{ManyRulesAccepted: true})
	truth, _ := c.Wallet(c.wallet(t, "USD", "1", `,"recurring_transaction_rules":[`+targetRule+`,`+targetRule+`]`))
	if len(truth.Rules) != 2 || truth.Rules[0].ID == truth.Rules[1].ID {
		t.Errorf("rules %+v", truth.Rules)
	}
}

func TestWallet_rulesOnTheWire(t *testing.T) {
	t.Parallel()
	const sent = `{"trigger":"INTERVAL","method":"FIXED","interval":"WEEKLY","granted_credits":"1.123456","target_ongoing_balance":"9","expiration_at":"2026-01-01T00:00:00Z"}`
	for name, tc := range map[string]struct {
		members paypalfake.RuleMembers
		want    string
	}{
		"relevant": {paypalfake.RuleRelevant, `[{"trigger":"INTERVAL","method":"FIXED","interval":"WEEKLY","granted_credits":"1.12345","expiration_at":"2026-01-01T00:00:00Z"}]`},
		"as sent":  {paypalfake.RuleAsSent, `[{"trigger":"INTERVAL","method":"FIXED","interval":"WEEKLY","granted_credits":"1.12345","target_ongoing_balance":"9.0","expiration_at":"2026-01-01T00:00:00Z"}]`},
		"zeroed":   {paypalfake.RuleZeroed, `[{"trigger":"INTERVAL","method":"FIXED","interval":"WEEKLY","paid_credits":"0.0","granted_credits":"1.12345","expiration_at":"2026-01-01T00:00:00Z"}]`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := call(t, paypalfake.Switches{RuleMembers: tc.members})
			id := c.wallet(t, "USD", "1", `,"recurring_transaction_rules":[`+sent+`]`)
			if got := c.ok(t, "GET", "/wallets/"+id, "").at(t, "recurring_transaction_rules"); got != tc.want {
				t.Errorf("%s", got)
			}
		})
	}
}

func TestWallet_nameAsTheServiceSpellsIt(t *testing.T) {
	t.Parallel()
	for spelling, want := range map[fake.Spelling]string{
		fake.Verbatim: " Caf\u00e9 ", fake.Trimmed: "Caf\u00e9", fake.Decomposed: " Cafe\u0301 ", fake.Composed: " Caf\u00e9 ",
	} {
		c := call(t, paypalfake.Switches{Names: spelling})
		id := c.wallet(t, "USD", "1", `,"name":" Caf\u00e9 "`)
		if got := c.ok(t, "GET", "/wallets/"+id, "").at(t, "name"); got != want {
			t.Errorf("created as %+q, want %+q", got, want)
		}
		if got := c.ok(t, "PUT", "/wallets/"+id, `{"name":"\u00dc "}`).at(t, "name"); got != spelling.Spell("\u00dc ") {
			t.Errorf("renamed to %+q", got)
		}
	}
}

func TestWallet_openedWithAFineRate(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	w, err := c.OpenWalletInConsole(paypalfake.Wallet{CustomerID: customer, Currency: "USD", Rate: decimal.RequireFromString("0.0000015")})
	if err != nil {
		t.Fatal(err)
	}
	if got := c.ok(t, "GET", "/wallets/"+w.ID, "").at(t, "rate_amount"); got != "0.0000015" {
		t.Errorf("answered %s", got)
	}
}
