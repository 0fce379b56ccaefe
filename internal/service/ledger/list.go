package ledger

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
	WalletID types.String `tfsdk:"wallet_id"`
}

// NewListResource returns the list resource mint_wallet_transaction.
func NewListResource() list.ListResource {
	return fwkit.NewList(typeName, listConfigSchema, entries)
}

func listConfigSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Lists the entries of a wallet's ledger that were posted under a `reference`. Others, such as those of a console or of a recurring rule, cannot be managed and are left out; so are entries that were voided.",
		Attributes: map[string]schema.Attribute{
			"wallet_id": schema.StringAttribute{
				Required: true, MarkdownDescription: "Id of the wallet, which may be terminated.",
				Validators: []validator.String{fwtypes.NotEmpty()},
			},
		},
	}
}

func entries(ctx context.Context, client *paypal.Client, config listConfig) fwkit.Listing[listedEntry] {
	walletID := config.WalletID.ValueString()
	return fwkit.Listing[listedEntry]{
		Title:   "entries of wallet " + walletID,
		Objects: fwkit.Whole(listed(ctx, client, walletID)),
		Show:    func(e listedEntry) fwkit.Listed { return e.show(walletID) },
		Remedy:  func(err error) string { return walletRemedy(err, "list resource mint_wallet") },
	}
}

// listedEntry is an entry and how many there are of its reference. A transaction that nobody named
// is an entry without a reference.
type listedEntry struct {
	paypal.Entry
	posted int
}

// listed reads the whole history: what belongs to one entry may be pages apart.
func listed(ctx context.Context, client *paypal.Client, walletID string) (all []listedEntry, err error) {
	history, err := client.Transactions.List(ctx, walletID)
	entries, posted := paypal.FindEntries(history), map[string]int{}
	for _, e := range entries {
		posted[e.Reference]++
	}
	for _, t := range history {
		reference, _ := t.Tag(paypal.ReferenceKey)
		voids, _ := t.Tag(paypal.VoidsKey)
		if reference == "" && voids == "" {
			entries = append(entries, paypal.Entry{Transactions: []paypal.Transaction{t}})
		}
	}
	for _, e := range entries {
		all = append(all, listedEntry{e, posted[e.Reference]})
	}
	return all, err
}

func (e listedEntry) show(walletID string) fwkit.Listed {
	switch {
	case e.Reference == "":
		return fwkit.Listed{Unmanageable: "no reference"}
	case e.Spent():
		return fwkit.Listed{Unmanageable: "a void of the entry"}
	case e.posted > 1:
		return fwkit.Listed{Unmanageable: "a reference that was posted several times"}
	}
	m, err := imported(walletID, e.Entry)
	if err != nil {
		return fwkit.Listed{Unmanageable: "amounts that cannot be read"}
	}
	return fwkit.Listed{
		DisplayName: fmt.Sprintf("%s: %s %s", e.Reference, m.Type.ValueString(), m.amounts()),
		Identity:    m.identity(), Model: m,
	}
}
