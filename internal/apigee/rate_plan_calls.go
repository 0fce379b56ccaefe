package apigee

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/collection"
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

// PackageRatePlans returns those plans of a package that the filter wants (contract: apigee-mint
// 4.1, number 3).
func (c *Client) PackageRatePlans(ctx context.Context, packageID string, filter RatePlanFilter) ([]RatePlan, error) {
	return collection.All(ctx, c.packagePlans(packageID, filter)(), func(p RatePlan) string { return p.ID })
}

// packagePlans begins a listing of a package. This list alone is documented without pages. Should
// it have some all the same, they are walked like everybody's.
func (c *Client) packagePlans(packageID string, filter RatePlanFilter) func() collection.Fetch[RatePlan] {
	r := c.request(http.MethodGet, packagePlansRoute, packageID)
	r.Query = url.Values{
		"current":     {strconv.FormatBool(filter.Current)},
		"showPrivate": {strconv.FormatBool(filter.ShowPrivate)},
		"standard":    {strconv.FormatBool(filter.Standard)},
	}
	return func() collection.Fetch[RatePlan] {
		paged := pages(c, r, ratePlanWrapper, itself[RatePlan])()
		return func(ctx context.Context, page int) (collection.Page[RatePlan], error) {
			if page > 1 {
				return paged(ctx, page)
			}
			answer := list[RatePlan]{wrapper: ratePlanWrapper}
			err := c.do(ctx, r, &answer)
			switch {
			case hasCode(err, codeNothingMatched):
				err = nil
			case err == nil && answer.total.Value != nil && *answer.total.Value > int64(len(answer.items)):
				return paged(ctx, 1)
			}
			return collection.Page[RatePlan]{Items: answer.items, Pages: 1}, err
		}
	}
}

func (c *Client) plans(ctx context.Context, r transport.Request) ([]RatePlan, error) {
	return collection.All(ctx, uncounted(pages(c, r, ratePlanWrapper, itself[RatePlan]))(), func(p RatePlan) string { return p.ID })
}

// OrganizationRatePlans returns the plans of every package; which of them the service leaves out is
// not documented (contract: apigee-mint 4.1, number 1).
func (c *Client) OrganizationRatePlans(ctx context.Context) ([]RatePlan, error) {
	return c.plans(ctx, c.request(http.MethodGet, "/rate-plans"))
}

// postRatePlan makes a plan in a package; its id is the service's to choose (contract: apigee-mint
// 4.1, number 2).
func (c *Client) postRatePlan(ctx context.Context, packageID string, p RatePlan) (RatePlan, error) {
	p.ID, p.Parent = "", Parent{}
	r := c.request(http.MethodPost, packagePlansRoute, packageID)
	r.Effect, r.Body = transport.Add, newPlan(c.prepared(packageID, p))
	return c.planAnswer(ctx, r)
}

// ReviseRatePlan makes p the successor of parent, which it needs whole: no shorter request is known
// to work. IsAmbiguous errors leave open whether the revision was made (contract: apigee-mint 4.1,
// number 6, and 4.5).
func (c *Client) ReviseRatePlan(ctx context.Context, packageID string, parent, p RatePlan) (RatePlan, error) {
	parent = c.prepared(packageID, parent)
	p.ID, p.Parent = "", Parent{ID: parent.ID, Whole: &parent}
	r := c.request(http.MethodPost, packagePlanRoute+"/revision", packageID, parent.ID)
	r.Effect, r.Body = transport.Add, newPlan(c.prepared(packageID, p))
	return c.planAnswer(ctx, r)
}

func (c *Client) planAnswer(ctx context.Context, r transport.Request) (RatePlan, error) {
	var answer RatePlan
	err := c.one(ctx, r, &answer)
	return answer, err
}

// DeveloperRatePlans returns the plans a developer may use now (contract: apigee-mint 4.1, number
// 7).
func (c *Client) DeveloperRatePlans(ctx context.Context, developerID string) ([]RatePlan, error) {
	return askBuyer(c, developerID, func(b buyer) ([]RatePlan, error) {
		return c.plans(ctx, c.ofBuyer(http.MethodGet, b, "/developer-rateplans"))
	})
}

// DeveloperProductRatePlans returns the plans that govern a product for a developer, none when the
// service knows of none (contract: apigee-mint 4.1, number 13, and 6).
func (c *Client) DeveloperProductRatePlans(ctx context.Context, developerID, productID string, showPrivate bool) ([]RatePlan, error) {
	plans, err := askBuyer(c, developerID, func(b buyer) ([]RatePlan, error) {
		r := c.ofBuyer(http.MethodGet, b, "/products/{product}/rate-plan-by-developer-product", productID)
		r.Query = url.Values{"showPrivate": {strconv.FormatBool(showPrivate)}}
		answer := list[RatePlan]{wrapper: ratePlanWrapper}
		err := c.do(ctx, r, &answer)
		return answer.items, err
	})
	if IsNotFound(err) || hasCode(err, codeNoCurrentPlan, codeNoPackage) {
		return nil, nil
	}
	return plans, err
}

// itself is for kinds whose own type is that of the wire.
func itself[T any](object T) T { return object }
