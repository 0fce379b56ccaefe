package rateplan_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// Plans of older clients, which no configuration of today would create, are imported, and what is
// generated from the import plans nothing and warns of nothing.
func TestRatePlan_importOfLegacyForms(t *testing.T) {
	t.Parallel()
	price := func(start int64, end string) apigeefake.RatePlanRate {
		r := apigeefake.RatePlanRate{Type: "RATECARD", Rate: amount("1"), StartUnit: decimal.NewFromInt(start)}
		if end != "" {
			r.EndUnit = amount(end)
		}
		return r
	}
	for name, change := range map[string]func(*apigeefake.RatePlan){
		"free units without a time": func(p *apigeefake.RatePlan) { p.FreemiumUnit = apigeefake.CountOf(100) },
		"old type of detail": func(p *apigeefake.RatePlan) {
			p.Details = []apigeefake.RatePlanDetail{{Type: "NON_CHARGEABLE", MeteringType: "UNIT", RatingParameter: "VOLUME", Currency: "usd"}}
		},
		"unknown metering": func(p *apigeefake.RatePlan) {
			p.Details = []apigeefake.RatePlanDetail{{Type: "RATECARD", MeteringType: "BUNDLE", RatingParameter: "VOLUME", Currency: "usd"}}
		},
		"bands that do not touch": func(p *apigeefake.RatePlan) {
			p.Details = []apigeefake.RatePlanDetail{{Type: "RATECARD", MeteringType: "VOLUME", RatingParameter: "VOLUME", Currency: "usd", Rates: []apigeefake.RatePlanRate{price(1, "100"), price(101, "200")}}}
		},
		"no day of the month": func(p *apigeefake.RatePlan) { p.RecurringStartUnit = apigeefake.CountOf(0) },
		"old type of plan":    func(p *apigeefake.RatePlan) { p.Type = "APPLICATION_CATEGORY" },
		"no display name":     func(p *apigeefake.RatePlan) { p.DisplayName = "" },
	} {
		for _, published := range []bool{false, true} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				e := start(t)
				id := e.Apigee.AddRatePlan(acctest.Organization, apigeefake.RatePlan{Package: pkg, Name: "Gold", Currency: "usd", StartDate: "2018-08-01 00:00:00"})
				e.Apigee.EditRatePlanInConsole(acctest.Organization, id, func(p *apigeefake.RatePlan) {
					change(p)
					p.Published = published
				})
				tf := e.Terraform(typeName)
				if out := tf.Import(pkg + "/" + id); out.Failed() {
					t.Fatal(out.Errors)
				}
				out := succeed(t, tf.Plan(configured(tf.State.Attrs())), acctest.NoOp)
				if len(out.Warnings) > 0 {
					t.Errorf("warnings: %q", out.Warnings)
				}
				onlyReads(t, e)
			})
		}
	}
}

// What the service fills in by itself means nothing, and plans nothing.
func TestRatePlan_whatTheServiceFillsIn(t *testing.T) {
	t.Parallel()
	for _, published := range []bool{false, true} {
		e := start(t)
		tf := e.Terraform(typeName)
		config := with(banded("0.05", "0.025"), "published", published)
		succeed(t, tf.Apply(config), acctest.Create)
		e.Apigee.EditRatePlanInConsole(acctest.Organization, goldID, func(p *apigeefake.RatePlan) {
			p.RecurringFee, p.EarlyTerminationFee = amount("0"), amount("0")
			p.FreemiumUnit, p.FreemiumDuration, p.FreemiumDurationType = apigeefake.CountOf(0), apigeefake.CountOf(0), "MONTH"
		})
		e.Server.ResetJournal()
		succeed(t, tf.Plan(config), acctest.NoOp)
		// Spelled out, it is still nothing: an update that sends nothing.
		zeros := with(config, "recurring_fee", "0.00", "freemium_unit", 0, "freemium_duration", 0, "freemium_duration_type", "DAY")
		succeed(t, tf.Apply(zeros), acctest.Update)
		succeed(t, tf.Plan(zeros), acctest.NoOp)
		onlyReads(t, e)
	}
	// Any other value is shown: as drift of a draft, and as a line to add for a published plan.
	for _, published := range []bool{false, true} {
		e := start(t)
		tf := e.Terraform(typeName)
		config := with(draft(), "published", published)
		succeed(t, tf.Apply(config), acctest.Create)
		e.Apigee.EditRatePlanInConsole(acctest.Organization, goldID, func(p *apigeefake.RatePlan) { p.PaymentDueDays = "30" })
		if published {
			contains(t, tf.Plan(config).Errors, "\n  payment_due_days = 30\n")
			succeed(t, tf.Plan(with(config, "payment_due_days", 30)), acctest.NoOp)
		} else {
			succeed(t, tf.Plan(config), acctest.Update)
		}
	}
}

