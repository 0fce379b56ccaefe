package pkg

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// NewDataSource returns the data source mint_monetization_package.
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

func find(ctx context.Context, client *apigee.Client, config model) (model, diag.Diagnostics) {
	found, err := named(ctx, client, config)
	if err != nil {
		return config, fwkit.Failure("Cannot read the monetization package", err, "The data source mint_monetization_packages lists the packages of the organization.", nil)
	}
	return flatten(client.Organization(), found), nil
}

func named(ctx context.Context, client *apigee.Client, config model) (apigee.Package, error) {
	if !config.ID.IsNull() {
		return client.Packages.Get(ctx, config.ID.ValueString())
	}
	for found, err := range client.Packages.All(ctx) {
		if err != nil || config.Name.Is(found.Name) {
			return found, err
		}
	}
	return apigee.Package{}, fmt.Errorf("organization %s has no monetization package named %s", client.Organization(), config.Name)
}

// NewListDataSource returns the data source mint_monetization_packages.
func NewListDataSource() datasource.DataSource {
	return fwkit.NewListDataSource(fwkit.Collection[*apigee.Client, apigee.Package, model]{
		TypeName: "mint_monetization_packages", About: "All monetization packages of the organization with their API products, those without a published rate plan too.",
		Name: "monetization_packages", AboutList: "The packages, in the order of the service; empty when there are none.", Attributes: computedAttributes,
		List: func(ctx context.Context, c *apigee.Client) ([]apigee.Package, error) { return c.Packages.List(ctx) },
		Show: func(c *apigee.Client, p apigee.Package) model { return flatten(c.Organization(), p) },
	})
}
