package apigeefake_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// buys makes a purchase over the wire and returns its id.
func (s shop) buys(plan, start string, more fields) string {
	s.t.Helper()
	return fmt.Sprint(s.want(201, "POST", purchases, order(plan, start, more)).object["id"])
}

// charged lists what the buyer was charged, as type and amount.
func (s shop) charged() (all []string) {
	for _, x := range s.svc.Charges(org, buyer) {
		all = append(all, x.Type+" "+x.Amount.String())
	}
	return all
}

func (s shop) day(month time.Month, day int) {
	s.srv.Clock().Set(time.Date(2025, month, day, 12, 0, 0, 0, time.UTC))
}

func (s shop) bought(id string) apigeefake.Acceptance {
	for _, a := range s.svc.Acceptances(org, buyer) {
		if a.ID == id {
			return a
		}
	}
	return apigeefake.Acceptance{}
}

func TestPurchase_answers(t *testing.T) {
	t.Parallel()
	s := stocked(t, apigeefake.Switches{})
	s.sells(apigeefake.RatePlan{
		Package: "basic", Name: "Plan", RecurringFee: nullable("5"), FrequencyDuration: apigeefake.CountOf(1), FrequencyDurationType: "MONTH",
		ContractDuration: apigeefake.CountOf(1), ContractDurationType: "YEAR",
	})
	a := s.want(201, "POST", purchases, order("basic_plan", "2025-06-20", fields{"endDate": `"2025-12-31"`, "quotaTarget": "7", "suppressWarning": `"false"`}))
	for key, want := range map[string]any{
		"startDate": "2025-06-20 00:00:00", "endDate": "2025-12-31 00:00:00", "quotaTarget": json.Number("7"), "created": "2025-06-15 12:00:00",
		"nextRecurringFeeDate": "2025-07-20 00:00:00", "renewalDate": "2026-06-20 00:00:00", "nextCycleStartDate": "2026-06-20 00:00:00",
	} {
		if a.object[key] != want {
			t.Errorf("%s: %v", key, a.object[key])
		}
	}
	if a.object["waveTerminationCharge"] != nil || a.object["prevRecurringFeeDate"] != nil || at(t, a.object, "ratePlan", "monetizationPackage", "id") != "basic" {
		t.Errorf("%s", a.body)
	}
	if got := s.want(200, "GET", purchases+"/"+fmt.Sprint(a.object["id"]), ""); got.body != a.body {
		t.Errorf("GET %s", got.body)
	}
}

