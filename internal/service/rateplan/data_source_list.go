package rateplan

import (
	"context"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

type listModel struct {
	PackageID   types.String `tfsdk:"monetization_package_id"`
	Current     types.Bool   `tfsdk:"current"`
	ShowPrivate types.Bool   `tfsdk:"show_private"`
	Standard    types.Bool   `tfsdk:"standard"`
	RatePlans   []planData   `tfsdk:"rate_plans"`
}

type listDataSource struct {
	fwkit.DataSource[*apigee.Client]
}

// NewListDataSource returns the data source mint_rate_plans.
func NewListDataSource() datasource.DataSource { return &listDataSource{} }

func (d *listDataSource) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "mint_rate_plans"
}

func (d *listDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "The rate plans of a package, or of the whole organization. None is an empty list.",
		Attributes: map[string]schema.Attribute{
			"monetization_package_id": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Id of the package. Left out: every package of the organization; the service does not say whether that list holds drafts.",
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"current":      filterArgument("Whether only plans are wanted that are published and in effect now, by UTC where the whole organization is asked. Default `true`; `false` adds drafts and expired plans."),
			"show_private": filterArgument("Whether private plans are wanted too. Default `false`."),
			"standard":     filterArgument("Whether only plans for everybody are wanted, those of type `STANDARD`. Default `false`: plans for a developer or a category too."),
			"rate_plans":   plansAttribute("The plans, in the order of the service."),
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
	data.RatePlans, diags = allLookedUp(ctx, d.Client.Organization(), plans)
	resp.Diagnostics.Append(diags...)
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
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

// wanted does for the plans of the organization what the service does for those of one
// package: its list of the organization takes no filters (contract: apigee-mint 4.1).
func wanted(p apigee.RatePlan, filter apigee.RatePlanFilter, now time.Time) bool {
	switch {
	case p.Private && !filter.ShowPrivate:
		return false
	case filter.Standard && p.Type != standard:
		return false
	case !filter.Current:
		return true
	}
	instant, today := fwtypes.NewDateTimeValue(now.UTC().Format(time.DateTime)), fwtypes.NewDateTimeValue(now.UTC().Format(time.DateOnly))
	return p.Published && !date(p.StartDate).After(instant) && !date(p.EndDate).Before(today)
}
