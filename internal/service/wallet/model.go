package wallet

import (
	"fmt"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

type resourceModel struct {
	ID                        types.String     `tfsdk:"id"`
	ExternalCustomerID        types.String     `tfsdk:"external_customer_id"`
	Name                      fwtypes.Name     `tfsdk:"name"`
	Currency                  fwtypes.Currency `tfsdk:"currency"`
	RateAmount                fwtypes.Decimal  `tfsdk:"rate_amount"`
	ExpirationAt              fwtypes.RFC3339  `tfsdk:"expiration_at"`
	AppliesTo                 *appliesToModel  `tfsdk:"applies_to"`
	RecurringTransactionRules []ruleModel      `tfsdk:"recurring_transaction_rules"`
	ForceDestroy              types.Bool       `tfsdk:"force_destroy"`
	Status                    types.String     `tfsdk:"status"`
	CreatedAt                 types.String     `tfsdk:"created_at"`
}

type appliesToModel struct {
	FeeTypes []string `tfsdk:"fee_types"`
}

type identityModel struct {
	ID types.String `tfsdk:"id"`
}

func (m resourceModel) identity() identityModel { return identityModel{ID: m.ID} }

// title is the wallet as messages call it.
func (m resourceModel) title() string {
	if m.Name.ValueString() == "" || m.ExternalCustomerID.ValueString() == "" || m.Currency.Upper() == "" {
		return "wallet " + m.ID.ValueString()
	}
	return fmt.Sprintf("wallet %q of %s in %s", m.Name.ValueString(), m.ExternalCustomerID.ValueString(), m.Currency.Upper())
}

func (m resourceModel) ref() paypal.WalletRef {
	return paypal.WalletRef{
		ID:                 m.ID.ValueString(),
		ExternalCustomerID: m.ExternalCustomerID.ValueString(),
		Currency:           m.Currency.Upper(),
		Name:               m.Name.ValueString(),
	}
}

func (m resourceModel) terminated() bool { return m.Status.ValueString() == paypal.WalletTerminated }

// expand makes the request that creates the wallet: empty, because credits are entries of the
// ledger.
func expand(m resourceModel) paypal.WalletCreate {
	return paypal.WalletCreate{
		ExternalCustomerID: m.ExternalCustomerID.ValueString(),
		Currency:           m.Currency.Upper(),
		RateAmount:         m.RateAmount.Decimal(),
		Name:               m.Name.ValueString(),
		ExpirationAt:       utc(m.ExpirationAt),
		AppliesTo:          paypal.AppliesTo{FeeTypes: m.AppliesTo.restriction()},
		RecurringRules:     expandRules(m.RecurringTransactionRules),
	}
}

// utc is how the service is told an instant (contract: wallets 2.1).
func utc(instant fwtypes.RFC3339) *string {
	if instant.IsNull() {
		return nil
	}
	return new(instant.Time().UTC().Format(time.RFC3339))
}

// restriction is nil where every fee type is paid for: that is asked for by asking for none
// (contract: wallets 2.1).
func (a *appliesToModel) restriction() []string {
	if a == nil {
		return nil
	}
	return paypal.Wallet{AppliesTo: &paypal.AppliesTo{FeeTypes: a.FeeTypes}}.RestrictedTo()
}

// changes makes the request that turns one configuration into another. It names what changed by
// content and nothing else: an expiration that has passed is refused when it is sent again, and
// rules that are sent again start again. An empty list of either kind takes away what was there
// (contract: wallets 2.2).
func changes(from, to resourceModel) paypal.WalletUpdate {
	var update paypal.WalletUpdate
	if !to.Name.Equal(from.Name) {
		update.Name = paypal.Set(to.Name.ValueString())
	}
	switch {
	case to.ExpirationAt.IsNull() && !from.ExpirationAt.IsNull():
		update.ExpirationAt = paypal.Clear[string]()
	case !to.ExpirationAt.Time().Equal(from.ExpirationAt.Time()):
		update.ExpirationAt = paypal.Set(*utc(to.ExpirationAt))
	}
	if fees := to.AppliesTo.restriction(); !slices.Equal(fees, from.AppliesTo.restriction()) {
		update.FeeTypes = paypal.Set(fees)
	}
	rules, running := expandRules(to.RecurringTransactionRules), expandRules(from.RecurringTransactionRules)
	if !paypal.SameRules(rules, running) || !paypal.SameRules(running, rules) {
		update.RecurringRules = paypal.Set(rules)
	}
	return update
}

// flatten makes the model of what the service says. What the service does not say is taken from
// known: the currency where no balance is shown, and rules that are the same by content.
func flatten(w paypal.Wallet, known resourceModel) resourceModel {
	m := resourceModel{
		ID:                        types.StringValue(w.ID),
		ExternalCustomerID:        types.StringValue(w.ExternalCustomerID),
		Currency:                  known.Currency,
		RateAmount:                fwtypes.NewDecimalValue(w.RateAmount),
		ExpirationAt:              fwtypes.NewRFC3339Pointer(w.ExpirationAt),
		AppliesTo:                 &appliesToModel{FeeTypes: paidFor(w)},
		RecurringTransactionRules: known.RecurringTransactionRules,
		ForceDestroy:              known.ForceDestroy,
		Status:                    types.StringValue(w.Status),
		CreatedAt:                 known.CreatedAt,
	}
	if w.Name != nil {
		m.Name = fwtypes.NewNameValue(*w.Name)
	}
	if currency := w.Currency(); currency != "" {
		m.Currency = fwtypes.NewCurrencyValue(currency)
	}
	if !paypal.SameRules(expandRules(known.RecurringTransactionRules), w.RecurringRules) {
		m.RecurringTransactionRules = flattenRules(w.RecurringRules)
	}
	if w.CreatedAt != nil || known.CreatedAt.IsUnknown() {
		m.CreatedAt = types.StringPointerValue(w.CreatedAt)
	}
	return m
}

// paidFor names all fee types where none is excluded, as applies_to's default does.
func paidFor(w paypal.Wallet) []string {
	if restricted := w.RestrictedTo(); restricted != nil {
		return restricted
	}
	return paypal.FeeTypes()
}

// planned is the state of a wallet that the service has as it was planned: the plan, and what only
// the service fills in.
func planned(w paypal.Wallet, plan resourceModel) resourceModel {
	answer := flatten(w, plan)
	plan.ID, plan.Status = answer.ID, answer.Status
	if plan.CreatedAt.IsUnknown() {
		plan.CreatedAt = answer.CreatedAt
	}
	return plan
}
