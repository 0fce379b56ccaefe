package wallet

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

type listConfig struct {
	ExternalCustomerID types.String `tfsdk:"external_customer_id"`
	Status             types.String `tfsdk:"status"`
}

// NewListResource returns the list resource mint_wallet.
func NewListResource() list.ListResource {
	return fwkit.NewList(typeName, listConfigSchema, wallets)
}

func listConfigSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Lists the wallets of one customer. Wallets without a name, or with one that no configuration can hold, and those whose currency the service does not show, cannot be managed and are left out.",
		Attributes: map[string]schema.Attribute{
			"external_customer_id": schema.StringAttribute{Required: true, MarkdownDescription: aboutCustomer, Validators: []validator.String{fwtypes.NotEmpty()}},
			"status": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Only wallets of this status: `ACTIVE` (default), `PENDING` or `TERMINATED`.",
				Validators:          []validator.String{fwtypes.OneOf(paypal.WalletActive, paypal.WalletPending, paypal.WalletTerminated)},
			},
		},
	}
}

func wallets(ctx context.Context, client *paypal.Client, config listConfig) fwkit.Listing[paypal.Wallet] {
	status := paypal.WalletActive
	if !config.Status.IsNull() {
		status = config.Status.ValueString()
	}
	return fwkit.Listing[paypal.Wallet]{
		Title:   fmt.Sprintf("%s wallets of customer %s", status, config.ExternalCustomerID.ValueString()),
		Objects: client.Wallets.All(ctx, config.ExternalCustomerID.ValueString()),
		Wanted:  func(w paypal.Wallet) bool { return w.Status == status },
		Show:    func(w paypal.Wallet) fwkit.Listed { return show(ctx, client, w) },
		Remedy:  customerRemedy,
	}
}

// show asks for a wallet by itself where the list leaves out the balances, from which its currency
// is learned.
func show(ctx context.Context, client *paypal.Client, w paypal.Wallet) fwkit.Listed {
	switch {
	case w.ID == "":
		return fwkit.Listed{Unmanageable: "no id"}
	case w.Name == nil || !fwtypes.IsName(*w.Name):
		return fwkit.Listed{Unmanageable: fwkit.NoName}
	case w.Currency() == "":
		whole, err := client.Wallets.Get(ctx, w.ID)
		if err != nil && !paypal.IsNotFound(err) {
			return fwkit.Listed{Diagnostics: fwkit.Failure("Cannot read wallet "+w.ID, err, "", nil)}
		}
		if err != nil || whole.Currency() == "" {
			return fwkit.Listed{Unmanageable: "no currency"}
		}
		w = whole
	}
	m := flatten(w, resourceModel{ForceDestroy: types.BoolValue(false)})
	return fwkit.Listed{
		DisplayName: fmt.Sprintf("%s: %s %s at %s", w.ExternalCustomerID, *w.Name, m.Currency.Upper(), w.RateAmount),
		Identity:    m.identity(), Model: m,
	}
}
