package wallet

import (
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

// Descriptions that the resource and the data sources share.
const (
	aboutID       = "Id of the wallet, made by the service."
	aboutCustomer = "Your own id of the customer whom the wallet belongs to."
	aboutName     = "Name of the wallet."
	aboutCurrency = "ISO 4217 code of the wallet's currency, such as `USD`."
	aboutRate     = "What one credit is worth, in units of the currency."
	aboutStatus   = "`ACTIVE`, `PENDING` or `TERMINATED`, as last read; a terminated wallet never comes back to life."
	aboutCreated  = "When the wallet was created, RFC 3339."
	aboutFeeTypes = "What the credits pay for: `SUBSCRIPTION`, `COMMITMENT` and `CHARGE` fees."
	aboutTrigger  = "What makes the rule fire: `INTERVAL`, the calendar, or `THRESHOLD`, the balance."
	aboutMethod   = "How much it adds: `FIXED`, always the same, or `TARGET`, what is missing from a balance."
	aboutInterval = "How often an `INTERVAL` rule fires: `WEEKLY`, `MONTHLY`, `QUARTERLY` or `YEARLY`."
	aboutTarget   = "Balance, in credits and current usage deducted, that a `TARGET` rule buys up to."
)

const replaces = " Changing it terminates the wallet and makes another one, which is refused while credits are in it."

// names of wallets are what they are found by, and services trim texts.
var trimmed = regexp.MustCompile(`(?s)^\S(.*\S)?$`)

// everyFeeType is what a wallet without a restriction pays for.
func everyFeeType() types.Object {
	var all []attr.Value
	for _, feeType := range paypal.FeeTypes() {
		all = append(all, types.StringValue(feeType))
	}
	return types.ObjectValueMust(
		map[string]attr.Type{"fee_types": types.SetType{ElemType: types.StringType}},
		map[string]attr.Value{"fee_types": types.SetValueMust(types.StringType, all)})
}

func resourceSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A customer's wallet of prepaid credits. It is created empty and exactly once: one of the same customer, currency and name is adopted if it is identical, and refused otherwise; its credits are `mint_wallet_transaction`s. " +
			"Destroying it terminates it for good and strands what credits it holds, so a wallet that holds some, or waits for the payment of some, is neither destroyed nor replaced unless `force_destroy` or the provider's `force_destroy_wallets` says so. " +
			"A wallet that the service has terminated, or that has expired, stays in the state with that status and a warning in each plan: changing it is refused, and `terraform apply -replace=ADDRESS` makes its successor, empty. " +
			"Its balances move by themselves; the data source `mint_wallet` has them.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				Computed: true, MarkdownDescription: aboutID,
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"external_customer_id": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: aboutCustomer + " The customer must exist in PayPal's usage-based billing and have a payment method." + replaces,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1), customerID{}},
			},
			"name": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: aboutName + " No other wallet of the customer in the same currency that is not terminated may have it: an interrupted run finds the wallet by it. Changing it renames the wallet.",
				Validators:          []validator.String{stringvalidator.RegexMatches(trimmed, "must not be empty, nor begin or end with a blank")},
			},
			"currency": schema.StringAttribute{
				Required: true, CustomType: fwtypes.CurrencyType{},
				MarkdownDescription: aboutCurrency + " Case does not matter." + replaces,
				Validators:          []validator.String{fwtypes.ISOCurrency()},
				PlanModifiers:       []planmodifier.String{fwtypes.KeepCurrency()},
			},
			"rate_amount": schema.StringAttribute{
				Required: true, CustomType: fwtypes.DecimalType{},
				MarkdownDescription: aboutRate + " Greater than 0, with at most five decimals." + replaces,
				Validators:          []validator.String{fwtypes.DecimalPositive(), fwtypes.DecimalScale(5)},
				PlanModifiers:       []planmodifier.String{fwtypes.KeepDecimal()},
			},
			"expiration_at": schema.StringAttribute{
				Optional: true, CustomType: fwtypes.RFC3339Type{},
				MarkdownDescription: "When the wallet ends with whatever it holds then, RFC 3339 in whole seconds, such as `2031-01-01T00:00:00Z`; in the future when it is set. Default: never. Changing it moves the end, and taking it out takes the end away, if the service allows that. One that has passed is left alone.",
				Validators:          []validator.String{wholeSeconds{}},
				PlanModifiers:       []planmodifier.String{fwtypes.KeepRFC3339()},
			},
			"applies_to": schema.SingleNestedAttribute{
				Optional: true, Computed: true, Default: objectdefault.StaticValue(everyFeeType()),
				MarkdownDescription: "What the credits pay for. Default: everything. Changing it, or taking it out, applies to invoices made from then on.",
				Attributes: map[string]schema.Attribute{
					"fee_types": schema.SetAttribute{
						Required: true, ElementType: types.StringType,
						MarkdownDescription: aboutFeeTypes + " All three are no restriction.",
						Validators:          []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.ValueStringsAre(fwtypes.OneOf(paypal.FeeTypes()...))},
					},
				},
			},
			"recurring_transaction_rules": schema.ListNestedAttribute{
				Optional: true,
				MarkdownDescription: "Automatic top-ups, which charge the customer without Terraform. The service is likely to accept one only; more get a warning. " +
					"Changing any of it replaces and **restarts** all rules; taking it out ends them. Default: none.",
				Validators:   []validator.List{listvalidator.SizeAtLeast(1)},
				NestedObject: schema.NestedAttributeObject{Attributes: ruleAttributes()},
			},
			"force_destroy": schema.BoolAttribute{
				Optional: true, Computed: true, Default: booldefault.StaticBool(false),
				MarkdownDescription: "Whether the wallet may be destroyed or replaced while it holds credits or waits for the payment of some, which are lost then. Default false. " +
					"The value that was last applied counts, so apply it on its own first. Changing it alone sends no request.",
			},
			"status": schema.StringAttribute{Computed: true, MarkdownDescription: aboutStatus},
			"created_at": schema.StringAttribute{
				Computed: true, MarkdownDescription: aboutCreated,
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
		},
	}
}

