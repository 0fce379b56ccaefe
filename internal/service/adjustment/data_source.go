package adjustment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
)

var (
	_ datasource.DataSourceWithConfigure = (*dataSource)(nil)
	_ datasource.DataSourceWithConfigure = (*listDataSource)(nil)
)

type dataSource struct {
	fwkit.DataSource[*apigee.Client]
}

// NewDataSource returns the data source mint_billing_adjustment.
func NewDataSource() datasource.DataSource { return &dataSource{} }

func (d *dataSource) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = typeName
}

func (d *dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "One billing adjustment, by its id.",
		Attributes: dataSourceAttributes(schema.StringAttribute{
			Required: true, MarkdownDescription: aboutID, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
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
	resp.Diagnostics.Append(resp.State.Set(ctx, flatten(d.Client.Organization(), found, model{}))...)
}

type listModel struct {
	BillingMonth       types.Int64 `tfsdk:"billing_month"`
	BillingYear        types.Int64 `tfsdk:"billing_year"`
	BillingAdjustments []model     `tfsdk:"billing_adjustments"`
}

type listDataSource struct {
	fwkit.DataSource[*apigee.Client]
}

// NewListDataSource returns the data source mint_billing_adjustments.
func NewListDataSource() datasource.DataSource { return &listDataSource{} }

func (d *listDataSource) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = typeName + "s"
}

func (d *listDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "All billing adjustments of the organization, or those of one month or year.",
		Attributes: map[string]schema.Attribute{
			"billing_month": schema.Int64Attribute{
				Optional: true, Validators: []validator.Int64{int64validator.Between(1, 12)},
				MarkdownDescription: "Only adjustments of this month, 1 (January) to 12 (December). Default: all months.",
			},
			"billing_year": schema.Int64Attribute{
				Optional: true, Validators: []validator.Int64{int64validator.Between(1000, 9999)},
				MarkdownDescription: "Only adjustments of this year, in four digits. Default: all years.",
			},
			"billing_adjustments": schema.ListNestedAttribute{
				Computed:            true,
				MarkdownDescription: "The adjustments, in the order of the service; empty when there are none.",
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
	for _, a := range all {
		month, year := types.Int64Value(int64(a.Month)), types.Int64Value(int64(a.Year))
		if (data.BillingMonth.IsNull() || data.BillingMonth.Equal(month)) && (data.BillingYear.IsNull() || data.BillingYear.Equal(year)) {
			data.BillingAdjustments = append(data.BillingAdjustments, flatten(d.Client.Organization(), a, model{}))
		}
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}
