package acceptedrateplan_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const (
	typeName = "mint_accepted_rate_plan"
	org      = acctest.Organization
	buyer    = "buyer@example.com"
	today    = "2025-06-15"
)

// shop is an organization that sells to one developer, who is complete and has accepted the terms.
type shop struct {
	*acctest.Env
	t  *testing.T
	tf *acctest.Terraform
}

// stock adds what a purchase needs: packages that share a product and one that does not.
func stock(e *acctest.Env) {
	for _, product := range []string{"messaging", "archive", "maps"} {
		e.Apigee.AddProduct(org, apigeefake.Product{Name: product})
	}
	e.Apigee.AddPackage(org, apigeefake.Package{Name: "Basic", Products: []string{"messaging"}})
	e.Apigee.AddPackage(org, apigeefake.Package{Name: "Deluxe", Products: []string{"messaging", "archive"}})
	e.Apigee.AddPackage(org, apigeefake.Package{Name: "Maps", Products: []string{"maps"}})
	complete(e, buyer, "POSTPAID", false)
}

// complete adds a developer, or a company, who may buy.
func complete(e *acctest.Env, name, billingType string, company bool) {
	d := apigeefake.Developer{
		Email: name, BillingType: billingType, LegalName: "Buyer Ltd", IsCompany: company,
		Address: []apigeefake.Address{{Address1: "1 Main Street", City: "Springfield", State: "IL", Zip: "62701", Country: "US", Primary: true}},
	}
	if company {
		d.Email, d.Name = "", name
	}
	e.Apigee.AddDeveloper(org, d)
	terms := e.Apigee.Terms(org)
	if len(terms) == 0 {
		e.Apigee.AddTerms(org, apigeefake.Terms{Version: "1"})
		terms = e.Apigee.Terms(org)
	}
	e.Apigee.AnswerTermsInPortal(org, name, terms[0].ID, "ACCEPTED")
}

func newShop(t *testing.T) shop {
	t.Helper()
	e := acctest.New(t)
	stock(e)
	return shop{e, t, e.Terraform(typeName)}
}

// sells adds a published plan in dollars that began a year ago and returns its id.
func (s shop) sells(p apigeefake.RatePlan) string {
	return sell(s.Env, p)
}

func sell(e *acctest.Env, p apigeefake.RatePlan) string {
	p.Currency, p.Published = "usd", true
	if p.Package == "" {
		p.Package = "basic"
	}
	if p.StartDate == "" {
		p.StartDate = "2024-06-01 00:00:00"
	}
	return e.Apigee.AddRatePlan(org, p)
}

// order is the configuration of a purchase with more attributes: name, value, name, value.
func order(plan, start string, more ...any) acctest.Attrs {
	config := acctest.Attrs{"developer_id": buyer, "rate_plan_id": plan, "start_date": start}
	for i := 0; i < len(more); i += 2 {
		config[fmt.Sprint(more[i])] = more[i+1]
	}
	return config
}

func fee(text string) decimal.NullDecimal {
	return decimal.NewNullDecimal(decimal.RequireFromString(text))
}

// charged is what a developer was charged, as type and amount.
func (s shop) charged(developer string) (all []string) {
	for _, x := range s.Apigee.Charges(org, developer) {
		all = append(all, x.Type+" "+x.Amount.String())
	}
	return all
}

// holds lists purchases as plan, first and last day, and quota.
func holds(e *acctest.Env, developer string) (all []string) {
	for _, a := range e.Apigee.Acceptances(org, developer) {
		all = append(all, line(a.Plan, a.StartDate, a.EndDate, a.QuotaTarget.N))
	}
	return all
}

func line(plan, start, end string, quota int) string {
	day := func(date string) string { return date[:min(len(date), 10)] }
	return fmt.Sprintf("%s %s to %s, %d", plan, day(start), day(end), quota)
}

// passes lets days go by for the service and for the provider.
func (s shop) passes(days int) {
	s.Server.Clock().Set(s.Server.Clock().Now().AddDate(0, 0, days))
	if err := s.Clock.Wait(s.t.Context(), time.Duration(days)*24*time.Hour); err != nil {
		s.t.Fatal(err)
	}
}

// warned returns the warnings of a plan that hold a text.
func warned(out acctest.Outcome, text string) (found []string) {
	for _, w := range out.Warnings {
		if strings.Contains(w, text) {
			found = append(found, w)
		}
	}
	return found
}

func equal(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}
