package adjustment

import (
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// model is one adjustment, of the resource and of the data sources alike.
type model struct {
	ID                         types.String    `tfsdk:"id"`
	Organization               types.String    `tfsdk:"organization"`
	Name                       types.String    `tfsdk:"name"`
	AdjustmentPercentageFactor fwtypes.Decimal `tfsdk:"adjustment_percentage_factor"`
	BillingMonth               types.Int64     `tfsdk:"billing_month"`
	BillingYear                types.Int64     `tfsdk:"billing_year"`
	DeveloperBillingType       types.String    `tfsdk:"developer_billing_type"`
	TransactionType            types.String    `tfsdk:"transaction_type"`
	Published                  types.Bool      `tfsdk:"published"`
	MonetizationPackageID      types.String    `tfsdk:"monetization_package_id"`
	ProductID                  types.String    `tfsdk:"product_id"`
	DeveloperID                types.String    `tfsdk:"developer_id"`
}

type identityModel struct {
	Organization types.String `tfsdk:"organization"`
	ID           types.String `tfsdk:"id"`
}

func (m model) identity() identityModel { return identityModel{Organization: m.Organization, ID: m.ID} }

// name is the adjustment as messages call it.
func (m model) title() string {
	return fmt.Sprintf("billing adjustment %q of %s%% for %04d-%02d", m.Name.ValueString(), m.AdjustmentPercentageFactor.ValueString(), m.BillingYear.ValueInt64(), m.BillingMonth.ValueInt64())
}

func expand(m model) apigee.BillingAdjustment {
	return apigee.BillingAdjustment{
		ID:                   m.ID.ValueString(),
		Name:                 m.Name.ValueString(),
		PercentageFactor:     m.AdjustmentPercentageFactor.Decimal(),
		Month:                time.Month(m.BillingMonth.ValueInt64()),
		Year:                 int(m.BillingYear.ValueInt64()),
		Published:            m.Published.ValueBool(),
		DeveloperBillingType: m.DeveloperBillingType.ValueString(),
		TransactionType:      m.TransactionType.ValueString(),
		PackageID:            m.MonetizationPackageID.ValueString(),
		ProductID:            m.ProductID.ValueString(),
		Developer:            apigee.DeveloperRef{ID: m.DeveloperID.ValueString()},
	}
}

// flatten makes the model of what the service says. The developer keeps the name
// that known has, an email or a UUID, as long as it is the same one.
func flatten(organization string, a apigee.BillingAdjustment, known model) model {
	developer := optional(a.Developer.Email)
	if developer.IsNull() {
		developer = optional(a.Developer.ID)
	}
	if configured := known.DeveloperID.ValueString(); configured != "" && a.Developer.Is(configured) {
		developer = known.DeveloperID
	}
	return model{
		ID:                         types.StringValue(a.ID),
		Organization:               types.StringValue(organization),
		Name:                       types.StringValue(a.Name),
		AdjustmentPercentageFactor: fwtypes.NewDecimalValue(a.PercentageFactor),
		BillingMonth:               types.Int64Value(int64(a.Month)),
		BillingYear:                types.Int64Value(int64(a.Year)),
		DeveloperBillingType:       optional(a.DeveloperBillingType),
		TransactionType:            optional(a.TransactionType),
		Published:                  types.BoolValue(a.Published),
		MonetizationPackageID:      optional(a.PackageID),
		ProductID:                  optional(a.ProductID),
		DeveloperID:                developer,
	}
}

// optional is null for what the service leaves out, which means "all".
func optional(text string) types.String {
	if text == "" {
		return types.StringNull()
	}
	return types.StringValue(text)
}

// misunderstood lists how the service's answer to a create differs from what was
// asked: it then bills something else.
func misunderstood(asked, got model) []string {
	var differences []string
	differ := func(what string, asked, got fmt.Stringer) {
		differences = append(differences, fmt.Sprintf("%s is %s, asked was %s", what, got, asked))
	}
	if !asked.BillingMonth.Equal(got.BillingMonth) {
		differ("billing_month", asked.BillingMonth, got.BillingMonth)
	}
	if !asked.BillingYear.Equal(got.BillingYear) {
		differ("billing_year", asked.BillingYear, got.BillingYear)
	}
	if !asked.AdjustmentPercentageFactor.Decimal().Equal(got.AdjustmentPercentageFactor.Decimal()) {
		differ("adjustment_percentage_factor", asked.AdjustmentPercentageFactor, got.AdjustmentPercentageFactor)
	}
	if !asked.Published.Equal(got.Published) {
		differ("published", asked.Published, got.Published)
	}
	for _, scope := range []struct {
		name       string
		asked, got types.String
	}{
		{"developer_billing_type", asked.DeveloperBillingType, got.DeveloperBillingType},
		{"transaction_type", asked.TransactionType, got.TransactionType},
		{"monetization_package_id", asked.MonetizationPackageID, got.MonetizationPackageID},
		{"product_id", asked.ProductID, got.ProductID},
		{"developer_id", asked.DeveloperID, got.DeveloperID},
	} {
		if !scope.asked.Equal(scope.got) {
			differ(scope.name, scope.asked, scope.got)
		}
	}
	return differences
}
