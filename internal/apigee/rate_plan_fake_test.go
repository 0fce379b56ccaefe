package apigee_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

func amount(text string) apigee.Amount { return apigee.Amount{Value: new(dec(text))} }

func count(n int64) apigee.Count { return apigee.Count{Value: &n} }

func set(b bool) apigee.Flag { return apigee.Flag{Value: &b} }

// banded is a draft with everything that may stand together.
func banded() apigee.RatePlan {
	return apigee.RatePlan{
		Name: "Banded", DisplayName: "Banded", Description: "Cheaper by the dozen", Type: "STANDARD", Currency: "USD", StartDate: "2025-07-01 00:00:00", EndDate: "2030-01-01 00:00:00",
		Advance: true, Prorate: true, SetUpFee: amount("100.0001"), RecurringFee: amount("12345678901234567.89"), EarlyTerminationFee: amount("0"),
		RecurringType: "CALENDAR", RecurringStartUnit: count(15), FrequencyDuration: count(1), FrequencyDurationType: "MONTH", ContractDuration: count(2), ContractDurationType: "YEAR",
		Freemium: apigee.Freemium{FreemiumUnit: amount("10"), FreemiumDuration: count(1), FreemiumDurationType: "QUARTER"}, PaymentDueDays: apigee.Days{Count: count(30)},
		Details: []apigee.RatePlanDetail{{
			Type: "RATECARD", MeteringType: "VOLUME", RatingParameter: "VOLUME", ProductID: product, Duration: count(1), DurationType: "MONTH",
			AggregateFreemiumCounters: set(true), AggregateStandardCounters: set(false), AggregateTransactions: set(true), PaymentDueDays: apigee.Days{Count: count(15)},
			Rates: []apigee.RatePlanRate{
				{Type: "RATECARD", Rate: amount("0.05"), StartUnit: amount("0"), EndUnit: amount("100")},
				{Type: "RATECARD", Rate: amount("0.025"), StartUnit: amount("100"), EndUnit: amount("10000")},
				{Type: "RATECARD", Rate: amount("0.0001"), StartUnit: amount("10000")},
			},
		}},
	}
}

func TestRatePlan_lifeUnderEverySwitch(t *testing.T) {
	t.Parallel()
	switches := everySwitch()
	switches["missing keys kept"] = apigeefake.Switches{PutKeepsMissing: true}
	switches["loose ids"] = apigeefake.Switches{LooseRateIDs: true}
	switches["order shuffled"] = apigeefake.Switches{ShuffleOrder: true}
	switches["flags off by default"] = apigeefake.Switches{AggregateFlagsOff: true}
	for name, set := range switches {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t, set)
			made, err := s.client.RatePlans.In(pkg).Kind.Post(t.Context(), banded())
			if err != nil {
				t.Fatal(err)
			}
			if made.ID != pkg+"_banded" || made.PackageID != pkg || made.Published || len(banded().Differences(made)) > 0 {
				t.Fatalf("made %+v: %v", made, banded().Differences(made))
			}

			made.Details[0].Rates[0].Rate = amount("9.9999")
			made.Description, made.RecurringFee, made.FrequencyDuration, made.FrequencyDurationType, made.EndDate = "Changed", apigee.Amount{}, apigee.Count{}, "", ""
			changed, err := s.client.RatePlans.In(pkg).Kind.Put(t.Context(), made)
			if err != nil || len(made.Differences(changed)) > 0 || changed.RecurringFee.Value != nil || changed.EndDate != "" {
				t.Fatalf("changed %+v, %v: %v", changed, err, made.Differences(changed))
			}
			if got, want := rateIDs(changed), rateIDs(made); !slices.Equal(got, want) {
				t.Errorf("ids of rates were %v and are %v", want, got)
			}

			changed.Published = true
			if published, err := s.client.RatePlans.In(pkg).Kind.Put(t.Context(), changed); err != nil || !published.Published {
				t.Fatalf("published %+v, %v", published, err)
			}
			if err := s.client.RatePlans.In(pkg).Kind.Delete(t.Context(), made.ID); !apigee.IsInvalid(err) {
				t.Errorf("deleting a published plan: %v", err)
			}
			changed.EndDate = "2029-12-31 00:00:00"
			if ended, err := s.client.RatePlans.In(pkg).Kind.Put(t.Context(), changed); err != nil || ended.EndDate != changed.EndDate {
				t.Errorf("ended %+v, %v", ended, err)
			}
			if truth, ok := s.RatePlan(org, made.ID); !ok || !truth.Published || truth.EndDate != string(changed.EndDate) || truth.Description != "Changed" || truth.RecurringFee.Valid {
				t.Errorf("the service has %+v", truth)
			}
		})
	}
}

