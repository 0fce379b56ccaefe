package creditlimit

import (
	"context"
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

// NewListResource returns the list resource mint_developer_credit_limit.
func NewListResource() list.ListResource {
	return fwkit.NewList(typeName, listConfigSchema, limits)
}

func listConfigSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Lists the credit limits of a developer, one for each currency.",
		Attributes: map[string]schema.Attribute{
			"developer_id": schema.StringAttribute{Required: true, MarkdownDescription: aboutDeveloper, Validators: []validator.String{fwtypes.ValidName()}},
		},
	}
}

func limits(ctx context.Context, client *apigee.Client, config listConfig) fwkit.Listing[apigee.CreditLimit] {
	known := resourceModel{
		Organization: types.StringValue(client.Organization()),
		DeveloperID:  config.DeveloperID,
		OnDestroy:    types.StringValue(retain),
	}
	return fwkit.Listing[apigee.CreditLimit]{
		Title:   "credit limits of " + config.DeveloperID.ValueString(),
		Objects: fwkit.Whole(client.CreditLimits.List(ctx, config.DeveloperID.ValueString())),
		Show: func(limit apigee.CreditLimit) fwkit.Listed {
			known.Currency = fwtypes.NewCurrencyValue(strings.ToUpper(limit.Currency))
			m := flatten(limit, known)
			return fwkit.Listed{
				DisplayName: strings.Join([]string{m.DeveloperID.ValueString(), m.Currency.Upper(), limit.Amount.String()}, " "),
				Identity:    m.identity(), Model: m,
			}
		},
		Remedy: readRemedy,
	}
}
