package provider

import (
	"bytes"
	"context"
	"sync/atomic"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/functions"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
)

var (
	//nolint:staticcheck // The server of plugin-go 0.31 asks for this interface; a later one has its methods in ProviderServer.
	_ tfprotov6.ProviderServerWithListResource = (*server)(nil)
	//nolint:staticcheck // As above.
	_ tfprotov6.ProviderServerWithActions = (*server)(nil)
)

// frameworkServer is what the plugin framework serves: the calls of tfprotov6.ProviderServer lack
// those of list resources and actions.
type frameworkServer interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
}

// ServerOption changes how a server is made.
type ServerOption func(*server)

// NewServer returns what a process of the provider serves.
func NewServer(p provider.Provider, options ...ServerOption) tfprotov6.ProviderServer {
	framework, ok := providerserver.NewProtocol6(p)().(frameworkServer)
	if !ok {
		panic("the plugin framework serves no list resources or actions any more")
	}
	s := &server{frameworkServer: framework, shortcuts: newShortcuts(p)}
	for _, option := range options {
		option(s)
	}
	return s
}

// server stands before the framework's own. It takes the short cuts, and it lets go of the context
// of a call that is over, and cancels what is asked after a stop, until Terraform configures the
// provider anew. The plugin libraries cancel what is under way and nothing else, but Terraform
// stops a provider while it is still sending to it: such a call would wait as if nobody had pressed
// Ctrl-C, or begin to change something.
type server struct {
	frameworkServer
	shortcuts *shortcuts
	bothWays  *comparison // nil but in tests
	stopped   atomic.Bool
}

// begin returns the context of one call, cancelled if it comes after a stop, and what ends it.
func (s *server) begin(ctx context.Context) (_ context.Context, end func()) {
	ctx, cancel := context.WithCancel(ctx)
	if s.stopped.Load() {
		cancel()
	}
	c := &call{}
	c.running.Store(&ctx)
	return c, func() {
		cancel()
		c.running.Store(&ended)
	}
}

// during makes one call of the framework's server.
func during[Q, R any](ctx context.Context, s *server, req Q, call func(context.Context, Q) (R, error)) (R, error) {
	ctx, end := s.begin(ctx)
	defer end()
	return call(ctx, req)
}

// call is the context of one call, and lets go of everything that hangs on it at the end: the
// plugin framework keeps the contexts of all calls until the process ends, which without this is
// most of its memory (see BENCHMARKS.md).
type call struct {
	running atomic.Pointer[context.Context]
}

var ended = func() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}()

func (c *call) Deadline() (time.Time, bool) { return (*c.running.Load()).Deadline() }
func (c *call) Done() <-chan struct{}       { return (*c.running.Load()).Done() }
func (c *call) Err() error                  { return (*c.running.Load()).Err() }
func (c *call) Value(key any) any           { return (*c.running.Load()).Value(key) }

func (s *server) ConfigureProvider(ctx context.Context, req *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	s.stopped.Store(false)
	return s.frameworkServer.ConfigureProvider(ctx, req)
}

// StopProvider stores first: the library cancels after it what it has let in before.
func (s *server) StopProvider(ctx context.Context, req *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	s.stopped.Store(true)
	return s.frameworkServer.StopProvider(ctx, req)
}

func (s *server) UpgradeResourceIdentity(
	ctx context.Context, req *tfprotov6.UpgradeResourceIdentityRequest,
) (*tfprotov6.UpgradeResourceIdentityResponse, error) {
	return during(ctx, s, req, s.frameworkServer.UpgradeResourceIdentity)
}

func (s *server) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	resp, err := during(ctx, s, req, s.frameworkServer.ApplyResourceChange)
	if err == nil && resp.NewState != nil && bytes.Equal(resp.NewState.MsgPack, nothing.MsgPack) {
		if data, ok := s.shortcuts.configured().(*fwkit.ProviderData); ok {
			data.Destroyed(req.PlannedPrivate)
		}
	}
	return resp, err
}

func (s *server) ImportResourceState(ctx context.Context, req *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	return during(ctx, s, req, s.frameworkServer.ImportResourceState)
}

// CallFunction does not enter the framework: a plan may hold thousands of calls.
func (s *server) CallFunction(_ context.Context, req *tfprotov6.CallFunctionRequest) (*tfprotov6.CallFunctionResponse, error) {
	return functions.Call(req)
}
