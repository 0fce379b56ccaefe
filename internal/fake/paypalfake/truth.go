package paypalfake

// Wallets returns copies of a customer's wallets, in the order of their creation, terminated ones
// included.
func (s *Service) Wallets(customer string) []Wallet {
	s.srv.Lock()
	defer s.srv.Unlock()
	var all []Wallet
	for _, w := range s.book.walletsOf(customer) {
		all = append(all, w.clone())
	}
	return all
}

// Wallet returns a copy of a wallet, and whether there is one.
func (s *Service) Wallet(id string) (Wallet, bool) {
	s.srv.Lock()
	defer s.srv.Unlock()
	w := s.book.wallet(id)
	if w == nil {
		return Wallet{}, false
	}
	return w.clone(), true
}

// Balance returns the standing of a wallet; the zero one, without a currency, if there is no such
// wallet.
func (s *Service) Balance(walletID string) Balance {
	w, _ := s.Wallet(walletID)
	return w.Balance
}

// Transactions returns copies of a wallet's ledger, in the order of booking.
func (s *Service) Transactions(walletID string) []Transaction {
	s.srv.Lock()
	defer s.srv.Unlock()
	return copies(s.book.transactionsOf(walletID))
}

// Transaction returns a copy of one ledger entry, and whether there is one.
func (s *Service) Transaction(id string) (Transaction, bool) {
	s.srv.Lock()
	defer s.srv.Unlock()
	t := s.book.transaction(id)
	if t == nil {
		return Transaction{}, false
	}
	return t.clone(), true
}

func copies(transactions []*Transaction) []Transaction {
	var all []Transaction
	for _, t := range transactions {
		all = append(all, t.clone())
	}
	return all
}
