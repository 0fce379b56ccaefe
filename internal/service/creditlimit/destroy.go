package creditlimit

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
)

const destroyRemedy = "Apply on_destroy = \"retain\" or \"zero\" first, then destroy."

// planDestroy says in the plan what becomes of the limit.
func (r *creditLimitResource) planDestroy(ctx context.Context, private fwkit.PrivateReader, state resourceModel, diags *diag.Diagnostics) {
	limit, onDestroy := fmt.Sprintf("%s (%s)", state.title(), state.Amount.Decimal()), state.OnDestroy.ValueString()
	if onDestroy == retain {
		diags.AddWarning("The "+limit+" stays in force",
			"The service cannot delete a credit limit, so Terraform only forgets it. To change that, apply on_destroy = \"zero\" or \"currency_default\" first.")
		return
	}
	if !r.Provider.MarkEnd(typeName, state.ID.ValueString(), diags) || !r.Known() || !r.SameAccount(ctx, private, state.object(), diags) {
		return
	}
	left, err := r.amountLeft(ctx, state)
	if err != nil {
		diags.AddWarning("Cannot find the default limit for the "+state.title(), err.Error()+"\n\nIf this is still so, destroying it will fail. "+destroyRemedy)
		return
	}
	diags.AddWarning(fmt.Sprintf("The %s will be set to %s", limit, left),
		fmt.Sprintf("on_destroy is %q. A limit below the developer's usage blocks the developer.", onDestroy))
}

// amountLeft is what on_destroy sets the limit to; retain sets nothing.
func (r *creditLimitResource) amountLeft(ctx context.Context, state resourceModel) (decimal.Decimal, error) {
	if state.OnDestroy.ValueString() == zero {
		return decimal.Zero, nil
	}
	currency, err := r.Client.SupportedCurrencies.Get(ctx, state.Currency.Lower())
	if err != nil {
		return decimal.Zero, err
	}
	if currency.CreditLimit.Value == nil {
		return decimal.Zero, fmt.Errorf("the supported currency %s has no credit limit of its own", state.Currency.Upper())
	}
	return *currency.CreditLimit.Value, nil
}

// developerGone reports whether a destroy failed because there is no developer left to limit.
func (r *creditLimitResource) developerGone(ctx context.Context, state resourceModel, failure error) bool {
	if !apigee.IsNotFound(failure) {
		return false
	}
	_, err := r.Client.CreditLimits.Get(ctx, state.DeveloperID.ValueString(), state.Currency.Lower())
	return apigee.IsNotFound(err)
}

// warnReplaced tells which limit a new resource has replaced: it is nowhere else by now.
func warnReplaced(plan resourceModel, before apigee.CreditLimit, diags *diag.Diagnostics) {
	if before.Amount.Equal(plan.Amount.Decimal()) {
		return
	}
	diags.AddAttributeWarning(path.Root("amount"), fmt.Sprintf("The %s was %s and is %s now", plan.title(), before.Amount, plan.Amount.Decimal()),
		fmt.Sprintf("The limit of %s was not in the state, so the plan could not show the change; %s of it was used. To see such a change in the plan, import the limit before the first apply:\n\nterraform import %s.NAME '%s'",
			before.Amount, before.Usage, typeName, plan.ID.ValueString()))
}

// warnPrepaid says that the developer's billing type has no use for a limit. The developers are
// listed once in a run.
func (r *creditLimitResource) warnPrepaid(ctx context.Context, plan resourceModel, diags *diag.Diagnostics) {
	if !r.Known() || plan.DeveloperID.IsUnknown() {
		return
	}
	if developer, ok := r.Client.KnownDeveloper(ctx, plan.DeveloperID.ValueString()); ok && developer.BillingType == "PREPAID" {
		diags.AddAttributeWarning(path.Root("developer_id"), fmt.Sprintf("The %s is for a prepaid developer", plan.title()),
			"Credit limits are for developers whose billing type is POSTPAID, and the service may refuse to change this one.")
	}
}

func warnBelowUsage(plan resourceModel, usage decimal.Decimal, diags *diag.Diagnostics) {
	if plan.Amount.Decimal().LessThan(usage) {
		diags.AddAttributeWarning(path.Root("amount"), fmt.Sprintf("The %s is below its usage", plan.title()),
			fmt.Sprintf("The developer has used %s and may spend %s, and is blocked as soon as the limit is set.", usage, plan.Amount.Decimal()))
	}
}
