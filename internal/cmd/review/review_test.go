package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	mint "github.com/terraform-provider-mint/terraform-provider-mint/internal/provider"
)

// Plans of other versions, as they were recorded: references to objects that are yet to be created,
// across for_each and modules; actions; OpenTofu.
func TestGolden_recorded(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"references", "actions", "opentofu", "picture"} {
		plan, err := os.ReadFile(filepath.Join("testdata", "plans", name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		flags := []string{"-usage", "small customer=500", "-usage", "typical customer=5000", "-max-limit-raise", "1000"}
		for format, extension := range map[string]string{"markdown": ".md", "html": ".html", "json": ".json"} {
			if name != "actions" && format != "markdown" {
				continue
			}
			text, _ := reviewOf(t, string(plan), append(flags, "-format", format)...)
			golden(t, name+extension, text)
		}
	}
}

// planOf is a plan of changes, written by hand, and a state before it.
func planOf(prior string, changes ...string) string {
	return `{"format_version": "1.2", "resource_changes": [` + strings.Join(changes, ",") + `],
		"prior_state": {"format_version": "1.0", "values": {"root_module": {"resources": [` + prior + `]}}}}`
}

// changed is one change; "null" stands for no object.
func changed(typeName, actions, before, after string, more ...string) string {
	return `{"address": "` + typeName + `.x", "mode": "managed", "type": "` + typeName + `", "name": "x", "change": {"actions": ["` +
		strings.ReplaceAll(actions, " ", `","`) + `"], "before": ` + before + `, "after": ` + after + strings.Join(more, "") + `}}`
}

// looked is an object that a data source looked up.
func looked(typeName, values string) string {
	return `{"address": "data.` + typeName + `.x", "mode": "data", "type": "` + typeName + `", "values": ` + values + `}`
}

const (
	wallet = `{"id": "w1", "name": "W", "external_customer_id": "acme", "currency": "usd", "rate_amount": "2", "status": "ACTIVE", "force_destroy": true`
	plan   = `{"id": "p1", "name": "Flat", "monetization_package_id": "m", "currency": "USD", "set_up_fee": "20", "recurring_fee": "10", "advance": true, "recurring_type": "CUSTOM", "early_termination_fee": "50", "rate_plan_details": []`
	bought = `{"id": "a1", "developer_id": "dev@example.com", "rate_plan_id": "p1", "start_date": "2099-01-01"`
	limit  = `{"developer_id": "dev@example.com", "currency": "USD", "amount": "100", "on_destroy": "zero"}`
)

// meaning is a plan and what it means, as "title: figures", with "!" behind what cannot be undone.
type meaning struct {
	plan string
	want []string
}

var meaningsOfSales = map[string]meaning{
	"a purchase": {
		planOf(looked(planType, plan+`}`), changed(purchaseType, "create", "null", bought+`}`)),
		[]string{"Rate plan purchased: 30.00 USD!"},
	},
	"a purchase without its set-up fee": {
		planOf(looked(planType, plan+`}`), changed(purchaseType, "create", "null", bought+`, "waive_set_up_fees": true}`)),
		[]string{"Rate plan purchased: 10.00 USD!"},
	},
	"a purchase that ends others": {
		planOf(looked(planType, plan+`}`), changed(purchaseType, "create", "null", bought+`, "replace_conflicting": true}`)),
		[]string{"Rate plan purchased: not known!"},
	},
	"a purchase of a plan that nobody looked up": {
		planOf("", changed(purchaseType, "create", "null", bought+`}`)),
		[]string{"Rate plan purchased: not known!"},
	},
	"a purchase that is expired": {
		planOf(looked(planType, plan+`}`), changed(purchaseType, "delete", bought+`, "on_destroy": "expire"}`, "null")),
		[]string{"Purchase ended: at most 50.00 USD!"},
	},
	"a purchase that is kept": {
		planOf(looked(planType, plan+`}`), changed(purchaseType, "delete", bought+`, "on_destroy": "retain"}`, "null")),
		[]string{"Purchase changed: "},
	},
	"a purchase that ends others without their fees": {
		planOf(looked(planType, plan+`}`), changed(purchaseType, "create", "null", bought+`, "replace_conflicting": true, "waive_termination_charge": true}`)),
		[]string{"Rate plan purchased: 30.00 USD!"},
	},
	"a purchase that no longer ends": {
		planOf(looked(planType, plan+`}`), changed(purchaseType, "update", bought+`, "end_date": "2100-01-01"}`, bought+`}`)),
		[]string{"Purchase changed: "},
	},
	"a purchase that ends without the fee": {
		planOf(looked(planType, plan+`}`), changed(purchaseType, "update", bought+`}`, bought+`, "end_date": "2100-01-01", "waive_termination_charge": true}`)),
		[]string{"Purchase ended: 0.00 USD"},
	},
	"a developer who pays in advance": {
		planOf("", changed(billingType, "update", `{"billing_type": "POSTPAID"}`, `{"billing_type": "PREPAID"}`)),
		[]string{"Developer's billing changed: "},
	},
	"a wallet that is replaced": {
		planOf("", changed(walletType, "create delete", wallet+`}`, wallet+`}`)),
		[]string{"Wallet terminated, credits lost: not known!", "Wallet created: "},
	},
	"a wallet that was looked up": {
		planOf(looked(walletType, `{"id": "w1", "available_credits": "12.5"}`), changed(walletType, "delete", wallet+`}`, "null")),
		[]string{"Wallet terminated, credits lost: 12.50 credits (25.00 USD)!"},
	},
	"a wallet that is terminated already": {
		planOf("", changed(walletType, "delete", strings.Replace(wallet, "ACTIVE", "TERMINATED", 1)+`}`, "null")),
		[]string{"Wallet terminated, credits lost: "},
	},
	"a rule by the calendar": {
		planOf("", changed(walletType, "create", "null", wallet+rule(`"trigger": "INTERVAL", "interval": "MONTHLY", "method": "FIXED", "paid_credits": "5"`))),
		[]string{"Wallet created: ", "Automatic top-up: "},
	},
	"a rule that fires again and again": {
		planOf("", changed(walletType, "create", "null", wallet+rule(`"trigger": "THRESHOLD", "threshold_credits": "10", "method": "FIXED", "paid_credits": "5"`))),
		[]string{"Wallet created: ", "Automatic top-up: not known!"},
	},
	"a rule that is not due": {
		planOf(looked(walletType, `{"id": "w1", "net_balance_credits": "10"}`), changed(walletType, "update", wallet+`}`, wallet+rule(`"trigger": "THRESHOLD", "threshold_credits": "10", "method": "FIXED", "paid_credits": "5"`))),
		[]string{"Wallet changed: ", "Automatic top-up: "},
	},
	"rules that are not shown": {
		planOf("", changed(walletType, "update", wallet+rule(`"trigger": "INTERVAL"`), wallet+rule(`"trigger": "THRESHOLD"`), `, "before_sensitive": {"recurring_transaction_rules": true}, "after_sensitive": {"recurring_transaction_rules": true}`)),
		[]string{"Wallet changed: ", "Automatic top-up: not known!"},
	},
	"an entry in a terminated wallet": {
		planOf(looked(walletType, `{"id": "w1", "status": "TERMINATED"}`), changed(entryType, "delete", `{"wallet_id": "w1", "reference": "r", "on_destroy": "void", "transactions": [{"transaction_type": "INBOUND", "payment_status": "SETTLED", "credits": "5"}]}`, "null")),
		[]string{"Entry forgotten: "},
	},
	"rules that are not known yet": {
		planOf("", changed(walletType, "create", "null", wallet+`}`, `, "after_unknown": {"recurring_transaction_rules": true}`)),
		[]string{"Wallet created: ", "Automatic top-up: not known!"},
	},
}

var meaningsOfSettings = map[string]meaning{
	"a limit that is replaced under its own key": {
		planOf("", changed(limitType, "delete create", limit, strings.Replace(limit, "100", "250", 1))),
		[]string{"Credit limit: 100.00 → 250.00 USD (+150.00)"},
	},
	"a currency whose default limit is not known yet": {
		planOf("", changed(currencyType, "create", "null", `{"code": "USD"}`, `, "after_unknown": {"credit_limit": true}`)),
		[]string{"Default credit limit: none → not known USD (not known)"},
	},
	"amounts of 25 digits": {
		planOf(looked(walletType, `{"id": "w1", "currency": "jpy", "rate_amount": "3"}`), changed(entryType, "create", "null", `{"wallet_id": "w1", "reference": "r", "type": "TOPUP", "paid_credits": "9999999999999999999999.999"}`)),
		[]string{"Credits sold: 9 999 999 999 999 999 999 999.999 credits (29 999 999 999 999 999 999 999.997 JPY)!"},
	},
	"a published plan whose state is sensitive": {
		planOf("", changed(planType, "delete", plan+`, "published": true}`, "null", `, "before_sensitive": {"published": true}`)), []string{"Rate plan ended: !"},
	},
	"a limit of another developer": {
		planOf("", changed(limitType, "delete create", limit, strings.Replace(limit, "dev@", "other@", 1))),
		[]string{"Credit limit: 100.00 → 0.00 USD (-100.00)", "Credit limit: not known → 100.00 USD (at most 100.00)"},
	},
	"a limit that goes back to the default of its currency": {
		planOf(looked(currencyType, `{"code": "usd", "credit_limit": "70"}`), changed(limitType, "delete", strings.Replace(limit, "zero", "currency_default", 1), "null")),
		[]string{"Credit limit: 100.00 → 70.00 USD (-30.00)"},
	},
	"a limit that goes back to a default that changes too": {
		planOf("", changed(limitType, "delete", strings.Replace(limit, "zero", "currency_default", 1), "null"), changed(currencyType, "update", `{"code": "USD", "credit_limit": "70"}`, `{"code": "USD", "credit_limit": null}`)),
		[]string{"Credit limit: 100.00 → not known USD (not known)", "Default credit limit: 70.00 USD → none (not known)"},
	},
	"a limit that is not known yet": {
		planOf("", changed(limitType, "update", limit, `{"developer_id": "dev@example.com", "currency": "USD"}`, `, "after_unknown": {"amount": true}`)),
		[]string{"Credit limit: 100.00 → not known USD (not known)"},
	},
	"a limit that is replaced and left": {
		planOf("", changed(limitType, "create forget", limit, strings.Replace(limit, "dev@", "other@", 1))),
		[]string{"Credit limit: not known → 100.00 USD (at most 100.00)"},
	},
	"a plan of which it is not known whether it is published": {
		planOf("", changed(planType, "create", "null", plan+`}`, `, "after_unknown": {"published": true}`)),
		[]string{"Rate plan published: !"},
	},
	"a draft that is deleted":    {planOf("", changed(planType, "delete", plan+`}`, "null")), []string{"Draft of a rate plan deleted: "}},
	"a published plan":           {planOf("", changed(planType, "delete", plan+`, "published": true}`, "null")), []string{"Rate plan ended: !"}},
	"a published plan that ends": {planOf("", changed(planType, "delete", plan+`, "published": true, "end_date": "2099-12-31"}`, "null")), []string{"Rate plan left as it is: "}},
	"an entry whose settings change": {
		planOf("", changed(entryType, "update", `{"on_destroy": "retain"}`, `{"on_destroy": "void"}`)), nil,
	},
	"an entry in a wallet that nobody looked up": {
		planOf("", changed(entryType, "create", "null", `{"wallet_id": "w9", "reference": "r", "type": "TOPUP", "paid_credits": "5"}`)),
		[]string{"Credits sold: 5.00 credits (worth not known)!"},
	},
	"an entry whose masked amount the service's answer tells": {
		planOf("", changed(entryType, "delete", `{"wallet_id": "w9", "reference": "r", "on_destroy": "void", "paid_credits": "5", "transactions": [{"transaction_type": "INBOUND", "payment_status": "SETTLED", "credits": "5"}]}`, "null", `, "before_sensitive": {"paid_credits": true}`)),
		[]string{"Credits taken back: not shown!"},
	},
	"a change that is put off": {
		`{"format_version": "1.2", "deferred_changes": [{"resource_change": {"address": "mint_wallet.x"}}]}`,
		[]string{"Not reviewed: not known"},
	},
	"actions": {
		`{"format_version": "1.2", "action_invocations": [
			{"address": "action.a", "type": "mint_wallet_void", "config_values": {"wallet_id": "w9", "reference": "r", "credits_to_void": "3"}},
			{"address": "action.b", "type": "mint_expire_rate_plan", "config_values": {"id": "p", "end_date": "2099-12-31"}},
			{"address": "action.c", "type": "mint_publish_rate_plan", "config_values": {"id": "p"}},
			{"address": "action.d", "type": "mint_accept_terms", "config_values": {"developer_id": "dev@example.com"}},
			{"address": "action.e", "type": "mint_unsuspend_developer", "config_unknown": {"developer_id": true}},
			{"address": "action.f", "type": "aws_lambda_invoke", "config_values": {}}]}`,
		[]string{"Credits taken back: 3.00 credits (worth not known)!", "Rate plan ended: !", "Rate plan published: !", "Terms accepted: !", "Suspension lifted: "},
	},
}

// rule is the end of a wallet with a recurring rule.
func rule(more string) string { return `, "recurring_transaction_rules": [{` + more + `}]}` }

func TestReview_meaningOfChanges(t *testing.T) {
	t.Parallel()
	for _, meanings := range []map[string]meaning{meaningsOfSales, meaningsOfSettings} {
		for name, tt := range meanings {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				var got []string
				for _, e := range parse(t, tt.plan).Effects {
					text := e.Title() + ": " + e.Figures()
					if e.Irreversible != "" {
						text += "!"
					}
					got = append(got, text)
				}
				if diff := cmp.Diff(tt.want, got); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}

// What is not reviewed is counted, and what only changes hands moves nothing.
func TestReview_otherChanges(t *testing.T) {
	t.Parallel()
	deposed := strings.Replace(changed(limitType, "delete", limit, "null"), `"mode"`, `"deposed": "0a1b", "mode"`, 1)
	r := parse(t, planOf("",
		changed("aws_instance", "create", "null", "{}"), changed("aws_instance", "create", "null", "{}"),
		changed("mint_new_thing", "update", "{}", "{}"), changed("mint_terms_and_conditions", "delete create", "{}", "{}"),
		changed(limitType, "no-op", limit, limit, `, "importing": {"id": "x"}`), changed(walletType, "forget", wallet+`}`, "null"),
		changed(limitType, "no-op", limit, limit), deposed,
	))
	var got []string
	for _, o := range r.Others {
		got = append(got, o.Type+" "+o.Action+" "+grouped(string(rune('0'+o.Count))))
	}
	want := []string{"aws_instance create 2", "mint_developer_credit_limit import 1", "mint_new_thing update 1", "mint_terms_and_conditions delete, create 1", "mint_wallet forget 1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(r.Effects) != 1 || r.Effects[0].Address != "mint_developer_credit_limit.x (deposed 0a1b)" {
		t.Errorf("%+v", r.Effects)
	}
}

// A limit that may be exceeded is.
func TestLimits_whatIsNotKnownExceeds(t *testing.T) {
	t.Parallel()
	entry := func(after string, more ...string) string {
		return planOf("", changed(entryType, "create", "null", `{"wallet_id": "w", "reference": "r", "type": "TOPUP"`+after+`}`, more...))
	}
	raise := planOf("", changed(limitType, "create", "null", limit))
	for name, tt := range map[string]struct {
		plan, flags string
		exceeded    string
	}{
		"as many credits as allowed": {entry(`, "paid_credits": "3", "granted_credits": "2"`), "-max-credits=5", ""},
		"more credits":               {entry(`, "paid_credits": "3", "granted_credits": "2.00001"`), "-max-credits=5", "allows 5, and there are 5.00001"},
		"credits that are not known": {entry("", `, "after_unknown": {"paid_credits": true}`), "-max-credits=1000", "may be any amount: mint_wallet_transaction.x"},
		"credits that are not shown": {entry(`, "paid_credits": "7"`, `, "after_sensitive": {"paid_credits": true}`), "-max-credits=1000", "may be any amount: mint_wallet_transaction.x"},
		"a void":                     {entry(`, "credits_to_void": "7"`), "-max-credits=0", ""},
		"a limit whose former value is not known counts in full": {raise, "-max-limit-raise=99", "allows 99, and there are 100 USD"},
		"and may be within":                 {raise, "-max-limit-raise=100", ""},
		"a limit that is lowered":           {planOf("", changed(limitType, "delete", limit, "null")), "-max-limit-raise=0 -forbid-irreversible", ""},
		"what cannot be undone":             {entry(`, "paid_credits": "1"`), "-forbid-irreversible", "allows 0, and there are 1"},
		"what is put off":                   {`{"format_version": "1.2", "deferred_changes": [{"resource_change": {"address": "mint_wallet.x"}}]}`, "-max-credits=5", "may be any amount: mint_wallet.x"},
		"a plan that failed":                {`{"format_version": "1.2", "errored": true}`, "-max-limit-raise=5", "the plan failed"},
		"no limit":                          {entry("", `, "after_unknown": {"paid_credits": true}`), "", ""},
		"a default limit that is not known": {planOf("", changed(currencyType, "create", "null", `{"code": "USD"}`, `, "after_unknown": {"credit_limit": true}`)), "-max-limit-raise=1000", "may be any amount: mint_supported_currency.x"},
		"a default limit that is not shown": {planOf("", changed(currencyType, "create", "null", `{"code": "USD", "credit_limit": "5"}`, `, "after_sensitive": {"credit_limit": true}`)), "-max-limit-raise=1000", "may be any amount: mint_supported_currency.x"},
		"a limit in a currency that is not known": {
			planOf("", changed(limitType, "create", "null", limit), changed(limitType, "create", "null", `{"developer_id": "other@example.com", "amount": "50"}`, `, "after_unknown": {"currency": true}`)),
			"-max-limit-raise=120", "allows 120, and there are 150 USD",
		},
		"a type that is not known here":      {planOf("", changed("mint_new_thing", "update", "{}", "{}")), "-max-credits=5", "may be any amount: mint_new_thing.x"},
		"a type of somebody else":            {planOf("", changed("aws_instance", "update", "{}", "{}")), "-max-credits=5 -max-limit-raise=0 -forbid-irreversible", ""},
		"an action that is not known here":   {`{"format_version": "1.2", "action_invocations": [{"address": "action.mint_new.x", "type": "mint_new"}]}`, "-max-limit-raise=5", "may be any amount: action.mint_new.x"},
		"what Terraform may do one day":      {planOf("", changed(walletType, "merge", wallet+`}`, wallet+`}`)), "-max-credits=5", "may be any amount: mint_wallet.x"},
		"what is put off may be final":       {`{"format_version": "1.2", "deferred_changes": [{"resource_change": {"address": "mint_wallet.x", "type": "mint_wallet"}}]}`, "-forbid-irreversible", "may be any amount: mint_wallet.x"},
		"what somebody else puts off":        {`{"format_version": "1.2", "deferred_changes": [{"resource_change": {"address": "aws_instance.x", "type": "aws_instance"}}]}`, "-max-credits=5 -forbid-irreversible", ""},
		"two limits, of which one is broken": {entry(`, "paid_credits": "1"`), "-max-credits=5 -forbid-irreversible", "-forbid-irreversible allows 0"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text, err := reviewOf(t, tt.plan, strings.Fields(tt.flags)...)
			switch {
			case tt.exceeded == "" && err == nil && !strings.Contains(text, "Limit exceeded"):
			case tt.exceeded != "" && errors.Is(err, errExceeded) && strings.Contains(err.Error(), tt.exceeded) && strings.Contains(text, "Limit exceeded"):
			default:
				t.Errorf("got %v, want %q; printed\n%s", err, tt.exceeded, text)
			}
		})
	}
}

// Neither a value that is masked, nor what could be told from it, is in a review.
func TestReview_masked(t *testing.T) {
	t.Parallel()
	plan := planOf("",
		changed(entryType, "create", "null", `{"wallet_id": "w1", "reference": "SECRET", "type": "TOPUP", "paid_credits": "4711"}`, `, "after_sensitive": {"reference": true, "paid_credits": true}`),
		strings.ReplaceAll(changed(entryType, "create", "null", `{"wallet_id": "w1", "reference": "r", "type": "TOPUP", "paid_credits": "1000"}`), ".x", ".y"),
		changed(walletType, "no-op", wallet+`}`, strings.Replace(wallet, `"W"`, `"SECRET"`, 1)+`}`, `, "after_sensitive": {"name": true}`),
		changed(limitType, "update", limit, strings.Replace(limit, "100", "4711", 1), `, "after_sensitive": true`),
		changed(planType, "create", "null", `{"name": "SECRET", "currency": "USD", "set_up_fee": "4711", "rate_plan_details": [{"rates": [{"rate": "4711"}]}]}`,
			`, "after_sensitive": {"name": true, "set_up_fee": true, "rate_plan_details": [{"rates": [{"rate": true}]}]}`),
	)
	for _, format := range []string{"markdown", "html", "json"} {
		text, err := reviewOf(t, plan, "-format", format, "-usage", "one=1", "-max-credits=100000", "-max-limit-raise=100000")
		for _, secret := range []string{"SECRET", "4711", "4 711", "4611", "5711", "5 711"} {
			if strings.Contains(text, secret) || strings.Contains(err.Error(), secret) {
				t.Errorf("%s shows %s:\n%s\n%v", format, secret, text, err)
			}
		}
	}
}

// Names cannot break out of a table, a page or a code span.
func TestRender_hostileNames(t *testing.T) {
	t.Parallel()
	plan := planOf("", changed(walletType, "create", "null", `{"name": "a|b\n<script>alert(1)</script>[x](http://y)", "external_customer_id": "`+"`c`"+`", "currency": "USD", "rate_amount": "1"}`))
	text, _ := reviewOf(t, plan)
	if strings.Contains(text, "<script>") || strings.Contains(text, "[x](") || !strings.Contains(text, `a\|b`) {
		t.Error(text)
	}
	text, _ = reviewOf(t, plan, "-format=html")
	if strings.Contains(text, "<script>") {
		t.Error(text)
	}
}

// Names neither notify people, nor become formulas or links, nor turn around what follows them.
func TestRender_namesAreTexts(t *testing.T) {
	t.Parallel()
	plan := planOf("", changed(walletType, "create", "null", `{"name": "W", "external_customer_id": "@boss #12 ~~$5$~~ &lt; dev@example.com \u202e001\r", "currency": "USD", "rate_amount": "1"}`))
	text, _ := reviewOf(t, plan)
	if want := `customer @&#8203;boss #&#8203;12 \~\~<span>$</span>5<span>$</span>\~\~ &amp;lt; dev@example.com (U+202E)001 <br>`; !strings.Contains(text, want) {
		t.Errorf("no %s in\n%s", want, text)
	}
	text, _ = reviewOf(t, plan, "-format=html")
	if strings.Contains(text, "\u202e") || !strings.Contains(text, "&amp;lt; dev@example.com (U&#43;202E)001") {
		t.Error(text)
	}
}

// A state says what stands beside the plan.
func TestReview_state(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	state := write("state.json", `{"format_version": "1.0", "values": {"root_module": {"child_modules": [{"resources": [`+
		looked("mint_wallets", `{"wallets": [{"id": "w1", "available_credits": "12.5"}]}`)+`,`+
		looked("mint_developer_credit_limits", `{"developer_id": "DEV@example.com", "credit_limits": [{"currency": "usd", "amount": "40"}]}`)+`]}]}}}`)
	plan := write("plan.json", planOf("", changed(walletType, "delete", wallet+`}`, "null"), changed(limitType, "create", "null", limit)))
	out := filepath.Join(dir, "review.json")
	if err := run([]string{"-state", state, "-format", "json", "-out", out, plan}, io.Discard, io.Discard); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	var r struct {
		Sums []struct {
			Measure string
			Amount  struct{ Status, Value string }
		}
	}
	if err := json.Unmarshal(text, &r); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range r.Sums {
		got = append(got, s.Measure+" "+s.Amount.Status+" "+s.Amount.Value)
	}
	if want := []string{"credits_forfeited known 12.5", "limits_raised known 60"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if err := run([]string{state}, io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), "is a state; a plan is needed") {
		t.Error(err)
	}
}

func TestReview_refuses(t *testing.T) {
	t.Parallel()
	for want, tt := range map[string]struct{ flags, plan string }{
		"format version 2.0":           {"", `{"format_version": "2.0"}`},
		"is not what":                  {"", `{}`},
		"is no JSON of a plan":         {"", `saved plan`},
		"something follows its end":    {"", planOf("") + planOf("", changed(limitType, "create", "null", limit))},
		"unexpected EOF":               {"", `{"format_version": "1.2", "resource_changes": [`},
		"EOF":                          {"", ``},
		"-format \"pdf\" is not known": {"-format=pdf", `{"format_version": "1.2"}`},
		"a name, =, and a number":      {"-usage=large", `{"format_version": "1.2"}`},
		"a number, 0 or more":          {"-max-credits=-1", `{"format_version": "1.2"}`},
	} {
		file := filepath.Join(t.TempDir(), "plan.json")
		if err := os.WriteFile(file, []byte(tt.plan), 0o600); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		err := run(append(strings.Fields(tt.flags), file), &out, io.Discard)
		if err == nil || !strings.Contains(err.Error(), want) || errors.Is(err, errExceeded) {
			t.Errorf("got %v, want %s", err, want)
		}
		if out.Len() > 0 {
			t.Errorf("%s: printed %s", want, out.String())
		}
	}
}

// What other commands of Terraform print is not a plan in which no money moves.
func TestReview_otherDocuments(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"an empty state":       `{"format_version": "1.0"}`,
		"a state of outputs":   `{"format_version": "1.0", "terraform_version": "1.15.9", "values": {"outputs": {}, "root_module": {}}}`,
		"the schemas":          `{"format_version": "1.0", "provider_schemas": {}}`,
		"what validate prints": `{"format_version": "1.0", "valid": true, "error_count": 0, "diagnostics": []}`,
	} {
		file := filepath.Join(t.TempDir(), "plan.json")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := run([]string{file}, io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), "of a saved plan") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestHeadline(t *testing.T) {
	t.Parallel()
	for want, plan := range map[string]string{
		"No money moves.": planOf("", changed(limitType, "no-op", limit, limit)),
		"No money moves; 1 change is not reviewed.":                      planOf("", changed("mint_new_thing", "update", "{}", "{}")),
		"No money moves at once, but rules of wallets will buy credits.": planOf("", changed(walletType, "create", "null", wallet+rule(`"trigger": "INTERVAL", "interval": "MONTHLY", "method": "FIXED", "paid_credits": "5"`))),
	} {
		if got := parse(t, plan).Headline(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// The guide has every name of the JSON and every option.
func TestGuide_namesEverything(t *testing.T) {
	t.Parallel()
	guide, err := os.ReadFile("../../../templates/guides/money-under-review.md.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for name := range titles {
		if !strings.HasSuffix(name, "_fee") {
			names = append(names, name)
		}
	}
	(&settings{}).flags(io.Discard).VisitAll(func(f *flag.Flag) { names = append(names, "-"+f.Name) })
	var r map[string]any
	text, err := json.Marshal(newReview(document{}, nil, nil))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &r); err != nil {
		t.Fatal(err)
	}
	for name := range r {
		names = append(names, name)
	}
	for _, name := range names {
		if !strings.Contains(string(guide), "`"+name+"`") && !strings.Contains(string(guide), "`"+name+"[]`") && !strings.Contains(string(guide), "`"+name+" ") {
			t.Errorf("the guide does not have %s", name)
		}
	}
}

// Every type of the provider is reviewed, or known to have no amount.
func TestReview_knowsEveryType(t *testing.T) {
	t.Parallel()
	schemas, err := mint.NewServer(acctest.New(t).Factory()()).GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for name := range schemas.ResourceSchemas {
		if types[name] == nil && !slices.Contains(moneyless, name) {
			t.Errorf("%s: add to types in effect.go what its changes do to money, or to moneyless", name)
		}
	}
	for name := range schemas.ActionSchemas {
		if _, known := actions[name]; !known && name != "mint_wallet_top_up" && name != "mint_wallet_void" {
			t.Errorf("%s: add to actions in wallets.go what it does", name)
		}
	}
}
