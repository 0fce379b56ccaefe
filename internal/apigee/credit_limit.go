package apigee

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/object"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

const creditLimitWrapper = "developerBalance"

// ErrNoCreditLimit says that the developer exists and has no credit limit in the currency asked
// for. A developer who does not exist is IsNotFound instead.
var ErrNoCreditLimit = errors.New("no credit limit is set")

// CreditLimit is how much a postpaid developer may owe in one currency (contract: apigee-mint 2).
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
	Amount   Amount `json:"amount"`
	Usage    Amount `json:"usage"`
}

func (w creditLimit) record() string { return w.Currency.id() + " " + w.ID }

// limitsIn leaves out records without an amount: they are kept for other purposes than a limit, and
// zero would be a limit.
func limitsIn(records []creditLimit) []CreditLimit {
	limits := make([]CreditLimit, 0, len(records))
	for _, w := range records {
		if w.Amount.Value != nil {
			limits = append(limits, CreditLimit{
				ID: w.ID, Currency: w.Currency.id(), CurrencyName: w.Currency.Name,
				Amount: *w.Amount.Value, Usage: w.Usage.or(decimal.Zero),
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

// CreditLimits sets and reads the credit limits of developers, who are given by email or UUID, in
// currencies, given by id or ISO code in any case (contract: apigee-mint 2).
type CreditLimits struct {
	client  *Client
	records *object.Scoped[creditLimit]
	run     setRecords
}

func (c *Client) creditLimits() *CreditLimits {
	return &CreditLimits{client: c, records: object.NewScoped(func(developerID string) *object.Objects[creditLimit] {
		return object.New(c.run(), object.Kind[creditLimit]{
			ID:     creditLimit.record,
			Key:    creditLimit.record,
			ReadBy: func(w creditLimit) string { return strings.ToLower(w.Currency.id()) },
			Pages:  uncounted(pages(c, c.limitRequest(http.MethodGet, developerID), creditLimitWrapper, itself[creditLimit])),
			Within: c.within(),
			Parent: func(ctx context.Context) error {
				_, err := c.SupportedCurrencies.Kind.Pages()(ctx, 1)
				return err
			},
		})
	})}
}

func (c *Client) limitRequest(method, developerID string) transport.Request {
	return c.request(method, "/developers/{developer}/developer-credit-limit", developerID)
}

// List returns the limits of a developer, one per currency, none when none was set.
func (l *CreditLimits) List(ctx context.Context, developerID string) ([]CreditLimit, error) {
	return byName(developerID, func(name string) ([]CreditLimit, error) {
		records, err := l.records.In(name).List(ctx)
		return limitsIn(records), l.records.In(name).Confirm(ctx, err)
	})
}

// Get returns the developer's limit in one currency; the error wraps ErrNoCreditLimit when there is
// none.
func (l *CreditLimits) Get(ctx context.Context, developerID, currency string) (CreditLimit, error) {
	limits, err := l.List(ctx, developerID)
	if err != nil {
		return CreditLimit{}, err
	}
	limit, ok := limitIn(limits, currency)
	if !ok {
		return CreditLimit{}, fmt.Errorf("%w for developer %s in %s", ErrNoCreditLimit, developerID, strings.ToUpper(currency))
	}
	return limit, nil
}

// Read is Get for a refresh; the limits of one developer share a listing.
func (l *CreditLimits) Read(ctx context.Context, developerID, currency string) (CreditLimit, error) {
	records, err := byName(developerID, func(name string) ([]creditLimit, error) {
		records, err := l.records.In(name).Select(ctx, strings.ToLower(currency))
		return records, l.records.In(name).Confirm(ctx, err)
	})
	if err != nil {
		return CreditLimit{}, err
	}
	if limits := limitsIn(records); len(limits) > 0 {
		return limits[0], nil
	}
	// The currency may be known by its name rather than its id.
	return l.Get(ctx, developerID, currency)
}

// Create sets the limit of a resource that is created in this run; a second one of the same
// developer and currency is refused with once.ErrClaimed, and nothing is sent for it.
func (l *CreditLimits) Create(ctx context.Context, developerID, currency string, amount decimal.Decimal) (limit CreditLimit, err error) {
	err = l.run.create(ctx, l.naturalKey(ctx, developerID, currency), func() error {
		limit, err = l.Update(ctx, developerID, currency, amount)
		return err
	})
	return limit, err
}

// Update sets the limit and returns it as the service now has it; whether that is the amount asked
// for is for the caller to compare.
func (l *CreditLimits) Update(ctx context.Context, developerID, currency string, amount decimal.Decimal) (CreditLimit, error) {
	return byName(developerID, func(name string) (CreditLimit, error) { return l.set(ctx, name, currency, amount) })
}

func (l *CreditLimits) set(ctx context.Context, developerID, currency string, amount decimal.Decimal) (CreditLimit, error) {
	r := l.client.limitRequest(http.MethodPost, developerID)
	r.Query = url.Values{"amount": {amount.String()}, "supportedCurrencyId": {currencyID(currency)}}
	r.Effect = transport.Set
	answer := list[creditLimit]{wrapper: creditLimitWrapper}
	unread := l.client.do(ctx, r, &answer)
	if unread != nil && !answered(unread) {
		return CreditLimit{}, unread
	}
	if limit, ok := limitIn(limitsIn(answer.items), currency); ok {
		return limit, nil
	}
	// No answer to this call is on record. One that does not show the limit is no reason to doubt
	// that it is set, only to read it. One that cannot be read may be that of somebody in between,
	// and then the old limit stands.
	limit, err := l.Get(ctx, developerID, currency)
	if unread != nil && (errors.Is(err, ErrNoCreditLimit) || err == nil && !limit.Amount.Equal(amount)) {
		return CreditLimit{}, unread
	}
	return limit, err
}

// Delete sets the limit that a destroyed resource leaves behind: the service cannot delete one. It
// returns ErrAdopted, and sends nothing, if a resource created in this run has set the limit since.
func (l *CreditLimits) Delete(ctx context.Context, developerID, currency string, left decimal.Decimal) (limit CreditLimit, err error) {
	err = l.run.end(ctx, l.naturalKey(ctx, developerID, currency), func() error {
		limit, err = l.Update(ctx, developerID, currency, left)
		return err
	})
	return limit, err
}

func (l *CreditLimits) naturalKey(ctx context.Context, developerID, currency string) string {
	return once.Key(l.client.DeveloperKey(ctx, developerID), currencyID(currency))
}
