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

// walletModel is a wallet as the service shows it. Its dates, enums and currency are plain text:
// nobody configures them, and the service may write them as it likes.
type walletModel struct {
	ID                        types.String     `tfsdk:"id"`
	ExternalCustomerID        types.String     `tfsdk:"external_customer_id"`
	Name                      types.String     `tfsdk:"name"`
	Currency                  types.String     `tfsdk:"currency"`
	RateAmount                fwtypes.Decimal  `tfsdk:"rate_amount"`
	ExpirationAt              types.String     `tfsdk:"expiration_at"`
	AppliesTo                 *appliesToModel  `tfsdk:"applies_to"`
	RecurringTransactionRules []shownRuleModel `tfsdk:"recurring_transaction_rules"`
	Status                    types.String     `tfsdk:"status"`
	CreatedAt                 types.String     `tfsdk:"created_at"`
	TerminatedAt              types.String     `tfsdk:"terminated_at"`
	AvailableBalance          *moneyModel      `tfsdk:"available_balance"`
	OngoingUsage              *moneyModel      `tfsdk:"ongoing_usage"`
	NetBalance                *moneyModel      `tfsdk:"net_balance"`
	AvailableCredits          fwtypes.Decimal  `tfsdk:"available_credits"`
	OngoingUsageCredits       fwtypes.Decimal  `tfsdk:"ongoing_usage_credits"`
	NetBalanceCredits         fwtypes.Decimal  `tfsdk:"net_balance_credits"`
	ConsumedCredits           fwtypes.Decimal  `tfsdk:"consumed_credits"`
}

type moneyModel struct {
	Value        fwtypes.Decimal `tfsdk:"value"`
	CurrencyCode types.String    `tfsdk:"currency_code"`
}

type shownRuleModel struct {
	Trigger              types.String    `tfsdk:"trigger"`
	Method               types.String    `tfsdk:"method"`
	Interval             types.String    `tfsdk:"interval"`
	ThresholdCredits     fwtypes.Decimal `tfsdk:"threshold_credits"`
	PaidCredits          fwtypes.Decimal `tfsdk:"paid_credits"`
	GrantedCredits       fwtypes.Decimal `tfsdk:"granted_credits"`
	TargetOngoingBalance fwtypes.Decimal `tfsdk:"target_ongoing_balance"`
	StartedAt            types.String    `tfsdk:"started_at"`
	ExpirationAt         types.String    `tfsdk:"expiration_at"`
}

// shown is the model of what the service says of a wallet.
func shown(w paypal.Wallet) walletModel {
	m := walletModel{
		ID:                        types.StringValue(w.ID),
		ExternalCustomerID:        types.StringValue(w.ExternalCustomerID),
		Name:                      types.StringPointerValue(w.Name),
		Currency:                  fwkit.TextOrNull(w.Currency()),
		RateAmount:                fwtypes.NewDecimalValue(w.RateAmount),
		ExpirationAt:              types.StringPointerValue(w.ExpirationAt),
		AppliesTo:                 &appliesToModel{FeeTypes: paidFor(w)},
		RecurringTransactionRules: []shownRuleModel{},
		Status:                    types.StringValue(w.Status),
		CreatedAt:                 types.StringPointerValue(w.CreatedAt),
		TerminatedAt:              types.StringPointerValue(w.TerminatedAt),
		AvailableBalance:          shownMoney(w.AvailableBalance),
		OngoingUsage:              shownMoney(w.OngoingUsage),
		NetBalance:                shownMoney(w.NetBalance),
		AvailableCredits:          fwtypes.NewDecimalPointer(w.AvailableCredits),
		OngoingUsageCredits:       fwtypes.NewDecimalPointer(w.OngoingUsageCredits),
		NetBalanceCredits:         fwtypes.NewDecimalPointer(w.NetBalanceCredits),
		ConsumedCredits:           fwtypes.NewDecimalPointer(w.ConsumedCredits),
	}
	for _, r := range w.RecurringRules {
		m.RecurringTransactionRules = append(m.RecurringTransactionRules, shownRuleModel{
			Trigger:              types.StringValue(r.Trigger),
			Method:               types.StringValue(r.Method),
			Interval:             types.StringPointerValue(r.Interval),
			ThresholdCredits:     fwtypes.NewDecimalPointer(r.ThresholdCredits),
			PaidCredits:          fwtypes.NewDecimalPointer(r.PaidCredits),
			GrantedCredits:       fwtypes.NewDecimalPointer(r.GrantedCredits),
			TargetOngoingBalance: fwtypes.NewDecimalPointer(r.TargetOngoingBalance),
			StartedAt:            types.StringPointerValue(r.StartedAt),
			ExpirationAt:         types.StringPointerValue(r.ExpirationAt),
		})
	}
	return m
}

