package apigeefake_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const adjustments = "/billing-adjustments"

// adjustmentBody is a whole request, with further keys to add: `"product":{"id":"messaging"}`.
func adjustmentBody(month, more string) string {
	if more != "" {
		more = "," + more
	}
	return fmt.Sprintf(`{"name":"Spring sale","adjustmentPercentageFactor":-12.5,"billingMonth":%s,"billingYear":2025,"organization":{"id":"myorg"}%s}`, month, more)
}

// createAdjustment makes an adjustment over the API and returns its id.
func createAdjustment(b *bench, body string) string {
	b.t.Helper()
	return fmt.Sprint(b.want(201, "POST", adjustments, body).object["id"])
}

func TestAdjustment_lifeCycle(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	all := `"monetizationPackage":{"id":"messaging_package"},"product":{"id":"messaging"},"developer":{"id":"dev@example.com"},` +
		`"developerBillingType":"BOTH","transactionType":"TRUEUPS","isPublished":true`
	a := b.want(201, "POST", adjustments, adjustmentBody(`"4"`, all))
	if number(t, a.object, "adjustmentPercentageFactor") != "-12.5000" || a.object["billingMonth"] != "4" || number(t, a.object, "billingYear") != "2025" ||
		a.object["isPublished"] != true || at(t, a.object, "organization", "currency") != "USD" || at(t, a.object, "product", "name") != "messaging" ||
		at(t, a.object, "monetizationPackage", "product", 0, "id") != "messaging" || at(t, a.object, "developer", "email") != dev {
		t.Errorf("answered %s", a.body)
	}
	id := fmt.Sprint(a.object["id"])
	developer := fmt.Sprint(at(t, a.object, "developer", "id"))
	want := apigeefake.Adjustment{
		ID: id, Name: "Spring sale", Factor: dec("-12.5"), Month: time.May, Year: 2025, DeveloperBillingType: "BOTH", TransactionType: "TRUEUPS",
		Published: true, Package: "messaging_package", Product: "messaging", Developer: developer,
	}
	if diff := cmp.Diff([]apigeefake.Adjustment{want}, b.svc.Adjustments(org)); diff != "" {
		t.Error(diff)
	}
	item := adjustments + "/" + id
	if got := b.want(200, "GET", item, ""); got.body != a.body {
		t.Errorf("GET %s", got.body)
	}
	if list := b.want(200, "GET", adjustments, ""); size(t, list.object, "billingAdjustment") != 1 || number(t, list.object, "totalRecords") != "1" {
		t.Errorf("list %s", list.body)
	}

	update := fmt.Sprintf(`{"id":%q,"name":"Sale","adjustmentPercentageFactor":999.9999,"billingMonth":"4","billingYear":2025,"organization":{"id":"myorg"},%s}`, id, all)
	if got := b.want(200, "PUT", item, update); got.object["name"] != "Sale" || number(t, got.object, "adjustmentPercentageFactor") != "999.9999" {
		t.Errorf("PUT %s", got.body)
	}
	want.Name, want.Factor = "Sale", dec("999.9999")
	if diff := cmp.Diff([]apigeefake.Adjustment{want}, b.svc.Adjustments(org)); diff != "" {
		t.Error(diff)
	}
	if got := b.want(204, "DELETE", item, ""); got.body != "" {
		t.Errorf("DELETE %s", got.body)
	}
	for _, method := range []string{"GET", "PUT", "DELETE"} {
		b.refused(404, "mint.resourceDoesNotExist", method, item, update)
	}
}

func TestAdjustment_leastRequestAndDuplicates(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	a := b.want(201, "POST", adjustments, adjustmentBody(`"0"`, `"product":null`))
	for _, key := range []string{"product", "monetizationPackage", "developer", "developerBillingType", "transactionType"} {
		if _, there := a.object[key]; there {
			t.Errorf("%s is there: %s", key, a.body)
		}
	}
	if a.object["isPublished"] != false {
		t.Errorf("published by itself: %s", a.body)
	}
	b.want(201, "POST", adjustments, adjustmentBody(`"0"`, ""))
	if got := b.svc.Adjustments(org); len(got) != 2 || got[0].ID == got[1].ID || got[0].Month != time.January {
		t.Errorf("holds %+v", got)
	}
}

