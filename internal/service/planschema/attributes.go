package planschema

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// feeScale is what the service allows for fees, and for rates unless the organization's
// MINT.RATE_DECIMAL_PLACES says otherwise; rateScale leaves room for that (contract: apigee-mint
// 1.4).
const (
	feeScale  = 4
	rateScale = 10
)

const replaces = " Changing it replaces a draft."

// ResourceAttributes are the attributes of a plan that is managed. Arguments without a default are
// not computed: what is left out of a plan is null. Only end_date is, since a revision ends its
// parent.
func ResourceAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":                      madeByService("id"),
		"organization":            madeByService("organization"),
		"monetization_package_id": requiredText("monetization_package_id", fwtypes.NotEmpty()),
		"name":                    requiredName("name", replaces),
		"display_name":            requiredName("display_name", ""),
		"description": schema.StringAttribute{
			Optional: true, CustomType: fwtypes.TextType{},
			MarkdownDescription: planTexts["description"],
			Validators:          []validator.String{fwtypes.NotEmpty()},
			PlanModifiers:       []planmodifier.String{fwtypes.KeepText()},
		},
		"type":                  choice(planTexts, "type", Standard),
		"developer_id":          optionalText(planTexts, "developer_id"),
		"developer_category_id": optionalText(planTexts, "developer_category_id"),
		"currency": schema.StringAttribute{
			Required: true, CustomType: fwtypes.CurrencyType{},
			MarkdownDescription: planTexts["currency"],
			PlanModifiers:       []planmodifier.String{fwtypes.KeepCurrency()},
		},
		"start_date": schema.StringAttribute{
			Required: true, CustomType: fwtypes.DateTimeType{},
			MarkdownDescription: planTexts["start_date"],
			PlanModifiers:       []planmodifier.String{fwtypes.KeepDateTime()},
		},
		"end_date": schema.StringAttribute{
			Optional: true, Computed: true, CustomType: fwtypes.DateTimeType{},
			MarkdownDescription: planTexts["end_date"] + " Once published, it can be set once.",
			PlanModifiers:       []planmodifier.String{fwtypes.KeepDateTime()},
		},
		"private":                  yesNo("private"),
		"published":                yesNo("published"),
		"advance":                  yesNo("advance"),
		"prorate":                  yesNo("prorate"),
		"set_up_fee":               withDefault(fee("set_up_fee"), "0"),
		"recurring_fee":            fee("recurring_fee"),
		"recurring_type":           choice(planTexts, "recurring_type", Calendar),
		"recurring_start_unit":     startUnit(),
		"early_termination_fee":    fee("early_termination_fee"),
		"frequency_duration":       number(planTexts, "frequency_duration", 1),
		"frequency_duration_type":  durationType(planTexts, "frequency_duration_type"),
		"contract_duration":        number(planTexts, "contract_duration", 1),
		"contract_duration_type":   durationType(planTexts, "contract_duration_type"),
		"freemium_unit":            freemiumUnit(planTexts),
		"freemium_duration":        number(planTexts, "freemium_duration", 0),
		"freemium_duration_type":   durationType(planTexts, "freemium_duration_type"),
		"payment_due_days":         number(planTexts, "payment_due_days", 0),
		"parent_rate_plan_id":      optionalText(planTexts, "parent_rate_plan_id"),
		"keep_original_start_date": yesNo("keep_original_start_date"),
		DetailsName: schema.ListNestedAttribute{
			Optional: true, Computed: true, Default: listdefault.StaticValue(none(DetailType())),
			MarkdownDescription: planTexts[DetailsName],
			NestedObject:        detailAttributes(),
			Validators:          []validator.List{listvalidator.NoNullValues()},
		},
	}
}

// detailAttributes has no required attribute: the framework would refuse a detail that is not known
// yet.
func detailAttributes() schema.NestedAttributeObject {
	return schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
		"type":                  choice(detailTexts, "type", RateCard),
		"metering_type":         choice(detailTexts, "metering_type", Unit),
		"rating_parameter":      choice(detailTexts, "rating_parameter", Volume),
		"rating_parameter_unit": optionalText(detailTexts, "rating_parameter_unit"),
		"revenue_type":          optionalText(detailTexts, "revenue_type"),
		"product_id":            optionalText(detailTexts, "product_id"),
		"currency": schema.StringAttribute{
			Optional: true, CustomType: fwtypes.CurrencyType{},
			MarkdownDescription: detailTexts["currency"],
			PlanModifiers:       []planmodifier.String{fwtypes.KeepCurrency()},
		},
		"duration":                    number(detailTexts, "duration", 1),
		"duration_type":               durationType(detailTexts, "duration_type"),
		"aggregate_freemium_counters": aggregate("aggregate_freemium_counters"),
		"aggregate_standard_counters": aggregate("aggregate_standard_counters"),
		"aggregate_transactions":      aggregate("aggregate_transactions"),
		"freemium_unit":               freemiumUnit(detailTexts),
		"freemium_duration":           number(detailTexts, "freemium_duration", 0),
		"freemium_duration_type":      durationType(detailTexts, "freemium_duration_type"),
		"payment_due_days":            number(detailTexts, "payment_due_days", 0),
		RatesName: schema.ListNestedAttribute{
			Optional: true, Computed: true, Default: listdefault.StaticValue(none(RateType())),
			MarkdownDescription: detailTexts[RatesName],
			NestedObject:        rateAttributes(),
			Validators:          []validator.List{listvalidator.NoNullValues()},
		},
	}}
}

