package apigeefake

import (
	"net/http"
	"regexp"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// CreditLimit is a developer's limit in one currency (contract: apigee-mint 2).
type CreditLimit struct {
	ID       string
	Currency string          // id of the currency
	Amount   decimal.Decimal // in the currency; meaningless unless Set
	Usage    decimal.Decimal // used so far, in the currency
	Set      bool            // whether the limit was ever set; until then the currency's default holds
}

// CreditLimit returns what the service holds for a developer, by email or id, in a currency, by id.
func (s *Service) CreditLimit(org, developer, currency string) (limit CreditLimit) {
	s.limit(org, developer, currency, func(l *CreditLimit) { limit = *l })
	return limit
}

// SetCreditLimitInConsole sets a limit as a colleague does in the management console.
func (s *Service) SetCreditLimitInConsole(org, developer, currency string, amount decimal.Decimal) {
	s.limit(org, developer, currency, func(l *CreditLimit) { l.Amount, l.Set = amount, true })
}

// UseCredit adds to a developer's usage, as calls to the developer's APIs do.
func (s *Service) UseCredit(org, developer, currency string, amount decimal.Decimal) {
	s.limit(org, developer, currency, func(l *CreditLimit) { l.Usage = l.Usage.Add(amount) })
}

func (s *Service) limit(org, developer, currency string, f func(*CreditLimit)) {
	s.in(org, func(o *organization) {
		f(must(must(o.developer(developer), "developer", developer).limit(currency), "currency", currency))
	})
}

func (d *developer) limit(currency string) *CreditLimit {
	return find(d.limits, func(l *CreditLimit) bool { return l.Currency == currency })
}

// amountPattern is what a limit may look like: four decimals at most, no sign, no exponent. What a
// negative limit would mean nobody says.
var amountPattern = regexp.MustCompile(`^[0-9]{1,21}(\.[0-9]{1,4})?$`)

func setCreditLimit(c *call) (fake.Response, error) {
	d, err := c.developer()
	if err != nil {
		return fake.Response{}, err
	}
	for _, name := range []string{"amount", "supportedCurrencyId"} {
		if len(c.Query[name]) != 1 || c.Query.Get(name) == "" {
			return fake.Response{}, invalid("missingParameter", "the query parameter %s is required", name)
		}
	}
	text := c.Query.Get("amount")
	if !amountPattern.MatchString(text) {
		return fake.Response{}, invalid("invalidAmount", "[%s] is not an amount", text)
	}
	currency, err := c.currency(c.Query.Get("supportedCurrencyId"))
	if err != nil {
		return fake.Response{}, err
	}
	if d.BillingType == "PREPAID" && !c.switches.AcceptPrepaid {
		return fake.Response{}, invalid("developerIsNotPostpaid", "credit limits are for postpaid developers, [%s] is prepaid", d.Email)
	}
	limit := d.limit(currency.ID())
	limit.Amount, limit.Set = decimal.RequireFromString(text), true
	return fake.JSON(http.StatusCreated, c.limitObject(limit)), nil
}

func listCreditLimits(c *call) (fake.Response, error) {
	d, err := c.developer()
	if err != nil {
		return fake.Response{}, err
	}
	var shown []*CreditLimit
	for i := range d.limits {
		limit := &d.limits[i]
		if _, ok := c.limitAmount(limit); ok {
			limit.Usage = limit.Usage.Add(c.switches.UsageDrift)
			shown = append(shown, limit)
		}
	}
	if len(shown) == 0 && c.switches.Unset == UnsetNoKey {
		return c.counted(object{}, 0), nil
	}
	return c.list("developerBalance", len(shown), func(i int) object { return c.limitObject(shown[i]) })
}

// limitAmount is what the service shows as the limit, if it shows one.
func (c *call) limitAmount(limit *CreditLimit) (decimal.Decimal, bool) {
	if limit.Set {
		return limit.Amount, true
	}
	byDefault := c.org.currency(limit.Currency).CreditLimit
	return byDefault.Decimal, byDefault.Valid && c.switches.Unset == UnsetCurrencyDefault
}

func (c *call) limitObject(limit *CreditLimit) object {
	amount, _ := c.limitAmount(limit)
	return c.extra(object{
		"amount":            c.amount(amount),
		"id":                limit.ID,
		"supportedCurrency": c.currencyObject(c.org.currency(limit.Currency)),
		"usage":             c.amount(limit.Usage),
	})
}
