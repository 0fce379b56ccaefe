package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// modification is what a resource was asked to make of a plan, and what it made.
type modification struct {
	asked    tftypes.Value
	answered resource.ModifyPlanResponse
}

// planNew plans a new object. What the resource makes of the plan is the answer, whatever it is:
// asked again by the framework, it might not say again what it says once.
func (c *shortcuts) planNew(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, *modification) {
	known, r, ok := c.resource(ctx, req.TypeName)
	modifier, modifies := r.(resource.ResourceWithModifyPlan)
	if !ok || !modifies || len(req.PriorPrivate) > 0 || req.PriorIdentity != nil {
		return nil, nil
	}
	planned := known.schema.New(ctx, req.Config, req.ProposedNewState, req.PriorState)
	if planned == nil {
		return nil, nil
	}
	schema, ty := known.schema.Framework, known.schema.Wire()
	config, err := req.Config.Unmarshal(ty)
	if err != nil || !config.IsFullyKnown() {
		return nil, nil
	}
	plan, err := planned.Unmarshal(ty)
	if err != nil {
		return nil, nil
	}
	ask := resource.ModifyPlanRequest{
		Config: tfsdk.Config{Raw: config, Schema: schema},
		Plan:   tfsdk.Plan{Raw: plan, Schema: schema},
		State:  tfsdk.State{Raw: tftypes.NewValue(ty, nil), Schema: schema},
	}
	made := &modification{plan, resource.ModifyPlanResponse{Plan: ask.Plan}}
	modifier.ModifyPlan(ctx, ask, &made.answered)
	resp := &tfprotov6.PlanResourceChangeResponse{
		Diagnostics:     wireDiagnostics(made.answered.Diagnostics),
		PlannedState:    planned,
		PlannedIdentity: &tfprotov6.ResourceIdentityData{IdentityData: nothing},
	}
	if made.answered.Plan.Raw.Equal(plan) {
		return resp, made
	}
	changed, err := tfprotov6.NewDynamicValue(ty, made.answered.Plan.Raw)
	if err != nil {
		return nil, nil
	}
	resp.PlannedState = &changed
	return resp, made
}

func wireDiagnostics(diags diag.Diagnostics) []*tfprotov6.Diagnostic {
	var all []*tfprotov6.Diagnostic
	for _, d := range diags {
		wire := &tfprotov6.Diagnostic{Severity: tfprotov6.DiagnosticSeverityWarning, Summary: d.Summary(), Detail: d.Detail()}
		if d.Severity() == diag.SeverityError {
			wire.Severity = tfprotov6.DiagnosticSeverityError
		}
		if at, ok := d.(diag.DiagnosticWithPath); ok {
			wire.Attribute = wirePath(at.Path())
		}
		all = append(all, wire)
	}
	return all
}

func wirePath(p path.Path) *tftypes.AttributePath {
	at := tftypes.NewAttributePath()
	for _, step := range p.Steps() {
		switch step := step.(type) {
		case path.PathStepAttributeName:
			at = at.WithAttributeName(string(step))
		case path.PathStepElementKeyInt:
			at = at.WithElementKeyInt(int(step))
		case path.PathStepElementKeyString:
			at = at.WithElementKeyString(string(step))
		}
	}
	return at
}
