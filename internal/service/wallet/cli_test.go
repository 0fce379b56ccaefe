package wallet_test

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/compare"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

const (
	address = typeName + ".test"

	config = `
resource "mint_wallet" "test" {
  external_customer_id = "acme"
  name                 = "%s"
  currency             = "%s"
  rate_amount          = %s
  %s
  lifecycle {
    create_before_destroy = %t
  }
}

data "mint_wallet" "test" {
  id = mint_wallet.test.id
}
`
	terms = `
  expiration_at = "2099-01-01T00:00:00Z"
  applies_to = {
    fee_types = ["COMMITMENT", "CHARGE"]
  }
  recurring_transaction_rules = [{
    trigger                = "THRESHOLD"
    method                 = "TARGET"
    threshold_credits      = 0.00001
    target_ongoing_balance = 12345678901234567.89
  }]
`
	allFees = `applies_to = { fee_types = ["COMMITMENT", "CHARGE", "SUBSCRIPTION"] }`
)

func planned(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{
		PreApply:             []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)},
		PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
	}
}

func attribute(name string, value knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(name), value)
}

func TestAccWallet_cycle(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	only := func() paypalfake.Wallet {
		all := living(e)
		if len(all) != 1 {
			t.Fatalf("living are %+v", all)
		}
		return all[0]
	}
	rule := tfjsonpath.New("recurring_transaction_rules").AtSliceIndex(0)
	same := statecheck.CompareValue(compare.ValuesSame())
	e.CLI(resource.TestCase{
		Steps: []resource.TestStep{
			{
				Config: e.HCL(config, "Prepaid", "USD", `"1.5"`, terms, false), ConfigPlanChecks: planned(plancheck.ResourceActionCreate),
				ConfigStateChecks: []statecheck.StateCheck{
					attribute("rate_amount", knownvalue.StringExact("1.5")), attribute("status", knownvalue.StringExact("ACTIVE")),
					statecheck.ExpectKnownValue(address, rule.AtMapKey("threshold_credits"), knownvalue.StringExact("0.00001")),
					statecheck.ExpectKnownValue(address, rule.AtMapKey("target_ongoing_balance"), knownvalue.StringExact("12345678901234567.89")),
					statecheck.ExpectKnownValue("data."+address, tfjsonpath.New("available_balance").AtMapKey("value"), knownvalue.StringExact("0")),
					same.AddStateValue(address, tfjsonpath.New("id")),
				},
			},
			{
				PreConfig: func() {
					if err := e.PayPal.RenameInConsole(only().ID, "Renamed elsewhere"); err != nil {
						t.Error(err)
					}
				},
				Config: e.HCL(config, "Prepaid", "USD", `"1.50"`, terms, false), ConfigPlanChecks: planned(plancheck.ResourceActionUpdate),
			},
			{ResourceName: address, ImportState: true, ImportStateVerify: true},
			{
				Config: e.HCL(config, "Prepaid", "usd", "1.500", terms, false), ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithID,
				ImportPlanChecks: resource.ImportPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, plancheck.ResourceActionNoop)}},
			},
			{Config: e.HCL(config, "Prepaid", "USD", "1.5", "", false), ConfigPlanChecks: planned(plancheck.ResourceActionUpdate)},
			{Config: e.HCL(config, "Prepaid", "usd", "1.5", allFees, false), ConfigPlanChecks: planned(plancheck.ResourceActionNoop), ConfigStateChecks: []statecheck.StateCheck{same.AddStateValue(address, tfjsonpath.New("id"))}},

			// Credits stand in the way of a replacement and of a destroy.
			{
				PreConfig:   func() { topUp(t, e, only().ID, "5", "10") },
				Config:      e.HCL(config, "Prepaid", "EUR", "1.5", "", false),
				ExpectError: regexp.MustCompile(`(?s)would\s+forfeit\s+10\s+credits, and 5 that are not paid yet.*force_destroy`),
			},
			{Config: e.HCL(config, "Prepaid", "USD", "1.5", "", false), Destroy: true, ExpectError: regexp.MustCompile(`(?s)would\s+forfeit.*removed`)},
			{Config: e.HCL(config, "Prepaid", "USD", "1.5", "force_destroy = true", false), ConfigPlanChecks: planned(plancheck.ResourceActionUpdate)},
			{Config: e.HCL(config, "Prepaid", "EUR", "1.5", "", false), ConfigPlanChecks: planned(plancheck.ResourceActionDestroyBeforeCreate)},

			// A name can be had once: a replacement that is created first needs another.
			{Config: e.HCL(config, "Prepaid", "EUR", "2", "", true), ExpectError: regexp.MustCompile(`(?s)already exists.*rate_amount is 1.5,\s+not\s+2.*drop\s+create_before_destroy`)},
			{Config: e.HCL(config, "Dearer", "EUR", "2", "", true), ConfigPlanChecks: planned(plancheck.ResourceActionCreateBeforeDestroy)},
			// The replacement finds its predecessor under the same name, which must then not be
			// terminated.
			{
				Taint:  []string{address},
				Config: e.HCL(config, "Dearer", "EUR", "2", "", true), ConfigPlanChecks: planned(plancheck.ResourceActionCreateBeforeDestroy),
				ConfigStateChecks: []statecheck.StateCheck{attribute("rate_amount", knownvalue.StringExact("2"))},
			},

			// Terminated elsewhere, it stays in the state; its successor is made on demand.
			{
				PreConfig: func() {
					if err := e.PayPal.TerminateInConsole(only().ID); err != nil {
						t.Error(err)
					}
				},
				Config: e.HCL(config, "Dearer", "EUR", "2", "", true), ConfigPlanChecks: planned(plancheck.ResourceActionNoop),
				ConfigStateChecks: []statecheck.StateCheck{attribute("status", knownvalue.StringExact("TERMINATED"))},
			},
			{Config: e.HCL(config, "Other", "EUR", "2", "", true), ExpectError: regexp.MustCompile(`(?s)Cannot change the wallet.*is\s+terminated`)},
			{
				Taint:  []string{address},
				Config: e.HCL(config, "Dearer", "EUR", "2", "", true), ConfigPlanChecks: planned(plancheck.ResourceActionCreateBeforeDestroy),
				ConfigStateChecks: []statecheck.StateCheck{attribute("status", knownvalue.StringExact("ACTIVE"))},
			},

			// Purged, it is gone, and made again.
			{
				PreConfig: func() {
					if err := e.PayPal.PurgeWallet(only().ID); err != nil {
						t.Error(err)
					}
				},
				Config: e.HCL(config, "Dearer", "EUR", "2", "", true), ConfigPlanChecks: planned(plancheck.ResourceActionCreate),
			},
		},
		CheckDestroy: func(*terraform.State) error {
			if left := living(e); len(left) > 0 {
				t.Errorf("living are %+v", left)
			}
			return nil
		},
	})
}

func TestAccWallet_identity(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.CLI(resource.TestCase{
		TerraformVersionChecks: []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_12_0)},
		Steps: []resource.TestStep{
			{
				Config:            e.HCL(config, "Prepaid", "USD", "1", terms, false),
				ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("id"))},
			},
			{
				ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity,
				ImportPlanChecks: resource.ImportPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, plancheck.ResourceActionNoop)}},
			},
		},
	})
}

// Two resources that stand for one wallet.
func TestAccWallet_declaredTwice(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.CLI(resource.TestCase{
		Steps: []resource.TestStep{{
			Config: e.HCL(`
resource "mint_wallet" "test" {
  count                = 2
  external_customer_id = "acme"
  name                 = "Prepaid"
  currency             = "USD"
  rate_amount          = 1
}
`),
			ExpectError: regexp.MustCompile(`Declared twice: wallet "Prepaid" of acme in USD`),
		}},
	})
	if got := e.Server.Count("POST", collection); got != 1 {
		t.Errorf("%d wallets were posted", got)
	}
}
