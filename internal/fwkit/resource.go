package fwkit

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// ManagedResource is what every resource of the provider implements.
type ManagedResource interface {
	resource.ResourceWithConfigure
	resource.ResourceWithIdentity
	resource.ResourceWithImportState
	resource.ResourceWithModifyPlan
	Refresher
}

// Resource holds the client of a managed resource and what describes its type; embed it.
type Resource[C any] struct {
	// TypeName is the full name of the type, such as mint_wallet.
	TypeName string
	// DefineSchema and DefineIdentity return the schemas of the resource and of its identity.
	DefineSchema   func() schema.Schema
	DefineIdentity func() identityschema.Schema
	// Import is the form of the import id, for ImportState.
	Import ImportID

	connection[C]
}

// Metadata answers with TypeName.
func (r *Resource[C]) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = r.TypeName
}

// Schema answers with DefineSchema.
func (r *Resource[C]) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = r.DefineSchema()
}

// IdentitySchema answers with DefineIdentity.
func (r *Resource[C]) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = r.DefineIdentity()
}

// Configure takes the client out of the provider data.
func (r *Resource[C]) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	r.configure(req.ProviderData, &resp.Diagnostics)
}

// ImportState is that of a resource which Read completes from its import id. A resource with
// arguments that the service does not know has one of its own.
func (r *Resource[C]) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	r.ImportParts(ctx, req, resp, r.Import)
}

// QuietPlan is true for a resource whose ModifyPlan leaves unchanged plans alone; one that has
// something to say of them has a QuietPlan of its own.
func (*Resource[C]) QuietPlan(context.Context, Values) bool { return true }

// Object is one object of the state, as far as this package needs to know it.
type Object struct {
	// Title is the object as messages call it, such as `wallet "Acme"`.
	Title string
	// Identity is the model of its resource identity.
	Identity any
	// Organization is the one that the state records; leave it null for a service without.
	Organization types.String
	// Prove is asked by BeginRead where the state records another client id and the same endpoint:
	// whether the service, asked for this id, answers with this very object. Nil refuses.
	Prove func(ctx context.Context) (bool, error)
}

// BeginRead does what comes first in every Refresh, once the state is decoded, and returns false
// when there is nothing more to do. While the provider's configuration is not known, it keeps the
// state and warns. An object of another account is an error.
func (r *Resource[C]) BeginRead(ctx context.Context, reading *Reading, object Object) bool {
	if reading.Diagnostics.HasError() {
		return false
	}
	reading.Identity = object.Identity
	if !r.Known() {
		r.WarnUnknown(&reading.Diagnostics)
		return false
	}
	return r.matchAccount(ctx, reading.Private, object, object.Prove, &reading.Diagnostics)
}

// SameAccount adds an error, and returns false, when the object belongs to another account than the
// provider is configured for: the answers of this one, mostly "not found", say nothing about it.
// Call it before anything is planned, written or deleted; BeginRead does it for Read.
func (r *Resource[C]) SameAccount(ctx context.Context, private PrivateReader, object Object, diags *diag.Diagnostics) bool {
	return !diags.HasError() && r.matchAccount(ctx, private, object, nil, diags)
}

// KeepAccount records with an object that it was seen in the provider's account. Call it with every
// state that is saved after the service has answered for the object.
func (r *Resource[C]) KeepAccount(ctx context.Context, private PrivateState, diags *diag.Diagnostics) {
	kept, problems := private.GetKey(ctx, accountKey)
	diags.Append(problems...)
	if value, changed := r.account.update(kept); changed && !problems.HasError() {
		diags.Append(private.SetKey(ctx, accountKey, value)...)
	}
	r.keepInstance(ctx, private, diags)
}

// WarnUnknown says that objects could not be compared with the service. The summary is the same for
// all of them, so that Terraform shows one.
func (r *Resource[C]) WarnUnknown(diags *diag.Diagnostics) {
	diags.AddWarning(
		"Not refreshed: provider configuration not known yet",
		fmt.Sprintf("The provider argument %s is known only after apply, so existing objects of this service keep the state they had. Plan again once it is known.", r.unknown),
	)
}

// ErrorUnknown says that an operation needs a provider argument that is not known yet.
func (r *Resource[C]) ErrorUnknown(diags *diag.Diagnostics) {
	diags.AddError(
		"Provider configuration not known yet",
		fmt.Sprintf("The provider argument %s is known only after apply, and this operation needs it. Apply what it depends on first, for example with -target.", r.unknown),
	)
}
