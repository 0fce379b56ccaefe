package apigee

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/collection"
)

const acceptedPlanWrapper = "developerRatePlan"

// AcceptedRatePlan is a plan a developer subscribed to (contract: apigee-mint 4.6). Dates are in
// the service's own form and zone, and empty where it gave none.
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
	// RatePlan is the plan subscribed to.
	RatePlan RatePlan `json:"ratePlan"`
}

func (a AcceptedRatePlan) objectID() string { return a.ID }

// AcceptedRatePlans returns the plans a developer subscribed to (contract: apigee-mint 4.1, number
// 8).
func (c *Client) AcceptedRatePlans(ctx context.Context, developerID string) ([]AcceptedRatePlan, error) {
	r := c.request(http.MethodGet, "/developers/{developer}/developer-accepted-rateplans", developerID)
	fetch := uncounted(pages(c, r, acceptedPlanWrapper, itself[AcceptedRatePlan]))()
	return collection.All(ctx, fetch, func(a AcceptedRatePlan) string { return a.ID })
}

// DeveloperRatePlan returns one plan of a developer, by the UUID of the subscription. Where the
// service takes the id of a plan as well and answers with the plan, only RatePlan is set (contract:
// apigee-mint 4.1, number 9).
func (c *Client) DeveloperRatePlan(ctx context.Context, developerID, id string) (AcceptedRatePlan, error) {
	var answer subscriptionOrPlan
	err := c.one(ctx, c.request(http.MethodGet, "/developers/{developer}/developer-rateplans/{plan}", developerID, id), &answer)
	return answer.AcceptedRatePlan, err
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