func TestPurchase_gates(t *testing.T) {
	t.Parallel()
	s := stocked(t, apigeefake.Switches{})
	s.svc.AddDeveloper(org, apigeefake.Developer{Email: "other@example.com"})
	s.sells(apigeefake.RatePlan{Package: "basic", Name: "Plan", StartDate: "2025-07-01 00:00:00", EndDate: "2025-12-31 00:00:00"})
	s.sells(apigeefake.RatePlan{Package: "basic", Name: "Own", Type: "DEVELOPER", Developer: "other@example.com"})
	s.svc.AddRatePlan(org, apigeefake.RatePlan{Package: "basic", Name: "Draft", Currency: "usd"})
	for _, tc := range []struct {
		status     int
		code, body string
	}{
		{400, "mint.invalidProperty", `{}`},
		{400, "mint.invalidProperty", order("basic_plan", "soon", nil)},
		{400, "mint.invalidProperty", order("basic_plan", "2025-07-01", fields{"developer": `{"id":"other@example.com"}`})},
		{400, "mint.invalidProperty", order("basic_plan", "2025-07-01", fields{"suppressWarning": `"yes"`})},
		{404, "mint.resourceDoesNotExist", order("none", "2025-07-01", nil)},
		{400, "mint.ratePlanNotPublished", order("basic_draft", "2025-07-01", nil)},
		{400, "mint.developerRatePlanAcceptError", order("basic_own", "2025-07-01", nil)},
		{400, "mint.startDateEarlierThanToday", order("basic_plan", "2025-06-14", nil)},
		{400, "mint.startDateEarlierThanPlanStartDate", order("basic_plan", "2025-06-30", nil)},
		{400, "mint.startDateLaterThanPlanEndDate", order("basic_plan", "2026-01-01", nil)},
		{400, "mint.endDateEarlierThanStart", order("basic_plan", "2025-07-02", fields{"endDate": `"2025-07-01"`})},
		{400, "mint.endDateLaterThanPlanEndDate", order("basic_plan", "2025-07-01", fields{"endDate": `"2026-01-01"`})},
	} {
		s.refused(tc.status, tc.code, "POST", purchases, tc.body)
	}
	s.refused(404, "mint.resourceDoesNotExist", "POST", "/developers/nobody/developer-rateplans", order("basic_plan", "2025-07-01", nil))
	s.refused(400, "mint.invalidParameter", "POST", purchases+"?waivefees=yes", order("basic_plan", "2025-07-01", nil))

	terms := s.svc.Terms(org)[0].ID
	s.svc.AnswerTermsInPortal(org, buyer, terms, "DECLINED")
	s.refused(400, "mint.developerTermsAndConditionsNotAccepted", "POST", purchases, order("basic_plan", "2025-07-01", nil))
	s.svc.AnswerTermsInPortal(org, buyer, terms, "ACCEPTED")
	for name, code := range map[string]string{
		"MINT_DEVELOPER_LEGAL_NAME": "mint.developerLegalCompanyNameNotSpecified", "MINT_DEVELOPER_ADDRESS": "mint.developerAddressNotSpecified",
		"MINT_BILLING_TYPE": "mint.developerBillingTypeNotSpecified",
	} {
		s.svc.Switch(func(w *apigeefake.Switches) { w.NeedsBillingType = name == "MINT_BILLING_TYPE" })
		before := s.svc.Attributes(org, buyer)
		s.svc.DeleteAttributeInConsole(org, buyer, name)
		s.refused(400, code, "POST", purchases, order("basic_plan", "2025-07-01", nil))
		for _, a := range before {
			s.svc.SetAttributeInConsole(org, buyer, a.Name, a.Value)
		}
	}
	if got := s.svc.Acceptances(org, buyer); len(got) != 0 {
		t.Errorf("a refused request made %+v", got)
	}
	s.buys("basic_plan", "2025-07-01", fields{"endDate": `"2025-12-31 00:00:00"`})
}

// A later version of the terms has to be accepted too, from the day on which it begins.
func TestPurchase_currentTerms(t *testing.T) {
	t.Parallel()
	s := stocked(t, apigeefake.Switches{})
	s.sells(apigeefake.RatePlan{Package: "basic", Name: "Plan"})
	s.svc.AddTerms(org, apigeefake.Terms{Version: "2", StartDate: "2025-07-01 00:00:00"})
	s.day(time.July, 1)
	s.refused(400, "mint.developerTermsAndConditionsNotAccepted", "POST", purchases, order("basic_plan", "2025-07-01", nil))
	s.svc.Switch(func(w *apigeefake.Switches) { w.IgnoreTerms = true })
	s.buys("basic_plan", "2025-07-01", nil)
}

func TestPurchase_samePlanTwice(t *testing.T) {
	t.Parallel()
	s := stocked(t, apigeefake.Switches{})
	s.sells(apigeefake.RatePlan{Package: "basic", Name: "Plan"})
	s.sells(apigeefake.RatePlan{Package: "deluxe", Name: "Plan"})
	s.buys("basic_plan", "2025-06-15", fields{"endDate": `"2025-06-30"`})
	s.refused(400, "mint.developerOnRatePlanWithStartDate", "POST", purchases, order("basic_plan", "2025-06-15", nil))
	s.refused(400, "mint.developerAlreadyActiveOnRatePlan", "POST", purchases, order("basic_plan", "2025-06-30", nil))
	s.buys("basic_plan", "2025-07-01", fields{"endDate": `"2025-07-31"`})
	s.refused(400, "mint.developerOnRatePlanWithStartDate", "POST", purchases, order("basic_plan", "2025-07-31", nil))
	s.svc.Switch(func(w *apigeefake.Switches) { w.DoublePurchases = true })
	s.buys("basic_plan", "2025-06-15", nil)
}

