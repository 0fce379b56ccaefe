package apigeefake

import (
	"fmt"
	"slices"
)

// state is everything that a snapshot covers.
type state struct {
	organizations []*organization
}

// organization owns all objects of one organization, each kind in the order of creation.
type organization struct {
	profile     Organization
	currencies  []Currency
	categories  []Category
	developers  []developer
	products    []Product
	packages    []Package
	adjustments []adjustment
	published   []billingMonth // months whose billing documents are out
	plans       []RatePlan
	acceptances []Acceptance
	charges     []Charge
	terms       []Terms
	answers     []TermsAcceptance
	suspensions []Suspension
	hidden      bool
}

func (s *state) clone() *state {
	c := &state{}
	for _, o := range s.organizations {
		c.organizations = append(c.organizations, o.clone())
	}
	return c
}

func (o *organization) clone() *organization {
	c := &organization{
		profile:     o.profile,
		currencies:  slices.Clone(o.currencies),
		categories:  slices.Clone(o.categories),
		products:    slices.Clone(o.products),
		adjustments: slices.Clone(o.adjustments),
		published:   slices.Clone(o.published),
		acceptances: slices.Clone(o.acceptances),
		charges:     slices.Clone(o.charges),
		terms:       slices.Clone(o.terms),
		answers:     slices.Clone(o.answers),
		suspensions: slices.Clone(o.suspensions),
		hidden:      o.hidden,
	}
	for _, d := range o.developers {
		c.developers = append(c.developers, developer{d.clone(), slices.Clone(d.limits), slices.Clone(d.attributes), slices.Clone(d.unseen)})
	}
	for _, p := range o.packages {
		c.packages = append(c.packages, p.clone())
	}
	for _, p := range o.plans {
		c.plans = append(c.plans, p.clone())
	}
	return c
}

func (s *state) organization(id string) *organization {
	for _, o := range s.organizations {
		if o.profile.ID == id {
			return o
		}
	}
	return nil
}

// find returns the first item that matches, in place, or nil.
func find[T any](items []T, match func(*T) bool) *T {
	for i := range items {
		if match(&items[i]) {
			return &items[i]
		}
	}
	return nil
}

// must is for accessors and mutators: what a test names has to exist.
func must[T any](item *T, kind, id string) *T {
	if item == nil {
		panic(fmt.Sprintf("apigeefake: there is no %s %q", kind, id))
	}
	return item
}

// mustNot is the opposite of must, for what a test adds.
func mustNot[T any](item *T, kind, id string) {
	if item != nil {
		panic(fmt.Sprintf("apigeefake: there is a %s %q already", kind, id))
	}
}

// in runs f on an organization under the server's lock.
func (s *Service) in(org string, f func(*organization)) {
	s.srv.Lock()
	defer s.srv.Unlock()
	o := must(s.state.organization(org), "organization", org)
	s.moveSubscribers(o)
	f(o)
}
