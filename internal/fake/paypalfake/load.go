package paypalfake

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// Seed is what the service holds, as a file has it. Names of keys are those of the provider's
// arguments where there is one.
type Seed struct {
	Customers []string     `json:"customers,omitzero"`
	Wallets   []WalletSeed `json:"wallets,omitzero"`
}

// WalletSeed is a wallet with its ledger, from which the balance follows.
type WalletSeed struct {
	Wallet
	OngoingUsage decimal.Decimal `json:"ongoing_usage,omitzero"` // money, in the wallet's currency
	Transactions []Transaction   `json:"transactions,omitzero"`  // in the order of booking
}

// Dump returns what the service holds. It leaves out bookings that are put off, and the request ids
// that were used.
func (s *Service) Dump() (seed Seed) {
	s.srv.Lock()
	defer s.srv.Unlock()
	seed.Customers = slices.Sorted(maps.Keys(s.book.customers))
	for _, w := range s.book.wallets {
		seed.Wallets = append(seed.Wallets, WalletSeed{w.clone(), w.Balance.OngoingMoney, copies(s.book.transactionsOf(w.ID))})
	}
	return seed
}

// Load makes ready to replace everything that the service holds by a seed, filling in ids, dates
// and amounts where nothing is said; replace does it. If something is wrong with the seed, the
// error names all of it, each with its place below path.
func (s *Service) Load(path string, seed Seed) (replace func(), err error) {
	s.srv.Lock()
	defer s.srv.Unlock()
	l := &loader{book: newBook(s.srv.Clock().Now, s.srv.NewID), srv: s.srv, ids: fake.NewNames("wallet"), entries: fake.NewNames("transaction")}
	l.book.switches = s.book.switches
	customers := fake.NewNames("customer")
	for i, id := range seed.Customers {
		at := fmt.Sprintf("%s.customers[%d]", path, i)
		l.Need(at, id, "write the id of the customer")
		customers.Give(&l.Problems, at, id)
		l.book.customers[id] = true
	}
	for i, from := range seed.Wallets {
		at := fmt.Sprintf("%s.wallets[%d]", path, i)
		l.Need(at+".external_customer_id", from.CustomerID, "write the id of the customer")
		customers.Refer(&l.Problems, at+".external_customer_id", from.CustomerID)
		l.wallet(at, from)
	}
	return func() {
		s.srv.Lock()
		defer s.srv.Unlock()
		l.book.switches = s.book.switches
		s.book = l.book
	}, l.Err()
}

type loader struct {
	fake.Problems
	book         *book
	srv          *fake.Server
	ids, entries fake.Names
}

func (l *loader) wallet(path string, from WalletSeed) {
	w := from.clone()
	if !currencyCode.MatchString(w.Currency) {
		l.Add(path+".currency", "%q is no currency; write a code such as \"USD\"", w.Currency)
	}
	if !w.Rate.IsPositive() {
		l.Add(path+".rate_amount", "%s is no price of a credit; write a positive decimal", w.Rate)
		return
	}
	l.OneOf(path+".status", w.Status, Active, Pending, Terminated)
	for i, kind := range w.FeeTypes {
		l.OneOf(fmt.Sprintf("%s.fee_types[%d]", path, i), kind, feeTypes...)
	}
	for i := range w.Rules {
		l.rule(fmt.Sprintf("%s.recurring_transaction_rules[%d]", path, i), &w.Rules[i])
	}
	w.ID, w.Status = l.srv.OrNewID(w.ID), cmp.Or(w.Status, Active)
	l.ids.Give(&l.Problems, path+".id", w.ID)
	if w.CreatedAt.IsZero() {
		w.CreatedAt = l.book.now()
	}
	if w.Status == Terminated && w.TerminatedAt.IsZero() {
		w.TerminatedAt = l.book.now()
	}
	w.Balance = Balance{Currency: w.Currency, OngoingMoney: from.OngoingUsage, OngoingCredits: w.creditsFor(from.OngoingUsage)}
	for i, t := range from.Transactions {
		l.transaction(fmt.Sprintf("%s.transactions[%d]", path, i), &w, t)
	}
	if w.Balance.Credits.IsNegative() {
		l.Add(path+".transactions", "they take %s credits more than there are; add one that is PURCHASED or GRANTED", w.Balance.Credits.Abs())
	}
	l.book.wallets = append(l.book.wallets, &w)
}

func (l *loader) rule(path string, r *Rule) {
	l.OneOf(path+".trigger", r.Trigger, Interval, Threshold)
	l.OneOf(path+".method", r.Method, "FIXED", "TARGET")
	if lack := r.lacks(); lack != "" {
		l.Add(path+"."+lack, "this is missing or contradicts the rest of the rule; write a value that the rule can use")
	}
	r.ID = l.srv.OrNewID(r.ID)
}

// transaction books what a wallet's ledger has. Without an amount, the credits are priced as those
// of a request are.
func (l *loader) transaction(path string, w *Wallet, t Transaction) {
	l.Need(path+".transaction_status", t.Status, "write "+Purchased+", "+Granted+", "+Voided+" or "+Invoiced)
	l.OneOf(path+".transaction_status", t.Status, Purchased, Granted, Voided, Invoiced)
	l.OneOf(path+".payment_status", t.PaymentStatus, PaymentPending, PaymentSettled, PaymentFailed)
	if !t.Credits.IsPositive() {
		l.Add(path+".credits", "%s is no number of credits; write a positive decimal", t.Credits)
		return
	}
	if t.Amount.IsZero() {
		t.Amount = w.quoteVoid(t.Credits, true).amount
	}
	t.ID = l.srv.OrNewID(t.ID)
	l.entries.Give(&l.Problems, path+".transaction_id", t.ID)
	t.WalletID, t.Currency, t.Type = w.ID, w.Currency, Outbound
	if t.Status == Purchased || t.Status == Granted {
		t.Type = Inbound
	}
	if t.Asked.IsZero() {
		t.Asked = t.Credits
	}
	t.Source, t.PaymentStatus = cmp.Or(t.Source, Manual), cmp.Or(t.PaymentStatus, PaymentSettled)
	if t.CreatedAt.IsZero() {
		t.CreatedAt = l.book.now()
	}
	if t.PaymentStatus == PaymentSettled && t.SettledAt.IsZero() {
		t.SettledAt = t.CreatedAt
	}
	w.count(&t)
	l.book.transactions = append(l.book.transactions, &t)
}
