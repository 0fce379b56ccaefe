package provider_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/provider"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
	mint "github.com/terraform-provider-mint/terraform-provider-mint/internal/provider"
)

const creditLimit = "mint_developer_credit_limit"

var limit = acctest.Attrs{"developer_id": "dev@example.com", "currency": "USD", "amount": "1"}

// configure plans a credit limit with a provider block and an environment, which is where
// everything that is wrong with them must come out; nothing may be sent.
func configure(t *testing.T, block acctest.Attrs, environ map[string]string) acctest.Outcome {
	t.Helper()
	return acctest.NewTerraform(t, factory(environ), block, creditLimit).Plan(limit)
}

func factory(environ map[string]string) func() provider.Provider {
	clock := acctest.NewClock(time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC))
	return mint.New("test", mint.WithClock(clock.Now, clock.Wait), mint.WithEnvironment(func(name string) string { return environ[name] }))
}

func says(t *testing.T, texts []string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, part) }) {
			t.Errorf("nothing says %q: %q", part, texts)
		}
	}
}

func TestConfigure_refusals(t *testing.T) {
	t.Parallel()
	apigee := func(pairs ...any) acctest.Attrs {
		block := acctest.Attrs{"organization": "myorg", "username": "u", "password": "the-password"}
		for i := 0; i+1 < len(pairs); i += 2 {
			name, _ := pairs[i].(string)
			block[name] = pairs[i+1]
		}
		return acctest.Attrs{"apigee": block}
	}
	paypal := func(block acctest.Attrs) acctest.Attrs {
		all := apigee()
		all["paypal"] = block
		return all
	}
	top := func(name string, value any) acctest.Attrs {
		all := apigee()
		all[name] = value
		return all
	}
	for name, test := range map[string]struct {
		block   acctest.Attrs
		environ map[string]string
		want    []string
	}{
		"nothing at all":                   {acctest.Attrs{}, nil, []string{"apigee block is not configured", "APIGEE_ORGANIZATION", "APIGEE_USERNAME", "APIGEE_ACCESS_TOKEN"}},
		"environment without org":          {acctest.Attrs{}, map[string]string{"APIGEE_ACCESS_TOKEN": "t"}, []string{"apigee block is not configured", "APIGEE_ORGANIZATION"}},
		"environment half":                 {acctest.Attrs{}, map[string]string{"APIGEE_ORGANIZATION": "o", "APIGEE_USERNAME": "u"}, []string{"username is given without password", "APIGEE_PASSWORD"}},
		"no organization":                  {apigee("organization", nil), nil, []string{"apigee.organization", "APIGEE_ORGANIZATION"}},
		"empty organization":               {apigee("organization", ""), nil, []string{"apigee.organization"}},
		"no credentials":                   {apigee("username", nil, "password", nil), nil, []string{"apigee.username", "No credentials"}},
		"no password":                      {apigee("password", nil), nil, []string{"apigee.password", "username is given without password"}},
		"password in the environment":      {apigee("password", nil), map[string]string{"APIGEE_PASSWORD": "p"}, []string{"apigee.password", "as a group"}},
		"no username":                      {apigee("username", nil), nil, []string{"apigee.username", "password is given without username"}},
		"two kinds":                        {apigee("access_token", "t"), nil, []string{"apigee.access_token", "More than one kind"}},
		"refresh and password":             {apigee("refresh_token", "t", "token_url", "https://x/y"), nil, []string{"More than one kind"}},
		"refresh without url":              {apigee("username", nil, "password", nil, "refresh_token", "t"), nil, []string{"apigee.token_url", "refresh_token is given without token_url"}},
		"month format":                     {apigee("billing_month_format", "text"), nil, []string{"billing_month_format", "text", "number", "name"}},
		"null organization":                {acctest.Attrs{"apigee": acctest.Attrs{"organization": nil, "username": nil}}, nil, []string{"apigee block is not configured", "apigee.organization", "apigee.username and apigee.password"}},
		"blank organization":               {apigee("organization", " \n"), nil, []string{"apigee.organization", "null"}},
		"blank inside":                     {apigee("password", "the-password\nb"), nil, []string{"apigee.password", "password has a blank or a line break inside"}},
		"blank inside, environment":        {acctest.Attrs{"apigee": acctest.Attrs{"organization": "o"}}, map[string]string{"APIGEE_ACCESS_TOKEN": "the-password b"}, []string{"apigee.access_token", "access_token has a blank"}},
		"blank inside, environment alone":  {acctest.Attrs{}, map[string]string{"APIGEE_ORGANIZATION": "o", "APIGEE_USERNAME": "u\tv", "APIGEE_PASSWORD": "the-password"}, []string{"apigee block is not configured", "username has a blank"}},
		"only blanks":                      {apigee("password", "\r\n"), nil, []string{"apigee.password"}},
		"management endpoint":              {apigee("management_endpoint", "http://example.com/v1"), nil, []string{"apigee.management_endpoint", "allow_insecure_http"}},
		"management endpoint, environment": {apigee(), map[string]string{"APIGEE_MANAGEMENT_ENDPOINT": "example.com"}, []string{"apigee.management_endpoint", "not a URL"}},
		"former endpoints":                 {apigee("former_endpoints", []any{"https://old.example.com/v1/mint", "old.example.com"}), nil, []string{"apigee.former_endpoints", "former_endpoints[1] is \"old.example.com\""}},
		"paypal former endpoints":          {paypal(acctest.Attrs{"access_token": "t", "former_endpoints": []any{"https://u:hidden@example.com"}}), nil, []string{"paypal.former_endpoints", "former_endpoints[0] holds a user name"}},
		"endpoint not a URL":               {apigee("endpoint", "example.com"), nil, []string{"apigee.endpoint", "example.com", "not a URL"}},
		"endpoint of another scheme":       {apigee("endpoint", "ftp://example.com"), nil, []string{"apigee.endpoint", "ftp://example.com"}},
		"endpoint with a query":            {apigee("endpoint", "https://example.com?a=b"), nil, []string{"apigee.endpoint", "from ? or #"}},
		"endpoint with a password":         {apigee("endpoint", "https://u:hidden@example.com"), nil, []string{"apigee.endpoint", "holds a user name or password"}},
		"endpoint in clear text":           {apigee("endpoint", "http://example.com/v1/mint"), nil, []string{"apigee.endpoint", "allow_insecure_http"}},
		"token_url in clear text":          {apigee("token_url", "http://10.0.0.1/token"), nil, []string{"apigee.token_url", "allow_insecure_http"}},
		"environment in clear text":        {acctest.Attrs{}, map[string]string{"APIGEE_ORGANIZATION": "o", "APIGEE_ACCESS_TOKEN": "t", "APIGEE_ENDPOINT": "http://example.com"}, []string{"http://example.com", "allow_insecure_http"}},
		"paypal environment":               {paypal(acctest.Attrs{"environment": "prod", "access_token": "t"}), nil, []string{"paypal.environment", "prod", "sandbox", "live"}},
		"paypal without secret":            {paypal(acctest.Attrs{"client_id": "c"}), nil, []string{"paypal.client_secret", "PAYPAL_CLIENT_SECRET"}},
		"paypal without id":                {paypal(acctest.Attrs{"client_secret": "c"}), nil, []string{"paypal.client_id", "PAYPAL_CLIENT_ID"}},
		"paypal with two kinds":            {paypal(acctest.Attrs{"client_id": "c", "client_secret": "s", "access_token": "t"}), nil, []string{"paypal.access_token", "More than one kind"}},
		"paypal in clear text":             {paypal(acctest.Attrs{"access_token": "t", "endpoint": "http://example.com"}), nil, []string{"paypal.endpoint", "allow_insecure_http"}},
		"request_timeout":                  {top("request_timeout", "soon"), nil, []string{"request_timeout", `"soon" is not a positive number with a unit; write it like "30s"`}},
		"request_timeout zero":             {top("request_timeout", "0s"), nil, []string{"request_timeout", `"0s" is not a positive number with a unit`}},
		"settle_timeout negative":          {top("settle_timeout", "-1s"), nil, []string{"settle_timeout", `"-1s" is not a positive number with a unit`}},
		"max_retries":                      {top("max_retries", "-1"), nil, []string{"max_retries", "-1"}},
		"requests_per_second":              {top("requests_per_second", "many"), nil, []string{"requests_per_second", "many"}},
		"requests_per_second below 0":      {top("requests_per_second", "-1"), nil, []string{"requests_per_second", "-1"}},
		"ca_certificate":                   {top("ca_certificate", "not PEM"), nil, []string{"ca_certificate", "holds no PEM certificate", `file("ca.pem")`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out := configure(t, test.block, test.environ)
			says(t, out.Errors, test.want...)
			for _, text := range append(out.Errors, out.Warnings...) {
				if strings.Contains(text, "the-password") || strings.Contains(text, "hidden") {
					t.Errorf("a secret is shown: %s", text)
				}
			}
		})
	}
}

