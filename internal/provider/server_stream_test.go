package provider_test

import (
	"context"
	"iter"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/action"
	actionschema "github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	mint "github.com/terraform-provider-mint/terraform-provider-mint/internal/provider"
)

// streaming is the provider with a list resource and an action that go on until they are stopped.
type streaming struct {
	provider.Provider
	steps *steps
}

func (s streaming) ListResources(context.Context) []func() list.ListResource {
	return []func() list.ListResource{func() list.ListResource { return endlessList{s.steps} }}
}

func (s streaming) Actions(context.Context) []func() action.Action {
	return []func() action.Action{func() action.Action { return endlessAction{s.steps} }}
}

// steps is what a stream does: two steps, and another one when its context is over.
type steps struct {
	ctx      context.Context
	finished chan struct{}
}

// run ends early when whoever takes the steps has enough of them.
func (s *steps) run(ctx context.Context, step func(text string) bool) {
	defer close(s.finished)
	s.ctx = ctx
	if ctx.Err() != nil {
		step("it was over before it began")
		return
	}
	if !step("first") || !step("second") {
		return
	}
	<-ctx.Done()
	step("stopped")
}

type endlessList struct{ steps *steps }

func (endlessList) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "mint_wallet"
}

func (endlessList) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = listschema.Schema{}
}

func (l endlessList) List(ctx context.Context, _ list.ListRequest, stream *list.ListResultsStream) {
	stream.Results = func(yield func(list.ListResult) bool) {
		l.steps.run(ctx, func(text string) bool {
			return yield(list.ListResult{Diagnostics: diag.Diagnostics{diag.NewWarningDiagnostic(text, "")}})
		})
	}
}

type endlessAction struct{ steps *steps }

func (endlessAction) Metadata(_ context.Context, _ action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = "mint_wait"
}

func (endlessAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = actionschema.Schema{}
}

func (a endlessAction) Invoke(ctx context.Context, _ action.InvokeRequest, resp *action.InvokeResponse) {
	a.steps.run(ctx, func(text string) bool {
		resp.SendProgress(action.InvokeProgressEvent{Message: text})
		return true
	})
}

// open starts a stream of one kind on a server of its own; its elements are texts.
type open func(t *testing.T, server tfprotov6.ProviderServer) iter.Seq[string]

var streams = map[string]open{
	"list": func(t *testing.T, server tfprotov6.ProviderServer) iter.Seq[string] {
		lists, ok := server.(tfprotov6.ListResourceServer)
		if !ok {
			t.Fatal("the server lists nothing")
		}
		stream, err := lists.ListResource(t.Context(), &tfprotov6.ListResourceRequest{TypeName: "mint_wallet", Config: &tfprotov6.DynamicValue{MsgPack: []byte{0x80}}})
		if err != nil {
			t.Fatal(err)
		}
		return func(yield func(string) bool) {
			for result := range stream.Results {
				if !yield(result.Diagnostics[0].Summary) {
					return
				}
			}
		}
	},
	"action": func(t *testing.T, server tfprotov6.ProviderServer) iter.Seq[string] {
		actions, ok := server.(tfprotov6.ActionServer)
		if !ok {
			t.Fatal("the server has no actions")
		}
		stream, err := actions.InvokeAction(t.Context(), &tfprotov6.InvokeActionRequest{ActionType: "mint_wait", Config: &tfprotov6.DynamicValue{MsgPack: []byte{0x80}}})
		if err != nil {
			t.Fatal(err)
		}
		return func(yield func(string) bool) {
			for event := range stream.Events {
				if progress, ok := event.Type.(tfprotov6.ProgressInvokeActionEventType); ok && !yield(progress.Message) {
					return
				}
			}
		}
	},
}

// The steps of a stream are taken after the call that returned it, and one that is stopped in the
// middle, as by Ctrl-C, is told so.
func TestServer_streamIsStopped(t *testing.T) {
	t.Parallel()
	for name, open := range streams {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			taken := &steps{finished: make(chan struct{})}
			server := mint.NewServer(streaming{mint.New("test")(), taken})
			var got []string
			for text := range open(t, server) {
				if got = append(got, text); len(got) == 2 {
					if _, err := server.StopProvider(t.Context(), &tfprotov6.StopProviderRequest{}); err != nil {
						t.Fatal(err)
					}
				}
			}
			if len(got) != 3 || got[2] != "stopped" {
				t.Errorf("the steps were %q", got)
			}
		})
	}
}

// Nothing that belongs to a stream goes on when nobody listens any more.
func TestServer_streamEndsWithItsReader(t *testing.T) {
	t.Parallel()
	taken := &steps{finished: make(chan struct{})}
	server := mint.NewServer(streaming{mint.New("test")(), taken})
	for range streams["list"](t, server) {
		break
	}
	<-taken.finished
	if taken.ctx.Err() == nil {
		t.Error("the context of an abandoned stream goes on")
	}
}

// What is asked after a stop does not begin.
func TestServer_noStreamBeginsAfterAStop(t *testing.T) {
	t.Parallel()
	for name, open := range streams {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := mint.NewServer(streaming{mint.New("test")(), &steps{finished: make(chan struct{})}})
			if _, err := server.StopProvider(t.Context(), &tfprotov6.StopProviderRequest{}); err != nil {
				t.Fatal(err)
			}
			for text := range open(t, server) {
				if text != "it was over before it began" {
					t.Errorf("%q was done after the stop", text)
				}
			}
		})
	}
}
