package apigeefake

import (
	"cmp"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// Currency is a supported currency of an organization (contract: apigee-mint 5.2). Its id is its name in lower case.
type Currency struct {
	Name               string // ISO code, or a made-up one for a virtual currency
	DisplayName        string // default: the name
	Description        string // default: the name
	Status             string // ACTIVE, the default, or INACTIVE
	Virtual            bool
	CreditLimit        decimal.NullDecimal // default limit of postpaid developers, in this currency
	MinimumTopUpAmount decimal.NullDecimal // for prepaid developers, in this currency
}

// ID is the name in lower case.
func (c Currency) ID() string { return strings.ToLower(c.Name) }

// AddCurrency adds a supported currency.
func (s *Service) AddCurrency(org string, c Currency) {
	s.in(org, func(o *organization) {
		mustNot(o.currency(c.ID()), "currency", c.ID())
		c.DisplayName = cmp.Or(c.DisplayName, c.Name)
		c.Description = cmp.Or(c.Description, c.Name)
		c.Status = cmp.Or(c.Status, "ACTIVE")
		o.currencies = append(o.currencies, c)
		for i := range o.developers {
			o.developers[i].limits = append(o.developers[i].limits, CreditLimit{ID: s.srv.NewID(), Currency: c.ID()})
		}
	})
}

func (o *organization) currency(id string) *Currency {
	return find(o.currencies, func(c *Currency) bool { return c.ID() == id })
}

// currency finds the currency that a client names; the service is thought to fold the case (contract: apigee-mint 2).
func (c *call) currency(id string) (*Currency, error) {
	folded := id
	if !c.switches.ExactCurrencyIDs {
		folded = strings.ToLower(id)
	}
	if found := c.org.currency(folded); found != nil {
		return found, nil
	}
	return nil, missing("supportedCurrency", id)
}

func listCurrencies(c *call) (fake.Response, error) {
	return c.list("supportedCurrency", len(c.org.currencies), func(i int) object { return c.currencyObject(&c.org.currencies[i]) })
}

func getCurrency(c *call) (fake.Response, error) {
	found, err := c.currency(c.Param("currency"))
	if err != nil {
		return fake.Response{}, err
	}
	return fake.JSON(200, c.currencyObject(found)), nil
}

func (c *call) currencyObject(currency *Currency) object {
	o := object{
		"description":     currency.Description,
		"displayName":     currency.DisplayName,
		"id":              currency.ID(),
		"name":            currency.Name,
		"organization":    c.org.reference(),
		"status":          currency.Status,
		"virtualCurrency": currency.Virtual,
	}
	c.putAmount(o, "creditLimit", currency.CreditLimit)
	c.putAmount(o, "minimumTopupAmount", currency.MinimumTopUpAmount)
	return c.extra(o)
}

// putAmount sets a key unless there is no amount.
func (c *call) putAmount(o object, key string, d decimal.NullDecimal) {
	if d.Valid {
		o[key] = c.amount(d.Decimal)
	}
}
