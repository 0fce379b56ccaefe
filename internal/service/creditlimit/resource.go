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

var (
	_ resource.ResourceWithConfigure   = (*creditLimitResource)(nil)
	_ resource.ResourceWithIdentity    = (*creditLimitResource)(nil)
	_ resource.ResourceWithImportState = (*creditLimitResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*creditLimitResource)(nil)
	_ fwkit.Refresher                  = (*creditLimitResource)(nil)
)

type creditLimitResource struct {
	fwkit.Resource[*apigee.Client]
}

// NewResource returns the resource mint_developer_credit_limit.
func NewResource() resource.Resource { return &creditLimitResource{} }

func (r *creditLimitResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = typeName
}

func (r *creditLimitResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = resourceSchema()
}

func (r *creditLimitResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identitySchema()
}

func (r *creditLimitResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.State.Raw.IsNull() || fwkit.Unchanged(req) {
		return
	}
	var state resourceModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if req.Plan.Raw.IsNull() {
		r.announceDestroy(ctx, state, &resp.Diagnostics)
		return
	}
	if fwkit.RequireReplace(ctx, req, resp, r.Provider.WasRead(typeName, state.ID.ValueString()), path.Root("developer_id"), path.Root("currency")) {
		r.announceDestroy(ctx, state, &resp.Diagnostics)
		return
	}
	fwkit.KeepState(ctx, req, resp)
}

func (r *creditLimitResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan resourceModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if !r.set(ctx, r.Client.MakeCreditLimit, &plan, &resp.Diagnostics) {
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, plan.identity())...)
}

func (r *creditLimitResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	fwkit.Read(ctx, r, req, resp)
}

func (r *creditLimitResource) Refresh(ctx context.Context, reading *fwkit.Reading) {
	var state resourceModel
	reading.Diagnostics.Append(reading.State.Get(ctx, &state)...)
	if reading.Diagnostics.HasError() {
		return
	}
	reading.Identity = state.identity()
	if !r.Known() {
		r.WarnUnknown(&reading.Diagnostics)
		return
	}
	if !r.sameOrganization(state, &reading.Diagnostics) {
		return
	}
	limit, err := r.Client.ReadCreditLimit(ctx, state.DeveloperID.ValueString(), state.Currency.Lower())
	if errors.Is(err, apigee.ErrNoCreditLimit) || apigee.IsNotFound(err) {
		reading.Gone = true
		return
	}
	if err != nil {
		reading.Diagnostics.Append(fwkit.Failure("Cannot read the "+state.title(), err, "", nil)...)
		return
	}
	flatten(r.Client.Organization(), limit, &state)
	r.Provider.MarkRead(typeName, state.ID.ValueString(), &reading.Diagnostics)
	reading.Model = state
}

// QuietPlan is true: a limit as it is in the state is nothing to speak of.
func (r *creditLimitResource) QuietPlan(context.Context, fwkit.Values) bool { return true }

func (r *creditLimitResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state resourceModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !r.sameOrganization(state, &resp.Diagnostics) {
		return
	}
	if plan.Amount.Decimal().Equal(state.Amount.Decimal()) {
		plan.ID, plan.Organization, plan.Usage = state.ID, state.Organization, state.Usage
	} else if !r.set(ctx, r.Client.SetCreditLimit, &plan, &resp.Diagnostics) {
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, plan.identity())...)
}

func (r *creditLimitResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state resourceModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !r.sameOrganization(state, &resp.Diagnostics) {
		return
	}
	switch state.OnDestroy.ValueString() {
	case zero:
		state.Amount = fwtypes.NewDecimalValue(decimal.Zero)
	case currencyDefault:
		amount, err := r.currencyDefault(ctx, state)
		if err != nil {
			resp.Diagnostics.Append(fwkit.Failure("Cannot find the default for the "+state.title(), err, destroyRemedy, nil)...)
			return
		}
		state.Amount = fwtypes.NewDecimalValue(amount)
	default:
		return
	}
	limit, err := r.Client.LeaveCreditLimit(ctx, state.DeveloperID.ValueString(), state.Currency.Lower(), state.Amount.Decimal())
	switch {
	case errors.Is(err, apigee.ErrAdopted):
		resp.Diagnostics.AddWarning(fmt.Sprintf("The %s is left as it is", state.title()),
			"Another resource of this configuration has set it in this run, so it is only forgotten here.")
	case err != nil && !r.gone(ctx, state, err):
		resp.Diagnostics.Append(fwkit.Failure(fmt.Sprintf("Cannot set the %s to %s", state.title(), state.Amount.ValueString()), err, "", nil)...)
	case err == nil && !limit.Amount.Equal(state.Amount.Decimal()):
		resp.Diagnostics.AddError(fmt.Sprintf("The %s is %s, not %s", state.title(), limit.Amount, state.Amount.ValueString()),
			"The service accepted the limit but recorded another amount, so it is not forgotten. Destroy it again. To forget it as it is, apply on_destroy = \"retain\" first.")
	}
}

