package rateplan

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
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

const (
	// feeScale is what the service allows for fees, and for rates unless the
	// organization's MINT.RATE_DECIMAL_PLACES says otherwise; rateScale leaves room for that
	// (contract: apigee-mint 1.4).
	feeScale  = 4
	rateScale = 10

	replaces  = " Changing it replaces a draft; it cannot be changed once the plan is published."
	draftOnly = " Changing it updates a draft; it cannot be changed once the plan is published."
	noDefault = " Left out, a draft has none, and a published plan keeps what it was published with."
)

func resourceSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A rate plan: the price list of a monetization package, for everybody, for one developer or for a category of them.\n\n" +
			"A plan is a draft until `published` is true; a draft can be changed at will and is deleted when the resource is destroyed. Publishing is final: " +
			"of a published plan nothing can change but an `end_date` that was not set, so the provider refuses any other change while planning, and any replacement, because the name stays taken. " +
			"To change the prices of a published plan, add a revision: another `mint_rate_plan` with a later `start_date` and this one as `parent_rate_plan_id`. " +
			"Destroying a published plan sets its end, to today or to its start if that is later; one that has an end already is left as it is.\n\n" +
			"Details and rates stay in the order of the configuration. What is left out of the configuration of a published plan is what the service says.",
		Attributes: map[string]schema.Attribute{
			"id":                      madeByService("id", ""),
			"organization":            madeByService("organization", " The provider refuses to touch the plan while it is configured for another one."),
			"monetization_package_id": requiredText("monetization_package_id", replaces),
			"name":                    requiredText("name", replaces+" The name of a published plan can never be used again in its package."),
			"display_name":            requiredText("display_name", draftOnly),
			"description":             optionalText(planTexts, "description"),
			"type":                    choice(planTexts, "type", standard, standard, developer, developerCategory),
			"developer_id":            optionalText(planTexts, "developer_id"),
			"developer_category_id":   optionalText(planTexts, "developer_category_id"),
			"currency": schema.StringAttribute{
				Required: true, CustomType: fwtypes.CurrencyType{},
				MarkdownDescription: planTexts["currency"] + " Case does not matter." + draftOnly,
				PlanModifiers:       []planmodifier.String{fwtypes.KeepCurrency()},
			},
			"start_date": schema.StringAttribute{
				Required: true, CustomType: fwtypes.DateTimeType{},
				MarkdownDescription: planTexts["start_date"] + draftOnly,
				PlanModifiers:       []planmodifier.String{fwtypes.KeepDateTime()},
			},
			"end_date": schema.StringAttribute{
				Optional: true, Computed: true, CustomType: fwtypes.DateTimeType{},
				MarkdownDescription: planTexts["end_date"] + " Left out, a draft has none, and of a published plan it is what the service says: a revision ends its parent. " +
					"On a published plan it can be set once, to today or later, and then no more.",
				PlanModifiers: []planmodifier.String{fwtypes.KeepDateTime()},
			},
			"private":   choiceOf("private", " Default `false`."),
			"published": choiceOf("published", " Default `false`. Setting it is final: from then on only a first `end_date` can change."),
			"advance":   choiceOf("advance", " Default `false`."),
			"prorate":   choiceOf("prorate", " Default `false`."),
			"set_up_fee": schema.StringAttribute{
				Optional: true, Computed: true, CustomType: fwtypes.DecimalType{}, Default: stringdefault.StaticString("0"),
				MarkdownDescription: planTexts["set_up_fee"] + " At most four decimals. Default `0`.",
				Validators:          []validator.String{fwtypes.DecimalAtLeast("0"), fwtypes.DecimalScale(feeScale)},
				PlanModifiers:       []planmodifier.String{fwtypes.KeepDecimal()},
			},
			"recurring_fee":  fee("recurring_fee"),
			"recurring_type": choice(planTexts, "recurring_type", calendar, calendar, custom),
			"recurring_start_unit": schema.Int64Attribute{
				Optional: true, Computed: true, Default: int64default.StaticInt64(1),
				MarkdownDescription: planTexts["recurring_start_unit"] + " 1 to 31, default `1`.",
				Validators:          []validator.Int64{int64validator.Between(1, 31)},
			},
			"early_termination_fee":    fee("early_termination_fee"),
			"frequency_duration":       number(planTexts, "frequency_duration", 1),
			"frequency_duration_type":  durationType(planTexts, "frequency_duration_type"),
			"contract_duration":        number(planTexts, "contract_duration", 1),
			"contract_duration_type":   durationType(planTexts, "contract_duration_type"),
			"freemium_unit":            freemiumUnit(planTexts),
			"freemium_duration":        number(planTexts, "freemium_duration", 0),
			"freemium_duration_type":   durationType(planTexts, "freemium_duration_type"),
			"payment_due_days":         number(planTexts, "payment_due_days", 0),
			"parent_rate_plan_id":      optionalText(planTexts, "parent_rate_plan_id", " The revision has to start later than its parent, and after its end if it has one; a parent without an end is ended when the revision starts."+replaces),
			"keep_original_start_date": choiceOf("keep_original_start_date", " Only for a revision. Default `false`."),
			"rate_plan_details": schema.ListNestedAttribute{
				Optional: true, Computed: true, Default: listdefault.StaticValue(none(detailType())),
				MarkdownDescription: planTexts["rate_plan_details"] + " The order means nothing. Default: none.",
				NestedObject:        detailAttributes(),
				Validators:          []validator.List{listvalidator.NoNullValues()},
			},
		},
	}
}

