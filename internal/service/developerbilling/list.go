package developerbilling

import (
	"cmp"
	"context"
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

// NewListResource returns the list resource mint_developer_billing.
func NewListResource() list.ListResource {
	return &listResource{fwkit.ListResource[*apigee.Client]{TypeName: typeName, DefineConfig: listConfigSchema}}
}

func listConfigSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Lists the billing settings of developers who have any, at one request a developer.",
		Attributes: map[string]schema.Attribute{
			"developer_id": schema.StringAttribute{
				Optional: true, MarkdownDescription: aboutDeveloper + " Default: every developer of the organization.",
				Validators: []validator.String{fwtypes.ValidName()},
			},
		},
	}
}

// developer is one of the list; the settings of a company are not read.
type developer struct {
	id       string
	company  bool
	settings map[apigee.BillingSetting]string
}

func (l *listResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var config listConfig
	if !l.Begin(ctx, req, stream, &config) {
		return
	}
	one := config.DeveloperID.ValueString()
	listing := fwkit.Listing[developer]{
		Title:   "billing settings of " + cmp.Or(one, "developers"),
		Objects: l.all(ctx),
		Wanted:  func(d developer) bool { return d.company || len(d.settings) > 0 },
		Show:    func(d developer) fwkit.Listed { return l.show(ctx, d) },
		Remedy:  remedy,
	}
	if one != "" {
		listing.Objects = func(yield func(developer, error) bool) {
			settings, err := l.Client.DeveloperBilling.Get(ctx, one)
			yield(developer{id: one, settings: settings}, err)
		}
	}
	stream.Results = fwkit.ListResults(ctx, req, listing)
}

// all yields the developers that monetization lists, each with the settings of the management API.
func (l *listResource) all(ctx context.Context) iter.Seq2[developer, error] {
	return func(yield func(developer, error) bool) {
		for known, err := range l.Client.Developers.All(ctx) {
			d := developer{id: cmp.Or(known.Email, known.ID), company: bool(known.Company)}
			if err == nil && !d.company {
				d.settings, err = l.Client.DeveloperBilling.Get(ctx, d.id)
			}
			if !yield(d, err) || err != nil {
				return
			}
		}
	}
}

func (l *listResource) show(ctx context.Context, d developer) fwkit.Listed {
	switch {
	case d.company:
		return fwkit.Listed{Unmanageable: "the type company"}
	case !fwtypes.IsName(d.id):
		return fwkit.Listed{Unmanageable: fwkit.NoName}
	}
	id := types.StringValue(d.id)
	m := model{ID: id, DeveloperID: id, Organization: types.StringValue(l.Client.Organization())}
	listed := fwkit.Listed{DisplayName: d.id}
	m.adopt(ctx, d.settings, &listed.Diagnostics)
	listed.Identity, listed.Model = m.object().Identity, m
	return listed
}
