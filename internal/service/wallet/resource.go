package wallet

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

const typeName = "mint_wallet"

var (
	_ fwkit.ManagedResource               = (*walletResource)(nil)
	_ resource.ResourceWithValidateConfig = (*walletResource)(nil)
)

type walletResource struct {
	fwkit.Resource[*paypal.Client]
}

// NewResource returns the resource mint_wallet.
func NewResource() resource.Resource {
	return &walletResource{fwkit.Resource[*paypal.Client]{TypeName: typeName, DefineSchema: resourceSchema, DefineIdentity: identitySchema}}
}

func (r *walletResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan resourceModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	create := expand(plan)
	result, err := r.Client.Wallets.Create(ctx, create)
	if err != nil {
		resp.Diagnostics.Append(createFailure(plan, err)...)
		return
	}
	state := planned(result.Object, plan)
	fwkit.Announce(&resp.Diagnostics, plan.title(), result)
	if differences := create.Differences(result.Object); len(differences) > 0 {
		resp.Diagnostics.AddWarning("The service created the "+plan.title()+" with different settings", strings.Join(differences, "; ")+". The next plan shows the differences.")
	}
	if result.Unmarked {
		resp.Diagnostics.AddWarning("The "+plan.title()+" cannot be found by its name",
			"The service does not list it under this customer, currency and name. If a later run loses the answer to a request, it cannot find the wallet it created.")
	}
	r.Save(ctx, &resp.State, resp.Identity, resp.Private, state, r.object(state), &resp.Diagnostics)
}

func (r *walletResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	fwkit.Read(ctx, r, req, resp)
}

// Refresh reads the object from the service.
func (r *walletResource) Refresh(ctx context.Context, reading *fwkit.Reading) {
	var state resourceModel
	reading.Diagnostics.Append(reading.State.Get(ctx, &state)...)
	if !r.BeginRead(ctx, reading, r.object(state)) {
		return
	}
	imported := state.ExternalCustomerID.IsNull()
	wallet, err := r.read(ctx, state)
	gone := paypal.IsNotFound(err)
	switch {
	case err != nil && !gone:
		reading.Diagnostics.Append(fwkit.Failure("Cannot read the "+state.title(), err, goneRemedy(err), nil)...)
		return
	case gone && !state.terminated() && !r.expired(state):
		if !imported {
			reading.Diagnostics.AddWarning("The "+state.title()+" is gone",
				"The service neither finds wallet "+state.ID.ValueString()+" nor lists it for its customer. It was removed from the state; applying the configuration creates a new, empty wallet.")
		}
		reading.Gone = true
		return
	case !imported && (gone || wallet.Status == paypal.WalletTerminated):
		// Forgetting it would make a successor that nobody asked for, and what else has changed
		// with its end, such as its rules, no plan can repair.
		state.Status = types.StringValue(paypal.WalletTerminated)
	default:
		state = flatten(wallet, state)
	}
	if state.Currency.IsNull() {
		reading.Diagnostics.AddAttributeError(path.Root("currency"), "Cannot read the currency of "+state.title(),
			"The service shows a wallet's currency only with its balances, and shows no balance of this one. Without it the wallet cannot be imported.")
		return
	}
	r.MarkRead(ctx, reading.Private, state.ID.ValueString(), &reading.Diagnostics)
	reading.Model = state
	r.KeepAccount(ctx, reading.Private, &reading.Diagnostics)
}

// QuietPlan is false for a wallet that is over: each of its plans warns.
func (r *walletResource) QuietPlan(ctx context.Context, values fwkit.Values) bool {
	var state struct {
		Status       types.String    `tfsdk:"status"`
		ExpirationAt fwtypes.RFC3339 `tfsdk:"expiration_at"`
	}
	diags := values.Get(ctx, &state)
	m := resourceModel{Status: state.Status, ExpirationAt: state.ExpirationAt}
	return !diags.HasError() && !m.terminated() && !r.expired(m)
}

