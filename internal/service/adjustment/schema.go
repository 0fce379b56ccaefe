package adjustment

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	dsschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

var (
	billingTypes     = []string{"PREPAID", "POSTPAID", "BOTH"}
	transactionTypes = []string{"PURCHASE", "CHARGE", "REFUND", "CREDIT", "BALANCE", "SETUPFEES", "TERMINATIONFEES", "TRUEUPS"}
)

// Descriptions that the resource, the list and the data sources share.
const (
	aboutID        = "Id of the adjustment, assigned by the service."
	aboutFactor    = "Percentage added to the bill, -100 to 999.9999; negative lowers it."
	aboutMonth     = "Month billed, 1 (January) to 12 (December)."
	aboutYear      = "Year billed, in four digits."
	aboutName      = "Text printed on the billing document."
	aboutPublished = "Whether the adjustment is published."
	aboutOwner     = "Apigee organization of the adjustment."
	onlyMonth      = "Only adjustments of this month, 1 (January) to 12 (December). Default: all months."
	onlyYear       = "Only adjustments of this year, in four digits. Default: all years."
	replaces       = " Changing it replaces the adjustment."
)

// scopes are the arguments that limit what is adjusted; all of it where none is set.
var scopes = []struct {
	name, about string
	validator   validator.String
}{
	{"developer_billing_type", "Adjusts only developers of this billing type: `PREPAID`, `POSTPAID` or `BOTH`.", fwtypes.OneOfOrOther(billingTypes...)},
	{"transaction_type", "Adjusts only transactions of this type: " + quoted(transactionTypes) + ".", fwtypes.OneOfOrOther(transactionTypes...)},
	{"monetization_package_id", "Adjusts only this monetization package.", fwtypes.NotEmpty()},
	{"product_id", "Adjusts only this API product, given by name.", fwtypes.NotEmpty()},
	{"developer_id", "Adjusts only this developer, given by email or UUID.", fwtypes.ValidName()},
}

func resourceSchema() schema.Schema {
	attributes := map[string]schema.Attribute{
		"id":           fwkit.FixedText(aboutID),
		"organization": fwkit.FixedText(aboutOwner),
		"name":         fwkit.RequiredName(aboutName + " Must be unique within its month and scope."),
		"adjustment_percentage_factor": schema.StringAttribute{
			Required: true, CustomType: fwtypes.DecimalType{},
			MarkdownDescription: aboutFactor + " At most four decimals.",
			Validators:          []validator.String{fwtypes.DecimalBetween("-100", "999.9999"), fwtypes.DecimalScale(4)},
			PlanModifiers:       []planmodifier.String{fwtypes.KeepDecimal()},
		},
		"billing_month": schema.Int64Attribute{
			Required: true, Validators: []validator.Int64{int64validator.Between(1, 12)},
			MarkdownDescription: aboutMonth + replaces,
		},
		"billing_year": schema.Int64Attribute{
			Required: true, Validators: []validator.Int64{int64validator.Between(1000, 9999)},
			MarkdownDescription: aboutYear + replaces,
		},
		"published": schema.BoolAttribute{
			Optional: true, Computed: true, Default: booldefault.StaticBool(false),
			MarkdownDescription: aboutPublished + " Default false." + replaces,
		},
	}
	for _, s := range scopes {
		attributes[s.name] = schema.StringAttribute{Optional: true, MarkdownDescription: s.about + replaces, Validators: []validator.String{s.validator}}
	}
	return schema.Schema{
		MarkdownDescription: "A percentage that raises or lowers the bills of one month.\n\n" +
			"~> **What is left out is not limited.** Without `developer_id`, `product_id`, `monetization_package_id`, `transaction_type` and `developer_billing_type`, all bills of the month are adjusted. " +
			"The creation of an adjustment is not planned while one of them is not known yet.\n\n" +
			"~> **Only complete months can be adjusted**, and only before their bills are published. The service may refuse to change or delete an adjustment later.",
		Attributes: attributes,
	}
}

func quoted(values []string) string { return "`" + strings.Join(values, "`, `") + "`" }

// dataSourceAttributes are those of one adjustment; only id differs between the two data sources.
func dataSourceAttributes(id dsschema.StringAttribute) map[string]dsschema.Attribute {
	attributes := map[string]dsschema.Attribute{
		"id":                           id,
		"organization":                 dsschema.StringAttribute{Computed: true, MarkdownDescription: aboutOwner},
		"name":                         dsschema.StringAttribute{Computed: true, CustomType: fwtypes.NameType{}, MarkdownDescription: aboutName},
		"adjustment_percentage_factor": dsschema.StringAttribute{Computed: true, CustomType: fwtypes.DecimalType{}, MarkdownDescription: aboutFactor},
		"billing_month":                dsschema.Int64Attribute{Computed: true, MarkdownDescription: aboutMonth},
		"billing_year":                 dsschema.Int64Attribute{Computed: true, MarkdownDescription: aboutYear},
		"published":                    dsschema.BoolAttribute{Computed: true, MarkdownDescription: aboutPublished},
	}
	for _, s := range scopes {
		attributes[s.name] = dsschema.StringAttribute{Computed: true, MarkdownDescription: s.about + " Null: not limited by it."}
	}
	return attributes
}
