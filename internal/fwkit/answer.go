package fwkit

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
)

// SetAnswer sets the state of a data source to a model, as resp.State.Set does. Where the protocol
// server writes the model itself, the framework is spared it: it looks up the schema of each value
// many times over, which for a long list is most of the memory and time.
func SetAnswer(ctx context.Context, resp *datasource.ReadResponse, model any) {
	write, ok := ctx.Value(answering{}).(func(context.Context, any) bool)
	if ok && !resp.Diagnostics.HasError() && write(ctx, model) {
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, model)...)
}

type answering struct{}

// WithAnswer returns a context in which SetAnswer offers the model to write, and leaves the state
// as the configuration has it if that is true.
func WithAnswer(ctx context.Context, write func(ctx context.Context, model any) bool) context.Context {
	return context.WithValue(ctx, answering{}, write)
}
