package apigee

import (
	"context"
	"net/http"
	"strings"

	"github.com/shopspring/decimal"
)

// SupportedCurrency is a currency the organization does business in
// (contract: apigee-mint 5.2).
type SupportedCurrency struct {
	// ID is the currency's id, in lower case as the service keeps it.
	ID string
	// Name is the ISO code in upper case, or a made-up name for a virtual currency.
	Name        string
	DisplayName string
	Description string
	// Status is ACTIVE or INACTIVE.
	Status string
	// Virtual says that the currency is points rather than money.
	Virtual bool
	// CreditLimit is the limit of postpaid developers who have none of their own, in
	// the currency; nil when the currency has none.
	CreditLimit *decimal.Decimal
	// MinimumTopUp is the least a prepaid developer may add, in the currency; nil when
	// there is no minimum.
	MinimumTopUp *decimal.Decimal
}

type supportedCurrency struct {
	ID           string `json:"id"`
	Name         string `json:"name"`
	DisplayName  string `json:"displayName"`
	Description  string `json:"description"`
	Status       string `json:"status"`
	Virtual      flag   `json:"virtualCurrency"`
	CreditLimit  number `json:"creditLimit"`
	MinimumTopUp number `json:"minimumTopupAmount"`
}

func (w supportedCurrency) key() string { return w.ID }

func (w supportedCurrency) flatten() SupportedCurrency {
	return SupportedCurrency{
		ID:           w.ID,
		Name:         w.Name,
		DisplayName:  w.DisplayName,
		Description:  w.Description,
		Status:       w.Status,
		Virtual:      w.Virtual.isTrue(),
		CreditLimit:  w.CreditLimit.value,
		MinimumTopUp: w.MinimumTopUp.value,
	}
}

// currencyID is the id of a currency given by ISO code in any case
// (contract: apigee-mint 1.6).
func currencyID(code string) string { return strings.ToLower(code) }

// SupportedCurrency returns one currency of the organization, given by id or ISO code
// in any case (contract: apigee-mint 5.2).
func (c *Client) SupportedCurrency(ctx context.Context, currency string) (SupportedCurrency, error) {
	var answer supportedCurrency
	if err := c.one(ctx, c.request(http.MethodGet, "/supported-currencies/{currency}", currencyID(currency)), &answer); err != nil {
		return SupportedCurrency{}, err
	}
	return answer.flatten(), nil
}

// SupportedCurrencies returns every currency of the organization
// (contract: apigee-mint 5.2).
func (c *Client) SupportedCurrencies(ctx context.Context) ([]SupportedCurrency, error) {
	answer, _, err := all(ctx, c, c.request(http.MethodGet, "/supported-currencies"), "supportedCurrency", supportedCurrency.key)
	return each(answer, supportedCurrency.flatten), err
}
