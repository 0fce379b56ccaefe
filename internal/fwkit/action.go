package fwkit

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// InvokedAction is what every action of the provider implements.
type InvokedAction interface {
	action.ActionWithConfigure
	action.ActionWithModifyPlan
}

// Action holds the client of an action and what describes its type; embed it. An action has no
// memory, so each finds out from the service whether it was done already. Check its configuration
// in ModifyPlan and again in Invoke: what was unknown is known only then, and Terraform does not
// plan again.
type Action[C any] struct {
	// TypeName is the full name of the type, such as mint_wallet_top_up.
	TypeName string
	// DefineSchema returns the schema.
	DefineSchema func() schema.Schema

	connection[C]
}

// Metadata answers with TypeName.
func (a *Action[C]) Metadata(_ context.Context, _ action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = a.TypeName
}

// Schema answers with DefineSchema.
func (a *Action[C]) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = a.DefineSchema()
}

// Configure takes the client out of the provider data.
func (a *Action[C]) Configure(_ context.Context, req action.ConfigureRequest, resp *action.ConfigureResponse) {
	a.configure(req.ProviderData, &resp.Diagnostics)
}

// Planned comes first in ModifyPlan. It decodes the configuration into the struct that into points
// to, and checks it as [CheckValues] does. It returns false when something is wrong with it, or
// when the client cannot be used yet, which is no error.
func (a *Action[C]) Planned(ctx context.Context, config tfsdk.Config, into any, diags *diag.Diagnostics) bool {
	diags.Append(config.Get(ctx, into)...)
	a.CheckValues(ctx, config, diags)
	return !diags.HasError() && a.Known()
}

// Invoked is Planned for Invoke, where a client that cannot be used is an error.
func (a *Action[C]) Invoked(ctx context.Context, config tfsdk.Config, into any, diags *diag.Diagnostics) bool {
	diags.Append(config.Get(ctx, into)...)
	return a.Ready(ctx, config, diags)
}

// Ready is the rest of Invoked, once the configuration is decoded. It checks it as [CheckValues]
// does, and adds an error and returns false when something is wrong with it, or when the client
// cannot be used.
func (a *Action[C]) Ready(ctx context.Context, config tfsdk.Config, diags *diag.Diagnostics) bool {
	a.CheckValues(ctx, config, diags)
	if !a.Known() {
		diags.AddError("Provider configuration not known yet",
			fmt.Sprintf("The provider argument %s is known only after apply, and an action needs it. Apply what it depends on first.", a.unknown))
	}
	return !diags.HasError()
}

// CheckValues runs the validators of the arguments on the values that are known by now.
func (a *Action[C]) CheckValues(ctx context.Context, config tfsdk.Config, diags *diag.Diagnostics) {
	for name, argument := range a.DefineSchema().Attributes {
		text, ok := argument.(schema.StringAttribute)
		if !ok {
			continue
		}
		at := path.Root(name)
		var configured attr.Value
		diags.Append(config.GetAttribute(ctx, at, &configured)...)
		value, ok := configured.(basetypes.StringValuable)
		if !ok {
			continue
		}
		plain, problems := value.ToStringValue(ctx)
		diags.Append(problems...)
		for _, v := range text.Validators {
			var resp validator.StringResponse
			v.ValidateString(ctx, validator.StringRequest{Path: at, PathExpression: at.Expression(), Config: config, ConfigValue: plain}, &resp)
			diags.Append(resp.Diagnostics...)
		}
	}
}

// Progress tells whoever waits for an action a step of it.
func Progress(resp *action.InvokeResponse, format string, values ...any) {
	resp.SendProgress(action.InvokeProgressEvent{Message: fmt.Sprintf(format, values...)})
}

// Done tells how an exactly-once action ended: done, such as "Posted", or found. object names what
// it made with its key and amount.
func Done[T any](resp *action.InvokeResponse, done, object string, result once.Result[T]) {
	switch result.Outcome {
	case once.Adopted:
		Progress(resp, "Found, nothing was sent: %s", object)
	case once.Settled:
		Progress(resp, "%s: %s. The answer was lost, so it was looked for and found", done, object)
	default:
		Progress(resp, "%s: %s", done, object)
	}
	if result.Incomplete {
		resp.Diagnostics.AddWarning("Only part was found: "+object,
			"The service shows some but not all of what belongs to it. Nothing was sent for the rest. Look at it in the service.")
	}
}

// InvokeFailure turns the error of an action into diagnostics; doing is what it did, such as "post
// the TOPUP".
func InvokeFailure(doing string, err error, remedy string) diag.Diagnostics {
	var diags diag.Diagnostics
	unsettled, unknown := errors.AsType[*once.UnsettledError](err)
	switch {
	case unknown:
		diags.AddError("Not known whether it took effect: "+doing, upperFirst(unsettled.Error())+".\n\n"+InvokeAgain+
			" settle_timeout in the provider block decides how long one run looks.")
	case errors.Is(err, once.ErrClaimed):
		diags.AddError("Cannot "+doing+" now", "Another one in this run has created it, or is creating it, and nothing was sent for this one. "+InvokeAgain)
	case transport.IsAmbiguous(err):
		diags.AddError("Not known whether it took effect: "+doing, upperFirst(err.Error())+".\n\n"+InvokeAgain)
	default:
		return Failure("Cannot "+doing, err, remedy, nil)
	}
	return diags
}

// InvokeAgain is the remedy of an action whose outcome is unknown: its trigger never runs it again.
const InvokeAgain = "Terraform does not run a failed action again by itself. Use terraform apply -invoke=action.TYPE.NAME: it looks first, and sends nothing if that is not needed."
