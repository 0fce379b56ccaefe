package apigee

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const adjustmentsPath = "/v1/mint/organizations/acme/billing-adjustments"

func TestBillingAdjustment_readsEveryShape(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, body string
		want       BillingAdjustment
	}{
		{
			"whole, references expanded",
			`{"adjustmentPercentageFactor":-12.3456,"billingMonth":"OCTOBER","billingYear":2025,"developer":{"id":"0b1c","email":"dev@example.com","organization":{"id":"acme"}},
			"developerBillingType":"POSTPAID","id":"a-1","isPublished":true,"monetizationPackage":{"id":"weather","product":[{"id":"acme@@@rain"}],"organization":{"id":"acme"}},
			"name":"Rebate","organization":{"id":"acme","timezone":"UTC"},"product":{"id":"acme@@@rain"},"transactionType":"CHARGE","contexts":[]}`,
			BillingAdjustment{
				ID: "a-1", Name: "Rebate", PercentageFactor: dec("-12.3456"), Month: time.October, MonthText: "OCTOBER", Year: 2025, Published: true,
				DeveloperBillingType: "POSTPAID", TransactionType: "CHARGE", PackageID: "weather", ProductID: "rain",
				Developer: DeveloperRef{ID: "0b1c", Email: "dev@example.com"},
			},
		},
		{
			"everybody, month as text number, year as text",
			`{"adjustmentPercentageFactor":"999.9999","billingMonth":"11","billingYear":"2025","id":"a-2","isPublished":"false","name":"Raise","monetizationPackage":null,"developer":null,"transactionType":null}`,
			BillingAdjustment{ID: "a-2", Name: "Raise", PercentageFactor: dec("999.9999"), Month: time.December, MonthText: "11", Year: 2025},
		},
		{
			"bare month, unknown enum values kept",
			`{"adjustmentPercentageFactor":0,"billingMonth":0,"billingYear":2026,"id":"a-3","name":"N","transactionType":"TRUEUP","developerBillingType":"MIXED"}`,
			BillingAdjustment{ID: "a-3", Name: "N", PercentageFactor: dec("0"), Month: time.January, MonthText: "0", Year: 2026, TransactionType: "TRUEUP", DeveloperBillingType: "MIXED"},
		},
		{
			"month that is none",
			`{"adjustmentPercentageFactor":5,"billingMonth":"12","billingYear":2026,"id":"a-4","name":"N"}`,
			BillingAdjustment{ID: "a-4", Name: "N", PercentageFactor: dec("5"), MonthText: "12", Year: 2026},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c, sent := serve(t, says(200, tt.body))
			got, err := c.BillingAdjustments.Kind.Get(t.Context(), tt.want.ID)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got, equalDecimals); diff != "" {
				t.Error(diff)
			}
			if call := sent.last(t); call.Method != http.MethodGet || call.Path != adjustmentsPath+"/"+tt.want.ID || call.Query != "" {
				t.Errorf("sent %+v", call)
			}
		})
	}
}

