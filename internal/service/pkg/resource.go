// Package pkg manages monetization packages, the API products that rate plans price (contract:
// apigee-neighbours 4).
package pkg

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
)

const typeName = "mint_monetization_package"

var _ fwkit.ManagedResource = (*packageResource)(nil)

type packageResource struct {
	fwkit.Resource[*apigee.Client]
}

// NewResource returns the resource mint_monetization_package.
func NewResource() resource.Resource {
	return &packageResource{fwkit.Resource[*apigee.Client]{TypeName: typeName, DefineSchema: resourceSchema, DefineIdentity: fwkit.OrganizationIdentitySchema}}
}

func (r *packageResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan resourceModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	result, err := r.Client.Packages.Create(ctx, expand(plan.model))
	if err != nil {
		resp.Diagnostics.Append(fwkit.CreateFailure(typeName, plan.title(), err, createRemedy(err), nil)...)
		return
	}
	fwkit.Announce(&resp.Diagnostics, plan.title(), result)
	fwkit.WarnDifferences(plan.title(), r.Client.Packages.Kind.Differences(expand(plan.model), result.Object), &resp.Diagnostics)
	created := flatten(r.Client.Organization(), result.Object)
	plan.ID, plan.Organization, plan.Status = created.ID, created.Organization, created.Status
	r.Save(ctx, &resp.State, resp.Identity, resp.Private, plan, plan.object(), &resp.Diagnostics)
}

func createRemedy(err error) string {
	switch {
	case apigee.IsNotFound(err):
		return "Check products: each must be the id of an API product of the organization. The data source mint_products lists them."
	case apigee.IsConflict(err):
		return "The id of a package is made from its name, and another name may give the same id. Choose a name that differs in more than case and blanks, or import the package that is there."
	}
	return ""
}

func (r *packageResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	fwkit.Read(ctx, r, req, resp)
}

// Refresh reads the object from the service.
func (r *packageResource) Refresh(ctx context.Context, reading *fwkit.Reading) {
	var state resourceModel
	reading.Diagnostics.Append(reading.State.Get(ctx, &state)...)
	if !r.BeginRead(ctx, reading, state.object()) {
		return
	}
	found, err := r.Client.Packages.Read(ctx, state.ID.ValueString())
	if r.EndRead(ctx, reading, state.object(), state.ID.ValueString(), err, apigee.IsNotFound(err)) {
		reading.Model = resourceModel{flatten(r.Client.Organization(), found), state.OnDestroy}
	}
}

func (r *packageResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state resourceModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if !r.SameAccount(ctx, req.Private, state.object(), &resp.Diagnostics) {
		return
	}
	plan.ID, plan.Organization, plan.Status = state.ID, state.Organization, state.Status
	if !plan.Products.Equal(state.Products) {
		changed, err := r.Client.Packages.Update(ctx, expand(plan.model), false)
		if err != nil {
			resp.Diagnostics.Append(fwkit.Failure("Cannot change the products of the "+state.title(), err,
				"Some products may have been added or removed; the next plan shows what is left to do. A product that a rate plan prices by itself cannot be removed, and each must be an API product of the organization.", nil)...)
			return
		}
		fwkit.WarnDifferences(plan.title(), r.Client.Packages.Kind.Differences(expand(plan.model), changed), &resp.Diagnostics)
	}
	r.Save(ctx, &resp.State, resp.Identity, resp.Private, plan, plan.object(), &resp.Diagnostics)
}

func (r *packageResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state resourceModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if !r.SameAccount(ctx, req.Private, state.object(), &resp.Diagnostics) || state.OnDestroy.ValueString() == retain {
		return
	}
	err := r.Client.Packages.Delete(ctx, state.ID.ValueString())
	resp.Diagnostics.Append(fwkit.DeleteFailure(state.title(), err, apigee.ErrAdopted,
		"The service refuses while the package has rate plans. Delete its drafts first. A published plan stays, and so does its package: "+
			"apply on_destroy = \"retain\" first, or use a removed block with destroy = false.")...)
}

func (r *packageResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if r.ImportParts(ctx, req, resp, fwkit.ImportID{Example: "messaging_package"}) != nil {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("on_destroy"), types.StringValue(del))...)
	}
}
