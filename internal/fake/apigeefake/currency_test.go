package apigeefake_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

var yen = fields{
	"name": `"JPY"`, "displayName": `"Yen"`, "description": `"Yen"`, "status": `"ACTIVE"`, "virtualCurrency": `false`, "organization": `{"id":"myorg"}`,
}

func TestCurrency_cycle(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	a := b.want(201, "POST", "/supported-currencies", yen.with(fields{"creditLimit": "1000.5", "minimumTopupAmount": "10"}).String())
	if a.object["id"] != "jpy" || number(t, a.object, "creditLimit") != "1000.5000" || number(t, a.object, "minimumTopupAmount") != "10.0000" ||
		a.object["virtualCurrency"] != false || at(t, a.object, "organization", "id") != org {
		t.Errorf("made %s", a.body)
	}
	want := apigeefake.Currency{
		Name: "JPY", DisplayName: "Yen", Description: "Yen", Status: "ACTIVE",
		CreditLimit: decimal.NewNullDecimal(dec("1000.5")), MinimumTopUpAmount: decimal.NewNullDecimal(dec("10")),
	}
	if got, _ := b.svc.Currency(org, "jpy"); !cmp.Equal(want, got) {
		t.Errorf("holds %+v", got)
	}
	b.want(201, "POST", limitPath+query("amount", "5", "supportedCurrencyId", "jpy"), "")

	a = b.want(200, "PUT", "/supported-currencies/JPY", yen.with(fields{"id": `"jpy"`, "displayName": `"Japanese yen"`, "status": `"INACTIVE"`}).String())
	if a.object["displayName"] != "Japanese yen" || a.object["status"] != "INACTIVE" || a.object["creditLimit"] != nil {
		t.Errorf("changed to %s", a.body)
	}
	if list := b.want(200, "GET", "/supported-currencies", ""); size(t, list.object, "supportedCurrency") != 3 {
		t.Errorf("an inactive currency is not listed: %s", list.body)
	}
	b.refused(400, "mint.supportedCurrencyInUse", "DELETE", "/supported-currencies/jpy", "")
	b.svc.DeleteDeveloper(org, dev)
	b.want(204, "DELETE", "/supported-currencies/jpy", "")
	b.refused(404, "mint.resourceDoesNotExist", "GET", "/supported-currencies/jpy", "")
	b.refused(404, "mint.resourceDoesNotExist", "DELETE", "/supported-currencies/jpy", "")
	if got := b.svc.Currencies(org); len(got) != 2 {
		t.Errorf("holds %+v", got)
	}
}

func TestCurrency_virtual(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	a := b.want(201, "POST", "/supported-currencies", yen.with(fields{"name": `"Points"`, "virtualCurrency": `"true"`}).String())
	if a.object["id"] != "points" || a.object["name"] != "Points" || a.object["virtualCurrency"] != true {
		t.Errorf("%s", a.body)
	}
}

func TestCurrency_refusals(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	for key := range yen {
		b.refused(400, "mint.invalidProperty", "POST", "/supported-currencies", yen.with(fields{key: ""}).String())
		b.refused(400, "mint.invalidProperty", "PUT", "/supported-currencies/eur", yen.with(fields{"name": `"EUR"`, key: ""}).String())
	}
	wrong := fields{
		"name": `"Points"`, "status": `"OPEN"`, "virtualCurrency": `"maybe"`, "creditLimit": `-1`, "minimumTopupAmount": `1.00001`, "organization": `{"id":"other"}`,
	}
	for key, value := range wrong {
		b.refused(400, "mint.invalidProperty", "POST", "/supported-currencies", yen.with(fields{key: value}).String())
	}
	b.refused(400, "mint.genericMessage", "POST", "/supported-currencies", yen.with(fields{"name": `"eur"`}).String())
	b.refused(400, "mint.supportedCurrencyInUse", "DELETE", "/supported-currencies/usd", "") // the organization's own
	b.refused(400, "mint.supportedCurrencyInUse", "DELETE", "/supported-currencies/eur", "") // a plan's
	b.refused(404, "mint.resourceDoesNotExist", "PUT", "/supported-currencies/gbp", yen.String())
	if got := b.svc.Currencies(org); len(got) != 2 {
		t.Errorf("a refused request made %+v", got)
	}

	b.svc.Switch(func(s *apigeefake.Switches) {
		s.DuplicateCurrency409, s.InUse409, s.RefuseImmutableChanges = true, true, true
	})
	b.refused(409, "mint.genericMessage", "POST", "/supported-currencies", yen.with(fields{"name": `"EUR"`}).String())
	b.refused(409, "mint.supportedCurrencyInUse", "DELETE", "/supported-currencies/eur", "")
	b.refused(400, "mint.propertyCanNotChange", "PUT", "/supported-currencies/eur", yen.String())
	b.svc.Switch(func(s *apigeefake.Switches) { *s = apigeefake.Switches{DeleteAnswersObject: true} })
	if a := b.want(200, "PUT", "/supported-currencies/eur", yen.String()); a.object["name"] != "EUR" || a.object["displayName"] != "Yen" {
		t.Errorf("an ignored rename: %s", a.body)
	}
	b.want(201, "POST", "/supported-currencies", yen.String())
	if a := b.want(200, "DELETE", "/supported-currencies/jpy", ""); a.object["id"] != "jpy" {
		t.Errorf("%s", a.body)
	}
}

func TestCurrency_amountsAreCleared(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		how           apigeefake.ClearAmounts
		missing, null bool // whether the limit is still there afterwards
	}{
		{apigeefake.ClearedByOmission, false, false},
		{apigeefake.ClearedByNull, true, false},
		{apigeefake.ClearedNever, true, true},
	} {
		for value, stays := range map[string]bool{"": tc.missing, "null": tc.null} {
			b := newBench(t, apigeefake.Switches{ClearAmounts: tc.how})
			b.want(201, "POST", "/supported-currencies", yen.with(fields{"creditLimit": "5"}).String())
			b.want(200, "PUT", "/supported-currencies/jpy", yen.with(fields{"creditLimit": value}).String())
			if got, _ := b.svc.Currency(org, "jpy"); got.CreditLimit.Valid != stays {
				t.Errorf("%d %q: holds %+v", tc.how, value, got)
			}
			b.want(200, "PUT", "/supported-currencies/jpy", yen.with(fields{"creditLimit": "0"}).String())
			if got, _ := b.svc.Currency(org, "jpy"); !got.CreditLimit.Valid || !got.CreditLimit.Decimal.IsZero() {
				t.Errorf("%d: zero is %+v", tc.how, got)
			}
		}
	}
}

func TestCurrency_othersAct(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	b.svc.EditCurrencyInConsole(org, "eur", func(c *apigeefake.Currency) { c.Name, c.Status = "X", "INACTIVE" })
	if a := b.want(200, "GET", "/supported-currencies/eur", ""); a.object["status"] != "INACTIVE" || a.object["name"] != "EUR" {
		t.Errorf("%s", a.body)
	}
	b.svc.AddCurrency(org, apigeefake.Currency{Name: "GBP"})
	b.svc.DeleteCurrencyInConsole(org, "gbp")
	b.refused(404, "mint.resourceDoesNotExist", "GET", "/supported-currencies/gbp", "")
}
