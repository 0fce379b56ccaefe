package rateplan

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
)

// developerKey is where private state keeps both names of the plan's developer: the
// configuration may use the email or the UUID, and the state holds one of them only.
const developerKey = "developer"

type privateState interface {
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

func rememberDeveloper(ctx context.Context, private privateState, d apigee.DeveloperRef) diag.Diagnostics {
	value, err := json.Marshal(d)
	if err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Cannot remember the developer of a rate plan", err.Error())}
	}
	return private.SetKey(ctx, developerKey, value)
}

// keepDeveloper plans the state's name for the developer where the configuration has the
// other one.
func keepDeveloper(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, state resourceModel) {
	var planned types.String
	resp.Diagnostics.Append(req.Plan.GetAttribute(ctx, path.Root("developer_id"), &planned)...)
	if resp.Diagnostics.HasError() || !given(planned) || !given(state.DeveloperID) {
		return
	}
	value, diags := req.Private.GetKey(ctx, developerKey)
	resp.Diagnostics.Append(diags...)
	var known apigee.DeveloperRef
	if len(value) > 0 && json.Unmarshal(value, &known) == nil && known.Is(planned.ValueString()) && known.Is(state.DeveloperID.ValueString()) {
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("developer_id"), state.DeveloperID)...)
	}
}
