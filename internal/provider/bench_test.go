package provider_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// kind is one sort of object to measure.
type kind struct {
	typeName string
	config   func(e *acctest.Env, i int) acctest.Attrs
}

var kinds = []kind{
	{"mint_developer_credit_limit", func(e *acctest.Env, i int) acctest.Attrs {
		developer := fmt.Sprintf("dev%d@example.com", i/2)
		if i%2 == 0 {
			e.Apigee.AddDeveloper(acctest.Organization, apigeefake.Developer{Email: developer, BillingType: "POSTPAID"})
		}
		return acctest.Attrs{"developer_id": developer, "currency": []string{"USD", "EUR"}[i%2], "amount": "10.25"}
	}},
	{"mint_billing_adjustment", func(_ *acctest.Env, i int) acctest.Attrs {
		return acctest.Attrs{"name": fmt.Sprintf("Goodwill %d", i), "adjustment_percentage_factor": "-12.5", "billing_month": 4, "billing_year": 2025}
	}},
	{"mint_rate_plan", func(_ *acctest.Env, i int) acctest.Attrs {
		name := fmt.Sprintf("Flat %d", i)
		return acctest.Attrs{
			"monetization_package_id": "communications", "name": name, "display_name": name, "currency": "USD", "start_date": "2030-01-01",
			"rate_plan_details": []any{acctest.Attrs{"type": "RATECARD", "metering_type": "UNIT", "rates": []any{acctest.Attrs{"type": "RATECARD", "rate": "0.0125", "start_unit": "0"}}}},
		}
	}},
	{"mint_wallet", func(e *acctest.Env, i int) acctest.Attrs {
		customer := fmt.Sprintf("customer%d", i/10)
		if i%10 == 0 {
			e.PayPal.AddCustomer(customer)
		}
		return acctest.Attrs{"external_customer_id": customer, "name": fmt.Sprintf("Wallet %d", i), "currency": "USD", "rate_amount": "1.5"}
	}},
	{"mint_wallet_transaction", func(e *acctest.Env, i int) acctest.Attrs {
		return acctest.Attrs{"wallet_id": e.PayPal.Wallets(acctest.Customer)[0].ID, "reference": fmt.Sprintf("entry-%d", i), "type": "TOPUP", "granted_credits": "10"}
	}},
}

// furnish adds what the kinds need to the fakes.
func furnish(tb testing.TB, e *acctest.Env) {
	tb.Helper()
	e.Apigee.AddProduct(acctest.Organization, apigeefake.Product{Name: "messaging"})
	e.Apigee.AddPackage(acctest.Organization, apigeefake.Package{Name: "Communications", Products: []string{"messaging"}})
	if out := e.Terraform("mint_wallet").Apply(acctest.Attrs{"external_customer_id": acctest.Customer, "name": "Prepaid", "currency": "USD", "rate_amount": "1.5"}); out.Failed() {
		tb.Fatal(out.Errors)
	}
}

// BenchmarkPlan measures a no-change plan of n objects in one process, ten at a time as Terraform
// does it: validation, refresh and plan of each through the protocol server. The figures are those
// of one object, so that they should not grow with n; listings are shared, so an object's requests
// are below one.
func BenchmarkPlan(b *testing.B) {
	for _, kind := range kinds {
		b.Run(kind.typeName, func(b *testing.B) {
			for _, n := range []int{100, 1000, 10_000} {
				b.Run(fmt.Sprint(n), func(b *testing.B) {
					e := acctest.New(b)
					furnish(b, e)
					objects, configs := make([]*acctest.Terraform, n), make([]acctest.Attrs, n)
					for i := range objects {
						objects[i], configs[i] = e.Terraform(kind.typeName), kind.config(e, i)
					}
					objects[0].Hold(objects[1:]...)
					tenAtATime(objects, func(i int) {
						if out := objects[i].Apply(configs[i]); out.Failed() {
							b.Error(out.Errors)
						}
					})
					e.Server.ResetJournal()
					b.ReportAllocs()
					for b.Loop() {
						objects[0].Hold(objects[1:]...)
						tenAtATime(objects, func(i int) {
							if out := objects[i].Plan(configs[i]); out.Failed() || out.Action != acctest.NoOp {
								b.Error(out.Action, out.Errors)
							}
						})
					}
					planned := b.N * n
					// The testing package takes its figures as float64; these count time and
					// requests.
					b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(planned), "µs/object")
					b.ReportMetric(float64(len(e.Server.Journal()))/float64(planned), "requests/object")
				})
			}
		})
	}
}

// tenAtATime calls f for every index, with Terraform's default parallelism.
func tenAtATime(objects []*acctest.Terraform, f func(i int)) {
	var all sync.WaitGroup
	slots := make(chan struct{}, 10)
	for i := range objects {
		slots <- struct{}{}
		all.Go(func() {
			defer func() { <-slots }()
			f(i)
		})
	}
	all.Wait()
}
