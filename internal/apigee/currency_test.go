package apigee

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSupportedCurrency(t *testing.T) {
	t.Parallel()
	c, sent := serve(t, says(200, `{"creditLimit":5000.0000,"description":"The euro","displayName":"Euro","id":"eur","name":"EUR","minimumTopupAmount":10,"organization":{"id":"acme","name":"Acme"},"status":"ACTIVE","virtualCurrency":false}`))
	got, err := c.SupportedCurrencies.Kind.Get(t.Context(), "EUR")
	if err != nil {
		t.Fatal(err)
	}
	want := SupportedCurrency{ID: "eur", Name: "EUR", DisplayName: "Euro", Description: "The euro", Status: "ACTIVE", CreditLimit: amount("5000"), MinimumTopUp: amount("10")}
	if diff := cmp.Diff(want, got, equalDecimals); diff != "" {
		t.Error(diff)
	}
	if path := sent.last(t).Path; path != "/v1/mint/organizations/acme/supported-currencies/eur" {
		t.Errorf("sent to %s", path)
	}
}

func TestSupportedCurrency_anAbsentLimitIsNotZero(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]bool{
		`{"id":"pts","name":"PTS","virtualCurrency":"true"}`: false,
		`{"id":"pts","creditLimit":null}`:                    false,
		`{"id":"pts","creditLimit":0}`:                       true,
	} {
		c, _ := serve(t, says(200, body))
		got, err := c.SupportedCurrencies.Kind.Get(t.Context(), "pts")
		if err != nil || (got.CreditLimit.Value != nil) != want {
			t.Errorf("%s: got %v, %v", body, got.CreditLimit, err)
		}
	}
}

func TestSupportedCurrency_answerWithoutID(t *testing.T) {
	t.Parallel()
	c, _ := serve(t, says(200, `{}`))
	if got, err := c.SupportedCurrencies.Kind.Get(t.Context(), "eur"); err == nil || IsAmbiguous(err) || IsNotFound(err) {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestSupportedCurrencies(t *testing.T) {
	t.Parallel()
	for _, wrapper := range []string{"supportedCurrency", "SupportedCurrency"} {
		c, sent := serve(t, says(200, `{"`+wrapper+`":[{"id":"usd","name":"USD"},{"id":"eur","name":"EUR","status":"INACTIVE","creditLimit":5}],"totalRecords":2}`))
		got, err := c.SupportedCurrencies.List(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		want := []SupportedCurrency{{ID: "usd", Name: "USD"}, {ID: "eur", Name: "EUR", Status: "INACTIVE", CreditLimit: amount("5")}}
		if diff := cmp.Diff(want, got, equalDecimals); diff != "" {
			t.Error(diff)
		}
		if len(sent.all()) != 1 {
			t.Errorf("sent %+v", sent.all())
		}
	}
}
