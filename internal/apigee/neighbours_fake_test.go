package apigee_test

import (
	"slices"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// everyVariation runs a test under each setting of each switch.
func everyVariation(t *testing.T, test func(t *testing.T, s service, switches apigeefake.Switches)) {
	t.Helper()
	t.Parallel()
	for _, v := range apigeefake.Variations() {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			test(t, newService(t, v.Switches), v.Switches)
		})
	}
}

func TestFakeSupportedCurrencies(t *testing.T) {
	everyVariation(t, func(t *testing.T, s service, switches apigeefake.Switches) {
		currencies := s.client.SupportedCurrencies
		limit, none := apigee.Amount{Value: new(dec("500.25"))}, apigee.Amount{}
		asked := apigee.SupportedCurrency{Name: "GBP", DisplayName: "Pound é", Description: "Pound", Status: "ACTIVE", CreditLimit: limit}
		made, err := currencies.Create(t.Context(), asked)
		if err != nil || made.Object.ID != "gbp" || len(currencies.Kind.Differences(asked, made.Object)) > 0 {
			t.Fatalf("got %+v, %v", made.Object, err)
		}
		if got, err := currencies.Get(t.Context(), "GBP"); err != nil || got.CreditLimit.String() != "500.25" {
			t.Errorf("got %+v, %v", got, err)
		}
		asked.CreditLimit, asked.Status = none, "INACTIVE"
		changed, err := currencies.Update(t.Context(), asked, false)
		if stays := switches.ClearAmounts == apigeefake.ClearedNever; err != nil || changed.Status != "INACTIVE" || (changed.CreditLimit.Value != nil) != stays {
			t.Errorf("got %+v, %v", changed, err)
		}
		if all, err := currencies.List(t.Context()); err != nil || len(all) != 3 {
			t.Errorf("got %d, %v", len(all), err)
		}
		if err := currencies.Delete(t.Context(), "gbp"); err != nil {
			t.Error(err)
		}
		if err := currencies.Delete(t.Context(), "usd"); err == nil {
			t.Error("the base currency was deleted")
		}
		if _, err := currencies.Get(t.Context(), "gbp"); !apigee.IsNotFound(err) {
			t.Error(err)
		}
	})
}

func TestFakePackages(t *testing.T) {
	everyVariation(t, func(t *testing.T, s service, _ apigeefake.Switches) {
		for _, name := range []string{"snow", "sun", "wind"} {
			s.AddProduct(org, apigeefake.Product{Name: name})
		}
		packages := s.client.Packages
		asked := apigee.Package{Name: "Forecast é", DisplayName: "Forecast", Description: "Weather to come", Products: []apigee.Ref{"sun", "snow"}}
		made, err := packages.Create(t.Context(), asked)
		if err != nil || len(packages.Kind.Differences(asked, made.Object)) > 0 {
			t.Fatalf("got %+v, %v", made.Object, err)
		}
		asked.ID = made.Object.ID
		for _, products := range [][]apigee.Ref{{"sun", "wind"}, {"snow"}, {"snow"}, {"wind", "snow", "sun"}} {
			asked.Products = products
			if got, err := packages.Update(t.Context(), asked, false); err != nil || len(packages.Kind.Differences(asked, got)) > 0 {
				t.Errorf("got %+v, %v", got, err)
			}
		}
		// Without a published plan it is listed too.
		all, err := packages.List(t.Context())
		if err != nil || !slices.ContainsFunc(all, func(p apigee.Package) bool { return p.ID == asked.ID }) {
			t.Errorf("got %+v, %v", all, err)
		}
		if err := packages.Delete(t.Context(), asked.ID); err != nil {
			t.Error(err)
		}
	})
}

