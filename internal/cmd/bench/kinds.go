package main

import (
	"fmt"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

// kind is one sort of object to measure: prepare furnishes the fakes and returns the configuration
// of n objects.
type kind struct {
	name    string
	prepare func(server *fake.Server, n int) string
}

const organization = "myorg"

// noopConfiguration is of n objects that are built into Terraform.
func noopConfiguration(n int) string {
	return fmt.Sprintf("resource \"terraform_data\" \"x\" {\n  count = %d\n  input = \"value ${count.index}\"\n}\n", n)
}

var kinds = []kind{
	{"credit limits", func(server *fake.Server, n int) string {
		s := apigee(server)
		for i := range (n + 1) / 2 {
			s.AddDeveloper(organization, apigeefake.Developer{Email: fmt.Sprintf("dev%d@example.com", i), BillingType: "POSTPAID"})
		}
		return configuration(server, s, fmt.Sprintf(`
resource "mint_developer_credit_limit" "x" {
  count        = %d
  developer_id = "dev${floor(count.index / 2)}@example.com"
  currency     = ["USD", "EUR"][count.index %% 2]
  amount       = count.index + 0.25
}
`, n))
	}},
	{"billing settings", func(server *fake.Server, n int) string {
		s := apigee(server)
		for i := range n {
			s.AddDeveloper(organization, apigeefake.Developer{Email: fmt.Sprintf("dev%d@example.com", i), BillingType: "POSTPAID"})
		}
		return configuration(server, s, fmt.Sprintf(`
resource "mint_developer_billing" "x" {
  count        = %d
  developer_id = "dev${count.index}@example.com"
  billing_type = "POSTPAID"
  legal_name   = "Developer ${count.index} Ltd"
  address      = { address1 = "${count.index} Main Street", city = "Springfield" }
}
`, n))
	}},
	{"adjustments", func(server *fake.Server, n int) string {
		return configuration(server, apigee(server), fmt.Sprintf(`
resource "mint_billing_adjustment" "x" {
  count                        = %d
  name                         = "adjustment ${count.index}"
  adjustment_percentage_factor = "${count.index %% 1000}.25"
  billing_month                = 4
  billing_year                 = 2025
}
`, n))
	}},
	{"rate plans", func(server *fake.Server, n int) string {
		s := apigee(server)
		s.AddProduct(organization, apigeefake.Product{Name: "messaging"})
		s.AddPackage(organization, apigeefake.Package{Name: "Communications", Products: []string{"messaging"}})
		return configuration(server, s, fmt.Sprintf(`
resource "mint_rate_plan" "x" {
  count                   = %d
  monetization_package_id = "communications"
  name                    = "Plan ${count.index}"
  display_name            = "Plan ${count.index}"
  currency                = "USD"
  start_date              = "2030-01-01"
  rate_plan_details = [{
    type          = "RATECARD"
    metering_type = "UNIT"
    rates         = [{ type = "RATECARD", rate = "0.0125", start_unit = "0" }]
  }]
}
`, n))
	}},
	{"accepted rate plans", func(server *fake.Server, n int) string {
		s := apigee(server)
		sellTo(s, n)
		return configuration(server, s, fmt.Sprintf(`
resource "mint_accepted_rate_plan" "x" {
  count        = %d
  developer_id = "customer${floor(count.index / 10)}@example.com"
  rate_plan_id = "package_${count.index %% 10}_flat"
  start_date   = "2099-01-01"
}
`, n))
	}},
	{"wallets", func(server *fake.Server, n int) string {
		paypal(server, (n+9)/10)
		return configuration(server, nil, fmt.Sprintf(`
resource "mint_wallet" "x" {
  count                = %d
  external_customer_id = "customer${floor(count.index / 10)}"
  name                 = "Wallet ${count.index}"
  currency             = "USD"
  rate_amount          = "1.5"
}
`, n))
	}},
	{"ledger entries", func(server *fake.Server, n int) string {
		paypal(server, 1)
		return configuration(server, nil, fmt.Sprintf(`
resource "mint_wallet" "x" {
  count                = 10
  external_customer_id = "customer0"
  name                 = "Wallet ${count.index}"
  currency             = "USD"
  rate_amount          = "1.5"
  force_destroy        = true
}

resource "mint_wallet_transaction" "x" {
  count           = %d
  wallet_id       = mint_wallet.x[count.index %% 10].id
  reference       = "entry-${count.index}"
  type            = "TOPUP"
  granted_credits = count.index + 1
}
`, n))
	}},
	{"currencies", func(server *fake.Server, n int) string {
		return configuration(server, apigee(server), fmt.Sprintf(`
resource "mint_supported_currency" "x" {
  count        = %d
  code         = "POINTS${count.index}"
  display_name = "Points ${count.index}"
  description  = "Points"
  virtual      = true
  credit_limit = count.index + 0.25
}
`, n))
	}},
	{"packages", func(server *fake.Server, n int) string {
		s := apigee(server)
		s.AddProduct(organization, apigeefake.Product{Name: "messaging"})
		return configuration(server, s, fmt.Sprintf(`
resource "mint_monetization_package" "x" {
  count        = %d
  name         = "Package ${count.index}"
  display_name = "Package ${count.index}"
  description  = "Messaging"
  products     = ["messaging"]
}
`, n))
	}},
	{"categories", func(server *fake.Server, n int) string {
		return configuration(server, apigee(server), fmt.Sprintf(`
resource "mint_developer_category" "x" {
  count       = %d
  name        = "Category ${count.index}"
  description = "Some developers"
}
`, n))
	}},
	{"terms", func(server *fake.Server, n int) string {
		return configuration(server, apigee(server), fmt.Sprintf(`
resource "mint_terms_and_conditions" "x" {
  count      = %d
  version    = "1.${count.index}"
  start_date = "2030-01-01"
  url        = "https://example.com/terms"
}
`, n))
	}},
}

func apigee(server *fake.Server) *apigeefake.Service {
	s := apigeefake.New(server, apigeefake.Switches{})
	s.AddOrganization(apigeefake.Organization{ID: organization, HasBillingAdjustment: true})
	s.AddCurrency(organization, apigeefake.Currency{Name: "USD"})
	s.AddCurrency(organization, apigeefake.Currency{Name: "EUR"})
	return s
}

// sellTo adds plans of ten packages, and developers who are ready to buy n of them.
func sellTo(s *apigeefake.Service, n int) {
	for i := range 10 {
		product := fmt.Sprintf("product%d", i)
		s.AddProduct(organization, apigeefake.Product{Name: product})
		s.AddPackage(organization, apigeefake.Package{Name: fmt.Sprintf("Package %d", i), Products: []string{product}})
		s.AddRatePlan(organization, apigeefake.RatePlan{Package: fmt.Sprintf("package_%d", i), Name: "Flat", Currency: "usd", Published: true})
	}
	terms := s.AddTerms(organization, apigeefake.Terms{Version: "1"})
	for i := range (n + 9) / 10 {
		customer := fmt.Sprintf("customer%d@example.com", i)
		s.AddDeveloper(organization, apigeefake.Developer{Email: customer, LegalName: "Customer", Address: []apigeefake.Address{{Address1: "1 Main Street", Country: "US"}}})
		s.AnswerTermsInPortal(organization, customer, terms, "ACCEPTED")
	}
}

func paypal(server *fake.Server, customers int) {
	s := paypalfake.New(server, paypalfake.Switches{})
	s.AcceptClient("client", "secret")
	for i := range customers {
		s.AddCustomer(fmt.Sprintf("customer%d", i))
	}
}

func configuration(server *fake.Server, s *apigeefake.Service, resources string) string {
	block := fmt.Sprintf("  paypal = {\n    endpoint      = %q\n    client_id     = \"client\"\n    client_secret = \"secret\"\n  }\n", server.URL())
	if s != nil {
		block = fmt.Sprintf("  apigee = {\n    endpoint     = %q\n    organization = %q\n    username     = %q\n    password     = %q\n    token_url    = %q\n  }\n",
			s.Endpoint(), organization, apigeefake.Username, apigeefake.Password, s.TokenURL())
	}
	return "terraform {\n  required_providers {\n    mint = {\n      source = \"terraform-provider-mint/mint\"\n    }\n  }\n}\n\nprovider \"mint\" {\n" + block + "}\n" + resources
}
