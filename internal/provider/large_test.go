package provider_test

import (
	"context"
	"fmt"
	"runtime"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
	mint "github.com/terraform-provider-mint/terraform-provider-mint/internal/provider"
)

// asked keeps what a data source was asked.
type asked struct {
	tfprotov6.ProviderServer
	configure *tfprotov6.ConfigureProviderRequest
	read      *tfprotov6.ReadDataSourceRequest
}

func (a *asked) ConfigureProvider(ctx context.Context, req *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	a.configure = req
	return a.ProviderServer.ConfigureProvider(ctx, req)
}

func (a *asked) ReadDataSource(ctx context.Context, req *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	a.read = req
	return a.ProviderServer.ReadDataSource(ctx, req)
}

// large are data sources with large answers; fill puts the objects into the fakes.
var large = []struct {
	typeName string
	n        int
	fill     func(tb testing.TB, e *acctest.Env, n int) acctest.Attrs
}{
	{"mint_rate_plans", 2000, func(_ testing.TB, e *acctest.Env, n int) acctest.Attrs {
		for i := range n {
			name := fmt.Sprintf("Plan %d", i)
			rates := []apigeefake.RatePlanRate{{Type: "RATECARD", Rate: decimal.NewNullDecimal(decimal.New(125, -4))}}
			e.Apigee.AddRatePlan(acctest.Organization, apigeefake.RatePlan{
				Package: "communications", Name: name, Currency: "usd", StartDate: "2020-01-01 00:00:00", Published: true,
				Details: []apigeefake.RatePlanDetail{{Type: "RATECARD", MeteringType: "UNIT", Rates: rates}},
			})
		}
		return acctest.Attrs{"monetization_package_id": "communications", "current": false}
	}},
	{"mint_wallet_transactions", 10_000, func(tb testing.TB, e *acctest.Env, n int) acctest.Attrs {
		wallet := e.PayPal.Wallets(acctest.Customer)[0].ID
		for range n {
			if _, err := e.PayPal.TopUpInConsole(wallet, decimal.Zero, decimal.New(100, 0)); err != nil {
				tb.Fatal(err)
			}
		}
		return acctest.Attrs{"wallet_id": wallet}
	}},
}

// BenchmarkLargeAnswers reads data sources with large answers. It counts requests, the bytes of the
// result as Terraform gets it, and how much of the heap is in use when it is there, with all that
// is not collected yet; the fake's share is in the heap and in what is allocated.
func BenchmarkLargeAnswers(b *testing.B) {
	for _, l := range large {
		b.Run(l.typeName, func(b *testing.B) {
			e := acctest.New(b)
			furnish(b, e)
			config := l.fill(b, e, l.n)
			process := &asked{ProviderServer: mint.NewServer(e.Factory()())}
			tf := e.Terraform(l.typeName)
			tf.Connect(func() (tfprotov6.ProviderServer, error) { return process, nil })
			if _, out := tf.DataSource(config); out.Failed() {
				b.Fatal(out.Errors)
			}
			e.Server.ResetJournal()
			b.ReportAllocs()
			var before, after runtime.MemStats
			var result int
			for b.Loop() {
				runtime.GC()
				runtime.ReadMemStats(&before)
				read, err := process.ProviderServer.ReadDataSource(b.Context(), process.read)
				if err != nil || len(read.Diagnostics) > 0 {
					b.Fatal(err, read.Diagnostics)
				}
				runtime.ReadMemStats(&after)
				result = len(read.State.MsgPack)
			}
			b.ReportMetric(float64(result>>10), "result-KiB")
			b.ReportMetric(float64(len(e.Server.Journal())/b.N), "requests")
			b.ReportMetric(float64((after.TotalAlloc-before.TotalAlloc)>>20), "allocated-MiB")
		})
	}
}
