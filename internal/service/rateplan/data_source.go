package rateplan

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
)

var _ datasource.DataSourceWithConfigValidators = (*dataSource)(nil)

type dataSource struct {
	fwkit.DataSource[*apigee.Client]
}

// NewDataSource returns the data source mint_rate_plan.
func NewDataSource() datasource.DataSource { return &dataSource{} }

func (d *dataSource) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = typeName
}

func (d *dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := planAttributes()
	attributes["monetization_package_id"] = argument(planTexts["monetization_package_id"])
	attributes["id"] = optionalArgument(planTexts["id"] + " Either this or `name` is needed.")
	attributes["name"] = optionalArgument(planTexts["name"] + " Either this or `id` is needed.")
	resp.Schema = schema.Schema{
		MarkdownDescription: "One rate plan of a package, by id or by name: drafts, private and expired ones too. That there is none is an error, which names plans of similar names. " +
			"The attributes are those of the resource `mint_rate_plan`, so a plan that was looked up can feed a new one.",
		Attributes: attributes,
	}
}

func (d *dataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{datasourcevalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("name"))}
}

func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var config planData
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() || !d.Known(&resp.Diagnostics) {
		return
	}
	packageID := config.PackageID.ValueString()
	var plan apigee.RatePlan
	var diags diag.Diagnostics
	if config.ID.IsNull() {
		plan, diags = d.byName(ctx, packageID, config.Name.ValueString())
	} else {
		plan, diags = d.byID(ctx, packageID, config.ID.ValueString())
	}
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	data, diags := lookedUp(ctx, d.Client.Organization(), plan)
	resp.Diagnostics.Append(diags...)
	data.PackageID = config.PackageID
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}

func (d *dataSource) byID(ctx context.Context, packageID, id string) (apigee.RatePlan, diag.Diagnostics) {
	plan, err := d.Client.RatePlans.In(packageID).Get(ctx, id)
	if !apigee.IsNotFound(err) {
		return plan, readFailure("rate plan "+id+" of package "+packageID, err)
	}
	plans, err := d.Client.PackageRatePlans(ctx, packageID, apigee.EveryRatePlan)
	if err != nil {
		return plan, readFailure("rate plans of package "+packageID, err)
	}
	return plan, missing(path.Root("id"), packageID, id, each(plans, func(p apigee.RatePlan) string { return p.ID }))
}

func (d *dataSource) byName(ctx context.Context, packageID, name string) (apigee.RatePlan, diag.Diagnostics) {
	plans, err := d.Client.PackageRatePlans(ctx, packageID, apigee.EveryRatePlan)
	if err != nil {
		return apigee.RatePlan{}, readFailure("rate plans of package "+packageID, err)
	}
	var named []apigee.RatePlan
	for _, p := range plans {
		if p.Name == name {
			named = append(named, p)
		}
	}
	switch len(named) {
	case 1:
		return named[0], nil
	case 0:
		return apigee.RatePlan{}, missing(path.Root("name"), packageID, name, each(plans, func(p apigee.RatePlan) string { return p.Name }))
	}
	// Revisions may share the name of their parent.
	var diags diag.Diagnostics
	diags.AddAttributeError(path.Root("name"), fmt.Sprintf("Package %s has %d rate plans named %q", packageID, len(named), name),
		"Look one up by its id instead of its name: "+strings.Join(each(named, func(p apigee.RatePlan) string {
			return fmt.Sprintf("%s (from %s)", p.ID, plainDate(p.StartDate).ValueString())
		}), ", ")+".")
	return apigee.RatePlan{}, diags
}

func readFailure(object string, err error) diag.Diagnostics {
	if err == nil {
		return nil
	}
	remedy := ""
	if apigee.IsNotFound(err) {
		remedy = "Check the arguments: the package, the developer or the product is not there in this organization."
	}
	return fwkit.Failure("Cannot read the "+object, err, remedy, nil)
}

func each[A, B any](all []A, f func(A) B) []B {
	results := make([]B, 0, len(all))
	for _, a := range all {
		results = append(results, f(a))
	}
	return results
}
