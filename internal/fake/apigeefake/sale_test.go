package apigeefake_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// shop is an organization named empty with a product and a developer, and nothing else.
type shop struct{ *bench }

const buyer = "buyer@example.com"

func newShop(t *testing.T, switches apigeefake.Switches) shop {
	t.Helper()
	srv := fake.New()
	t.Cleanup(srv.Close)
	svc := apigeefake.New(srv, switches)
	svc.AddOrganization(apigeefake.Organization{ID: org})
	svc.AddProduct(org, apigeefake.Product{Name: "messaging"})
	svc.AddProduct(org, apigeefake.Product{Name: "archive"})
	svc.AddDeveloper(org, apigeefake.Developer{Email: buyer})
	return shop{&bench{t, srv, svc}}
}

// manage calls a path of the management API.
func (b *bench) manage(method, path, body string) answer {
	b.t.Helper()
	return b.sendTo(method, b.svc.ManagementEndpoint()+"/organizations/"+org+path, body, "Bearer "+apigeefake.AccessToken)
}

// stocked is a shop that is ready to sell: currency, package and terms are there, the developer is
// complete and has accepted.
func stocked(t *testing.T, switches apigeefake.Switches) shop {
	t.Helper()
	s := newShop(t, switches)
	s.svc.AddCurrency(org, apigeefake.Currency{Name: "USD"})
	s.svc.AddPackage(org, apigeefake.Package{Name: "Basic", Products: []string{"messaging"}})
	s.svc.AddPackage(org, apigeefake.Package{Name: "Deluxe", Products: []string{"messaging", "archive"}})
	s.svc.SetAttributeInConsole(org, buyer, "MINT_BILLING_TYPE", "POSTPAID")
	s.svc.SetAttributeInConsole(org, buyer, "MINT_DEVELOPER_LEGAL_NAME", "Buyer Ltd")
	s.svc.SetAttributeInConsole(org, buyer, "MINT_DEVELOPER_ADDRESS", `{"address1":"1 Main St","city":"X","country":"US","isPrimary":"true","state":"IL","zip":"1"}`)
	s.svc.SyncDevelopers(org)
	s.svc.AnswerTermsInPortal(org, buyer, s.svc.AddTerms(org, apigeefake.Terms{Version: "1"}), "ACCEPTED")
	return s
}

// sells adds a published plan.
func (s shop) sells(p apigeefake.RatePlan) {
	p.Currency, p.Published = "usd", true
	s.svc.AddRatePlan(org, p)
}

func order(plan, start string, more fields) string {
	return fields{
		"developer": `{"id":"` + buyer + `"}`, "ratePlan": fmt.Sprintf(`{"id":%q}`, plan), "startDate": fmt.Sprintf("%q", start),
	}.with(more).String()
}

const purchases = "/developers/buyer%40example.com/developer-rateplans"

// one unwraps a purchase that may be answered in a list.
func one(t *testing.T, a answer) map[string]any {
	t.Helper()
	if a.object != nil {
		return a.object
	}
	var list []map[string]any
	dec := json.NewDecoder(strings.NewReader(a.body))
	dec.UseNumber()
	if err := dec.Decode(&list); err != nil || len(list) != 1 {
		t.Fatalf("neither an object nor a list of one: %s", a.body)
	}
	return list[0]
}

func TestVariations_coverEverySwitch(t *testing.T) {
	t.Parallel()
	covered, names := map[string]bool{}, map[string]bool{}
	for _, v := range apigeefake.Variations() {
		if names[v.Name] {
			t.Errorf("%q is there twice", v.Name)
		}
		names[v.Name] = true
		value := reflect.ValueOf(v.Switches)
		for i := range value.NumField() {
			if !value.Field(i).IsZero() {
				covered[value.Type().Field(i).Name] = true
			}
		}
	}
	for field := range reflect.TypeFor[apigeefake.Switches]().Fields() {
		if !covered[field.Name] {
			t.Errorf("no variation sets %s", field.Name)
		}
	}
}

