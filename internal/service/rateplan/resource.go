package rateplan

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
	typeName = "mint_rate_plan"

	// publishedName is under what kind a process notes the names of published plans it has
	// read.
	publishedName = typeName + " published"
	// plannedName is the same for plans it has planned to create.
	plannedName = typeName + " planned"

	// developerNames is where private state keeps both names of the plan's developer.
	developerNames = "developer"
)

var (
	_ resource.ResourceWithConfigure      = (*planResource)(nil)
	_ resource.ResourceWithIdentity       = (*planResource)(nil)
	_ resource.ResourceWithImportState    = (*planResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*planResource)(nil)
	_ resource.ResourceWithValidateConfig = (*planResource)(nil)
)

type planResource struct {
	fwkit.Resource[*apigee.Client]
}

// NewResource returns the resource mint_rate_plan.
func NewResource() resource.Resource { return &planResource{} }

func (r *planResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = typeName
}

func (r *planResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = resourceSchema()
}

func (r *planResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identitySchema()
}

func (r *planResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config resourceModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	problems := planProblems(config)
	details, diags := elements[detailModel](ctx, config.Details)
	resp.Diagnostics.Append(diags...)
	for i, d := range details {
		if d == nil {
			continue
		}
		rates, diags := elements[rateModel](ctx, d.Rates)
		resp.Diagnostics.Append(diags...)
		problems = append(problems, detailProblems(path.Root(detailsName).AtListIndex(i), *d, rates)...)
	}
	for _, p := range problems {
		resp.Diagnostics.AddAttributeError(p.at, p.summary, p.detail)
	}
}

func (r *planResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan resourceModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	asked, diags := expand(ctx, plan)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	packageID := plan.PackageID.ValueString()
	result, err := r.Client.RatePlans.In(packageID).Create(ctx, asked)
	if err != nil {
		resp.Diagnostics.Append(fwkit.CreateFailure(typeName, plan.title(), err, createRemedy(asked, err), func(found apigee.RatePlan) string {
			return fwkit.JoinLast(packageID, found.ID)
		})...)
		return
	}
	fwkit.Announce(&resp.Diagnostics, plan.title(), result)
	if result.Unmarked {
		resp.Diagnostics.AddWarning("Hard to find again: "+plan.title(),
			"The plan was made, but the service does not show it by its name, or by its parent and start date, so a run that lost the answer would make it again. Look at it in the service.")
	}
	r.warnOtherwise(plan, asked, result.Object, &resp.Diagnostics)
	r.answer(&plan, result.Object)
	resp.Diagnostics.Append(fwkit.RememberNames(ctx, resp.Private, developerNames, result.Object.Developer.ID, result.Object.Developer.Email)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, plan.identity())...)
}

func (r *planResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state resourceModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	// State files of Terraform before 1.12 hold no identity, and the framework insists on one
	// after every Read.
	resp.Diagnostics.Append(resp.Identity.Set(ctx, state.identity())...)
	if !r.Known() {
		r.WarnUnknown(&resp.Diagnostics)
		return
	}
	if !r.sameOrganization(state, &resp.Diagnostics) {
		return
	}
	plan, err := r.Client.RatePlans.In(state.PackageID.ValueString()).Read(ctx, state.ID.ValueString())
	if apigee.IsNotFound(err) {
		resp.State.RemoveResource(ctx)
		return
	}
	if err != nil {
		resp.Diagnostics.Append(fwkit.Failure("Cannot read the "+state.title(), err, "", nil)...)
		return
	}
	resp.Diagnostics.Append(flatten(ctx, r.Client.Organization(), plan, &state)...)
	r.Provider.MarkRead(typeName, state.key(), &resp.Diagnostics)
	if plan.Published {
		r.Provider.Note(publishedName, fwkit.JoinLast(state.PackageID.ValueString(), plan.Name))
	}
	resp.Diagnostics.Append(fwkit.RememberNames(ctx, resp.Private, developerNames, plan.Developer.ID, plan.Developer.Email)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
}

func (r *planResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state resourceModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	asked, diags := expand(ctx, plan)
	resp.Diagnostics.Append(diags...)
	before, diags := expand(ctx, state)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() || !r.sameOrganization(state, &resp.Diagnostics) {
		return
	}
	asked.ID = before.ID
	if plan.EndDate.IsUnknown() {
		asked.EndDate = before.EndDate
	}
	answer := before
	if len(asked.Differences(before)) > 0 {
		var err error
		if answer, err = r.change(ctx, before, asked); err != nil {
			resp.Diagnostics.Append(fwkit.Failure("Cannot change the "+state.title(), err, changeRemedy(err), nil)...)
			return
		}
		r.warnOtherwise(plan, asked, answer, &resp.Diagnostics)
		resp.Diagnostics.Append(fwkit.RememberNames(ctx, resp.Private, developerNames, answer.Developer.ID, answer.Developer.Email)...)
	}
	r.answer(&plan, answer)
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, plan.identity())...)
}

