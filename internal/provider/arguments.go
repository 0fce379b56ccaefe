package provider

import (
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// block declares the argument of the provider that configures one service.
type block struct {
	name, description string
	arguments         []argument
	choices           map[string][]string // of arguments that take no other values
	ways              []way
}

// argument is one text in a service's block; variable is the environment variable that stands in
// for it, empty for none.
type argument struct {
	name, variable string
	kind           kind
	description    string
}

// kind says when the environment supplies an argument that the block leaves out.
type kind int

const (
	// setting is supplied by itself.
	setting kind = iota
	// companion is supplied together with the credentials, but is none.
	companion
	// account and secret are credentials. They are supplied if the block has none, so that a user
	// name of one account never meets the password of another.
	account
	secret
)

func (a argument) credential() bool { return a.kind >= account }

// way is one way to authenticate, by arguments that are given together.
type way struct {
	arguments   []string
	hint        string // what to do if only some are given
	credentials func(values map[string]string) transport.Credentials
}

var apigeeBlock = block{
	name:        "apigee",
	description: "Apigee Edge monetization, by `username` and `password`, `access_token`, or `refresh_token` with `token_url`.",
	arguments: []argument{
		{"organization", "APIGEE_ORGANIZATION", setting, "Name of the Apigee organization."},
		{"endpoint", "APIGEE_ENDPOINT", setting,
			"Base URL of the monetization API. Default: `" + apigee.DefaultEndpoint + "`. For a private cloud, `https://HOST:PORT/v1/mint`."},
		{"management_endpoint", "APIGEE_MANAGEMENT_ENDPOINT", setting,
			"Base URL of the management API, which `mint_developer_billing` uses. Default: `endpoint` without `/mint`."},
		{"username", "APIGEE_USERNAME", account,
			"Email of the account, for HTTP Basic or, with `token_url`, a token."},
		{"password", "APIGEE_PASSWORD", secret, "Password of the account."},
		{"access_token", "APIGEE_ACCESS_TOKEN", secret,
			"OAuth2 access token that outlives the run, instead of `username` and `password`."},
		{"token_url", "APIGEE_TOKEN_URL", companion,
			"OAuth2 token endpoint, for the public cloud `" + apigee.DefaultTokenURL + "`."},
		{"refresh_token", "APIGEE_REFRESH_TOKEN", secret, "OAuth2 refresh token, exchanged for access tokens at `token_url`."},
		{"billing_month_format", "", setting,
			"How months are sent to the service: `number` (default) or `name` (`DECEMBER`)."},
	},
	choices: map[string][]string{"billing_month_format": {"number", "name"}},
	ways: []way{
		{
			arguments: []string{"username", "password"},
			credentials: func(v map[string]string) transport.Credentials {
				if v["token_url"] != "" {
					return transport.PasswordGrant(v["token_url"], apigee.OAuthClientID, apigee.OAuthClientSecret, v["username"], v["password"])
				}
				return transport.Basic(v["username"], v["password"])
			},
		},
		{
			arguments:   []string{"access_token"},
			credentials: func(v map[string]string) transport.Credentials { return transport.Bearer(v["access_token"]) },
		},
		{
			arguments: []string{"refresh_token", "token_url"},
			hint:      " The token_url of the public cloud is " + apigee.DefaultTokenURL + ".",
			credentials: func(v map[string]string) transport.Credentials {
				return transport.RefreshGrant(v["token_url"], apigee.OAuthClientID, apigee.OAuthClientSecret, v["refresh_token"])
			},
		},
	},
}

var paypalBlock = block{
	name:        "paypal",
	description: "PayPal usage-based billing, by `client_id` and `client_secret`, or `access_token`.",
	arguments: []argument{
		{"environment", "PAYPAL_ENVIRONMENT", setting, "`sandbox` (default) or `live`."},
		{"endpoint", "PAYPAL_ENDPOINT", setting, "Base URL of the API, without `/v1/commerce/billing`. Overrides `environment`."},
		{"client_id", "PAYPAL_CLIENT_ID", account, "Client id of the REST app."},
		{"client_secret", "PAYPAL_CLIENT_SECRET", secret, "Client secret of the REST app."},
		{"access_token", "PAYPAL_ACCESS_TOKEN", secret,
			"OAuth2 access token that outlives the run, instead of `client_id` and `client_secret`."},
	},
	choices: map[string][]string{"environment": {"sandbox", "live"}},
	ways: []way{
		{
			arguments: []string{"client_id", "client_secret"},
			credentials: func(v map[string]string) transport.Credentials {
				return transport.ClientCredentials(v["endpoint"]+paypal.TokenPath, v["client_id"], v["client_secret"])
			},
		},
		{
			arguments:   []string{"access_token"},
			credentials: func(v map[string]string) transport.Credentials { return transport.Bearer(v["access_token"]) },
		},
	},
}

// choice names all ways to authenticate, for messages.
func (b block) choice() string {
	var texts []string
	for _, w := range b.ways {
		texts = append(texts, fmt.Sprintf("%s.%s (%s)", b.name, strings.Join(w.arguments, " and "+b.name+"."), b.variables(w.arguments...)))
	}
	return strings.Join(texts, ", or ")
}

// variables names the environment variables of arguments.
func (b block) variables(names ...string) string {
	var variables []string
	for _, a := range b.arguments {
		if slices.Contains(names, a.name) {
			variables = append(variables, a.variable)
		}
	}
	return strings.Join(variables, ", ")
}
