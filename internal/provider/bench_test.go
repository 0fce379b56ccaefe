package provider_test

import (
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// BenchmarkPlan measures what one object costs in a no-change plan: validation,
// refresh and plan through the protocol server, with the requests of a refresh
// counted. Listings are shared, so the requests of an object are below one.
func BenchmarkPlan(b *testing.B) {
	for _, kind := range []struct {
		typeName string
		config   acctest.Attrs
	}{
		{"mint_developer_credit_limit", acctest.Attrs{"developer_id": acctest.Postpaid, "currency": "USD", "amount": "10.25"}},
		{"mint_billing_adjustment", acctest.Attrs{"name": "Goodwill", "adjustment_percentage_factor": "-12.5", "billing_month": 4, "billing_year": 2025}},
		{"mint_rate_plan", acctest.Attrs{
			"monetization_package_id": "communications", "name": "Flat", "display_name": "Flat", "currency": "USD", "start_date": "2030-01-01",
			"rate_plan_details": []any{acctest.Attrs{"type": "RATECARD", "metering_type": "UNIT", "rates": []any{acctest.Attrs{"type": "RATECARD", "rate": "0.0125", "start_unit": "0"}}}},
		}},
		{"mint_wallet", acctest.Attrs{"external_customer_id": acctest.Customer, "name": "Prepaid", "currency": "USD", "rate_amount": "1.5"}},
	} {
		b.Run(kind.typeName, func(b *testing.B) {
			e := acctest.New(b)
			e.Apigee.AddProduct(acctest.Organization, apigeefake.Product{Name: "messaging"})
			e.Apigee.AddPackage(acctest.Organization, apigeefake.Package{Name: "Communications", Products: []string{"messaging"}})
			tf := e.Terraform(kind.typeName)
			if out := tf.Apply(kind.config); out.Failed() {
				b.Fatal(out.Errors)
			}
			tf.Hold()
			e.Server.ResetJournal()
			b.ReportAllocs()
			for b.Loop() {
				if out := tf.Plan(kind.config); out.Failed() || out.Action != acctest.NoOp {
					b.Fatal(out.Action, out.Errors)
				}
			}
			// The testing package takes its figures as float64; this one counts requests.
			b.ReportMetric(float64(len(e.Server.Journal()))/float64(b.N), "requests/op")
		})
	}
}