func TestPurchase_overlap(t *testing.T) {
	t.Parallel()
	s := stocked(t, apigeefake.Switches{})
	s.sells(apigeefake.RatePlan{Package: "basic", Name: "Plan A", EarlyTerminationFee: nullable("7.5")})
	s.sells(apigeefake.RatePlan{Package: "deluxe", Name: "Plan B"})
	first := s.buys("basic_plan_a", "2025-06-15", nil)
	s.day(time.June, 20)
	a := s.refused(400, "mint.developerHasFollowingOverlapRatePlans", "POST", purchases, order("deluxe_plan_b", "2025-07-01", nil))
	_, list, found := strings.Cut(fmt.Sprint(a.object["message"]), "=")
	var plans map[string]map[string]string
	if err := json.Unmarshal([]byte(list), &plans); err != nil || !found {
		t.Fatalf("%v: %s", err, a.body)
	}
	if diff := cmp.Diff(map[string]map[string]string{"basic_plan_a|Plan A": {"myorg@@@messaging": "messaging"}}, plans); diff != "" {
		t.Error(diff)
	}
	s.svc.Switch(func(w *apigeefake.Switches) { w.FormerOverlapCode = true })
	s.refused(400, "mint.developerAlreadyAcceptedRatePlanForProduct", "POST", purchases, order("deluxe_plan_b", "2025-07-01", nil))

	second := s.buys("deluxe_plan_b", "2025-07-01", fields{"suppressWarning": "true"})
	if got := s.bought(first); got.EndDate != "2025-06-30 00:00:00" {
		t.Errorf("replaced %+v", got)
	}
	s.buys("basic_plan_a", "2025-07-01", fields{"suppressWarning": `"true"`, "waveTerminationCharge": `"true"`})
	if got := s.bought(second); got.ID != "" {
		t.Errorf("what had not begun is still there: %+v", got)
	}
	if diff := cmp.Diff([]string{"TERMINATIONFEES 7.5"}, s.charged()); diff != "" {
		t.Error(diff)
	}
}

func TestPurchase_feesOfPostpaid(t *testing.T) {
	t.Parallel()
	s := stocked(t, apigeefake.Switches{})
	plan := apigeefake.RatePlan{
		Package: "basic", Name: "Ahead", SetUpFee: nullable("20"), RecurringFee: nullable("9.99"), Advance: true,
		FrequencyDuration: apigeefake.CountOf(1), FrequencyDurationType: "MONTH",
	}
	s.sells(plan)
	s.buys("basic_ahead", "2025-06-15", nil)
	want := []string{"SETUPFEES 20", "RECURRINGFEES 9.99"}
	if diff := cmp.Diff(want, s.charged()); diff != "" {
		t.Error(diff)
	}
	if got := s.svc.CreditLimit(org, buyer, "usd"); !got.Usage.Equal(dec("29.99")) || got.Set {
		t.Errorf("uses %+v", got)
	}
	s.day(time.August, 15)
	if n := s.svc.BillRecurringFees(org); n != 2 {
		t.Errorf("billed %d", n)
	}
	if n := s.svc.BillRecurringFees(org); n != 0 {
		t.Errorf("billed %d again", n)
	}
	if diff := cmp.Diff(append(want, "RECURRINGFEES 9.99", "RECURRINGFEES 9.99"), s.charged()); diff != "" {
		t.Error(diff)
	}

	s = stocked(t, apigeefake.Switches{})
	plan.Advance = false
	s.sells(plan)
	s.want(201, "POST", purchases+"?waivefees=true", order("basic_ahead", "2025-06-15", nil))
	if got := s.charged(); len(got) != 0 {
		t.Errorf("charged %v", got)
	}
}

