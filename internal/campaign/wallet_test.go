package campaign_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

// The names under which a posting is found in the metadata of its transactions.
const (
	referenceKey = "tf_reference"
	voidsKey     = "tf_voids"
)

var feeTypes = []string{"CHARGE", "COMMITMENT", "SUBSCRIPTION"}

var wallets = kind{
	typeName: "mint_wallet",
	prepare:  func(*acctest.Env, int) {},
	declare: func(r *rand.Rand, n int) acctest.Attrs {
		config := acctest.Attrs{
			"external_customer_id": acctest.Customer, "name": fmt.Sprintf("Wallet %d", n), "currency": pick(r, "USD", "eur"), "rate_amount": pick(r, "1", "0.5", "1.375"),
			"force_destroy": true,
		}
		if r.IntN(2) == 0 {
			config["applies_to"] = acctest.Attrs{"fee_types": []any{feeTypes[r.IntN(3)]}}
		}
		if r.IntN(2) == 0 {
			config["expiration_at"] = "2031-01-01T00:00:00Z"
		}
		if r.IntN(2) == 0 {
			config["recurring_transaction_rules"] = rules(r)
		}
		return config
	},
	change: func(r *rand.Rand, n int, config acctest.Attrs) (acctest.Attrs, []string) {
		switch r.IntN(4) {
		case 0:
			return with(config, "name", fmt.Sprintf("Purse %d", n)), nil
		case 1:
			return with(config, "recurring_transaction_rules", rules(r)), nil
		case 2:
			return with(config, "recurring_transaction_rules", nil, "expiration_at", nil), nil
		default:
			return with(config, "applies_to", nil, "expiration_at", "2032-01-01T00:00:00Z"), nil
		}
	},
	destroyed: func(config acctest.Attrs) []string {
		return []string{terminatedLine(text(config, "name"), text(config, "currency"), numeral(config, "rate_amount"))}
	},
	says:  walletSays,
	knows: underID(walletSays),
	holds: func(e *acctest.Env) []holding {
		var all []holding
		for _, w := range e.PayPal.Wallets(acctest.Customer) {
			if w.Status == paypalfake.Terminated {
				all = append(all, holding{w.ID, terminatedLine(w.Name, w.Currency, w.Rate)})
				continue
			}
			expires := ""
			if !w.ExpiresAt.IsZero() {
				expires = w.ExpiresAt.Format("2006")
			}
			var ruleTexts []string
			for _, rule := range w.Rules {
				ruleTexts = append(ruleTexts, ruleText(rule.Trigger, rule.ThresholdCredits.Decimal, rule.PaidCredits.Decimal))
			}
			all = append(all, holding{w.ID, walletLine(w.Name, w.Currency, w.Rate, expires, slices.Clone(w.FeeTypes), ruleTexts)})
		}
		return all
	},
}

func rules(r *rand.Rand) []any {
	return []any{acctest.Attrs{"trigger": "THRESHOLD", "method": "FIXED", "threshold_credits": pick(r, "1", "2", "3"), "paid_credits": pick(r, "10", "20.5")}}
}

func ruleText(trigger string, threshold, paid decimal.Decimal) string {
	return fmt.Sprintf("%s below %s buys %s", trigger, threshold, paid)
}

// walletLine names no fee types where there is no restriction.
func walletLine(name, currency string, rate decimal.Decimal, expires string, fees, rules []string) string {
	if slices.Sort(fees); slices.Equal(fees, feeTypes) {
		fees = nil
	}
	return fmt.Sprintf("wallet %s in %s at %s until %q for %v, %v", name, strings.ToUpper(currency), rate, expires, fees, rules)
}

func terminatedLine(name, currency string, rate decimal.Decimal) string {
	return fmt.Sprintf("terminated wallet %s in %s at %s", name, strings.ToUpper(currency), rate)
}

func walletSays(attrs acctest.Attrs) []string {
	var fees, ruleTexts []string
	appliesTo, _ := attrs["applies_to"].(acctest.Attrs)
	restriction, _ := appliesTo["fee_types"].([]any)
	for _, fee := range restriction {
		fees = append(fees, fmt.Sprint(fee))
	}
	for _, rule := range list(attrs, "recurring_transaction_rules") {
		ruleTexts = append(ruleTexts, ruleText(text(rule, "trigger"), numeral(rule, "threshold_credits"), numeral(rule, "paid_credits")))
	}
	expires, _, _ := strings.Cut(text(attrs, "expiration_at"), "-")
	return []string{walletLine(text(attrs, "name"), text(attrs, "currency"), numeral(attrs, "rate_amount"), expires, fees, ruleTexts)}
}

