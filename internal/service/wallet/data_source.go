package wallet

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

var (
	_ datasource.DataSourceWithConfigure = (*dataSource)(nil)
	_ datasource.DataSourceWithConfigure = (*listDataSource)(nil)
)

type dataSource struct {
	fwkit.DataSource[*paypal.Client]
}

// NewDataSource returns the data source mint_wallet.
func NewDataSource() datasource.DataSource { return &dataSource{} }

func (d *dataSource) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = typeName
}

func (d *dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "One wallet by its id, with its balances as they are now. A terminated wallet can be read as long as the service shows it.",
		Attributes: walletAttributes(schema.StringAttribute{
			Required: true, MarkdownDescription: aboutID, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		}),
	}
}

func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var id types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("id"), &id)...)
	if resp.Diagnostics.HasError() || !d.Known(&resp.Diagnostics) {
		return
	}
	wallet, err := d.Client.Wallet(ctx, id.ValueString())
	if err != nil {
		remedy := ""
		if paypal.IsNotFound(err) {
			remedy = "Check id. The data source mint_wallets lists the wallets of a customer. A terminated wallet may not be shown any more."
		}
		resp.Diagnostics.Append(fwkit.Failure("Cannot read wallet "+id.ValueString(), err, remedy, nil)...)
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, show(*wallet))...)
}

type listModel struct {
	ExternalCustomerID types.String  `tfsdk:"external_customer_id"`
	Wallets            []walletModel `tfsdk:"wallets"`
}

type listDataSource struct {
	fwkit.DataSource[*paypal.Client]
}

// NewListDataSource returns the data source mint_wallets.
func NewListDataSource() datasource.DataSource { return &listDataSource{} }

func (d *listDataSource) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = typeName + "s"
}

func (d *listDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "All wallets of one customer, with their balances as they are now.",
		Attributes: map[string]schema.Attribute{
			"external_customer_id": schema.StringAttribute{
				Required: true, MarkdownDescription: "Your own id of the customer. The service lists the wallets of one customer at a time.",
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"wallets": schema.ListNestedAttribute{
				Computed: true,
				MarkdownDescription: "The wallets in the order of the service, terminated ones included where it lists them; empty when there are none. " +
					"The service may leave balances, and with them the currency, out of lists; the data source `mint_wallet` then has them.",
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
	wallets, err := d.Client.Wallets(ctx, data.ExternalCustomerID.ValueString())
	if err != nil {
		remedy := ""
		if paypal.IsNotFound(err) {
			remedy = "Check external_customer_id: it must be the id of a customer of this PayPal account."
		}
		resp.Diagnostics.Append(fwkit.Failure("Cannot read the wallets of "+data.ExternalCustomerID.ValueString(), err, remedy, nil)...)
		return
	}
	for _, w := range wallets {
		data.Wallets = append(data.Wallets, show(w))
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}
