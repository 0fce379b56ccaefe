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

// neighbours are what stands around a rate plan.
var neighbours = []kind{currencies, packages, categories, terms, billingSettings, purchases}

var currencies = kind{
	typeName: "mint_supported_currency",
	prepare:  func(*acctest.Env, int) {},
	declare: func(r *rand.Rand, n int) acctest.Attrs {
		config := acctest.Attrs{"code": currencyCode("X", n), "display_name": "Points", "description": "Points of a kind", "status": pick(r, "ACTIVE", "INACTIVE"), "virtual": r.IntN(2) == 0}
		if r.IntN(2) == 0 {
			config["credit_limit"] = amount(r)
		}
		return config
	},
	change: func(r *rand.Rand, n int, config acctest.Attrs) (acctest.Attrs, []string) {
		switch r.IntN(4) {
		case 0:
			return with(config, "code", currencyCode("Y", n)), nil
		case 1:
			return with(config, "credit_limit", nil), nil
		default:
			return with(config, "credit_limit", amount(r), "minimum_top_up", amount(r), "display_name", "Other points"), nil
		}
	},
	destroyed: nothing,
	says:      currencySays,
	knows:     underID(currencySays),
	holds: func(e *acctest.Env) []holding {
		var all []holding
		for _, c := range e.Apigee.Currencies(acctest.Organization) {
			if strings.HasPrefix(c.Name, "X") || strings.HasPrefix(c.Name, "Y") {
				all = append(all, holding{c.ID(), currencyLine(c.Name, c.DisplayName, c.Status, c.Virtual, c.CreditLimit.Decimal, c.MinimumTopUpAmount.Decimal)})
			}
		}
		return all
	},
}

func currencyCode(prefix string, n int) string { return fmt.Sprintf("%sP%c", prefix, 'A'+n) }

func currencyLine(code, name, status string, virtual bool, limit, topUp decimal.Decimal) string {
	return fmt.Sprintf("currency %s (%s), %s, virtual %t, limit %s, top-up from %s", code, name, status, virtual, limit, topUp)
}

func currencySays(attrs acctest.Attrs) []string {
	return []string{currencyLine(text(attrs, "code"), text(attrs, "display_name"), text(attrs, "status"), attrs["virtual"] == true, numeral(attrs, "credit_limit"), numeral(attrs, "minimum_top_up"))}
}

var goods = []string{"goods-a", "goods-b", "goods-c"}

var packages = kind{
	typeName: "mint_monetization_package",
	prepare: func(e *acctest.Env, n int) {
		if n == 0 {
			for _, name := range goods {
				e.Apigee.AddProduct(acctest.Organization, apigeefake.Product{Name: name})
			}
		}
	},
	declare: func(r *rand.Rand, n int) acctest.Attrs {
		return acctest.Attrs{"name": fmt.Sprintf("Bundle %d", n), "display_name": "Bundle", "description": "Some goods", "products": someGoods(r)}
	},
	change: func(r *rand.Rand, n int, config acctest.Attrs) (acctest.Attrs, []string) {
		if r.IntN(3) == 0 {
			return with(config, "display_name", "Basket"), nil
		}
		return with(config, "products", someGoods(r)), nil
	},
	destroyed: nothing,
	says:      packageSays,
	knows:     underID(packageSays),
	holds: func(e *acctest.Env) []holding {
		var all []holding
		for _, p := range e.Apigee.Packages(acctest.Organization) {
			if p.ID() != monetizationPackage && p.ID() != shopPackage {
				all = append(all, holding{p.ID(), packageLine(p.Name, p.DisplayName, p.Products)})
			}
		}
		return all
	},
}

func someGoods(r *rand.Rand) (some []any) {
	for _, i := range r.Perm(len(goods))[:1+r.IntN(len(goods))] {
		some = append(some, goods[i])
	}
	return some
}

func packageLine(name, displayName string, products []string) string {
	return fmt.Sprintf("package %s (%s) of %s", name, displayName, slices.Sorted(slices.Values(products)))
}

func packageSays(attrs acctest.Attrs) []string {
	var products []string
	elements, _ := attrs["products"].([]any)
	for _, product := range elements {
		products = append(products, fmt.Sprint(product))
	}
	return []string{packageLine(text(attrs, "name"), text(attrs, "display_name"), products)}
}

var categories = kind{
	typeName: "mint_developer_category",
	prepare:  func(*acctest.Env, int) {},
	declare: func(r *rand.Rand, n int) acctest.Attrs {
		return acctest.Attrs{"name": fmt.Sprintf("Group %d", n), "description": pick(r, "Some", "Others")}
	},
	change: func(r *rand.Rand, n int, config acctest.Attrs) (acctest.Attrs, []string) {
		if r.IntN(2) == 0 {
			return with(config, "name", fmt.Sprintf("Class %d", n)), nil
		}
		return with(config, "description", nil), nil
	},
	destroyed: nothing,
	says:      categorySays,
	knows:     underID(categorySays),
	holds: func(e *acctest.Env) []holding {
		var all []holding
		for _, c := range e.Apigee.Categories(acctest.Organization) {
			all = append(all, holding{c.ID, categoryLine(c.Name, c.Description)})
		}
		return all
	},
}

