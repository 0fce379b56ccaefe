package category

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// NewDataSource returns the data source mint_developer_category.
func NewDataSource() datasource.DataSource {
	return fwkit.NewDataSource(typeName, dataSourceSchema, find)
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

func find(ctx context.Context, client *apigee.Client, config model) (model, diag.Diagnostics) {
	found, err := named(ctx, client, config)
	if err != nil {
		return config, fwkit.Failure("Cannot read the developer category", err, "The data source mint_developer_categories lists the categories of the organization.", nil)
	}
	return flatten(client.Organization(), found, model{}), nil
}

func named(ctx context.Context, client *apigee.Client, config model) (apigee.DeveloperCategory, error) {
	if !config.ID.IsNull() {
		return client.DeveloperCategories.Get(ctx, config.ID.ValueString())
	}
	for category, err := range client.DeveloperCategories.All(ctx) {
		if err != nil || config.Name.Is(category.Name) {
			return category, err
		}
	}
	return apigee.DeveloperCategory{}, fmt.Errorf("organization %s has no developer category named %s", client.Organization(), config.Name)
}

// NewListDataSource returns the data source mint_developer_categories.
func NewListDataSource() datasource.DataSource {
	return fwkit.NewListDataSource(fwkit.Collection[*apigee.Client, apigee.DeveloperCategory, model]{
		TypeName: "mint_developer_categories", About: "All developer categories of the organization.",
		Name: "developer_categories", AboutList: "The categories, in the order of the service; empty when there are none.", Attributes: computedAttributes,
		List: func(ctx context.Context, c *apigee.Client) ([]apigee.DeveloperCategory, error) {
			return c.DeveloperCategories.List(ctx)
		},
		Show: func(c *apigee.Client, d apigee.DeveloperCategory) model { return flatten(c.Organization(), d, model{}) },
	})
}

func computedAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":           schema.StringAttribute{Computed: true, MarkdownDescription: aboutID},
		"organization": schema.StringAttribute{Computed: true, MarkdownDescription: aboutOrganization},
		"name":         schema.StringAttribute{Computed: true, CustomType: fwtypes.NameType{}, MarkdownDescription: aboutName},
		"description":  schema.StringAttribute{Computed: true, CustomType: fwtypes.TextType{}, MarkdownDescription: aboutDescription},
	}
}