// A package without plans has none, however the service says so, and gets its first one.
func TestMakeRatePlan_firstOfItsPackage(t *testing.T) {
	t.Parallel()
	for name, set := range everySwitch() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t, set)
			empty := s.AddPackage(org, apigeefake.Package{Name: "Empty"})
			if plans, err := s.client.PackageRatePlans(t.Context(), empty, apigee.EveryRatePlan); err != nil || len(plans) != 0 {
				t.Errorf("got %d plans, %v", len(plans), err)
			}
			plan := banded()
			plan.Details = nil
			if made, err := s.client.RatePlans.In(empty).Create(t.Context(), plan); err != nil || made.Object.ID != empty+"_banded" {
				t.Errorf("made %+v, %v", made, err)
			}
			if plans, err := s.client.AcceptedRatePlans.In(developer).List(t.Context()); err != nil || len(plans) != 0 {
				t.Errorf("got %d accepted plans, %v", len(plans), err)
			}
		})
	}
}

func rateIDs(p apigee.RatePlan) []string {
	var ids []string
	for _, d := range p.Details {
		ids = append(ids, d.ID)
		for _, r := range d.Rates {
			ids = append(ids, r.ID)
		}
	}
	slices.Sort(ids)
	return ids
}

func TestRatePlan_draftIsDeleted(t *testing.T) {
	t.Parallel()
	for _, set := range everySwitch() {
		s := newService(t, set)
		made, err := s.client.RatePlans.In(pkg).Kind.Post(t.Context(), banded())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.client.RatePlans.In(pkg).Kind.Post(t.Context(), banded()); !apigee.IsConflict(err) || apigee.IsAmbiguous(err) {
			t.Errorf("the same name again: %v", err)
		}
		if err := s.client.RatePlans.In(pkg).Kind.Delete(t.Context(), made.ID); err != nil {
			t.Error(err)
		}
		if _, err := s.client.RatePlans.In(pkg).Kind.Get(t.Context(), made.ID); !apigee.IsNotFound(err) {
			t.Errorf("after it was deleted: %v", err)
		}
		if err := s.client.RatePlans.In(pkg).Kind.Delete(t.Context(), made.ID); !apigee.IsNotFound(err) {
			t.Errorf("deleted again: %v", err)
		}
	}
}

func TestRatePlan_forOneDeveloper(t *testing.T) {
	t.Parallel()
	s := newService(t, apigeefake.Switches{})
	plan := banded()
	plan.Type, plan.Developer = "DEVELOPER", apigee.DeveloperRef{ID: developer}
	made, err := s.client.RatePlans.In(pkg).Kind.Post(t.Context(), plan)
	if err != nil || !made.Developer.Is(developer) || made.Developer.ID == developer {
		t.Fatalf("made for %+v, %v", made.Developer, err)
	}
	made.Description = "Read and written"
	if _, err := s.client.RatePlans.In(pkg).Kind.Put(t.Context(), made); err != nil {
		t.Error(err)
	}
}

func TestReviseRatePlan(t *testing.T) {
	t.Parallel()
	for _, whole := range []bool{false, true} {
		s := newService(t, apigeefake.Switches{RevisionNeedsWholeParent: whole})
		first := banded()
		first.Published, first.EndDate = true, ""
		parent, err := s.client.RatePlans.In(pkg).Kind.Post(t.Context(), first)
		if err != nil {
			t.Fatal(err)
		}
		next := parent
		next.StartDate, next.KeepOriginalStartDate = "2026-01-01 00:00:00", true
		revision, err := s.client.ReviseRatePlan(t.Context(), pkg, parent, next)
		if err != nil {
			t.Fatal(err)
		}
		if revision.ID == parent.ID || revision.Parent.ID != parent.ID || !revision.KeepOriginalStartDate || revision.Name != parent.Name || len(revision.Details) != 1 || revision.Details[0].ID == parent.Details[0].ID {
			t.Errorf("revision %+v", revision)
		}
		if ended, err := s.client.RatePlans.In(pkg).Kind.Get(t.Context(), parent.ID); err != nil || ended.EndDate != "2026-01-01 00:00:00" {
			t.Errorf("parent %+v, %v", ended, err)
		}
		// The parent of the next one has a parent itself.
		after := revision
		after.StartDate = "2027-01-01 00:00:00"
		if second, err := s.client.ReviseRatePlan(t.Context(), pkg, revision, after); err != nil || second.Parent.ID != revision.ID {
			t.Errorf("second revision %+v, %v", second, err)
		}
	}
}

