package developer

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
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

// NewDataSource returns the data source mint_developer.
func NewDataSource() datasource.DataSource {
	return fwkit.NewDataSource("mint_developer", dataSourceSchema, find)
}

func dataSourceSchema() schema.Schema {
	attributes := computedAttributes()
	attributes["developer_id"] = schema.StringAttribute{
		Required: true, MarkdownDescription: "Email or UUID of the developer. The case of an email does not matter.",
		Validators: []validator.String{fwtypes.ValidName()},
	}
	return schema.Schema{MarkdownDescription: "One developer or company as monetization sees it, with its billing settings.", Attributes: attributes}
}

func find(ctx context.Context, client *apigee.Client, config dataModel) (dataModel, diag.Diagnostics) {
	found, err := client.Developers.Get(ctx, config.DeveloperID.ValueString())
	if err != nil {
		return config, fwkit.Failure("Cannot read developer "+config.DeveloperID.ValueString(), err, "The data source mint_developers lists the developers of the organization.", nil)
	}
	return dataModel{config.DeveloperID, flatten(found)}, nil
}

// NewListDataSource returns the data source mint_developers.
func NewListDataSource() datasource.DataSource {
	return fwkit.NewListDataSource(fwkit.Collection[*apigee.Client, apigee.Developer, elementModel]{
		TypeName: "mint_developers", About: "All developers of the organization as monetization sees them.",
		Name: "developers", AboutList: "The developers, in the order of the service; empty when there are none.", Attributes: computedAttributes,
		List: func(ctx context.Context, c *apigee.Client) ([]apigee.Developer, error) { return c.Developers.List(ctx) },
		Show: func(_ *apigee.Client, d apigee.Developer) elementModel { return flatten(d) },
	})
}
