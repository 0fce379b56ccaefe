package creditlimit_test

import (
	"fmt"
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
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const (
	address = typeName + ".test"

	config = `
resource "mint_developer_credit_limit" "test" {
  developer_id = "dev@example.com"
  currency     = "%s"
  amount       = %s
}

data "mint_developer_credit_limit" "test" {
  developer_id = mint_developer_credit_limit.test.developer_id
  currency     = mint_developer_credit_limit.test.currency
}
`
)

func planned(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{
		PreApply:             []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)},
		PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
	}
}

func state(attribute, value string) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(attribute), knownvalue.StringExact(value))
}

func TestAccCreditLimit_cycle(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.CLI(resource.TestCase{
		Steps: []resource.TestStep{
			{
				Config:           e.HCL(config, "USD", `"1000.50"`),
				ConfigPlanChecks: planned(plancheck.ResourceActionCreate),
				ConfigStateChecks: []statecheck.StateCheck{
					state("amount", "1000.50"), state("currency", "USD"), state("on_destroy", "retain"),
					statecheck.ExpectKnownValue("data."+address, tfjsonpath.New("amount"), knownvalue.StringExact("1000.5")),
				},
			},
			{
				PreConfig: func() {
					e.Apigee.SetCreditLimitInConsole(acctest.Organization, acctest.Postpaid, "usd", decimal.New(1, 0))
				},
				Config:            e.HCL(config, "USD", "1000.5"),
				ConfigPlanChecks:  planned(plancheck.ResourceActionUpdate),
				ConfigStateChecks: []statecheck.StateCheck{state("amount", "1000.5")},
			},
			{
				Config:            e.HCL(config, "usd", "12345678901234567.89"),
				ConfigPlanChecks:  planned(plancheck.ResourceActionUpdate),
				ConfigStateChecks: []statecheck.StateCheck{state("amount", "12345678901234567.89"), state("currency", "USD")},
			},
			{
				ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateId: acctest.Postpaid + "/USD",
			},
			{
				Config:          e.HCL(config, "USD", "12345678901234567.89"),
				ResourceName:    address,
				ImportState:     true,
				ImportStateKind: resource.ImportBlockWithID,
				ImportStateId:   acctest.Postpaid + "/usd",
				ImportPlanChecks: resource.ImportPlanChecks{
					PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, plancheck.ResourceActionNoop)},
				},
			},
			{
				Config:      e.HCL(config, "EUR", "10/3"),
				ExpectError: regexp.MustCompile(`(?s)amount.*round`),
			},
			{
				Config:            e.HCL(config, "EUR", "1e3"),
				ConfigPlanChecks:  planned(plancheck.ResourceActionReplace),
				ConfigStateChecks: []statecheck.StateCheck{state("amount", "1000"), state("id", acctest.Postpaid+"/EUR")},
			},
		},
		CheckDestroy: func(*terraform.State) error {
			if got := truth(e, "eur"); got != "1000" {
				t.Errorf("retain changed the limit to %s", got)
			}
			return nil
		},
	})
}

func TestAccCreditLimit_identity(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.CLI(resource.TestCase{
		TerraformVersionChecks: []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_12_0)},
		Steps: []resource.TestStep{
			{
				Config: e.HCL(config, "USD", "10"),
				ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectIdentity(address, map[string]knownvalue.Check{
					"organization": knownvalue.StringExact(acctest.Organization),
					"developer_id": knownvalue.StringExact(acctest.Postpaid),
					"currency":     knownvalue.StringExact("USD"),
				})},
			},
			{
				ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity,
				ImportPlanChecks: resource.ImportPlanChecks{
					PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, plancheck.ResourceActionNoop)},
				},
			},
		},
	})
}

