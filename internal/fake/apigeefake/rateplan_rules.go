package apigeefake

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// freePlanID is what the service makes of a package and a name (contract: apigee-mint 1.6); a
// revision keeps the name and gets a number.
func (o *organization) freePlanID(pkg, name string) string {
	id := pkg + "_" + slug(name)
	for n := 2; o.plan(id) != nil; n++ {
		id = fmt.Sprintf("%s_%s_rev%d", pkg, slug(name), n)
	}
	return id
}

func (c *call) plan() (*RatePlan, error) {
	if _, err := c.bundle(); err != nil {
		return nil, err
	}
	if p := c.org.plan(c.Param("plan")); p != nil && p.Package == c.Param("package") {
		return p, nil
	}
	return nil, missing("ratePlan", c.Param("plan"))
}

func getRatePlan(c *call) (fake.Response, error) {
	p, err := c.plan()
	if err != nil {
		return fake.Response{}, err
	}
	return fake.JSON(http.StatusOK, c.planObject(p)), nil
}

func createRatePlan(c *call) (fake.Response, error) {
	bundle, err := c.bundle()
	if err != nil {
		return fake.Response{}, err
	}
	in, err := c.input()
	if err != nil {
		return fake.Response{}, err
	}
	p := RatePlan{Package: bundle.ID()}
	if err := c.readPlan(in, &p, nil); err != nil {
		return fake.Response{}, err
	}
	p.ID = c.org.freePlanID(p.Package, p.Name)
	if c.org.planNamed(p.Package, p.Name) != nil || p.ID != p.Package+"_"+slug(p.Name) {
		return fake.Response{}, conflict("package [%s] has a rate plan [%s] already", p.Package, p.Name)
	}
	if c.switches.RefusePastStart && p.StartDate < c.today() {
		return fake.Response{}, invalid("startDateEarlierThanToday", "the start %s is before today", p.StartDate)
	}
	if err := c.mayPublish(&p); err != nil {
		return fake.Response{}, err
	}
	return c.addPlan(http.StatusCreated, p), nil
}

// mayPublish refuses to publish where there are no terms for developers to accept, by switch
// (contract: apigee-neighbours 7).
func (c *call) mayPublish(p *RatePlan) error {
	if p.Published && c.switches.PublishNeedsTerms && len(c.org.terms) == 0 {
		return invalid("termsAndConditionsNotSpecified", "rate plan [%s] cannot be published before there are terms and conditions", p.Name)
	}
	return nil
}

func (c *call) addPlan(status int, p RatePlan) fake.Response {
	c.org.plans = append(c.org.plans, p)
	if p.Published {
		c.org.endParent(&p)
	}
	return fake.JSON(status, c.planObject(&p))
}

func updateRatePlan(c *call) (fake.Response, error) {
	stored, err := c.plan()
	if err != nil {
		return fake.Response{}, err
	}
	in, err := c.input()
	if err != nil {
		return fake.Response{}, err
	}
	if in.object["id"] != stored.ID {
		return fake.Response{}, invalid("invalidProperty", "the id in the body is [%v], the path says [%s]", in.object["id"], stored.ID)
	}
	asked := stored.clone()
	if !c.switches.PutKeepsMissing {
		asked = RatePlan{ID: stored.ID, Package: stored.Package, Parent: stored.Parent}
		if in.given("ratePlanDetails") {
			asked.Details = stored.clone().Details // for their ids; the list itself is replaced
		}
	}
	if err := c.readPlan(in, &asked, stored); err != nil {
		return fake.Response{}, err
	}
	if err := c.checkUpdate(stored, &asked); err != nil {
		return fake.Response{}, err
	}
	published := asked.Published && !stored.Published
	if err := c.mayPublish(&asked); published && err != nil {
		return fake.Response{}, err
	}
	*stored = asked
	if published {
		c.org.endParent(stored)
	}
	return fake.JSON(http.StatusOK, c.planObject(stored)), nil
}

