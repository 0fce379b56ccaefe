package terms

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

const (
	aboutID           = "Id of this version, made by the service."
	aboutOrganization = "Apigee organization of the terms."
	aboutVersion      = "Version, unique in the organization."
	aboutStartDate    = "When this version comes into force: `YYYY-MM-DD` or `YYYY-MM-DD HH:mm:ss`, in the time zone of the organization."
	aboutURL          = "Where the terms can be read."
	aboutText         = "The terms themselves."
)

func resourceSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "One version of the terms and conditions that developers accept before they purchase a rate plan. An organization needs one before it publishes a rate plan.\n\n" +
			"~> **Terms that have begun do not change**: developers may have accepted them. A plan that would change them is refused. Add another resource with a new `version` instead; the newest that has begun is in force.",
		Attributes: map[string]schema.Attribute{
			"id":           fwkit.FixedText(aboutID),
			"organization": fwkit.FixedText(aboutOrganization),
			"version":      fwkit.RequiredName(aboutVersion + " Changing it replaces the terms."),
			"start_date": schema.StringAttribute{
				Required: true, CustomType: fwtypes.DateTimeType{}, MarkdownDescription: aboutStartDate + " The service may refuse new terms that begin before today.",
				PlanModifiers: []planmodifier.String{fwtypes.KeepDateTime()},
			},
			"url": schema.StringAttribute{
				Optional: true, MarkdownDescription: aboutURL,
				Validators: []validator.String{fwtypes.NotEmpty()},
			},
			"text": fwkit.OptionalText(aboutText, fwtypes.NotEmpty()),
		},
	}
}
