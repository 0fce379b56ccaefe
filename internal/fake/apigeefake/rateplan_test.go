package apigeefake_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const plans = "/monetization-packages/messaging_package/rate-plans"

// fields are the keys of a request body, as JSON text.
type fields map[string]string

// with returns a copy with more keys; an empty text takes a key away.
func (f fields) with(more fields) fields {
	c := maps.Clone(f)
	for key, text := range more {
		if text == "" {
			delete(c, key)
			continue
		}
		c[key] = text
	}
	return c
}

func (f fields) String() string {
	pairs := make([]string, 0, len(f))
	for _, key := range slices.Sorted(maps.Keys(f)) {
		pairs = append(pairs, fmt.Sprintf("%q:%s", key, f[key]))
	}
	return "{" + strings.Join(pairs, ",") + "}"
}

// leastPlan has the keys that a plan cannot do without.
var leastPlan = fields{"name": `"Big Plan"`, "displayName": `"Big"`, "currency": `{"id":"USD"}`, "startDate": `"2025-07-01"`}

// bandedDetail has two bands that touch.
var bandedDetail = fields{
	"type": `"RATECARD"`, "meteringType": `"VOLUME"`, "duration": `1`, "durationType": `"MONTH"`,
	"ratePlanRates": `[{"type":"RATECARD","rate":0.05,"startUnit":0,"endUnit":100},{"type":"RATECARD","rate":0.025,"startUnit":100}]`,
}

// wholePlan has every key that a request can carry.
var wholePlan = leastPlan.with(fields{
	"description": `"A plan"`, "type": `"STANDARD"`, "published": `false`, "isPrivate": `false`, "advance": `true`, "prorate": `"true"`,
	"organization": `{"id":"myorg"}`, "monetizationPackage": `{"id":"messaging_package"}`, "endDate": `"2026-07-01 00:00:00"`,
	"setUpFee": `20`, "recurringFee": `10.5`, "earlyTerminationFee": `0`, "recurringType": `"CALENDAR"`, "recurringStartUnit": `3`,
	"frequencyDuration": `1`, "frequencyDurationType": `"WEEK"`, "contractDuration": `1`, "contractDurationType": `"YEAR"`,
	"freemiumUnit": `5`, "freemiumDuration": `2`, "freemiumDurationType": `"DAY"`, "paymentDueDays": `30`, "keepOriginalStartDate": `false`,
	"ratePlanDetails": "[" + bandedDetail.String() + "]", "developer": `null`, "developerCategory": `null`, "id": `null`,
})

// createPlan makes a plan over the API and returns its path.
func createPlan(b *bench, body fields) string {
	b.t.Helper()
	return plans + "/" + fmt.Sprint(b.want(201, "POST", plans, body.String()).object["id"])
}

// echo is an answered plan as a client sends it back, with more keys.
func echo(t *testing.T, a answer, more fields) fields {
	t.Helper()
	sent := fields{}
	for key, v := range a.object {
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		sent[key] = string(text)
	}
	return sent.with(more)
}

func TestRatePlan_leastRequest(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	a := b.want(201, "POST", plans, leastPlan.String())
	for key, want := range map[string]any{
		"id": "messaging_package_big_plan", "type": "STANDARD", "published": false, "isPrivate": false, "advance": false, "prorate": false,
		"startDate": "2025-07-01 00:00:00", "recurringType": "CALENDAR", "setUpFee": json.Number("0.0000"), "recurringStartUnit": json.Number("1"),
		"customPaymentTerm": false, "keepOriginalStartDate": false, "ratePlanDetails": []any{},
	} {
		if diff := cmp.Diff(want, a.object[key]); diff != "" {
			t.Errorf("%s: %s", key, diff)
		}
	}
	for _, key := range []string{
		"endDate", "recurringFee", "earlyTerminationFee", "frequencyDuration", "frequencyDurationType", "contractDuration", "freemiumUnit", "paymentDueDays",
		"developer", "developerCategory", "parentRatePlan", "description",
	} {
		if _, there := a.object[key]; there {
			t.Errorf("%s is there: %v", key, a.object[key])
		}
	}
	if at(t, a.object, "currency", "organization", "id") != org || at(t, a.object, "monetizationPackage", "product", 1, "organization", "id") != org {
		t.Errorf("references are not expanded: %s", a.body)
	}
	if got := b.want(200, "GET", plans+"/messaging_package_big_plan", ""); got.body != a.body {
		t.Errorf("GET %s", got.body)
	}
}

