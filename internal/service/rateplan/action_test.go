package rateplan_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const (
	publishType = "mint_publish_rate_plan"
	expireType  = "mint_expire_rate_plan"
)

func says(t *testing.T, texts []string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, part) }) {
			t.Errorf("nothing says %q: %q", part, texts)
		}
	}
}

// ofPlan is the configuration of an action on a plan of the demo.
func ofPlan(id string) acctest.Attrs {
	return acctest.Attrs{"monetization_package_id": apigeefake.DemoPackage, "id": id}
}

func until(id, end string) acctest.Attrs {
	config := ofPlan(id)
	config["end_date"] = end
	return config
}

func demoPlan(t *testing.T, e *acctest.Env, id string) apigeefake.RatePlan {
	t.Helper()
	for _, p := range e.Apigee.RatePlans(apigeefake.DemoOrganization, apigeefake.DemoPackage) {
		if p.ID == id {
			return p
		}
	}
	t.Fatalf("there is no plan %s", id)
	return apigeefake.RatePlan{}
}

func TestPublish(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fake.Fault{"answered": {}, "lost": fake.DropAfter(), "503 after it": fake.AfterEffect(fake.Status(503, "")), "429": fake.TooManyRequests("1")} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.NewDemo(t)
			if fault.Name() != "" {
				e.Server.Inject(fault, fake.On("PUT", "/rate-plans/"))
			}
			before := demoPlan(t, e, apigeefake.DemoDraft)
			tf := e.Terraform(publishType)
			out := tf.Invoke(ofPlan(apigeefake.DemoDraft))
			if out.Failed() || len(out.Warnings) > 0 {
				t.Fatalf("errors %q, warnings %q", out.Errors, out.Warnings)
			}
			says(t, out.Progress, "Publishing the rate plan", "Published: ")
			after := demoPlan(t, e, apigeefake.DemoDraft)
			if !after.Published || !after.SetUpFee.Decimal.Equal(before.SetUpFee.Decimal) {
				t.Errorf("the service holds %+v", after)
			}
			sent := e.Server.Count("PUT", "/rate-plans/")
			again := tf.Invoke(ofPlan(apigeefake.DemoDraft))
			says(t, again.Warnings, "Already published")
			says(t, again.Progress, "nothing was sent")
			if again.Failed() || e.Server.Count("PUT", "/rate-plans/") != sent {
				t.Errorf("sent again, errors %q", again.Errors)
			}
		})
	}
}

// A draft whose first band has no end cannot be published: nothing could repair it.
func TestPublish_refusesWhatCannotBeSold(t *testing.T) {
	t.Parallel()
	e := acctest.NewDemo(t)
	id := e.Apigee.AddRatePlan(apigeefake.DemoOrganization, apigeefake.RatePlan{
		Package: apigeefake.DemoPackage, Name: "Gaps", Currency: "usd",
		Details: []apigeefake.RatePlanDetail{{Type: "RATECARD", MeteringType: "VOLUME", Rates: []apigeefake.RatePlanRate{
			{Type: "RATECARD", Rate: decimal.NewNullDecimal(decimal.New(5, -2))},
			{Type: "RATECARD", Rate: decimal.NewNullDecimal(decimal.New(2, -2)), StartUnit: decimal.New(100, 0)},
		}}},
	})
	out := e.Terraform(publishType).PlanAction(ofPlan(id))
	says(t, out.Errors, "Publishing cannot be undone")
	planned := ofPlan(id)
	planned["id"] = acctest.Unknown
	says(t, e.Terraform(publishType).Invoke(planned, acctest.Resolving(ofPlan(id))).Errors, "Publishing cannot be undone")
	says(t, e.Terraform(publishType).PlanAction(ofPlan("nothing")).Errors, "Cannot publish the rate plan nothing", "mint_rate_plans lists")
	if e.Server.Count("PUT", "/rate-plans/") != 0 {
		t.Error("something was sent")
	}
}

