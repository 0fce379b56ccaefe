package pkg

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

type dataSource struct {
	fwkit.DataSource[*apigee.Client]
}

// NewDataSource returns the data source mint_monetization_package.
func NewDataSource() datasource.DataSource {
	return &dataSource{fwkit.DataSource[*apigee.Client]{TypeName: typeName, DefineSchema: dataSourceSchema}}
}

func dataSourceSchema() schema.Schema {
	attributes := computedAttributes()
	attributes["id"] = schema.StringAttribute{
		Optional: true, Computed: true, MarkdownDescription: aboutID + " Give either `id` or `name`.",
		Validators: []validator.String{fwtypes.NotEmpty(), stringvalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("name"))},
	}
	attributes["name"] = schema.StringAttribute{
		Optional: true, Computed: true, CustomType: fwtypes.NameType{}, MarkdownDescription: aboutName,
		Validators: []validator.String{fwtypes.NotEmpty()},
	}
	return schema.Schema{MarkdownDescription: "One monetization package with its API products, by its id or its name.", Attributes: attributes}
}

func computedAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":           schema.StringAttribute{Computed: true, MarkdownDescription: aboutID},
		"organization": schema.StringAttribute{Computed: true, MarkdownDescription: aboutOrganization},
		"name":         schema.StringAttribute{Computed: true, CustomType: fwtypes.NameType{}, MarkdownDescription: aboutName},
		"display_name": schema.StringAttribute{Computed: true, CustomType: fwtypes.NameType{}, MarkdownDescription: aboutDisplayName},
		"description":  schema.StringAttribute{Computed: true, CustomType: fwtypes.TextType{}, MarkdownDescription: aboutDescription},
		"products":     schema.SetAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: aboutProducts},
		"status":       schema.StringAttribute{Computed: true, MarkdownDescription: aboutStatus},
	}
}

func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var config model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() || !d.Known(&resp.Diagnostics) {
		return
	}
	found, err := d.find(ctx, config)
	if err != nil {
		resp.Diagnostics.Append(fwkit.Failure("Cannot read the monetization package", err, "The data source mint_monetization_packages lists the packages of the organization.", nil)...)
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, flatten(d.Client.Organization(), found))...)
}

func (d *dataSource) find(ctx context.Context, config model) (apigee.Package, error) {
	if !config.ID.IsNull() {
		return d.Client.Packages.Get(ctx, config.ID.ValueString())
	}
	for found, err := range d.Client.Packages.All(ctx) {
		if err != nil || config.Name.Is(found.Name) {
			return found, err
		}
	}
	return apigee.Package{}, fmt.Errorf("organization %s has no monetization package named %s", d.Client.Organization(), config.Name)
}

type listModel struct {
	Packages []model `tfsdk:"monetization_packages"`
}

type listDataSource struct {
	fwkit.DataSource[*apigee.Client]
}

// NewListDataSource returns the data source mint_monetization_packages.
func NewListDataSource() datasource.DataSource {
	return &listDataSource{fwkit.DataSource[*apigee.Client]{TypeName: "mint_monetization_packages", DefineSchema: listSchema}}
}

func listSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "All monetization packages of the organization with their API products, those without a published rate plan too.",
		Attributes: map[string]schema.Attribute{
			"monetization_packages": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "The packages, in the order of the service; empty when there are none.",
				NestedObject: schema.NestedAttributeObject{Attributes: computedAttributes()},
			},
		},
	}
}

func (d *listDataSource) Read(ctx context.Context, _ datasource.ReadRequest, resp *datasource.ReadResponse) {
	if !d.Known(&resp.Diagnostics) {
		return
	}
	packages, err := d.Client.Packages.List(ctx)
	if err != nil {
		resp.Diagnostics.Append(fwkit.Failure("Cannot read the monetization packages of "+d.Client.Organization(), err, "", nil)...)
		return
	}
	data := listModel{Packages: []model{}}
	for _, p := range packages {
		data.Packages = append(data.Packages, flatten(d.Client.Organization(), p))
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}
