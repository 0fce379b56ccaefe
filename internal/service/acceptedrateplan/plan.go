package acceptedrateplan

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/planschema"
)

const (
	// heldKey and boughtKey are the facts that the state holds a purchase of a key, and that one of
	// a key is planned.
	heldKey   = typeName + " held"
	boughtKey = typeName + " planned"

	// developerNames, planNames and keptName are where private state keeps the developer's names,
	// the ids of the plan and of what it revises, and what else a plan needs.
	developerNames = "developer"
	planNames      = "rate_plan"
	keptName       = "kept"
)

func (r *purchaseResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var state *model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if state == nil {
		planEnd(ctx, &req, resp, fwtypes.NewDateTimeNull())
		r.announcePurchase(ctx, req, "", &resp.Diagnostics)
		return
	}
	r.noteHeld(*state)
	known := recall(ctx, req.Private, &resp.Diagnostics)
	if req.Plan.Raw.IsNull() {
		r.announceEnd(*state, known, &resp.Diagnostics)
		return
	}
	fwkit.KeepName(ctx, &req, resp, developerNames, path.Root("developer_id"))
	fwkit.KeepName(ctx, &req, resp, planNames, path.Root("rate_plan_id"))
	ended := r.Known() && known.ended(*state, r.Client.Now())
	if ended {
		planEnd(ctx, &req, resp, state.EndDate)
	} else {
		planEnd(ctx, &req, resp, fwtypes.NewDateTimeNull())
	}
	if fwkit.RequireReplace(ctx, req, resp, r.Provider.WasRead(typeName, state.ID.ValueString()), path.Root("developer_id"), path.Root("rate_plan_id"), path.Root("start_date")) {
		r.announceEnd(*state, known, &resp.Diagnostics)
		r.announcePurchase(ctx, req, state.ID.ValueString(), &resp.Diagnostics)
		r.refuseSameDays(ctx, req, *state, known, &resp.Diagnostics)
		return
	}
	if resp.Diagnostics.HasError() {
		return
	}
	kept := fwkit.KeepState(ctx, req, resp)
	var plan model
	resp.Diagnostics.Append(resp.Plan.Get(ctx, &plan)...)
	switch {
	case ended:
		warnEnded(*state, plan, &resp.Diagnostics)
	case !kept && r.Known():
		r.announceChange(*state, plan, known, &resp.Diagnostics)
	}
}

// QuietPlan is false for a purchase with an end: it may have ended, of which each of its plans
// speaks, and an end that the configuration leaves out is taken away.
func (r *purchaseResource) QuietPlan(ctx context.Context, values fwkit.Values) bool {
	var state struct {
		DeveloperID       types.String     `tfsdk:"developer_id"`
		RatePlanID        types.String     `tfsdk:"rate_plan_id"`
		CurrentRatePlanID types.String     `tfsdk:"current_rate_plan_id"`
		StartDate         fwtypes.DateTime `tfsdk:"start_date"`
		EndDate           fwtypes.DateTime `tfsdk:"end_date"`
		OnDestroy         types.String     `tfsdk:"on_destroy"`
	}
	if values.Get(ctx, &state).HasError() {
		return false
	}
	r.noteHeld(model{
		DeveloperID: state.DeveloperID, RatePlanID: state.RatePlanID, CurrentRatePlanID: state.CurrentRatePlanID,
		StartDate: state.StartDate, OnDestroy: state.OnDestroy,
	})
	return state.EndDate.IsNull()
}

// planEnd plans the end of a purchase whose configuration has none.
func planEnd(ctx context.Context, req *resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, end fwtypes.DateTime) {
	var configured fwtypes.DateTime
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("end_date"), &configured)...)
	if configured.IsNull() {
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("end_date"), end)...)
		req.Plan = resp.Plan
	}
}

// noteHeld notes what must not be ended to be bought again; after a revision that is known by two
// plans. What a destroy retains can be adopted again.
func (r *purchaseResource) noteHeld(state model) {
	if state.OnDestroy.ValueString() == retain {
		return
	}
	r.Provider.Note(heldKey, state.key())
	state.RatePlanID = state.CurrentRatePlanID
	r.Provider.Note(heldKey, state.key())
}