// checkUpdate applies the life cycle (contract: apigee-mint 4.5).
func (c *call) checkUpdate(stored, asked *RatePlan) error {
	if !stored.Published {
		if other := c.org.planNamed(asked.Package, asked.Name); asked.Name != stored.Name && other != nil {
			return conflict("package [%s] has a rate plan [%s] already", asked.Package, asked.Name)
		}
		if parent := c.org.plan(stored.Parent); parent != nil {
			return checkRevision(parent, asked)
		}
		return nil
	}
	if c.content(stored) != c.content(asked) {
		return invalid("publishedRatePlanCanNotChange", "rate plan [%s] is published: only endDate can change", stored.ID)
	}
	if asked.EndDate == stored.EndDate {
		return nil
	}
	if stored.EndDate != "" {
		return invalid("endDateCanNotChange", "rate plan [%s] ends at %s already", stored.ID, stored.EndDate)
	}
	if asked.EndDate < c.today() {
		return invalid("endDateEarlierThanToday", "the end %s is before today", asked.EndDate)
	}
	return nil
}

// content is a plan as text without what may differ or change on a published one: end, ids and the
// order of details and rates.
func (c *call) content(p *RatePlan) string {
	same := p.clone()
	same.EndDate = ""
	texts := make([]string, 0, len(same.Details))
	for _, d := range same.Details {
		rates := make([]string, 0, len(d.Rates))
		for _, r := range d.Rates {
			r.ID = ""
			rates = append(rates, text(c.rateObject(&r)))
		}
		slices.Sort(rates)
		d.ID, d.Rates = "", nil
		texts = append(texts, text(c.detailObject(&d))+text(rates))
	}
	slices.Sort(texts)
	same.Details = nil
	return text(c.planObject(&same)) + text(texts)
}

func text(v any) string {
	encoded, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("apigeefake: %v", err))
	}
	return string(encoded)
}

func deleteRatePlan(c *call) (fake.Response, error) {
	p, err := c.plan()
	if err != nil {
		return fake.Response{}, err
	}
	if p.Published {
		return fake.Response{}, invalid("publishedRatePlanCanNotBeDeleted", "rate plan [%s] is published", p.ID)
	}
	old := c.planObject(p)
	c.org.deletePlan(p.ID)
	return c.deleted(old), nil
}

// reviseRatePlan makes a successor of a published plan (contract: apigee-mint 4.5).
func reviseRatePlan(c *call) (fake.Response, error) {
	parent, err := c.plan()
	if err != nil {
		return fake.Response{}, err
	}
	in, err := c.input()
	if err != nil {
		return fake.Response{}, err
	}
	in.same("parentRatePlan", parent.ID)
	if whole, _ := in.object["parentRatePlan"].(object); c.switches.RevisionNeedsWholeParent && whole["name"] == nil {
		in.fail("parentRatePlan must be the whole plan")
	}
	if !parent.Published {
		return fake.Response{}, invalid("ratePlanNotPublished", "rate plan [%s] is a draft: change it instead", parent.ID)
	}
	p := RatePlan{Package: parent.Package, Parent: parent.ID}
	if err := c.readPlan(in, &p, nil); err != nil {
		return fake.Response{}, err
	}
	if err := checkRevision(parent, &p); err != nil {
		return fake.Response{}, err
	}
	if other := c.org.planNamed(p.Package, p.Name); other != nil && c.org.origin(other) != c.org.origin(parent) {
		return fake.Response{}, conflict("package [%s] has a rate plan [%s] already", p.Package, p.Name)
	}
	if err := c.mayPublish(&p); err != nil {
		return fake.Response{}, err
	}
	p.ID = c.org.freePlanID(p.Package, p.Name)
	return c.addPlan(http.StatusOK, p), nil
}

// origin is the id of the first plan in a line of revisions.
func (o *organization) origin(p *RatePlan) string {
	for p.Parent != "" && o.plan(p.Parent) != nil {
		p = o.plan(p.Parent)
	}
	return p.ID
}

// checkRevision checks that a revision follows its parent.
func checkRevision(parent, revision *RatePlan) error {
	if revision.StartDate <= parent.StartDate {
		return invalid("startDateEarlierThanPlanStartDate", "the start %s is not after the start of [%s], %s", revision.StartDate, parent.ID, parent.StartDate)
	}
	if parent.EndDate != "" && revision.StartDate <= parent.EndDate {
		return invalid("startDateEarlierThanPlanEndDate", "the start %s is not after the end of [%s], %s", revision.StartDate, parent.ID, parent.EndDate)
	}
	return nil
}

// endParent ends the plan that a published revision takes over from, at the start of the revision.
func (o *organization) endParent(revision *RatePlan) {
	if parent := o.plan(revision.Parent); parent != nil && parent.EndDate == "" {
		parent.EndDate = revision.StartDate
	}
}
