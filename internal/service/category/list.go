package category

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// NewListResource returns the list resource mint_developer_category.
func NewListResource() list.ListResource {
	return fwkit.NewWholeList(typeName, "Lists the developer categories of the organization.", func(ctx context.Context, client *apigee.Client) fwkit.Listing[apigee.DeveloperCategory] {
		return fwkit.Listing[apigee.DeveloperCategory]{
			Title:   "developer categories of " + client.Organization(),
			Objects: client.DeveloperCategories.All(ctx),
			Show:    func(c apigee.DeveloperCategory) fwkit.Listed { return listed(client.Organization(), c) },
		}
	})
}

func listed(organization string, c apigee.DeveloperCategory) fwkit.Listed {
	switch {
	case c.ID == "":
		return fwkit.Listed{Unmanageable: "no id"}
	case !fwtypes.IsName(c.Name):
		return fwkit.Listed{Unmanageable: fwkit.NoName}
	}
	m := flatten(organization, c, model{})
	return fwkit.Listed{DisplayName: c.Name, Identity: m.object().Identity, Model: m}
}
