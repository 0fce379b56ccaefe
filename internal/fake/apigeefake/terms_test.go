package apigeefake_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// second are terms that begin after the seeded ones.
var second = fields{"version": `"2.0"`, "startDate": `"2025-07-01"`, "url": `"https://example.com/2"`}

func TestTerms_cycle(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	a := b.want(201, "POST", "/tncs", second.with(fields{"organization": `{"id":"myorg"}`}).String())
	id := fmt.Sprint(a.object["id"])
	if a.object["startDate"] != "2025-07-01 00:00:00" || a.object["tncText"] != nil || at(t, a.object, "organization", "id") != org {
		t.Errorf("made %s", a.body)
	}
	a = b.want(200, "PUT", "/tncs/"+id, second.with(fields{"id": fmt.Sprintf("%q", id), "url": "", "tncText": `"Pay."`, "startDate": `"2025-08-01"`}).String())
	want := apigeefake.Terms{ID: id, Version: "2.0", StartDate: "2025-08-01 00:00:00", Text: "Pay."}
	if got := b.svc.Terms(org); len(got) != 2 || got[1] != want || a.object["tncText"] != "Pay." || a.object["url"] != nil {
		t.Errorf("holds %+v, answered %s", got, a.body)
	}
	if list := b.want(200, "GET", "/tncs", ""); size(t, list.object, "tnc") != 2 || number(t, list.object, "totalRecords") != "2" {
		t.Errorf("listed %s", list.body)
	}
	current := func() any { return at(t, b.want(200, "GET", "/tncs?current=true", "").object, "tnc", 0, "version") }
	if got := current(); got != "1.0" {
		t.Errorf("current are %v", got)
	}
	b.srv.Clock().Set(time.Date(2025, 8, 1, 0, 0, 0, 0, time.UTC))
	if got := current(); got != "2.0" {
		t.Errorf("current are %v", got)
	}
	b.want(204, "DELETE", "/tncs/"+id, "")
	for _, method := range []string{"GET", "PUT", "DELETE"} {
		b.refused(404, "mint.resourceDoesNotExist", method, "/tncs/"+id, second.String())
	}
}

func TestTerms_refusalsAndSwitches(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	begun := b.svc.Terms(org)[0].ID
	wrong := fields{"version": "", "startDate": `"tomorrow"`, "url": `""`, "tncText": `1`, "organization": `{"id":"x"}`}
	for key, value := range wrong {
		b.refused(400, "mint.invalidProperty", "POST", "/tncs", second.with(fields{key: value}).String())
	}
	b.refused(409, "mint.resourceAlreadyExists", "POST", "/tncs", second.with(fields{"version": `"1.0"`}).String())
	b.refused(400, "mint.termsAndConditionsInUse", "DELETE", "/tncs/"+begun, "")
	b.want(201, "POST", "/tncs", second.with(fields{"startDate": `"2020-01-01"`}).String())
	b.refused(409, "mint.resourceAlreadyExists", "PUT", "/tncs/"+begun, second.String())

	b.svc.Switch(func(s *apigeefake.Switches) {
		s.RefusePastStart, s.BegunTermsRefused, s.DeleteAcceptedTerms = true, true, true
	})
	b.refused(400, "mint.startDateEarlierThanToday", "POST", "/tncs", second.with(fields{"version": `"3"`, "startDate": `"2025-06-14"`}).String())
	b.refused(400, "mint.termsAndConditionsCanNotChange", "PUT", "/tncs/"+begun, second.with(fields{"version": `"1.0"`}).String())

	b.svc.Switch(func(s *apigeefake.Switches) { s.BegunTermsRefused, s.TermsPut = false, apigeefake.TermsPutTexts })
	a := b.want(200, "PUT", "/tncs/"+begun, second.String())
	if a.object["version"] != "1.0" || a.object["url"] != "https://example.com/2" || a.object["startDate"] != "2025-06-15 00:00:00" {
		t.Errorf("texts only: %s", a.body)
	}
	b.svc.Switch(func(s *apigeefake.Switches) { s.TermsPut = apigeefake.TermsPutNothing })
	if got := b.want(200, "PUT", "/tncs/"+begun, second.with(fields{"url": `"x"`}).String()); got.body != a.body {
		t.Errorf("nothing: %s", got.body)
	}
	b.want(204, "DELETE", "/tncs/"+begun, "")
	if got := b.svc.TermsAcceptances(org, dev); len(got) != 0 {
		t.Errorf("holds %+v", got)
	}
}

