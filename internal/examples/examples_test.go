// Package examples_test applies every example that the documentation shows.
package examples_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const root = "../../examples"

func TestMain(m *testing.M) { acctest.Main(m) }

// TestExamples applies each file in a fresh account; the harness fails if the plan after it is not
// empty.
func TestExamples(t *testing.T) {
	t.Parallel()
	for _, pattern := range []string{"resources/*/resource*.tf", "data-sources/*/data-source*.tf", "functions/*/function*.tf", "prices/*.tf"} {
		files, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		if len(files) == 0 {
			t.Fatalf("there is no %s", pattern)
		}
		for _, file := range files {
			t.Run(filepath.Base(filepath.Dir(file))+"/"+filepath.Base(file), func(t *testing.T) {
				t.Parallel()
				config, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				e := acctest.NewDemo(t)
				furnish(e)
				e.CLI(resource.TestCase{Steps: []resource.TestStep{{Config: requirement(config) + e.HCL("%s", config)}}})
			})
		}
	}
}

// TestExamples_actions applies each example of an action, which older CLIs cannot read, and invokes
// it twice: the second time there is nothing to do.
func TestExamples_actions(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(root, "actions/*/action*.tf"))
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no actions: %v", err)
	}
	address := regexp.MustCompile(`(?m)^action "(\w+)" "(\w+)"`)
	for _, file := range files {
		t.Run(filepath.Base(filepath.Dir(file)), func(t *testing.T) {
			t.Parallel()
			config, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			e := acctest.NewDemo(t)
			e.NeedActions()
			w := e.NewWorkspace(string(config))
			e.Apigee.SuspendDeveloper(apigeefake.DemoOrganization, apigeefake.Suspension{Developer: apigeefake.DemoDeveloper, Reason: "LIMIT_VIOLATED"})
			w.Succeed("apply", "-auto-approve", "-no-color")
			for _, name := range address.FindAllStringSubmatch(string(config), -1) {
				invoke := "-invoke=action." + name[1] + "." + name[2]
				if output := w.Succeed("apply", invoke, "-auto-approve", "-no-color"); strings.Contains(output, "nothing was sent") {
					t.Errorf("there was nothing to do:\n%s", output)
				}
				if output := w.Succeed("apply", invoke, "-auto-approve", "-no-color"); !strings.Contains(output, "nothing was sent") {
					t.Errorf("it was done twice:\n%s", output)
				}
			}
		})
	}
}

// requirement names the provider for the functions of an example: a module that calls one has to.
// The harness serves the provider under this address.
func requirement(config []byte) string {
	if !bytes.Contains(config, []byte("provider::mint::")) {
		return ""
	}
	return "terraform {\n  required_providers {\n    mint = {\n      source = \"hashicorp/mint\"\n    }\n  }\n}\n\n"
}

// furnish adds what the examples of data sources look up and the demo does not hold.
func furnish(e *acctest.Env) {
	e.Apigee.SeedCustomer()
	e.Apigee.SetCreditLimitInConsole(apigeefake.DemoOrganization, apigeefake.DemoDeveloper, "usd", decimal.New(1000, 0))
	starter := e.Apigee.AddRatePlan(apigeefake.DemoOrganization, apigeefake.RatePlan{
		Package: apigeefake.DemoPackage, Name: "Starter", Currency: "usd", Published: true,
		Details: []apigeefake.RatePlanDetail{{Type: "RATECARD", Rates: []apigeefake.RatePlanRate{
			{Type: "RATECARD", Rate: decimal.NewNullDecimal(decimal.RequireFromString("0.05"))},
		}}},
	})
	e.Apigee.AcceptRatePlan(apigeefake.DemoOrganization, apigeefake.Acceptance{Developer: apigeefake.DemoDeveloper, Plan: starter})
}
