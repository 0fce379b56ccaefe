package provider

import (
	"context"
	"os"
	"sync/atomic"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/functions"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/acceptedrateplan"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/adjustment"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/category"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/creditlimit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/currency"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/developer"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/developerbilling"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/ledger"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/organization"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/pkg"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/product"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/rateplan"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/suspension"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/terms"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/termsacceptance"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/wallet"
)

var (
	_ provider.ProviderWithFunctions     = (*mint)(nil)
	_ provider.ProviderWithListResources = (*mint)(nil)
	_ provider.ProviderWithActions       = (*mint)(nil)
)

// mint is the provider; one value serves one process.
type mint struct {
	version string
	now     func() time.Time
	wait    func(context.Context, time.Duration) error
	getenv  func(string) string

	// resourceData is what Configure hands to resources, for the short cuts of the server.
	resourceData atomic.Pointer[fwkit.ProviderData]
}

// Option changes how a provider is made.
type Option func(*mint)

// WithClock replaces the real clock and timer, so that tests pass through retries and settling
// without waiting.
func WithClock(now func() time.Time, wait func(context.Context, time.Duration) error) Option {
	return func(p *mint) { p.now, p.wait = now, wait }
}

// WithEnvironment replaces the process's environment variables.
func WithEnvironment(getenv func(name string) string) Option {
	return func(p *mint) { p.getenv = getenv }
}

// New returns the factory of the provider; version appears in the User-Agent.
func New(version string, options ...Option) func() provider.Provider {
	return func() provider.Provider {
		p := &mint{version: version, getenv: os.Getenv}
		for _, option := range options {
			option(p)
		}
		return p
	}
}

func (p *mint) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "mint"
	resp.Version = p.version
}

func (p *mint) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = providerSchema()
}

func (p *mint) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	var config model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	shared := p.settings(config, req)
	data := &fwkit.ProviderData{
		Services: []any{
			p.apigee(config.Apigee, shared, &resp.Diagnostics),
			p.paypal(config.PayPal, shared, &resp.Diagnostics),
		},
		Settings: []any{wallet.ForceDestroy(config.ForceDestroyWallets.ValueBool())},
	}
	if resp.Diagnostics.HasError() {
		return
	}
	p.resourceData.Store(data)
	resp.ResourceData = data
	resp.DataSourceData = data
	resp.ListResourceData = data
	resp.ActionData = data
}

func (p *mint) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{
		adjustment.NewResource,
		acceptedrateplan.NewResource,
		category.NewResource,
		creditlimit.NewResource,
		currency.NewResource,
		developerbilling.NewResource,
		ledger.NewResource,
		pkg.NewResource,
		rateplan.NewResource,
		terms.NewResource,
		wallet.NewResource,
	}
}

func (p *mint) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{
		adjustment.NewDataSource,
		adjustment.NewListDataSource,
		category.NewDataSource,
		category.NewListDataSource,
		creditlimit.NewDataSource,
		creditlimit.NewListDataSource,
		currency.NewDataSource,
		currency.NewListDataSource,
		developer.NewDataSource,
		developer.NewListDataSource,
		developer.NewSuspendedDataSource,
		ledger.NewDataSource,
		ledger.NewListDataSource,
		organization.NewDataSource,
		pkg.NewDataSource,
		pkg.NewListDataSource,
		product.NewDataSource,
		product.NewListDataSource,
		rateplan.NewDataSource,
		rateplan.NewListDataSource,
		rateplan.NewDeveloperDataSource,
		rateplan.NewAcceptedDataSource,
		rateplan.NewAcceptedListDataSource,
		rateplan.NewProductDataSource,
		terms.NewDataSource,
		terms.NewListDataSource,
		wallet.NewDataSource,
		wallet.NewListDataSource,
	}
}

// ListResources has one list of each resource.
func (p *mint) ListResources(context.Context) []func() list.ListResource {
	return []func() list.ListResource{
		adjustment.NewListResource,
		acceptedrateplan.NewListResource,
		category.NewListResource,
		creditlimit.NewListResource,
		currency.NewListResource,
		developerbilling.NewListResource,
		ledger.NewListResource,
		pkg.NewListResource,
		rateplan.NewListResource,
		terms.NewListResource,
		wallet.NewListResource,
	}
}

// Actions has what an operator decides once.
func (p *mint) Actions(context.Context) []func() action.Action {
	return []func() action.Action{
		ledger.NewTopUp,
		ledger.NewVoid,
		rateplan.NewExpire,
		rateplan.NewPublish,
		suspension.NewUnsuspend,
		termsacceptance.NewAccept,
	}
}

// configured returns what Configure hands to resources; nil before it did.
func (p *mint) configured() any {
	if data := p.resourceData.Load(); data != nil {
		return data
	}
	return nil
}

func (p *mint) Functions(context.Context) []func() function.Function {
	return functions.All()
}
