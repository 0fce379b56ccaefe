package wallet

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

// ForceDestroy is the provider's setting that lets wallets with credits be destroyed.
type ForceDestroy bool

// holdings is what is forfeited when a wallet is terminated, in credits.
type holdings struct {
	available decimal.Decimal
	pending   decimal.Decimal // bought and not paid yet: they arrive in a wallet that nobody can spend from
}

func (h holdings) any() bool { return h.available.IsPositive() || h.pending.IsPositive() }

func (h holdings) String() string {
	switch {
	case !h.pending.IsPositive():
		return fmt.Sprintf("%s credits", h.available)
	case !h.available.IsPositive():
		return fmt.Sprintf("%s credits that are not paid yet", h.pending)
	default:
		return fmt.Sprintf("%s credits, and %s that are not paid yet", h.available, h.pending)
	}
}

// holdings asks what the wallet holds; over is true for one that is terminated or gone, from which
// nothing is lost any more.
func (r *walletResource) holdings(ctx context.Context, state resourceModel) (h holdings, over bool, err error) {
	wallet, err := r.Client.Wallets.Find(ctx, state.ExternalCustomerID.ValueString(), state.ID.ValueString())
	switch {
	case paypal.IsNotFound(err), err == nil && wallet.Status == paypal.WalletTerminated:
		return h, true, nil
	case err != nil:
		return h, false, err
	}
	history, err := r.Client.Transactions.List(ctx, wallet.ID)
	if err != nil {
		return h, false, err
	}
	// The history stands in for a balance that is not shown (contract: wallets 2.1).
	if wallet.AvailableCredits != nil {
		h.available = *wallet.AvailableCredits
	}
	for _, t := range history {
		settled := t.TransactionType == paypal.Outbound || t.PaymentStatus == paypal.PaymentSettled
		switch {
		case t.PaymentStatus == paypal.PaymentFailed, settled && wallet.AvailableCredits != nil:
		case t.Credits == nil:
			return h, false, fmt.Errorf("transaction %s of the wallet shows no credits", t.ID)
		case t.TransactionType == paypal.Outbound:
			h.available = h.available.Sub(*t.Credits)
		case settled:
			h.available = h.available.Add(*t.Credits)
		default:
			h.pending = h.pending.Add(*t.Credits)
		}
	}
	return h, false, nil
}

func (r *walletResource) mayForfeit(state resourceModel) bool {
	return state.ForceDestroy.ValueBool() || bool(fwkit.Setting[ForceDestroy](r.Provider))
}

// announceEnd says at plan time what terminating the wallet would forfeit, and refuses it unless
// the state allows it. Delete asks again: a plan does not see -replace and taint, and things change
// until it is applied.
func (r *walletResource) announceEnd(ctx context.Context, private fwkit.PrivateReader, state resourceModel, replaced bool, diags *diag.Diagnostics) {
	if !r.Known() || !r.SameAccount(ctx, private, r.object(state), diags) ||
		!state.terminated() && !r.Provider.MarkEnd(typeName, state.ID.ValueString(), diags) {
		return
	}
	held, over, err := r.holdings(ctx, state)
	switch {
	case err != nil:
		diags.AddWarning("Cannot tell what credits the "+state.title()+" holds",
			err.Error()+"\n\nDestroying it asks again. It is refused if that fails or if there are any, unless force_destroy was applied.")
	case over || !held.any():
	case r.mayForfeit(state):
		diags.AddWarning(fmt.Sprintf("Destroying the %s will forfeit %s", state.title(), held), "Terminating a wallet is final, and nobody can spend from it. force_destroy allows that.")
	default:
		remedy := ""
		if replaced {
			remedy = "\n\nTo keep the wallet, revert the change of the argument that replaces it. To destroy instead: revert the edit or use terraform destroy -refresh=false, after one of the above."
		}
		refuseEnd(state, held, remedy, diags)
	}
}

func refuseEnd(state resourceModel, held holdings, remedy string, diags *diag.Diagnostics) {
	diags.AddError(fmt.Sprintf("Destroying the %s would forfeit %s", state.title(), held),
		"Terminating a wallet is final: nobody can spend from it, and what is paid later is lost too. The wallet was not touched. Choose one:\n\n"+
			"  - take the credits out first: destroy entries that have on_destroy = \"void\" on their own (-target), or add an entry of type VOID, which takes available credits; wait until pending purchases are paid or have failed;\n"+
			"  - apply force_destroy = true on its own first, then destroy or replace the wallet;\n"+
			"  - stop managing it without terminating it: removed { from = mint_wallet.NAME  lifecycle { destroy = false } };\n"+
			"  - set force_destroy_wallets = true in the provider block: for a whole configuration, and for a wallet that create_before_destroy has left deposed, which force_destroy does not reach."+remedy)
}
