package adjustment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// NewDataSource returns the data source mint_billing_adjustment.
func NewDataSource() datasource.DataSource {
	return fwkit.NewDataSource(typeName, dataSourceSchema, find)
}

func dataSourceSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "One billing adjustment, found by its id.",
		Attributes: dataSourceAttributes(schema.StringAttribute{
			Required: true, MarkdownDescription: aboutID, Validators: []validator.String{fwtypes.NotEmpty()},
		}),
	}
}

func find(ctx context.Context, client *apigee.Client, config model) (model, diag.Diagnostics) {
	id := config.ID.ValueString()
	found, err := client.BillingAdjustments.Get(ctx, id)
	if err != nil {
		remedy := ""
		if apigee.IsNotFound(err) {
			remedy = "Check id. The data source mint_billing_adjustments lists the adjustments of the organization."
		}
		return config, fwkit.Failure("Cannot read billing adjustment "+id, err, remedy, nil)
	}
	return flatten(found, model{Organization: types.StringValue(client.Organization())}), nil
}

type listModel struct {
	listConfig
	BillingAdjustments []model `tfsdk:"billing_adjustments"`
}

// NewListDataSource returns the data source mint_billing_adjustments.
func NewListDataSource() datasource.DataSource {
	return fwkit.NewDataSource(typeName+"s", listSchema, findAll)
}

func listSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The billing adjustments of the organization, of one month or year if given.",
		Attributes: map[string]schema.Attribute{
			"billing_month": schema.Int64Attribute{
				Optional: true, Validators: []validator.Int64{int64validator.Between(1, 12)},
				MarkdownDescription: onlyMonth,
			},
			"billing_year": schema.Int64Attribute{
				Optional: true, Validators: []validator.Int64{int64validator.Between(1000, 9999)},
				MarkdownDescription: onlyYear,
			},
			"billing_adjustments": schema.ListNestedAttribute{
				Computed:            true,
				MarkdownDescription: "The adjustments in the service's order; empty when there are none.",
				NestedObject: schema.NestedAttributeObject{
					Attributes: dataSourceAttributes(schema.StringAttribute{Computed: true, MarkdownDescription: aboutID}),
				},
			},
		},
	}
}

func findAll(ctx context.Context, client *apigee.Client, data listModel) (listModel, diag.Diagnostics) {
	all, err := client.BillingAdjustments.List(ctx)
	if err != nil {
		return data, fwkit.Failure("Cannot read the billing adjustments of "+client.Organization(), err, "", nil)
	}
	data.BillingAdjustments = []model{}
	known := model{Organization: types.StringValue(client.Organization())}
	for _, a := range all {
		if data.wants(a) {
			data.BillingAdjustments = append(data.BillingAdjustments, flatten(a, known))
		}
	}
	return data, nil
}
