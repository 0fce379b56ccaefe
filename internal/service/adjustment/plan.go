package adjustment

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
)

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
		refuseOpenScope(*plan, &resp.Diagnostics)
		r.warnMonthNotOver(*plan, &resp.Diagnostics)
		r.warnNotAllowed(ctx, false, &resp.Diagnostics)
		warnUnknownValues(*plan, &resp.Diagnostics)
	case plan == nil:
		r.Provider.MarkEnd(typeName, state.ID.ValueString(), &resp.Diagnostics)
		warnPublished(*state, "deleted", &resp.Diagnostics)
	case fwkit.RequireReplace(ctx, req, resp, r.Provider.WasRead(typeName, state.ID.ValueString()), replacing()...):
		r.Provider.MarkEnd(typeName, state.ID.ValueString(), &resp.Diagnostics)
		r.warnMonthNotOver(*plan, &resp.Diagnostics)
		warnUnknownValues(*plan, &resp.Diagnostics)
		warnPublished(*state, "deleted and replaced", &resp.Diagnostics)
		r.warnNotAllowed(ctx, true, &resp.Diagnostics)
	case !fwkit.KeepState(ctx, req, resp):
		// Not read: an apply, whose plan has warned, or -refresh=false.
		r.warnNotAllowed(ctx, r.Provider.WasRead(typeName, state.ID.ValueString()), &resp.Diagnostics)
	}
}

// replacing are the arguments that the service cannot change (contract: apigee-mint 3).
func replacing() path.Paths {
	paths := path.Paths{path.Root("billing_month"), path.Root("billing_year"), path.Root("published")}
	for _, s := range scopes {
		paths = append(paths, path.Root(s.name))
	}
	return paths
}

// refuseOpenScope refuses to plan the creation of an adjustment whose scope is not known yet. Where
// such a value turns out null, everybody's bills would be adjusted; and no provider learns, when it
// creates, what was not known when it planned.
func refuseOpenScope(plan model, diags *diag.Diagnostics) {
	values := plan.scope()
	for _, s := range scopes {
		if values[s.name].IsUnknown() {
			diags.AddAttributeError(path.Root(s.name), fmt.Sprintf("The scope of a new billing adjustment is not known yet: %s", s.name),
				fmt.Sprintf("%s: its value is known only after apply. If it turned out to be null, the adjustment would not be limited by it and would change other bills too. "+
					"Apply what the value depends on first, for example with -target, then plan again.", s.name))
		}
	}
}

// warnUnknownValues warns, where an adjustment is created, of what the contract does not list. The
// service knows other values (contract: apigee-mint 3), so one that it has answered can be
// imported.
func warnUnknownValues(plan model, diags *diag.Diagnostics) {
	for _, choice := range []struct {
		name   string
		value  types.String
		listed []string
	}{
		{"developer_billing_type", plan.DeveloperBillingType, billingTypes},
		{"transaction_type", plan.TransactionType, transactionTypes},
	} {
		if value := choice.value.ValueString(); value != "" && !slices.Contains(choice.listed, value) {
			diags.AddAttributeWarning(path.Root(choice.name), fmt.Sprintf("Unknown %s of the %s", choice.name, plan.title()),
				fmt.Sprintf("%s: %q is not a known value. Known values are %s. The service may refuse it.", choice.name, value, strings.Join(choice.listed, ", ")))
		}
	}
}

// warnMonthNotOver leaves the decision to the service, whose time zone is not known here.
func (r *adjustmentResource) warnMonthNotOver(plan model, diags *diag.Diagnostics) {
	if !r.Known() || plan.BillingMonth.IsUnknown() || plan.BillingYear.IsUnknown() {
		return
	}
	end := time.Date(int(plan.BillingYear.ValueInt64()), time.Month(plan.BillingMonth.ValueInt64())+1, 1, 0, 0, 0, 0, time.UTC)
	if r.Client.Now().Before(end) {
		diags.AddAttributeWarning(path.Root("billing_month"), "The month is not over: "+plan.title(),
			"The service adjusts complete months whose bills are not published yet, and may refuse this one. Its time zone decides when a month is over.")
	}
}

// warnNotAllowed says once in a run that the organization does not allow adjustments. A plan that
// only creates sends no request for that.
func (r *adjustmentResource) warnNotAllowed(ctx context.Context, ask bool, diags *diag.Diagnostics) {
	if !r.Known() {
		return
	}
	organization, ok := r.Client.KnownProfile(ctx, ask)
	if allowed := organization.HasBillingAdjustment.Value; ok && allowed != nil && !*allowed && r.Provider.NoteFirst("adjustments not allowed", organization.ID) {
		diags.AddWarning(fmt.Sprintf("Organization %s does not allow billing adjustments", r.Client.Organization()),
			"The service will refuse to create or change them until an administrator sets hasBillingAdjustment in the organization's profile.")
	}
}

func warnPublished(state model, verb string, diags *diag.Diagnostics) {
	if state.Published.ValueBool() {
		diags.AddWarning(fmt.Sprintf("The published %s will be %s", state.title(), verb), "Developers may have seen it on a billing document. The service may refuse once the month is closed.")
	}
}
