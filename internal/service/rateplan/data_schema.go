package rateplan

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	resourceschema "github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// planData is a plan that was looked up. It has the attributes of the resource, so that it
// can feed a new one, but currencies and dates as plain text: what the service answers need
// not have the form that people must write.
type planData struct {
	planFields
	Currency  types.String `tfsdk:"currency"`
	StartDate types.String `tfsdk:"start_date"`
	EndDate   types.String `tfsdk:"end_date"`
	Details   []detailData `tfsdk:"rate_plan_details"`
}

type detailData struct {
	detailFields
	Currency types.String `tfsdk:"currency"`
}

// lookedUp is the plan as data sources show it. The order in which the service sends rates
// means nothing, so they are sorted by kind and start.
func lookedUp(ctx context.Context, organization string, p apigee.RatePlan) (planData, diag.Diagnostics) {
	var diags diag.Diagnostics
	p = p.InOrderOf(apigee.RatePlan{})
	data := planData{
		planFields: flattenFields(organization, p),
		Currency:   upper(p.Currency),
		StartDate:  plainDate(p.StartDate),
		EndDate:    plainDate(p.EndDate),
		Details:    make([]detailData, 0, len(p.Details)),
	}
	for _, d := range p.Details {
		fields, more := flattenDetail(ctx, d)
		diags.Append(more...)
		data.Details = append(data.Details, detailData{detailFields: fields, Currency: upper(d.Currency)})
	}
	return data, diags
}

func allLookedUp(ctx context.Context, organization string, plans []apigee.RatePlan) ([]planData, diag.Diagnostics) {
	var diags diag.Diagnostics
	data := make([]planData, 0, len(plans))
	for _, p := range plans {
		d, more := lookedUp(ctx, organization, p)
		diags.Append(more...)
		data = append(data, d)
	}
	return data, diags
}

// plainDate is a date in the spelling that the resource shows.
func plainDate(wire string) types.String { return date(wire).StringValue }

// planAttributes are the attributes of a plan that was looked up.
func planAttributes() map[string]schema.Attribute {
	return computed(resourceSchema().Attributes, planTexts)
}

// computed makes attributes to be answered of those of the resource. Decimals keep their
// type, which any number fits.
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
			if _, ok := a.CustomType.(fwtypes.DecimalType); ok {
				text.CustomType = a.CustomType
			}
			answered[name] = text
		case resourceschema.ListNestedAttribute:
			inner := detailTexts
			if name == ratesName {
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

func plansAttribute(description string) schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		Computed: true, MarkdownDescription: description,
		NestedObject: schema.NestedAttributeObject{Attributes: planAttributes()},
	}
}

func argument(description string) schema.StringAttribute {
	return schema.StringAttribute{Required: true, MarkdownDescription: description, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}}
}

func developerArgument() schema.StringAttribute {
	return argument("Email or UUID of the developer, or name of the company.")
}

func optionalArgument(description string) schema.StringAttribute {
	return schema.StringAttribute{Optional: true, Computed: true, MarkdownDescription: description, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}}
}

func filterArgument(description string) schema.BoolAttribute {
	return schema.BoolAttribute{Optional: true, Computed: true, MarkdownDescription: description}
}

// orElse is a filter's value, or what it stands for where it is left out.
func orElse(v types.Bool, byDefault bool) types.Bool {
	if v.IsNull() {
		return types.BoolValue(byDefault)
	}
	return v
}