func TestRatePlan_writesUnderFaults(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		fault     fake.Fault
		ambiguous bool
		made      bool
	}{
		"dropped before":    {fake.DropBefore(), true, false},
		"dropped after":     {fake.DropAfter(), true, true},
		"busy":              {fake.Status(503, ""), true, false},
		"busy after effect": {fake.AfterEffect(fake.Status(503, "")), true, true},
		"page of a proxy":   {fake.HTML(502), true, false},
		"truncated":         {fake.Truncate(), true, true},
		"answer without id": {fake.OmitKeys("id"), true, true},
		"too many":          {fake.TooManyRequests("1"), false, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t, apigeefake.Switches{})
			s.server.Inject(tt.fault, fake.On("POST", "/rate-plans$"))
			_, err := s.client.RatePlans.In(pkg).Kind.Post(t.Context(), banded())
			if apigee.IsAmbiguous(err) != tt.ambiguous || (err != nil) != tt.ambiguous {
				t.Errorf("created: %v", err)
			}
			if got := len(s.RatePlans(org, pkg)) == 1; got != tt.made {
				t.Errorf("made is %v", got)
			}

			parent := s.AddRatePlan(org, apigeefake.RatePlan{Package: pkg, Name: "Parent", Currency: "usd", StartDate: "2025-01-01 00:00:00", Published: true})
			before, err := s.client.RatePlans.In(pkg).Kind.Get(t.Context(), parent)
			if err != nil {
				t.Fatal(err)
			}
			s.server.Inject(tt.fault, fake.On("POST", "/revision"))
			next := before
			next.StartDate = "2026-01-01 00:00:00"
			_, err = s.client.ReviseRatePlan(t.Context(), pkg, before, next)
			if apigee.IsAmbiguous(err) != tt.ambiguous || (err != nil) != tt.ambiguous {
				t.Errorf("revised: %v", err)
			}
			revised := slices.ContainsFunc(s.RatePlans(org, pkg), func(p apigeefake.RatePlan) bool { return p.Parent == parent })
			if revised != tt.made {
				t.Errorf("revised is %v", revised)
			}
		})
	}
}

// An update may be repeated, so what happens to its answer does not matter.
func TestUpdateRatePlan_survivesFaultsWithoutDoubt(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fake.Fault{
		"dropped before": fake.DropBefore(), "dropped after": fake.DropAfter(), "truncated": fake.Truncate(), "page of a proxy": fake.HTML(502), "too many": fake.TooManyRequests("1"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t, apigeefake.Switches{})
			plan, err := s.client.RatePlans.In(pkg).Kind.Post(t.Context(), banded())
			if err != nil {
				t.Fatal(err)
			}
			s.server.Inject(fault, fake.On("PUT", ""))
			plan.Description, plan.Published = "Changed", true
			if changed, err := s.client.RatePlans.In(pkg).Kind.Put(t.Context(), plan); err != nil || changed.Description != "Changed" || !changed.Published {
				t.Errorf("got %+v, %v", changed, err)
			}
		})
	}
}

func TestRatePlans_filters(t *testing.T) {
	t.Parallel()
	s := newService(t, apigeefake.Switches{})
	add := func(name string, edit func(*apigeefake.RatePlan)) {
		p := apigeefake.RatePlan{Package: pkg, Name: name, Currency: "usd", StartDate: "2025-01-01 00:00:00", Published: true}
		edit(&p)
		s.AddRatePlan(org, p)
	}
	add("public", func(*apigeefake.RatePlan) {})
	add("draft", func(p *apigeefake.RatePlan) { p.Published = false })
	add("expired", func(p *apigeefake.RatePlan) { p.EndDate = "2025-02-01 00:00:00" })
	add("private", func(p *apigeefake.RatePlan) { p.Private = true })
	add("personal", func(p *apigeefake.RatePlan) { p.Type, p.Developer = "DEVELOPER", developer })
	for filter, want := range map[apigee.RatePlanFilter]string{
		{Current: true, Standard: true}:                    "public",
		{Current: true, Standard: true, ShowPrivate: true}: "private public",
		{Current: true}:      "personal public",
		{Standard: true}:     "draft expired public",
		apigee.EveryRatePlan: "draft expired personal private public",
	} {
		plans, err := s.client.PackageRatePlans(t.Context(), pkg, filter)
		if got := names(plans); err != nil || got != want {
			t.Errorf("%+v: got %s, %v, want %s", filter, got, err, want)
		}
	}
	if plans, err := s.client.OrganizationRatePlans(t.Context()); err != nil || len(plans) != 5 {
		t.Errorf("organization: got %s, %v", names(plans), err)
	}
	if plans, err := s.client.DeveloperRatePlans(t.Context(), developer); err != nil || names(plans) != "personal public" {
		t.Errorf("developer: got %s, %v", names(plans), err)
	}
}

