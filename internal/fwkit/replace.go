package fwkit

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// RequireReplace asks for replacement when one of the arguments at paths is known and differs by
// content from the state, and reports whether it did.
//
// An argument that is still unknown plans an update that sends nothing. Terraform plans a second
// time while applying, when the value has become known, and rejects a replacement that it did not
// announce; so replacement is planned only where wasRead says that this process has refreshed the
// object, which the process that applies has not. There the change is an error that asks for a new
// plan. An update plan is not a create: call it only with a prior state.
func RequireReplace(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, wasRead bool, paths ...path.Path) bool {
	if req.Plan.Raw.Equal(req.State.Raw) {
		return false
	}
	for _, at := range paths {
		var config, plan, prior attr.Value
		resp.Diagnostics.Append(req.Config.GetAttribute(ctx, at, &config)...)
		resp.Diagnostics.Append(req.Plan.GetAttribute(ctx, at, &plan)...)
		resp.Diagnostics.Append(req.State.GetAttribute(ctx, at, &prior)...)
		if resp.Diagnostics.HasError() {
			return false
		}
		if plan.IsUnknown() || SameContent(ctx, config, plan, prior) {
			continue
		}
		if !wasRead {
			resp.Diagnostics.AddAttributeError(at, fmt.Sprintf("%s changed to %s: plan again", at, plan),
				fmt.Sprintf("The object was made with %s = %s, and a change of this argument replaces it. The new value became known only while applying, "+
					"or the object was not refreshed (-refresh=false, or the provider's configuration was not known yet), so the replacement was not announced. Nothing was changed; run plan again, with refresh.", at, prior))
			return false
		}
		resp.RequiresReplace.Append(at)
	}
	return len(resp.RequiresReplace) > 0
}
