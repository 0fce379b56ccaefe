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
	ID            string          `json:"transaction_id,omitzero"`
	WalletID      string          `json:"-"`
	Status        string          `json:"transaction_status,omitzero"` // transaction_status: what it is
	Type          string          `json:"-"`                           // transaction_type: its direction
	Source        string          `json:"source,omitzero"`
	PaymentStatus string          `json:"payment_status,omitzero"`
	Asked         decimal.Decimal `json:"asked_credits,omitzero"` // credits, as the request spelled them
	Credits       decimal.Decimal `json:"credits,omitzero"`       // credits, as booked
	Amount        decimal.Decimal `json:"amount,omitzero"`        // money, in Currency
	Currency      string          `json:"-"`
	Metadata      []Pair          `json:"metadata,omitzero"` // as sent, whatever the answers show
	CreatedAt     time.Time       `json:"created_at,omitzero"`
	SettledAt     time.Time       `json:"settled_at,omitzero"`
	FailedAt      time.Time       `json:"failed_at,omitzero"`
}

// Pair is one tag of a transaction's metadata.
type Pair struct {
	Key   string `json:"key,omitzero"`
	Value string `json:"value,omitzero"`
}

func (t *Transaction) clone() Transaction {
	c := *t
	c.Metadata = slices.Clone(t.Metadata)
	return c
}
