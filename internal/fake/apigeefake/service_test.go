package apigeefake_test

import (
	"encoding/base64"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

func basic(user, password string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(user+":"+password))
}

func TestService_credentials(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	address := b.svc.Endpoint() + "/organizations/myorg"
	for authorization, want := range map[string]int{
		"":                                 401,
		"Bearer " + apigeefake.AccessToken: 200,
		"Bearer guess":                     401,
		basic(apigeefake.Username, apigeefake.Password): 200,
		basic(apigeefake.Username, "guess"):             401,
	} {
		a := b.sendTo("GET", address, "", authorization)
		if a.status != want {
			t.Errorf("%q: %d %s", authorization, a.status, a.body)
		}
		if want == 401 && a.object["code"] != "mint.Unauthorized" {
			t.Errorf("%q: %s", authorization, a.body)
		}
	}
	b.svc.Auth().AnswerPlainText(true)
	if a := b.sendTo("GET", address, "", ""); a.status != 401 || a.body != "Unauthorized" {
		t.Errorf("plain text: %d %s", a.status, a.body)
	}
}

func TestService_tokens(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	client := basic(apigeefake.TokenClient, apigeefake.TokenClientSecret)
	ask := func(authorization string, pairs ...string) answer {
		return b.sendTo("POST", b.svc.TokenURL(), strings.TrimPrefix(query(pairs...), "?"), authorization)
	}
	works := func(a answer) bool {
		return b.sendTo("GET", b.svc.Endpoint()+"/organizations/myorg", "", fmt.Sprint("Bearer ", a.object["access_token"])).status == 200
	}

	b.svc.Auth().SetTokenLifetime(30 * time.Minute)
	a := ask(client, "grant_type", "password", "username", apigeefake.Username, "password", apigeefake.Password)
	if a.status != 200 || number(t, a.object, "expires_in") != "1800" || a.object["token_type"] != "bearer" || a.object["jti"] == "" || !works(a) {
		t.Fatalf("password grant: %d %s", a.status, a.body)
	}
	refresh := fmt.Sprint(a.object["refresh_token"])
	b.srv.Clock().Advance(30 * time.Minute)
	if works(a) {
		t.Error("the token outlived its time")
	}
	if a = ask(client, "grant_type", "refresh_token", "refresh_token", refresh); a.status != 200 || !works(a) {
		t.Errorf("refresh grant: %d %s", a.status, a.body)
	}
	b.svc.AddRefreshToken("mine")
	if a = ask(client, "grant_type", "refresh_token", "refresh_token", "mine"); a.status != 200 || !works(a) {
		t.Errorf("refresh grant with a token of the test: %d %s", a.status, a.body)
	}
	b.srv.Inject(fake.LoseTokens(), fake.On("GET", ""))
	if works(a) {
		t.Error("the token was not lost")
	}

	b.srv.Clock().Advance(31 * 24 * time.Hour)
	for _, tc := range []struct {
		authorization string
		form          []string
		status        int
		code          string
	}{
		{client, []string{"grant_type", "refresh_token", "refresh_token", refresh}, 401, "invalid_token"},
		{client, []string{"grant_type", "refresh_token"}, 401, "invalid_token"},
		{client, []string{"grant_type", "password", "username", apigeefake.Username, "password", "guess"}, 401, "unauthorized"},
		{client, []string{"grant_type", "password"}, 401, "unauthorized"},
		{client, []string{"grant_type", "client_credentials"}, 400, "unsupported_grant_type"},
		{basic("edgecli", "guess"), []string{"grant_type", "password"}, 401, "invalid_client"},
		{"", []string{"grant_type", "password"}, 401, "invalid_client"},
	} {
		if a := ask(tc.authorization, tc.form...); a.status != tc.status || a.object["error"] != tc.code || a.object["error_description"] == "" {
			t.Errorf("%v: %d %s", tc.form, a.status, a.body)
		}
	}
	if a := b.sendTo("POST", b.svc.TokenURL(), "%zz", client); a.status != 400 {
		t.Errorf("unreadable form: %d", a.status)
	}
}

func TestService_errorShapes(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	a := b.refused(404, "mint.resourceDoesNotExist", "GET", "/developers/nobody", "")
	if a.object["cause"] != nil {
		t.Errorf("404 with a cause: %s", a.body)
	}
	a = b.refused(400, "mint.invalidParameter", "GET", "/developers?size=x", "")
	if at(t, a.object, "cause", "message") != a.object["message"] {
		t.Errorf("400 without its cause: %s", a.body)
	}
	b.refused(404, "mint.NotFound", "GET", "/no-such-thing", "")
	b.srv.Inject(fake.Status(503, ""))
	b.refused(503, "mint.ServiceUnavailable", "GET", "", "")

	b.svc.Switch(func(s *apigeefake.Switches) { s.GatewayFaults, s.MessageLists = true, true })
	b.srv.Inject(fake.Status(503, ""))
	if a := b.want(503, "GET", "", ""); at(t, a.object, "fault", "faultstring") != "Service Unavailable" ||
		at(t, a.object, "fault", "detail", "errorcode") != "gateway.ServiceUnavailable" {
		t.Errorf("gateway: %s", a.body)
	}
	if a := b.want(404, "GET", "/developers/nobody", ""); size(t, a.object, "message") != 1 {
		t.Errorf("message list: %s", a.body)
	}
}

