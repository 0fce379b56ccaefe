package adjustment

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// model is one adjustment, of the resource and of the data sources alike.
type model struct {
	ID                         types.String    `tfsdk:"id"`
	Organization               types.String    `tfsdk:"organization"`
	Name                       fwtypes.Name    `tfsdk:"name"`
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

func (m model) object() fwkit.Object {
	return fwkit.OrganizationObject(m.title(), m.Organization, m.ID)
}

// title names the adjustment in messages; while it is imported there is only its id.
func (m model) title() string {
	if m.Name.IsNull() {
		return "billing adjustment " + m.ID.ValueString()
	}
	return fmt.Sprintf("billing adjustment %q of %s%% for %04d-%02d", m.Name.ValueString(), m.AdjustmentPercentageFactor.Decimal(), m.BillingYear.ValueInt64(), m.BillingMonth.ValueInt64())
}

// scope is the arguments that limit what is adjusted.
func (m model) scope() map[string]types.String {
	return map[string]types.String{
		"developer_billing_type": m.DeveloperBillingType, "transaction_type": m.TransactionType,
		"monetization_package_id": m.MonetizationPackageID, "product_id": m.ProductID, "developer_id": m.DeveloperID,
	}
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

// flatten is the adjustment as the service has it. The organization is that of known, and so is the
// name of the developer, an email or a UUID, as long as it is the same one. What the service leaves
// out is null, which means all.
func flatten(a apigee.BillingAdjustment, known model) model {
	developer := fwkit.TextOrNull(cmp.Or(a.Developer.Email, a.Developer.ID))
	if a.Developer.Is(known.DeveloperID.ValueString()) {
		developer = known.DeveloperID
	}
	return model{
		ID:                         types.StringValue(a.ID),
		Organization:               known.Organization,
		Name:                       fwtypes.NewNameValue(a.Name),
		AdjustmentPercentageFactor: fwtypes.NewDecimalValue(a.PercentageFactor),
		BillingMonth:               types.Int64Value(int64(a.Month)),
		BillingYear:                types.Int64Value(int64(a.Year)),
		DeveloperBillingType:       fwkit.TextOrNull(a.DeveloperBillingType),
		TransactionType:            fwkit.TextOrNull(a.TransactionType),
		Published:                  types.BoolValue(a.Published),
		MonetizationPackageID:      fwkit.TextOrNull(a.PackageID),
		ProductID:                  fwkit.TextOrNull(a.ProductID),
		DeveloperID:                developer,
	}
}

// differences lists how the recorded adjustment bills something else than the planned one.
func differences(planned, recorded model) []string {
	var differences []string
	compare := func(argument string, planned, recorded fmt.Stringer, same bool) {
		if !same {
			differences = append(differences, fmt.Sprintf("%s is %s instead of %s", argument, shown(recorded), shown(planned)))
		}
	}
	compare("billing_month", planned.BillingMonth, recorded.BillingMonth, planned.BillingMonth.Equal(recorded.BillingMonth))
	compare("billing_year", planned.BillingYear, recorded.BillingYear, planned.BillingYear.Equal(recorded.BillingYear))
	factor, recordedFactor := planned.AdjustmentPercentageFactor.Decimal(), recorded.AdjustmentPercentageFactor.Decimal()
	compare("adjustment_percentage_factor", factor, recordedFactor, factor.Equal(recordedFactor))
	compare("published", planned.Published, recorded.Published, planned.Published.Equal(recorded.Published))
	plannedScope, recordedScope := planned.scope(), recorded.scope()
	for _, s := range scopes {
		compare(s.name, plannedScope[s.name], recordedScope[s.name], plannedScope[s.name].Equal(recordedScope[s.name]))
	}
	return differences
}

// shown is a value as people write it; the framework writes <null>.
func shown(value fmt.Stringer) string { return strings.Trim(value.String(), "<>") }
