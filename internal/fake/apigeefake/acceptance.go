package apigeefake

import (
	"cmp"
	"fmt"
	"net/http"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// Acceptance is a developer's subscription to a plan (contract: apigee-mint 4.6). Dates are in the wire's form; empty ones are absent.
type Acceptance struct {
	ID                   string
	Developer            string // id
	Plan                 string // id
	StartDate            string // default: today
	EndDate              string // the plan runs to the end of that day
	Created              string
	NextCycleStartDate   string
	NextRecurringFeeDate string
	PrevRecurringFeeDate string
	RenewalDate          string
	QuotaTarget          Count
}

// AcceptRatePlan lets a developer, by email or id, buy a published plan, and returns the id of the subscription.
func (s *Service) AcceptRatePlan(org string, a Acceptance) (id string) {
	s.in(org, func(o *organization) {
		if p := must(o.plan(a.Plan), "rate plan", a.Plan); !p.Published {
			panic(fmt.Sprintf("apigeefake: rate plan %q is a draft, nobody can buy it", a.Plan))
		}
		a.ID = s.srv.NewID()
		a.Developer = must(o.developer(a.Developer), "developer", a.Developer).ID
		a.StartDate = cmp.Or(a.StartDate, s.today())
		a.Created = s.now()
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
	s.in(org, func(o *organization) {
		must(find(o.acceptances, func(a *Acceptance) bool { return a.ID == id }), "acceptance", id).EndDate = endDate
	})
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

// getDeveloperPlan answers a subscription by its id, or by switch also a plan by the plan's: the documents call the id both (contract: apigee-mint 4.1, #9).
func getDeveloperPlan(c *call) (fake.Response, error) {
	d, err := c.developer()
	if err != nil {
		return fake.Response{}, err
	}
	id := c.Param("id")
	if a := find(c.org.acceptances, func(a *Acceptance) bool { return a.ID == id && a.Developer == d.ID }); a != nil {
		return fake.JSON(http.StatusOK, c.acceptanceObject(a, d)), nil
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
		"updated":   a.Created,
	}
	put(o, "endDate", a.EndDate)
	put(o, "nextCycleStartDate", a.NextCycleStartDate)
	put(o, "nextRecurringFeeDate", a.NextRecurringFeeDate)
	put(o, "prevRecurringFeeDate", a.PrevRecurringFeeDate)
	put(o, "renewalDate", a.RenewalDate)
	putCount(o, "quotaTarget", a.QuotaTarget)
	return c.extra(o)
}
