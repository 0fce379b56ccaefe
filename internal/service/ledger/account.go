package ledger

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
)

// accountKey is where private state keeps the account that a posting was made in.
const accountKey = "account"

// private is an object's private state, whose own type the framework does not export.
type private interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
}

// sameAccount refuses to work on a posting of another account: not finding it
// there says nothing.
func (r *entryResource) sameAccount(ctx context.Context, kept private, m model, diags *diag.Diagnostics) bool {
	account, problems := kept.GetKey(ctx, accountKey)
	diags.Append(problems...)
	if problems.HasError() {
		return false
	}
	argument, then, now := r.Client.Account().Compare(account)
	return fwkit.SameAccount(diags, "The "+m.title(), argument, then, now)
}
