package apigee

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

const (
	packagePlansRoute = "/monetization-packages/{package}/rate-plans"
	packagePlanRoute  = packagePlansRoute + "/{plan}"

	ratePlanWrapper = "ratePlan"
)

// RatePlanFilter says which plans of a package are wanted (contract: apigee-mint 4.1).
type RatePlanFilter struct {
	// Current leaves out drafts and expired plans.
	Current bool
	// ShowPrivate adds private plans.
	ShowPrivate bool
	// Standard leaves out plans for one developer or category.
	Standard bool
}

// EveryRatePlan is the filter under which a package shows every plan it has.
var EveryRatePlan = RatePlanFilter{ShowPrivate: true}

// RatePlans returns the plans of a package (contract: apigee-mint 4.1, number 3).
func (c *Client) RatePlans(ctx context.Context, packageID string, filter RatePlanFilter) ([]RatePlan, error) {
	r := c.request(http.MethodGet, packagePlansRoute, packageID)
	r.Query = url.Values{
		"current":     {strconv.FormatBool(filter.Current)},
		"showPrivate": {strconv.FormatBool(filter.ShowPrivate)},
		"standard":    {strconv.FormatBool(filter.Standard)},
	}
	answer := list[RatePlan]{wrapper: ratePlanWrapper}
	err := c.do(ctx, r, &answer)
	if hasCode(err, codeNothingMatched) {
		return nil, nil
	}
	// This list alone is documented without pages. Should it have some all the same, they
	// are walked like everybody's.
	if err == nil && answer.total.value != nil && *answer.total.value > int64(len(answer.items)) {
		var total int64
		answer.items, total, err = all(ctx, c, r, ratePlanWrapper, RatePlan.key)
		// As with adjustments: a list with holes would let a plan be posted twice.
		if listed := int64(len(answer.items)); err == nil && listed < total {
			err = fmt.Errorf("%s: the service counts %d rate plans in package %s and lists only %d", ServiceName, total, packageID, listed)
		}
	}
	return answer.items, err
}

// OrganizationRatePlans returns the plans of every package; which of them the service
// leaves out is not documented (contract: apigee-mint 4.1, number 1).
func (c *Client) OrganizationRatePlans(ctx context.Context) ([]RatePlan, error) {
	answer, _, err := all(ctx, c, c.request(http.MethodGet, "/rate-plans"), ratePlanWrapper, RatePlan.key)
	return answer, err
}

// RatePlan returns one plan of a package (contract: apigee-mint 4.1, number 4).
func (c *Client) RatePlan(ctx context.Context, packageID, id string) (RatePlan, error) {
	return c.planAnswer(ctx, c.request(http.MethodGet, packagePlanRoute, packageID, id))
}

// CreateRatePlan makes a plan in a package; its id is the service's to choose. IsAmbiguous
// errors leave open whether it was made (contract: apigee-mint 4.1, number 2).
func (c *Client) CreateRatePlan(ctx context.Context, packageID string, p RatePlan) (RatePlan, error) {
	p.ID, p.Parent = "", Parent{}
	r := c.request(http.MethodPost, packagePlansRoute, packageID)
	r.Effect, r.Body = transport.Add, newPlan(c.prepared(packageID, p))
	return c.planAnswer(ctx, r)
}

// UpdateRatePlan replaces the plan p.ID by p, whole: what p does not set is cleared, and
// details and rates without the id they had are new ones
// (contract: apigee-mint 4.1, number 4, and 4.5).
func (c *Client) UpdateRatePlan(ctx context.Context, packageID string, p RatePlan) (RatePlan, error) {
	r := c.request(http.MethodPut, packagePlanRoute, packageID, p.ID)
	r.Body = c.prepared(packageID, p)
	return c.planAnswer(ctx, r)
}

// ReviseRatePlan makes p the successor of parent, which it needs whole: no shorter request
// is known to work. IsAmbiguous errors leave open whether the revision was made
// (contract: apigee-mint 4.1, number 6, and 4.5).
func (c *Client) ReviseRatePlan(ctx context.Context, packageID string, parent, p RatePlan) (RatePlan, error) {
	parent = c.prepared(packageID, parent)
	p.ID, p.Parent = "", Parent{ID: parent.ID, Whole: &parent}
	r := c.request(http.MethodPost, packagePlanRoute+"/revision", packageID, parent.ID)
	r.Effect, r.Body = transport.Add, newPlan(c.prepared(packageID, p))
	return c.planAnswer(ctx, r)
}

// DeleteRatePlan deletes a draft; the service refuses to delete a published plan
// (contract: apigee-mint 4.1, number 5).
func (c *Client) DeleteRatePlan(ctx context.Context, packageID, id string) error {
	return c.do(ctx, c.request(http.MethodDelete, packagePlanRoute, packageID, id), nil)
}

func (c *Client) planAnswer(ctx context.Context, r transport.Request) (RatePlan, error) {
	var answer RatePlan
	err := c.one(ctx, r, &answer)
	return answer, err
}

// DeveloperRatePlans returns the plans a developer may use now
// (contract: apigee-mint 4.1, number 7).
func (c *Client) DeveloperRatePlans(ctx context.Context, developerID string) ([]RatePlan, error) {
	answer, _, err := all(ctx, c, c.request(http.MethodGet, "/developers/{developer}/developer-rateplans", developerID), ratePlanWrapper, RatePlan.key)
	return answer, err
}

// DeveloperProductRatePlans returns the plans that govern a product for a developer, none
// when the service knows of none (contract: apigee-mint 4.1, number 13, and 6).
func (c *Client) DeveloperProductRatePlans(ctx context.Context, developerID, productID string, showPrivate bool) ([]RatePlan, error) {
	r := c.request(http.MethodGet, "/developers/{developer}/products/{product}/rate-plan-by-developer-product", developerID, productID)
	r.Query = url.Values{"showPrivate": {strconv.FormatBool(showPrivate)}}
	answer := list[RatePlan]{wrapper: ratePlanWrapper}
	err := c.do(ctx, r, &answer)
	if IsNotFound(err) || hasCode(err, codeNoCurrentPlan, codeNoPackage) {
		return nil, nil
	}
	return answer.items, err
}
