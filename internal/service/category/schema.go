package category

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
)

const (
	aboutID           = "Id of the category, made by the service; what `developer_category_id` refers to."
	aboutName         = "Name of the category, unique in the organization."
	aboutDescription  = "Description of the category."
	aboutOrganization = "Apigee organization of the category."
)

func resourceSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A group of developers that rate plans can be for. A developer joins through `developer_category_id` of `mint_developer_billing`.",
		Attributes: map[string]schema.Attribute{
			"id":           fwkit.FixedText(aboutID),
			"organization": fwkit.FixedText(aboutOrganization),
			"name":         fwkit.RequiredName(aboutName + " Changing it renames the category."),
			"description":  fwkit.OptionalText(aboutDescription),
		},
	}
}
