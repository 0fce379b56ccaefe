package rateplan

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

const destroyInstead = "To destroy it instead: revert the edit, or use terraform destroy -refresh=false."

func (r *planResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var state resourceModel
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	if state.Published.ValueBool() {
		// Read notes it too; with -refresh=false there is none.
		r.Provider.Note(publishedName, fwkit.JoinLast(state.PackageID.ValueString(), state.Name.ValueString()))
	}
	if req.Plan.Raw.IsNull() {
		r.announceDestroy(state, &resp.Diagnostics)
		return
	}
	if !req.State.Raw.IsNull() {
		fwkit.KeepName(ctx, &req, resp, developerNames, path.Root("developer_id"))
	}
	plan, before := fillGaps(ctx, req, resp, state.Published.ValueBool())
	if resp.Diagnostics.HasError() {
		return
	}
	if before == nil {
		r.refuseTakenName(plan, &resp.Diagnostics)
		return
	}
	if state.Published.ValueBool() {
		if !refusePublished(ctx, state, plan, before, &resp.Diagnostics) {
			fwkit.KeepState(ctx, req, resp)
		}
		return
	}
	req.Plan = resp.Plan // in which the gaps are filled
	if fwkit.RequireReplace(ctx, req, resp, r.Provider.WasRead(typeName, state.key()), path.Root("monetization_package_id"), path.Root("name"), path.Root("parent_rate_plan_id")) {
		r.Provider.MarkEnd(typeName, state.key(), &resp.Diagnostics)
		return
	}
	fwkit.KeepState(ctx, req, resp)
}

// fillGaps plans what the configuration leaves out, and returns the attributes planned and
// those of the state, nil for a create.
func fillGaps(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, published bool) (plan, before map[string]attr.Value) {
	var config, planned, state types.Object
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(resp.Plan.Get(ctx, &planned)...)
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
		before = state.Attributes()
	}
	if resp.Diagnostics.HasError() {
		return nil, nil
	}
	plan, diags := gaps{published: published, currency: planned.Attributes()["currency"]}.fill(ctx, config.Attributes(), planned.Attributes(), before)
	resp.Diagnostics.Append(diags...)
	filled, diags := types.ObjectValue(planned.AttributeTypes(ctx), plan)
	resp.Diagnostics.Append(diags...)
	resp.Diagnostics.Append(resp.Plan.Set(ctx, filled)...)
	return plan, before
}

// refusePublished refuses every change of a published plan by content but a first end date,
// replacement included: the name stays taken, so there could be no successor. It reports
// whether it did.
func refusePublished(ctx context.Context, state resourceModel, plan, before map[string]attr.Value, diags *diag.Diagnostics) bool {
	var changed []string
	for name, value := range plan {
		firstEnd := name == endName && state.EndDate.IsNull()
		if name != "id" && name != "organization" && !firstEnd && !same(ctx, value, before[name]) {
			changed = append(changed, name)
		}
	}
	if len(changed) == 0 {
		return false
	}
	slices.Sort(changed)
	why := "The service lets nothing of a published plan change but an end_date that was not set yet, and the plan cannot be replaced, because its name stays taken. "
	if slices.Contains(changed, endName) {
		why += fmt.Sprintf("This one ends at %s already, for good. ", state.EndDate.ValueString())
	}
	diags.AddAttributeError(path.Root(changed[0]), fmt.Sprintf("The %s is published and cannot change: %s", state.title(), strings.Join(changed, ", ")),
		why+fmt.Sprintf("Revert the edit. To sell on other terms, add a revision: another mint_rate_plan with parent_rate_plan_id = %q and a later start_date. ", state.ID.ValueString())+destroyInstead)
	return true
}

// refuseTakenName refuses to make a plan under the name of a published one that this
// process has read: that is what -replace, taint and a renamed resource look like here.
func (r *planResource) refuseTakenName(plan map[string]attr.Value, diags *diag.Diagnostics) {
	packageID, okPackage := plan["monetization_package_id"].(types.String)
	name, okName := plan["name"].(types.String)
	parent, okParent := plan["parent_rate_plan_id"].(types.String)
	if !okPackage || !okName || !okParent || !given(packageID) || !given(name) || !parent.IsNull() {
		return
	}
	key := fwkit.JoinLast(packageID.ValueString(), name.ValueString())
	r.Provider.Note(plannedName, key)
	if r.Provider.Noted(publishedName, key) {
		diags.AddAttributeError(path.Root("name"), fmt.Sprintf("The name %s is taken for good in package %s", name.ValueString(), packageID.ValueString()),
			"A published plan of this name is in the state, and would be ended to make room for this one. "+takenText)
	}
}

// announceDestroy says at plan time what becomes of a published plan.
func (r *planResource) announceDestroy(state resourceModel, diags *diag.Diagnostics) {
	bounded := state.Published.ValueBool() && !state.EndDate.IsNull()
	if !bounded && !r.Provider.MarkEnd(typeName, state.key(), diags) {
		return
	}
	switch {
	case !state.Published.ValueBool():
	case r.Provider.Noted(plannedName, fwkit.JoinLast(state.PackageID.ValueString(), state.Name.ValueString())):
		// The same as refuseTakenName, seen from the other side: nothing orders the two.
		diags.AddError(fmt.Sprintf("The %s would be ended to make room for one of the same name", state.title()), takenText)
	case bounded:
		diags.AddWarning(fmt.Sprintf("The %s stays as it is and ends at %s", state.title(), state.EndDate.ValueString()),
			"The service does not delete a published plan, and an end that is set cannot be moved. Terraform forgets the plan; its name stays taken.")
	case !r.Known():
		diags.AddWarning(fmt.Sprintf("The %s will be ended, not deleted", state.title()), endedText)
	default:
		diags.AddWarning(fmt.Sprintf("The %s will end at %s, not be deleted", state.title(), lastDay(state.StartDate, r.Client.Now()).ValueString()), endedText)
	}
}

const takenText = "The service never frees the name of a published plan. " +
	"Leave out -replace, or use terraform untaint if the resource is tainted, or a moved block if it was renamed. To sell on other terms, add a revision with parent_rate_plan_id."

const endedText = "The service does not delete a published plan. Destroying it sets its end_date to today, or to its start if that is later; after that it cannot be changed, and its name stays taken. " +
	"Which day it is depends on the time zone of the organization, which the service does not tell: should it refuse the date as past, destroy again the next day."

// lastDay is the end of a published plan that is destroyed: today or its start, whichever is
// later. Today is that of UTC, which the reference names for these dates, while one client
// has them in the organization's own zone (contract: apigee-mint 1.3, 4.5).
func lastDay(start fwtypes.DateTime, now time.Time) fwtypes.DateTime {
	today := fwtypes.NewDateTimeValue(now.UTC().Format(time.DateOnly))
	if start.After(today) {
		return start
	}
	return today
}
