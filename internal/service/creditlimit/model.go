package creditlimit

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// What on_destroy can say.
const (
	retain          = "retain"
	zero            = "zero"
	currencyDefault = "currency_default"
)

type resourceModel struct {
	ID           types.String     `tfsdk:"id"`
	Organization types.String     `tfsdk:"organization"`
	DeveloperID  types.String     `tfsdk:"developer_id"`
	Currency     fwtypes.Currency `tfsdk:"currency"`
	Amount       fwtypes.Decimal  `tfsdk:"amount"`
	OnDestroy    types.String     `tfsdk:"on_destroy"`
	Usage        fwtypes.Decimal  `tfsdk:"usage"`
}

type identityModel struct {
	Organization types.String `tfsdk:"organization"`
	DeveloperID  types.String `tfsdk:"developer_id"`
	Currency     types.String `tfsdk:"currency"`
}

// title names the limit in messages.
func (m resourceModel) title() string {
	return "credit limit of " + m.DeveloperID.ValueString() + " in " + m.Currency.Upper()
}

func (m resourceModel) identity() identityModel {
	return identityModel{Organization: m.Organization, DeveloperID: m.DeveloperID, Currency: types.StringValue(m.Currency.Upper())}
}

func (m resourceModel) object() fwkit.Object {
	return fwkit.Object{Title: m.title(), Identity: m.identity(), Organization: m.Organization}
}

// flatten is the limit as the service has it, in the state known of it.
func flatten(limit apigee.CreditLimit, known resourceModel) resourceModel {
	known.ID = types.StringValue(fwkit.JoinLast(known.DeveloperID.ValueString(), known.Currency.Upper()))
	known.Amount = fwtypes.NewDecimalValue(limit.Amount)
	known.Usage = fwtypes.NewDecimalValue(limit.Usage)
	return known
}
