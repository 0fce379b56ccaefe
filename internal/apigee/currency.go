package apigee

import (
	"context"
	"net/http"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/object"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
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

func (w supportedCurrency) objectID() string { return w.ID }

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

func (c *Client) supportedCurrencies() *object.Objects[SupportedCurrency] {
	return object.New(c.run(), object.Kind[SupportedCurrency]{
		ID:     func(s SupportedCurrency) string { return s.ID },
		Key:    func(s SupportedCurrency) string { return once.Key(currencyID(s.Name)) },
		Pages:  pages(c, c.request(http.MethodGet, "/supported-currencies"), "supportedCurrency", supportedCurrency.flatten),
		Within: c.within(),
		Get: func(ctx context.Context, code string) (SupportedCurrency, error) {
			var answer supportedCurrency
			err := c.one(ctx, c.request(http.MethodGet, "/supported-currencies/{currency}", currencyID(code)), &answer)
			return answer.flatten(), err
		},
	})
}