// ordered is the purchase that is planned. What counts when a plan is bought is what is configured:
// where one purchase replaces another, Terraform shows the warnings of the plan that still has the
// state of the old one, and drops those of the plan without it.
func ordered(ctx context.Context, req resource.ModifyPlanRequest, diags *diag.Diagnostics) (plan model) {
	diags.Append(req.Plan.Get(ctx, &plan)...)
	diags.Append(req.Config.GetAttribute(ctx, path.Root("waive_set_up_fees"), &plan.WaiveSetUpFees)...)
	diags.Append(req.Config.GetAttribute(ctx, path.Root("replace_conflicting"), &plan.ReplaceConflicting)...)
	return plan
}

// forgetHeld takes that back, once it is destroyed.
func (r *purchaseResource) forgetHeld(state model) {
	r.Provider.Forget(heldKey, state.key())
	state.RatePlanID = state.CurrentRatePlanID
	r.Provider.Forget(heldKey, state.key())
}

// announcePurchase refuses what the service would refuse for certain, and says what a purchase will
// charge and end, beside the purchase of the id replaced.
func (r *purchaseResource) announcePurchase(ctx context.Context, req resource.ModifyPlanRequest, replaced string, diags *diag.Diagnostics) {
	plan := ordered(ctx, req, diags)
	if diags.HasError() || plan.DeveloperID.IsUnknown() || plan.RatePlanID.IsUnknown() || plan.StartDate.IsUnknown() {
		return
	}
	r.Provider.Note(boughtKey, plan.key())
	if r.Provider.Noted(heldKey, plan.key()) {
		refuseAgain(plan, diags)
		return
	}
	if !r.Known() {
		return
	}
	offer, listed := r.Client.KnownRatePlan(ctx, plan.RatePlanID.ValueString())
	r.refusePast(ctx, plan, offer, diags)
	if diags.HasError() {
		return
	}
	if listed && bool(offer.Published) {
		warnFees(plan, offer, diags)
	} else {
		diags.AddWarning(fmt.Sprintf("The fees of rate plan %s are not known while planning", plan.RatePlanID.ValueString()),
			"The service does not list it, or it is not published yet. Buying it may charge a set-up fee and a recurring fee at once.")
	}
	if plan.ReplaceConflicting.ValueBool() {
		r.warnReplaced(ctx, plan, offer, replaced, diags)
	}
}

// refuseAgain refuses to buy what the state holds: that is what -replace, taint and a renamed
// resource look like.
func refuseAgain(m model, diags *diag.Diagnostics) {
	diags.AddAttributeError(path.Root("rate_plan_id"), fmt.Sprintf("Cannot make the %s again", m.title()),
		"The state holds this purchase already. Ending it would not make room for the same one: the service refuses a plan twice, or charges its fees again. "+
			"Leave out -replace, use terraform untaint if the resource is tainted, add a moved block if it was renamed, or remove one of two resources that declare it.")
}

// lastZone is where a day begins last.
var lastZone = time.FixedZone("", -12*60*60)

// refusePast refuses a start before today, unless the purchase is there already, to be adopted. The
// zone of the organization is known from its plans; without it only a day that is over everywhere
// is refused.
func (r *purchaseResource) refusePast(ctx context.Context, plan model, offer apigee.RatePlan, diags *diag.Diagnostics) {
	today, zone := r.Client.Now().In(lastZone).Format(time.DateOnly), "any time zone"
	if name := offer.Organization.TimeZone; name != "" {
		today, zone = r.Client.Now().In(planschema.Zone(name)).Format(time.DateOnly), name
	}
	if day(plan.StartDate) >= today {
		return
	}
	all, err := r.Client.PurchasesOf(ctx, plan.DeveloperID.ValueString()).List(ctx)
	if err != nil || slices.ContainsFunc(all, func(a apigee.AcceptedRatePlan) bool {
		return a.IsOf(plan.RatePlanID.ValueString()) && apigee.Day(a.StartDate) == day(plan.StartDate)
	}) {
		return
	}
	diags.AddAttributeError(path.Root("start_date"), fmt.Sprintf("Cannot make the %s: it would begin before today", plan.title()),
		fmt.Sprintf("Today is %s (%s), and the service refuses a purchase that begins earlier. Set start_date to today or later. "+
			"If the developer has bought the plan already, import the purchase: the data source mint_developer_accepted_rate_plans lists it.", today, zone))
}

