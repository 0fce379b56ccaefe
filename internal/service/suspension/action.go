// Package suspension lifts the suspensions of developers, which the service does not do by itself
// when the limit that led to one is raised (contract: apigee-neighbours 16).
package suspension

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

var _ fwkit.InvokedAction = (*unsuspendAction)(nil)

type unsuspendAction struct {
	fwkit.Action[*apigee.Client]
}

type config struct {
	DeveloperID types.String `tfsdk:"developer_id"`
}

// NewUnsuspend returns the action mint_unsuspend_developer.
func NewUnsuspend() action.Action {
	return &unsuspendAction{fwkit.Action[*apigee.Client]{TypeName: "mint_unsuspend_developer", DefineSchema: unsuspendSchema}}
}

func unsuspendSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Lifts the suspensions of a developer, whose calls are refused since a limit was reached. A developer who is not suspended is left alone and nothing is sent. " +
			"Raising a credit limit does not lift a suspension, so trigger this action after the update of the limit. Terraform 1.14.1 or newer.\n\n" +
			"~> **A failed action is not run again** by its trigger. Use `terraform apply -invoke=action.TYPE.NAME`.",
		Attributes: map[string]schema.Attribute{
			"developer_id": schema.StringAttribute{
				Required: true, MarkdownDescription: "Email or UUID of the developer.",
				Validators: []validator.String{fwtypes.NotEmpty()},
			},
		},
	}
}

// ModifyPlan makes sure that there is such a developer.
func (a *unsuspendAction) ModifyPlan(ctx context.Context, req action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	var c config
	if !a.Planned(ctx, req.Config, &c, &resp.Diagnostics) || c.DeveloperID.IsUnknown() {
		return
	}
	a.developer(ctx, c, &resp.Diagnostics)
}

func (a *unsuspendAction) developer(ctx context.Context, c config, diags *diag.Diagnostics) apigee.Developer {
	developer, err := a.Client.Developers.Get(ctx, c.DeveloperID.ValueString())
	if err != nil {
		diags.Append(fwkit.Failure("Cannot lift suspensions of developer "+c.DeveloperID.ValueString(), err, "", nil)...)
	}
	return developer
}

// Invoke lifts what suspensions the developer has.
func (a *unsuspendAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var c config
	if !a.Invoked(ctx, req.Config, &c, &resp.Diagnostics) {
		return
	}
	developer := a.developer(ctx, c, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	title := "developer " + c.DeveloperID.ValueString()
	before, err := a.of(ctx, developer)
	switch {
	case err != nil:
		resp.Diagnostics.Append(fwkit.Failure("Cannot read whether "+title+" is suspended", err, "", nil)...)
		return
	case len(before) == 0:
		fwkit.Progress(resp, "Not suspended, nothing was sent: %s", title)
		return
	}
	fwkit.Progress(resp, "Lifting %s of %s", described(before), title)
	if err := a.Client.SuspendedDevelopers.Delete(ctx, c.DeveloperID.ValueString()); err != nil {
		resp.Diagnostics.Append(fwkit.InvokeFailure("lift suspensions of "+title, err, "")...)
		return
	}
	left, err := a.of(ctx, developer)
	switch {
	case err != nil:
		fwkit.Progress(resp, "Lifted: %s of %s", described(before), title)
		resp.Diagnostics.AddWarning("Not known whether a suspension is left: "+title, "The service lifted what it was asked to, but could not be asked again: "+err.Error()+".")
	case len(left) > 0:
		resp.Diagnostics.AddError("Still suspended: "+title, fmt.Sprintf("The service accepted the request and still shows %s. The reason may last, such as a balance that is used up.\n\n%s", described(left), fwkit.InvokeAgain))
	default:
		fwkit.Progress(resp, "Lifted: %s of %s", described(before), title)
	}
}

// of lists the suspensions of a developer, whom they name by either name.
func (a *unsuspendAction) of(ctx context.Context, developer apigee.Developer) (all []apigee.SuspendedDeveloper, err error) {
	for s, err := range a.Client.SuspendedDevelopers.All(ctx) {
		if err != nil {
			return nil, err
		}
		if developer.Ref().Is(string(s.Developer)) {
			all = append(all, s)
		}
	}
	return all, nil
}

func described(all []apigee.SuspendedDeveloper) string {
	texts := make([]string, len(all))
	for i, s := range all {
		texts[i] = s.ReasonCode
		if s.Product != "" {
			texts[i] += " for product " + string(s.Product)
		}
	}
	return "suspension " + strings.Join(texts, ", ")
}
