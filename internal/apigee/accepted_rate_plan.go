package apigee

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/collection"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/object"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
)

const acceptedPlanWrapper = "developerRatePlan"

// AcceptedRatePlan is a purchase: a plan that a developer, or a company, subscribed to (contract:
// apigee-mint 4.6). Dates are in the service's own form and zone, and empty where it gave none.
type AcceptedRatePlan struct {
	// ID is the UUID of the subscription; empty when the service answered with a plan in place of a
	// subscription.
	ID string `json:"id"`
	// StartDate and EndDate bound the subscription, not the plan; the end is inclusive.
	StartDate string `json:"startDate"`
	EndDate   string `json:"endDate"`
	Created   string `json:"created"`
	Updated   string `json:"updated"`
	// NextCycleStartDate to RenewalDate are when fees were and will be due.
	NextCycleStartDate   string `json:"nextCycleStartDate"`
	NextRecurringFeeDate string `json:"nextRecurringFeeDate"`
	PrevRecurringFeeDate string `json:"prevRecurringFeeDate"`
	RenewalDate          string `json:"renewalDate"`
	// QuotaTarget is the usage a plan with adjustable notification aims at; 0 turns notices off.
	QuotaTarget Count `json:"quotaTarget"`
	// Developer is the developer or company that subscribed.
	Developer DeveloperRef `json:"developer"`
	// RatePlan is the plan subscribed to, which a revision replaces by itself.
	RatePlan RatePlan `json:"ratePlan"`
	// Revised are the ids of the plans that RatePlan revises, directly and in turn.
	Revised []string `json:"-"`
}

func (a AcceptedRatePlan) objectID() string { return a.ID }

// UnmarshalJSON implements json.Unmarshaler.
func (a *AcceptedRatePlan) UnmarshalJSON(data []byte) error {
	type fields AcceptedRatePlan
	type lineage struct {
		ref
		Parent *lineage `json:"parentRatePlan"`
	}
	var chain struct {
		RatePlan lineage `json:"ratePlan"`
	}
	if err := errors.Join(json.Unmarshal(data, (*fields)(a)), json.Unmarshal(data, &chain)); err != nil {
		return err
	}
	a.Revised = nil
	for parent := chain.RatePlan.Parent; parent != nil; parent = parent.Parent {
		a.Revised = append(a.Revised, parent.id())
	}
	return nil
}

// IsOf reports whether the purchase is of a plan, or of a revision of it.
func (a AcceptedRatePlan) IsOf(ratePlanID string) bool {
	return a.RatePlan.ID == ratePlanID || slices.Contains(a.Revised, ratePlanID)
}

// Day is the day of a date in the service's form, YYYY-MM-DD.
func Day(date string) string { return date[:min(len(date), len(time.DateOnly))] }

// purchaseKey is what a purchase is found by: the service refuses a second one.
func purchaseKey(developerID, ratePlanID, start string) string {
	return once.Key(strings.ToLower(developerID), ratePlanID, Day(start))
}

// acceptedRatePlans are the purchases of one developer by email or UUID, or of a company by name.
// Each is found by the plan that was bought although it has moved to a revision since. They are
// made and changed by [Client.AcceptRatePlan] and [Client.ChangeAcceptedRatePlan].
func (c *Client) acceptedRatePlans(developerID string) *object.Objects[AcceptedRatePlan] {
	return object.New(c.run(), object.Kind[AcceptedRatePlan]{
		ID:  func(a AcceptedRatePlan) string { return a.ID },
		Key: func(a AcceptedRatePlan) string { return purchaseKey(developerID, a.RatePlan.ID, a.StartDate) },
		OtherKeys: func(a AcceptedRatePlan) []string {
			return each(a.Revised, func(plan string) string { return purchaseKey(developerID, plan, a.StartDate) })
		},
		Also: func(a AcceptedRatePlan) string {
			if len(a.Revised) == 0 {
				return ""
			}
			return continuation(a.Revised[0], Day(a.StartDate))
		},
		Describe: func(a AcceptedRatePlan) string { return a.RatePlan.ID + " from " + Day(a.StartDate) },
		Within:   "developer " + developerID,
		Pages:    func() collection.Fetch[AcceptedRatePlan] { return c.purchasePages(developerID) },
		Get: func(ctx context.Context, id string) (AcceptedRatePlan, error) {
			answer, err := c.DeveloperRatePlan(ctx, developerID, id)
			if err == nil && answer.ID == "" {
				err = errNoID
			}
			return answer, err
		},
		Delete: func(ctx context.Context, id string) error {
			return c.do(ctx, c.ofBuyer(http.MethodDelete, c.buyer(developerID), "/developer-rateplans/{plan}", id), nil)
		},
	})
}

// purchasePages begins a listing of a developer's purchases (contract: apigee-mint 4.1, number 8).
// Pages after the first are asked for where that was found.
func (c *Client) purchasePages(developerID string) collection.Fetch[AcceptedRatePlan] {
	var found collection.Fetch[AcceptedRatePlan]
	return func(ctx context.Context, page int) (collection.Page[AcceptedRatePlan], error) {
		if found != nil {
			return found(ctx, page)
		}
		return askBuyer(c, developerID, func(b buyer) (collection.Page[AcceptedRatePlan], error) {
			fetch := pages(c, c.ofBuyer(http.MethodGet, b, "/developer-accepted-rateplans"), acceptedPlanWrapper, itself[AcceptedRatePlan])()
			answer, err := fetch(ctx, page)
			if err == nil {
				found = fetch
			}
			return answer, err
		})
	}
}

