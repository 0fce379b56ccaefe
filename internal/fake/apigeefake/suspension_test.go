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

const suspended = "/suspended-developers"

func TestSuspension_isABareList(t *testing.T) {
	t.Parallel()
	s := newShop(t, apigeefake.Switches{})
	if a := s.want(200, "GET", suspended, ""); a.body != "[]\n" {
		t.Errorf("%s", a.body)
	}
	id := s.svc.SuspendDeveloper(org, apigeefake.Suspension{Developer: buyer, Product: "messaging", Reason: "LIMIT_VIOLATED", Lasts: time.Hour})
	s.svc.SuspendDeveloper(org, apigeefake.Suspension{Developer: buyer})
	a := s.want(200, "GET", suspended, "")
	dec := json.NewDecoder(strings.NewReader(a.body))
	dec.UseNumber()
	var list []map[string]any
	if err := dec.Decode(&list); err != nil || len(list) != 2 {
		t.Fatalf("%v: %s", err, a.body)
	}
	want := map[string]any{
		"id": id, "devId": "myorg@@@" + s.id(), "prodId": "myorg@@@messaging", "orgId": org, "message": "limit violated", "reasonCode": "LIMIT_VIOLATED",
		"creationDate": json.Number("1749988800000"), "ttlInSeconds": json.Number("3600"),
	}
	if diff := cmp.Diff(want, list[0]); diff != "" {
		t.Error(diff)
	}
	if list[1]["prodId"] != nil || list[1]["reasonCode"] != "INSUFFICIENT_FUNDS" || list[1]["ttlInSeconds"] != json.Number("216000000") {
		t.Errorf("%v", list[1])
	}
	for _, path := range []string{id, s.id(), "buyer%40example.com"} {
		if got := s.want(200, "GET", suspended+"/"+path, ""); got.object["id"] != id {
			t.Errorf("%s: %s", path, got.body)
		}
	}
}

func TestSuspension_isLifted(t *testing.T) {
	t.Parallel()
	for _, by := range []func(shop) string{
		func(shop) string { return "buyer%40example.com" },
		func(s shop) string { return s.id() },
		func(s shop) string { return s.svc.Suspensions(org)[0].ID },
	} {
		s := newShop(t, apigeefake.Switches{})
		s.svc.AddDeveloper(org, apigeefake.Developer{Email: "other@example.com"})
		s.svc.SuspendDeveloper(org, apigeefake.Suspension{Developer: buyer, Product: "messaging"})
		s.svc.SuspendDeveloper(org, apigeefake.Suspension{Developer: buyer, Product: "archive"})
		s.svc.SuspendDeveloper(org, apigeefake.Suspension{Developer: "other@example.com", Product: "archive"})
		path := suspended + "/" + by(s)
		s.want(204, "DELETE", path, "")
		if got := s.svc.Suspensions(org); len(got) != 1 {
			t.Errorf("%s: holds %+v", path, got)
		}
		s.refused(404, "mint.resourceDoesNotExist", "DELETE", path, "")
	}

	s := newShop(t, apigeefake.Switches{UnsuspendNobodyWorks: true, SuspensionsByEmail: true})
	s.want(204, "DELETE", suspended+"/buyer%40example.com", "")
	s.refused(404, "mint.resourceDoesNotExist", "DELETE", suspended+"/nobody", "")
	s.svc.SuspendDeveloper(org, apigeefake.Suspension{Developer: buyer, Product: "archive"})
	if a := s.want(200, "GET", suspended, ""); !strings.Contains(a.body, fmt.Sprintf("%q", "myorg@@@"+buyer)) {
		t.Errorf("%s", a.body)
	}
	s.refused(404, "mint.resourceDoesNotExist", "POST", suspended+"/unsuspend-by-product/myorg@@@none", "")
	s.want(200, "POST", suspended+"/unsuspend-by-product/myorg@@@archive", "")
	if got := s.svc.Suspensions(org); len(got) != 0 {
		t.Errorf("holds %+v", got)
	}
	s.svc.SuspendDeveloper(org, apigeefake.Suspension{Developer: buyer})
	s.svc.UnsuspendInConsole(org, buyer)
	s.svc.Switch(func(w *apigeefake.Switches) { w.NothingAnswers404 = true })
	s.refused(404, "mint.noSuchResource", "GET", suspended, "")
}

// Raising a credit limit does not lift a suspension (contract: apigee-mint 2).
func TestSuspension_outlivesTheLimit(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	b.svc.SuspendDeveloper(org, apigeefake.Suspension{Developer: dev})
	b.want(201, "POST", limitPath+query("amount", "9999", "supportedCurrencyId", "usd"), "")
	if got := b.svc.Suspensions(org); len(got) != 1 {
		t.Errorf("holds %+v", got)
	}
}