func (r *planResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state resourceModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !r.sameOrganization(state, &resp.Diagnostics) {
		return
	}
	packageID, id := state.PackageID.ValueString(), state.ID.ValueString()
	if !state.Published.ValueBool() {
		switch err := r.Client.RatePlans.In(packageID).Delete(ctx, id); {
		case errors.Is(err, apigee.ErrAdopted):
			warnAdopted(state, &resp.Diagnostics)
		case err != nil:
			resp.Diagnostics.Append(fwkit.Failure("Cannot delete the "+state.title(), err, deleteRemedy(err), nil)...)
		}
		return
	}
	current, err := r.Client.RatePlans.In(packageID).Get(ctx, id)
	switch {
	case apigee.IsNotFound(err):
		return
	case err == nil && current.EndDate != "":
		r.sayLeft(state, current, &resp.Diagnostics)
		return
	case err == nil:
		current.EndDate = lastDay(state.StartDate, r.Client.Now()).Wire()
		_, err = r.Client.RatePlans.In(packageID).Update(ctx, current, false)
	}
	switch {
	case errors.Is(err, apigee.ErrAdopted):
		warnAdopted(state, &resp.Diagnostics)
	case err != nil:
		resp.Diagnostics.Append(fwkit.Failure("Cannot end the "+state.title(), err, endRemedy(err), nil)...)
	}
}

func warnAdopted(state resourceModel, diags *diag.Diagnostics) {
	diags.AddWarning("Forgotten, not destroyed: "+state.title(), "Its successor in this run found it under the same name and manages it now.")
}

func (r *planResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if !r.Known() {
		r.ErrorUnknown(&resp.Diagnostics)
		return
	}
	var state resourceModel
	state.Organization, state.Details = types.StringValue(r.Client.Organization()), types.ListNull(detailType())
	if req.ID != "" {
		packageID, id, err := fwkit.SplitLast(req.ID, "package/id, such as messaging_package/messaging_package_gold")
		if err != nil {
			resp.Diagnostics.AddError("Cannot import "+typeName, err.Error())
			return
		}
		state.PackageID, state.ID = types.StringValue(packageID), types.StringValue(id)
	} else {
		var identity identityModel
		resp.Diagnostics.Append(req.Identity.Get(ctx, &identity)...)
		if resp.Diagnostics.HasError() {
			return
		}
		state.PackageID, state.ID = identity.PackageID, identity.ID
		if !fwkit.SameAccount(&resp.Diagnostics, "The "+state.title(), "organization", identity.Organization.ValueString(), r.Client.Organization()) {
			return
		}
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, state.identity())...)
}

// change sends the whole plan, with the ids that its details and rates have in the service.
// A published plan is sent as the service has it with the end that was asked for: nothing
// else may change.
func (r *planResource) change(ctx context.Context, before, asked apigee.RatePlan) (apigee.RatePlan, error) {
	current, err := r.Client.RatePlans.In(before.PackageID).Get(ctx, before.ID)
	if err != nil {
		return apigee.RatePlan{}, err
	}
	switch {
	case before.Published && current.EndDate != "" && current.EndDate != asked.EndDate:
		return apigee.RatePlan{}, fmt.Errorf("it got the end date %s meanwhile, which cannot be moved; plan again", current.EndDate)
	case current.Published && !before.Published:
		return apigee.RatePlan{}, errors.New("it was published meanwhile, and a published plan cannot change; plan again")
	case before.Published:
		current.EndDate = asked.EndDate
		return r.Client.RatePlans.In(before.PackageID).Update(ctx, current, false)
	}
	return r.Client.RatePlans.In(before.PackageID).Update(ctx, asked.WithIDsOf(current), false)
}

// answer puts the values that only the service has into the planned model.
func (r *planResource) answer(plan *resourceModel, p apigee.RatePlan) {
	plan.ID, plan.Organization = types.StringValue(p.ID), types.StringValue(r.Client.Organization())
	if plan.EndDate.IsUnknown() {
		plan.EndDate = date(p.EndDate)
	}
}

// warnOtherwise warns of what the service recorded otherwise than asked. The plan exists, so
// it is no error; the next plan shows it.
func (r *planResource) warnOtherwise(plan resourceModel, asked, answer apigee.RatePlan, diags *diag.Diagnostics) {
	if plan.EndDate.IsUnknown() {
		asked.EndDate = answer.EndDate
	}
	if differences := asked.Differences(answer); len(differences) > 0 {
		diags.AddWarning("Recorded otherwise: "+plan.title(), "The service accepted the plan, and answers that "+strings.Join(differences, "; ")+". The next plan shows the difference.")
	}
}

// sayLeft says in Delete what the plan could not: the end was set since.
func (r *planResource) sayLeft(state resourceModel, current apigee.RatePlan, diags *diag.Diagnostics) {
	if state.EndDate.IsNull() {
		diags.AddWarning(fmt.Sprintf("The %s stays as it is and ends at %s", state.title(), date(current.EndDate).ValueString()),
			"Its end was set after the plan was made, and cannot be moved. Terraform forgets the plan; its name stays taken.")
	}
}

func (r *planResource) sameOrganization(m resourceModel, diags *diag.Diagnostics) bool {
	return fwkit.SameAccount(diags, "The "+m.title(), "organization", m.Organization.ValueString(), r.Client.Organization())
}
