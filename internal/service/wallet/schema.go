package wallet

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

// Descriptions that the resource and the data sources share.
const (
	aboutID        = "Id of the wallet, assigned by the service."
	aboutCustomer  = "Your identifier for the customer who owns the wallet."
	aboutName      = "Name of the wallet."
	aboutCurrency  = "ISO 4217 code of the wallet's currency, such as `USD`."
	aboutRate      = "What one credit is worth, in units of the currency."
	aboutStatus    = "`ACTIVE`, `PENDING` or `TERMINATED`."
	aboutCreated   = "When the wallet was created, RFC 3339."
	aboutFeeTypes  = "Any of `SUBSCRIPTION`, `COMMITMENT` and `CHARGE`."
	aboutTrigger   = "When the rule fires: `INTERVAL` (calendar) or `THRESHOLD` (low balance)."
	aboutMethod    = "How much it adds: `FIXED` (the same each time) or `TARGET` (up to a balance)."
	aboutInterval  = "`WEEKLY`, `MONTHLY`, `QUARTERLY` or `YEARLY`."
	aboutThreshold = "Balance, in credits, below which a `THRESHOLD` rule fires."
	aboutPaid      = "Credits that a `FIXED` rule sells to the customer each time."
	aboutGranted   = "Credits that a `FIXED` rule gives away each time."
	aboutTarget    = "Balance, in credits less current usage, that a `TARGET` rule buys up to."
	aboutStarted   = "Start of the calendar of an `INTERVAL` rule, RFC 3339."
)

const (
	replaces = " Changing it replaces the wallet."
	// usualScale is how many decimal places the service is known to keep (contract: wallets 4).
	usualScale = 5
	// maximumScale leaves the limit of 25 digits in all.
	maximumScale = 24
)

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
		MarkdownDescription: "A customer's wallet of prepaid credits. It is created empty; credits are added with `mint_wallet_transaction`. Balances are in the data source `mint_wallet`.",
		Attributes: map[string]schema.Attribute{
			"id":         fwkit.FixedText(aboutID),
			"created_at": fwkit.FixedText(aboutCreated),
			"name":       fwkit.RequiredName("Name of the wallet, unique for the customer and currency among wallets that are not terminated."),
			"external_customer_id": schema.StringAttribute{
				Required: true, MarkdownDescription: aboutCustomer + replaces,
				Validators: []validator.String{fwtypes.ValidName(), customerID{}},
			},
			"currency": schema.StringAttribute{
				Required: true, CustomType: fwtypes.CurrencyType{},
				MarkdownDescription: "ISO 4217 code, such as `USD`, in any case." + replaces,
				Validators:          []validator.String{fwtypes.ISOCurrency()},
				PlanModifiers:       []planmodifier.String{fwtypes.KeepCurrency()},
			},
			"rate_amount": schema.StringAttribute{
				Required: true, CustomType: fwtypes.DecimalType{},
				MarkdownDescription: aboutRate + " Greater than 0." + replaces,
				Validators:          []validator.String{fwtypes.DecimalPositive(), fwtypes.DecimalScale(maximumScale)},
				PlanModifiers:       []planmodifier.String{fwtypes.KeepDecimal()},
			},
			"expiration_at": schema.StringAttribute{
				Optional: true, CustomType: fwtypes.RFC3339Type{},
				MarkdownDescription: "When the wallet ends, RFC 3339 in whole seconds. Default: never. Can be changed. Removing it clears the expiration if the service allows it.",
				Validators:          []validator.String{wholeSeconds()},
				PlanModifiers:       []planmodifier.String{fwtypes.KeepRFC3339()},
			},
			"applies_to": schema.SingleNestedAttribute{
				Optional: true, Computed: true, Default: objectdefault.StaticValue(everyFeeType()),
				MarkdownDescription: "What the credits pay for. Default: everything. Changes apply to later invoices.",
				Attributes: map[string]schema.Attribute{
					"fee_types": schema.SetAttribute{
						Required: true, ElementType: types.StringType,
						MarkdownDescription: aboutFeeTypes + " Listing all three means no restriction.",
						Validators:          []validator.Set{fwtypes.NotEmptySet(), setvalidator.ValueStringsAre(fwtypes.OneOf(paypal.FeeTypes()...))},
					},
				},
			},
			"recurring_transaction_rules": schema.ListNestedAttribute{
				Optional:            true,
				MarkdownDescription: "Automatic top-ups, which charge the customer without Terraform. Changing any of them restarts all. Default: none.",
				Validators:          []validator.List{fwtypes.NotEmptyList()},
				NestedObject:        schema.NestedAttributeObject{Attributes: ruleAttributes()},
			},
			"force_destroy": schema.BoolAttribute{
				Optional: true, Computed: true, Default: booldefault.StaticBool(false),
				MarkdownDescription: "Whether the wallet may be destroyed or replaced while it holds credits. Default: false. The last applied value counts.",
			},
			"status": schema.StringAttribute{Computed: true, MarkdownDescription: aboutStatus},
		},
	}
}

func ruleAttributes() map[string]schema.Attribute {
	credits := func(about string, minimum validator.String) schema.StringAttribute {
		return schema.StringAttribute{
			Optional: true, CustomType: fwtypes.DecimalType{}, MarkdownDescription: about,
			Validators:    []validator.String{minimum, fwtypes.DecimalScale(usualScale)},
			PlanModifiers: []planmodifier.String{fwtypes.KeepDecimal()},
		}
	}
	instant := func(about string) schema.StringAttribute {
		return schema.StringAttribute{
			Optional: true, CustomType: fwtypes.RFC3339Type{}, MarkdownDescription: about,
			Validators:    []validator.String{wholeSeconds()},
			PlanModifiers: []planmodifier.String{fwtypes.KeepRFC3339()},
		}
	}
	oneOf := func(about string, values ...string) schema.StringAttribute {
		return schema.StringAttribute{Required: true, MarkdownDescription: about, Validators: []validator.String{fwtypes.OneOf(values...)}}
	}
	interval := oneOf(aboutInterval+" Required for `INTERVAL` rules.", paypal.RuleIntervals()...)
	interval.Required, interval.Optional = false, true
	return map[string]schema.Attribute{
		"trigger":                oneOf(aboutTrigger, paypal.TriggerInterval, paypal.TriggerThreshold),
		"method":                 oneOf(aboutMethod, paypal.MethodFixed, paypal.MethodTarget),
		"interval":               interval,
		"threshold_credits":      credits(aboutThreshold+" Required for one.", fwtypes.DecimalAtLeast("0")),
		"paid_credits":           credits(aboutPaid+" Greater than 0.", fwtypes.DecimalPositive()),
		"granted_credits":        credits(aboutGranted+" Greater than 0.", fwtypes.DecimalPositive()),
		"target_ongoing_balance": credits(aboutTarget+" At least `threshold_credits`.", fwtypes.DecimalPositive()),
		"started_at":             instant(aboutStarted + " Default: chosen by the service."),
		"expiration_at":          instant("When the rule ends, RFC 3339. Default: with the wallet."),
	}
}

func identitySchema() identityschema.Schema {
	return identityschema.Schema{
		Attributes: map[string]identityschema.Attribute{
			"id": identityschema.StringAttribute{RequiredForImport: true, Description: aboutID},
		},
	}
}
