package paypalfake

import (
	"slices"

	"github.com/shopspring/decimal"
)

var (
	feeTypes  = []string{"SUBSCRIPTION", "COMMITMENT", "CHARGE"}
	mutable   = []string{"name", "expiration_at", "applies_to", "recurring_transaction_rules"}
	immutable = []string{"external_customer_id", "currency", "rate_amount", "paid_credits", "granted_credits"}
)

// createWallet opens a wallet and books its initial credits (contract: wallets 2.2). The request is
// the number of the one that asks for it.
func (b *book) createWallet(body []byte, request int) (*Wallet, *refusal) {
	f, bad := readForm(body)
	if bad != nil {
		return nil, bad
	}
	if b.switches.StrictKeys {
		f.only(slices.Concat(mutable, immutable)...)
	}
	w := Wallet{
		CustomerID: f.required("external_customer_id"),
		Currency:   f.required("currency"),
		Rate:       f.rate(),
		Name:       b.switches.Names.Spell(f.text("name")),
		ExpiresAt:  f.future("expiration_at", "INVALID_DATE", b.now()),
	}
	if w.Currency != "" && !currencyCode.MatchString(w.Currency) {
		f.violates("currency", "INVALID_PARAMETER_VALUE")
	}
	if f.given("applies_to") {
		w.FeeTypes = b.limits(f).feeTypes()
	}
	if f.given("recurring_transaction_rules") {
		w.Rules = b.readRules(f)
	}
	paid := f.credits("paid_credits", walletCredits, "INVALID_PAID_CREDITS")
	granted := f.credits("granted_credits", walletCredits, "INVALID_GRANTED_CREDITS")
	if bad := f.findings.verdict(b); bad != nil {
		return nil, bad
	}

	purchase, grant := b.quote(&w, paid.Decimal), b.quote(&w, granted.Decimal)
	f.worth("paid_credits", purchase)
	f.worth("granted_credits", grant)
	if !b.customers[w.CustomerID] {
		f.breaks("external_customer_id", "CUSTOMER_NOT_FOUND")
	} else if b.full(w.CustomerID) {
		f.breaks("external_customer_id", "WALLET_LIMIT_REACHED")
	}
	if bad := f.findings.verdict(b); bad != nil {
		return nil, bad
	}

	w.Rules = b.started(w.Rules)
	opened := b.open(w)
	if !b.switches.InitialCreditsLater {
		b.bookInbound(opened, Manual, purchase, grant, nil)
		return opened, nil
	}
	b.later(request, opened, Purchased, purchase, nil)
	b.later(request, opened, Granted, grant, nil)
	return opened, nil
}

func (b *book) full(customer string) bool {
	if b.switches.WalletLimit == 0 {
		return false
	}
	living := slices.DeleteFunc(b.walletsOf(customer), func(w *Wallet) bool { return w.Status == Terminated })
	return len(living) >= b.switches.WalletLimit
}

// updateWallet changes the members that are sent (contract: wallets 2.2).
func (b *book) updateWallet(id string, body []byte) (*Wallet, *refusal) {
	w, bad := b.visible(id)
	if bad != nil {
		return nil, bad
	}
	f, bad := readForm(body)
	if bad != nil {
		return nil, bad
	}
	if w.Status == Terminated {
		return nil, b.broken(terminatedDetail(id))
	}
	if b.switches.StrictKeys {
		f.only(mutable...)
	} else if b.switches.ImmutableRefused {
		for _, name := range immutable {
			if f.has(name) {
				f.violates(name, "PARAMETER_NOT_MODIFIABLE")
			}
		}
	}

	changed := w.clone()
	if b.changes(f, "name") {
		changed.Name = b.switches.Names.Spell(f.text("name"))
	}
	if b.changes(f, "expiration_at") {
		changed.ExpiresAt = f.future("expiration_at", "INVALID_DATE", b.now())
	}
	if b.changes(f, "applies_to") {
		if f.null("applies_to") {
			changed.FeeTypes = nil
		} else if limits := b.limits(f); b.changes(limits, "fee_types") {
			changed.FeeTypes = limits.feeTypes()
		}
	}
	if b.changes(f, "recurring_transaction_rules") {
		changed.Rules = nil
		if f.given("recurring_transaction_rules") {
			changed.Rules = b.readRules(f)
		}
	}
	if bad := f.findings.verdict(b); bad != nil {
		return nil, bad
	}
	if f.given("recurring_transaction_rules") {
		// The rules have no id on the wire, so each one that is sent, changed or not, is a new one.
		changed.Rules = b.started(changed.Rules)
	}
	*w = changed
	return w, nil
}