func TestPurchase_fundsOfPrepaid(t *testing.T) {
	t.Parallel()
	s := stocked(t, apigeefake.Switches{})
	s.svc.SetBillingType(org, buyer, "PREPAID")
	s.sells(apigeefake.RatePlan{
		Package: "basic", Name: "Plan", SetUpFee: nullable("1200"), RecurringFee: nullable("134.56"), Advance: true,
		FrequencyDuration: apigeefake.CountOf(1), FrequencyDurationType: "MONTH",
	})
	buy := order("basic_plan", "2025-06-15", nil)
	a := s.refused(400, "mint.prepaidDeveloperHasNoBalance", "POST", purchases, buy)
	if !strings.HasSuffix(fmt.Sprint(a.object["message"]), "[1,334.5600]") {
		t.Errorf("%s", a.body)
	}
	const balances = "/developers/buyer%40example.com/developer-balances"
	s.want(200, "POST", balances, `{"amount":100,"supportedCurrency":{"id":"usd"}}`)
	a = s.refused(400, "mint.insufficientFunds", "POST", purchases, buy)
	if !strings.HasSuffix(fmt.Sprint(a.object["message"]), "[1,234.5600]") || at(t, a.object, "contexts", 2, "name") != "Total Rate Plan" ||
		at(t, a.object, "contexts", 2, "value") != "1334.5600" {
		t.Errorf("%s", a.body)
	}
	s.svc.Switch(func(w *apigeefake.Switches) { w.FundsWithoutContexts = true })
	if a = s.refused(400, "mint.insufficientFunds", "POST", purchases, buy); size(t, a.object, "contexts") != 0 {
		t.Errorf("%s", a.body)
	}
	if got := s.charged(); len(got) != 0 {
		t.Errorf("a refused purchase was charged %v", got)
	}
	s.svc.TopUp(org, buyer, "usd", dec("1234.56"))
	s.want(201, "POST", purchases, buy)
	list := s.want(200, "GET", balances+"?currencyId=usd", "")
	if number(t, list.object, "developerBalance", 0, "amount") != "1334.5600" || number(t, list.object, "developerBalance", 0, "usage") != "1334.5600" {
		t.Errorf("%s", list.body)
	}
	s.refused(400, "mint.invalidProperty", "POST", balances, `{"amount":0,"supportedCurrency":{"id":"usd"}}`)
	s.refused(404, "mint.resourceDoesNotExist", "POST", balances, `{"amount":1,"supportedCurrency":{"id":"gbp"}}`)
	s.svc.EditCurrencyInConsole(org, "usd", func(c *apigeefake.Currency) { c.MinimumTopUpAmount = nullable("10") })
	s.refused(400, "mint.amountLessThanMinimumTopUp", "POST", balances, `{"amount":9.99,"supportedCurrency":{"id":"usd"}}`)
}

func TestPurchase_update(t *testing.T) {
	t.Parallel()
	s := stocked(t, apigeefake.Switches{})
	s.sells(apigeefake.RatePlan{Package: "basic", Name: "Plan", EndDate: "2026-12-31 00:00:00", EarlyTerminationFee: nullable("12.25")})
	id := s.buys("basic_plan", "2025-06-15", fields{"quotaTarget": "3"})
	path := purchases + "/" + id
	change := func(more fields) string {
		return order("basic_plan", "2025-06-15", fields{"id": fmt.Sprintf("%q", id), "quotaTarget": "3"}.with(more))
	}
	s.refused(400, "mint.invalidProperty", "PUT", path, order("basic_plan", "2025-06-15", nil))
	s.refused(400, "mint.endDateEarlierThanToday", "PUT", path, change(fields{"endDate": `"2025-06-14"`}))
	s.refused(400, "mint.endDateLaterThanPlanEndDate", "PUT", path, change(fields{"endDate": `"2027-01-01"`}))
	s.refused(404, "mint.resourceDoesNotExist", "PUT", purchases+"/none", change(nil))
	s.refused(404, "mint.resourceDoesNotExist", "PUT", path, order("none", "2025-06-15", fields{"id": fmt.Sprintf("%q", id)}))

	s.want(200, "PUT", path, change(fields{"quotaTarget": "9"}))
	if got := s.bought(id); got.QuotaTarget.N != 9 || got.EndDate != "" || len(s.charged()) != 0 {
		t.Errorf("holds %+v", got)
	}
	a := s.want(200, "PUT", path, change(fields{"endDate": `"2025-06-30"`}))
	if a.object["endDate"] != "2025-06-30 00:00:00" {
		t.Errorf("%s", a.body)
	}
	s.want(200, "PUT", path, change(fields{"endDate": `"2025-07-31"`}))
	if diff := cmp.Diff([]string{"TERMINATIONFEES 12.25"}, s.charged()); diff != "" {
		t.Errorf("once for two ends: %s", diff)
	}
	if a := s.want(200, "PUT", path, change(fields{"endDate": "null"})); a.object["endDate"] != nil {
		t.Errorf("cleared: %s", a.body)
	}
	s.want(200, "PUT", path, change(fields{"startDate": `"2025-06-20"`}))
	if got := s.bought(id); got.StartDate != "2025-06-15 00:00:00" {
		t.Errorf("another start was taken: %+v", got)
	}

	s.svc.Switch(func(w *apigeefake.Switches) { w.EndDateStays, w.RefuseImmutableChanges = true, true })
	s.refused(400, "mint.propertyCanNotChange", "PUT", path, change(fields{"startDate": `"2025-06-20"`}))
	s.want(200, "PUT", path, change(fields{"endDate": `"2025-06-15"`}))
	if a := s.want(200, "PUT", path, change(nil)); a.object["endDate"] != "2025-06-15 00:00:00" {
		t.Errorf("the end does not stay: %s", a.body)
	}
	s.day(time.June, 16)
	s.refused(400, "mint.endDateCanNotChange", "PUT", path, change(fields{"endDate": `"2025-06-20"`}))
	s.want(200, "GET", path, "") // history stays
}

