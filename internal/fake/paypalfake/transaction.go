package paypalfake

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// What a transaction is, its direction, its source and its payment status (contract: wallets 3.3).
const (
	Purchased = "PURCHASED"
	Granted   = "GRANTED"
	Voided    = "VOIDED"
	Invoiced  = "INVOICED"

	Inbound  = "INBOUND"
	Outbound = "OUTBOUND"

	Manual    = "MANUAL"
	Interval  = "INTERVAL"
	Threshold = "THRESHOLD"

	PaymentPending = "PENDING"
	PaymentSettled = "SETTLED"
	PaymentFailed  = "FAILED"
)

// Transaction is what the service holds of one ledger entry (contract: wallets 3.3). Times are zero
// where it has none.
type Transaction struct {
	ID            string
	WalletID      string
	Status        string // transaction_status: what it is
	Type          string // transaction_type: its direction
	Source        string
	PaymentStatus string
	Asked         decimal.Decimal // credits, as the request spelled them
	Credits       decimal.Decimal // credits, as booked
	Amount        decimal.Decimal // money, in Currency
	Currency      string
	Metadata      []Pair // as sent, whatever the answers show
	CreatedAt     time.Time
	SettledAt     time.Time
	FailedAt      time.Time
}

// Pair is one tag of a transaction's metadata.
type Pair struct {
	Key   string
	Value string
}

func (t *Transaction) clone() Transaction {
	c := *t
	c.Metadata = slices.Clone(t.Metadata)
	return c
}
