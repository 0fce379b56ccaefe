package apigee_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

const (
	packagePlans = "/monetization-packages/{package}/rate-plans$"
	packagePlan  = "/monetization-packages/{package}/rate-plans/{plan}$"
)

// settling settles within a minute by a clock of its own, which passes only by being waited for.
func settling() apigee.Option {
	var mu sync.Mutex
	now := fake.Epoch
	return apigee.WithSettling(apigee.Settling{
		Timeout: time.Minute,
		Now: func() time.Time {
			mu.Lock()
			defer mu.Unlock()
			return now
		},
		Wait: func(ctx context.Context, d time.Duration) error {
			mu.Lock()
			defer mu.Unlock()
			now = now.Add(d)
			return ctx.Err()
		},
	})
}

func basicPlan() apigee.RatePlan {
	return apigee.RatePlan{
		Name: "Basic", DisplayName: "Basic", Currency: "usd", StartDate: "2025-07-01",
		Details: []apigee.RatePlanDetail{{Type: "RATECARD", Rates: []apigee.RatePlanRate{{Type: "RATECARD", Rate: amount("0.05")}}}},
	}
}

func TestMakeRatePlan_postsOnce(t *testing.T) {
	t.Parallel()
	s := newService(t, apigeefake.Switches{}, settling())
	result, err := s.client.RatePlans.In(pkg).Create(t.Context(), basicPlan())
	if err != nil || result.Outcome != once.Posted || result.Unmarked || result.Object.ID != pkg+"_basic" {
		t.Fatalf("got %+v, %v", result, err)
	}
	if _, err := s.client.RatePlans.In(pkg).Create(t.Context(), basicPlan()); !errors.Is(err, once.ErrClaimed) {
		t.Errorf("made again: %v", err)
	}
	if posts := s.server.Count("POST", packagePlans); posts != 1 || len(s.RatePlans(org, pkg)) != 1 {
		t.Errorf("%d posts", posts)
	}
	// The next run finds it.
	again, err := s.client2(t).RatePlans.In(pkg).Create(t.Context(), basicPlan())
	if err != nil || again.Outcome != once.Adopted || again.Object.ID != result.Object.ID {
		t.Errorf("got %+v, %v", again, err)
	}
}

// client2 is the client of another run.
func (s service) client2(t *testing.T) *apigee.Client {
	t.Helper()
	return s.as(t, transport.Bearer(apigeefake.AccessToken), settling())
}

func TestMakeRatePlan_whatIsThere(t *testing.T) {
	t.Parallel()
	there := apigeefake.RatePlan{Package: pkg, Name: "Basic", DisplayName: "Basic", Description: "Basic", Currency: "usd", StartDate: "2025-07-01 00:00:00"}
	for name, tt := range map[string]struct {
		change func(*apigeefake.RatePlan)
		says   []string // none: adopted
	}{
		"identical":                {func(*apigeefake.RatePlan) {}, nil},
		"identical and published":  {func(p *apigeefake.RatePlan) { p.Published = true }, nil},
		"another fee":              {func(p *apigeefake.RatePlan) { p.SetUpFee.Valid, p.SetUpFee.Decimal = true, dec("1") }, []string{"set-up fee is 1, not 0"}},
		"a draft with an end":      {func(p *apigeefake.RatePlan) { p.EndDate = "2026-01-01 00:00:00" }, []string{"end date is 2026-01-01 00:00:00, not none"}},
		"published with an end":    {func(p *apigeefake.RatePlan) { p.Published, p.EndDate = true, "2025-06-14 00:00:00" }, []string{"end date is", "taken for good"}},
		"published and otherwise":  {func(p *apigeefake.RatePlan) { p.Published, p.Prorate = true, true }, []string{"prorate is true", "taken for good"}},
		"published though a draft": {func(p *apigeefake.RatePlan) { p.Published, p.DisplayName = true, "Other" }, []string{"display name", "taken for good"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t, apigeefake.Switches{}, settling())
			found := there
			tt.change(&found)
			s.AddRatePlan(org, found)
			asked := basicPlan()
			asked.Details, asked.Description, asked.Published = nil, "Basic", apigee.Bool(found.Published)
			result, err := s.client.RatePlans.In(pkg).Create(t.Context(), asked)
			if s.server.Count("POST", "") != 0 {
				t.Error("something was posted")
			}
			if len(tt.says) == 0 {
				if err != nil || result.Outcome != once.Adopted || !errors.Is(s.client.RatePlans.In(pkg).Delete(t.Context(), result.Object.ID), apigee.ErrAdopted) {
					t.Errorf("got %+v, %v", result, err)
				}
				return
			}
			conflict, ok := errors.AsType[*once.ConflictError](err)
			if !ok {
				t.Fatalf("got %+v, %v", result, err)
			}
			for _, part := range tt.says {
				if !strings.Contains(strings.Join(conflict.Differences, "; "), part) {
					t.Errorf("%q is not in %q", part, conflict.Differences)
				}
			}
		})
	}
}

