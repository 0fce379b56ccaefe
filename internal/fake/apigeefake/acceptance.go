package apigeefake

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// Acceptance is a developer's subscription to a plan (contract: apigee-mint 4.6). Dates are in the
// wire's form; empty ones are absent.
type Acceptance struct {
	ID                   string `json:"id,omitzero"`
	Developer            string `json:"developer_id,omitzero"` // id
	Plan                 string `json:"rate_plan_id,omitzero"` // id
	StartDate            string `json:"start_date,omitzero"`   // default: today
	EndDate              string `json:"end_date,omitzero"`     // the plan runs to the end of that day
	Created              string `json:"created,omitzero"`
	Updated              string `json:"updated,omitzero"` // default: when it was created
	NextCycleStartDate   string `json:"next_cycle_start_date,omitzero"`
	NextRecurringFeeDate string `json:"next_recurring_fee_date,omitzero"`
	PrevRecurringFeeDate string `json:"prev_recurring_fee_date,omitzero"`
	RenewalDate          string `json:"renewal_date,omitzero"`
	QuotaTarget          Count  `json:"quota_target,omitzero"`
}

// AcceptRatePlan lets a developer, by email or id, buy a published plan in the portal, and returns
// the id of the subscription. It charges nothing, and what the API would refuse is not refused
// here.
func (s *Service) AcceptRatePlan(org string, a Acceptance) (id string) {
	s.in(org, func(o *organization) {
		if p := must(o.plan(a.Plan), "rate plan", a.Plan); !p.Published {
			panic(fmt.Sprintf("apigeefake: rate plan %q is a draft, nobody can buy it", a.Plan))
		}
		a.ID = s.srv.NewID()
		a.Developer = must(o.developer(a.Developer), "developer", a.Developer).ID
		a.StartDate = cmp.Or(a.StartDate, s.today(o))
		a.Created = s.now()
		a.Updated = cmp.Or(a.Updated, a.Created)
		o.acceptances = append(o.acceptances, a)
		id = a.ID
	})
	return id
}

// Acceptances returns a developer's subscriptions, in the order of purchase.
func (s *Service) Acceptances(org, developer string) (all []Acceptance) {
	s.in(org, func(o *organization) {
		d := must(o.developer(developer), "developer", developer)
		for _, a := range o.acceptances {
			if a.Developer == d.ID {
				all = append(all, a)
			}
		}
	})
	return all
}

// EndAcceptance gives a subscription its last day, as the developer does in the portal.
func (s *Service) EndAcceptance(org, id, endDate string) {
	s.in(org, func(o *organization) { must(o.acceptance(id), "acceptance", id).EndDate = endDate })
}

// EditAcceptanceInConsole changes a subscription as support staff do. Its id stays.
func (s *Service) EditAcceptanceInConsole(org, id string, edit func(*Acceptance)) {
	s.in(org, func(o *organization) {
		a := must(o.acceptance(id), "acceptance", id)
		edit(a)
		a.ID = id
	})
}

// DeleteAcceptanceInConsole makes a subscription vanish, as a cancellation in the portal does
// before its start.
func (s *Service) DeleteAcceptanceInConsole(org, id string) {
	s.in(org, func(o *organization) {
		must(o.acceptance(id), "acceptance", id)
		o.deleteAcceptance(id)
	})
}

func (o *organization) acceptance(id string) *Acceptance {
	return find(o.acceptances, func(a *Acceptance) bool { return a.ID == id })
}

func (o *organization) deleteAcceptance(id string) {
	o.acceptances = slices.DeleteFunc(o.acceptances, func(a Acceptance) bool { return a.ID == id })
}

// moveSubscribers moves the subscribers of a plan to its revision when that starts, or when it is
// published (contract: apigee-mint 4.5).
func (s *Service) moveSubscribers(o *organization) {
	now := s.localNow(o)
	for i := 0; i < len(o.acceptances); i++ {
		a := &o.acceptances[i]
		revision := find(o.plans, func(p *RatePlan) bool {
			begun := p.StartDate <= now || s.switches.MovedAtPublication
			return p.Parent == a.Plan && p.Published && begun && a.StartDate <= now && !a.endsBefore(p.StartDate)
		})
		if revision == nil {
			continue
		}
		if s.switches.MovedUnderNewID && a.StartDate < revision.StartDate {
			renewed := *a
			a.EndDate = later(midnight(revision.StartDate), -1, "DAY")
			renewed.ID, renewed.Plan, renewed.StartDate = s.srv.NewID(), revision.ID, revision.StartDate
			o.acceptances = append(o.acceptances, renewed)
			continue
		}
		a.Plan, a.Updated = revision.ID, s.now()
		if s.switches.MovedStart && !revision.KeepOriginalStartDate {
			a.StartDate = revision.StartDate
		}
		i-- // the revision may have a revision
	}
}

// endsBefore tells whether a subscription is over before the day of a date.
func (a *Acceptance) endsBefore(date string) bool {
	return a.EndDate != "" && midnight(a.EndDate) < midnight(date)
}

// overlaps tells whether a subscription has a day in common with a period, whose end may be open.
func (a *Acceptance) overlaps(start, end string) bool {
	return !a.endsBefore(start) && (end == "" || midnight(a.StartDate) <= midnight(end))
}

func listAcceptances(c *call) (fake.Response, error) {
	d, err := c.developer()
	if err != nil {
		return fake.Response{}, err
	}
	var bought []*Acceptance
	for i := range c.org.acceptances {
		if a := &c.org.acceptances[i]; a.Developer == d.ID {
			bought = append(bought, a)
		}
	}
	return c.list("developerRatePlan", len(bought), func(i int) object { return c.acceptanceObject(bought[i], d) })
}

// getDeveloperPlan answers a subscription by its id, or by switch also a plan by the plan's: the
// documents call the id both (contract: apigee-mint 4.1, #9).
func getDeveloperPlan(c *call) (fake.Response, error) {
	d, err := c.developer()
	if err != nil {
		return fake.Response{}, err
	}
	id := c.Param("id")
	if a := c.org.acceptance(id); a != nil && a.Developer == d.ID {
		return c.answerAcceptance(http.StatusOK, a, d), nil
	}
	if p := c.org.plan(id); p != nil && c.switches.PlanByPlanID && (c.available(p, d) || c.accepted(p, d)) {
		return fake.JSON(http.StatusOK, c.planObject(p)), nil
	}
	return fake.Response{}, missing("developerRatePlan", id)
}

func (c *call) acceptanceObject(a *Acceptance, d *developer) object {
	o := object{
		"created":   a.Created,
		"developer": c.developerObject(d),
		"id":        a.ID,
		"ratePlan":  c.planObject(c.org.plan(a.Plan)),
		"startDate": a.StartDate,
		"updated":   a.Updated,
	}
	put(o, "endDate", a.EndDate)
	put(o, "nextCycleStartDate", a.NextCycleStartDate)
	put(o, "nextRecurringFeeDate", a.NextRecurringFeeDate)
	put(o, "prevRecurringFeeDate", a.PrevRecurringFeeDate)
	put(o, "renewalDate", a.RenewalDate)
	putCount(o, "quotaTarget", a.QuotaTarget)
	return c.extra(o)
}
