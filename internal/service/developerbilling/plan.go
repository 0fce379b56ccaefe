package developerbilling

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

func (r *billingResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.State.Raw.IsNull() || fwkit.Unchanged(req) {
		return
	}
	var plan, state *model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	wasRead := r.Provider.WasRead(typeName, state.ID.ValueString())
	switch {
	case plan == nil, fwkit.RequireReplace(ctx, req, resp, wasRead, path.Root("developer_id")):
		r.planDestroy(*state, &resp.Diagnostics)
	case !fwkit.KeepState(ctx, req, resp):
		warnRetained(*plan, *state, &resp.Diagnostics)
		if wasRead { // else an apply, whose plan has warned, or -refresh=false
			r.warnTakenOver(ctx, *plan, state, &resp.Diagnostics)
		}
		r.warnBillingType(ctx, *plan, *state, wasRead, &resp.Diagnostics)
	}
}

// warnTakenOver names the values that the plan shows as new, and that replace others. A billing
// type that was not managed goes into the state for warnBillingType.
func (r *billingResource) warnTakenOver(ctx context.Context, plan model, state *model, diags *diag.Diagnostics) {
	before := state.managed()
	added := slices.DeleteFunc(plan.managed(), func(s apigee.BillingSetting) bool { return slices.Contains(before, s) })
	if len(added) == 0 {
		return
	}
	found, err := r.Client.DeveloperBilling.Get(ctx, plan.DeveloperID.ValueString())
	if err != nil {
		return // the apply says why
	}
	asked := plan.expand(ctx, found, diags)
	for _, s := range added {
		switch was := found[s]; {
		case s == apigee.BillingType:
			state.BillingType = fwtypes.NewTextValue(was)
		case was != "" && !same(s, was, asked[s]):
			diags.AddAttributeWarning(path.Root(names[s]), fmt.Sprintf("%s of %s replaces another value", names[s], plan.DeveloperID.ValueString()),
				fmt.Sprintf("The developer has %s, which Terraform did not manage so far.", show(s, was)))
		}
	}
}

// planDestroy says in the plan what becomes of the settings.
func (r *billingResource) planDestroy(state model, diags *diag.Diagnostics) {
	settings := strings.Join(argumentNames(state.managed()), ", ")
	switch {
	case settings == "":
	case state.OnDestroy.ValueString() == retain:
		diags.AddWarning("The "+state.title()+" stay as they are",
			"Terraform only forgets them: "+settings+". To remove them from the developer, apply on_destroy = \"remove\" first.")
	case r.Provider.MarkEnd(typeName, state.ID.ValueString(), diags):
		diags.AddWarning("The "+state.title()+" will be removed",
			"on_destroy is \"remove\", so the developer loses "+settings+". Without legal_name and address a developer cannot buy rate plans, "+
				"and without billing_type the organization's default applies.")
	}
}

// warnRetained names the settings that the plan shows as removed, and that stay.
func warnRetained(plan, state model, diags *diag.Diagnostics) {
	if plan.OnDestroy.ValueString() != retain {
		return
	}
	planned := plan.managed()
	for _, s := range state.managed() {
		if !slices.Contains(planned, s) {
			diags.AddAttributeWarning(path.Root(names[s]), fmt.Sprintf("%s of %s stays as it is", names[s], state.DeveloperID.ValueString()),
				"It is no longer configured, and on_destroy is \"retain\": Terraform only forgets it. With on_destroy = \"remove\" it is removed from the developer.")
		}
	}
}

// warnBillingType says what another billing type means.
func (r *billingResource) warnBillingType(ctx context.Context, plan, state model, wasRead bool, diags *diag.Diagnostics) {
	was, planned := state.BillingType.ValueString(), plan.BillingType.ValueString()
	if plan.BillingType.IsUnknown() || state.BillingType.IsNull() || planned == was || planned == "" && plan.OnDestroy.ValueString() == retain {
		return
	}
	was, planned = cmp.Or(was, "the organization's default"), cmp.Or(planned, "the organization's default")
	diags.AddAttributeWarning(path.Root("billing_type"), fmt.Sprintf("The billing type of %s changes from %s to %s", plan.DeveloperID.ValueString(), was, planned),
		billingTypeMeans(planned))
	if !wasRead {
		return
	}
	if profile, ok := r.Client.KnownProfile(ctx, true); ok && plan.BillingType.ValueString() != "" && profile.SupportedBillingType != "" &&
		profile.SupportedBillingType != "BOTH" && profile.SupportedBillingType != planned {
		diags.AddAttributeWarning(path.Root("billing_type"), fmt.Sprintf("Organization %s does not support %s", r.Client.Organization(), planned),
			fmt.Sprintf("It supports %s, and the service may refuse this billing type.", profile.SupportedBillingType))
	}
}

func billingTypeMeans(planned string) string {
	switch planned {
	case "PREPAID":
		return "A prepaid developer pays ahead: top up the balance first, or calls and purchases are refused as soon as this is applied. Credit limits no longer apply."
	case "POSTPAID":
		return "A postpaid developer is billed afterwards, up to the credit limit: set one with mint_developer_credit_limit. " +
			"The service does not say what becomes of a prepaid balance, so settle what is left of it."
	}
	return "That is PREPAID unless the organization supports POSTPAID only. A prepaid developer pays ahead: top up the balance first."
}

func argumentNames(settings []apigee.BillingSetting) (all []string) {
	for _, s := range settings {
		all = append(all, names[s])
	}
	return all
}

// warnReplaced tells which values were replaced that no state has: they are nowhere else by now.
func warnReplaced(planned model, before, done map[apigee.BillingSetting]string, diags *diag.Diagnostics) {
	for _, s := range planned.managed() {
		value, ok := done[s]
		if was := before[s]; ok && was != "" && !same(s, was, value) {
			diags.AddAttributeWarning(path.Root(names[s]), fmt.Sprintf("%s of %s was replaced", names[s], planned.DeveloperID.ValueString()),
				fmt.Sprintf("It was %s, which the plan could not show because Terraform did not manage it. To see such a change in the plan, import the settings before the first apply.", show(s, was)))
		}
	}
}

// warnDifferences tells where the service holds something else than was asked.
func (r *billingResource) warnDifferences(planned model, asked, done map[apigee.BillingSetting]string, diags *diag.Diagnostics) {
	var differences []string
	for _, s := range apigee.BillingSettings {
		if now, ok := done[s]; ok && !same(s, now, asked[s]) {
			differences = append(differences, fmt.Sprintf("%s is %s, not %s", names[s], show(s, now), show(s, asked[s])))
		}
	}
	fwkit.WarnDifferences(planned.title(), differences, diags)
}
