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
	ID           string
	CustomerID   string
	Name         string          // empty when it has none
	Currency     string          // ISO 4217, upper case
	Rate         decimal.Decimal // money per credit
	Status       string
	FeeTypes     []string // nil: unrestricted
	Rules        []Rule
	ExpiresAt    time.Time
	CreatedAt    time.Time
	TerminatedAt time.Time
	Balance      Balance
}

// Rule is one recurring top-up (contract: wallets 2.3). Its id is never shown on the wire; a rule
// that was restarted by an update has a new one. Members that were not sent are not valid or zero.
type Rule struct {
	ID                   string
	Trigger              string
	Method               string
	Interval             string
	ThresholdCredits     decimal.NullDecimal
	PaidCredits          decimal.NullDecimal
	GrantedCredits       decimal.NullDecimal
	TargetOngoingBalance decimal.NullDecimal // credits
	StartedAt            time.Time
	ExpiresAt            time.Time
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
