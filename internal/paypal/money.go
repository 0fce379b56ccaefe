package paypal

import (
	"encoding/json"
	"errors"

	"github.com/shopspring/decimal"
)

// Money is an amount in a currency (contract: wallets 2.1).
type Money struct {
	// Value is in units of the currency, not in its minor units.
	Value decimal.Decimal
	// CurrencyCode is the ISO 4217 code as the service writes it.
	CurrencyCode string
}

// UnmarshalJSON reads {"value": number, "currency_code": string}. It refuses money without a value,
// which would read as zero.
func (m *Money) UnmarshalJSON(data []byte) error {
	var wire struct {
		Value        *decimal.Decimal `json:"value"`
		CurrencyCode string           `json:"currency_code"`
	}
	if err := json.Unmarshal(data, &wire); err != nil {
		return err
	}
	if wire.Value == nil {
		return errors.New("an amount of money has no value")
	}
	*m = Money{Value: *wire.Value, CurrencyCode: wire.CurrencyCode}
	return nil
}
