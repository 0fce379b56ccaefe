package fwkit

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// RememberNames keeps all names of one thing in private state under key, such as a developer's
// email and UUID: the configuration may use any of them, and the state holds one only.
func RememberNames(ctx context.Context, private PrivateState, key string, names ...string) diag.Diagnostics {
	names = slices.DeleteFunc(names, func(name string) bool { return name == "" })
	value, err := json.Marshal(names)
	if err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Cannot write private state", err.Error())}
	}
	return private.SetKey(ctx, key, value)
}

// KeepName plans the state's name at a path where the configuration has another one of those
// remembered under key; case does not matter. Call it before RequireReplace.
func KeepName(ctx context.Context, req *resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, key string, at path.Path) {
	var planned, before types.String
	resp.Diagnostics.Append(req.Plan.GetAttribute(ctx, at, &planned)...)
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, at, &before)...)
	value, diags := req.Private.GetKey(ctx, key)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() || planned.ValueString() == before.ValueString() || planned.IsUnknown() {
		return
	}
	var names []string
	if len(value) == 0 || json.Unmarshal(value, &names) != nil {
		return
	}
	known := func(name types.String) bool {
		return slices.ContainsFunc(names, func(other string) bool { return strings.EqualFold(name.ValueString(), other) })
	}
	if known(planned) && known(before) {
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, at, before)...)
		req.Plan = resp.Plan
	}
}
