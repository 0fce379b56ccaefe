package creditlimit

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

const typeName = "mint_developer_credit_limit"

var _ fwkit.ManagedResource = (*creditLimitResource)(nil)

type creditLimitResource struct {
	fwkit.Resource[*apigee.Client]
}

// NewResource returns the resource mint_developer_credit_limit.
func NewResource() resource.Resource {
	return &creditLimitResource{fwkit.Resource[*apigee.Client]{TypeName: typeName, DefineSchema: resourceSchema, DefineIdentity: identitySchema}}
}

func (r *creditLimitResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.State.Raw.IsNull() || fwkit.Unchanged(req) {
		return
	}
	var plan, state *resourceModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	switch {
	case plan == nil,
		fwkit.RequireReplace(ctx, req, resp, r.Provider.WasRead(typeName, state.ID.ValueString()), path.Root("developer_id"), path.Root("currency")):
		r.planDestroy(ctx, req.Private, *state, &resp.Diagnostics)
	case !fwkit.KeepState(ctx, req, resp) && plan.Amount.IsValid():
		warnBelowUsage(*plan, state.Usage.Decimal(), &resp.Diagnostics)
		// Not read: an apply, whose plan has warned, or -refresh=false.
		if r.Provider.WasRead(typeName, state.ID.ValueString()) {
			r.warnPrepaid(ctx, *plan, &resp.Diagnostics)
		}
	}
}

func (r *creditLimitResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan resourceModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	// Only warnings depend on it.
	before, unread := r.Client.CreditLimits.Get(ctx, plan.DeveloperID.ValueString(), plan.Currency.Lower())
	if !r.set(ctx, r.Client.CreditLimits.Create, &plan, &resp.Diagnostics) {
		return
	}
	if unread == nil {
		warnReplaced(plan, before, &resp.Diagnostics)
	}
	warnBelowUsage(plan, plan.Usage.Decimal(), &resp.Diagnostics)
	r.Save(ctx, &resp.State, resp.Identity, resp.Private, plan, plan.object(), &resp.Diagnostics)
}

func (r *creditLimitResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	fwkit.Read(ctx, r, req, resp)
}

// Refresh reads the object from the service.
func (r *creditLimitResource) Refresh(ctx context.Context, reading *fwkit.Reading) {
	var state resourceModel
	reading.Diagnostics.Append(reading.State.Get(ctx, &state)...)
	if !r.BeginRead(ctx, reading, state.object()) {
		return
	}
	limit, err := r.Client.CreditLimits.Read(ctx, state.DeveloperID.ValueString(), state.Currency.Lower())
	refreshed := flatten(limit, state)
	// The developer may be named by email in one resource and by UUID in another.
	r.Provider.NoteRecord(typeName, refreshed.ID.ValueString(), limit.ID)
	if r.EndRead(ctx, reading, state.object(), refreshed.ID.ValueString(), err, errors.Is(err, apigee.ErrNoCreditLimit) || apigee.IsNotFound(err)) {
		reading.Model = refreshed
	}
}

func (r *creditLimitResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state resourceModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if !r.SameAccount(ctx, req.Private, state.object(), &resp.Diagnostics) {
		return
	}
	if plan.Amount.Decimal().Equal(state.Amount.Decimal()) {
		plan.ID, plan.Organization, plan.Usage = state.ID, state.Organization, state.Usage
	} else if !r.set(ctx, r.Client.CreditLimits.Update, &plan, &resp.Diagnostics) {
		return
	}
	r.Save(ctx, &resp.State, resp.Identity, resp.Private, plan, plan.object(), &resp.Diagnostics)
}

func (r *creditLimitResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state resourceModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if !r.SameAccount(ctx, req.Private, state.object(), &resp.Diagnostics) || state.OnDestroy.ValueString() == retain {
		return
	}
	left, err := r.amountLeft(ctx, state)
	if err != nil {
		resp.Diagnostics.Append(fwkit.Failure("Cannot find the default limit for the "+state.title(), err, destroyRemedy, nil)...)
		return
	}
	limit, err := r.Client.CreditLimits.Delete(ctx, state.DeveloperID.ValueString(), state.Currency.Lower(), left)
	switch {
	case errors.Is(err, apigee.ErrAdopted):
		resp.Diagnostics.AddWarning(fmt.Sprintf("The %s stays as it is", state.title()),
			"Another resource of this configuration set it in this run, so this one only forgets it.")
	case err != nil && !r.developerGone(ctx, state, err):
		resp.Diagnostics.Append(fwkit.Failure(fmt.Sprintf("Cannot set the %s to %s", state.title(), left), err, "", nil)...)
	case err == nil && !limit.Amount.Equal(left):
		resp.Diagnostics.AddError(fmt.Sprintf("The %s is %s, not %s", state.title(), limit.Amount, left),
			"The service accepted the request but recorded another amount, so the limit stays in the state. Destroy it again, or apply on_destroy = \"retain\" to leave it as it is.")
	}
}

func (r *creditLimitResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	parts := r.ImportParts(ctx, req, resp, importID)
	if parts == nil {
		return
	}
	currency := fwtypes.NewCurrencyValue(parts[1])
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), fwkit.JoinLast(parts[0], currency.Upper()))...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("currency"), currency)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("on_destroy"), retain)...)
	resp.Diagnostics.Append(resp.Identity.SetAttribute(ctx, path.Root("currency"), currency.Upper())...)
}

// set sends the planned limit and puts what the service has into the plan. Where no clear answer
// came it reads the limit back, because a limit that took effect must not end in an error.
func (r *creditLimitResource) set(
	ctx context.Context, send func(ctx context.Context, developerID, currency string, amount decimal.Decimal) (apigee.CreditLimit, error),
	plan *resourceModel, diags *diag.Diagnostics,
) bool {
	asked := plan.Amount
	developer, currency := plan.DeveloperID.ValueString(), plan.Currency.Lower()
	limit, err := send(ctx, developer, currency, asked.Decimal())
	if apigee.IsAmbiguous(err) || apigee.IsTransient(err) {
		if read, unread := r.Client.CreditLimits.Get(ctx, developer, currency); unread == nil && read.Amount.Equal(asked.Decimal()) {
			limit, err = read, nil
		}
	}
	if err != nil {
		diags.Append(fwkit.Failure(fmt.Sprintf("Cannot set the %s to %s", plan.title(), asked.Decimal()), err, setRemedy(err), nil)...)
		return false
	}
	plan.Organization = types.StringValue(r.Client.Organization())
	*plan = flatten(limit, *plan)
	plan.Amount = asked
	if !limit.Amount.Equal(asked.Decimal()) {
		diags.AddWarning(fmt.Sprintf("The %s is %s, not %s", plan.title(), limit.Amount, asked.Decimal()),
			"The service accepted the request but recorded another amount. The next plan shows the difference.")
	}
	return true
}

func setRemedy(err error) string {
	switch {
	case apigee.IsDeclaredTwice(err):
		return "Nothing was sent for this one. Remove one of the two resources."
	case apigee.IsNotFound(err):
		return "Check developer_id (email or UUID of a developer of this organization) and currency (a supported currency of the organization)."
	case apigee.IsInvalid(err):
		return "Credit limits are for developers whose billing type is POSTPAID, in a supported currency of the organization. Check developer_id, currency and amount."
	}
	return ""
}
