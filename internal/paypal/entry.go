package paypal

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
)

// Entry is one posting found in a ledger: the one or two transactions that the service made of it, and the VOIDs that
// compensate it.
type Entry struct {
	// Reference names the posting within its wallet.
	Reference string
	// Asked is the text kept with it, for [ParseAsked]; it is empty or cut short where the service did not keep it whole.
	Asked string
	// Transactions holds at most one of each TransactionStatus: the purchase, the grant, the void, then any other. It is
	// empty if only a compensating VOID was found.
	Transactions []Transaction
	// Voids holds the compensating VOIDs, in the order of the history.
	Voids []Transaction
}

// Entries finds the postings of a history in the order of their first appearance, then the references of which only a
// compensating VOID is there. Transactions that carry no name of ours are passed over, and one that the history shows twice
// counts once.
//
// A reference that has several entries was posted several times: what one posting asked for is one text, and the service
// makes no two transactions of one kind of it.
func Entries(history []Transaction) []Entry {
	l := ledger{postings: map[name][]int{}, voids: map[string][]Transaction{}}
	for _, t := range distinct(history, func(t Transaction) string { return t.ID }) {
		if reference, _ := t.Tag(VoidsKey); reference != "" {
			l.voids[reference] = append(l.voids[reference], t)
			l.voided = append(l.voided, reference)
		} else if reference, _ := t.Tag(ReferenceKey); reference != "" {
			asked, _ := t.Tag(AskedKey)
			l.post(name{reference, asked}, t)
		}
	}
	return l.all()
}

// Named returns the entries of one reference: none, one, or several if it was posted several times.
func Named(history []Transaction, reference string) []Entry {
	return slices.DeleteFunc(Entries(history), func(e Entry) bool { return e.Reference != reference })
}

type name struct{ reference, asked string }

type ledger struct {
	entries  []Entry
	postings map[name][]int // where in entries
	voids    map[string][]Transaction
	voided   []string
}

func (l *ledger) post(n name, t Transaction) {
	for _, i := range l.postings[n] {
		if e := &l.entries[i]; !e.has(t.TransactionStatus) {
			e.Transactions = append(e.Transactions, t)
			return
		}
	}
	l.postings[n] = append(l.postings[n], len(l.entries))
	l.entries = append(l.entries, Entry{Reference: n.reference, Asked: n.asked, Transactions: []Transaction{t}})
}

func (l *ledger) all() []Entry {
	known := map[string]bool{}
	for i := range l.entries {
		e := &l.entries[i]
		slices.SortStableFunc(e.Transactions, func(a, b Transaction) int { return cmp.Compare(a.rank(), b.rank()) })
		e.Voids = slices.Clone(l.voids[e.Reference])
		known[e.Reference] = true
	}
	for _, reference := range l.voided {
		if !known[reference] {
			l.entries = append(l.entries, Entry{Reference: reference, Voids: l.voids[reference]})
			known[reference] = true
		}
	}
	return l.entries
}

func (t Transaction) rank() int {
	switch t.TransactionStatus {
	case Purchased:
		return 0
	case Granted:
		return 1
	case Voided:
		return 2
	default:
		return 3
	}
}

// ID is the service's id of the first of the entry's transactions, or of its VOID where that is all there is.
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

// Missing lists the kinds of transaction that the posting asked for and that the history does not show. It fails if the
// text of what was asked is not whole.
func (e Entry) Missing() ([]string, error) {
	asked, err := ParseAsked(e.Asked)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(asked.Kinds(), e.has), nil
}

// Complete reports whether the history shows everything that the posting asked for: a TOPUP of both kinds is two
// transactions, which need not appear together (contract: wallets, trap 9).
func (e Entry) Complete() bool {
	missing, err := e.Missing()
	return err == nil && len(missing) == 0
}

// Spent reports whether a compensating VOID was posted, after which the reference must not be used again.
func (e Entry) Spent() bool { return len(e.Voids) > 0 }

// Pending returns the transactions whose credits may still come to count: what adds credits is neither settled nor failed,
// whether its payment is PENDING, has a status not known here, or none. Of a grant too, which should have SETTLED at once,
// nobody can tell then (contract: wallets 3.6).
func (e Entry) Pending() []Transaction {
	return slices.DeleteFunc(slices.Clone(e.Transactions), func(t Transaction) bool {
		return !t.adds() || t.PaymentStatus == PaymentSettled || t.PaymentStatus == PaymentFailed
	})
}

// adds reports whether a transaction adds credits. Each that does not say otherwise is taken to: those of a TOPUP do.
func (t Transaction) adds() bool {
	return t.TransactionType != Outbound && t.TransactionStatus != Voided && t.TransactionStatus != Invoiced
}

// Settled is how many credits the posting put into the wallet, as the service counted them and as far as they are paid: what
// a compensating VOID takes back. It fails if the service does not say how many a settled transaction has.
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
