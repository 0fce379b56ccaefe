package apigee

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
)

// jsonNumber reports whether a text is one JSON number and nothing else.
func jsonNumber(text string) bool {
	return json.Valid([]byte(text)) && strings.Trim(text, "+-.0123456789eE") == ""
}

// amounts reads a number in every place where the service writes one.
func amounts(text string) (map[string]*decimal.Decimal, error) {
	var (
		limit      list[creditLimit]
		adjustment billingAdjustment
		currency   SupportedCurrency
		plan       RatePlan
	)
	for body, out := range map[string]any{
		`[{"amount":#,"usage":#}]`:                 &limit,
		`{"adjustmentPercentageFactor":#}`:         &adjustment,
		`{"creditLimit":#,"minimumTopupAmount":#}`: &currency,
		`{"setUpFee":#,"recurringFee":#,"earlyTerminationFee":#,"freemiumUnit":#,"ratePlanDetails":[{"freemiumUnit":#,"ratePlanRates":[{"rate":#,"revshare":#,"startUnit":#,"endUnit":#}]}]}`: &plan,
	} {
		if err := json.Unmarshal([]byte(strings.ReplaceAll(body, "#", text)), out); err != nil {
			return nil, err
		}
	}
	found := limitsIn(limit.items)[0]
	factor := adjustment.flatten().PercentageFactor
	made := plan
	detail, rate := made.Details[0], made.Details[0].Rates[0]
	return map[string]*decimal.Decimal{
		"amount": &found.Amount, "usage": &found.Usage, "factor": &factor, "currency's limit": currency.CreditLimit.Value, "top-up": currency.MinimumTopUp.Value,
		"set-up fee": made.SetUpFee.Value, "recurring fee": made.RecurringFee.Value, "termination fee": made.EarlyTerminationFee.Value, "freemium": made.FreemiumUnit.Value,
		"detail's freemium": detail.FreemiumUnit.Value, "rate": rate.Rate.Value, "share": rate.RevShare.Value, "start": rate.StartUnit.Value, "end": rate.EndUnit.Value,
	}, nil
}

// FuzzAmounts holds every amount against math/big: it arrives as it was written, as a number or as
// text, and leaves as it arrived, without an exponent.
func FuzzAmounts(f *testing.F) {
	for _, seed := range []string{"1000.0000", "0", "-0.0", "0.00001", "1e3", "-100", "999.9999", "76.6052", "12345678901234567.89", "1E-100", "1e999999999", "0.1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !jsonNumber(text) {
			t.Skip("not a JSON number")
		}
		for _, written := range []string{text, `"` + text + `"`, `" ` + text + ` "`} {
			arrived, err := amounts(written)
			if err != nil {
				if len(text) < maxDigits && !strings.ContainsAny(text, "eE") {
					t.Errorf("%s: %v", written, err)
				}
				return
			}
			want, ok := new(big.Rat).SetString(text)
			if !ok {
				t.Fatalf("%s is no number", text)
			}
			for what, got := range arrived {
				if got == nil || got.Rat().Cmp(want) != 0 {
					t.Fatalf("%s: %s arrived as %v", written, what, got)
				}
				sent, err := json.Marshal(exactOf(got))
				if again, ok := new(big.Rat).SetString(string(sent)); err != nil || !ok || again.Cmp(want) != 0 || strings.ContainsAny(string(sent), `eE+"`) {
					t.Fatalf("%s: %s left as %s, %v", written, what, sent, err)
				}
			}
		}
	})
}

func decode[W any](data string) (w W, ok bool) {
	err := json.Unmarshal([]byte(data), &w)
	return w, err == nil
}

// FuzzList: the shape in which a list comes changes nothing of what is on it, and what is on it can
// be told and printed.
func FuzzList(f *testing.F) {
	f.Add(fmt.Sprintf(subscription, `{"id":"a","name":"n","ratePlanDetails":[]}`))
	f.Add(`{"amount":1000.0000,"id":"b-1","supportedCurrency":{"id":"usd","name":"USD","organization":{}},"usage":76.6052}`)
	f.Add(`{"creditLimit":"5000","id":"usd","name":"USD","virtualCurrency":"false"}`)
	f.Add(`{"id":"u-1","email":"dev@example.com","isCompany":false,"developerCategory":{"id":"c"}}`)
	f.Add(`{"address":[],"ITEM":[{"id":"s"}],"item":{"id":"r"},"totalRecords":"1"}`)
	f.Add(`null`)
	f.Fuzz(func(t *testing.T, item string) {
		if !json.Valid([]byte(item)) {
			t.Skip("not JSON")
		}
		checkShapes(t, item, func(w creditLimit) any { return limitsIn([]creditLimit{w}) })
		checkShapes(t, item, func(w billingAdjustment) any { return w.flatten() })
		checkShapes(t, item, func(w SupportedCurrency) any { return w })
		checkShapes(t, item, func(w Developer) any { return w })
		checkShapes(t, item, func(w RatePlan) any { return w })
		checkShapes(t, item, func(w AcceptedRatePlan) any { return w })

		one, ok := decode[subscriptionOrPlan](item)
		if ok && one.ID+one.RatePlan.ID == "" && one.objectID() != "" {
			t.Errorf("%q names nothing", one.objectID())
		}
	})
}

