package pkg

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// What on_destroy can say.
const (
	del    = "delete"
	retain = "retain"
)

// model is one package, of the resource and of the data sources alike but for OnDestroy.
type model struct {
	ID           types.String `tfsdk:"id"`
	Organization types.String `tfsdk:"organization"`
	Name         fwtypes.Name `tfsdk:"name"`
	DisplayName  fwtypes.Name `tfsdk:"display_name"`
	Description  fwtypes.Text `tfsdk:"description"`
	Products     types.Set    `tfsdk:"products"`
	Status       types.String `tfsdk:"status"`
}

type resourceModel struct {
	model
	OnDestroy types.String `tfsdk:"on_destroy"`
}

func (m model) title() string { return fwkit.Title("monetization package", m.Name, m.ID) }

func (m model) object() fwkit.Object {
	return fwkit.OrganizationObject(m.title(), m.Organization, m.ID)
}

func (m model) products() (ids []string) {
	for _, element := range m.Products.Elements() {
		if id, ok := element.(types.String); ok && !id.IsUnknown() {
			ids = append(ids, id.ValueString())
		}
	}
	return ids
}

func expand(m model) apigee.Package {
	p := apigee.Package{ID: m.ID.ValueString(), Name: m.Name.ValueString(), DisplayName: m.DisplayName.ValueString(), Description: m.Description.ValueString()}
	for _, id := range m.products() {
		p.Products = append(p.Products, apigee.Ref(id))
	}
	return p
}

func flatten(organization string, p apigee.Package) model {
	products := make([]attr.Value, 0, len(p.Products))
	for _, id := range p.Products {
		products = append(products, types.StringValue(string(id)))
	}
	return model{
		ID:           types.StringValue(p.ID),
		Organization: types.StringValue(organization),
		Name:         fwtypes.NewNameValue(p.Name),
		DisplayName:  fwtypes.NewNameValue(p.DisplayName),
		Description:  fwtypes.NewTextValue(p.Description),
		Products:     types.SetValueMust(types.StringType, products),
		Status:       types.StringValue(string(p.Status)),
	}
}
