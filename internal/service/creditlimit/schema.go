package creditlimit

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

func resourceSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The credit limit of one postpaid developer in one currency: how much the developer may spend before being blocked. " +
			"Creating the resource sets the limit, replacing whatever limit stood before. The service cannot delete a limit, so destroying the resource does what `on_destroy` says.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				Computed:            true,
				MarkdownDescription: "`developer_id/CURRENCY`.",
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"organization": schema.StringAttribute{
				Computed:            true,
				MarkdownDescription: "Apigee organization the limit was set in. The provider refuses to touch the limit while it is configured for another one.",
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"developer_id": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "Email of the developer; case does not matter. Changing it sets a limit for the other developer and does with this one what `on_destroy` says.",
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
				PlanModifiers:       []planmodifier.String{fwtypes.KeepEmail()},
			},
			"currency": schema.StringAttribute{
				Required: true, CustomType: fwtypes.CurrencyType{},
				MarkdownDescription: "Currency of the limit, one of the organization's supported currencies, such as `USD`; case does not matter. Changing it sets a limit in the other currency and does with this one what `on_destroy` says.",
				PlanModifiers:       []planmodifier.String{fwtypes.KeepCurrency()},
			},
			"amount": schema.StringAttribute{
				Required: true, CustomType: fwtypes.DecimalType{},
				MarkdownDescription: "The limit, in units of `currency`, with at most four decimals; not negative. Changing it sets the new limit at once.",
				Validators:          []validator.String{fwtypes.DecimalAtLeast("0"), fwtypes.DecimalScale(4)},
				PlanModifiers:       []planmodifier.String{fwtypes.KeepDecimal()},
			},
			"on_destroy": schema.StringAttribute{
				Optional: true, Computed: true, Default: stringdefault.StaticString(retain),
				MarkdownDescription: "What destroying or replacing the resource does with the limit. `retain` (default): it stays in force, with a warning. " +
					"`zero`: it is set to 0, which may block the developer. `currency_default`: it is set to the credit limit of the supported currency. " +
					"The value that was last applied counts. Changing it alone sends no request.",
				Validators: []validator.String{fwtypes.OneOf(retain, zero, currencyDefault)},
			},
			"usage": schema.StringAttribute{
				Computed: true, CustomType: fwtypes.DecimalType{},
				MarkdownDescription: "How much of the limit is used, in units of `currency`, when it was last read. It moves by itself and never causes a change.",
			},
		},
	}
}

// importID is split at the last slash: the id of a company may hold one.
var importID = fwkit.ImportID{Names: []string{"developer_id", "currency"}, Example: "dev@example.com/USD"}

func identitySchema() identityschema.Schema {
	return identityschema.Schema{
		Attributes: map[string]identityschema.Attribute{
			"organization": identityschema.StringAttribute{OptionalForImport: true, Description: "Apigee organization; the provider's when left out."},
			"developer_id": identityschema.StringAttribute{RequiredForImport: true, Description: "Email of the developer."},
			"currency":     identityschema.StringAttribute{RequiredForImport: true, Description: "Currency of the limit, such as USD."},
		},
	}
}
