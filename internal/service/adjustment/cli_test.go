package adjustment_test

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

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const (
	address = typeName + ".test"

	config = `
resource "mint_billing_adjustment" "test" {
  name                         = "%s"
  adjustment_percentage_factor = %s
  billing_month                = %d
  billing_year                 = 2025

  lifecycle {
    create_before_destroy = %t
  }
}
`
)

func planned(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{
		PreApply:             []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)},
		PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
	}
}

func factor(value string) []statecheck.StateCheck {
	return []statecheck.StateCheck{statecheck.ExpectKnownValue(address, tfjsonpath.New("adjustment_percentage_factor"), knownvalue.StringExact(value))}
}

func TestAccAdjustment_cycle(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.CLI(resource.TestCase{
		Steps: []resource.TestStep{
			{Config: e.HCL(config, "Goodwill", "-12.50", 4, false), ConfigPlanChecks: planned(plancheck.ResourceActionCreate), ConfigStateChecks: factor("-12.5")},
			{
				PreConfig:        func() { e.Apigee.DeleteAdjustmentInConsole(acctest.Organization, only(t, e).ID) },
				Config:           e.HCL(config, "Goodwill", "-12.50", 4, false),
				ConfigPlanChecks: planned(plancheck.ResourceActionCreate), ConfigStateChecks: factor("-12.5"),
			},
			{Config: e.HCL(config, "Surcharge", `"999.9999"`, 4, false), ConfigPlanChecks: planned(plancheck.ResourceActionUpdate), ConfigStateChecks: factor("999.9999")},
			{ResourceName: address, ImportState: true, ImportStateVerify: true},
			{Config: e.HCL(config, "Surcharge", "1", 3, true), ConfigPlanChecks: planned(plancheck.ResourceActionCreateBeforeDestroy), ConfigStateChecks: factor("1")},
			// The replacement finds its predecessor under the same key, which must then not be
			// deleted.
			{
				Taint:  []string{address},
				Config: e.HCL(config, "Surcharge", "1", 3, true), ConfigPlanChecks: planned(plancheck.ResourceActionCreateBeforeDestroy), ConfigStateChecks: factor("1"),
			},
		},
		CheckDestroy: func(*terraform.State) error {
			if left := truth(e); len(left) > 0 {
				t.Errorf("the service still holds %v", left)
			}
			return nil
		},
	})
}

// Two resources that stand for one adjustment.
func TestAccAdjustment_declaredTwice(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.CLI(resource.TestCase{
		Steps: []resource.TestStep{{
			Config: e.HCL(`
resource "mint_billing_adjustment" "test" {
  count                        = 2
  name                         = "Goodwill"
  adjustment_percentage_factor = -1
  billing_month                = 4
  billing_year                 = 2025
}
`),
			ExpectError: regexp.MustCompile(`Declared twice.*Goodwill`),
		}},
	})
	if got := e.Server.Count("POST", route); got != 1 {
		t.Errorf("%d adjustments were posted", got)
	}
}

// Fifty adjustments under a mix of faults, applied until it is clean: one POST for each took
// effect, and the look-ups shared their listings.
func TestAccAdjustment_manyUnderFaults(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.Block["settle_timeout"], e.Block["request_timeout"], e.Block["max_retries"] = "1s", "10s", "3"
	w := e.NewWorkspace(`
resource "mint_billing_adjustment" "test" {
  count                        = 50
  name                         = "Goodwill ${count.index}"
  adjustment_percentage_factor = -count.index
  billing_month                = 4
  billing_year                 = 2025
}
`)
	e.Server.Inject(fake.Mix(4,
		fake.Share{Percent: 4, Fault: fake.DropBefore()}, fake.Share{Percent: 8, Fault: fake.DropAfter()},
		fake.Share{Percent: 4, Fault: fake.AfterEffect(fake.Status(503, ""))}, fake.Share{Percent: 2, Fault: fake.Truncate()}, fake.Share{Percent: 2, Fault: fake.HTML(502)},
	), fake.Always())
	for applies := 1; ; applies++ {
		if _, code := w.Run("apply", "-auto-approve", "-no-color"); code == 0 {
			break
		}
		if applies == 20 {
			t.Fatal("not clean after 20 applies")
		}
	}
	e.Server.ClearFaults()
	w.Succeed("plan", "-detailed-exitcode", "-no-color")
	if got := len(truth(e)); got != 50 {
		t.Errorf("the service holds %d", got)
	}
}

func TestAccAdjustment_identity(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.CLI(resource.TestCase{
		TerraformVersionChecks: []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_12_0)},
		Steps: []resource.TestStep{
			{
				Config: e.HCL(config, "Goodwill", "-12.5", 4, false),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectIdentityValue(address, tfjsonpath.New("organization"), knownvalue.StringExact(acctest.Organization)),
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

// An organization of the same name in another installation is another account, whose adjustments
// are neither read nor deleted.
func TestAccAdjustment_anotherEndpoint(t *testing.T) {
	t.Parallel()
	e, other := acctest.New(t), acctest.New(t)
	config := e.HCL("%s", goodwill("test", ""))
	e.CLI(resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config},
			{
				Config:      strings.Replace(config, e.Apigee.Endpoint()+`"`, other.Apigee.Endpoint()+`"`, 1),
				ExpectError: regexp.MustCompile(`(?s)belongs\s+to\s+another\s+account.*former_endpoints`),
			},
			{Config: config, PlanOnly: true},
		},
	})
	if sent := other.Server.Journal(); len(sent) > 0 {
		t.Errorf("the other installation was asked: %v", sent)
	}
}

// Two names of one developer are one scope.
func TestAccAdjustment_twoNamesOfOneDeveloper(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	id := e.Apigee.AddDeveloper(acctest.Organization, apigeefake.Developer{Email: "two@example.com"})
	e.CLI(resource.TestCase{
		Steps: []resource.TestStep{{
			Config:      e.HCL("%s", goodwill("email", `developer_id = "two@example.com"`)+goodwill("uuid", fmt.Sprintf("developer_id = %q", id))),
			ExpectError: regexp.MustCompile(`Declared twice: billing adjustment "Goodwill"`),
		}},
	})
	if got := e.Server.Count("POST", route); got != 1 {
		t.Errorf("%d adjustments were posted", got)
	}
}

func TestAccAdjustment_scopeThatTurnsOutNull(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.CLI(resource.TestCase{
		Steps: []resource.TestStep{{
			Config: e.HCL("%s", `
resource "terraform_data" "nobody" {
  input = "nobody"
}
`+goodwill("test", `developer_id = terraform_data.nobody.output == "nobody" ? null : "dev@example.com"`)),
			ExpectError: regexp.MustCompile(`(?s)developer_id:.*plan\s+again`),
		}},
	})
	if got := e.Server.Count("POST", route); got > 0 {
		t.Errorf("%d adjustments were posted", got)
	}
}

func goodwill(name, scope string) string {
	return fmt.Sprintf(`
resource "mint_billing_adjustment" %q {
  name                         = "Goodwill"
  adjustment_percentage_factor = -5
  billing_month                = 4
  billing_year                 = 2025
  %s
}
`, name, scope)
}
