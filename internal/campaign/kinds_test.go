package campaign_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// kind is an entity as a campaign deals with it. Objects are compared as lines of text that name
// everything that was declared; the same line twice means that something is there twice.
type kind struct {
	typeName string
	// prepare puts into the services what the n-th object needs.
	prepare func(e *acctest.Env, n int)
	// declare makes up the configuration of the n-th object.
	declare func(r *rand.Rand, n int) acctest.Attrs
	// change returns the configuration with something changed, and what the service keeps of the
	// old object beside the new one.
	change func(r *rand.Rand, n int, config acctest.Attrs) (changed acctest.Attrs, left []string)
	// destroyed is what the service keeps of an object that was destroyed.
	destroyed func(config acctest.Attrs) []string
	// says is what a configuration or a state declares, as the service would hold it.
	says func(attrs acctest.Attrs) []string
	// knows is what a state says that the service holds under which id.
	knows func(state acctest.Attrs) []holding
	// holds is what the service has.
	holds func(e *acctest.Env) []holding
}

var kinds = append([]kind{creditLimits, adjustments, ratePlans, wallets, entries}, neighbours...)

// holding is one object in a service.
type holding struct{ id, line string }

// held is what the services hold in all.
func held(e *acctest.Env) []holding {
	var all []holding
	for _, k := range kinds {
		all = append(all, k.holds(e)...)
	}
	return all
}

func lines(all []holding) []string {
	texts := make([]string, len(all))
	for i, h := range all {
		texts[i] = h.line
	}
	return texts
}

func nothing(acctest.Attrs) []string { return nil }

// underID is knows for a kind whose objects have one id and say one line.
func underID(says func(acctest.Attrs) []string) func(acctest.Attrs) []holding {
	return func(state acctest.Attrs) []holding { return []holding{{text(state, "id"), says(state)[0]}} }
}

var creditLimits = kind{
	typeName: "mint_developer_credit_limit",
	prepare: func(e *acctest.Env, n int) {
		e.Apigee.AddDeveloper(acctest.Organization, apigeefake.Developer{ID: developer(n), Email: email(developer(n)), BillingType: "POSTPAID"})
	},
	declare: func(r *rand.Rand, n int) acctest.Attrs {
		config := acctest.Attrs{"developer_id": email(developer(n)), "currency": pick(r, "USD", "eur"), "amount": amount(r), "on_destroy": pick(r, "retain", "zero")}
		if config["currency"] == "eur" && r.IntN(2) == 0 {
			config["on_destroy"] = "currency_default"
		}
		return config
	},
	change: func(r *rand.Rand, _ int, config acctest.Attrs) (acctest.Attrs, []string) {
		if r.IntN(3) > 0 {
			return with(config, "amount", amount(r)), nil
		}
		changed := with(config, "currency", "USD", "on_destroy", "zero", "amount", amount(r))
		if strings.EqualFold(text(config, "currency"), "USD") {
			changed["currency"] = "EUR"
		}
		return changed, creditLimitLeft(config)
	},
	destroyed: creditLimitLeft,
	says:      creditLimitSays,
	knows:     underID(creditLimitSays),
	holds: func(e *acctest.Env) []holding {
		var all []holding
		for n := range objectsPerKind {
			for _, currency := range []string{"USD", "EUR"} {
				if limit := e.Apigee.CreditLimit(acctest.Organization, email(developer(n)), strings.ToLower(currency)); limit.Set {
					all = append(all, holding{email(developer(n)) + "/" + currency, creditLimitLine(email(developer(n)), currency, limit.Amount)})
				}
			}
		}
		return all
	},
}

func developer(n int) string { return fmt.Sprintf("developer-%d", n) }

func email(developer string) string { return developer + "@example.com" }

func creditLimitLine(developer, currency string, amount decimal.Decimal) string {
	return fmt.Sprintf("credit limit of %s: %s %s", developer, amount, strings.ToUpper(currency))
}

func creditLimitSays(attrs acctest.Attrs) []string {
	return []string{creditLimitLine(text(attrs, "developer_id"), text(attrs, "currency"), numeral(attrs, "amount"))}
}

