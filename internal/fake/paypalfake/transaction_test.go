package paypalfake_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

func TestTransaction_topUpAnswersEveryMember(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	id := c.wallet(t, "USD", "1.375", "")
	a := c.send(t, "POST", "/wallets/"+id+"/wallet-transactions",
		`{"type":"TOPUP","paid_credits":"10.34567","granted_credits":"0100","metadata":[{"key":"reason","value":"<renewal> & more"},{"key":"n","value":"2"}]}`)
	ledger := c.Transactions(id)
	if len(ledger) != 2 {
		t.Fatalf("ledger: %+v", ledger)
	}
	const metadata = `"metadata":[{"key":"reason","value":"<renewal> & more"},{"key":"n","value":"2"}]`
	paid := `{"wallet_transaction_id":"` + ledger[0].ID + `","wallet_id":"` + id + `","payment_status":"PENDING","source":"MANUAL",` +
		`"transaction_status":"PURCHASED","transaction_type":"INBOUND","amount":{"value":14.23,"currency_code":"USD"},"credits":"10.34909",` +
		`"created_at":"2025-06-15T12:00:00Z",` + metadata + `}`
	granted := `{"wallet_transaction_id":"` + ledger[1].ID + `","wallet_id":"` + id + `","payment_status":"SETTLED","source":"MANUAL",` +
		`"transaction_status":"GRANTED","transaction_type":"INBOUND","amount":{"value":137.5,"currency_code":"USD"},"credits":"100.0",` +
		`"settled_at":"2025-06-15T12:00:00Z","created_at":"2025-06-15T12:00:00Z",` + metadata + `}`
	want := `{"wallet_transactions":[` + paid + `,` + granted + `],"meta":{"total_count":2,"total_pages":1,"current_page":1}}`
	if diff := cmp.Diff(want, strings.TrimSpace(a.body)); a.status != 200 || diff != "" {
		t.Errorf("%d %s", a.status, diff)
	}
	if one := c.ok(t, "GET", "/wallet-transactions/"+ledger[0].ID, ""); strings.TrimSpace(one.body) != paid {
		t.Errorf("read alone: %s", one.body)
	}
	mustEqual(t, "asked", ledger[0].Asked, "10.34567")
}

// The worked examples of the contract, section 4, over the wire.
func TestTransaction_workedExamples(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	id := c.wallet(t, "USD", "1", "")
	a := c.post(t, id, `{"type":"TOPUP","granted_credits":"17.9699999999999988631316"}`)
	if a.at(t, "wallet_transactions", "0", "credits") != "17.97" || a.at(t, "wallet_transactions", "0", "amount", "value") != "17.97" {
		t.Errorf("top-up: %s", a.body)
	}

	id = c.granted(t, "100")
	a = c.post(t, id, `{"type":"VOID","credits_to_void":"14.28444999"}`)
	if a.at(t, "wallet_transactions", "0", "credits") != "14.28444" || a.at(t, "wallet_transactions", "0", "amount", "value") != "14.28" {
		t.Errorf("void: %s", a.body)
	}
	read := c.ok(t, "GET", "/wallets/"+id, "")
	if read.at(t, "available_credits") != "85.71556" || read.at(t, "available_balance", "value") != "85.72" || read.at(t, "consumed_credits") != "14.28444" {
		t.Errorf("balance: %s", read.body)
	}
}

func TestTransaction_digitsAreKept(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ rate, credits, amount string }{
		{"1", "12345678901234567.89", "12345678901234567.89"},
		{"1", "9999999999999999999999999.0", "9999999999999999999999999"},
		{"1000", "0.00001", "0.01"},
	} {
		c := call(t, paypalfake.Switches{})
		id := c.wallet(t, "USD", tc.rate, "")
		a := c.post(t, id, `{"type":"TOPUP","granted_credits":"`+tc.credits+`"}`)
		if got := a.at(t, "wallet_transactions", "0", "credits"); got != tc.credits {
			t.Errorf("credits %s, asked %s", got, tc.credits)
		}
		if got := a.at(t, "wallet_transactions", "0", "amount", "value"); got != tc.amount {
			t.Errorf("amount %s, want %s", got, tc.amount)
		}
		if got := c.ok(t, "GET", "/wallets/"+id, "").at(t, "available_balance", "value"); got != tc.amount {
			t.Errorf("balance %s, want %s", got, tc.amount)
		}
	}
}

