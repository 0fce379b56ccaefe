package endtoend_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

// every has one resource of every kind, and none that depends on another, which would not be read
// once that fails. The services come from the environment. LEDGER stands for the id of a wallet.
const every = `
terraform {
  required_providers {
    mint = {
      source = "terraform-provider-mint/mint"
    }
  }
}

variable "former" {
  type    = map(list(string))
  default = { apigee = [], paypal = [] }
}

provider "mint" {
  apigee = { former_endpoints = var.former.apigee }
  paypal = { former_endpoints = var.former.paypal }
}

resource "mint_developer_credit_limit" "one" {
  developer_id = "dev@example.com"
  currency     = "USD"
  amount       = 777
  on_destroy   = "zero"
}

resource "mint_billing_adjustment" "one" {
  name                         = "Goodwill"
  adjustment_percentage_factor = -12.5
  billing_month                = 4
  billing_year                 = 2025
}

resource "mint_rate_plan" "one" {
  monetization_package_id = "communications"
  name                    = "Gold"
  display_name            = "Gold"
  currency                = "USD"
  start_date              = "2099-01-01"
}

resource "mint_wallet" "one" {
  external_customer_id = "acme"
  name                 = "Prepaid"
  currency             = "USD"
  rate_amount          = 1.5
  force_destroy        = true
}

resource "mint_wallet_transaction" "one" {
  wallet_id       = "LEDGER"
  reference       = "welcome"
  type            = "TOPUP"
  granted_credits = 10
  on_destroy      = "void"
}

resource "mint_developer_category" "one" {
  name = "Gold"
}

resource "mint_monetization_package" "one" {
  name         = "Storage"
  display_name = "Storage"
  description  = "Stores"
  products     = ["messaging"]
}

resource "mint_supported_currency" "one" {
  code         = "GBP"
  display_name = "Pound"
  description  = "Pound sterling"
}

resource "mint_terms_and_conditions" "one" {
  version    = "one"
  start_date = "2099-01-01"
  text       = "Pay."
}

resource "mint_accepted_rate_plan" "one" {
  developer_id = "dev@example.com"
  rate_plan_id = "shop_flat"
  start_date   = "2099-01-01"
}
`

// titles is what errors call the object of each kind.
var titles = map[string]string{
	"mint_developer_credit_limit": "credit limit of dev@example.com", "mint_billing_adjustment": `billing adjustment "Goodwill"`, "mint_rate_plan": "rate plan Gold",
	"mint_developer_category": `developer category "Gold"`, "mint_monetization_package": `monetization package "Storage"`,
	"mint_accepted_rate_plan": "purchase of rate plan shop_flat by dev@example.com",
	"mint_supported_currency": "supported currency", "mint_terms_and_conditions": "terms and conditions",
	"mint_wallet": `wallet "Prepaid"`, "mint_wallet_transaction": `TOPUP "welcome"`,
}

var (
	apigeeKinds = []string{"mint_developer_credit_limit", "mint_billing_adjustment", "mint_rate_plan"}
	neighbours  = []string{"mint_developer_category", "mint_monetization_package", "mint_supported_currency", "mint_terms_and_conditions", "mint_accepted_rate_plan"}
	payPalKinds = []string{"mint_wallet", "mint_wallet_transaction"}
)

// furnished is an account of each service, with the package that the plan is for.
func furnished(t *testing.T) *acctest.Env {
	t.Helper()
	e := acctest.New(t)
	e.Apigee.AddProduct(acctest.Organization, apigeefake.Product{Name: "messaging"})
	e.Apigee.AddPackage(acctest.Organization, apigeefake.Package{Name: "Communications", Products: []string{"messaging"}})
	openShop(e)
	return e
}

// openShop adds a published plan with a set-up fee, and lets the postpaid developer buy.
func openShop(e *acctest.Env) {
	e.Apigee.AddProduct(acctest.Organization, apigeefake.Product{Name: "maps"})
	e.Apigee.AddPackage(acctest.Organization, apigeefake.Package{Name: "Shop", Products: []string{"maps"}})
	e.Apigee.AddRatePlan(acctest.Organization, apigeefake.RatePlan{Package: "shop", Name: "Flat", Currency: "usd", Published: true, SetUpFee: decimal.NewNullDecimal(decimal.New(20, 0))})
	e.Apigee.SetAttributeInConsole(acctest.Organization, acctest.Postpaid, "MINT_DEVELOPER_LEGAL_NAME", "Customer")
	e.Apigee.SetAttributeInConsole(acctest.Organization, acctest.Postpaid, "MINT_DEVELOPER_ADDRESS", `{"address1":"1 Main St","city":"X","country":"US","isPrimary":"true","state":"IL","zip":"1"}`)
}

// ledger is a wallet that somebody else has opened.
func ledger(t *testing.T, e *acctest.Env) (id string) {
	t.Helper()
	wallet, err := e.PayPal.OpenWalletInConsole(paypalfake.Wallet{CustomerID: acctest.Customer, Name: "Ledger", Currency: "USD", Rate: decimal.New(1, 0)})
	if err != nil {
		t.Fatal(err)
	}
	return wallet.ID
}

