package wallet

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
)

// accountKey is where private state keeps the account that a wallet was seen in.
const accountKey = "account"

type privateReader interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
}

// privateState is an object's private state, whose own type the framework does
// not export.
type privateState interface {
	privateReader
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// sameAccount refuses to work on a wallet of another account: not finding it
// there says nothing.
func (r *walletResource) sameAccount(ctx context.Context, private privateReader, m resourceModel, diags *diag.Diagnostics) bool {
	kept, problems := private.GetKey(ctx, accountKey)
	diags.Append(problems...)
	if problems.HasError() {
		return false
	}
	argument, then, now := r.Client.Account().Compare(kept)
	return fwkit.SameAccount(diags, "The "+m.title(), argument, then, now)
}

// keepAccount notes the account that the wallet was seen in, more of it than is
// known already.
func (r *walletResource) keepAccount(ctx context.Context, private privateState, diags *diag.Diagnostics) {
	kept, problems := private.GetKey(ctx, accountKey)
	diags.Append(problems...)
	if len(kept) == 0 || r.Client.Account().ClientID != "" {
		diags.Append(private.SetKey(ctx, accountKey, r.Client.Account().Encode())...)
	}
}
