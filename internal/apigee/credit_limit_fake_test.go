package apigee_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

const (
	org       = "acme"
	developer = "dev@example.com"
	prepaid   = "prepaid@example.com"
	product   = "rain"
	pkg       = "weather"
)

// service is a fake with one organization and a client of it that retries three times and never
// waits.
type service struct {
	*apigeefake.Service
	server *fake.Server
	client *apigee.Client
}

func newService(t *testing.T, switches apigeefake.Switches, options ...apigee.Option) service {
	t.Helper()
	server := fake.New()
	t.Cleanup(server.Close)
	s := service{Service: apigeefake.New(server, switches), server: server}
	s.AddOrganization(apigeefake.Organization{ID: org, HasBillingAdjustment: true})
	s.AddCurrency(org, apigeefake.Currency{Name: "USD"})
	s.AddCurrency(org, apigeefake.Currency{Name: "EUR", CreditLimit: decimal.NewNullDecimal(dec("5000"))})
	s.AddDeveloper(org, apigeefake.Developer{Email: developer})
	s.AddDeveloper(org, apigeefake.Developer{Email: prepaid, BillingType: "PREPAID"})
	s.AddProduct(org, apigeefake.Product{Name: product})
	s.AddPackage(org, apigeefake.Package{Name: pkg, Products: []string{product}})
	s.client = s.as(t, transport.Bearer(apigeefake.AccessToken), options...)
	return s
}

// as returns a client with these credentials.
func (s service) as(t *testing.T, credentials transport.Credentials, options ...apigee.Option) *apigee.Client {
	t.Helper()
	connection, err := apigee.NewTransport(transport.Options{
		Endpoint:    s.Endpoint(),
		Credentials: credentials,
		MaxRetries:  3,
		Wait:        func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	})
	if err != nil {
		t.Fatal(err)
	}
	return apigee.New(connection, org, options...)
}

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

// everySwitch is the service in each of its habits that concern all objects.
func everySwitch() map[string]apigeefake.Switches {
	return map[string]apigeefake.Switches{
		"plain":                   {},
		"extra keys":              {ExtraKeys: true},
		"plain zeros":             {PlainZeros: true},
		"no totals":               {OmitTotals: true},
		"small pages":             {MaxPageSize: 1},
		"small pages, blind":      {MaxPageSize: 1, OmitTotals: true},
		"gateway faults":          {GatewayFaults: true},
		"message lists":           {MessageLists: true},
		"deleted objects":         {DeleteAnswersObject: true},
		"nothing is a 404":        {NothingAnswers404: true},
		"nothing is a 404, blind": {NothingAnswers404: true, MaxPageSize: 1, OmitTotals: true},
	}
}

