package rateplan_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

func amount(text string) decimal.NullDecimal {
	return decimal.NewNullDecimal(decimal.RequireFromString(text))
}

// recorded are plans of the shapes that were recorded from the service.
func recorded() map[string]apigeefake.RatePlan {
	month := apigeefake.CountOf(1)
	flat := apigeefake.RatePlanDetail{
		Type: "RATECARD", MeteringType: "UNIT", Duration: month, DurationType: "MONTH", PaymentDueDays: "30", CustomPaymentTerm: true,
		AggregateFreemiumCounters: true, AggregateStandardCounters: true, AggregateTransactions: true,
		Rates: []apigeefake.RatePlanRate{{Type: "RATECARD", Rate: amount("1234.5000")}},
	}
	shared := flat
	shared.Type, shared.RevenueType = "REVSHARE_RATECARD", "NET"
	shared.Rates = []apigeefake.RatePlanRate{{Type: "REVSHARE", Revshare: amount("1.0000")}, {Type: "RATECARD", Rate: amount("100.0000")}}
	bands := flat
	bands.MeteringType, bands.RevenueType = "VOLUME", "NET"
	bands.Rates = []apigeefake.RatePlanRate{
		{Type: "RATECARD", Rate: amount("0.05"), EndUnit: amount("100")},
		{Type: "RATECARD", Rate: amount("0.025"), StartUnit: decimal.New(100, 0), EndUnit: amount("10000")},
		{Type: "RATECARD", Rate: amount("0.0125"), StartUnit: decimal.New(10000, 0), EndUnit: amount("1000000")},
	}
	plan := func(change func(*apigeefake.RatePlan)) apigeefake.RatePlan {
		p := apigeefake.RatePlan{
			Package: pkg, Name: "Gold", Currency: "usd", StartDate: "2018-08-01 00:00:00", PaymentDueDays: "30",
			SetUpFee: amount("5432.1000"), RecurringFee: amount("1234.5000"), EarlyTerminationFee: amount("21.4400"),
			ContractDuration: month, ContractDurationType: "MONTH", FrequencyDuration: month, FrequencyDurationType: "MONTH",
			Details: []apigeefake.RatePlanDetail{flat},
		}
		change(&p)
		return p
	}
	return map[string]apigeefake.RatePlan{
		"flat rate":           plan(func(*apigeefake.RatePlan) {}),
		"flat rate published": plan(func(p *apigeefake.RatePlan) { p.Published = true }),
		"share and card":      plan(func(p *apigeefake.RatePlan) { p.Details = []apigeefake.RatePlanDetail{shared} }),
		"bands": plan(func(p *apigeefake.RatePlan) {
			p.Published, p.Prorate, p.EndDate, p.FreemiumUnit = true, true, "2022-09-03 00:00:00", apigeefake.CountOf(0)
			p.Details = []apigeefake.RatePlanDetail{bands}
		}),
		"fees only": plan(func(p *apigeefake.RatePlan) {
			p.Details, p.Advance, p.Published, p.FrequencyDurationType = nil, true, true, "WEEK"
			p.FreemiumUnit, p.FreemiumDuration, p.FreemiumDurationType = apigeefake.CountOf(0), apigeefake.CountOf(0), "MONTH"
		}),
		"category": plan(func(p *apigeefake.RatePlan) {
			p.Details, p.Type, p.Category, p.Published = nil, "DEVELOPER_CATEGORY", "gold", true
			p.RecurringFee, p.FrequencyDuration, p.FrequencyDurationType = decimal.NullDecimal{}, apigeefake.Count{}, ""
		}),
		"developer": plan(func(p *apigeefake.RatePlan) { p.Type, p.Developer, p.Private = "DEVELOPER", acctest.Postpaid, true }),
		"ending at noon": plan(func(p *apigeefake.RatePlan) {
			p.RecurringType, p.EndDate, p.FreemiumUnit, p.FreemiumDuration, p.FreemiumDurationType = "CUSTOM", "2030-12-31 12:30:00", apigeefake.CountOf(7), apigeefake.CountOf(2), "WEEK"
		}),
		"of two products": plan(func(p *apigeefake.RatePlan) {
			first, second := bands, flat
			first.Product, second.Product = "messaging", "archive"
			second.FreemiumUnit, second.FreemiumDuration, second.FreemiumDurationType = apigeefake.CountOf(100), month, "MONTH"
			second.RatingParameter, second.RatingParameterUnit = "size", "MB"
			p.Details = []apigeefake.RatePlanDetail{first, second}
		}),
	}
}

// configured is the configuration that a generator would write of a state: everything that is not
// null.
func configured(state acctest.Attrs) acctest.Attrs {
	return without(state, "id", "organization", "state")
}

