package currency

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// What status can say (contract: apigee-neighbours 3).
const (
	active   = "ACTIVE"
	inactive = "INACTIVE"
)

const (
	aboutID           = "Id of the currency: its code in lower case."
	aboutOrganization = "Apigee organization of the currency."
	aboutCode         = "ISO 4217 code such as `USD`, or the name of a virtual currency, in any case."
	aboutDisplayName  = "Name that people see."
	aboutDescription  = "Description of the currency."
	aboutStatus       = "`ACTIVE` or `INACTIVE`."
	aboutVirtual      = "Whether the currency is points rather than money."
	aboutCreditLimit  = "Limit of postpaid developers who have none of their own, in units of the currency."
	aboutTopUp        = "The least that a prepaid developer may add to a balance, in units of the currency."
	replaces          = " Changing it replaces the currency."
)

func resourceSchema() schema.Schema {
	amount := func(about string) schema.StringAttribute {
		return schema.StringAttribute{
			Optional: true, CustomType: fwtypes.DecimalType{}, MarkdownDescription: about + " At least 0, with at most four decimals. Without it there is none.",
			Validators:    []validator.String{fwtypes.DecimalAtLeast("0"), fwtypes.DecimalScale(4)},
			PlanModifiers: []planmodifier.String{fwtypes.KeepDecimal()},
		}
	}
	return schema.Schema{
		MarkdownDescription: "A currency in which the organization does business, with the credit limit that postpaid developers have by default.\n\n" +
			"~> A `credit_limit` of 0 and none are not the same. Which of the two blocks developers is the service's to say, and not documented: try it with one developer first.",
		Attributes: map[string]schema.Attribute{
			"id":           fwkit.FixedText(aboutID),
			"organization": fwkit.FixedText(aboutOrganization),
			"code": schema.StringAttribute{
				Required: true, CustomType: fwtypes.CurrencyType{}, MarkdownDescription: aboutCode + replaces,
				PlanModifiers: []planmodifier.String{fwtypes.KeepCurrency()},
			},
			"display_name": fwkit.RequiredName(aboutDisplayName),
			"description":  fwkit.RequiredText(aboutDescription),
			"status": schema.StringAttribute{
				Optional: true, Computed: true, Default: stringdefault.StaticString(active), MarkdownDescription: "`ACTIVE` (default) or `INACTIVE`.",
				Validators: []validator.String{fwtypes.OneOf(active, inactive)},
			},
			"virtual": schema.BoolAttribute{
				Optional: true, Computed: true, Default: booldefault.StaticBool(false), MarkdownDescription: aboutVirtual + " Default: `false`." + replaces,
			},
			"credit_limit":   amount(aboutCreditLimit),
			"minimum_top_up": amount(aboutTopUp),
		},
	}
}