func TestAdjustment_refusals(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	for _, tc := range []struct {
		status     int
		code, body string
	}{
		{400, "mint.invalidJson", ``},
		{400, "mint.invalidJson", `[]`},
		{400, "mint.invalidProperty", `{}`},
		{400, "mint.invalidProperty", `{"adjustmentPercentageFactor":1,"billingMonth":"1","billingYear":2025,"organization":{"id":"myorg"}}`},
		{400, "mint.invalidProperty", `{"name":"a","billingMonth":"1","billingYear":2025,"organization":{"id":"myorg"}}`},
		{400, "mint.invalidProperty", `{"name":"a","adjustmentPercentageFactor":1,"billingYear":2025,"organization":{"id":"myorg"}}`},
		{400, "mint.invalidProperty", `{"name":"a","adjustmentPercentageFactor":1,"billingMonth":"1","organization":{"id":"myorg"}}`},
		{400, "mint.invalidProperty", `{"name":"a","adjustmentPercentageFactor":1,"billingMonth":"1","billingYear":2025}`},
		{400, "mint.invalidProperty", `{"name":"a","adjustmentPercentageFactor":1,"billingMonth":"1","billingYear":2025,"organization":{"id":"other"}}`},
		{400, "mint.invalidProperty", `{"name":"","adjustmentPercentageFactor":1,"billingMonth":"1","billingYear":2025,"organization":{"id":"myorg"}}`},
		{400, "mint.invalidProperty", `{"name":"a","adjustmentPercentageFactor":"1","billingMonth":"1","billingYear":2025,"organization":{"id":"myorg"}}`},
		{400, "mint.invalidProperty", `{"name":"a","adjustmentPercentageFactor":1.00001,"billingMonth":"1","billingYear":2025,"organization":{"id":"myorg"}}`},
		{400, "mint.invalidAdjustmentPercentageFactor", `{"name":"a","adjustmentPercentageFactor":1000,"billingMonth":"1","billingYear":2025,"organization":{"id":"myorg"}}`},
		{400, "mint.invalidAdjustmentPercentageFactor", `{"name":"a","adjustmentPercentageFactor":-100.0001,"billingMonth":"1","billingYear":2025,"organization":{"id":"myorg"}}`},
		{400, "mint.invalidProperty", `{"name":"a","adjustmentPercentageFactor":1,"billingMonth":"1","billingYear":"2025","organization":{"id":"myorg"}}`},
		{400, "mint.invalidBillingYear", `{"name":"a","adjustmentPercentageFactor":1,"billingMonth":"1","billingYear":25,"organization":{"id":"myorg"}}`},
		{400, "mint.invalidBillingMonth", adjustmentBody(`"12"`, "")},
		{400, "mint.invalidBillingMonth", adjustmentBody(`"-1"`, "")},
		{400, "mint.invalidBillingMonth", adjustmentBody(`"May"`, "")},
		{400, "mint.invalidBillingMonth", adjustmentBody(`""`, "")},
		{400, "mint.invalidBillingMonth", adjustmentBody(`{}`, "")},
		{400, "mint.billingMonthNotOpen", adjustmentBody(`"5"`, "")}, // the clock stands in June
		{400, "mint.billingMonthNotOpen", adjustmentBody(`"DECEMBER"`, "")},
		{400, "mint.invalidProperty", adjustmentBody(`"1"`, `"developerBillingType":"POSTPAYED"`)},
		{400, "mint.invalidProperty", adjustmentBody(`"1"`, `"transactionType":""`)},
		{400, "mint.invalidProperty", adjustmentBody(`"1"`, `"isPublished":"yes"`)},
		{400, "mint.invalidProperty", adjustmentBody(`"1"`, `"product":"messaging"`)},
		{404, "mint.resourceDoesNotExist", adjustmentBody(`"1"`, `"product":{"id":"x"}`)},
		{404, "mint.resourceDoesNotExist", adjustmentBody(`"1"`, `"monetizationPackage":{"id":"x"}`)},
		{404, "mint.resourceDoesNotExist", adjustmentBody(`"1"`, `"developer":{"id":"x"}`)},
	} {
		b.refused(tc.status, tc.code, "POST", adjustments, tc.body)
	}
	if got := b.svc.Adjustments(org); len(got) != 0 {
		t.Errorf("refused requests made %+v", got)
	}
}

