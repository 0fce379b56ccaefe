package fwkit

import (
	"fmt"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// Service is one service as the provider block left it: ready with a client, not configured, or
// waiting for a value that is known only after apply.
type Service[C any] struct {
	// Client is set when Missing and Unknown are empty.
	Client C
	// Account is what the objects of the service belong to.
	Account Account
	// Block is the provider argument that configures the service.
	Block string
	// Missing says what the provider block lacks; empty when it lacks nothing.
	Missing string
	// Unknown names the provider argument that is not known yet; empty when all are.
	Unknown string
}

// ProviderData is what the provider hands to every resource and data source. It lives as long as
// one Configure: one plan, one apply, or all those of `terraform test`.
type ProviderData struct {
	// Services holds one Service[C] for each client type.
	Services []any
	// Settings holds provider arguments that one kind of object uses; see Setting.
	Settings []any

	notes sync.Map
	// readers are the resources that have read each object.
	mu      sync.Mutex
	readers map[string]map[string]bool
}

// Setting returns the provider argument of type T, and its zero value where the provider is not
// configured or has none. The package that uses the setting declares T.
func Setting[T any](provider *ProviderData) T {
	if provider != nil {
		for _, candidate := range provider.Settings {
			if setting, ok := candidate.(T); ok {
				return setting
			}
		}
	}
	return *new(T)
}

// connection is what resources, data sources, lists and actions take from the provider.
type connection[C any] struct {
	// Client is the zero value while a provider argument is not known.
	Client C
	// Provider is nil in validation only.
	Provider *ProviderData

	account Account
	block   string
	unknown string
}

func (c *connection[C]) configure(data any, diags *diag.Diagnostics) {
	if provider, service, ok := lookup[C](data, diags); ok {
		*c = connection[C]{Client: service.Client, Provider: provider, account: service.Account, block: service.Block, unknown: service.Unknown}
	}
}

// Known reports whether the client can be used: false while a provider argument waits for another
// resource to be applied.
func (c *connection[C]) Known() bool { return c.Provider != nil && c.unknown == "" }

// lookup finds the service whose client is a C; absent in validation, where Terraform has not
// configured the provider.
func lookup[C any](data any, diags *diag.Diagnostics) (*ProviderData, Service[C], bool) {
	if data == nil {
		return nil, Service[C]{}, false
	}
	const bug = "This is a bug in the provider; please report it."
	provider, ok := data.(*ProviderData)
	if !ok {
		diags.AddError("Unexpected provider data", fmt.Sprintf("The provider handed over %T. %s", data, bug))
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
	diags.AddError("Unexpected provider data", fmt.Sprintf("The provider has no %T. %s", *new(C), bug))
	return nil, Service[C]{}, false
}