// The limit of a new resource stands, whether the old one is destroyed before it, after it or at
// the same time.
func TestAccCreditLimit_replacedUnderTheSameKey(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	const body = `
resource "mint_developer_credit_limit" "%s" {
  developer_id = "dev@example.com"
  currency     = "USD"
  amount       = %d
  on_destroy   = "zero"

  lifecycle {
    create_before_destroy = true
  }
}
`
	holds := func(amount string) func(*terraform.State) error {
		return func(*terraform.State) error {
			if got := truth(e, "usd"); got != amount {
				return fmt.Errorf("the service holds %s, not %s", got, amount)
			}
			return nil
		}
	}
	e.CLI(resource.TestCase{
		Steps: []resource.TestStep{
			{Config: e.HCL(body, "test", 5), Check: holds("5")},
			{Config: e.HCL(body, "test", 5), Taint: []string{address}, Check: holds("5")},
			{Config: e.HCL(body, "renamed", 7), Check: holds("7")},
		},
	})
}

func TestAccCreditLimit_declaredTwice(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.CLI(resource.TestCase{
		Steps: []resource.TestStep{{
			Config: e.HCL(`
resource "mint_developer_credit_limit" "test" {
  count        = 2
  developer_id = "dev@example.com"
  currency     = ["USD", "usd"][count.index]
  amount       = count.index + 1
}
`),
			ExpectError: regexp.MustCompile("two resources of this configuration declare the same object"),
		}},
	})
	if got := e.Server.Count("POST", route); got != 1 {
		t.Errorf("%d limits were set", got)
	}
}

// One developer has an email and a UUID, and two resources that use one each mean one limit.
func TestAccCreditLimit_twoNamesOfOneDeveloper(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	id := e.Apigee.AddDeveloper(acctest.Organization, apigeefake.Developer{Email: "two@example.com"})
	holds := func(amount string) func(*terraform.State) error {
		return func(*terraform.State) error {
			if got := e.Apigee.CreditLimit(acctest.Organization, id, "usd").Amount.String(); got != amount {
				return fmt.Errorf("the service holds %s, not %s", got, amount)
			}
			return nil
		}
	}
	email := fmt.Sprintf(body, "email", "two@example.com", 5)
	uuid := fmt.Sprintf(body, "uuid", id, 7)
	e.CLI(resource.TestCase{
		Steps: []resource.TestStep{
			{Config: e.HCL("%s", email+uuid), ExpectError: regexp.MustCompile("two resources of this configuration declare the same object")},
			{Config: e.HCL("%s", email), Check: holds("5")},
			{Config: e.HCL("%s", email+uuid), Check: holds("7"), ExpectNonEmptyPlan: true},
			{Config: e.HCL("%s", `
removed {
  from = mint_developer_credit_limit.uuid
  lifecycle {
    destroy = false
  }
}
`+email), Check: holds("5")},
		},
	})
}

const body = `
resource "mint_developer_credit_limit" "%s" {
  developer_id = "%s"
  currency     = "USD"
  amount       = %d
  on_destroy   = "zero"
}
`

// An organization of the same name in another installation is another account.
func TestAccCreditLimit_anotherEndpoint(t *testing.T) {
	t.Parallel()
	e, other := acctest.New(t), acctest.New(t)
	other.Apigee.SetCreditLimitInConsole(acctest.Organization, acctest.Postpaid, "usd", decimal.New(777, 0))
	config := e.HCL(body, "test", acctest.Postpaid, 5)
	moved := func(former string) string {
		return strings.Replace(config, e.Apigee.Endpoint()+`"`, other.Apigee.Endpoint()+`"`+former, 1)
	}
	holds := func(amount string) {
		if got := truth(other, "usd"); got != amount {
			t.Errorf("the other installation holds %s, not %s", got, amount)
		}
	}
	e.CLI(resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config},
			{Config: moved(""), ExpectError: regexp.MustCompile(`(?s)belongs\s+to\s+another\s+account.*former_endpoints`)},
			{PreConfig: func() { holds("777") }, Config: config, PlanOnly: true},

			// A host that moved is declared, and recorded in place of the old one.
			{Config: moved(fmt.Sprintf("\nformer_endpoints = [%q]", e.Apigee.Endpoint()))},
			{PreConfig: func() { holds("5") }, Config: moved(""), PlanOnly: true},
			{Config: config, ExpectError: regexp.MustCompile(`(?s)belongs\s+to\s+another\s+account`)},
			{Config: moved("")},
		},
	})
	holds("0")
}
