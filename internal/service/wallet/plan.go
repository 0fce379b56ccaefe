package wallet

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

// frozen are the arguments that only a new wallet can have otherwise (contract:
// wallets 2.1).
var frozen = path.Paths{path.Root("external_customer_id"), path.Root("currency"), path.Root("rate_amount")}

func (r *walletResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var state *resourceModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	switch {
	case state == nil:
		r.warnPast(ctx, req.Plan, resourceModel{}, &resp.Diagnostics)
	case req.Plan.Raw.IsNull():
		r.announceEnd(ctx, req.Private, *state, false, &resp.Diagnostics)
	case fwkit.RequireReplace(ctx, req, resp, r.Provider.WasRead(typeName, state.ID.ValueString()), frozen...):
		r.announceEnd(ctx, req.Private, *state, true, &resp.Diagnostics)
		r.warnPast(ctx, req.Plan, resourceModel{}, &resp.Diagnostics)
	case !resp.Diagnostics.HasError():
		kept := fwkit.KeepState(ctx, req, resp)
		r.warnEnded(*state, kept, &resp.Diagnostics)
		if !kept && !state.terminated() {
			r.warnPast(ctx, req.Plan, *state, &resp.Diagnostics)
		}
	}
}

// warnEnded speaks up in every plan of a wallet that is over. A change is not an
// error here but when it is applied: an error would stand in the way of
// -replace, which looks like an update and is the remedy.
func (r *walletResource) warnEnded(state resourceModel, unchanged bool, diags *diag.Diagnostics) {
	const successor = "To have another one, empty and with the arguments of the configuration, run terraform apply -replace=ADDRESS. Entries of its ledger are not posted to the new one by themselves. " +
		"To let go of this one, take the resource out of the configuration."
	switch {
	case state.terminated() && unchanged:
		diags.AddWarning(upper(state.title())+" is terminated", "Nobody can spend from it any more, and it cannot come back. "+successor)
	case state.terminated():
		diags.AddWarning(upper(state.title())+" is terminated: changing it will be refused", "A terminated wallet cannot be changed, and applying this plan fails. "+successor)
	case r.expired(state):
		diags.AddWarning(fmt.Sprintf("%s has expired at %s", upper(state.title()), state.ExpirationAt.ValueString()),
			"The service terminates it with what it holds. To keep it, move expiration_at into the future before that happens. After that: "+successor)
	}
}

func (r *walletResource) expired(state resourceModel) bool {
	return r.Known() && !state.ExpirationAt.IsNull() && !state.ExpirationAt.Time().After(r.Client.Now())
}

// warnPast speaks up about a date that is to be sent and lies in the past by
// this machine's clock: the service refuses it by its own (contract: wallets 4).
func (r *walletResource) warnPast(ctx context.Context, plan tfsdk.Plan, state resourceModel, diags *diag.Diagnostics) {
	if !r.Known() {
		return
	}
	past := func(at path.Path, what string, date fwtypes.RFC3339) {
		if date.IsNull() || date.IsUnknown() || date.Time().After(r.Client.Now()) {
			return
		}
		diags.AddAttributeWarning(at, fmt.Sprintf("%s, %s, has passed", what, date.ValueString()), "The service refuses a date that is not in the future.")
	}
	var name types.String
	var expiration fwtypes.RFC3339
	var rules types.List
	diags.Append(plan.GetAttribute(ctx, path.Root("name"), &name)...)
	diags.Append(plan.GetAttribute(ctx, path.Root("expiration_at"), &expiration)...)
	diags.Append(plan.GetAttribute(ctx, path.Root("recurring_transaction_rules"), &rules)...)
	if state.ExpirationAt.IsNull() || !expiration.Time().Equal(state.ExpirationAt.Time()) {
		past(path.Root("expiration_at"), fmt.Sprintf("The expiration of wallet %q", name.ValueString()), expiration)
	}
	var planned []ruleModel
	eachRule(ctx, rules, diags, func(_ path.Path, rule ruleModel) { planned = append(planned, rule) })
	if paypal.SameRules(expandRules(planned), expandRules(state.RecurringTransactionRules)) {
		return
	}
	eachRule(ctx, rules, diags, func(at path.Path, rule ruleModel) {
		past(at.AtName("expiration_at"), fmt.Sprintf("The end of a rule of wallet %q", name.ValueString()), rule.ExpirationAt)
	})
}
