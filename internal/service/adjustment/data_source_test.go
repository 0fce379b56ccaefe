package adjustment_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

func TestDataSource(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	furnish(e)
	id := e.Apigee.AddAdjustmentInConsole(acctest.Organization, apigeefake.Adjustment{
		Name: "Goodwill", Factor: decimal.RequireFromString("999.9999"), Month: time.December, Year: 2024, Published: true,
		DeveloperBillingType: "BOTH", TransactionType: "TRUEUPS", Package: "communications", Product: "messaging", Developer: acctest.Postpaid,
	})
	got, out := e.Terraform("mint_billing_adjustment").DataSource(acctest.Attrs{"id": id})
	if out.Failed() {
		t.Fatal(out.Errors)
	}
	want := acctest.Attrs{
		"id": id, "organization": acctest.Organization, "name": "Goodwill", "adjustment_percentage_factor": "999.9999", "billing_month": "12", "billing_year": "2024",
		"published": true, "developer_billing_type": "BOTH", "transaction_type": "TRUEUPS", "monetization_package_id": "communications", "product_id": "messaging",
		"developer_id": acctest.Postpaid,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	_, out = e.Terraform("mint_billing_adjustment").DataSource(acctest.Attrs{"id": "nobody"})
	contains(t, out.Errors, "nobody", "mint_billing_adjustments")
	_, out = e.Terraform("mint_billing_adjustment").DataSource(acctest.Attrs{"id": ""})
	contains(t, out.Errors, "id")
}

func TestListDataSource(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	for i := range 45 {
		e.Apigee.AddAdjustmentInConsole(acctest.Organization, apigeefake.Adjustment{
			Name: fmt.Sprint(i), Factor: decimal.New(int64(i), -4), Month: time.Month(i%3 + 1), Year: 2024 + i%2,
		})
	}
	for name, test := range map[string]struct {
		config acctest.Attrs
		pages  int
		want   int
	}{
		"all":            {acctest.Attrs{}, 0, 45},
		"small pages":    {acctest.Attrs{}, 20, 45},
		"a month":        {acctest.Attrs{"billing_month": 2}, 0, 15},
		"a year":         {acctest.Attrs{"billing_year": 2025}, 0, 22},
		"month and year": {acctest.Attrs{"billing_month": 3, "billing_year": 2024}, 0, 8},
		"none":           {acctest.Attrs{"billing_month": 12}, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			e.Apigee.Switch(func(s *apigeefake.Switches) { s.MaxPageSize = test.pages })
			got, out := e.Terraform("mint_billing_adjustments").DataSource(test.config)
			if list, _ := got["billing_adjustments"].([]any); out.Failed() || len(list) != test.want {
				t.Errorf("got %d, %q", len(list), out.Errors)
			}
		})
	}
	_, out := e.Terraform("mint_billing_adjustments").DataSource(acctest.Attrs{"billing_month": 13})
	contains(t, out.Errors, "billing_month", "13")
	_, out = e.Terraform("mint_billing_adjustments").DataSource(acctest.Attrs{"billing_year": 24})
	contains(t, out.Errors, "billing_year", "24")
}