// entries are postings to a wallet, whose id a campaign fills in. The first one in each wallet is
// [firstGrant], from which the others may void.
var entries = kind{
	typeName: "mint_wallet_transaction",
	prepare:  func(*acctest.Env, int) {},
	declare: func(r *rand.Rand, n int) acctest.Attrs {
		config := acctest.Attrs{"reference": fmt.Sprintf("order/%d", n), "type": "TOPUP", "metadata": acctest.Attrs{"ticket": "T-1"}}
		switch r.IntN(4) {
		case 0:
			config["type"], config["credits_to_void"] = "VOID", credits(r)
		case 1:
			config["paid_credits"] = credits(r)
		case 2:
			config["granted_credits"], config["on_destroy"] = credits(r), pick(r, "retain", "void")
		default:
			config["paid_credits"], config["granted_credits"] = credits(r), credits(r)
		}
		return config
	},
	change: func(r *rand.Rand, _ int, config acctest.Attrs) (acctest.Attrs, []string) {
		onlyGranted := config["paid_credits"] == nil && config["granted_credits"] != nil
		if onlyGranted && r.IntN(2) == 0 {
			return with(config, "on_destroy", pick(r, "retain", "void")), nil
		}
		return with(config, "reference", text(config, "reference")+"/again"), entryLeft(config)
	},
	destroyed: entryLeft,
	says:      entrySays,
	knows: func(state acctest.Attrs) []holding {
		texts := entrySays(state)
		var all []holding
		for i, t := range list(state, "transactions") {
			all = append(all, holding{text(t, "transaction_id"), texts[min(i, len(texts)-1)]})
		}
		return all
	},
	holds: func(e *acctest.Env) []holding {
		var all []holding
		for _, w := range e.PayPal.Wallets(acctest.Customer) {
			booked := map[string]decimal.Decimal{}
			for _, t := range e.PayPal.Transactions(w.ID) {
				reference, voids := tag(t, referenceKey), tag(t, voidsKey)
				if voids != "" {
					all = append(all, holding{t.ID, compensationLine(w.ID, voids, t.Asked.Equal(booked[voids]))})
					continue
				}
				booked[reference] = booked[reference].Add(t.Credits)
				all = append(all, holding{t.ID, entryLine(w.ID, reference, t.Status, t.Asked)})
			}
		}
		return all
	},
}

// firstGrant fills a wallet so that there is something to void.
func firstGrant(n int) acctest.Attrs {
	return acctest.Attrs{"reference": fmt.Sprintf("first/%d", n), "type": "TOPUP", "granted_credits": "1000"}
}

// credits are few enough that the first grant lasts, and worth enough that no currency rounds them
// to nothing.
func credits(r *rand.Rand) string { return decimal.New(100_000+r.Int64N(900_000), -5).String() }

func tag(t paypalfake.Transaction, key string) string {
	for _, pair := range t.Metadata {
		if pair.Key == key {
			return pair.Value
		}
	}
	return ""
}

func entryLine(wallet, reference, status string, asked decimal.Decimal) string {
	return fmt.Sprintf("%s of %s credits under %s in wallet %s", status, asked, reference, wallet)
}

func compensationLine(wallet, reference string, whole bool) string {
	return fmt.Sprintf("all of it %t voided under %s in wallet %s", whole, reference, wallet)
}

// entrySays lists the purchase first, as the state does.
func entrySays(attrs acctest.Attrs) []string {
	var all []string
	for _, part := range []struct{ name, status string }{
		{"paid_credits", paypalfake.Purchased}, {"granted_credits", paypalfake.Granted}, {"credits_to_void", paypalfake.Voided},
	} {
		if attrs[part.name] != nil {
			all = append(all, entryLine(text(attrs, "wallet_id"), text(attrs, "reference"), part.status, numeral(attrs, part.name)))
		}
	}
	return all
}

func entryLeft(config acctest.Attrs) []string {
	left := entrySays(config)
	if config["on_destroy"] == "void" {
		left = append(left, compensationLine(text(config, "wallet_id"), text(config, "reference"), true))
	}
	return left
}
