package fwkit

import (
	"bytes"
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// Values are the attributes of one object: a tfsdk.State, or what stands for one where the plugin
// framework is not entered.
type Values interface {
	// Get decodes the attributes into the struct that target points to.
	Get(ctx context.Context, target any) diag.Diagnostics
}

// Refresher is a resource for whose unchanged objects the protocol server answers without entering
// the plugin framework. The server decides what is unchanged; see package shortcut.
type Refresher interface {
	resource.Resource

	// Refresh reads the object from the service. A resource's Read is [Read] with it, so that both
	// ways refresh alike and no object is read twice.
	Refresh(ctx context.Context, reading *Reading)

	// QuietPlan reports whether ModifyPlan leaves a plan alone that is the state, and has nothing
	// to say about it. It notes for other resources what ModifyPlan would note. The state is
	// decoded only if it is asked for, and may be asked for a few attributes alone.
	QuietPlan(ctx context.Context, state Values) bool
}

// ConfigChecker is a resource that judges a configuration as a whole. Its ValidateConfig is
// CheckConfig with the framework's values.
type ConfigChecker interface {
	CheckConfig(ctx context.Context, config Values, diags *diag.Diagnostics)
}

// Reading is one read of an object: what is known of it, and what Refresh makes of that.
type Reading struct {
	// State is the object as the state has it.
	State Values
	// Private is the object's private state.
	Private PrivateState
	// Diagnostics is what there is to say.
	Diagnostics diag.Diagnostics
	// Identity is the model of the object's identity. States of Terraform before 1.12 have none,
	// and the framework insists on one, so it is set whatever comes of the reading.
	Identity any
	// Model is the refreshed model; nil leaves the state as it is.
	Model any
	// Gone takes the object out of the state.
	Gone bool
}

// Read is the Read of a resource that refreshes. What the protocol server has read already is not
// read again.
func Read(ctx context.Context, r Refresher, req resource.ReadRequest, resp *resource.ReadResponse) {
	reading, before := ctx.Value(begun{}).(*Reading)
	if !before {
		reading = &Reading{State: req.State, Private: resp.Private}
		r.Refresh(ctx, reading)
	} else if private, ok := reading.Private.(*PrivateData); ok {
		for key, value := range private.changed {
			reading.Diagnostics.Append(resp.Private.SetKey(ctx, key, value)...)
		}
	}
	resp.Diagnostics.Append(reading.Diagnostics...)
	if reading.Identity != nil {
		resp.Diagnostics.Append(resp.Identity.Set(ctx, reading.Identity)...)
	}
	switch {
	case resp.Diagnostics.HasError():
	case reading.Gone:
		resp.State.RemoveResource(ctx)
	case reading.Model != nil:
		resp.Diagnostics.Append(resp.State.Set(ctx, reading.Model)...)
	}
}

type begun struct{}

// WithReading returns a context in which Read takes over what Refresh has made of the object.
func WithReading(ctx context.Context, reading *Reading) context.Context {
	return context.WithValue(ctx, begun{}, reading)
}

// PrivateData is private state outside of the framework, which remembers what was changed.
type PrivateData struct {
	kept, changed map[string][]byte
}

// NewPrivateData returns private state of what was kept.
func NewPrivateData(kept map[string][]byte) *PrivateData { return &PrivateData{kept: kept} }

// GetKey returns what is kept or was set under the key, nil if nothing is.
func (p *PrivateData) GetKey(_ context.Context, key string) ([]byte, diag.Diagnostics) {
	if value, ok := p.changed[key]; ok {
		return value, nil
	}
	return p.kept[key], nil
}

// SetKey sets a value; one that is kept already changes nothing.
func (p *PrivateData) SetKey(_ context.Context, key string, value []byte) diag.Diagnostics {
	if bytes.Equal(p.kept[key], value) {
		delete(p.changed, key)
		return nil
	}
	if p.changed == nil {
		p.changed = map[string][]byte{}
	}
	p.changed[key] = value
	return nil
}

// Changed reports whether anything is to be saved.
func (p *PrivateData) Changed() bool { return len(p.changed) > 0 }