// connect points the commands that follow to the services of an account.
func connect(w *acctest.Workspace, e *acctest.Env) {
	e.PayPal.AcceptClient("client", "secret")
	for name, value := range map[string]string{
		"APIGEE_ORGANIZATION": acctest.Organization, "APIGEE_ENDPOINT": e.Apigee.Endpoint(), "APIGEE_USERNAME": apigeefake.Username, "APIGEE_PASSWORD": apigeefake.Password,
		"PAYPAL_ENDPOINT": e.Server.URL(), "PAYPAL_CLIENT_ID": "client", "PAYPAL_CLIENT_SECRET": "secret",
	} {
		w.Setenv(name, value)
	}
}

// applied is a workspace in which every kind is applied.
func applied(t *testing.T, e *acctest.Env, configuration string) *acctest.Workspace {
	t.Helper()
	w := e.NewWorkspace("")
	w.Replace("main.tf", strings.Replace(configuration, "LEDGER", ledger(t, e), 1))
	connect(w, e)
	w.Succeed("apply", "-auto-approve", "-no-color")
	return w
}

// refused runs a command that must fail with an error for each kind, and change nothing in the
// state.
func refused(t *testing.T, w *acctest.Workspace, kinds []string, says string, args ...string) {
	t.Helper()
	before := resources(w)
	output, code := w.Run(append(args, "-no-color")...)
	messages := strings.NewReplacer("Error: ", "\nError: ", "Warning: ", "\nWarning: ").Replace(strings.Join(strings.Fields(output), " "))
	for _, kind := range kinds {
		said := slices.ContainsFunc(strings.Split(messages, "\n"), func(text string) bool {
			return strings.HasPrefix(text, "Error: ") && strings.Contains(text, titles[kind]) && strings.Contains(text, says)
		})
		if code == 0 || !said {
			t.Errorf("%v, exit code %d, does not say %q of %s:\n%s", args, code, says, kind, output)
		}
	}
	if after := resources(w); after != before {
		t.Errorf("%v changed the state from %s to %s", args, before, after)
	}
}

// resources lists what the state holds.
func resources(w *acctest.Workspace) string {
	return strings.Join(regexp.MustCompile(`"type": "mint_\w+"`).FindAllString(w.State(), -1), ", ")
}

func empty(w *acctest.Workspace) { w.Succeed("plan", "-detailed-exitcode", "-no-color") }

// Another installation has an organization, and customers, of the same names: nothing of it is
// read, changed or deleted. A host that moved is declared.
func TestKinds_anotherEndpoint(t *testing.T) {
	t.Parallel()
	e, other := furnished(t), furnished(t)
	other.Apigee.SetCreditLimitInConsole(acctest.Organization, acctest.Postpaid, "usd", decimal.New(777, 0))
	w := applied(t, e, every)
	all := slices.Concat(apigeeKinds, neighbours, payPalKinds)

	w.Setenv("APIGEE_ENDPOINT", strings.Replace(e.Apigee.Endpoint(), "http:", "HTTP:", 1)+"/")
	w.Setenv("PAYPAL_ENDPOINT", e.Server.URL()+"/")
	empty(w)

	connect(w, other)
	refused(t, w, all, "belongs to another account", "plan")
	refused(t, w, all, "belongs to another account", "apply", "-auto-approve", "-destroy")
	// Without a refresh the plan is not refused for every kind, but nothing of it is done.
	w.Run("destroy", "-auto-approve", "-refresh=false", "-no-color")
	if sent := other.Server.Journal(); len(sent) > 0 {
		t.Errorf("the other installation was asked: %v", sent)
	}

	moved := func(endpoint string) string { return strings.Replace(endpoint, "127.0.0.1", "localhost", 1) }
	w.Setenv("APIGEE_ENDPOINT", moved(e.Apigee.Endpoint()))
	w.Setenv("PAYPAL_ENDPOINT", moved(e.Server.URL()))
	refused(t, w, all, "former_endpoints", "plan")
	w.Succeed("apply", "-auto-approve", "-no-color", fmt.Sprintf(`-var=former={ apigee = [%q], paypal = [%q] }`, e.Apigee.Endpoint(), e.Server.URL()))
	empty(w)
}

// "Not found" for the organization itself, and for all of PayPal, says nothing about the objects.
func TestKinds_notFoundWithTheirParents(t *testing.T) {
	t.Parallel()
	e := furnished(t)
	w := applied(t, e, every)
	e.Apigee.HideOrganization(acctest.Organization, true)
	e.Server.Inject(fake.Status(404, `{"name":"RESOURCE_NOT_FOUND","message":"The specified resource does not exist."}`), fake.On("", "/v1/commerce"), fake.Always())
	for _, args := range [][]string{{"plan"}, {"apply", "-auto-approve"}, {"destroy", "-auto-approve"}} {
		refused(t, w, slices.Concat(apigeeKinds, neighbours, []string{"mint_wallet"}), "terraform state rm", args...)
	}
	refused(t, w, slices.Concat(apigeeKinds, neighbours, payPalKinds), "", "destroy", "-auto-approve", "-refresh=false")
	e.Apigee.HideOrganization(acctest.Organization, false)
	e.Server.ClearFaults()
	empty(w)
	if got := len(regexp.MustCompile("mint_").FindAllString(resources(w), -1)); got != len(titles) {
		t.Errorf("the state holds %s", resources(w))
	}
}

