package apigee_test

import (
	"slices"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
)

// A purchase is made once, found, changed and taken back under each setting of each switch, by a
// developer and by a company.
func TestFakeAcceptedRatePlans(t *testing.T) {
	everyVariation(t, func(t *testing.T, s service, switches apigeefake.Switches) {
		s.AddProduct(org, apigeefake.Product{Name: "maps"})
		bundle := apigeefake.Package{Name: "Shop", Products: []string{"maps"}}
		s.AddPackage(org, bundle)
		plan := s.AddRatePlan(org, apigeefake.RatePlan{Package: "shop", Name: "Flat", Currency: "usd", Published: true, StartDate: "2020-01-01 00:00:00"})
		address := []apigeefake.Address{{Address1: "1 Main Street", Country: "US"}}
		s.AddDeveloper(org, apigeefake.Developer{Email: "buyer@example.com", BillingType: "POSTPAID", LegalName: "Buyer", Address: address})
		s.AddDeveloper(org, apigeefake.Developer{Name: "acme", IsCompany: true, BillingType: "POSTPAID", LegalName: "Acme", Address: address})
		for _, buyer := range []string{"buyer@example.com", "acme"} {
			asked := apigee.Purchase{RatePlanID: plan, StartDate: "2099-01-01 00:00:00", EndDate: "2099-12-31 00:00:00"}
			s.server.Inject(fake.DropAfter(), fake.On("POST", "/developer-rateplans"))
			made, err := s.client.AcceptRatePlan(t.Context(), buyer, asked)
			if err != nil || made.Outcome != once.Settled || len(asked.Differences(made.Object)) > 0 {
				t.Fatalf("%s: got %+v, %v", buyer, made, err)
			}
			if got, err := s.client.PurchasesOf(t.Context(), buyer).Get(t.Context(), made.Object.ID); err != nil || !got.IsOf(plan) {
				t.Errorf("%s: got %+v, %v", buyer, got, err)
			}
			asked.EndDate = ""
			changed, err := s.client.ChangeAcceptedRatePlan(t.Context(), buyer, made.Object, asked)
			if stays := switches.EndDateStays; err != nil || (changed.EndDate == "") == stays {
				t.Errorf("%s: got %+v, %v", buyer, changed, err)
			}
			if all, err := s.client.PurchasesOf(t.Context(), buyer).List(t.Context()); err != nil || len(all) != 1 {
				t.Errorf("%s: got %d, %v", buyer, len(all), err)
			}
			if err := s.client.PurchasesOf(t.Context(), buyer).Delete(t.Context(), made.Object.ID); err != nil {
				t.Error(err)
			}
			if got := s.Acceptances(org, buyer); len(got) > 0 {
				t.Errorf("%s: left %+v", buyer, got)
			}
		}
		if offer, ok := s.client.KnownRatePlan(t.Context(), plan); !ok || offer.Name != "Flat" {
			t.Errorf("got %+v, %t", offer, ok)
		}
		if _, err := s.client.AcceptRatePlan(t.Context(), "nobody", apigee.Purchase{RatePlanID: plan, StartDate: "2099-01-01 00:00:00"}); !apigee.IsNotFound(err) {
			t.Errorf("got %v", err)
		}
	})
}

// One listing of the organization serves every plan that asks for fees, also where it fails.
func TestKnownRatePlan_asksOnce(t *testing.T) {
	t.Parallel()
	s := newService(t, apigeefake.Switches{})
	s.server.Inject(fake.Status(400, `{"code":"mint.broken","message":"broken"}`), fake.On("GET", "/rate-plans"), fake.Always())
	for range 3 {
		if _, ok := s.client.KnownRatePlan(t.Context(), "any"); ok {
			t.Error("a plan is known that could not be read")
		}
	}
	if got := s.server.Count("GET", "/rate-plans"); got != 1 {
		t.Errorf("%d listings", got)
	}
}

// What moved to a revision is found by the plan that was bought, however often that was revised.
func TestAcceptedRatePlan_chain(t *testing.T) {
	t.Parallel()
	s := newService(t, apigeefake.Switches{})
	s.AddProduct(org, apigeefake.Product{Name: "maps"})
	s.AddPackage(org, apigeefake.Package{Name: "Shop", Products: []string{"maps"}})
	add := func(name, parent, start string) string {
		return s.AddRatePlan(org, apigeefake.RatePlan{Package: "shop", Name: name, Currency: "usd", Published: true, Parent: parent, StartDate: start})
	}
	first := add("First", "", "2020-01-01 00:00:00")
	s.AcceptRatePlan(org, apigeefake.Acceptance{Developer: developer, Plan: first, StartDate: "2021-01-01 00:00:00"})
	second := add("Second", first, "2022-01-01 00:00:00")
	third := add("Third", second, "2023-01-01 00:00:00")
	all, err := s.client.PurchasesOf(t.Context(), developer).List(t.Context())
	if err != nil || len(all) != 1 || all[0].RatePlan.ID != third || !slices.Equal(all[0].Revised, []string{second, first}) {
		t.Fatalf("got %+v, %v", all, err)
	}
	for _, plan := range []string{first, second, third} {
		got, err := s.client.AcceptRatePlan(t.Context(), developer, apigee.Purchase{RatePlanID: plan, StartDate: "2021-01-01 00:00:00"})
		if err != nil || got.Outcome != once.Adopted {
			t.Errorf("%s: got %+v, %v", plan, got.Outcome, err)
		}
	}
}