// TestVariations_sell goes from an organization with products only to a sold plan and back, over
// the wire alone.
func TestVariations_sell(t *testing.T) {
	t.Parallel()
	for _, v := range apigeefake.Variations() {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t, v.Switches)
			sell(t, s)
			want := []apigeefake.Charge{
				{Developer: s.id(), Plan: "basic_plan", Type: apigeefake.SetUpFee, Currency: "usd", Amount: dec("20")},
				{Developer: s.id(), Plan: "basic_plan", Type: apigeefake.RecurringFee, Currency: "usd", Amount: dec("9.99")},
			}
			got := s.svc.Charges(org, buyer)
			for i := range got {
				got[i].ID, got[i].Acceptance, got[i].At = "", "", time.Time{}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			if a := s.svc.Acceptances(org, buyer); len(a) != 1 || a[0].StartDate != "2025-06-15 00:00:00" || a[0].EndDate != "" {
				t.Errorf("holds %+v", a)
			}
		})
	}
}

func (s shop) id() string {
	d, _ := s.svc.Developer(org, buyer)
	return d.ID
}

func sell(t *testing.T, s shop) {
	t.Helper()
	own := `"organization":{"id":"myorg"}`
	s.want(201, "POST", "/supported-currencies", `{"name":"USD","displayName":"Dollar","description":"Dollar","status":"ACTIVE","virtualCurrency":"false",`+own+`}`)
	category := fmt.Sprint(s.want(201, "POST", "/developer-categories", `{"name":"Gold"}`).object["id"])
	terms := fmt.Sprint(s.want(201, "POST", "/tncs", `{"version":"1","startDate":"2025-06-15","url":"https://example.com",`+own+`}`).object["id"])
	s.want(201, "POST", "/monetization-packages", `{"name":"Basic","displayName":"Basic","description":"Basic","product":[{"id":"messaging"}]}`)
	s.send("POST", "/monetization-packages/basic/products/archive", "{}")
	for name, value := range map[string]string{
		"MINT_BILLING_TYPE": "POSTPAID", "MINT_DEVELOPER_LEGAL_NAME": "Buyer Ltd", "MINT_DEVELOPER_CATEGORY": category,
		"MINT_DEVELOPER_ADDRESS": `{"address1":"1 Main St","city":"X","country":"US","isPrimary":"true","state":"IL","zip":"1"}`,
	} {
		if a := s.manage("POST", "/developers/buyer%40example.com/attributes/"+name, text(t, map[string]string{"name": name, "value": value})); a.status != 200 {
			t.Fatalf("%s: %d %s", name, a.status, a.body)
		}
	}
	s.want(200, "GET", "/sync-developers", "")
	plan := s.want(201, "POST", "/monetization-packages/basic/rate-plans", leastPlan.with(fields{
		"name": `"Plan"`, "currency": `{"id":"usd"}`, "startDate": `"2025-06-15"`, "published": "true", "setUpFee": "20", "recurringFee": "9.99",
		"advance": "true", "frequencyDuration": "1", "frequencyDurationType": `"MONTH"`,
		"type": `"DEVELOPER_CATEGORY"`, "developerCategory": fmt.Sprintf(`{"id":%q}`, category),
	}).String())
	s.want(200, "POST", "/developers/buyer%40example.com/tncs/"+terms+"/developer-tncs", `{"action":"ACCEPTED","auditDate":"2025-06-15 00:00:00"}`)
	bought := one(t, s.want(201, "POST", purchases, order(fmt.Sprint(plan.object["id"]), "2025-06-15", nil)))
	got := one(t, s.want(200, "GET", purchases+"/"+fmt.Sprint(bought["id"]), ""))
	if diff := cmp.Diff(bought["id"], got["id"]); diff != "" || at(t, got, "ratePlan", "id") != "basic_plan" || at(t, got, "developer", "email") != buyer {
		t.Errorf("bought %v, and then %v", bought, got)
	}
	list := s.want(200, "GET", "/developers/buyer%40example.com/developer-accepted-rateplans", "")
	if size(t, list.object, "developerRatePlan") != 1 || at(t, list.object, "developerRatePlan", 0, "id") != bought["id"] {
		t.Errorf("listed %s", list.body)
	}
}

func text(t *testing.T, v any) string {
	t.Helper()
	encoded, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(encoded)
}

