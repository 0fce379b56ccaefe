package ledger

import (
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

const exactlyOnce = "It is **posted exactly once** under its `reference`, however often the action is invoked: an entry that is there already is found and nothing is sent, " +
	"also one of the resource `mint_wallet_transaction`. Terraform 1.14.1 or newer.\n\n" +
	"~> **A failed action is not run again** by its trigger. Use `terraform apply -invoke=action.TYPE.NAME`, which looks first.\n\n" +
	"Credits that belong to the configuration, such as a yearly grant, are better a `mint_wallet_transaction`, which is refreshed and can be taken back."

func topUpSchema() schema.Schema {
	s := entrySchema("Posts a top-up to the ledger of a wallet. " + exactlyOnce)
	s.Attributes["paid_credits"] = actionCredits(false, "Credits to sell. They count once their invoice is paid.")
	s.Attributes["granted_credits"] = actionCredits(false, "Credits to give away, in addition to `paid_credits`.")
	return s
}

func voidSchema() schema.Schema {
	s := entrySchema("Posts a void to the ledger of a wallet: it takes available credits away and returns no money. " + exactlyOnce)
	s.Attributes["credits_to_void"] = actionCredits(true, "Available credits to take away.")
	return s
}

func entrySchema(description string) schema.Schema {
	return schema.Schema{
		MarkdownDescription: description,
		Attributes: map[string]schema.Attribute{
			"wallet_id": schema.StringAttribute{
				Required: true, MarkdownDescription: "Id of the wallet.",
				Validators: []validator.String{fwtypes.NotEmpty()},
			},
			"reference": schema.StringAttribute{
				Required: true,
				MarkdownDescription: "Name of the entry, unique in the wallet for good, such as the number of a ticket. Up to 64 letters, digits and `. _ : @ / -`. " +
					"**A new reference posts new credits**, so never make it of the time or of chance.",
				Validators: []validator.String{referenceForm()},
			},
			"metadata": schema.MapAttribute{
				Optional: true, ElementType: types.StringType,
				MarkdownDescription: aboutMetadata(),
			},
		},
	}
}

func actionCredits(required bool, about string) schema.StringAttribute {
	return schema.StringAttribute{
		Required: required, Optional: !required, CustomType: fwtypes.DecimalType{},
		MarkdownDescription: about + " At most five decimal places.",
		Validators:          []validator.String{fwtypes.DecimalPositive(), fwtypes.DecimalScale(5)},
	}
}
