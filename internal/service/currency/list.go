package currency

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
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
	why := fwkit.Unmanageable(c.ID, c.Name, c.DisplayName)
	if why == "" && c.Description == "" {
		why = "no description, which a configuration needs"
	}
	m := flatten(organization, c)
	return fwkit.Listed{Unmanageable: why, DisplayName: c.Name + ": " + c.DisplayName, Identity: m.object().Identity, Model: m}
}