func TestTransaction_roundsToTheCurrency(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ currency, rate, asked, credits, amount string }{
		{"JPY", "150", "1.005", "1.00667", "151"},
		{"KWD", "0.3", "1.2345", "1.23333", "0.37"},
		{"USD", "1", "0.005", "0.01", "0.01"},
	} {
		c := call(t, paypalfake.Switches{})
		id := c.wallet(t, tc.currency, tc.rate, "")
		a := c.post(t, id, `{"type":"TOPUP","granted_credits":"`+tc.asked+`"}`)
		got := []string{a.at(t, "wallet_transactions", "0", "credits"), a.at(t, "wallet_transactions", "0", "amount", "value"), a.at(t, "wallet_transactions", "0", "amount", "currency_code")}
		if diff := cmp.Diff([]string{tc.credits, tc.amount, tc.currency}, got); diff != "" {
			t.Error(diff)
		}
	}
}

func TestTransaction_creditsVerbatim(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{CreditsVerbatim: true})
	id := c.wallet(t, "USD", "1.375", "")
	a := c.post(t, id, `{"type":"TOPUP","granted_credits":"10.3456789"}`)
	if a.at(t, "wallet_transactions", "0", "credits") != "10.3456789" || a.at(t, "wallet_transactions", "0", "amount", "value") != "14.23" {
		t.Errorf("top-up: %s", a.body)
	}
	c.post(t, id, `{"type":"VOID","credits_to_void":"10.3456788"}`)
	mustEqual(t, "credits", c.Balance(id).Credits, "0.0000001")
}

func TestTransaction_voidEverything(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	id := c.granted(t, "100")
	c.post(t, id, `{"type":"VOID","credits_to_void":"100"}`)
	balance := c.Balance(id)
	mustEqual(t, "credits", balance.Credits, "0")
	mustEqual(t, "money", balance.Money, "0")
	mustEqual(t, "consumed", balance.ConsumedCredits, "100")
	void := c.Transactions(id)[1]
	if void.Status != paypalfake.Voided || void.Type != paypalfake.Outbound || void.PaymentStatus != paypalfake.PaymentSettled {
		t.Errorf("void: %+v", void)
	}
}

// What may be voided is compared with the available credits: neither pending purchases nor current
// usage count.
func TestTransaction_voidComparesAvailableCredits(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	id := c.granted(t, "10")
	c.post(t, id, `{"type":"TOPUP","paid_credits":"50"}`)
	path := "/wallets/" + id + "/wallet-transactions"
	c.refused(t, c.send(t, "POST", path, `{"type":"VOID","credits_to_void":"10.00001"}`), 422, "/credits_to_void", "INSUFFICIENT_CREDITS")
	if err := c.RecordUsage(id, d("9")); err != nil {
		t.Fatal(err)
	}
	c.post(t, id, `{"type":"VOID","credits_to_void":"10.000009"}`)
	mustEqual(t, "credits", c.Balance(id).Credits, "0")
	mustEqual(t, "pending", c.Balance(id).PendingCredits, "50")
}

