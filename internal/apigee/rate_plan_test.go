package apigee

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func fixture(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func decodePlan(t testing.TB, data string) RatePlan {
	t.Helper()
	var p RatePlan
	if err := json.Unmarshal([]byte(data), &p); err != nil {
		t.Fatal(err)
	}
	return p
}

// fullPlan is testdata/rate_plan_full.json.
func fullPlan() RatePlan {
	return RatePlan{
		ID:                    "weather_everything",
		Organization:          Owner{ID: "acme", TimeZone: "Europe/Rome"},
		PackageID:             "weather",
		Name:                  "everything",
		DisplayName:           "Everything",
		Description:           "Everything a plan can have",
		Type:                  "DEVELOPER",
		Developer:             DeveloperRef{ID: "0b1c6f0e-52a5-4d4a-9d4e-0d2f6d0a1111", Email: "dev@example.com"},
		DeveloperCategoryID:   "c-gold",
		Currency:              "eur",
		StartDate:             "2026-01-01 00:00:00",
		EndDate:               "2027-12-31 23:00:00",
		Private:               true,
		Published:             true,
		Advance:               true,
		Prorate:               true,
		SetUpFee:              amount("5432.1"),
		RecurringFee:          amount("1234.5"),
		EarlyTerminationFee:   amount("12345678901234567.89"),
		RecurringType:         "CALENDAR",
		RecurringStartUnit:    count(15),
		FrequencyDuration:     count(3),
		FrequencyDurationType: "MONTH",
		ContractDuration:      count(2),
		ContractDurationType:  "YEAR",
		Freemium:              Freemium{FreemiumUnit: amount("1000"), FreemiumDuration: count(1), FreemiumDurationType: "QUARTER"},
		PaymentDueDays:        Days{Count: count(45)},
		CustomPaymentTerm:     true,
		KeepOriginalStartDate: true,
		Parent:                Parent{ID: "weather_before"},
		Details: []RatePlanDetail{
			{
				ID:                        "d-1",
				Type:                      "REVSHARE_RATECARD",
				MeteringType:              "VOLUME",
				RatingParameter:           "MINT_CUSTOM_ATTRIBUTE_1",
				RatingParameterUnit:       "KB",
				RevenueType:               "NET",
				ProductID:                 "rain",
				Currency:                  "eur",
				Duration:                  count(1),
				DurationType:              "MONTH",
				AggregateFreemiumCounters: set(true),
				AggregateStandardCounters: set(false),
				AggregateTransactions:     set(true),
				Freemium:                  Freemium{FreemiumUnit: amount("0"), FreemiumDuration: count(0), FreemiumDurationType: "MONTH"},
				PaymentDueDays:            Days{Count: count(30)},
				CustomPaymentTerm:         true,
				Rates: []RatePlanRate{
					{ID: "r-2", Type: "RATECARD", Rate: amount("0.00001"), StartUnit: amount("100"), EndUnit: amount("200")},
					{ID: "r-3", Type: "RATECARD", Rate: amount("0"), StartUnit: amount("200")},
					{ID: "r-1", Type: "RATECARD", Rate: amount("0.25"), StartUnit: amount("0"), EndUnit: amount("100")},
					{ID: "r-4", Type: "REVSHARE", RevShare: amount("12.5"), StartUnit: amount("0")},
				},
			},
			{ID: "d-2", Type: "RATECARD", MeteringType: "UNIT", RatingParameter: "VOLUME", Currency: "eur", Rates: []RatePlanRate{}},
		},
	}
}

func leastPlan() RatePlan {
	return RatePlan{
		ID: "weather_fees_only", Organization: Owner{ID: "acme"}, PackageID: "weather", Name: "Fees only", DisplayName: "Fees only", Description: "Fees only", Type: "STANDARD",
		Currency: "eur", StartDate: "2026-01-01 00:00:00", SetUpFee: amount("0"), RecurringType: "CALENDAR", RecurringStartUnit: count(1), Details: []RatePlanDetail{},
	}
}

func TestRatePlan_readsEveryField(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]RatePlan{"rate_plan_full.json": fullPlan(), "rate_plan_least.json": leastPlan()} {
		if diff := cmp.Diff(want, decodePlan(t, fixture(t, name)), equalDecimals); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestRatePlan_readsEveryForm(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, json string
		want       RatePlan
	}{
		{"numbers as text", `{"id":"p","freemiumUnit":"100","paymentDueDays":30,"recurringStartUnit":"1","setUpFee":"0.0000"}`,
			RatePlan{ID: "p", Freemium: Freemium{FreemiumUnit: amount("100")}, PaymentDueDays: Days{Count: count(30)}, RecurringStartUnit: count(1), SetUpFee: amount("0")}},
		{"booleans as text", `{"id":"p","published":"true","isPrivate":"false","advance":"true"}`,
			RatePlan{ID: "p", Published: true, Advance: true}},
		{"null everywhere", `{"id":"p","endDate":null,"developer":null,"developerCategory":null,"currency":null,"paymentDueDays":null,"freemiumUnit":null,"recurringFee":null,"parentRatePlan":null,"ratePlanDetails":null,"published":null}`,
			RatePlan{ID: "p"}},
		{"empty text for nothing", `{"id":"p","paymentDueDays":"","freemiumUnit":"","endDate":""}`,
			RatePlan{ID: "p"}},
		{"company", `{"id":"p","developer":{"id":"supplier","email":"acme###supplier@APIGEE-GEN.FOR-COMPANY","isCompany":true}}`,
			RatePlan{ID: "p", Developer: DeveloperRef{ID: "supplier", Email: "acme###supplier@APIGEE-GEN.FOR-COMPANY"}}},
		{"unknown keys and values", `{"id":"p","type":"EXCHANGE_ORGANIZATION","contexts":[{}],"undocumented":{"id":"x"},"ratePlanDetails":[{"type":"NON_CHARGEABLE","product":{"id":"acme@@@rain"},"ratePlanRates":null}]}`,
			RatePlan{ID: "p", Type: "EXCHANGE_ORGANIZATION", Details: []RatePlanDetail{{Type: "NON_CHARGEABLE", ProductID: "rain"}}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, decodePlan(t, tt.json), equalDecimals); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRatePlan_refusesWhatItWouldMisread(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`{"id":"p","setUpFee":"1,000.00"}`, `{"id":"p","paymentDueDays":"thirty"}`, `{"id":"p","published":"maybe"}`,
		`{"id":"p","ratePlanDetails":[{"ratePlanRates":[{"rate":true}]}]}`, `{"id":"p","recurringFee":{"amount":1}}`, `{"id":"p","frequencyDuration":1.5}`,
	} {
		var p RatePlan
		if err := json.Unmarshal([]byte(text), &p); err == nil {
			t.Errorf("%s was read as %+v", text, p)
		}
	}
}

const plansPath = "/v1/mint/organizations/acme/monetization-packages/weather/rate-plans"

// sentBody is the body of a write of the plan, which is answered with the smallest plan.
func sentBody(t *testing.T, method, path string, write func(*Client) (RatePlan, error)) string {
	t.Helper()
	c, sent := serve(t, says(200, fixture(t, "rate_plan_least.json")))
	got, err := write(c)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(leastPlan(), got, equalDecimals); diff != "" {
		t.Error(diff)
	}
	calls := sent.all()
	if len(calls) != 1 || calls[0].Method != method || calls[0].Path != path || calls[0].Query != "" {
		t.Errorf("sent %+v", calls)
	}
	return calls[0].Body
}

func TestCreateRatePlan_request(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		plan RatePlan
		want string
	}{
		{
			"nothing that is not set",
			RatePlan{Name: "Fees only", DisplayName: "Fees", Type: "STANDARD", Currency: "EUR", StartDate: "2026-01-01 00:00:00"},
			`{"organization":{"id":"acme"},"monetizationPackage":{"id":"weather"},"name":"Fees only","displayName":"Fees","type":"STANDARD","currency":{"id":"eur"},` +
				`"startDate":"2026-01-01 00:00:00","isPrivate":false,"published":false,"advance":false,"prorate":false,"ratePlanDetails":[]}`,
		},
		{
			"everything, but for ids and the service's own",
			fullPlan(),
			`{"organization":{"id":"acme"},"monetizationPackage":{"id":"weather"},"name":"everything","displayName":"Everything","description":"Everything a plan can have","type":"DEVELOPER",` +
				`"developer":{"id":"0b1c6f0e-52a5-4d4a-9d4e-0d2f6d0a1111"},"developerCategory":{"id":"c-gold"},"currency":{"id":"eur"},"startDate":"2026-01-01 00:00:00","endDate":"2027-12-31 23:00:00",` +
				`"isPrivate":true,"published":true,"advance":true,"prorate":true,"setUpFee":5432.1,"recurringFee":1234.5,"earlyTerminationFee":12345678901234567.89,"recurringType":"CALENDAR","recurringStartUnit":15,` +
				`"frequencyDuration":3,"frequencyDurationType":"MONTH","contractDuration":2,"contractDurationType":"YEAR","freemiumUnit":1000,"freemiumDuration":1,"freemiumDurationType":"QUARTER","paymentDueDays":"45","keepOriginalStartDate":true,"ratePlanDetails":[` +
				`{"organization":{"id":"acme"},"currency":{"id":"eur"},"product":{"id":"rain"},"type":"REVSHARE_RATECARD","meteringType":"VOLUME","ratingParameter":"MINT_CUSTOM_ATTRIBUTE_1","ratingParameterUnit":"KB","revenueType":"NET","duration":1,"durationType":"MONTH",` +
				`"aggregateFreemiumCounters":true,"aggregateStandardCounters":false,"aggregateTransactions":true,"freemiumUnit":0,"freemiumDuration":0,"freemiumDurationType":"MONTH","paymentDueDays":"30","ratePlanRates":[` +
				`{"type":"RATECARD","rate":0.00001,"startUnit":100,"endUnit":200},{"type":"RATECARD","rate":0,"startUnit":200},{"type":"RATECARD","rate":0.25,"startUnit":0,"endUnit":100},{"type":"REVSHARE","revshare":12.5,"startUnit":0}]},` +
				`{"organization":{"id":"acme"},"currency":{"id":"eur"},"type":"RATECARD","meteringType":"UNIT","ratingParameter":"VOLUME","ratePlanRates":[]}]}`,
		},
		{
			"a detail takes the plan's currency",
			RatePlan{Name: "n", DisplayName: "n", Currency: "USD", StartDate: "2026-01-01", Details: []RatePlanDetail{{Type: "RATECARD"}, {Type: "RATECARD", Currency: "EUR"}}},
			`{"organization":{"id":"acme"},"monetizationPackage":{"id":"weather"},"name":"n","displayName":"n","currency":{"id":"usd"},"startDate":"2026-01-01","isPrivate":false,"published":false,"advance":false,"prorate":false,"ratePlanDetails":[` +
				`{"organization":{"id":"acme"},"currency":{"id":"usd"},"type":"RATECARD","ratePlanRates":[]},{"organization":{"id":"acme"},"currency":{"id":"eur"},"type":"RATECARD","ratePlanRates":[]}]}`,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := sentBody(t, "POST", plansPath, func(c *Client) (RatePlan, error) { return c.postRatePlan(t.Context(), "weather", tt.plan) })
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestUpdateRatePlan_sendsTheWholeObject(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		plan RatePlan
		want string
	}{
		{
			"what is not set is cleared",
			leastPlan(),
			`{"id":"weather_fees_only","organization":{"id":"acme"},"monetizationPackage":{"id":"weather"},"name":"Fees only","displayName":"Fees only","description":"Fees only","type":"STANDARD",` +
				`"developer":null,"developerCategory":null,"currency":{"id":"eur"},"startDate":"2026-01-01 00:00:00","endDate":null,"isPrivate":false,"published":false,"advance":false,"prorate":false,` +
				`"setUpFee":0,"recurringFee":null,"earlyTerminationFee":null,"recurringType":"CALENDAR","recurringStartUnit":1,"frequencyDuration":null,"frequencyDurationType":null,` +
				`"contractDuration":null,"contractDurationType":null,"freemiumUnit":null,"freemiumDuration":null,"freemiumDurationType":null,"paymentDueDays":null,"ratePlanDetails":[]}`,
		},
		{
			"ids of details and rates",
			RatePlan{ID: "weather_n", Name: "n", DisplayName: "n", Currency: "eur", StartDate: "2026-01-01", Parent: Parent{ID: "weather_before"}, KeepOriginalStartDate: true, Details: []RatePlanDetail{
				{ID: "d-1", Type: "RATECARD", Rates: []RatePlanRate{{ID: "r-1", Type: "RATECARD", Rate: amount("1"), StartUnit: amount("0"), EndUnit: amount("10")}, {Type: "RATECARD", Rate: amount("2"), StartUnit: amount("10")}}},
				{Type: "REVSHARE", Rates: []RatePlanRate{{ID: "not of this detail", Type: "REVSHARE", RevShare: amount("10"), StartUnit: amount("0")}}},
			}},
			`{"id":"weather_n","organization":{"id":"acme"},"monetizationPackage":{"id":"weather"},"name":"n","displayName":"n","description":null,"type":null,"developer":null,"developerCategory":null,"currency":{"id":"eur"},` +
				`"startDate":"2026-01-01","endDate":null,"isPrivate":false,"published":false,"advance":false,"prorate":false,"setUpFee":null,"recurringFee":null,"earlyTerminationFee":null,"recurringType":null,"recurringStartUnit":null,` +
				`"frequencyDuration":null,"frequencyDurationType":null,"contractDuration":null,"contractDurationType":null,"freemiumUnit":null,"freemiumDuration":null,"freemiumDurationType":null,"paymentDueDays":null,` +
				`"keepOriginalStartDate":true,"parentRatePlan":{"id":"weather_before"},"ratePlanDetails":[` +
				`{"id":"d-1","organization":{"id":"acme"},"currency":{"id":"eur"},"product":null,"type":"RATECARD","meteringType":null,"ratingParameter":null,"ratingParameterUnit":null,"revenueType":null,"duration":null,"durationType":null,` +
				`"freemiumUnit":null,"freemiumDuration":null,"freemiumDurationType":null,"paymentDueDays":null,"ratePlanRates":[` +
				`{"id":"r-1","type":"RATECARD","rate":1,"startUnit":0,"endUnit":10},{"type":"RATECARD","rate":2,"startUnit":10,"endUnit":null}]},` +
				`{"organization":{"id":"acme"},"currency":{"id":"eur"},"product":null,"type":"REVSHARE","meteringType":null,"ratingParameter":null,"ratingParameterUnit":null,"revenueType":null,"duration":null,"durationType":null,` +
				`"freemiumUnit":null,"freemiumDuration":null,"freemiumDurationType":null,"paymentDueDays":null,"ratePlanRates":[` +
				`{"type":"REVSHARE","revshare":10,"startUnit":0,"endUnit":null}]}]}`,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := sentBody(t, "PUT", plansPath+"/"+tt.plan.ID, func(c *Client) (RatePlan, error) { return c.RatePlans.In("weather").Kind.Put(t.Context(), tt.plan) })
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReviseRatePlan_sendsTheWholeParent(t *testing.T) {
	t.Parallel()
	parent := leastPlan()
	parent.Parent.ID = "weather_older"
	parent.Details = []RatePlanDetail{{ID: "d-1", Type: "RATECARD", Currency: "eur", Rates: []RatePlanRate{{ID: "r-1", Type: "RATECARD", Rate: amount("1"), StartUnit: amount("0")}}}}
	revision := parent
	revision.StartDate = "2027-01-01 00:00:00"
	got := sentBody(t, "POST", plansPath+"/weather_fees_only/revision", func(c *Client) (RatePlan, error) {
		return c.ReviseRatePlan(t.Context(), "weather", parent, revision)
	})
	common := `"organization":{"id":"acme"},"monetizationPackage":{"id":"weather"},"name":"Fees only","displayName":"Fees only","description":"Fees only","type":"STANDARD","currency":{"id":"eur"},`
	flags := `"isPrivate":false,"published":false,"advance":false,"prorate":false,"setUpFee":0,"recurringType":"CALENDAR","recurringStartUnit":1,`
	want := `{` + common + `"startDate":"2027-01-01 00:00:00",` + flags +
		`"parentRatePlan":{"id":"weather_fees_only",` + common + `"startDate":"2026-01-01 00:00:00",` + flags +
		`"parentRatePlan":{"id":"weather_older"},"ratePlanDetails":[{"id":"d-1","organization":{"id":"acme"},"currency":{"id":"eur"},"type":"RATECARD","ratePlanRates":[{"id":"r-1","type":"RATECARD","rate":1,"startUnit":0}]}]},` +
		`"ratePlanDetails":[{"organization":{"id":"acme"},"currency":{"id":"eur"},"type":"RATECARD","ratePlanRates":[{"type":"RATECARD","rate":1,"startUnit":0}]}]}`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if parent.Details[0].ID != "d-1" || parent.Details[0].Rates[0].ID != "r-1" {
		t.Errorf("the caller's plan was changed: %+v", parent.Details)
	}
}

// What an update sends reads back as what it was made from, so a plan that is read and written does
// not change.
func TestUpdateRatePlan_readsBackAsItself(t *testing.T) {
	t.Parallel()
	for _, plan := range []RatePlan{fullPlan(), leastPlan()} {
		checkRoundTrip(t, plan)
	}
}

func checkRoundTrip(t *testing.T, plan RatePlan) {
	t.Helper()
	c := New(nil, "acme")
	body, err := json.Marshal(c.prepared(string(plan.PackageID), plan))
	if err != nil {
		t.Fatal(err)
	}
	// These are the service's own, or not for requests.
	plan.CustomPaymentTerm, plan.Developer.Email, plan.Organization = false, "", Owner{ID: "acme"}
	// A list of nothing is sent as one.
	plan.Details = append([]RatePlanDetail{}, plan.Details...)
	for i := range plan.Details {
		plan.Details[i].CustomPaymentTerm = false
		plan.Details[i].Rates = append([]RatePlanRate{}, plan.Details[i].Rates...)
	}
	if diff := cmp.Diff(plan, decodePlan(t, string(body)), equalDecimals); diff != "" {
		t.Errorf("%s\n%s", body, diff)
	}
}

func TestWriteRatePlan_anAnswerWithoutIDIsAmbiguous(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`{}`, `{"name":"n"}`, ``, `<html>ok</html>`, `{"id":"weather_n","setUpFee":"free"}`} {
		c, sent := serve(t, says(201, body))
		if _, err := c.RatePlans.In("weather").Kind.Post(t.Context(), leastPlan()); !IsAmbiguous(err) {
			t.Errorf("create, %q: got %v", body, err)
		}
		if _, err := c.ReviseRatePlan(t.Context(), "weather", leastPlan(), leastPlan()); !IsAmbiguous(err) {
			t.Errorf("revise, %q: got %v", body, err)
		}
		if _, err := c.RatePlans.In("weather").Kind.Put(t.Context(), leastPlan()); err == nil || IsAmbiguous(err) {
			t.Errorf("update, %q: got %v", body, err)
		}
		if n := len(sent.all()); n != 3 {
			t.Errorf("%q: %d requests", body, n)
		}
	}
}

func TestDeleteRatePlan(t *testing.T) {
	t.Parallel()
	c, sent := serve(t, says(204, ""))
	if err := c.RatePlans.In("weather").Kind.Delete(t.Context(), "weather_fees_only"); err != nil {
		t.Fatal(err)
	}
	if call := sent.last(t); call.Method != "DELETE" || call.Path != plansPath+"/weather_fees_only" {
		t.Errorf("sent %+v", call)
	}
	c, _ = serve(t, says(400, mintError("mint.ratePlanPublished", "published plans stay")))
	if err := c.RatePlans.In("weather").Kind.Delete(t.Context(), "weather_fees_only"); !IsInvalid(err) {
		t.Errorf("got %v", err)
	}
}

func BenchmarkRatePlan_decode(b *testing.B) {
	data := []byte(fixture(b, "rate_plan_full.json"))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		var p RatePlan
		if err := json.Unmarshal(data, &p); err != nil {
			b.Fatal(err)
		}
	}
}