// read reads an imported wallet by itself: a listing needs its customer, and may leave out the
// balances, from which its currency is learned.
func (r *walletResource) read(ctx context.Context, state resourceModel) (paypal.Wallet, error) {
	if state.ExternalCustomerID.IsNull() {
		return r.Client.Wallets.Get(ctx, state.ID.ValueString())
	}
	return r.Client.Wallets.Read(ctx, state.ExternalCustomerID.ValueString(), state.ID.ValueString())
}

// object proves that a wallet recorded under another client id is of the same account: the service
// shows it to this one too, with the same customer and creation time.
func (r *walletResource) object(state resourceModel) fwkit.Object {
	return fwkit.Object{Title: state.title(), Identity: state.identity(), Prove: func(ctx context.Context) (bool, error) {
		shown, err := r.Client.Wallets.Get(ctx, state.ID.ValueString())
		if paypal.IsNotFound(err) {
			return false, nil
		}
		same := shown.ExternalCustomerID == state.ExternalCustomerID.ValueString() && types.StringPointerValue(shown.CreatedAt).Equal(state.CreatedAt)
		return same, err
	}}
}

func (r *walletResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state resourceModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if !r.SameAccount(ctx, req.Private, r.object(state), &resp.Diagnostics) {
		return
	}
	update := changes(state, plan)
	switch {
	case update.IsEmpty():
		plan.ID, plan.Status, plan.CreatedAt = state.ID, state.Status, state.CreatedAt
		state = plan
	case state.terminated():
		resp.Diagnostics.AddError("Cannot change the "+state.title()+": it is terminated", "Nothing was sent. "+successorRemedy)
		return
	default:
		changed, err := r.Client.Wallets.Update(ctx, state.ref(), update)
		if err != nil {
			resp.Diagnostics.Append(changeFailure(state, plan, err)...)
			return
		}
		state = planned(changed, plan)
		if differences := update.Differences(changed); len(differences) > 0 {
			// The state says what the service has. The error allows that although it is not what
			// was planned.
			state = flatten(changed, plan)
			resp.Diagnostics.AddError("The service did not apply the change to the "+plan.title(),
				"It accepted the request, but "+strings.Join(differences, "; ")+". The state holds what the service has.\n\n"+
					"A value that the service does not clear has to stay in the configuration. For expiration_at, use a date far in the future.")
		}
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, state.identity())...)
}

func (r *walletResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state resourceModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if !r.SameAccount(ctx, req.Private, r.object(state), &resp.Diagnostics) {
		return
	}
	done, ok := r.Client.Wallets.Leave(state.ref())
	if !ok {
		resp.Diagnostics.AddWarning("Not terminated: "+state.title(),
			"Its replacement adopted wallet "+state.ID.ValueString()+" under the same customer, currency and name, so this resource only forgets it.")
		return
	}
	defer done()
	if !r.mayForfeit(state) {
		held, over, err := r.holdings(ctx, state)
		switch {
		case err != nil:
			remedy := "The wallet was not touched. Try again, or apply force_destroy = true first to terminate it whatever it holds. " + goneRemedy(err)
			resp.Diagnostics.Append(fwkit.Failure("Cannot tell what credits the "+state.title()+" holds", err, remedy, nil)...)
			return
		case over:
			r.Client.Wallets.Forget(state.ref())
			return
		case held.any():
			refuseEnd(state, held, "", &resp.Diagnostics)
			return
		}
	}
	if err := r.Client.Wallets.Delete(ctx, state.ref()); err != nil {
		resp.Diagnostics.Append(fwkit.Failure("Cannot terminate the "+state.title(), err, goneRemedy(err), nil)...)
	}
}

func (r *walletResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if r.ImportParts(ctx, req, resp, fwkit.ImportID{Names: []string{"id"}, Example: "5f3c9c1e-8f0a-4f0e-9d5b-1a2b3c4d5e6f; the data source mint_wallets lists the wallets of a customer"}) == nil {
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("force_destroy"), false)...)
	r.KeepAccount(ctx, resp.Private, &resp.Diagnostics)
}
