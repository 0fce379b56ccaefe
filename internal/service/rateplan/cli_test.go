package rateplan_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const (
	address = typeName + ".test"

	cliPlan = `
resource "mint_rate_plan" "test" {
  monetization_package_id = "messaging_package"
  name                    = "Gold"
  display_name            = "Gold"
  currency                = "USD"
  start_date              = "2025-07-01"
  set_up_fee              = %s
  rate_plan_details = [{
    type          = "RATECARD"
    metering_type = "VOLUME"
    duration      = 1
    duration_type = "MONTH"
    rates = [
      { rate = 0.050, end_unit = 100 },
      { rate = "0.01", start_unit = 100 },
    ]
  }]
  %s
  lifecycle { create_before_destroy = true }
}
`
	cliLookup = `
data "mint_rate_plan" "test" {
  monetization_package_id = mint_rate_plan.test.monetization_package_id
  id                      = mint_rate_plan.test.id
}

resource "mint_rate_plan" "copy" {
  monetization_package_id = data.mint_rate_plan.test.monetization_package_id
  name                    = "Silver"
  display_name            = data.mint_rate_plan.test.display_name
  currency                = data.mint_rate_plan.test.currency
  start_date              = data.mint_rate_plan.test.start_date
  set_up_fee              = data.mint_rate_plan.test.set_up_fee
  rate_plan_details       = data.mint_rate_plan.test.rate_plan_details
}
`
)

func planned(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{
		PreApply:             []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)},
		PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
	}
}

func value(name, text string) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(name), knownvalue.StringExact(text))
}

func TestAccRatePlan_cycle(t *testing.T) {
	t.Parallel()
	e := start(t)
	var drafted []string
	e.CLI(resource.TestCase{
		Steps: []resource.TestStep{
			{
				Config:           e.HCL(cliPlan+cliLookup, "10", ""),
				ConfigPlanChecks: planned(plancheck.ResourceActionCreate),
				ConfigStateChecks: []statecheck.StateCheck{
					value("id", goldID), value("set_up_fee", "10"), value("type", "STANDARD"),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("end_date"), knownvalue.Null()),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("rate_plan_details").AtSliceIndex(0).AtMapKey("rates").AtSliceIndex(0).AtMapKey("rate"), knownvalue.StringExact("0.05")),
				},
			},
			{
				// The successor finds its predecessor under the same name, which must then stay.
				PreConfig:        func() { drafted = ids(truth(t, e, goldID)) },
				Taint:            []string{address},
				Config:           e.HCL(cliPlan, "10", ""),
				ConfigPlanChecks: planned(plancheck.ResourceActionCreateBeforeDestroy),
			},
			{
				PreConfig: func() {
					e.Apigee.EditRatePlanInConsole(acctest.Organization, goldID, func(p *apigeefake.RatePlan) { p.Prorate = true })
				},
				Config:           e.HCL(cliPlan, `"10.5"`, ""),
				ConfigPlanChecks: planned(plancheck.ResourceActionUpdate), ConfigStateChecks: []statecheck.StateCheck{value("set_up_fee", "10.5")},
			},
			{
				Config:           e.HCL(cliPlan, `"10.50"`, "published = true"),
				ConfigPlanChecks: planned(plancheck.ResourceActionUpdate), ConfigStateChecks: []statecheck.StateCheck{value("set_up_fee", "10.5")}, // an equal number keeps its spelling
			},
			{
				Config:      e.HCL(cliPlan, "11", "published = true"),
				ExpectError: regexp.MustCompile(`is published and cannot\s+change: set_up_fee`),
			},
			{
				Config:      e.HCL(cliPlan, "10.5", "published = true\nparent_rate_plan_id = \"other\""),
				ExpectError: regexp.MustCompile(`is published and cannot\s+change:\s+parent_rate_plan_id`),
			},
			{
				// A resource renamed without a moved block: nothing orders the end of one and the
				// other's creation.
				Config:      e.HCL(strings.Replace(cliPlan, `"test"`, `"renamed"`, 1), "10.5", "published = true"),
				ExpectError: regexp.MustCompile(`taken for good|to make\s+room`),
			},
			{
				Config:           e.HCL(cliPlan, "10.5", "published = true\nend_date = \"2025-12-31\""),
				ConfigPlanChecks: planned(plancheck.ResourceActionUpdate), ConfigStateChecks: []statecheck.StateCheck{value("end_date", "2025-12-31")},
			},
			{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateId: pkg + "/" + goldID},
			{
				Config:       e.HCL(cliPlan, "10.5", "published = true"),
				ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithID, ImportStateId: pkg + "/" + goldID,
				ImportPlanChecks: resource.ImportPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, plancheck.ResourceActionNoop)}},
			},
		},
		CheckDestroy: func(*terraform.State) error {
			if got := truth(t, e, goldID); got.EndDate != "2025-12-31 00:00:00" || count(e) != 1 {
				t.Errorf("the service holds %+v", e.Apigee.RatePlans(acctest.Organization, ""))
			} else if after := ids(got); len(after) != len(drafted) || after[2] != drafted[2] {
				t.Errorf("ids were %v and are %v", drafted, after)
			}
			return nil
		},
	})
	if posts := e.Server.Count("POST", plansRoute); posts != 2 {
		t.Errorf("%d plans were posted", posts)
	}
}

