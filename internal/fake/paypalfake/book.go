package paypalfake

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// book is the whole state of the service and the acts that change it. It knows no HTTP and holds no
// lock.
type book struct {
	switches Switches
	now      func() time.Time
	newID    func() string

	customers    map[string]bool
	wallets      []*Wallet      // in the order of their creation
	transactions []*Transaction // in the order of their booking
	background   []booking
	spent        map[string]outcome // how POSTs ended, by path and PayPal-Request-Id
}

// booking is a transaction that the service accepted and books after a while.
type booking struct {
	due      int // the number of the request that is the first to see it
	walletID string
	status   string
	quote    quote
	metadata []Pair
}

// outcome is how a request ended, before it is written down. Exactly one of value and refusal is
// set.
type outcome struct {
	status  int
	value   any
	refusal *refusal
	at      time.Time
	made    []string // ids of what a POST made, for RequestIDLatest
}

func newBook(now func() time.Time, newID func() string) *book {
	return &book{now: now, newID: newID, customers: map[string]bool{}, spent: map[string]outcome{}}
}

// snapshot is a deep copy to look at. What was put off stays with the live book, which alone gives
// it an id.
func (b *book) snapshot() *book {
	c := *b
	c.customers = maps.Clone(b.customers)
	c.wallets = make([]*Wallet, len(b.wallets))
	for i, w := range b.wallets {
		c.wallets[i] = new(w.clone())
	}
	c.transactions = make([]*Transaction, len(b.transactions))
	for i, t := range b.transactions {
		c.transactions[i] = new(t.clone())
	}
	c.background = nil
	c.spent = maps.Clone(b.spent)
	return &c
}

func (b *book) wallet(id string) *Wallet {
	i := slices.IndexFunc(b.wallets, func(w *Wallet) bool { return w.ID == id })
	if i < 0 {
		return nil
	}
	return b.wallets[i]
}

func (b *book) transaction(id string) *Transaction {
	i := slices.IndexFunc(b.transactions, func(t *Transaction) bool { return t.ID == id })
	if i < 0 {
		return nil
	}
	return b.transactions[i]
}

func (b *book) walletsOf(customer string) []*Wallet {
	var of []*Wallet
	for _, w := range b.wallets {
		if w.CustomerID == customer {
			of = append(of, w)
		}
	}
	return of
}

func (b *book) transactionsOf(walletID string) []*Transaction {
	var of []*Transaction
	for _, t := range b.transactions {
		if t.WalletID == walletID {
			of = append(of, t)
		}
	}
	return of
}

// open adds an empty wallet.
func (b *book) open(w Wallet) *Wallet {
	w.ID = b.newID()
	w.CreatedAt = b.now()
	w.Balance = Balance{Currency: w.Currency}
	w.Status = Pending
	if b.switches.NewWallet == NewActive {
		w.Status = Active
	}
	b.wallets = append(b.wallets, &w)
	return &w
}

// book enters a transaction in a wallet's ledger and moves its balance (contract: wallets 3.6).
// Only purchases wait for a payment; everything else is settled at once.
func (b *book) book(w *Wallet, status, source string, q quote, metadata []Pair) *Transaction {
	t := &Transaction{
		ID: b.newID(), WalletID: w.ID, Status: status, Source: source, Asked: q.asked, Credits: q.credits, Amount: q.amount,
		Currency: w.Currency, Metadata: slices.Clone(metadata), CreatedAt: b.now(),
	}
	t.Type = Outbound
	if status == Purchased || status == Granted {
		t.Type = Inbound
	}
	if status == Purchased {
		t.PaymentStatus = PaymentPending
		w.Balance.PendingCredits = w.Balance.PendingCredits.Add(q.credits)
	} else {
		b.settle(w, t)
	}
	b.transactions = append(b.transactions, t)
	return t
}

// bookInbound enters a purchase and a grant, whichever of them is more than nothing.
func (b *book) bookInbound(w *Wallet, source string, purchase, grant quote, metadata []Pair) []*Transaction {
	var booked []*Transaction
	if purchase.asked.IsPositive() {
		booked = append(booked, b.book(w, Purchased, source, purchase, metadata))
	}
	if grant.asked.IsPositive() {
		booked = append(booked, b.book(w, Granted, source, grant, metadata))
	}
	return booked
}

// quote prices credits that come in.
func (b *book) quote(w *Wallet, asked decimal.Decimal) quote {
	return w.quoteInbound(asked, b.switches.CreditsVerbatim)
}

func (b *book) settle(w *Wallet, t *Transaction) {
	t.PaymentStatus = PaymentSettled
	t.SettledAt = b.now()
	w.count(t)
	if t.Type == Inbound && w.Status == Pending && b.switches.NewWallet == NewPending {
		w.Status = Active
	}
}

