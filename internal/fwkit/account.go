package fwkit

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// accountKey is where private state keeps the account that an object was last seen in.
const accountKey = "account"

// PrivateReader is a resource's private state, whose own type the framework does not export.
type PrivateReader interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
}

// PrivateState is a private state that can be written.
type PrivateState interface {
	PrivateReader
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// Account is what the objects of a service belong to, as the provider block names it.
type Account struct {
	// Organization is the Apigee organization; empty for a service without organizations.
	Organization string `json:"-"`
	// Endpoint is the base URL of the service.
	Endpoint string `json:"endpoint"`
	// ClientID is the PayPal client id; empty where a bare access token does not tell it.
	ClientID string `json:"client_id,omitempty"`
	// FormerEndpoints are base URLs under which the same service was reached before.
	FormerEndpoints []string `json:"-"`
}

// recorded reads the account kept with an object; the zero value where none was kept.
func recorded(kept []byte) Account {
	var account Account
	if len(kept) > 0 && json.Unmarshal(kept, &account) != nil {
		return Account{}
	}
	return account
}

// update returns what to keep with an object seen in this account, and whether that differs from
// what is kept. A client id is not forgotten for a bare access token, nor the spelling of an
// endpoint changed.
func (a Account) update(kept []byte) (value []byte, changed bool) {
	if a.keptAs(kept) {
		return kept, false
	}
	before := recorded(kept)
	now := Account{Endpoint: a.Endpoint, ClientID: a.ClientID}
	if sameEndpoint(before.Endpoint, now.Endpoint) {
		now.Endpoint = before.Endpoint
	}
	if now.ClientID == "" {
		now.ClientID = before.ClientID
	}
	if now.Endpoint == before.Endpoint && now.ClientID == before.ClientID {
		return kept, false
	}
	// Two strings always have a JSON form.
	value, _ = json.Marshal(now)
	return value, true
}

// difference names the provider argument that differs from what is recorded with an object, and its
// recorded and configured values; empty when none does. What is not recorded or not configured is
// not compared.
func (a Account) difference(organization string, kept []byte) (argument, was, is string) {
	if (organization == "" || organization == a.Organization) && a.keptAs(kept) {
		return "", "", ""
	}
	before := recorded(kept)
	same := func(endpoint string) bool { return sameEndpoint(before.Endpoint, endpoint) }
	switch {
	case organization != "" && organization != a.Organization:
		return "organization", organization, a.Organization
	case before.Endpoint != "" && !same(a.Endpoint) && !slices.ContainsFunc(a.FormerEndpoints, same):
		return "endpoint", before.Endpoint, a.Endpoint
	case before.ClientID != "" && a.ClientID != "" && before.ClientID != a.ClientID:
		return "client_id", before.ClientID, a.ClientID
	}
	return "", "", ""
}

// keptAs reports whether what is kept is this account letter for letter, as it mostly is.
func (a Account) keptAs(kept []byte) bool {
	value, err := json.Marshal(a)
	return err == nil && bytes.Equal(value, kept)
}

// sameEndpoint reports whether two URLs are the same but for how they are spelled.
func sameEndpoint(a, b string) bool {
	return transport.NormalEndpoint(a) == transport.NormalEndpoint(b)
}

// matchAccount is SameAccount, with a way to prove that another client id is the same account.
func (r *Resource[C]) matchAccount(
	ctx context.Context, private PrivateReader, object Object, prove func(context.Context) (bool, error), diags *diag.Diagnostics,
) bool {
	kept, problems := private.GetKey(ctx, accountKey)
	diags.Append(problems...)
	if problems.HasError() {
		return false
	}
	argument, was, is := r.account.difference(object.Organization.ValueString(), kept)
	if argument == "" {
		return true
	}
	if argument == "client_id" && prove != nil {
		proven, err := prove(ctx)
		if err != nil {
			diags.Append(Failure("Cannot read the "+object.Title, err, "", nil)...)
			return false
		}
		if proven {
			r.warnClientID(was, is, diags)
			return true
		}
	}
	r.refuseAccount(object.Title, argument, was, is, diags)
	return false
}

// warnClientID warns once in a process, not for each object.
func (r *Resource[C]) warnClientID(was, is string, diags *diag.Diagnostics) {
	if r.Provider.NoteFirst("client_id", was+" "+is) {
		diags.AddWarning("The client id of the account changed",
			fmt.Sprintf("Objects were recorded with client_id %q, and the provider is configured with %q. The service shows the same objects to both, so the new client id is recorded with each of them.", was, is))
	}
}

func (r *Resource[C]) refuseAccount(title, argument, was, is string, diags *diag.Diagnostics) {
	remedy := "Restore the provider configuration. "
	if argument == "endpoint" {
		remedy += fmt.Sprintf("If it is the same service under a new address, add %q to former_endpoints in the provider's %s block. ", was, r.block)
	}
	diags.AddError(fmt.Sprintf("The %s belongs to another account", title),
		fmt.Sprintf("It was recorded with %s %q, and the provider is configured with %q. Nothing was changed. %s"+
			"To manage the same settings in the new account, take the object out of the state with `terraform state rm` and create or import it there.",
			argument, was, is, remedy))
}
