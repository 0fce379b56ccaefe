package rateplan

import (
	"context"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/planschema"
)

type listModel struct {
	PackageID   types.String      `tfsdk:"monetization_package_id"`
	Current     types.Bool        `tfsdk:"current"`
	ShowPrivate types.Bool        `tfsdk:"show_private"`
	Standard    types.Bool        `tfsdk:"standard"`
	RatePlans   []planschema.Data `tfsdk:"rate_plans"`
}

type listDataSource struct {
	fwkit.DataSource[*apigee.Client]
}

// NewListDataSource returns the data source mint_rate_plans.
func NewListDataSource() datasource.DataSource {
	return &listDataSource{fwkit.DataSource[*apigee.Client]{TypeName: "mint_rate_plans", DefineSchema: listSchema}}
}

func listSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Lists the rate plans of a package or of the whole organization; the list may be empty.\n\n" +
			"~> Whether the service lists drafts of the whole organization is not documented. Ask for a package to be sure.",
		Attributes: map[string]schema.Attribute{
			"monetization_package_id": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Id of the package. Default: the whole organization.",
				Validators:          []validator.String{fwtypes.NotEmpty()},
			},
			"current":      filterArgument("Only plans in effect now; `false` adds drafts, future and expired plans. Default `true`."),
			"show_private": filterArgument("Adds private plans. Default `false`."),
			"standard":     filterArgument("Only plans of type `STANDARD`. Default `false`."),
			"rate_plans":   planschema.DataList("The plans, in the service's order."),
		},
	}
}

func (d *listDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var data listModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &data)...)
	if resp.Diagnostics.HasError() || !d.Known(&resp.Diagnostics) {
		return
	}
	data.Current, data.ShowPrivate, data.Standard = orElse(data.Current, true), orElse(data.ShowPrivate, false), orElse(data.Standard, false)
	filter := apigee.RatePlanFilter{Current: data.Current.ValueBool(), ShowPrivate: data.ShowPrivate.ValueBool(), Standard: data.Standard.ValueBool()}
	plans, diags := d.plans(ctx, data.PackageID, filter)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	data.RatePlans, diags = planschema.LookUpAll(ctx, d.Client.Organization(), plans, d.Client.Now())
	resp.Diagnostics.Append(diags...)
	fwkit.SetAnswer(ctx, resp, data)
}

func (d *listDataSource) plans(ctx context.Context, packageID types.String, filter apigee.RatePlanFilter) ([]apigee.RatePlan, diag.Diagnostics) {
	if !packageID.IsNull() {
		plans, err := d.Client.PackageRatePlans(ctx, packageID.ValueString(), filter)
		return plans, readFailure("rate plans of package "+packageID.ValueString(), err)
	}
	plans, err := d.Client.OrganizationRatePlans(ctx)
	now := d.Client.Now()
	return slices.DeleteFunc(plans, func(p apigee.RatePlan) bool { return !wanted(p, filter, now) }), readFailure("rate plans of the organization", err)
}

// wanted does for the plans of the organization what the service does for those of one package: its
// list of the organization takes no filters (contract: apigee-mint 4.1).
func wanted(p apigee.RatePlan, filter apigee.RatePlanFilter, now time.Time) bool {
	switch {
	case bool(p.Private) && !filter.ShowPrivate:
		return false
	case filter.Standard && p.Type != planschema.Standard:
		return false
	}
	return !filter.Current || planschema.State(p, now) == planschema.Active
}
