package planschema

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// Flatten is the plan as the service has it, in the state known of it: in the order and with the
// names that the known model has. What the service leaves out and the schema has a default for is
// that default.
func Flatten(ctx context.Context, organization string, p apigee.RatePlan, known Plan) (Plan, diag.Diagnostics) {
	m := Plan{
		Fields:    flattenFields(organization, p),
		Currency:  fwkit.OrNull(p.Currency, fwtypes.NewCurrencyValue),
		StartDate: Date(p.StartDate),
		EndDate:   Date(string(p.EndDate)),
	}
	// The names under which the plan was asked for stay its identity, which must not change.
	m.ID, m.PackageID = cmp.Or(known.ID, m.ID), cmp.Or(known.PackageID, m.PackageID)
	// The parent of a plan never changes, and some answers leave it out.
	m.ParentID = cmp.Or(m.ParentID, known.ParentID)
	if p.Developer.Is(known.DeveloperID.ValueString()) {
		m.DeveloperID = known.DeveloperID
	}
	m.RecurringFee = zeroAsKnown(m.RecurringFee, known.RecurringFee)
	m.EarlyTerminationFee = zeroAsKnown(m.EarlyTerminationFee, known.EarlyTerminationFee)
	m.Freemium = m.asKnown(known.Freemium)
	details, diags := flattenDetails(ctx, p)
	had, more := Elements[Detail](ctx, known.Details)
	diags.Append(more...)
	diags.Append(asKnown(ctx, details, had, m.Currency)...)
	m.Details, more = fwkit.ListOf(ctx, DetailType(), details)
	diags.Append(more...)
	return m, diags
}

func flattenFields(organization string, p apigee.RatePlan) Fields {
	return Fields{
		ID:                    types.StringValue(p.ID),
		Organization:          types.StringValue(organization),
		PackageID:             Text(p.PackageID),
		Name:                  fwtypes.NewNameValue(p.Name),
		DisplayName:           fwtypes.NewNameValue(cmp.Or(p.DisplayName, p.Name)),
		Description:           fwkit.OrNull(p.Description, fwtypes.NewTextValue),
		Type:                  types.StringValue(cmp.Or(string(p.Type), Standard)),
		DeveloperID:           Text(cmp.Or(p.Developer.Email, p.Developer.ID)),
		DeveloperCategoryID:   Text(p.DeveloperCategoryID),
		Private:               types.BoolValue(bool(p.Private)),
		Published:             types.BoolValue(bool(p.Published)),
		Advance:               types.BoolValue(bool(p.Advance)),
		Prorate:               types.BoolValue(bool(p.Prorate)),
		SetUpFee:              cmp.Or(fwtypes.NewDecimalPointer(p.SetUpFee.Value), fwtypes.NewDecimalText("0")),
		RecurringFee:          notZero(fwtypes.NewDecimalPointer(p.RecurringFee.Value)),
		RecurringType:         types.StringValue(cmp.Or(string(p.RecurringType), Calendar)),
		RecurringStartUnit:    cmp.Or(types.Int64PointerValue(p.RecurringStartUnit.Value), types.Int64Value(1)),
		EarlyTerminationFee:   notZero(fwtypes.NewDecimalPointer(p.EarlyTerminationFee.Value)),
		FrequencyDuration:     types.Int64PointerValue(p.FrequencyDuration.Value),
		FrequencyDurationType: Text(p.FrequencyDurationType),
		ContractDuration:      types.Int64PointerValue(p.ContractDuration.Value),
		ContractDurationType:  Text(p.ContractDurationType),
		Freemium:              flattenFreemium(p.Freemium),
		PaymentDueDays:        types.Int64PointerValue(p.PaymentDueDays.Value),
		ParentID:              Text(p.Parent.ID),
		KeepOriginalStartDate: types.BoolValue(bool(p.KeepOriginalStartDate)),
	}
}