func categoryLine(name, description string) string {
	return fmt.Sprintf("category %s: %s", name, description)
}

func categorySays(attrs acctest.Attrs) []string {
	return []string{categoryLine(text(attrs, "name"), text(attrs, "description"))}
}

var terms = kind{
	typeName: "mint_terms_and_conditions",
	prepare:  func(*acctest.Env, int) {},
	declare: func(r *rand.Rand, n int) acctest.Attrs {
		return acctest.Attrs{"version": fmt.Sprintf("1.%d", n), "start_date": pick(r, "2099-01-01", "2099-02-01"), "text": "Be kind."}
	},
	change: func(r *rand.Rand, n int, config acctest.Attrs) (acctest.Attrs, []string) {
		switch r.IntN(3) {
		case 0:
			return with(config, "version", fmt.Sprintf("2.%d", n)), nil
		case 1:
			return with(config, "url", "https://example.com/terms", "text", nil), nil
		default:
			return with(config, "start_date", "2099-03-01", "text", "Be kind, and pay."), nil
		}
	},
	destroyed: nothing,
	says:      termsSays,
	knows:     underID(termsSays),
	holds: func(e *acctest.Env) []holding {
		var all []holding
		for _, t := range e.Apigee.Terms(acctest.Organization) {
			all = append(all, holding{t.ID, termsLine(t.Version, t.StartDate, t.URL, t.Text)})
		}
		return all
	},
}

func termsLine(version, start, url, says string) string {
	return fmt.Sprintf("terms %s from %s at %q: %s", version, strings.TrimSuffix(start, " 00:00:00"), url, says)
}

func termsSays(attrs acctest.Attrs) []string {
	return []string{termsLine(text(attrs, "version"), text(attrs, "start_date"), text(attrs, "url"), text(attrs, "text"))}
}

var billingSettings = kind{
	typeName: "mint_developer_billing",
	prepare: func(e *acctest.Env, n int) {
		for _, developer := range billed(n) {
			e.Apigee.AddDeveloper(acctest.Organization, apigeefake.Developer{Email: developer})
		}
	},
	declare: func(r *rand.Rand, n int) acctest.Attrs {
		return acctest.Attrs{
			"developer_id": billed(n)[0], "billing_type": pick(r, "PREPAID", "POSTPAID"), "legal_name": fmt.Sprintf("Firm %d", r.IntN(1000)),
			"address": acctest.Attrs{"city": pick(r, "Springfield", "Chicago")}, "on_destroy": pick(r, "retain", "remove"),
		}
	},
	change: func(r *rand.Rand, n int, config acctest.Attrs) (acctest.Attrs, []string) {
		if r.IntN(3) == 0 {
			return with(config, "developer_id", billed(n)[1], "legal_name", fmt.Sprintf("Heir %d", r.IntN(1000))), billingLeft(config)
		}
		return with(config, "billing_type", pick(r, "PREPAID", "POSTPAID"), "legal_name", fmt.Sprintf("Firm %d", r.IntN(1000)), "address", acctest.Attrs{"city": "Boston"}), nil
	},
	destroyed: billingLeft,
	says:      billingSays,
	knows:     underID(billingSays),
	holds: func(e *acctest.Env) []holding {
		var all []holding
		for n := range objectsPerKind {
			for _, developer := range billed(n) {
				if d, _ := e.Apigee.Developer(acctest.Organization, developer); len(e.Apigee.Attributes(acctest.Organization, developer)) > 0 {
					city := ""
					if len(d.Address) > 0 {
						city = d.Address[0].City
					}
					all = append(all, holding{developer, billingLine(developer, d.BillingType, d.LegalName, city)})
				}
			}
		}
		return all
	},
}

// billed are the developer of the n-th object and the one that it may change to.
func billed(n int) []string {
	return []string{email(fmt.Sprintf("billed-%d", n)), email(fmt.Sprintf("heir-%d", n))}
}

func billingLine(developer, billingType, legalName, city string) string {
	return fmt.Sprintf("%s is billed %s as %s in %s", developer, billingType, legalName, city)
}

func billingSays(attrs acctest.Attrs) []string {
	address, _ := attrs["address"].(acctest.Attrs)
	return []string{billingLine(text(attrs, "developer_id"), text(attrs, "billing_type"), text(attrs, "legal_name"), text(address, "city"))}
}

func billingLeft(config acctest.Attrs) []string {
	if config["on_destroy"] == "remove" {
		return nil
	}
	return billingSays(config)
}
