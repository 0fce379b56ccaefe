package rateplan

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// What the enumerated arguments can say (contract: apigee-mint 4.2 to 4.4).
const (
	standard          = "STANDARD"
	developer         = "DEVELOPER"
	developerCategory = "DEVELOPER_CATEGORY"

	calendar = "CALENDAR"
	custom   = "CUSTOM"

	rateCard         = "RATECARD"
	revShare         = "REVSHARE"
	revShareRateCard = "REVSHARE_RATECARD"
	usageTarget      = "USAGE_TARGET"

	unit        = "UNIT"
	volume      = "VOLUME"
	stairStep   = "STAIR_STEP"
	devSpecific = "DEV_SPECIFIC"

	gross = "GROSS"
	net   = "NET"
)

var durationTypes = []string{"DAY", "WEEK", "MONTH", "QUARTER", "YEAR"}

// planFields is what the resource and the data sources say of a plan in the same types.
type planFields struct {
	ID                    types.String    `tfsdk:"id"`
	Organization          types.String    `tfsdk:"organization"`
	PackageID             types.String    `tfsdk:"monetization_package_id"`
	Name                  types.String    `tfsdk:"name"`
	DisplayName           types.String    `tfsdk:"display_name"`
	Description           types.String    `tfsdk:"description"`
	Type                  types.String    `tfsdk:"type"`
	DeveloperID           types.String    `tfsdk:"developer_id"`
	DeveloperCategoryID   types.String    `tfsdk:"developer_category_id"`
	Private               types.Bool      `tfsdk:"private"`
	Published             types.Bool      `tfsdk:"published"`
	Advance               types.Bool      `tfsdk:"advance"`
	Prorate               types.Bool      `tfsdk:"prorate"`
	SetUpFee              fwtypes.Decimal `tfsdk:"set_up_fee"`
	RecurringFee          fwtypes.Decimal `tfsdk:"recurring_fee"`
	RecurringType         types.String    `tfsdk:"recurring_type"`
	RecurringStartUnit    types.Int64     `tfsdk:"recurring_start_unit"`
	EarlyTerminationFee   fwtypes.Decimal `tfsdk:"early_termination_fee"`
	FrequencyDuration     types.Int64     `tfsdk:"frequency_duration"`
	FrequencyDurationType types.String    `tfsdk:"frequency_duration_type"`
	ContractDuration      types.Int64     `tfsdk:"contract_duration"`
	ContractDurationType  types.String    `tfsdk:"contract_duration_type"`
	FreemiumUnit          fwtypes.Decimal `tfsdk:"freemium_unit"`
	FreemiumDuration      types.Int64     `tfsdk:"freemium_duration"`
	FreemiumDurationType  types.String    `tfsdk:"freemium_duration_type"`
	PaymentDueDays        types.Int64     `tfsdk:"payment_due_days"`
	ParentID              types.String    `tfsdk:"parent_rate_plan_id"`
	KeepOriginalStartDate types.Bool      `tfsdk:"keep_original_start_date"`
}

type resourceModel struct {
	planFields
	Currency  fwtypes.Currency `tfsdk:"currency"`
	StartDate fwtypes.DateTime `tfsdk:"start_date"`
	EndDate   fwtypes.DateTime `tfsdk:"end_date"`
	Details   types.List       `tfsdk:"rate_plan_details"`
}

// detailFields is what the resource and the data sources say of a detail in the same types.
type detailFields struct {
	Type                      types.String    `tfsdk:"type"`
	MeteringType              types.String    `tfsdk:"metering_type"`
	RatingParameter           types.String    `tfsdk:"rating_parameter"`
	RatingParameterUnit       types.String    `tfsdk:"rating_parameter_unit"`
	RevenueType               types.String    `tfsdk:"revenue_type"`
	ProductID                 types.String    `tfsdk:"product_id"`
	Duration                  types.Int64     `tfsdk:"duration"`
	DurationType              types.String    `tfsdk:"duration_type"`
	AggregateFreemiumCounters types.Bool      `tfsdk:"aggregate_freemium_counters"`
	AggregateStandardCounters types.Bool      `tfsdk:"aggregate_standard_counters"`
	AggregateTransactions     types.Bool      `tfsdk:"aggregate_transactions"`
	FreemiumUnit              fwtypes.Decimal `tfsdk:"freemium_unit"`
	FreemiumDuration          types.Int64     `tfsdk:"freemium_duration"`
	FreemiumDurationType      types.String    `tfsdk:"freemium_duration_type"`
	PaymentDueDays            types.Int64     `tfsdk:"payment_due_days"`
	Rates                     types.List      `tfsdk:"rates"`
}

type detailModel struct {
	detailFields
	Currency fwtypes.Currency `tfsdk:"currency"`
}

type rateModel struct {
	Type      types.String    `tfsdk:"type"`
	Rate      fwtypes.Decimal `tfsdk:"rate"`
	RevShare  fwtypes.Decimal `tfsdk:"revshare"`
	StartUnit fwtypes.Decimal `tfsdk:"start_unit"`
	EndUnit   fwtypes.Decimal `tfsdk:"end_unit"`
}

type identityModel struct {
	Organization types.String `tfsdk:"organization"`
	PackageID    types.String `tfsdk:"monetization_package_id"`
	ID           types.String `tfsdk:"id"`
}

// title is the plan as messages call it.
func (m resourceModel) title() string {
	name := m.Name.ValueString()
	if name == "" {
		name = m.ID.ValueString()
	}
	return "rate plan " + name + " of package " + m.PackageID.ValueString()
}

func (m resourceModel) identity() identityModel {
	return identityModel{Organization: m.Organization, PackageID: m.PackageID, ID: m.ID}
}

// key names the object in this process: an id alone is not unique in an organization.
func (m resourceModel) key() string {
	return fwkit.JoinLast(m.PackageID.ValueString(), m.ID.ValueString())
}

// elements decodes a list of objects; an element that is not known yet is nil.
func elements[T any](ctx context.Context, list types.List) ([]*T, diag.Diagnostics) {
	var diags diag.Diagnostics
	decoded := make([]*T, 0, len(list.Elements()))
	for _, element := range list.Elements() {
		object, ok := element.(types.Object)
		if !ok || object.IsNull() || object.IsUnknown() {
			decoded = append(decoded, nil)
			continue
		}
		var value T
		diags.Append(object.As(ctx, &value, basetypes.ObjectAsOptions{})...)
		decoded = append(decoded, &value)
	}
	return decoded, diags
}

// rateType and detailType are the types of the elements of rates and rate_plan_details.
func rateType() attr.Type { return rateAttributes().Type() }

func detailType() attr.Type { return detailAttributes().Type() }
