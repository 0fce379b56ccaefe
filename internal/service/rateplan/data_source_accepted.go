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
)

// acceptanceFields is what a subscription to a plan says beside its id.
type acceptanceFields struct {
	StartDate            types.String `tfsdk:"start_date"`
	EndDate              types.String `tfsdk:"end_date"`
	Created              types.String `tfsdk:"created"`
	Updated              types.String `tfsdk:"updated"`
	NextCycleStartDate   types.String `tfsdk:"next_cycle_start_date"`
	NextRecurringFeeDate types.String `tfsdk:"next_recurring_fee_date"`
	PrevRecurringFeeDate types.String `tfsdk:"prev_recurring_fee_date"`
	RenewalDate          types.String `tfsdk:"renewal_date"`
	QuotaTarget          types.Int64  `tfsdk:"quota_target"`
	RatePlan             *planData    `tfsdk:"rate_plan"`
}

func flattenAcceptance(ctx context.Context, organization string, a apigee.AcceptedRatePlan) (acceptanceFields, diag.Diagnostics) {
	fields := acceptanceFields{
		StartDate:            plainDate(a.StartDate),
		EndDate:              plainDate(a.EndDate),
		Created:              text(a.Created),
		Updated:              text(a.Updated),
		NextCycleStartDate:   plainDate(a.NextCycleStartDate),
		NextRecurringFeeDate: plainDate(a.NextRecurringFeeDate),
		PrevRecurringFeeDate: plainDate(a.PrevRecurringFeeDate),
		RenewalDate:          plainDate(a.RenewalDate),
		QuotaTarget:          types.Int64PointerValue(a.QuotaTarget),
	}
	if a.RatePlan.ID == "" {
		return fields, nil
	}
	plan, diags := lookedUp(ctx, organization, a.RatePlan)
	fields.RatePlan = &plan
	return fields, diags
}

func acceptanceAttributes() map[string]schema.Attribute {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Computed: true, MarkdownDescription: description}
	}
	return map[string]schema.Attribute{
		"start_date":              text("When the subscription begins, in the service's own time zone."),
		"end_date":                text("Last day of the subscription; null while it has no end."),
		"created":                 text("When the developer accepted the plan."),
		"updated":                 text("When the subscription was last changed."),
		"next_cycle_start_date":   text("When the next period begins."),
		"next_recurring_fee_date": text("When the next recurring fee is due."),
		"prev_recurring_fee_date": text("When the last recurring fee was due."),
		"renewal_date":            text("When the subscription is renewed."),
		"quota_target":            schema.Int64Attribute{Computed: true, MarkdownDescription: "Usage that a plan with adjustable notification aims at; 0 turns notices off."},
		"rate_plan":               schema.SingleNestedAttribute{Computed: true, MarkdownDescription: "The plan.", Attributes: planAttributes()},
	}
}

type acceptedModel struct {
	DeveloperID types.String `tfsdk:"developer_id"`
	ID          types.String `tfsdk:"id"`
	acceptanceFields
}

type acceptedDataSource struct {
	fwkit.DataSource[*apigee.Client]
}

// NewAcceptedDataSource returns the data source mint_developer_rate_plan.
func NewAcceptedDataSource() datasource.DataSource { return &acceptedDataSource{} }

func (d *acceptedDataSource) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "mint_developer_rate_plan"
}

func (d *acceptedDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := acceptanceAttributes()
	attributes["developer_id"] = developerArgument()
	attributes["id"] = argument("UUID of the subscription. Some services take the id of the plan as well, and answer the plan without what is the subscription's own.")
	resp.Schema = schema.Schema{
		MarkdownDescription: "One plan that a developer accepted. That there is none is an error, which lists the developer's subscriptions.",
		Attributes:          attributes,
	}
}

func (d *acceptedDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var data acceptedModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &data)...)
	if resp.Diagnostics.HasError() || !d.Known(&resp.Diagnostics) {
		return
	}
	developer, id := data.DeveloperID.ValueString(), data.ID.ValueString()
	accepted, err := d.Client.DeveloperRatePlan(ctx, developer, id)
	if apigee.IsNotFound(err) {
		resp.Diagnostics.Append(d.noSuch(ctx, developer, id)...)
		return
	}
	resp.Diagnostics.Append(readFailure("rate plan "+id+" of "+developer, err)...)
	if resp.Diagnostics.HasError() {
		return
	}
	var diags diag.Diagnostics
	data.acceptanceFields, diags = flattenAcceptance(ctx, d.Client.Organization(), accepted)
	resp.Diagnostics.Append(diags...)
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}

// noSuch names the subscriptions that the developer has.
func (d *acceptedDataSource) noSuch(ctx context.Context, developer, id string) diag.Diagnostics {
	all, err := d.Client.AcceptedRatePlans(ctx, developer)
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
	acceptanceFields
}

type acceptedListDataSource struct {
	fwkit.DataSource[*apigee.Client]
}

// NewAcceptedListDataSource returns the data source mint_developer_accepted_rate_plans.
func NewAcceptedListDataSource() datasource.DataSource { return &acceptedListDataSource{} }

func (d *acceptedListDataSource) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "mint_developer_accepted_rate_plans"
}

func (d *acceptedListDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := acceptanceAttributes()
	attributes["id"] = schema.StringAttribute{Computed: true, MarkdownDescription: "UUID of the subscription."}
	resp.Schema = schema.Schema{
		MarkdownDescription: "The rate plans a developer accepted: the developer's subscriptions, past ones too. None is an empty list.",
		Attributes: map[string]schema.Attribute{
			"developer_id": developerArgument(),
			"accepted_rate_plans": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "The subscriptions, in the order of the service.",
				NestedObject: schema.NestedAttributeObject{Attributes: attributes},
			},
		},
	}
}

func (d *acceptedListDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var data acceptedListModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &data)...)
	if resp.Diagnostics.HasError() || !d.Known(&resp.Diagnostics) {
		return
	}
	all, err := d.Client.AcceptedRatePlans(ctx, data.DeveloperID.ValueString())
	resp.Diagnostics.Append(readFailure("accepted rate plans of "+data.DeveloperID.ValueString(), err)...)
	if resp.Diagnostics.HasError() {
		return
	}
	data.Accepted = make([]acceptanceModel, 0, len(all))
	for _, a := range all {
		fields, diags := flattenAcceptance(ctx, d.Client.Organization(), a)
		resp.Diagnostics.Append(diags...)
		data.Accepted = append(data.Accepted, acceptanceModel{ID: text(a.ID), acceptanceFields: fields})
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}
