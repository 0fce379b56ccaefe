package provider

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// settings are the provider's values that both services share.
type settings struct {
	transport.Options
	allowHTTP     bool
	settleTimeout time.Duration
	batchReads    bool
	unknown       string
}

func (p *mint) common(config model, terraformVersion string) settings {
	s := settings{
		Options: transport.Options{
			UserAgent:         p.userAgent(terraformVersion),
			RequestTimeout:    30 * time.Second,
			MaxRetries:        6,
			RequestsPerSecond: config.RequestsPerSecond.Decimal(),
			CACertificate:     config.CACertificate.ValueString(),
			Now:               p.now,
			Wait:              p.wait,
		},
		allowHTTP:     config.AllowInsecureHTTP.ValueBool(),
		settleTimeout: 30 * time.Second,
		batchReads:    config.BatchReads.IsNull() || config.BatchReads.ValueBool(),
	}
	if !config.MaxRetries.IsNull() {
		s.MaxRetries = int(config.MaxRetries.ValueInt64())
	}
	duration := func(value types.String, into *time.Duration) {
		// Null and unknown leave the default; what else is no duration has been refused by the schema.
		if parsed, err := time.ParseDuration(value.ValueString()); err == nil {
			*into = parsed
		}
	}
	duration(config.RequestTimeout, &s.RequestTimeout)
	duration(config.SettleTimeout, &s.settleTimeout)
	s.unknown = firstUnknown("", []named{
		{"request_timeout", config.RequestTimeout}, {"max_retries", config.MaxRetries}, {"requests_per_second", config.RequestsPerSecond},
		{"settle_timeout", config.SettleTimeout}, {"batch_reads", config.BatchReads}, {"ca_certificate", config.CACertificate},
		{"allow_insecure_http", config.AllowInsecureHTTP}, {"force_destroy_wallets", config.ForceDestroyWallets},
	})
	return s
}

func (p *mint) apigee(ctx context.Context, config model, s settings, diags *diag.Diagnostics) fwkit.Service[*apigee.Client] {
	service := fwkit.Service[*apigee.Client]{Block: "apigee", Unknown: s.unknown}
	var block apigeeModel
	if config.Apigee.IsUnknown() {
		service.Unknown = "apigee"
	} else if !config.Apigee.IsNull() {
		diags.Append(config.Apigee.As(ctx, &block, basetypes.ObjectAsOptions{})...)
		service.Unknown = firstUnknown("apigee.", []named{
			{"organization", block.Organization}, {"endpoint", block.Endpoint}, {"username", block.Username}, {"password", block.Password},
			{"access_token", block.AccessToken}, {"token_url", block.TokenURL}, {"refresh_token", block.RefreshToken}, {"billing_month_format", block.BillingMonthFormat},
		}, s.unknown)
	}
	if service.Unknown != "" || diags.HasError() {
		return service
	}

	b := reader{getenv: p.getenv, block: "apigee", written: !config.Apigee.IsNull(), diags: diags}
	fromEnv := block.Username.IsNull() && block.Password.IsNull() && block.AccessToken.IsNull() && block.RefreshToken.IsNull()
	organization := b.text(block.Organization, "APIGEE_ORGANIZATION")
	endpoint := b.url("endpoint", b.text(block.Endpoint, "APIGEE_ENDPOINT"), apigee.DefaultEndpoint, s.allowHTTP)
	username := b.credential(block.Username, "APIGEE_USERNAME", fromEnv)
	password := b.credential(block.Password, "APIGEE_PASSWORD", fromEnv)
	accessToken := b.credential(block.AccessToken, "APIGEE_ACCESS_TOKEN", fromEnv)
	refreshToken := b.credential(block.RefreshToken, "APIGEE_REFRESH_TOKEN", fromEnv)
	tokenURL := b.url("token_url", b.credential(block.TokenURL, "APIGEE_TOKEN_URL", fromEnv), "", s.allowHTTP)

	if organization == "" {
		b.lacks("organization", "Set `organization` in the apigee block, or APIGEE_ORGANIZATION.")
	}
	switch {
	case accessToken != "" && (username != "" || password != "" || refreshToken != ""), refreshToken != "" && (username != "" || password != ""):
		b.lacks("access_token", "More than one kind of credentials is given. Give either username and password, or access_token, or refresh_token.")
	case accessToken != "":
		s.Credentials = transport.Bearer(accessToken)
	case refreshToken != "" && tokenURL == "":
		b.lacks("token_url", "refresh_token is given without token_url. Set token_url (APIGEE_TOKEN_URL), for example https://login.apigee.com/oauth/token.")
	case refreshToken != "":
		s.Credentials = transport.RefreshGrant(tokenURL, apigee.OAuthClientID, apigee.OAuthClientSecret, refreshToken)
	case username == "" && password == "":
		b.lacks("username", "No credentials are given. Set username and password (APIGEE_USERNAME, APIGEE_PASSWORD), or access_token (APIGEE_ACCESS_TOKEN), or refresh_token (APIGEE_REFRESH_TOKEN) with token_url.")
	case username == "":
		b.lacks("username", "password is given without username. Give both in the same place: credentials are taken as a group, all from the block or all from the environment (APIGEE_USERNAME, APIGEE_PASSWORD).")
	case password == "":
		b.lacks("password", "username is given without password. Give both in the same place: credentials are taken as a group, all from the block or all from the environment (APIGEE_USERNAME, APIGEE_PASSWORD).")
	case tokenURL != "":
		s.Credentials = transport.PasswordGrant(tokenURL, apigee.OAuthClientID, apigee.OAuthClientSecret, username, password)
	default:
		s.Credentials = transport.Basic(username, password)
	}
	if service.Missing = b.missing(); service.Missing != "" || diags.HasError() {
		return service
	}
	if client := b.connect(s, apigee.ServiceName, endpoint); client != nil {
		months := apigee.MonthNumber
		if block.BillingMonthFormat.ValueString() == "name" {
			months = apigee.MonthName
		}
		service.Account = fwkit.Account{Organization: organization, Endpoint: endpoint}
		service.Client = apigee.New(client, organization, apigee.WithMonthFormat(months), apigee.WithBatchedReads(s.batchReads),
			apigee.WithSettling(apigee.Settling{Timeout: s.settleTimeout, Now: p.now, Wait: p.wait}))
	}
	return service
}

