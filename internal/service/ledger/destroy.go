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

// Delete forgets an entry, or posts the one VOID that compensates it.
func (r *entryResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if !r.SameAccount(ctx, req.Private, fwkit.Object{Title: state.fullTitle()}, &resp.Diagnostics) {
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
		resp.Diagnostics.AddWarning("Nothing to void: "+state.title(), "None of its credits were paid, so Terraform only forgets it.")
	default:
		r.void(ctx, state, settled, &resp.Diagnostics)
	}
}

// adopted reports whether a create of this run has taken the entry over.
func (r *entryResource) adopted(state model) bool { return r.Client.Entries.Adopted(state.ref()) }

// ended reports whether the wallet is known to be terminated. One that is not found may be hidden
// or removed, which only a refused VOID tells apart.
func (r *entryResource) ended(ctx context.Context, state model) bool {
	wallet, err := r.Client.Wallets.Get(ctx, state.WalletID.ValueString())
	return err == nil && wallet.Status == paypal.WalletTerminated
}

// settled is how many credits there are to take back, as the service says now.
func (r *entryResource) settled(ctx context.Context, state model, diags *diag.Diagnostics) (settled decimal.Decimal, ok bool) {
	object := "Cannot void the " + state.fullTitle()
	known := state.entry(ctx, diags)
	if diags.HasError() {
		return settled, false
	}
	entry, unseen, err := r.Client.Entries.Get(ctx, state.WalletID.ValueString(), known)
	pending := entry.Pending()
	switch {
	case err != nil:
		diags.Append(fwkit.Failure(object, err, "", nil)...)
		return settled, false
	case len(unseen) > 0:
		diags.AddError(object, fmt.Sprintf("The service does not find %v, so the number of paid credits is not known. %s", unseen, retainRemedy))
		return settled, false
	case len(pending) > 0:
		refusePending(state, pending, diags)
		return settled, false
	}
	if settled, err = entry.Settled(); err != nil {
		diags.AddError(object, "The number of credits is not known: "+err.Error()+". "+retainRemedy)
		return settled, false
	}
	return settled, true
}

func (r *entryResource) void(ctx context.Context, state model, credits decimal.Decimal, diags *diag.Diagnostics) {
	result, err := r.Client.Entries.Void(ctx, state.ref(), credits)
	if errors.Is(err, paypal.ErrAdopted) {
		warnAdopted(state, diags)
		return
	}
	if err != nil {
		if _, gone := r.Client.Wallets.Get(ctx, state.WalletID.ValueString()); paypal.IsNotFound(gone) && !paypal.IsAmbiguous(err) {
			warnEnded(state, diags)
			return
		}
		diags.Append(voidFailure(state, err)...)
		return
	}
	if voided := result.Object.Credits; voided != nil && !voided.Equal(credits) {
		diags.AddWarning(fmt.Sprintf("%s of %s credits voided: %s", voided, credits, state.title()),
			fmt.Sprintf("Its VOID, transaction %s, is for a different number of credits, and no second one is posted. If necessary, VOID the rest under its own reference.", result.Object.ID))
	}
	if result.Unmarked {
		diags.AddWarning("The VOID cannot be found again: "+state.title(),
			fmt.Sprintf("The credits were voided by transaction %s, but the service does not show its metadata. Nothing more is posted to this wallet in this run.", result.Object.ID))
	}
}

func voidFailure(state model, err error) diag.Diagnostics {
	if n := len(paypal.Conflict(err).Found); n > 0 {
		var diags diag.Diagnostics
		diags.AddError("Voided several times: "+state.fullTitle(), fmt.Sprintf("The ledger holds %d VOIDs of this entry. Nothing was posted now.\n\n%s %s", n, surplusRemedy, retainRemedy))
		return diags
	}
	remedy := ""
	if paypal.IsInvalid(err) || paypal.IsConflict(err) || paypal.IsNotFound(err) {
		remedy = "The credits may be spent, or the wallet may be terminated. " + retainRemedy
	}
	return fwkit.CreateFailure(typeName, "VOID of "+state.fullTitle(), err, remedy, nil)
}

// warnEnded says why nothing is voided in a wallet that is terminated or gone: nobody can spend
// what it holds, and the service takes no entries for it. One that insisted could never follow its
// configuration to the wallet's successor.
func warnEnded(state model, diags *diag.Diagnostics) {
	diags.AddWarning("Not voided: "+state.title(), "Its wallet is terminated or gone, so its credits can be neither voided nor spent. Terraform only forgets the entry.")
}

// warnAdopted says why the old object of create_before_destroy is not voided.
func warnAdopted(state model, diags *diag.Diagnostics) {
	diags.AddWarning("Not voided: "+state.title(), "Its replacement adopted it under the same reference, so this resource only forgets it.")
}
