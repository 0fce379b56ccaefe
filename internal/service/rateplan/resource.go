package rateplan

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/planschema"
)

const (
	typeName = "mint_rate_plan"

	// publishedName is under what kind a process notes the names of published plans it has read.
	publishedName = typeName + " published"
	// plannedName is the same for plans it has planned to create.
	plannedName = typeName + " planned"

	// developerNames is where private state keeps both names of the plan's developer, and timeZone
	// where it keeps the zone of the plan's dates.
	developerNames = "developer"
	timeZone       = "time_zone"
)

var (
	_ fwkit.ManagedResource               = (*planResource)(nil)
	_ resource.ResourceWithValidateConfig = (*planResource)(nil)
)

type planResource struct {
	fwkit.Resource[*apigee.Client]
}

// NewResource returns the resource mint_rate_plan.
func NewResource() resource.Resource {
	return &planResource{fwkit.Resource[*apigee.Client]{
		TypeName: typeName, DefineSchema: resourceSchema, DefineIdentity: identitySchema,
		Import: fwkit.ImportID{Names: []string{"monetization_package_id", "id"}, Example: "messaging_package/messaging_package_gold"},
	}}
}

func (r *planResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	r.CheckConfig(ctx, req.Config, &resp.Diagnostics)
}

// CheckConfig checks the arguments against each other.
func (r *planResource) CheckConfig(ctx context.Context, values fwkit.Values, diags *diag.Diagnostics) {
	var config planschema.Plan
	diags.Append(values.Get(ctx, &config)...)
	if diags.HasError() {
		return
	}
	// A value that is not of its form is refused by its type, which knows its place.
	problems, _ := allProblems(ctx, config)
	for _, p := range problems {
		if !p.doubtful {
			diags.AddAttributeError(p.at, p.summary, p.text())
		}
	}
}

func (r *planResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan planschema.Plan
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	asked, diags := expand(ctx, plan)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	packageID := plan.PackageID.ValueString()
	result, err := r.Client.RatePlans.In(packageID).Create(ctx, asked)
	if err != nil {
		resp.Diagnostics.Append(fwkit.CreateFailure(typeName, title(plan), err, createRemedy(asked, err), func(id string) string {
			return fwkit.JoinLast(packageID, id)
		})...)
		return
	}
	r.Provider.Forget(plannedName, nameKey(plan))
	fwkit.Announce(&resp.Diagnostics, title(plan), result)
	if result.Unmarked {
		resp.Diagnostics.AddWarning("The service does not show the "+title(plan)+" by its name",
			"It was created, but the answer lacks its name, or its parent and start date. A run that lost the answer would create it again. Look at the plan in the service.")
	}
	r.warnOtherwise(plan, asked, result.Object, &resp.Diagnostics)
	r.answer(&plan, result.Object)
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, identity(plan))...)
	r.remember(ctx, resp.Private, result.Object, &resp.Diagnostics)
}

func (r *planResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	fwkit.Read(ctx, r, req, resp)
}

// Refresh reads the object from the service.
func (r *planResource) Refresh(ctx context.Context, reading *fwkit.Reading) {
	var state planschema.Plan
	reading.Diagnostics.Append(reading.State.Get(ctx, &state)...)
	if !r.BeginRead(ctx, reading, object(state)) {
		return
	}
	plan, err := r.Client.RatePlans.In(state.PackageID.ValueString()).Read(ctx, state.ID.ValueString())
	if !r.EndRead(ctx, reading, object(state), key(state), err, apigee.IsNotFound(err)) {
		return
	}
	refreshed, diags := planschema.Flatten(ctx, r.Client.Organization(), plan, state)
	reading.Diagnostics.Append(diags...)
	r.noteUnchanged(refreshed)
	reading.Model = refreshed
	r.remember(ctx, reading.Private, plan, &reading.Diagnostics)
}

// QuietPlan is false for a draft with an end: one that the configuration leaves out is taken away.
func (r *planResource) QuietPlan(ctx context.Context, values fwkit.Values) bool {
	var state planschema.Plan
	if values.Get(ctx, &state).HasError() {
		return false
	}
	r.noteUnchanged(state)
	return state.Published.ValueBool() || state.EndDate.IsNull()
}

func (r *planResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state planschema.Plan
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	asked, diags := expand(ctx, plan)
	resp.Diagnostics.Append(diags...)
	before, diags := expand(ctx, state)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() || !r.SameAccount(ctx, req.Private, object(state), &resp.Diagnostics) {
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
			resp.Diagnostics.Append(fwkit.Failure("Cannot change the "+title(state), err, changeRemedy(err), nil)...)
			return
		}
		r.warnOtherwise(plan, asked, answer, &resp.Diagnostics)
		r.remember(ctx, resp.Private, answer, &resp.Diagnostics)
	}
	r.answer(&plan, answer)
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, identity(plan))...)
}

