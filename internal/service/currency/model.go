package currency

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// model is one currency, of the resource and of the data sources alike.
type model struct {
	ID           types.String     `tfsdk:"id"`
	Organization types.String     `tfsdk:"organization"`
	Code         fwtypes.Currency `tfsdk:"code"`
	DisplayName  fwtypes.Name     `tfsdk:"display_name"`
	Description  fwtypes.Text     `tfsdk:"description"`
	Status       types.String     `tfsdk:"status"`
	Virtual      types.Bool       `tfsdk:"virtual"`
	CreditLimit  fwtypes.Decimal  `tfsdk:"credit_limit"`
	MinimumTopUp fwtypes.Decimal  `tfsdk:"minimum_top_up"`
}

func (m model) title() string { return "supported currency " + m.ID.ValueString() }

func (m model) object() fwkit.Object {
	return fwkit.OrganizationObject(m.title(), m.Organization, m.ID)
}

func expand(m model) apigee.SupportedCurrency {
	return apigee.SupportedCurrency{
		ID:           m.Code.Lower(),
		Name:         m.Code.Upper(),
		DisplayName:  m.DisplayName.ValueString(),
		Description:  m.Description.ValueString(),
		Status:       m.Status.ValueString(),
		Virtual:      apigee.Bool(m.Virtual.ValueBool()),
		CreditLimit:  apigee.Amount{Value: m.CreditLimit.Pointer()},
		MinimumTopUp: apigee.Amount{Value: m.MinimumTopUp.Pointer()},
	}
}

func flatten(organization string, c apigee.SupportedCurrency) model {
	return model{
		ID:           types.StringValue(strings.ToLower(c.ID)),
		Organization: types.StringValue(organization),
		Code:         fwtypes.NewCurrencyValue(c.Name),
		DisplayName:  fwtypes.NewNameValue(c.DisplayName),
		Description:  fwtypes.NewTextValue(c.Description),
		Status:       types.StringValue(c.Status),
		Virtual:      types.BoolValue(bool(c.Virtual)),
		CreditLimit:  fwtypes.NewDecimalPointer(c.CreditLimit.Value),
		MinimumTopUp: fwtypes.NewDecimalPointer(c.MinimumTopUp.Value),
	}
}
