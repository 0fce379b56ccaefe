package developer

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

type dataModel struct {
	DeveloperID types.String `tfsdk:"developer_id"`
	elementModel
}

type dataSource struct {
	fwkit.DataSource[*apigee.Client]
}

// NewDataSource returns the data source mint_developer.
func NewDataSource() datasource.DataSource {
	return &dataSource{fwkit.DataSource[*apigee.Client]{TypeName: "mint_developer", DefineSchema: dataSourceSchema}}
}

func dataSourceSchema() schema.Schema {
	attributes := computedAttributes()
	attributes["developer_id"] = schema.StringAttribute{
		Required: true, MarkdownDescription: "Email or UUID of the developer. The case of an email does not matter.",
		Validators: []validator.String{fwtypes.ValidName()},
	}
	return schema.Schema{MarkdownDescription: "One developer or company as monetization sees it, with its billing settings.", Attributes: attributes}
}

func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var data dataModel
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("developer_id"), &data.DeveloperID)...)
	if resp.Diagnostics.HasError() || !d.Known(&resp.Diagnostics) {
		return
	}
	found, err := d.Client.Developers.Get(ctx, data.DeveloperID.ValueString())
	if err != nil {
		resp.Diagnostics.Append(fwkit.Failure("Cannot read developer "+data.DeveloperID.ValueString(), err, "The data source mint_developers lists the developers of the organization.", nil)...)
		return
	}
	data.elementModel = flatten(found)
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}

type listModel struct {
	Developers []elementModel `tfsdk:"developers"`
}

type listDataSource struct {
	fwkit.DataSource[*apigee.Client]
}

// NewListDataSource returns the data source mint_developers.
func NewListDataSource() datasource.DataSource {
	return &listDataSource{fwkit.DataSource[*apigee.Client]{TypeName: "mint_developers", DefineSchema: listSchema}}
}

func listSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "All developers of the organization as monetization sees them.",
		Attributes: map[string]schema.Attribute{
			"developers": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "The developers, in the order of the service; empty when there are none.",
				NestedObject: schema.NestedAttributeObject{Attributes: computedAttributes()},
			},
		},
	}
}

func (d *listDataSource) Read(ctx context.Context, _ datasource.ReadRequest, resp *datasource.ReadResponse) {
	if !d.Known(&resp.Diagnostics) {
		return
	}
	developers, err := d.Client.Developers.List(ctx)
	if err != nil {
		resp.Diagnostics.Append(fwkit.Failure("Cannot read the developers of "+d.Client.Organization(), err, "", nil)...)
		return
	}
	data := listModel{Developers: []elementModel{}}
	for _, developer := range developers {
		data.Developers = append(data.Developers, flatten(developer))
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}
