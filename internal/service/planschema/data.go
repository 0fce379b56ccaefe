package planschema

import (
	"context"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	resourceschema "github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// Data is a plan that was looked up. It has the attributes of the resource, so that it can feed a
// new one, but currencies and dates as plain text: what the service answers need not have the form
// that people must write.
type Data struct {
	Fields
	Currency  types.String `tfsdk:"currency"`
	StartDate types.String `tfsdk:"start_date"`
	EndDate   types.String `tfsdk:"end_date"`
	State     types.String `tfsdk:"state"`
	Details   []detailData `tfsdk:"rate_plan_details"`
}

// detailData is a detail of a plan that was looked up.
type detailData struct {
	DetailFields
	Currency types.String `tfsdk:"currency"`
}

// LookUp is the plan as data sources show it at a point in time.
func LookUp(ctx context.Context, organization string, p apigee.RatePlan, now time.Time) (Data, diag.Diagnostics) {
	data := Data{
		Fields:    flattenFields(organization, p),
		Currency:  upper(currency(string(p.Currency))),
		StartDate: PlainDate(p.StartDate),
		EndDate:   PlainDate(string(p.EndDate)),
		State:     types.StringValue(State(p, now)),
	}
	details, diags := flattenDetails(ctx, p)
	data.Details = each(details, func(d Detail) detailData { return detailData{d.DetailFields, upper(d.Currency)} })
	return data, diags
}

// LookUpAll is [LookUp] of many.
func LookUpAll(ctx context.Context, organization string, plans []apigee.RatePlan, now time.Time) ([]Data, diag.Diagnostics) {
	var diags diag.Diagnostics
	all := each(plans, func(p apigee.RatePlan) Data {
		data, more := LookUp(ctx, organization, p, now)
		diags.Append(more...)
		return data
	})
	return all, diags
}

// PlainDate is a date in the spelling that the resource shows.
func PlainDate(wire string) types.String {
	return types.StringPointerValue(Date(wire).ValueStringPointer())
}

func upper(code fwtypes.Currency) types.String { return Text(strings.ToUpper(code.ValueString())) }

// DataAttributes are the attributes of a plan that was looked up.
func DataAttributes() map[string]schema.Attribute {
	attributes := computed(ResourceAttributes(), planTexts)
	attributes["state"] = schema.StringAttribute{Computed: true, MarkdownDescription: "`draft`, `future`, `active` or `expired`, in the organization's time zone."}
	return attributes
}

// DataList is a list of plans that were looked up.
func DataList(description string) schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		Computed: true, MarkdownDescription: description,
		NestedObject: schema.NestedAttributeObject{Attributes: DataAttributes()},
	}
}

// computed makes attributes to be answered of those of the resource. Types that take every answer
// are kept.
func computed(attributes map[string]resourceschema.Attribute, texts map[string]string) map[string]schema.Attribute {
	answered := make(map[string]schema.Attribute, len(attributes))
	for name, attribute := range attributes {
		switch a := attribute.(type) {
		case resourceschema.BoolAttribute:
			answered[name] = schema.BoolAttribute{Computed: true, MarkdownDescription: texts[name]}
		case resourceschema.Int64Attribute:
			answered[name] = schema.Int64Attribute{Computed: true, MarkdownDescription: texts[name]}
		case resourceschema.StringAttribute:
			text := schema.StringAttribute{Computed: true, MarkdownDescription: texts[name]}
			switch a.CustomType.(type) {
			case fwtypes.DecimalType, fwtypes.NameType, fwtypes.TextType:
				text.CustomType = a.CustomType
			}
			answered[name] = text
		case resourceschema.ListNestedAttribute:
			inner := detailTexts
			if name == RatesName {
				inner = rateTexts
			}
			answered[name] = schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: texts[name],
				NestedObject: schema.NestedAttributeObject{Attributes: computed(a.NestedObject.Attributes, inner)},
			}
		}
	}
	return answered
}
