package apigee

import (
	"context"
	"fmt"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
)

// ratePlanBooks remember what this run knows of the plans of each package; the look-ups of
// a package share one listing.
func (c *Client) ratePlanBooks() *once.Books[RatePlan] {
	return once.NewBooks(func(packageID string) once.Options[RatePlan] {
		return once.Options[RatePlan]{
			List: func(ctx context.Context) ([]RatePlan, error) {
				return c.RatePlans(ctx, packageID, EveryRatePlan)
			},
			Key:           func(p RatePlan) string { return p.naturalKey(packageID) },
			ID:            func(p RatePlan) string { return p.ID },
			Ambiguous:     IsAmbiguous,
			SettleTimeout: c.settling.Timeout,
			Now:           c.settling.Now,
			Wait:          c.settling.Wait,
		}
	})
}

// naturalKey is the name, which is unique in the package, or for a revision its parent and
// start, since a revision may keep its parent's name (contract: apigee-mint 1.6, 4.5).
func (p RatePlan) naturalKey(packageID string) string {
	if p.Parent.ID != "" {
		return once.Key(packageID, p.Parent.ID, "revision from "+fullDate(p.StartDate))
	}
	return once.Key(packageID, p.Name)
}

// MakeRatePlan makes a plan, or where p.Parent.ID is set a revision of that plan, exactly
// once: it is looked up by package and name, or by parent and start date, before it is
// posted, and after a POST whose outcome is unknown (contract: apigee-mint 4.1, numbers 2
// and 6).
func (c *Client) MakeRatePlan(ctx context.Context, packageID string, p RatePlan) (once.Result[RatePlan], error) {
	return c.plans.For(packageID).Create(ctx, once.Request[RatePlan]{
		Key:         p.naturalKey(packageID),
		Differences: func(found RatePlan) []string { return p.taken(found) },
		Post: func(ctx context.Context) (RatePlan, error) {
			if p.Parent.ID == "" {
				return c.CreateRatePlan(ctx, packageID, p)
			}
			parent, err := c.RatePlan(ctx, packageID, p.Parent.ID)
			if err != nil {
				return RatePlan{}, fmt.Errorf("reading %s, of which it is to be a revision: %w", p.Parent.ID, err)
			}
			return c.ReviseRatePlan(ctx, packageID, parent, p)
		},
	})
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

// ChangeRatePlan is UpdateRatePlan for a plan that this run manages; it returns ErrAdopted for
// one that this run has adopted.
func (c *Client) ChangeRatePlan(ctx context.Context, packageID string, p RatePlan) (RatePlan, error) {
	book := c.plans.For(packageID)
	done, ok := book.Leave(p.ID)
	if !ok {
		return RatePlan{}, ErrAdopted
	}
	defer done()
	changed, err := c.UpdateRatePlan(ctx, packageID, p)
	if err == nil {
		book.Updated(changed)
	}
	return changed, err
}

// RemoveRatePlan deletes a draft, or finds it gone, and frees its natural key; it returns
// ErrAdopted for one that this run has adopted.
func (c *Client) RemoveRatePlan(ctx context.Context, packageID, id string) error {
	book := c.plans.For(packageID)
	done, ok := book.Leave(id)
	if !ok {
		return ErrAdopted
	}
	defer done()
	if err := c.DeleteRatePlan(ctx, packageID, id); err != nil && !IsNotFound(err) {
		return err
	}
	book.Deleted(id)
	return nil
}