func TestAccRatePlan_revision(t *testing.T) {
	t.Parallel()
	e := start(t)
	const config = `
resource "mint_rate_plan" "test" {
  monetization_package_id = "messaging_package"
  name                    = "Gold"
  display_name            = "Gold"
  currency                = "USD"
  start_date              = "2025-07-01"
  published               = true
}

resource "mint_rate_plan" "next" {
  monetization_package_id = "messaging_package"
  parent_rate_plan_id     = mint_rate_plan.test.id
  name                    = "Gold 2026"
  display_name            = "Gold"
  currency                = "USD"
  start_date              = "2026-01-01"
  recurring_fee           = "%s"
  frequency_duration      = 1
  frequency_duration_type = "MONTH"
  published               = %t
}
`
	next := func(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
		return resource.ConfigPlanChecks{
			PreApply:             []plancheck.PlanCheck{plancheck.ExpectResourceAction(typeName+".next", action)},
			PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
		}
	}
	e.CLI(resource.TestCase{
		Steps: []resource.TestStep{
			{Config: e.HCL(config, "5", false), ConfigPlanChecks: next(plancheck.ResourceActionCreate)},
			{Config: e.HCL(config, "6", false), ConfigPlanChecks: next(plancheck.ResourceActionUpdate)},
			{Config: e.HCL(config, "6", true), ConfigPlanChecks: next(plancheck.ResourceActionUpdate)},
			{
				RefreshState:      true,
				RefreshPlanChecks: resource.RefreshPlanChecks{PostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
			},
			{Config: e.HCL(config, "6.00", true), ConfigStateChecks: []statecheck.StateCheck{value("end_date", "2026-01-01")}},
			{ResourceName: typeName + ".next", ImportState: true, ImportStateVerify: true, ImportStateId: pkg + "/" + pkg + "_gold_2026"},
		},
		CheckDestroy: func(*terraform.State) error {
			if first, second := truth(t, e, goldID), truth(t, e, pkg+"_gold_2026"); first.EndDate != "2026-01-01 00:00:00" || second.EndDate != "2026-01-01 00:00:00" {
				t.Errorf("the plans end at %q and %q", first.EndDate, second.EndDate)
			}
			return nil
		},
	})
}

func TestAccRatePlan_identity(t *testing.T) {
	t.Parallel()
	e := start(t)
	e.CLI(resource.TestCase{
		TerraformVersionChecks: []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_12_0)},
		Steps: []resource.TestStep{
			{
				Config: e.HCL(cliPlan, "10", ""),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectIdentityValue(address, tfjsonpath.New("organization"), knownvalue.StringExact(acctest.Organization)),
					statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("monetization_package_id")),
					statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("id")),
				},
			},
			{
				ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity,
				ImportPlanChecks: resource.ImportPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, plancheck.ResourceActionNoop)}},
			},
		},
	})
}
