package provider_test

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	mint "github.com/terraform-provider-mint/terraform-provider-mint/internal/provider"
)

// recorder keeps the requests of a plan, so that they can be sent again without what makes them.
type recorder struct {
	tfprotov6.ProviderServer
	configure *tfprotov6.ConfigureProviderRequest
	validate  *tfprotov6.ValidateResourceConfigRequest
	read      *tfprotov6.ReadResourceRequest
	plan      *tfprotov6.PlanResourceChangeRequest
}

func (r *recorder) ConfigureProvider(ctx context.Context, req *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	r.configure = req
	return r.ProviderServer.ConfigureProvider(ctx, req)
}

func (r *recorder) ValidateResourceConfig(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	r.validate = req
	return r.ProviderServer.ValidateResourceConfig(ctx, req)
}

func (r *recorder) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	r.read = req
	return r.ProviderServer.ReadResource(ctx, req)
}

func (r *recorder) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	r.plan = req
	return r.ProviderServer.PlanResourceChange(ctx, req)
}

// record creates n objects of a kind and returns the requests of a plan that changes none of them.
func record(tb testing.TB, e *acctest.Env, k kind, n int) []*recorder {
	tb.Helper()
	furnish(tb, e)
	objects, configs := make([]*acctest.Terraform, n), make([]acctest.Attrs, n)
	for i := range objects {
		objects[i], configs[i] = e.Terraform(k.typeName), k.config(e, i)
	}
	objects[0].Hold(objects[1:]...)
	tenAtATime(objects, func(i int) {
		if out := objects[i].Apply(configs[i]); out.Failed() {
			tb.Error(out.Errors)
		}
	})
	process := mint.NewServer(e.Factory()())
	recorders := make([]*recorder, n)
	for i := range objects {
		recorders[i] = &recorder{ProviderServer: process}
		objects[i].Connect(func() (tfprotov6.ProviderServer, error) { return recorders[i], nil })
		objects[i].Release()
		if out := objects[i].Plan(configs[i]); out.Failed() || out.Action != acctest.NoOp {
			tb.Fatal(out.Action, out.Errors)
		}
	}
	return recorders
}

// replay sends the recorded requests of all objects to one process, as a plan does.
func replay(tb testing.TB, e *acctest.Env, recorded []*recorder) {
	ctx := context.Background()
	process := mint.NewServer(e.Factory()())
	if _, err := process.ConfigureProvider(ctx, recorded[0].configure); err != nil {
		tb.Fatal(err)
	}
	for _, r := range recorded {
		validated, err := process.ValidateResourceConfig(ctx, r.validate)
		if err != nil || len(validated.Diagnostics) > 0 {
			tb.Fatal(err, validated.Diagnostics)
		}
		read, err := process.ReadResource(ctx, r.read)
		if err != nil || len(read.Diagnostics) > 0 {
			tb.Fatal(err, read.Diagnostics)
		}
		planned, err := process.PlanResourceChange(ctx, r.plan)
		if err != nil || len(planned.Diagnostics) > 0 {
			tb.Fatal(err, planned.Diagnostics)
		}
	}
}

// before is what validation, refresh and plan of one object took at fb0ce4d, where the framework
// answered them all: this very test, run there. It and what is measured now both hold the share of
// HTTP and of the fake, and neither holds what the first object of a type costs.
var before = map[string]int{
	"mint_developer_credit_limit": 5465,
	"mint_billing_adjustment":     8527,
	"mint_rate_plan":              62805,
	"mint_wallet":                 13017,
	"mint_wallet_transaction":     18004,
}

// TestUnchanged_allocations is not parallel, since it counts what everybody allocates. An unchanged
// object may take a tenth of what it took before: what a run over all objects takes more than a run
// over one, divided among the others.
func TestUnchanged_allocations(t *testing.T) {
	const n = 50
	for _, k := range kinds {
		e := acctest.New(t)
		recorded := record(t, e, k, n)
		got := testing.AllocsPerRun(1, func() { replay(t, e, recorded) }) - testing.AllocsPerRun(1, func() { replay(t, e, recorded[:1]) })
		got /= n - 1
		t.Logf("an unchanged %s takes %.0f allocations; before: %d", k.typeName, got, before[k.typeName])
		if part*int(got) > before[k.typeName] {
			t.Errorf("that is more than one part in %d", part)
		}
	}
}

// TestNew_allocations is not parallel either. The plan of a new object may take a third of what it
// takes the framework.
func TestNew_allocations(t *testing.T) {
	for _, k := range kinds {
		e := acctest.New(t)
		furnish(t, e)
		recorded := &recorder{ProviderServer: mint.NewServer(e.Factory()())}
		tf := e.Terraform(k.typeName)
		tf.Connect(func() (tfprotov6.ProviderServer, error) { return recorded, nil })
		if out := tf.Plan(k.config(e, 0)); out.Failed() || out.Action != acctest.Create {
			t.Fatal(out.Action, out.Errors)
		}
		took := map[string]float64{}
		for way, server := range servers {
			process := server(e.Factory()())
			if _, err := process.ConfigureProvider(t.Context(), recorded.configure); err != nil {
				t.Fatal(err)
			}
			took[way] = testing.AllocsPerRun(5, func() {
				if planned, err := process.PlanResourceChange(t.Context(), recorded.plan); err != nil || len(planned.Diagnostics) > 0 {
					t.Fatal(err, planned.Diagnostics)
				}
			})
		}
		t.Logf("the plan of a new %s takes %.0f allocations; the framework's: %.0f", k.typeName, took["short cuts"], took["framework"])
		if 3*took["short cuts"] > took["framework"] {
			t.Error("that is more than a third")
		}
	}
}

func BenchmarkUnchanged(b *testing.B) {
	for _, k := range kinds {
		b.Run(k.typeName, func(b *testing.B) {
			e := acctest.New(b)
			const n = 100
			recorded := record(b, e, k, n)
			b.ReportAllocs()
			for b.Loop() {
				replay(b, e, recorded)
			}
		})
	}
}
