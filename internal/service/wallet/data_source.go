package wallet

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

// NewDataSource returns the data source mint_wallet.
func NewDataSource() datasource.DataSource {
	return fwkit.NewDataSource(typeName, dataSourceSchema, find)
}

func dataSourceSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "One wallet by its id, with its current balances. A terminated wallet can be read as long as the service shows it.",
		Attributes: walletAttributes(schema.StringAttribute{
			Required: true, MarkdownDescription: aboutID, Validators: []validator.String{fwtypes.NotEmpty()},
		}),
	}
}

func find(ctx context.Context, client *paypal.Client, config walletModel) (walletModel, diag.Diagnostics) {
	id := config.ID.ValueString()
	wallet, err := client.Wallets.Get(ctx, id)
	if err != nil {
		remedy := ""
		if paypal.IsNotFound(err) {
			remedy = "Check id. The data source mint_wallets lists the wallets of a customer. The service may no longer show a terminated wallet."
		}
		return config, fwkit.Failure("Cannot read wallet "+id, err, remedy, nil)
	}
	return shown(wallet), nil
}

type listModel struct {
	ExternalCustomerID types.String  `tfsdk:"external_customer_id"`
	Wallets            []walletModel `tfsdk:"wallets"`
}

// NewListDataSource returns the data source mint_wallets.
func NewListDataSource() datasource.DataSource {
	return fwkit.NewDataSource(typeName+"s", listSchema, findAll)
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

func findAll(ctx context.Context, client *paypal.Client, data listModel) (listModel, diag.Diagnostics) {
	customer := data.ExternalCustomerID.ValueString()
	wallets, err := client.Wallets.List(ctx, customer)
	if err != nil {
		return data, fwkit.Failure("Cannot read the wallets of "+customer, err, customerRemedy(err), nil)
	}
	data.Wallets = []walletModel{}
	for _, w := range wallets {
		data.Wallets = append(data.Wallets, shown(w))
	}
	return data, nil
}

func customerRemedy(err error) string {
	if paypal.IsNotFound(err) {
		return "Check external_customer_id: it must be the id of a customer of this PayPal account."
	}
	return ""
}