func TestRatePlan_wholeRequest(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	a := b.want(201, "POST", plans, wholePlan.String())
	for key, want := range map[string]any{
		"description": "A plan", "advance": true, "prorate": true, "endDate": "2026-07-01 00:00:00", "paymentDueDays": "30", "customPaymentTerm": true,
		"setUpFee": json.Number("20.0000"), "recurringFee": json.Number("10.5000"), "earlyTerminationFee": json.Number("0.0000"),
		"recurringStartUnit": json.Number("3"), "frequencyDuration": json.Number("1"), "frequencyDurationType": "WEEK",
		"contractDuration": json.Number("1"), "contractDurationType": "YEAR",
		"freemiumUnit": json.Number("5"), "freemiumDuration": json.Number("2"), "freemiumDurationType": "DAY",
	} {
		if a.object[key] != want {
			t.Errorf("%s is %v", key, a.object[key])
		}
	}
	detail := at(t, a.object, "ratePlanDetails", 0)
	for key, want := range map[string]any{
		"type": "RATECARD", "meteringType": "VOLUME", "ratingParameter": "VOLUME", "duration": json.Number("1"), "durationType": "MONTH",
		"aggregateFreemiumCounters": true, "aggregateStandardCounters": true, "aggregateTransactions": true, "customPaymentTerm": false,
		"freemiumUnit": json.Number("0"), "freemiumDuration": json.Number("0"), "freemiumDurationType": "MONTH",
	} {
		if got := at(t, detail, key); got != want {
			t.Errorf("detail: %s is %v", key, got)
		}
	}
	if at(t, detail, "currency", "name") != "USD" || at(t, detail, "organization", "id") != org {
		t.Errorf("detail: references are not expanded: %v", detail)
	}
	first, second := at(t, detail, "ratePlanRates", 0), at(t, detail, "ratePlanRates", 1)
	if number(t, first, "rate") != "0.0500" || number(t, first, "startUnit") != "0" || number(t, first, "endUnit") != "100" ||
		number(t, second, "rate") != "0.0250" || at(t, second, "endUnit") != nil || at(t, first, "id") == at(t, second, "id") {
		t.Errorf("rates: %v, %v", first, second)
	}

	stored, ok := b.svc.RatePlan(org, "messaging_package_big_plan")
	if !ok || !stored.RecurringFee.Decimal.Equal(dec("10.5")) || stored.Currency != "usd" || len(stored.Details) != 1 ||
		!stored.Details[0].Rates[1].Rate.Decimal.Equal(dec("0.025")) || stored.FrequencyDuration != apigeefake.CountOf(1) {
		t.Errorf("holds %+v", stored)
	}
	stored.Details[0].Rates[1].Type = "changed"
	if again, _ := b.svc.RatePlan(org, stored.ID); again.Details[0].Rates[1].Type != "RATECARD" {
		t.Error("the truth was changed through a copy")
	}
}

func TestRatePlan_refusals(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	before := b.svc.RatePlans(org, "")
	detail := func(more fields) fields {
		return leastPlan.with(fields{"ratePlanDetails": "[" + bandedDetail.with(more).String() + "]"})
	}
	rates := func(text string) fields { return detail(fields{"ratePlanRates": text}) }
	for _, tc := range []struct {
		code string
		body fields
	}{
		{"mint.invalidProperty", leastPlan.with(fields{"name": ""})},
		{"mint.invalidProperty", leastPlan.with(fields{"displayName": ""})},
		{"mint.invalidProperty", leastPlan.with(fields{"currency": ""})},
		{"mint.invalidProperty", leastPlan.with(fields{"startDate": ""})},
		{"mint.invalidProperty", leastPlan.with(fields{"name": `""`})},
		{"mint.invalidProperty", leastPlan.with(fields{"currency": `"usd"`})},
		{"mint.invalidProperty", leastPlan.with(fields{"currency": `{}`})},
		{"mint.invalidProperty", leastPlan.with(fields{"startDate": `"2025-07-01T00:00:00Z"`})},
		{"mint.invalidProperty", leastPlan.with(fields{"startDate": `"2025-02-30"`})},
		{"mint.endDateEarlierThanStart", leastPlan.with(fields{"endDate": `"2025-06-30"`})},
		{"mint.invalidProperty", leastPlan.with(fields{"type": `"SPECIAL"`})},
		{"mint.invalidProperty", leastPlan.with(fields{"type": `"DEVELOPER"`})},
		{"mint.invalidProperty", leastPlan.with(fields{"type": `"DEVELOPER_CATEGORY"`})},
		{"mint.invalidProperty", leastPlan.with(fields{"developer": `{"id":"dev@example.com"}`})},
		{"mint.invalidProperty", leastPlan.with(fields{"setUpFee": `"20"`})},
		{"mint.invalidProperty", leastPlan.with(fields{"setUpFee": `0.00001`})},
		{"mint.invalidProperty", leastPlan.with(fields{"recurringFee": `-1`})},
		{"mint.invalidProperty", leastPlan.with(fields{"published": `"maybe"`})},
		{"mint.invalidProperty", leastPlan.with(fields{"recurringType": `"WEEKLY"`})},
		{"mint.invalidProperty", leastPlan.with(fields{"recurringStartUnit": `32`})},
		{"mint.invalidProperty", leastPlan.with(fields{"frequencyDuration": `1`})},
		{"mint.invalidProperty", leastPlan.with(fields{"frequencyDurationType": `"DAY"`})},
		{"mint.invalidProperty", leastPlan.with(fields{"contractDuration": `1.5`, "contractDurationType": `"DAY"`})},
		{"mint.invalidProperty", leastPlan.with(fields{"contractDuration": `1`, "contractDurationType": `"DECADE"`})},
		{"mint.invalidProperty", leastPlan.with(fields{"paymentDueDays": `"soon"`})},
		{"mint.invalidProperty", leastPlan.with(fields{"organization": `{"id":"other"}`})},
		{"mint.invalidProperty", leastPlan.with(fields{"monetizationPackage": `{"id":"other"}`})},
		{"mint.invalidProperty", leastPlan.with(fields{"ratePlanDetails": `{}`})},
		{"mint.invalidProperty", leastPlan.with(fields{"ratePlanDetails": `[1]`})},
		{"mint.invalidProperty", detail(fields{"type": ""})},
		{"mint.invalidProperty", detail(fields{"type": `"USAGE_TARGET"`})},
		{"mint.invalidProperty", detail(fields{"meteringType": `"DEV_SPECIFIC"`})},
		{"mint.invalidProperty", detail(fields{"revenueType": `"SOME"`})},
		{"mint.invalidProperty", detail(fields{"durationType": ""})},
		{"mint.invalidProperty", rates(`[{"rate":1}]`)},
		{"mint.invalidProperty", rates(`[{"type":"RATECARD"}]`)},
		{"mint.invalidProperty", rates(`[{"type":"RATECARD","revshare":1}]`)},
		{"mint.invalidProperty", rates(`[{"type":"RATECARD","rate":1,"revshare":1}]`)},
		{"mint.invalidProperty", rates(`[{"type":"RATECARD","rate":-1}]`)},
		{"mint.invalidProperty", rates(`[{"type":"RATECARD","rate":0.12345}]`)},
		{"mint.invalidRate", rates(`[{"type":"REVSHARE","revshare":1}]`)},
		{"mint.invalidRate", rates(`[{"type":"RATECARD","rate":1,"startUnit":1}]`)},
		{"mint.invalidRate", rates(`[{"type":"RATECARD","rate":1,"endUnit":10},{"type":"RATECARD","rate":1,"startUnit":11}]`)},
		{"mint.invalidRate", rates(`[{"type":"RATECARD","rate":1},{"type":"RATECARD","rate":1,"startUnit":10}]`)},
		{"mint.invalidRate", rates(`[{"type":"RATECARD","rate":1,"endUnit":0}]`)},
		{"mint.invalidCurrency", detail(fields{"type": `"REVSHARE"`, "currency": `{"id":"eur"}`, "ratePlanRates": `[]`})},
		{"mint.invalidProperty", detail(fields{"type": `"REVSHARE"`, "ratePlanRates": `[{"type":"REVSHARE","revshare":100.5}]`})},
	} {
		b.refused(400, tc.code, "POST", plans, tc.body.String())
	}
	for _, body := range []fields{
		leastPlan.with(fields{"currency": `{"id":"gbp"}`}),
		leastPlan.with(fields{"type": `"DEVELOPER"`, "developer": `{"id":"nobody"}`}),
		leastPlan.with(fields{"type": `"DEVELOPER_CATEGORY"`, "developerCategory": `{"id":"none"}`}),
		detail(fields{"currency": `{"id":"gbp"}`}),
		detail(fields{"product": `{"id":"none"}`}),
	} {
		b.refused(404, "mint.resourceDoesNotExist", "POST", plans, body.String())
	}
	b.refused(400, "mint.invalidJson", "POST", plans, "")
	b.refused(404, "mint.resourceDoesNotExist", "POST", "/monetization-packages/none/rate-plans", leastPlan.String())
	for _, method := range []string{"GET", "PUT", "DELETE"} {
		b.refused(404, "mint.resourceDoesNotExist", method, plans+"/none", "")
	}
	b.svc.AddPackage(org, apigeefake.Package{Name: "other"})
	b.refused(404, "mint.resourceDoesNotExist", "GET", "/monetization-packages/other/rate-plans/"+apigeefake.DemoPlan, "")
	if diff := cmp.Diff(before, b.svc.RatePlans(org, "")); diff != "" {
		t.Errorf("refused requests changed something: %s", diff)
	}
}