func checkShapes[W any](t *testing.T, item string, flatten func(W) any) {
	t.Helper()
	read := func(data string) (items []any, total int64, ok bool) {
		answer := list[W]{wrapper: "item"}
		if json.Unmarshal([]byte(data), &answer) != nil {
			return nil, 0, false
		}
		total = -1
		if answer.total.Value != nil {
			total = *answer.total.Value
		}
		return each(answer.items, flatten), total, true
	}
	same := func(what string, want, got []any) {
		t.Helper()
		if diff := cmp.Diff(want, got, equalDecimals); diff != "" {
			t.Fatalf("%s of %s: %s", what, item, diff)
		}
	}
	w, ok := decode[W](item)
	want := []any{flatten(w), flatten(w)}
	for _, shape := range []struct {
		format string
		total  int64
	}{{`[%s,%s]`, -1}, {`{"item":[%s,%s]}`, -1}, {`{"totalRecords":2,"item":[%s,%s]}`, 2}, {`{"address":[{"id":1}],"Item":[%s,%s],"total":7,"totalRecords":"9"}`, 9}} {
		got, total, read := read(fmt.Sprintf(shape.format, item, item))
		if read != ok {
			t.Fatalf("%s of %s: read is %v, want %v", shape.format, item, read, ok)
		}
		if ok {
			same(shape.format, want, got)
			if total != shape.total {
				t.Fatalf("%s: total %d", shape.format, total)
			}
		}
	}
	if ok && strings.HasPrefix(strings.TrimSpace(item), "{") {
		got, _, _ := read(`{"item":` + item + `}`)
		same("one in the wrapper", want[:1], got)
	}
	first, _, _ := read(item)
	again, _, _ := read(item)
	same("reading twice", first, again)
}

// FuzzBillingAdjustment: an adjustment that was read is the same after it was sent back, by either
// form of its month.
func FuzzBillingAdjustment(f *testing.F) {
	f.Add(`{"id":"a-1","name":"Goodwill","adjustmentPercentageFactor":-12.5000,"billingMonth":"11","billingYear":2025,"isPublished":false,"organization":{"id":"acme"}}`)
	f.Add(`{"id":"a-2","name":"ü","adjustmentPercentageFactor":"999.9999","billingMonth":"july","billingYear":"2025","isPublished":"true","transactionType":"CHARGE",
		"developerBillingType":"POSTPAID","monetizationPackage":{"id":"acme@@@weather","product":[{"id":"rain"}]},"product":{"id":"rain"},"developer":{"id":"u-1","email":"dev@example.com"}}`)
	f.Add(`{"billingMonth":0,"billingYear":1e3}`)
	f.Add(`{"billingMonth":{"month":5}}`)
	f.Fuzz(func(t *testing.T, data string) {
		w, ok := decode[billingAdjustment](data)
		if !ok {
			return
		}
		want := w.flatten()
		if (want.Month < time.January || want.Month > time.December) && want.Month != 0 {
			t.Fatalf("month %d", want.Month)
		}
		for _, format := range []MonthFormat{MonthNumber, MonthName} {
			body, err := New(nil, "acme", WithMonthFormat(format)).expandAdjustment(want)
			if (err == nil) != (want.Month != 0) {
				t.Fatalf("month %d: %v", want.Month, err)
			}
			if err != nil {
				return
			}
			sent, err := json.Marshal(body)
			if err != nil {
				t.Fatal(err)
			}
			again, ok := decode[billingAdjustment](string(sent))
			got := again.flatten()
			// An email is not sent, and the month's own text is the service's.
			got.Developer.Email, got.MonthText = want.Developer.Email, want.MonthText
			if diff := cmp.Diff(want, got, equalDecimals); !ok || diff != "" {
				t.Fatalf("%s was sent as %s: %s", data, sent, diff)
			}
			if got.naturalKey() != want.naturalKey() {
				t.Fatalf("the key %q became %q", want.naturalKey(), got.naturalKey())
			}
		}
	})
}