func TestService_unknownOrganization(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	a := b.sendTo("GET", b.svc.Endpoint()+"/organizations/other/developers", "", "Bearer "+apigeefake.AccessToken)
	if a.status != 404 || a.object["code"] != "mint.resourceDoesNotExist" {
		t.Errorf("%d %s", a.status, a.body)
	}
}

func TestService_organizationsAreApart(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	b.svc.AddOrganization(apigeefake.Organization{ID: "other"})
	b.svc.AddDeveloper("other", apigeefake.Developer{Email: dev})
	b.svc.AddCurrency("other", apigeefake.Currency{Name: "USD"})
	b.want(201, "POST", limitPath+query("amount", "1", "supportedCurrencyId", "usd"), "")
	if got := b.svc.CreditLimit("other", dev, "usd"); got.Set {
		t.Errorf("the other organization holds %+v", got)
	}
}

func TestService_paging(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	for i := range 43 { // two are seeded
		b.svc.AddDeveloper(org, apigeefake.Developer{Email: fmt.Sprintf("dev%02d@example.com", i)})
	}
	for q, want := range map[string]int{
		"": 20, "?page=2": 20, "?page=3": 5, "?page=4": 0, "?size=45": 45, "?size=44&page=2": 1, "?all=true": 45, "?all=true&size=3&page=9": 45,
		"?all=false": 20, "?size=1000000&page=1000000": 0, "?format=json": 20,
	} {
		a := b.want(200, "GET", "/developers"+q, "")
		if got := size(t, a.object, "developer"); got != want || number(t, a.object, "totalRecords") != "45" {
			t.Errorf("%q: %d elements of %v", q, got, a.object["totalRecords"])
		}
	}
	if a := b.want(200, "GET", "/developers?size=2&page=2", ""); at(t, a.object, "developer", 0, "email") != "dev00@example.com" {
		t.Errorf("page 2 of 2 begins with %v", at(t, a.object, "developer", 0, "email"))
	}
	for _, q := range []string{"?size=0", "?size=x", "?size=-1", "?page=0", "?all=yes", "?size="} {
		b.refused(400, "mint.invalidParameter", "GET", "/developers"+q, "")
	}
	b.svc.Switch(func(s *apigeefake.Switches) { s.MaxPageSize, s.OmitTotals = 5, true })
	if a := b.want(200, "GET", "/developers?size=100", ""); size(t, a.object, "developer") != 5 || a.object["totalRecords"] != nil {
		t.Errorf("capped: %d elements of %v", size(t, a.object, "developer"), a.object["totalRecords"])
	}
	if a := b.want(200, "GET", "/developers?all=true", ""); size(t, a.object, "developer") != 45 {
		t.Errorf("all, with a cap: %d", size(t, a.object, "developer"))
	}
}

func TestService_readOnlyObjects(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{PlainZeros: true, ExtraKeys: true})
	category := fmt.Sprint(at(t, b.want(200, "GET", "/developer-categories", "").object, "developerCategory", 0, "id"))
	for path, want := range map[string]string{
		"":                              "id=myorg",
		"/supported-currencies/eur":     "name=EUR",
		"/developers/dev%40example.com": "email=dev@example.com",
		"/developer-categories/" + url.PathEscape(category): "name=Gold",
		"/products/messaging":                               "description=Sends messages",
		"/monetization-packages/messaging_package":          "name=Messaging Package",
	} {
		a := b.want(200, "GET", path, "")
		key, value, _ := strings.Cut(want, "=")
		if a.object[key] != value || a.object["undocumentedFlag"] != true {
			t.Errorf("%s: %s", path, a.body)
		}
	}
	for path, wrapper := range map[string]string{
		"/supported-currencies": "supportedCurrency", "/developers": "developer", "/products": "product",
	} {
		if a := b.want(200, "GET", path, ""); size(t, a.object, wrapper) != 2 {
			t.Errorf("%s: %s", path, a.body)
		}
	}
	for _, path := range []string{"/supported-currencies/gbp", "/developer-categories/x", "/products/x", "/monetization-packages/x"} {
		b.refused(404, "mint.resourceDoesNotExist", "GET", path, "")
	}
	a := b.want(200, "GET", "/developers/dev%40example.com", "")
	if at(t, a.object, "developerCategory", "name") != "Gold" {
		t.Errorf("developer: %s", a.body)
	}
	a = b.want(200, "GET", "/monetization-packages/messaging_package", "")
	if at(t, a.object, "product", 1, "id") != "archive" || at(t, a.object, "product", 1, "organization", "id") != org {
		t.Errorf("package: %s", a.body)
	}
}

func TestService_parallelClients(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{UsageDrift: dec("1")})
	b.srv.Inject(fake.Stale(1), fake.EveryNth(2), fake.Always())
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			for range 5 {
				b.send("POST", limitPath+query("amount", fmt.Sprint(i), "supportedCurrencyId", "usd"), "")
				b.send("GET", limitPath, "")
				b.svc.UseCredit(org, dev, "eur", dec("1"))
				b.svc.CreditLimit(org, dev, "usd")
			}
		})
	}
	group.Wait()
	if got := b.svc.CreditLimit(org, dev, "eur").Usage; !got.Equal(dec("40")) {
		t.Errorf("used %s", got)
	}
}
