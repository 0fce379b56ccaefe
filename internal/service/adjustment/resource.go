package adjustment

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

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

var (
	_ resource.ResourceWithConfigure   = (*adjustmentResource)(nil)
	_ resource.ResourceWithIdentity    = (*adjustmentResource)(nil)
	_ resource.ResourceWithImportState = (*adjustmentResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*adjustmentResource)(nil)
)

type adjustmentResource struct {
	fwkit.Resource[*apigee.Client]
}

// NewResource returns the resource mint_billing_adjustment.
func NewResource() resource.Resource { return &adjustmentResource{} }

func (r *adjustmentResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = typeName
}

func (r *adjustmentResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = resourceSchema()
}

func (r *adjustmentResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identitySchema()
}

// frozen are the arguments that only a new adjustment can have otherwise
// (contract: apigee-mint 3).
var frozen = path.Paths{
	path.Root("billing_month"), path.Root("billing_year"), path.Root("published"),
	path.Root("developer_billing_type"), path.Root("transaction_type"), path.Root("monetization_package_id"), path.Root("product_id"), path.Root("developer_id"),
}

func (r *adjustmentResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if fwkit.Unchanged(req) {
		return
	}
	var plan, state *model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if state != nil && plan != nil {
		fwkit.KeepName(ctx, &req, resp, developerNames, path.Root("developer_id"))
	}
	switch {
	case state == nil:
		r.warnOpenMonth(plan, &resp.Diagnostics)
	case plan == nil:
		r.Provider.MarkEnd(typeName, state.ID.ValueString(), &resp.Diagnostics)
		warnPublished(state, "deleted", &resp.Diagnostics)
	case fwkit.RequireReplace(ctx, req, resp, r.Provider.WasRead(typeName, state.ID.ValueString()), frozen...):
		r.Provider.MarkEnd(typeName, state.ID.ValueString(), &resp.Diagnostics)
		r.warnOpenMonth(plan, &resp.Diagnostics)
		warnPublished(state, "deleted and replaced", &resp.Diagnostics)
	default:
		fwkit.KeepState(ctx, req, resp)
	}
}

func (r *adjustmentResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	result, err := r.Client.BillingAdjustments.Create(ctx, expand(plan))
	if err != nil {
		resp.Diagnostics.Append(fwkit.CreateFailure(typeName, plan.title(), err, createRemedy(err), func(id string) string { return id })...)
		if apigee.IsUnsettled(err) {
			r.warnNamesakes(ctx, plan, &resp.Diagnostics)
		}
		return
	}
	made := flatten(r.Client.Organization(), result.Object, plan)
	// What is adopted is never undone: the key it was found by holds all that is compared here.
	if differences := misunderstood(plan, made); len(differences) > 0 {
		undone := r.undo(ctx, plan, made, differences, &resp.Diagnostics)
		r.warnNamesakes(ctx, plan, &resp.Diagnostics)
		if undone {
			return
		}
		// What could not be undone is kept, tainted by the error, so that the next apply deletes it.
		resp.Diagnostics.Append(resp.State.Set(ctx, made)...)
		resp.Diagnostics.Append(resp.Identity.Set(ctx, made.identity())...)
		return
	}
	fwkit.Announce(&resp.Diagnostics, plan.title(), result)
	resp.Diagnostics.Append(fwkit.RememberNames(ctx, resp.Private, developerNames, result.Object.Developer.ID, result.Object.Developer.Email)...)
	made.Name, made.AdjustmentPercentageFactor = plan.Name, plan.AdjustmentPercentageFactor
	resp.Diagnostics.Append(resp.State.Set(ctx, made)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, made.identity())...)
}

func (r *adjustmentResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	fwkit.Read(ctx, r, req, resp)
}

// Refresh reads the object from the service.
func (r *adjustmentResource) Refresh(ctx context.Context, reading *fwkit.Reading) {
	var state model
	reading.Diagnostics.Append(reading.State.Get(ctx, &state)...)
	if reading.Diagnostics.HasError() {
		return
	}
	reading.Identity = state.identity()
	if !r.Known() {
		r.WarnUnknown(&reading.Diagnostics)
		return
	}
	if !r.sameOrganization(state, &reading.Diagnostics) {
		return
	}
	found, err := r.Client.BillingAdjustments.Read(ctx, state.ID.ValueString())
	switch {
	case apigee.IsNotFound(err):
		reading.Gone = true
		return
	case err != nil:
		reading.Diagnostics.Append(fwkit.Failure("Cannot read the "+state.title(), err, "", nil)...)
		return
	case found.Month == 0:
		reading.Diagnostics.AddAttributeError(path.Root("billing_month"), "Cannot read the month of the "+state.title(),
			fmt.Sprintf("The service says %q, which is neither a month's name nor its number. The state was left as it is.", found.MonthText))
		return
	}
	state = flatten(r.Client.Organization(), found, state)
	reading.Diagnostics.Append(fwkit.RememberNames(ctx, reading.Private, developerNames, found.Developer.ID, found.Developer.Email)...)
	r.Provider.MarkRead(typeName, state.ID.ValueString(), &reading.Diagnostics)
	reading.Model = state
}

// QuietPlan is true: there is nothing to say about an adjustment that stays as it is.
func (*adjustmentResource) QuietPlan(context.Context, fwkit.Values) bool { return true }

