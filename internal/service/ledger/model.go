package ledger

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

// What on_destroy can say.
const (
	retain = "retain"
	void   = "void"
)

type model struct {
	ID             types.String    `tfsdk:"id"`
	WalletID       types.String    `tfsdk:"wallet_id"`
	Reference      types.String    `tfsdk:"reference"`
	Type           types.String    `tfsdk:"type"`
	PaidCredits    fwtypes.Decimal `tfsdk:"paid_credits"`
	GrantedCredits fwtypes.Decimal `tfsdk:"granted_credits"`
	CreditsToVoid  fwtypes.Decimal `tfsdk:"credits_to_void"`
	Metadata       types.Map       `tfsdk:"metadata"`
	OnDestroy      types.String    `tfsdk:"on_destroy"`
	Transactions   types.List      `tfsdk:"transactions"`
}

type identityModel struct {
	WalletID  types.String `tfsdk:"wallet_id"`
	Reference types.String `tfsdk:"reference"`
}

type transactionModel struct {
	TransactionID     types.String    `tfsdk:"transaction_id"`
	TransactionStatus types.String    `tfsdk:"transaction_status"`
	TransactionType   types.String    `tfsdk:"transaction_type"`
	PaymentStatus     types.String    `tfsdk:"payment_status"`
	Credits           fwtypes.Decimal `tfsdk:"credits"`
	Amount            fwtypes.Decimal `tfsdk:"amount"`
	Currency          types.String    `tfsdk:"currency"`
	CreatedAt         types.String    `tfsdk:"created_at"`
	SettledAt         types.String    `tfsdk:"settled_at"`
	FailedAt          types.String    `tfsdk:"failed_at"`
}

var transactionType = types.ObjectType{AttrTypes: map[string]attr.Type{
	"transaction_id": types.StringType, "transaction_status": types.StringType, "transaction_type": types.StringType, "payment_status": types.StringType,
	"credits": fwtypes.DecimalType{}, "amount": fwtypes.DecimalType{}, "currency": types.StringType,
	"created_at": types.StringType, "settled_at": types.StringType, "failed_at": types.StringType,
}}

func (m model) identity() identityModel {
	return identityModel{WalletID: m.WalletID, Reference: m.Reference}
}

func (m model) ref() paypal.EntryRef {
	return paypal.EntryRef{WalletID: m.WalletID.ValueString(), Reference: m.Reference.ValueString()}
}

// key is the id of the entry, also while it is planned.
func (m model) key() string {
	return fwkit.JoinFirst(m.WalletID.ValueString(), m.Reference.ValueString())
}

// title is the entry as warnings call it. It shows no amounts, which may be sensitive: see amounts.
func (m model) title() string {
	return fmt.Sprintf("%s %q in wallet %s", shown(m.Type), m.Reference.ValueString(), shown(m.WalletID))
}

// fullTitle is the entry as errors call it, with its amounts.
func (m model) fullTitle() string {
	return fmt.Sprintf("%s %q of %s in wallet %s", shown(m.Type), m.Reference.ValueString(), m.amounts(), shown(m.WalletID))
}

// amounts is what the entry asks for, for messages about money that moves.
func (m model) amounts() string {
	var parts []string
	for _, part := range []struct {
		credits fwtypes.Decimal
		kind    string
	}{{m.PaidCredits, " paid"}, {m.GrantedCredits, " granted"}, {m.CreditsToVoid, ""}} {
		if !part.credits.IsNull() {
			parts = append(parts, shown(part.credits.StringValue)+part.kind)
		}
	}
	return strings.Join(parts, " and ") + " credits"
}

func shown(text types.String) string {
	if text.IsUnknown() {
		return "(known after apply)"
	}
	return text.ValueString()
}

func (m model) asked() paypal.Asked {
	return paypal.Asked{
		Type:           m.Type.ValueString(),
		PaidCredits:    m.PaidCredits.Decimal(),
		GrantedCredits: m.GrantedCredits.Decimal(),
		CreditsToVoid:  m.CreditsToVoid.Decimal(),
	}
}

func (m model) metadata(ctx context.Context, diags *diag.Diagnostics) map[string]string {
	var metadata map[string]string
	diags.Append(m.Metadata.ElementsAs(ctx, &metadata, false)...)
	return metadata
}

// entry is the entry as the state knows it.
func (m model) entry(ctx context.Context, diags *diag.Diagnostics) paypal.Entry {
	var known []transactionModel
	diags.Append(m.Transactions.ElementsAs(ctx, &known, false)...)
	entry := paypal.Entry{Reference: m.Reference.ValueString(), Asked: m.asked().String()}
	for _, t := range known {
		entry.Transactions = append(entry.Transactions, t.expand())
	}
	return entry
}

func (t transactionModel) expand() paypal.Transaction {
	transaction := paypal.Transaction{
		ID:                t.TransactionID.ValueString(),
		TransactionStatus: t.TransactionStatus.ValueString(),
		TransactionType:   t.TransactionType.ValueString(),
		PaymentStatus:     t.PaymentStatus.ValueString(),
		Credits:           t.Credits.Pointer(),
		CreatedAt:         t.CreatedAt.ValueStringPointer(),
		SettledAt:         t.SettledAt.ValueStringPointer(),
		FailedAt:          t.FailedAt.ValueStringPointer(),
	}
	if !t.Amount.IsNull() {
		transaction.Amount = &paypal.Money{Value: t.Amount.Decimal(), CurrencyCode: t.Currency.ValueString()}
	}
	return transaction
}

// flatten makes the model of what the service made of the entry. What was asked for stays as it is
// known: the service may have rounded it (contract: wallets, trap 8).
func flatten(entry paypal.Entry, known model) model {
	known.ID = types.StringValue(known.key())
	elements := make([]attr.Value, 0, len(entry.Transactions))
	for _, t := range entry.Transactions {
		elements = append(elements, types.ObjectValueMust(transactionType.AttrTypes, fwkit.AttributesOf(flattenTransaction(t))))
	}
	known.Transactions = types.ListValueMust(transactionType, elements)
	return known
}

func flattenTransaction(t paypal.Transaction) transactionModel {
	m := transactionModel{
		TransactionID:     types.StringValue(t.ID),
		TransactionStatus: fwkit.TextOrNull(t.TransactionStatus),
		TransactionType:   fwkit.TextOrNull(t.TransactionType),
		PaymentStatus:     fwkit.TextOrNull(t.PaymentStatus),
		Credits:           fwtypes.NewDecimalPointer(t.Credits),
		CreatedAt:         types.StringPointerValue(t.CreatedAt),
		SettledAt:         types.StringPointerValue(t.SettledAt),
		FailedAt:          types.StringPointerValue(t.FailedAt),
	}
	if t.Amount != nil {
		m.Amount, m.Currency = fwtypes.NewDecimalValue(t.Amount.Value), fwkit.TextOrNull(t.Amount.CurrencyCode)
	}
	return m
}

// textMap is null for no pairs at all.
func textMap(pairs map[string]string) types.Map {
	if len(pairs) == 0 {
		return types.MapNull(types.StringType)
	}
	elements := make(map[string]attr.Value, len(pairs))
	for key, value := range pairs {
		elements[key] = types.StringValue(value)
	}
	return types.MapValueMust(types.StringType, elements)
}
