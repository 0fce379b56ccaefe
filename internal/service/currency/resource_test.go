package currency_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const typeName = "mint_supported_currency"

func currency(more ...any) acctest.Attrs {
	attrs := acctest.Attrs{"code": "GBP", "display_name": "Pound", "description": "Pound sterling", "credit_limit": "500.5", "minimum_top_up": "10"}
	for i := 0; i < len(more); i += 2 {
		attrs[fmt.Sprint(more[i])] = more[i+1]
	}
	return attrs
}

func line(code, name, status string, limit, topUp any) string {
	return fmt.Sprintf("%s (%s), %s, limit %v, top-up %v", strings.ToUpper(code), name, status, limit, topUp)
}

func says(config acctest.Attrs) string {
	status, _ := config["status"].(string)
	if status == "" {
		status = "ACTIVE"
	}
	return line(fmt.Sprint(config["code"]), fmt.Sprint(config["display_name"]), status, config["credit_limit"], config["minimum_top_up"])
}

func amount(d decimal.NullDecimal) any {
	if !d.Valid {
		return nil
	}
	return d.Decimal.String()
}

// holds leaves out what the organization has from the start.
func holds(e *acctest.Env) (all []string) {
	for _, c := range e.Apigee.Currencies(acctest.Organization)[3:] {
		all = append(all, line(c.Name, c.DisplayName, c.Status, amount(c.CreditLimit), amount(c.MinimumTopUpAmount)))
	}
	return all
}

var currencies = acctest.Kind{
	TypeName: typeName, Route: "/supported-currencies",
	Config: currency(), Changed: currency("display_name", "Quid", "credit_limit", nil, "minimum_top_up", "0.0001", "status", "INACTIVE"),
	Holds: holds, Says: says,
	Edit: func(e *acctest.Env) {
		e.Apigee.EditCurrencyInConsole(acctest.Organization, "gbp", func(c *apigeefake.Currency) {
			c.CreditLimit = decimal.NewNullDecimal(decimal.New(7, 0))
		})
	},
	Remove: func(e *acctest.Env) {
		e.Apigee.DeleteCurrencyInConsole(acctest.Organization, e.Apigee.Currencies(acctest.Organization)[3].ID())
	},
	Stuck: func(s apigeefake.Switches) bool { return s.ClearAmounts == apigeefake.ClearedNever },
}

func TestCurrency(t *testing.T) { currencies.Run(t) }

func TestCurrency_spellings(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	tf.Apply(currency("code", "gbp", "credit_limit", "500.50")).Expect(t, acctest.Create)
	tf.Plan(currency("credit_limit", "500.5000")).Expect(t, acctest.NoOp)
	tf.State = nil
	if out := tf.Import("GBP"); out.Failed() {
		t.Fatal(out.Errors)
	}
	tf.Plan(currency()).Expect(t, acctest.NoOp)
	if got := tf.Identity()["id"]; got != "gbp" {
		t.Errorf("identity is %v", got)
	}
}

func TestCurrency_replaced(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	tf.Apply(currency()).Expect(t, acctest.Create)
	tf.Apply(currency("code", "CHF")).Expect(t, acctest.Replace)
	tf.Apply(currency("code", "CHF", "virtual", true)).Expect(t, acctest.Replace)
	if got := holds(e); len(got) != 1 || !strings.HasPrefix(got[0], "CHF") {
		t.Errorf("the service holds %q", got)
	}
}

func TestCurrency_madeUpNames(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	tf.Plan(currency("code", "points")).Says(t, "is not an ISO currency code", "virtual = true")
	tf.Apply(currency("code", "points", "virtual", true)).Expect(t, acctest.Create)
	tf.Plan(currency("code", "Points", "virtual", true)).Expect(t, acctest.NoOp)
	tf.Plan(currency("code", acctest.Unknown, "virtual", true))
	if sent := e.Server.Count("PUT", ""); sent > 0 {
		t.Errorf("%d changes were sent", sent)
	}
}

// No limit and a limit of 0 are not the same.
func TestCurrency_limitOfZero(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	tf.Apply(currency("credit_limit", "0")).Expect(t, acctest.Create)
	tf.Apply(currency("credit_limit", nil)).Expect(t, acctest.Update)
	if c, _ := e.Apigee.Currency(acctest.Organization, "gbp"); c.CreditLimit.Valid {
		t.Errorf("the limit is %v", c.CreditLimit)
	}
	tf.Plan(currency("credit_limit", "1.00001")).Says(t, "4 decimal places")
	tf.Plan(currency("credit_limit", "-1")).Says(t, "at least 0")
}

func TestCurrency_inUse(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	tf.Apply(currency()).Expect(t, acctest.Create)
	e.Apigee.SetCreditLimitInConsole(acctest.Organization, acctest.Postpaid, "gbp", decimal.New(1, 0))
	tf.Destroy().Says(t, "Cannot delete the supported currency gbp", `status = "INACTIVE"`, "removed block")
	if tf.State == nil {
		t.Error("it left the state")
	}
}

func TestCurrency_dataSources(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	one := e.Terraform(typeName)
	got, out := one.DataSource(acctest.Attrs{"code": "eur"})
	if out.Failed() || got["id"] != "eur" || got["credit_limit"] != "5000" || got["code"] != "eur" {
		t.Errorf("got %v, %q", got, out.Errors)
	}
	_, out = one.DataSource(acctest.Attrs{"code": "XYZ"})
	out.Says(t, "Cannot read the supported currency XYZ", "mint_supported_currencies")
	all, out := e.Terraform("mint_supported_currencies").DataSource(acctest.Attrs{})
	if list, _ := all["supported_currencies"].([]any); out.Failed() || len(list) != 3 {
		t.Errorf("got %v, %q", all, out.Errors)
	}
}
