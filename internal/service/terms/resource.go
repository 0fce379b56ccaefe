// Package terms manages the terms and conditions of an organization, version by version (contract:
// apigee-neighbours 7).
package terms

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

const typeName = "mint_terms_and_conditions"

var _ fwkit.ManagedResource = (*termsResource)(nil)

type termsResource struct {
	fwkit.Resource[*apigee.Client]
}

// NewResource returns the resource mint_terms_and_conditions.
func NewResource() resource.Resource {
	return &termsResource{fwkit.Resource[*apigee.Client]{
		TypeName: typeName, DefineSchema: resourceSchema, DefineIdentity: fwkit.OrganizationIdentitySchema,
		Import: fwkit.ImportID{Example: "2a3f1c9e-5b0d-4f6a-9f0e-6a1d2c3b4e5f"},
	}}
}

func (r *termsResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.State.Raw.IsNull() || fwkit.Unchanged(req) {
		return
	}
	var plan, state *model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	switch {
	case plan == nil,
		fwkit.RequireReplace(ctx, req, resp, r.Provider.WasRead(typeName, state.ID.ValueString()), path.Root("version")):
		r.Provider.MarkEnd(typeName, state.ID.ValueString(), &resp.Diagnostics)
	case !fwkit.KeepState(ctx, req, resp):
		r.refuseBegun(ctx, req.Private, *state, &resp.Diagnostics)
	}
}

// refuseBegun refuses to change terms that developers may have accepted.
func (r *termsResource) refuseBegun(ctx context.Context, private fwkit.PrivateReader, state model, diags *diag.Diagnostics) {
	if !r.Known() || !r.SameAccount(ctx, private, state.object(), diags) {
		return
	}
	zone, name := r.Client.Zone(ctx)
	if now := fwtypes.NewDateTimeValue(r.Client.Now().In(zone).Format(time.DateTime)); state.StartDate.After(now) {
		return
	}
	diags.AddError("The "+state.title()+" have begun and cannot change",
		fmt.Sprintf("They are in force since %s (%s), and developers may have accepted them as they are. Revert the edit, and add a new version: "+
			"another %s with another version and a start_date from today on. If somebody changed the terms in the service, write into the configuration what they say now.", state.StartDate.ValueString(), name, typeName))
}

func (r *termsResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	result, err := r.Client.Terms.Create(ctx, expand(plan))
	if err != nil {
		remedy := ""
		if apigee.IsInvalid(err) {
			remedy = "The service may refuse terms that begin before today, in the time zone of the organization: check start_date."
		}
		resp.Diagnostics.Append(fwkit.CreateFailure(typeName, plan.title(), err, remedy, nil)...)
		return
	}
	fwkit.Announce(&resp.Diagnostics, plan.title(), result)
	fwkit.WarnDifferences(plan.title(), r.Client.Terms.Kind.Differences(expand(plan), result.Object), &resp.Diagnostics)
	created := flatten(r.Client.Organization(), result.Object)
	plan.ID, plan.Organization = created.ID, created.Organization
	r.Save(ctx, &resp.State, resp.Identity, resp.Private, plan, plan.object(), &resp.Diagnostics)
}

func (r *termsResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	fwkit.Read(ctx, r, req, resp)
}

// Refresh reads the object from the service.
func (r *termsResource) Refresh(ctx context.Context, reading *fwkit.Reading) {
	var state model
	reading.Diagnostics.Append(reading.State.Get(ctx, &state)...)
	if !r.BeginRead(ctx, reading, state.object()) {
		return
	}
	found, err := r.Client.Terms.Read(ctx, state.ID.ValueString())
	if r.EndRead(ctx, reading, state.object(), state.ID.ValueString(), err, apigee.IsNotFound(err)) {
		reading.Model = flatten(r.Client.Organization(), found)
	}
}

func (r *termsResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if !r.SameAccount(ctx, req.Private, state.object(), &resp.Diagnostics) {
		return
	}
	plan.ID, plan.Organization = state.ID, state.Organization
	changed, err := r.Client.Terms.Update(ctx, expand(plan), false)
	if err != nil {
		resp.Diagnostics.Append(fwkit.Failure("Cannot change the "+state.title(), err,
			"The service may refuse to change terms that have begun: add a new version instead.", nil)...)
		return
	}
	fwkit.WarnDifferences(plan.title(), r.Client.Terms.Kind.Differences(expand(plan), changed), &resp.Diagnostics)
	r.Save(ctx, &resp.State, resp.Identity, resp.Private, plan, plan.object(), &resp.Diagnostics)
}

func (r *termsResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if !r.SameAccount(ctx, req.Private, state.object(), &resp.Diagnostics) {
		return
	}
	err := r.Client.Terms.Delete(ctx, state.ID.ValueString())
	resp.Diagnostics.Append(fwkit.DeleteFailure(state.title(), err, apigee.ErrAdopted,
		"The service may refuse once a developer has accepted them. To stop managing them, use a removed block with destroy = false.")...)
}
