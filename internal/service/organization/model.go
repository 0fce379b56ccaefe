package organization

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
)

type model struct {
	ID                           types.String   `tfsdk:"id"`
	Name                         types.String   `tfsdk:"name"`
	Description                  types.String   `tfsdk:"description"`
	Status                       types.String   `tfsdk:"status"`
	Currency                     types.String   `tfsdk:"currency"`
	Country                      types.String   `tfsdk:"country"`
	Timezone                     types.String   `tfsdk:"timezone"`
	BillingCycle                 types.String   `tfsdk:"billing_cycle"`
	SupportedBillingType         types.String   `tfsdk:"supported_billing_type"`
	TaxModel                     types.String   `tfsdk:"tax_model"`
	TaxEngineExternalID          types.String   `tfsdk:"tax_engine_external_id"`
	TaxNexus                     types.String   `tfsdk:"tax_nexus"`
	TaxRegNo                     types.String   `tfsdk:"tax_reg_no"`
	RegNo                        types.String   `tfsdk:"reg_no"`
	LogoURL                      types.String   `tfsdk:"logo_url"`
	TransactionRelayURL          types.String   `tfsdk:"transaction_relay_url"`
	NetPaymentAdviceNote         types.String   `tfsdk:"net_payment_advice_note"`
	ApproveTrusted               types.Bool     `tfsdk:"approve_trusted"`
	ApproveUntrusted             types.Bool     `tfsdk:"approve_untrusted"`
	HasBillingAdjustment         types.Bool     `tfsdk:"has_billing_adjustment"`
	HasBroker                    types.Bool     `tfsdk:"has_broker"`
	HasSelfBilling               types.Bool     `tfsdk:"has_self_billing"`
	HasSeparateInvoiceForProduct types.Bool     `tfsdk:"has_separate_invoice_for_product"`
	IssueNettingStmt             types.Bool     `tfsdk:"issue_netting_stmt"`
	NettingStmtPerCurrency       types.Bool     `tfsdk:"netting_stmt_per_currency"`
	SelfBillingAsExchOrg         types.Bool     `tfsdk:"self_billing_as_exch_org"`
	SelfBillingForAllDev         types.Bool     `tfsdk:"self_billing_for_all_dev"`
	SeparateInvoiceForFees       types.Bool     `tfsdk:"separate_invoice_for_fees"`
	Address                      []addressModel `tfsdk:"address"`
}

func flatten(p apigee.Profile) model {
	text, flag := types.StringValue, func(b apigee.Bool) types.Bool { return types.BoolValue(bool(b)) }
	m := model{
		ID: text(p.ID), Name: text(p.Name), Description: text(p.Description), Status: text(p.Status),
		Currency: text(p.Currency), Country: text(p.Country), Timezone: text(p.Timezone),
		BillingCycle: text(p.BillingCycle), SupportedBillingType: text(p.SupportedBillingType),
		TaxModel: text(p.TaxModel), TaxEngineExternalID: text(p.TaxEngineExternalID), TaxNexus: text(p.TaxNexus), TaxRegNo: text(p.TaxRegNo),
		RegNo: text(p.RegNo), LogoURL: text(p.LogoURL), TransactionRelayURL: text(p.TransactionRelayURL), NetPaymentAdviceNote: text(p.NetPaymentAdviceNote),
		ApproveTrusted: flag(p.ApproveTrusted), ApproveUntrusted: flag(p.ApproveUntrusted),
		HasBillingAdjustment: types.BoolPointerValue(p.HasBillingAdjustment.Value), HasBroker: flag(p.HasBroker), HasSelfBilling: flag(p.HasSelfBilling),
		HasSeparateInvoiceForProduct: flag(p.HasSeparateInvoiceForProduct), IssueNettingStmt: flag(p.IssueNettingStmt),
		NettingStmtPerCurrency: flag(p.NettingStmtPerCurrency), SelfBillingAsExchOrg: flag(p.SelfBillingAsExchOrg),
		SelfBillingForAllDev: flag(p.SelfBillingForAllDev), SeparateInvoiceForFees: flag(p.SeparateInvoiceForFees),
		Address: []addressModel{},
	}
	for _, a := range p.Address {
		m.Address = append(m.Address, addressModel{
			ID: text(a.ID), Address1: text(a.Address1), Address2: text(a.Address2), City: text(a.City), State: text(a.State), Zip: text(a.Zip),
			Country: text(a.Country), IsPrimary: flag(a.IsPrimary),
		})
	}
	return m
}