func (r *adjustmentResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !r.sameOrganization(state, &resp.Diagnostics) {
		return
	}
	changed, err := r.Client.BillingAdjustments.Update(ctx, expand(plan), !plan.Name.Equal(state.Name))
	if apigee.IsNameTaken(err) {
		resp.Diagnostics.AddAttributeError(path.Root("name"), fmt.Sprintf("Cannot rename the %s to %q", state.title(), plan.Name.ValueString()),
			err.Error()+".\n\nNothing was sent for adjustment "+state.ID.ValueString()+". Give it another name, or remove one of the two. If the other one is to be renamed or deleted by this configuration, apply again once that has succeeded.")
		return
	}
	if err != nil {
		resp.Diagnostics.Append(fwkit.Failure("Cannot change the "+state.title(), err, closedRemedy(err), nil)...)
		return
	}
	made := flatten(r.Client.Organization(), changed, plan)
	if differences := misunderstood(plan, made); len(differences) > 0 {
		resp.Diagnostics.AddWarning("The service changed the "+state.title()+" otherwise than asked", strings.Join(differences, "; ")+". The next plan shows the difference.")
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, plan.identity())...)
}

func (r *adjustmentResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !r.sameOrganization(state, &resp.Diagnostics) {
		return
	}
	err := r.Client.BillingAdjustments.Delete(ctx, state.ID.ValueString())
	if errors.Is(err, apigee.ErrAdopted) {
		resp.Diagnostics.AddWarning("Not deleted: "+state.title(),
			"Its replacement found it under the same name, month and scope and has taken it over, so it is only forgotten here.")
		return
	}
	if err != nil {
		resp.Diagnostics.Append(fwkit.Failure("Cannot delete the "+state.title(), err, closedRemedy(err), nil)...)
	}
}

func (r *adjustmentResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if !r.Known() {
		r.ErrorUnknown(&resp.Diagnostics)
		return
	}
	identity := identityModel{ID: types.StringValue(fwkit.PlainID(req.ID))}
	if req.ID == "" {
		resp.Diagnostics.Append(req.Identity.Get(ctx, &identity)...)
		if resp.Diagnostics.HasError() {
			return
		}
		if !fwkit.SameAccount(&resp.Diagnostics, "Billing adjustment "+identity.ID.ValueString(), "organization", identity.Organization.ValueString(), r.Client.Organization()) {
			return
		}
	}
	identity.Organization = types.StringValue(r.Client.Organization())
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), identity.ID)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("organization"), identity.Organization)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, identity)...)
}

// undo deletes an adjustment that bills something else than asked, and reports
// whether nothing of it is left.
func (r *adjustmentResource) undo(ctx context.Context, asked, made model, differences []string, diags *diag.Diagnostics) bool {
	what := "The service understood it otherwise: " + strings.Join(differences, "; ") + "."
	remedy := "Check the arguments against what the service supports."
	if !asked.BillingMonth.Equal(made.BillingMonth) {
		remedy = "Set billing_month_format in the provider's apigee block to the other form, \"number\" or \"name\", and apply again."
	}
	// The context may be cancelled by now, and a wrong bill must not be left behind for that.
	err := r.Client.BillingAdjustments.Kind.Delete(context.WithoutCancel(ctx), made.ID.ValueString())
	// Not found: the answer to a first attempt was lost.
	if err != nil && !apigee.IsNotFound(err) {
		diags.AddError("Wrongly booked, and not undone: "+asked.title(),
			fmt.Sprintf("%s Deleting adjustment %s failed: %s.\n\nIt is kept in the state as tainted, so that the next apply deletes it. %s", what, made.ID.ValueString(), err, remedy))
		return false
	}
	diags.AddError("Wrongly booked, and undone: "+asked.title(), what+" It was deleted again.\n\n"+remedy)
	return true
}

// warnNamesakes lists the adjustments of the same name after an outcome that stayed
// unknown, or a booking that was undone: one whose answer was lost may have been
// booked on another month or scope, where its key does not find it.
func (r *adjustmentResource) warnNamesakes(ctx context.Context, asked model, diags *diag.Diagnostics) {
	all, err := r.Client.BillingAdjustments.List(ctx)
	if err != nil {
		return
	}
	var namesakes []string
	for _, a := range all {
		if a.Name == asked.Name.ValueString() {
			namesakes = append(namesakes, fmt.Sprintf("%s: %s%% for %04d-%02d", a.ID, a.PercentageFactor, a.Year, int(a.Month)))
		}
	}
	if len(namesakes) > 0 {
		diags.AddWarning(fmt.Sprintf("Adjustments named %q exist with another month or scope", asked.Name.ValueString()),
			"If a request whose answer was lost made one of them, in this run or an earlier one, it bills something else than asked: delete it in the service, and check billing_month_format.\n\n"+strings.Join(namesakes, "\n"))
	}
}

func (r *adjustmentResource) sameOrganization(m model, diags *diag.Diagnostics) bool {
	return fwkit.SameAccount(diags, "The "+m.title(), "organization", m.Organization.ValueString(), r.Client.Organization())
}

// warnOpenMonth says when the month is not over yet. The service's zone is not
// known, so it decides.
func (r *adjustmentResource) warnOpenMonth(plan *model, diags *diag.Diagnostics) {
	if !r.Known() || plan.BillingMonth.IsUnknown() || plan.BillingYear.IsUnknown() {
		return
	}
	end := time.Date(int(plan.BillingYear.ValueInt64()), time.Month(plan.BillingMonth.ValueInt64())+1, 1, 0, 0, 0, 0, time.UTC)
	if r.Client.Now().Before(end) {
		diags.AddAttributeWarning(path.Root("billing_month"), "The month is not over: "+plan.title(),
			"The service adjusts complete months whose bills are not published yet, and may refuse this one. Its time zone decides when a month is over.")
	}
}

func warnPublished(state *model, verb string, diags *diag.Diagnostics) {
	if state.Published.ValueBool() {
		diags.AddWarning(fmt.Sprintf("The published %s will be %s", state.title(), verb), "Developers may have seen it on a billing document. The service may refuse once the month is closed.")
	}
}

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