func creditLimitLeft(config acctest.Attrs) []string {
	switch config["on_destroy"] {
	case "zero":
		config = with(config, "amount", "0")
	case "currency_default":
		config = with(config, "amount", "5000")
	}
	return creditLimitSays(config)
}

var adjustments = kind{
	typeName: "mint_billing_adjustment",
	prepare:  func(*acctest.Env, int) {},
	declare: func(r *rand.Rand, n int) acctest.Attrs {
		config := acctest.Attrs{
			"name": fmt.Sprintf("Goodwill %d", n), "adjustment_percentage_factor": percentage(r), "billing_month": pick(r, "1", "4", "5"), "billing_year": "2025",
			"published": r.IntN(4) == 0,
		}
		if r.IntN(2) == 0 {
			config["transaction_type"] = pick(r, "CHARGE", "SETUPFEES")
		}
		if r.IntN(2) == 0 {
			config["developer_id"] = email(developer(n))
		}
		return config
	},
	change: func(r *rand.Rand, n int, config acctest.Attrs) (acctest.Attrs, []string) {
		switch r.IntN(3) {
		case 0:
			return with(config, "adjustment_percentage_factor", percentage(r)), nil
		case 1:
			return with(config, "name", fmt.Sprintf("Surcharge %d", n), "adjustment_percentage_factor", percentage(r)), nil
		default:
			return with(config, "billing_month", "3"), nil
		}
	},
	destroyed: nothing,
	says:      adjustmentSays,
	knows:     underID(adjustmentSays),
	holds: func(e *acctest.Env) []holding {
		var all []holding
		for _, a := range e.Apigee.Adjustments(acctest.Organization) {
			all = append(all, holding{a.ID, adjustmentLine(a.Name, a.Factor, fmt.Sprint(int(a.Month)), fmt.Sprint(a.Year), a.Published, a.TransactionType, email(a.Developer))})
		}
		return all
	},
}

func adjustmentLine(name string, factor decimal.Decimal, month, year string, published bool, transactionType, developer string) string {
	return fmt.Sprintf("adjustment %s: %s%% in %s/%s, published %t, of type %q, for %s", name, factor, month, year, published, transactionType, developer)
}

func adjustmentSays(attrs acctest.Attrs) []string {
	developer := text(attrs, "developer_id")
	if developer == "" {
		developer = email("")
	}
	return []string{adjustmentLine(text(attrs, "name"), numeral(attrs, "adjustment_percentage_factor"), text(attrs, "billing_month"), text(attrs, "billing_year"),
		attrs["published"] == true, text(attrs, "transaction_type"), developer)}
}

// with returns a copy with more attributes: name, value, name, value.
func with(attrs acctest.Attrs, more ...any) acctest.Attrs {
	changed := acctest.Attrs{}
	for name, value := range attrs {
		changed[name] = value
	}
	for i := 0; i < len(more); i += 2 {
		changed[fmt.Sprint(more[i])] = more[i+1]
	}
	return changed
}

// text is an attribute as text, empty where it is null.
func text(attrs acctest.Attrs, name string) string {
	if attrs[name] == nil {
		return ""
	}
	return fmt.Sprint(attrs[name])
}

// numeral is an attribute as a number, zero where it is null.
func numeral(attrs acctest.Attrs, name string) decimal.Decimal {
	if attrs[name] == nil {
		return decimal.Zero
	}
	return decimal.RequireFromString(text(attrs, name))
}

func pick(r *rand.Rand, texts ...string) string { return texts[r.IntN(len(texts))] }

// amount is money with at most two decimals.
func amount(r *rand.Rand) string { return decimal.New(1+r.Int64N(1_000_000), -2).String() }

func percentage(r *rand.Rand) string { return decimal.New(r.Int64N(10_999_000)-1_000_000, -4).String() }

// repeated returns what is there more than once.
func repeated(all []string) []string {
	var twice []string
	seen := map[string]bool{}
	for _, line := range all {
		if seen[line] && !slices.Contains(twice, line) {
			twice = append(twice, line)
		}
		seen[line] = true
	}
	return twice
}
