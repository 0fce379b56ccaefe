package paypal

import (
	"encoding/json"
	"strings"

	"github.com/shopspring/decimal"
)

// WalletCreate is a wallet to be created, without credits: those are transactions, so that they are
// named and posted once (contract: wallets 2.1).
type WalletCreate struct {
	ExternalCustomerID string
	// Currency is an ISO 4217 code in any case.
	Currency string
	// RateAmount is money per credit and greater than zero.
	RateAmount decimal.Decimal
	Name       string
	// ExpirationAt is RFC 3339; nil is never.
	ExpirationAt *string
	// FeeTypes restricts what the credits pay for; empty is no restriction.
	FeeTypes       []string
	RecurringRules []RecurringRule
}

// MarshalJSON writes the members that have a value.
func (c WalletCreate) MarshalJSON() ([]byte, error) {
	wire := struct {
		ExternalCustomerID string          `json:"external_customer_id"`
		Currency           string          `json:"currency"`
		RateAmount         decimal.Decimal `json:"rate_amount"`
		Name               string          `json:"name,omitempty"`
		ExpirationAt       *string         `json:"expiration_at,omitempty"`
		AppliesTo          *AppliesTo      `json:"applies_to,omitempty"`
		RecurringRules     []RecurringRule `json:"recurring_transaction_rules,omitempty"`
	}{
		ExternalCustomerID: c.ExternalCustomerID,
		Currency:           strings.ToUpper(c.Currency),
		RateAmount:         c.RateAmount,
		Name:               c.Name,
		ExpirationAt:       c.ExpirationAt,
		RecurringRules:     c.RecurringRules,
	}
	if len(c.FeeTypes) > 0 {
		wire.AppliesTo = &AppliesTo{FeeTypes: c.FeeTypes}
	}
	return json.Marshal(wire)
}

// WalletUpdate is what to change of a wallet; the zero value changes nothing. Members that did not
// change must stay unset: an expiration that has passed is refused, and rules that are sent start
// afresh (contract: wallets 2.2).
type WalletUpdate struct {
	Name Change[string]
	// ExpirationAt is RFC 3339.
	ExpirationAt Change[string]
	// FeeTypes restricts what the credits pay for; cleared or empty, nothing is restricted.
	FeeTypes Change[[]string]
	// RecurringRules replaces all rules of the wallet; cleared or empty, it ends them.
	RecurringRules Change[[]RecurringRule]
}

// Change is what an update does to one member. The zero value leaves it alone.
type Change[T any] struct {
	made  bool
	value *T
}

// Set is the change of a member to v.
func Set[T any](v T) Change[T] { return Change[T]{made: true, value: &v} }

// Clear is the change of a member to no value.
func Clear[T any]() Change[T] { return Change[T]{made: true} }

// IsEmpty reports whether the update changes nothing.
func (u WalletUpdate) IsEmpty() bool {
	return !u.Name.made && !u.ExpirationAt.made && !u.FeeTypes.made && !u.RecurringRules.made
}

// MarshalJSON writes the changed members only: null where a single value is cleared, [] where a
// list is.
func (u WalletUpdate) MarshalJSON() ([]byte, error) {
	wire := map[string]any{}
	if u.Name.made {
		wire["name"] = u.Name.value
	}
	if u.ExpirationAt.made {
		wire["expiration_at"] = u.ExpirationAt.value
	}
	if u.FeeTypes.made {
		wire["applies_to"] = AppliesTo{FeeTypes: members(u.FeeTypes)}
	}
	if u.RecurringRules.made {
		wire["recurring_transaction_rules"] = members(u.RecurringRules)
	}
	return json.Marshal(wire)
}

// members never returns nil, which would be written as null.
func members[T any](c Change[[]T]) []T {
	if c.value == nil || *c.value == nil {
		return []T{}
	}
	return *c.value
}
