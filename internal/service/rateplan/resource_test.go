package rateplan_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

func TestRatePlan_lifeCycle(t *testing.T) {
	t.Parallel()
	e := start(t)
	tf := e.Terraform(typeName)
	id := pkg + "_gold"

	succeed(t, tf.Apply(banded("0.05", "0.025")), acctest.Create)
	if got := tf.Identity(); got["organization"] != acctest.Organization || got["monetization_package_id"] != pkg || got["id"] != id {
		t.Fatalf("identity is %v", got)
	}
	if got := tf.State.Attrs(); got["id"] != id || got["organization"] != acctest.Organization || got["end_date"] != nil || got["set_up_fee"] != "0" || got["recurring_fee"] != nil {
		t.Fatalf("state is %v", got)
	}
	succeed(t, tf.Plan(banded("0.05", "0.025")), acctest.NoOp)

	// An edit of one rate keeps every id.
	before := truth(t, e, id)
	succeed(t, tf.Apply(with(banded("0.05", "0.02"), "set_up_fee", "10.50", "recurring_fee", 5)), acctest.Update)
	after := truth(t, e, id)
	if after.Details[0].Rates[1].Rate.Decimal.String() != "0.02" || after.SetUpFee.Decimal.String() != "10.5" || after.RecurringFee.Decimal.String() != "5" {
		t.Fatalf("the service holds %+v", after)
	}
	if diff := cmp.Diff(ids(before), ids(after)); diff != "" {
		t.Errorf("ids changed: %s", diff)
	}
	succeed(t, tf.Apply(banded("0.05", "0.02")), acctest.Update)
	if after := truth(t, e, id); after.RecurringFee.Valid || !after.SetUpFee.Decimal.IsZero() {
		t.Fatalf("fees that were taken out are still there: %+v", after)
	}

	public := with(banded("0.05", "0.02"), "published", true)
	succeed(t, tf.Apply(public), acctest.Update)
	succeed(t, tf.Plan(public), acctest.NoOp)

	bounded := with(public, "end_date", "2025-12-31")
	succeed(t, tf.Apply(bounded), acctest.Update)
	if got := truth(t, e, id).EndDate; got != "2025-12-31 00:00:00" {
		t.Fatalf("the plan ends at %s", got)
	}
	succeed(t, tf.Plan(bounded), acctest.NoOp)
	succeed(t, tf.Plan(public), acctest.NoOp)

	out := succeed(t, tf.Destroy(), acctest.Delete)
	contains(t, out.Warnings, "stays as it is and ends at 2025-12-31")
	if got := truth(t, e, id); got.EndDate != "2025-12-31 00:00:00" || tf.State != nil {
		t.Fatalf("the service holds %+v, state %v", got, tf.State)
	}
}

func ids(p apigeefake.RatePlan) []string {
	all := []string{p.ID}
	for _, d := range p.Details {
		all = append(all, d.ID)
		for _, r := range d.Rates {
			all = append(all, r.ID)
		}
	}
	return all
}

func TestRatePlan_createPlansAreOffline(t *testing.T) {
	t.Parallel()
	e := start(t)
	tf := e.Terraform(typeName)
	out := succeed(t, tf.Plan(banded("1", "2")), acctest.Create)
	if sent := e.Server.Journal(); len(sent) > 0 {
		t.Errorf("sent %v", sent)
	}
	if out.Planned["end_date"] != acctest.Unknown || out.Planned["recurring_fee"] != nil || out.Planned["type"] != "STANDARD" {
		t.Errorf("planned %v", out.Planned)
	}
}

