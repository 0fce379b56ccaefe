package rateplan

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/planschema"
)

type acceptedModel struct {
	DeveloperID types.String `tfsdk:"developer_id"`
	ID          types.String `tfsdk:"id"`
	planschema.Acceptance
}

// NewAcceptedDataSource returns the data source mint_developer_rate_plan.
func NewAcceptedDataSource() datasource.DataSource {
	return fwkit.NewDataSource("mint_developer_rate_plan", acceptedSchema, findAccepted)
}

func acceptedSchema() schema.Schema {
	attributes := planschema.AcceptanceAttributes()
	attributes["developer_id"] = developerArgument()
	attributes["id"] = argument("UUID of the subscription.")
	return schema.Schema{
		MarkdownDescription: "Looks up one rate plan that a developer accepted. Returns an error, with the developer's subscriptions, if there is no such plan.\n\n" +
			"-> Some services also take the id of the plan, and then return the plan alone.",
		Attributes: attributes,
	}
}

func findAccepted(ctx context.Context, client *apigee.Client, data acceptedModel) (acceptedModel, diag.Diagnostics) {
	developer, id := data.DeveloperID.ValueString(), data.ID.ValueString()
	accepted, err := client.DeveloperRatePlan(ctx, developer, id)
	switch {
	case apigee.IsNotFound(err):
		return data, noSuch(ctx, client, developer, id)
	case err != nil:
		return data, readFailure("rate plan "+id+" of "+developer, err)
	}
	var diags diag.Diagnostics
	data.Acceptance, diags = planschema.FlattenAcceptance(ctx, client.Organization(), accepted, client.Now())
	return data, diags
}

// noSuch names the subscriptions that the developer has.
func noSuch(ctx context.Context, client *apigee.Client, developer, id string) diag.Diagnostics {
	all, err := client.AcceptedRatePlans.In(developer).List(ctx)
	if err != nil {
		return readFailure("accepted rate plans of "+developer, err)
	}
	has := "The developer has accepted no plan."
	if len(all) > 0 {
		has = "The developer has " + strings.Join(each(all, func(a apigee.AcceptedRatePlan) string { return fmt.Sprintf("%s (plan %s)", a.ID, a.RatePlan.ID) }), ", ") + "."
	}
	var diags diag.Diagnostics
	diags.AddAttributeError(path.Root("id"), fmt.Sprintf("%s has no rate plan %q", developer, id), has)
	return diags
}

type acceptedListModel struct {
	DeveloperID types.String      `tfsdk:"developer_id"`
	Accepted    []acceptanceModel `tfsdk:"accepted_rate_plans"`
}

type acceptanceModel struct {
	ID types.String `tfsdk:"id"`
	planschema.Acceptance
}

// NewAcceptedListDataSource returns the data source mint_developer_accepted_rate_plans.
func NewAcceptedListDataSource() datasource.DataSource {
	return fwkit.NewDataSource("mint_developer_accepted_rate_plans", acceptedListSchema, findAllAccepted)
}

func acceptedListSchema() schema.Schema {
	attributes := planschema.AcceptanceAttributes()
	attributes["id"] = schema.StringAttribute{Computed: true, MarkdownDescription: "UUID of the subscription."}
	return schema.Schema{
		MarkdownDescription: "Lists the rate plans that a developer accepted, expired subscriptions included; the list may be empty.",
		Attributes: map[string]schema.Attribute{
			"developer_id": developerArgument(),
			"accepted_rate_plans": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "The subscriptions, in the service's order.",
				NestedObject: schema.NestedAttributeObject{Attributes: attributes},
			},
		},
	}
}

func findAllAccepted(ctx context.Context, client *apigee.Client, data acceptedListModel) (acceptedListModel, diag.Diagnostics) {
	all, err := client.AcceptedRatePlans.In(data.DeveloperID.ValueString()).List(ctx)
	if err != nil {
		return data, readFailure("accepted rate plans of "+data.DeveloperID.ValueString(), err)
	}
	var diags diag.Diagnostics
	data.Accepted = make([]acceptanceModel, 0, len(all))
	for _, a := range all {
		fields, more := planschema.FlattenAcceptance(ctx, client.Organization(), a, client.Now())
		diags.Append(more...)
		data.Accepted = append(data.Accepted, acceptanceModel{ID: planschema.Text(a.ID), Acceptance: fields})
	}
	return data, diags
}