// DeveloperRatePlan returns one plan of a developer, by the UUID of the subscription. Where the
// service takes the id of a plan as well and answers with the plan, only RatePlan is set (contract:
// apigee-mint 4.1, number 9).
func (c *Client) DeveloperRatePlan(ctx context.Context, developerID, id string) (AcceptedRatePlan, error) {
	return askBuyer(c, developerID, func(b buyer) (AcceptedRatePlan, error) {
		var answer subscriptionOrPlan
		err := c.one(ctx, c.ofBuyer(http.MethodGet, b, "/developer-rateplans/{plan}", id), &answer)
		return answer.AcceptedRatePlan, err
	})
}

// continuation names the purchase that begins on a day because the plan of one that ended the day
// before was revised.
func continuation(ratePlanID, day string) string { return ratePlanID + " revised on " + day }

// Continued returns a purchase and those in which it goes on, the current one last: a service may
// end a subscription when its plan is revised, and begin another one of the revision, which may lie
// ahead. Mostly it is the purchase alone.
func (c *Client) Continued(ctx context.Context, developerID string, a AcceptedRatePlan) ([]AcceptedRatePlan, error) {
	chain := []AcceptedRatePlan{a}
	for a.EndDate != "" {
		next, err := c.PurchasesOf(ctx, developerID).Select(ctx, continuation(a.RatePlan.ID, dayAfter(a.EndDate)))
		if err != nil || len(next) == 0 || next[0].EndDate != "" && next[0].EndDate <= a.EndDate {
			return chain, err
		}
		a = next[0]
		chain = append(chain, a)
	}
	return chain, nil
}

// dayAfter is empty for what is no date.
func dayAfter(date string) string {
	day, err := time.Parse(time.DateOnly, Day(date))
	if err != nil {
		return ""
	}
	return day.AddDate(0, 0, 1).Format(time.DateOnly)
}

// Ended reports whether the last day of the purchase is over.
func (a AcceptedRatePlan) Ended(now time.Time) bool {
	return a.EndDate != "" && Day(a.EndDate) < a.local(now).Format(time.DateOnly)
}

// Begun reports whether the purchase has begun.
func (a AcceptedRatePlan) Begun(now time.Time) bool {
	return fullDate(a.StartDate) <= a.local(now).Format(time.DateTime)
}

// Today is the organization's day, YYYY-MM-DD.
func (a AcceptedRatePlan) Today(now time.Time) string { return a.local(now).Format(time.DateOnly) }

// local is a time by the clock of the organization, which the plan names; UTC where it does not
// (contract: apigee-mint 1.3).
func (a AcceptedRatePlan) local(now time.Time) time.Time {
	zone, err := time.LoadLocation(a.RatePlan.Organization.TimeZone)
	if err != nil {
		zone = time.UTC
	}
	return now.In(zone)
}

// subscriptionOrPlan reads a subscription, which wraps a plan, a list of one, or the bare plan,
// which has a name (contract: apigee-mint 4.1, 8).
type subscriptionOrPlan struct{ AcceptedRatePlan }

// UnmarshalJSON implements json.Unmarshaler.
func (s *subscriptionOrPlan) UnmarshalJSON(data []byte) error {
	subscriptions := list[AcceptedRatePlan]{wrapper: acceptedPlanWrapper}
	plans := list[RatePlan]{wrapper: acceptedPlanWrapper}
	if err := errors.Join(json.Unmarshal(data, &subscriptions), json.Unmarshal(data, &plans)); err != nil || len(plans.items) == 0 {
		return err
	}
	s.AcceptedRatePlan = subscriptions.items[0]
	if plan := plans.items[0]; s.RatePlan.ID == "" && plan.Name != "" {
		s.AcceptedRatePlan = AcceptedRatePlan{RatePlan: plan}
	}
	return nil
}

func (s subscriptionOrPlan) objectID() string { return s.ID + s.RatePlan.ID }

// offers remembers the plans of the organization for the run: what is on sale cannot change but for
// its end.
type offers struct {
	mu    sync.Mutex
	asked bool
	plans map[string]RatePlan
}

// KnownRatePlan returns a plan by its id, from one listing of the whole organization in a run, for
// what warnings say. ok is false for a plan that is not listed, or where the listing failed.
func (c *Client) KnownRatePlan(ctx context.Context, id string) (_ RatePlan, ok bool) {
	c.offers.mu.Lock()
	defer c.offers.mu.Unlock()
	if !c.offers.asked {
		plans, err := c.OrganizationRatePlans(ctx)
		c.offers.asked, c.offers.plans = ctx.Err() == nil, make(map[string]RatePlan, len(plans))
		if err == nil {
			for _, p := range plans {
				c.offers.plans[p.ID] = p
			}
		}
	}
	p, ok := c.offers.plans[id]
	return p, ok
}
