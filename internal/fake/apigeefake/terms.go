package apigeefake

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// Terms are terms and conditions of an organization (contract: apigee-neighbours 7). Empty texts
// are absent keys.
type Terms struct {
	ID        string `json:"id,omitzero"`
	Version   string `json:"version,omitzero"`
	StartDate string `json:"start_date,omitzero"` // in the wire's form; default today
	Text      string `json:"text,omitzero"`
	URL       string `json:"url,omitzero"`
}

// TermsAcceptance is what a developer said to terms. The last one counts; none is ever changed.
type TermsAcceptance struct {
	ID        string `json:"id,omitzero"`
	Developer string `json:"developer_id,omitzero"`            // id
	Terms     string `json:"terms_and_conditions_id,omitzero"` // id
	Action    string `json:"action,omitzero"`                  // ACCEPTED or DECLINED
	AuditDate string `json:"audit_date,omitzero"`              // by the service's clock, whatever was sent
}

// AddTerms adds terms as a colleague does in the management console, begun or not, and returns
// their id.
func (s *Service) AddTerms(org string, t Terms) (id string) {
	s.in(org, func(o *organization) {
		mustNot(o.termsOf(t.Version), "version of terms", t.Version)
		t.ID = s.srv.NewID()
		t.StartDate = cmp.Or(t.StartDate, s.today(o))
		o.terms = append(o.terms, t)
		id = t.ID
	})
	return id
}

// Terms returns what the service holds, in the order of creation.
func (s *Service) Terms(org string) (all []Terms) {
	s.in(org, func(o *organization) { all = slices.Clone(o.terms) })
	return all
}

// EditTermsInConsole changes terms. The console itself can only delete and add; an operator of a
// private cloud can do this.
func (s *Service) EditTermsInConsole(org, id string, edit func(*Terms)) {
	s.in(org, func(o *organization) {
		t := must(o.termsByID(id), "terms", id)
		edit(t)
		t.ID = id
	})
}

// DeleteTermsInConsole deletes terms, accepted or not, as a colleague does in the management
// console.
func (s *Service) DeleteTermsInConsole(org, id string) {
	s.in(org, func(o *organization) {
		must(o.termsByID(id), "terms", id)
		o.deleteTerms(id)
	})
}

// AnswerTermsInPortal lets a developer, by email or id, accept or decline terms in the portal.
func (s *Service) AnswerTermsInPortal(org, developer, terms, action string) {
	s.in(org, func(o *organization) {
		d := must(o.developer(developer), "developer", developer)
		s.answerTerms(o, d, must(o.termsByID(terms), "terms", terms), action)
	})
}

// TermsAcceptances returns everything a developer has said to terms, the oldest first.
func (s *Service) TermsAcceptances(org, developer string) (all []TermsAcceptance) {
	s.in(org, func(o *organization) {
		d := must(o.developer(developer), "developer", developer)
		all = slices.Clone(o.answersOf(d))
	})
	return all
}

func (o *organization) termsByID(id string) *Terms {
	return find(o.terms, func(t *Terms) bool { return t.ID == id })
}

func (o *organization) termsOf(version string) *Terms {
	return find(o.terms, func(t *Terms) bool { return t.Version == version })
}

func (o *organization) deleteTerms(id string) {
	o.terms = slices.DeleteFunc(o.terms, func(t Terms) bool { return t.ID == id })
	o.answers = slices.DeleteFunc(o.answers, func(a TermsAcceptance) bool { return a.Terms == id })
}

func (o *organization) answersOf(d *developer) (all []TermsAcceptance) {
	for _, a := range o.answers {
		if a.Developer == d.ID {
			all = append(all, a)
		}
	}
	return all
}

func (s *Service) answerTerms(o *organization, d *developer, t *Terms, action string) TermsAcceptance {
	a := TermsAcceptance{ID: s.srv.NewID(), Developer: d.ID, Terms: t.ID, Action: action, AuditDate: s.now()}
	o.answers = append(o.answers, a)
	return a
}

// currentTerms are the newest whose start has passed, nil if there are none.
func (c *call) currentTerms() (current *Terms) {
	for i := range c.org.terms {
		t := &c.org.terms[i]
		if t.StartDate <= c.localNow(c.org) && (current == nil || t.StartDate >= current.StartDate) {
			current = t
		}
	}
	return current
}

// mustHaveAccepted refuses a developer whose last word on the current terms is not that they are
// accepted.
func (c *call) mustHaveAccepted(d *developer) error {
	t := c.currentTerms()
	if t == nil || c.switches.IgnoreTerms {
		return nil
	}
	last := ""
	for _, a := range c.org.answersOf(d) {
		if a.Terms == t.ID {
			last = a.Action
		}
	}
	if last != "ACCEPTED" {
		return invalid("developerTermsAndConditionsNotAccepted", "developer [%s] has not accepted the terms and conditions [%s]", d.Email, t.Version)
	}
	return nil
}

func (c *call) terms() (*Terms, error) {
	if t := c.org.termsByID(c.Param("terms")); t != nil {
		return t, nil
	}
	return nil, missing("tnc", c.Param("terms"))
}