func TestConfigure_accepted(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		block   acctest.Attrs
		environ map[string]string
	}{
		"all from the environment": {acctest.Attrs{}, map[string]string{"APIGEE_ORGANIZATION": "o", "APIGEE_USERNAME": "u", "APIGEE_PASSWORD": "p"}},
		"credentials from the environment, url in the block": {
			acctest.Attrs{"apigee": acctest.Attrs{"organization": "o", "token_url": "https://sso.example.com/oauth/token"}},
			map[string]string{"APIGEE_REFRESH_TOKEN": "t"},
		},
		"block beats the environment": {
			acctest.Attrs{"apigee": acctest.Attrs{"organization": "o", "access_token": "t"}},
			map[string]string{"APIGEE_USERNAME": "u", "APIGEE_PASSWORD": "p", "APIGEE_TOKEN_URL": "http://never.example.com"},
		},
		"the other service half configured by the environment": {
			acctest.Attrs{"apigee": acctest.Attrs{"organization": "o", "access_token": "t"}}, map[string]string{"PAYPAL_CLIENT_ID": "stray"},
		},
		"clear text to loopback": {acctest.Attrs{"apigee": acctest.Attrs{"organization": "o", "access_token": "t", "endpoint": "http://[::1]:8080/v1/mint"}}, nil},
		"clear text allowed": {
			acctest.Attrs{"allow_insecure_http": true, "apigee": acctest.Attrs{"organization": "o", "access_token": "t", "endpoint": "http://example.com:8080/v1/mint"}}, nil,
		},
		"everything": {acctest.Attrs{
			"apigee":          acctest.Attrs{"organization": "o", "username": "u", "password": "p", "token_url": "https://x.example.com/t", "billing_month_format": "name"},
			"paypal":          acctest.Attrs{"environment": "live", "client_id": "c", "client_secret": "s"},
			"request_timeout": "1m", "max_retries": "0", "requests_per_second": "0.5", "settle_timeout": "5s", "batch_reads": false, "force_destroy_wallets": true,
		}, nil},
		"paypal of null credentials": {acctest.Attrs{
			"apigee": acctest.Attrs{"organization": "o", "access_token": "t"},
			"paypal": acctest.Attrs{"client_id": nil, "client_secret": nil, "environment": "live"},
		}, nil},
		"former http endpoint":    {acctest.Attrs{"apigee": acctest.Attrs{"organization": "o", "access_token": "t", "former_endpoints": []any{"http://example.com:8080/v1/mint"}}}, nil},
		"unknown former endpoint": {acctest.Attrs{"apigee": acctest.Attrs{"organization": "o", "access_token": "t", "former_endpoints": []any{acctest.Unknown}}}, nil},
		"unknown endpoint":        {acctest.Attrs{"apigee": acctest.Attrs{"organization": "o", "endpoint": acctest.Unknown}}, nil},
		"unknown block":           {acctest.Attrs{"apigee": acctest.Unknown}, nil},
		"unknown max_retries":     {acctest.Attrs{"max_retries": acctest.Unknown}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if out := configure(t, test.block, test.environ); out.Failed() {
				t.Error(out.Errors)
			}
		})
	}
}

