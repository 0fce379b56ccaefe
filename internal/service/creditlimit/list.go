package creditlimit

import (
	"context"
	"iter"
	"strings"

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

// NewListResource returns the list resource mint_developer_credit_limit.
func NewListResource() list.ListResource {
	return &listResource{fwkit.ListResource[*apigee.Client]{TypeName: typeName, DefineConfig: listConfigSchema}}
}

func listConfigSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Lists the credit limits of a developer, one for each currency.",
		Attributes: map[string]schema.Attribute{
			"developer_id": schema.StringAttribute{Required: true, MarkdownDescription: aboutDeveloper, Validators: []validator.String{fwtypes.ValidName()}},
		},
	}
}

func (l *listResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var config listConfig
	if !l.Begin(ctx, req, stream, &config) {
		return
	}
	known := resourceModel{
		Organization: types.StringValue(l.Client.Organization()),
		DeveloperID:  config.DeveloperID,
		OnDestroy:    types.StringValue(retain),
	}
	stream.Results = fwkit.ListResults(ctx, req, fwkit.Listing[apigee.CreditLimit]{
		Title:   "credit limits of " + config.DeveloperID.ValueString(),
		Objects: l.limits(ctx, config.DeveloperID.ValueString()),
		Show: func(limit apigee.CreditLimit) fwkit.Listed {
			known.Currency = fwtypes.NewCurrencyValue(strings.ToUpper(limit.Currency))
			m := flatten(limit, known)
			return fwkit.Listed{
				DisplayName: strings.Join([]string{m.DeveloperID.ValueString(), m.Currency.Upper(), limit.Amount.String()}, " "),
				Identity:    m.identity(), Model: m,
			}
		},
		Remedy: readRemedy,
	})
}

// limits has all pages at once: there are no more limits than currencies.
func (l *listResource) limits(ctx context.Context, developerID string) iter.Seq2[apigee.CreditLimit, error] {
	return func(yield func(apigee.CreditLimit, error) bool) {
		limits, err := l.Client.CreditLimits.List(ctx, developerID)
		if err != nil {
			yield(apigee.CreditLimit{}, err)
			return
		}
		for _, limit := range limits {
			if !yield(limit, nil) {
				return
			}
		}
	}
}
