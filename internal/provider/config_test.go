package provider_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
	mint "github.com/terraform-provider-mint/terraform-provider-mint/internal/provider"
)

const creditLimit = "mint_developer_credit_limit"

var limit = acctest.Attrs{"developer_id": "dev@example.com", "currency": "USD", "amount": "1"}

// configure plans a credit limit with a provider block and an environment, which
// is where everything that is wrong with them must come out; nothing may be sent.
func configure(t *testing.T, block acctest.Attrs, environ map[string]string) acctest.Outcome {
	t.Helper()
	clock := acctest.NewClock(time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC))
	factory := mint.New("test", mint.WithClock(clock.Now, clock.Wait), mint.WithEnvironment(func(name string) string { return environ[name] }))
	return acctest.NewTerraform(t, factory, block, creditLimit).Plan(limit)
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
		"nothing at all":              {acctest.Attrs{}, nil, []string{"apigee block is not configured", "APIGEE_ORGANIZATION", "APIGEE_USERNAME", "APIGEE_ACCESS_TOKEN"}},
		"environment without org":     {acctest.Attrs{}, map[string]string{"APIGEE_ACCESS_TOKEN": "t"}, []string{"apigee block is not configured", "APIGEE_ORGANIZATION"}},
		"environment half":            {acctest.Attrs{}, map[string]string{"APIGEE_ORGANIZATION": "o", "APIGEE_USERNAME": "u"}, []string{"username is given without password", "APIGEE_PASSWORD"}},
		"no organization":             {apigee("organization", nil), nil, []string{"apigee.organization", "APIGEE_ORGANIZATION"}},
		"empty organization":          {apigee("organization", ""), nil, []string{"apigee.organization"}},
		"no credentials":              {apigee("username", nil, "password", nil), nil, []string{"apigee.username", "No credentials"}},
		"no password":                 {apigee("password", nil), nil, []string{"apigee.password", "username is given without password"}},
		"password in the environment": {apigee("password", nil), map[string]string{"APIGEE_PASSWORD": "p"}, []string{"apigee.password", "as a group"}},
		"no username":                 {apigee("username", nil), nil, []string{"apigee.username", "password is given without username"}},
		"two kinds":                   {apigee("access_token", "t"), nil, []string{"apigee.access_token", "More than one kind"}},
		"refresh and password":        {apigee("refresh_token", "t", "token_url", "https://x/y"), nil, []string{"More than one kind"}},
		"refresh without url":         {apigee("username", nil, "password", nil, "refresh_token", "t"), nil, []string{"apigee.token_url", "refresh_token is given without token_url"}},
		"month format":                {apigee("billing_month_format", "text"), nil, []string{"billing_month_format", "text", "number", "name"}},
		"endpoint not a URL":          {apigee("endpoint", "example.com"), nil, []string{"apigee.endpoint", "example.com", "not a URL"}},
		"endpoint of another scheme":  {apigee("endpoint", "ftp://example.com"), nil, []string{"apigee.endpoint", "ftp://example.com"}},
		"endpoint with a query":       {apigee("endpoint", "https://example.com?a=b"), nil, []string{"apigee.endpoint", "from ? or #"}},
		"endpoint with a password":    {apigee("endpoint", "https://u:hidden@example.com"), nil, []string{"apigee.endpoint", "holds a user name or password"}},
		"endpoint in clear text":      {apigee("endpoint", "http://example.com/v1/mint"), nil, []string{"apigee.endpoint", "allow_insecure_http"}},
		"token_url in clear text":     {apigee("token_url", "http://10.0.0.1/token"), nil, []string{"apigee.token_url", "allow_insecure_http"}},
		"environment in clear text":   {acctest.Attrs{}, map[string]string{"APIGEE_ORGANIZATION": "o", "APIGEE_ACCESS_TOKEN": "t", "APIGEE_ENDPOINT": "http://example.com"}, []string{"http://example.com", "allow_insecure_http"}},
		"paypal environment":          {paypal(acctest.Attrs{"environment": "prod", "access_token": "t"}), nil, []string{"paypal.environment", "prod", "sandbox", "live"}},
		"paypal without secret":       {paypal(acctest.Attrs{"client_id": "c"}), nil, []string{"paypal.client_secret", "PAYPAL_CLIENT_SECRET"}},
		"paypal without id":           {paypal(acctest.Attrs{"client_secret": "c"}), nil, []string{"paypal.client_id", "PAYPAL_CLIENT_ID"}},
		"paypal without credentials":  {paypal(acctest.Attrs{}), nil, []string{"paypal.client_id", "No credentials"}},
		"paypal with two kinds":       {paypal(acctest.Attrs{"client_id": "c", "client_secret": "s", "access_token": "t"}), nil, []string{"paypal.access_token", "More than one kind"}},
		"paypal in clear text":        {paypal(acctest.Attrs{"access_token": "t", "endpoint": "http://example.com"}), nil, []string{"paypal.endpoint", "allow_insecure_http"}},
		"request_timeout":             {top("request_timeout", "soon"), nil, []string{"request_timeout", `"soon" is no positive number with a unit; write it like "30s"`}},
		"request_timeout zero":        {top("request_timeout", "0s"), nil, []string{"request_timeout", `"0s" is no positive number with a unit`}},
		"settle_timeout negative":     {top("settle_timeout", "-1s"), nil, []string{"settle_timeout", `"-1s" is no positive number with a unit`}},
		"max_retries":                 {top("max_retries", "-1"), nil, []string{"max_retries", "-1"}},
		"requests_per_second":         {top("requests_per_second", "many"), nil, []string{"requests_per_second", "many"}},
		"requests_per_second below 0": {top("requests_per_second", "-1"), nil, []string{"requests_per_second", "-1"}},
		"ca_certificate":              {top("ca_certificate", "not PEM"), nil, []string{"ca_certificate", "holds no PEM certificate", `file("ca.pem")`}},
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
		"unknown endpoint":    {acctest.Attrs{"apigee": acctest.Attrs{"organization": "o", "endpoint": acctest.Unknown}}, nil},
		"unknown block":       {acctest.Attrs{"apigee": acctest.Unknown}, nil},
		"unknown max_retries": {acctest.Attrs{"max_retries": acctest.Unknown}, nil},
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
