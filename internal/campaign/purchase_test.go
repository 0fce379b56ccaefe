package campaign_test

import (
	"fmt"
	"math/rand/v2"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// shopPackage is what purchases are of; its plans belong to nobody's configuration.
const shopPackage = "shop"

// purchases begin in the future: each has a developer of its own, and its set-up fee in the ledger.
var purchases = kind{
	typeName: "mint_accepted_rate_plan",
	prepare: func(e *acctest.Env, n int) {
		if n == 0 {
			e.Apigee.AddProduct(acctest.Organization, apigeefake.Product{Name: "shop"})
			e.Apigee.AddPackage(acctest.Organization, apigeefake.Package{Name: "Shop", Products: []string{"shop"}})
			for _, name := range []string{"One", "Two"} {
				e.Apigee.AddRatePlan(acctest.Organization, apigeefake.RatePlan{
					Package: shopPackage, Name: name, Currency: "usd", Published: true, SetUpFee: decimal.NewNullDecimal(decimal.New(20, 0)),
				})
			}
		}
		e.Apigee.AddDeveloper(acctest.Organization, apigeefake.Developer{
			ID: customer(n), Email: email(customer(n)), LegalName: "Customer", Address: []apigeefake.Address{{Address1: "1 Main Street", Country: "US"}},
		})
	},
	declare: func(r *rand.Rand, n int) acctest.Attrs {
		config := acctest.Attrs{
			"developer_id": email(customer(n)), "rate_plan_id": pick(r, "shop_one", "shop_two"), "start_date": pick(r, "2099-01-01", "2099-02-01"), "waive_set_up_fees": r.IntN(2) == 0,
		}
		if r.IntN(2) == 0 {
			config["end_date"] = "2099-12-31"
		}
		return config
	},
	change: func(r *rand.Rand, _ int, config acctest.Attrs) (acctest.Attrs, []string) {
		switch r.IntN(3) {
		case 0:
			return with(config, "start_date", "2099-03-01"), nil
		case 1:
			return with(config, "end_date", nil, "quota_target", "3"), nil
		default:
			return with(config, "end_date", "2099-11-30", "quota_target", "7"), nil
		}
	},
	destroyed: nothing,
	says:      purchaseSays,
	knows:     underID(purchaseSays),
	holds: func(e *acctest.Env) []holding {
		var all []holding
		for n := range objectsPerKind {
			if _, ok := e.Apigee.Developer(acctest.Organization, email(customer(n))); !ok {
				continue
			}
			for _, a := range e.Apigee.Acceptances(acctest.Organization, email(customer(n))) {
				all = append(all, holding{a.ID, purchaseLine(email(customer(n)), a.Plan, a.StartDate, a.EndDate, fmt.Sprint(a.QuotaTarget.N))})
			}
		}
		return all
	},
}

func customer(n int) string { return fmt.Sprintf("customer-%d", n) }

func purchaseLine(developer, plan, start, end, quota string) string {
	day := func(date string) string { return date[:min(len(date), 10)] }
	return fmt.Sprintf("purchase of %s by %s from %s to %q, quota %s", plan, developer, day(start), day(end), quota)
}

func purchaseSays(attrs acctest.Attrs) []string {
	return []string{purchaseLine(text(attrs, "developer_id"), text(attrs, "rate_plan_id"), text(attrs, "start_date"), text(attrs, "end_date"), numeral(attrs, "quota_target").String())}
}
