package fwkit

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// DataSource holds the client of a data source and what describes its type; embed it.
type DataSource[C any] struct {
	// TypeName is the full name of the type, such as mint_wallet.
	TypeName string
	// DefineSchema returns the schema.
	DefineSchema func() schema.Schema
	// Client is never the zero value when Read is called without an error before it.
	Client C

	unknown string
}

// Metadata answers with TypeName.
func (d *DataSource[C]) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = d.TypeName
}

// Schema answers with DefineSchema.
func (d *DataSource[C]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = d.DefineSchema()
}

// Configure takes the client out of the provider data.
func (d *DataSource[C]) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	_, service, ok := lookup[C](req.ProviderData, &resp.Diagnostics)
	if !ok {
		return
	}
	d.Client, d.unknown = service.Client, service.Unknown
}

// Known adds an error that names the missing provider argument, and returns false, while the client
// cannot be used.
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
