package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

func TestMain(m *testing.M) { acctest.Main(m) }

// A refresh costs about one request per collection, not one per object.
func TestAccRefresh_sharesListings(t *testing.T) {
	t.Parallel()
	const objects = 60
	for name, test := range map[string]struct {
		configuration string
		most          int
	}{
		"credit limits": {`
resource "mint_developer_credit_limit" "x" {
  count        = %d
  developer_id = "dev${floor(count.index / 2)}@example.com"
  currency     = ["USD", "EUR"][count.index %% 2]
  amount       = 1
}
`, objects / 2},
		"billing settings": {`
resource "mint_developer_billing" "x" {
  count        = %d
  developer_id = "dev${count.index}@example.com"
  phone        = "+1 555 ${count.index}"
}
`, objects},
		"adjustments": {`
resource "mint_billing_adjustment" "x" {
  count                        = %d
  name                         = "Adjustment ${count.index}"
  adjustment_percentage_factor = 1
  billing_month                = 4
  billing_year                 = 2025
}
`, 2},
		"rate plans": {`
resource "mint_rate_plan" "x" {
  count                   = %d
  monetization_package_id = "communications"
  name                    = "Plan ${count.index}"
  display_name            = "Plan ${count.index}"
  currency                = "USD"
  start_date              = "2030-01-01"
}
`, 2},
		"currencies": {`
resource "mint_supported_currency" "x" {
  count        = %d
  code         = "POINTS${count.index}"
  display_name = "Points"
  description  = "Points"
  virtual      = true
}
`, 2},
		"packages": {`
resource "mint_monetization_package" "x" {
  count        = %d
  name         = "Package ${count.index}"
  display_name = "Package"
  description  = "Package"
  products     = ["messaging"]
}
`, 2},
		"categories": {`
resource "mint_developer_category" "x" {
  count = %d
  name  = "Category ${count.index}"
}
`, 2},
		"terms": {`
resource "mint_terms_and_conditions" "x" {
  count      = %d
  version    = "1.${count.index}"
  start_date = "2030-01-01"
}
`, 2},
		"purchases": {`
resource "mint_accepted_rate_plan" "x" {
  count        = %d
  developer_id = "dev0@example.com"
  rate_plan_id = "only_${count.index}_flat"
  start_date   = "2099-01-01"
}
`, 2},
		"wallets": {`
resource "mint_wallet" "x" {
  count                = %d
  external_customer_id = "acme"
  name                 = "Wallet ${count.index}"
  currency             = "USD"
  rate_amount          = 1
}
`, 2},
		"ledger entries": {`
resource "mint_wallet" "x" {
  external_customer_id = "acme"
  name                 = "Prepaid"
  currency             = "USD"
  rate_amount          = 1
}

resource "mint_wallet_transaction" "x" {
  count           = %d
  wallet_id       = mint_wallet.x.id
  reference       = "entry-${count.index}"
  type            = "TOPUP"
  granted_credits = 1
}
`, 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			for i := range objects {
				e.Apigee.AddDeveloper(acctest.Organization, apigeefake.Developer{Email: fmt.Sprintf("dev%d@example.com", i), BillingType: "POSTPAID"})
			}
			if name == "purchases" {
				furnishSale(e, "dev0@example.com", objects)
			}
			e.Apigee.AddProduct(acctest.Organization, apigeefake.Product{Name: "messaging"})
			e.Apigee.AddPackage(acctest.Organization, apigeefake.Package{Name: "Communications", Products: []string{"messaging"}})
			w := e.NewWorkspace(fmt.Sprintf(test.configuration, objects))
			w.Succeed("apply", "-auto-approve", "-no-color")
			if got := e.Server.Count("POST", "") - e.Server.Count("POST", "token"); got < objects || got > objects+1 {
				t.Errorf("%d POSTs for %d objects", got, objects)
			}
			e.Server.ResetJournal()
			w.Succeed("plan", "-detailed-exitcode", "-no-color")
			if got := e.Server.Count("GET", ""); got > test.most {
				var sent []string
				for _, entry := range e.Server.Journal() {
					sent = append(sent, entry.String())
				}
				t.Errorf("%d requests, want at most %d:\n%s", got, test.most, strings.Join(sent, "\n"))
			}
			if got := e.Server.Count("POST", "token"); got > 1 {
				t.Errorf("%d token requests in one plan", got)
			}
		})
	}
}

// furnishSale adds published plans that share no product, and lets a developer buy.
func furnishSale(e *acctest.Env, developer string, plans int) {
	for i := range plans {
		product := fmt.Sprintf("only-%d", i)
		e.Apigee.AddProduct(acctest.Organization, apigeefake.Product{Name: product})
		e.Apigee.AddPackage(acctest.Organization, apigeefake.Package{Name: fmt.Sprintf("Only %d", i), Products: []string{product}})
		e.Apigee.AddRatePlan(acctest.Organization, apigeefake.RatePlan{Package: fmt.Sprintf("only_%d", i), Name: "Flat", Currency: "usd", Published: true})
	}
	e.Apigee.SetAttributeInConsole(acctest.Organization, developer, "MINT_DEVELOPER_LEGAL_NAME", "Customer")
	e.Apigee.SetAttributeInConsole(acctest.Organization, developer, "MINT_DEVELOPER_ADDRESS", `{"address1":"1 Main St","city":"X","country":"US","isPrimary":"true","state":"IL","zip":"1"}`)
}
