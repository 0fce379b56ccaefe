package wallet

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

// frozen are the arguments that only a new wallet can have otherwise (contract: wallets 2.1).
var frozen = path.Paths{path.Root("external_customer_id"), path.Root("currency"), path.Root("rate_amount")}

func (r *walletResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var state *resourceModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	switch {
	case state == nil:
		r.warnOfNew(ctx, req.Plan, &resp.Diagnostics)
	case req.Plan.Raw.IsNull():
		r.announceEnd(ctx, req.Private, *state, false, &resp.Diagnostics)
	case fwkit.RequireReplace(ctx, req, resp, r.Provider.WasRead(typeName, state.ID.ValueString()), frozen...):
		r.announceEnd(ctx, req.Private, *state, true, &resp.Diagnostics)
		r.warnOfNew(ctx, req.Plan, &resp.Diagnostics)
	case !resp.Diagnostics.HasError():
		kept := fwkit.KeepState(ctx, req, resp)
		r.warnEnded(*state, kept, &resp.Diagnostics)
		if !kept && !state.terminated() {
			r.warnOfChange(ctx, req.Plan, *state, &resp.Diagnostics)
		}
	}
}

// warnEnded speaks up in every plan of a wallet that is over. A change is not an error here but
// when it is applied: an error would stand in the way of -replace, which looks like an update and
// is the remedy.
func (r *walletResource) warnEnded(state resourceModel, unchanged bool, diags *diag.Diagnostics) {
	const successor = "To create an empty replacement with the configured arguments, run terraform apply -replace=ADDRESS; the entries of its ledger are not posted again by themselves. " +
		"To stop managing this wallet, remove the resource."
	switch {
	case state.terminated() && unchanged:
		diags.AddWarning("The "+state.title()+" is terminated", "Nobody can spend from it, and it cannot be reactivated. "+successor)
	case state.terminated():
		diags.AddWarning("The "+state.title()+" is terminated: this change will be refused", "A terminated wallet cannot be changed, and applying this plan fails. "+successor)
	case r.expired(state):
		diags.AddWarning(fmt.Sprintf("The %s has expired at %s", state.title(), state.ExpirationAt.ValueString()),
			"The service terminates it, and what it holds is lost. To keep it, move expiration_at into the future before that happens. Once it is terminated: "+successor)
	}
}

func (r *walletResource) expired(state resourceModel) bool {
	return r.Known() && !state.ExpirationAt.IsNull() && !state.ExpirationAt.Time().After(r.Client.Now())
}

// terms are the arguments of a plan that warnings are about. They need not all be known.
type terms struct {
	name         fwtypes.Name
	currency     fwtypes.Currency
	rate         fwtypes.Decimal
	expirationAt fwtypes.RFC3339
	rules        types.List
}

func readTerms(ctx context.Context, plan tfsdk.Plan, diags *diag.Diagnostics) terms {
	var t terms
	for name, into := range map[string]any{"name": &t.name, "currency": &t.currency, "rate_amount": &t.rate, "expiration_at": &t.expirationAt, "recurring_transaction_rules": &t.rules} {
		diags.Append(plan.GetAttribute(ctx, path.Root(name), into)...)
	}
	return t
}

// warnOfNew speaks up about a wallet to be created. Nothing is asked of the service.
func (r *walletResource) warnOfNew(ctx context.Context, plan tfsdk.Plan, diags *diag.Diagnostics) {
	t := readTerms(ctx, plan, diags)
	t.warnOfScale(diags)
	t.warnOfDueRules(ctx, decimal.Zero, diags)
	r.warnPast(ctx, t, resourceModel{}, diags)
}

// warnOfChange speaks up about what an update is to send.
func (r *walletResource) warnOfChange(ctx context.Context, plan tfsdk.Plan, state resourceModel, diags *diag.Diagnostics) {
	t := readTerms(ctx, plan, diags)
	r.warnPast(ctx, t, state, diags)
	if !r.Known() || !t.changesRules(ctx, state) {
		return
	}
	// Rules that are sent start again, and those that are due fire. Where that cannot be told, the
	// plan does not fail.
	if wallet, err := r.Client.Wallets.Get(ctx, state.ID.ValueString()); err == nil {
		if balance := wallet.RuleBalance(); balance != nil {
			t.warnOfDueRules(ctx, *balance, diags)
		}
	}
}

