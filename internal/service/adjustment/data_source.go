package adjustment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

type dataSource struct {
	fwkit.DataSource[*apigee.Client]
}

// NewDataSource returns the data source mint_billing_adjustment.
func NewDataSource() datasource.DataSource {
	return &dataSource{fwkit.DataSource[*apigee.Client]{TypeName: typeName, DefineSchema: dataSourceSchema}}
}

func dataSourceSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "One billing adjustment, found by its id.",
		Attributes: dataSourceAttributes(schema.StringAttribute{
			Required: true, MarkdownDescription: aboutID, Validators: []validator.String{fwtypes.NotEmpty()},
		}),
	}
}

func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var id types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("id"), &id)...)
	if resp.Diagnostics.HasError() || !d.Known(&resp.Diagnostics) {
		return
	}
	found, err := d.Client.BillingAdjustments.Get(ctx, id.ValueString())
	if err != nil {
		remedy := ""
		if apigee.IsNotFound(err) {
			remedy = "Check id. The data source mint_billing_adjustments lists the adjustments of the organization."
		}
		resp.Diagnostics.Append(fwkit.Failure("Cannot read billing adjustment "+id.ValueString(), err, remedy, nil)...)
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, flatten(found, model{Organization: types.StringValue(d.Client.Organization())}))...)
}

type listModel struct {
	listConfig
	BillingAdjustments []model `tfsdk:"billing_adjustments"`
}

type listDataSource struct {
	fwkit.DataSource[*apigee.Client]
}

// NewListDataSource returns the data source mint_billing_adjustments.
func NewListDataSource() datasource.DataSource {
	return &listDataSource{fwkit.DataSource[*apigee.Client]{TypeName: typeName + "s", DefineSchema: listSchema}}
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

func (d *listDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	data := listModel{BillingAdjustments: []model{}}
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("billing_month"), &data.BillingMonth)...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("billing_year"), &data.BillingYear)...)
	if resp.Diagnostics.HasError() || !d.Known(&resp.Diagnostics) {
		return
	}
	all, err := d.Client.BillingAdjustments.List(ctx)
	if err != nil {
		resp.Diagnostics.Append(fwkit.Failure("Cannot read the billing adjustments of "+d.Client.Organization(), err, "", nil)...)
		return
	}
	known := model{Organization: types.StringValue(d.Client.Organization())}
	for _, a := range all {
		if data.wants(a) {
			data.BillingAdjustments = append(data.BillingAdjustments, flatten(a, known))
		}
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}
