package campaign_test

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	mint "github.com/terraform-provider-mint/terraform-provider-mint/internal/provider"
)

// process is one start of the provider, which all resources of a run share. It can be killed, after
// which nothing it does reaches the state, and interrupted, after which Terraform asks nothing more
// of it. Whoever waits for its answer ends then, as the run does.
type process struct {
	tfprotov6.ProviderServer
	agent             string // the last word of its User-Agent, by which its requests are known
	killed, stopped   atomic.Bool
	validating        sync.Once
	validated         *tfprotov6.ValidateProviderConfigResponse
	validatingFailed  error
	configuring       sync.Once
	configured        *tfprotov6.ConfigureProviderResponse
	configuringFailed error
}

func startProcess(t *testing.T, clock clock, agent string) *process {
	t.Helper()
	server := mint.NewServer(mint.New("test", mint.WithClock(clock.Now, clock.Wait), mint.WithEnvironment(func(name string) string {
		if name == "TF_APPEND_USER_AGENT" {
			return agent
		}
		return ""
	}))())
	return &process{ProviderServer: server, agent: agent}
}

// kill ends the process as SIGKILL does.
func (p *process) kill() { p.killed.Store(true) }

// interrupt is one Ctrl-C.
func (p *process) interrupt() {
	p.stopped.Store(true)
	_, _ = p.StopProvider(context.Background(), &tfprotov6.StopProviderRequest{})
}

func (p *process) ValidateProviderConfig(ctx context.Context, req *tfprotov6.ValidateProviderConfigRequest) (*tfprotov6.ValidateProviderConfigResponse, error) {
	p.validating.Do(func() { p.validated, p.validatingFailed = p.ProviderServer.ValidateProviderConfig(ctx, req) })
	return p.validated, p.validatingFailed
}

func (p *process) ConfigureProvider(ctx context.Context, req *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	p.configuring.Do(func() { p.configured, p.configuringFailed = p.ProviderServer.ConfigureProvider(ctx, req) })
	return p.configured, p.configuringFailed
}

func (p *process) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	p.ask()
	return p.ProviderServer.PlanResourceChange(ctx, req)
}

func (p *process) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	p.ask()
	resp, err := p.ProviderServer.ApplyResourceChange(ctx, req)
	if p.killed.Load() {
		runtime.Goexit()
	}
	return resp, err
}

func (p *process) ask() {
	if p.killed.Load() || p.stopped.Load() {
		runtime.Goexit()
	}
}

// clock passes through waits at once. It rounds each wait up to a power of two of the shortest one,
// which takes the jitter out of them: a seed must replay.
type clock struct{ *acctest.Clock }

func (c clock) Wait(ctx context.Context, d time.Duration) error {
	whole := 250 * time.Millisecond
	for whole < d {
		whole *= 2
	}
	return c.Clock.Wait(ctx, whole)
}