// changes says whether an update touches a member; a null is what the switch makes of it.
func (b *book) changes(f form, name string) bool {
	if f.null(name) && b.switches.Null == NullRefused {
		f.violates(name, "INVALID_PARAMETER_VALUE")
	}
	if f.null(name) && b.switches.Null == NullIgnored {
		return false
	}
	return f.has(name)
}

// visible finds a wallet as GET and PUT see it.
func (b *book) visible(id string) (*Wallet, *refusal) {
	w := b.wallet(id)
	if w == nil || w.Status == Terminated && b.switches.TerminatedAnswers404 {
		return nil, notFound("wallet_id", id)
	}
	return w, nil
}

// terminateWallet ends a wallet, with credits or without (contract: wallets 2.2).
func (b *book) terminateWallet(id string) (*Wallet, *refusal) {
	w := b.wallet(id)
	if w == nil || w.Status == Terminated && b.switches.DeleteAgainAnswers404 {
		return nil, notFound("wallet_id", id)
	}
	w.terminate(b.now())
	return w, nil
}

// listWallets finds the wallets of a customer, the oldest first.
func (b *book) listWallets(customer string) ([]*Wallet, *refusal) {
	if customer == "" {
		return nil, malformed(detail{Field: "external_customer_id", Location: "query", Issue: "MISSING_REQUIRED_PARAMETER"})
	}
	if !b.customers[customer] && !b.switches.UnknownCustomerListsEmpty {
		return nil, notFound("external_customer_id", customer)
	}
	wallets := b.walletsOf(customer)
	if b.switches.TerminatedNotListed {
		wallets = slices.DeleteFunc(wallets, func(w *Wallet) bool { return w.Status == Terminated })
	}
	return wallets, nil
}

func (f form) rate() decimal.Decimal {
	text := f.required("rate_amount")
	if text == "" {
		return decimal.Zero
	}
	rate, err := decimal.NewFromString(text)
	if err != nil || !transactionCredits.MatchString(text) || !rate.IsPositive() {
		f.violates("rate_amount", "INVALID_PARAMETER_VALUE")
	}
	return rate
}

func (b *book) limits(f form) form {
	limits := f.object("applies_to")
	if b.switches.StrictKeys {
		limits.only("fee_types")
	}
	return limits
}

// feeTypes reads the limits of a wallet; an empty list is no restriction, like none.
func (f form) feeTypes() []string {
	if !f.given("fee_types") {
		return nil
	}
	types := f.texts("fee_types")
	if slices.ContainsFunc(types, func(t string) bool { return !slices.Contains(feeTypes, t) }) {
		f.breaks("fee_types", "INVALID_FEE_TYPES", "INVALID_LIMITATIONS")
	}
	if len(types) == 0 {
		return nil
	}
	return types
}

func (f form) worth(name string, q quote) {
	if q.worthless() {
		f.breaks(name, "AMOUNT_ROUNDS_TO_ZERO")
	}
}

func terminatedDetail(id string) detail {
	return detail{Field: "wallet_id", Value: id, Location: "path", Issue: "WALLET_IS_TERMINATED"}
}

// unknownWallet answers a transaction request for a wallet that does not exist (contract: wallets
// 4).
func (b *book) unknownWallet(id string) *refusal {
	if b.switches.UnknownWalletAnswers404 {
		return notFound("wallet_id", id)
	}
	return b.broken(detail{Field: "wallet_id", Value: id, Location: "path", Issue: "WALLET_NOT_FOUND"})
}