func TestRatePlan_namesAreUniqueInAPackage(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	createPlan(b, leastPlan)
	b.refused(409, "mint.resourceAlreadyExists", "POST", plans, leastPlan.String())
	b.refused(409, "mint.resourceAlreadyExists", "POST", plans, leastPlan.with(fields{"name": `"big_plan"`}).String()) // the same id
	b.svc.AddPackage(org, apigeefake.Package{Name: "other"})
	b.want(201, "POST", "/monetization-packages/other/rate-plans", leastPlan.String())
	item := createPlan(b, leastPlan.with(fields{"name": `"Second"`}))
	second := b.want(200, "GET", item, "")
	b.refused(409, "mint.resourceAlreadyExists", "PUT", item, echo(t, second, fields{"name": `"Big Plan"`}).String())
}

func TestRatePlan_typesAndReferences(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	a := b.want(201, "POST", plans, leastPlan.with(fields{"type": `"DEVELOPER"`, "developer": `{"id":"dev@example.com"}`}).String())
	id := fmt.Sprint(at(t, a.object, "developer", "id"))
	if at(t, a.object, "developer", "email") != dev || strings.Contains(id, "@") {
		t.Errorf("answered %v", a.object["developer"])
	}
	b.want(201, "POST", plans, leastPlan.with(fields{"name": `"b"`, "type": `"DEVELOPER"`, "developer": `{"id":"` + id + `"}`}).String())
	gold := b.svc.AddCategory(org, apigeefake.Category{Name: "Platinum"})
	a = b.want(201, "POST", plans, leastPlan.with(fields{"name": `"c"`, "type": `"DEVELOPER_CATEGORY"`, "developerCategory": `{"id":"` + gold + `"}`}).String())
	if at(t, a.object, "developerCategory", "name") != "Platinum" {
		t.Errorf("answered %v", a.object["developerCategory"])
	}
	a = b.want(201, "POST", plans, leastPlan.with(fields{"name": `"d"`, "ratePlanDetails": `[{"type":"REVSHARE_RATECARD","revenueType":"NET","product":{"id":"archive"},` +
		`"ratePlanRates":[{"type":"REVSHARE","revshare":12.5},{"type":"RATECARD","rate":100}]}]`}).String())
	if at(t, a.object, "ratePlanDetails", 0, "product", "name") != "archive" || number(t, a.object, "ratePlanDetails", 0, "ratePlanRates", 0, "revshare") != "12.5000" {
		t.Errorf("answered %v", a.object["ratePlanDetails"])
	}
}