func listTerms(c *call) (fake.Response, error) {
	current, err := c.flag("current", false)
	if err != nil {
		return fake.Response{}, err
	}
	var shown []*Terms
	for i := range c.org.terms {
		if t := &c.org.terms[i]; !current || t == c.currentTerms() {
			shown = append(shown, t)
		}
	}
	return c.list("tnc", len(shown), func(i int) object { return c.termsObject(shown[i]) })
}

func getTerms(c *call) (fake.Response, error) {
	t, err := c.terms()
	if err != nil {
		return fake.Response{}, err
	}
	return fake.JSON(http.StatusOK, c.termsObject(t)), nil
}

func createTerms(c *call) (fake.Response, error) {
	t, err := c.readTerms()
	if err != nil {
		return fake.Response{}, err
	}
	if c.org.termsOf(t.Version) != nil {
		return fake.Response{}, conflict("there are terms and conditions of version [%s] already", t.Version)
	}
	if c.switches.RefusePastStart && t.StartDate < c.today() {
		return fake.Response{}, invalid("startDateEarlierThanToday", "the start %s is before today", t.StartDate)
	}
	t.ID = c.srv.NewID()
	c.org.terms = append(c.org.terms, t)
	return fake.JSON(http.StatusCreated, c.termsObject(&t)), nil
}

func updateTerms(c *call) (fake.Response, error) {
	stored, err := c.terms()
	if err != nil {
		return fake.Response{}, err
	}
	asked, err := c.readTerms()
	if err != nil {
		return fake.Response{}, err
	}
	if c.switches.BegunTermsRefused && stored.StartDate <= c.localNow(c.org) {
		return fake.Response{}, invalid("termsAndConditionsCanNotChange", "terms and conditions [%s] began at %s", stored.Version, stored.StartDate)
	}
	asked.ID = stored.ID
	switch c.switches.TermsPut {
	case TermsPutAll:
		if other := c.org.termsOf(asked.Version); other != nil && other.ID != stored.ID {
			return fake.Response{}, conflict("there are terms and conditions of version [%s] already", asked.Version)
		}
		*stored = asked
	case TermsPutTexts:
		stored.Text, stored.URL = asked.Text, asked.URL
	case TermsPutNothing:
	}
	return fake.JSON(http.StatusOK, c.termsObject(stored)), nil
}

func deleteTerms(c *call) (fake.Response, error) {
	t, err := c.terms()
	if err != nil {
		return fake.Response{}, err
	}
	accepted := find(c.org.answers, func(a *TermsAcceptance) bool { return a.Terms == t.ID && a.Action == "ACCEPTED" })
	if accepted != nil && !c.switches.DeleteAcceptedTerms {
		return fake.Response{}, c.inUse("termsAndConditionsInUse", "terms and conditions [%s] were accepted by developer [%s]", t.Version, accepted.Developer)
	}
	old := c.termsObject(t)
	c.org.deleteTerms(t.ID)
	return c.deleted(old), nil
}

func (c *call) readTerms() (Terms, error) {
	in, err := c.input()
	if err != nil {
		return Terms{}, err
	}
	var t Terms
	in.required("version", "startDate")
	in.same("organization", c.org.profile.ID)
	c.name(in, "version", &t.Version)
	in.date("startDate", &t.StartDate)
	in.text("tncText", &t.Text)
	in.text("url", &t.URL)
	return t, in.err
}

// listTermsAcceptances is neither paged nor counted (contract: apigee-neighbours 7).
func listTermsAcceptances(c *call) (fake.Response, error) {
	d, err := c.developer()
	if err != nil {
		return fake.Response{}, err
	}
	answers := c.org.answersOf(d)
	if len(answers) == 0 && c.switches.NothingAnswers404 {
		return fake.Response{}, refusal(http.StatusNotFound, "mint.noSuchResource", "no developerTnc matches")
	}
	items := make([]object, 0, len(answers))
	for i := range answers {
		items = append(items, c.termsAcceptanceObject(&answers[i]))
	}
	return fake.JSON(http.StatusOK, object{"developerTnc": items}), nil
}

func answerTerms(c *call) (fake.Response, error) {
	d, err := c.developer()
	if err != nil {
		return fake.Response{}, err
	}
	t, err := c.terms()
	if err != nil {
		return fake.Response{}, err
	}
	in, err := c.input()
	if err != nil {
		return fake.Response{}, err
	}
	var action, sent string
	in.required("action", "auditDate")
	in.word("action", &action, "ACCEPTED", "DECLINED")
	in.date("auditDate", &sent) // the service's own clock is what is kept
	if in.err != nil {
		return fake.Response{}, in.err
	}
	a := c.answerTerms(c.org, d, t, action)
	return fake.JSON(http.StatusOK, c.termsAcceptanceObject(&a)), nil
}

func (c *call) termsObject(t *Terms) object {
	o := object{"id": t.ID, "organization": c.org.reference(), "startDate": t.StartDate, "version": t.Version}
	put(o, "tncText", t.Text)
	put(o, "url", t.URL)
	return c.extra(o)
}

func (c *call) termsAcceptanceObject(a *TermsAcceptance) object {
	return c.extra(object{"action": a.Action, "auditDate": a.AuditDate, "id": a.ID, "tnc": c.termsObject(c.org.termsByID(a.Terms))})
}
