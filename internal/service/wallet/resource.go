package wallet

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

const typeName = "mint_wallet"

var (
	_ resource.ResourceWithConfigure      = (*walletResource)(nil)
	_ resource.ResourceWithIdentity       = (*walletResource)(nil)
	_ resource.ResourceWithImportState    = (*walletResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*walletResource)(nil)
	_ resource.ResourceWithValidateConfig = (*walletResource)(nil)
)

type walletResource struct {
	fwkit.Resource[*paypal.Client]
}

// NewResource returns the resource mint_wallet.
func NewResource() resource.Resource { return &walletResource{} }

func (r *walletResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = typeName
}

func (r *walletResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = resourceSchema()
}

func (r *walletResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identitySchema()
}

func (r *walletResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan resourceModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	create := expand(plan)
	result, err := r.Client.MakeWallet(ctx, create)
	if err != nil {
		resp.Diagnostics.Append(createFailure(plan, err)...)
		return
	}
	state := after(plan, result.Object)
	fwkit.Announce(&resp.Diagnostics, plan.title(), result)
	if differences := create.Differences(result.Object); len(differences) > 0 {
		resp.Diagnostics.AddWarning("The service made the "+plan.title()+" otherwise than asked", strings.Join(differences, "; ")+". The next plan shows the difference.")
	}
	if result.Unmarked {
		resp.Diagnostics.AddWarning("The "+plan.title()+" cannot be found by its name",
			"Neither the answer nor the list of the customer's wallets shows it under the customer, currency and name that were asked for. Should a later run lose an answer, it could not find what it had made.")
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, state.identity())...)
	r.keepAccount(ctx, resp.Private, &resp.Diagnostics)
}

func (r *walletResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state resourceModel
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
	if !r.sameAccount(ctx, req.Private, state, &resp.Diagnostics) {
		return
	}
	imported := state.ExternalCustomerID.IsNull()
	// A listing may leave out the balances, from which an imported wallet's currency is learned.
	read := r.Client.Wallet
	if !imported {
		read = func(ctx context.Context, id string) (*paypal.Wallet, error) {
			return r.Client.ReadWallet(ctx, state.ExternalCustomerID.ValueString(), id)
		}
	}
	wallet, err := read(ctx, state.ID.ValueString())
	if paypal.IsNotFound(err) && !imported {
		wallet, err = r.listed(ctx, state)
	}
	switch {
	case err != nil && !paypal.IsNotFound(err):
		resp.Diagnostics.Append(fwkit.Failure("Cannot read the "+state.title(), err, "", nil)...)
		return
	case wallet == nil && !state.terminated() && !r.expired(state):
		if !imported {
			resp.Diagnostics.AddWarning(upper(state.title())+" is gone",
				"The service neither finds wallet "+state.ID.ValueString()+" nor lists it among those of its customer. It is taken out of the state, and applying the configuration makes another one, empty.")
		}
		resp.State.RemoveResource(ctx)
		return
	case !imported && (wallet == nil || wallet.Status == paypal.WalletTerminated):
		// Forgetting it would make a successor that nobody asked for, and what else has
		// changed with its end, such as its rules, no plan can repair.
		state.Status = types.StringValue(paypal.WalletTerminated)
	default:
		state = flatten(*wallet, state)
	}
	if state.Currency.IsNull() {
		resp.Diagnostics.AddAttributeError(path.Root("currency"), "Cannot learn the currency of "+state.title(),
			"The service shows the currency of a wallet in its balances only, and shows no balance of this one. Without it the wallet cannot be imported.")
		return
	}
	r.Provider.MarkRead(typeName, state.ID.ValueString(), &resp.Diagnostics)
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
	r.keepAccount(ctx, resp.Private, &resp.Diagnostics)
}

// listed looks for a wallet that is not found by its id among those of its
// customer; it is nil if it is not there either. A customer who is not found has
// none.
func (r *walletResource) listed(ctx context.Context, state resourceModel) (*paypal.Wallet, error) {
	wallets, err := r.Client.Wallets(ctx, state.ExternalCustomerID.ValueString())
	for _, w := range wallets {
		if w.ID == state.ID.ValueString() {
			return &w, nil
		}
	}
	return nil, err
}

func (r *walletResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state resourceModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !r.sameAccount(ctx, req.Private, state, &resp.Diagnostics) {
		return
	}
	update := changes(state, plan)
	if update.IsEmpty() {
		plan.ID, plan.Status, plan.CreatedAt = state.ID, state.Status, state.CreatedAt
		resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
		resp.Diagnostics.Append(resp.Identity.Set(ctx, plan.identity())...)
		return
	}
	if state.terminated() {
		resp.Diagnostics.AddError("The "+state.title()+" is terminated and cannot be changed", "Nothing was sent. "+changeRemedy)
		return
	}
	changed, err := r.Client.ChangeWallet(ctx, state.ref(), update)
	if err != nil {
		resp.Diagnostics.Append(changeFailure(state, plan, err)...)
		return
	}
	if differences := update.Differences(*changed); len(differences) > 0 {
		// The state says what the service has. The error allows that although it is not what was planned.
		state = flatten(*changed, plan)
		resp.Diagnostics.AddError("The service did not take over the change of "+plan.title(),
			"It accepted the request, but "+strings.Join(differences, "; ")+". The state has what the service has.\n\n"+
				"A value that the service does not clear has to stay in the configuration; a far-off expiration_at comes close to none.")
		resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
		resp.Diagnostics.Append(resp.Identity.Set(ctx, state.identity())...)
		return
	}
	state = after(plan, *changed)
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, state.identity())...)
}

func (r *walletResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state resourceModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !r.sameAccount(ctx, req.Private, state, &resp.Diagnostics) {
		return
	}
	done, ok := r.Client.LeaveWallet(state.ref())
	if !ok {
		resp.Diagnostics.AddWarning("Not terminated: "+state.title(),
			"Its replacement found wallet "+state.ID.ValueString()+" under the same customer, currency and name and has taken it over, so it is only forgotten here.")
		return
	}
	defer done()
	if !r.mayStrand(state) {
		held, over, err := r.holdings(ctx, state)
		switch {
		case err != nil:
			resp.Diagnostics.Append(unknownHoldings(state, err)...)
			return
		case over:
			r.Client.ForgetWallet(state.ref())
			return
		case held.any():
			refuseEnd(state, held, "", &resp.Diagnostics)
			return
		}
	}
	if err := r.Client.RemoveWallet(ctx, state.ref()); err != nil {
		resp.Diagnostics.Append(fwkit.Failure("Cannot terminate the "+state.title(), err, "", nil)...)
	}
}

func (r *walletResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if !r.Known() {
		r.ErrorUnknown(&resp.Diagnostics)
		return
	}
	identity := identityModel{ID: types.StringValue(fwkit.PlainID(strings.TrimSpace(req.ID)))}
	if req.ID == "" {
		resp.Diagnostics.Append(req.Identity.Get(ctx, &identity)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	if identity.ID.ValueString() == "" {
		resp.Diagnostics.AddError("Cannot import "+typeName, "The import id is empty: write the wallet's id. The data source mint_wallets lists the wallets of a customer.")
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), identity.ID)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("force_destroy"), false)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, identity)...)
	r.keepAccount(ctx, resp.Private, &resp.Diagnostics)
}
