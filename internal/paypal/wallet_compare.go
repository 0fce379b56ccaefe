package paypal

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
)

// RestrictedTo returns the fee types that the wallet pays for, or nil if it pays for all of them:
// an answer may then list them all, none, or leave the member out (contract: wallets 2.1).
func (w Wallet) RestrictedTo() []string {
	if w.AppliesTo == nil {
		return nil
	}
	return restriction(w.AppliesTo.FeeTypes)
}

// restriction is nil for fee types that restrict nothing.
func restriction(feeTypes []string) []string {
	all := !slices.ContainsFunc(FeeTypes(), func(t string) bool { return !slices.Contains(feeTypes, t) })
	if all || len(feeTypes) == 0 {
		return nil
	}
	return slices.Compact(slices.Sorted(slices.Values(feeTypes)))
}

// Differences says in words how a wallet is otherwise than this request asks for; none means that
// it is the one. Only the terms are compared: balances and status move by themselves, and the
// currency need not be shown.
func (c WalletCreate) Differences(w Wallet) []string {
	terms := []string{
		differentName(c.Name, w),
		differentExpiration(c.ExpirationAt, w),
		differentFeeTypes(c.AppliesTo.FeeTypes, w),
		differentRules(c.RecurringRules, w),
	}
	if !c.RateAmount.Equal(w.RateAmount) {
		terms = append(terms, fmt.Sprintf("its rate_amount is %s, not %s", w.RateAmount, c.RateAmount))
	}
	return said(terms)
}

// Differences says in words what of the update a wallet does not show.
func (u WalletUpdate) Differences(w Wallet) []string {
	var terms []string
	if u.Name.made {
		terms = append(terms, differentName(textOf(u.Name.value), w))
	}
	if u.ExpirationAt.made {
		terms = append(terms, differentExpiration(u.ExpirationAt.value, w))
	}
	if u.FeeTypes.made {
		terms = append(terms, differentFeeTypes(members(u.FeeTypes), w))
	}
	if u.RecurringRules.made {
		terms = append(terms, differentRules(members(u.RecurringRules), w))
	}
	return said(terms)
}

func said(terms []string) []string {
	return slices.DeleteFunc(terms, func(text string) bool { return text == "" })
}

func differentName(asked string, w Wallet) string {
	if once.Key(asked) == once.Key(textOf(w.Name)) {
		return ""
	}
	return fmt.Sprintf("its name is %q, not %q", textOf(w.Name), asked)
}

func differentExpiration(asked *string, w Wallet) string {
	if sameInstant(asked, w.ExpirationAt) {
		return ""
	}
	return fmt.Sprintf("its expiration_at is %s, not %s", or("none", w.ExpirationAt), or("none", asked))
}

func differentFeeTypes(asked []string, w Wallet) string {
	want, got := restriction(asked), w.RestrictedTo()
	if slices.Equal(want, got) {
		return ""
	}
	list := func(types []string) string {
		if types == nil {
			return "all"
		}
		return strings.Join(types, ", ")
	}
	return fmt.Sprintf("its fee_types are %s, not %s", list(got), list(want))
}

func differentRules(asked []RecurringRule, w Wallet) string {
	switch {
	case SameRules(asked, w.RecurringRules):
		return ""
	case len(asked) != len(w.RecurringRules):
		return fmt.Sprintf("it has %d recurring_transaction_rules, not %d", len(w.RecurringRules), len(asked))
	default:
		return "its recurring_transaction_rules differ"
	}
}

func or(otherwise string, text *string) string {
	if text == nil {
		return otherwise
	}
	return *text
}

// The triggers and methods of a recurring rule (contract: wallets 2.3).
const (
	// TriggerInterval fires on a calendar, TriggerThreshold when the balance falls below a number
	// of credits.
	TriggerInterval  = "INTERVAL"
	TriggerThreshold = "THRESHOLD"
	// MethodFixed adds the same credits each time, MethodTarget as many as are missing from a
	// balance.
	MethodFixed  = "FIXED"
	MethodTarget = "TARGET"
)

// SameRules reports whether the rules that the service shows are the asked ones, in any order.
// Members that a rule's trigger and method do not use are not compared, because answers may show or
// omit them; credits that are not shown are zero; and a start that was not asked for is the
// service's own (contract: wallets 2.3).
func SameRules(asked, shown []RecurringRule) bool {
	if len(asked) != len(shown) {
		return false
	}
	taken := make([]bool, len(shown))
next:
	for _, rule := range asked {
		for i, other := range shown {
			if !taken[i] && rule.shownAs(other) {
				taken[i] = true
				continue next
			}
		}
		return false
	}
	return true
}

func (r RecurringRule) shownAs(shown RecurringRule) bool {
	if r.Trigger != shown.Trigger || r.Method != shown.Method || !sameInstant(r.ExpirationAt, shown.ExpirationAt) {
		return false
	}
	switch r.Trigger {
	case TriggerInterval:
		if !sameText(r.Interval, shown.Interval) || r.StartedAt != nil && !sameInstant(r.StartedAt, shown.StartedAt) {
			return false
		}
	case TriggerThreshold:
		if !sameCredits(r.ThresholdCredits, shown.ThresholdCredits) {
			return false
		}
	}
	switch r.Method {
	case MethodFixed:
		return sameCredits(r.PaidCredits, shown.PaidCredits) && sameCredits(r.GrantedCredits, shown.GrantedCredits)
	case MethodTarget:
		return sameCredits(r.TargetOngoingBalance, shown.TargetOngoingBalance)
	}
	return true
}

func sameText(a, b *string) bool { return textOf(a) == textOf(b) }

func sameCredits(a, b *decimal.Decimal) bool {
	var x, y decimal.Decimal
	if a != nil {
		x = *a
	}
	if b != nil {
		y = *b
	}
	return x.Equal(y)
}

// sameInstant compares RFC 3339 texts by the instant; ones that are not compare as texts.
func sameInstant(a, b *string) bool {
	if a == nil || b == nil {
		return a == b
	}
	x, errA := time.Parse(time.RFC3339, *a)
	y, errB := time.Parse(time.RFC3339, *b)
	if errA != nil || errB != nil {
		return *a == *b
	}
	return x.Equal(y)
}

func textOf(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}