func TestRatePlan_revision(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*apigeefake.Switches){
		"short parent": func(*apigeefake.Switches) {},
		"whole parent": func(s *apigeefake.Switches) { s.RevisionNeedsWholeParent = true },
		"no end sent":  func(s *apigeefake.Switches) { s.PutKeepsMissing = true },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := start(t)
			e.Apigee.Switch(change)
			parent, config := publishedPlan(t, e)
			tf := e.Terraform(typeName)
			// Under its parent's name, and then with prices of its own.
			revision := with(banded("0.06", "0.03"), "parent_rate_plan_id", goldID, "start_date", "2026-01-01", "keep_original_start_date", true)
			succeed(t, tf.Apply(revision), acctest.Create)
			id, _ := tf.State.Attrs()["id"].(string)
			if got := truth(t, e, id); got.Parent != goldID || !got.KeepOriginalStartDate || got.Published {
				t.Fatalf("the service holds %+v", got)
			}
			succeed(t, tf.Plan(revision), acctest.NoOp)
			succeed(t, parent.Plan(config), acctest.NoOp)

			succeed(t, tf.Apply(with(revision, "published", true)), acctest.Update)
			if got := truth(t, e, goldID).EndDate; got != "2026-01-01 00:00:00" {
				t.Fatalf("the parent ends at %q", got)
			}
			// The parent was ended by its revision: that is no drift.
			succeed(t, parent.Plan(config), acctest.NoOp)
			if got := parent.State.Attrs()["end_date"]; got != "2026-01-01" {
				t.Errorf("the parent's end is %v", got)
			}

			tf.State = nil
			if out := tf.Import(pkg + "/" + id); out.Failed() {
				t.Fatal(out.Errors)
			}
			succeed(t, tf.Plan(with(revision, "published", true)), acctest.NoOp)
			contains(t, succeed(t, tf.Destroy(), acctest.Delete).Warnings, "will end at 2026-01-01")
			contains(t, succeed(t, parent.Destroy(), acctest.Delete).Warnings, "ends at 2026-01-01")
		})
	}
}

func TestRatePlan_revisionRefusals(t *testing.T) {
	t.Parallel()
	revision := with(draft(), "name", "Second", "start_date", "2026-01-01", "parent_rate_plan_id", goldID)
	t.Run("no parent", func(t *testing.T) {
		t.Parallel()
		e := start(t)
		contains(t, e.Terraform(typeName).Apply(revision).Errors, "Cannot create rate plan Second", goldID, "parent_rate_plan_id")
	})
	t.Run("of a draft", func(t *testing.T) {
		t.Parallel()
		e := start(t)
		succeed(t, e.Terraform(typeName).Apply(draft()), acctest.Create)
		contains(t, e.Terraform(typeName).Apply(revision).Errors, "mint.ratePlanNotPublished", "published parent")
	})
	t.Run("too early", func(t *testing.T) {
		t.Parallel()
		e := start(t)
		publishedPlan(t, e)
		contains(t, e.Terraform(typeName).Apply(with(revision, "start_date", "2025-07-01")).Errors, "mint.startDateEarlierThanPlanStartDate", "later than that of its parent")
	})
	t.Run("another parent replaces a draft", func(t *testing.T) {
		t.Parallel()
		e := start(t)
		publishedPlan(t, e)
		tf := e.Terraform(typeName)
		succeed(t, tf.Apply(revision), acctest.Create)
		succeed(t, tf.Plan(without(revision, "parent_rate_plan_id")), acctest.Replace)
		succeed(t, tf.Apply(with(without(revision, "parent_rate_plan_id"), "name", "Third")), acctest.Replace)
		if got := truth(t, e, pkg+"_third"); got.Parent != "" || count(e) != 2 {
			t.Errorf("the service holds %+v", got)
		}
	})
}

// A developer may be named by email or UUID; either is the other.
func TestRatePlan_developer(t *testing.T) {
	t.Parallel()
	e := start(t)
	uuid := e.Apigee.AddDeveloper(acctest.Organization, apigeefake.Developer{Email: "new@example.com"})
	for name, published := range map[string]bool{"Draft": false, "Public": true} {
		tf := e.Terraform(typeName)
		named := func(by string) acctest.Attrs {
			return with(draft(), "name", name, "type", "DEVELOPER", "developer_id", by, "published", published)
		}
		succeed(t, tf.Apply(named("new@example.com")), acctest.Create)
		for _, by := range []string{"new@example.com", "New@Example.com", uuid} {
			succeed(t, tf.Plan(named(by)), acctest.NoOp)
			succeed(t, tf.Plan(named(by), acctest.WithoutRefresh()), acctest.NoOp)
		}
		if got := tf.State.Attrs()["developer_id"]; got != "new@example.com" {
			t.Errorf("the state names %v", got)
		}
		tf.State = nil
		if out := tf.Import(pkg + "/" + pkg + "_" + map[string]string{"Draft": "draft", "Public": "public"}[name]); out.Failed() {
			t.Fatal(out.Errors)
		}
		succeed(t, tf.Plan(named(uuid)), acctest.NoOp)
		if published {
			contains(t, tf.Plan(named(acctest.Postpaid)).Errors, "cannot change: developer_id")
		} else {
			succeed(t, tf.Apply(named(acctest.Postpaid)), acctest.Update)
			succeed(t, tf.Plan(named(acctest.Postpaid)), acctest.NoOp)
		}
	}
}

