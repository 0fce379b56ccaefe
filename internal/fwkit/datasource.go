package fwkit

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
)

// DataSource holds the client of a data source and what describes its type; embed it, or make it
// with [NewDataSource] or [NewListDataSource].
type DataSource[C any] struct {
	// TypeName is the full name of the type, such as mint_wallet.
	TypeName string
	// DefineSchema returns the schema.
	DefineSchema func() schema.Schema

	connection[C]
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
	d.configure(req.ProviderData, &resp.Diagnostics)
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

// found is a data source whose Read is one function.
type found[C, M any] struct {
	DataSource[C]
	find func(ctx context.Context, client C, config M) (M, diag.Diagnostics)
}

// NewDataSource returns a data source: find completes the model of its configuration with what the
// service has.
func NewDataSource[C, M any](
	typeName string, define func() schema.Schema, find func(ctx context.Context, client C, config M) (M, diag.Diagnostics),
) datasource.DataSource {
	return &found[C, M]{DataSource[C]{TypeName: typeName, DefineSchema: define}, find}
}

// Read puts what find returns into the state.
func (d *found[C, M]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var config M
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() || !d.Known(&resp.Diagnostics) {
		return
	}
	model, diags := d.find(ctx, d.Client, config)
	if resp.Diagnostics.Append(diags...); !resp.Diagnostics.HasError() {
		SetAnswer(ctx, resp, model)
	}
}

// Collection describes a data source without arguments, which shows all objects of a kind.
type Collection[C, T, M any] struct {
	// TypeName is the full name of the type, and About its description.
	TypeName, About string
	// Name is the one attribute, the list of the objects in the order of the service, such as
	// developer_categories, and AboutList its description.
	Name, AboutList string
	// Attributes returns those of one object.
	Attributes func() map[string]schema.Attribute
	// List asks the service, and Show makes the model of an object.
	List func(ctx context.Context, client C) ([]T, error)
	Show func(client C, object T) M
}

type listed[C, T, M any] struct {
	DataSource[C]
	all Collection[C, T, M]
}

// NewListDataSource returns the data source of a collection.
func NewListDataSource[C, T, M any](all Collection[C, T, M]) datasource.DataSource {
	return &listed[C, T, M]{DataSource[C]{TypeName: all.TypeName, DefineSchema: all.schema}, all}
}

func (l Collection[C, T, M]) schema() schema.Schema {
	return schema.Schema{MarkdownDescription: l.About, Attributes: map[string]schema.Attribute{
		l.Name: schema.ListNestedAttribute{
			Computed: true, MarkdownDescription: l.AboutList, NestedObject: schema.NestedAttributeObject{Attributes: l.Attributes()},
		},
	}}
}

// Read puts all objects into the state.
func (d *listed[C, T, M]) Read(ctx context.Context, _ datasource.ReadRequest, resp *datasource.ReadResponse) {
	if !d.Known(&resp.Diagnostics) {
		return
	}
	objects, err := d.all.List(ctx, d.Client)
	if err != nil {
		title := strings.ReplaceAll(d.all.Name, "_", " ") + " of " + d.account.Organization
		resp.Diagnostics.Append(Failure("Cannot read the "+title, err, "", nil)...)
		return
	}
	models := make([]M, 0, len(objects))
	for _, object := range objects {
		models = append(models, d.all.Show(d.Client, object))
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(d.all.Name), models)...)
}
