package ledger

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

// ModifyPlan lets through what keeps the ledger as it is, or posts to it under another reference.
// Nothing is asked of the service for a plan to post.
func (r *entryResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if fwkit.Unchanged(req) {
		return
	}
	var plan, state *model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if state == nil {
		r.markMade(ctx, *plan, &resp.Diagnostics)
		return
	}
	if plan == nil {
		// The old object of create_before_destroy is planned again once its replacement has taken
		// it over.
		if !r.Known() || !r.adopted(*state) {
			r.announceDestroy(ctx, req.Private, *state, &resp.Diagnostics)
		}
		return
	}
	wasRead := r.Provider.WasRead(typeName, state.ID.ValueString())
	if !wasRead && !plan.Reference.IsUnknown() && !plan.Reference.Equal(state.Reference) {
		refuseLateReference(*plan, *state, &resp.Diagnostics)
		return
	}
	if fwkit.RequireReplace(ctx, req, resp, wasRead, path.Root("wallet_id"), path.Root("reference")) {
		resp.Diagnostics.AddWarning(fmt.Sprintf("New credits will be posted: %s by %s", plan.amounts(), plan.title()),
			fmt.Sprintf("They are posted in addition to %s, which was posted before.", state.title()))
		r.announceDestroy(ctx, req.Private, *state, &resp.Diagnostics)
		return
	}
	// While it is open which entry this is, it may be a new one. Once that is known, Terraform
	// plans again and comes back here.
	if resp.Diagnostics.HasError() || plan.WalletID.IsUnknown() || plan.Reference.IsUnknown() {
		return
	}
	refuseChanges(ctx, req, resp, *state)
	fwkit.KeepState(ctx, req, resp)
}

// refuseLateReference refuses to post credits that no plan has announced: see
// [fwkit.RequireReplace].
func refuseLateReference(plan, state model, diags *diag.Diagnostics) {
	diags.AddAttributeError(path.Root("reference"), fmt.Sprintf("reference changed to %q: plan again", plan.Reference.ValueString()),
		fmt.Sprintf("A new reference posts new credits in addition to the %s, and the plan did not announce them: the reference became known only while applying, or the entry was not refreshed (-refresh=false). "+
			"Nothing was changed. Run plan again, with refresh. If the reference is made with timestamp(), which is different in each run and known only while applying, use a fixed text, or plantimestamp(), whose plans announce the new credits.", state.fullTitle()))
}

func refuseChanges(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, state model) {
	for _, name := range []string{"type", "paid_credits", "granted_credits", "credits_to_void", "metadata"} {
		var config, plan, prior attr.Value
		at := path.Root(name)
		resp.Diagnostics.Append(req.Config.GetAttribute(ctx, at, &config)...)
		resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, at, &plan)...)
		resp.Diagnostics.Append(req.State.GetAttribute(ctx, at, &prior)...)
		if resp.Diagnostics.HasError() || open(plan) || empty(plan) && empty(prior) || fwkit.SameContent(ctx, config, plan, prior) {
			continue
		}
		resp.Diagnostics.AddAttributeError(at, fmt.Sprintf("Cannot change the %s: it is already posted", state.fullTitle()),
			fmt.Sprintf("%s is %s and would become %s, but what was posted cannot be changed. To post something else, give the resource a new reference, which posts new credits in addition to these. "+
				"To destroy instead: revert the edit or use terraform destroy -refresh=false.", name, prior, plan))
	}
}

// open reports whether a value, or one in a map, is not known yet.
func open(value attr.Value) bool {
	if pairs, ok := value.(types.Map); ok {
		for _, element := range pairs.Elements() {
			if element.IsUnknown() {
				return true
			}
		}
	}
	return value.IsUnknown()
}

// empty reports whether a map holds nothing, written or not.
func empty(value attr.Value) bool {
	pairs, ok := value.(types.Map)
	return ok && !pairs.IsUnknown() && len(pairs.Elements()) == 0
}

