package paypalfake

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// AddCustomer makes customers known, as if they had been created with a payment method elsewhere
// (contract: wallets 2.2).
func (s *Service) AddCustomer(ids ...string) {
	s.srv.Lock()
	defer s.srv.Unlock()
	for _, id := range ids {
		s.book.customers[id] = true
	}
}

// OpenWalletInConsole adds an empty wallet without the API, and its customer if need be. Of the
// argument it takes CustomerID, Name, Currency, Rate (money per credit, positive), FeeTypes, Rules
// and ExpiresAt.
func (s *Service) OpenWalletInConsole(w Wallet) (Wallet, error) {
	if w.CustomerID == "" || !currencyCode.MatchString(w.Currency) || !w.Rate.IsPositive() {
		return Wallet{}, errors.New("a wallet needs a customer, a currency and a positive rate")
	}
	s.srv.Lock()
	defer s.srv.Unlock()
	s.book.customers[w.CustomerID] = true
	w.FeeTypes, w.TerminatedAt = slices.Clone(w.FeeTypes), time.Time{}
	w.Rules = s.book.started(w.Rules)
	return s.book.open(w).clone(), nil
}

// TopUpInConsole buys and grants credits without the API and returns what was booked, the purchase
// first. Either number of credits may be zero.
func (s *Service) TopUpInConsole(walletID string, paid, granted decimal.Decimal) ([]Transaction, error) {
	s.srv.Lock()
	defer s.srv.Unlock()
	w, err := s.living(walletID)
	if err != nil {
		return nil, err
	}
	return copies(s.book.bookInbound(w, Manual, s.book.quote(w, paid), s.book.quote(w, granted), nil)), nil
}

// SettlePayment lets the invoice of a purchase be paid: its credits become available (contract:
// wallets 3.6).
func (s *Service) SettlePayment(transactionID string) error {
	s.srv.Lock()
	defer s.srv.Unlock()
	return s.book.settlePayment(transactionID)
}

// FailPayment lets the payment of a purchase fail. After it settled that changes nothing (contract:
// wallets 3.6).
func (s *Service) FailPayment(transactionID string) error {
	s.srv.Lock()
	defer s.srv.Unlock()
	return s.book.failPayment(transactionID)
}

// ConsumeByInvoice lets an invoice take money out of a wallet, in the wallet's currency, and
// returns the transaction.
func (s *Service) ConsumeByInvoice(walletID string, money decimal.Decimal) (Transaction, error) {
	s.srv.Lock()
	defer s.srv.Unlock()
	w, err := s.any(walletID)
	if err != nil {
		return Transaction{}, err
	}
	t, err := s.book.consume(w, money)
	if err != nil {
		return Transaction{}, err
	}
	return t.clone(), nil
}

// RecordUsage sets the current usage of a wallet, in money of its currency; the net balance may
// become negative.
func (s *Service) RecordUsage(walletID string, money decimal.Decimal) error {
	s.srv.Lock()
	defer s.srv.Unlock()
	w, err := s.any(walletID)
	if err != nil {
		return err
	}
	w.Balance.OngoingMoney = money
	w.Balance.OngoingCredits = w.creditsFor(money)
	return nil
}

// FireRule runs the recurring rule at the given place in the wallet's rules, due or not.
func (s *Service) FireRule(walletID string, rule int) error {
	s.srv.Lock()
	defer s.srv.Unlock()
	w, err := s.living(walletID)
	if err != nil {
		return err
	}
	if rule < 0 || rule >= len(w.Rules) {
		return fmt.Errorf("wallet %s has no rule %d", walletID, rule)
	}
	return s.book.fire(w, w.Rules[rule])
}

// ExpireWallets is the periodic job that terminates wallets whose expiration has passed by the
// server's clock; it returns their ids (contract: wallets 2.2).
func (s *Service) ExpireWallets() []string {
	s.srv.Lock()
	defer s.srv.Unlock()
	return s.book.expire()
}

// RunBackground books at once what the service has put off.
func (s *Service) RunBackground() {
	s.srv.Lock()
	defer s.srv.Unlock()
	s.book.catchUp(math.MaxInt)
}

// Activate makes a PENDING wallet ACTIVE.
func (s *Service) Activate(walletID string) error {
	return s.inConsole(walletID, func(w *Wallet) { w.Status = Active })
}

// TerminateInConsole ends a wallet without the API.
func (s *Service) TerminateInConsole(walletID string) error {
	return s.inConsole(walletID, func(w *Wallet) { w.terminate(s.srv.Clock().Now()) })
}

// RenameInConsole changes a wallet's name without the API; an empty one removes it.
func (s *Service) RenameInConsole(walletID, name string) error {
	return s.inConsole(walletID, func(w *Wallet) { w.Name = name })
}

// ChangeExpirationInConsole changes when a wallet ends, without the API; the zero time removes it,
// a past one is taken.
func (s *Service) ChangeExpirationInConsole(walletID string, at time.Time) error {
	return s.inConsole(walletID, func(w *Wallet) { w.ExpiresAt = at.UTC() })
}

// RestrictInConsole changes what a wallet pays for, without the API; no fee types remove the
// restriction.
func (s *Service) RestrictInConsole(walletID string, feeTypes ...string) error {
	return s.inConsole(walletID, func(w *Wallet) { w.FeeTypes = slices.Clone(feeTypes) })
}

// ReplaceRulesInConsole replaces a wallet's recurring rules without the API; they start anew.
func (s *Service) ReplaceRulesInConsole(walletID string, rules ...Rule) error {
	return s.inConsole(walletID, func(w *Wallet) { w.Rules = s.book.started(rules) })
}

// PurgeWallet removes every trace of a wallet, as a reset of the sandbox does.
func (s *Service) PurgeWallet(walletID string) error {
	s.srv.Lock()
	defer s.srv.Unlock()
	w, err := s.any(walletID)
	if err != nil {
		return err
	}
	s.book.purge(w)
	return nil
}

func (s *Service) inConsole(walletID string, change func(*Wallet)) error {
	s.srv.Lock()
	defer s.srv.Unlock()
	w, err := s.living(walletID)
	if err != nil {
		return err
	}
	change(w)
	return nil
}

func (s *Service) any(walletID string) (*Wallet, error) {
	w := s.book.wallet(walletID)
	if w == nil {
		return nil, fmt.Errorf("there is no wallet %s", walletID)
	}
	return w, nil
}

func (s *Service) living(walletID string) (*Wallet, error) {
	w, err := s.any(walletID)
	if err == nil && w.Status == Terminated {
		return nil, fmt.Errorf("wallet %s is terminated", walletID)
	}
	return w, err
}
