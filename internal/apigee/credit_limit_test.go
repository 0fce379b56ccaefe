package apigee

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	euroLimit = `{"amount":1500.0000,"id":"b-eur","supportedCurrency":{"displayName":"Euro","id":"eur","name":"EUR","organization":{"id":"acme","currency":"EUR"},"status":"ACTIVE","virtualCurrency":false},"usage":0}`
	yenLimit  = `{"amount":12345678901234567.89,"chargePerUsage":false,"id":"b-jpy","isRecurring":false,"providerId":null,"supportedCurrency":{"id":"jpy","name":"JPY"},"transaction":{"id":"t-1","rate":16.0},"usage":0.00001}`
)

func TestCreditLimits_readsEveryShape(t *testing.T) {
	t.Parallel()
	euro := CreditLimit{ID: "b-eur", Currency: "eur", CurrencyName: "EUR", Amount: dec("1500"), Usage: dec("0")}
	yen := CreditLimit{ID: "b-jpy", Currency: "jpy", CurrencyName: "JPY", Amount: dec("12345678901234567.89"), Usage: dec("0.00001")}
	for _, tt := range []struct {
		name, body string
		want       []CreditLimit
	}{
		{"one", `{"developerBalance":[` + euroLimit + `],"totalRecords":1}`, []CreditLimit{euro}},
		{"two currencies", `{"developerBalance":[` + euroLimit + `,` + yenLimit + `],"totalRecords":2}`, []CreditLimit{euro, yen}},
		{"stray first key", `{"address":[{"city":"Rome"}],"developerBalance":[` + euroLimit + `]}`, []CreditLimit{euro}},
		{"wrapper in another case", `{"DeveloperBalance":[` + euroLimit + `],"totalRecords":1}`, []CreditLimit{euro}},
		{"wrapper absent", `{"totalRecords":0}`, []CreditLimit{}},
		{"wrapper empty", `{"developerBalance":[],"totalRecords":0}`, []CreditLimit{}},
		{"nothing at all", `{}`, []CreditLimit{}},
		{"record without an amount", `{"developerBalance":[{"id":"b","supportedCurrency":{"id":"eur"},"usage":3}],"totalRecords":1}`, []CreditLimit{}},
		{"amount as text", `{"developerBalance":[{"id":"b","supportedCurrency":{"id":"eur"},"amount":"0.0000"}],"totalRecords":1}`, []CreditLimit{{ID: "b", Currency: "eur", Amount: dec("0")}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c, sent := serve(t, says(200, tt.body))
			got, err := c.CreditLimits.List(t.Context(), "dev@example.com")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got, equalDecimals); diff != "" {
				t.Error(diff)
			}
			if first := sent.all()[0]; first.Method != http.MethodGet || first.Path != "/v1/mint/organizations/acme/developers/dev%40example.com/developer-credit-limit" {
				t.Errorf("sent %+v", first)
			}
		})
	}
}

func TestCreditLimit_oneCurrency(t *testing.T) {
	t.Parallel()
	c, _ := serve(t, says(200, `{"developerBalance":[`+euroLimit+`,`+yenLimit+`],"totalRecords":2}`))
	for _, currency := range []string{"jpy", "JPY", "Jpy"} {
		got, err := c.CreditLimits.Get(t.Context(), "dev@example.com", currency)
		if err != nil || got.ID != "b-jpy" {
			t.Errorf("%s: got %+v, %v", currency, got, err)
		}
	}
	_, err := c.CreditLimits.Get(t.Context(), "dev@example.com", "usd")
	if !errors.Is(err, ErrNoCreditLimit) || IsNotFound(err) {
		t.Errorf("a currency without a limit: got %v", err)
	}
}

func TestCreditLimit_developerIsMissing(t *testing.T) {
	t.Parallel()
	for _, status := range []int{400, 404} {
		for name, organization := range map[string]int{"organization there": 200, "organization missing": status} {
			c, _ := serve(t, func(r *http.Request) (int, string) {
				if strings.HasSuffix(r.URL.Path, "/supported-currencies") && organization == 200 {
					return 200, `{"supportedCurrency":[],"totalRecords":0}`
				}
				return status, mintError("mint.resourceDoesNotExist", "it does not exist")
			})
			for call, read := range map[string]func(context.Context, string, string) (CreditLimit, error){"Get": c.CreditLimits.Get, "Read": c.CreditLimits.Read} {
				_, err := read(t.Context(), "dev@example.com", "eur")
				if IsNotFound(err) != (organization == 200) || errors.Is(err, ErrNoCreditLimit) || err == nil {
					t.Errorf("%d, %s, %s: got %v", status, name, call, err)
				}
			}
		}
	}
}

