package rateplan

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
)

// expand is the plan as the client has it, without the ids of details and rates, which the
// state does not hold. What is null or not known yet is left out.
func expand(ctx context.Context, m resourceModel) (apigee.RatePlan, diag.Diagnostics) {
	p := apigee.RatePlan{
		ID:                    m.ID.ValueString(),
		PackageID:             m.PackageID.ValueString(),
		Name:                  m.Name.ValueString(),
		DisplayName:           m.DisplayName.ValueString(),
		Description:           m.Description.ValueString(),
		Type:                  m.Type.ValueString(),
		Developer:             apigee.DeveloperRef{ID: m.DeveloperID.ValueString()},
		DeveloperCategoryID:   m.DeveloperCategoryID.ValueString(),
		Currency:              m.Currency.Lower(),
		StartDate:             m.StartDate.Wire(),
		EndDate:               m.EndDate.Wire(),
		Private:               m.Private.ValueBool(),
		Published:             m.Published.ValueBool(),
		Advance:               m.Advance.ValueBool(),
		Prorate:               m.Prorate.ValueBool(),
		SetUpFee:              m.SetUpFee.Pointer(),
		RecurringFee:          m.RecurringFee.Pointer(),
		EarlyTerminationFee:   m.EarlyTerminationFee.Pointer(),
		RecurringType:         m.RecurringType.ValueString(),
		RecurringStartUnit:    pointer(m.RecurringStartUnit),
		FrequencyDuration:     pointer(m.FrequencyDuration),
		FrequencyDurationType: m.FrequencyDurationType.ValueString(),
		ContractDuration:      pointer(m.ContractDuration),
		ContractDurationType:  m.ContractDurationType.ValueString(),
		FreemiumUnit:          m.FreemiumUnit.Pointer(),
		FreemiumDuration:      pointer(m.FreemiumDuration),
		FreemiumDurationType:  m.FreemiumDurationType.ValueString(),
		PaymentDueDays:        pointer(m.PaymentDueDays),
		KeepOriginalStartDate: m.KeepOriginalStartDate.ValueBool(),
		ParentID:              m.ParentID.ValueString(),
	}
	details, diags := elements[detailModel](ctx, m.Details)
	for _, d := range details {
		if d == nil {
			continue
		}
		detail, more := expandDetail(ctx, *d)
		diags.Append(more...)
		p.Details = append(p.Details, detail)
	}
	return p, diags
}

func expandDetail(ctx context.Context, d detailModel) (apigee.RatePlanDetail, diag.Diagnostics) {
	detail := apigee.RatePlanDetail{
		Type:                      d.Type.ValueString(),
		MeteringType:              d.MeteringType.ValueString(),
		RatingParameter:           d.RatingParameter.ValueString(),
		RatingParameterUnit:       d.RatingParameterUnit.ValueString(),
		RevenueType:               d.RevenueType.ValueString(),
		ProductID:                 d.ProductID.ValueString(),
		Currency:                  d.Currency.Lower(),
		Duration:                  pointer(d.Duration),
		DurationType:              d.DurationType.ValueString(),
		AggregateFreemiumCounters: d.AggregateFreemiumCounters.ValueBoolPointer(),
		AggregateStandardCounters: d.AggregateStandardCounters.ValueBoolPointer(),
		AggregateTransactions:     d.AggregateTransactions.ValueBoolPointer(),
		FreemiumUnit:              d.FreemiumUnit.Pointer(),
		FreemiumDuration:          pointer(d.FreemiumDuration),
		FreemiumDurationType:      d.FreemiumDurationType.ValueString(),
		PaymentDueDays:            pointer(d.PaymentDueDays),
	}
	rates, diags := elements[rateModel](ctx, d.Rates)
	for _, r := range rates {
		if r == nil {
			continue
		}
		detail.Rates = append(detail.Rates, apigee.RatePlanRate{
			Type:      r.Type.ValueString(),
			Rate:      r.Rate.Pointer(),
			RevShare:  r.RevShare.Pointer(),
			StartUnit: r.StartUnit.Pointer(),
			EndUnit:   r.EndUnit.Pointer(),
		})
	}
	return detail, diags
}

// pointer is ValueInt64Pointer with nil for a value that is not known yet.
func pointer(n types.Int64) *int64 {
	if n.IsUnknown() {
		return nil
	}
	return n.ValueInt64Pointer()
}