func TestCreditLimit_underEverySwitch(t *testing.T) {
	t.Parallel()
	switches := everySwitch()
	switches["no key"] = apigeefake.Switches{Unset: apigeefake.UnsetNoKey}
	switches["no key, no totals"] = apigeefake.Switches{Unset: apigeefake.UnsetNoKey, OmitTotals: true}
	switches["exact currency"] = apigeefake.Switches{ExactCurrencyIDs: true}
	switches["usage drifts"] = apigeefake.Switches{UsageDrift: dec("0.0001")}
	for name, set := range switches {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t, set)
			if limits, err := s.client.CreditLimits.List(t.Context(), developer); err != nil || len(limits) != 0 {
				t.Errorf("before any was set: %v, %v", limits, err)
			}
			if _, err := s.client.CreditLimits.Get(t.Context(), developer, "EUR"); !errors.Is(err, apigee.ErrNoCreditLimit) {
				t.Errorf("before it was set: %v", err)
			}
			for _, amount := range []string{"12345678901234567.89", "0", "1500.0001"} {
				got, err := s.client.CreditLimits.Update(t.Context(), developer, "EUR", dec(amount))
				if err != nil || !got.Amount.Equal(dec(amount)) || got.Currency != "eur" || got.CurrencyName != "EUR" {
					t.Fatalf("set %s: got %+v, %v", amount, got, err)
				}
				if truth := s.CreditLimit(org, developer, "eur"); !truth.Amount.Equal(dec(amount)) || truth.ID != got.ID {
					t.Errorf("the service has %+v", truth)
				}
			}
			if _, err := s.client.CreditLimits.Update(t.Context(), developer, "usd", dec("7")); err != nil {
				t.Fatal(err)
			}
			limits, err := s.client.CreditLimits.List(t.Context(), developer)
			if err != nil || len(limits) != 2 {
				t.Fatalf("got %+v, %v", limits, err)
			}
			if got, err := s.client.CreditLimits.Get(t.Context(), developer, "eur"); err != nil || !got.Amount.Equal(dec("1500.0001")) {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

func TestCreditLimit_defaultOfTheCurrency(t *testing.T) {
	t.Parallel()
	s := newService(t, apigeefake.Switches{Unset: apigeefake.UnsetCurrencyDefault})
	got, err := s.client.CreditLimits.Get(t.Context(), developer, "eur")
	if err != nil {
		t.Fatal(err)
	}
	currency, err := s.client.SupportedCurrencies.Kind.Get(t.Context(), "EUR")
	if err != nil || currency.CreditLimit.Value == nil || !currency.CreditLimit.Value.Equal(got.Amount) {
		t.Errorf("limit %s, currency %+v, %v", got.Amount, currency, err)
	}
	if _, err := s.client.CreditLimits.Get(t.Context(), developer, "usd"); !errors.Is(err, apigee.ErrNoCreditLimit) {
		t.Errorf("a currency without a default: %v", err)
	}
}

func TestCreditLimit_whatIsMissing(t *testing.T) {
	t.Parallel()
	for name, switches := range everySwitch() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t, switches)
			if _, err := s.client.CreditLimits.List(t.Context(), "nobody@example.com"); !apigee.IsNotFound(err) {
				t.Errorf("limits of nobody: %v", err)
			}
			if _, err := s.client.CreditLimits.Update(t.Context(), developer, "xxx", dec("1")); !apigee.IsNotFound(err) {
				t.Errorf("unknown currency: %v", err)
			}
			if _, err := s.client.CreditLimits.Update(t.Context(), prepaid, "eur", dec("1")); !apigee.IsInvalid(err) || !strings.Contains(err.Error(), "prepaid") {
				t.Errorf("prepaid developer: %v", err)
			}
			if _, err := s.client.Developers.Kind.Get(t.Context(), "nobody@example.com"); !apigee.IsNotFound(err) {
				t.Errorf("nobody: %v", err)
			}
			if got, err := s.client.Developers.Kind.Get(t.Context(), prepaid); err != nil || got.BillingType != "PREPAID" || !got.Ref().Is(prepaid) {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

func TestSetCreditLimit_survivesFaultsWithoutDoubt(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fake.Fault{
		"dropped before":       fake.DropBefore(),
		"dropped after":        fake.DropAfter(),
		"truncated":            fake.Truncate(),
		"page of a proxy":      fake.HTML(502),
		"busy":                 fake.Status(503, ""),
		"busy after effect":    fake.AfterEffect(fake.Status(503, "")),
		"too many":             fake.TooManyRequests("1"),
		"too many, no header":  fake.TooManyRequests(""),
		"answer without id":    fake.OmitKeys("id"),
		"answer without limit": fake.OmitKeys("amount", "supportedCurrency"),
		"empty answer":         fake.AfterEffect(fake.Answer(fake.Response{Status: 201})),
		"answer of a portal":   fake.AfterEffect(fake.HTML(200)),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t, apigeefake.Switches{})
			s.server.Inject(fault, fake.On("POST", "/developer-credit-limit"))
			got, err := s.client.CreditLimits.Update(t.Context(), developer, "EUR", dec("1500"))
			if err != nil || !got.Amount.Equal(dec("1500")) {
				t.Errorf("got %+v, %v", got, err)
			}
			if truth := s.CreditLimit(org, developer, "eur"); !truth.Amount.Equal(dec("1500")) {
				t.Errorf("the service has %+v", truth)
			}
		})
	}
}

