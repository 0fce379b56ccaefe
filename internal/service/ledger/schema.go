package ledger

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

// Descriptions that the resource and the data sources share, by attribute.
var aboutTransaction = map[string]string{
	"transaction_id":     "Id of the transaction, assigned by the service.",
	"transaction_status": "`PURCHASED`, `GRANTED`, `VOIDED` or `INVOICED`.",
	"transaction_type":   "`INBOUND` adds credits, `OUTBOUND` takes them.",
	"payment_status":     "`SETTLED` when the credits count, `PENDING` until a purchase is paid, or `FAILED`.",
	"credits":            "Number of credits, never negative. The service may round it.",
	"amount":             "What the credits are worth, in units of `currency`.",
	"currency":           "ISO 4217 code of the currency of `amount`.",
	"created_at":         "When the transaction was created, RFC 3339.",
	"settled_at":         "When it was settled, RFC 3339; null until then.",
	"failed_at":          "When its payment failed, RFC 3339; null if it did not.",
}

func aboutMetadata() string {
	return fmt.Sprintf("Tags of the transactions, such as a ticket: at most %d, with keys of at most %d and values of at most %d characters. Keys that start with `%s` are reserved.",
		paypal.MaxUserMetadata, paypal.MaxMetadataKey, paypal.MaxMetadataValue, paypal.ReservedPrefix)
}

func resourceSchema() schema.Schema {
	credits := func(about string) schema.StringAttribute {
		return schema.StringAttribute{
			Optional: true, CustomType: fwtypes.DecimalType{},
			MarkdownDescription: about + " At most five decimal places.",
			Validators:          []validator.String{fwtypes.DecimalPositive(), fwtypes.DecimalScale(5)},
			PlanModifiers:       []planmodifier.String{fwtypes.KeepDecimal()},
		}
	}
	return schema.Schema{
		MarkdownDescription: "An entry in the ledger of a wallet: a top-up or a void of credits, **posted exactly once** under its `reference`. Once posted, only `on_destroy` can be changed.",
		Attributes: map[string]schema.Attribute{
			"id": fwkit.FixedText("`wallet_id/reference`."),
			"wallet_id": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "Id of the wallet. Changing it posts a new entry to the other wallet.",
				Validators:          []validator.String{fwtypes.NotEmpty()},
			},
			"reference": schema.StringAttribute{
				Required: true,
				MarkdownDescription: "Name of the entry, unique in the wallet for good, such as an order number. Up to 64 letters, digits and `. _ : @ / -`. " +
					"A new reference posts new credits.",
				Validators: []validator.String{referenceForm()},
			},
			"type": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "`TOPUP` adds credits. `VOID` takes available credits away and returns no money.",
				Validators:          []validator.String{fwtypes.OneOf(paypal.TopUp, paypal.Void)},
			},
			"paid_credits":    credits("Credits to sell, for `TOPUP`. They count once their invoice is paid."),
			"granted_credits": credits("Credits to give away, for `TOPUP`, in addition to `paid_credits`."),
			"credits_to_void": credits("Available credits to take away, for `VOID`."),
			"metadata": schema.MapAttribute{
				Optional: true, ElementType: types.StringType,
				MarkdownDescription: aboutMetadata(),
			},
			"on_destroy": schema.StringAttribute{
				Optional: true, Computed: true, Default: stringdefault.StaticString(retain),
				MarkdownDescription: "`retain` (default) leaves the entry in the ledger. `void`, for `TOPUP`, takes its paid credits back. The last applied value counts.",
				Validators:          []validator.String{fwtypes.OneOf(retain, void)},
			},
			"transactions": schema.ListNestedAttribute{
				Computed:            true,
				MarkdownDescription: "The transactions that the service made of the entry, the purchase before the grant.",
				PlanModifiers:       []planmodifier.List{listplanmodifier.UseStateForUnknown()},
				NestedObject:        schema.NestedAttributeObject{Attributes: transactionAttributes()},
			},
		},
	}
}

func transactionAttributes() map[string]schema.Attribute {
	attributes := map[string]schema.Attribute{}
	for name, about := range aboutTransaction {
		attribute := schema.StringAttribute{Computed: true, MarkdownDescription: about}
		if name == "credits" || name == "amount" {
			attribute.CustomType = fwtypes.DecimalType{}
		}
		attributes[name] = attribute
	}
	return attributes
}

func identitySchema() identityschema.Schema {
	return identityschema.Schema{
		Attributes: map[string]identityschema.Attribute{
			"wallet_id": identityschema.StringAttribute{RequiredForImport: true, Description: "Id of the wallet."},
			"reference": identityschema.StringAttribute{RequiredForImport: true, Description: "Reference of the entry in its wallet."},
		},
	}
}
