package paypalfake

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// Statuses of a wallet (contract: wallets 2.1).
const (
	Active     = "ACTIVE"
	Pending    = "PENDING"
	Terminated = "TERMINATED"
)

// Wallet is what the service holds of one wallet (contract: wallets 2.1). Times are zero where the
// wallet has none.
type Wallet struct {
	ID           string          `json:"id,omitzero"`
	CustomerID   string          `json:"external_customer_id,omitzero"`
	Name         string          `json:"name,omitzero"`        // empty when it has none
	Currency     string          `json:"currency,omitzero"`    // ISO 4217, upper case
	Rate         decimal.Decimal `json:"rate_amount,omitzero"` // money per credit
	Status       string          `json:"status,omitzero"`
	FeeTypes     []string        `json:"fee_types,omitzero"` // nil: unrestricted
	Rules        []Rule          `json:"recurring_transaction_rules,omitzero"`
	ExpiresAt    time.Time       `json:"expiration_at,omitzero"`
	CreatedAt    time.Time       `json:"created_at,omitzero"`
	TerminatedAt time.Time       `json:"terminated_at,omitzero"`
	Balance      Balance         `json:"-"`
}

// Rule is one recurring top-up (contract: wallets 2.3). Its id is never shown on the wire; a rule
// that was restarted by an update has a new one. Members that were not sent are not valid or zero.
type Rule struct {
	ID                   string              `json:"id,omitzero"`
	Trigger              string              `json:"trigger,omitzero"`
	Method               string              `json:"method,omitzero"`
	Interval             string              `json:"interval,omitzero"`
	ThresholdCredits     decimal.NullDecimal `json:"threshold_credits,omitzero"`
	PaidCredits          decimal.NullDecimal `json:"paid_credits,omitzero"`
	GrantedCredits       decimal.NullDecimal `json:"granted_credits,omitzero"`
	TargetOngoingBalance decimal.NullDecimal `json:"target_ongoing_balance,omitzero"` // credits
	StartedAt            time.Time           `json:"started_at,omitzero"`
	ExpiresAt            time.Time           `json:"expiration_at,omitzero"`
}

// Balance is the standing of one wallet. Money is in the wallet's currency. Money and credits are
// kept apart and drift: a void takes five decimals of credits but money only to the currency's
// precision (contract: wallets 4).
type Balance struct {
	Currency        string
	Money           decimal.Decimal // available
	Credits         decimal.Decimal // available
	PendingCredits  decimal.Decimal // purchased and neither settled nor failed; not available
	OngoingMoney    decimal.Decimal // current usage
	OngoingCredits  decimal.Decimal
	ConsumedCredits decimal.Decimal // over the wallet's life, voids included
}

// NetMoney is the available money less the current usage; it may be negative.
func (b Balance) NetMoney() decimal.Decimal { return b.Money.Sub(b.OngoingMoney) }

// NetCredits is the available credits less those of the current usage; it may be negative.
func (b Balance) NetCredits() decimal.Decimal { return b.Credits.Sub(b.OngoingCredits) }

func (w *Wallet) clone() Wallet {
	c := *w
	c.FeeTypes = slices.Clone(w.FeeTypes)
	c.Rules = slices.Clone(w.Rules)
	return c
}

// terminate is final and touches no balance (contract: wallets 2.2). A second call keeps the first
// date.
func (w *Wallet) terminate(now time.Time) {
	if w.Status == Terminated {
		return
	}
	w.Status = Terminated
	w.TerminatedAt = now
	w.Rules = nil
}