func TestAdjustment_months(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name     string
		switches apigeefake.Switches
		sent     string
		want     time.Month // 0: refused
		echo     string
	}{
		{"documented number", apigeefake.Switches{}, `"4"`, time.May, "4"},
		{"name", apigeefake.Switches{}, `"MAY"`, time.May, "MAY"},
		{"bare number", apigeefake.Switches{}, `4`, time.May, "4"},
		{"number echoed as name", apigeefake.Switches{MonthEcho: apigeefake.EchoName}, `"4"`, time.May, "MAY"},
		{"name echoed as number", apigeefake.Switches{MonthEcho: apigeefake.EchoBareNumber}, `"MAY"`, time.May, "4"},
		{"numbers only", apigeefake.Switches{MonthInput: apigeefake.MonthNumber}, `"MAY"`, 0, ""},
		{"names only", apigeefake.Switches{MonthInput: apigeefake.MonthName}, `"4"`, 0, ""},
		{"names only, name", apigeefake.Switches{MonthInput: apigeefake.MonthName}, `"MAY"`, time.May, "MAY"},
		{"off by one", apigeefake.Switches{MonthsFromOne: true, MonthEcho: apigeefake.EchoName}, `"4"`, time.April, "APRIL"},
		{"off by one, bare", apigeefake.Switches{MonthsFromOne: true, MonthEcho: apigeefake.EchoBareNumber}, `"4"`, time.April, "4"},
		{"off by one, no zero", apigeefake.Switches{MonthsFromOne: true}, `"0"`, 0, ""},
	} {
		b := newBench(t, tc.switches)
		if tc.want == 0 {
			b.refused(400, "mint.invalidBillingMonth", "POST", adjustments, adjustmentBody(tc.sent, ""))
			continue
		}
		a := b.want(201, "POST", adjustments, adjustmentBody(tc.sent, ""))
		if got := fmt.Sprint(a.object["billingMonth"]); got != tc.echo {
			t.Errorf("%s: answered %s", tc.name, got)
		}
		if got := b.svc.Adjustments(org)[0].Month; got != tc.want {
			t.Errorf("%s: holds %s", tc.name, got)
		}
	}
	b := newBench(t, apigeefake.Switches{MonthsFromOne: true, AcceptClosedMonths: true})
	createAdjustment(b, adjustmentBody(`"12"`, ""))
	if got := b.svc.Adjustments(org)[0].Month; got != time.December {
		t.Errorf("12 from one is %s", got)
	}
}

func TestAdjustment_openMonths(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	id := createAdjustment(b, adjustmentBody(`"MAY"`, ""))
	b.refused(400, "mint.billingMonthNotOpen", "POST", adjustments, adjustmentBody(`"JUNE"`, ""))
	b.srv.Clock().Set(time.Date(2025, time.July, 1, 0, 0, 0, 0, time.UTC))
	createAdjustment(b, adjustmentBody(`"JUNE"`, ""))

	b.svc.PublishBillingDocuments(org, 2025, time.May)
	update := `{"id":"` + id + `",` + adjustmentBody(`"MAY"`, "")[1:]
	b.refused(400, "mint.billingMonthNotOpen", "POST", adjustments, adjustmentBody(`"MAY"`, ""))
	b.refused(400, "mint.billingMonthNotOpen", "PUT", adjustments+"/"+id, update)
	b.refused(400, "mint.billingMonthNotOpen", "DELETE", adjustments+"/"+id, "")
	b.svc.Switch(func(s *apigeefake.Switches) { s.AcceptClosedMonths = true })
	b.want(200, "PUT", adjustments+"/"+id, update)
	b.want(204, "DELETE", adjustments+"/"+id, "")
	createAdjustment(b, adjustmentBody(`"DECEMBER"`, ""))
}