func TestRatePlan_driftOfADraft(t *testing.T) {
	t.Parallel()
	e := start(t)
	tf := e.Terraform(typeName)
	config := with(banded("0.05", "0.025"), "set_up_fee", "10")
	succeed(t, tf.Apply(config), acctest.Create)
	for name, edit := range map[string]func(*apigeefake.RatePlan){
		"a fee":                  func(p *apigeefake.RatePlan) { p.SetUpFee = amount("11") },
		"a fee nobody asked for": func(p *apigeefake.RatePlan) { p.RecurringFee = amount("1") },
		"a text":                 func(p *apigeefake.RatePlan) { p.Description = "edited" },
		"an end":                 func(p *apigeefake.RatePlan) { p.EndDate = "2027-01-01 00:00:00" },
		"a default":              func(p *apigeefake.RatePlan) { p.RecurringType = "CUSTOM" },
		"a rate":                 func(p *apigeefake.RatePlan) { p.Details[0].Rates[1].Rate = amount("9") },
		"a band":                 func(p *apigeefake.RatePlan) { p.Details[0].Rates = p.Details[0].Rates[:1] },
		"no detail":              func(p *apigeefake.RatePlan) { p.Details = nil },
		"a detail nobody asked": func(p *apigeefake.RatePlan) {
			p.Details = append(p.Details, apigeefake.RatePlanDetail{Type: "RATECARD", MeteringType: "UNIT", RatingParameter: "VOLUME", Currency: "usd"})
		},
		"free usage of a detail":  func(p *apigeefake.RatePlan) { p.Details[0].FreemiumUnit = apigeefake.CountOf(5) },
		"the currency of one":     func(p *apigeefake.RatePlan) { p.Details[0].Currency = "eur" },
		"the product of a detail": func(p *apigeefake.RatePlan) { p.Details[0].Product = "messaging" },
	} {
		e.Apigee.EditRatePlanInConsole(acctest.Organization, goldID, edit)
		if out := tf.Apply(config); out.Failed() || out.Action != acctest.Update {
			t.Errorf("%s is not seen: %s %q", name, out.Action, out.Errors)
			continue
		}
		if out := tf.Plan(config); out.Action != acctest.NoOp {
			t.Errorf("%s is not repaired: %s %q", name, out.Action, out.Errors)
		}
	}
	e.Apigee.DeleteRatePlanInConsole(acctest.Organization, goldID)
	succeed(t, tf.Apply(config), acctest.Create)
	// Published meanwhile, it is what it is: the change is refused.
	e.Apigee.PublishRatePlanInConsole(acctest.Organization, goldID)
	contains(t, tf.Plan(with(config, "published", false)).Errors, "cannot change: published")
	contains(t, tf.Plan(config).Errors, "\n  published = true\n")
	succeed(t, tf.Plan(with(config, "published", true)), acctest.NoOp)
}

func TestRatePlan_currencyOfDetails(t *testing.T) {
	t.Parallel()
	e := start(t)
	tf := e.Terraform(typeName)
	succeed(t, tf.Apply(banded("1", "2")), acctest.Create)
	tf.Refresh()
	// A detail without a currency follows the plan's.
	euro := with(banded("1", "2"), "currency", "EUR")
	succeed(t, tf.Apply(euro), acctest.Update)
	if got := truth(t, e, goldID); got.Currency != "eur" || got.Details[0].Currency != "eur" {
		t.Errorf("the service holds %s and %s", got.Currency, got.Details[0].Currency)
	}
	succeed(t, tf.Plan(euro), acctest.NoOp)
}

func TestRatePlan_replacedDraft(t *testing.T) {
	t.Parallel()
	e := start(t)
	e.Apigee.AddPackage(acctest.Organization, apigeefake.Package{Name: "other", Products: []string{"archive"}})
	tf := e.Terraform(typeName)
	succeed(t, tf.Apply(draft()), acctest.Create)
	succeed(t, tf.Apply(draft(), acctest.Replacing()), acctest.Replace)
	succeed(t, tf.Apply(with(draft(), "name", "Silver")), acctest.Replace)
	succeed(t, tf.Apply(with(draft(), "name", "Silver", "monetization_package_id", "other")), acctest.Replace)
	if plans := e.Apigee.RatePlans(acctest.Organization, ""); len(plans) != 1 || plans[0].ID != "other_silver" {
		t.Errorf("the service holds %v", plans)
	}
	tf.Tainted = true
	succeed(t, tf.Apply(with(draft(), "name", "Silver", "monetization_package_id", "other")), acctest.Replace)
	succeed(t, tf.Destroy(), acctest.Delete)
	if count(e) != 0 {
		t.Error("something is left")
	}
}