// FuzzRatePlan: a plan that was read is the same after it was sent back, and no different from
// itself.
func FuzzRatePlan(f *testing.F) {
	f.Add(fixture(f, "rate_plan_full.json"))
	f.Add(fixture(f, "rate_plan_least.json"))
	f.Add(`{"id":"p","freemiumUnit":"1e3","ratePlanDetails":[{"ratePlanRates":[null]}],"parentRatePlan":{"id":"a@@@b"}}`)
	f.Add(`null`)
	f.Fuzz(func(t *testing.T, data string) {
		plan, ok := decode[RatePlan](data)
		if !ok || plan.ID == "" {
			return
		}
		checkRoundTrip(t, plan)
		if differences := plan.Differences(plan); len(differences) > 0 {
			t.Errorf("%s differs from itself: %v", data, differences)
		}
		if differences := plan.Differences(plan.WithIDsOf(plan)); len(differences) > 0 {
			t.Errorf("%s differs as its own update: %v", data, differences)
		}
		if again := plan.WithIDsOf(plan); len(again.Details) != len(plan.Details) {
			t.Errorf("%d details, want %d", len(again.Details), len(plan.Details))
		}
	})
}

// FuzzPaging: whatever habits the server has, all means all of it and each once, or an error.
func FuzzPaging(f *testing.F) {
	f.Add(250, 20, 0, false, false, false)
	f.Add(65, 20, 3, true, false, false)
	f.Add(60, 20, 0, true, true, false)
	f.Add(100, 1000, 0, true, false, true)
	f.Fuzz(func(t *testing.T, n, largest, overlap int, countless, missAtEnd, knowsAll bool) {
		if n < 0 || n > 400 || largest < 1 || overlap < 0 || overlap >= min(largest, pageSize) || n/largest > 50 {
			t.Skip("no such server")
		}
		c, sent := serve(t, shelf{n: n, largest: largest, overlap: overlap, countless: countless, missAtEnd: missAtEnd, knowsAll: knowsAll}.page)
		got, err := c.BillingAdjustments.List(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for i, a := range got {
			if a.ID != fmt.Sprintf("%04d", i) {
				t.Fatalf("number %d is %s", i, a.ID)
			}
		}
		if len(got) != n || len(sent.all()) > n/min(largest, pageSize)+3 {
			t.Errorf("got %d of %d after %d requests", len(got), n, len(sent.all()))
		}
	})
}

// FuzzAnswer: whatever answers a POST that adds, it was made, it was refused, or it is unknown; and
// gone is only what the service itself says is gone.
func FuzzAnswer(f *testing.F) {
	for _, body := range []string{
		`{"id":"a-1","name":"n","adjustmentPercentageFactor":5.0000,"billingMonth":"5","billingYear":2025}`, `{"id":""}`, `{"id":5}`, `null`, ``,
		mintError("mint.resourceDoesNotExist", "gone"), `{"code":"keymanagement.service.x","message":["a","b"],"cause":{"message":"c","contexts":[{"name":"Tax","value":"1"}]}}`,
		`{"fault":{"faultstring":"f","detail":{"errorcode":"mint.resourceDoesNotExist"}}}`, `<html>login</html>`, `{"Code":"mint.noSuchResource"}`,
	} {
		for _, status := range []int{200, 201, 302, 400, 404, 408, 409, 500} {
			f.Add(status, body)
		}
	}
	f.Fuzz(func(t *testing.T, status int, body string) {
		if status < 200 || status > 599 || status == 204 || status == 304 {
			t.Skip("an answer that has no body")
		}
		c, sent := serve(t, says(status, body))
		made, err := c.BillingAdjustments.Kind.Post(t.Context(), BillingAdjustment{Name: "n", Month: 6, Year: 2025})
		unknown := status < 400 || status == 408 || status >= 500
		switch {
		case err == nil && (made.ID == "" || status >= 300):
			t.Errorf("made %+v", made)
		case err != nil && IsAmbiguous(err) != unknown:
			t.Errorf("ambiguous is %v: %v", IsAmbiguous(err), err)
		}
		if n := len(sent.all()); n != 1 {
			t.Errorf("%d requests", n)
		}
		if _, err = c.BillingAdjustments.Kind.Get(t.Context(), "a-1"); IsNotFound(err) {
			own := strings.Contains(body, "mint.") || strings.Contains(body, "developer.service.") || strings.Contains(body, "keymanagement.service.")
			if status < 300 || !json.Valid([]byte(body)) || !own && !strings.Contains(body, `\u`) {
				t.Errorf("%d %q passes for not found", status, body)
			}
		}
	})
}
