package currency

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// NewDataSource returns the data source mint_supported_currency.
func NewDataSource() datasource.DataSource {
	return fwkit.NewDataSource(typeName, dataSourceSchema, find)
}

func dataSourceSchema() schema.Schema {
	attributes := computedAttributes()
	attributes["code"] = schema.StringAttribute{Required: true, CustomType: fwtypes.CurrencyType{}, MarkdownDescription: aboutCode}
	return schema.Schema{MarkdownDescription: "One supported currency of the organization, by its code.", Attributes: attributes}
}

func computedAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":             schema.StringAttribute{Computed: true, MarkdownDescription: aboutID},
		"organization":   schema.StringAttribute{Computed: true, MarkdownDescription: aboutOrganization},
		"code":           schema.StringAttribute{Computed: true, CustomType: fwtypes.CurrencyType{}, MarkdownDescription: "ISO 4217 code, or the name of a virtual currency, in upper case."},
		"display_name":   schema.StringAttribute{Computed: true, CustomType: fwtypes.NameType{}, MarkdownDescription: aboutDisplayName},
		"description":    schema.StringAttribute{Computed: true, CustomType: fwtypes.TextType{}, MarkdownDescription: aboutDescription},
		"status":         schema.StringAttribute{Computed: true, MarkdownDescription: aboutStatus},
		"virtual":        schema.BoolAttribute{Computed: true, MarkdownDescription: aboutVirtual},
		"credit_limit":   schema.StringAttribute{Computed: true, CustomType: fwtypes.DecimalType{}, MarkdownDescription: aboutCreditLimit + " Null: there is none."},
		"minimum_top_up": schema.StringAttribute{Computed: true, CustomType: fwtypes.DecimalType{}, MarkdownDescription: aboutTopUp + " Null: there is none."},
	}
}

func find(ctx context.Context, client *apigee.Client, config model) (model, diag.Diagnostics) {
	found, err := client.SupportedCurrencies.Get(ctx, config.Code.Lower())
	if err != nil {
		return config, fwkit.Failure("Cannot read the supported currency "+config.Code.Upper(), err, "The data source mint_supported_currencies lists those of the organization.", nil)
	}
	data := flatten(client.Organization(), found)
	data.Code = config.Code
	return data, nil
}

// NewListDataSource returns the data source mint_supported_currencies.
func NewListDataSource() datasource.DataSource {
	return fwkit.NewListDataSource(fwkit.Collection[*apigee.Client, apigee.SupportedCurrency, model]{
		TypeName: "mint_supported_currencies", About: "All supported currencies of the organization, inactive ones too.",
		Name: "supported_currencies", AboutList: "The currencies, in the order of the service.", Attributes: computedAttributes,
		List: func(ctx context.Context, c *apigee.Client) ([]apigee.SupportedCurrency, error) {
			return c.SupportedCurrencies.List(ctx)
		},
		Show: func(c *apigee.Client, s apigee.SupportedCurrency) model { return flatten(c.Organization(), s) },
	})
}
