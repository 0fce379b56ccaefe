package acceptedrateplan

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

const (
	aboutDeveloper = "Email or UUID of the developer, or name of the company."
	aboutID        = "UUID of the purchase, made by the service."
	replaces       = " Changing it ends this purchase and makes another one."
	onlyAtPurchase = " Default `false`. It counts when the plan is bought; later changes do nothing."
)

func resourceSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The purchase of a rate plan by a developer or a company: a subscription, or accepted rate plan.\n\n" +
			"~> **A purchase charges money**: the set-up fee and, if the plan charges in advance, the first recurring fee at once. The plan that creates it shows both. " +
			"The developer needs a legal name and an address, must have accepted the current terms and conditions, and a prepaid one needs the balance.",
		Attributes: map[string]schema.Attribute{
			"id":           fwkit.FixedText(aboutID),
			"organization": fwkit.FixedText("Apigee organization of the purchase."),
			"developer_id": schema.StringAttribute{
				Required: true, MarkdownDescription: aboutDeveloper + replaces,
				Validators:    []validator.String{fwtypes.ValidName()},
				PlanModifiers: []planmodifier.String{fwtypes.KeepEmail()},
			},
			"rate_plan_id": schema.StringAttribute{
				Required: true, MarkdownDescription: "Id of a published rate plan. When it is revised, the purchase follows and this stays." + replaces,
				Validators: []validator.String{fwtypes.NotEmpty()},
			},
			"start_date": schema.StringAttribute{
				Required: true, CustomType: fwtypes.DateTimeType{},
				MarkdownDescription: "First day, `YYYY-MM-DD`, in the organization's time zone; not before today when the plan is bought." + replaces,
				PlanModifiers:       []planmodifier.String{keepDay{}},
			},
			"end_date": schema.StringAttribute{
				Optional: true, Computed: true, CustomType: fwtypes.DateTimeType{},
				MarkdownDescription: "Last day, `YYYY-MM-DD`. Default: no end. It can be set, moved and removed until it has passed.",
				PlanModifiers:       []planmodifier.String{keepDay{}},
			},
			"quota_target": schema.Int64Attribute{
				Optional: true, Computed: true, Default: int64default.StaticInt64(0),
				MarkdownDescription: "Target usage of a plan with adjustable notification. Default `0`: no notices.",
				Validators:          []validator.Int64{int64validator.AtLeast(0)},
			},
			"waive_set_up_fees":   atPurchase("Charges no set-up fee."),
			"replace_conflicting": atPurchase("Ends the developer's other purchases of plans that share a product."),
			"waive_termination_charge": schema.BoolAttribute{
				Optional: true, Computed: true, Default: booldefault.StaticBool(false),
				MarkdownDescription: "Charges no early termination fee for what is replaced, ended or destroyed. Default `false`. The last applied value counts.",
			},
			"on_destroy": schema.StringAttribute{
				Optional: true, Computed: true, Default: stringdefault.StaticString(expire),
				MarkdownDescription: "What destroying does: `expire` (default) cancels the purchase before its start, or ends it today; `retain` leaves it as it is.",
				Validators:          []validator.String{fwtypes.OneOf(expire, retain)},
			},
			"current_rate_plan_id": fwkit.FixedText("Id of the plan in effect: `rate_plan_id`, or the revision that replaced it."),
		},
	}
}

func atPurchase(about string) schema.BoolAttribute {
	return schema.BoolAttribute{
		Optional: true, Computed: true, Default: booldefault.StaticBool(false), MarkdownDescription: about + onlyAtPurchase,
		PlanModifiers: []planmodifier.Bool{keepBought{}},
	}
}

func identitySchema() identityschema.Schema {
	return identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"organization": identityschema.StringAttribute{OptionalForImport: true, Description: "Apigee organization; the provider's when left out."},
		"developer_id": identityschema.StringAttribute{RequiredForImport: true, Description: aboutDeveloper},
		"id":           identityschema.StringAttribute{RequiredForImport: true, Description: aboutID},
	}}
}

// keepBought plans what was asked for when the plan was bought: the service does not tell, and
// nothing can change it.
type keepBought struct{}

func (keepBought) Description(context.Context) string { return "What was bought stays as it was." }

func (k keepBought) MarkdownDescription(ctx context.Context) string { return k.Description(ctx) }

func (keepBought) PlanModifyBool(_ context.Context, req planmodifier.BoolRequest, resp *planmodifier.BoolResponse) {
	if !req.StateValue.IsNull() {
		resp.PlanValue = req.StateValue
	}
}

// keepDay plans the state's spelling of the same day.
type keepDay struct{}

func (keepDay) Description(context.Context) string {
	return "Another time or spelling of the same day is not a change."
}

func (k keepDay) MarkdownDescription(ctx context.Context) string { return k.Description(ctx) }

func (keepDay) PlanModifyString(_ context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	dayOf := func(text types.String) string { return day(fwtypes.NewDateTimeValue(text.ValueString())) }
	if !req.StateValue.IsNull() && !req.PlanValue.IsNull() && !req.PlanValue.IsUnknown() && dayOf(req.PlanValue) == dayOf(req.StateValue) {
		resp.PlanValue = req.StateValue
	}
}
