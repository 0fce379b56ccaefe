package developerbilling

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

const aboutDeveloper = "Email or UUID of the developer. The case of an email does not matter."

func resourceSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "How a developer is billed. The developer must exist, and needs `legal_name` and `address` to buy a rate plan. " +
			"Companies are not supported.\n\n" +
			"Only what is configured is managed. Each setting is an attribute of its own in the management API; others are neither changed nor shown as a difference.\n\n" +
			"~> **Creating this resource replaces values that stood before**, with a warning that names them. Import existing settings to see the change in the plan first; " +
			"an import manages every setting that the developer has.\n\n" +
			"~> **`on_destroy` also decides about a setting that is no longer configured.** `retain` (default) leaves it on the developer, with a warning in the plan; " +
			"`remove` deletes it. A category cannot be deleted while it is left on a developer.\n\n" +
			"Monetization sees a change when it has synchronised its developers, which can take minutes. " +
			"The management API may answer with the old value for three minutes, which is not taken for a difference.",
		Attributes: map[string]schema.Attribute{
			"id":           fwkit.FixedText("The `developer_id`."),
			"organization": fwkit.FixedText("Apigee organization of the developer."),
			"developer_id": schema.StringAttribute{
				Required: true, MarkdownDescription: aboutDeveloper + " Changing it replaces the resource.",
				Validators:    []validator.String{fwtypes.ValidName()},
				PlanModifiers: []planmodifier.String{fwtypes.KeepEmail()},
			},
			"billing_type": setting("`PREPAID` or `POSTPAID`, as the organization supports. The plan says what a change means.", fwtypes.OneOf(apigee.BillingTypes...)),
			"legal_name":   setting("Legal name of the developer, as on invoices.", notBlank()),
			"address":      addressAttribute(),
			"developer_category_id": setting("Id of a developer category, such as `mint_developer_category.gold.id`. Rate plans can be for one category.",
				fwtypes.ValidName()),
			"registration_id":   setting("Registration number of the developer's business.", notBlank()),
			"tax_exempt_number": setting("Number of the authorization that exempts the developer from tax.", notBlank()),
			"phone":             setting("Phone number of the developer.", notBlank()),
			"on_destroy": schema.StringAttribute{
				Optional: true, Computed: true, Default: stringdefault.StaticString(retain),
				MarkdownDescription: "What destroying does with the settings: `retain` (default) or `remove`. The last applied value counts.",
				Validators:          []validator.String{fwtypes.OneOf(retain, remove)},
			},
		},
	}
}

func setting(about string, validators ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, CustomType: fwtypes.TextType{}, MarkdownDescription: about,
		Validators:    validators,
		PlanModifiers: []planmodifier.String{fwtypes.KeepText()},
	}
}

// notBlank refuses what the service would keep, and count as given, though nobody can read it.
func notBlank() validator.String {
	return fwtypes.TextRule("Empty value", "The value must not be empty or blank.", func(text string) string {
		if strings.TrimSpace(text) != "" {
			return ""
		}
		return fmt.Sprintf("must not be empty or blank, and is %q; write a value, or null to leave an optional argument out.", text)
	})
}

func addressAttribute() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Optional:            true,
		MarkdownDescription: "Postal address of the developer, managed as a whole: a part that is left out is removed.",
		Validators:          []validator.Object{notEmptyAddress{}},
		Attributes: map[string]schema.Attribute{
			"address1": setting("First line of the address.", fwtypes.NotEmpty()),
			"address2": setting("Second line of the address.", fwtypes.NotEmpty()),
			"city":     setting("City.", fwtypes.NotEmpty()),
			"country":  setting("Country, such as `US`.", fwtypes.NotEmpty()),
			"is_primary": schema.BoolAttribute{
				Optional: true, Computed: true, Default: booldefault.StaticBool(true),
				MarkdownDescription: "Whether this is the developer's primary address. Default: true.",
			},
			"state": setting("State or province.", fwtypes.NotEmpty()),
			"zip":   setting("Postal code.", fwtypes.NotEmpty()),
		},
	}
}

// notEmptyAddress refuses an address without any part.
type notEmptyAddress struct{}

func (notEmptyAddress) Description(context.Context) string {
	return "The address must have at least one part."
}

func (v notEmptyAddress) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (notEmptyAddress) ValidateObject(_ context.Context, req validator.ObjectRequest, resp *validator.ObjectResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	for name, part := range req.ConfigValue.Attributes() {
		if name != "is_primary" && !part.IsNull() {
			return
		}
	}
	resp.Diagnostics.AddAttributeError(req.Path, "Empty value",
		req.Path.String()+": {} has no part of an address; write address1, city, zip, state or country, or leave address out.")
}

var importID = fwkit.ImportID{Names: []string{"developer_id"}, Example: "dev@example.com"}

func identitySchema() identityschema.Schema {
	return identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"organization": identityschema.StringAttribute{OptionalForImport: true, Description: "Apigee organization; the provider's when left out."},
		"developer_id": identityschema.StringAttribute{RequiredForImport: true, Description: "Email of the developer."},
	}}
}
