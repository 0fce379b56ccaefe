package provider

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// BothWays makes a server that asks the framework too where it takes a short cut, and panics if it
// answers otherwise. It is for tests: a release is built without a way to choose it.
func BothWays() ServerOption {
	return func(s *server) {
		s.bothWays = &comparison{framework: s.frameworkServer, shortcuts: s.shortcuts}
		if s.shortcuts.provider != nil {
			s.bothWays.modified = providerserver.NewProtocol6(onlyModifying{s.shortcuts.provider})()
		}
	}
}

// comparison holds the answers of short cuts against the framework's; the nil one does nothing.
type comparison struct {
	framework frameworkServer
	shortcuts *shortcuts
	modified  tfprotov6.ProviderServer
}

// onlyModifying is the provider with resources that can do nothing but plan, and take over there
// what the true one made of the plan: asked twice, it need not say the same.
type onlyModifying struct{ *mint }

func (p onlyModifying) Resources(ctx context.Context) []func() resource.Resource {
	var all []func() resource.Resource
	for _, newResource := range p.mint.Resources(ctx) {
		if r, ok := newResource().(resource.ResourceWithIdentity); ok {
			all = append(all, func() resource.Resource { return modifying{r} })
		}
	}
	return all
}

type madeKey struct{}

type modifying struct{ resource.ResourceWithIdentity }

func (modifying) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	made, _ := ctx.Value(madeKey{}).(*modification)
	if !req.Plan.Raw.Equal(made.asked) {
		panic(fmt.Sprintf("the framework and the short cut disagree about a new plan\nframework: %s\nshort cut: %s", req.Plan.Raw, made.asked))
	}
	resp.Plan, resp.Diagnostics = made.answered.Plan, made.answered.Diagnostics
	resp.RequiresReplace, resp.Deferred = made.answered.RequiresReplace, made.answered.Deferred
}

func (c *comparison) compareUpgrade(ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest, short *tfprotov6.UpgradeResourceStateResponse) {
	if c == nil {
		return
	}
	long, err := c.framework.UpgradeResourceState(ctx, req)
	if c.quiet(req.TypeName, "upgrade", long.Diagnostics, err); !c.sameObject(req.TypeName, long.UpgradedState, short.UpgradedState) {
		c.disagree(req.TypeName, "upgrade to", long.UpgradedState, short.UpgradedState)
	}
}

func (c *comparison) compareValidation(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) {
	if c == nil {
		return
	}
	long, err := c.framework.ValidateResourceConfig(ctx, req)
	c.quiet(req.TypeName, "validation", long.Diagnostics, err)
}

func (c *comparison) compareRead(ctx context.Context, req *tfprotov6.ReadResourceRequest, short *tfprotov6.ReadResourceResponse) {
	if c == nil {
		return
	}
	long, err := c.framework.ReadResource(ctx, req)
	c.quiet(req.TypeName, "read", long.Diagnostics, err)
	if !c.sameObject(req.TypeName, long.NewState, short.NewState) {
		c.disagree(req.TypeName, "read of", long.NewState, short.NewState)
	}
	c.compareRest(req.TypeName, long.Private, short.Private, long.NewIdentity, short.NewIdentity, long.Deferred)
}

func (c *comparison) comparePlan(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest, short *tfprotov6.PlanResourceChangeResponse) {
	if c == nil {
		return
	}
	long, err := c.framework.PlanResourceChange(ctx, req)
	c.quiet(req.TypeName, "plan", long.Diagnostics, err)
	c.comparePlans(req.TypeName, long, short)
}

// compareNew takes for granted what the resource made of the plan.
func (c *comparison) compareNew(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest, short *tfprotov6.PlanResourceChangeResponse, made *modification) {
	if c == nil {
		return
	}
	long, err := c.modified.PlanResourceChange(context.WithValue(ctx, madeKey{}, made), req)
	if err != nil || !slices.EqualFunc(long.Diagnostics, short.Diagnostics, func(a, b *tfprotov6.Diagnostic) bool { return reflect.DeepEqual(a, b) }) {
		c.disagree(req.TypeName, "plan", long.Diagnostics, short.Diagnostics)
	}
	c.comparePlans(req.TypeName, long, short)
}

func (c *comparison) comparePlans(typeName string, long, short *tfprotov6.PlanResourceChangeResponse) {
	if !c.sameObject(typeName, long.PlannedState, short.PlannedState) {
		c.disagree(typeName, "plan of", long.PlannedState, short.PlannedState)
	}
	if len(long.RequiresReplace) > 0 {
		c.disagree(typeName, "replacement for", long.RequiresReplace, nil)
	}
	c.compareRest(typeName, long.PlannedPrivate, short.PlannedPrivate, long.PlannedIdentity, short.PlannedIdentity, long.Deferred)
}

// compareAnswer panics if the framework made another answer of the same reading.
func (c *comparison) compareAnswer(req *tfprotov6.ReadDataSourceRequest, long *tfprotov6.ReadDataSourceResponse, short *tfprotov6.DynamicValue) {
	if c == nil {
		return
	}
	if slices.ContainsFunc(long.Diagnostics, func(d *tfprotov6.Diagnostic) bool { return d.Severity == tfprotov6.DiagnosticSeverityError }) {
		c.disagree(req.TypeName, "answer", long.Diagnostics, short)
	}
	if !same(c.shortcuts.answers(req.TypeName).Wire(), long.State, short) {
		c.disagree(req.TypeName, "answer", long.State, short)
	}
}

func (c *comparison) compareRest(typeName string, longPrivate, shortPrivate []byte, long, short *tfprotov6.ResourceIdentityData, deferred *tfprotov6.Deferred) {
	if !bytes.Equal(longPrivate, shortPrivate) {
		c.disagree(typeName, "private state", longPrivate, shortPrivate)
	}
	if long == nil || !bytes.Equal(long.IdentityData.MsgPack, short.IdentityData.MsgPack) {
		c.disagree(typeName, "identity", long, short)
	}
	if deferred != nil {
		c.disagree(typeName, "deferral", deferred, nil)
	}
}

// quiet panics if the framework has anything to say.
func (c *comparison) quiet(typeName, what string, diagnostics []*tfprotov6.Diagnostic, err error) {
	if err != nil {
		c.disagree(typeName, what, err, nil)
	}
	for _, d := range diagnostics {
		c.disagree(typeName, what, d.Summary+": "+d.Detail, nil)
	}
}

func (c *comparison) sameObject(typeName string, long, short *tfprotov6.DynamicValue) bool {
	return same(c.shortcuts.types[typeName].prepared().schema.Wire(), long, short)
}

func same(ty tftypes.Type, long, short *tfprotov6.DynamicValue) bool {
	a, errLong := long.Unmarshal(ty)
	b, errShort := short.Unmarshal(ty)
	return errLong == nil && errShort == nil && a.Equal(b)
}

func (c *comparison) disagree(typeName, what string, long, short any) {
	panic(fmt.Sprintf("%s: the framework and the short cut disagree about the %s\nframework: %s\nshort cut: %s", typeName, what, long, short))
}