func (p *mint) paypal(ctx context.Context, config model, s settings, diags *diag.Diagnostics) fwkit.Service[*paypal.Client] {
	service := fwkit.Service[*paypal.Client]{Block: "paypal", Unknown: s.unknown}
	var block paypalModel
	if config.PayPal.IsUnknown() {
		service.Unknown = "paypal"
	} else if !config.PayPal.IsNull() {
		diags.Append(config.PayPal.As(ctx, &block, basetypes.ObjectAsOptions{})...)
		service.Unknown = firstUnknown("paypal.", []named{
			{"environment", block.Environment}, {"endpoint", block.Endpoint}, {"client_id", block.ClientID},
			{"client_secret", block.ClientSecret}, {"access_token", block.AccessToken},
		}, s.unknown)
	}
	if service.Unknown != "" || diags.HasError() {
		return service
	}

	b := reader{getenv: p.getenv, block: "paypal", written: !config.PayPal.IsNull(), diags: diags}
	fromEnv := block.ClientID.IsNull() && block.ClientSecret.IsNull() && block.AccessToken.IsNull()
	standard := paypal.SandboxEndpoint
	switch environment := b.text(block.Environment, "PAYPAL_ENVIRONMENT"); environment {
	case "", "sandbox":
	case "live":
		standard = paypal.LiveEndpoint
	default:
		b.lacks("environment", fmt.Sprintf("environment is %q. Use sandbox or live (PAYPAL_ENVIRONMENT).", environment))
	}
	endpoint := paypal.BaseURL(b.url("endpoint", b.text(block.Endpoint, "PAYPAL_ENDPOINT"), standard, s.allowHTTP))
	clientID := b.credential(block.ClientID, "PAYPAL_CLIENT_ID", fromEnv)
	clientSecret := b.credential(block.ClientSecret, "PAYPAL_CLIENT_SECRET", fromEnv)
	accessToken := b.credential(block.AccessToken, "PAYPAL_ACCESS_TOKEN", fromEnv)

	switch {
	case accessToken != "" && (clientID != "" || clientSecret != ""):
		b.lacks("access_token", "More than one kind of credentials is given. Give either client_id and client_secret, or access_token.")
	case accessToken != "":
		s.Credentials = transport.Bearer(accessToken)
	case clientID == "" && clientSecret == "":
		b.lacks("client_id", "No credentials are given. Set client_id and client_secret (PAYPAL_CLIENT_ID, PAYPAL_CLIENT_SECRET), or access_token (PAYPAL_ACCESS_TOKEN).")
	case clientID == "":
		b.lacks("client_id", "client_secret is given without client_id. Give both in the same place: credentials are taken as a group, all from the block or all from the environment (PAYPAL_CLIENT_ID, PAYPAL_CLIENT_SECRET).")
	case clientSecret == "":
		b.lacks("client_secret", "client_id is given without client_secret. Give both in the same place: credentials are taken as a group, all from the block or all from the environment (PAYPAL_CLIENT_ID, PAYPAL_CLIENT_SECRET).")
	default:
		s.Credentials = transport.ClientCredentials(endpoint+paypal.TokenPath, clientID, clientSecret)
	}
	if service.Missing = b.missing(); service.Missing != "" || diags.HasError() {
		return service
	}
	if client := b.connect(s, paypal.ServiceName, endpoint); client != nil {
		service.Account = fwkit.Account{Endpoint: endpoint, ClientID: clientID}
		service.Client = paypal.New(client, paypal.WithBatchedReads(s.batchReads),
			paypal.WithSettling(paypal.Settling{Timeout: s.settleTimeout, Now: p.now, Wait: p.wait}))
	}
	return service
}