// A draft that a resource manages: its next plan says what to change, and is empty then.
func TestPublish_ofAManagedDraft(t *testing.T) {
	t.Parallel()
	e := acctest.NewDemo(t)
	plan := e.Terraform("mint_rate_plan")
	config := acctest.Attrs{
		"monetization_package_id": apigeefake.DemoPackage, "name": "Managed", "display_name": "Managed", "currency": "USD", "start_date": "2099-01-01",
	}
	if out := plan.Apply(config); out.Failed() {
		t.Fatal(out.Errors)
	}
	id, _ := plan.State.Attrs()["id"].(string)
	if out := e.Terraform(publishType).Invoke(ofPlan(id)); out.Failed() {
		t.Fatal(out.Errors)
	}
	says(t, plan.Plan(config).Errors, "published = true", "mint_publish_rate_plan")
	config["published"] = true
	if out := plan.Plan(config); out.Failed() || out.Action != acctest.NoOp {
		t.Errorf("%s with errors %q", out.Action, out.Errors)
	}
}

func TestExpire(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fake.Fault{"answered": {}, "lost": fake.DropAfter(), "truncated": fake.Truncate()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.NewDemo(t)
			if fault.Name() != "" {
				e.Server.Inject(fault, fake.On("PUT", "/rate-plans/"))
			}
			tf := e.Terraform(expireType)
			out := tf.Invoke(until(apigeefake.DemoPlan, "2099-12-31"))
			if out.Failed() || len(out.Warnings) > 0 {
				t.Fatalf("errors %q, warnings %q", out.Errors, out.Warnings)
			}
			says(t, out.Progress, "Ended: ", "ends at 2099-12-31")
			if end := demoPlan(t, e, apigeefake.DemoPlan).EndDate; end != "2099-12-31 00:00:00" {
				t.Errorf("the service has %q", end)
			}
			sent := e.Server.Count("PUT", "/rate-plans/")
			again := tf.Invoke(until(apigeefake.DemoPlan, "2099-12-31 00:00:00"))
			says(t, again.Progress, "nothing was sent")
			says(t, tf.Invoke(until(apigeefake.DemoPlan, "2100-01-01")).Errors, "it ends at 2099-12-31", "cannot be moved")
			if again.Failed() || e.Server.Count("PUT", "/rate-plans/") != sent {
				t.Errorf("sent again, errors %q", again.Errors)
			}
		})
	}
}

func TestExpire_refusals(t *testing.T) {
	t.Parallel()
	e := acctest.NewDemo(t)
	late := e.Apigee.AddRatePlan(apigeefake.DemoOrganization, apigeefake.RatePlan{
		Package: apigeefake.DemoPackage, Name: "Late", Currency: "usd", Published: true, StartDate: "2099-01-01 00:00:00",
	})
	begun := e.Apigee.AddRatePlan(apigeefake.DemoOrganization, apigeefake.RatePlan{
		Package: apigeefake.DemoPackage, Name: "Begun", Currency: "usd", Published: true, StartDate: "2020-01-01 00:00:00",
	})
	for reason, config := range map[string]acctest.Attrs{
		"it is a draft":              until(apigeefake.DemoDraft, "2099-12-31"),
		"that is past":               until(begun, "2021-01-01"),
		"it starts at 2099-01-01":    until(late, "2098-12-31"),
		"is not a date":              until(apigeefake.DemoPlan, "soon"),
		"Cannot end the rate plan x": until("x", "2099-12-31"),
	} {
		says(t, e.Terraform(expireType).PlanAction(config).Errors, reason)
		planned := acctest.Attrs{"monetization_package_id": acctest.Unknown, "id": acctest.Unknown, "end_date": acctest.Unknown}
		says(t, e.Terraform(expireType).Invoke(planned, acctest.Resolving(config)).Errors, reason)
	}
	if e.Server.Count("PUT", "/rate-plans/") != 0 {
		t.Error("something was sent")
	}
}
