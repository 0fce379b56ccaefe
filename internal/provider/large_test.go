package provider_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"runtime"
	"strings"
	"sync"
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

// tape stands between the provider and the fakes and plays again what they answered the first time,
// so that what they take does not count.
type tape struct {
	*httptest.Server
	mu              sync.Mutex
	answers         map[string][]byte
	requests, bytes int
}

func newTape(tb testing.TB, e *acctest.Env) *tape {
	tb.Helper()
	address, err := url.Parse(e.Server.URL())
	if err != nil {
		tb.Fatal(err)
	}
	fakes := httputil.NewSingleHostReverseProxy(address)
	t := &tape{answers: map[string][]byte{}}
	t.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		key := r.Method + r.URL.String()
		t.mu.Lock()
		defer t.mu.Unlock()
		if _, known := t.answers[key]; !known {
			answer := httptest.NewRecorder()
			fakes.ServeHTTP(answer, r)
			t.answers[key] = answer.Body.Bytes()
		}
		t.requests++
		t.bytes += len(t.answers[key])
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(t.answers[key])
	}))
	tb.Cleanup(t.Close)
	for _, service := range []string{"apigee", "paypal"} {
		block, _ := e.Block[service].(acctest.Attrs)
		endpoint, _ := block["endpoint"].(string)
		block["endpoint"] = strings.Replace(endpoint, e.Server.URL(), t.URL, 1)
	}
	return t
}

// cost is what one read of a data source takes: requests, the bytes of the service's answers and of
// the one that Terraform gets, and what is allocated meanwhile.
type cost struct{ requests, answered, result, allocated int }

// readLarge reads the data source with n objects twice and returns what the second time takes.
func readLarge(tb testing.TB, typeName string, n int, fill func(testing.TB, *acctest.Env, int) acctest.Attrs) cost {
	tb.Helper()
	e := acctest.New(tb)
	furnish(tb, e)
	config := fill(tb, e, n)
	fakes := newTape(tb, e)
	process := &asked{ProviderServer: mint.NewServer(e.Factory()())}
	tf := e.Terraform(typeName)
	tf.Connect(func() (tfprotov6.ProviderServer, error) { return process, nil })
	if _, out := tf.DataSource(config); out.Failed() {
		tb.Fatal(out.Errors)
	}
	fakes.requests, fakes.bytes = 0, 0
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	read, err := process.ProviderServer.ReadDataSource(tb.Context(), process.read)
	runtime.ReadMemStats(&after)
	if err != nil || len(read.Diagnostics) > 0 {
		tb.Fatal(err, read.Diagnostics)
	}
	return cost{fakes.requests, fakes.bytes, len(read.State.MsgPack), int(after.TotalAlloc - before.TotalAlloc)}
}

// TestLargeAnswers_allocations is not parallel, since it counts what everybody allocates.
func TestLargeAnswers_allocations(t *testing.T) {
	for _, l := range large {
		c := readLarge(t, l.typeName, l.n/10, l.fill)
		t.Logf("%s: %+v", l.typeName, c)
		if c.allocated > most*(c.answered+c.result) {
			t.Errorf("%s: %d bytes are allocated to make %d of %d", l.typeName, c.allocated, c.result, c.answered)
		}
	}
}

func BenchmarkLargeAnswers(b *testing.B) {
	for _, l := range large {
		b.Run(l.typeName, func(b *testing.B) {
			var c cost
			for b.Loop() {
				c = readLarge(b, l.typeName, l.n, l.fill)
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(c.requests), "requests")
			b.ReportMetric(float64(c.answered>>10), "answered-KiB")
			b.ReportMetric(float64(c.result>>10), "result-KiB")
			b.ReportMetric(float64(c.allocated>>10), "allocated-KiB")
		})
	}
}
