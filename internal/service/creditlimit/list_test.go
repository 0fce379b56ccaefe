package creditlimit_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

func TestList(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	if found, out := tf.List(acctest.Attrs{"developer_id": acctest.Postpaid}, acctest.DefaultLimit); out.Failed() || len(found) > 0 {
		t.Fatalf("nothing was set: %v, %q", found, out.Errors)
	}
	for currency, amount := range map[string]string{"usd": "12345678901234567.8900", "jpy": "0", "eur": "1.50"} {
		e.Apigee.SetCreditLimitInConsole(acctest.Organization, acctest.Postpaid, currency, decimal.RequireFromString(amount))
	}
	e.Apigee.UseCredit(acctest.Organization, acctest.Postpaid, "usd", decimal.RequireFromString("76.6052"))
	found, out := tf.List(acctest.Attrs{"developer_id": acctest.Postpaid}, acctest.DefaultLimit)
	if out.Failed() || len(out.Warnings) > 0 || len(found) != 3 {
		t.Fatalf("got %v, %q, %q", found, out.Errors, out.Warnings)
	}
	names := map[string]bool{}
	for _, f := range found {
		names[f.DisplayName] = true
		succeed(t, tf.Adopt(f), acctest.NoOp)
	}
	want := map[string]bool{acctest.Postpaid + " USD 12345678901234567.89": true, acctest.Postpaid + " JPY 0": true, acctest.Postpaid + " EUR 1.5": true}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Error(diff)
	}
	if _, out := tf.List(acctest.Attrs{"developer_id": acctest.Postpaid}, 2); out.Failed() || len(out.Warnings) != 1 {
		t.Errorf("got %q, %q", out.Errors, out.Warnings)
	}
}

func TestList_refusals(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		developer any
		change    func(*acctest.Env)
		want      []string
	}{
		"no developer":          {"nobody@example.com", nil, []string{"Cannot list the credit limits of nobody@example.com", "Check developer_id"}},
		"empty developer":       {"", nil, []string{"developer_id"}},
		"provider not set up":   {acctest.Postpaid, func(e *acctest.Env) { delete(e.Block, "apigee") }, []string{"apigee block is not configured"}},
		"provider not known":    {acctest.Postpaid, func(e *acctest.Env) { e.Block["apigee"] = acctest.Unknown }, []string{"apigee is not known"}},
		"an answer cut to HTML": {acctest.Postpaid, func(e *acctest.Env) { e.Server.Inject(fake.HTML(200), fake.Always()) }, []string{"HTML"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			if test.change != nil {
				test.change(e)
			}
			found, out := e.Terraform(typeName).List(acctest.Attrs{"developer_id": test.developer}, acctest.DefaultLimit)
			contains(t, out.Errors, test.want...)
			if len(found) > 0 {
				t.Errorf("got %v", found)
			}
		})
	}
}
