// Package termsacceptance accepts terms and conditions in the name of developers, who cannot
// purchase a rate plan before that (contract: apigee-neighbours 7).
package termsacceptance

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

var _ fwkit.InvokedAction = (*acceptAction)(nil)

type acceptAction struct {
	fwkit.Action[*apigee.Client]
}

type config struct {
	DeveloperID types.String `tfsdk:"developer_id"`
	TermsID     types.String `tfsdk:"terms_and_conditions_id"`
}

// NewAccept returns the action mint_accept_terms.
func NewAccept() action.Action {
	return &acceptAction{fwkit.Action[*apigee.Client]{TypeName: "mint_accept_terms", DefineSchema: acceptSchema}}
}

func acceptSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Records that a developer accepts terms and conditions, which a purchase needs. Where the developer's last answer to them is an acceptance nothing is sent. Terraform 1.14.1 or newer.\n\n" +
			"~> **Accepting terms for somebody is a legal act.** The service keeps it for good. Invoke this only for developers who have agreed.\n\n" +
			"~> **A failed action is not run again** by its trigger. Use `terraform apply -invoke=action.TYPE.NAME`, which looks first.",
		Attributes: map[string]schema.Attribute{
			"developer_id": schema.StringAttribute{
				Required: true, MarkdownDescription: "Email or UUID of the developer.",
				Validators: []validator.String{fwtypes.NotEmpty()},
			},
			"terms_and_conditions_id": schema.StringAttribute{
				Required: true, MarkdownDescription: "Id of the terms and conditions.",
				Validators: []validator.String{fwtypes.NotEmpty()},
			},
		},
	}
}

// ModifyPlan makes sure that there are such terms and such a developer.
func (a *acceptAction) ModifyPlan(ctx context.Context, req action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	var c config
	if !a.Planned(ctx, req.Config, &c, &resp.Diagnostics) {
		return
	}
	if !c.TermsID.IsUnknown() {
		a.terms(ctx, c, &resp.Diagnostics)
	}
	if !c.DeveloperID.IsUnknown() {
		a.developer(ctx, c, &resp.Diagnostics)
	}
}

func (a *acceptAction) terms(ctx context.Context, c config, diags *diag.Diagnostics) apigee.Terms {
	terms, err := a.Client.Terms.Get(ctx, c.TermsID.ValueString())
	if err != nil {
		diags.Append(fwkit.Failure("Cannot accept terms and conditions "+c.TermsID.ValueString(), err, "", nil)...)
	}
	return terms
}

func (a *acceptAction) developer(ctx context.Context, c config, diags *diag.Diagnostics) apigee.Developer {
	developer, err := a.Client.Developers.Get(ctx, c.DeveloperID.ValueString())
	if err != nil {
		diags.Append(fwkit.Failure("Cannot accept terms and conditions for developer "+c.DeveloperID.ValueString(), err, "", nil)...)
	}
	return developer
}

// Invoke accepts the terms, or finds them accepted.
func (a *acceptAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var c config
	if !a.Invoked(ctx, req.Config, &c, &resp.Diagnostics) {
		return
	}
	terms := a.terms(ctx, c, &resp.Diagnostics)
	developer := a.developer(ctx, c, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	title := fmt.Sprintf("terms and conditions %s by developer %s", terms.Version, c.DeveloperID.ValueString())
	fwkit.Progress(resp, "Looking for the acceptance of %s before anything is sent", title)
	// By one name, so that two invocations which name the developer differently find each other.
	result, err := a.Client.AcceptTerms(ctx, developer.ID, terms.ID)
	if err != nil {
		resp.Diagnostics.Append(fwkit.InvokeFailure("accept "+title, err, "")...)
		return
	}
	fwkit.Done(resp, "Accepted", title+", "+result.Object.AuditDate+" UTC", result)
}