// What older clients and consoles have made is imported, and the configuration that Terraform
// writes for it plans nothing. Rate plans have a test of their own:
// TestAccRatePlan_generatedConfiguration.
func TestKinds_generatedConfiguration(t *testing.T) {
	t.Parallel()
	e := furnished(t)
	e.Apigee.SetCreditLimitInConsole(acctest.Organization, acctest.Postpaid, "usd", decimal.RequireFromString("1234.5678"))
	adjusted := e.Apigee.AddAdjustmentInConsole(acctest.Organization, apigeefake.Adjustment{
		Name: "Caf\u00e9, 50 %", Factor: decimal.RequireFromString("-0.0001"), Month: 4, Year: 2025, TransactionType: "RECURRINGFEES", DeveloperBillingType: "CREDIT",
	})
	wallet, err := e.PayPal.OpenWalletInConsole(paypalfake.Wallet{CustomerID: acctest.Customer, Name: "Prepaid", Currency: "USD", Rate: decimal.RequireFromString("0.0000015")})
	if err != nil {
		t.Fatal(err)
	}
	blocks := every[:strings.Index(every, "resource ")]
	for kind, id := range map[string]string{
		"mint_developer_credit_limit": acctest.Postpaid + "/USD", "mint_billing_adjustment": adjusted, "mint_wallet": wallet.ID,
	} {
		blocks += fmt.Sprintf("import {\n  to = %s.one\n  id = %q\n}\n\n", kind, id)
	}
	w := e.NewWorkspace("")
	w.Replace("main.tf", blocks)
	connect(w, e)
	if out := w.Succeed("plan", "-no-color", "-generate-config-out=generated.tf"); !strings.Contains(out, "Plan: 3 to import, 0 to add, 0 to change, 0 to destroy.") {
		t.Fatal(out)
	}
	w.Succeed("apply", "-no-color", "-auto-approve")
	empty(w)
	for _, request := range e.Server.Journal() {
		if request.Method != "GET" && !strings.HasSuffix(request.Path, "/oauth2/token") {
			t.Errorf("%s %s was sent", request.Method, request.Path)
		}
	}
}

// A developer has an email and a UUID. Two resources that use one each are one limit, and one
// scope; the plan of a developer is the same plan under both.
func TestKinds_twoNamesOfOneDeveloper(t *testing.T) {
	t.Parallel()
	e := furnished(t)
	id := e.Apigee.AddDeveloper(acctest.Organization, apigeefake.Developer{Email: "two@example.com"})
	declare := func(name, developer string) string {
		config := every[strings.Index(every, "resource "):strings.Index(every, `resource "mint_wallet"`)]
		return strings.NewReplacer(
			`"one"`, fmt.Sprintf("%q", name), `"dev@example.com"`, fmt.Sprintf("%q", developer),
			"billing_year                 = 2025", fmt.Sprintf("billing_year = 2025\n  developer_id = %q", developer),
			`start_date              = "2099-01-01"`, fmt.Sprintf("start_date = \"2099-01-01\"\n  type = \"DEVELOPER\"\n  developer_id = %q", developer),
		).Replace(config)
	}
	w := e.NewWorkspace("")
	w.Replace("main.tf", every[:strings.Index(every, "resource ")]+declare("email", "two@example.com")+declare("uuid", id))
	connect(w, e)

	// In one run the second of each is refused.
	output, code := w.Run("apply", "-auto-approve", "-no-color")
	if got := strings.Count(strings.ToLower(output), "two resources of this configuration"); code == 0 || got != len(apigeeKinds) {
		t.Errorf("exit code %d, %d are refused:\n%s", code, got, output)
	}
	for _, route := range []string{"/developer-credit-limit", "/billing-adjustments", "/rate-plans"} {
		if got := e.Server.Count("POST", route); got != 1 {
			t.Errorf("%d posted to %s", got, route)
		}
	}

	// In the next it takes over what the first has made, and each plan from then on says so.
	w.Succeed("apply", "-auto-approve", "-no-color")
	output = strings.Join(strings.Fields(w.Succeed("plan", "-no-color")), " ")
	for _, kind := range apigeeKinds {
		if !strings.Contains(output, "Two resources manage "+kind) {
			t.Errorf("the plan does not say that %s is managed twice:\n%s", kind, output)
		}
	}
	if adjustments, plans := len(e.Apigee.Adjustments(acctest.Organization)), len(e.Apigee.RatePlans(acctest.Organization, "communications")); adjustments != 1 || plans != 1 {
		t.Errorf("there are %d adjustments and %d plans", adjustments, plans)
	}
}
