package wallet

import (
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

const successorRemedy = "A terminated wallet cannot be reactivated: run terraform apply -replace=ADDRESS to create an empty one with the configured arguments."

// goneRemedy is for a wallet whose customer is not found either.
func goneRemedy(err error) string {
	if paypal.IsUnconfirmed(err) {
		return "Check the account in the provider block. If the customer was removed together with the wallet, take the wallet out of the state with terraform state rm."
	}
	return ""
}

// createFailure adds to what is common to all creates what is special about a name that is taken.
func createFailure(plan resourceModel, err error) diag.Diagnostics {
	remedy := ""
	if paypal.IsInvalid(err) || paypal.IsNotFound(err) || paypal.IsConflict(err) {
		remedy = "Check that the customer exists in PayPal's usage-based billing, has a payment method and may have another wallet, and that dates are in the future. " +
			"If the error stays after that, the service may be repeating an earlier refusal: give the wallet another name."
	}
	failure := fwkit.CreateFailure(typeName, plan.title(), err, remedy, nil)
	if taken := paypal.Conflict(err); len(taken.Found) == 0 || taken.Managed {
		return failure
	}
	var diags diag.Diagnostics
	for _, d := range failure {
		diags.AddAttributeError(path.Root("name"), d.Summary(), d.Detail()+
			"\n\nIf this wallet is to replace that one (create_before_destroy): two wallets cannot have the same name at once. Rename this one, or drop create_before_destroy so that the old one is terminated first.")
	}
	return diags
}

// changeFailure names the arguments that the service complains about, or that another wallet has.
func changeFailure(state, plan resourceModel, err error) diag.Diagnostics {
	remedy := ""
	switch {
	case errors.Is(err, paypal.ErrAdopted):
		remedy = "Nothing was sent. Two resources of the configuration stand for this wallet: remove one of them."
	case paypal.IsInvalid(err) && plan.ExpirationAt.IsNull() && !state.ExpirationAt.IsNull():
		remedy = "Nothing was changed. The service may not allow expiration_at to be removed: keep it, perhaps with a date far in the future. " + successorRemedy
	case paypal.IsInvalid(err), paypal.IsNotFound(err), paypal.IsConflict(err):
		remedy = "Nothing was changed. Check that dates are in the future. " + successorRemedy
	}
	fields := map[string]path.Path{"applies_to/fee_types": path.Root("applies_to").AtName("fee_types")}
	for _, name := range []string{"name", "expiration_at", "applies_to", "recurring_transaction_rules"} {
		fields[name] = path.Root(name)
	}
	return fwkit.UpdateFailure(state.title(), state.ID, plan.Name, err, remedy, fields)
}