// announceDestroy says what becomes of the credits, or refuses.
func (r *entryResource) announceDestroy(ctx context.Context, private fwkit.PrivateReader, state model, diags *diag.Diagnostics) {
	if state.OnDestroy.ValueString() != void {
		diags.AddWarning("Stays in the ledger: "+state.title(),
			"An entry cannot be deleted, so Terraform only forgets it. To take its credits back instead, apply on_destroy = \"void\" first.")
		return
	}
	if r.Known() {
		if !r.SameAccount(ctx, private, fwkit.Object{Title: state.fullTitle()}, diags) {
			return
		}
		if r.ended(ctx, state) {
			warnEnded(state, diags)
			return
		}
		// Terraform plans a destroy in another process than the one that has read. Should this
		// fail, Delete asks again.
		if voids, err := r.Client.Entries.ReadVoids(ctx, state.ref()); err == nil && len(voids) > 0 {
			diags.AddWarning("Already voided: "+state.title(), "It is not voided again; Terraform only forgets it.")
			return
		}
	}
	entry := state.entry(ctx, diags)
	if pending := entry.Pending(); len(pending) > 0 {
		refusePending(state, pending, diags)
		return
	}
	if !r.Provider.MarkEnd(typeName, state.ID.ValueString(), diags) || !r.markVoidedAtEnd(state, diags) {
		return
	}
	settled, err := entry.Settled()
	switch {
	case err != nil:
		diags.AddWarning("Cannot tell how many credits to void: "+state.title(), "Destroying it will be refused if this is still so: "+err.Error()+". "+retainRemedy)
	case settled.IsZero():
		diags.AddWarning("Nothing to void: "+state.title(), "None of its credits were paid, so Terraform only forgets it.")
	default:
		diags.AddWarning(fmt.Sprintf("%s credits will be voided: %s", settled, state.title()),
			"on_destroy is \"void\". A VOID returns no money, and the reference cannot be reused. The service refuses it if the wallet no longer has that many credits available.")
	}
}

const retainRemedy = "To forget the entry without taking anything back, apply on_destroy = \"retain\" first."

// refusePending refuses to void what is not paid yet: a VOID would take other credits of the
// wallet, and then the payment would add these.
func refusePending(state model, pending []paypal.Transaction, diags *diag.Diagnostics) {
	statuses := make([]string, len(pending))
	for i, t := range pending {
		statuses[i] = fmt.Sprintf("%s has payment_status %s", t.ID, t.PaymentStatus)
		if t.PaymentStatus == "" {
			statuses[i] = t.ID + " shows no payment_status"
		}
	}
	diags.AddError("Cannot void the "+state.fullTitle()+": payment pending",
		fmt.Sprintf("Transaction %s. Credits whose payment has neither settled nor failed may not be in the balance yet and cannot be voided. Wait for the payment, then destroy. %s", strings.Join(statuses, ", and "), retainRemedy))
}

// Facts about entries, by id, that are noted for the rest of a plan.
const (
	// madeHere is planned to be created.
	madeHere = typeName + " made"
	// voidable is in the state with on_destroy = "void".
	voidable = typeName + " voidable"
	// voidedAtEnd is one of those, and planned to be destroyed.
	voidedAtEnd = typeName + " voided at its end"
)

// markMade notes that an entry is to be posted. If it is one whose destroy would void it, the new
// one may find its reference spent. Nothing orders the plans of resources, so that markVoidable and
// markVoidedAtEnd look for this one as well.
func (r *entryResource) markMade(ctx context.Context, plan model, diags *diag.Diagnostics) {
	if plan.WalletID.IsUnknown() || plan.Reference.IsUnknown() {
		return
	}
	r.Provider.Note(madeHere, plan.key())
	switch {
	case r.Provider.Noted(voidedAtEnd, plan.key()):
		refuseRemake(plan, diags)
	case r.Provider.Noted(voidable, plan.key()):
		r.warnRemake(ctx, plan, diags)
	}
}

func (r *entryResource) markVoidable(ctx context.Context, state model, diags *diag.Diagnostics) {
	r.Provider.Note(voidable, state.key())
	if r.Provider.Noted(madeHere, state.key()) {
		r.warnRemake(ctx, state, diags)
	}
}

func (r *entryResource) markVoidedAtEnd(state model, diags *diag.Diagnostics) bool {
	r.Provider.Note(voidedAtEnd, state.key())
	if r.Provider.Noted(madeHere, state.key()) {
		refuseRemake(state, diags)
		return false
	}
	return true
}

// refuseRemake refuses what a renamed resource looks like.
func refuseRemake(m model, diags *diag.Diagnostics) {
	diags.AddError("Destroying this would void it, and its reference cannot be reused: "+m.fullTitle(),
		"One resource would be destroyed, which voids the entry, and another resource would post the same entry. "+
			"If the resource was renamed, write a moved block. If the other resource is to take the entry over, apply on_destroy = \"retain\" first.")
}

// warnRemake warns of what -replace and taint look like. It is no error, because with
// create_before_destroy, which a plan does not see, nothing is voided. In a wallet that is
// terminated nothing is either. Of -replace Terraform shows errors only.
func (r *entryResource) warnRemake(ctx context.Context, m model, diags *diag.Diagnostics) {
	if r.ended(ctx, m) {
		return
	}
	diags.AddWarning("Replacing this voids it, and its reference cannot be reused: "+m.title(),
		"It is in the state with on_destroy = \"void\" and is planned to be created again. If that is because of -replace, replace_triggered_by or a taint, its credits are voided first, "+
			"and then the apply fails. To keep it, leave those out or use terraform untaint. To replace it anyway, apply on_destroy = \"retain\" first; "+
			"the new resource then adopts the entry, as it does with create_before_destroy.")
}
