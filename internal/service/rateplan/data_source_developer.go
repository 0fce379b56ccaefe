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

type developerDataSource struct {
	fwkit.DataSource[*apigee.Client]
}

// NewDeveloperDataSource returns the data source mint_developer_rate_plans.
func NewDeveloperDataSource() datasource.DataSource {
	return &developerDataSource{fwkit.DataSource[*apigee.Client]{TypeName: "mint_developer_rate_plans", DefineSchema: developerSchema}}
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

func (d *developerDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var data developerModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &data)...)
	if resp.Diagnostics.HasError() || !d.Known(&resp.Diagnostics) {
		return
	}
	plans, err := d.Client.DeveloperRatePlans(ctx, data.DeveloperID.ValueString())
	resp.Diagnostics.Append(readFailure("rate plans of "+data.DeveloperID.ValueString(), err)...)
	if resp.Diagnostics.HasError() {
		return
	}
	var diags diag.Diagnostics
	data.RatePlans, diags = planschema.LookUpAll(ctx, d.Client.Organization(), plans, d.Client.Now())
	resp.Diagnostics.Append(diags...)
	fwkit.SetAnswer(ctx, resp, data)
}

type productModel struct {
	DeveloperID types.String      `tfsdk:"developer_id"`
	ProductID   types.String      `tfsdk:"product_id"`
	ShowPrivate types.Bool        `tfsdk:"show_private"`
	RatePlans   []planschema.Data `tfsdk:"rate_plans"`
}

type productDataSource struct {
	fwkit.DataSource[*apigee.Client]
}

// NewProductDataSource returns the data source mint_developer_product_rate_plans.
func NewProductDataSource() datasource.DataSource {
	return &productDataSource{fwkit.DataSource[*apigee.Client]{TypeName: "mint_developer_product_rate_plans", DefineSchema: productSchema}}
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

func (d *productDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var data productModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &data)...)
	if resp.Diagnostics.HasError() || !d.Known(&resp.Diagnostics) {
		return
	}
	data.ShowPrivate = orElse(data.ShowPrivate, false)
	plans, err := d.Client.DeveloperProductRatePlans(ctx, data.DeveloperID.ValueString(), data.ProductID.ValueString(), data.ShowPrivate.ValueBool())
	resp.Diagnostics.Append(readFailure("rate plans of "+data.DeveloperID.ValueString()+" for product "+data.ProductID.ValueString(), err)...)
	if resp.Diagnostics.HasError() {
		return
	}
	var diags diag.Diagnostics
	data.RatePlans, diags = planschema.LookUpAll(ctx, d.Client.Organization(), plans, d.Client.Now())
	resp.Diagnostics.Append(diags...)
	fwkit.SetAnswer(ctx, resp, data)
}