// A POST whose answer is lost is found, or not sent again; the next run decides.
func TestMakeRatePlan_underFaults(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		fault fake.Fault
		found bool // in the same run
	}{
		"dropped before":    {fake.DropBefore(), false},
		"dropped after":     {fake.DropAfter(), true},
		"committed late":    {fake.CommitLate(2, fake.DropBefore()), true},
		"busy":              {fake.Status(503, ""), false},
		"busy after effect": {fake.AfterEffect(fake.Status(503, "")), true},
		"page of a portal":  {fake.HTML(200), false},
		"truncated":         {fake.Truncate(), true},
		"answer without id": {fake.OmitKeys("id"), true},
	} {
		for kind, asked := range map[string]func(service) apigee.RatePlan{"plan": func(service) apigee.RatePlan { return basicPlan() }, "revision": revised} {
			t.Run(name+" of a "+kind, func(t *testing.T) {
				t.Parallel()
				s := newService(t, apigeefake.Switches{}, settling())
				p := asked(s)
				before := len(s.RatePlans(org, pkg))
				s.server.Inject(tt.fault, fake.On("POST", ""))
				result, err := s.client.RatePlans.In(pkg).Create(t.Context(), p)
				if tt.found && (err != nil || result.Outcome != once.Settled || result.Object.ID == "") {
					t.Errorf("got %+v, %v", result, err)
				}
				if _, unsettled := errors.AsType[*once.UnsettledError](err); !tt.found && !unsettled {
					t.Errorf("got %+v, %v", result, err)
				}
				if posts := s.server.Count("POST", ""); posts != 1 {
					t.Errorf("%d posts", posts)
				}
				again, err := s.client2(t).RatePlans.In(pkg).Create(t.Context(), p)
				if err != nil || (again.Outcome == once.Adopted) != tt.found {
					t.Errorf("the next run got %+v, %v", again, err)
				}
				if made := len(s.RatePlans(org, pkg)) - before; made != 1 {
					t.Errorf("%d plans were made", made)
				}
			})
		}
	}
}

// revised is a revision of a published plan that is there.
func revised(s service) apigee.RatePlan {
	parent := s.AddRatePlan(org, apigeefake.RatePlan{Package: pkg, Name: "Old", Currency: "usd", StartDate: "2025-01-01 00:00:00", Published: true})
	p := basicPlan()
	p.Name, p.Parent.ID = "Old", parent
	return p
}

func TestMakeRatePlan_revision(t *testing.T) {
	t.Parallel()
	for name, set := range map[string]apigeefake.Switches{"short": {}, "whole parent": {RevisionNeedsWholeParent: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t, set, settling())
			p := revised(s)
			result, err := s.client.RatePlans.In(pkg).Create(t.Context(), p)
			if err != nil || result.Outcome != once.Posted || result.Unmarked || result.Object.Parent.ID != p.Parent.ID || result.Object.ID == p.Parent.ID {
				t.Fatalf("got %+v, %v", result, err)
			}
			// Another start is another revision; the same one, though written without a time, is
			// found.
			p.StartDate = "2025-07-01 00:00:00"
			if again, err := s.client2(t).RatePlans.In(pkg).Create(t.Context(), p); err != nil || again.Outcome != once.Adopted {
				t.Errorf("got %+v, %v", again, err)
			}
			p.StartDate, p.Name = "2025-08-01", "Old, other"
			if other, err := s.client.RatePlans.In(pkg).Create(t.Context(), p); err != nil || other.Outcome != once.Posted || other.Object.ID == result.Object.ID {
				t.Errorf("got %+v, %v", other, err)
			}
		})
	}
}

func TestMakeRatePlan_revisionOfNothing(t *testing.T) {
	t.Parallel()
	s := newService(t, apigeefake.Switches{}, settling())
	p := basicPlan()
	p.Parent.ID = "nothing"
	if _, err := s.client.RatePlans.In(pkg).Create(t.Context(), p); !apigee.IsNotFound(err) || !strings.Contains(err.Error(), "nothing") {
		t.Errorf("got %v", err)
	}
	if posts := s.server.Count("POST", ""); posts != 0 {
		t.Errorf("%d posts", posts)
	}
}

