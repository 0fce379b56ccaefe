package main

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestMain(m *testing.M) { acctest.Main(m) }

// golden compares a text with the one in testdata/golden.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got); -update writes it anew:\n%s", file, diff)
	}
}

// reviewOf runs the command on a plan, as a file.
func reviewOf(t *testing.T, plan string, flags ...string) (string, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "plan.json")
	if err := os.WriteFile(file, []byte(plan), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	err := run(append(flags, file), &out, io.Discard)
	if err != nil && !errors.Is(err, errExceeded) {
		t.Fatal(err)
	}
	return out.String(), err
}

// holdings is what the services hold, by measure and currency.
type holdings map[string]decimal.Decimal

func (m holdings) add(measure, currency string, amount decimal.Decimal) {
	key := measure + " " + strings.ToUpper(currency)
	m[key] = m[key].Add(amount)
}

// truth is the money that the fakes hold now.
func truth(e *acctest.Env) holdings {
	m := holdings{}
	for _, customer := range []string{acctest.Customer, "globex"} {
		for _, w := range e.PayPal.Wallets(customer) {
			for _, x := range e.PayPal.Transactions(w.ID) {
				measure := map[string]string{paypalfake.Purchased: creditsPaid, "GRANTED": creditsGranted, "VOIDED": creditsVoided}[x.Status]
				m.add(measure, w.Currency, x.Credits)
				m.add(measure+" worth", w.Currency, x.Amount)
			}
			if w.Status == "TERMINATED" {
				m.add(creditsForfeited, w.Currency, w.Balance.Credits)
				m.add(creditsForfeited+" worth", w.Currency, w.Balance.Money)
			}
		}
	}
	for _, currency := range e.Apigee.Currencies(acctest.Organization) {
		for _, developer := range []string{acctest.Postpaid, acctest.Prepaid} {
			if limit := e.Apigee.CreditLimit(acctest.Organization, developer, currency.ID()); limit.Set {
				m.add(creditLimit, currency.ID(), limit.Amount)
			}
		}
		m.add(defaultLimit, currency.ID(), currency.CreditLimit.Decimal)
		for _, developer := range []string{acctest.Postpaid, acctest.Prepaid} {
			for _, charge := range e.Apigee.Charges(acctest.Organization, developer) {
				if charge.Currency == currency.ID() {
					measure := map[bool]string{false: "fees_charged", true: "fees_of_ending"}[charge.Type == apigeefake.TerminationFee]
					m.add(measure, charge.Currency, charge.Amount)
				}
			}
		}
	}
	for _, a := range e.Apigee.Adjustments(acctest.Organization) {
		m.add(adjustment, "", a.Factor)
	}
	return m
}

// moves are the differences between two truths, without those that are 0.
func (m holdings) moves(before holdings) map[string]string {
	moved := map[string]string{}
	for key := range maps.Keys(m) {
		if difference := m[key].Sub(before[key]); !difference.IsZero() {
			moved[key] = difference.String()
		}
	}
	for key := range before {
		if _, there := m[key]; !there && !before[key].IsZero() {
			moved[key] = before[key].Neg().String()
		}
	}
	return moved
}

// announced is what a review says that moves, in the words of moves. What it does not know exactly
// is an error, unless the currency is left out of the comparison.
func announced(t *testing.T, r *review) map[string]string {
	t.Helper()
	m := holdings{}
	for _, s := range r.Sums {
		if s.NotKnown > 0 || s.Amount.status == hidden {
			t.Errorf("%s in %s is %s, and %d are not known", s.Measure, s.Currency, s.Amount, s.NotKnown)
		}
		switch s.Measure {
		case "limits_raised":
			m.add(creditLimit, s.Currency, s.Amount.value)
		case "limits_lowered":
			m.add(creditLimit, s.Currency, s.Amount.value.Neg())
		case "default_limits_raised":
			m.add(defaultLimit, s.Currency, s.Amount.value)
		case "default_limits_lowered":
			m.add(defaultLimit, s.Currency, s.Amount.value.Neg())
		case creditsDue: // what a rule buys is a purchase
			m.add(creditsPaid, s.Currency, s.Amount.value)
			m.add(creditsPaid+" worth", s.Currency, s.Worth.value)
		default:
			m.add(s.Measure, s.Currency, s.Amount.value)
			m.add(s.Measure+" worth", s.Currency, s.Worth.value)
		}
	}
	for _, e := range r.Effects {
		if e.Kind == adjustment {
			m.add(adjustment, "", e.Change.value)
		}
	}
	return m.moves(holdings{})
}