func identitySchema() identityschema.Schema {
	return identityschema.Schema{
		Attributes: map[string]identityschema.Attribute{
			"organization":            identityschema.StringAttribute{OptionalForImport: true, Description: "Apigee organization; the provider's when left out."},
			"monetization_package_id": identityschema.StringAttribute{RequiredForImport: true, Description: "Id of the monetization package."},
			"id":                      identityschema.StringAttribute{RequiredForImport: true, Description: "Id of the rate plan."},
		},
	}
}

func none(element attr.Type) types.List { return types.ListValueMust(element, []attr.Value{}) }

func madeByService(name, more string) schema.StringAttribute {
	return schema.StringAttribute{
		Computed:            true,
		MarkdownDescription: planTexts[name] + more,
		PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
	}
}

func requiredText(name, more string) schema.StringAttribute {
	return schema.StringAttribute{
		Required:            true,
		MarkdownDescription: planTexts[name] + more,
		Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
	}
}

// optionalText and the other arguments without a default are computed too: what a null one
// stands for depends on whether the plan is published, see gaps.go.
func optionalText(texts map[string]string, name string, more ...string) schema.StringAttribute {
	text := texts[name] + noDefault
	for _, sentence := range more {
		text += sentence
	}
	return schema.StringAttribute{
		Optional: true, Computed: true,
		MarkdownDescription: text,
		Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
	}
}

func durationType(texts map[string]string, name string) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, Computed: true,
		MarkdownDescription: texts[name] + noDefault,
		Validators:          []validator.String{fwtypes.OneOf(durationTypes...)},
	}
}

func choice(texts map[string]string, name, byDefault string, values ...string) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, Computed: true, Default: stringdefault.StaticString(byDefault),
		MarkdownDescription: texts[name] + " Default `" + byDefault + "`.",
		Validators:          []validator.String{fwtypes.OneOf(values...)},
	}
}

func choiceOf(name, more string) schema.BoolAttribute {
	return schema.BoolAttribute{
		Optional: true, Computed: true, Default: booldefault.StaticBool(false),
		MarkdownDescription: planTexts[name] + more,
	}
}

func number(texts map[string]string, name string, least int64) schema.Int64Attribute {
	return schema.Int64Attribute{
		Optional: true, Computed: true,
		MarkdownDescription: texts[name] + noDefault,
		Validators:          []validator.Int64{int64validator.AtLeast(least)},
	}
}

func fee(name string) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, Computed: true, CustomType: fwtypes.DecimalType{},
		MarkdownDescription: planTexts[name] + " At most four decimals." + noDefault,
		Validators:          []validator.String{fwtypes.DecimalAtLeast("0"), fwtypes.DecimalScale(feeScale)},
		PlanModifiers:       []planmodifier.String{fwtypes.KeepDecimal()},
	}
}

func freemiumUnit(texts map[string]string) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, Computed: true, CustomType: fwtypes.DecimalType{},
		MarkdownDescription: texts["freemium_unit"] + " A whole number." + noDefault,
		Validators:          []validator.String{fwtypes.DecimalAtLeast("0"), fwtypes.DecimalScale(0)},
		PlanModifiers:       []planmodifier.String{fwtypes.KeepDecimal()},
	}
}
