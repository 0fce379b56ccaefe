package fwkit

import (
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/object"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// Failure turns a service's error into diagnostics. The summary is the verb and the object in the
// user's words; the detail is what the service said, then what to do: remedy, or a general one for
// the class of the error when remedy is empty. Where the service names fields of the request
// (contract: wallets 1.4), each one listed in fields becomes a diagnostic on its attribute.
func Failure(summary string, err error, remedy string, fields map[string]path.Path) diag.Diagnostics {
	if remedy == "" {
		remedy = generalRemedy(err)
	}
	detail := err.Error()
	if remedy != "" {
		detail += "\n\n" + remedy
	}
	var diags diag.Diagnostics
	var failure *transport.Error
	if errors.As(err, &failure) {
		for _, d := range failure.Details {
			if at, ok := fields[strings.TrimPrefix(d.Field, "/")]; ok {
				diags.AddAttributeError(at, summary, detail)
			}
		}
	}
	if len(diags) == 0 {
		diags.AddError(summary, detail)
	}
	return diags
}

func generalRemedy(err error) string {
	unconfirmed, parentless := errors.AsType[*object.UnconfirmedError](err)
	switch {
	case parentless:
		return fmt.Sprintf("Check the organization, the endpoint and the credentials in the provider block. If %s was removed, with everything in it, take the object out of the state with `terraform state rm`.", unconfirmed.Within)
	case transport.IsTokenRefused(err):
		return "" // the error says what to check, and it is not the credentials
	case transport.IsUnauthorized(err):
		return "Check the credentials in the provider block, or in the environment if the block has none."
	case transport.IsForbidden(err):
		return "The credentials are valid but not allowed to do this: give their account the role, or use another account."
	case transport.IsAmbiguous(err):
		return "Whether the service did it is not known. Nothing was repeated; apply again, which looks first."
	case transport.IsTransient(err):
		return "The service did not manage to answer, retries included. Apply again later; max_retries and request_timeout in the provider block decide how long this is tried."
	}
	return ""
}
