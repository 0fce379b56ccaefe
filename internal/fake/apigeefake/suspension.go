package apigeefake

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// indefinite is how long a suspension lasts for which nobody said (contract: apigee-neighbours 9).
const indefinite = 2500 * 24 * time.Hour

// Suspension keeps a developer from calling the APIs of a product (contract: apigee-neighbours 9,
// 16).
type Suspension struct {
	ID        string `json:"id,omitzero"`           // made by the server
	Developer string `json:"developer_id,omitzero"` // id
	Product   string `json:"product_id,omitzero"`   // id; empty: all products
	// Reason is INSUFFICIENT_FUNDS, the default, LIMIT_VIOLATED, NO_CURRENT_PUBLISHABLE_ENTITY or
	// RATE_PLAN_RATE_BAND_EXCEEDED.
	Reason  string        `json:"reason,omitzero"`
	Message string        `json:"message,omitzero"` // default: the reason in words
	Created time.Time     `json:"created,omitzero"`
	Lasts   time.Duration `json:"-"` // default: 2500 days, which stands for good
}

// SuspendDeveloper suspends a developer, by email or id, as the service does when a limit is
// reached, and returns the id of the suspension.
func (s *Service) SuspendDeveloper(org string, x Suspension) (id string) {
	s.in(org, func(o *organization) {
		x.ID = s.srv.NewID()
		x.Developer = must(o.developer(x.Developer), "developer", x.Developer).ID
		if x.Product != "" {
			must(o.product(x.Product), "product", x.Product)
		}
		x.Created = time.Time{}
		x.fillDefaults(s.srv.Clock().Now())
		o.suspensions = append(o.suspensions, x)
		id = x.ID
	})
	return id
}

func (x *Suspension) fillDefaults(now time.Time) {
	x.Reason = cmp.Or(x.Reason, "INSUFFICIENT_FUNDS")
	x.Message = cmp.Or(x.Message, strings.ToLower(strings.ReplaceAll(x.Reason, "_", " ")))
	x.Lasts = cmp.Or(x.Lasts, indefinite)
	if x.Created.IsZero() {
		x.Created = now
	}
}

// Suspensions returns what the service holds, the oldest first.
func (s *Service) Suspensions(org string) (all []Suspension) {
	s.in(org, func(o *organization) { all = slices.Clone(o.suspensions) })
	return all
}

// UnsuspendInConsole lifts every suspension of a developer as a colleague does in the management
// console.
func (s *Service) UnsuspendInConsole(org, developer string) {
	s.in(org, func(o *organization) { o.unsuspend(must(o.developer(developer), "developer", developer)) })
}

func (o *organization) unsuspend(d *developer) {
	o.suspensions = slices.DeleteFunc(o.suspensions, func(x Suspension) bool { return x.Developer == d.ID })
}

// listSuspensions is a bare list without pages.
func listSuspensions(c *call) (fake.Response, error) {
	items := make([]object, 0, len(c.org.suspensions))
	for i := range c.org.suspensions {
		items = append(items, c.suspensionObject(&c.org.suspensions[i]))
	}
	if len(items) == 0 && c.switches.NothingAnswers404 {
		return fake.Response{}, refusal(http.StatusNotFound, "mint.noSuchResource", "no suspended developer matches")
	}
	return fake.JSON(http.StatusOK, items), nil
}

// suspension is the one the path names, by its own id or by the developer's email or id.
func (c *call) suspension() (*Suspension, error) {
	id := c.Param("id")
	d, _ := c.developerBy(id) // nil where the id is that of a suspension
	x := find(c.org.suspensions, func(x *Suspension) bool { return x.ID == id || d != nil && x.Developer == d.ID })
	if x == nil {
		return nil, missing("suspendedDeveloper", id)
	}
	return x, nil
}

func getSuspension(c *call) (fake.Response, error) {
	x, err := c.suspension()
	if err != nil {
		return fake.Response{}, err
	}
	return fake.JSON(http.StatusOK, c.suspensionObject(x)), nil
}

func unsuspend(c *call) (fake.Response, error) {
	x, err := c.suspension()
	if err != nil {
		if d, _ := c.developerBy(c.Param("id")); d != nil && c.switches.UnsuspendNobodyWorks {
			return fake.NoContent(), nil
		}
		return fake.Response{}, err
	}
	c.org.unsuspend(c.org.developer(x.Developer))
	return fake.NoContent(), nil
}

func unsuspendProduct(c *call) (fake.Response, error) {
	id := strings.TrimPrefix(c.Param("product"), c.org.profile.ID+"@@@")
	if _, err := c.product(id); err != nil {
		return fake.Response{}, err
	}
	c.org.suspensions = slices.DeleteFunc(c.org.suspensions, func(x Suspension) bool { return x.Product == id })
	return fake.JSON(http.StatusOK, object{}), nil
}

func (c *call) suspensionObject(x *Suspension) object {
	prefix := c.org.profile.ID + "@@@"
	name := x.Developer
	if d := c.org.developer(x.Developer); d != nil && c.switches.SuspensionsByEmail {
		name = d.Email
	}
	o := object{
		"creationDate": x.Created.UnixMilli(),
		"devId":        prefix + name,
		"id":           x.ID,
		"message":      x.Message,
		"orgId":        c.org.profile.ID,
		"reasonCode":   x.Reason,
		"ttlInSeconds": int64(x.Lasts / time.Second),
	}
	if x.Product != "" {
		o["prodId"] = prefix + x.Product
	}
	return c.extra(o)
}