func TestTransaction_isRefused(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		switches     paypalfake.Switches
		body         string
		status       int
		field, issue string
	}{
		"not JSON":              {body: `TOPUP`, status: 400, field: "/", issue: "MALFORMED_REQUEST_JSON"},
		"no type":               {body: `{"paid_credits":"1"}`, status: 400, field: "/type", issue: "MISSING_REQUIRED_PARAMETER"},
		"unknown type":          {body: `{"type":"topup","paid_credits":"1"}`, status: 400, field: "/type", issue: "INVALID_PARAMETER_VALUE"},
		"paid is a number":      {body: `{"type":"TOPUP","paid_credits":10}`, status: 422, field: "/paid_credits", issue: "INVALID_PAID_CREDITS"},
		"paid with a sign":      {body: `{"type":"TOPUP","paid_credits":"+10"}`, status: 422, field: "/paid_credits", issue: "INVALID_PAID_CREDITS"},
		"paid with an exponent": {body: `{"type":"TOPUP","paid_credits":"1e3"}`, status: 422, field: "/paid_credits", issue: "INVALID_PAID_CREDITS"},
		"paid without a digit":  {body: `{"type":"TOPUP","paid_credits":".5"}`, status: 422, field: "/paid_credits", issue: "INVALID_PAID_CREDITS"},
		"paid negative":         {body: `{"type":"TOPUP","paid_credits":"-10"}`, status: 422, field: "/paid_credits", issue: "INVALID_PAID_CREDITS"},
		"paid not finite":       {body: `{"type":"TOPUP","paid_credits":"NaN"}`, status: 422, field: "/paid_credits", issue: "INVALID_PAID_CREDITS"},
		"granted is too many":   {body: `{"type":"TOPUP","granted_credits":"9999999999999999999999999.1"}`, status: 422, field: "/granted_credits", issue: "INVALID_GRANTED_CREDITS"},
		"granted worthless":     {body: `{"type":"TOPUP","paid_credits":"1","granted_credits":"0.00499"}`, status: 422, field: "/granted_credits", issue: "AMOUNT_ROUNDS_TO_ZERO"},
		"void of nothing":       {body: `{"type":"VOID"}`, status: 400, field: "/credits_to_void", issue: "MISSING_REQUIRED_PARAMETER"},
		"void of zero":          {body: `{"type":"VOID","credits_to_void":"0.0"}`, status: 422, field: "/credits_to_void", issue: "INVALID_VOIDED_CREDITS"},
		"void is a number":      {body: `{"type":"VOID","credits_to_void":1}`, status: 422, field: "/credits_to_void", issue: "INVALID_VOIDED_CREDITS"},
		"void worthless":        {body: `{"type":"VOID","credits_to_void":"0.001"}`, status: 422, field: "/credits_to_void", issue: "AMOUNT_ROUNDS_TO_ZERO"},
		"void too many":         {body: `{"type":"VOID","credits_to_void":"100.00001"}`, status: 422, field: "/credits_to_void", issue: "INSUFFICIENT_CREDITS"},
		"empty top-up":          {paypalfake.Switches{EmptyTopUpRefused: true}, `{"type":"TOPUP"}`, 422, "/type", "INVALID_AMOUNT"},
		"strict top-up":         {paypalfake.Switches{StrictKeys: true}, `{"type":"TOPUP","paid_credits":"1","credits_to_void":"1"}`, 400, "/credits_to_void", "UNKNOWN_PARAMETER"},
		"strict void":           {paypalfake.Switches{StrictKeys: true}, `{"type":"VOID","paid_credits":"1","credits_to_void":"1"}`, 400, "/paid_credits", "UNKNOWN_PARAMETER"},
		"rule answers 400":      {paypalfake.Switches{RuleAnswer: paypalfake.RuleInvalid}, `{"type":"VOID","credits_to_void":"101"}`, 400, "/credits_to_void", "INSUFFICIENT_CREDITS"},
		"rule answers 409":      {paypalfake.Switches{RuleAnswer: paypalfake.RuleConflict}, `{"type":"VOID","credits_to_void":"101"}`, 409, "/credits_to_void", "INSUFFICIENT_CREDITS"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := call(t, tc.switches)
			id := c.granted(t, "100")
			before, _ := c.Wallet(id)
			c.refused(t, c.send(t, "POST", "/wallets/"+id+"/wallet-transactions", tc.body), tc.status, tc.field, tc.issue)
			if n := len(c.Transactions(id)); n != 1 {
				t.Errorf("%d transactions", n)
			}
			if after, _ := c.Wallet(id); cmp.Diff(before, after) != "" {
				t.Error(cmp.Diff(before, after))
			}
		})
	}
}

func TestTransaction_emptyTopUpIsNothing(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	id := c.wallet(t, "USD", "1", "")
	for _, body := range []string{`{"type":"TOPUP"}`, `{"type":"TOPUP","paid_credits":"0","granted_credits":"0.0"}`, `{"type":"TOPUP","paid_credits":null}`} {
		if a := c.post(t, id, body); a.at(t, "wallet_transactions") != "[]" {
			t.Errorf("%s: %s", body, a.body)
		}
	}
	if ledger := c.Transactions(id); len(ledger) != 0 {
		t.Errorf("ledger: %+v", ledger)
	}
}

func TestTransaction_membersOfTheOtherTypeAreIgnored(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	id := c.granted(t, "10")
	c.post(t, id, `{"type":"VOID","credits_to_void":"4","granted_credits":"100","reason":"typo"}`)
	mustEqual(t, "credits", c.Balance(id).Credits, "6")
}

