package terms

import (
	"fmt"

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

// title names the terms in messages; while they are imported there is only their id.
func (m model) title() string {
	if m.Version.IsNull() {
		return "terms and conditions " + m.ID.ValueString()
	}
	return fmt.Sprintf("terms and conditions of version %q", m.Version.ValueString())
}

func (m model) object() fwkit.Object {
	return fwkit.Object{Title: m.title(), Identity: fwkit.OrganizationIdentity{Organization: m.Organization, ID: m.ID}, Organization: m.Organization}
}

func expand(m model) apigee.Terms {
	return apigee.Terms{
		ID: m.ID.ValueString(), Version: m.Version.ValueString(), StartDate: m.StartDate.Wire(),
		URL: apigee.Text(m.URL.ValueString()), Text: apigee.Text(m.Text.ValueString()),
	}
}

func flatten(organization string, t apigee.Terms) model {
	m := model{
		ID:           types.StringValue(t.ID),
		Organization: types.StringValue(organization),
		Version:      fwtypes.NewNameValue(t.Version),
		StartDate:    fwtypes.NewDateTimeValue(t.StartDate),
	}
	if t.URL != "" {
		m.URL = types.StringValue(string(t.URL))
	}
	if t.Text != "" {
		m.Text = fwtypes.NewTextValue(string(t.Text))
	}
	return m
}