// flattenDetails sorts rates by kind and start: the order in which the service sends them means
// nothing (contract: apigee-mint 4.4).
func flattenDetails(ctx context.Context, p apigee.RatePlan) ([]Detail, diag.Diagnostics) {
	var diags diag.Diagnostics
	details := make([]Detail, 0, len(p.Details))
	for _, d := range p.Details {
		rates := make([]Rate, 0, len(d.Rates))
		for _, r := range d.Rates {
			rates = append(rates, Rate{
				Type:      types.StringValue(cmp.Or(r.Type, RateCard)),
				Rate:      fwtypes.NewDecimalPointer(r.Rate.Value),
				RevShare:  fwtypes.NewDecimalPointer(r.RevShare.Value),
				StartUnit: cmp.Or(fwtypes.NewDecimalPointer(r.StartUnit.Value), fwtypes.NewDecimalText("0")),
				EndUnit:   fwtypes.NewDecimalPointer(r.EndUnit.Value),
			})
		}
		slices.SortStableFunc(rates, func(a, b Rate) int {
			return cmp.Or(cmp.Compare(a.Type.ValueString(), b.Type.ValueString()), a.StartUnit.Decimal().Cmp(b.StartUnit.Decimal()))
		})
		list, more := fwkit.ListOf(ctx, RateType(), rates)
		diags.Append(more...)
		details = append(details, flattenDetail(d, string(p.Currency), list))
	}
	return details, diags
}

func flattenDetail(d apigee.RatePlanDetail, planCurrency string, rates types.List) Detail {
	detail := Detail{DetailFields: DetailFields{
		Type:                      types.StringValue(cmp.Or(string(d.Type), RateCard)),
		MeteringType:              types.StringValue(cmp.Or(string(d.MeteringType), Unit)),
		RatingParameter:           types.StringValue(cmp.Or(string(d.RatingParameter), Volume)),
		RatingParameterUnit:       Text(d.RatingParameterUnit),
		RevenueType:               Text(d.RevenueType),
		ProductID:                 Text(d.ProductID),
		Duration:                  types.Int64PointerValue(d.Duration.Value),
		DurationType:              Text(d.DurationType),
		AggregateFreemiumCounters: orTrue(d.AggregateFreemiumCounters),
		AggregateStandardCounters: orTrue(d.AggregateStandardCounters),
		AggregateTransactions:     orTrue(d.AggregateTransactions),
		Freemium:                  flattenFreemium(d.Freemium),
		PaymentDueDays:            types.Int64PointerValue(d.PaymentDueDays.Value),
		Rates:                     rates,
	}}
	if !strings.EqualFold(string(d.Currency), planCurrency) {
		detail.Currency = fwkit.OrNull(d.Currency, fwtypes.NewCurrencyValue)
	}
	return detail
}

func flattenFreemium(f apigee.Freemium) Freemium {
	return Freemium{fwtypes.NewDecimalPointer(f.FreemiumUnit.Value), types.Int64PointerValue(f.FreemiumDuration.Value), Text(f.FreemiumDurationType)}.orNull()
}

// orNull is null for what stands for nothing free (contract: apigee-mint 4.3).
func (f Freemium) orNull() Freemium {
	f.FreemiumUnit = notZero(f.FreemiumUnit)
	if f.FreemiumDuration.ValueInt64() == 0 {
		f.FreemiumDuration, f.FreemiumDurationType = types.Int64Null(), types.StringNull()
	}
	return f
}

// asKnown spells nothing as it is known.
func (f Freemium) asKnown(known Freemium) Freemium {
	f.FreemiumUnit = zeroAsKnown(f.FreemiumUnit, known.FreemiumUnit)
	if f.FreemiumDuration.IsNull() && known.FreemiumDuration.ValueInt64() == 0 {
		f.FreemiumDuration, f.FreemiumDurationType = known.FreemiumDuration, known.FreemiumDurationType
	}
	return f
}

// notZero is null for zero.
func notZero(d fwtypes.Decimal) fwtypes.Decimal {
	if d.Decimal().IsZero() {
		return fwtypes.NewDecimalNull()
	}
	return d
}

// zeroAsKnown is the known spelling of zero where there is nothing.
func zeroAsKnown(answered, known fwtypes.Decimal) fwtypes.Decimal {
	if answered.IsNull() && known.Decimal().IsZero() {
		return known
	}
	return answered
}

// Text is null for what the service leaves out or leaves empty.
func Text[T ~string](text T) types.String { return fwkit.TextOrNull(text) }

// Date is a date of the service, null for none.
func Date(wire string) fwtypes.DateTime { return fwkit.OrNull(wire, fwtypes.NewDateTimeValue) }

// orTrue reads an aggregate flag: absent it is taken for what was recorded (contract: apigee-mint
// 4.3).
func orTrue(f apigee.Flag) types.Bool { return types.BoolValue(f.Value == nil || *f.Value) }
