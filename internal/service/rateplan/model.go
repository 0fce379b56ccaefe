package rateplan

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/planschema"
)

type identityModel struct {
	Organization types.String `tfsdk:"organization"`
	PackageID    types.String `tfsdk:"monetization_package_id"`
	ID           types.String `tfsdk:"id"`
}

// title is the plan as messages call it.
func title(m planschema.Plan) string {
	name := m.Name.ValueString()
	if name == "" {
		name = m.ID.ValueString()
	}
	return "rate plan " + name + " of package " + m.PackageID.ValueString()
}

func identity(m planschema.Plan) identityModel {
	return identityModel{Organization: m.Organization, PackageID: m.PackageID, ID: m.ID}
}

func object(m planschema.Plan) fwkit.Object {
	return fwkit.Object{Title: title(m), Identity: identity(m), Organization: m.Organization}
}

// key names the plan in this process: an id alone is not unique in an organization.
func key(m planschema.Plan) string {
	return fwkit.JoinLast(m.PackageID.ValueString(), m.ID.ValueString())
}

// expand is the plan as the client has it, without the ids of details and rates, which the state
// does not hold. What is null or not known yet is left out.
func expand(ctx context.Context, m planschema.Plan) (apigee.RatePlan, diag.Diagnostics) {
	p := apigee.RatePlan{
		ID:                    m.ID.ValueString(),
		PackageID:             apigee.Ref(m.PackageID.ValueString()),
		Name:                  m.Name.ValueString(),
		DisplayName:           m.DisplayName.ValueString(),
		Description:           apigee.Text(m.Description.ValueString()),
		Type:                  text(m.Type),
		Developer:             apigee.DeveloperRef{ID: m.DeveloperID.ValueString()},
		DeveloperCategoryID:   apigee.Ref(m.DeveloperCategoryID.ValueString()),
		Currency:              apigee.Ref(m.Currency.Lower()),
		StartDate:             m.StartDate.Wire(),
		EndDate:               apigee.Text(m.EndDate.Wire()),
		Private:               apigee.Bool(m.Private.ValueBool()),
		Published:             apigee.Bool(m.Published.ValueBool()),
		Advance:               apigee.Bool(m.Advance.ValueBool()),
		Prorate:               apigee.Bool(m.Prorate.ValueBool()),
		SetUpFee:              apigee.Amount{Value: m.SetUpFee.Pointer()},
		RecurringFee:          apigee.Amount{Value: m.RecurringFee.Pointer()},
		EarlyTerminationFee:   apigee.Amount{Value: m.EarlyTerminationFee.Pointer()},
		RecurringType:         text(m.RecurringType),
		RecurringStartUnit:    count(m.RecurringStartUnit),
		FrequencyDuration:     count(m.FrequencyDuration),
		FrequencyDurationType: text(m.FrequencyDurationType),
		ContractDuration:      count(m.ContractDuration),
		ContractDurationType:  text(m.ContractDurationType),
		Freemium:              freemium(m.Freemium),
		PaymentDueDays:        apigee.Days{Count: count(m.PaymentDueDays)},
		KeepOriginalStartDate: apigee.Bool(m.KeepOriginalStartDate.ValueBool()),
		Parent:                apigee.Parent{ID: m.ParentID.ValueString()},
	}
	details, diags := planschema.Elements[planschema.Detail](ctx, m.Details)
	for _, d := range details {
		if d != nil {
			detail, more := expandDetail(ctx, *d)
			diags.Append(more...)
			p.Details = append(p.Details, detail)
		}
	}
	return p, diags
}

func expandDetail(ctx context.Context, d planschema.Detail) (apigee.RatePlanDetail, diag.Diagnostics) {
	detail := apigee.RatePlanDetail{
		Type:                      text(d.Type),
		MeteringType:              text(d.MeteringType),
		RatingParameter:           text(d.RatingParameter),
		RatingParameterUnit:       text(d.RatingParameterUnit),
		RevenueType:               text(d.RevenueType),
		ProductID:                 apigee.Ref(d.ProductID.ValueString()),
		Currency:                  apigee.Ref(d.Currency.Lower()),
		Duration:                  count(d.Duration),
		DurationType:              text(d.DurationType),
		AggregateFreemiumCounters: apigee.Flag{Value: d.AggregateFreemiumCounters.ValueBoolPointer()},
		AggregateStandardCounters: apigee.Flag{Value: d.AggregateStandardCounters.ValueBoolPointer()},
		AggregateTransactions:     apigee.Flag{Value: d.AggregateTransactions.ValueBoolPointer()},
		Freemium:                  freemium(d.Freemium),
		PaymentDueDays:            apigee.Days{Count: count(d.PaymentDueDays)},
	}
	rates, diags := planschema.Elements[planschema.Rate](ctx, d.Rates)
	for _, r := range rates {
		if r != nil {
			detail.Rates = append(detail.Rates, apigee.RatePlanRate{
				Type:      r.Type.ValueString(),
				Rate:      apigee.Amount{Value: r.Rate.Pointer()},
				RevShare:  apigee.Amount{Value: r.RevShare.Pointer()},
				StartUnit: apigee.Amount{Value: r.StartUnit.Pointer()},
				EndUnit:   apigee.Amount{Value: r.EndUnit.Pointer()},
			})
		}
	}
	return detail, diags
}

func freemium(f planschema.Freemium) apigee.Freemium {
	return apigee.Freemium{
		FreemiumUnit:         apigee.Amount{Value: f.FreemiumUnit.Pointer()},
		FreemiumDuration:     count(f.FreemiumDuration),
		FreemiumDurationType: text(f.FreemiumDurationType),
	}
}

func text(s types.String) apigee.Text { return apigee.Text(s.ValueString()) }

func count(n types.Int64) apigee.Count {
	if n.IsUnknown() {
		return apigee.Count{}
	}
	return apigee.Count{Value: n.ValueInt64Pointer()}
}

// given reports whether a value is known and not null.
func given(v attr.Value) bool { return !v.IsNull() && !v.IsUnknown() }
