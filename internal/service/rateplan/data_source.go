package rateplan

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/planschema"
)

// NewDataSource returns the data source mint_rate_plan.
func NewDataSource() datasource.DataSource {
	return fwkit.NewDataSource(typeName, dataSchema, find)
}

func dataSchema() schema.Schema {
	attributes := planschema.DataAttributes()
	attributes["monetization_package_id"] = argument("Id of the monetization package.")
	attributes["id"] = schema.StringAttribute{
		Optional: true, Computed: true, MarkdownDescription: "Id of the plan; this or `name` is required.",
		Validators: []validator.String{fwtypes.NotEmpty(), stringvalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("name"))},
	}
	attributes["name"] = schema.StringAttribute{
		Optional: true, Computed: true, CustomType: fwtypes.NameType{}, MarkdownDescription: "Name of the plan; this or `id` is required.",
		Validators: []validator.String{fwtypes.NotEmpty()},
	}
	return schema.Schema{
		MarkdownDescription: "Looks up one rate plan of a package by id or name, drafts and private and expired plans included. " +
			"Returns an error, with similar names, if there is no such plan. Its attributes are those of the resource, so it can feed a new plan.",
		Attributes: attributes,
	}
}

func find(ctx context.Context, client *apigee.Client, config planschema.Data) (planschema.Data, diag.Diagnostics) {
	lookUp, wanted := byID, config.ID.ValueString()
	if config.ID.IsNull() {
		lookUp, wanted = byName, config.Name.ValueString()
	}
	plan, diags := lookUp(ctx, client, config.PackageID.ValueString(), wanted)
	if diags.HasError() {
		return config, diags
	}
	data, more := planschema.LookUp(ctx, client.Organization(), plan, client.Now())
	data.PackageID = config.PackageID
	return data, append(diags, more...)
}

func byID(ctx context.Context, client *apigee.Client, packageID, id string) (apigee.RatePlan, diag.Diagnostics) {
	plan, err := client.RatePlans.In(packageID).Get(ctx, id)
	if !apigee.IsNotFound(err) {
		return plan, readFailure("rate plan "+id+" of package "+packageID, err)
	}
	plans, err := client.PackageRatePlans(ctx, packageID, apigee.EveryRatePlan)
	if err != nil {
		return plan, readFailure("rate plans of package "+packageID, err)
	}
	return plan, missing(path.Root("id"), packageID, id, each(plans, func(p apigee.RatePlan) string { return p.ID }))
}

func byName(ctx context.Context, client *apigee.Client, packageID, name string) (apigee.RatePlan, diag.Diagnostics) {
	plans, err := client.PackageRatePlans(ctx, packageID, apigee.EveryRatePlan)
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
		"Look it up by id instead: "+strings.Join(each(named, func(p apigee.RatePlan) string {
			return fmt.Sprintf("%s (from %s)", p.ID, planschema.PlainDate(p.StartDate).ValueString())
		}), ", ")+".")
	return apigee.RatePlan{}, diags
}

func argument(description string) schema.StringAttribute {
	return schema.StringAttribute{Required: true, MarkdownDescription: description, Validators: []validator.String{fwtypes.NotEmpty()}}
}

func developerArgument() schema.StringAttribute {
	return argument("Email or UUID of the developer, or name of the company.")
}

func filterArgument(description string) schema.BoolAttribute {
	return schema.BoolAttribute{Optional: true, Computed: true, MarkdownDescription: description}
}

// orElse is a filter's value, or what it stands for where it is left out.
func orElse(v types.Bool, byDefault bool) types.Bool {
	if v.IsNull() {
		return types.BoolValue(byDefault)
	}
	return v
}

func readFailure(object string, err error) diag.Diagnostics {
	if err == nil {
		return nil
	}
	return fwkit.Failure("Cannot read the "+object, err, readRemedy(err), nil)
}

func readRemedy(err error) string {
	if apigee.IsNotFound(err) {
		return "Check the arguments: the package, the developer or the product does not exist in this organization."
	}
	return ""
}

func each[A, B any](all []A, f func(A) B) []B {
	results := make([]B, 0, len(all))
	for _, a := range all {
		results = append(results, f(a))
	}
	return results
}
