package ledger

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

// Delete forgets a posting, or posts the one VOID that compensates it.
func (r *entryResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !r.sameAccount(ctx, req.Private, state, &resp.Diagnostics) {
		return
	}
	if state.OnDestroy.ValueString() != void {
		return
	}
	if r.adopted(state) {
		warnAdopted(state, &resp.Diagnostics)
		return
	}
	if r.ended(ctx, state) {
		warnEnded(state, &resp.Diagnostics)
		return
	}
	settled, ok := r.settled(ctx, state, &resp.Diagnostics)
	switch {
	case !ok:
	case settled.IsZero():
		resp.Diagnostics.AddWarning("Nothing to void: "+state.title(), "None of its credits were paid, so it is only forgotten.")
	default:
		r.void(ctx, state, settled, &resp.Diagnostics)
	}
}

// adopted reports whether a create of this run has taken the posting over.
func (r *entryResource) adopted(state model) bool {
	return r.Client.EntryAdopted(state.WalletID.ValueString(), state.Reference.ValueString())
}

// ended reports whether the wallet is known to be terminated. One that is not found may
// be hidden or removed, which only a refused VOID tells apart.
func (r *entryResource) ended(ctx context.Context, state model) bool {
	wallet, err := r.Client.Wallet(ctx, state.WalletID.ValueString())
	return err == nil && wallet.Status == paypal.WalletTerminated
}

// settled is how many credits there are to take back, as the service says now.
func (r *entryResource) settled(ctx context.Context, state model, diags *diag.Diagnostics) (settled decimal.Decimal, ok bool) {
	object := "Cannot void the " + state.title()
	known := state.entry(ctx, diags)
	if diags.HasError() {
		return settled, false
	}
	entry, unseen, err := r.Client.Entry(ctx, state.WalletID.ValueString(), known)
	pending := entry.Pending()
	switch {
	case err != nil:
		diags.Append(fwkit.Failure(object, err, "", nil)...)
		return settled, false
	case len(unseen) > 0:
		diags.AddError(object, fmt.Sprintf("The service does not find %v, so it is not known how many credits were paid. %s", unseen, retainRemedy))
		return settled, false
	case len(pending) > 0:
		refusePending(state, pending, diags)
		return settled, false
	}
	if settled, err = entry.Settled(); err != nil {
		diags.AddError(object, sentence(err)+". "+retainRemedy)
		return settled, false
	}
	return settled, true
}

func (r *entryResource) void(ctx context.Context, state model, credits decimal.Decimal, diags *diag.Diagnostics) {
	result, err := r.Client.VoidEntry(ctx, state.WalletID.ValueString(), state.Reference.ValueString(), credits)
	if errors.Is(err, paypal.ErrAdopted) {
		warnAdopted(state, diags)
		return
	}
	if err != nil {
		if _, gone := r.Client.Wallet(ctx, state.WalletID.ValueString()); paypal.IsNotFound(gone) && !paypal.IsAmbiguous(err) {
			warnEnded(state, diags)
			return
		}
		diags.Append(voidFailure(state, err)...)
		return
	}
	if voided := result.Object.Credits; voided != nil && !voided.Equal(credits) {
		diags.AddWarning(fmt.Sprintf("%s of %s credits voided: %s", voided, credits, state.title()),
			fmt.Sprintf("Its one compensating VOID, transaction %s, is for another number of credits. No second one is posted; VOID the rest under a reference of its own, if need be.", result.Object.ID))
	}
	if result.Unmarked {
		diags.AddWarning("Its VOID cannot be found again: "+state.title(),
			fmt.Sprintf("The credits were voided by transaction %s, but the service does not show the metadata it was posted with. Nothing more is posted to this wallet in this run.", result.Object.ID))
	}
}

func voidFailure(state model, err error) diag.Diagnostics {
	if n := paypal.TimesPosted(err); n > 0 {
		var diags diag.Diagnostics
		diags.AddError("Voided several times: "+state.title(), fmt.Sprintf("The ledger holds %d VOIDs that compensate it. Nothing was posted now.\n\n%s %s", n, surplusRemedy, retainRemedy))
		return diags
	}
	remedy := ""
	if paypal.IsInvalid(err) || paypal.IsConflict(err) || paypal.IsNotFound(err) {
		remedy = "The credits may have been spent, or the wallet may be terminated. " + retainRemedy
	}
	return fwkit.CreateFailure(typeName, "VOID of "+state.title(), err, remedy, func(t paypal.Transaction) string { return t.ID })
}

// warnEnded says why nothing is voided in a wallet that is terminated or gone: nobody
// can spend what it holds, and the service takes no postings to it. An entry that
// insisted could never follow its configuration to the wallet's successor.
func warnEnded(state model, diags *diag.Diagnostics) {
	diags.AddWarning("Not voided: "+state.title(), "Its wallet has ended, so its credits can neither be taken back nor spent. It is only forgotten here.")
}

// warnAdopted says why the old object of create_before_destroy is not voided.
func warnAdopted(state model, diags *diag.Diagnostics) {
	diags.AddWarning("Not voided: "+state.title(), "Its replacement found it under the same reference and has taken it over, so it is only forgotten here.")
}
