package category

import (
	dsschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

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
		MarkdownDescription: "A group of developers that rate plans can be for. A developer joins through `mint_developer_billing` or the management API.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				Computed: true, MarkdownDescription: aboutID,
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"organization": schema.StringAttribute{
				Computed: true, MarkdownDescription: aboutOrganization,
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
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

func identitySchema() identityschema.Schema {
	return identityschema.Schema{
		Attributes: map[string]identityschema.Attribute{
			"organization": identityschema.StringAttribute{OptionalForImport: true, Description: "Apigee organization; the provider's when left out."},
			"id":           identityschema.StringAttribute{RequiredForImport: true, Description: "Id of the category."},
		},
	}
}

func computedAttributes() map[string]dsschema.Attribute {
	return map[string]dsschema.Attribute{
		"id":           dsschema.StringAttribute{Computed: true, MarkdownDescription: aboutID},
		"organization": dsschema.StringAttribute{Computed: true, MarkdownDescription: aboutOrganization},
		"name":         dsschema.StringAttribute{Computed: true, CustomType: fwtypes.NameType{}, MarkdownDescription: aboutName},
		"description":  dsschema.StringAttribute{Computed: true, CustomType: fwtypes.TextType{}, MarkdownDescription: aboutDescription},
	}
}
