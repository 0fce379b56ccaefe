// Package product reads API products as monetization sees them (contract: apigee-neighbours 9).
package product

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

type model struct {
	ID                         types.String `tfsdk:"id"`
	Name                       types.String `tfsdk:"name"`
	DisplayName                types.String `tfsdk:"display_name"`
	Description                types.String `tfsdk:"description"`
	Status                     types.String `tfsdk:"status"`
	TransactionSuccessCriteria types.String `tfsdk:"transaction_success_criteria"`
	RefundSuccessCriteria      types.String `tfsdk:"refund_success_criteria"`
	CustomAttributes           types.Map    `tfsdk:"custom_attributes"`
}

// flatten is a product; what the service does not show is null.
func flatten(ctx context.Context, p apigee.Product) model {
	text := func(value string) types.String {
		if value == "" {
			return types.StringNull()
		}
		return types.StringValue(value)
	}
	// Texts always convert to texts.
	custom, _ := types.MapValueFrom(ctx, types.StringType, p.CustomAttributes)
	return model{
		ID: text(p.ID), Name: text(p.Name), DisplayName: text(p.DisplayName), Description: text(p.Description), Status: text(p.Status),
		TransactionSuccessCriteria: text(p.TransactionSuccessCriteria), RefundSuccessCriteria: text(p.RefundSuccessCriteria), CustomAttributes: custom,
	}
}

func computedAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":                           schema.StringAttribute{Computed: true, MarkdownDescription: "Id of the product."},
		"name":                         schema.StringAttribute{Computed: true, MarkdownDescription: "Name of the product."},
		"display_name":                 schema.StringAttribute{Computed: true, MarkdownDescription: "Name that people see."},
		"description":                  schema.StringAttribute{Computed: true, MarkdownDescription: "Description of the product."},
		"status":                       schema.StringAttribute{Computed: true, MarkdownDescription: "`CREATED`, `ACTIVE` or `INACTIVE`."},
		"transaction_success_criteria": schema.StringAttribute{Computed: true, MarkdownDescription: "Expression that says which calls are charged. Null: there is none."},
		"refund_success_criteria":      schema.StringAttribute{Computed: true, MarkdownDescription: "Expression that says which refunds count. Null: there is none."},
		"custom_attributes": schema.MapAttribute{
			Computed: true, ElementType: types.StringType,
			MarkdownDescription: "Names of the custom attributes by which a rate plan can charge, by their number: what `\"1\"` names is `MINT_CUSTOM_ATTRIBUTE_1`.",
		},
	}
}

type dataSource struct {
	fwkit.DataSource[*apigee.Client]
}

// NewDataSource returns the data source mint_product.
func NewDataSource() datasource.DataSource {
	return &dataSource{fwkit.DataSource[*apigee.Client]{TypeName: "mint_product", DefineSchema: dataSourceSchema}}
}

func dataSourceSchema() schema.Schema {
	attributes := computedAttributes()
	attributes["id"] = schema.StringAttribute{Required: true, MarkdownDescription: "Id of the product.", Validators: []validator.String{fwtypes.ValidName()}}
	return schema.Schema{MarkdownDescription: "One API product as monetization sees it.", Attributes: attributes}
}

func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var config model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() || !d.Known(&resp.Diagnostics) {
		return
	}
	found, err := d.Client.Products.Get(ctx, config.ID.ValueString())
	if err != nil {
		resp.Diagnostics.Append(fwkit.Failure("Cannot read API product "+config.ID.ValueString(), err, "The data source mint_products lists the products of the organization.", nil)...)
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, flatten(ctx, found))...)
}

type listModel struct {
	Products []model `tfsdk:"products"`
}

type listDataSource struct {
	fwkit.DataSource[*apigee.Client]
}

// NewListDataSource returns the data source mint_products.
func NewListDataSource() datasource.DataSource {
	return &listDataSource{fwkit.DataSource[*apigee.Client]{TypeName: "mint_products", DefineSchema: listSchema}}
}

func listSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "All API products of the organization, those without a published rate plan too.",
		Attributes: map[string]schema.Attribute{
			"products": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "The products, in the order of the service; empty when there are none.",
				NestedObject: schema.NestedAttributeObject{Attributes: computedAttributes()},
			},
		},
	}
}

func (d *listDataSource) Read(ctx context.Context, _ datasource.ReadRequest, resp *datasource.ReadResponse) {
	if !d.Known(&resp.Diagnostics) {
		return
	}
	products, err := d.Client.Products.List(ctx)
	if err != nil {
		resp.Diagnostics.Append(fwkit.Failure("Cannot read the API products of "+d.Client.Organization(), err, "", nil)...)
		return
	}
	data := listModel{Products: []model{}}
	for _, p := range products {
		data.Products = append(data.Products, flatten(ctx, p))
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}
