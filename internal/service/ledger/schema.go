package ledger

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

// Descriptions that the resource and the data sources share, by attribute.
var aboutTransaction = map[string]string{
	"transaction_id":     "Id of the transaction, made by the service.",
	"transaction_status": "What the transaction is: `PURCHASED`, `GRANTED`, `VOIDED` or `INVOICED`.",
	"transaction_type":   "Direction: `INBOUND` adds credits, `OUTBOUND` takes them.",
	"payment_status":     "`SETTLED` when the credits count, `PENDING` while a purchase waits for its payment, `FAILED` when the payment failed.",
	"credits":            "Number of credits, never negative; the direction is in `transaction_type`. The service may have rounded what was asked for.",
	"amount":             "What the credits are worth, in units of `currency`.",
	"currency":           "Currency of `amount`, an ISO 4217 code.",
	"created_at":         "When the transaction was booked, RFC 3339.",
	"settled_at":         "When it was settled, RFC 3339; null until then.",
	"failed_at":          "When its payment failed, RFC 3339; null if it did not.",
}

const frozen = " Cannot be changed once posted: to post something else, give a new `reference`."

func resourceSchema() schema.Schema {
	credits := func(about string) schema.StringAttribute {
		return schema.StringAttribute{
			Optional: true, CustomType: fwtypes.DecimalType{},
			MarkdownDescription: about + " Greater than 0, with at most five decimals and 25 digits in all." + frozen,
			Validators:          []validator.String{fwtypes.DecimalPositive(), fwtypes.DecimalScale(5)},
			PlanModifiers:       []planmodifier.String{fwtypes.KeepDecimal()},
		}
	}
	return schema.Schema{
		MarkdownDescription: "One posting in the ledger of a wallet: a top-up or a void of credits, **posted exactly once** under its `reference`. " +
			"What was posted stays posted: nothing but `on_destroy` can be changed, and destroying the resource forgets the posting or, on demand, compensates it. " +
			"The guide \"How credits are posted exactly once\" says what is guaranteed and by what means.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				Computed: true, MarkdownDescription: "`wallet_id/reference`.",
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"wallet_id": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "Id of the wallet. Another wallet makes another posting: **its credits are posted there, and those posted here stay**, unless `on_destroy` is `void`.",
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"reference": schema.StringAttribute{
				Required: true,
				MarkdownDescription: "Name of the posting, unique within the wallet for good: 1 to 64 letters, digits and `. _ : @ / -`. Something that says what the credits are for, such as an order number, is best. " +
					"It is kept in the transaction's metadata, and looked for before anything is posted. **A new reference posts new credits.** One that was voided cannot be used again.",
				Validators: []validator.String{referenceForm{}},
			},
			"type": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "`TOPUP` adds credits, `VOID` takes available ones away; a void returns no money." + frozen,
				Validators:          []validator.String{fwtypes.OneOf(paypal.TopUp, paypal.Void)},
			},
			"paid_credits":    credits("Credits the customer buys, for `TOPUP`. They count once their invoice is paid, which may take days and is not waited for."),
			"granted_credits": credits("Credits given away, for `TOPUP`. They count at once. Together with `paid_credits` they are added to those, not part of them."),
			"credits_to_void": credits("Credits to take away, for `VOID`. No more than the wallet has available."),
			"metadata": schema.MapAttribute{
				Optional: true, ElementType: types.StringType,
				MarkdownDescription: fmt.Sprintf("Tags kept with the transactions, for example a ticket or who ordered it: at most %d pairs, keys of at most %d and values of at most %d characters, none blank. Keys that start with `%s` are reserved.",
					paypal.MaxUserMetadata, paypal.MaxMetadataKey, paypal.MaxMetadataValue, paypal.ReservedPrefix) + frozen,
			},
			"on_destroy": schema.StringAttribute{
				Optional: true, Computed: true, Default: stringdefault.StaticString(retain),
				MarkdownDescription: "What destroying the resource does: `retain` (default) forgets the posting, whose credits stay; `void`, for `TOPUP` only, takes back by one VOID what the service booked and was paid. " +
					"A purchase whose payment is pending, or of an unknown status, cannot be taken back. Replaced by one of the same reference, a resource with `void` is voided, and then cannot be posted again. What counts is the value **last applied**. Changing it sends nothing.",
				Validators: []validator.String{fwtypes.OneOf(retain, void)},
			},
			"transactions": schema.ListNestedAttribute{
				Computed: true,
				MarkdownDescription: "What the service booked: one transaction, or two for a top-up of paid and granted credits, the purchase first. " +
					"A payment that settles later shows up here without a change being planned.",
				PlanModifiers: []planmodifier.List{listplanmodifier.UseStateForUnknown()},
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"transaction_id":     computed("transaction_id"),
					"transaction_status": computed("transaction_status"),
					"transaction_type":   computed("transaction_type"),
					"payment_status":     computed("payment_status"),
					"credits":            computedDecimal("credits"),
					"amount":             computedDecimal("amount"),
					"currency":           computed("currency"),
					"created_at":         computed("created_at"),
					"settled_at":         computed("settled_at"),
					"failed_at":          computed("failed_at"),
				}},
			},
		},
	}
}

func computed(name string) schema.StringAttribute {
	return schema.StringAttribute{Computed: true, MarkdownDescription: aboutTransaction[name]}
}

func computedDecimal(name string) schema.StringAttribute {
	return schema.StringAttribute{Computed: true, CustomType: fwtypes.DecimalType{}, MarkdownDescription: aboutTransaction[name]}
}

func identitySchema() identityschema.Schema {
	return identityschema.Schema{
		Attributes: map[string]identityschema.Attribute{
			"wallet_id": identityschema.StringAttribute{RequiredForImport: true, Description: "Id of the wallet."},
			"reference": identityschema.StringAttribute{RequiredForImport: true, Description: "Name of the posting within its wallet."},
		},
	}
}