func rateAttributes() schema.NestedAttributeObject {
	return schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
		"type":       choice(rateTexts, "type", RateCard),
		"rate":       amount(rateTexts["rate"], rateScale, fwtypes.DecimalAtLeast("0")),
		"revshare":   amount(rateTexts["revshare"], rateScale, fwtypes.DecimalBetween("0", "100")),
		"start_unit": withDefault(amount(rateTexts["start_unit"], rateScale, fwtypes.DecimalAtLeast("0")), "0"),
		"end_unit":   amount(rateTexts["end_unit"], rateScale, fwtypes.DecimalPositive()),
	}}
}

func none(element attr.Type) types.List { return types.ListValueMust(element, []attr.Value{}) }

func madeByService(name string) schema.StringAttribute {
	return schema.StringAttribute{
		Computed:            true,
		MarkdownDescription: planTexts[name],
		PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
	}
}

func requiredText(name string, v validator.String) schema.StringAttribute {
	return schema.StringAttribute{Required: true, MarkdownDescription: planTexts[name] + replaces, Validators: []validator.String{v}}
}

func requiredName(name, more string) schema.StringAttribute {
	return schema.StringAttribute{
		Required: true, CustomType: fwtypes.NameType{},
		MarkdownDescription: planTexts[name] + more,
		Validators:          []validator.String{fwtypes.ValidName()},
		PlanModifiers:       []planmodifier.String{fwtypes.KeepNameSpelling()},
	}
}

func optionalText(texts map[string]string, name string) schema.StringAttribute {
	return schema.StringAttribute{Optional: true, MarkdownDescription: texts[name], Validators: []validator.String{fwtypes.NotEmpty()}}
}

func durationType(texts map[string]string, name string) schema.StringAttribute {
	return schema.StringAttribute{Optional: true, MarkdownDescription: texts[name], Validators: []validator.String{fwtypes.OneOf(DurationTypes...)}}
}

// choice is one of the values that the resource knows. Others are not refused, since a service may
// know more; see the resource's rules.
func choice(texts map[string]string, name, byDefault string) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, Computed: true, Default: stringdefault.StaticString(byDefault),
		MarkdownDescription: texts[name] + " Default `" + byDefault + "`.",
		Validators:          []validator.String{fwtypes.NotEmpty()},
	}
}

func yesNo(name string) schema.BoolAttribute {
	return schema.BoolAttribute{
		Optional: true, Computed: true, Default: booldefault.StaticBool(false),
		MarkdownDescription: planTexts[name] + " Default `false`.",
	}
}

func aggregate(name string) schema.BoolAttribute {
	return schema.BoolAttribute{
		Optional: true, Computed: true, Default: booldefault.StaticBool(true),
		MarkdownDescription: detailTexts[name] + " Default `true`.",
	}
}

func number(texts map[string]string, name string, least int64) schema.Int64Attribute {
	return schema.Int64Attribute{Optional: true, MarkdownDescription: texts[name], Validators: []validator.Int64{int64validator.AtLeast(least)}}
}

func startUnit() schema.Int64Attribute {
	return schema.Int64Attribute{
		Optional: true, Computed: true, Default: int64default.StaticInt64(1),
		MarkdownDescription: planTexts["recurring_start_unit"] + " Default `1`.",
		Validators:          []validator.Int64{int64validator.Between(0, 31)},
	}
}

func fee(name string) schema.StringAttribute {
	return amount(planTexts[name], feeScale, fwtypes.DecimalAtLeast("0"))
}

func freemiumUnit(texts map[string]string) schema.StringAttribute {
	return amount(texts["freemium_unit"], 0, fwtypes.DecimalAtLeast("0"))
}

func amount(text string, scale int32, limits validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, CustomType: fwtypes.DecimalType{},
		MarkdownDescription: text,
		Validators:          []validator.String{limits, fwtypes.DecimalScale(scale)},
		PlanModifiers:       []planmodifier.String{fwtypes.KeepDecimal()},
	}
}

func withDefault(a schema.StringAttribute, byDefault string) schema.StringAttribute {
	a.Computed, a.Default = true, stringdefault.StaticString(byDefault)
	a.MarkdownDescription += " Default `" + byDefault + "`."
	return a
}