func TestTransaction_unknownWallet(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		switches paypalfake.Switches
		status   int
		issue    string
	}{
		{paypalfake.Switches{}, 422, "WALLET_NOT_FOUND"},
		{paypalfake.Switches{RuleAnswer: paypalfake.RuleInvalid}, 400, "WALLET_NOT_FOUND"},
		{paypalfake.Switches{UnknownWalletAnswers404: true}, 404, "INVALID_RESOURCE_ID"},
	} {
		c := call(t, tc.switches)
		c.refused(t, c.send(t, "POST", "/wallets/none/wallet-transactions", `{"type":"TOPUP"}`), tc.status, "wallet_id", tc.issue)
		c.refused(t, c.send(t, "GET", "/wallets/none/wallet-transactions", ""), tc.status, "wallet_id", tc.issue)
	}
}

func TestTransaction_pairs(t *testing.T) {
	t.Parallel()
	const both = `{"type":"TOPUP","paid_credits":"200","granted_credits":"100"}`
	for name, tc := range map[string]struct {
		switches paypalfake.Switches
		answered []string
		listed   []string // by the next request, newest first
		later    []string // by the one after that
	}{
		"whole":           {paypalfake.Switches{}, []string{"PURCHASED", "GRANTED"}, []string{"GRANTED", "PURCHASED"}, []string{"GRANTED", "PURCHASED"}},
		"grant first":     {paypalfake.Switches{Pair: paypalfake.PairGrantFirst}, []string{"GRANTED", "PURCHASED"}, []string{"GRANTED", "PURCHASED"}, []string{"GRANTED", "PURCHASED"}},
		"purchase shown":  {paypalfake.Switches{Pair: paypalfake.PairPurchaseShown}, []string{"PURCHASED"}, []string{"GRANTED", "PURCHASED"}, []string{"GRANTED", "PURCHASED"}},
		"grant shown":     {paypalfake.Switches{Pair: paypalfake.PairGrantShown}, []string{"GRANTED"}, []string{"GRANTED", "PURCHASED"}, []string{"GRANTED", "PURCHASED"}},
		"grant next":      {paypalfake.Switches{Pair: paypalfake.PairGrantLate}, []string{"PURCHASED"}, []string{"GRANTED", "PURCHASED"}, []string{"GRANTED", "PURCHASED"}},
		"grant after two": {paypalfake.Switches{Pair: paypalfake.PairGrantLate, BackgroundAfter: 2}, []string{"PURCHASED"}, []string{"PURCHASED"}, []string{"GRANTED", "PURCHASED"}},
		"grant lost":      {paypalfake.Switches{Pair: paypalfake.PairGrantLost}, []string{"PURCHASED"}, []string{"PURCHASED"}, []string{"PURCHASED"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := call(t, tc.switches)
			id := c.wallet(t, "USD", "1", "")
			path := "/wallets/" + id + "/wallet-transactions"
			got := [][]string{
				c.post(t, id, both).column(t, "wallet_transactions", "transaction_status"),
				c.ok(t, "GET", path, "").column(t, "wallet_transactions", "transaction_status"),
				c.ok(t, "GET", path, "").column(t, "wallet_transactions", "transaction_status"),
			}
			if diff := cmp.Diff([][]string{tc.answered, tc.listed, tc.later}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTransaction_metadataEcho(t *testing.T) {
	t.Parallel()
	sent := []paypalfake.Pair{{Key: "tf_reference", Value: "renewal/2025-06"}, {Key: "n", Value: "zwölf€uro"}}
	for name, tc := range map[string]struct {
		echo paypalfake.Echo
		want string
	}{
		"whole":     {paypalfake.EchoWhole, `[{"key":"tf_reference","value":"renewal/2025-06"},{"key":"n","value":"zwölf€uro"}]`},
		"none":      {paypalfake.EchoNone, ``},
		"truncated": {paypalfake.EchoTruncated, `[{"key":"tf_reference","value":"renewal/"},{"key":"n","value":"zwölf€ur"}]`},
		"reversed":  {paypalfake.EchoReversed, `[{"key":"n","value":"zwölf€uro"},{"key":"tf_reference","value":"renewal/2025-06"}]`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := call(t, paypalfake.Switches{Metadata: tc.echo})
			id := c.wallet(t, "USD", "1", "")
			posted := c.post(t, id, `{"type":"TOPUP","granted_credits":"1","metadata":[{"key":"tf_reference","value":"renewal/2025-06"},{"key":"n","value":"zwölf€uro"}]}`)
			listed := c.ok(t, "GET", "/wallets/"+id+"/wallet-transactions", "")
			for _, a := range []answer{posted, listed} {
				if got := a.at(t, "wallet_transactions", "0", "metadata"); got != tc.want {
					t.Errorf("shown as %s", got)
				}
			}
			if diff := cmp.Diff(sent, c.Transactions(id)[0].Metadata); diff != "" {
				t.Errorf("truth: %s", diff)
			}
		})
	}
}

func TestTransaction_metadataLimits(t *testing.T) {
	t.Parallel()
	pairs := func(n int) string {
		var all []string
		for i := range n {
			all = append(all, fmt.Sprintf(`{"key":"k%d","value":"v"}`, i))
		}
		return "[" + strings.Join(all, ",") + "]"
	}
	long := func(n int) string { return strings.Repeat("ü", n) }
	for name, tc := range map[string]struct {
		unlimited bool
		metadata  string
		issue     string // "" accepted
	}{
		"null":                   {metadata: `null`},
		"none":                   {metadata: `[]`},
		"fifteen":                {metadata: pairs(15)},
		"sixteen":                {metadata: pairs(16), issue: "TOO_MANY_KEYS"},
		"sixteen, unlimited":     {true, pairs(16), ""},
		"longest":                {metadata: `[{"key":"` + long(20) + `","value":"` + long(100) + `"}]`},
		"key too long":           {metadata: `[{"key":"` + long(21) + `","value":"v"}]`, issue: "KEY_TOO_LONG"},
		"value too long":         {metadata: `[{"key":"k","value":"` + long(101) + `"}]`, issue: "VALUE_TOO_LONG"},
		"long, unlimited":        {true, `[{"key":"` + long(21) + `","value":"` + long(101) + `"}]`, ""},
		"blank key":              {metadata: `[{"key":" ","value":"v"}]`, issue: "INVALID_KEY_VALUE_PAIR"},
		"blank value, unlimited": {true, `[{"key":"k","value":""}]`, "INVALID_KEY_VALUE_PAIR"},
		"no value":               {metadata: `[{"key":"k"}]`, issue: "INVALID_KEY_VALUE_PAIR"},
		"third member":           {metadata: `[{"key":"k","value":"v","x":"y"}]`, issue: "INVALID_KEY_VALUE_PAIR"},
		"number":                 {metadata: `[{"key":"k","value":1}]`, issue: "INVALID_KEY_VALUE_PAIR"},
		"nested":                 {metadata: `[{"key":"k","value":{"a":"b"}}]`, issue: "NESTED_STRUCTURE_NOT_ALLOWED"},
		"object":                 {metadata: `{"k":"v"}`, issue: "INVALID_PARAMETER_VALUE"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := call(t, paypalfake.Switches{MetadataUnlimited: tc.unlimited})
			id := c.wallet(t, "USD", "1", "")
			a := c.send(t, "POST", "/wallets/"+id+"/wallet-transactions", `{"type":"TOPUP","granted_credits":"1","metadata":`+tc.metadata+`}`)
			switch {
			case tc.issue == "INVALID_PARAMETER_VALUE":
				c.refused(t, a, 400, "/metadata", tc.issue)
			case tc.issue != "":
				c.refused(t, a, 422, "/metadata", tc.issue)
			case a.status != 200:
				t.Errorf("%d %s", a.status, a.body)
			}
		})
	}
}

func TestTransaction_numerals(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		numerals                      paypalfake.Numerals
		rate, value, credits, nothing string
	}{
		"sample": {paypalfake.NumeralsSample, "1.5", "150", "100.0", "0"},
		"padded": {paypalfake.NumeralsPadded, "1.50", "150.00", "100.00000", "0.00"},
		"bare":   {paypalfake.NumeralsBare, "1.5", "150", "100", "0"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := call(t, paypalfake.Switches{Numerals: tc.numerals})
			id := c.wallet(t, "USD", "1.50", "")
			c.post(t, id, `{"type":"TOPUP","granted_credits":"100"}`)
			a := c.ok(t, "GET", "/wallets/"+id, "")
			got := []string{a.at(t, "rate_amount"), a.at(t, "available_balance", "value"), a.at(t, "available_credits"), a.at(t, "ongoing_usage", "value")}
			if diff := cmp.Diff([]string{tc.rate, tc.value, tc.credits, tc.nothing}, got); diff != "" {
				t.Error(diff)
			}
			if !strings.Contains(a.body, `"value":`+tc.value+`,`) {
				t.Errorf("the value is no number in %s", a.body)
			}
		})
	}
}
