package rateplan

import (
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

var ratedDecimals = " At most " + strconv.Itoa(rateScale) + " decimals."

func detailAttributes() schema.NestedAttributeObject {
	return schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
		// Not required: the framework refuses a detail that is not known yet where it has a
		// required attribute.
		"type":          choice(detailTexts, "type", rateCard, rateCard, revShare, revShareRateCard, usageTarget),
		"metering_type": choice(detailTexts, "metering_type", unit, unit, volume, stairStep, devSpecific),
		"rating_parameter": schema.StringAttribute{
			Optional: true, Computed: true, Default: stringdefault.StaticString(volume),
			MarkdownDescription: detailTexts["rating_parameter"] + " Default `" + volume + "`.",
			Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"rating_parameter_unit": optionalText(detailTexts, "rating_parameter_unit"),
		"revenue_type": schema.StringAttribute{
			Optional: true, Computed: true,
			MarkdownDescription: detailTexts["revenue_type"] + noDefault,
			Validators:          []validator.String{fwtypes.OneOf(gross, net)},
		},
		"product_id": optionalText(detailTexts, "product_id"),
		"currency": schema.StringAttribute{
			Optional: true, Computed: true, CustomType: fwtypes.CurrencyType{},
			MarkdownDescription: detailTexts["currency"] + " Default: that of the plan.",
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
		"rates": schema.ListNestedAttribute{
			Optional: true, Computed: true, Default: listdefault.StaticValue(none(rateType())),
			MarkdownDescription: detailTexts["rates"] + " For each kind of rate the first band starts at 0, each of the others where one ends, and only the last may be without end. The order means nothing.",
			NestedObject:        rateAttributes(),
			Validators:          []validator.List{listvalidator.NoNullValues()},
		},
	}}
}

func rateAttributes() schema.NestedAttributeObject {
	return schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
		"type": choice(rateTexts, "type", rateCard, rateCard, revShare),
		"rate": schema.StringAttribute{
			Optional: true, CustomType: fwtypes.DecimalType{},
			MarkdownDescription: rateTexts["rate"] + ratedDecimals + " The service allows four, unless the organization's `MINT.RATE_DECIMAL_PLACES` says otherwise.",
			Validators:          []validator.String{fwtypes.DecimalAtLeast("0"), fwtypes.DecimalScale(rateScale)},
			PlanModifiers:       []planmodifier.String{fwtypes.KeepDecimal()},
		},
		"revshare": schema.StringAttribute{
			Optional: true, CustomType: fwtypes.DecimalType{},
			MarkdownDescription: rateTexts["revshare"] + " 0 to 100." + ratedDecimals,
			Validators:          []validator.String{fwtypes.DecimalBetween("0", "100"), fwtypes.DecimalScale(rateScale)},
			PlanModifiers:       []planmodifier.String{fwtypes.KeepDecimal()},
		},
		"start_unit": schema.StringAttribute{
			Optional: true, Computed: true, CustomType: fwtypes.DecimalType{}, Default: stringdefault.StaticString("0"),
			MarkdownDescription: rateTexts["start_unit"] + " Default `0`." + ratedDecimals,
			Validators:          []validator.String{fwtypes.DecimalAtLeast("0"), fwtypes.DecimalScale(rateScale)},
			PlanModifiers:       []planmodifier.String{fwtypes.KeepDecimal()},
		},
		"end_unit": schema.StringAttribute{
			Optional: true, CustomType: fwtypes.DecimalType{},
			MarkdownDescription: rateTexts["end_unit"] + ratedDecimals,
			Validators:          []validator.String{fwtypes.DecimalPositive(), fwtypes.DecimalScale(rateScale)},
			PlanModifiers:       []planmodifier.String{fwtypes.KeepDecimal()},
		},
	}}
}

func aggregate(name string) schema.BoolAttribute {
	return schema.BoolAttribute{
		Optional: true, Computed: true, Default: booldefault.StaticBool(true),
		MarkdownDescription: detailTexts[name] + " Default `true`.",
	}
}
