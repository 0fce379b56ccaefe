package provider_test

import (
	"context"
	"runtime"
	"strings"
	"testing"
	"weak"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	mint "github.com/terraform-provider-mint/terraform-provider-mint/internal/provider"
)

// What Terraform was sending when Ctrl-C was pressed is not begun, and a process that is configured
// anew, as one under a debugger is, works again.
func TestServer_nothingBeginsAfterAStop(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	server := mint.NewServer(e.Factory()())
	connect := func() (tfprotov6.ProviderServer, error) { return server, nil }
	config := acctest.Attrs{"developer_id": acctest.Postpaid, "currency": "USD", "amount": "1000"}
	limit := e.Terraform("mint_developer_credit_limit")
	limit.Connect(connect)

	cancelled := func(command string, out acctest.Outcome) {
		t.Helper()
		if !strings.Contains(strings.Join(out.Errors, "\n"), "cancel") {
			t.Errorf("%s after a stop ended with %q", command, out.Errors)
		}
	}
	cancelled("apply", limit.Apply(config, acctest.Stopping(func(stop func()) { stop() })))
	if sent := len(e.Server.Journal()); sent != 0 || limit.State != nil {
		t.Fatalf("%d requests were sent, state %v", sent, limit.State)
	}
	if out := limit.Apply(config); out.Failed() {
		t.Fatal(out.Errors)
	}
	e.Server.ResetJournal()

	stopped := stopsWhenConfigured{server}
	connect = func() (tfprotov6.ProviderServer, error) { return stopped, nil }
	limit.Connect(connect)
	cancelled("refresh", limit.Refresh())
	imported := e.Terraform("mint_billing_adjustment")
	imported.Connect(connect)
	cancelled("import", imported.Import("id"))
	source := e.Terraform("mint_developer_credit_limit")
	source.Connect(connect)
	_, out := source.DataSource(acctest.Attrs{"developer_id": acctest.Postpaid, "currency": "USD"})
	cancelled("data source", out)
	if sent := e.Server.Journal(); len(sent) != 0 {
		t.Errorf("sent after a stop: %v", sent)
	}
}

type stopsWhenConfigured struct{ tfprotov6.ProviderServer }

func (s stopsWhenConfigured) ConfigureProvider(ctx context.Context, req *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	resp, err := s.ProviderServer.ConfigureProvider(ctx, req)
	_, _ = s.StopProvider(ctx, &tfprotov6.StopProviderRequest{})
	return resp, err
}

// What hangs on the context of a call, such as its loggers, is garbage when the call is over.
func TestServer_letsGoOfEndedCalls(t *testing.T) {
	t.Parallel()
	server := mint.NewServer(mint.New("test")())
	hanging := func() weak.Pointer[[64]byte] {
		value := new([64]byte)
		ctx := context.WithValue(t.Context(), hangs{}, value)
		resp, err := server.ValidateResourceConfig(ctx, &tfprotov6.ValidateResourceConfigRequest{TypeName: "mint_wallet", Config: &tfprotov6.DynamicValue{JSON: []byte("null")}})
		if err != nil {
			t.Fatal(err, resp)
		}
		return weak.Make(value)
	}()
	runtime.GC()
	if hanging.Value() != nil {
		t.Error("the context of an ended call is still held")
	}
	runtime.KeepAlive(server)
}

type hangs struct{}