// project is a workspace whose plans are reviewed before they are applied.
type project struct {
	t      *testing.T
	e      *acctest.Env
	w      *acctest.Workspace
	header string
}

func newProject(t *testing.T, e *acctest.Env) *project {
	t.Helper()
	e.Block["settle_timeout"], e.Block["max_retries"] = "1s", 1
	w := e.NewWorkspace("")
	return &project{t: t, e: e, w: w, header: w.Text("main.tf")}
}

// plan plans a configuration and returns what is shown of the saved plan.
func (p *project) plan(configuration string) string {
	p.t.Helper()
	p.w.Replace("main.tf", p.header+configuration)
	p.w.Succeed("plan", "-no-color", "-out=saved")
	shown := p.w.Succeed("show", "-json", "saved")
	return shown[strings.Index(shown, "{"):]
}

// step plans a configuration, compares the review with the golden one, applies the plan, and
// compares what then has moved with the sums of the review. Afterwards says what the services do by
// themselves.
func (p *project) step(name, configuration string, afterwards func(), flags ...string) {
	p.t.Helper()
	p.t.Log(name)
	shown := p.plan(configuration)
	text, _ := reviewOf(p.t, shown, flags...)
	golden(p.t, name+".md", text)
	before := truth(p.e)
	p.w.Succeed("apply", "-no-color", "saved")
	if afterwards != nil {
		afterwards()
	}
	r := parse(p.t, shown)
	if diff := cmp.Diff(announced(p.t, r), truth(p.e).moves(before)); diff != "" {
		p.t.Errorf("%s: apply moved something else (-announced +moved):\n%s", name, diff)
	}
}

