package category

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

const (
	aboutID           = "Id of the category, made by the service; what `developer_category_id` refers to."
	aboutName         = "Name of the category, unique in the organization."
	aboutDescription  = "Description of the category."
	aboutOrganization = "Apigee organization of the category."
)

func resourceSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A group of developers that rate plans can be for. A developer joins through the attribute `MINT_DEVELOPER_CATEGORY`, which the management API and the console set to the category's id.",
		Attributes: map[string]schema.Attribute{
			"id":           fwkit.FixedText(aboutID),
			"organization": fwkit.FixedText(aboutOrganization),
			"name": schema.StringAttribute{
				Required: true, CustomType: fwtypes.NameType{}, MarkdownDescription: aboutName + " Changing it renames the category.",
				Validators:    []validator.String{fwtypes.ValidName()},
				PlanModifiers: []planmodifier.String{fwtypes.KeepNameSpelling()},
			},
			"description": schema.StringAttribute{
				Optional: true, CustomType: fwtypes.TextType{}, MarkdownDescription: aboutDescription,
				PlanModifiers: []planmodifier.String{fwtypes.KeepText()},
			},
		},
	}
}
