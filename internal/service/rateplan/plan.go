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
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/planschema"
)

const endName = "end_date"

// change is a planned change of a plan, attribute by attribute; before is nil for a create.
type change struct{ config, plan, before map[string]attr.Value }

func (r *planResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var state planschema.Plan
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
		if resp.Diagnostics.HasError() {
			return
		}
		r.noteUnchanged(state)
	}
	if req.Plan.Raw.IsNull() {
		r.announceDestroy(ctx, req.Private, state, &resp.Diagnostics)
		return
	}
	if !req.State.Raw.IsNull() {
		fwkit.KeepName(ctx, &req, resp, developerNames, path.Root("developer_id"))
		planEnd(ctx, &req, resp, state)
		if fwkit.Unchanged(req) {
			return
		}
	}
	c := attributes(ctx, req, resp)
	if resp.Diagnostics.HasError() {
		return
	}
	switch {
	case c.before == nil:
		r.refuseTakenName(c.plan, &resp.Diagnostics)
	case state.Published.ValueBool():
		if refusePublished(ctx, state, c, &resp.Diagnostics) {
			return
		}
		fwkit.KeepState(ctx, req, resp)
	default:
		if fwkit.RequireReplace(ctx, req, resp, r.Provider.WasRead(typeName, key(state)), path.Root("monetization_package_id"), path.Root("name"), path.Root("parent_rate_plan_id")) {
			r.Provider.MarkEnd(typeName, key(state), &resp.Diagnostics)
			return
		}
		fwkit.KeepState(ctx, req, resp)
	}
	warnOrder(ctx, state, c, &resp.Diagnostics)
	warnDoubts(ctx, req, state, &resp.Diagnostics)
	r.warnShareCurrency(ctx, req, state, &resp.Diagnostics)
}

// warnShareCurrency warns of a revenue share in another currency than the organization's base
// currency (contract: apigee-mint 4.2). A plan that only creates sends no request for that.
func (r *planResource) warnShareCurrency(ctx context.Context, req resource.ModifyPlanRequest, state planschema.Plan, diags *diag.Diagnostics) {
	var plan planschema.Plan
	diags.Append(req.Plan.Get(ctx, &plan)...)
	details, more := planschema.Elements[planschema.Detail](ctx, plan.Details)
	diags.Append(more...)
	shares := slices.ContainsFunc(details, func(d *planschema.Detail) bool {
		return d != nil && strings.HasPrefix(d.Type.ValueString(), planschema.RevShare)
	})
	if diags.HasError() || !shares || !r.Known() || plan.Currency.IsUnknown() {
		return
	}
	// Not read: a create, an apply, whose plan has warned, or -refresh=false.
	organization, ok := r.Client.KnownProfile(ctx, r.Provider.WasRead(typeName, key(state)))
	if ok && organization.Currency != "" && !strings.EqualFold(organization.Currency, plan.Currency.ValueString()) {
		diags.AddAttributeWarning(path.Root("currency"), fmt.Sprintf("The %s shares revenue in %s", title(plan), plan.Currency.Upper()),
			fmt.Sprintf("Plans with a revenue share must use the organization's base currency, %s; the service may refuse this one.", organization.Currency))
	}
}

// noteUnchanged does what every plan of an existing plan does, also one that changes nothing. Read
// notes the name too; with -refresh=false there is no Read.
func (r *planResource) noteUnchanged(state planschema.Plan) {
	if state.Published.ValueBool() {
		r.Provider.Note(publishedName, nameKey(state))
	}
}

// planEnd plans an end that the configuration leaves out: a draft has none, and a published plan
// keeps what it has, since a revision ends its parent.
func planEnd(ctx context.Context, req *resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, state planschema.Plan) {
	var configured fwtypes.DateTime
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(endName), &configured)...)
	if !configured.IsNull() {
		return
	}
	end := fwtypes.NewDateTimeNull()
	if state.Published.ValueBool() {
		end = state.EndDate
	}
	resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(endName), end)...)
	req.Plan = resp.Plan
}

