package ledger

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

// recordModel is one transaction as the ledger shows it, whoever booked it.
type recordModel struct {
	transactionModel
	WalletID  types.String `tfsdk:"wallet_id"`
	Source    types.String `tfsdk:"source"`
	Reference types.String `tfsdk:"reference"`
	Metadata  types.Map    `tfsdk:"metadata"`
}

func flattenRecord(t paypal.Transaction) recordModel {
	pairs := map[string]string{}
	for _, p := range t.Metadata {
		pairs[p.Key], _ = t.Tag(p.Key)
	}
	reference, _ := t.Tag(paypal.ReferenceKey)
	return recordModel{
		transactionModel: flattenTransaction(t),
		WalletID:         fwkit.TextOrNull(t.WalletID),
		Source:           fwkit.TextOrNull(t.Source),
		Reference:        fwkit.TextOrNull(reference),
		Metadata:         textMap(pairs),
	}
}

func recordAttributes(id schema.StringAttribute) map[string]schema.Attribute {
	attributes := map[string]schema.Attribute{
		"wallet_id": schema.StringAttribute{Computed: true, MarkdownDescription: "Id of the wallet."},
		"source":    schema.StringAttribute{Computed: true, MarkdownDescription: "`MANUAL` if it was posted, `INTERVAL` or `THRESHOLD` if a recurring rule added it."},
		"reference": schema.StringAttribute{Computed: true, MarkdownDescription: "The `reference` of its `mint_wallet_transaction`; null for other transactions."},
		"metadata": schema.MapAttribute{
			Computed: true, ElementType: types.StringType,
			MarkdownDescription: "All tags of the transaction, those that start with `tf_` included. Null when there are none.",
		},
	}
	for name, about := range aboutTransaction {
		attribute := schema.StringAttribute{Computed: true, MarkdownDescription: about}
		if name == "credits" || name == "amount" {
			attribute.CustomType = fwtypes.DecimalType{}
		}
		attributes[name] = attribute
	}
	attributes["transaction_id"] = id
	return attributes
}

// NewDataSource returns the data source mint_wallet_transaction.
func NewDataSource() datasource.DataSource {
	return fwkit.NewDataSource(typeName, dataSourceSchema, find)
}

func dataSourceSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "One transaction of a wallet's ledger, by its id.",
		Attributes: recordAttributes(schema.StringAttribute{
			Required: true, MarkdownDescription: aboutTransaction["transaction_id"], Validators: []validator.String{fwtypes.NotEmpty()},
		}),
	}
}

func find(ctx context.Context, client *paypal.Client, config recordModel) (recordModel, diag.Diagnostics) {
	id := config.TransactionID.ValueString()
	found, err := client.Transactions.Get(ctx, id)
	if err != nil {
		remedy := ""
		if paypal.IsNotFound(err) {
			remedy = "Check transaction_id. The data source mint_wallet_transactions lists the transactions of a wallet."
		}
		return config, fwkit.Failure("Cannot read wallet transaction "+id, err, remedy, nil)
	}
	return flattenRecord(found), nil
}

type listModel struct {
	WalletID           types.String  `tfsdk:"wallet_id"`
	TransactionType    types.String  `tfsdk:"transaction_type"`
	TransactionStatus  types.String  `tfsdk:"transaction_status"`
	PaymentStatus      types.String  `tfsdk:"payment_status"`
	WalletTransactions []recordModel `tfsdk:"wallet_transactions"`
}

// wants reports whether a transaction passes the filters; the service has none (contract: wallets
// 3.4).
func (m listModel) wants(t paypal.Transaction) bool {
	passes := func(filter types.String, value string) bool { return filter.IsNull() || filter.ValueString() == value }
	return passes(m.TransactionType, t.TransactionType) && passes(m.TransactionStatus, t.TransactionStatus) && passes(m.PaymentStatus, t.PaymentStatus)
}

// NewListDataSource returns the data source mint_wallet_transactions.
func NewListDataSource() datasource.DataSource {
	return fwkit.NewDataSource(typeName+"s", listSchema, findAll)
}

func listSchema() schema.Schema {
	filter := func(about string, values ...string) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, MarkdownDescription: about + " Default: all.", Validators: []validator.String{fwtypes.OneOf(values...)}}
	}
	return schema.Schema{
		MarkdownDescription: "The transactions of one wallet, all of them or those that pass the filters. Available credits are what is `SETTLED` and `INBOUND`, less what is `OUTBOUND`.",
		Attributes: map[string]schema.Attribute{
			"wallet_id": schema.StringAttribute{
				Required: true, MarkdownDescription: "Id of the wallet, which may be terminated.",
				Validators: []validator.String{fwtypes.NotEmpty()},
			},
			"transaction_type":   filter("Only `INBOUND` or only `OUTBOUND` transactions.", paypal.Inbound, paypal.Outbound),
			"transaction_status": filter("Only `PURCHASED`, `GRANTED`, `VOIDED` or `INVOICED` transactions.", paypal.Purchased, paypal.Granted, paypal.Voided, paypal.Invoiced),
			"payment_status":     filter("Only transactions whose payment is `PENDING`, `SETTLED` or `FAILED`.", paypal.PaymentPending, paypal.PaymentSettled, paypal.PaymentFailed),
			"wallet_transactions": schema.ListNestedAttribute{
				Computed:            true,
				MarkdownDescription: "The transactions, in the order of the service; empty when there are none.",
				NestedObject: schema.NestedAttributeObject{
					Attributes: recordAttributes(schema.StringAttribute{Computed: true, MarkdownDescription: aboutTransaction["transaction_id"]}),
				},
			},
		},
	}
}

func walletRemedy(err error, lister string) string {
	if paypal.IsNotFound(err) || paypal.IsInvalid(err) {
		return "Check wallet_id. The " + lister + " lists the wallets of a customer."
	}
	return ""
}

func findAll(ctx context.Context, client *paypal.Client, data listModel) (listModel, diag.Diagnostics) {
	history, err := client.Transactions.List(ctx, data.WalletID.ValueString())
	if err != nil {
		return data, fwkit.Failure("Cannot read the ledger of wallet "+data.WalletID.ValueString(), err, walletRemedy(err, "data source mint_wallets"), nil)
	}
	data.WalletTransactions = make([]recordModel, 0, len(history))
	for _, t := range history {
		if data.wants(t) {
			data.WalletTransactions = append(data.WalletTransactions, flattenRecord(t))
		}
	}
	return data, nil
}