// A service that does not show the parent is reported: its revisions cannot be found.
func TestMakeRatePlan_unmarkedRevision(t *testing.T) {
	t.Parallel()
	s := newService(t, apigeefake.Switches{}, settling())
	p := revised(s)
	s.server.Inject(fake.OmitKeys("parentRatePlan"), fake.On("POST", ""))
	s.server.Inject(fake.Stale(1), fake.On("GET", packagePlans), fake.Always())
	if result, err := s.client.RatePlans.In(pkg).Create(t.Context(), p); err != nil || !result.Unmarked {
		t.Errorf("got %+v, %v", result, err)
	}
}

func TestMakeRatePlan_lookUpFails(t *testing.T) {
	t.Parallel()
	s := newService(t, apigeefake.Switches{}, settling())
	if _, err := s.client.RatePlans.In("no_package").Create(t.Context(), basicPlan()); !apigee.IsNotFound(err) {
		t.Errorf("in no package: %v", err)
	}
	s.server.Inject(fake.Status(503, ""), fake.On("GET", packagePlans), fake.Always())
	if _, err := s.client.RatePlans.In(pkg).Create(t.Context(), basicPlan()); err == nil || apigee.IsAmbiguous(err) {
		t.Errorf("got %v", err)
	}
	if posts := s.server.Count("POST", ""); posts != 0 {
		t.Errorf("%d posts without a look-up", posts)
	}
}

// Many plans of a package cost one look-up.
func TestMakeRatePlan_sharesOneListing(t *testing.T) {
	t.Parallel()
	s := newService(t, apigeefake.Switches{}, settling())
	var all sync.WaitGroup
	for _, name := range []string{"A", "B", "C", "D", "E", "F", "G", "H"} {
		all.Go(func() {
			p := basicPlan()
			p.Name = name
			if _, err := s.client.RatePlans.In(pkg).Create(t.Context(), p); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if lists := s.server.Count("GET", packagePlans); lists != 1 {
		t.Errorf("%d listings", lists)
	}
	if plans := s.RatePlans(org, pkg); len(plans) != 8 {
		t.Errorf("%d plans", len(plans))
	}
}

func TestRemoveRatePlan_freesTheName(t *testing.T) {
	t.Parallel()
	s := newService(t, apigeefake.Switches{}, settling())
	made, err := s.client.RatePlans.In(pkg).Create(t.Context(), basicPlan())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.client.RatePlans.In(pkg).Delete(t.Context(), made.Object.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.client.RatePlans.In(pkg).Delete(t.Context(), made.Object.ID); err != nil {
		t.Errorf("gone already: %v", err)
	}
	if again, err := s.client.RatePlans.In(pkg).Create(t.Context(), basicPlan()); err != nil || again.Outcome != once.Posted {
		t.Fatalf("got %+v, %v", again, err)
	}
}

func TestChangeRatePlan_isKnownToTheBook(t *testing.T) {
	t.Parallel()
	s := newService(t, apigeefake.Switches{}, settling())
	made, err := s.client.RatePlans.In(pkg).Create(t.Context(), basicPlan())
	if err != nil {
		t.Fatal(err)
	}
	renamed := made.Object
	renamed.Name = "Better"
	if _, err := s.client.RatePlans.In(pkg).Update(t.Context(), renamed, false); err != nil {
		t.Fatal(err)
	}
	asked := basicPlan()
	asked.Name = "Better"
	_, err = s.client.RatePlans.In(pkg).Create(t.Context(), asked)
	if conflict, ok := errors.AsType[*once.ConflictError](err); !ok || !conflict.Managed {
		t.Errorf("the object of another resource: %v", err)
	}
	published := renamed
	published.Published = true
	if _, err := s.client.RatePlans.In(pkg).Update(t.Context(), published, false); err != nil {
		t.Fatal(err)
	}
	if err := s.client.RatePlans.In(pkg).Delete(t.Context(), made.Object.ID); !apigee.IsInvalid(err) {
		t.Errorf("got %v", err)
	}
	if !slices.ContainsFunc(s.RatePlans(org, pkg), func(p apigeefake.RatePlan) bool { return p.Published }) {
		t.Error("the published plan is gone")
	}
}
