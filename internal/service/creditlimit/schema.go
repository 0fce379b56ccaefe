package creditlimit

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// Descriptions that the resource and the data sources share.
const (
	aboutDeveloper = "Email or UUID of the developer. The case of an email does not matter."
	aboutCurrency  = "Supported currency of the organization, such as `USD`, in any case."
	aboutAmount    = "The limit, in units of `currency`."
	aboutUsage     = "How much of the limit is used, in units of `currency`."
	replaces       = " Changing it replaces the resource."
)

func resourceSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "How much a postpaid developer may spend in one currency before being blocked.\n\n" +
			"~> **Creating this resource replaces the limit that stood before**, with a warning that names it. Import an existing limit to see the change in the plan first.\n\n" +
			"~> **The service cannot delete a limit.** Destroying the resource does what `on_destroy` says, as last applied: " +
			"`retain` leaves the limit in force, `zero` sets it to 0, which may block the developer, and `currency_default` sets it to the `credit_limit` of the supported currency.",
		Attributes: map[string]schema.Attribute{
			"id":           fwkit.FixedText("`developer_id/CURRENCY`."),
			"organization": fwkit.FixedText("Apigee organization of the developer."),
			"developer_id": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: aboutDeveloper + replaces,
				Validators:          []validator.String{fwtypes.ValidName()},
				PlanModifiers:       []planmodifier.String{fwtypes.KeepEmail()},
			},
			"currency": schema.StringAttribute{
				Required: true, CustomType: fwtypes.CurrencyType{},
				MarkdownDescription: aboutCurrency + replaces,
				PlanModifiers:       []planmodifier.String{fwtypes.KeepCurrency()},
			},
			"amount": schema.StringAttribute{
				Required: true, CustomType: fwtypes.DecimalType{},
				MarkdownDescription: "The limit in units of `currency`, at least 0, with at most four decimals.",
				Validators:          []validator.String{fwtypes.DecimalAtLeast("0"), fwtypes.DecimalScale(4)},
				PlanModifiers:       []planmodifier.String{fwtypes.KeepDecimal()},
			},
			"on_destroy": schema.StringAttribute{
				Optional: true, Computed: true, Default: stringdefault.StaticString(retain),
				MarkdownDescription: "What destroying does with the limit: `retain` (default), `zero` or `currency_default`.",
				Validators:          []validator.String{fwtypes.OneOf(retain, zero, currencyDefault)},
			},
			"usage": schema.StringAttribute{
				Computed: true, CustomType: fwtypes.DecimalType{},
				MarkdownDescription: aboutUsage + " It never causes a change.",
			},
		},
	}
}

// importID is split at the last slash: the id of a company may hold one.
var importID = fwkit.ImportID{Names: []string{"developer_id", "currency"}, Example: "dev@example.com/USD"}

func identitySchema() identityschema.Schema {
	return identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"organization": identityschema.StringAttribute{OptionalForImport: true, Description: "Apigee organization; the provider's when left out."},
		"developer_id": identityschema.StringAttribute{RequiredForImport: true, Description: "Email of the developer."},
		"currency":     identityschema.StringAttribute{RequiredForImport: true, Description: "Currency of the limit, such as USD."},
	}}
}