func TestConfigure_userAgent(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	clock := acctest.NewClock(time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC))
	factory := mint.New("1.2.3", mint.WithClock(clock.Now, clock.Wait), mint.WithEnvironment(func(name string) string {
		return map[string]string{"TF_APPEND_USER_AGENT": "pipeline/7"}[name]
	}))
	if out := acctest.NewTerraform(t, factory, e.Block, creditLimit).Apply(limit); out.Failed() {
		t.Fatal(out.Errors)
	}
	const want = "terraform-provider-mint/1.2.3 (+terraform 1.11.4) pipeline/7"
	if got := e.Server.Journal()[0].Header.Get("User-Agent"); got != want {
		t.Errorf("got %q", got)
	}
}

func TestConfigure_credentials(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		change func(e *acctest.Env, apigee acctest.Attrs)
		want   string
	}{
		"basic":          {func(*acctest.Env, acctest.Attrs) {}, ""},
		"password grant": {func(e *acctest.Env, a acctest.Attrs) { a["token_url"] = e.Apigee.TokenURL() }, ""},
		"access token": {func(_ *acctest.Env, a acctest.Attrs) {
			delete(a, "username")
			delete(a, "password")
			a["access_token"] = apigeefake.AccessToken
		}, ""},
		"refresh token": {func(e *acctest.Env, a acctest.Attrs) {
			e.Apigee.AddRefreshToken("long-lived")
			delete(a, "username")
			delete(a, "password")
			a["refresh_token"], a["token_url"] = "long-lived", e.Apigee.TokenURL()
		}, ""},
		"wrong password": {func(_ *acctest.Env, a acctest.Attrs) { a["password"] = "wrong-secret" }, "Check the credentials"},
		"wrong password for a token": {func(e *acctest.Env, a acctest.Attrs) {
			a["password"], a["token_url"] = "wrong-secret", e.Apigee.TokenURL()
		}, "Check the credentials"},
		"unreachable": {func(e *acctest.Env, _ acctest.Attrs) { e.Server.Close() }, "refused"},
		"HTML":        {func(e *acctest.Env, _ acctest.Attrs) { e.Server.Inject(fake.HTML(200), fake.Always()) }, "HTML"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			block, _ := e.Block["apigee"].(acctest.Attrs)
			test.change(e, block)
			out := e.Terraform(creditLimit).Apply(limit)
			if test.want == "" {
				if out.Failed() {
					t.Fatal(out.Errors)
				}
				return
			}
			says(t, out.Errors, test.want)
			for _, text := range out.Errors {
				if strings.Contains(text, "wrong-secret") {
					t.Errorf("a secret is shown: %s", text)
				}
			}
		})
	}
}