func TestRatePlan_rateDecimalPlaces(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	b.svc.AddOrganization(apigeefake.Organization{ID: "fine", RateDecimalPlaces: 6})
	b.svc.AddCurrency("fine", apigeefake.Currency{Name: "USD"})
	b.svc.AddPackage("fine", apigeefake.Package{Name: "p"})
	body := leastPlan.with(fields{"ratePlanDetails": `[{"type":"RATECARD","ratePlanRates":[{"type":"RATECARD","rate":0.000025}]}]`})
	a := b.sendTo("POST", b.svc.Endpoint()+"/organizations/fine/monetization-packages/p/rate-plans", body.String(), "Bearer "+apigeefake.AccessToken)
	if a.status != 201 || number(t, a.object, "ratePlanDetails", 0, "ratePlanRates", 0, "rate") != "0.000025" {
		t.Errorf("%d %s", a.status, a.body)
	}
}

func TestRatePlan_draftsChange(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	item := createPlan(b, wholePlan)
	a := b.want(200, "GET", item, "")

	b.refused(400, "mint.invalidProperty", "PUT", item, echo(t, a, fields{"id": ""}).String())
	b.refused(400, "mint.invalidProperty", "PUT", item, echo(t, a, fields{"id": `"other"`}).String())
	b.refused(400, "mint.invalidJson", "PUT", item, "")
	if same := b.want(200, "PUT", item, echo(t, a, nil).String()); same.body != a.body {
		t.Errorf("a PUT of the same: %s", cmp.Diff(a.object, same.object))
	}

	rates := at(t, a.object, "ratePlanDetails", 0, "ratePlanRates")
	detailID := fmt.Sprint(at(t, a.object, "ratePlanDetails", 0, "id"))
	firstID, secondID := fmt.Sprint(at(t, rates, 0, "id")), fmt.Sprint(at(t, rates, 1, "id"))
	change := func(rates string) fields {
		return fields{
			"displayName": `"Bigger"`, "endDate": `null`,
			"ratePlanDetails": fmt.Sprintf("[%s]", bandedDetail.with(fields{"id": fmt.Sprintf("%q", detailID), "ratePlanRates": rates})),
		}
	}
	changed := b.want(200, "PUT", item, echo(t, a, change(fmt.Sprintf(
		`[{"id":%q,"type":"RATECARD","rate":0.06,"startUnit":0,"endUnit":50},{"type":"RATECARD","rate":0.055,"startUnit":50,"endUnit":100},{"id":%q,"type":"RATECARD","rate":0.025,"startUnit":100}]`,
		firstID, secondID))).String())
	if changed.object["displayName"] != "Bigger" || changed.object["endDate"] != nil || at(t, changed.object, "ratePlanDetails", 0, "id") != detailID ||
		at(t, changed.object, "ratePlanDetails", 0, "ratePlanRates", 0, "id") != firstID || at(t, changed.object, "ratePlanDetails", 0, "ratePlanRates", 2, "id") != secondID ||
		number(t, changed.object, "ratePlanDetails", 0, "ratePlanRates", 1, "rate") != "0.0550" {
		t.Errorf("answered %s", changed.body)
	}

	for code, rates := range map[string]string{
		"mint.missingId":       `[{"type":"RATECARD","rate":0.06,"startUnit":0}]`,
		"mint.invalidProperty": `[{"id":"other","type":"RATECARD","rate":0.06,"startUnit":0}]`,
	} {
		b.refused(400, code, "PUT", item, echo(t, a, change(rates)).String())
	}
	b.refused(400, "mint.invalidProperty", "PUT", item, echo(t, a, change(fmt.Sprintf(
		`[{"id":%[1]q,"type":"RATECARD","rate":1,"endUnit":9},{"id":%[1]q,"type":"RATECARD","rate":2,"startUnit":9}]`, firstID))).String())
	b.refused(400, "mint.missingId", "PUT", item, echo(t, a, fields{"ratePlanDetails": "[" + bandedDetail.String() + "]"}).String())
	b.svc.Switch(func(s *apigeefake.Switches) { s.LooseRateIDs = true })
	loose := b.want(200, "PUT", item, echo(t, a, fields{"ratePlanDetails": "[" + bandedDetail.String() + "]"}).String())
	if at(t, loose.object, "ratePlanDetails", 0, "id") == detailID {
		t.Error("a detail without an id kept its id")
	}
	if none := b.want(200, "PUT", item, echo(t, a, fields{"ratePlanDetails": "[]"}).String()); size(t, none.object, "ratePlanDetails") != 0 {
		t.Errorf("details: %v", none.object["ratePlanDetails"])
	}
	b.want(204, "DELETE", item, "")
	b.refused(404, "mint.resourceDoesNotExist", "GET", item, "")
}

