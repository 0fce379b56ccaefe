package rateplan

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/planschema"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

const org = "acme"

// chance makes plans of every shape the service can hold, the same ones in each run.
type chance struct {
	*rand.Rand
	gold, dev string
}

func (c chance) yes() bool { return c.IntN(2) == 0 }

func pick[T any](c chance, all ...T) T { return all[c.IntN(len(all))] }

func (c chance) text() string { return pick(c, "", "a", "Größe 7", "with \"quotes\"", "x\ny") }

func (c chance) days() string { return pick(c, "", "0", "30") }

func (c chance) amount() decimal.Decimal {
	return decimal.New(c.Int64N(pick(c, int64(2), 100, 1_000_000_000_000_000)), -c.Int32N(5))
}

func (c chance) maybe(d decimal.Decimal) decimal.NullDecimal {
	if c.yes() {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(d)
}

func (c chance) pair() (apigeefake.Count, string) {
	if c.yes() {
		return apigeefake.Count{}, ""
	}
	return apigeefake.CountOf(c.IntN(13)), pick(c, planschema.DurationTypes...)
}

func (c chance) free() (unit, duration apigeefake.Count, durationType string) {
	unit, duration = pick(c, apigeefake.Count{}, apigeefake.CountOf(0), apigeefake.CountOf(100)), pick(c, apigeefake.Count{}, apigeefake.CountOf(0), apigeefake.CountOf(2))
	return unit, duration, pick(c, "", "MONTH", "DAY")
}

func (c chance) plan(name string) apigeefake.RatePlan {
	p := apigeefake.RatePlan{
		Package: "p", Name: name, DisplayName: name + c.text(), Description: c.text(), Type: standard, Currency: pick(c, "usd", "eur"),
		StartDate: pick(c, "2018-08-01 00:00:00", "2025-06-15 12:30:01", "2030-01-01 00:00:00"), EndDate: pick(c, "", "2031-01-01 00:00:00", "2031-12-31 07:00:00"),
		Published: c.yes(), Private: c.yes(), Advance: c.yes(), Prorate: c.yes(), KeepOriginalStartDate: c.yes(),
		SetUpFee: c.maybe(c.amount()), RecurringFee: c.maybe(c.amount()), EarlyTerminationFee: c.maybe(c.amount()),
		RecurringType: pick(c, "", calendar, custom), RecurringStartUnit: pick(c, apigeefake.Count{}, apigeefake.CountOf(1), apigeefake.CountOf(31)), PaymentDueDays: c.days(),
	}
	p.FrequencyDuration, p.FrequencyDurationType = c.pair()
	p.ContractDuration, p.ContractDurationType = c.pair()
	p.FreemiumUnit, p.FreemiumDuration, p.FreemiumDurationType = c.free()
	switch c.IntN(4) {
	case 0:
		p.Type, p.Developer = developer, c.dev
	case 1:
		p.Type, p.Category = developerCategory, c.gold
	}
	for range c.IntN(4) {
		p.Details = append(p.Details, c.detail(p.Currency))
	}
	return p
}

func (c chance) detail(currency string) apigeefake.RatePlanDetail {
	d := apigeefake.RatePlanDetail{
		Type: pick(c, rateCard, usageTarget), MeteringType: pick(c, unit, volume, stairStep), RatingParameter: pick(c, volume, "size"), RatingParameterUnit: c.text(),
		RevenueType: pick(c, "", gross, net), Product: pick(c, "", "rain", "snow"), Currency: pick(c, currency, "usd", "eur"), PaymentDueDays: c.days(),
		AggregateFreemiumCounters: c.yes(), AggregateStandardCounters: c.yes(), AggregateTransactions: c.yes(),
	}
	d.CustomPaymentTerm = d.PaymentDueDays != ""
	d.Duration, d.DurationType = c.pair()
	d.FreemiumUnit, d.FreemiumDuration, d.FreemiumDurationType = c.free()
	if d.Currency == "usd" && c.yes() {
		d.Type = pick(c, revShare, revShareRateCard)
	}
	if d.Type == usageTarget {
		d.MeteringType = devSpecific
	}
	for _, kind := range []string{rateCard, revShare} {
		if kind == d.Type || d.Type == revShareRateCard || d.Type == usageTarget && c.yes() {
			d.Rates = append(d.Rates, c.bands(kind)...)
		}
	}
	c.Shuffle(len(d.Rates), func(i, j int) { d.Rates[i], d.Rates[j] = d.Rates[j], d.Rates[i] })
	return d
}

func (c chance) bands(kind string) []apigeefake.RatePlanRate {
	var bands []apigeefake.RatePlanRate
	start := decimal.Zero
	for range c.IntN(4) {
		end := start.Add(c.amount()).Add(decimal.New(1, 0))
		r := apigeefake.RatePlanRate{Type: kind, StartUnit: start, EndUnit: decimal.NewNullDecimal(end)}
		if kind == rateCard {
			r.Rate = decimal.NewNullDecimal(c.amount())
		} else {
			r.Revshare = decimal.NewNullDecimal(decimal.New(c.Int64N(1_000_001), -4))
		}
		bands = append(bands, r)
		start = end
	}
	if len(bands) > 0 && c.yes() {
		bands[len(bands)-1].EndUnit = decimal.NullDecimal{}
	}
	return bands
}

// For any plan the service can hold: reading it into the state and sending that back changes
// nothing, ids included.
func TestReadStatePut_changesNothing(t *testing.T) {
	t.Parallel()
	for _, switches := range []apigeefake.Switches{
		{}, {ShuffleOrder: true}, {PutKeepsMissing: true, ExtraKeys: true}, {PlainZeros: true, AggregateFlagsOff: true, ShuffleOrder: true, LooseRateIDs: true},
	} {
		t.Run(fmt.Sprintf("%+v", switches), func(t *testing.T) {
			t.Parallel()
			server := fake.New()
			t.Cleanup(server.Close)
			service := apigeefake.New(server, switches)
			service.AddOrganization(apigeefake.Organization{ID: org})
			service.AddCurrency(org, apigeefake.Currency{Name: "USD"})
			service.AddCurrency(org, apigeefake.Currency{Name: "EUR"})
			service.AddProduct(org, apigeefake.Product{Name: "rain"})
			service.AddProduct(org, apigeefake.Product{Name: "snow"})
			service.AddPackage(org, apigeefake.Package{Name: "p", Products: []string{"rain", "snow"}})
			c := chance{
				Rand: rand.New(rand.NewPCG(7, 11)),
				gold: service.AddCategory(org, apigeefake.Category{Name: "Gold"}),
				dev:  service.AddDeveloper(org, apigeefake.Developer{Email: "dev@example.com"}),
			}
			connection, err := apigee.NewTransport(transport.Options{Endpoint: service.Endpoint(), Credentials: transport.Bearer(apigeefake.AccessToken)})
			if err != nil {
				t.Fatal(err)
			}
			client := apigee.New(connection, org)
			for i := range 60 {
				id := service.AddRatePlan(org, c.plan(fmt.Sprintf("Plan %d", i)))
				unchanged(t, service, client, id)
			}
			for range 10 {
				parent := c.plan("Parent")
				parent.Published, parent.StartDate, parent.EndDate = true, "2018-08-01 00:00:00", ""
				revision := c.plan("Revision")
				revision.StartDate, revision.Parent = "2019-01-01 00:00:00", service.AddRatePlan(org, parent)
				unchanged(t, service, client, service.AddRatePlan(org, revision))
			}
		})
	}
}

func unchanged(t *testing.T, service *apigeefake.Service, client *apigee.Client, id string) {
	t.Helper()
	before, _ := service.RatePlan(org, id)
	current, err := client.RatePlans.In("p").Kind.Get(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	// Twice, as an import and the refresh after it do.
	var m planModel
	for range 2 {
		var diags diag.Diagnostics
		if m, diags = planschema.Flatten(t.Context(), org, current, m); diags.HasError() {
			t.Fatal(diags)
		}
	}
	asked, diags := expand(t.Context(), m)
	if diags.HasError() {
		t.Fatal(diags)
	}
	if differences := asked.Differences(current); len(differences) > 0 {
		t.Errorf("%+v\nreads differently: %q", before, differences)
	}
	if _, err := client.RatePlans.In("p").Kind.Put(t.Context(), asked.WithIDsOf(current)); err != nil {
		t.Fatalf("%+v\nis refused: %v", before, err)
	}
	after, _ := service.RatePlan(org, id)
	byID := cmp.Transformer("byID", func(p apigeefake.RatePlan) map[string]any {
		found := map[string]any{}
		for _, d := range p.Details {
			for _, r := range d.Rates {
				found[r.ID] = r
			}
			d.Rates = nil
			found[d.ID] = d
		}
		p.Details = nil
		found[""] = plain(p)
		return found
	})
	if diff := cmp.Diff(before, after, byID, sameNumber); diff != "" {
		t.Errorf("sending back what was read changed %s", diff)
	}
}

// plain is a plan without its details, of a type of its own so that it is compared as it is.
type plain apigeefake.RatePlan
