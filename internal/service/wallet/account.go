package wallet

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
)

// accountKey is where the private state says whose wallet it is.
const accountKey = "account"

type account struct {
	Endpoint string `json:"endpoint"`
	// ClientID is empty as long as the wallet was only seen with a bare access token, which does not say whose it is.
	ClientID string `json:"client_id"`
}

type privateReader interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
}

type privateState interface {
	privateReader
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// sameAccount compares the account that the provider is configured for with
// the one that the wallet was last seen in, as far as both are known.
func (r *walletResource) sameAccount(ctx context.Context, object string, private privateReader, diags *diag.Diagnostics) bool {
	kept, configured := readAccount(ctx, private, diags), r.Client.Account()
	if configured.ClientID == "" {
		kept.ClientID = ""
	}
	return !diags.HasError() &&
		fwkit.SameAccount(diags, "The "+object, "endpoint", kept.Endpoint, configured.Endpoint) &&
		fwkit.SameAccount(diags, "The "+object, "client_id", kept.ClientID, configured.ClientID)
}

// keepAccount notes the account that the wallet was seen in.
func (r *walletResource) keepAccount(ctx context.Context, private privateState, diags *diag.Diagnostics) {
	kept := readAccount(ctx, private, diags)
	seen := account{Endpoint: r.Client.Account().Endpoint, ClientID: r.Client.Account().ClientID}
	if seen.ClientID == "" {
		seen.ClientID = kept.ClientID
	}
	text, err := json.Marshal(seen)
	if err != nil {
		diags.AddError("Cannot note the account", err.Error())
		return
	}
	diags.Append(private.SetKey(ctx, accountKey, text)...)
}

func readAccount(ctx context.Context, private privateReader, diags *diag.Diagnostics) account {
	text, problems := private.GetKey(ctx, accountKey)
	diags.Append(problems...)
	var kept account
	if len(text) == 0 {
		return kept
	}
	if err := json.Unmarshal(text, &kept); err != nil {
		diags.AddError("Cannot read the account of a wallet", "Its private state is damaged: "+err.Error())
	}
	return kept
}