func names(plans []apigee.RatePlan) string {
	all := make([]string, 0, len(plans))
	for _, p := range plans {
		all = append(all, p.Name)
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}

func TestRatePlanLists_showEverything(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"plain", "no totals", "small pages, blind"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t, everySwitch()[name])
			for i := range 45 {
				id := s.AddRatePlan(org, apigeefake.RatePlan{Package: pkg, Name: fmt.Sprintf("Plan %02d", i), Currency: "usd", StartDate: "2025-01-01 00:00:00", Published: true})
				s.AcceptRatePlan(org, apigeefake.Acceptance{Developer: developer, Plan: id})
			}
			for list, read := range map[string]func() (int, error){
				"package": func() (int, error) {
					plans, err := s.client.PackageRatePlans(t.Context(), pkg, apigee.EveryRatePlan)
					return len(plans), err
				},
				"organization": func() (int, error) { plans, err := s.client.OrganizationRatePlans(t.Context()); return len(plans), err },
				"developer": func() (int, error) {
					plans, err := s.client.DeveloperRatePlans(t.Context(), developer)
					return len(plans), err
				},
				"accepted": func() (int, error) {
					plans, err := s.client.AcceptedRatePlans.In(developer).List(t.Context())
					return len(plans), err
				},
			} {
				if n, err := read(); err != nil || n != 45 {
					t.Errorf("%s: got %d, %v", list, n, err)
				}
			}
		})
	}
}

func TestDeveloperRatePlan_bySubscriptionOrPlan(t *testing.T) {
	t.Parallel()
	s := newService(t, apigeefake.Switches{})
	plan := s.AddRatePlan(org, apigeefake.RatePlan{Package: pkg, Name: "Plan", Currency: "usd", StartDate: "2025-01-01 00:00:00", Published: true})
	id := s.AcceptRatePlan(org, apigeefake.Acceptance{Developer: developer, Plan: plan, StartDate: "2025-02-01 00:00:00", EndDate: "2025-09-30 07:00:00", QuotaTarget: apigeefake.CountOf(7)})
	got, err := s.client.DeveloperRatePlan(t.Context(), developer, id)
	if err != nil || got.ID != id || got.RatePlan.ID != plan || got.StartDate != "2025-02-01 00:00:00" || got.EndDate != "2025-09-30 07:00:00" || *got.QuotaTarget.Value != 7 || !got.Developer.Is(developer) {
		t.Errorf("got %+v, %v", got, err)
	}
	if _, err := s.client.DeveloperRatePlan(t.Context(), developer, plan); !apigee.IsNotFound(err) {
		t.Errorf("by plan: %v", err)
	}
	s.Switch(func(sw *apigeefake.Switches) { sw.PlanByPlanID = true })
	if got, err := s.client.DeveloperRatePlan(t.Context(), developer, plan); err != nil || got.ID != "" || got.StartDate != "" || got.RatePlan.ID != plan {
		t.Errorf("by plan: got %+v, %v", got, err)
	}
}

func TestDeveloperProductRatePlans_everyShape(t *testing.T) {
	t.Parallel()
	for _, list := range []bool{false, true} {
		for _, none400 := range []bool{false, true} {
			s := newService(t, apigeefake.Switches{ByProductList: list, ByProductNone400: none400})
			s.AddProduct(org, apigeefake.Product{Name: "lonely"})
			for _, name := range []string{product, "lonely"} {
				if plans, err := s.client.DeveloperProductRatePlans(t.Context(), developer, name, false); err != nil || len(plans) != 0 {
					t.Errorf("%s: got %s, %v", name, names(plans), err)
				}
			}
			s.AddRatePlan(org, apigeefake.RatePlan{Package: pkg, Name: "Private", Currency: "usd", StartDate: "2025-01-01 00:00:00", Published: true, Private: true})
			if plans, err := s.client.DeveloperProductRatePlans(t.Context(), developer, product, false); err != nil || len(plans) != 0 {
				t.Errorf("private: got %s, %v", names(plans), err)
			}
			if plans, err := s.client.DeveloperProductRatePlans(t.Context(), developer, product, true); err != nil || names(plans) != "Private" {
				t.Errorf("private shown: got %s, %v", names(plans), err)
			}
		}
	}
}
