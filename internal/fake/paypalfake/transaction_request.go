package paypalfake

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// Limits of a transaction's metadata (contract: wallets 3.1).
const (
	maxPairs = 15
	maxKey   = 20
	maxValue = 100
)

// postTransaction tops a wallet up or voids credits of it, and returns what the answer shows
// (contract: wallets 3.1, 4).
func (b *book) postTransaction(walletID string, body []byte, request int) ([]*Transaction, *refusal) {
	w := b.wallet(walletID)
	if w == nil {
		return nil, b.unknownWallet(walletID)
	}
	f, bad := readForm(body)
	if bad != nil {
		return nil, bad
	}
	if w.Status == Terminated {
		return nil, b.broken(terminatedDetail(walletID))
	}
	if w.Status == Pending && b.switches.NewWallet == NewPendingClosed {
		return nil, b.broken(detail{Field: "wallet_id", Value: walletID, Location: "path", Issue: "WALLET_IS_PENDING"})
	}
	kind := f.required("type")
	metadata := b.readMetadata(f)
	switch kind {
	case "TOPUP":
		return b.topUp(w, f, metadata, request)
	case "VOID":
		return b.void(w, f, metadata)
	case "":
	default:
		f.violates("type", "INVALID_PARAMETER_VALUE")
	}
	return nil, f.findings.verdict(b)
}

func (b *book) topUp(w *Wallet, f form, metadata []Pair, request int) ([]*Transaction, *refusal) {
	if b.switches.StrictKeys {
		f.only("type", "paid_credits", "granted_credits", "metadata")
	}
	purchase := b.quote(w, f.credits("paid_credits", transactionCredits, "INVALID_PAID_CREDITS").Decimal)
	grant := b.quote(w, f.credits("granted_credits", transactionCredits, "INVALID_GRANTED_CREDITS").Decimal)
	f.worth("paid_credits", purchase)
	f.worth("granted_credits", grant)
	paid, granted := purchase.asked.IsPositive(), grant.asked.IsPositive()
	if !paid && !granted && b.switches.EmptyTopUpRefused {
		f.breaks("type", "INVALID_AMOUNT")
	}
	if bad := f.findings.verdict(b); bad != nil {
		return nil, bad
	}

	if paid && granted {
		return b.bookPair(w, purchase, grant, metadata, request), nil
	}
	return b.bookInbound(w, Manual, purchase, grant, metadata), nil
}

// bookPair books a TOPUP of both kinds, which is two transactions (contract: wallets 3.2).
func (b *book) bookPair(w *Wallet, purchase, grant quote, metadata []Pair, request int) []*Transaction {
	bought := b.book(w, Purchased, Manual, purchase, metadata)
	switch b.switches.Pair {
	case PairGrantLost:
		return []*Transaction{bought}
	case PairGrantLate:
		b.later(request, w, Granted, grant, metadata)
		return []*Transaction{bought}
	}
	given := b.book(w, Granted, Manual, grant, metadata)
	switch b.switches.Pair {
	case PairGrantFirst:
		return []*Transaction{given, bought}
	case PairPurchaseShown:
		return []*Transaction{bought}
	case PairGrantShown:
		return []*Transaction{given}
	default:
		return []*Transaction{bought, given}
	}
}

// void takes credits out. What it may take is compared with the available credits, not with the net
// ones.
func (b *book) void(w *Wallet, f form, metadata []Pair) ([]*Transaction, *refusal) {
	const name = "credits_to_void"
	if b.switches.StrictKeys {
		f.only("type", name, "metadata")
	}
	if !f.given(name) {
		f.violates(name, "MISSING_REQUIRED_PARAMETER")
		return nil, f.findings.verdict(b)
	}
	asked := f.credits(name, transactionCredits, "INVALID_VOIDED_CREDITS")
	q := w.quoteVoid(asked.Decimal, b.switches.CreditsVerbatim)
	switch {
	case !asked.Valid:
	case asked.Decimal.IsZero():
		f.breaks(name, "INVALID_VOIDED_CREDITS", "INVALID_AMOUNT")
	case q.worthless():
		f.worth(name, q)
	case q.credits.GreaterThan(w.Balance.Credits):
		f.breaks(name, "INSUFFICIENT_CREDITS")
	}
	if bad := f.findings.verdict(b); bad != nil {
		return nil, bad
	}
	return []*Transaction{b.book(w, Voided, Manual, q, metadata)}, nil
}

// readMetadata reads the tags of a transaction and holds them to their limits.
func (b *book) readMetadata(f form) []Pair {
	const name = "metadata"
	if !f.given(name) {
		return nil
	}
	var items []map[string]json.RawMessage
	if json.Unmarshal(f.members[name], &items) != nil {
		f.violates(name, "INVALID_PARAMETER_VALUE")
		return nil
	}
	if len(items) > maxPairs && !b.switches.MetadataUnlimited {
		f.breaks(name, "TOO_MANY_KEYS")
	}
	var pairs []Pair
	for _, item := range items {
		var p Pair
		keyIssue, valueIssue := scalar(item["key"], &p.Key), scalar(item["value"], &p.Value)
		switch {
		case keyIssue != "":
			f.breaks(name, keyIssue)
		case valueIssue != "":
			f.breaks(name, valueIssue)
		case len(item) != 2:
			f.breaks(name, "INVALID_KEY_VALUE_PAIR")
		case b.switches.MetadataUnlimited:
		case utf8.RuneCountInString(p.Key) > maxKey:
			f.breaks(name, "KEY_TOO_LONG")
		case utf8.RuneCountInString(p.Value) > maxValue:
			f.breaks(name, "VALUE_TOO_LONG")
		}
		pairs = append(pairs, p)
	}
	return pairs
}

// scalar reads one half of a pair, which must be text that is not blank, and names what is wrong
// with it.
func scalar(raw json.RawMessage, text *string) (issue string) {
	if len(raw) > 0 && (raw[0] == '{' || raw[0] == '[') {
		return "NESTED_STRUCTURE_NOT_ALLOWED"
	}
	if json.Unmarshal(raw, text) != nil || strings.TrimSpace(*text) == "" {
		return "INVALID_KEY_VALUE_PAIR"
	}
	return ""
}

// listTransactions finds the ledger of a wallet, the oldest first; that of a terminated wallet
// stays readable.
func (b *book) listTransactions(walletID string) ([]*Transaction, *refusal) {
	if b.wallet(walletID) == nil {
		return nil, b.unknownWallet(walletID)
	}
	return b.transactionsOf(walletID), nil
}

func (b *book) getTransaction(id string) (*Transaction, *refusal) {
	t := b.transaction(id)
	if t == nil {
		return nil, notFound("wallet_transaction_id", id)
	}
	return t, nil
}