func parse(t *testing.T, plan string) *review {
	t.Helper()
	file := filepath.Join(t.TempDir(), "plan.json")
	if err := os.WriteFile(file, []byte(plan), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := readDocument(file)
	if err != nil {
		t.Fatal(err)
	}
	return newReview(d, nil, nil)
}

const wallets = `
resource "mint_wallet" "prepaid" {
  external_customer_id = "acme"
  name                 = "Prepaid"
  currency             = "USD"
  rate_amount          = "1.25"
  force_destroy        = true
}

resource "mint_wallet" "automatic" {
  external_customer_id = "acme"
  name                 = "Automatic"
  currency             = "EUR"
  rate_amount          = "2"

  recurring_transaction_rules = [
    { trigger = "THRESHOLD", threshold_credits = "10", method = "TARGET", target_ongoing_balance = "100" },
  ]
}

resource "mint_wallet_transaction" "welcome" {
  wallet_id       = mint_wallet.prepaid.id
  reference       = "welcome"
  type            = "TOPUP"
  paid_credits    = 200
  granted_credits = "20.8"
}

resource "mint_wallet_transaction" "trial" {
  for_each        = toset(["april", "may"])
  wallet_id       = mint_wallet.prepaid.id
  reference       = "trial/${each.key}"
  type            = "TOPUP"
  granted_credits = 10
  on_destroy      = "void"
}
`

const correction = `
resource "mint_wallet_transaction" "correction" {
  wallet_id       = mint_wallet.prepaid.id
  reference       = "correction/1"
  type            = "VOID"
  credits_to_void = "0.8"
}
`

// Plans about wallets, each applied after its review.
func TestGolden_wallets(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	p := newProject(t, e)
	named := func(name string) paypalfake.Wallet {
		all := e.PayPal.Wallets(acctest.Customer)
		return all[slices.IndexFunc(all, func(w paypalfake.Wallet) bool { return w.Name == name })]
	}
	p.step("wallets-created", wallets, func() {
		if err := e.PayPal.FireRule(named("Automatic").ID, 0); err != nil {
			t.Error(err)
		}
	}, "-max-credits", "100")
	for _, x := range e.PayPal.Transactions(named("Prepaid").ID) {
		if x.PaymentStatus == "PENDING" {
			if err := e.PayPal.SettlePayment(x.ID); err != nil {
				t.Error(err)
			}
		}
	}
	posted := wallets + correction
	p.step("credits-posted", posted+`
resource "mint_wallet_transaction" "order" {
  wallet_id    = mint_wallet.prepaid.id
  reference    = "order"
  type         = "TOPUP"
  paid_credits = "1000.4"
}
`, nil, "-max-credits", "1000", "-forbid-irreversible")
	p.step("entries-destroyed", wallets[:strings.Index(wallets, `resource "mint_wallet_transaction"`)]+`
data "mint_wallet" "prepaid" {
  id = mint_wallet.prepaid.id
}
`, nil)
	p.step("wallet-terminated", `
data "mint_wallets" "acme" {
  external_customer_id = "acme"
}
`+strings.Replace(wallets[strings.Index(wallets, `resource "mint_wallet" "automatic"`):strings.Index(wallets, `resource "mint_wallet_transaction"`)], `"Automatic"`, `"Renamed"`, 1), nil)
	text, _ := reviewOf(t, p.plan(strings.Replace(wallets, "granted_credits = \"20.8\"", "granted_credits = var.secret", 1)+`
variable "secret" {
  type      = string
  default   = "4711.42"
  sensitive = true
}
`), "-max-credits", "100000")
	if strings.Contains(text, "4711") || strings.Contains(text, "4 711") {
		t.Errorf("a sensitive value is shown:\n%s", text)
	}
	golden(t, "sensitive.md", text)
}

const limits = `
data "mint_developer_credit_limits" "dev" {
  developer_id = "dev@example.com"
}

resource "mint_developer_credit_limit" "usd" {
  developer_id = "dev@example.com"
  currency     = "USD"
  amount       = "1000.50"
  on_destroy   = "zero"
}

resource "mint_developer_credit_limit" "eur" {
  developer_id = "dev@example.com"
  currency     = "EUR"
  amount       = "700"
  on_destroy   = "currency_default"
}

resource "mint_supported_currency" "gbp" {
  code         = "GBP"
  display_name = "Pound"
  description  = "Pound sterling"
  credit_limit = "500"
}

resource "mint_billing_adjustment" "april" {
  name                         = "April"
  adjustment_percentage_factor = "-12.5"
  billing_month                = 4
  billing_year                 = 2025
  developer_id                 = "dev@example.com"
}
`

// Plans about limits and bills.
func TestGolden_limits(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	p := newProject(t, e)
	for currency, amount := range map[string]int64{"usd": 250, "eur": 900} {
		e.Apigee.SetCreditLimitInConsole(acctest.Organization, acctest.Postpaid, currency, decimal.New(amount, 0))
	}
	p.step("limits-created", limits, nil, "-max-limit-raise", "500")
	changed := strings.NewReplacer(`"1000.50"`, `"2500"`, `"700"`, `"650.25"`, `"500"`, `"400"`, `"-12.5"`, `"3"`).Replace(limits)
	p.step("limits-changed", changed, nil, "-max-limit-raise", "1000")
	p.step("limits-destroyed", `
data "mint_supported_currencies" "all" {}
`, nil)
}

const ratePlans = `
resource "mint_monetization_package" "weather" {
  name         = "Weather"
  display_name = "Weather"
  description  = "Weather"
  products     = ["messaging"]
  on_destroy   = "retain"
}

resource "mint_rate_plan" "banded" {
  monetization_package_id = mint_monetization_package.weather.id
  name                    = "Banded"
  display_name            = "The more the cheaper"
  currency                = "USD"
  start_date              = "2099-01-01"
  published               = PUBLISHED
  set_up_fee              = "20"

  rate_plan_details = [{
    type          = "RATECARD"
    metering_type = "VOLUME"
    duration      = 1
    duration_type = "MONTH"
    rates = [
      { start_unit = 0, end_unit = 1000, rate = "0.05" },
      { start_unit = 1000, end_unit = 10000, rate = "0.025" },
      { start_unit = 10000, rate = "0.0125" },
    ]
  }]
}
`

const revision = `
resource "mint_rate_plan" "next" {
  monetization_package_id = mint_monetization_package.weather.id
  parent_rate_plan_id     = mint_rate_plan.banded.id
  name                    = "Banded 2100"
  display_name            = "The more the cheaper"
  currency                = "USD"
  start_date              = "2100-01-01"
  published               = true
  set_up_fee              = "25"

  rate_plan_details = [{
    type          = "RATECARD"
    metering_type = "VOLUME"
    duration      = 1
    duration_type = "MONTH"
    rates = [
      { start_unit = 0, end_unit = 1000, rate = "0.055" },
      { start_unit = 1000, rate = "0.02" },
    ]
  }]
}
`

// Plans about rate plans, and what changes hands without money.
func TestGolden_ratePlans(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.Apigee.AddProduct(acctest.Organization, apigeefake.Product{Name: "messaging"})
	e.Apigee.AddTerms(acctest.Organization, apigeefake.Terms{Version: "1.0", URL: "https://example.com/terms"})
	p := newProject(t, e)
	p.step("plan-drafted", strings.Replace(ratePlans, "PUBLISHED", "false", 1), nil)
	p.step("plan-published", strings.NewReplacer("PUBLISHED", "true", `"0.05"`, `"0.06"`).Replace(ratePlans), nil, "-usage", "small=100", "-usage", "large=50000", "-forbid-irreversible")
	published := strings.NewReplacer("PUBLISHED", "true", `"0.05"`, `"0.06"`).Replace(ratePlans)
	p.step("plan-revised", published+revision, nil, "-usage", "small=100", "-usage", "large=50000")
	published = strings.Replace(published+revision, `published               = true
  set_up_fee              = "25"`, `published               = true
  end_date                = "2101-12-31"
  set_up_fee              = "25"`, 1)
	id := e.PayPal.Wallets(acctest.Customer)
	if len(id) != 0 {
		t.Fatal("there are wallets")
	}
	wallet, err := e.PayPal.OpenWalletInConsole(paypalfake.Wallet{CustomerID: acctest.Customer, Name: "Adopted", Currency: "USD", Rate: decimal.New(1, 0)})
	if err != nil {
		t.Fatal(err)
	}
	moved := strings.ReplaceAll(published, "mint_monetization_package.weather.id", "mint_monetization_package.moved.id")
	p.step("handed-over", strings.Replace(moved, `"mint_monetization_package" "weather"`, `"mint_monetization_package" "moved"`, 1)+`
moved {
  from = mint_monetization_package.weather
  to   = mint_monetization_package.moved
}

import {
  to = mint_wallet.adopted
  id = "`+wallet.ID+`"
}

resource "mint_wallet" "adopted" {
  external_customer_id = "acme"
  name                 = "Adopted"
  currency             = "USD"
  rate_amount          = "1"
}

resource "terraform_data" "other" {
  count = 2
}
`, nil)
	p.step("forgotten", `
removed {
  from = mint_rate_plan.banded
  lifecycle {
    destroy = false
  }
}

removed {
  from = mint_rate_plan.next
  lifecycle {
    destroy = false
  }
}

removed {
  from = mint_wallet.adopted
  lifecycle {
    destroy = false
  }
}
`, nil)
}