// A page of somebody in between is no reason to take the old limit for the new one.
func TestSetCreditLimit_aStrangersPageSetsNothing(t *testing.T) {
	t.Parallel()
	s := newService(t, apigeefake.Switches{})
	s.SetCreditLimitInConsole(org, developer, "eur", dec("1500"))
	s.server.Inject(fake.HTML(200), fake.On("POST", "/developer-credit-limit"))
	if got, err := s.client.CreditLimits.Update(t.Context(), developer, "EUR", dec("0")); err == nil {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestCreditLimits_readThroughFaults(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fake.Fault{
		"dropped": fake.DropBefore(), "truncated": fake.Truncate(), "page of a proxy": fake.HTML(502), "too many": fake.TooManyRequests("1"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t, apigeefake.Switches{})
			s.SetCreditLimitInConsole(org, developer, "usd", dec("0.0001"))
			s.server.Inject(fault, fake.On("GET", ""), fake.Times(2))
			got, err := s.client.CreditLimits.List(t.Context(), developer)
			if err != nil || len(got) != 1 || !got[0].Amount.Equal(dec("0.0001")) {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

// A page of somebody in between says nothing about the object, whatever its status.
func TestCreditLimit_aStrangersPageIsNotTheServicesWord(t *testing.T) {
	t.Parallel()
	for _, status := range []int{200, 403, 404} {
		s := newService(t, apigeefake.Switches{})
		s.server.Inject(fake.HTML(status), fake.Always())
		_, err := s.client.CreditLimits.Get(t.Context(), developer, "eur")
		if err == nil || apigee.IsNotFound(err) || errors.Is(err, apigee.ErrNoCreditLimit) {
			t.Errorf("%d: got %v", status, err)
		}
		if !strings.Contains(err.Error(), apigee.ServiceName) || !strings.Contains(err.Error(), "developer-credit-limit") {
			t.Errorf("%d: %v names neither service nor object", status, err)
		}
	}
}

func TestClient_everyWayToAuthenticate(t *testing.T) {
	t.Parallel()
	s := newService(t, apigeefake.Switches{})
	s.AddRefreshToken("a-refresh-token")
	for name, credentials := range map[string]transport.Credentials{
		"basic":    transport.Basic(apigeefake.Username, apigeefake.Password),
		"bearer":   transport.Bearer(apigeefake.AccessToken),
		"password": transport.PasswordGrant(s.TokenURL(), apigee.OAuthClientID, apigee.OAuthClientSecret, apigeefake.Username, apigeefake.Password),
		"refresh":  transport.RefreshGrant(s.TokenURL(), apigee.OAuthClientID, apigee.OAuthClientSecret, "a-refresh-token"),
	} {
		if _, err := s.as(t, credentials).SupportedCurrencies.List(t.Context()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, credentials := range map[string]transport.Credentials{
		"basic":    transport.Basic(apigeefake.Username, "wrong"),
		"bearer":   transport.Bearer("wrong"),
		"password": transport.PasswordGrant(s.TokenURL(), apigee.OAuthClientID, apigee.OAuthClientSecret, apigeefake.Username, "wrong"),
		"nobody":   {},
	} {
		if _, err := s.as(t, credentials).SupportedCurrencies.List(t.Context()); !transport.IsUnauthorized(err) || apigee.IsNotFound(err) {
			t.Errorf("wrong %s: %v", name, err)
		}
	}
}

func TestClient_isSafeForConcurrentUse(t *testing.T) {
	t.Parallel()
	s := newService(t, apigeefake.Switches{})
	for i := range 20 {
		s.AddDeveloper(org, apigeefake.Developer{Email: fmt.Sprintf("dev%d@example.com", i)})
	}
	var running sync.WaitGroup
	for i := range 20 {
		running.Go(func() {
			email, amount := fmt.Sprintf("dev%d@example.com", i), decimal.NewFromInt(int64(i))
			if got, err := s.client.CreditLimits.Update(t.Context(), email, "usd", amount); err != nil || !got.Amount.Equal(amount) {
				t.Errorf("%s: got %+v, %v", email, got, err)
			}
			if got, err := s.client.CreditLimits.Get(t.Context(), email, "USD"); err != nil || !got.Amount.Equal(amount) {
				t.Errorf("%s: got %+v, %v", email, got, err)
			}
		})
	}
	running.Wait()
}