// Being in a package or not has no other effect, so a lost answer is settled by a look.
func TestFakePackages_lostAnswers(t *testing.T) {
	t.Parallel()
	for _, method := range []string{"POST", "DELETE"} {
		t.Run(method, func(t *testing.T) {
			t.Parallel()
			s := newService(t, apigeefake.Switches{})
			s.AddProduct(org, apigeefake.Product{Name: "snow"})
			s.server.Inject(fake.DropAfter(), fake.On(method, "/products/"), fake.Always())
			got, err := s.client.Packages.Update(t.Context(), apigee.Package{ID: pkg, Products: []apigee.Ref{"snow"}}, false)
			if err != nil || len(got.Products) != 1 || got.Products[0] != "snow" {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

func TestFakeDeveloperCategories(t *testing.T) {
	everyVariation(t, func(t *testing.T, s service, _ apigeefake.Switches) {
		categories := s.client.DeveloperCategories
		made, err := categories.Create(t.Context(), apigee.DeveloperCategory{Name: "Gold é", Description: "All"})
		if err != nil {
			t.Fatal(err)
		}
		asked := apigee.DeveloperCategory{ID: made.Object.ID, Name: "Silver"}
		if got, err := categories.Update(t.Context(), asked, true); err != nil || got != asked {
			t.Errorf("got %+v, %v", got, err)
		}
		if all, err := categories.List(t.Context()); err != nil || !slices.Contains(all, asked) {
			t.Errorf("got %+v, %v", all, err)
		}
		if err := categories.Delete(t.Context(), asked.ID); err != nil {
			t.Error(err)
		}
		if _, err := categories.Get(t.Context(), asked.ID); !apigee.IsNotFound(err) {
			t.Error(err)
		}
	})
}

func TestFakeTerms(t *testing.T) {
	everyVariation(t, func(t *testing.T, s service, switches apigeefake.Switches) {
		asked := apigee.Terms{Version: "1.0 é", StartDate: "2099-01-01 00:00:00", Text: "Be kind.\n"}
		made, err := s.client.Terms.Create(t.Context(), asked)
		if err != nil || len(s.client.Terms.Kind.Differences(asked, made.Object)) > 0 {
			t.Fatalf("got %+v, %v", made.Object, err)
		}
		asked.ID, asked.StartDate, asked.Text, asked.URL = made.Object.ID, "2099-02-01", "", "https://example.com"
		got, err := s.client.Terms.Update(t.Context(), asked, false)
		if differs := len(s.client.Terms.Kind.Differences(asked, got)) > 0; err != nil || differs != (switches.TermsPut != apigeefake.TermsPutAll) {
			t.Errorf("got %+v, %v", got, err)
		}
		if err := s.client.Terms.Delete(t.Context(), asked.ID); err != nil {
			t.Error(err)
		}
		if all, err := s.client.Terms.List(t.Context()); err != nil || len(all) != 0 {
			t.Errorf("got %+v, %v", all, err)
		}
	})
}

func TestFakeReadOnly(t *testing.T) {
	everyVariation(t, func(t *testing.T, s service, switches apigeefake.Switches) {
		s.EditOrganizationInConsole(org, func(o *apigeefake.Organization) { o.TimeZone = "Europe/Rome" })
		s.AddProduct(org, apigeefake.Product{Name: "snow", Attributes: []string{"depth"}})
		s.SuspendDeveloper(org, apigeefake.Suspension{Developer: developer, Product: "snow"})
		if profile, err := s.client.KnownProfile(t.Context()); err != nil || profile.ID != org || profile.HasBillingAdjustment.Value == nil {
			t.Errorf("got %+v, %v", profile, err)
		}
		if _, name := s.client.Zone(t.Context()); name != "Europe/Rome" || s.server.Count("GET", "") != 1 {
			t.Errorf("zone %s after %d requests", name, s.server.Count("GET", ""))
		}
		products, err := s.client.Products.List(t.Context())
		if err != nil || len(products) != 2 || products[1].CustomAttributes["1"] != "depth" {
			t.Errorf("got %+v, %v", products, err)
		}
		if all, err := s.client.Developers.List(t.Context()); err != nil || len(all) != 2 {
			t.Errorf("got %+v, %v", all, err)
		}
		found, err := s.client.Developers.Get(t.Context(), "DEV@Example.com")
		if err != nil || found.Email != developer {
			t.Errorf("got %+v, %v", found, err)
		}
		suspended, err := s.client.SuspendedDevelopers.List(t.Context())
		if err != nil || len(suspended) != 1 || suspended[0].Product != "snow" || !found.Ref().Is(string(suspended[0].Developer)) {
			t.Errorf("got %+v, %v", suspended, err)
		}
	})
}
