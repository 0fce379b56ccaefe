package pkg

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

const (
	aboutID           = "Id of the package, which the service makes from its name; what `monetization_package_id` refers to."
	aboutOrganization = "Apigee organization of the package."
	aboutName         = "Name of the package, unique in the organization."
	aboutDisplayName  = "Name that people see."
	aboutDescription  = "Description of the package."
	aboutProducts     = "Ids of the API products in the package, in no order."
	aboutStatus       = "Status that the service gives to the package, `CREATED` at first."
	replaces          = " The service has no call to change it, so changing it replaces the package."
)

func resourceSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A monetization package, also called product bundle: the API products that a rate plan prices. Developers see it once a public rate plan of it is published.\n\n" +
			"~> **A package with a published rate plan stays for ever**, because published plans do. Destroying it is refused then, unless `on_destroy`, as last applied, is `retain`.",
		Attributes: map[string]schema.Attribute{
			"id":           fwkit.FixedText(aboutID),
			"organization": fwkit.FixedText(aboutOrganization),
			"status":       fwkit.FixedText(aboutStatus),
			"name":         fwkit.RequiredName(aboutName + replaces),
			"display_name": fwkit.RequiredName(aboutDisplayName + replaces),
			"description":  fwkit.RequiredText(aboutDescription + replaces),
			"products": schema.SetAttribute{
				Required: true, ElementType: types.StringType,
				MarkdownDescription: aboutProducts + " At least one. Products are added and removed in place, except that none can be added while a rate plan of the package prices product by product.",
				Validators:          []validator.Set{fwtypes.NotEmptySet(), setvalidator.ValueStringsAre(fwtypes.ValidName())},
			},
			"on_destroy": schema.StringAttribute{
				Optional: true, Computed: true, Default: stringdefault.StaticString(del),
				MarkdownDescription: "What destroying does: `delete` (default), which the service refuses while the package has rate plans, or `retain`, which leaves the package as it is.",
				Validators:          []validator.String{fwtypes.OneOf(del, retain)},
			},
		},
	}
}