// A module passes on credentials that its caller does not have: its other service works, and what
// uses this one names the arguments.
func TestConfigure_nullCredentialsAreNoService(t *testing.T) {
	t.Parallel()
	block := acctest.Attrs{"paypal": acctest.Attrs{"client_id": nil, "client_secret": nil}}
	out := acctest.NewTerraform(t, factory(nil), block, "mint_wallet").Plan(acctest.Attrs{
		"external_customer_id": "acme", "name": "Prepaid", "currency": "USD", "rate_amount": "1",
	})
	says(t, out.Errors, "The provider's paypal block is not configured", "paypal.client_id and paypal.client_secret", "PAYPAL_CLIENT_ID", "paypal.access_token")
}

// Files and secret stores add line breaks to credentials.
func TestConfigure_blanksAtTheEndsAreDropped(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"username", "password", "access_token", "refresh_token"} {
		for _, inBlock := range []bool{true, false} {
			t.Run(fmt.Sprint(name, inBlock), func(t *testing.T) {
				t.Parallel()
				e := acctest.New(t)
				e.Apigee.AddRefreshToken("long-lived")
				block, _ := e.Block["apigee"].(acctest.Attrs)
				credentials := map[string]any{"username": block["username"], "password": block["password"]}
				switch name {
				case "access_token":
					credentials = map[string]any{name: apigeefake.AccessToken}
				case "refresh_token":
					credentials = map[string]any{name: "long-lived", "token_url": e.Apigee.TokenURL()}
				}
				environ := map[string]string{}
				delete(block, "username")
				delete(block, "password")
				for argument, value := range credentials {
					text := fmt.Sprintf("\t %v \r\n", value)
					if block[argument] = text; !inBlock {
						delete(block, argument)
						environ["APIGEE_"+strings.ToUpper(argument)] = text
					}
				}
				if out := acctest.NewTerraform(t, factory(environ), e.Block, creditLimit).Apply(limit); out.Failed() {
					t.Error(out.Errors)
				}
			})
		}
	}
}

func TestConfigure_blanksAtTheEndsOfPayPalsAreDropped(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	block, _ := e.Block["paypal"].(acctest.Attrs)
	for name, value := range block {
		block[name] = fmt.Sprintf(" %v\n", value)
	}
	wallet := acctest.Attrs{"external_customer_id": acctest.Customer, "name": "Prepaid", "currency": "USD", "rate_amount": "1"}
	if out := acctest.NewTerraform(t, factory(nil), e.Block, "mint_wallet").Apply(wallet); out.Failed() {
		t.Error(out.Errors)
	}
}

// configured is a provider that shows what it makes of its configuration.
type configured struct {
	provider.Provider
	data *provider.ConfigureResponse
}

func (c configured) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	c.Provider.Configure(ctx, req, resp)
	*c.data = *resp
}

