package apigeefake_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const packages = "/monetization-packages"

var gold = fields{"name": `"Gold Package"`, "displayName": `"Gold"`, "description": `"All"`, "product": `[{"id":"messaging"}]`}

func TestPackage_cycle(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	a := b.want(201, "POST", packages, gold.with(fields{"organization": `{"id":"myorg"}`}).String())
	if a.object["id"] != "gold_package" || a.object["status"] != "CREATED" || at(t, a.object, "product", 0, "id") != "messaging" {
		t.Errorf("made %s", a.body)
	}
	if list := b.want(200, "GET", packages, ""); size(t, list.object, "monetizationPackage") != 1 {
		t.Errorf("a package without a published plan is listed: %s", list.body)
	}
	if list := b.want(200, "GET", packages+"?monetized=false", ""); size(t, list.object, "monetizationPackage") != 2 {
		t.Errorf("listed %s", list.body)
	}
	b.want(204, "POST", packages+"/gold_package/products/archive", "{}")
	b.refused(409, "mint.resourceAlreadyExists", "POST", packages+"/gold_package/products/archive", "")
	b.want(204, "DELETE", packages+"/gold_package/products/messaging", "")
	b.refused(404, "mint.resourceDoesNotExist", "DELETE", packages+"/gold_package/products/messaging", "")
	want := apigeefake.Package{Name: "Gold Package", DisplayName: "Gold", Description: "All", Products: []string{"archive"}}
	if got, _ := b.svc.Package(org, "gold_package"); !cmp.Equal(want, got) {
		t.Errorf("holds %+v", got)
	}
	b.want(405, "PUT", packages+"/gold_package", gold.String())
	b.want(204, "DELETE", packages+"/gold_package", "")
	b.refused(404, "mint.resourceDoesNotExist", "DELETE", packages+"/gold_package", "")
	if got := b.svc.Packages(org); len(got) != 1 {
		t.Errorf("holds %+v", got)
	}
}

func TestPackage_refusals(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	for key := range gold {
		b.refused(400, "mint.invalidProperty", "POST", packages, gold.with(fields{key: ""}).String())
	}
	for _, product := range []string{`[]`, `"messaging"`, `[{}]`, `[{"id":"messaging"},{"id":"messaging"}]`} {
		b.refused(400, "mint.invalidProperty", "POST", packages, gold.with(fields{"product": product}).String())
	}
	b.refused(404, "mint.resourceDoesNotExist", "POST", packages, gold.with(fields{"product": `[{"id":"none"}]`}).String())
	b.refused(409, "mint.resourceAlreadyExists", "POST", packages, gold.with(fields{"name": `"messaging package"`}).String())
	b.refused(404, "mint.resourceDoesNotExist", "POST", packages+"/none/products/archive", "")
	b.refused(404, "mint.resourceDoesNotExist", "POST", packages+"/messaging_package/products/none", "")
	for _, plan := range []string{apigeefake.DemoPlan, apigeefake.DemoDraft} { // either keeps it
		a := b.refused(400, "mint.packageHasRatePlanCanNotDelete", "DELETE", packages+"/messaging_package", "")
		if a.object["cause"] != nil {
			t.Errorf("recorded without a cause: %s", a.body)
		}
		b.svc.DeleteRatePlanInConsole(org, plan)
	}
	b.want(204, "DELETE", packages+"/messaging_package", "")
}

func TestPackage_deleteAsRecorded(t *testing.T) {
	t.Parallel()
	want := sample(t, "error-package-has-rate-plan.json")
	b := newBench(t, apigeefake.Switches{})
	if diff := cmp.Diff(want, b.want(400, "DELETE", packages+"/messaging_package", "").object); diff != "" {
		t.Error(diff)
	}
}

func TestPackage_switches(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{AddProductAnswersPlans: true, AddMemberAgain: true, LastProductStays: true})
	b.want(201, "POST", packages, gold.String())
	a := b.want(200, "POST", packages+"/messaging_package/products/archive", "")
	if size(t, a.object, "ratePlan") != 2 {
		t.Errorf("%s", a.body)
	}
	b.refused(400, "mint.packageHasOneProduct", "DELETE", packages+"/gold_package/products/messaging", "")
	b.svc.Switch(func(s *apigeefake.Switches) { s.LastProductStays = false })
	b.want(204, "DELETE", packages+"/gold_package/products/messaging", "")
}

