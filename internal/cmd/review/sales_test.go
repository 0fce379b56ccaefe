package main

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const offers = `
resource "mint_rate_plan" "offer" {
  for_each = {
    basic   = { currency = "USD", set_up = "20.25", recurring = "9.5", leaving = "12.25" }
    deluxe  = { currency = "JPY", set_up = "3000", recurring = "1200", leaving = "0" }
    arrears = { currency = "EUR", set_up = "7", recurring = "100", leaving = "50" }
  }
  monetization_package_id = mint_monetization_package.sold[each.key].id
  name                    = title(each.key)
  display_name            = title(each.key)
  currency                = each.value.currency
  start_date              = "2025-01-01"
  set_up_fee              = each.value.set_up
  recurring_fee           = each.value.recurring
  early_termination_fee   = each.value.leaving
  advance                 = each.key != "arrears"
  frequency_duration      = 1
  frequency_duration_type = "MONTH"
  published               = true

  rate_plan_details = [{
    type          = "RATECARD"
    metering_type = "UNIT"
    rates         = [{ rate = "0.05", start_unit = 0 }]
  }]
}

resource "mint_monetization_package" "sold" {
  for_each     = toset(["basic", "deluxe", "arrears"])
  name         = title(each.key)
  display_name = title(each.key)
  description  = title(each.key)
  products     = [each.key]
  on_destroy   = "retain"
}

resource "mint_developer_billing" "buyer" {
  developer_id = "dev@example.com"
  billing_type = "POSTPAID"
  legal_name   = "Eloper Ltd"

  address = {
    address1 = "1 Main Street"
    city     = "Springfield"
    state    = "IL"
    zip      = "62701"
    country  = "US"
  }
}
`

const sales = `
resource "mint_accepted_rate_plan" "sale" {
  for_each                 = mint_rate_plan.offer
  developer_id             = mint_developer_billing.buyer.developer_id
  rate_plan_id             = each.value.id
  start_date               = "2099-01-01"
  waive_termination_charge = true
}

resource "mint_accepted_rate_plan" "prepaid" {
  developer_id             = "prepaid@example.com"
  rate_plan_id             = mint_rate_plan.offer["basic"].id
  start_date               = "2099-01-01"
  waive_set_up_fees        = true
  waive_termination_charge = true
}
`

// running is a purchase that began before Terraform knew it, of a plan that only the service has.
const running = `
data "mint_rate_plan" "console" {
  monetization_package_id = "console"
  id                      = "console_old"
}

import {
  to = mint_accepted_rate_plan.running
  id = "prepaid@example.com/ID"
}

resource "mint_accepted_rate_plan" "running" {
  developer_id = "prepaid@example.com"
  rate_plan_id = "console_old"
  start_date   = "2025-06-01"
  end_date     = "2099-12-31"
}
`

// salesTown has products, terms that both developers have accepted, and a running purchase.
func salesTown(t *testing.T) (e *acctest.Env, running string) {
	t.Helper()
	e = acctest.New(t)
	for _, product := range []string{"basic", "deluxe", "arrears", "console"} {
		e.Apigee.AddProduct(acctest.Organization, apigeefake.Product{Name: product})
	}
	terms := e.Apigee.AddTerms(acctest.Organization, apigeefake.Terms{Version: "1.0", URL: "https://example.com/terms"})
	e.Apigee.DeleteDeveloper(acctest.Organization, acctest.Prepaid)
	e.Apigee.AddDeveloper(acctest.Organization, apigeefake.Developer{
		Email: acctest.Prepaid, BillingType: "PREPAID", LegalName: "Pre Ltd",
		Address: []apigeefake.Address{{Address1: "1 Main Street", City: "Springfield", State: "IL", Zip: "62701", Country: "US", Primary: true}},
	})
	e.Apigee.TopUp(acctest.Organization, acctest.Prepaid, "usd", decimal.New(100, 0))
	for _, developer := range []string{acctest.Postpaid, acctest.Prepaid} {
		e.Apigee.AnswerTermsInPortal(acctest.Organization, developer, terms, "ACCEPTED")
	}
	console := e.Apigee.AddPackage(acctest.Organization, apigeefake.Package{Name: "Console", Products: []string{"console"}})
	plan := e.Apigee.AddRatePlan(acctest.Organization, apigeefake.RatePlan{
		Package: console, Name: "Old", Currency: "eur", Published: true, StartDate: "2025-01-01 00:00:00",
		EarlyTerminationFee: decimal.NewNullDecimal(decimal.New(1225, -2)),
	})
	return e, e.Apigee.AcceptRatePlan(acctest.Organization, apigeefake.Acceptance{Developer: acctest.Prepaid, Plan: plan, StartDate: "2025-06-01 00:00:00"})
}

// Plans about purchases, first of plans in the same configuration, whose ids are not known yet.
func TestGolden_sales(t *testing.T) {
	t.Parallel()
	e, id := salesTown(t)
	p := newProject(t, e)
	p.step("sold", offers+sales, nil)
	imported := strings.Replace(running, "ID", id, 1)
	p.step("sale-ended", offers+sales+imported, nil)
	kept := strings.Replace(imported, `end_date     = "2099-12-31"`, `waive_termination_charge = true`, 1)
	p.step("sale-continued", strings.Replace(offers, `"POSTPAID"`, `"PREPAID"`, 1)+sales+kept, nil)
	p.step("sales-destroyed", "", nil)
}
