// Package acceptedrateplan manages purchases: rate plans that a developer or a company has accepted
// (contract: apigee-neighbours 5).
//
// A purchase charges fees, so that each is made exactly once, and what it and its end will charge
// is in the plan. One that has ended stays in the state: to forget it would buy it again.
package acceptedrateplan

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
)

const typeName = "mint_accepted_rate_plan"

var (
	_ fwkit.ManagedResource               = (*purchaseResource)(nil)
	_ fwkit.ConfigChecker                 = (*purchaseResource)(nil)
	_ resource.ResourceWithValidateConfig = (*purchaseResource)(nil)

	importID = fwkit.ImportID{Names: []string{"developer_id", "id"}, Example: "dev@example.com/7f9c2ba4-e88f-427d-acb6-0d2c5a3b1f10"}
)

type purchaseResource struct {
	fwkit.Resource[*apigee.Client]
}

// NewResource returns the resource mint_accepted_rate_plan.
func NewResource() resource.Resource {
	return &purchaseResource{fwkit.Resource[*apigee.Client]{TypeName: typeName, DefineSchema: resourceSchema, DefineIdentity: identitySchema}}
}

func (r *purchaseResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	r.CheckConfig(ctx, req.Config, &resp.Diagnostics)
}

// CheckConfig checks the two dates against each other.
func (*purchaseResource) CheckConfig(ctx context.Context, values fwkit.Values, diags *diag.Diagnostics) {
	var config model
	if values.Get(ctx, &config).HasError() {
		return // the types say what is wrong
	}
	if start, end := day(config.StartDate), day(config.EndDate); start != "" && end != "" && end < start {
		diags.AddAttributeError(path.Root("end_date"), fmt.Sprintf("end_date %s is before start_date %s", end, start), "The end is the last day of the purchase: the first day or later.")
	}
}

func (r *purchaseResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	asked := expand(plan)
	result, err := r.Client.AcceptRatePlan(ctx, plan.DeveloperID.ValueString(), asked)
	if err != nil {
		resp.Diagnostics.Append(r.createFailure(ctx, plan, err)...)
		return
	}
	bought := result.Object
	r.Provider.Forget(boughtKey, plan.key())
	fwkit.Announce(&resp.Diagnostics, plan.title(), result)
	fwkit.WarnDifferences(plan.title(), asked.Differences(bought), &resp.Diagnostics)
	plan.ID, plan.Organization = types.StringValue(bought.ID), types.StringValue(r.Client.Organization())
	plan.CurrentRatePlanID = types.StringValue(bought.RatePlan.ID)
	if bought.RatePlan.ID == "" {
		plan.CurrentRatePlanID = plan.RatePlanID
	}
	r.Save(ctx, &resp.State, resp.Identity, resp.Private, plan, plan.object(), &resp.Diagnostics)
	r.keep(ctx, resp.Private, bought, &resp.Diagnostics)
}

func (r *purchaseResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	fwkit.Read(ctx, r, req, resp)
}

// Refresh reads the object from the service.
func (r *purchaseResource) Refresh(ctx context.Context, reading *fwkit.Reading) {
	var state model
	reading.Diagnostics.Append(reading.State.Get(ctx, &state)...)
	if !r.BeginRead(ctx, reading, state.object()) {
		return
	}
	developer := state.DeveloperID.ValueString()
	bought, err := r.Client.PurchasesOf(ctx, developer).Read(ctx, state.ID.ValueString())
	gone := apigee.IsNotFound(err)
	chain := []apigee.AcceptedRatePlan{bought}
	if err == nil {
		chain, err = r.Client.Continued(ctx, developer, bought)
	}
	if r.EndRead(ctx, reading, state.object(), state.ID.ValueString(), err, gone) {
		current := chain[len(chain)-1]
		refreshed := flatten(r.Client.Organization(), bought, current, state)
		r.noteHeld(refreshed)
		reading.Model = refreshed
		r.keep(ctx, reading.Private, current, &reading.Diagnostics)
	}
}

func (r *purchaseResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if !r.SameAccount(ctx, req.Private, state.object(), &resp.Diagnostics) {
		return
	}
	if plan.changes(state) {
		asked := expand(plan)
		var current apigee.AcceptedRatePlan
		chain, err := r.continued(ctx, state)
		if err == nil {
			current, err = r.Client.ChangeAcceptedRatePlan(ctx, state.DeveloperID.ValueString(), chain[len(chain)-1], asked)
		}
		if err != nil {
			resp.Diagnostics.Append(fwkit.Failure("Cannot change the "+state.title(), err, changeRemedy(err), nil)...)
			return
		}
		fwkit.WarnDifferences(plan.title(), asked.Differences(current), &resp.Diagnostics)
		r.keep(ctx, resp.Private, current, &resp.Diagnostics)
	}
	plan.ID, plan.Organization, plan.CurrentRatePlanID = state.ID, state.Organization, state.CurrentRatePlanID
	r.Save(ctx, &resp.State, resp.Identity, resp.Private, plan, plan.object(), &resp.Diagnostics)
}

func (r *purchaseResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if !r.SameAccount(ctx, req.Private, state.object(), &resp.Diagnostics) || state.OnDestroy.ValueString() == retain {
		return
	}
	chain, err := r.continued(ctx, state)
	if apigee.IsNotFound(err) {
		r.Client.PurchasesOf(ctx, state.DeveloperID.ValueString()).Deleted(state.ID.ValueString())
		err = nil
	}
	for _, a := range slices.Backward(chain) {
		if err == nil {
			err = r.end(ctx, state, a)
		}
	}
	switch {
	case errors.Is(err, apigee.ErrAdopted):
		resp.Diagnostics.AddWarning("Not ended: "+state.title(), "Another resource of this configuration has taken it over in this run and manages it now.")
	case err != nil:
		resp.Diagnostics.Append(fwkit.Failure("Cannot end the "+state.title(), err, endRemedy(err), nil)...)
	default:
		r.forgetHeld(state)
	}
}

// end cancels a purchase that has not begun, and ends one that has.
func (r *purchaseResource) end(ctx context.Context, state model, a apigee.AcceptedRatePlan) error {
	developer, now := state.DeveloperID.ValueString(), r.Client.Now()
	switch {
	case a.Ended(now), a.Begun(now) && apigee.Day(a.EndDate) == a.Today(now):
		return nil
	case !a.Begun(now):
		return r.Client.PurchasesOf(ctx, developer).Delete(ctx, a.ID)
	}
	asked := expand(state)
	asked.EndDate = a.Today(now) + " 00:00:00"
	_, err := r.Client.ChangeAcceptedRatePlan(ctx, developer, a, asked)
	return err
}

func (r *purchaseResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if r.ImportParts(ctx, req, resp, importID) == nil {
		return
	}
	for _, name := range []string{"waive_set_up_fees", "replace_conflicting", "waive_termination_charge"} {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(name), false)...)
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("on_destroy"), expire)...)
}

// continued is the purchase of a state as it is now, and what a revision has continued it in.
func (r *purchaseResource) continued(ctx context.Context, state model) ([]apigee.AcceptedRatePlan, error) {
	developer := state.DeveloperID.ValueString()
	bought, err := r.Client.PurchasesOf(ctx, developer).Get(ctx, state.ID.ValueString())
	if err != nil {
		return nil, err
	}
	return r.Client.Continued(ctx, developer, bought)
}