func attributes(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) change {
	var config, plan, before types.Object
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(resp.Plan.Get(ctx, &plan)...)
	c := change{config: config.Attributes(), plan: plan.Attributes()}
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(req.State.Get(ctx, &before)...)
		c.before = before.Attributes()
	}
	return c
}

// warnOrder says that details or rates are moved only: Terraform shows that as changed prices.
func warnOrder(ctx context.Context, state planschema.Plan, c change, diags *diag.Diagnostics) {
	plan, before := c.plan[planschema.DetailsName], c.before[planschema.DetailsName]
	if before == nil || fwkit.SameContent(ctx, nil, plan, before) || !fwkit.SameContent(ctx, nil, plan, before, fwkit.AnyOrder) {
		return
	}
	diags.AddAttributeWarning(path.Root(planschema.DetailsName), fmt.Sprintf("Only the order of the details of the %s changes", title(state)),
		"The plan shows details and rates that moved as changed values. They are the same as before, and their new order is not sent to the service.")
}

// refuseTakenName refuses to create a plan under the name of a published one that this process has
// read: that is what -replace, taint and a renamed resource look like here.
func (r *planResource) refuseTakenName(plan map[string]attr.Value, diags *diag.Diagnostics) {
	packageID, okPackage := plan["monetization_package_id"].(types.String)
	name, okName := plan["name"].(fwtypes.Name)
	parent, okParent := plan["parent_rate_plan_id"].(types.String)
	if !okPackage || !okName || !okParent || !given(packageID) || !given(name) || !parent.IsNull() {
		return
	}
	key := fwkit.JoinLast(packageID.ValueString(), name.ValueString())
	r.Provider.Note(plannedName, key)
	if r.Provider.Noted(publishedName, key) {
		diags.AddAttributeError(path.Root("name"), fmt.Sprintf("Cannot create rate plan %s in package %s: its name is taken for good", name.ValueString(), packageID.ValueString()),
			"A published plan of this name is in the state, and would be ended to make room for this one. "+takenText)
	}
}

// announceDestroy says at plan time what becomes of a published plan.
func (r *planResource) announceDestroy(ctx context.Context, private fwkit.PrivateReader, state planschema.Plan, diags *diag.Diagnostics) {
	bounded := state.Published.ValueBool() && !state.EndDate.IsNull()
	if !bounded && !r.Provider.MarkEnd(typeName, key(state), diags) {
		return
	}
	switch {
	case !state.Published.ValueBool():
	case r.Provider.Noted(plannedName, nameKey(state)):
		// The same as refuseTakenName, seen from the other side: nothing orders the two.
		diags.AddError(fmt.Sprintf("Cannot destroy the %s to make room for one of the same name", title(state)), takenText)
	case bounded:
		diags.AddWarning(fmt.Sprintf("The %s stays as it is and ends at %s", title(state), state.EndDate.ValueString()),
			"The service does not delete a published plan, and cannot move an end that is set. Terraform forgets the plan; its name stays taken.")
	case !r.Known():
		diags.AddWarning(fmt.Sprintf("The %s will be ended, not deleted", title(state)), endedText)
	default:
		zone := recalledZone(ctx, private, diags)
		diags.AddWarning(fmt.Sprintf("The %s will end at %s, not be deleted", title(state), lastDay(state.StartDate, r.Client.Now().In(zone)).ValueString()),
			endedText+fmt.Sprintf("\n\nToday is by the organization's time zone, %s.", zone))
	}
}

const takenText = "The service never frees the name of a published plan. " +
	"Leave out -replace, or use terraform untaint if the resource is tainted, or a moved block if it was renamed. To sell on other terms, add a revision with parent_rate_plan_id."

const endedText = "The service does not delete a published plan. Destroying it sets its end_date to today, or to its first day if that is later. After that it cannot be changed, and its name stays taken."

// lastDay is the end of a published plan that is destroyed: today or its start, whichever is later
// (contract: apigee-mint 1.3, 4.5).
func lastDay(start fwtypes.DateTime, now time.Time) fwtypes.DateTime {
	today := fwtypes.NewDateTimeValue(now.Format(time.DateOnly))
	if start.After(today) {
		return start
	}
	return today
}
