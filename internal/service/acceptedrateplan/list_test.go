package acceptedrateplan_test

import (
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// What is listed is what an import reads, and what is generated of it plans nothing.
func TestList(t *testing.T) {
	t.Parallel()
	for _, apart := range []bool{false, true} {
		s := newShop(t)
		complete(s.Env, "acme", "POSTPAID", true)
		s.Apigee.Switch(func(w *apigeefake.Switches) { w.CompaniesApart = apart })
		gold := s.sells(apigeefake.RatePlan{Name: "Gold"})
		maps := s.sells(apigeefake.RatePlan{Package: "maps", Name: "Map"})
		s.Apigee.AcceptRatePlan(org, apigeefake.Acceptance{Developer: buyer, Plan: gold, StartDate: "2025-01-01 00:00:00", EndDate: "2025-03-31 07:00:00"})
		s.Apigee.AcceptRatePlan(org, apigeefake.Acceptance{Developer: buyer, Plan: maps})
		s.Apigee.AcceptRatePlan(org, apigeefake.Acceptance{Developer: "acme", Plan: gold, StartDate: "2025-09-01 00:00:00"})
		for _, tc := range []struct {
			config acctest.Attrs
			want   int
		}{{acctest.Attrs{}, 3}, {acctest.Attrs{"developer_id": buyer}, 2}, {acctest.Attrs{"developer_id": "acme"}, 1}} {
			found, out := s.tf.List(tc.config, acctest.DefaultLimit)
			if len(found) != tc.want || out.Failed() || len(out.Warnings) > 0 {
				t.Fatalf("%v: got %v, %q, %q", tc.config, found, out.Errors, out.Warnings)
			}
			for _, f := range found {
				if out := s.tf.Adopt(f); out.Failed() || out.Action != acctest.NoOp {
					t.Errorf("%s: got %s, %q", f.DisplayName, out.Action, out.Errors)
				}
			}
		}
		_, out := s.tf.List(acctest.Attrs{"developer_id": "nobody@example.com"}, acctest.DefaultLimit)
		out.Says(t, "Cannot list the purchases of nobody@example.com", "Check developer_id")
		s.Server.Inject(fake.Status(400, `{"code":"mint.broken","message":"broken"}`), fake.On("GET", ""), fake.Always())
		_, out = s.tf.List(acctest.Attrs{}, acctest.DefaultLimit)
		out.Says(t, "Cannot list the purchases of myorg")
	}
}

// The data sources show purchases of companies, wherever the service keeps them.
func TestDataSources_ofCompanies(t *testing.T) {
	t.Parallel()
	for _, apart := range []bool{false, true} {
		s := newShop(t)
		complete(s.Env, "acme", "POSTPAID", true)
		s.Apigee.Switch(func(w *apigeefake.Switches) { w.CompaniesApart = apart })
		gold := s.sells(apigeefake.RatePlan{Name: "Gold"})
		id := s.Apigee.AcceptRatePlan(org, apigeefake.Acceptance{Developer: "acme", Plan: gold})
		for name, config := range map[string]acctest.Attrs{
			"mint_developer_accepted_rate_plans": {"developer_id": "acme"},
			"mint_developer_rate_plan":           {"developer_id": "acme", "id": id},
			"mint_developer_rate_plans":          {"developer_id": "acme"},
			"mint_developer_product_rate_plans":  {"developer_id": "acme", "product_id": "messaging"},
		} {
			got, out := s.Terraform(name).DataSource(config)
			if out.Failed() {
				t.Errorf("%s: %q", name, out.Errors)
			}
			for _, list := range []string{"accepted_rate_plans", "rate_plans"} {
				if all, ok := got[list].([]any); ok && len(all) != 1 {
					t.Errorf("%s: %d %s", name, len(all), list)
				}
			}
		}
		_, out := s.Terraform("mint_developer_accepted_rate_plans").DataSource(acctest.Attrs{"developer_id": "nobody"})
		out.Says(t, "does not exist")
	}
}