func (t terms) changesRules(ctx context.Context, state resourceModel) bool {
	var rules []ruleModel
	eachRule(ctx, t.rules, func(_ path.Path, rule ruleModel) { rules = append(rules, rule) })
	return !paypal.SameRules(expandRules(rules), expandRules(state.RecurringTransactionRules))
}

// warnOfDueRules says what rules buy at once, because the balance is below their threshold already,
// as it is in every new wallet.
func (t terms) warnOfDueRules(ctx context.Context, balance decimal.Decimal, diags *diag.Diagnostics) {
	eachRule(ctx, t.rules, func(at path.Path, rule ruleModel) {
		threshold := rule.ThresholdCredits.Pointer()
		if rule.Trigger.ValueString() != paypal.TriggerThreshold || threshold == nil || !balance.LessThan(*threshold) {
			return
		}
		var adds []string
		paid, granted := rule.PaidCredits.Decimal(), rule.GrantedCredits.Decimal()
		if rule.Method.ValueString() == paypal.MethodTarget {
			paid, granted = rule.TargetOngoingBalance.Decimal().Sub(balance), decimal.Zero
		}
		if paid.IsPositive() {
			adds = append(adds, fmt.Sprintf("buy %s credits", paid)+t.cost(paid))
		}
		if granted.IsPositive() {
			adds = append(adds, fmt.Sprintf("add %s granted credits", granted))
		}
		if len(adds) == 0 {
			return
		}
		diags.AddAttributeWarning(at, fmt.Sprintf("A rule of wallet %q will %s at once", t.name.ValueString(), strings.Join(adds, " and ")),
			fmt.Sprintf("%s: the wallet has %s credits, which is below threshold_credits (%s), so the rule is due as soon as this is applied, and the customer is charged for what it buys. "+
				"A rule may buy repeatedly until the balance reaches the threshold. To avoid that, add the rule after the wallet has credits.", at, balance, threshold))
	})
}

// cost is what credits cost, if that is known.
func (t terms) cost(credits decimal.Decimal) string {
	if t.rate.IsNull() || t.rate.IsUnknown() || t.currency.IsUnknown() {
		return ""
	}
	return fmt.Sprintf(" for %s %s", credits.Mul(t.rate.Decimal()), t.currency.Upper())
}

// warnOfScale speaks up about a rate that the service may round. It is no error: it has shown such
// rates itself, and then they can be imported.
func (t terms) warnOfScale(diags *diag.Diagnostics) {
	if rate := t.rate.Decimal(); !rate.Equal(rate.Truncate(usualScale)) {
		diags.AddAttributeWarning(path.Root("rate_amount"), fmt.Sprintf("The rate of wallet %q may be rounded", t.name.ValueString()),
			fmt.Sprintf("rate_amount is %s. The service is known to keep %d decimal places; if it rounds the rate, every later plan replaces the wallet.", rate, usualScale))
	}
}

// warnPast speaks up about a date that is to be sent and lies in the past by this machine's clock:
// the service refuses it by its own (contract: wallets 4).
func (r *walletResource) warnPast(ctx context.Context, t terms, state resourceModel, diags *diag.Diagnostics) {
	if !r.Known() {
		return
	}
	past := func(at path.Path, date fwtypes.RFC3339) {
		if date.IsNull() || date.IsUnknown() || date.Time().After(r.Client.Now()) {
			return
		}
		diags.AddAttributeWarning(at, fmt.Sprintf("%s of wallet %q is in the past: %s", at, t.name.ValueString(), date.ValueString()), "The service refuses a date that is not in the future.")
	}
	if state.ExpirationAt.IsNull() || !t.expirationAt.Time().Equal(state.ExpirationAt.Time()) {
		past(path.Root("expiration_at"), t.expirationAt)
	}
	if t.changesRules(ctx, state) {
		eachRule(ctx, t.rules, func(at path.Path, rule ruleModel) { past(at.AtName("expiration_at"), rule.ExpirationAt) })
	}
}
