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
	_ resource.ResourceWithConfigure      = (*entryResource)(nil)
	_ resource.ResourceWithIdentity       = (*entryResource)(nil)
	_ resource.ResourceWithImportState    = (*entryResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*entryResource)(nil)
	_ resource.ResourceWithValidateConfig = (*entryResource)(nil)
)

type entryResource struct {
	fwkit.Resource[*paypal.Client]
}

// NewResource returns the resource mint_wallet_transaction.
func NewResource() resource.Resource { return &entryResource{} }

func (r *entryResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = typeName
}

func (r *entryResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = resourceSchema()
}

func (r *entryResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identitySchema()
}

func (r *entryResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	metadata := plan.metadata(ctx, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	result, err := r.Client.MakeEntry(ctx, plan.WalletID.ValueString(), plan.Reference.ValueString(), plan.asked(), metadata)
	if err != nil {
		resp.Diagnostics.Append(createFailure(plan, err)...)
		return
	}
	flatten(result.Object.Transactions, &plan)
	fwkit.Announce(&resp.Diagnostics, plan.title(), result)
	switch {
	case result.Unmarked:
		resp.Diagnostics.AddWarning("Cannot be found again: "+plan.title(),
			"It was posted, but the service does not show the metadata that it was posted with. It is kept in the state by the ids of its transactions. "+
				"Had its answer been lost, it could not have been found and might have been posted again, so nothing more is posted to this wallet in this run.")
	case !maps.Equal(metadata, result.Object.Transactions[0].UserMetadata()):
		resp.Diagnostics.AddWarning("Other metadata: "+plan.title(), fmt.Sprintf("The service keeps %v with it, not what is configured. It cannot be changed.", result.Object.Transactions[0].UserMetadata()))
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, plan.identity())...)
	resp.Diagnostics.Append(resp.Private.SetKey(ctx, accountKey, r.Client.Account().Encode())...)
}

func (r *entryResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	// State files of Terraform before 1.12 hold no identity, and the framework insists on one after every Read.
	resp.Diagnostics.Append(resp.Identity.Set(ctx, state.identity())...)
	if !r.Known() {
		r.WarnUnknown(&resp.Diagnostics)
		return
	}
	known := state.entry(ctx, &resp.Diagnostics)
	if resp.Diagnostics.HasError() || !r.sameAccount(ctx, req.Private, state, &resp.Diagnostics) {
		return
	}
	if state.OnDestroy.ValueString() == void {
		if r.readVoids(ctx, state, &resp.Diagnostics); resp.Diagnostics.HasError() {
			return
		}
	}
	found, unseen, err := r.Client.ReadEntry(ctx, state.WalletID.ValueString(), known)
	if err != nil {
		resp.Diagnostics.Append(fwkit.Failure("Cannot read the "+state.title(), err, "", nil)...)
		return
	}
	if len(unseen) > 0 {
		resp.Diagnostics.AddWarning("Not found: "+state.title(),
			fmt.Sprintf("The service does not find %v. It cannot delete a transaction, so it is kept in the state as it was: dropped, it would be posted again. "+
				"Either the service is behind, or the wallet was removed with all it held. To give it up, use a removed block with destroy = false.", unseen))
	}
	flatten(found.Transactions, &state)
	r.Provider.MarkRead(typeName, state.ID.ValueString(), &resp.Diagnostics)
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
}

// readVoids warns of a posting that was voided and is still declared: the destroy
// whose VOID it was did not learn of it, or an older state was put back.
func (r *entryResource) readVoids(ctx context.Context, state model, diags *diag.Diagnostics) {
	r.markVoidable(ctx, state, diags)
	voids, err := r.Client.ReadVoids(ctx, state.WalletID.ValueString(), state.Reference.ValueString())
	if err != nil {
		diags.Append(fwkit.Failure("Cannot read whether it was voided: "+state.title(), err, "", nil)...)
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
		fmt.Sprintf("A destroy took it back, whether it learned of that or not: %s. The reference is spent. "+
			"To post these credits once more, give the resource a new reference. To let go of it, take it out of the configuration: it is then only forgotten.", strings.Join(how, ", ")))
}

// Update sends nothing: everything but on_destroy is frozen, which ModifyPlan has
// seen to by now, and what the service booked is planned as the state has it.
func (r *entryResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !r.sameAccount(ctx, req.Private, state, &resp.Diagnostics) {
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, plan.identity())...)
}

