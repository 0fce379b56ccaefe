package apigeefake_test

import (
	"net/http"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const (
	org        = apigeefake.DemoOrganization
	dev        = apigeefake.DemoDeveloper
	limitPath  = "/developers/dev%40example.com/developer-credit-limit"
	prepaidURL = "/developers/prepaid%40example.com/developer-credit-limit"
)

func TestCreditLimit_postSets(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	a := b.want(201, "POST", limitPath+query("amount", "1000", "supportedCurrencyId", "usd", "format", "json"), "")
	if number(t, a.object, "amount") != "1000.0000" || number(t, a.object, "usage") != "0.0000" || at(t, a.object, "supportedCurrency", "id") != "usd" {
		t.Errorf("answered %s", a.body)
	}
	if at(t, a.object, "supportedCurrency", "organization", "id") != org {
		t.Errorf("the currency's organization is not expanded: %s", a.body)
	}
	first := b.svc.CreditLimit(org, dev, "usd")
	if !first.Set || !first.Amount.Equal(dec("1000")) || first.ID != at(t, a.object, "id") {
		t.Errorf("holds %+v", first)
	}

	b.want(201, "POST", limitPath+query("amount", "76.6052", "supportedCurrencyId", "USD"), "")
	again := b.svc.CreditLimit(org, dev, "usd")
	if !again.Amount.Equal(dec("76.6052")) || again.ID != first.ID {
		t.Errorf("a second POST made %+v", again)
	}

	b.want(201, "POST", limitPath+query("amount", "0", "supportedCurrencyId", "eur"), "")
	list := b.want(200, "GET", limitPath, "")
	if size(t, list.object, "developerBalance") != 2 || number(t, list.object, "totalRecords") != "2" {
		t.Errorf("listed %s", list.body)
	}
	if number(t, list.object, "developerBalance", 0, "amount") != "76.6052" || number(t, list.object, "developerBalance", 1, "amount") != "0.0000" {
		t.Errorf("listed %s", list.body)
	}
}

func TestCreditLimit_developerByUUID(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	id, ok := at(t, b.want(200, "GET", "/developers/dev%40example.com", "").object, "id").(string)
	if !ok {
		t.Fatal("the developer has no id")
	}
	b.want(201, "POST", "/developers/"+id+"/developer-credit-limit"+query("amount", "5", "supportedCurrencyId", "usd"), "")
	if got := b.svc.CreditLimit(org, dev, "usd"); !got.Amount.Equal(dec("5")) {
		t.Errorf("holds %+v", got)
	}
}

func TestCreditLimit_companyPseudoEmailNeedsEscaping(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	b.svc.AddDeveloper(org, apigeefake.Developer{Name: "acme", IsCompany: true})
	b.want(201, "POST", "/developers/myorg%23%23%23acme%40APIGEE-GEN.FOR-COMPANY/developer-credit-limit"+query("amount", "5", "supportedCurrencyId", "usd"), "")
	if got := b.svc.CreditLimit(org, "acme", "usd"); !got.Amount.Equal(dec("5")) {
		t.Errorf("holds %+v", got)
	}
}

func TestCreditLimit_refusals(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	for _, tc := range []struct {
		status     int
		code, path string
	}{
		{404, "mint.resourceDoesNotExist", "/developers/nobody%40example.com/developer-credit-limit" + query("amount", "1", "supportedCurrencyId", "usd")},
		{404, "mint.resourceDoesNotExist", limitPath + query("amount", "1", "supportedCurrencyId", "gbp")},
		{400, "mint.missingParameter", limitPath + query("amount", "1")},
		{400, "mint.missingParameter", limitPath + query("supportedCurrencyId", "usd")},
		{400, "mint.missingParameter", limitPath + query("amount", "", "supportedCurrencyId", "usd")},
		{400, "mint.missingParameter", limitPath + query("amount", "1", "amount", "2", "supportedCurrencyId", "usd")},
		{400, "mint.invalidAmount", limitPath + query("amount", "-1", "supportedCurrencyId", "usd")},
		{400, "mint.invalidAmount", limitPath + query("amount", "1e3", "supportedCurrencyId", "usd")},
		{400, "mint.invalidAmount", limitPath + query("amount", "1,000", "supportedCurrencyId", "usd")},
		{400, "mint.invalidAmount", limitPath + query("amount", "1.00001", "supportedCurrencyId", "usd")},
		{400, "mint.invalidAmount", limitPath + query("amount", ".5", "supportedCurrencyId", "usd")},
		{400, "mint.developerIsNotPostpaid", prepaidURL + query("amount", "1", "supportedCurrencyId", "usd")},
	} {
		b.refused(tc.status, tc.code, "POST", tc.path, "")
	}
	b.refused(404, "mint.resourceDoesNotExist", "GET", "/developers/nobody%40example.com/developer-credit-limit", "")
	for _, method := range []string{"PUT", "PATCH", "DELETE"} {
		b.want(405, method, limitPath, "")
	}
	for _, currency := range []string{"usd", "eur"} {
		if got := b.svc.CreditLimit(org, dev, currency); got.Set {
			t.Errorf("a refused request set %+v", got)
		}
	}
}

func TestCreditLimit_switches(t *testing.T) {
	t.Parallel()
	set := query("amount", "10", "supportedCurrencyId", "USD")

	b := newBench(t, apigeefake.Switches{AcceptPrepaid: true})
	b.want(201, "POST", prepaidURL+set, "")

	b = newBench(t, apigeefake.Switches{ExactCurrencyIDs: true})
	b.refused(404, "mint.resourceDoesNotExist", "POST", limitPath+set, "")

	b = newBench(t, apigeefake.Switches{})
	if list := b.want(200, "GET", limitPath, ""); size(t, list.object, "developerBalance") != 0 || number(t, list.object, "totalRecords") != "0" {
		t.Errorf("before any set: %s", list.body)
	}

	b = newBench(t, apigeefake.Switches{Unset: apigeefake.UnsetNoKey})
	if list := b.want(200, "GET", limitPath, ""); list.object["developerBalance"] != nil {
		t.Errorf("before any set: %s", list.body)
	}

	b = newBench(t, apigeefake.Switches{Unset: apigeefake.UnsetNoKey, OmitTotals: true})
	if list := b.want(200, "GET", limitPath, ""); len(list.object) != 0 {
		t.Errorf("before any set: %s", list.body)
	}

	b = newBench(t, apigeefake.Switches{NothingAnswers404: true})
	b.refused(404, "mint.noSuchResource", "GET", limitPath, "")
	b.want(201, "POST", limitPath+set, "")
	b.want(200, "GET", limitPath, "")
	b.refused(404, "mint.noSuchResource", "GET", limitPath+query("page", "2"), "")

	b = newBench(t, apigeefake.Switches{Unset: apigeefake.UnsetCurrencyDefault})
	list := b.want(200, "GET", limitPath, "")
	if size(t, list.object, "developerBalance") != 1 || number(t, list.object, "developerBalance", 0, "amount") != "5000.0000" ||
		at(t, list.object, "developerBalance", 0, "supportedCurrency", "id") != "eur" {
		t.Errorf("before any set: %s", list.body)
	}
	b.want(201, "POST", limitPath+set, "")
	if list := b.want(200, "GET", limitPath, ""); size(t, list.object, "developerBalance") != 2 {
		t.Errorf("after a set in the other currency: %s", list.body)
	}

	b = newBench(t, apigeefake.Switches{UsageDrift: dec("0.0001")})
	b.want(201, "POST", limitPath+set, "")
	b.want(200, "GET", limitPath, "")
	if list := b.want(200, "GET", limitPath, ""); number(t, list.object, "developerBalance", 0, "usage") != "0.0002" {
		t.Errorf("after two reads: %s", list.body)
	}
}

func TestCreditLimit_othersAct(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	b.svc.SetCreditLimitInConsole(org, dev, "usd", dec("12.5"))
	b.svc.UseCredit(org, dev, "usd", dec("1.25"))
	b.svc.UseCredit(org, dev, "usd", dec("1"))
	list := b.want(200, "GET", limitPath, "")
	if number(t, list.object, "developerBalance", 0, "amount") != "12.5000" || number(t, list.object, "developerBalance", 0, "usage") != "2.2500" {
		t.Errorf("listed %s", list.body)
	}
	b.svc.SetBillingType(org, dev, "PREPAID")
	b.refused(400, "mint.developerIsNotPostpaid", "POST", limitPath+query("amount", "1", "supportedCurrencyId", "usd"), "")
	b.svc.DeleteDeveloper(org, dev)
	b.refused(404, "mint.resourceDoesNotExist", "GET", limitPath, "")
	mustPanic(t, "a developer that is gone", func() { b.svc.CreditLimit(org, dev, "usd") })
	mustPanic(t, "an unknown currency", func() { b.svc.CreditLimit(org, apigeefake.DemoPrepaid, "gbp") })
	mustPanic(t, "an unknown organization", func() { b.svc.CreditLimit("other", dev, "usd") })
}

func TestCreditLimit_faults(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	set := limitPath + query("amount", "10", "supportedCurrencyId", "usd")

	b.srv.Inject(fake.AfterEffect(fake.Status(http.StatusServiceUnavailable, "")), fake.On("POST", "/developer-credit-limit"))
	b.want(503, "POST", set, "")
	if got := b.svc.CreditLimit(org, dev, "usd"); !got.Amount.Equal(dec("10")) {
		t.Errorf("holds %+v", got)
	}

	b.srv.Inject(fake.Stale(1), fake.On("GET", "/developer-credit-limit"), fake.Always())
	b.want(201, "POST", limitPath+query("amount", "20", "supportedCurrencyId", "usd"), "")
	if list := b.want(200, "GET", limitPath, ""); number(t, list.object, "developerBalance", 0, "amount") != "10.0000" {
		t.Errorf("a stale read shows %s", list.body)
	}
	if got := b.svc.CreditLimit(org, dev, "usd"); !got.Amount.Equal(dec("20")) {
		t.Errorf("holds %+v", got)
	}
}
