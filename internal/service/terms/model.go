package terms

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// model is one version of the terms, of the resource and of the data sources alike.
type model struct {
	ID           types.String     `tfsdk:"id"`
	Organization types.String     `tfsdk:"organization"`
	Version      fwtypes.Name     `tfsdk:"version"`
	StartDate    fwtypes.DateTime `tfsdk:"start_date"`
	URL          types.String     `tfsdk:"url"`
	Text         fwtypes.Text     `tfsdk:"text"`
}

func (m model) title() string { return fwkit.Title("terms and conditions", m.Version, m.ID) }

func (m model) object() fwkit.Object {
	return fwkit.OrganizationObject(m.title(), m.Organization, m.ID)
}

func expand(m model) apigee.Terms {
	return apigee.Terms{
		ID: m.ID.ValueString(), Version: m.Version.ValueString(), StartDate: m.StartDate.Wire(),
		URL: apigee.Text(m.URL.ValueString()), Text: apigee.Text(m.Text.ValueString()),
	}
}

func flatten(organization string, t apigee.Terms) model {
	return model{
		ID:           types.StringValue(t.ID),
		Organization: types.StringValue(organization),
		Version:      fwtypes.NewNameValue(t.Version),
		StartDate:    fwtypes.NewDateTimeValue(t.StartDate),
		URL:          fwkit.TextOrNull(t.URL),
		Text:         fwkit.OrNull(t.Text, fwtypes.NewTextValue),
	}
}
