package apigee

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/object"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
)

// SupportedCurrency is a currency the organization does business in (contract: apigee-mint 5.2,
// apigee-neighbours 3).
type SupportedCurrency struct {
	// ID is the currency's id, the name in lower case.
	ID           string `json:"id,omitempty"`
	Organization Sent   `json:"organization"`
	// Name is the ISO code in upper case, or a made-up name for a virtual currency.
	Name        string `json:"name"`
	DisplayName string `json:"displayName"`
	Description string `json:"description"`
	// Status is ACTIVE or INACTIVE.
	Status string `json:"status"`
	// Virtual says that the currency is points rather than money.
	Virtual Bool `json:"virtualCurrency"`
	// CreditLimit is the limit of postpaid developers who have none of their own, in the currency;
	// not set when the currency has none.
	CreditLimit Amount `json:"creditLimit,omitzero"`
	// MinimumTopUp is the least a prepaid developer may add, in the currency; not set when there is
	// no minimum.
	MinimumTopUp Amount `json:"minimumTopupAmount,omitzero"`
}

func (s *SupportedCurrency) objectID() string { return s.ID }

// changedCurrency is a currency as a PUT writes it: an amount that is not set is null there.
// Whether the service reads a property that is missing as null or as unchanged is not known
// (contract: apigee-neighbours 3).
type changedCurrency struct {
	SupportedCurrency
	CreditLimit  Amount `json:"creditLimit"`
	MinimumTopUp Amount `json:"minimumTopupAmount"`
}

// currencyID is the id of a currency given by ISO code in any case (contract: apigee-mint 1.6).
func currencyID(code string) string { return strings.ToLower(code) }

// supportedCurrencies are read by id or ISO code in any case.
func (c *Client) supportedCurrencies() *object.Objects[SupportedCurrency] {
	kind := plain(c, "/supported-currencies", "supportedCurrency", func(s SupportedCurrency) string { return s.ID }, func(s SupportedCurrency) SupportedCurrency {
		s.Organization = Sent(c.organization)
		return s
	})
	kind.Key = func(s SupportedCurrency) string { return once.Key(currencyID(s.Name)) }
	get := kind.Get
	kind.Get = func(ctx context.Context, code string) (SupportedCurrency, error) { return get(ctx, currencyID(code)) }
	kind.Put = func(ctx context.Context, asked SupportedCurrency) (SupportedCurrency, error) {
		r := c.request(http.MethodPut, "/supported-currencies/{id}", currencyID(asked.Name))
		asked.Organization = Sent(c.organization)
		r.Body = changedCurrency{asked, asked.CreditLimit, asked.MinimumTopUp}
		var answer SupportedCurrency
		err := c.one(ctx, r, &answer)
		return answer, err
	}
	kind.Differences = differing(func(o SupportedCurrency) []fact {
		return []fact{
			{"display_name", plainText(o.DisplayName)},
			{"description", plainText(o.Description)},
			{"status", o.Status},
			{"virtual", strconv.FormatBool(bool(o.Virtual))},
			{"credit_limit", o.CreditLimit.String()},
			{"minimum_top_up", o.MinimumTopUp.String()},
		}
	})
	return object.New(c.run(), kind)
}
