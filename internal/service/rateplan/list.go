package rateplan

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/planschema"
)

type listConfig struct {
	PackageID types.String `tfsdk:"monetization_package_id"`
	State     []string     `tfsdk:"state"`
}

// NewListResource returns the list resource mint_rate_plan.
func NewListResource() list.ListResource {
	return fwkit.NewList(typeName, listConfigSchema, plans)
}

func listConfigSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Lists the rate plans of a package or of the whole organization: drafts, private plans and expired ones too.",
		Attributes: map[string]schema.Attribute{
			"monetization_package_id": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Id of the package. Default: every package of the organization, with one request for each.",
				Validators:          []validator.String{fwtypes.NotEmpty()},
			},
			"state": schema.ListAttribute{
				Optional: true, ElementType: types.StringType,
				MarkdownDescription: "Only plans in one of these states, in the organization's time zone: `draft`, `future`, `active`, `expired`. Default: all.",
				Validators: []validator.List{
					fwtypes.NotEmptyList(),
					listvalidator.ValueStringsAre(fwtypes.OneOf(planschema.Draft, planschema.Future, planschema.Active, planschema.Expired)),
				},
			},
		},
	}
}

func plans(ctx context.Context, client *apigee.Client, config listConfig) fwkit.Listing[apigee.RatePlan] {
	now := client.Now()
	listing := fwkit.Listing[apigee.RatePlan]{
		Title:   "rate plans of " + client.Organization(),
		Objects: everyPackage(ctx, client),
		Wanted: func(p apigee.RatePlan) bool {
			return config.State == nil || slices.Contains(config.State, planschema.State(p, now))
		},
		Show: func(p apigee.RatePlan) fwkit.Listed {
			m, diags := planschema.Flatten(ctx, client.Organization(), p, planschema.Plan{})
			return fwkit.Listed{
				Unmanageable: fwkit.Unmanageable(p.ID, p.Name, m.DisplayName.ValueString()),
				DisplayName:  fmt.Sprintf("%s: %s (%s)", m.PackageID.ValueString(), p.Name, planschema.State(p, now)),
				Identity:     identity(m), Model: m, Diagnostics: diags,
			}
		},
		Remedy: readRemedy,
	}
	if !config.PackageID.IsNull() {
		listing.Title = "rate plans of package " + config.PackageID.ValueString()
		listing.Objects = onePackage(ctx, client, config.PackageID.ValueString())
	}
	return listing
}

// everyPackage asks package by package: which plans the service leaves out of a list of the whole
// organization is not documented, and it may be the drafts (contract: apigee-mint 4.1, number 1).
func everyPackage(ctx context.Context, client *apigee.Client) iter.Seq2[apigee.RatePlan, error] {
	return func(yield func(apigee.RatePlan, error) bool) {
		for bundle, err := range client.Packages.All(ctx) {
			if err != nil {
				yield(apigee.RatePlan{}, err)
				return
			}
			for plan, err := range onePackage(ctx, client, bundle.ID) {
				if !yield(plan, err) || err != nil {
					return
				}
			}
		}
	}
}

// onePackage names the package in each plan, as the resource is asked for it.
func onePackage(ctx context.Context, client *apigee.Client, packageID string) iter.Seq2[apigee.RatePlan, error] {
	return func(yield func(apigee.RatePlan, error) bool) {
		for plan, err := range client.RatePlans.In(packageID).All(ctx) {
			plan.PackageID = apigee.Ref(packageID)
			if !yield(plan, err) {
				return
			}
		}
	}
}
