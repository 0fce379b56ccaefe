package adjustment

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	dsschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

var (
	billingTypes     = []string{"PREPAID", "POSTPAID", "BOTH"}
	transactionTypes = []string{"PURCHASE", "CHARGE", "REFUND", "CREDIT", "BALANCE", "SETUPFEES", "TERMINATIONFEES", "TRUEUPS"}
)

// Descriptions that the resource and the data sources share.
const (
	aboutID        = "Id of the adjustment, made by the service."
	aboutFactor    = "Percentage added to the bill, -100 to 999.9999 with at most four decimals; a negative one lowers the bill."
	aboutMonth     = "Month billed, 1 (January) to 12 (December)."
	aboutYear      = "Year billed, in four digits."
	aboutPublished = "Whether the adjustment is published."
)

// scopes are the optional dimensions of what is billed.
var scopes = []struct{ name, about string }{
	{"developer_billing_type", "Billing type of the developers whose bills are adjusted: `PREPAID`, `POSTPAID` or `BOTH`."},
	{"transaction_type", "Kind of transaction that is adjusted, such as `CHARGE` or `PURCHASE`."},
	{"monetization_package_id", "Id of the one monetization package that is adjusted."},
	{"product_id", "Name of the one API product that is adjusted."},
	{"developer_id", "Email, or UUID, of the one developer whose bill is adjusted."},
}

func resourceSchema() schema.Schema {
	replaces := " Changing it deletes the adjustment and makes another one."
	attributes := map[string]schema.Attribute{
		"id": schema.StringAttribute{
			Computed: true, MarkdownDescription: aboutID,
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
		},
		"organization": schema.StringAttribute{
			Computed:            true,
			MarkdownDescription: "Apigee organization the adjustment belongs to. The provider refuses to touch it while it is configured for another one.",
			PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
		},
		"name": schema.StringAttribute{
			Required:            true,
			MarkdownDescription: "Text printed on the billing document. Together with the month and the scope it tells adjustments apart, so give each its own. Changing it renames the adjustment.",
			Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"adjustment_percentage_factor": schema.StringAttribute{
			Required: true, CustomType: fwtypes.DecimalType{},
			MarkdownDescription: aboutFactor + " Changing it updates the adjustment.",
			Validators:          []validator.String{fwtypes.DecimalBetween("-100", "999.9999"), fwtypes.DecimalScale(4)},
			PlanModifiers:       []planmodifier.String{fwtypes.KeepDecimal()},
		},
		"billing_month": schema.Int64Attribute{
			Required: true, Validators: []validator.Int64{int64validator.Between(1, 12)},
			MarkdownDescription: aboutMonth + " The service adjusts months that are over and whose bills are not published yet." + replaces,
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
	for _, scope := range scopes {
		attribute := schema.StringAttribute{
			Optional:            true,
			MarkdownDescription: scope.about + " **When it is not set, all are adjusted.**" + replaces,
			Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
		}
		switch scope.name {
		case "developer_billing_type":
			attribute.Validators = []validator.String{fwtypes.OneOf(billingTypes...)}
		case "transaction_type":
			attribute.Validators = []validator.String{fwtypes.OneOf(transactionTypes...)}
			attribute.MarkdownDescription = fmt.Sprintf("Kind of transaction that is adjusted, one of %s. **When it is not set, all are adjusted.**%s", quoted(transactionTypes), replaces)
		}
		attributes[scope.name] = attribute
	}
	return schema.Schema{
		MarkdownDescription: "A percentage that raises or lowers the bills of one month, for all developers and transactions or for those that the scope arguments name. " +
			"The name and the percentage can be changed; everything else replaces the adjustment. It is created exactly once: one that exists already under the same name, month and scope is adopted if it is identical, and refused otherwise.",
		Attributes: attributes,
	}
}

func quoted(values []string) string {
	text := ""
	for i, value := range values {
		if i > 0 {
			text += ", "
		}
		text += "`" + value + "`"
	}
	return text
}

func identitySchema() identityschema.Schema {
	return identityschema.Schema{
		Attributes: map[string]identityschema.Attribute{
			"organization": identityschema.StringAttribute{OptionalForImport: true, Description: "Apigee organization; the provider's when left out."},
			"id":           identityschema.StringAttribute{RequiredForImport: true, Description: "Id of the adjustment."},
		},
	}
}

// dataSourceAttributes are those of one adjustment; only id differs between the
// two data sources.
func dataSourceAttributes(id dsschema.StringAttribute) map[string]dsschema.Attribute {
	attributes := map[string]dsschema.Attribute{
		"id":                           id,
		"organization":                 dsschema.StringAttribute{Computed: true, MarkdownDescription: "Apigee organization the adjustment belongs to."},
		"name":                         dsschema.StringAttribute{Computed: true, MarkdownDescription: "Text printed on the billing document."},
		"adjustment_percentage_factor": dsschema.StringAttribute{Computed: true, CustomType: fwtypes.DecimalType{}, MarkdownDescription: aboutFactor},
		"billing_month":                dsschema.Int64Attribute{Computed: true, MarkdownDescription: aboutMonth},
		"billing_year":                 dsschema.Int64Attribute{Computed: true, MarkdownDescription: aboutYear},
		"published":                    dsschema.BoolAttribute{Computed: true, MarkdownDescription: aboutPublished},
	}
	for _, scope := range scopes {
		attributes[scope.name] = dsschema.StringAttribute{Computed: true, MarkdownDescription: scope.about + " Null when all are adjusted."}
	}
	return attributes
}
