package planschema

import (
	"context"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// What the enumerated arguments can say (contract: apigee-mint 4.2 to 4.4).
const (
	Standard          = "STANDARD"
	Developer         = "DEVELOPER"
	DeveloperCategory = "DEVELOPER_CATEGORY"

	Calendar = "CALENDAR"
	Custom   = "CUSTOM"

	RateCard         = "RATECARD"
	RevShare         = "REVSHARE"
	RevShareRateCard = "REVSHARE_RATECARD"
	UsageTarget      = "USAGE_TARGET"

	Unit        = "UNIT"
	Volume      = "VOLUME"
	StairStep   = "STAIR_STEP"
	DevSpecific = "DEV_SPECIFIC"

	Gross = "GROSS"
	Net   = "NET"
)

// DurationTypes are the units of every duration.
var DurationTypes = []string{"DAY", "WEEK", "MONTH", "QUARTER", "YEAR"}

// Names of attributes that hold lists.
const (
	DetailsName = "rate_plan_details"
	RatesName   = "rates"
)

// Fields are what resources and data sources say of a plan in the same types.
type Fields struct {
	ID                    types.String    `tfsdk:"id"`
	Organization          types.String    `tfsdk:"organization"`
	PackageID             types.String    `tfsdk:"monetization_package_id"`
	Name                  fwtypes.Name    `tfsdk:"name"`
	DisplayName           fwtypes.Name    `tfsdk:"display_name"`
	Description           fwtypes.Text    `tfsdk:"description"`
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
	Freemium
	PaymentDueDays        types.Int64  `tfsdk:"payment_due_days"`
	ParentID              types.String `tfsdk:"parent_rate_plan_id"`
	KeepOriginalStartDate types.Bool   `tfsdk:"keep_original_start_date"`
}

// Freemium is usage that is free at first.
type Freemium struct {
	FreemiumUnit         fwtypes.Decimal `tfsdk:"freemium_unit"`
	FreemiumDuration     types.Int64     `tfsdk:"freemium_duration"`
	FreemiumDurationType types.String    `tfsdk:"freemium_duration_type"`
}

// Plan is a plan that is managed.
type Plan struct {
	Fields
	Currency  fwtypes.Currency `tfsdk:"currency"`
	StartDate fwtypes.DateTime `tfsdk:"start_date"`
	EndDate   fwtypes.DateTime `tfsdk:"end_date"`
	Details   types.List       `tfsdk:"rate_plan_details"`
}

// Detail is how the usage of a package, or of one product in it, is charged.
type Detail struct {
	DetailFields
	Currency fwtypes.Currency `tfsdk:"currency"`
}

// DetailFields are what resources and data sources say of a detail in the same types.
type DetailFields struct {
	Type                      types.String `tfsdk:"type"`
	MeteringType              types.String `tfsdk:"metering_type"`
	RatingParameter           types.String `tfsdk:"rating_parameter"`
	RatingParameterUnit       types.String `tfsdk:"rating_parameter_unit"`
	RevenueType               types.String `tfsdk:"revenue_type"`
	ProductID                 types.String `tfsdk:"product_id"`
	Duration                  types.Int64  `tfsdk:"duration"`
	DurationType              types.String `tfsdk:"duration_type"`
	AggregateFreemiumCounters types.Bool   `tfsdk:"aggregate_freemium_counters"`
	AggregateStandardCounters types.Bool   `tfsdk:"aggregate_standard_counters"`
	AggregateTransactions     types.Bool   `tfsdk:"aggregate_transactions"`
	Freemium
	PaymentDueDays types.Int64 `tfsdk:"payment_due_days"`
	Rates          types.List  `tfsdk:"rates"`
}

// Rate is the price, or the share of the revenue, of one band of usage.
type Rate struct {
	Type      types.String    `tfsdk:"type"`
	Rate      fwtypes.Decimal `tfsdk:"rate"`
	RevShare  fwtypes.Decimal `tfsdk:"revshare"`
	StartUnit fwtypes.Decimal `tfsdk:"start_unit"`
	EndUnit   fwtypes.Decimal `tfsdk:"end_unit"`
}

// DetailType and RateType are the types of the elements of rate_plan_details and rates.
func DetailType() attr.Type { return detailType() }

// RateType is described at [DetailType].
func RateType() attr.Type { return rateType() }

// They are made once: each refresh asks for them.
var (
	detailType = sync.OnceValue(func() attr.Type { return detailAttributes().Type() })
	rateType   = sync.OnceValue(func() attr.Type { return rateAttributes().Type() })
)

// Elements decodes a list of objects; an element that is not known yet is nil, and one that holds a
// value not of its form too, beside an error.
func Elements[T any](ctx context.Context, list types.List) ([]*T, diag.Diagnostics) {
	var diags diag.Diagnostics
	decoded := make([]*T, 0, len(list.Elements()))
	for _, element := range list.Elements() {
		object, ok := element.(types.Object)
		if !ok || object.IsNull() || object.IsUnknown() {
			decoded = append(decoded, nil)
			continue
		}
		var value T
		if problems := fwkit.Attributes(object.Attributes()).Get(ctx, &value); problems.HasError() {
			diags.Append(problems...)
			decoded = append(decoded, nil)
			continue
		}
		decoded = append(decoded, &value)
	}
	return decoded, diags
}
