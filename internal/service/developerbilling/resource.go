// Package developerbilling manages how a developer is billed: single attributes of the management
// API from which monetization takes its settings (contract: apigee-neighbours 8).
package developerbilling

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
)

const typeName = "mint_developer_billing"

var _ fwkit.ManagedResource = (*billingResource)(nil)

type billingResource struct {
	fwkit.Resource[*apigee.Client]
}

// NewResource returns the resource mint_developer_billing.
func NewResource() resource.Resource {
	return &billingResource{fwkit.Resource[*apigee.Client]{TypeName: typeName, DefineSchema: resourceSchema, DefineIdentity: identitySchema}}
}

func (r *billingResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	developer := plan.DeveloperID.ValueString()
	before, err := r.Client.DeveloperBilling.Get(ctx, developer)
	if err != nil {
		resp.Diagnostics.Append(fwkit.Failure("Cannot set the "+plan.title(), err, remedy(err), nil)...)
		return
	}
	asked := plan.expand(ctx, before, &resp.Diagnostics)
	done, err := r.Client.DeveloperBilling.Create(ctx, developer, asked)
	switch {
	case err != nil && len(done) == 0:
		resp.Diagnostics.Append(fwkit.Failure("Cannot set the "+plan.title(), err, remedy(err), nil)...)
		return
	case err != nil:
		// An error would taint the resource, and the next apply destroy what was written.
		resp.Diagnostics.AddWarning(fmt.Sprintf("Only some of the %s were set", plan.title()),
			fmt.Sprintf("%v\n\nNot set: %s. The next plan shows them: apply again. %s", err, missing(asked, done), remedy(err)))
	}
	warnReplaced(plan, before, done, &resp.Diagnostics)
	r.warnDifferences(plan, asked, done, &resp.Diagnostics)
	plan.ID, plan.Organization = plan.DeveloperID, types.StringValue(r.Client.Organization())
	written := recentWrites(ctx, resp.Private, r.Client.Now())
	written.overwrite(done, before)
	resp.Diagnostics.Append(written.keep(ctx, resp.Private, r.Client.Now())...)
	r.Save(ctx, &resp.State, resp.Identity, resp.Private, plan, plan.object(), &resp.Diagnostics)
}

func (r *billingResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	fwkit.Read(ctx, r, req, resp)
}

// Refresh reads the settings that are managed, or after an import all that the developer has.
func (r *billingResource) Refresh(ctx context.Context, reading *fwkit.Reading) {
	var state model
	reading.Diagnostics.Append(reading.State.Get(ctx, &state)...)
	if !r.BeginRead(ctx, reading, state.object()) {
		return
	}
	developer := state.DeveloperID.ValueString()
	found, err := r.Client.DeveloperBilling.Get(ctx, developer)
	if err == nil {
		// The developer may be named by email in one resource and by UUID in another.
		r.Provider.NoteRecord(typeName, state.ID.ValueString(), r.Client.DeveloperKey(ctx, developer))
	}
	if !r.EndRead(ctx, reading, state.object(), state.ID.ValueString(), err, apigee.IsNotFound(err)) {
		return
	}
	if state.OnDestroy.IsNull() { // which it is only while it is imported
		state.adopt(ctx, found, &reading.Diagnostics)
	} else {
		overtake(ctx, reading.Private, r.Client.Now(), found, state.expand(ctx, found, &reading.Diagnostics))
		state.flatten(ctx, found, &reading.Diagnostics)
	}
	reading.Model = state
}

// QuietPlan is true: there is nothing to say about settings that stay as they are.
func (*billingResource) QuietPlan(context.Context, fwkit.Values) bool { return true }

func (r *billingResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if !r.SameAccount(ctx, req.Private, state.object(), &resp.Diagnostics) {
		return
	}
	plan.ID, plan.Organization = state.ID, state.Organization
	developer := plan.DeveloperID.ValueString()
	changes := plan.changes(ctx, state, nil, &resp.Diagnostics)
	if len(changes) > 0 {
		before, err := r.Client.DeveloperBilling.Get(ctx, developer)
		if err != nil {
			resp.Diagnostics.Append(fwkit.Failure("Cannot change the "+plan.title(), err, remedy(err), nil)...)
			return
		}
		changes = plan.changes(ctx, state, before, &resp.Diagnostics)
		done, err := r.Client.DeveloperBilling.Update(ctx, developer, changes)
		written := recentWrites(ctx, req.Private, r.Client.Now())
		written.overwrite(done, before, state.expand(ctx, before, &resp.Diagnostics))
		resp.Diagnostics.Append(written.keep(ctx, resp.Private, r.Client.Now())...)
		if err != nil {
			resp.Diagnostics.Append(fwkit.Failure(fmt.Sprintf("Cannot change %s in the %s", missing(changes, done), plan.title()), err, remedy(err), nil)...)
			plan.revert(state, changes, done)
		}
		r.warnDifferences(plan, changes, done, &resp.Diagnostics)
	}
	r.Save(ctx, &resp.State, resp.Identity, resp.Private, plan, plan.object(), &resp.Diagnostics)
}

func (r *billingResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if !r.SameAccount(ctx, req.Private, state.object(), &resp.Diagnostics) || state.OnDestroy.ValueString() == retain {
		return
	}
	err := r.Client.DeveloperBilling.Delete(ctx, state.DeveloperID.ValueString(), state.managed())
	resp.Diagnostics.Append(fwkit.DeleteFailure(state.title(), err, apigee.ErrAdopted,
		"Settings that were removed before stay removed. Destroy again, or apply on_destroy = \"retain\" first to leave the others as they are.")...)
}

func (r *billingResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if parts := r.ImportParts(ctx, req, resp, importID); parts != nil {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), parts[0])...)
	}
}

// changes are what makes the planned settings of those in the state, where before is what the
// service has. A setting that is no longer configured is removed only if on_destroy says so.
func (m *model) changes(ctx context.Context, state model, before map[apigee.BillingSetting]string, diags *diag.Diagnostics) map[apigee.BillingSetting]string {
	changes, old := m.expand(ctx, before, diags), state.expand(ctx, before, diags)
	for s, was := range old {
		value, managed := changes[s]
		switch {
		case managed && same(s, value, was):
			delete(changes, s)
		case !managed && m.OnDestroy.ValueString() == remove:
			changes[s] = ""
		}
	}
	return changes
}

// revert puts back those of the changes that are not done.
func (m *model) revert(state model, changes, done map[apigee.BillingSetting]string) {
	now, old := m.texts(), state.texts()
	for s := range changes {
		if _, ok := done[s]; ok {
			continue
		}
		if text, ok := now[s]; ok {
			*text = *old[s]
		} else {
			m.Address = state.Address
		}
	}
}

// missing names the settings that are not done.
func missing(asked, done map[apigee.BillingSetting]string) string {
	var left []string
	for _, s := range apigee.BillingSettings {
		_, wanted := asked[s]
		if _, ok := done[s]; wanted && !ok {
			left = append(left, names[s])
		}
	}
	return strings.Join(left, ", ")
}

func remedy(err error) string {
	switch {
	case errors.Is(err, apigee.ErrCompany):
		return "The billing settings of companies cannot be managed here. Set them in the console, and remove this resource."
	case apigee.IsDeclaredTwice(err):
		return "Nothing was sent for this one. Remove one of the two resources."
	case apigee.IsNotFound(err):
		return "Check developer_id: it is the email or UUID of a developer of this organization, who must exist."
	case apigee.IsInvalid(err):
		return "Check billing_type, which the organization must support, and developer_category_id, which must be the id of a category of the organization."
	}
	return ""
}
