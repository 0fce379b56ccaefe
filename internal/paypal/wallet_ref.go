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

// walletMemory is what this run knows of wallets that answers need not show.
type walletMemory struct {
	mu sync.Mutex
	// currencies are by wallet id, in upper case, and empty where the service was asked and does
	// not show it.
	currencies map[string]string
	// former are the ids of the wallets that had a key until this run renamed them; or, under the
	// key in any currency, until they were found to be over.
	former map[string][]string
}

func (m *walletMemory) learnCurrency(id, currency string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.currencies == nil {
		m.currencies = map[string]string{}
	}
	m.currencies[id] = strings.ToUpper(currency)
}

func (m *walletMemory) currency(id string) (currency string, asked bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	currency, asked = m.currencies[id]
	return currency, asked
}

func (m *walletMemory) learnFormer(key, id string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.former == nil {
		m.former = map[string][]string{}
	}
	if !slices.Contains(m.former[key], id) {
		m.former[key] = append(m.former[key], id)
	}
}

func (m *walletMemory) formerOf(key string) []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Sorted(slices.Values(m.former[key]))
}