func TestRatePlan_missingKeysOfAPut(t *testing.T) {
	t.Parallel()
	least := leastPlan.with(fields{"id": `"messaging_package_big_plan"`})

	b := newBench(t, apigeefake.Switches{})
	a := b.want(200, "PUT", createPlan(b, wholePlan), least.String())
	if a.object["endDate"] != nil || a.object["recurringFee"] != nil || a.object["advance"] != false || size(t, a.object, "ratePlanDetails") != 0 {
		t.Errorf("missing keys were kept: %s", a.body)
	}

	b = newBench(t, apigeefake.Switches{PutKeepsMissing: true})
	item := createPlan(b, wholePlan)
	a = b.want(200, "PUT", item, least.with(fields{"recurringFee": `null`}).String())
	if a.object["endDate"] == nil || a.object["recurringFee"] != nil || a.object["advance"] != true || size(t, a.object, "ratePlanDetails", 0, "ratePlanRates") != 2 {
		t.Errorf("missing keys were not kept: %s", a.body)
	}
	b.want(200, "PUT", item, `{"id":"messaging_package_big_plan","published":true,"endDate":null}`)
	a = b.want(200, "PUT", item, `{"id":"messaging_package_big_plan","endDate":"2025-09-01"}`)
	if a.object["endDate"] != "2025-09-01 00:00:00" || a.object["published"] != true {
		t.Errorf("answered %s", a.body)
	}
}

func TestRatePlan_publishedPlansOnlyEnd(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{ShuffleOrder: true})
	item := createPlan(b, wholePlan.with(fields{"endDate": "", "startDate": `"2025-06-01"`}))
	a := b.want(200, "PUT", item, echo(t, b.want(200, "GET", item, ""), fields{"published": `true`}).String())
	if a.object["published"] != true {
		t.Fatalf("not published: %s", a.body)
	}
	b.want(200, "PUT", item, echo(t, a, nil).String())
	for _, change := range []fields{
		{"published": `false`}, {"displayName": `"Other"`}, {"name": `"Other"`}, {"setUpFee": `20.0001`}, {"setUpFee": `null`}, {"isPrivate": `true`},
		{"startDate": `"2025-06-02"`}, {"description": ""}, {"ratePlanDetails": `[]`}, {"ratePlanDetails": ""}, {"currency": `{"id":"eur"}`},
	} {
		b.refused(400, "mint.publishedRatePlanCanNotChange", "PUT", item, echo(t, a, change).String())
	}
	b.refused(400, "mint.publishedRatePlanCanNotBeDeleted", "DELETE", item, "")
	b.refused(400, "mint.endDateEarlierThanToday", "PUT", item, echo(t, a, fields{"endDate": `"2025-06-14"`}).String())
	b.want(200, "PUT", item, echo(t, a, fields{"setUpFee": `20.00`, "endDate": `"2025-06-15"`, "startDate": `"2025-06-01"`}).String())
	for _, end := range []string{`null`, `"2025-06-20"`} {
		b.refused(400, "mint.endDateCanNotChange", "PUT", item, echo(t, a, fields{"endDate": end}).String())
	}
	if stored, _ := b.svc.RatePlan(org, "messaging_package_big_plan"); stored.EndDate != "2025-06-15 00:00:00" || !stored.Published {
		t.Errorf("holds %+v", stored)
	}
}

func TestRatePlan_revisions(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	draft := createPlan(b, leastPlan)
	b.refused(400, "mint.ratePlanNotPublished", "POST", draft+"/revision", leastPlan.with(fields{"startDate": `"2025-08-01"`}).String())
	b.svc.PublishRatePlanInConsole(org, "messaging_package_big_plan")
	parent := b.want(200, "GET", draft, "")

	revision := echo(t, parent, fields{"id": "", "endDate": "", "startDate": `"2025-08-01"`, "parentRatePlan": parent.body, "keepOriginalStartDate": `true`, "published": `false`})
	b.refused(400, "mint.startDateEarlierThanPlanStartDate", "POST", draft+"/revision", revision.with(fields{"startDate": `"2025-07-01"`}).String())
	b.refused(400, "mint.invalidProperty", "POST", draft+"/revision", revision.with(fields{"parentRatePlan": `{"id":"other"}`}).String())
	b.refused(409, "mint.resourceAlreadyExists", "POST", draft+"/revision", revision.with(fields{"name": `"Summer Offer"`}).String())
	b.refused(404, "mint.resourceDoesNotExist", "POST", plans+"/none/revision", revision.String())
	a := b.want(200, "POST", draft+"/revision", revision.String())
	if a.object["id"] != "messaging_package_big_plan_rev2" || a.object["keepOriginalStartDate"] != true || at(t, a.object, "parentRatePlan", "id") != "messaging_package_big_plan" ||
		at(t, a.object, "parentRatePlan", "currency", "organization", "id") != org {
		t.Errorf("answered %s", a.body)
	}
	if stored, _ := b.svc.RatePlan(org, "messaging_package_big_plan"); stored.EndDate != "" {
		t.Errorf("a draft has ended its parent at %s", stored.EndDate)
	}
	item := plans + "/messaging_package_big_plan_rev2"
	b.refused(400, "mint.startDateEarlierThanPlanStartDate", "PUT", item, echo(t, a, fields{"startDate": `"2025-06-01"`}).String())
	b.want(200, "PUT", item, echo(t, a, fields{"published": `true`}).String())
	if stored, _ := b.svc.RatePlan(org, "messaging_package_big_plan"); stored.EndDate != "2025-08-01 00:00:00" {
		t.Errorf("the parent ends at %q", stored.EndDate)
	}
	b.refused(400, "mint.startDateEarlierThanPlanEndDate", "POST", draft+"/revision", revision.String())
	third := b.want(200, "POST", item+"/revision", revision.with(fields{"startDate": `"2025-09-01"`, "published": `true`, "parentRatePlan": "", "name": `"Big Plan III"`}).String())
	if third.object["id"] != "messaging_package_big_plan_iii" || at(t, third.object, "parentRatePlan", "parentRatePlan", "name") != "Big Plan" {
		t.Errorf("answered %s", third.body)
	}
	if stored, _ := b.svc.RatePlan(org, "messaging_package_big_plan_rev2"); stored.EndDate != "2025-09-01 00:00:00" {
		t.Errorf("the parent of the third ends at %q", stored.EndDate)
	}

	b.svc.Switch(func(s *apigeefake.Switches) { s.RevisionNeedsWholeParent = true })
	item = plans + "/messaging_package_big_plan_iii"
	next := revision.with(fields{"startDate": `"2025-10-01"`})
	b.refused(400, "mint.invalidProperty", "POST", item+"/revision", next.with(fields{"parentRatePlan": `{"id":"messaging_package_big_plan_iii"}`}).String())
	b.want(200, "POST", item+"/revision", next.with(fields{"parentRatePlan": third.body}).String())
}

