package apigeefake

import (
	"cmp"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// Currency is a supported currency of an organization (contract: apigee-mint 5.2). Its id is its
// name in lower case.
type Currency struct {
	Name               string              `json:"code,omitzero"`         // ISO code, or a made-up one for a virtual currency
	DisplayName        string              `json:"display_name,omitzero"` // default: the name
	Description        string              `json:"description,omitzero"`  // default: the name
	Status             string              `json:"status,omitzero"`       // ACTIVE, the default, or INACTIVE
	Virtual            bool                `json:"virtual,omitzero"`
	CreditLimit        decimal.NullDecimal `json:"credit_limit,omitzero"`   // default limit of postpaid developers, in this currency
	MinimumTopUpAmount decimal.NullDecimal `json:"minimum_top_up,omitzero"` // for prepaid developers, in this currency
}

// ID is the name in lower case.
func (c Currency) ID() string { return strings.ToLower(c.Name) }

// AddCurrency adds a supported currency.
func (s *Service) AddCurrency(org string, c Currency) {
	s.in(org, func(o *organization) {
		mustNot(o.currency(c.ID()), "currency", c.ID())
		c.fillDefaults()
		s.addCurrency(o, c)
	})
}

func (c *Currency) fillDefaults() {
	c.DisplayName = cmp.Or(c.DisplayName, c.Name)
	c.Description = cmp.Or(c.Description, c.Name)
	c.Status = cmp.Or(c.Status, "ACTIVE")
}

// Currencies returns what the service holds, in the order of creation.
func (s *Service) Currencies(org string) (all []Currency) {
	s.in(org, func(o *organization) { all = slices.Clone(o.currencies) })
	return all
}

// Currency returns one currency by id; ok is false if there is none.
func (s *Service) Currency(org, id string) (currency Currency, ok bool) {
	s.in(org, func(o *organization) {
		if found := o.currency(id); found != nil {
			currency, ok = *found, true
		}
	})
	return currency, ok
}

// EditCurrencyInConsole changes a currency as a colleague does in the management console. Its name
// stays.
func (s *Service) EditCurrencyInConsole(org, id string, edit func(*Currency)) {
	s.in(org, func(o *organization) {
		c := must(o.currency(id), "currency", id)
		name := c.Name
		edit(c)
		c.Name = name
	})
}

// DeleteCurrencyInConsole deletes a currency that nothing uses, as a colleague does in the
// management console.
func (s *Service) DeleteCurrencyInConsole(org, id string) {
	s.in(org, func(o *organization) {
		must(o.currency(id), "currency", id)
		o.deleteCurrency(id)
	})
}

func (o *organization) deleteCurrency(id string) {
	o.currencies = slices.DeleteFunc(o.currencies, func(c Currency) bool { return c.ID() == id })
	for i := range o.developers {
		d := &o.developers[i]
		d.limits = slices.DeleteFunc(d.limits, func(l CreditLimit) bool { return l.Currency == id })
	}
}

func (s *Service) addCurrency(o *organization, c Currency) {
	o.currencies = append(o.currencies, c)
	for i := range o.developers {
		o.developers[i].limits = append(o.developers[i].limits, CreditLimit{ID: s.srv.NewID(), Currency: c.ID()})
	}
}

func (o *organization) currency(id string) *Currency {
	return find(o.currencies, func(c *Currency) bool { return c.ID() == id })
}

// currency finds the currency that a client names; the service is thought to fold the case
// (contract: apigee-mint 2).
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

func createCurrency(c *call) (fake.Response, error) {
	in, err := c.input()
	if err != nil {
		return fake.Response{}, err
	}
	var currency Currency
	if err := c.readCurrency(in, &currency); err != nil {
		return fake.Response{}, err
	}
	if c.org.currency(currency.ID()) != nil {
		status := http.StatusBadRequest
		if c.switches.DuplicateCurrency409 {
			status = http.StatusConflict
		}
		return fake.Response{}, refusal(status, "mint.genericMessage", "currency [%s] is supported already", currency.Name)
	}
	c.addCurrency(c.org, currency)
	return fake.JSON(http.StatusCreated, c.currencyObject(&currency)), nil
}

// updateCurrency replaces the whole; what the id derives from stays (contract: apigee-neighbours
// 3).
func updateCurrency(c *call) (fake.Response, error) {
	stored, err := c.currency(c.Param("currency"))
	if err != nil {
		return fake.Response{}, err
	}
	in, err := c.input()
	if err != nil {
		return fake.Response{}, err
	}
	asked := Currency{}
	if c.switches.ClearAmounts != ClearedByOmission {
		asked = *stored // for the amounts; all else is required
	}
	if err := c.readCurrency(in, &asked); err != nil {
		return fake.Response{}, err
	}
	if c.switches.ClearAmounts == ClearedNever {
		asked.CreditLimit = orAmount(asked.CreditLimit, stored.CreditLimit)
		asked.MinimumTopUpAmount = orAmount(asked.MinimumTopUpAmount, stored.MinimumTopUpAmount)
	}
	if (asked.Name != stored.Name || asked.Virtual != stored.Virtual) && c.switches.RefuseImmutableChanges {
		return fake.Response{}, invalid("propertyCanNotChange", "name and virtualCurrency cannot change")
	}
	asked.Name, asked.Virtual = stored.Name, stored.Virtual
	*stored = asked
	return fake.JSON(http.StatusOK, c.currencyObject(stored)), nil
}

func orAmount(d, otherwise decimal.NullDecimal) decimal.NullDecimal {
	if d.Valid {
		return d
	}
	return otherwise
}

func deleteCurrency(c *call) (fake.Response, error) {
	currency, err := c.currency(c.Param("currency"))
	if err != nil {
		return fake.Response{}, err
	}
	if currency.Name == c.org.profile.Currency {
		return fake.Response{}, c.inUse("supportedCurrencyInUse", "[%s] is the currency of the organization", currency.ID())
	}
	id := currency.ID()
	if p := find(c.org.plans, func(p *RatePlan) bool { return p.uses(id) }); p != nil {
		return fake.Response{}, c.inUse("supportedCurrencyInUse", "currency [%s] is used by rate plan [%s]", id, p.ID)
	}
	if d := find(c.org.developers, func(d *developer) bool { return d.uses(id) }); d != nil {
		return fake.Response{}, c.inUse("supportedCurrencyInUse", "currency [%s] is used by developer [%s]", id, d.Email)
	}
	old := c.currencyObject(currency)
	c.org.deleteCurrency(id)
	return c.deleted(old), nil
}

// uses tells whether a plan is in a currency.
func (p *RatePlan) uses(currency string) bool {
	return p.Currency == currency || slices.ContainsFunc(p.Details, func(d RatePlanDetail) bool { return d.Currency == currency })
}

// uses tells whether a developer has a limit or a balance in a currency.
func (d *developer) uses(currency string) bool {
	l := d.limit(currency)
	return l.Set || !l.Usage.IsZero()
}

// inUse refuses to delete what something refers to. Which code and status that has nobody says.
func (c *call) inUse(code, format string, args ...any) error {
	status := http.StatusBadRequest
	if c.switches.InUse409 {
		status = http.StatusConflict
	}
	return refusal(status, "mint."+code, format, args...)
}

var isoCode = regexp.MustCompile(`^[A-Za-z]{3}$`)

// readCurrency reads a whole currency: everything but the amounts has to be there.
func (c *call) readCurrency(in *input, currency *Currency) error {
	in.required("name", "displayName", "description", "status", "virtualCurrency", "organization")
	in.same("organization", c.org.profile.ID)
	in.text("name", &currency.Name)
	c.name(in, "displayName", &currency.DisplayName)
	in.text("description", &currency.Description)
	in.word("status", &currency.Status, "ACTIVE", "INACTIVE")
	in.flag("virtualCurrency", &currency.Virtual)
	in.amount("creditLimit", decimals, &currency.CreditLimit)
	in.amount("minimumTopupAmount", decimals, &currency.MinimumTopUpAmount)
	if currency.CreditLimit.Decimal.IsNegative() || currency.MinimumTopUpAmount.Decimal.IsNegative() {
		in.fail("an amount is not negative")
	}
	if !currency.Virtual {
		if !isoCode.MatchString(currency.Name) {
			in.fail("[%s] is no currency code, and virtualCurrency is false", currency.Name)
		}
		currency.Name = strings.ToUpper(currency.Name)
	}
	return in.err
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
