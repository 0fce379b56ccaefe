package provider

import (
	"slices"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// block declares the argument of the provider that configures one service.
type block struct {
	name        string
	description string
	arguments   []argument
	ways        []way
}

// argument is one text in a service's block.
type argument struct {
	name     string
	variable string // the environment variable that stands in for it, empty for none
	source   source
	secret   bool
	choices  []string // all values allowed, nil for any

	description string
}

// source says when the environment supplies an argument that the block leaves out.
type source int

const (
	// setting is supplied by itself.
	setting source = iota
	// credential is supplied if the block has no credential at all, so that a user name of one
	// account never meets the password of another.
	credential
	// companion is supplied together with the credentials, but is none.
	companion
)

// way is one way to authenticate, by arguments that are given together.
type way struct {
	arguments   []string
	hint        string // what to do if only some are given
	credentials func(values map[string]string) transport.Credentials
}

func (b block) variable(name string) string {
	i := slices.IndexFunc(b.arguments, func(a argument) bool { return a.name == name })
	return b.arguments[i].variable
}

var apigeeBlock = block{
	name: "apigee",
	description: "Apigee Edge monetization. Give either `username` and `password`, or `access_token`, or `refresh_token` with `token_url`. " +
		"If this block sets any of them, the environment supplies none.",
	arguments: []argument{
		{name: "organization", variable: "APIGEE_ORGANIZATION", description: "Name of the Apigee organization."},
		{name: "endpoint", variable: "APIGEE_ENDPOINT", description: "Base URL of the monetization API. Default: `" + apigee.DefaultEndpoint + "`. For a private cloud, `https://HOST:PORT/v1/mint`."},
		{name: "management_endpoint", variable: "APIGEE_MANAGEMENT_ENDPOINT", description: "Base URL of the management API. Default: `endpoint` without its last segment `/mint`."},
		{name: "username", variable: "APIGEE_USERNAME", source: credential, description: "Email of the account, sent as HTTP Basic or, with `token_url`, exchanged for a token."},
		{name: "password", variable: "APIGEE_PASSWORD", source: credential, secret: true, description: "Password of the account."},
		{name: "access_token", variable: "APIGEE_ACCESS_TOKEN", source: credential, secret: true, description: "OAuth2 access token, instead of `username` and `password`. It must outlive the run."},
		{name: "token_url", variable: "APIGEE_TOKEN_URL", source: companion, description: "OAuth2 token endpoint, for the public cloud `" + apigee.DefaultTokenURL + "`."},
		{name: "refresh_token", variable: "APIGEE_REFRESH_TOKEN", source: credential, secret: true, description: "OAuth2 refresh token, exchanged for access tokens at `token_url`."},
		{name: "billing_month_format", choices: []string{"number", "name"}, description: "How the service reads billing months: `number` (default) or `name`. Configurations always use 1 to 12."},
	},
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
	name: "paypal",
	description: "PayPal usage-based billing. Give either `client_id` and `client_secret`, or `access_token`. " +
		"If this block sets any of them, the environment supplies none.",
	arguments: []argument{
		{name: "environment", variable: "PAYPAL_ENVIRONMENT", choices: []string{"sandbox", "live"}, description: "`sandbox` (default) or `live`."},
		{name: "endpoint", variable: "PAYPAL_ENDPOINT", description: "Base URL of the API, without `/v1/commerce/billing`. Overrides `environment`."},
		{name: "client_id", variable: "PAYPAL_CLIENT_ID", source: credential, description: "Client id of the REST app."},
		{name: "client_secret", variable: "PAYPAL_CLIENT_SECRET", source: credential, secret: true, description: "Client secret of the REST app."},
		{name: "access_token", variable: "PAYPAL_ACCESS_TOKEN", source: credential, secret: true, description: "OAuth2 access token, instead of `client_id` and `client_secret`. It must outlive the run."},
	},
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