func TestOrganization_hidden(t *testing.T) {
	t.Parallel()
	s := stocked(t, apigeefake.Switches{})
	s.sells(apigeefake.RatePlan{Package: "basic", Name: "Plan"})
	paths := []string{"", "/supported-currencies", "/supported-currencies/usd", "/rate-plans", "/monetization-packages/basic/rate-plans/basic_plan", "/tncs", purchases}
	s.svc.HideOrganization(org, true)
	for _, path := range paths {
		a := s.refused(404, "mint.resourceDoesNotExist", "GET", path, "")
		if !strings.Contains(a.body, "organization with id [myorg]") {
			t.Errorf("%s: %s", path, a.body)
		}
	}
	if a := s.manage("GET", "/developers/buyer%40example.com/attributes", ""); a.status != 404 {
		t.Errorf("management: %d %s", a.status, a.body)
	}
	if _, ok := s.svc.RatePlan(org, "basic_plan"); !ok {
		t.Error("the truth is lost")
	}
	s.svc.HideOrganization(org, false)
	for _, path := range paths {
		s.want(200, "GET", path, "")
	}
	s.srv.Inject(s.svc.OrganizationMissing(org), fake.On("GET", "/rate-plans$"))
	s.refused(404, "mint.resourceDoesNotExist", "GET", "/rate-plans", "")
	s.want(200, "GET", "/rate-plans", "")
}

func TestOrganization_editedInConsole(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	b.svc.EditOrganizationInConsole(org, func(o *apigeefake.Organization) { o.ID, o.TimeZone, o.TaxModel = "x", "Asia/Tokyo", "DISCLOSED" })
	a := b.want(200, "GET", "", "")
	if a.object["id"] != org || a.object["timezone"] != "Asia/Tokyo" || a.object["taxModel"] != "DISCLOSED" || b.svc.Organization(org).TimeZone != "Asia/Tokyo" {
		t.Errorf("%s", a.body)
	}
}

func TestDates_areOfTheOrganizationsZone(t *testing.T) {
	t.Parallel()
	for utc, want := range map[bool]int{false: 400, true: 201} {
		s := stocked(t, apigeefake.Switches{DatesInUTC: utc})
		s.svc.EditOrganizationInConsole(org, func(o *apigeefake.Organization) { o.TimeZone = "Asia/Tokyo" })
		s.srv.Clock().Set(time.Date(2025, 6, 15, 20, 0, 0, 0, time.UTC)) // the 16th in Tokyo
		s.sells(apigeefake.RatePlan{Package: "basic", Name: "Plan", StartDate: "2025-01-01 00:00:00"})
		s.want(want, "POST", purchases, order("basic_plan", "2025-06-15", nil))
		s.want(map[bool]int{false: 201, true: 400}[utc], "POST", purchases, order("basic_plan", "2025-06-16", nil))
	}
}

func TestNames_asTheServiceSpellsThem(t *testing.T) {
	t.Parallel()
	for spelling, want := range map[fake.Spelling]string{
		fake.Verbatim: " Caf\u00e9 ", fake.Trimmed: "Caf\u00e9", fake.Decomposed: " Cafe\u0301 ", fake.Composed: " Caf\u00e9 ",
	} {
		s := stocked(t, apigeefake.Switches{Names: spelling})
		const name = `" Caf\u00e9 "`
		for _, tc := range []struct{ path, body, key string }{
			{"/developer-categories", `{"name":` + name + `}`, "name"},
			{"/tncs", `{"version":` + name + `,"startDate":"2025-06-15"}`, "version"},
			{"/monetization-packages", `{"name":` + name + `,"displayName":"x","description":"x","product":[{"id":"archive"}]}`, "name"},
			{"/monetization-packages/basic/rate-plans", leastPlan.with(fields{"name": name, "currency": `{"id":"usd"}`}).String(), "name"},
			{"/monetization-packages/basic/rate-plans", leastPlan.with(fields{"displayName": name, "currency": `{"id":"usd"}`}).String(), "displayName"},
			{
				"/supported-currencies",
				`{"name":"EUR","displayName":` + name + `,"description":"x","status":"ACTIVE","virtualCurrency":false,"organization":{"id":"myorg"}}`, "displayName",
			},
		} {
			if a := s.want(201, "POST", tc.path, tc.body); a.object[tc.key] != want {
				t.Errorf("%d: %s has %s %+q, want %+q", spelling, tc.path, tc.key, a.object[tc.key], want)
			}
		}
	}
	s := stocked(t, apigeefake.Switches{Names: fake.Trimmed})
	s.refused(400, "mint.invalidProperty", "POST", "/developer-categories", `{"name":"  "}`)
}

