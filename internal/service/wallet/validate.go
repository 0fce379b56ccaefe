package wallet

import (
	"context"
	"fmt"
	"regexp"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

var _ validator.String = customerID{}

func (r *walletResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var rules types.List
	var name fwtypes.Name
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("recurring_transaction_rules"), &rules)...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("name"), &name)...)
	eachRule(ctx, rules, func(at path.Path, rule ruleModel) { rule.validate(at, &resp.Diagnostics) })
	if count := len(rules.Elements()); count > 1 {
		resp.Diagnostics.AddAttributeWarning(path.Root("recurring_transaction_rules"), fmt.Sprintf("Wallet %q has %d recurring rules", name.ValueString(), count),
			"The service does not document how many rules a wallet may have, and probably accepts only one.")
	}
}

// customerID warns of an id that no customer can have, if what is documented for customers holds.
// Nothing is documented for wallets, so it is not an error: that would lock out accounts whose
// customers are older or other than that (contract: wallets 2.1).
type customerID struct{}

var documentedCustomerID = regexp.MustCompile(`^[a-zA-Z0-9_-]*$`)

func (customerID) Description(context.Context) string {
	return "The id should consist of letters, digits, \"_\" and \"-\"."
}

func (v customerID) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (customerID) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if id := req.ConfigValue.ValueString(); !documentedCustomerID.MatchString(id) {
		resp.Diagnostics.AddAttributeWarning(req.Path, fmt.Sprintf("Customer id %q has unusual characters", id),
			"The service documents letters, digits, \"_\" and \"-\" for customer ids, and may not know a customer with this one.")
	}
}

// wholeSeconds refuses fractions of a second: the service writes whole seconds, and one that drops
// the fraction would show another instant for ever.
func wholeSeconds() validator.String {
	return fwtypes.TextRule("Fraction of a second", "The instant must be a whole second.", func(text string) string {
		instant := fwtypes.NewRFC3339Value(text).Time()
		if instant.Nanosecond() == 0 {
			return ""
		}
		return fmt.Sprintf("%q must be a whole second; write %q.", text, instant.Truncate(time.Second).Format(time.RFC3339))
	})
}
