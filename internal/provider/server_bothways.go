package provider

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// BothWays makes a server that asks the framework too where it takes a short cut, and panics if it
// answers otherwise. It is for tests: a release is built without a way to choose it.
func BothWays() ServerOption {
	return func(s *server) { s.bothWays = &comparison{s.frameworkServer, s.shortcuts} }
}

// comparison holds the answers of short cuts against the framework's; the nil one does nothing.
type comparison struct {
	framework frameworkServer
	shortcuts *shortcuts
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
	// What a resource says once it does not say again: of warnings the short cut may have more.
	c.quiet(req.TypeName, "plan", without(long.Diagnostics, short.Diagnostics), err)
	for _, d := range without(short.Diagnostics, long.Diagnostics) {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			c.disagree(req.TypeName, "plan", nil, d.Summary+": "+d.Detail)
		}
	}
	if !c.sameObject(req.TypeName, long.PlannedState, short.PlannedState) {
		c.disagree(req.TypeName, "plan of", long.PlannedState, short.PlannedState)
	}
	if len(long.RequiresReplace) > 0 {
		c.disagree(req.TypeName, "replacement for", long.RequiresReplace, nil)
	}
	c.compareRest(req.TypeName, long.PlannedPrivate, short.PlannedPrivate, long.PlannedIdentity, short.PlannedIdentity, long.Deferred)
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

// without returns the diagnostics that are not among the others.
func without(diagnostics, others []*tfprotov6.Diagnostic) []*tfprotov6.Diagnostic {
	return slices.DeleteFunc(slices.Clone(diagnostics), func(d *tfprotov6.Diagnostic) bool {
		return slices.ContainsFunc(others, func(other *tfprotov6.Diagnostic) bool { return reflect.DeepEqual(d, other) })
	})
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
