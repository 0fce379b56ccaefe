package paypal

import "github.com/shopspring/decimal"

// The types of a transaction request (contract: wallets 3.1).
const (
	// TopUp adds credits: paid ones, which count once their invoice is paid, granted ones, which
	// count at once, or both.
	TopUp = "TOPUP"
	// Void takes available credits away. It returns no money.
	Void = "VOID"
)

// What a transaction is: its TransactionStatus (contract: wallets 3.3).
const (
	Purchased = "PURCHASED"
	Granted   = "GRANTED"
	Voided    = "VOIDED"
	Invoiced  = "INVOICED"
)

// What became of a transaction's payment: its PaymentStatus. Only purchases are ever PENDING or
// FAILED (contract: wallets 3.3).
const (
	PaymentPending = "PENDING"
	PaymentSettled = "SETTLED"
	PaymentFailed  = "FAILED"
)

// The directions of a transaction: its TransactionType (contract: wallets 3.3).
const (
	Inbound  = "INBOUND"
	Outbound = "OUTBOUND"
)

// Transaction is one movement of credits in a wallet's ledger (contract: wallets 3.3). A nil member
// was not in the answer; texts may be ones not known here.
type Transaction struct {
	ID       string `json:"wallet_transaction_id"`
	WalletID string `json:"wallet_id"`
	// PaymentStatus says whether the credits count yet.
	PaymentStatus string `json:"payment_status"`
	// TransactionStatus says what the transaction is.
	TransactionStatus string `json:"transaction_status"`
	// TransactionType is the direction; Credits has no sign of its own.
	TransactionType string `json:"transaction_type"`
	// Source is MANUAL for transactions that were posted, INTERVAL or THRESHOLD for those of a
	// recurring rule.
	Source string `json:"source"`
	Amount *Money `json:"amount"`
	// Credits may differ from the credits asked for, which the service rounds (contract: wallets,
	// trap 8).
	Credits *decimal.Decimal `json:"credits"`
	// SettledAt, FailedAt and CreatedAt are RFC 3339, as the service wrote them.
	SettledAt *string `json:"settled_at"`
	FailedAt  *string `json:"failed_at"`
	CreatedAt *string `json:"created_at"`
	Metadata  []Pair  `json:"metadata"`
}

// Pair is one tag of a transaction's metadata.
type Pair struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

func (t Transaction) id() string { return t.ID }

// voids is the name that the compensating VOIDs of an entry share in a listing.
func (t Transaction) voids() string {
	reference, _ := t.Tag(VoidsKey)
	return voidsOf(reference)
}

func voidsOf(reference string) string {
	if reference == "" {
		return ""
	}
	return VoidsKey + "=" + reference
}

// TransactionRequest is a transaction to be posted. [NewEntry] and [NewVoid] make one that can be
// found again.
type TransactionRequest struct {
	Asked
	Metadata []Pair `json:"metadata,omitempty"`
}
