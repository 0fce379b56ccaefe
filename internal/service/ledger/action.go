package ledger

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

var (
	_ fwkit.InvokedAction             = (*entryAction)(nil)
	_ action.ActionWithValidateConfig = (*entryAction)(nil)
)

// entryAction posts an entry that no resource keeps. Its reference is all the memory it has: it is
// the one that the resource would give the same entry.
type entryAction struct {
	fwkit.Action[*paypal.Client]

	entryType string
}

// NewTopUp returns the action mint_wallet_top_up.
func NewTopUp() action.Action {
	return &entryAction{fwkit.Action[*paypal.Client]{TypeName: "mint_wallet_top_up", DefineSchema: topUpSchema}, paypal.TopUp}
}

// NewVoid returns the action mint_wallet_void.
func NewVoid() action.Action {
	return &entryAction{fwkit.Action[*paypal.Client]{TypeName: "mint_wallet_void", DefineSchema: voidSchema}, paypal.Void}
}

// checked is the entry that the configuration asks for, with an error for what is wrong with it.
// The arguments that only the other action has stay null.
func (a *entryAction) checked(ctx context.Context, config tfsdk.Config, diags *diag.Diagnostics) model {
	m := model{Type: types.StringValue(a.entryType)}
	arguments := map[string]any{
		"wallet_id": &m.WalletID, "reference": &m.Reference, "metadata": &m.Metadata,
		"paid_credits": &m.PaidCredits, "granted_credits": &m.GrantedCredits, "credits_to_void": &m.CreditsToVoid,
	}
	for name := range config.Schema.GetAttributes() {
		diags.Append(config.GetAttribute(ctx, path.Root(name), arguments[name])...)
	}
	if diags.HasError() {
		return m
	}
	if a.entryType == paypal.TopUp {
		checkTopUp(m, diags)
	} else {
		checkVoid(m, diags)
	}
	checkMetadata(m.Metadata, diags)
	return m
}

func (a *entryAction) ValidateConfig(ctx context.Context, req action.ValidateConfigRequest, resp *action.ValidateConfigResponse) {
	a.checked(ctx, req.Config, &resp.Diagnostics)
}

// ModifyPlan looks into the ledger: the plan is what people approve.
func (a *entryAction) ModifyPlan(ctx context.Context, req action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	m := a.checked(ctx, req.Config, &resp.Diagnostics)
	a.CheckValues(ctx, req.Config, &resp.Diagnostics)
	if resp.Diagnostics.HasError() || !a.Known() || m.WalletID.IsUnknown() {
		return
	}
	wallet, err := a.Client.Wallets.Get(ctx, m.WalletID.ValueString())
	if err != nil {
		resp.Diagnostics.Append(fwkit.Failure("Cannot read the wallet for the "+m.title(), err, postRemedy(err), nil)...)
		return
	}
	if open(m.Reference) || open(m.PaidCredits) || open(m.GrantedCredits) || open(m.CreditsToVoid) {
		return
	}
	found, err := a.Client.Entries.Find(ctx, m.ref(), m.asked())
	switch {
	case err != nil:
		resp.Diagnostics.Append(invokeFailure(m, err)...)
	case found != nil:
		resp.Diagnostics.AddWarning("Already posted: "+m.title(), "Nothing will be sent: the ledger has this entry"+transactionsOf(*found)+".")
	case wallet.Status == paypal.WalletTerminated:
		resp.Diagnostics.AddError("Cannot post the "+m.title(), "The wallet is terminated, and the service takes no entries for it any more.")
	case m.Type.ValueString() == paypal.Void && wallet.AvailableCredits != nil && m.CreditsToVoid.Decimal().GreaterThan(*wallet.AvailableCredits):
		resp.Diagnostics.AddWarning(fmt.Sprintf("Only %s credits are available: %s", wallet.AvailableCredits, m.title()),
			fmt.Sprintf("The service refuses to void %s unless more are available by then. Pending purchases are not.", m.amounts()))
	}
}

// Invoke posts the entry, or finds it.
func (a *entryAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	m := a.checked(ctx, req.Config, &resp.Diagnostics)
	if resp.Diagnostics.HasError() || !a.Ready(ctx, req.Config, &resp.Diagnostics) {
		return
	}
	metadata := m.metadata(ctx, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	fwkit.Progress(resp, "Looking for the %s before anything is sent", m.title())
	result, err := a.Client.Entries.Post(ctx, m.ref(), m.asked(), metadata)
	if err != nil {
		resp.Diagnostics.Append(invokeFailure(m, err)...)
		return
	}
	fwkit.Done(resp, "Posted", fmt.Sprintf("%s, %s%s", m.title(), m.amounts(), transactionsOf(result.Object)), result)
	if result.Unmarked {
		resp.Diagnostics.AddWarning("Do not invoke this again: "+m.title(),
			"It was posted, but the service does not show its metadata, by which another invocation would have found it. That one would post it again. "+
				"Nothing more is posted to this wallet in this run.")
		return
	}
	warnMetadata(m, metadata, result.Object, &resp.Diagnostics)
}

// transactionsOf is what the service made of an entry, for the end of a sentence.
func transactionsOf(entry paypal.Entry) string {
	shown := make([]string, len(entry.Transactions))
	for i, t := range entry.Transactions {
		shown[i] = strings.TrimSpace(t.ID + " " + t.PaymentStatus)
	}
	return " (transaction " + strings.Join(shown, ", ") + ")"
}

// invokeFailure says why an entry is not posted, or that nobody knows.
func invokeFailure(m model, err error) diag.Diagnostics {
	if diags := refusal(m, err); diags != nil {
		return diags
	}
	if differences := paypal.Conflict(err).Differences; len(differences) > 0 {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Reference already used: "+m.title(),
			"The ledger has an entry of this reference, but "+strings.Join(differences, "; ")+". Nothing was posted.\n\n"+
				"A reference names one entry for good. To post something else, use a new reference.")}
	}
	return fwkit.InvokeFailure("post the "+m.title(), err, postRemedy(err))
}
