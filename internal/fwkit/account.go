package fwkit

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// SameAccount adds an error, and returns false, when an object that belongs to
// one account is about to be read or written with another: its state must not
// be changed, since the other account's answers (mostly "not found") say
// nothing about it. An empty stored value is not compared.
func SameAccount(diags *diag.Diagnostics, object, argument, stored, configured string) bool {
	if stored == "" || stored == configured {
		return true
	}
	diags.AddError(
		fmt.Sprintf("%s belongs to another account", object),
		fmt.Sprintf("It was made with %s %q, and the provider is configured with %q. Nothing was read or changed. "+
			"Restore the provider configuration, or, to manage the same settings in the new account, take the object out of the state with `terraform state rm` and create or import it anew.",
			argument, stored, configured),
	)
	return false
}
