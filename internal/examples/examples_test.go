// Package examples_test applies every example that the documentation shows.
package examples_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const root = "../../examples"

func TestMain(m *testing.M) { acctest.Main(m) }

// TestExamples applies each file in a fresh account; the harness fails if the
// plan after it is not empty.
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

// requirement names the provider for the functions of an example: a module that calls one has to. The
// harness serves the provider under this address.
func requirement(config []byte) string {
	if !bytes.Contains(config, []byte("provider::mint::")) {
		return ""
	}
	return "terraform {\n  required_providers {\n    mint = {\n      source = \"hashicorp/mint\"\n    }\n  }\n}\n\n"
}

// furnish adds what the examples of data sources look up and the demo does not hold.
func furnish(e *acctest.Env) {
	e.Apigee.SetCreditLimitInConsole(apigeefake.DemoOrganization, apigeefake.DemoDeveloper, "usd", decimal.New(1000, 0))
	starter := e.Apigee.AddRatePlan(apigeefake.DemoOrganization, apigeefake.RatePlan{
		Package: apigeefake.DemoPackage, Name: "Starter", Currency: "usd", Published: true,
		Details: []apigeefake.RatePlanDetail{{Type: "RATECARD", Rates: []apigeefake.RatePlanRate{
			{Type: "RATECARD", Rate: decimal.NewNullDecimal(decimal.RequireFromString("0.05"))},
		}}},
	})
	e.Apigee.AcceptRatePlan(apigeefake.DemoOrganization, apigeefake.Acceptance{Developer: apigeefake.DemoDeveloper, Plan: starter})
}
