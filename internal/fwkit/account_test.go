package fwkit

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// private is a private state in memory.
type private map[string][]byte

func (p private) GetKey(_ context.Context, key string) ([]byte, diag.Diagnostics) { return p[key], nil }

func (p private) SetKey(_ context.Context, key string, value []byte) diag.Diagnostics {
	p[key] = value
	return nil
}

func resourceOf(account Account) *Resource[int] {
	return &Resource[int]{connection: connection[int]{Provider: &ProviderData{}, account: account, block: "apigee"}}
}

func TestAccount(t *testing.T) {
	t.Parallel()
	edge := Account{Organization: "acme", Endpoint: "https://edge.example.com/v1/mint"}
	app := Account{Endpoint: "https://api.example.com", ClientID: "old"}
	with := func(a Account, change func(*Account)) Account {
		change(&a)
		return a
	}
	for name, test := range map[string]struct {
		made, now    Account
		organization string
		refused      string // what the error names, "" for none
		kept         Account
	}{
		"the same":                         {made: edge, now: edge, organization: "acme", kept: edge},
		"another organization":             {made: edge, now: edge, organization: "other", refused: `organization "other"`, kept: edge},
		"another endpoint":                 {made: edge, now: with(edge, func(a *Account) { a.Endpoint = "https://elsewhere.example.com/v1/mint" }), refused: `former_endpoints in the provider's apigee block`, kept: edge},
		"another path":                     {made: edge, now: with(edge, func(a *Account) { a.Endpoint = "https://edge.example.com/v2/mint" }), refused: "endpoint", kept: edge},
		"another port":                     {made: edge, now: with(edge, func(a *Account) { a.Endpoint = "https://edge.example.com:8443/v1/mint" }), refused: "endpoint", kept: edge},
		"http for https":                   {made: edge, now: with(edge, func(a *Account) { a.Endpoint = "http://edge.example.com/v1/mint" }), refused: "endpoint", kept: edge},
		"another spelling of the endpoint": {made: edge, now: with(edge, func(a *Account) { a.Endpoint = "HTTPS://Edge.Example.com:443/v1/mint/" }), kept: edge},
		"the host moved": {
			made: edge,
			now: with(edge, func(a *Account) {
				a.Endpoint, a.FormerEndpoints = "https://new.example.com/v1/mint", []string{"https://older.example.com", "https://EDGE.example.com/v1/mint/"}
			}),
			kept: with(edge, func(a *Account) { a.Endpoint = "https://new.example.com/v1/mint" }),
		},
		"nothing recorded yet":  {now: edge, kept: edge},
		"a bare token":          {made: app, now: with(app, func(a *Account) { a.ClientID = "" }), kept: app},
		"a client id at last":   {made: with(app, func(a *Account) { a.ClientID = "" }), now: app, kept: app},
		"another client id":     {made: app, now: with(app, func(a *Account) { a.ClientID = "new" }), refused: `client_id "old"`, kept: app},
		"another one elsewhere": {made: app, now: Account{Endpoint: "https://elsewhere.example.com", ClientID: "new"}, refused: "endpoint", kept: app},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state := private{}
			var diags diag.Diagnostics
			if test.made.Endpoint != "" {
				resourceOf(test.made).KeepAccount(t.Context(), state, &diags)
			}
			r := resourceOf(test.now)
			object := Object{Title: "thing", Organization: types.StringValue(test.organization)}
			same := r.SameAccount(t.Context(), state, object, &diags)
			if same != (test.refused == "") || diags.HasError() == same {
				t.Fatalf("%v: %v", same, diags)
			}
			if !same && (!strings.Contains(diags[0].Detail(), test.refused) || !strings.Contains(diags[0].Summary(), "The thing belongs to another account")) {
				t.Errorf("%v does not say %q", diags, test.refused)
			}
			if same {
				before := string(state[accountKey])
				r.KeepAccount(t.Context(), state, &diags)
				if test.made.Endpoint == test.kept.Endpoint && test.made.ClientID == test.kept.ClientID && string(state[accountKey]) != before {
					t.Errorf("%s was written anew as %s", before, state[accountKey])
				}
			}
			if got := recorded(state[accountKey]); got.Endpoint != test.kept.Endpoint || got.ClientID != test.kept.ClientID {
				t.Errorf("recorded is %v", got)
			}
		})
	}
}

// The form that earlier releases kept with wallets and entries.
func TestAccount_readsEarlierReleases(t *testing.T) {
	t.Parallel()
	for _, kept := range []string{`{"endpoint":"https://api.example.com","client_id":"a"}`, `{"endpoint":"https://api.example.com"}`, ``, `null`} {
		if argument, was, _ := (Account{Endpoint: "https://api.example.com", ClientID: "a"}).difference("", []byte(kept)); argument != "" {
			t.Errorf("%s: %s was %s", kept, argument, was)
		}
	}
}

func TestAccount_anotherClientIDIsProven(t *testing.T) {
	t.Parallel()
	old, now := Account{Endpoint: "https://api.example.com", ClientID: "old"}, Account{Endpoint: "https://api.example.com", ClientID: "new"}
	for name, test := range map[string]struct {
		prove    func(context.Context) (bool, error)
		want     bool
		mentions string
	}{
		"found":       {func(context.Context) (bool, error) { return true, nil }, true, ""},
		"not found":   {func(context.Context) (bool, error) { return false, nil }, false, "belongs to another account"},
		"no answer":   {func(context.Context) (bool, error) { return false, errors.New("refused") }, false, "Cannot read the thing"},
		"no evidence": {nil, false, "belongs to another account"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var diags diag.Diagnostics
			state := private{}
			resourceOf(old).KeepAccount(t.Context(), state, &diags)
			r := resourceOf(now)
			for range 2 {
				if got := r.matchAccount(t.Context(), state, Object{Title: "thing"}, test.prove, &diags); got != test.want {
					t.Fatalf("%v: %v", got, diags)
				}
			}
			if test.want {
				if len(diags) != 1 || diags.HasError() {
					t.Errorf("want one warning for all objects, got %v", diags)
				}
				r.KeepAccount(t.Context(), state, &diags)
				if got := recorded(state[accountKey]); got.ClientID != "new" {
					t.Errorf("recorded is %v", got)
				}
				return
			}
			if !strings.Contains(diags[0].Summary(), test.mentions) {
				t.Errorf("%v does not say %q", diags, test.mentions)
			}
		})
	}
}
