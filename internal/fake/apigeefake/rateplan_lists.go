package apigeefake

import (
	"net/http"
	"slices"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// current tells whether a plan is published and in effect; an end counts to the end of its day.
func (c *call) current(p *RatePlan) bool {
	started := p.StartDate <= c.localNow(c.org) || c.switches.FutureIsCurrent
	return p.Published && started && (p.EndDate == "" || p.EndDate >= c.today())
}

// available tells whether a developer may buy a plan.
func (c *call) available(p *RatePlan, d *developer) bool { return c.current(p) && p.meantFor(d) }

// meantFor tells whether a plan is of a kind that a developer may buy.
func (p *RatePlan) meantFor(d *developer) bool {
	switch p.Type {
	case "DEVELOPER":
		return p.Developer == d.ID
	case "DEVELOPER_CATEGORY":
		return p.Category == d.Category
	default:
		return true
	}
}

func (c *call) plansWhere(wanted func(*RatePlan) bool) (plans []*RatePlan) {
	for i := range c.org.plans {
		if wanted(&c.org.plans[i]) {
			plans = append(plans, &c.org.plans[i])
		}
	}
	return plans
}

func (c *call) listPlans(plans []*RatePlan) (fake.Response, error) {
	return c.list("ratePlan", len(plans), func(i int) object { return c.planObject(plans[i]) }, "total")
}

func listOrganizationPlans(c *call) (fake.Response, error) {
	return c.listPlans(c.plansWhere(func(p *RatePlan) bool { return p.Published || !c.switches.OrganizationListNoDrafts }))
}

// listPackagePlans has filters instead of pages (contract: apigee-mint 4.1, filters of #3).
func listPackagePlans(c *call) (fake.Response, error) {
	bundle, err := c.bundle()
	if err != nil {
		return fake.Response{}, err
	}
	current, err := c.flag("current", true)
	if err != nil {
		return fake.Response{}, err
	}
	private, err := c.flag("showPrivate", false)
	if err != nil {
		return fake.Response{}, err
	}
	standard, err := c.flag("standard", true)
	if err != nil {
		return fake.Response{}, err
	}
	plans := c.plansWhere(func(p *RatePlan) bool {
		return p.Package == bundle.ID() && (!current || c.current(p)) && (private || !p.Private) && (!standard || p.Type == "STANDARD")
	})
	return c.wrapPlans(plans)
}

func (c *call) wrapPlans(plans []*RatePlan) (fake.Response, error) {
	items := make([]object, 0, len(plans))
	for _, p := range plans {
		items = append(items, c.planObject(p))
	}
	return c.wrap("ratePlan", items, len(items))
}

// listDeveloperPlans lists what a developer may use: what is on offer, and what was accepted.
func listDeveloperPlans(c *call) (fake.Response, error) {
	d, err := c.developer()
	if err != nil {
		return fake.Response{}, err
	}
	return c.listPlans(c.plansWhere(func(p *RatePlan) bool { return c.available(p, d) && !p.Private || c.accepted(p, d) }))
}

func (c *call) accepted(p *RatePlan, d *developer) bool {
	return slices.ContainsFunc(c.org.acceptances, func(a Acceptance) bool {
		return a.Developer == d.ID && a.Plan == p.ID && (a.EndDate == "" || a.EndDate >= c.today())
	})
}

// getPlanOfProduct answers the plan that governs a product for a developer: an accepted one before
// one on offer.
func getPlanOfProduct(c *call) (fake.Response, error) {
	d, err := c.developer()
	if err != nil {
		return fake.Response{}, err
	}
	product, err := c.product(c.Param("product"))
	if err != nil {
		return fake.Response{}, err
	}
	private, err := c.flag("showPrivate", false)
	if err != nil {
		return fake.Response{}, err
	}
	contains := func(pkg string) bool { return c.org.bundle(pkg).has(product.Name) }
	accepted := c.plansWhere(func(p *RatePlan) bool { return contains(p.Package) && c.accepted(p, d) })
	offered := c.plansWhere(func(p *RatePlan) bool {
		return contains(p.Package) && !c.accepted(p, d) && c.available(p, d) && (private || !p.Private)
	})
	plans := append(accepted, offered...)
	if len(plans) == 0 {
		return fake.Response{}, c.noPlan(product.Name)
	}
	if c.switches.ByProductList {
		return c.wrapPlans(plans)
	}
	return fake.JSON(http.StatusOK, c.planObject(plans[0])), nil
}

func (c *call) noPlan(product string) error {
	p := refusal(http.StatusNotFound, "mint.noCurrentPublishableEntity", "there is no current rate plan for product [%s]", product)
	if !slices.ContainsFunc(c.org.packages, func(bundle Package) bool { return bundle.has(product) }) {
		p.code, p.message = "mint.productNotPartOfAnyMonetizationPackage", "product ["+product+"] is part of no package"
	}
	if c.switches.ByProductNone400 {
		p.status = http.StatusBadRequest
	}
	return p
}