func TestCreateBillingAdjustment_request(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		options []Option
		in      BillingAdjustment
		want    string
	}{
		{
			"everybody",
			nil,
			BillingAdjustment{Name: "Rebate", PercentageFactor: dec("-10"), Month: time.January, Year: 2025},
			`{"name":"Rebate","adjustmentPercentageFactor":-10,"billingMonth":"0","billingYear":2025,"isPublished":false,"organization":{"id":"acme"}}`,
		},
		{
			"whole scope, June",
			nil,
			BillingAdjustment{
				ID: "ignored", Name: "Rebate", PercentageFactor: dec("999.9999"), Month: time.June, MonthText: "ignored", Year: 2025, Published: true,
				DeveloperBillingType: "BOTH", TransactionType: "SETUPFEES", PackageID: "weather", ProductID: "rain", Developer: DeveloperRef{ID: "dev@example.com"},
			},
			`{"name":"Rebate","adjustmentPercentageFactor":999.9999,"billingMonth":"5","billingYear":2025,"isPublished":true,"developerBillingType":"BOTH",` +
				`"transactionType":"SETUPFEES","organization":{"id":"acme"},"monetizationPackage":{"id":"weather"},"product":{"id":"rain"},"developer":{"id":"dev@example.com"}}`,
		},
		{
			"December by name, digits kept",
			[]Option{WithMonthFormat(MonthName)},
			BillingAdjustment{Name: "N", PercentageFactor: dec("0.00001"), Month: time.December, Year: 2025},
			`{"name":"N","adjustmentPercentageFactor":0.00001,"billingMonth":"DECEMBER","billingYear":2025,"isPublished":false,"organization":{"id":"acme"}}`,
		},
		{
			"December by number",
			[]Option{WithMonthFormat(MonthNumber)},
			BillingAdjustment{Name: "N", PercentageFactor: dec("12345678901234567.89"), Month: time.December, Year: 2025},
			`{"name":"N","adjustmentPercentageFactor":12345678901234567.89,"billingMonth":"11","billingYear":2025,"isPublished":false,"organization":{"id":"acme"}}`,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c, sent := serve(t, says(201, `{"id":"a-1","name":"N","adjustmentPercentageFactor":1,"billingMonth":"0","billingYear":2025}`), tt.options...)
			got, err := c.BillingAdjustments.Kind.Post(t.Context(), tt.in)
			if err != nil || got.ID != "a-1" {
				t.Fatalf("got %+v, %v", got, err)
			}
			want := []call{{http.MethodPost, adjustmentsPath, "", "application/json", tt.want}}
			if diff := cmp.Diff(want, sent.all()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestUpdateBillingAdjustment_sendsEveryPropertyAndTheID(t *testing.T) {
	t.Parallel()
	c, sent := serve(t, says(200, `{"id":"a-1","name":"Better","adjustmentPercentageFactor":-5.5000,"billingMonth":"JUNE","billingYear":2025}`))
	got, err := c.BillingAdjustments.Kind.Put(t.Context(), BillingAdjustment{
		ID: "a-1", Name: "Better", PercentageFactor: dec("-5.5"), Month: time.June, Year: 2025, Published: true, DeveloperBillingType: "PREPAID", PackageID: "weather",
	})
	if err != nil || got.Name != "Better" || !got.PercentageFactor.Equal(dec("-5.5")) || got.Month != time.June {
		t.Fatalf("got %+v, %v", got, err)
	}
	want := []call{{http.MethodPut, adjustmentsPath + "/a-1", "", "application/json",
		`{"id":"a-1","name":"Better","adjustmentPercentageFactor":-5.5,"billingMonth":"5","billingYear":2025,"isPublished":true,"developerBillingType":"PREPAID","organization":{"id":"acme"},"monetizationPackage":{"id":"weather"}}`}}
	if diff := cmp.Diff(want, sent.all()); diff != "" {
		t.Error(diff)
	}
}

func TestBillingAdjustment_withoutAMonthIsNotSent(t *testing.T) {
	t.Parallel()
	c, sent := serve(t, says(201, `{"id":"a-1"}`))
	_, createErr := c.BillingAdjustments.Kind.Post(t.Context(), BillingAdjustment{Name: "N", Year: 2025})
	_, updateErr := c.BillingAdjustments.Kind.Put(t.Context(), BillingAdjustment{ID: "a-1", Name: "N", Year: 2025, MonthText: "12"})
	if createErr == nil || updateErr == nil || IsAmbiguous(createErr) || len(sent.all()) != 0 {
		t.Errorf("got %v and %v after %d requests", createErr, updateErr, len(sent.all()))
	}
}

func TestCreateBillingAdjustment_anAnswerWithoutIDIsAmbiguous(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`{}`, `{"name":"N","billingMonth":"5"}`, `{"id":""}`, ``, `<html>ok</html>`, `{"id":"a-1","billingYear":20`} {
		c, sent := serve(t, says(201, body))
		_, err := c.BillingAdjustments.Kind.Post(t.Context(), BillingAdjustment{Name: "N", Month: time.June, Year: 2025})
		if !IsAmbiguous(err) || len(sent.all()) != 1 {
			t.Errorf("%q: got %v after %d requests", body, err, len(sent.all()))
		}
	}
}

func TestUpdateBillingAdjustment_anAnswerWithoutIDIsAnError(t *testing.T) {
	t.Parallel()
	c, _ := serve(t, says(200, `{}`))
	if _, err := c.BillingAdjustments.Kind.Put(t.Context(), BillingAdjustment{ID: "a", Name: "N", Month: time.June, Year: 2025}); err == nil || IsAmbiguous(err) {
		t.Errorf("got %v", err)
	}
}

func TestDeleteBillingAdjustment(t *testing.T) {
	t.Parallel()
	for _, answer := range []struct {
		status int
		body   string
	}{{204, ""}, {200, `{}`}, {200, `{"id":"a-1","name":"N"}`}, {200, ""}} {
		c, sent := serve(t, says(answer.status, answer.body))
		if err := c.BillingAdjustments.Kind.Delete(t.Context(), "a-1"); err != nil {
			t.Errorf("%+v: %v", answer, err)
		}
		if diff := cmp.Diff([]call{{http.MethodDelete, adjustmentsPath + "/a-1", "", "application/json", ""}}, sent.all()); diff != "" {
			t.Error(diff)
		}
	}
	c, _ := serve(t, says(404, mintError("mint.resourceDoesNotExist", "gone")))
	if err := c.BillingAdjustments.Kind.Delete(t.Context(), "a-1"); !IsNotFound(err) {
		t.Errorf("got %v", err)
	}
}
