package acceptedrateplan

import (
	"context"
	"fmt"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

type listConfig struct {
	DeveloperID types.String `tfsdk:"developer_id"`
}

type listResource struct {
	fwkit.ListResource[*apigee.Client]
}

// NewListResource returns the list resource mint_accepted_rate_plan.
func NewListResource() list.ListResource {
	return &listResource{fwkit.ListResource[*apigee.Client]{TypeName: typeName, DefineConfig: listConfigSchema}}
}

func listConfigSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Lists the purchases of a developer, of a company, or of every developer of the organization; ended ones too.",
		Attributes: map[string]schema.Attribute{
			"developer_id": schema.StringAttribute{
				Optional: true, MarkdownDescription: aboutDeveloper + " Default: every developer, with one request for each.",
				Validators: []validator.String{fwtypes.ValidName()},
			},
		},
	}
}

// purchase is a purchase under the name by which its developer was asked for.
type purchase struct {
	developer string
	apigee.AcceptedRatePlan
}

func (l *listResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var config listConfig
	if !l.Begin(ctx, req, stream, &config) {
		return
	}
	listing := fwkit.Listing[purchase]{Title: "purchases of " + l.Client.Organization(), Objects: l.everyDeveloper(ctx), Show: l.show, Remedy: otherRemedy}
	if developer := config.DeveloperID.ValueString(); developer != "" {
		listing.Title, listing.Objects = "purchases of "+developer, l.oneDeveloper(ctx, developer)
	}
	stream.Results = fwkit.ListResults(ctx, req, listing)
}

func (l *listResource) show(p purchase) fwkit.Listed {
	if p.ID == "" || p.RatePlan.ID == "" || p.StartDate == "" {
		return fwkit.Listed{Unmanageable: "no id, plan or start"}
	}
	known := model{DeveloperID: types.StringValue(p.developer)}.asImported()
	m := flatten(l.Client.Organization(), p.AcceptedRatePlan, p.AcceptedRatePlan, known)
	return fwkit.Listed{
		DisplayName: fmt.Sprintf("%s: %s from %s", p.developer, p.RatePlan.ID, apigee.Day(p.StartDate)),
		Identity:    m.object().Identity, Model: m,
	}
}

// everyDeveloper asks developer by developer: the service has no listing of all purchases.
func (l *listResource) everyDeveloper(ctx context.Context) iter.Seq2[purchase, error] {
	return func(yield func(purchase, error) bool) {
		for developer, err := range l.Client.Developers.All(ctx) {
			if err != nil {
				yield(purchase{}, err)
				return
			}
			name := developer.Email
			if name == "" || bool(developer.Company) {
				name = developer.ID
			}
			for bought, err := range l.oneDeveloper(ctx, name) {
				if !yield(bought, err) || err != nil {
					return
				}
			}
		}
	}
}

func (l *listResource) oneDeveloper(ctx context.Context, developer string) iter.Seq2[purchase, error] {
	return func(yield func(purchase, error) bool) {
		for bought, err := range l.Client.AcceptedRatePlans.In(developer).All(ctx) {
			if !yield(purchase{developer, bought}, err) || err != nil {
				return
			}
		}
	}
}