func TestSetCreditLimit_request(t *testing.T) {
	t.Parallel()
	c, sent := serve(t, says(201, euroLimit))
	got, err := c.CreditLimits.Update(t.Context(), "dev+test@example.com", "EUR", dec("1500"))
	if err != nil {
		t.Fatal(err)
	}
	if got.ID != "b-eur" || !got.Amount.Equal(dec("1500")) {
		t.Errorf("got %+v", got)
	}
	want := []call{{
		Method:      http.MethodPost,
		Path:        "/v1/mint/organizations/acme/developers/dev%2Btest%40example.com/developer-credit-limit",
		Query:       "amount=1500&supportedCurrencyId=eur",
		ContentType: "application/json",
	}}
	if diff := cmp.Diff(want, sent.all()); diff != "" {
		t.Error(diff)
	}
}

func TestSetCreditLimit_amountIsPlainText(t *testing.T) {
	t.Parallel()
	for amount, want := range map[string]string{
		"12345678901234567.89": "12345678901234567.89",
		"0.00001":              "0.00001",
		"0":                    "0",
		"1e3":                  "1000",
		"1e-7":                 "0.0000001",
		"1000.0000":            "1000",
	} {
		c, sent := serve(t, says(201, euroLimit))
		if _, err := c.CreditLimits.Update(t.Context(), "d", "eur", dec(amount)); err != nil {
			t.Fatal(err)
		}
		if got := sent.all()[0].Query; got != "amount="+want+"&supportedCurrencyId=eur" {
			t.Errorf("%s was sent as %s", amount, got)
		}
	}
}

// The answer to a set is on no record, so any that was accepted is read back.
func TestSetCreditLimit_readsBackWhatTheAnswerDoesNotShow(t *testing.T) {
	t.Parallel()
	for _, answer := range []string{``, `{}`, `null`, yenLimit, `{"id":"b-eur","supportedCurrency":{"id":"eur"}}`, `<html>accepted</html>`} {
		c, sent := serve(t, func(r *http.Request) (int, string) {
			if r.Method == http.MethodPost {
				return 201, answer
			}
			return 200, `{"developerBalance":[` + yenLimit + `,` + euroLimit + `],"totalRecords":2}`
		})
		got, err := c.CreditLimits.Update(t.Context(), "d", "eur", dec("1500"))
		if err != nil || got.ID != "b-eur" {
			t.Errorf("%q: got %+v, %v", answer, got, err)
		}
		if calls := sent.all(); len(calls) < 2 || calls[len(calls)-1].Method != http.MethodGet {
			t.Errorf("%q: sent %+v", answer, calls)
		}
	}
}

// A page with a good status that is not the service's is no reason to say that the limit is
// missing: what was wrong is the answer.
func TestSetCreditLimit_anAnswerOfSomebodyElseIsTheError(t *testing.T) {
	t.Parallel()
	c, _ := serve(t, func(r *http.Request) (int, string) {
		if r.Method == http.MethodPost {
			return 200, `<html><title>Please sign in</title></html>`
		}
		return 200, `{"totalRecords":0}`
	})
	if _, err := c.CreditLimits.Update(t.Context(), "d", "eur", dec("1")); err == nil || errors.Is(err, ErrNoCreditLimit) || !strings.Contains(err.Error(), "Please sign in") {
		t.Errorf("got %v", err)
	}
}

func TestSetCreditLimit_wrappedAnswer(t *testing.T) {
	t.Parallel()
	c, sent := serve(t, says(200, `{"developerBalance":[`+yenLimit+`,`+euroLimit+`]}`))
	got, err := c.CreditLimits.Update(t.Context(), "d", "eur", dec("1500"))
	if err != nil || got.ID != "b-eur" || len(sent.all()) != 1 {
		t.Errorf("got %+v, %v after %d requests", got, err, len(sent.all()))
	}
}

func TestSetCreditLimit_refused(t *testing.T) {
	t.Parallel()
	c, sent := serve(t, says(400, mintError("mint.invalidDeveloper", "Developer is prepaid")))
	_, err := c.CreditLimits.Update(t.Context(), "d", "eur", dec("1"))
	if !IsInvalid(err) || IsAmbiguous(err) || len(sent.all()) != 1 {
		t.Errorf("got %v after %d requests", err, len(sent.all()))
	}
}
