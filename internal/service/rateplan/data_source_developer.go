package rateplan

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
)

type developerModel struct {
	DeveloperID types.String `tfsdk:"developer_id"`
	RatePlans   []planData   `tfsdk:"rate_plans"`
}

type developerDataSource struct {
	fwkit.DataSource[*apigee.Client]
}

// NewDeveloperDataSource returns the data source mint_developer_rate_plans.
func NewDeveloperDataSource() datasource.DataSource { return &developerDataSource{} }

func (d *developerDataSource) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "mint_developer_rate_plans"
}

func (d *developerDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "The rate plans a developer may use now: those on offer and those accepted. None is an empty list.",
		Attributes: map[string]schema.Attribute{
			"developer_id": developerArgument(),
			"rate_plans":   plansAttribute("The plans, in the order of the service."),
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
	data.RatePlans, diags = allLookedUp(ctx, d.Client.Organization(), plans)
	resp.Diagnostics.Append(diags...)
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}

type productModel struct {
	DeveloperID types.String `tfsdk:"developer_id"`
	ProductID   types.String `tfsdk:"product_id"`
	ShowPrivate types.Bool   `tfsdk:"show_private"`
	RatePlans   []planData   `tfsdk:"rate_plans"`
}

type productDataSource struct {
	fwkit.DataSource[*apigee.Client]
}

// NewProductDataSource returns the data source mint_developer_product_rate_plans.
func NewProductDataSource() datasource.DataSource { return &productDataSource{} }

func (d *productDataSource) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "mint_developer_product_rate_plans"
}

func (d *productDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "The rate plans that govern an API product for a developer. None is an empty list, also where the service does not know the product or the developer.",
		Attributes: map[string]schema.Attribute{
			"developer_id": developerArgument(),
			"product_id":   argument("Name of the API product."),
			"show_private": filterArgument("Whether private plans are wanted too. Default `false`."),
			"rate_plans":   plansAttribute("The plans whose package contains the product; some services answer the governing one only."),
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
	data.RatePlans, diags = allLookedUp(ctx, d.Client.Organization(), plans)
	resp.Diagnostics.Append(diags...)
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}
