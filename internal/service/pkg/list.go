package pkg

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
)

// NewListResource returns the list resource mint_monetization_package.
func NewListResource() list.ListResource {
	return fwkit.NewWholeList(typeName, "Lists the monetization packages of the organization.", func(ctx context.Context, client *apigee.Client) fwkit.Listing[apigee.Package] {
		return fwkit.Listing[apigee.Package]{
			Title:   "monetization packages of " + client.Organization(),
			Objects: client.Packages.All(ctx),
			Show:    func(p apigee.Package) fwkit.Listed { return listed(client.Organization(), p) },
		}
	})
}

func listed(organization string, p apigee.Package) fwkit.Listed {
	why := fwkit.Unmanageable(p.ID, p.Name, p.DisplayName)
	if why == "" && p.Description == "" {
		why = "no description, which a configuration needs"
	}
	m := resourceModel{flatten(organization, p), types.StringValue(del)}
	return fwkit.Listed{Unmanageable: why, DisplayName: p.Name, Identity: m.object().Identity, Model: m}
}
