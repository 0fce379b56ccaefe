package planschema

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
)

// Acceptance is what a subscription to a plan says beside its id (contract: apigee-mint 4.6).
type Acceptance struct {
	StartDate            types.String `tfsdk:"start_date"`
	EndDate              types.String `tfsdk:"end_date"`
	Created              types.String `tfsdk:"created"`
	Updated              types.String `tfsdk:"updated"`
	NextCycleStartDate   types.String `tfsdk:"next_cycle_start_date"`
	NextRecurringFeeDate types.String `tfsdk:"next_recurring_fee_date"`
	PrevRecurringFeeDate types.String `tfsdk:"prev_recurring_fee_date"`
	RenewalDate          types.String `tfsdk:"renewal_date"`
	QuotaTarget          types.Int64  `tfsdk:"quota_target"`
	RatePlan             *Data        `tfsdk:"rate_plan"`
}

// FlattenAcceptance is the subscription as the service has it; the plan's state is that of a point
// in time.
func FlattenAcceptance(ctx context.Context, organization string, a apigee.AcceptedRatePlan, now time.Time) (Acceptance, diag.Diagnostics) {
	acceptance := Acceptance{
		StartDate:            PlainDate(a.StartDate),
		EndDate:              PlainDate(a.EndDate),
		Created:              Text(a.Created),
		Updated:              Text(a.Updated),
		NextCycleStartDate:   PlainDate(a.NextCycleStartDate),
		NextRecurringFeeDate: PlainDate(a.NextRecurringFeeDate),
		PrevRecurringFeeDate: PlainDate(a.PrevRecurringFeeDate),
		RenewalDate:          PlainDate(a.RenewalDate),
		QuotaTarget:          types.Int64PointerValue(a.QuotaTarget.Value),
	}
	if a.RatePlan.ID == "" {
		return acceptance, nil
	}
	plan, diags := LookUp(ctx, organization, a.RatePlan, now)
	acceptance.RatePlan = &plan
	return acceptance, diags
}

// AcceptanceAttributes are the attributes of an [Acceptance] that was looked up.
func AcceptanceAttributes() map[string]schema.Attribute {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Computed: true, MarkdownDescription: description}
	}
	return map[string]schema.Attribute{
		"start_date":              text("First day of the subscription, in the organization's time zone."),
		"end_date":                text("Last day of the subscription; null without an end."),
		"created":                 text("Time of the acceptance."),
		"updated":                 text("Time of the last change."),
		"next_cycle_start_date":   text("Start of the next billing period."),
		"next_recurring_fee_date": text("Due date of the next recurring fee."),
		"prev_recurring_fee_date": text("Due date of the last recurring fee."),
		"renewal_date":            text("Date of the next renewal."),
		"quota_target":            schema.Int64Attribute{Computed: true, MarkdownDescription: "Target usage under adjustable notification; 0 turns notices off."},
		"rate_plan":               schema.SingleNestedAttribute{Computed: true, MarkdownDescription: "The plan.", Attributes: DataAttributes()},
	}
}