func TestConfigure_endpoints(t *testing.T) {
	t.Parallel()
	type endpoints struct {
		Apigee, Management string
		Former             []string
		PayPal             string
		PayPalFormer       []string
	}
	const old = "https://old.example.com/v1/mint"
	for name, test := range map[string]struct {
		apigee, paypal acctest.Attrs
		environ        map[string]string
		want           endpoints
	}{
		"none given": {want: endpoints{
			Apigee: "https://api.enterprise.apigee.com/v1/mint", Management: "https://api.enterprise.apigee.com/v1", PayPal: "https://api-m.sandbox.paypal.com",
		}},
		"other spellings": {
			apigee: acctest.Attrs{"endpoint": "HTTPS://API.Example.com:443/v1/mint/", "former_endpoints": []any{"https://OLD.example.com/v1/mint/"}},
			paypal: acctest.Attrs{"endpoint": "https://PayPal.example.com/v1/commerce/billing/", "former_endpoints": []any{"https://OLD.example.com:443/v1/commerce/billing"}},
			want: endpoints{
				Apigee: "https://api.example.com/v1/mint", Management: "https://api.example.com/v1", Former: []string{old},
				PayPal: "https://paypal.example.com", PayPalFormer: []string{"https://old.example.com"},
			},
		},
		"management elsewhere": {
			apigee: acctest.Attrs{"endpoint": "https://api.example.com/monetization", "management_endpoint": "https://mgmt.example.com:8080/v1/ "},
			paypal: acctest.Attrs{"environment": "live"},
			want:   endpoints{Apigee: "https://api.example.com/monetization", Management: "https://mgmt.example.com:8080/v1", PayPal: "https://api-m.paypal.com"},
		},
		"environment": {
			environ: map[string]string{
				"APIGEE_ENDPOINT": "https://api.example.com/v1/mint\n", "APIGEE_MANAGEMENT_ENDPOINT": "https://mgmt.example.com\n", "PAYPAL_ENVIRONMENT": "live\n",
			},
			want: endpoints{Apigee: "https://api.example.com/v1/mint", Management: "https://mgmt.example.com", PayPal: "https://api-m.paypal.com"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			block := acctest.Attrs{"apigee": acctest.Attrs{"organization": "o", "access_token": "t"}, "paypal": acctest.Attrs{"access_token": "t"}}
			for service, arguments := range map[string]acctest.Attrs{"apigee": test.apigee, "paypal": test.paypal} {
				attrs, _ := block[service].(acctest.Attrs)
				maps.Copy(attrs, arguments)
			}
			var made provider.ConfigureResponse
			recording := func() provider.Provider { return configured{factory(test.environ)(), &made} }
			if out := acctest.NewTerraform(t, recording, block, creditLimit).Plan(limit); out.Failed() {
				t.Fatal(out.Errors)
			}
			data, _ := made.ResourceData.(*fwkit.ProviderData)
			ours, _ := data.Services[0].(fwkit.Service[*apigee.Client])
			theirs, _ := data.Services[1].(fwkit.Service[*paypal.Client])
			got := endpoints{
				Apigee: ours.Account.Endpoint, Management: ours.Client.ManagementEndpoint(), Former: ours.Account.FormerEndpoints,
				PayPal: theirs.Account.Endpoint, PayPalFormer: theirs.Account.FormerEndpoints,
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("endpoints differ (-want +got):\n%s", diff)
			}
		})
	}
}

// The credentials were good enough for a token, so they are not what is wrong.
func TestConfigure_tokenIsRefused(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.Server.Inject(fake.Status(401, ""), fake.On("", "/organizations/"), fake.Always())
	block, _ := e.Block["apigee"].(acctest.Attrs)
	block["token_url"] = e.Apigee.TokenURL()
	out := e.Terraform(creditLimit).Apply(limit)
	says(t, out.Errors, "an access token was issued for username and password, and the service refused it")
	for _, text := range out.Errors {
		if strings.Contains(strings.ToLower(text), "check the credentials") || strings.Contains(text, "check username") {
			t.Errorf("the credentials are blamed: %s", text)
		}
	}
}

// A wait of an hour would look like a hang.
func TestConfigure_longRetryAfterFailsAtOnce(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.Server.Inject(fake.TooManyRequests("3600"), fake.On("POST", "/developer-credit-limit"), fake.Always())
	before := e.Clock.Now()
	out := e.Terraform(creditLimit).Apply(limit)
	says(t, out.Errors, "answered 429", "asks to wait 1h0m0s", "Apply again later")
	if got := e.Server.Count("POST", "/developer-credit-limit"); got != 1 || !e.Clock.Now().Equal(before) {
		t.Errorf("%d requests, waited %s", got, e.Clock.Now().Sub(before))
	}
}