func TestPurchase_terminationFee(t *testing.T) {
	t.Parallel()
	term := apigeefake.RatePlan{
		Package: "basic", Name: "Plan", EarlyTerminationFee: nullable("5"), ContractDuration: apigeefake.CountOf(1), ContractDurationType: "MONTH",
	}
	for name, tc := range map[string]struct {
		switches apigeefake.Switches
		start    string
		change   fields
		want     int
	}{
		"within the term":  {apigeefake.Switches{}, "2025-06-15", fields{"endDate": `"2025-07-13"`}, 1},
		"with the term":    {apigeefake.Switches{}, "2025-06-15", fields{"endDate": `"2025-07-14"`}, 0},
		"waived":           {apigeefake.Switches{}, "2025-06-15", fields{"endDate": `"2025-07-01"`, "waveTerminationCharge": "true"}, 0},
		"before the start": {apigeefake.Switches{}, "2025-06-16", fields{"endDate": `"2025-07-01"`}, 0},
		"by switch":        {apigeefake.Switches{NoFeeWhenEnded: true}, "2025-06-15", fields{"endDate": `"2025-07-01"`}, 0},
	} {
		s := stocked(t, tc.switches)
		s.sells(term)
		id := s.buys("basic_plan", tc.start, nil)
		s.want(200, "PUT", purchases+"/"+id, order("basic_plan", tc.start, tc.change.with(fields{"id": fmt.Sprintf("%q", id)})))
		if got := s.charged(); len(got) != tc.want {
			t.Errorf("%s: charged %v", name, got)
		}
	}
}

func TestPurchase_delete(t *testing.T) {
	t.Parallel()
	s := stocked(t, apigeefake.Switches{})
	s.sells(apigeefake.RatePlan{Package: "basic", Name: "Plan", SetUpFee: nullable("20")})
	begun := s.buys("basic_plan", "2025-06-15", fields{"endDate": `"2025-06-16"`})
	future := s.buys("basic_plan", "2025-07-01", nil)
	s.refused(400, "mint.onlyFutureDeveloperRatePlanCanBeDeleted", "DELETE", purchases+"/"+begun, "")
	s.want(204, "DELETE", purchases+"/"+future, "")
	s.refused(404, "mint.resourceDoesNotExist", "DELETE", purchases+"/"+future, "")
	if diff := cmp.Diff([]string{"SETUPFEES 20", "SETUPFEES 20"}, s.charged()); diff != "" {
		t.Error(diff)
	}
	s.svc.Switch(func(w *apigeefake.Switches) { w.DeleteRefundsFees = true })
	s.want(204, "DELETE", purchases+"/"+s.buys("basic_plan", "2025-07-01", nil), "")
	if got := s.svc.CreditLimit(org, buyer, "usd").Usage; !got.Equal(dec("40")) {
		t.Errorf("uses %s", got)
	}
}

