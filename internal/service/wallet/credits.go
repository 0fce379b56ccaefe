package wallet

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

// holdings is what is lost when a wallet is terminated, in credits.
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

// holdings asks what the wallet holds; over is true for one that is terminated,
// or neither found nor listed, from which nothing is lost any more.
func (r *walletResource) holdings(ctx context.Context, state resourceModel) (h holdings, over bool, err error) {
	id := state.ID.ValueString()
	wallet, err := r.Client.Wallet(ctx, id)
	if paypal.IsNotFound(err) {
		wallet, err = r.listed(ctx, state)
		if wallet == nil && (err == nil || paypal.IsNotFound(err)) {
			return h, true, nil
		}
	}
	if err != nil {
		return h, false, err
	}
	if wallet.Status == paypal.WalletTerminated {
		return h, true, nil
	}
	history, err := r.Client.Transactions(ctx, id)
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

func (r *walletResource) mayStrand(state resourceModel) bool {
	return state.ForceDestroy.ValueBool() || bool(fwkit.Setting[ForceDestroy](r.Provider))
}

// announceEnd says at plan time what terminating the wallet would strand, and
// refuses it unless the state allows it. Delete asks again: a plan does not see
// -replace and taint, and things change until it is applied.
func (r *walletResource) announceEnd(ctx context.Context, private privateReader, state resourceModel, replaced bool, diags *diag.Diagnostics) {
	if !r.Known() || !r.sameAccount(ctx, private, state, diags) || !state.terminated() && !r.Provider.MarkEnd(typeName, state.ID.ValueString(), diags) {
		return
	}
	held, over, err := r.holdings(ctx, state)
	switch {
	case err != nil:
		diags.AddWarning("Not known what credits would be lost with "+state.title(),
			err.Error()+"\n\nDestroying it asks again, and is refused if that fails or if it holds any, unless force_destroy is applied.")
	case over || !held.any():
	case r.mayStrand(state):
		diags.AddWarning(fmt.Sprintf("%s are lost with %s", held, state.title()), "The wallet is terminated for good, and nobody can spend from it any more. force_destroy allows that.")
	default:
		remedy := ""
		if replaced {
			remedy = "\n\nTo keep the wallet, revert the change of the argument that replaces it. To destroy instead: revert the edit or use terraform destroy -refresh=false, after one of the above."
		}
		refuseEnd(state, held, remedy, diags)
	}
}

func refuseEnd(state resourceModel, held holdings, remedy string, diags *diag.Diagnostics) {
	diags.AddError(fmt.Sprintf("%s would be lost with %s", held, state.title()),
		"Terminating a wallet is final: nobody can spend from it any more, and what is paid later is lost too. The wallet was not touched. Choose one:\n\n"+
			"  - take the credits out first: destroy entries that have on_destroy = \"void\" by themselves (-target), or add one of type VOID, which takes available credits; purchases that are not paid yet have to be paid or to fail;\n"+
			"  - apply force_destroy = true on its own first, then destroy or replace the wallet;\n"+
			"  - let go of it without terminating it: removed { from = mint_wallet.NAME  lifecycle { destroy = false } };\n"+
			"  - set force_destroy_wallets = true in the provider block: for a whole configuration, and for a wallet that create_before_destroy has left deposed, which force_destroy does not reach."+remedy)
}

// unknownHoldings refuses to terminate a wallet of which it cannot be told what
// it holds.
func unknownHoldings(state resourceModel, err error) diag.Diagnostics {
	return fwkit.Failure("Cannot tell what credits would be lost with "+state.title(), err,
		"The wallet was not touched. Try again; or apply force_destroy = true first, to terminate it whatever it holds.", nil)
}
