package creditlimit_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

func TestDataSource(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.Apigee.SetCreditLimitInConsole(acctest.Organization, acctest.Postpaid, "usd", decimal.RequireFromString("12345678901234567.89"))
	e.Apigee.UseCredit(acctest.Organization, acctest.Postpaid, "usd", decimal.RequireFromString("76.6052"))
	got, out := e.Terraform("mint_developer_credit_limit").DataSource(acctest.Attrs{"developer_id": acctest.Postpaid, "currency": "usd"})
	if out.Failed() {
		t.Fatal(out.Errors)
	}
	want := acctest.Attrs{"developer_id": acctest.Postpaid, "currency": "usd", "amount": "12345678901234567.89", "usage": "76.6052"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestDataSource_refusals(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		config acctest.Attrs
		change func(*acctest.Env)
		want   []string
	}{
		"no limit":         {acctest.Attrs{"developer_id": acctest.Postpaid, "currency": "JPY"}, nil, []string{"currency", "no credit limit in JPY", "mint_developer_credit_limits"}},
		"no developer":     {acctest.Attrs{"developer_id": "nobody@example.com", "currency": "USD"}, nil, []string{"nobody@example.com", "developer_id"}},
		"empty developer":  {acctest.Attrs{"developer_id": "", "currency": "USD"}, nil, []string{"developer_id"}},
		"currency":         {acctest.Attrs{"developer_id": acctest.Postpaid, "currency": "U S"}, nil, []string{"currency", "U S"}},
		"dots for a name":  {acctest.Attrs{"developer_id": "..", "currency": "USD"}, nil, []string{`".."`}},
		"unknown provider": {acctest.Attrs{"developer_id": acctest.Postpaid, "currency": "USD"}, func(e *acctest.Env) { e.Block["apigee"] = acctest.Unknown }, []string{"apigee", "known only after apply"}},
		"HTML":             {acctest.Attrs{"developer_id": acctest.Postpaid, "currency": "USD"}, func(e *acctest.Env) { e.Server.Inject(fake.HTML(200), fake.Always()) }, []string{"HTML"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			if test.change != nil {
				test.change(e)
			}
			_, out := e.Terraform("mint_developer_credit_limit").DataSource(test.config)
			contains(t, out.Errors, test.want...)
		})
	}
}

func TestListDataSource(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*apigeefake.Switches){
		"plain":       func(*apigeefake.Switches) {},
		"small pages": func(s *apigeefake.Switches) { s.MaxPageSize = 1 },
		"no totals":   func(s *apigeefake.Switches) { s.OmitTotals = true },
		"no key":      func(s *apigeefake.Switches) { s.Unset = apigeefake.UnsetNoKey },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			e.Apigee.Switch(change)
			tf := e.Terraform("mint_developer_credit_limits")
			got, out := tf.DataSource(acctest.Attrs{"developer_id": acctest.Postpaid})
			if limits, ok := got["credit_limits"].([]any); out.Failed() || !ok || len(limits) > 0 {
				t.Fatalf("nothing was set: %v, %q", got, out.Errors)
			}
			e.Apigee.SetCreditLimitInConsole(acctest.Organization, acctest.Postpaid, "usd", decimal.RequireFromString("1.5"))
			e.Apigee.SetCreditLimitInConsole(acctest.Organization, acctest.Postpaid, "jpy", decimal.RequireFromString("200"))
			got, out = tf.DataSource(acctest.Attrs{"developer_id": acctest.Postpaid})
			if out.Failed() {
				t.Fatal(out.Errors)
			}
			want := acctest.Attrs{"developer_id": acctest.Postpaid, "credit_limits": []any{
				acctest.Attrs{"currency": "USD", "amount": "1.5", "usage": "0"},
				acctest.Attrs{"currency": "JPY", "amount": "200", "usage": "0"},
			}}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