func (r *planResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state planschema.Plan
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !r.SameAccount(ctx, req.Private, object(state), &resp.Diagnostics) {
		return
	}
	plans, id := r.Client.RatePlans.In(state.PackageID.ValueString()), state.ID.ValueString()
	if !state.Published.ValueBool() {
		err := plans.Delete(ctx, id)
		warnAdopted(state, err, &resp.Diagnostics)
		if err != nil && !errors.Is(err, apigee.ErrAdopted) {
			resp.Diagnostics.Append(fwkit.Failure("Cannot delete the "+title(state), err, deleteRemedy(err), nil)...)
		}
		return
	}
	current, err := plans.Get(ctx, id)
	switch {
	case apigee.IsNotFound(err):
		return
	case err == nil && current.EndDate != "":
		warnEnded(state, current, &resp.Diagnostics)
		return
	case err == nil:
		zone := planschema.Zone(current.Organization.TimeZone)
		current.EndDate = apigee.Text(lastDay(state.StartDate, r.Client.Now().In(zone)).Wire())
		_, err = plans.Update(ctx, current, false)
	}
	warnAdopted(state, err, &resp.Diagnostics)
	if err != nil && !errors.Is(err, apigee.ErrAdopted) {
		resp.Diagnostics.Append(fwkit.Failure("Cannot end the "+title(state), err, endRemedy(err), nil)...)
	}
}

func warnAdopted(state planschema.Plan, err error, diags *diag.Diagnostics) {
	if errors.Is(err, apigee.ErrAdopted) {
		diags.AddWarning(fmt.Sprintf("The %s is left as it is", title(state)), "Its successor found it under the same name in this run and manages it now, so it is only forgotten here.")
	}
}

// warnEnded says in Delete what the plan could not: the end was set since.
func warnEnded(state planschema.Plan, current apigee.RatePlan, diags *diag.Diagnostics) {
	if state.EndDate.IsNull() {
		diags.AddWarning(fmt.Sprintf("The %s stays as it is and ends at %s", title(state), planschema.Date(string(current.EndDate)).ValueString()),
			"Its end was set since the plan was made, and cannot be moved. Terraform forgets it; its name stays taken.")
	}
}

// change sends the whole plan, with the ids that its details and rates have in the service. A
// published plan is sent as the service has it with the end that was asked for: nothing else may
// change.
func (r *planResource) change(ctx context.Context, before, asked apigee.RatePlan) (apigee.RatePlan, error) {
	plans := r.Client.RatePlans.In(string(before.PackageID))
	current, err := plans.Get(ctx, before.ID)
	if err != nil {
		return apigee.RatePlan{}, err
	}
	switch {
	case bool(before.Published) && current.EndDate != "" && current.EndDate != asked.EndDate:
		return apigee.RatePlan{}, fmt.Errorf("its end date was set to %s since the plan; run plan again", current.EndDate)
	case bool(current.Published && !before.Published):
		return apigee.RatePlan{}, errors.New("it was published since the plan, and a published plan cannot change; run plan again")
	case bool(before.Published):
		current.EndDate = asked.EndDate
		return plans.Update(ctx, current, false)
	}
	return plans.Update(ctx, asked.WithIDsOf(current), false)
}

// answer puts the values that only the service has into the planned model.
func (r *planResource) answer(plan *planschema.Plan, p apigee.RatePlan) {
	plan.ID, plan.Organization = types.StringValue(p.ID), types.StringValue(r.Client.Organization())
	if plan.EndDate.IsUnknown() {
		plan.EndDate = planschema.Date(string(p.EndDate))
	}
}

// remember keeps in private state what a plan of the resource needs and its state does not show.
func (r *planResource) remember(ctx context.Context, private fwkit.PrivateState, p apigee.RatePlan, diags *diag.Diagnostics) {
	diags.Append(fwkit.RememberNames(ctx, private, developerNames, p.Developer.ID, p.Developer.Email)...)
	diags.Append(private.SetKey(ctx, timeZone, []byte(strconv.Quote(p.Organization.TimeZone)))...)
	r.KeepAccount(ctx, private, diags)
}

// recalledZone is the time zone that remember has kept, UTC if it kept none.
func recalledZone(ctx context.Context, private fwkit.PrivateReader, diags *diag.Diagnostics) *time.Location {
	kept, problems := private.GetKey(ctx, timeZone)
	diags.Append(problems...)
	return planschema.Zone(strings.Trim(string(kept), `"`))
}

// warnOtherwise warns of what the service recorded otherwise than asked. The plan exists, so it is
// no error; the next plan shows it.
func (r *planResource) warnOtherwise(plan planschema.Plan, asked, answer apigee.RatePlan, diags *diag.Diagnostics) {
	if plan.EndDate.IsUnknown() {
		asked.EndDate = answer.EndDate
	}
	if differences := asked.Differences(answer); len(differences) > 0 {
		diags.AddWarning("The service recorded other values for the "+title(plan), "It accepted the plan, and answers that "+strings.Join(differences, "; ")+". The next plan shows the difference.")
	}
}

// nameKey names the plan by its name in its package.
func nameKey(m planschema.Plan) string {
	return fwkit.JoinLast(m.PackageID.ValueString(), m.Name.ValueString())
}
