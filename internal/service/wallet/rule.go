package wallet

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

type ruleModel struct {
	Trigger              types.String    `tfsdk:"trigger"`
	Method               types.String    `tfsdk:"method"`
	Interval             types.String    `tfsdk:"interval"`
	ThresholdCredits     fwtypes.Decimal `tfsdk:"threshold_credits"`
	PaidCredits          fwtypes.Decimal `tfsdk:"paid_credits"`
	GrantedCredits       fwtypes.Decimal `tfsdk:"granted_credits"`
	TargetOngoingBalance fwtypes.Decimal `tfsdk:"target_ongoing_balance"`
	StartedAt            fwtypes.RFC3339 `tfsdk:"started_at"`
	ExpirationAt         fwtypes.RFC3339 `tfsdk:"expiration_at"`
}

func expandRules(rules []ruleModel) []paypal.RecurringRule {
	var expanded []paypal.RecurringRule
	for _, r := range rules {
		expanded = append(expanded, paypal.RecurringRule{
			Trigger:              r.Trigger.ValueString(),
			Method:               r.Method.ValueString(),
			Interval:             r.Interval.ValueStringPointer(),
			ThresholdCredits:     r.ThresholdCredits.Pointer(),
			PaidCredits:          r.PaidCredits.Pointer(),
			GrantedCredits:       r.GrantedCredits.Pointer(),
			TargetOngoingBalance: r.TargetOngoingBalance.Pointer(),
			StartedAt:            utc(r.StartedAt),
			ExpirationAt:         utc(r.ExpirationAt),
		})
	}
	return expanded
}

// flattenRules keeps of each rule what a configuration may say: the service may show members that
// the rule does not use, and zeroes for what was not sent (contract: wallets 2.3).
func flattenRules(rules []paypal.RecurringRule) []ruleModel {
	var flat []ruleModel
	for _, r := range rules {
		m := ruleModel{
			Trigger:              types.StringValue(r.Trigger),
			Method:               types.StringValue(r.Method),
			Interval:             types.StringPointerValue(r.Interval),
			ThresholdCredits:     fwtypes.NewDecimalPointer(r.ThresholdCredits),
			PaidCredits:          fwtypes.NewDecimalPointer(r.PaidCredits),
			GrantedCredits:       fwtypes.NewDecimalPointer(r.GrantedCredits),
			TargetOngoingBalance: fwtypes.NewDecimalPointer(r.TargetOngoingBalance),
			StartedAt:            fwtypes.NewRFC3339Pointer(r.StartedAt),
			ExpirationAt:         fwtypes.NewRFC3339Pointer(r.ExpirationAt),
		}
		switch r.Trigger {
		case paypal.TriggerInterval:
			m.ThresholdCredits = fwtypes.NewDecimalNull()
		case paypal.TriggerThreshold:
			m.Interval, m.StartedAt = types.StringNull(), fwtypes.NewRFC3339Null()
		}
		switch r.Method {
		case paypal.MethodFixed:
			m.TargetOngoingBalance = fwtypes.NewDecimalNull()
			for _, credits := range []*fwtypes.Decimal{&m.PaidCredits, &m.GrantedCredits} {
				if credits.Decimal().IsZero() {
					*credits = fwtypes.NewDecimalNull()
				}
			}
		case paypal.MethodTarget:
			m.PaidCredits, m.GrantedCredits = fwtypes.NewDecimalNull(), fwtypes.NewDecimalNull()
		}
		flat = append(flat, m)
	}
	return flat
}

// eachRule calls f with the rules of a list that may not be known yet, passing over those that are
// not. A rule with a value that is not of its form is passed over too: the type of the value has
// refused it, with its place.
func eachRule(ctx context.Context, list types.List, f func(at path.Path, rule ruleModel)) {
	for i, element := range list.Elements() {
		object, ok := element.(types.Object)
		if !ok || object.IsUnknown() {
			continue
		}
		var rule ruleModel
		if object.As(ctx, &rule, basetypes.ObjectAsOptions{}).HasError() {
			continue
		}
		f(path.Root("recurring_transaction_rules").AtListIndex(i), rule)
	}
}

// validate checks what the members of a rule say together (contract: wallets 2.3). The service may
// tolerate members that a rule does not use, but it need not show them again, and then no plan
// would ever be empty; so they are refused.
func (r ruleModel) validate(at path.Path, diags *diag.Diagnostics) {
	switch r.Trigger.ValueString() {
	case paypal.TriggerInterval:
		needs(diags, at, "trigger = \"INTERVAL\"", member{"interval", r.Interval})
		refuses(diags, at, "trigger = \"INTERVAL\"", member{"threshold_credits", r.ThresholdCredits})
	case paypal.TriggerThreshold:
		needs(diags, at, "trigger = \"THRESHOLD\"", member{"threshold_credits", r.ThresholdCredits})
		refuses(diags, at, "trigger = \"THRESHOLD\"", member{"interval", r.Interval}, member{"started_at", r.StartedAt})
	}
	switch r.Method.ValueString() {
	case paypal.MethodFixed:
		needs(diags, at, "method = \"FIXED\"", member{"paid_credits", r.PaidCredits}, member{"granted_credits", r.GrantedCredits})
		refuses(diags, at, "method = \"FIXED\"", member{"target_ongoing_balance", r.TargetOngoingBalance})
	case paypal.MethodTarget:
		needs(diags, at, "method = \"TARGET\"", member{"target_ongoing_balance", r.TargetOngoingBalance})
		refuses(diags, at, "method = \"TARGET\"", member{"paid_credits", r.PaidCredits}, member{"granted_credits", r.GrantedCredits})
	}
	if !r.TargetOngoingBalance.IsValid() || !r.ThresholdCredits.IsValid() {
		return
	}
	if target, threshold := r.TargetOngoingBalance.Decimal(), r.ThresholdCredits.Decimal(); target.LessThan(threshold) {
		refuse(diags, at.AtName("target_ongoing_balance"), "Target below threshold",
			fmt.Sprintf("target_ongoing_balance is %s and threshold_credits is %s, so the rule would be due again at once. Raise the target or lower the threshold.", target, threshold))
	}
}

type member struct {
	name  string
	value attr.Value
}

// needs wants one of the members, or one that may turn out to be set.
func needs(diags *diag.Diagnostics, at path.Path, because string, members ...member) {
	var names []string
	for _, m := range members {
		if !m.value.IsNull() {
			return
		}
		names = append(names, m.name)
	}
	refuse(diags, at.AtName(members[0].name), "Incomplete rule", fmt.Sprintf("A rule with %s needs %s.", because, strings.Join(names, " or ")))
}

func refuses(diags *diag.Diagnostics, at path.Path, because string, members ...member) {
	for _, m := range members {
		if !m.value.IsNull() && !m.value.IsUnknown() {
			refuse(diags, at.AtName(m.name), "Unused argument", fmt.Sprintf("A rule with %s does not use %s, and the service may not show it. Remove it.", because, m.name))
		}
	}
}

// refuse names the place in the text too: Terraform shows the list at best.
func refuse(diags *diag.Diagnostics, at path.Path, summary, problem string) {
	diags.AddAttributeError(at, summary, at.String()+": "+problem)
}
