package ledger

import (
	"context"
	"fmt"
	"iter"

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

type listResource struct {
	fwkit.ListResource[*paypal.Client]
}

// NewListResource returns the list resource mint_wallet_transaction.
func NewListResource() list.ListResource {
	return &listResource{fwkit.ListResource[*paypal.Client]{TypeName: typeName, DefineConfig: listConfigSchema}}
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

func (l *listResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var config listConfig
	if !l.Begin(ctx, req, stream, &config) {
		return
	}
	walletID := config.WalletID.ValueString()
	stream.Results = fwkit.ListResults(ctx, req, fwkit.Listing[listedEntry]{
		Title:   "entries of wallet " + walletID,
		Objects: l.entries(ctx, walletID),
		Show:    func(e listedEntry) fwkit.Listed { return e.show(walletID) },
		Remedy: func(err error) string {
			if paypal.IsNotFound(err) || paypal.IsInvalid(err) {
				return "Check wallet_id. The list resource mint_wallet lists the wallets of a customer."
			}
			return ""
		},
	})
}

// listedEntry is an entry and how many there are of its reference. A transaction that nobody named
// is an entry without a reference.
type listedEntry struct {
	paypal.Entry
	posted int
}

// entries reads the whole history first: what belongs to one entry may be pages apart.
func (l *listResource) entries(ctx context.Context, walletID string) iter.Seq2[listedEntry, error] {
	return func(yield func(listedEntry, error) bool) {
		history, err := l.Client.Transactions.List(ctx, walletID)
		if err != nil {
			yield(listedEntry{}, err)
			return
		}
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
			if !yield(listedEntry{e, posted[e.Reference]}, nil) {
				return
			}
		}
	}
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
