package category

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// model is one category, of the resource and of the data sources alike.
type model struct {
	ID           types.String `tfsdk:"id"`
	Organization types.String `tfsdk:"organization"`
	Name         fwtypes.Name `tfsdk:"name"`
	Description  fwtypes.Text `tfsdk:"description"`
}

func (m model) title() string { return fwkit.Title("developer category", m.Name, m.ID) }

func (m model) object() fwkit.Object {
	return fwkit.OrganizationObject(m.title(), m.Organization, m.ID)
}

func expand(m model) apigee.DeveloperCategory {
	return apigee.DeveloperCategory{ID: m.ID.ValueString(), Name: m.Name.ValueString(), Description: m.Description.ValueString()}
}

// flatten is the category as the service has it. No description is null, unless the state says "".
func flatten(organization string, c apigee.DeveloperCategory, known model) model {
	description := fwkit.OrNull(c.Description, fwtypes.NewTextValue)
	if description.ValueString() == known.Description.ValueString() {
		description = known.Description
	}
	return model{
		ID:           types.StringValue(c.ID),
		Organization: types.StringValue(organization),
		Name:         fwtypes.NewNameValue(c.Name),
		Description:  description,
	}
}
