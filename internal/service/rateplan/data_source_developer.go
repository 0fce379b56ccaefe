package rateplan

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/planschema"
)

type developerModel struct {
	DeveloperID types.String      `tfsdk:"developer_id"`
	RatePlans   []planschema.Data `tfsdk:"rate_plans"`
}

// NewDeveloperDataSource returns the data source mint_developer_rate_plans.
func NewDeveloperDataSource() datasource.DataSource {
	return fwkit.NewDataSource("mint_developer_rate_plans", developerSchema, findForDeveloper)
}

func developerSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Lists the rate plans that a developer can use now, on offer or accepted; the list may be empty.",
		Attributes: map[string]schema.Attribute{
			"developer_id": developerArgument(),
			"rate_plans":   planschema.DataList("The plans, in the service's order."),
		},
	}
}

func findForDeveloper(ctx context.Context, client *apigee.Client, data developerModel) (developerModel, diag.Diagnostics) {
	plans, err := client.DeveloperRatePlans(ctx, data.DeveloperID.ValueString())
	diags := readFailure("rate plans of "+data.DeveloperID.ValueString(), err)
	if err == nil {
		data.RatePlans, diags = planschema.LookUpAll(ctx, client.Organization(), plans, client.Now())
	}
	return data, diags
}

type productModel struct {
	DeveloperID types.String      `tfsdk:"developer_id"`
	ProductID   types.String      `tfsdk:"product_id"`
	ShowPrivate types.Bool        `tfsdk:"show_private"`
	RatePlans   []planschema.Data `tfsdk:"rate_plans"`
}

// NewProductDataSource returns the data source mint_developer_product_rate_plans.
func NewProductDataSource() datasource.DataSource {
	return fwkit.NewDataSource("mint_developer_product_rate_plans", productSchema, findForProduct)
}

func productSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Lists the rate plans that govern an API product for a developer. The list is empty too if the service does not know the product or the developer.",
		Attributes: map[string]schema.Attribute{
			"developer_id": developerArgument(),
			"product_id":   argument("Name of the API product."),
			"show_private": filterArgument("Adds private plans. Default `false`."),
			"rate_plans":   planschema.DataList("Plans of packages with the product; some services return only the governing one."),
		},
	}
}

func findForProduct(ctx context.Context, client *apigee.Client, data productModel) (productModel, diag.Diagnostics) {
	data.ShowPrivate = orElse(data.ShowPrivate, false)
	plans, err := client.DeveloperProductRatePlans(ctx, data.DeveloperID.ValueString(), data.ProductID.ValueString(), data.ShowPrivate.ValueBool())
	diags := readFailure("rate plans of "+data.DeveloperID.ValueString()+" for product "+data.ProductID.ValueString(), err)
	if err == nil {
		data.RatePlans, diags = planschema.LookUpAll(ctx, client.Organization(), plans, client.Now())
	}
	return data, diags
}