// plansBy returns a key of each plan in a list.
func plansBy(t *testing.T, a answer, key string) (all []string) {
	t.Helper()
	for i := range size(t, a.object, "ratePlan") {
		all = append(all, fmt.Sprint(at(t, a.object, "ratePlan", i, key)))
	}
	return all
}

func TestRatePlan_revisionLeavesAnEndThatIsSet(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	b.svc.ExpireRatePlanInConsole(org, apigeefake.DemoPlan, "2025-06-30 00:00:00")
	body := leastPlan.with(fields{"currency": `{"id":"eur"}`, "published": `true`})
	b.refused(400, "mint.startDateEarlierThanPlanEndDate", "POST", plans+"/"+apigeefake.DemoPlan+"/revision", body.with(fields{"startDate": `"2025-06-30"`}).String())
	b.want(200, "POST", plans+"/"+apigeefake.DemoPlan+"/revision", body.String())
	if stored, _ := b.svc.RatePlan(org, apigeefake.DemoPlan); stored.EndDate != "2025-06-30 00:00:00" {
		t.Errorf("the parent ends at %s", stored.EndDate)
	}
}

func TestRatePlan_listsAndFilters(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	gold := b.want(200, "GET", "/developer-categories", "")
	add := func(name string, p apigeefake.RatePlan) {
		p.Package, p.Name, p.Currency = apigeefake.DemoPackage, name, "usd"
		b.svc.AddRatePlan(org, p)
	}
	add("future", apigeefake.RatePlan{Published: true, StartDate: "2025-07-01 00:00:00"})
	add("expired", apigeefake.RatePlan{Published: true, StartDate: "2025-01-01 00:00:00", EndDate: "2025-06-14 00:00:00"})
	add("last day", apigeefake.RatePlan{Published: true, StartDate: "2025-01-01 00:00:00", EndDate: "2025-06-15 00:00:00"})
	add("private", apigeefake.RatePlan{Published: true, Private: true})
	add("mine", apigeefake.RatePlan{Published: true, Type: "DEVELOPER", Developer: dev})
	add("theirs", apigeefake.RatePlan{Published: true, Type: "DEVELOPER", Developer: apigeefake.DemoPrepaid})
	add("golden", apigeefake.RatePlan{Published: true, Type: "DEVELOPER_CATEGORY", Category: fmt.Sprint(at(t, gold.object, "developerCategory", 0, "id"))})
	b.svc.AddPackage(org, apigeefake.Package{Name: "other", Products: []string{"archive"}})
	b.svc.AddRatePlan(org, apigeefake.RatePlan{Package: "other", Name: "elsewhere", Currency: "usd", Published: true})

	everything := []string{"Pay As You Go", "Summer Offer", "future", "expired", "last day", "private", "mine", "theirs", "golden", "elsewhere"}
	for _, tc := range []struct {
		path string
		want []string
	}{
		{plans, []string{"Pay As You Go", "last day"}},
		{plans + "?size=1&page=2", []string{"Pay As You Go", "last day"}},
		{plans + "?current=false", []string{"Pay As You Go", "Summer Offer", "future", "expired", "last day"}},
		{plans + "?showPrivate=true", []string{"Pay As You Go", "last day", "private"}},
		{plans + "?standard=false", []string{"Pay As You Go", "last day", "mine", "theirs", "golden"}},
		{plans + "?current=false&showPrivate=true&standard=false", everything[:9]},
		{"/rate-plans?all=true", everything},
		{"/rate-plans?size=2&page=5", everything[8:]},
		{"/developers/dev%40example.com/developer-rateplans", []string{"Pay As You Go", "last day", "mine", "golden", "elsewhere"}},
		{"/developers/prepaid%40example.com/developer-rateplans?all=true", []string{"Pay As You Go", "last day", "theirs", "elsewhere"}},
	} {
		a := b.want(200, "GET", tc.path, "")
		if diff := cmp.Diff(tc.want, plansBy(t, a, "name")); diff != "" {
			t.Errorf("%s: %s", tc.path, diff)
		}
	}
	if a := b.want(200, "GET", "/rate-plans?size=2", ""); number(t, a.object, "totalRecords") != "10" || number(t, a.object, "total") != "10" {
		t.Errorf("totals: %v %v", a.object["totalRecords"], a.object["total"])
	}
	for _, q := range []string{"?current=x", "?showPrivate=", "?standard=1"} {
		b.refused(400, "mint.invalidParameter", "GET", plans+q, "")
	}

	b.svc.Switch(func(s *apigeefake.Switches) { s.FutureIsCurrent, s.OrganizationListNoDrafts = true, true })
	if diff := cmp.Diff([]string{"Pay As You Go", "future", "last day"}, plansBy(t, b.want(200, "GET", plans, ""), "name")); diff != "" {
		t.Errorf("future is current: %s", diff)
	}
	if got := plansBy(t, b.want(200, "GET", "/rate-plans?all=true", ""), "name"); slices.Contains(got, "Summer Offer") {
		t.Errorf("a draft is listed: %v", got)
	}
}

