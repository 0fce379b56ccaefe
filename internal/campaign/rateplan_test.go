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

const monetizationPackage = "messaging_package"

var ratePlans = kind{
	typeName: "mint_rate_plan",
	prepare: func(e *acctest.Env, n int) {
		if n == 0 {
			e.Apigee.AddProduct(acctest.Organization, apigeefake.Product{Name: "messaging"})
			e.Apigee.AddPackage(acctest.Organization, apigeefake.Package{Name: "Messaging Package", Products: []string{"messaging"}})
		}
	},
	declare: func(r *rand.Rand, n int) acctest.Attrs {
		return acctest.Attrs{
			"monetization_package_id": monetizationPackage, "name": fmt.Sprintf("Gold %d", n), "display_name": "Gold", "currency": pick(r, "USD", "eur"),
			"start_date": "2099-07-01", "published": r.IntN(3) == 0, "set_up_fee": amount(r), "rate_plan_details": details(r),
		}
	},
	change: func(r *rand.Rand, n int, config acctest.Attrs) (acctest.Attrs, []string) {
		switch {
		case config["published"] == true:
			return with(config, "end_date", "2099-12-31"), nil
		case r.IntN(4) == 0:
			return with(config, "name", fmt.Sprintf("Silver %d", n)), nil
		default:
			return with(config, "set_up_fee", amount(r), "rate_plan_details", details(r), "published", r.IntN(2) == 0), nil
		}
	},
	destroyed: func(config acctest.Attrs) []string {
		switch {
		case config["published"] != true:
			return nil
		case config["end_date"] == nil:
			// It ends on the day it starts, which is still to come.
			return ratePlanSays(with(config, "end_date", config["start_date"]))
		default:
			return ratePlanSays(config)
		}
	},
	says:  ratePlanSays,
	knows: underID(ratePlanSays),
	holds: func(e *acctest.Env) []holding {
		var all []holding
		for _, p := range e.Apigee.RatePlans(acctest.Organization, "") {
			if p.Package == shopPackage {
				continue // what purchases are of
			}
			var rates []string
			for _, d := range p.Details {
				for _, rate := range d.Rates {
					rates = append(rates, band(rate.StartUnit, rate.Rate.Decimal))
				}
			}
			all = append(all, holding{p.ID, ratePlanLine(p.Name, p.Currency, day(p.StartDate), day(p.EndDate), p.Published, p.SetUpFee.Decimal, rates)})
		}
		return all
	},
}

// details are two bands at random prices.
func details(r *rand.Rand) []any {
	return []any{acctest.Attrs{
		"type": "RATECARD", "metering_type": "VOLUME", "duration": "1", "duration_type": "MONTH",
		"rates": []any{
			acctest.Attrs{"rate": amount(r), "end_unit": "100"},
			acctest.Attrs{"rate": amount(r), "start_unit": "100"},
		},
	}}
}

func ratePlanLine(name, currency, start, end string, published bool, setUpFee decimal.Decimal, rates []string) string {
	slices.Sort(rates)
	return fmt.Sprintf("rate plan %s in %s from %q to %q, published %t, set up for %s, %s", name, strings.ToUpper(currency), start, end, published, setUpFee, strings.Join(rates, ", "))
}

func ratePlanSays(attrs acctest.Attrs) []string {
	var rates []string
	for _, d := range list(attrs, "rate_plan_details") {
		for _, rate := range list(d, "rates") {
			rates = append(rates, band(numeral(rate, "start_unit"), numeral(rate, "rate")))
		}
	}
	return []string{ratePlanLine(text(attrs, "name"), text(attrs, "currency"), day(text(attrs, "start_date")), day(text(attrs, "end_date")),
		attrs["published"] == true, numeral(attrs, "set_up_fee"), rates)}
}

func band(start, rate decimal.Decimal) string { return fmt.Sprintf("%s from %s on", rate, start) }

// day is a date without its time, which is midnight.
func day(date string) string {
	date, _, _ = strings.Cut(date, " ")
	date, _, _ = strings.Cut(date, "T")
	return date
}

// list is a list of objects, empty where it is null.
func list(attrs acctest.Attrs, name string) []acctest.Attrs {
	var objects []acctest.Attrs
	elements, _ := attrs[name].([]any)
	for _, element := range elements {
		object, _ := element.(acctest.Attrs)
		objects = append(objects, object)
	}
	return objects
}