// Line ends and blanks at the end of a text are no difference, and a real one shows both texts.
func TestPublished_textsThatLookTheSame(t *testing.T) {
	t.Parallel()
	e := start(t)
	tf := e.Terraform(typeName)
	config := with(published(), "description", "One\nTwo")
	succeed(t, tf.Apply(config), acctest.Create)
	for _, same := range []string{"One\nTwo\n", "One\r\nTwo\r\n", "One\nTwo  \n\n"} {
		succeed(t, tf.Plan(with(config, "description", same)), acctest.NoOp)
	}
	contains(t, tf.Plan(with(config, "description", "One\nTwo.\n")).Errors, `description: the plan has "One\nTwo", the configuration has "One\nTwo.\n".`)
	for _, kept := range []string{"One\nTwo\n", "One\r\nTwo"} {
		e.Apigee.EditRatePlanInConsole(acctest.Organization, goldID, func(p *apigeefake.RatePlan) { p.Description = kept })
		succeed(t, tf.Plan(config), acctest.NoOp)
	}
}

// "Not found" of a package, or of the organization, is not "gone" of its plans.
func TestRatePlan_notFoundWithItsPackage(t *testing.T) {
	t.Parallel()
	for name, published := range map[string]bool{"draft": false, "published": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := start(t)
			tf := e.Terraform(typeName)
			config := with(draft(), "published", published)
			succeed(t, tf.Apply(config), acctest.Create)
			gone := fake.Status(404, `{"code":"mint.resourceDoesNotExist","message":"organization with id [myorg] does not exist","contexts":[]}`)
			e.Server.Inject(gone, fake.On("", "/organizations"), fake.Always())
			for what, out := range map[string]acctest.Outcome{"refresh": tf.Refresh(), "plan": tf.Plan(config), "destroy": tf.Apply(nil, acctest.WithoutRefresh())} {
				contains(t, out.Errors, "package messaging_package was not found")
				if tf.State == nil {
					t.Fatalf("%s removed the state", what)
				}
			}
			e.Server.ClearFaults()
			succeed(t, tf.Plan(config), acctest.NoOp)
			e.Apigee.DeleteRatePlanInConsole(acctest.Organization, goldID)
			succeed(t, tf.Plan(config), acctest.Create)
		})
	}
}

// A published plan ends on the day that it is in the organization's time zone.
func TestPublished_destroyByTheZoneOfTheOrganization(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.Apigee.AddOrganization(apigeefake.Organization{ID: "far", TimeZone: "Pacific/Kiritimati"})
	e.Apigee.AddCurrency("far", apigeefake.Currency{Name: "USD"})
	e.Apigee.AddPackage("far", apigeefake.Package{Name: pkg})
	e.Block["apigee"] = with(e.Block["apigee"].(acctest.Attrs), "organization", "far") //nolint:forcetypeassert // the block of Env is an object
	tf := e.Terraform(typeName)
	succeed(t, tf.Apply(with(published(), "start_date", "2025-01-01")), acctest.Create)
	out := succeed(t, tf.Destroy(), acctest.Delete)
	contains(t, out.Warnings, "will end at 2025-06-16", "organization's time zone, Pacific/Kiritimati")
	if got, _ := e.Apigee.RatePlan("far", goldID); got.EndDate != "2025-06-16 00:00:00" {
		t.Errorf("the plan ends at %s", got.EndDate)
	}
}

// A date that YAML has made a midnight in UTC is that day.
func TestRatePlan_dateFromYAML(t *testing.T) {
	t.Parallel()
	e := start(t)
	tf := e.Terraform(typeName)
	config := with(draft(), "start_date", "2027-01-01T00:00:00Z", "end_date", "2028-01-01T00:00:00Z")
	succeed(t, tf.Apply(config), acctest.Create)
	if got := truth(t, e, goldID); got.StartDate != "2027-01-01 00:00:00" || got.EndDate != "2028-01-01 00:00:00" {
		t.Errorf("the plan runs from %s to %s", got.StartDate, got.EndDate)
	}
	succeed(t, tf.Plan(config), acctest.NoOp)
	succeed(t, tf.Plan(with(config, "start_date", "2027-01-01", "end_date", "2028-01-01")), acctest.NoOp)
}

func TestDataSourceRatePlan_state(t *testing.T) {
	t.Parallel()
	e := shelf(t)
	for name, want := range map[string]string{"Draft": "draft", "To come": "future", "Public": "active", "Ended": "expired"} {
		if got := look(t, e, typeName, acctest.Attrs{"monetization_package_id": pkg, "name": name})["state"]; got != want {
			t.Errorf("%s is %v, want %s", name, got, want)
		}
	}
	if got := look(t, e, typeName, acctest.Attrs{"monetization_package_id": pkg, "name": "Golden"})["developer_category_id"]; got != "gold" {
		t.Errorf("the category is %v", got)
	}
}