func (r *creditLimitResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if !r.Known() {
		r.ErrorUnknown(&resp.Diagnostics)
		return
	}
	state := resourceModel{
		Organization: types.StringValue(r.Client.Organization()),
		Amount:       fwtypes.NewDecimalNull(),
		OnDestroy:    types.StringValue(retain),
		Usage:        fwtypes.NewDecimalNull(),
	}
	if req.ID != "" {
		developer, currency, err := fwkit.SplitLast(req.ID, "developer_id/currency, such as dev@example.com/USD")
		if err != nil {
			resp.Diagnostics.AddError("Cannot import "+typeName, err.Error())
			return
		}
		state.DeveloperID, state.Currency = types.StringValue(developer), fwtypes.NewCurrencyValue(currency)
	} else {
		var identity identityModel
		resp.Diagnostics.Append(req.Identity.Get(ctx, &identity)...)
		if resp.Diagnostics.HasError() {
			return
		}
		state.DeveloperID, state.Currency = identity.DeveloperID, fwtypes.NewCurrencyValue(identity.Currency.ValueString())
		if !fwkit.SameAccount(&resp.Diagnostics, "The "+state.title(), "organization", identity.Organization.ValueString(), r.Client.Organization()) {
			return
		}
	}
	state.ID = types.StringValue(fwkit.JoinLast(state.DeveloperID.ValueString(), state.Currency.Upper()))
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, state.identity())...)
}

const destroyRemedy = "Apply on_destroy = \"retain\" or \"zero\" first, then destroy."

// setter is how the client sets a limit: of a new resource, or of one it knows.
type setter func(ctx context.Context, developerID, currency string, amount decimal.Decimal) (apigee.CreditLimit, error)

// set sends the planned limit and fills the computed values. Where no clear
// answer came it reads the limit back, because a limit that took effect must
// not end in an error.
func (r *creditLimitResource) set(ctx context.Context, send setter, plan *resourceModel, diags *diag.Diagnostics) bool {
	asked := plan.Amount
	developer, currency := plan.DeveloperID.ValueString(), plan.Currency.Lower()
	limit, err := send(ctx, developer, currency, asked.Decimal())
	if err != nil {
		read, readErr := apigee.CreditLimit{}, err
		if apigee.IsAmbiguous(err) || apigee.IsTransient(err) {
			read, readErr = r.Client.CreditLimit(ctx, developer, currency)
		}
		if readErr != nil || !read.Amount.Equal(asked.Decimal()) {
			diags.Append(fwkit.Failure(fmt.Sprintf("Cannot set the %s to %s", plan.title(), asked.ValueString()), err, setRemedy(err), nil)...)
			return false
		}
		limit = read
	}
	flatten(r.Client.Organization(), limit, plan)
	plan.Amount = asked
	if !limit.Amount.Equal(asked.Decimal()) {
		diags.AddWarning(fmt.Sprintf("The %s is %s, not %s", plan.title(), limit.Amount, asked.ValueString()),
			"The service accepted the limit but recorded another amount. The next plan shows the difference.")
	}
	return true
}

func setRemedy(err error) string {
	switch {
	case apigee.IsDeclaredTwice(err):
		return "Nothing was sent for this one. Remove one of the two resources."
	case apigee.IsNotFound(err):
		return "Check developer_id (an email of a developer of this organization) and currency (a supported currency of the organization)."
	case apigee.IsInvalid(err):
		return "Credit limits are for developers whose billing type is POSTPAID, in a supported currency of the organization. Check developer_id, currency and amount."
	}
	return ""
}

// gone reports whether err means that there is no developer left to set a limit for.
func (r *creditLimitResource) gone(ctx context.Context, state resourceModel, err error) bool {
	if !apigee.IsNotFound(err) {
		return false
	}
	_, err = r.Client.CreditLimit(ctx, state.DeveloperID.ValueString(), state.Currency.Lower())
	return apigee.IsNotFound(err)
}

func (r *creditLimitResource) sameOrganization(m resourceModel, diags *diag.Diagnostics) bool {
	return fwkit.SameAccount(diags, "The "+m.title(), "organization", m.Organization.ValueString(), r.Client.Organization())
}

func (r *creditLimitResource) currencyDefault(ctx context.Context, m resourceModel) (decimal.Decimal, error) {
	currency, err := r.Client.SupportedCurrency(ctx, m.Currency.Lower())
	if err != nil {
		return decimal.Zero, err
	}
	if currency.CreditLimit == nil {
		return decimal.Zero, fmt.Errorf("the supported currency %s has no credit limit of its own", m.Currency.Upper())
	}
	return *currency.CreditLimit, nil
}

// announceDestroy says at plan time what becomes of the limit.
func (r *creditLimitResource) announceDestroy(ctx context.Context, state resourceModel, diags *diag.Diagnostics) {
	limit := fmt.Sprintf("%s (%s)", state.title(), state.Amount.ValueString())
	if onDestroy := state.OnDestroy.ValueString(); (onDestroy == zero || onDestroy == currencyDefault) && !r.Provider.MarkEnd(typeName, state.ID.ValueString(), diags) {
		return
	}
	switch state.OnDestroy.ValueString() {
	case zero:
		diags.AddWarning("The "+limit+" will be set to 0", "on_destroy is \"zero\". The service may block the developer.")
	case currencyDefault:
		if !r.Known() {
			return
		}
		if !r.sameOrganization(state, diags) {
			return
		}
		amount, err := r.currencyDefault(ctx, state)
		if err != nil {
			diags.AddWarning("The default for the "+state.title()+" could not be found", err.Error()+"\n\nDestroying it will be refused if this is still so. "+destroyRemedy)
			return
		}
		diags.AddWarning(fmt.Sprintf("The %s will be set to %s", limit, amount), "on_destroy is \"currency_default\", and that is the credit limit of the supported currency.")
	default:
		diags.AddWarning("The "+limit+" stays in force",
			"The service cannot delete a credit limit; Terraform forgets it. To change that, apply on_destroy = \"zero\" or \"currency_default\" first.")
	}
}
