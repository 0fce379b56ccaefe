package currency

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// NewListResource returns the list resource mint_supported_currency.
func NewListResource() list.ListResource {
	return fwkit.NewWholeList(typeName, "Lists the supported currencies of the organization.", func(ctx context.Context, client *apigee.Client) fwkit.Listing[apigee.SupportedCurrency] {
		return fwkit.Listing[apigee.SupportedCurrency]{
			Title:   "supported currencies of " + client.Organization(),
			Objects: client.SupportedCurrencies.All(ctx),
			Show:    func(c apigee.SupportedCurrency) fwkit.Listed { return listed(client.Organization(), c) },
		}
	})
}

func listed(organization string, c apigee.SupportedCurrency) fwkit.Listed {
	switch {
	case c.ID == "":
		return fwkit.Listed{Unmanageable: "no id"}
	case !fwtypes.IsName(c.Name) || !fwtypes.IsName(c.DisplayName):
		return fwkit.Listed{Unmanageable: fwkit.NoName}
	case c.Description == "":
		return fwkit.Listed{Unmanageable: "no description, which a configuration needs"}
	}
	m := flatten(organization, c)
	return fwkit.Listed{DisplayName: c.Name + ": " + c.DisplayName, Identity: m.object().Identity, Model: m}
}
