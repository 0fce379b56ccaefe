package ledger

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

// referenceForm lets references pass that can be kept in metadata and in import ids.
func referenceForm() validator.String {
	return fwtypes.TextRule("Invalid reference", "The value must be 1 to 64 letters, digits and . _ : @ / -.", func(text string) string {
		if err := paypal.CheckReference(text); err != nil {
			return err.Error() + ". The reference names the entry for good and is part of the import id."
		}
		return ""
	})
}

// ValidateConfig checks what one argument demands of another. An unknown value may turn out to be
// null, so it neither satisfies nor breaks a rule.
func (r *entryResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	r.CheckConfig(ctx, req.Config, &resp.Diagnostics)
}

// CheckConfig checks the arguments against each other.
func (r *entryResource) CheckConfig(ctx context.Context, values fwkit.Values, diags *diag.Diagnostics) {
	var config model
	diags.Append(values.Get(ctx, &config)...)
	if diags.HasError() {
		return
	}
	switch config.Type.ValueString() {
	case paypal.TopUp:
		checkTopUp(config, diags)
	case paypal.Void:
		checkVoid(config, diags)
	}
	checkMetadata(config.Metadata, diags)
}

func checkTopUp(config model, diags *diag.Diagnostics) {
	if given(config.CreditsToVoid) {
		diags.AddAttributeError(path.Root("credits_to_void"), "credits_to_void does not apply to a TOPUP", "Remove credits_to_void, or set type = \"VOID\" and remove paid_credits and granted_credits.")
	}
	if config.PaidCredits.IsNull() && config.GrantedCredits.IsNull() {
		diags.AddAttributeError(path.Root("paid_credits"), "A TOPUP needs credits", "Set paid_credits, granted_credits or both.")
	}
}

func checkVoid(config model, diags *diag.Diagnostics) {
	if given(config.PaidCredits) {
		diags.AddAttributeError(path.Root("paid_credits"), "paid_credits does not apply to a VOID", "Remove paid_credits, or set type = \"TOPUP\".")
	}
	if given(config.GrantedCredits) {
		diags.AddAttributeError(path.Root("granted_credits"), "granted_credits does not apply to a VOID", "Remove granted_credits, or set type = \"TOPUP\".")
	}
	if config.CreditsToVoid.IsNull() {
		diags.AddAttributeError(path.Root("credits_to_void"), "A VOID needs credits_to_void", "Set credits_to_void to the number of available credits to take away.")
	}
	if config.OnDestroy.ValueString() == void {
		diags.AddAttributeError(path.Root("on_destroy"), "A VOID cannot be voided", "on_destroy = \"void\" applies to TOPUP only. To give voided credits back, post a TOPUP under its own reference.")
	}
}

func given(value attr.Value) bool { return !value.IsNull() && !value.IsUnknown() }

func checkMetadata(metadata types.Map, diags *diag.Diagnostics) {
	at := path.Root("metadata")
	pairs := map[string]string{}
	for key, element := range metadata.Elements() {
		value, ok := element.(types.String)
		if !ok || value.IsNull() {
			diags.AddAttributeError(at.AtMapKey(key), "Metadata without a value", fmt.Sprintf("%s: the value is null. Leave the key out.", at.AtMapKey(key)))
			continue
		}
		if pairs[key] = value.ValueString(); value.IsUnknown() {
			pairs[key] = "anything"
		}
	}
	if err := paypal.CheckMetadata(pairs); err != nil {
		diags.AddAttributeError(at, "Invalid metadata", at.String()+": "+err.Error()+".")
	}
}
