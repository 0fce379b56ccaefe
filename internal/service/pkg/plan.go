package pkg

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
)

func (r *packageResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.State.Raw.IsNull() || fwkit.Unchanged(req) {
		return
	}
	var plan, state *resourceModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	wasRead := r.Provider.WasRead(typeName, state.ID.ValueString())
	switch {
	case plan == nil:
		r.planDestroy(ctx, req.Private, *state, &resp.Diagnostics)
	case fwkit.RequireReplace(ctx, req, resp, wasRead, path.Root("name"), path.Root("display_name"), path.Root("description")):
		if state.OnDestroy.ValueString() == retain && plan.Name.Is(state.Name.ValueString()) {
			resp.Diagnostics.AddAttributeError(resp.RequiresReplace[0], "Cannot replace the "+state.title()+" under its own name",
				"on_destroy = \"retain\" leaves the package in the service, so its name stays taken. Revert the edit, give the new package another name, or apply on_destroy = \"delete\" first.")
			return
		}
		r.planDestroy(ctx, req.Private, *state, &resp.Diagnostics)
	case !fwkit.KeepState(ctx, req, resp) && !plan.Products.IsUnknown():
		r.planProducts(ctx, req.Private, *plan, *state, &resp.Diagnostics)
	}
}

// planDestroy says what becomes of the package, and refuses what the service would refuse for ever.
func (r *packageResource) planDestroy(ctx context.Context, private fwkit.PrivateReader, state resourceModel, diags *diag.Diagnostics) {
	if state.OnDestroy.ValueString() == retain {
		diags.AddWarning("The "+state.title()+" stays", "on_destroy is \"retain\", so Terraform only forgets the package. Its name stays taken.")
		return
	}
	if !r.Provider.MarkEnd(typeName, state.ID.ValueString(), diags) || !r.Known() || !r.SameAccount(ctx, private, state.object(), diags) {
		return
	}
	var published []string
	for _, plan := range r.plans(ctx, state, diags) {
		if bool(plan.Published) {
			published = append(published, plan.ID)
		}
	}
	if len(published) > 0 {
		diags.AddError("The "+state.title()+" cannot be deleted",
			fmt.Sprintf("It has published rate plans (%s), which can be ended but not deleted, and the service deletes no package with plans. "+
				"Apply on_destroy = \"retain\" first, so that destroying it leaves it as it is; or stop managing it with a removed block with destroy = false.", strings.Join(published, ", ")))
	}
}

// planProducts refuses to add a product while a plan of the package has prices for single products,
// because how to price the new one cannot be said in a way that is known to work (contract:
// apigee-neighbours 4).
func (r *packageResource) planProducts(ctx context.Context, private fwkit.PrivateReader, plan, state resourceModel, diags *diag.Diagnostics) {
	before := state.products()
	added := slices.DeleteFunc(plan.products(), func(id string) bool { return slices.Contains(before, id) })
	if len(added) == 0 || !r.Known() || !r.SameAccount(ctx, private, state.object(), diags) {
		return
	}
	for _, ratePlan := range r.plans(ctx, state, diags) {
		at := slices.IndexFunc(ratePlan.Details, func(d apigee.RatePlanDetail) bool { return d.ProductID != "" })
		if at >= 0 {
			diags.AddAttributeError(path.Root("products"), fmt.Sprintf("Cannot add %s to the %s", strings.Join(added, ", "), state.title()),
				fmt.Sprintf("Its rate plan %s prices product by product (%s, for example) and would have no price for what is added. "+
					"Put the new products into another package, with a rate plan of their own.", ratePlan.ID, ratePlan.Details[at].ProductID))
			return
		}
	}
}

// plans are all rate plans of the package; that they cannot be read is only a warning.
func (r *packageResource) plans(ctx context.Context, state resourceModel, diags *diag.Diagnostics) []apigee.RatePlan {
	plans, err := r.Client.PackageRatePlans(ctx, state.ID.ValueString(), apigee.EveryRatePlan)
	if err != nil && !apigee.IsNotFound(err) {
		diags.AddWarning("Cannot read the rate plans of the "+state.title(), err.Error()+"\n\nWhether the service will refuse this change could not be found out.")
	}
	return plans
}
