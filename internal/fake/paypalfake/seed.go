package paypalfake

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// What Seed makes known.
const (
	DemoClientID     = "demo-client"
	DemoClientSecret = "demo-secret"
	DemoCustomer     = "acme"
)

// Seed fills the service with a small demo for people: a client, the customers DemoCustomer and
// "globex", and three wallets with a history. It panics if the demo cannot be made, which its test
// rules out.
func (s *Service) Seed() {
	s.AcceptClient(DemoClientID, DemoClientSecret)
	s.AddCustomer(DemoCustomer, "globex")

	prepaid := s.seedWallet(Wallet{CustomerID: DemoCustomer, Name: "Prepaid", Currency: "USD", Rate: decimal.RequireFromString("1.5")})
	bought := s.seedTopUp(prepaid, "200", "20")
	must(s.SettlePayment(bought[0].ID))
	_, err := s.ConsumeByInvoice(prepaid, decimal.RequireFromString("45.30"))
	must(err)
	s.seedTopUp(prepaid, "50", "0")

	s.seedTopUp(s.seedWallet(Wallet{
		CustomerID: DemoCustomer, Name: "Trial", Currency: "EUR", Rate: decimal.New(1, 0), FeeTypes: []string{"CHARGE"},
		ExpiresAt: s.srv.Clock().Now().AddDate(0, 3, 0),
	}), "0", "100")

	s.seedWallet(Wallet{CustomerID: "globex", Name: "Prepaid", Currency: "JPY", Rate: decimal.New(150, 0), Rules: []Rule{{
		Trigger: Threshold, Method: "TARGET",
		ThresholdCredits:     decimal.NewNullDecimal(decimal.New(10, 0)),
		TargetOngoingBalance: decimal.NewNullDecimal(decimal.New(100, 0)),
	}}})
}

func (s *Service) seedWallet(w Wallet) string {
	opened, err := s.OpenWalletInConsole(w)
	must(err)
	return opened.ID
}

func (s *Service) seedTopUp(walletID, paid, granted string) []Transaction {
	booked, err := s.TopUpInConsole(walletID, decimal.RequireFromString(paid), decimal.RequireFromString(granted))
	must(err)
	return booked
}

func must(err error) {
	if err != nil {
		panic(fmt.Sprintf("paypalfake: the demo: %v", err))
	}
}
