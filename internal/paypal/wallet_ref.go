package paypal

import (
	"slices"
	"strings"
	"sync"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
)

// WalletRef names a wallet: by its id, and by its natural key, which is customer, currency and
// name.
type WalletRef struct {
	ID, ExternalCustomerID, Currency, Name string
}

// key is the natural key.
func (r WalletRef) key() string {
	return once.Key(r.ExternalCustomerID, strings.ToUpper(r.Currency), r.Name)
}

// keyInAnyCurrency is the key of a wallet whose currency is not shown any more, since it is over.
func (r WalletRef) keyInAnyCurrency() string { return once.Key(r.ExternalCustomerID, r.Name) }

// scope names what a wallet's name is unique in; scopeOf is its opposite.
func (r WalletRef) scope() string { return strings.ToUpper(r.Currency) + " " + r.ExternalCustomerID }

func scopeOf(scope string) WalletRef {
	currency, customer, _ := strings.Cut(scope, " ")
	return WalletRef{ExternalCustomerID: customer, Currency: currency}
}

// ref is the wallet to be created, which has no id yet.
func (c WalletCreate) ref() WalletRef {
	return WalletRef{ExternalCustomerID: c.ExternalCustomerID, Currency: c.Currency, Name: c.Name}
}

// ref is the wallet as a book of one currency sees it.
func (w Wallet) ref(currency string) WalletRef {
	return WalletRef{ID: w.ID, ExternalCustomerID: w.ExternalCustomerID, Currency: currency, Name: textOf(w.Name)}
}

// walletMemory is what this run knows of wallets that answers need not show, by their ids.
type walletMemory struct {
	mu    sync.Mutex
	facts map[string]walletFacts
}

type walletFacts struct {
	// currency is upper case, and empty where the service was asked and does not show it.
	currency      string
	currencyAsked bool
	// endedAs are the keys, in any currency, that the wallet had when it was found to be over.
	endedAs []string
	// renamedFrom are the natural keys that this run has taken from it.
	renamedFrom []string
}

func (m *walletMemory) of(id string) walletFacts {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.facts[id]
}

func (m *walletMemory) learn(id string, learn func(f *walletFacts)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.facts == nil {
		m.facts = map[string]walletFacts{}
	}
	f := m.facts[id]
	learn(&f)
	m.facts[id] = f
}

func (m *walletMemory) learnCurrency(id, currency string) {
	m.learn(id, func(f *walletFacts) { f.currency, f.currencyAsked = strings.ToUpper(currency), true })
}

func (m *walletMemory) learnEnd(ref WalletRef) {
	m.learn(ref.ID, func(f *walletFacts) { f.endedAs = append(f.endedAs, ref.keyInAnyCurrency()) })
}

func (m *walletMemory) learnRename(from WalletRef) {
	m.learn(from.ID, func(f *walletFacts) { f.renamedFrom = append(f.renamedFrom, from.key()) })
}

// ended returns the ids of wallets that are over and had the customer and name of ref.
func (m *walletMemory) ended(ref WalletRef) []string {
	return m.which(func(f walletFacts) bool { return slices.Contains(f.endedAs, ref.keyInAnyCurrency()) })
}

// renamed returns the ids of wallets that had the natural key of ref until this run renamed them.
func (m *walletMemory) renamed(ref WalletRef) []string {
	return m.which(func(f walletFacts) bool { return slices.Contains(f.renamedFrom, ref.key()) })
}

func (m *walletMemory) which(wanted func(walletFacts) bool) []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	var ids []string
	for id, f := range m.facts {
		if wanted(f) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}
