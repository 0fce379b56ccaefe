package apigee_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

type settings = map[apigee.BillingSetting]string

func TestFakeDeveloperBilling(t *testing.T) {
	everyVariation(t, func(t *testing.T, s service, _ apigeefake.Switches) {
		s.SetAttributeInConsole(org, developer, "COLOUR", "blue")
		billing := s.client.DeveloperBilling
		asked := settings{
			apigee.BillingType: "POSTPAID", apigee.BillingLegalName: "Größe & Söhne", apigee.BillingPhone: "+1 555", apigee.BillingRegistrationID: "R",
			apigee.BillingTaxExemptNumber: "T", apigee.BillingCategory: s.AddCategory(org, apigeefake.Category{Name: "Gold"}), apigee.BillingAddressText: `{"city":"X"}`,
		}
		done, err := billing.Create(t.Context(), developer, asked)
		if diff := cmp.Diff(asked, done); diff != "" || err != nil {
			t.Fatalf("%v\n%s", err, diff)
		}
		if got, err := billing.Get(t.Context(), developer); err != nil || !cmp.Equal(got, asked) {
			t.Errorf("got %v, %v", got, err)
		}
		if _, err := billing.Create(t.Context(), developer, asked); !errors.Is(err, once.ErrClaimed) {
			t.Errorf("got %v", err)
		}
		if done, err := billing.Update(t.Context(), developer, settings{apigee.BillingPhone: "", apigee.BillingType: "PREPAID"}); err != nil || done[apigee.BillingType] != "PREPAID" || done[apigee.BillingPhone] != "" {
			t.Errorf("got %v, %v", done, err)
		}
		if _, err := billing.Update(t.Context(), developer, settings{apigee.BillingPhone: ""}); err != nil {
			t.Errorf("a setting that is gone: %v", err)
		}
		if err := billing.Delete(t.Context(), developer, apigee.BillingSettings); !errors.Is(err, apigee.ErrAdopted) {
			t.Errorf("got %v", err)
		}
		if err := s.as(t, transport.Bearer(apigeefake.AccessToken)).DeveloperBilling.Delete(t.Context(), developer, apigee.BillingSettings); err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff([]apigeefake.Attribute{{Name: "COLOUR", Value: "blue"}}, s.Attributes(org, developer)); diff != "" {
			t.Error(diff)
		}
	})
}

// To set is no addition: requests are repeated, and what no answer has shown is read.
func TestFakeDeveloperBilling_faults(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fault fake.Fault
		times int
		works bool
	}{
		"500 once":              {fake.Status(500, ""), 1, true},
		"500 always":            {fake.Status(500, ""), 1000, false},
		"lost answer":           {fake.DropAfter(), 1, true},
		"every answer lost":     {fake.DropAfter(), 1000, true},
		"nothing arrives":       {fake.DropBefore(), 1000, false},
		"cut answers":           {fake.Truncate(), 1000, true},
		"a stranger's page":     {fake.HTML(200), 1000, false},
		"an answer without key": {fake.OmitKeys("name"), 1, true},
		"refused":               {fake.Status(403, `{"code":"developer.service.Forbidden"}`), 1, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t, apigeefake.Switches{})
			s.server.Inject(test.fault, fake.On("POST", "/attributes/{name}"), fake.Times(test.times))
			done, err := s.client.DeveloperBilling.Update(t.Context(), developer, settings{apigee.BillingPhone: "+1 555"})
			if (err == nil) != test.works || (done[apigee.BillingPhone] == "+1 555") != test.works {
				t.Errorf("got %v, %v", done, err)
			}
		})
	}
}

func TestFakeDeveloperBilling_whoIsNotThere(t *testing.T) {
	t.Parallel()
	s := newService(t, apigeefake.Switches{})
	s.AddDeveloper(org, apigeefake.Developer{Name: "supplier", IsCompany: true})
	billing := s.client.DeveloperBilling
	if _, err := billing.Get(t.Context(), "nobody@example.com"); !apigee.IsNotFound(err) {
		t.Errorf("got %v", err)
	}
	if _, err := billing.Get(t.Context(), "supplier"); !errors.Is(err, apigee.ErrCompany) || apigee.IsNotFound(err) {
		t.Errorf("got %v", err)
	}
	s.server.Inject(fake.Status(404, `{"code":"developer.service.DeveloperDoesNotExist"}`), fake.On("GET", "/attributes"))
	if _, err := billing.Get(t.Context(), developer); err == nil || apigee.IsNotFound(err) {
		t.Errorf("got %v", err)
	}
}

func TestBillingAddress(t *testing.T) {
	t.Parallel()
	a := apigee.BillingAddress{Address1: "1 Main St", City: "X", IsPrimary: true}
	for text, want := range map[string]bool{
		`{"address1":"1 Main St","city":"X"}`: true, `{"city":"X","address1":"1 Main St","isPrimary":true,"zip":""}`: true, `{"address1":"1 Main St","city":"X","isPrimary":"TRUE"}`: true,
		`{"address1":"1 Main St","city":"X","isPrimary":false}`: false, `{"address1":"1 Main St","city":"X","zip":"1"}`: false, `{}`: false,
		`{"Address1":"1 Main St","CITY":"X"}`: false,
	} {
		if got, ok := apigee.ReadBillingAddress(text); !ok || (got == a) != want {
			t.Errorf("%s: %+v", text, got)
		}
	}
	for _, text := range []string{"", "null", "[]", "Main Street", `{"city":"X"`, `"X"`} {
		if _, ok := apigee.ReadBillingAddress(text); ok {
			t.Errorf("%s passes for an address", text)
		}
	}
	for before, want := range map[string]string{
		`{"lat":1.50,"zip":"1"}`: `{"address1":"1 Main St","city":"X","isPrimary":"true","lat":1.50}`,
		`{"City":"Y","Zip":"1"}`: `{"address1":"1 Main St","city":"X","isPrimary":"true"}`,
		`nonsense`:               `{"address1":"1 Main St","city":"X","isPrimary":"true"}`,
		`null`:                   `{"address1":"1 Main St","city":"X","isPrimary":"true"}`,
	} {
		if got, err := a.Text(before); err != nil || got != want {
			t.Errorf("%s becomes %s, %v", before, got, err)
		}
	}
}
