package terms

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
)

// NewListResource returns the list resource mint_terms_and_conditions.
func NewListResource() list.ListResource {
	return fwkit.NewWholeList(typeName, "Lists the terms and conditions of the organization.", func(ctx context.Context, client *apigee.Client) fwkit.Listing[apigee.Terms] {
		return fwkit.Listing[apigee.Terms]{
			Title:   "terms and conditions of " + client.Organization(),
			Objects: client.Terms.All(ctx),
			Show:    func(t apigee.Terms) fwkit.Listed { return listed(client.Organization(), t) },
		}
	})
}

func listed(organization string, t apigee.Terms) fwkit.Listed {
	m := flatten(organization, t)
	return fwkit.Listed{
		Unmanageable: fwkit.Unmanageable(t.ID, t.Version),
		DisplayName:  fmt.Sprintf("%s from %s", t.Version, m.StartDate.ValueString()), Identity: m.object().Identity, Model: m,
	}
}
