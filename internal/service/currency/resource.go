// Package currency manages supported currencies, with the credit limit that developers have in them
// by default (contract: apigee-neighbours 3).
package currency

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
)

const typeName = "mint_supported_currency"

var _ fwkit.ManagedResource = (*currencyResource)(nil)

type currencyResource struct {
	fwkit.Resource[*apigee.Client]
}

// NewResource returns the resource mint_supported_currency.
func NewResource() resource.Resource {
	return &currencyResource{fwkit.Resource[*apigee.Client]{TypeName: typeName, DefineSchema: resourceSchema, DefineIdentity: fwkit.OrganizationIdentitySchema}}
}

func (r *currencyResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if fwkit.Unchanged(req) {
		return
	}
	var plan, state *model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if plan != nil {
		checkCode(*plan, &resp.Diagnostics)
	}
	switch {
	case state == nil:
	case plan == nil,
		fwkit.RequireReplace(ctx, req, resp, r.Provider.WasRead(typeName, state.ID.ValueString()), path.Root("code"), path.Root("virtual")):
		r.Provider.MarkEnd(typeName, state.ID.ValueString(), &resp.Diagnostics)
	default:
		fwkit.KeepState(ctx, req, resp)
	}
}

// checkCode refuses a made-up name for real money.
func checkCode(plan model, diags *diag.Diagnostics) {
	if !plan.Code.IsValid() || plan.Virtual.IsUnknown() || plan.Virtual.ValueBool() {
		return
	}
	if code := plan.Code.Upper(); len(code) != 3 || strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		diags.AddAttributeError(path.Root("code"), fmt.Sprintf("%s is not an ISO currency code", plan.Code),
			"A code has three letters, such as \"USD\". For a currency that you make up, such as points, write virtual = true.")
	}
}

func (r *currencyResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	title := "supported currency " + plan.Code.Upper()
	result, err := r.Client.SupportedCurrencies.Create(ctx, expand(plan))
	if err != nil {
		resp.Diagnostics.Append(fwkit.CreateFailure(typeName, title, err, "", nil)...)
		return
	}
	fwkit.Announce(&resp.Diagnostics, title, result)
	r.save(ctx, plan, result.Object, resp.Private, &resp.State, resp.Identity, &resp.Diagnostics)
}

// save keeps what is configured in its spelling, and says where the service holds something else:
// that it cleared an amount, for example, is nowhere promised.
func (r *currencyResource) save(
	ctx context.Context, plan model, answer apigee.SupportedCurrency, private fwkit.PrivateState, state, identity fwkit.Setter, diags *diag.Diagnostics,
) {
	answered := flatten(r.Client.Organization(), answer)
	plan.ID, plan.Organization = answered.ID, answered.Organization
	fwkit.WarnDifferences(plan.title(), r.Client.SupportedCurrencies.Kind.Differences(expand(plan), answer), diags)
	r.Save(ctx, state, identity, private, plan, plan.object(), diags)
}

func (r *currencyResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	fwkit.Read(ctx, r, req, resp)
}

// Refresh reads the object from the service.
func (r *currencyResource) Refresh(ctx context.Context, reading *fwkit.Reading) {
	var state model
	reading.Diagnostics.Append(reading.State.Get(ctx, &state)...)
	if !r.BeginRead(ctx, reading, state.object()) {
		return
	}
	found, err := r.Client.SupportedCurrencies.Read(ctx, state.ID.ValueString())
	if r.EndRead(ctx, reading, state.object(), state.ID.ValueString(), err, apigee.IsNotFound(err)) {
		reading.Model = flatten(r.Client.Organization(), found)
	}
}

func (r *currencyResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if !r.SameAccount(ctx, req.Private, state.object(), &resp.Diagnostics) {
		return
	}
	changed, err := r.Client.SupportedCurrencies.Update(ctx, expand(plan), false)
	if err != nil {
		resp.Diagnostics.Append(fwkit.Failure("Cannot change the "+state.title(), err, "", nil)...)
		return
	}
	r.save(ctx, plan, changed, resp.Private, &resp.State, resp.Identity, &resp.Diagnostics)
}

func (r *currencyResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if !r.SameAccount(ctx, req.Private, state.object(), &resp.Diagnostics) {
		return
	}
	err := r.Client.SupportedCurrencies.Delete(ctx, state.ID.ValueString())
	resp.Diagnostics.Append(fwkit.DeleteFailure(state.title(), err, apigee.ErrAdopted,
		"The service refuses while a rate plan or a developer uses the currency, and always for the base currency of the organization. "+
			"To take it out of use, apply status = \"INACTIVE\" instead; to stop managing it, use a removed block with destroy = false.")...)
}

func (r *currencyResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	parts := r.ImportParts(ctx, req, resp, fwkit.ImportID{Example: "usd"})
	if parts == nil {
		return
	}
	id := strings.ToLower(parts[0])
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), id)...)
	resp.Diagnostics.Append(resp.Identity.SetAttribute(ctx, path.Root("id"), id)...)
}
