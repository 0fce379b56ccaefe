package paypal

import (
	"time"

	"github.com/shopspring/decimal"
)

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
