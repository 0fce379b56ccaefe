package developer_test

import (
	"testing"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

func TestDeveloper(t *testing.T) {
	t.Parallel()
	for _, v := range apigeefake.Variations() {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			e.Apigee.Switch(func(s *apigeefake.Switches) { *s = v.Switches })
			gold := e.Apigee.AddCategory(acctest.Organization, apigeefake.Category{Name: "Gold"})
			id := e.Apigee.AddDeveloper(acctest.Organization, apigeefake.Developer{
				Email: "new@example.com", Name: "New", LegalName: "New Ltd", Category: gold,
				Address: []apigeefake.Address{{Address1: "1 Main Street", City: "Rome", Country: "IT", Primary: true}},
			})
			for _, name := range []string{"new@example.com", id, "New@Example.com"} {
				got, out := e.Terraform("mint_developer").DataSource(acctest.Attrs{"developer_id": name})
				if out.Failed() || got["id"] != id || got["legal_name"] != "New Ltd" || got["developer_category_id"] != gold || got["developer_id"] != name || got["phone"] != nil {
					t.Errorf("%s: got %v, %q", name, got, out.Errors)
				}
				address, _ := got["address"].([]any)
				if len(address) != 1 {
					t.Errorf("address is %v", address)
				}
			}
			all, out := e.Terraform("mint_developers").DataSource(acctest.Attrs{})
			if list, _ := all["developers"].([]any); out.Failed() || len(list) != 3 {
				t.Errorf("got %v, %q", all, out.Errors)
			}
		})
	}
}

func TestDeveloper_nobody(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	_, out := e.Terraform("mint_developer").DataSource(acctest.Attrs{"developer_id": "nobody@example.com"})
	out.Says(t, "Cannot read developer nobody@example.com", "mint_developers")
}

func TestSuspendedDevelopers(t *testing.T) {
	t.Parallel()
	for _, v := range apigeefake.Variations() {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			e.Apigee.Switch(func(s *apigeefake.Switches) { *s = v.Switches })
			source := e.Terraform("mint_suspended_developers")
			none, out := source.DataSource(acctest.Attrs{})
			if list, _ := none["suspended_developers"].([]any); out.Failed() || len(list) != 0 {
				t.Errorf("got %v, %q", none, out.Errors)
			}
			e.Apigee.AddProduct(acctest.Organization, apigeefake.Product{Name: "messages"})
			e.Apigee.SuspendDeveloper(acctest.Organization, apigeefake.Suspension{Developer: acctest.Postpaid, Product: "messages", Lasts: time.Hour})
			e.Apigee.SuspendDeveloper(acctest.Organization, apigeefake.Suspension{Developer: acctest.Prepaid})
			got, out := source.DataSource(acctest.Attrs{})
			list, _ := got["suspended_developers"].([]any)
			if out.Failed() || len(list) != 2 {
				t.Fatalf("got %v, %q", got, out.Errors)
			}
			began := e.Server.Clock().Now().UTC()
			hour, _ := list[0].(acctest.Attrs)
			if hour["product_id"] != "messages" || hour["reason_code"] != "INSUFFICIENT_FUNDS" || hour["suspended_at"] != began.Format(time.RFC3339) || hour["ends_at"] != began.Add(time.Hour).Format(time.RFC3339) {
				t.Errorf("got %v", hour)
			}
			if ever, _ := list[1].(acctest.Attrs); ever["product_id"] != nil || ever["ends_at"] != nil || ever["developer_id"] == "" {
				t.Errorf("got %v", ever)
			}
		})
	}
}