// A package whose plans price product by product takes a product only with its prices.
func TestPackage_pricedProductByProduct(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	b.want(201, "POST", packages, gold.String())
	plan := apigeefake.RatePlan{Package: "gold_package", Name: "Plan", Currency: "usd", Published: true, Details: []apigeefake.RatePlanDetail{{
		Type: "RATECARD", Product: "messaging", Rates: []apigeefake.RatePlanRate{{Type: "RATECARD", Rate: nullable("1")}},
	}}}
	b.svc.AddRatePlan(org, plan)
	const add = packages + "/gold_package/products/archive"
	detail := bandedDetail.with(fields{"product": `{"id":"archive"}`}).String()
	for _, body := range []string{
		"", "{}", "[]", `{"ratePlan":[{"id":"other","ratePlanDetails":[` + detail + `]}]}`,
		`{"ratePlan":[{"id":"gold_package_plan","ratePlanDetails":[` + bandedDetail.String() + `]}]}`,
	} {
		b.refused(400, "mint.ratePlanDetailsRequired", "POST", add, body)
	}
	if got, _ := b.svc.Package(org, "gold_package"); len(got.Products) != 1 {
		t.Errorf("a refused request made %+v", got)
	}
	b.want(204, "POST", add, `[{"id":"gold_package_plan","ratePlanDetails":[`+detail+`]}]`)
	got, _ := b.svc.RatePlan(org, "gold_package_plan")
	if len(got.Details) != 2 || got.Details[1].Product != "archive" {
		t.Errorf("holds %+v", got.Details)
	}
	b.refused(400, "mint.productInUse", "DELETE", add, "")
}

func TestPackage_ofADeveloper(t *testing.T) {
	t.Parallel()
	s := stocked(t, apigeefake.Switches{})
	const path = "/developers/buyer%40example.com/monetization-packages"
	s.sells(apigeefake.RatePlan{Package: "basic", Name: "Plan"})
	s.sells(apigeefake.RatePlan{Package: "deluxe", Name: "Secret", Private: true})
	if a := s.want(200, "GET", path, ""); size(t, a.object, "monetizationPackage") != 1 || at(t, a.object, "monetizationPackage", 0, "id") != "basic" {
		t.Errorf("%s", a.body)
	}
	if a := s.want(200, "GET", path+"?current=true", ""); size(t, a.object, "monetizationPackage") != 0 {
		t.Errorf("%s", a.body)
	}
	const products = "/developers/buyer%40example.com/eligible-products"
	if a := s.want(200, "GET", products, ""); size(t, a.object, "product") != 0 {
		t.Errorf("%s", a.body)
	}
	s.want(201, "POST", purchases, order("deluxe_secret", "2025-06-15", nil))
	if a := s.want(200, "GET", path+"?current=true", ""); at(t, a.object, "monetizationPackage", 0, "id") != "deluxe" {
		t.Errorf("%s", a.body)
	}
	if a := s.want(200, "GET", products, ""); size(t, a.object, "product") != 2 {
		t.Errorf("%s", a.body)
	}
}

func TestPackage_othersAct(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	b.svc.EditPackageInConsole(org, "messaging_package", func(p *apigeefake.Package) { p.Name, p.DisplayName, p.Products = "x", "New", p.Products[:1] })
	a := b.want(200, "GET", packages+"/messaging_package", "")
	if a.object["displayName"] != "New" || a.object["name"] != "Messaging Package" || size(t, a.object, "product") != 1 {
		t.Errorf("%s", a.body)
	}
	b.svc.DeletePackageInConsole(org, "messaging_package")
	b.refused(404, "mint.resourceDoesNotExist", "GET", packages+"/messaging_package", "")
	if got := b.svc.RatePlans(org, ""); len(got) != 0 {
		t.Errorf("plans without a package: %+v", got)
	}
	mustPanic(t, "an unknown product", func() {
		b.svc.AddPackage(org, apigeefake.Package{Name: "x", Products: []string{"none"}})
	})
}

func TestProduct_wholeAndMonetized(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	b.svc.AddProduct(org, apigeefake.Product{Name: "fresh", Status: "ACTIVE", Attributes: []string{"a", "b"}, Success: "s", Refund: "r"})
	if a := b.want(200, "GET", "/products", ""); size(t, a.object, "product") != 2 {
		t.Errorf("%s", a.body)
	}
	if a := b.want(200, "GET", "/products?monetized=false", ""); size(t, a.object, "product") != 3 {
		t.Errorf("%s", a.body)
	}
	a := b.want(200, "GET", "/products/fresh", "")
	for key, want := range map[string]string{
		"status": "ACTIVE", "customAtt1Name": "a", "customAtt2Name": "b", "transactionSuccessCriteria": "s", "refundSuccessCriteria": "r",
	} {
		if a.object[key] != want {
			t.Errorf("%s: %v", key, a.object[key])
		}
	}
}