func TestTerms_acceptance(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	terms := b.svc.Terms(org)[0].ID
	const list = "/developers/prepaid%40example.com/developer-tncs"
	answer := "/developers/prepaid%40example.com/tncs/" + terms + "/developer-tncs"
	if a := b.want(200, "GET", list, ""); size(t, a.object, "developerTnc") != 0 || a.object["totalRecords"] != nil {
		t.Errorf("before: %s", a.body)
	}
	a := b.want(200, "POST", answer, `{"action":"ACCEPTED","auditDate":"2020-01-01 00:00:00"}`)
	if a.object["auditDate"] != "2025-06-15 12:00:00" || at(t, a.object, "tnc", "version") != "1.0" {
		t.Errorf("accepted: %s", a.body)
	}
	b.want(200, "POST", answer, `{"action":"DECLINED","auditDate":"2025-06-15"}`)
	if a := b.want(200, "GET", list, ""); size(t, a.object, "developerTnc") != 2 || at(t, a.object, "developerTnc", 1, "action") != "DECLINED" {
		t.Errorf("after: %s", a.body)
	}
	var actions []string
	for _, a := range b.svc.TermsAcceptances(org, apigeefake.DemoPrepaid) {
		actions = append(actions, a.Action)
	}
	if diff := cmp.Diff([]string{"ACCEPTED", "DECLINED"}, actions); diff != "" {
		t.Error(diff)
	}
	for _, body := range []string{`{"action":"ACCEPTED"}`, `{"auditDate":"2025-06-15"}`, `{"action":"YES","auditDate":"2025-06-15"}`} {
		b.refused(400, "mint.invalidProperty", "POST", answer, body)
	}
	b.refused(404, "mint.resourceDoesNotExist", "POST", "/developers/prepaid%40example.com/tncs/x/developer-tncs", `{}`)
	b.refused(404, "mint.resourceDoesNotExist", "POST", "/developers/x/tncs/"+terms+"/developer-tncs", `{}`)
	b.refused(404, "mint.resourceDoesNotExist", "GET", "/developers/x/developer-tncs", "")
	b.svc.EditTermsInConsole(org, terms, func(t *apigeefake.Terms) { t.URL = "moved" })
	if a := b.want(200, "GET", "/tncs/"+terms, ""); a.object["url"] != "moved" {
		t.Errorf("%s", a.body)
	}
	b.svc.DeleteTermsInConsole(org, terms)
	b.refused(404, "mint.resourceDoesNotExist", "GET", "/tncs/"+terms, "")
	b.svc.Switch(func(s *apigeefake.Switches) { s.NothingAnswers404 = true })
	b.refused(404, "mint.noSuchResource", "GET", list, "")
}

func TestTerms_beforePublishing(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{PublishNeedsTerms: true})
	b.svc.DeleteTermsInConsole(org, b.svc.Terms(org)[0].ID)
	published := leastPlan.with(fields{"published": "true"})
	b.refused(400, "mint.termsAndConditionsNotSpecified", "POST", plans, published.String())
	draft := createPlan(b, leastPlan)
	b.refused(400, "mint.termsAndConditionsNotSpecified", "PUT", draft, published.with(fields{"id": `"messaging_package_big_plan"`}).String())
	b.want(201, "POST", "/tncs", second.String())
	b.want(200, "PUT", draft, published.with(fields{"id": `"messaging_package_big_plan"`}).String())
}