func TestRatePlan_packagesAreMonetizedByPublishedPlans(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	b.svc.AddPackage(org, apigeefake.Package{Name: "other"})
	for q, want := range map[string]int{"": 1, "?monetized=true": 1, "?monetized=false": 2} {
		if a := b.want(200, "GET", "/monetization-packages"+q, ""); size(t, a.object, "monetizationPackage") != want {
			t.Errorf("%q: %s", q, a.body)
		}
	}
}

func TestRatePlan_acceptances(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	private := b.svc.AddRatePlan(org, apigeefake.RatePlan{Package: apigeefake.DemoPackage, Name: "private", Currency: "usd", Private: true, Published: true})
	mustPanic(t, "buying a draft", func() {
		b.svc.AcceptRatePlan(org, apigeefake.Acceptance{Developer: dev, Plan: apigeefake.DemoDraft})
	})
	id := b.svc.AcceptRatePlan(org, apigeefake.Acceptance{
		Developer: dev, Plan: private, EndDate: "2025-12-31 00:00:00", NextCycleStartDate: "2025-07-01 00:00:00", QuotaTarget: apigeefake.CountOf(0),
	})
	list := b.want(200, "GET", "/developers/dev%40example.com/developer-accepted-rateplans", "")
	if diff := cmp.Diff([]string{apigeefake.DemoPlan, private}, []string{
		fmt.Sprint(at(t, list.object, "developerRatePlan", 0, "ratePlan", "id")), fmt.Sprint(at(t, list.object, "developerRatePlan", 1, "ratePlan", "id")),
	}); diff != "" {
		t.Error(diff)
	}
	a := b.want(200, "GET", "/developers/dev%40example.com/developer-rateplans/"+id, "")
	for key, want := range map[string]any{
		"id": id, "startDate": "2025-06-15 00:00:00", "endDate": "2025-12-31 00:00:00", "created": "2025-06-15 12:00:00", "updated": "2025-06-15 12:00:00",
		"nextCycleStartDate": "2025-07-01 00:00:00", "quotaTarget": json.Number("0"), "renewalDate": nil,
	} {
		if a.object[key] != want {
			t.Errorf("%s is %v", key, a.object[key])
		}
	}
	if at(t, a.object, "developer", "email") != dev {
		t.Errorf("answered %s", a.body)
	}
	for _, path := range []string{"prepaid%40example.com/developer-rateplans/" + id, "dev%40example.com/developer-rateplans/" + private} {
		b.refused(404, "mint.resourceDoesNotExist", "GET", "/developers/"+path, "")
	}
	b.svc.Switch(func(s *apigeefake.Switches) { s.PlanByPlanID = true })
	if a := b.want(200, "GET", "/developers/dev%40example.com/developer-rateplans/"+private, ""); a.object["id"] != private || a.object["ratePlan"] != nil {
		t.Errorf("by the plan's id: %s", a.body)
	}
	b.refused(404, "mint.resourceDoesNotExist", "GET", "/developers/dev%40example.com/developer-rateplans/"+apigeefake.DemoDraft, "")

	mine := func() []string {
		return plansBy(t, b.want(200, "GET", "/developers/dev%40example.com/developer-rateplans", ""), "id")
	}
	if !slices.Contains(mine(), private) {
		t.Errorf("an accepted private plan is not among %v", mine())
	}
	b.svc.EndAcceptance(org, id, "2025-06-14 00:00:00")
	if slices.Contains(mine(), private) {
		t.Errorf("an ended private plan is among %v", mine())
	}
	if got := b.svc.Acceptances(org, dev); len(got) != 2 || got[1].EndDate != "2025-06-14 00:00:00" {
		t.Errorf("holds %+v", got)
	}
}

