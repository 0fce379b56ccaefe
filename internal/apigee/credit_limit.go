package apigee

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

const (
	creditLimitRoute   = "/developers/{developer}/developer-credit-limit"
	creditLimitWrapper = "developerBalance"
)

// ErrNoCreditLimit says that the developer exists and has no credit limit in the
// currency asked for. A developer who does not exist is IsNotFound instead.
var ErrNoCreditLimit = errors.New("no credit limit is set")

// CreditLimit is how much a postpaid developer may owe in one currency
// (contract: apigee-mint 2).
type CreditLimit struct {
	// ID is the id of the balance record behind the limit.
	ID string
	// Currency is the currency's id, in lower case as the service keeps it.
	Currency string
	// CurrencyName is the currency's name, usually its ISO code in upper case.
	CurrencyName string
	// Amount is the limit, in the currency.
	Amount decimal.Decimal
	// Usage is what is used up of it, in the currency; it moves by itself.
	Usage decimal.Decimal
}

// Is reports whether the limit is in the currency, given by id or name in any case.
func (l CreditLimit) Is(currency string) bool {
	return strings.EqualFold(l.Currency, currency) || strings.EqualFold(l.CurrencyName, currency)
}

type creditLimit struct {
	ID       string `json:"id"`
	Currency ref    `json:"supportedCurrency"`
	Amount   number `json:"amount"`
	Usage    number `json:"usage"`
}

func (w creditLimit) key() string { return w.Currency.id() + " " + w.ID }

// creditLimits leaves out records without an amount: they are kept for other purposes
// than a limit, and zero would be a limit.
func creditLimits(records []creditLimit) []CreditLimit {
	limits := make([]CreditLimit, 0, len(records))
	for _, w := range records {
		if w.Amount.value != nil {
			limits = append(limits, CreditLimit{
				ID:           w.ID,
				Currency:     w.Currency.id(),
				CurrencyName: w.Currency.Name,
				Amount:       *w.Amount.value,
				Usage:        w.Usage.or(decimal.Zero),
			})
		}
	}
	return limits
}

// limitIn is the limit in the currency, false when there is none.
func limitIn(limits []CreditLimit, currency string) (CreditLimit, bool) {
	for _, limit := range limits {
		if limit.Is(currency) {
			return limit, true
		}
	}
	return CreditLimit{}, false
}

// CreditLimits returns the credit limits of a developer, one per currency, none when
// none was set; developerID is the email (contract: apigee-mint 2).
func (c *Client) CreditLimits(ctx context.Context, developerID string) ([]CreditLimit, error) {
	records, _, err := all(ctx, c, c.request(http.MethodGet, creditLimitRoute, developerID), creditLimitWrapper, creditLimit.key)
	if err != nil {
		return nil, err
	}
	return creditLimits(records), nil
}

// CreditLimit returns the developer's limit in one currency, given by id or name in any
// case; the error wraps ErrNoCreditLimit when there is none (contract: apigee-mint 2).
func (c *Client) CreditLimit(ctx context.Context, developerID, currency string) (CreditLimit, error) {
	limits, err := c.CreditLimits(ctx, developerID)
	if err != nil {
		return CreditLimit{}, err
	}
	limit, ok := limitIn(limits, currency)
	if !ok {
		return CreditLimit{}, fmt.Errorf("%w for developer %s in %s", ErrNoCreditLimit, developerID, strings.ToUpper(currency))
	}
	return limit, nil
}

// SetCreditLimit sets the developer's limit in one currency, given by id or ISO code in
// any case, and returns the limit as the service now has it; whether that is the amount
// asked for is for the caller to compare (contract: apigee-mint 2).
func (c *Client) SetCreditLimit(ctx context.Context, developerID, currency string, amount decimal.Decimal) (CreditLimit, error) {
	r := c.request(http.MethodPost, creditLimitRoute, developerID)
	r.Query = url.Values{"amount": {amount.String()}, "supportedCurrencyId": {currencyID(currency)}}
	r.Effect = transport.Set
	answer := list[creditLimit]{wrapper: creditLimitWrapper}
	unread := c.do(ctx, r, &answer)
	if unread != nil && !answered(unread) {
		return CreditLimit{}, unread
	}
	if limit, ok := limitIn(creditLimits(answer.items), currency); ok {
		return limit, nil
	}
	// No answer to this call is on record. One that does not show the limit is no reason to
	// doubt that it is set, only to read it. One that cannot be read may be that of somebody in
	// between, and then the old limit stands.
	limit, err := c.CreditLimit(ctx, developerID, currency)
	if unread != nil && (errors.Is(err, ErrNoCreditLimit) || err == nil && !limit.Amount.Equal(amount)) {
		return CreditLimit{}, unread
	}
	return limit, err
}