// count adds a ledger entry to the balance, by its payment status.
func (w *Wallet) count(t *Transaction) {
	b := &w.Balance
	switch {
	case t.PaymentStatus == PaymentPending:
		b.PendingCredits = b.PendingCredits.Add(t.Credits)
	case t.PaymentStatus != PaymentSettled:
	case t.Type == Inbound:
		b.Credits, b.Money = b.Credits.Add(t.Credits), b.Money.Add(t.Amount)
	default:
		b.Credits, b.Money = b.Credits.Sub(t.Credits), b.Money.Sub(t.Amount)
		b.ConsumedCredits = b.ConsumedCredits.Add(t.Credits)
	}
}

// settlePayment ends the wait of a purchase with success.
func (b *book) settlePayment(id string) error {
	t, err := b.purchase(id)
	if err != nil {
		return err
	}
	if t.PaymentStatus != PaymentPending {
		return fmt.Errorf("the payment of transaction %s is %s already", id, t.PaymentStatus)
	}
	w := b.wallet(t.WalletID)
	w.Balance.PendingCredits = w.Balance.PendingCredits.Sub(t.Credits)
	b.settle(w, t)
	return nil
}

// failPayment ends the wait of a purchase without success. A payment that fails after it settled
// leaves the transaction settled (contract: wallets 3.6).
func (b *book) failPayment(id string) error {
	t, err := b.purchase(id)
	if err != nil {
		return err
	}
	if t.PaymentStatus != PaymentPending {
		return nil
	}
	t.PaymentStatus = PaymentFailed
	t.FailedAt = b.now()
	w := b.wallet(t.WalletID)
	w.Balance.PendingCredits = w.Balance.PendingCredits.Sub(t.Credits)
	return nil
}

func (b *book) purchase(id string) (*Transaction, error) {
	t := b.transaction(id)
	if t == nil {
		return nil, fmt.Errorf("there is no transaction %s", id)
	}
	if t.Status != Purchased {
		return nil, fmt.Errorf("transaction %s is %s and has no payment", id, t.Status)
	}
	return t, nil
}

// consume takes an invoice's money out of a wallet.
func (b *book) consume(w *Wallet, money decimal.Decimal) (*Transaction, error) {
	if !money.IsPositive() || money.GreaterThan(w.Balance.Money) {
		return nil, fmt.Errorf("an invoice cannot consume %s of the %s in wallet %s", money, w.Balance.Money, w.ID)
	}
	// Money and credits drift apart, so the last of the money takes the last of the credits.
	credits := decimal.Min(w.creditsFor(money), w.Balance.Credits)
	if money.Equal(w.Balance.Money) {
		credits = w.Balance.Credits
	}
	return b.book(w, Invoiced, Manual, quote{asked: credits, credits: credits, amount: money}, nil), nil
}

// fire runs a recurring rule once, whether it is due or not (contract: wallets 2.3).
func (b *book) fire(w *Wallet, r Rule) error {
	if w.Status != Active {
		return fmt.Errorf("wallet %s is %s: its rules do not fire", w.ID, w.Status)
	}
	if !r.ExpiresAt.IsZero() && !r.ExpiresAt.After(b.now()) {
		return fmt.Errorf("the rule expired at %s", r.ExpiresAt.Format(time.RFC3339))
	}
	paid, granted := r.PaidCredits.Decimal, r.GrantedCredits.Decimal
	if r.Method == "TARGET" {
		// Purchases still waiting count, or the rule would buy the same gap again at every run.
		paid = r.TargetOngoingBalance.Decimal.Sub(w.Balance.NetCredits()).Sub(w.Balance.PendingCredits)
		granted = decimal.Zero
	}
	b.bookInbound(w, r.Trigger, b.quote(w, paid), b.quote(w, granted), nil)
	return nil
}

// expire terminates the wallets whose time is over and returns their ids.
func (b *book) expire() []string {
	var ended []string
	for _, w := range b.wallets {
		if w.Status != Terminated && !w.ExpiresAt.IsZero() && !w.ExpiresAt.After(b.now()) {
			w.terminate(b.now())
			ended = append(ended, w.ID)
		}
	}
	return ended
}

// purge removes every trace of a wallet.
func (b *book) purge(w *Wallet) {
	b.wallets = slices.DeleteFunc(b.wallets, func(other *Wallet) bool { return other == w })
	b.transactions = slices.DeleteFunc(b.transactions, func(t *Transaction) bool { return t.WalletID == w.ID })
	b.background = slices.DeleteFunc(b.background, func(p booking) bool { return p.walletID == w.ID })
}

// later books credits that the given request asked for, if any, when BackgroundAfter more requests
// have come.
func (b *book) later(request int, w *Wallet, status string, q quote, metadata []Pair) {
	if !q.asked.IsPositive() {
		return
	}
	b.background = append(b.background, booking{
		due: request + b.switches.BackgroundAfter, walletID: w.ID, status: status, quote: q, metadata: metadata,
	})
}

// catchUp books what is due at the given request. Terminated wallets get it too: it was accepted
// before.
func (b *book) catchUp(request int) {
	due := func(p booking) bool { return p.due <= request }
	for _, p := range b.background {
		if due(p) {
			b.book(b.wallet(p.walletID), p.status, Manual, p.quote, p.metadata)
		}
	}
	b.background = slices.DeleteFunc(b.background, due)
}
