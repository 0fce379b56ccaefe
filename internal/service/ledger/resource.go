package ledger

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

const typeName = "mint_wallet_transaction"

var (
	_ fwkit.ManagedResource               = (*entryResource)(nil)
	_ resource.ResourceWithValidateConfig = (*entryResource)(nil)
)

type entryResource struct {
	fwkit.Resource[*paypal.Client]
}

// NewResource returns the resource mint_wallet_transaction.
func NewResource() resource.Resource {
	return &entryResource{fwkit.Resource[*paypal.Client]{TypeName: typeName, DefineSchema: resourceSchema, DefineIdentity: identitySchema}}
}

func (r *entryResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	metadata := plan.metadata(ctx, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	result, err := r.Client.Entries.Create(ctx, plan.ref(), plan.asked(), metadata)
	if err != nil {
		resp.Diagnostics.Append(createFailure(plan, err)...)
		return
	}
	r.Provider.Forget(madeHere, plan.key())
	fwkit.Announce(&resp.Diagnostics, plan.title(), result)
	if result.Unmarked {
		resp.Diagnostics.AddWarning("Cannot be found again: "+plan.title(),
			"It was posted, but the service does not show its metadata. The state knows it by the ids of its transactions. "+
				"If the answer had been lost, the next run would have posted it again; so nothing more is posted to this wallet in this run.")
	} else {
		warnMetadata(plan, metadata, result.Object, &resp.Diagnostics)
	}
	state := flatten(result.Object, plan)
	r.Save(ctx, &resp.State, resp.Identity, resp.Private, state, fwkit.Object{Identity: state.identity()}, &resp.Diagnostics)
}

// warnMetadata warns of metadata that the service did not keep as asked.
func warnMetadata(m model, asked map[string]string, entry paypal.Entry, diags *diag.Diagnostics) {
	if kept := entry.Transactions[0].UserMetadata(); !maps.Equal(asked, kept) {
		diags.AddWarning("Different metadata: "+m.title(), fmt.Sprintf("The service keeps %v with it instead of what is configured. Metadata cannot be changed.", kept))
	}
}

func (r *entryResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	fwkit.Read(ctx, r, req, resp)
}

// Refresh reads the object from the service.
func (r *entryResource) Refresh(ctx context.Context, reading *fwkit.Reading) {
	var state model
	reading.Diagnostics.Append(reading.State.Get(ctx, &state)...)
	known := state.entry(ctx, &reading.Diagnostics)
	if !r.BeginRead(ctx, reading, r.object(state, known)) {
		return
	}
	if state.OnDestroy.ValueString() == void {
		if r.readVoids(ctx, state, &reading.Diagnostics); reading.Diagnostics.HasError() {
			return
		}
	}
	found, unseen, err := r.Client.Entries.Read(ctx, state.WalletID.ValueString(), known)
	if err != nil {
		reading.Diagnostics.Append(fwkit.Failure("Cannot read the "+state.fullTitle(), err, "", nil)...)
		return
	}
	if len(unseen) > 0 {
		reading.Diagnostics.AddWarning("Not found: "+state.title(),
			fmt.Sprintf("The service does not find %v. It cannot delete a transaction, so the state keeps the entry as it was; removed from the state, it would be posted again. "+
				"Either the service is behind, or the wallet was removed with everything in it. To give the entry up, use a removed block with destroy = false.", unseen))
	}
	state = flatten(found, state)
	r.MarkRead(ctx, reading.Private, state.ID.ValueString(), &reading.Diagnostics)
	reading.Model = state
	if len(unseen) == 0 {
		r.KeepAccount(ctx, reading.Private, &reading.Diagnostics)
	}
}

// object proves that an entry recorded under another client id is of the same account: the service
// shows its first transaction to this one too, in the same wallet and with the same creation time.
func (r *entryResource) object(state model, known paypal.Entry) fwkit.Object {
	object := fwkit.Object{Title: state.fullTitle(), Identity: state.identity()}
	if len(known.Transactions) == 0 {
		return object
	}
	first := known.Transactions[0]
	object.Prove = func(ctx context.Context) (bool, error) {
		shown, err := r.Client.Transactions.Get(ctx, first.ID)
		if paypal.IsNotFound(err) {
			return false, nil
		}
		same := (shown.WalletID == "" || shown.WalletID == state.WalletID.ValueString()) && types.StringPointerValue(shown.CreatedAt).Equal(types.StringPointerValue(first.CreatedAt))
		return same, err
	}
	return object
}

// readVoids warns of an entry that was voided and is still declared: the destroy whose VOID it was
// did not learn of it, or an older state was put back.
func (r *entryResource) readVoids(ctx context.Context, state model, diags *diag.Diagnostics) {
	r.markVoidable(ctx, state, diags)
	voids, err := r.Client.Entries.ReadVoids(ctx, state.ref())
	if err != nil {
		diags.Append(fwkit.Failure("Cannot read whether it was voided: "+state.fullTitle(), err, "", nil)...)
		return
	}
	if len(voids) == 0 {
		return
	}
	how := make([]string, len(voids))
	for i, t := range voids {
		how[i] = "transaction " + t.ID
		if t.Credits != nil {
			how[i] = fmt.Sprintf("%s credits by transaction %s", t.Credits, t.ID)
		}
	}
	diags.AddWarning("Voided: "+state.title(),
		fmt.Sprintf("A previous destroy already voided it (%s). Its reference cannot be reused. "+
			"To post these credits again, give the resource a new reference. To stop managing it, take it out of the configuration; nothing is voided again.", strings.Join(how, ", ")))
}

// Update sends nothing: everything but on_destroy is frozen, which ModifyPlan has seen to by now,
// and what the service made of the entry is planned as the state has it.
func (r *entryResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if !r.SameAccount(ctx, req.Private, fwkit.Object{Title: state.fullTitle()}, &resp.Diagnostics) {
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, plan.identity())...)
}

