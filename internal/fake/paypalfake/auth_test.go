package paypalfake_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

func (c *caller) token(t *testing.T, id, secret, form string) answer {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, c.srv.URL()+paypalfake.TokenPath, strings.NewReader(form))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if id != "" {
		request.SetBasicAuth(id, secret)
	}
	a, err := c.do(request)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestToken_livesAsLongAsItSays(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	c.AcceptClient("client", "secret")
	a := c.token(t, "client", "secret", "grant_type=client_credentials")
	if a.status != 200 || a.at(t, "token_type") != "Bearer" || a.at(t, "expires_in") != "32400" || a.at(t, "scope") == "" || a.header.Get("Paypal-Debug-Id") == "" {
		t.Fatalf("%d %s", a.status, a.body)
	}
	use := "Authorization: Bearer " + a.at(t, "access_token")
	if got := c.send(t, "GET", "/wallets?external_customer_id=acme", "", use); got.status != 200 {
		t.Errorf("%d %s", got.status, got.body)
	}
	c.srv.Clock().Advance(9 * time.Hour)
	if got := c.send(t, "GET", "/wallets?external_customer_id=acme", "", use); got.status != 401 || got.at(t, "error") != "invalid_token" {
		t.Errorf("%d %s", got.status, got.body)
	}

	c.Auth().SetTokenLifetime(90 * time.Second)
	if a := c.token(t, "client", "secret", "grant_type=client_credentials"); a.at(t, "expires_in") != "90" {
		t.Errorf("%s", a.body)
	}
}

func TestToken_isRefused(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	c.AcceptClient("client", "secret")
	for name, tc := range map[string]struct {
		id, secret, form string
		status           int
		code             string
	}{
		"wrong secret":   {"client", "guess", "grant_type=client_credentials", 401, "invalid_client"},
		"empty secret":   {"other", "", "grant_type=client_credentials", 401, "invalid_client"},
		"no credentials": {"", "", "grant_type=client_credentials", 401, "invalid_client"},
		"wrong grant":    {"client", "secret", "grant_type=password", 400, "unsupported_grant_type"},
		"no grant":       {"client", "secret", "", 400, "unsupported_grant_type"},
	} {
		a := c.token(t, tc.id, tc.secret, tc.form)
		if a.status != tc.status || a.at(t, "error") != tc.code || a.at(t, "error_description") == "" || a.header.Get("Paypal-Debug-Id") == "" {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
	}
}

func TestToken_isAskedOfEveryRoute(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	c.AcceptClient("client", "secret")
	id := c.granted(t, "1")
	transaction := c.Transactions(id)[0].ID
	basic := &http.Request{Header: http.Header{}}
	basic.SetBasicAuth("client", "secret")
	for _, authorization := range []string{"", "Bearer wrong", basic.Header.Get("Authorization")} {
		for _, route := range [][3]string{
			{"POST", "/wallets", `{"external_customer_id":"acme","currency":"USD","rate_amount":"1"}`},
			{"GET", "/wallets?external_customer_id=acme", ""},
			{"GET", "/wallets/" + id, ""},
			{"PUT", "/wallets/" + id, `{"name":"Other"}`},
			{"DELETE", "/wallets/" + id, ""},
			{"POST", "/wallets/" + id + "/wallet-transactions", `{"type":"TOPUP","granted_credits":"1"}`},
			{"GET", "/wallets/" + id + "/wallet-transactions", ""},
			{"GET", "/wallet-transactions/" + transaction, ""},
		} {
			if a := c.send(t, route[0], route[1], route[2], "Authorization: "+authorization); a.status != 401 {
				t.Errorf("%s %s with %q: %d", route[0], route[1], authorization, a.status)
			}
		}
	}
	if all := c.Wallets(customer); len(all) != 1 || all[0].Name != "" || len(c.Transactions(id)) != 1 {
		t.Errorf("something changed: %+v", all)
	}
}

func TestUnauthorized_byName(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{Unauthorized: paypalfake.UnauthorizedName})
	a := c.send(t, "GET", "/wallets/x", "", "Authorization: Bearer wrong")
	if a.status != 401 || a.at(t, "name") != "AUTHENTICATION_FAILURE" || a.at(t, "debug_id") != a.header.Get("Paypal-Debug-Id") {
		t.Errorf("%d %s", a.status, a.body)
	}
}

func TestNotEnabled(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{NotEnabled: true})
	a := c.send(t, "POST", "/wallets", `{"external_customer_id":"acme","currency":"USD","rate_amount":"1"}`)
	c.refused(t, a, 403, "", "PERMISSION_DENIED")
	if len(c.Wallets(customer)) != 0 {
		t.Error("a wallet was made")
	}
}

func TestContentType(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	const body = `{"external_customer_id":"acme","currency":"USD","rate_amount":"1"}`
	c.refused(t, c.send(t, "POST", "/wallets", body, "Content-Type: text/plain"), 415, "", "")
	c.ok(t, "POST", "/wallets", body, "Content-Type: application/json; charset=utf-8")
}

// Every answer of the service names itself, and errors repeat the name in their body, whoever makes
// them.
func TestDebugID_isInEveryAnswer(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	id := c.granted(t, "1")
	seen := map[string]bool{}
	check := func(a answer, status int, name string) {
		t.Helper()
		debugID := a.header.Get("Paypal-Debug-Id")
		if a.status != status || debugID == "" || seen[debugID] {
			t.Errorf("%d with debug id %q, want %d and a new one", a.status, debugID, status)
		}
		seen[debugID] = true
		if status >= 400 && (a.at(t, "name") != name || a.at(t, "debug_id") != debugID) {
			t.Errorf("%s, want %s %s", a.body, name, debugID)
		}
		if (status >= 500 || status == 429) && strings.Contains(a.body, "details") {
			t.Errorf("details in %s", a.body)
		}
		if strings.Contains(a.body, `"links":[]`) != (status == 429) {
			t.Errorf("links in %s", a.body)
		}
	}
	check(c.send(t, "GET", "/wallets/"+id, ""), 200, "")
	check(c.send(t, "GET", "/wallets/"+id+"/wallet-transactions", ""), 200, "")
	check(c.send(t, "GET", "/nothing", ""), 404, "RESOURCE_NOT_FOUND")
	check(c.send(t, "PATCH", "/wallets/"+id, ""), 405, "METHOD_NOT_SUPPORTED")
	for status, name := range map[int]string{
		400: "INVALID_REQUEST", 403: "NOT_AUTHORIZED", 404: "RESOURCE_NOT_FOUND", 409: "RESOURCE_CONFLICT", 415: "UNSUPPORTED_MEDIA_TYPE",
		422: "UNPROCESSABLE_ENTITY", 429: "RATE_LIMIT_REACHED", 500: "INTERNAL_SERVER_ERROR", 503: "SERVICE_UNAVAILABLE",
	} {
		c.srv.Inject(fake.Status(status, ""))
		check(c.send(t, "GET", "/wallets/"+id, ""), status, name)
	}
}
