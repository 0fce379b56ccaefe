package currency

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

type dataSource struct {
	fwkit.DataSource[*apigee.Client]
}

// NewDataSource returns the data source mint_supported_currency.
func NewDataSource() datasource.DataSource {
	return &dataSource{fwkit.DataSource[*apigee.Client]{TypeName: typeName, DefineSchema: dataSourceSchema}}
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

func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var config model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() || !d.Known(&resp.Diagnostics) {
		return
	}
	found, err := d.Client.SupportedCurrencies.Get(ctx, config.Code.Lower())
	if err != nil {
		resp.Diagnostics.Append(fwkit.Failure("Cannot read the supported currency "+config.Code.Upper(), err, "The data source mint_supported_currencies lists those of the organization.", nil)...)
		return
	}
	data := flatten(d.Client.Organization(), found)
	data.Code = config.Code
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}

type listModel struct {
	Currencies []model `tfsdk:"supported_currencies"`
}

type listDataSource struct {
	fwkit.DataSource[*apigee.Client]
}

// NewListDataSource returns the data source mint_supported_currencies.
func NewListDataSource() datasource.DataSource {
	return &listDataSource{fwkit.DataSource[*apigee.Client]{TypeName: "mint_supported_currencies", DefineSchema: listSchema}}
}

func listSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "All supported currencies of the organization, inactive ones too.",
		Attributes: map[string]schema.Attribute{
			"supported_currencies": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "The currencies, in the order of the service.",
				NestedObject: schema.NestedAttributeObject{Attributes: computedAttributes()},
			},
		},
	}
}

func (d *listDataSource) Read(ctx context.Context, _ datasource.ReadRequest, resp *datasource.ReadResponse) {
	if !d.Known(&resp.Diagnostics) {
		return
	}
	currencies, err := d.Client.SupportedCurrencies.List(ctx)
	if err != nil {
		resp.Diagnostics.Append(fwkit.Failure("Cannot read the supported currencies of "+d.Client.Organization(), err, "", nil)...)
		return
	}
	data := listModel{Currencies: []model{}}
	for _, currency := range currencies {
		data.Currencies = append(data.Currencies, flatten(d.Client.Organization(), currency))
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}
