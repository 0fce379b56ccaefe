package fwkit

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// Unchanged reports whether the plan is the state text for text, as most plans are: then there is
// nothing to compare by content.
func Unchanged(req resource.ModifyPlanRequest) bool {
	return !req.State.Raw.IsNull() && req.Plan.Raw.Equal(req.State.Raw)
}

// KeepState makes the plan the prior state when no argument changed by content. Call it at the end
// of ModifyPlan. A decimal that keeps its spelling is not enough: by then the framework has marked
// every computed attribute unknown because "10" and "10.00" differ as text, and the plan would
// never be empty. It reports whether the plan is now the state.
func KeepState(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) bool {
	if req.State.Raw.IsNull() || resp.Plan.Raw.IsNull() || len(resp.RequiresReplace) > 0 {
		return false
	}
	if resp.Plan.Raw.Equal(req.State.Raw) {
		return true
	}
	for name := range req.Plan.Schema.GetAttributes() {
		var config, plan, prior attr.Value
		at := path.Root(name)
		resp.Diagnostics.Append(req.Config.GetAttribute(ctx, at, &config)...)
		resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, at, &plan)...)
		resp.Diagnostics.Append(req.State.GetAttribute(ctx, at, &prior)...)
		if resp.Diagnostics.HasError() || !SameContent(ctx, config, plan, prior) {
			return false
		}
	}
	resp.Plan.Raw = req.State.Raw.Copy()
	return true
}