// sparse is the configuration that a person would write of a state: defaults left out.
func sparse(t *testing.T, state acctest.Attrs) acctest.Attrs {
	t.Helper()
	config := acctest.Attrs{}
	defaults := map[string]any{
		"type": "STANDARD", "private": false, "published": false, "advance": false, "prorate": false, "set_up_fee": "0", "recurring_type": "CALENDAR",
		"recurring_start_unit": "1", "keep_original_start_date": false, "freemium_unit": "0", "freemium_duration": "0",
	}
	for name, value := range configured(state) {
		if value != nil && value != defaults[name] && (name != "freemium_duration_type" || state["freemium_duration"] != "0") {
			config[name] = value
		}
	}
	details, ok := state["rate_plan_details"].([]any)
	if !ok {
		t.Fatal("the state has no list of details")
	}
	if len(details) == 0 {
		delete(config, "rate_plan_details")
	}
	return config
}

func TestRatePlan_importOfEveryShape(t *testing.T) {
	t.Parallel()
	for name, plan := range recorded() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := start(t)
			e.Apigee.Switch(func(s *apigeefake.Switches) { s.ShuffleOrder = len(name)%2 == 0 })
			id := e.Apigee.AddRatePlan(acctest.Organization, plan)
			tf := e.Terraform(typeName)
			if out := tf.Import(pkg + "/" + id); out.Failed() {
				t.Fatal(out.Errors)
			}
			state := tf.State.Attrs()
			succeed(t, tf.Plan(configured(state)), acctest.NoOp)
			succeed(t, tf.Plan(sparse(t, state)), acctest.NoOp)
			onlyReads(t, e)
		})
	}
}

func TestRatePlan_importInEveryWay(t *testing.T) {
	t.Parallel()
	e := start(t)
	id := e.Apigee.AddRatePlan(acctest.Organization, recorded()["developer"])
	for way, load := range map[string]func(*acctest.Terraform) acctest.Outcome{
		"id":      func(tf *acctest.Terraform) acctest.Outcome { return tf.Import(pkg + "/" + id) },
		"escaped": func(tf *acctest.Terraform) acctest.Outcome { return tf.Import("messaging%5Fpackage/" + id) },
		"identity": func(tf *acctest.Terraform) acctest.Outcome {
			return tf.ImportIdentity(acctest.Attrs{"organization": acctest.Organization, "monetization_package_id": pkg, "id": id})
		},
		"identity without organization": func(tf *acctest.Terraform) acctest.Outcome {
			return tf.ImportIdentity(acctest.Attrs{"monetization_package_id": pkg, "id": id})
		},
	} {
		tf := e.Terraform(typeName)
		if out := load(tf); out.Failed() {
			t.Fatalf("%s: %q", way, out.Errors)
		}
		succeed(t, tf.Plan(sparse(t, tf.State.Attrs())), acctest.NoOp)
	}
}

// Bands written in the order of usage match what was imported, whatever order came.
func TestRatePlan_importSortsBands(t *testing.T) {
	t.Parallel()
	e := start(t)
	tf := e.Terraform(typeName)
	succeed(t, tf.Apply(banded("0.05", "0.025")), acctest.Create)
	e.Apigee.Switch(func(s *apigeefake.Switches) { s.ShuffleOrder = true })
	tf.State = nil
	if out := tf.Import(pkg + "/" + goldID); out.Failed() {
		t.Fatal(out.Errors)
	}
	succeed(t, tf.Plan(banded("0.0500", "0.025")), acctest.NoOp)
}

func TestRatePlan_importRefusals(t *testing.T) {
	t.Parallel()
	e := start(t)
	tf := e.Terraform(typeName)
	for id, want := range map[string]string{
		goldID:              "has no slash",
		"/" + goldID:        "empty part",
		pkg + "/":           "empty part",
		pkg + "/" + goldID:  "non-existent",
		"nothing/" + goldID: "monetization package nothing was not found either",
	} {
		contains(t, tf.Import(id).Errors, want)
	}
	out := tf.ImportIdentity(acctest.Attrs{"organization": "other", "monetization_package_id": pkg, "id": goldID})
	contains(t, out.Errors, "belongs to another account", `"other"`)
	onlyReads(t, e)
}

// The payloads that were recorded from the service itself, where they are at hand.
func TestRatePlan_importOfSamples(t *testing.T) {
	t.Parallel()
	folder := os.Getenv("MINT_SAMPLES")
	if folder == "" {
		t.Skip("MINT_SAMPLES names no folder with recorded payloads")
	}
	files, err := filepath.Glob(filepath.Join(folder, "mint", "rate-plan-[ds]*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no payloads: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			body, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			e := start(t)
			e.Server.Inject(fake.Status(200, string(body)), fake.On("GET", planRoute), fake.Always())
			tf := e.Terraform(typeName)
			if out := tf.Import(pkg + "/recorded"); out.Failed() {
				t.Fatal(out.Errors)
			}
			state := tf.State.Attrs()
			succeed(t, tf.Plan(configured(state)), acctest.NoOp)
			succeed(t, tf.Plan(sparse(t, state)), acctest.NoOp)

			// What was looked up can feed a new plan.
			data, out := e.Terraform(typeName).DataSource(acctest.Attrs{"monetization_package_id": pkg, "id": "recorded"})
			if out.Failed() {
				t.Fatal(out.Errors)
			}
			succeed(t, e.Terraform(typeName).Plan(with(configured(data), "name", "New")), acctest.Create)
		})
	}
}
