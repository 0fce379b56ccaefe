package adjustment

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
)

const (
	typeName = "mint_billing_adjustment"

	// developerNames is where private state keeps both names of the adjusted developer.
	developerNames = "developer"
)

var _ fwkit.ManagedResource = (*adjustmentResource)(nil)

type adjustmentResource struct {
	fwkit.Resource[*apigee.Client]
}

// NewResource returns the resource mint_billing_adjustment.
func NewResource() resource.Resource {
	return &adjustmentResource{fwkit.Resource[*apigee.Client]{
		TypeName: typeName, DefineSchema: resourceSchema, DefineIdentity: fwkit.OrganizationIdentitySchema,
		Import: fwkit.ImportID{Example: "3f1c9c1e-5a52-4d0e-9a43-6c1f6f1c2b7d"},
	}}
}

func (r *adjustmentResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	result, err := r.Client.BillingAdjustments.Create(ctx, expand(plan))
	if err != nil {
		resp.Diagnostics.Append(fwkit.CreateFailure(typeName, plan.title(), err, createRemedy(err), nil)...)
		if apigee.IsUnsettled(err) {
			r.warnSameName(ctx, plan, &resp.Diagnostics)
		}
		return
	}
	plan.Organization = types.StringValue(r.Client.Organization())
	created := flatten(result.Object, plan)
	// What is adopted is never deleted: the key it was found by holds all that is compared here.
	if wrong := differences(plan, created); len(wrong) > 0 {
		deleted := r.deleteWrong(ctx, plan, created, wrong, &resp.Diagnostics)
		r.warnSameName(ctx, plan, &resp.Diagnostics)
		if deleted {
			return
		}
		// What could not be deleted is kept, tainted by the error, so that the next apply deletes
		// it.
		r.Save(ctx, &resp.State, resp.Identity, resp.Private, created, created.object(), &resp.Diagnostics)
		return
	}
	fwkit.Announce(&resp.Diagnostics, plan.title(), result)
	warnOtherName(plan, result.Object.Name, &resp.Diagnostics)
	resp.Diagnostics.Append(fwkit.RememberNames(ctx, resp.Private, developerNames, result.Object.Developer.ID, result.Object.Developer.Email)...)
	created.Name, created.AdjustmentPercentageFactor = plan.Name, plan.AdjustmentPercentageFactor
	r.Save(ctx, &resp.State, resp.Identity, resp.Private, created, created.object(), &resp.Diagnostics)
}

func (r *adjustmentResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	fwkit.Read(ctx, r, req, resp)
}

// Refresh reads the object from the service.
func (r *adjustmentResource) Refresh(ctx context.Context, reading *fwkit.Reading) {
	var state model
	reading.Diagnostics.Append(reading.State.Get(ctx, &state)...)
	if !r.BeginRead(ctx, reading, state.object()) {
		return
	}
	found, err := r.Client.BillingAdjustments.Read(ctx, state.ID.ValueString())
	if err == nil && found.Month == 0 {
		reading.Diagnostics.AddAttributeError(path.Root("billing_month"), "Cannot read the month of the "+state.title(),
			fmt.Sprintf("The service says %q, which is neither a month's name nor its number. The state was not changed.", found.MonthText))
		return
	}
	if r.EndRead(ctx, reading, state.object(), state.ID.ValueString(), err, apigee.IsNotFound(err)) {
		reading.Diagnostics.Append(fwkit.RememberNames(ctx, reading.Private, developerNames, found.Developer.ID, found.Developer.Email)...)
		reading.Model = flatten(found, state)
	}
}

func (r *adjustmentResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if !r.SameAccount(ctx, req.Private, state.object(), &resp.Diagnostics) {
		return
	}
	changed, err := r.Client.BillingAdjustments.Update(ctx, expand(plan), !plan.Name.Equal(state.Name))
	if err != nil {
		resp.Diagnostics.Append(fwkit.UpdateFailure(state.title(), state.ID, plan.Name, err, closedRemedy(err), nil)...)
		return
	}
	if wrong := differences(plan, flatten(changed, plan)); len(wrong) > 0 {
		resp.Diagnostics.AddWarning("The service recorded other values for the "+plan.title(), sentence(wrong)+" The next plan shows the difference.")
	}
	warnOtherName(plan, changed.Name, &resp.Diagnostics)
	r.Save(ctx, &resp.State, resp.Identity, resp.Private, plan, plan.object(), &resp.Diagnostics)
}