// reader reads one service's block and its environment. What is wrong with a
// block that somebody wrote is an error at once; with the environment alone it
// becomes an error only when a resource needs the service, because a stray
// variable must not fail a configuration that never uses it.
type reader struct {
	getenv   func(string) string
	block    string
	written  bool
	problems []string
	diags    *diag.Diagnostics
}

func (b *reader) text(value types.String, variable string) string {
	if value.IsNull() {
		return b.getenv(variable)
	}
	return value.ValueString()
}

func (b *reader) credential(value types.String, variable string, fromEnv bool) string {
	if fromEnv {
		return b.text(value, variable)
	}
	return value.ValueString()
}

func (b *reader) lacks(argument, problem string) {
	b.problems = append(b.problems, problem)
	if b.written {
		b.diags.AddAttributeError(path.Root(b.block).AtName(argument), fmt.Sprintf("The provider's %s block is incomplete", b.block), problem)
	}
}

func (b *reader) missing() string { return strings.Join(b.problems, "\n") }

// url checks an endpoint before anything is sent to it: credentials must not
// travel in clear text by mistake.
func (b *reader) url(argument, value, standard string, allowHTTP bool) string {
	if value == "" {
		return standard
	}
	u, err := url.Parse(value)
	switch {
	case err == nil && u.User != nil:
		b.lacks(argument, fmt.Sprintf("%s holds a user name or password. Take them out of the URL and use the arguments for credentials.", argument))
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		b.lacks(argument, fmt.Sprintf("%s is %q, which is not a URL. Write it in full, such as https://host/path.", argument, value))
	case u.RawQuery != "" || u.Fragment != "":
		b.lacks(argument, fmt.Sprintf("%s is %q: take away the part from ? or # on.", argument, value))
	case u.Scheme == "http" && !allowHTTP && !loopback(u.Hostname()):
		b.lacks(argument, fmt.Sprintf("%s is %q: plain http would send credentials in clear text. Use https, or set allow_insecure_http = true in the provider block if the network is trusted.", argument, value))
	}
	return strings.TrimRight(value, "/")
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func (b *reader) connect(s settings, service, endpoint string) *transport.Client {
	s.Service, s.Endpoint = service, endpoint
	client, err := transport.New(s.Options)
	if err != nil {
		b.diags.AddError(fmt.Sprintf("The provider's %s block cannot be used", b.block), err.Error())
	}
	return client
}

type named struct {
	name  string
	value attr.Value
}

// firstUnknown names the first unknown value; otherwise it returns the first
// non-empty fallback.
func firstUnknown(prefix string, values []named, fallback ...string) string {
	for _, v := range values {
		if v.value.IsUnknown() {
			return prefix + v.name
		}
	}
	return strings.Join(fallback, "")
}

func (p *mint) userAgent(terraformVersion string) string {
	agent := fmt.Sprintf("terraform-provider-mint/%s (+terraform %s)", p.version, terraformVersion)
	if more := p.getenv("TF_APPEND_USER_AGENT"); more != "" {
		agent += " " + more
	}
	return agent
}