// refuseSameDays refuses to replace a purchase by one of the same developer that begins before the
// old one is over: the old one would be ended, and then the service would refuse the new one.
func (r *purchaseResource) refuseSameDays(ctx context.Context, req resource.ModifyPlanRequest, state model, known kept, diags *diag.Diagnostics) {
	plan := ordered(ctx, req, diags)
	if diags.HasError() || !r.Known() || state.OnDestroy.ValueString() == retain || !plan.DeveloperID.Equal(state.DeveloperID) {
		return
	}
	now := r.Client.Now()
	today := known.today(now)
	endsToday := known.begun(state, now) && !known.ended(state, now)
	if !endsToday || plan.StartDate.IsUnknown() || day(plan.StartDate) > today || r.soldBeside(ctx, plan, state) {
		return
	}
	diags.AddAttributeError(path.Root("start_date"), fmt.Sprintf("Cannot replace the %s on the same day", state.title()),
		fmt.Sprintf("It would end today, %s, which is the last day that it covers, and the service would then refuse the new purchase for that day. Nothing was changed. "+
			"Set start_date to tomorrow or later. For another plan, replace_conflicting = true ends the old one the day before.", today))
}

// soldBeside reports whether the service sells a plan for days that a purchase covers: another plan
// that ends it, or whose package has no product of the other's.
func (r *purchaseResource) soldBeside(ctx context.Context, plan, state model) bool {
	if another := !plan.RatePlanID.Equal(state.RatePlanID); !another || plan.ReplaceConflicting.ValueBool() {
		return another
	}
	offer, listed := r.Client.KnownRatePlan(ctx, plan.RatePlanID.ValueString())
	old, alsoListed := r.Client.KnownRatePlan(ctx, state.CurrentRatePlanID.ValueString())
	if !listed || !alsoListed {
		return false
	}
	shared, err := r.sharesProduct(ctx, string(old.PackageID), string(offer.PackageID))
	return err == nil && !shared
}

// warnEnded speaks up in every plan of a purchase that has ended, and refuses to change it.
func warnEnded(state, plan model, diags *diag.Diagnostics) {
	if plan.changes(state) {
		diags.AddAttributeError(path.Root("end_date"), fmt.Sprintf("The %s has ended and cannot change", state.title()),
			fmt.Sprintf("It ended on %s. Write into the configuration what the service has: end_date = %q and quota_target = %d. To buy the plan again, set start_date to today or later. "+
				"To destroy it instead, revert the edit, or use terraform destroy -refresh=false.", day(state.EndDate), day(state.EndDate), state.QuotaTarget.ValueInt64()))
		return
	}
	diags.AddWarning(fmt.Sprintf("The %s has ended on %s", state.title(), day(state.EndDate)),
		"It stays in the state, and nothing is bought again by itself. To buy the plan again, set start_date to today or later. To stop managing it, remove the resource, which changes nothing in the service.")
}

// keep puts what a plan needs into private state.
func (r *purchaseResource) keep(ctx context.Context, private fwkit.PrivateState, a apigee.AcceptedRatePlan, diags *diag.Diagnostics) {
	diags.Append(fwkit.RememberNames(ctx, private, developerNames, a.Developer.ID, a.Developer.Email)...)
	diags.Append(fwkit.RememberNames(ctx, private, planNames, append([]string{a.RatePlan.ID}, a.Revised...)...)...)
	value, err := json.Marshal(keptOf(a))
	if err != nil {
		diags.AddError("Cannot write private state", err.Error())
		return
	}
	diags.Append(private.SetKey(ctx, keptName, value)...)
}

func recall(ctx context.Context, private fwkit.PrivateReader, diags *diag.Diagnostics) (k kept) {
	value, problems := private.GetKey(ctx, keptName)
	diags.Append(problems...)
	_ = json.Unmarshal(value, &k) // an older state has none: UTC, and no fee is known
	return k
}
