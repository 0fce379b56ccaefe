// Package category manages developer categories, which rate plans can be for (contract:
// apigee-neighbours 6).
package category

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
)

const typeName = "mint_developer_category"

var _ fwkit.ManagedResource = (*categoryResource)(nil)

type categoryResource struct {
	fwkit.Resource[*apigee.Client]
}

// NewResource returns the resource mint_developer_category.
func NewResource() resource.Resource {
	return &categoryResource{fwkit.Resource[*apigee.Client]{
		TypeName: typeName, DefineSchema: resourceSchema, DefineIdentity: fwkit.OrganizationIdentitySchema,
		Import: fwkit.ImportID{Example: "aa6f960a-d9fd-416e-be39-c071418aabd0"},
	}}
}

func (r *categoryResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.State.Raw.IsNull() || fwkit.Unchanged(req) {
		return
	}
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	switch {
	case resp.Diagnostics.HasError():
	case req.Plan.Raw.IsNull():
		r.Provider.MarkEnd(typeName, state.ID.ValueString(), &resp.Diagnostics)
	default:
		fwkit.KeepState(ctx, req, resp)
	}
}

func (r *categoryResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	result, err := r.Client.DeveloperCategories.Create(ctx, expand(plan))
	if err != nil {
		resp.Diagnostics.Append(fwkit.CreateFailure(typeName, plan.title(), err, "", nil)...)
		return
	}
	fwkit.Announce(&resp.Diagnostics, plan.title(), result)
	fwkit.WarnDifferences(plan.title(), r.Client.DeveloperCategories.Kind.Differences(expand(plan), result.Object), &resp.Diagnostics)
	created := flatten(r.Client.Organization(), result.Object, plan)
	created.Name, created.Description = plan.Name, plan.Description
	r.Save(ctx, &resp.State, resp.Identity, resp.Private, created, created.object(), &resp.Diagnostics)
}

func (r *categoryResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	fwkit.Read(ctx, r, req, resp)
}

// Refresh reads the object from the service.
func (r *categoryResource) Refresh(ctx context.Context, reading *fwkit.Reading) {
	var state model
	reading.Diagnostics.Append(reading.State.Get(ctx, &state)...)
	if !r.BeginRead(ctx, reading, state.object()) {
		return
	}
	found, err := r.Client.DeveloperCategories.Read(ctx, state.ID.ValueString())
	if r.EndRead(ctx, reading, state.object(), state.ID.ValueString(), err, apigee.IsNotFound(err)) {
		reading.Model = flatten(r.Client.Organization(), found, state)
	}
}

func (r *categoryResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if !r.SameAccount(ctx, req.Private, state.object(), &resp.Diagnostics) {
		return
	}
	plan.ID, plan.Organization = state.ID, state.Organization
	changed, err := r.Client.DeveloperCategories.Update(ctx, expand(plan), !plan.Name.Equal(state.Name))
	if err != nil {
		resp.Diagnostics.Append(fwkit.UpdateFailure(state.title(), state.ID, plan.Name, err, "", nil)...)
		return
	}
	fwkit.WarnDifferences(plan.title(), r.Client.DeveloperCategories.Kind.Differences(expand(plan), changed), &resp.Diagnostics)
	r.Save(ctx, &resp.State, resp.Identity, resp.Private, plan, plan.object(), &resp.Diagnostics)
}

func (r *categoryResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if !r.SameAccount(ctx, req.Private, state.object(), &resp.Diagnostics) {
		return
	}
	err := r.Client.DeveloperCategories.Delete(ctx, state.ID.ValueString())
	resp.Diagnostics.Append(fwkit.DeleteFailure(state.title(), err, apigee.ErrAdopted,
		"The service may refuse while developers or rate plans belong to the category: move them to another one first. To stop managing it, use a removed block with destroy = false.")...)
}
