// Package product reads API products as monetization sees them (contract: apigee-neighbours 9).
package product

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

type model struct {
	ID                         types.String      `tfsdk:"id"`
	Name                       types.String      `tfsdk:"name"`
	DisplayName                types.String      `tfsdk:"display_name"`
	Description                types.String      `tfsdk:"description"`
	Status                     types.String      `tfsdk:"status"`
	TransactionSuccessCriteria types.String      `tfsdk:"transaction_success_criteria"`
	RefundSuccessCriteria      types.String      `tfsdk:"refund_success_criteria"`
	CustomAttributes           map[string]string `tfsdk:"custom_attributes"`
}

// flatten is a product; what the service does not show is null.
func flatten(p apigee.Product) model {
	text := fwkit.TextOrNull[string]
	return model{
		ID: text(p.ID), Name: text(p.Name), DisplayName: text(p.DisplayName), Description: text(p.Description), Status: text(p.Status),
		TransactionSuccessCriteria: text(p.TransactionSuccessCriteria), RefundSuccessCriteria: text(p.RefundSuccessCriteria),
		CustomAttributes: p.CustomAttributes,
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

// NewDataSource returns the data source mint_product.
func NewDataSource() datasource.DataSource {
	return fwkit.NewDataSource("mint_product", dataSourceSchema, find)
}

func dataSourceSchema() schema.Schema {
	attributes := computedAttributes()
	attributes["id"] = schema.StringAttribute{Required: true, MarkdownDescription: "Id of the product.", Validators: []validator.String{fwtypes.ValidName()}}
	return schema.Schema{MarkdownDescription: "One API product as monetization sees it.", Attributes: attributes}
}

func find(ctx context.Context, client *apigee.Client, config model) (model, diag.Diagnostics) {
	found, err := client.Products.Get(ctx, config.ID.ValueString())
	if err != nil {
		return config, fwkit.Failure("Cannot read API product "+config.ID.ValueString(), err, "The data source mint_products lists the products of the organization.", nil)
	}
	return flatten(found), nil
}

// NewListDataSource returns the data source mint_products.
func NewListDataSource() datasource.DataSource {
	return fwkit.NewListDataSource(fwkit.Collection[*apigee.Client, apigee.Product, model]{
		TypeName: "mint_products", About: "All API products of the organization, those without a published rate plan too.",
		Name: "products", AboutList: "The products, in the order of the service; empty when there are none.", Attributes: computedAttributes,
		List: func(ctx context.Context, c *apigee.Client) ([]apigee.Product, error) { return c.Products.List(ctx) },
		Show: func(_ *apigee.Client, p apigee.Product) model { return flatten(p) },
	})
}
