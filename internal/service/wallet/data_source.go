package wallet

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

type dataSource struct {
	fwkit.DataSource[*paypal.Client]
}

// NewDataSource returns the data source mint_wallet.
func NewDataSource() datasource.DataSource {
	return &dataSource{fwkit.DataSource[*paypal.Client]{TypeName: typeName, DefineSchema: dataSourceSchema}}
}

func dataSourceSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "One wallet by its id, with its current balances. A terminated wallet can be read as long as the service shows it.",
		Attributes: walletAttributes(schema.StringAttribute{
			Required: true, MarkdownDescription: aboutID, Validators: []validator.String{fwtypes.NotEmpty()},
		}),
	}
}

func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var id types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("id"), &id)...)
	if resp.Diagnostics.HasError() || !d.Known(&resp.Diagnostics) {
		return
	}
	wallet, err := d.Client.Wallets.Get(ctx, id.ValueString())
	if err != nil {
		remedy := ""
		if paypal.IsNotFound(err) {
			remedy = "Check id. The data source mint_wallets lists the wallets of a customer. The service may no longer show a terminated wallet."
		}
		resp.Diagnostics.Append(fwkit.Failure("Cannot read wallet "+id.ValueString(), err, remedy, nil)...)
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, shown(wallet))...)
}

type listModel struct {
	ExternalCustomerID types.String  `tfsdk:"external_customer_id"`
	Wallets            []walletModel `tfsdk:"wallets"`
}

type listDataSource struct {
	fwkit.DataSource[*paypal.Client]
}

// NewListDataSource returns the data source mint_wallets.
func NewListDataSource() datasource.DataSource {
	return &listDataSource{fwkit.DataSource[*paypal.Client]{TypeName: typeName + "s", DefineSchema: listSchema}}
}

func listSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "All wallets of one customer, with their current balances.",
		Attributes: map[string]schema.Attribute{
			"external_customer_id": schema.StringAttribute{Required: true, MarkdownDescription: aboutCustomer, Validators: []validator.String{fwtypes.NotEmpty()}},
			"wallets": schema.ListNestedAttribute{
				Computed: true,
				MarkdownDescription: "The wallets in the order of the service, terminated ones included where it lists them. " +
					"Lists may lack balances and currencies; the data source `mint_wallet` has them.",
				NestedObject: schema.NestedAttributeObject{Attributes: walletAttributes(schema.StringAttribute{Computed: true, MarkdownDescription: aboutID})},
			},
		},
	}
}

func (d *listDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	data := listModel{Wallets: []walletModel{}}
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("external_customer_id"), &data.ExternalCustomerID)...)
	if resp.Diagnostics.HasError() || !d.Known(&resp.Diagnostics) {
		return
	}
	wallets, err := d.Client.Wallets.List(ctx, data.ExternalCustomerID.ValueString())
	if err != nil {
		remedy := ""
		if paypal.IsNotFound(err) {
			remedy = "Check external_customer_id: it must be the id of a customer of this PayPal account."
		}
		resp.Diagnostics.Append(fwkit.Failure("Cannot read the wallets of "+data.ExternalCustomerID.ValueString(), err, remedy, nil)...)
		return
	}
	for _, w := range wallets {
		data.Wallets = append(data.Wallets, shown(w))
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}