func TestPurchase_followsTheRevision(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		switches             apigeefake.Switches
		before, after, start string
		sameID               bool
	}{
		"documented":      {apigeefake.Switches{}, "basic_plan", "basic_plan_rev2", "2025-06-15 00:00:00", true},
		"at publication":  {apigeefake.Switches{MovedAtPublication: true}, "basic_plan_rev2", "basic_plan_rev2", "2025-06-15 00:00:00", true},
		"with its start":  {apigeefake.Switches{MovedStart: true}, "basic_plan", "basic_plan_rev2", "2025-07-01 00:00:00", true},
		"under a new one": {apigeefake.Switches{MovedUnderNewID: true}, "basic_plan", "basic_plan_rev2", "2025-07-01 00:00:00", false},
	} {
		s := stocked(t, tc.switches)
		s.sells(apigeefake.RatePlan{Package: "basic", Name: "Plan"})
		id := s.buys("basic_plan", "2025-06-15", nil)
		s.want(200, "POST", "/monetization-packages/basic/rate-plans/basic_plan/revision",
			leastPlan.with(fields{"name": `"Plan"`, "currency": `{"id":"usd"}`, "published": "true"}).String())
		last := func() apigeefake.Acceptance { all := s.svc.Acceptances(org, buyer); return all[len(all)-1] }
		if got := last(); got.Plan != tc.before {
			t.Errorf("%s: before, on %s", name, got.Plan)
		}
		s.day(time.July, 1)
		list := s.want(200, "GET", "/developers/buyer%40example.com/developer-accepted-rateplans", "")
		got := last()
		if got.Plan != tc.after || got.StartDate != tc.start || (got.ID == id) != tc.sameID || got.EndDate != "" {
			t.Errorf("%s: after, %+v", name, got)
		}
		if n := map[bool]int{true: 1, false: 2}[tc.sameID]; size(t, list.object, "developerRatePlan") != n {
			t.Errorf("%s: %s", name, list.body)
		}
		if !tc.sameID && s.bought(id).EndDate != "2025-06-30 00:00:00" {
			t.Errorf("%s: the old one ends at %s", name, s.bought(id).EndDate)
		}
	}
}

func TestPurchase_othersAct(t *testing.T) {
	t.Parallel()
	s := stocked(t, apigeefake.Switches{AcceptanceInList: true})
	s.sells(apigeefake.RatePlan{Package: "basic", Name: "Plan", SetUpFee: nullable("20")})
	id := s.svc.AcceptRatePlan(org, apigeefake.Acceptance{Developer: buyer, Plan: "basic_plan"})
	s.svc.EditAcceptanceInConsole(org, id, func(a *apigeefake.Acceptance) { a.ID, a.QuotaTarget = "x", apigeefake.CountOf(4) })
	if got := one(t, s.want(200, "GET", purchases+"/"+id, "")); number(t, got, "quotaTarget") != "4" || len(s.charged()) != 0 {
		t.Errorf("%v", got)
	}
	s.svc.DeleteAcceptanceInConsole(org, id)
	s.refused(404, "mint.resourceDoesNotExist", "GET", purchases+"/"+id, "")
}

func TestPurchase_firstFeeProrated(t *testing.T) {
	t.Parallel()
	s := stocked(t, apigeefake.Switches{ProratedFirstFee: true})
	for name, want := range map[string]string{"CALENDAR": "RECURRINGFEES 1.6", "CUSTOM": "RECURRINGFEES 3"} {
		s.sells(apigeefake.RatePlan{
			Package: "basic", Name: name, RecurringFee: nullable("3"), Advance: true, Prorate: true, RecurringType: name,
			FrequencyDuration: apigeefake.CountOf(1), FrequencyDurationType: "MONTH",
		})
		s.svc.DeleteAcceptanceInConsole(org, s.buys("basic_"+strings.ToLower(name), "2025-06-15", nil))
		if got := s.charged(); got[len(got)-1] != want {
			t.Errorf("%s: charged %v", name, got)
		}
	}
}

func TestPurchase_companiesApart(t *testing.T) {
	t.Parallel()
	s := stocked(t, apigeefake.Switches{CompaniesApart: true})
	s.svc.AddDeveloper(org, apigeefake.Developer{Name: "acme", IsCompany: true})
	s.refused(404, "mint.resourceDoesNotExist", "GET", "/developers/acme/developer-accepted-rateplans", "")
	s.want(200, "GET", "/companies/acme/developer-accepted-rateplans", "")
	s.want(200, "GET", "/developers/buyer%40example.com/developer-accepted-rateplans", "")
}