func TestDeveloper_emailCase(t *testing.T) {
	t.Parallel()
	const path = "/developers/BUYER%40example.com"
	s := newShop(t, apigeefake.Switches{})
	s.refused(404, "mint.resourceDoesNotExist", "GET", path, "")
	s.svc.Switch(func(w *apigeefake.Switches) { w.FoldEmailCase = true })
	if a := s.want(200, "GET", path, ""); a.object["email"] != buyer {
		t.Errorf("%s", a.body)
	}
	if a := s.manage("GET", path+"/attributes", ""); a.status != 200 {
		t.Errorf("management: %d %s", a.status, a.body)
	}
}

// TestLegacyPlans sends each plan back as it was answered: what the service holds it does not
// refuse, be it a draft or published and then ended.
func TestLegacyPlans(t *testing.T) {
	t.Parallel()
	for name, edit := range apigeefake.LegacyPlans {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := stocked(t, apigeefake.Switches{})
			id := s.svc.AddRatePlan(org, apigeefake.RatePlan{Package: "basic", Name: "Plan", Currency: "usd"})
			before, _ := s.svc.RatePlan(org, id)
			s.svc.EditRatePlanInConsole(org, id, edit)
			edited, _ := s.svc.RatePlan(org, id)
			if cmp.Equal(before, edited) {
				t.Fatal("the edit changed nothing")
			}
			path := "/monetization-packages/basic/rate-plans/" + id
			s.want(200, "PUT", path, echo(t, s.want(200, "GET", path, ""), nil).String())
			s.svc.PublishRatePlanInConsole(org, id)
			s.want(200, "PUT", path, echo(t, s.want(200, "GET", path, ""), fields{"endDate": `"2030-01-01"`}).String())
			after, _ := s.svc.RatePlan(org, id)
			edited.Published, edited.EndDate = true, "2030-01-01 00:00:00"
			if diff := cmp.Diff(edited, after); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDeveloper_company(t *testing.T) {
	t.Parallel()
	s := stocked(t, apigeefake.Switches{})
	s.svc.AddDeveloper(org, apigeefake.Developer{
		Name: "acme", IsCompany: true, LegalName: "Acme Ltd", Address: []apigeefake.Address{{City: "X"}}, BillingType: "POSTPAID",
	})
	s.svc.AddDeveloper(org, apigeefake.Developer{Email: "clerk@example.com", Company: "acme"})
	if a := s.want(200, "GET", "/developers/clerk%40example.com", ""); at(t, a.object, "parent", "id") != "acme" || at(t, a.object, "parent", "isCompany") != true {
		t.Errorf("parent: %s", a.body)
	}
	s.sells(apigeefake.RatePlan{Package: "basic", Name: "Plan"})
	body := order("basic_plan", "2025-06-15", fields{"developer": `{"id":"acme"}`})
	s.refused(400, "mint.developerTermsAndConditionsNotAccepted", "POST", "/companies/acme/developer-rateplans", body)
	s.want(200, "POST", "/companies/acme/tncs/"+s.svc.Terms(org)[0].ID+"/developer-tncs", `{"action":"ACCEPTED","auditDate":"2025-06-15"}`)
	s.want(201, "POST", "/companies/acme/developer-rateplans", body)
	for _, path := range []string{"/companies/acme/developer-accepted-rateplans", "/developers/acme/developer-accepted-rateplans"} {
		if a := s.want(200, "GET", path, ""); size(t, a.object, "developerRatePlan") != 1 {
			t.Errorf("%s: %s", path, a.body)
		}
	}
	s.want(200, "GET", "/companies/acme", "")
	s.refused(404, "mint.resourceDoesNotExist", "GET", "/companies/"+url.PathEscape(buyer), "")
	if a := s.manage("GET", "/companies", ""); a.body != "[\"acme\"]\n" {
		t.Errorf("%s", a.body)
	}
	if a := s.manage("GET", "/companies/acme", ""); a.object["name"] != "acme" || size(t, a.object, "attributes") != 3 {
		t.Errorf("%s", a.body)
	}
	if a := s.manage("GET", "/developers/acme", ""); a.status != 404 {
		t.Errorf("%d", a.status)
	}
}
