package examples_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
)

// The plan is refused before anything is created when the price is above the limit.
func TestPrices_aLimitRefusesThePlan(t *testing.T) {
	t.Parallel()
	e := acctest.NewDemo(t)
	example := read(t, "prices/price_limit.tf")
	dearer := strings.Replace(example, `rate = "0.0125"`, `rate = "0.0225"`, 1)
	if dearer == example {
		t.Fatal("the example has changed")
	}
	w := e.NewWorkspace(dearer)
	output, code := w.Run("plan", "-no-color")
	// 1000 x 0.05 + 9000 x 0.025 + 90000 x 0.0225 = 50 + 225 + 2025
	const want = "A large customer would pay 2300.0000 USD a month, and at most 1500 is agreed."
	if code == 0 || !strings.Contains(strings.Join(strings.Fields(output), " "), want) {
		t.Errorf("exit code %d:\n%s", code, output)
	}
	for _, request := range e.Server.Journal() {
		if request.Method == "POST" {
			t.Errorf("%s %s was sent", request.Method, request.Path)
		}
	}
}

// What a function returns is what a person would write.
func TestPrices_resultsEqualLiterals(t *testing.T) {
	t.Parallel()
	e := acctest.NewDemo(t)
	w := e.NewWorkspace(`
locals {
  plan = { rate_plan_details = [{ metering_type = "VOLUME", rates = provider::mint::bands([{ up_to = 100, rate = "0.05" }, { rate = 0.02 }]) }] }
  fees = provider::mint::fees({ set_up_fee = 1, recurring_fee = "2.5", advance = true, rate_plan_details = null })
  all = {
    literal  = provider::mint::charge(local.plan, 3).total == 0.15
    product  = provider::mint::charge(local.plan, 3).total == 3 * 0.05
    sum      = provider::mint::charge(local.plan, 3).total * 2 == 0.3
    fraction = provider::mint::charge(local.plan, "150.5").total == 6.01
    zero     = provider::mint::charge(local.plan, 0).total == 0
    text     = provider::mint::charge(local.plan, 3).text == "0.1500"
    line     = provider::mint::charge(local.plan, 3).lines == tolist([{ type = "RATECARD", start_unit = 0, end_unit = 100, units = 3, rate = 0.05, amount = 0.15 }])
    no_share = provider::mint::charge(local.plan, 3).share == null
    fees     = local.fees == { set_up = 1, recurring = 2.5, early_termination = 0, first_invoice = 3.5 }
    rate     = provider::mint::bands([{ up_to = 100, rate = "0.050" }, { rate = 0.02 }])[0].rate == "0.05"
    month    = provider::mint::billing_month("2026-01-31T23:00:00-05:00", -1) == { billing_month = 12, billing_year = 2025 }
  }
}

resource "mint_rate_plan" "resource" {
  monetization_package_id = "messaging_package"
  name                    = "Equal"
  display_name            = "Equal"
  currency                = "USD"
  start_date              = "2099-01-01"
  rate_plan_details       = [{ metering_type = "VOLUME", rates = provider::mint::bands([{ up_to = 100, rate = "0.05" }, { rate = 0.02 }]) }]
}

data "mint_rate_plan" "looked_up" {
  monetization_package_id = "messaging_package"
  id                      = mint_rate_plan.resource.id
}

output "wrong" {
  value = [for name, holds in local.all : name if !holds]
}

output "same" {
  value = provider::mint::charge(mint_rate_plan.resource, 150) == provider::mint::charge(data.mint_rate_plan.looked_up, 150) && provider::mint::charge(local.plan, 150).total == 6
}
`)
	w.Succeed("apply", "-auto-approve", "-no-color")
	if wrong := w.Succeed("output", "-json", "wrong"); !strings.Contains(wrong, "[]") {
		t.Errorf("not as the literal: %s", wrong)
	}
	if same := w.Succeed("output", "-json", "same"); !strings.Contains(same, "true") {
		t.Error("the plan that was looked up charges something else")
	}
}

// The price tests need no account: not even the fake is asked.
func TestPrices_testsPass(t *testing.T) {
	t.Parallel()
	e := acctest.NewDemo(t)
	w := e.NewWorkspace("")
	if version := w.Succeed("version"); strings.Contains(version, "Terraform v1.6.") || strings.Contains(version, "Terraform v1.7.") {
		t.Skip("provider functions need Terraform 1.8")
	}
	w.Replace("main.tf", read(t, "price-tests/main.tf"))
	w.Replace("prices.tftest.hcl", read(t, "price-tests/tests/prices.tftest.hcl"))
	output := w.Succeed("test", "-no-color")
	if !strings.Contains(output, "2 passed, 0 failed") {
		t.Error(output)
	}
	if sent := e.Server.Journal(); len(sent) > 0 {
		t.Errorf("%d requests were sent", len(sent))
	}
	w.Replace("main.tf", strings.Replace(read(t, "price-tests/main.tf"), `default     = "0.05"`, `default     = "0.051"`, 1))
	if output, code := w.Run("test", "-no-color"); code == 0 || !strings.Contains(output, "1000 messages cost 51.0000") {
		t.Errorf("another price passes, exit code %d:\n%s", code, output)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