func (r *entryResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if !r.Known() {
		r.ErrorUnknown(&resp.Diagnostics)
		return
	}
	var identity identityModel
	if req.ID != "" {
		walletID, reference, err := fwkit.SplitFirst(req.ID, "wallet_id/reference, such as 5b2c.../order-2025-001")
		if err != nil {
			resp.Diagnostics.AddError("Cannot import "+typeName, err.Error())
			return
		}
		identity = identityModel{WalletID: types.StringValue(walletID), Reference: types.StringValue(reference)}
	} else if resp.Diagnostics.Append(req.Identity.Get(ctx, &identity)...); resp.Diagnostics.HasError() {
		return
	}
	state := r.find(ctx, identity, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, identity)...)
	resp.Diagnostics.Append(resp.Private.SetKey(ctx, accountKey, r.Client.Account().Encode())...)
}

// find makes the state of a posting from the ledger alone. The amounts are those
// that were asked for, which the service keeps in the metadata.
func (r *entryResource) find(ctx context.Context, identity identityModel, diags *diag.Diagnostics) model {
	walletID, reference := identity.WalletID.ValueString(), identity.Reference.ValueString()
	object := fmt.Sprintf("the posting %q in wallet %s", reference, walletID)
	history, err := r.Client.Transactions(ctx, walletID)
	if err != nil {
		diags.Append(fwkit.Failure("Cannot import "+object, err, "Check that the wallet exists in the account of the provider configuration.", nil)...)
		return model{}
	}
	entries := paypal.Named(history, reference)
	switch {
	case len(entries) == 0 || len(entries[0].Transactions) == 0:
		diags.AddError("Cannot import non-existent remote object: "+object,
			"No transaction of the wallet carries this name in its metadata, under "+paypal.ReferenceKey+". The data source mint_wallet_transactions lists the references that there are. Transactions that were posted by other means have none and cannot be imported.")
		return model{}
	case len(entries) > 1:
		diags.AddError("Cannot import "+object, fmt.Sprintf("It was posted %d times, so it is not one object.\n\n%s", len(entries), surplusRemedy))
		return model{}
	}
	asked, err := paypal.ParseAsked(entries[0].Asked)
	if err != nil {
		diags.AddError("Cannot import "+object, fmt.Sprintf("What was asked for cannot be learned, because the service does not keep %s whole: %s.", paypal.AskedKey, err))
		return model{}
	}
	if entries[0].Spent() {
		diags.AddWarning("Voided: "+object, "What was posted under this reference was taken back by a compensating VOID, after which the reference cannot be used again.")
	}
	state := model{
		WalletID: identity.WalletID, Reference: identity.Reference, Type: types.StringValue(asked.Type),
		PaidCredits: credits(asked.PaidCredits), GrantedCredits: credits(asked.GrantedCredits), CreditsToVoid: credits(asked.CreditsToVoid),
		Metadata: textMap(entries[0].Transactions[0].UserMetadata()), OnDestroy: types.StringValue(retain),
	}
	flatten(entries[0].Transactions, &state)
	return state
}

const surplusRemedy = "Two machines without a common state lock can do that. Look at the wallet's ledger, VOID what is too much under a reference of its own, and use a new reference from now on."

func createFailure(plan model, err error) diag.Diagnostics {
	var diags diag.Diagnostics
	if spent, ok := errors.AsType[*paypal.SpentError](err); ok {
		diags.AddError("Spent reference: "+plan.title(), spent.Error()+". Nothing was posted.\n\nA reference that was voided is not posted again. To post these credits once more, give the resource a new reference.")
		return diags
	}
	if errors.Is(err, paypal.ErrUnmarked) {
		diags.AddError("Not posted: "+plan.title(), sentence(err)+". Nothing was sent.\n\nWhat was posted is in the state. Find out why the service does not keep the metadata of transactions before posting on.")
		return diags
	}
	if n := paypal.TimesPosted(err); n > 1 {
		diags.AddError("Posted several times: "+plan.title(), fmt.Sprintf("The ledger holds %d postings under this reference. Nothing was posted now.\n\n%s", n, surplusRemedy))
		return diags
	}
	remedy := ""
	if paypal.IsInvalid(err) || paypal.IsConflict(err) || paypal.IsNotFound(err) {
		remedy = "Check that the wallet exists and is not terminated. A VOID takes no more than the available credits; purchases whose payment is pending are not among them. " +
			"If the cause is gone and the answer stays the same, the service may be repeating its first answer to this reference: give a new one."
	}
	return fwkit.CreateFailure(typeName, plan.title(), err, remedy, func(e paypal.Entry) string {
		return fwkit.JoinFirst(plan.WalletID.ValueString(), e.Reference)
	})
}

// credits is null for what was not asked for.
func credits(number decimal.Decimal) fwtypes.Decimal {
	if number.IsZero() {
		return fwtypes.NewDecimalNull()
	}
	return fwtypes.NewDecimalValue(number)
}