func TestRatePlan_orderIsTheConfigurations(t *testing.T) {
	t.Parallel()
	for _, shuffled := range []bool{false, true} {
		e := start(t)
		e.Apigee.Switch(func(s *apigeefake.Switches) { s.ShuffleOrder = shuffled })
		tf := e.Terraform(typeName)
		bands := []any{
			acctest.Attrs{"rate": "0.01", "start_unit": "1000.0"},
			acctest.Attrs{"rate": "0.05", "end_unit": "100"},
			acctest.Attrs{"rate": "0.02", "start_unit": "100", "end_unit": "1000"},
		}
		config := with(draft(), "rate_plan_details", []any{
			acctest.Attrs{"type": "RATECARD", "product_id": "messaging", "metering_type": "VOLUME", "rates": bands},
			acctest.Attrs{"type": "RATECARD", "product_id": "archive", "rates": []any{acctest.Attrs{"rate": "1.50"}}},
		})
		succeed(t, tf.Apply(config), acctest.Create)
		succeed(t, tf.Plan(config), acctest.NoOp)
		details, _ := tf.State.Attrs()["rate_plan_details"].([]any)
		first, _ := details[0].(acctest.Attrs)
		rates, _ := first["rates"].([]any)
		if rate, _ := rates[0].(acctest.Attrs); first["product_id"] != "messaging" || rate["start_unit"] != "1000.0" {
			t.Errorf("shuffled %v: the state has %v", shuffled, details)
		}
		before := ids(truth(t, e, goldID))
		bands[2] = acctest.Attrs{"rate": "0.03", "start_unit": "100", "end_unit": "1000"}
		succeed(t, tf.Apply(config), acctest.Update)
		succeed(t, tf.Plan(config), acctest.NoOp)
		if diff := cmp.Diff(before, ids(truth(t, e, goldID))); diff != "" {
			t.Errorf("shuffled %v: ids changed: %s", shuffled, diff)
		}
	}
}

func TestRatePlan_switches(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*apigeefake.Switches){
		"what a PUT means": func(s *apigeefake.Switches) {
			s.PutKeepsMissing, s.LooseRateIDs, s.AggregateFlagsOff = true, true, true
		},
		"what a date means": func(s *apigeefake.Switches) { s.RefusePastStart, s.FutureIsCurrent = true, true },
		"how it is written": func(s *apigeefake.Switches) {
			s.ExtraKeys, s.PlainZeros, s.OmitTotals, s.ExactCurrencyIDs, s.DeleteAnswersObject = true, true, true, true, true
		},
		"how it fails": func(s *apigeefake.Switches) {
			s.GatewayFaults, s.MessageLists, s.NothingAnswers404 = true, true, true
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := start(t)
			e.Apigee.Switch(change)
			tf := e.Terraform(typeName)
			full := with(banded("0.05", "0.025"), "recurring_fee", "10", "frequency_duration", 1, "frequency_duration_type", "MONTH",
				"freemium_unit", 10, "freemium_duration", 1, "freemium_duration_type", "WEEK", "payment_due_days", 30, "description", "x", "end_date", "2030-01-01")
			for _, config := range []acctest.Attrs{full, banded("0.05", "0.02"), with(full, "published", true)} {
				if out := tf.Apply(config); out.Failed() || len(out.Warnings) > 0 {
					t.Fatalf("errors %q, warnings %q", out.Errors, out.Warnings)
				}
				succeed(t, tf.Plan(config), acctest.NoOp)
			}
			tf.State = nil
			if out := tf.Import(pkg + "/" + goldID); out.Failed() {
				t.Fatal(out.Errors)
			}
			succeed(t, tf.Plan(with(full, "published", true)), acctest.NoOp)
			succeed(t, tf.Destroy(), acctest.Delete)

			other := with(draft(), "name", "Draft")
			succeed(t, tf.Apply(other), acctest.Create)
			succeed(t, tf.Destroy(), acctest.Delete)
			if count(e) != 1 {
				t.Errorf("%d plans are left", count(e))
			}
		})
	}
}