func shownMoney(money *paypal.Money) *moneyModel {
	if money == nil {
		return nil
	}
	return &moneyModel{Value: fwtypes.NewDecimalValue(money.Value), CurrencyCode: types.StringValue(money.CurrencyCode)}
}

// walletAttributes are those of one wallet; only id differs between the two data sources.
func walletAttributes(id schema.StringAttribute) map[string]schema.Attribute {
	text := func(about string) schema.StringAttribute {
		return schema.StringAttribute{Computed: true, MarkdownDescription: about}
	}
	number := func(about string) schema.StringAttribute {
		return schema.StringAttribute{Computed: true, CustomType: fwtypes.DecimalType{}, MarkdownDescription: about}
	}
	money := func(about string) schema.SingleNestedAttribute {
		return schema.SingleNestedAttribute{
			Computed: true, MarkdownDescription: about,
			Attributes: map[string]schema.Attribute{
				"value":         number("Amount, in units of the currency."),
				"currency_code": text(aboutCurrency),
			},
		}
	}
	return map[string]schema.Attribute{
		"id":                   id,
		"external_customer_id": text(aboutCustomer),
		"name":                 text(aboutName),
		"currency":             text(aboutCurrency + " Null when no balance is shown."),
		"rate_amount":          number(aboutRate),
		"expiration_at":        text("When the wallet ends, RFC 3339. Null: never."),
		"applies_to": schema.SingleNestedAttribute{
			Computed: true, MarkdownDescription: "What the credits pay for.",
			Attributes: map[string]schema.Attribute{
				"fee_types": schema.SetAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: aboutFeeTypes},
			},
		},
		"recurring_transaction_rules": schema.ListNestedAttribute{
			Computed: true, MarkdownDescription: "Automatic top-ups; empty when there are none.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"trigger":                text(aboutTrigger),
				"method":                 text(aboutMethod),
				"interval":               text(aboutInterval),
				"threshold_credits":      number(aboutThreshold),
				"paid_credits":           number(aboutPaid),
				"granted_credits":        number(aboutGranted),
				"target_ongoing_balance": number(aboutTarget),
				"started_at":             text(aboutStarted),
				"expiration_at":          text("When the rule ends, RFC 3339."),
			}},
		},
		"status":                text(aboutStatus),
		"created_at":            text(aboutCreated),
		"terminated_at":         text("When the wallet was terminated, RFC 3339. Null while it is not."),
		"available_balance":     money("Money that can be spent."),
		"ongoing_usage":         money("Current usage and draft invoices, taxes included."),
		"net_balance":           money("`available_balance` less `ongoing_usage`; may be negative."),
		"available_credits":     number("Credits that can be spent. Rounded apart from `available_balance`."),
		"ongoing_usage_credits": number("Current usage and draft invoices, in credits."),
		"net_balance_credits":   number("`available_credits` less `ongoing_usage_credits`; may be negative."),
		"consumed_credits":      number("Credits consumed so far; may include voided ones."),
	}
}