func (r *entryResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	parts := r.ImportParts(ctx, req, resp, fwkit.ImportID{Names: []string{"wallet_id", "reference"}, Example: "5b2c.../order-2025-001", SplitFirst: true})
	if parts == nil {
		return
	}
	state := r.find(ctx, paypal.EntryRef{WalletID: parts[0], Reference: parts[1]}, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
	r.KeepAccount(ctx, resp.Private, &resp.Diagnostics)
}

// find makes the state of an entry from the ledger alone. The amounts are those that were asked
// for, which the service keeps in the metadata.
func (r *entryResource) find(ctx context.Context, ref paypal.EntryRef, diags *diag.Diagnostics) model {
	object := fmt.Sprintf("the entry %q in wallet %s", ref.Reference, ref.WalletID)
	history, err := r.Client.Transactions.List(ctx, ref.WalletID)
	if err != nil {
		diags.Append(fwkit.Failure("Cannot import "+object, err, "Check that the wallet exists in the account of the provider configuration.", nil)...)
		return model{}
	}
	entries := paypal.Named(history, ref.Reference)
	switch {
	case len(entries) == 0 || len(entries[0].Transactions) == 0:
		diags.AddError("Cannot import non-existent remote object: "+object,
			"No transaction of the wallet has this reference in its metadata, under "+paypal.ReferenceKey+". The data source mint_wallet_transactions lists the references there are. Transactions that were posted in another way have none and cannot be imported.")
		return model{}
	case len(entries) > 1:
		diags.AddError("Cannot import "+object, fmt.Sprintf("It was posted %d times, so it is not one object.\n\n%s", len(entries), surplusRemedy))
		return model{}
	}
	state, err := imported(ref.WalletID, entries[0])
	if err != nil {
		diags.AddError("Cannot import "+object, fmt.Sprintf("The amounts that were asked for cannot be read, because the service does not keep %s whole: %s.", paypal.AskedKey, err))
		return model{}
	}
	if entries[0].Spent() {
		diags.AddWarning("Voided: "+object, "A previous destroy already voided it. Its reference cannot be reused.")
	}
	return state
}

// imported is the state of an entry that was found in a ledger. It fails where the service did not
// keep whole what was asked for.
func imported(walletID string, entry paypal.Entry) (model, error) {
	asked, err := paypal.ParseAsked(entry.Asked)
	if err != nil {
		return model{}, err
	}
	return flatten(entry, model{
		WalletID: types.StringValue(walletID), Reference: types.StringValue(entry.Reference), Type: types.StringValue(asked.Type),
		PaidCredits: credits(asked.PaidCredits), GrantedCredits: credits(asked.GrantedCredits), CreditsToVoid: credits(asked.CreditsToVoid),
		Metadata: textMap(entry.Transactions[0].UserMetadata()), OnDestroy: types.StringValue(retain),
	}), nil
}

const surplusRemedy = "That happens when two machines work without a common state lock. Look at the wallet's ledger, VOID what is too much under its own reference, and use a new reference from now on."

func createFailure(plan model, err error) diag.Diagnostics {
	if diags := refusal(plan, err); diags != nil {
		return diags
	}
	return fwkit.CreateFailure(typeName, plan.fullTitle(), err, postRemedy(err), func(string) string { return plan.key() })
}

// refusal says why nothing was posted where the ledger, and no request, is the reason; nil
// otherwise.
func refusal(m model, err error) diag.Diagnostics {
	var diags diag.Diagnostics
	if spent, ok := errors.AsType[*paypal.SpentError](err); ok {
		diags.AddError("Reference already used: "+m.fullTitle(), "Nothing was posted: "+spent.Error()+".\n\nTo post these credits again, use a new reference.")
	} else if errors.Is(err, paypal.ErrUnmarked) {
		diags.AddError("Not posted: "+m.fullTitle(), "Nothing was sent: "+err.Error()+".\n\nWhat was posted before is in the ledger. Find out why the service does not keep the metadata of transactions before you post more.")
	} else if n := paypal.TimesPosted(err); n > 1 {
		diags.AddError("Posted several times: "+m.fullTitle(), fmt.Sprintf("The ledger holds %d entries under this reference. Nothing was posted now.\n\n%s", n, surplusRemedy))
	}
	return diags
}

func postRemedy(err error) string {
	if paypal.IsInvalid(err) || paypal.IsConflict(err) || paypal.IsNotFound(err) {
		return "Check that the wallet exists and is not terminated. A VOID takes no more than the available credits, and pending purchases are not among them. " +
			"If the error stays after that, the service may be repeating its first answer to this reference: use a new one."
	}
	return ""
}

// credits is null for what was not asked for.
func credits(number decimal.Decimal) fwtypes.Decimal {
	if number.IsZero() {
		return fwtypes.NewDecimalNull()
	}
	return fwtypes.NewDecimalValue(number)
}
