package paypalfake

import (
	"regexp"
	"slices"

	"github.com/shopspring/decimal"
)

var ruleMembers = []string{
	"trigger", "method", "interval", "threshold_credits", "paid_credits", "granted_credits", "target_ongoing_balance", "started_at", "expiration_at",
}

// readRules reads the recurring rules of a wallet (contract: wallets 2.3). Members that a trigger
// or method does not use are tolerated and kept, as in the documented sample.
func (b *book) readRules(f form) []Rule {
	const name = "recurring_transaction_rules"
	forms := f.objects(name)
	if len(forms) > 1 && !b.switches.ManyRulesAccepted {
		f.breaks(name, "INVALID_NUMBER_OF_RECURRING_RULES")
	}
	var rules []Rule
	for _, item := range forms {
		if b.switches.StrictKeys {
			item.only(ruleMembers...)
		}
		r := Rule{
			Trigger:              item.oneOf("trigger", Interval, Threshold),
			Method:               item.oneOf("method", "FIXED", "TARGET"),
			Interval:             item.oneOf("interval", "WEEKLY", "MONTHLY", "QUARTERLY", "YEARLY"),
			ThresholdCredits:     item.ruleCredits("threshold_credits", transactionCredits), // no pattern is documented
			PaidCredits:          item.ruleCredits("paid_credits", walletCredits),
			GrantedCredits:       item.ruleCredits("granted_credits", walletCredits),
			TargetOngoingBalance: item.ruleCredits("target_ongoing_balance", transactionCredits),
			StartedAt:            item.instant("started_at", "INVALID_RECURRING_RULE"),
			ExpiresAt:            item.future("expiration_at", "INVALID_RECURRING_RULE", b.now()),
		}
		if lack := r.lacks(); lack != "" {
			item.breaks(lack, "INVALID_RECURRING_RULE")
		}
		rules = append(rules, r)
	}
	return rules
}

// started gives rules an id each: they are new, whatever was there before.
func (b *book) started(rules []Rule) []Rule {
	rules = slices.Clone(rules)
	for i := range rules {
		rules[i].ID = b.newID()
	}
	return rules
}

func (f form) ruleCredits(name string, pattern *regexp.Regexp) decimal.NullDecimal {
	d := f.credits(name, pattern, "INVALID_RECURRING_RULE")
	d.Decimal = d.Decimal.Truncate(creditScale)
	return d
}

// lacks names the member without which the rule is incomplete, or which contradicts another; "" if
// there is none.
func (r Rule) lacks() string {
	switch {
	case r.Trigger == "":
		return "trigger"
	case r.Method == "":
		return "method"
	case r.Trigger == Interval && r.Interval == "":
		return "interval"
	case r.Trigger == Threshold && !r.ThresholdCredits.Valid:
		return "threshold_credits"
	case r.Method == "FIXED" && !r.PaidCredits.Valid && !r.GrantedCredits.Valid:
		return "paid_credits"
	case r.Method == "TARGET" && !r.TargetOngoingBalance.Valid:
		return "target_ongoing_balance"
	case r.Trigger == Threshold && r.Method == "TARGET" && r.TargetOngoingBalance.Decimal.LessThan(r.ThresholdCredits.Decimal):
		return "target_ongoing_balance"
	default:
		return ""
	}
}

// uses says whether the rule's trigger or method reads the member.
func (r Rule) uses(name string) bool {
	switch name {
	case "interval":
		return r.Trigger == Interval
	case "threshold_credits":
		return r.Trigger == Threshold
	case "target_ongoing_balance":
		return r.Method == "TARGET"
	default:
		return r.Method == "FIXED"
	}
}