func (r *adjustmentResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if !r.SameAccount(ctx, req.Private, state.object(), &resp.Diagnostics) {
		return
	}
	err := r.Client.BillingAdjustments.Delete(ctx, state.ID.ValueString())
	if errors.Is(err, apigee.ErrAdopted) {
		resp.Diagnostics.AddWarning("Not deleted: "+state.title(),
			"Its replacement found it under the same name, month and scope and manages it now, so this resource only forgets it.")
		return
	}
	if err != nil {
		resp.Diagnostics.Append(fwkit.Failure("Cannot delete the "+state.title(), err, closedRemedy(err), nil)...)
	}
}

// deleteWrong deletes an adjustment that bills something else than planned, and reports whether
// nothing of it is left.
func (r *adjustmentResource) deleteWrong(ctx context.Context, plan, created model, wrong []string, diags *diag.Diagnostics) bool {
	recorded := "The service recorded other values: " + sentence(wrong)
	remedy := "Check the arguments against what the service supports."
	if !plan.BillingMonth.Equal(created.BillingMonth) {
		remedy = "Set billing_month_format in the provider's apigee block to the other form, \"number\" or \"name\", and apply again."
	}
	// The context may be cancelled by now, and a wrong bill must not be left behind for that.
	err := r.Client.BillingAdjustments.Kind.Delete(context.WithoutCancel(ctx), created.ID.ValueString())
	// Not found: the answer to a first attempt was lost.
	if err != nil && !apigee.IsNotFound(err) {
		diags.AddError("Created with wrong values, and not deleted: "+plan.title(),
			fmt.Sprintf("%s Deleting adjustment %s failed: %s.\n\nIt is kept in the state as tainted, so that the next apply deletes it. %s", recorded, created.ID.ValueString(), err, remedy))
		return false
	}
	diags.AddError("Created with wrong values, and deleted again: "+plan.title(), recorded+"\n\n"+remedy)
	return true
}

// warnSameName lists the adjustments of the same name after an outcome that stayed unknown, or one
// that was created wrong: one whose answer was lost may stand under another month or scope, where
// its key does not find it.
func (r *adjustmentResource) warnSameName(ctx context.Context, plan model, diags *diag.Diagnostics) {
	all, err := r.Client.BillingAdjustments.List(ctx)
	if err != nil {
		return
	}
	var found []string
	for _, a := range all {
		if plan.Name.Is(a.Name) {
			found = append(found, fmt.Sprintf("%s: %s%% for %04d-%02d", a.ID, a.PercentageFactor, a.Year, int(a.Month)))
		}
	}
	if len(found) > 0 {
		diags.AddWarning(fmt.Sprintf("Adjustments named %q exist with another month or scope", plan.Name.ValueString()),
			"If a request whose answer was lost created one of them, in this run or an earlier one, it bills something else than planned: delete it in the service, and check billing_month_format.\n\n"+strings.Join(found, "\n"))
	}
}

// warnOtherName says that a name was not recorded as it is: the adjustment could not be found by it
// after a lost answer.
func warnOtherName(plan model, recorded string, diags *diag.Diagnostics) {
	if !plan.Name.Is(recorded) {
		diags.AddAttributeWarning(path.Root("name"), "The service recorded another name for the "+plan.title(),
			fmt.Sprintf("name: it is %q instead of %q. Write it as the service does, or each plan will rename it.", recorded, plan.Name.ValueString()))
	}
}

func sentence(parts []string) string { return strings.Join(parts, "; ") + "." }

func createRemedy(err error) string {
	if apigee.IsInvalid(err) || apigee.IsNotFound(err) {
		return "Check that the month is over and its bills are not published, that the organization allows billing adjustments, and that package, product and developer exist. " +
			"If the service does not accept the form of the month, set billing_month_format in the provider's apigee block to the other form, \"number\" or \"name\"."
	}
	return ""
}

func closedRemedy(err error) string {
	if apigee.IsInvalid(err) {
		return "The service may refuse to change an adjustment whose month is closed. To stop managing it without deleting it, use a removed block with destroy = false."
	}
	return ""
}
