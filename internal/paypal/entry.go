package paypal

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
)

// Entry is what one request of this provider posted to a ledger: the one or two transactions that
// the service made of it, and the VOIDs that compensate it.
type Entry struct {
	// Reference names the entry within its wallet.
	Reference string
	// Asked is the text kept with it, for [ParseAsked]; it is empty or cut short where the service
	// did not keep it whole.
	Asked string
	// Transactions holds at most one of each TransactionStatus: the purchase, the grant, the void,
	// then any other. It is empty if only a compensating VOID was found.
	Transactions []Transaction
	// Voids holds the compensating VOIDs, in the order of the history.
	Voids []Transaction
}

// FindEntries finds the entries of a history in the order of their first appearance, then the
// references of which only a compensating VOID is there. Transactions that carry no reference of
// ours are passed over, and one that the history shows twice counts once.
//
// A reference that has several entries was posted several times: what one entry asked for is one
// text, and the service makes no two transactions of one kind of it.
func FindEntries(history []Transaction) []Entry {
	type name struct{ reference, asked string }
	var entries []Entry
	named := map[name][]int{} // where in entries
	voids := map[string][]Transaction{}
	var voided []string
	for _, t := range distinct(history, Transaction.id) {
		if reference, _ := t.Tag(VoidsKey); reference != "" {
			voids[reference] = append(voids[reference], t)
			voided = append(voided, reference)
			continue
		}
		var n name
		if n.reference, _ = t.Tag(ReferenceKey); n.reference == "" {
			continue
		}
		n.asked, _ = t.Tag(AskedKey)
		at := slices.IndexFunc(named[n], func(i int) bool { return !entries[i].has(t.TransactionStatus) })
		if at < 0 {
			named[n] = append(named[n], len(entries))
			entries = append(entries, Entry{Reference: n.reference, Asked: n.asked, Transactions: []Transaction{t}})
			continue
		}
		e := &entries[named[n][at]]
		e.Transactions = append(e.Transactions, t)
	}
	for i := range entries {
		e := &entries[i]
		slices.SortStableFunc(e.Transactions, byRank)
		e.Voids = slices.Clone(voids[e.Reference])
	}
	for _, reference := range voided {
		if !slices.ContainsFunc(entries, func(e Entry) bool { return e.Reference == reference }) {
			entries = append(entries, Entry{Reference: reference, Voids: voids[reference]})
		}
	}
	return entries
}

// Named returns the entries of one reference: none, one, or several if it was posted several times.
func Named(history []Transaction, reference string) []Entry {
	return slices.DeleteFunc(FindEntries(history), func(e Entry) bool { return e.Reference != reference })
}

// byRank orders the transactions of an entry: purchase, grant, void, any other.
func byRank(a, b Transaction) int {
	rank := func(t Transaction) int {
		if i := slices.Index([]string{Purchased, Granted, Voided}, t.TransactionStatus); i >= 0 {
			return i
		}
		return 3
	}
	return cmp.Compare(rank(a), rank(b))
}

// ID is the service's id of the first of the entry's transactions, or of its VOID where that is all
// there is.
func (e Entry) ID() string {
	for _, transactions := range [][]Transaction{e.Transactions, e.Voids} {
		if len(transactions) > 0 {
			return transactions[0].ID
		}
	}
	return ""
}

func (e Entry) has(kind string) bool {
	return slices.ContainsFunc(e.Transactions, func(t Transaction) bool { return t.TransactionStatus == kind })
}

// Missing lists the kinds of transaction that the entry asked for and that the history does not
// show: a TOPUP of both kinds is two transactions, which need not appear together. It fails if the
// text of what was asked is not whole (contract: wallets, trap 9).
func (e Entry) Missing() ([]string, error) {
	asked, err := ParseAsked(e.Asked)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(asked.Kinds(), e.has), nil
}

// nothingMissing reports whether nothing more of the entry can be looked for: all kinds that it
// asked for are there, or the text that says which they are was lost.
func (e Entry) nothingMissing() bool {
	missing, err := e.Missing()
	return err != nil || len(missing) == 0
}

// Spent reports whether a compensating VOID was posted, after which the reference must not be used
// again.
func (e Entry) Spent() bool { return len(e.Voids) > 0 }

// Pending returns the transactions whose credits may still come to count: what adds credits is
// neither settled nor failed, whether its payment is PENDING, has a status not known here, or none.
// Of a grant too, which should have SETTLED at once, nobody can tell then (contract: wallets 3.6).
func (e Entry) Pending() []Transaction {
	return slices.DeleteFunc(slices.Clone(e.Transactions), func(t Transaction) bool {
		return !t.adds() || t.PaymentStatus == PaymentSettled || t.PaymentStatus == PaymentFailed
	})
}

// adds reports whether a transaction adds credits. Each that does not say otherwise is taken to:
// those of a TOPUP do.
func (t Transaction) adds() bool {
	return t.TransactionType != Outbound && t.TransactionStatus != Voided && t.TransactionStatus != Invoiced
}

// Settled is how many credits the entry put into the wallet, as the service counted them and as far
// as they are paid: what a compensating VOID takes back. It fails if the service does not say how
// many a settled transaction has.
func (e Entry) Settled() (decimal.Decimal, error) {
	var sum decimal.Decimal
	for _, t := range e.Transactions {
		if t.PaymentStatus != PaymentSettled || !t.adds() {
			continue
		}
		if t.Credits == nil {
			return decimal.Decimal{}, fmt.Errorf("transaction %s of %q shows no credits", t.ID, e.Reference)
		}
		sum = sum.Add(*t.Credits)
	}
	return sum, nil
}