func TestAdjustment_updateRules(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	id := createAdjustment(b, adjustmentBody(`"MAY"`, `"product":{"id":"messaging"}`))
	item := adjustments + "/" + id
	body := func(month, more string) string { return `{"id":"` + id + `",` + adjustmentBody(month, more)[1:] }

	b.refused(400, "mint.invalidProperty", "PUT", item, adjustmentBody(`"MAY"`, `"product":{"id":"messaging"}`))
	b.refused(400, "mint.invalidProperty", "PUT", item, `{"id":"other",`+adjustmentBody(`"MAY"`, "")[1:])
	b.refused(400, "mint.missingProperty", "PUT", item, body(`"MAY"`, ""))
	b.refused(400, "mint.invalidJson", "PUT", item, "")
	b.want(200, "PUT", item, body(`"4"`, `"product":{"id":"messaging"}`)) // the same month, written otherwise

	other := body(`"APRIL"`, `"product":{"id":"archive"},"isPublished":true,"transactionType":"CHARGE"`)
	b.want(200, "PUT", item, other)
	if got := b.svc.Adjustments(org)[0]; got.Month != time.May || got.Product != "messaging" || got.Published || got.TransactionType != "" {
		t.Errorf("what cannot change has changed: %+v", got)
	}
	b.svc.Switch(func(s *apigeefake.Switches) { s.RefuseImmutableChanges = true })
	b.refused(400, "mint.propertyCanNotChange", "PUT", item, other)
	b.want(200, "PUT", item, body(`"MAY"`, `"product":{"id":"messaging"}`))
}

func TestAdjustment_switches(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{DropAdjustmentDeveloper: true, AdjustmentsPublishedByDefault: true, DeleteAnswersObject: true, ExtraKeys: true})
	a := b.want(201, "POST", adjustments, adjustmentBody(`"MAY"`, `"developer":{"id":"dev@example.com"}`))
	if _, there := a.object["developer"]; there || a.object["isPublished"] != true || a.object["undocumentedFlag"] != true {
		t.Errorf("answered %s", a.body)
	}
	if got := b.want(200, "DELETE", adjustments+"/"+fmt.Sprint(a.object["id"]), ""); got.object["id"] != a.object["id"] {
		t.Errorf("DELETE %s", got.body)
	}

	b = newBench(t, apigeefake.Switches{})
	b.svc.SetBillingAdjustmentFlag(org, false)
	b.refused(400, "mint.billingAdjustmentNotEnabled", "POST", adjustments, adjustmentBody(`"MAY"`, ""))
	b.svc.Switch(func(s *apigeefake.Switches) { s.IgnoreAdjustmentFlag = true })
	createAdjustment(b, adjustmentBody(`"MAY"`, ""))
}

func TestAdjustment_othersAct(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	id := b.svc.AddAdjustmentInConsole(org, apigeefake.Adjustment{Name: "By hand", Factor: dec("1"), Month: time.March, Year: 2024, Developer: dev, Product: "messaging", Package: "messaging_package"})
	b.svc.EditAdjustmentInConsole(org, id, func(a *apigeefake.Adjustment) { a.Factor = dec("2.25") })
	a := b.want(200, "GET", adjustments+"/"+id, "")
	if a.object["billingMonth"] != "MARCH" || number(t, a.object, "adjustmentPercentageFactor") != "2.2500" || at(t, a.object, "developer", "email") != dev {
		t.Errorf("answered %s", a.body)
	}
	b.svc.DeleteAdjustmentInConsole(org, id)
	b.refused(404, "mint.resourceDoesNotExist", "GET", adjustments+"/"+id, "")
	mustPanic(t, "deleting it again", func() { b.svc.DeleteAdjustmentInConsole(org, id) })
}

func TestAdjustment_lostAnswers(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	b.srv.Inject(fake.CommitLate(1, fake.Status(504, "")), fake.On("POST", "/billing-adjustments"))
	b.want(504, "POST", adjustments, adjustmentBody(`"MAY"`, ""))
	for _, want := range []int{0, 1} {
		if list := b.want(200, "GET", adjustments, ""); size(t, list.object, "billingAdjustment") != want {
			t.Errorf("%d adjustments wanted: %s", want, list.body)
		}
	}

	b.srv.Inject(fake.Lag(2), fake.On("GET", "/billing-adjustments$"), fake.Always())
	id := createAdjustment(b, adjustmentBody(`"APRIL"`, ""))
	b.want(200, "GET", adjustments+"/"+id, "")
	for _, want := range []int{1, 2} {
		if list := b.want(200, "GET", adjustments, ""); size(t, list.object, "billingAdjustment") != want {
			t.Errorf("%d adjustments wanted: %s", want, list.body)
		}
	}
}
