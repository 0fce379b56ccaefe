package paypal

import (
	"fmt"
	"slices"
	"strings"

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
		differentFeeTypes(c.FeeTypes, w),
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
