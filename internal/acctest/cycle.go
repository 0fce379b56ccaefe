package acctest

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"
)

// Cycle runs the CLI through the life of one object, named TYPE.test in both configurations:
// create, drift, change in place, both imports, gone behind Terraform's back, replacement and
// destroy. replaced is the configuration with something that cannot change in place.
func (k Kind) Cycle(t *testing.T, config, changed, replaced string) {
	t.Parallel()
	e, _ := k.start(t)
	address := k.TypeName + ".test"
	planned := func(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
		return resource.ConfigPlanChecks{
			PreApply:             []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)},
			PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
		}
	}
	importID := func(s *terraform.State) (string, error) {
		return k.importID(s.RootModule().Resources[address].Primary.ID), nil
	}
	noChange := resource.ImportPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, plancheck.ResourceActionNoop)}}
	test := resource.TestCase{
		Steps: []resource.TestStep{
			{
				Config: e.HCL("%s", config), ConfigPlanChecks: planned(plancheck.ResourceActionCreate),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(address, tfjsonpath.New("organization"), knownvalue.StringExact(Organization)),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("id"), knownvalue.NotNull()),
				},
				Check: func(*terraform.State) error { k.holds(t, e, k.Config); return nil },
			},
			{
				PreConfig: func() { k.Edit(e) }, Config: e.HCL("%s", config), ConfigPlanChecks: planned(plancheck.ResourceActionUpdate),
				Check: func(*terraform.State) error { k.holds(t, e, k.Config); return nil },
			},
			{
				Config: e.HCL("%s", changed), ConfigPlanChecks: planned(plancheck.ResourceActionUpdate),
				Check: func(*terraform.State) error { k.holds(t, e, k.Changed); return nil },
			},
			{ResourceName: address, ImportState: true, ImportStateIdFunc: importID, ImportStateVerify: true},
			{Config: e.HCL("%s", changed), ResourceName: address, ImportState: true, ImportStateIdFunc: importID, ImportStateKind: resource.ImportBlockWithID, ImportPlanChecks: noChange},
			{Config: e.HCL("%s", replaced), ConfigPlanChecks: planned(k.replacement())},
		},
	}
	if !k.Sets {
		test.Steps = append(test.Steps, resource.TestStep{
			PreConfig: func() { k.Remove(e) }, Config: e.HCL("%s", changed), ConfigPlanChecks: planned(plancheck.ResourceActionCreate),
		})
		test.CheckDestroy = func(*terraform.State) error {
			if left := k.Holds(e); len(left) > 0 {
				return fmt.Errorf("the service still holds %q", left)
			}
			return nil
		}
	}
	e.CLI(test)
}

func (k Kind) replacement() plancheck.ResourceActionType {
	if k.Renames {
		return plancheck.ResourceActionUpdate
	}
	return plancheck.ResourceActionReplace
}

// Identity runs the CLI through an import by resource identity.
func (k Kind) Identity(t *testing.T, config string) {
	t.Parallel()
	e, _ := k.start(t)
	address := k.TypeName + ".test"
	identity := map[string]knownvalue.Check{"organization": knownvalue.StringExact(Organization), k.key(): knownvalue.NotNull()}
	if k.Parent != "" {
		identity[k.Parent] = knownvalue.StringExact(k.Config[k.Parent].(string)) //nolint:forcetypeassert // a name is a text
	}
	e.CLI(resource.TestCase{
		TerraformVersionChecks: []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_12_0)},
		Steps: []resource.TestStep{
			{
				Config:            e.HCL("%s", config),
				ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectIdentity(address, identity)},
			},
			{
				ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity,
				ImportPlanChecks: resource.ImportPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction(address, plancheck.ResourceActionNoop),
				}},
			},
		},
	})
}
