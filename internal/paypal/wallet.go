package paypal

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/shopspring/decimal"
)

// The statuses of a wallet. What PENDING means is not documented; TERMINATED is final (contract:
// wallets 2.1, 2.2).
const (
	WalletActive     = "ACTIVE"
	WalletPending    = "PENDING"
	WalletTerminated = "TERMINATED"
)

// Wallet is a customer's prepaid credits (contract: wallets 2.1). A nil member was not in the
// answer.
type Wallet struct {
	ID                 string `json:"id"`
	ExternalCustomerID string `json:"external_customer_id"`
	// Status is one of the Wallet statuses, or a text not known here.
	Status string `json:"status"`
	// RateAmount is money per credit, in the wallet's currency.
	RateAmount decimal.Decimal `json:"rate_amount"`
	Name       *string         `json:"name"`
	// ExpirationAt, CreatedAt and TerminatedAt are RFC 3339, as the service wrote them.
	ExpirationAt *string    `json:"expiration_at"`
	CreatedAt    *string    `json:"created_at"`
	TerminatedAt *string    `json:"terminated_at"`
	AppliesTo    *AppliesTo `json:"applies_to"`
	// RecurringRules are the automatic top-ups. The service shows no ids for them.
	RecurringRules []RecurringRule `json:"recurring_transaction_rules"`

	// AvailableBalance is what can be spent, OngoingUsage what current usage and draft invoices
	// come to, and NetBalance the one less the other, which may be negative.
	AvailableBalance *Money `json:"available_balance"`
	OngoingUsage     *Money `json:"ongoing_usage"`
	NetBalance       *Money `json:"net_balance"`
	// AvailableCredits, OngoingUsageCredits and NetBalanceCredits are the same three in credits.
	// Money and credits are rounded apart, so neither follows from the other.
	AvailableCredits    *decimal.Decimal `json:"available_credits"`
	OngoingUsageCredits *decimal.Decimal `json:"ongoing_usage_credits"`
	NetBalanceCredits   *decimal.Decimal `json:"net_balance_credits"`
	// ConsumedCredits counts over the wallet's life; voided credits may be included.
	ConsumedCredits *decimal.Decimal `json:"consumed_credits"`
}

// AppliesTo is what a wallet's credits may pay for.
type AppliesTo struct {
	// FeeTypes is a set of [FeeTypes]; empty is no restriction.
	FeeTypes []string `json:"fee_types"`
}

// IsZero reports whether nothing is restricted.
func (a AppliesTo) IsZero() bool { return len(a.FeeTypes) == 0 }

// RecurringRule is one automatic top-up of a wallet (contract: wallets 2.3). A nil member was not
// in the answer, or is not sent.
type RecurringRule struct {
	// Trigger, Method and Interval may be texts not known here.
	Trigger  string  `json:"trigger"`
	Method   string  `json:"method"`
	Interval *string `json:"interval,omitempty"`
	// ThresholdCredits is the balance, in credits, below which a THRESHOLD rule fires.
	ThresholdCredits *decimal.Decimal `json:"threshold_credits,omitempty"`
	// PaidCredits and GrantedCredits are what a FIXED rule adds.
	PaidCredits    *decimal.Decimal `json:"paid_credits,omitempty"`
	GrantedCredits *decimal.Decimal `json:"granted_credits,omitempty"`
	// TargetOngoingBalance is the balance, in credits, that a TARGET rule fills up to.
	TargetOngoingBalance *decimal.Decimal `json:"target_ongoing_balance,omitempty"`
	// StartedAt, the anchor of an INTERVAL rule, and ExpirationAt, the rule's own end, are RFC
	// 3339.
	StartedAt    *string `json:"started_at,omitempty"`
	ExpirationAt *string `json:"expiration_at,omitempty"`
}

// UnmarshalJSON reads a wallet and refuses one without a customer, a status or a rate, the members
// that the contract requires: taken for empty values, they would look like another wallet.
func (w *Wallet) UnmarshalJSON(data []byte) error {
	type members Wallet
	var wire struct {
		members
		RateAmount *decimal.Decimal `json:"rate_amount"`
	}
	if err := json.Unmarshal(data, &wire); err != nil {
		return err
	}
	switch {
	case wire.ExternalCustomerID == "":
		return errors.New("a wallet has no external_customer_id")
	case wire.Status == "":
		return errors.New("a wallet has no status")
	case wire.RateAmount == nil:
		return errors.New("a wallet has no rate_amount")
	}
	*w = Wallet(wire.members)
	w.RateAmount = *wire.RateAmount
	return nil
}

func (w Wallet) id() string { return w.ID }

// describe tells people one of several wallets of a name from another.
func (w Wallet) describe() string {
	text := fmt.Sprintf("%s, rate_amount %s", w.Status, w.RateAmount)
	if w.CreatedAt != nil {
		text += ", created " + *w.CreatedAt
	}
	return text
}

// Currency is the ISO 4217 code of the wallet, taken from its balances because the wallet itself
// does not say; it is empty when the answer shows no balance (contract: wallets, trap 3).
func (w Wallet) Currency() string {
	for _, balance := range []*Money{w.AvailableBalance, w.NetBalance, w.OngoingUsage} {
		if balance != nil && balance.CurrencyCode != "" {
			return balance.CurrencyCode
		}
	}
	return ""
}

// RuleBalance is the balance, in credits, that the threshold of a rule is compared with; nil where
// the service shows none (contract: wallets 2.3).
func (w Wallet) RuleBalance() *decimal.Decimal {
	if w.NetBalanceCredits != nil {
		return w.NetBalanceCredits
	}
	return w.AvailableCredits
}

// FeeTypes lists what a wallet can be restricted to paying for (contract: wallets 2.1).
func FeeTypes() []string { return []string{"SUBSCRIPTION", "COMMITMENT", "CHARGE"} }

// RuleIntervals lists how often an INTERVAL rule fires (contract: wallets 2.3).
func RuleIntervals() []string { return []string{"WEEKLY", "MONTHLY", "QUARTERLY", "YEARLY"} }

// Money is an amount in a currency (contract: wallets 2.1).
type Money struct {
	// Value is in units of the currency, not in its minor units.
	Value decimal.Decimal
	// CurrencyCode is the ISO 4217 code as the service writes it.
	CurrencyCode string
}

// UnmarshalJSON reads {"value": number, "currency_code": string}. It refuses money without a value,
// which would read as zero.
func (m *Money) UnmarshalJSON(data []byte) error {
	var wire struct {
		Value        *decimal.Decimal `json:"value"`
		CurrencyCode string           `json:"currency_code"`
	}
	if err := json.Unmarshal(data, &wire); err != nil {
		return err
	}
	if wire.Value == nil {
		return errors.New("an amount of money has no value")
	}
	*m = Money{Value: *wire.Value, CurrencyCode: wire.CurrencyCode}
	return nil
}
