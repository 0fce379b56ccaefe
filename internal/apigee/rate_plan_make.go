package apigee

import (
	"context"
	"fmt"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/object"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
)

// ratePlans are the handles of each package's plans. Posting a plan with a Parent makes a revision
// of that plan, for which the parent is read whole. An update replaces the plan whole: what it does
// not set is cleared, and details and rates without the id they had are new ones. The service
// refuses to delete a published plan (contract: apigee-mint 4.1, numbers 2 to 6, and 4.5).
func (c *Client) ratePlans() *object.Scoped[RatePlan] {
	return object.NewScoped(func(packageID string) *object.Objects[RatePlan] {
		kind := plain(c, packagePlansRoute, ratePlanWrapper, RatePlan.objectID, func(p RatePlan) RatePlan { return c.prepared(packageID, p) }, packageID)
		kind.Pages, kind.Within = c.packagePlans(packageID, EveryRatePlan), "monetization package "+packageID
		kind.Key = func(p RatePlan) string { return p.naturalKey(packageID) }
		kind.Differences = RatePlan.taken
		get := kind.Get
		kind.Post = func(ctx context.Context, p RatePlan) (RatePlan, error) {
			if p.Parent.ID == "" {
				return c.postRatePlan(ctx, packageID, p)
			}
			parent, err := get(ctx, p.Parent.ID)
			if err != nil {
				return RatePlan{}, fmt.Errorf("reading %s, of which it is to be a revision: %w", p.Parent.ID, err)
			}
			return c.ReviseRatePlan(ctx, packageID, parent, p)
		}
		return object.New(c.run(), kind)
	})
}

// naturalKey is the name, which is unique in the package, or for a revision its parent and start,
// since a revision may keep its parent's name (contract: apigee-mint 1.6, 4.5).
func (p RatePlan) naturalKey(packageID string) string {
	if p.Parent.ID != "" {
		return once.Key(packageID, p.Parent.ID, "revision from "+fullDate(p.StartDate))
	}
	return once.Key(packageID, p.Name)
}

// taken tells why a plan found under the key of p cannot be p.
func (p RatePlan) taken(found RatePlan) []string {
	differences := p.Differences(found)
	if len(differences) > 0 && found.Published {
		differences = append(differences, "it is published, so it can neither be changed nor deleted and its name is taken for good: "+
			"choose another name, or make a revision of it")
	}
	return differences
}
