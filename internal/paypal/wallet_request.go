package paypal

import (
	"encoding/json"
	"strings"

	"github.com/shopspring/decimal"
)

// WalletCreate is a wallet to be created, without credits: those are transactions, so that they are
// named and posted once (contract: wallets 2.1).
type WalletCreate struct {
	ExternalCustomerID string `json:"external_customer_id"`
	// Currency is an ISO 4217 code in any case.
	Currency string `json:"currency"`
	// RateAmount is money per credit and greater than zero.
	RateAmount decimal.Decimal `json:"rate_amount"`
	Name       string          `json:"name,omitempty"`
	// ExpirationAt is RFC 3339; nil is never.
	ExpirationAt   *string         `json:"expiration_at,omitempty"`
	AppliesTo      AppliesTo       `json:"applies_to,omitzero"`
	RecurringRules []RecurringRule `json:"recurring_transaction_rules,omitempty"`
}

// MarshalJSON writes the currency in upper case.
func (c WalletCreate) MarshalJSON() ([]byte, error) {
	type members WalletCreate
	c.Currency = strings.ToUpper(c.Currency)
	return json.Marshal(members(c))
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
	return u == WalletUpdate{}
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