func ruleAttributes() map[string]schema.Attribute {
	credits := func(about string, minimum validator.String) schema.StringAttribute {
		return schema.StringAttribute{
			Optional: true, CustomType: fwtypes.DecimalType{}, MarkdownDescription: about + " At most five decimals.",
			Validators:    []validator.String{minimum, fwtypes.DecimalScale(5)},
			PlanModifiers: []planmodifier.String{fwtypes.KeepDecimal()},
		}
	}
	instant := func(about string) schema.StringAttribute {
		return schema.StringAttribute{
			Optional: true, CustomType: fwtypes.RFC3339Type{}, MarkdownDescription: about,
			Validators:    []validator.String{wholeSeconds{}},
			PlanModifiers: []planmodifier.String{fwtypes.KeepRFC3339()},
		}
	}
	return map[string]schema.Attribute{
		"trigger": schema.StringAttribute{
			Required: true, MarkdownDescription: aboutTrigger,
			Validators: []validator.String{fwtypes.OneOf(paypal.RuleTriggers()...)},
		},
		"method": schema.StringAttribute{
			Required: true, MarkdownDescription: aboutMethod,
			Validators: []validator.String{fwtypes.OneOf(paypal.RuleMethods()...)},
		},
		"interval": schema.StringAttribute{
			Optional: true, MarkdownDescription: aboutInterval + " Required for one, and refused for other rules.",
			Validators: []validator.String{fwtypes.OneOf(paypal.RuleIntervals()...)},
		},
		"threshold_credits":      credits("Balance, in credits, below which a `THRESHOLD` rule fires; required for one, and refused for other rules.", fwtypes.DecimalAtLeast("0")),
		"paid_credits":           credits("Credits that a `FIXED` rule sells to the customer each time, greater than 0; it needs these or `granted_credits`. Refused for other rules.", fwtypes.DecimalPositive()),
		"granted_credits":        credits("Credits that a `FIXED` rule gives to the customer each time, greater than 0. Refused for other rules.", fwtypes.DecimalPositive()),
		"target_ongoing_balance": credits(aboutTarget+" Required for one, at least `threshold_credits`, and refused for other rules.", fwtypes.DecimalPositive()),
		"started_at":             instant("Anchor of an `INTERVAL` rule's calendar, RFC 3339 in whole seconds. Default: the service's, likely the wallet's creation. Refused for other rules."),
		"expiration_at":          instant("When the rule ends, RFC 3339 in whole seconds; in the future when it is set. Default: with the wallet."),
	}
}

func identitySchema() identityschema.Schema {
	return identityschema.Schema{
		Attributes: map[string]identityschema.Attribute{
			"id": identityschema.StringAttribute{RequiredForImport: true, Description: aboutID},
		},
	}
}
