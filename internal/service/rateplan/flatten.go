package rateplan

import (
	"cmp"
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// flatten puts what the service says of the plan into the model, in the order and with the
// name for the developer that the model has. What the service leaves out and the schema has
// a default for is that default.
func flatten(ctx context.Context, organization string, p apigee.RatePlan, m *resourceModel) diag.Diagnostics {
	had, diags := expand(ctx, *m)
	p = p.InOrderOf(had)
	// The parent of a plan never changes, and some answers leave it out.
	p.ParentID = cmp.Or(p.ParentID, had.ParentID)
	// The names under which the plan was asked for stay its identity, which must not change.
	p.ID, p.PackageID = cmp.Or(had.ID, p.ID), cmp.Or(had.PackageID, p.PackageID)
	developer := m.DeveloperID
	m.planFields = flattenFields(organization, p)
	if p.Developer.Is(developer.ValueString()) {
		m.DeveloperID = developer
	}
	m.Currency = currency(p.Currency)
	m.StartDate, m.EndDate = date(p.StartDate), date(p.EndDate)
	details := make([]detailModel, 0, len(p.Details))
	for _, d := range p.Details {
		fields, more := flattenDetail(ctx, d)
		diags.Append(more...)
		details = append(details, detailModel{detailFields: fields, Currency: currency(d.Currency)})
	}
	var more diag.Diagnostics
	m.Details, more = types.ListValueFrom(ctx, detailType(), details)
	diags.Append(more...)
	return diags
}

func flattenFields(organization string, p apigee.RatePlan) planFields {
	return planFields{
		ID:                    types.StringValue(p.ID),
		Organization:          types.StringValue(organization),
		PackageID:             text(p.PackageID),
		Name:                  text(p.Name),
		DisplayName:           text(p.DisplayName),
		Description:           text(p.Description),
		Type:                  types.StringValue(cmp.Or(p.Type, standard)),
		DeveloperID:           text(cmp.Or(p.Developer.Email, p.Developer.ID)),
		DeveloperCategoryID:   text(p.DeveloperCategoryID),
		Private:               types.BoolValue(p.Private),
		Published:             types.BoolValue(p.Published),
		Advance:               types.BoolValue(p.Advance),
		Prorate:               types.BoolValue(p.Prorate),
		SetUpFee:              cmp.Or(fwtypes.NewDecimalPointer(p.SetUpFee), fwtypes.NewDecimalText("0")),
		RecurringFee:          fwtypes.NewDecimalPointer(p.RecurringFee),
		RecurringType:         types.StringValue(cmp.Or(p.RecurringType, calendar)),
		RecurringStartUnit:    cmp.Or(types.Int64PointerValue(p.RecurringStartUnit), types.Int64Value(1)),
		EarlyTerminationFee:   fwtypes.NewDecimalPointer(p.EarlyTerminationFee),
		FrequencyDuration:     types.Int64PointerValue(p.FrequencyDuration),
		FrequencyDurationType: text(p.FrequencyDurationType),
		ContractDuration:      types.Int64PointerValue(p.ContractDuration),
		ContractDurationType:  text(p.ContractDurationType),
		FreemiumUnit:          fwtypes.NewDecimalPointer(p.FreemiumUnit),
		FreemiumDuration:      types.Int64PointerValue(p.FreemiumDuration),
		FreemiumDurationType:  text(p.FreemiumDurationType),
		PaymentDueDays:        types.Int64PointerValue(p.PaymentDueDays),
		ParentID:              text(p.ParentID),
		KeepOriginalStartDate: types.BoolValue(p.KeepOriginalStartDate),
	}
}

func flattenDetail(ctx context.Context, d apigee.RatePlanDetail) (detailFields, diag.Diagnostics) {
	rates := make([]rateModel, 0, len(d.Rates))
	for _, r := range d.Rates {
		rates = append(rates, rateModel{
			Type:      types.StringValue(cmp.Or(r.Type, rateCard)),
			Rate:      fwtypes.NewDecimalPointer(r.Rate),
			RevShare:  fwtypes.NewDecimalPointer(r.RevShare),
			StartUnit: cmp.Or(fwtypes.NewDecimalPointer(r.StartUnit), fwtypes.NewDecimalText("0")),
			EndUnit:   fwtypes.NewDecimalPointer(r.EndUnit),
		})
	}
	list, diags := types.ListValueFrom(ctx, rateType(), rates)
	return detailFields{
		Type:                      types.StringValue(cmp.Or(d.Type, rateCard)),
		MeteringType:              types.StringValue(cmp.Or(d.MeteringType, unit)),
		RatingParameter:           types.StringValue(cmp.Or(d.RatingParameter, volume)),
		RatingParameterUnit:       text(d.RatingParameterUnit),
		RevenueType:               text(d.RevenueType),
		ProductID:                 text(d.ProductID),
		Duration:                  types.Int64PointerValue(d.Duration),
		DurationType:              text(d.DurationType),
		AggregateFreemiumCounters: orTrue(d.AggregateFreemiumCounters),
		AggregateStandardCounters: orTrue(d.AggregateStandardCounters),
		AggregateTransactions:     orTrue(d.AggregateTransactions),
		FreemiumUnit:              fwtypes.NewDecimalPointer(d.FreemiumUnit),
		FreemiumDuration:          types.Int64PointerValue(d.FreemiumDuration),
		FreemiumDurationType:      text(d.FreemiumDurationType),
		PaymentDueDays:            types.Int64PointerValue(d.PaymentDueDays),
		Rates:                     list,
	}, diags
}

// text is null for what the service leaves out or leaves empty.
func text(s string) types.String {
	if s == "" {
		return types.StringNull()
	}
	return types.StringValue(s)
}

func date(wire string) fwtypes.DateTime {
	if wire == "" {
		return fwtypes.NewDateTimeNull()
	}
	return fwtypes.NewDateTimeValue(wire)
}

func currency(code string) fwtypes.Currency {
	if code == "" {
		return fwtypes.NewCurrencyNull()
	}
	return fwtypes.NewCurrencyValue(code)
}

func upper(code string) types.String { return text(strings.ToUpper(code)) }

// orTrue reads an aggregate flag: absent it is taken for what was recorded
// (contract: apigee-mint 4.3).
func orTrue(b *bool) types.Bool { return types.BoolValue(b == nil || *b) }
