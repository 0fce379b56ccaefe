package fwkit

import (
	"context"
	"fmt"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// Service is one service as the provider block left it: ready with a client,
// not configured, or waiting for a value that is known only after apply.
type Service[C any] struct {
	// Client is set when both texts below are empty.
	Client C
	// Block is the provider argument that configures the service.
	Block string
	// Missing says what the provider block lacks; empty when it lacks nothing.
	Missing string
	// Unknown names the provider argument that is not known yet; empty when all are.
	Unknown string
}

// ProviderData is what the provider hands to every resource and data source.
// It lives as long as one Configure, which is one plan or one apply.
type ProviderData struct {
	// Services holds one Service[C] for each client type.
	Services []any
	// ForceDestroyWallets lets wallets that hold credits be destroyed.
	ForceDestroyWallets bool

	notes sync.Map
}

// lookup finds the service whose client is a C; absent in validation, where
// Terraform has not configured the provider.
func lookup[C any](data any, diags *diag.Diagnostics) (*ProviderData, Service[C], bool) {
	if data == nil {
		return nil, Service[C]{}, false
	}
	provider, ok := data.(*ProviderData)
	if !ok {
		diags.AddError("Unexpected provider data", fmt.Sprintf("The provider handed over %T. This is a bug in the provider; please report it.", data))
		return nil, Service[C]{}, false
	}
	for _, candidate := range provider.Services {
		if service, ok := candidate.(Service[C]); ok {
			if service.Missing != "" {
				diags.AddError(fmt.Sprintf("The provider's %s block is not configured", service.Block), service.Missing)
				return nil, Service[C]{}, false
			}
			return provider, service, true
		}
	}
	diags.AddError("Unexpected provider data", fmt.Sprintf("The provider has no %T. This is a bug in the provider; please report it.", *new(C)))
	return nil, Service[C]{}, false
}

// Resource holds the client of a managed resource; embed it.
type Resource[C any] struct {
	// Client is the zero value while Unknown is not empty.
	Client C
	// Provider is nil in validation only.
	Provider *ProviderData

	block   string
	unknown string
}

// Configure takes the client out of the provider data.
func (r *Resource[C]) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	provider, service, ok := lookup[C](req.ProviderData, &resp.Diagnostics)
	if !ok {
		return
	}
	r.Client, r.Provider, r.block, r.unknown = service.Client, provider, service.Block, service.Unknown
}

// Known reports whether the client can be used: false while a provider
// argument waits for another resource to be applied.
func (r *Resource[C]) Known() bool { return r.Provider != nil && r.unknown == "" }

// WarnUnknown says that the state of object could not be compared with the
// service. The summary is the same for all objects, so that Terraform shows one.
func (r *Resource[C]) WarnUnknown(diags *diag.Diagnostics) {
	diags.AddWarning(
		"Not refreshed: provider configuration not known yet",
		fmt.Sprintf("The provider argument %s is known only after apply, so existing objects of this service keep the state they had. Plan again once it is known.", r.unknown),
	)
}

// ErrorUnknown says that an operation needs a provider argument that is not
// known yet.
func (r *Resource[C]) ErrorUnknown(diags *diag.Diagnostics) {
	diags.AddError(
		"Provider configuration not known yet",
		fmt.Sprintf("The provider argument %s is known only after apply, and this operation needs it. Apply what it depends on first, for example with -target.", r.unknown),
	)
}

// Facts that MarkRead and MarkEnd note of an object beside its type name.
const (
	heldTwice = " held twice"
	ends      = " ends"
)

// MarkRead notes that this process has read the object id of type typeName, and so
// is planning: only then may a plan replace the object (see RequireReplace). It warns
// when the object was read before: the state then holds it twice, and what one
// resource changes or destroys is missing from the other. If one of the two is
// planned to be destroyed, it is an error: see MarkEnd.
func (p *ProviderData) MarkRead(typeName, id string, diags *diag.Diagnostics) {
	if _, before := p.notes.LoadOrStore(note(typeName, id), true); !before {
		return
	}
	p.Note(typeName+heldTwice, id)
	if p.Noted(typeName+ends, id) {
		refuseEnd(typeName, id, diags)
		return
	}
	diags.AddWarning(fmt.Sprintf("Two resources manage %s %s", typeName, id),
		"Each would undo what the other does, and destroying one destroys the other's object. Take one of them out of the configuration and, with `terraform state rm`, out of the state.")
}

// MarkEnd notes that the object is planned to be destroyed, with an effect in the
// service. It adds an error and returns false if the state holds the object twice:
// the other one is another resource, or what create_before_destroy leaves deposed
// when its run does not come to the end. MarkRead finds it where this is planned
// first.
func (p *ProviderData) MarkEnd(typeName, id string, diags *diag.Diagnostics) bool {
	if p == nil {
		return true
	}
	p.Note(typeName+ends, id)
	if p.Noted(typeName+heldTwice, id) {
		refuseEnd(typeName, id, diags)
		return false
	}
	return true
}

func refuseEnd(typeName, id string, diags *diag.Diagnostics) {
	diags.AddError(fmt.Sprintf("The state holds %s %s twice, and one of the two would be destroyed", typeName, id),
		"It is one object in the service. The state has it for two resources, or for one resource and, deposed, for its predecessor, because a run with create_before_destroy did not come to its end. "+
			"Destroying either destroys the object of both, so nothing was changed. Forget it with `terraform state rm ADDRESS`, which forgets a deposed one too, and import it where it belongs.")
}

// WasRead reports whether MarkRead was called for the object in this process.
func (p *ProviderData) WasRead(typeName, id string) bool { return p.Noted(typeName, id) }

// Note remembers a fact about a key for the rest of this process, so that what is
// planned for one resource can be held against what is planned for another.
func (p *ProviderData) Note(fact, key string) { p.notes.Store(note(fact, key), true) }

// Noted reports whether Note was called for the fact and the key in this process.
func (p *ProviderData) Noted(fact, key string) bool {
	if p == nil {
		return false
	}
	_, ok := p.notes.Load(note(fact, key))
	return ok
}

func note(fact, key string) string { return fact + "\x00" + key }

// DataSource holds the client of a data source; embed it.
type DataSource[C any] struct {
	// Client is never the zero value when Read is called without an error before it.
	Client C

	unknown string
}

// Configure takes the client out of the provider data.
func (d *DataSource[C]) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	_, service, ok := lookup[C](req.ProviderData, &resp.Diagnostics)
	if !ok {
		return
	}
	d.Client, d.unknown = service.Client, service.Unknown
}

// Known adds an error that names the missing provider argument, and returns
// false, while the client cannot be used.
func (d *DataSource[C]) Known(diags *diag.Diagnostics) bool {
	if d.unknown == "" {
		return true
	}
	diags.AddError(
		"Provider configuration not known yet",
		fmt.Sprintf("This data source is read while planning, and the provider argument %s is known only after apply. "+
			"Apply what it depends on first, for example with -target, or give the data source a depends_on so that it is read later.", d.unknown),
	)
	return false
}
