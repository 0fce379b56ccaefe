package category

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
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
	m := flatten(organization, c, model{})
	return fwkit.Listed{Unmanageable: fwkit.Unmanageable(c.ID, c.Name), DisplayName: c.Name, Identity: m.object().Identity, Model: m}
}
