package category

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

type dataSource struct {
	fwkit.DataSource[*apigee.Client]
}

// NewDataSource returns the data source mint_developer_category.
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
	return schema.Schema{MarkdownDescription: "One developer category, by its id or its name.", Attributes: attributes}
}

func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var config model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() || !d.Known(&resp.Diagnostics) {
		return
	}
	found, err := d.find(ctx, config)
	if err != nil {
		resp.Diagnostics.Append(fwkit.Failure("Cannot read the developer category", err, "The data source mint_developer_categories lists the categories of the organization.", nil)...)
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, flatten(d.Client.Organization(), found, model{}))...)
}

func (d *dataSource) find(ctx context.Context, config model) (apigee.DeveloperCategory, error) {
	if !config.ID.IsNull() {
		return d.Client.DeveloperCategories.Get(ctx, config.ID.ValueString())
	}
	for category, err := range d.Client.DeveloperCategories.All(ctx) {
		if err != nil || config.Name.Is(category.Name) {
			return category, err
		}
	}
	return apigee.DeveloperCategory{}, fmt.Errorf("organization %s has no developer category named %s", d.Client.Organization(), config.Name)
}

type listModel struct {
	Categories []model `tfsdk:"developer_categories"`
}

type listDataSource struct {
	fwkit.DataSource[*apigee.Client]
}

// NewListDataSource returns the data source mint_developer_categories.
func NewListDataSource() datasource.DataSource {
	return &listDataSource{fwkit.DataSource[*apigee.Client]{TypeName: "mint_developer_categories", DefineSchema: listSchema}}
}

func listSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "All developer categories of the organization.",
		Attributes: map[string]schema.Attribute{
			"developer_categories": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "The categories, in the order of the service; empty when there are none.",
				NestedObject: schema.NestedAttributeObject{Attributes: computedAttributes()},
			},
		},
	}
}

func (d *listDataSource) Read(ctx context.Context, _ datasource.ReadRequest, resp *datasource.ReadResponse) {
	if !d.Known(&resp.Diagnostics) {
		return
	}
	categories, err := d.Client.DeveloperCategories.List(ctx)
	if err != nil {
		resp.Diagnostics.Append(fwkit.Failure("Cannot read the developer categories of "+d.Client.Organization(), err, "", nil)...)
		return
	}
	data := listModel{Categories: []model{}}
	for _, category := range categories {
		data.Categories = append(data.Categories, flatten(d.Client.Organization(), category, model{}))
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}

func computedAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":           schema.StringAttribute{Computed: true, MarkdownDescription: aboutID},
		"organization": schema.StringAttribute{Computed: true, MarkdownDescription: aboutOrganization},
		"name":         schema.StringAttribute{Computed: true, CustomType: fwtypes.NameType{}, MarkdownDescription: aboutName},
		"description":  schema.StringAttribute{Computed: true, CustomType: fwtypes.TextType{}, MarkdownDescription: aboutDescription},
	}
}