func TestRatePlan_ofAProduct(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	of := func(developer, product, q string) string {
		return "/developers/" + developer + "/products/" + product + "/rate-plan-by-developer-product" + q
	}
	const mine, theirs = "dev%40example.com", "prepaid%40example.com"
	if a := b.want(200, "GET", of(mine, "messaging", ""), ""); a.object["id"] != apigeefake.DemoPlan {
		t.Errorf("answered %s", a.body)
	}
	b.svc.AddProduct(org, apigeefake.Product{Name: "lonely"})
	b.svc.AddProduct(org, apigeefake.Product{Name: "bundled"})
	b.svc.AddPackage(org, apigeefake.Package{Name: "private", Products: []string{"bundled"}})
	hidden := b.svc.AddRatePlan(org, apigeefake.RatePlan{Package: "private", Name: "hidden", Currency: "usd", Private: true, Published: true})
	b.refused(404, "mint.noCurrentPublishableEntity", "GET", of(mine, "bundled", ""), "")
	if a := b.want(200, "GET", of(mine, "bundled", "?showPrivate=true"), ""); a.object["id"] != hidden {
		t.Errorf("answered %s", a.body)
	}
	b.refused(404, "mint.productNotPartOfAnyMonetizationPackage", "GET", of(mine, "lonely", ""), "")
	b.refused(404, "mint.resourceDoesNotExist", "GET", of(mine, "none", ""), "")
	b.refused(404, "mint.resourceDoesNotExist", "GET", of("nobody", "messaging", ""), "")

	second := b.svc.AddRatePlan(org, apigeefake.RatePlan{Package: apigeefake.DemoPackage, Name: "second", Currency: "usd", Published: true})
	b.svc.AcceptRatePlan(org, apigeefake.Acceptance{Developer: apigeefake.DemoPrepaid, Plan: second})
	if a := b.want(200, "GET", of(theirs, "messaging", ""), ""); a.object["id"] != second {
		t.Errorf("an accepted plan does not come first: %v", a.object["id"])
	}
	b.svc.Switch(func(s *apigeefake.Switches) { s.ByProductList, s.ByProductNone400 = true, true })
	if diff := cmp.Diff([]string{second, apigeefake.DemoPlan}, plansBy(t, b.want(200, "GET", of(theirs, "messaging", ""), ""), "id")); diff != "" {
		t.Error(diff)
	}
	b.refused(400, "mint.noCurrentPublishableEntity", "GET", of(mine, "bundled", ""), "")
}

func TestRatePlan_switches(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{
		ShuffleOrder: true, ExtraKeys: true, PlainZeros: true, AggregateFlagsOff: true, RefusePastStart: true, DeleteAnswersObject: true,
	})
	b.refused(400, "mint.startDateEarlierThanToday", "POST", plans, leastPlan.with(fields{"startDate": `"2025-06-14"`}).String())
	b.want(201, "POST", plans, leastPlan.with(fields{"name": `"today"`, "startDate": `"2025-06-15"`}).String())
	a := b.want(201, "POST", plans, wholePlan.with(fields{"ratePlanDetails": "[" + bandedDetail.String() + "," + bandedDetail.with(fields{"product": `{"id":"archive"}`}).String() + "]"}).String())
	if at(t, a.object, "ratePlanDetails", 0, "product", "id") != "archive" || number(t, a.object, "ratePlanDetails", 0, "ratePlanRates", 0, "startUnit") != "100" {
		t.Errorf("not shuffled: %v", a.object["ratePlanDetails"])
	}
	if at(t, a.object, "ratePlanDetails", 0, "aggregateTransactions") != false || number(t, a.object, "earlyTerminationFee") != "0" {
		t.Errorf("answered %s", a.body)
	}
	for _, path := range [][]any{{}, {"ratePlanDetails", 0}, {"ratePlanDetails", 0, "ratePlanRates", 0}, {"currency"}, {"monetizationPackage", "product", 0}} {
		if at(t, a.object, append(path, "undocumentedFlag")...) != true {
			t.Errorf("no further keys at %v", path)
		}
	}
	stored, _ := b.svc.RatePlan(org, "messaging_package_big_plan")
	if stored.Details[0].Product != "" || stored.Details[0].Rates[0].StartUnit.Sign() != 0 {
		t.Errorf("the truth is shuffled: %+v", stored.Details)
	}
	if old := b.want(200, "DELETE", plans+"/messaging_package_big_plan", ""); old.object["name"] != "Big Plan" {
		t.Errorf("DELETE %s", old.body)
	}
}

func TestRatePlan_othersAct(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	b.svc.EditRatePlanInConsole(org, apigeefake.DemoDraft, func(p *apigeefake.RatePlan) { p.DisplayName = "By hand" })
	b.svc.ExpireRatePlanInConsole(org, apigeefake.DemoPlan, "2025-06-10 00:00:00")
	if a := b.want(200, "GET", plans, ""); size(t, a.object, "ratePlan") != 0 {
		t.Errorf("an expired plan is current: %s", a.body)
	}
	if a := b.want(200, "GET", plans+"/"+apigeefake.DemoDraft, ""); a.object["displayName"] != "By hand" {
		t.Errorf("answered %s", a.body)
	}
	b.svc.PublishRatePlanInConsole(org, apigeefake.DemoDraft)
	if a := b.want(200, "GET", plans, ""); size(t, a.object, "ratePlan") != 1 {
		t.Errorf("a published plan is not current: %s", a.body)
	}
	b.svc.DeleteRatePlanInConsole(org, apigeefake.DemoDraft)
	if _, ok := b.svc.RatePlan(org, apigeefake.DemoDraft); ok {
		t.Error("the plan is still there")
	}
	b.srv.Clock().Set(time.Date(2030, time.January, 1, 0, 0, 0, 0, time.UTC))
	if got := b.svc.RatePlans(org, apigeefake.DemoPackage); len(got) != 1 || got[0].ID != apigeefake.DemoPlan {
		t.Errorf("holds %+v", got)
	}
	mustPanic(t, "an unknown package", func() { b.svc.AddRatePlan(org, apigeefake.RatePlan{Package: "none", Currency: "usd"}) })
	b.svc.DeleteDeveloper(org, dev)
	b.refused(404, "mint.resourceDoesNotExist", "GET", "/developers/dev%40example.com/developer-accepted-rateplans", "")
}
