package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// The types of resources that have effects of their own; all others are counted.
const (
	walletType     = "mint_wallet"
	entryType      = "mint_wallet_transaction"
	limitType      = "mint_developer_credit_limit"
	currencyType   = "mint_supported_currency"
	adjustmentType = "mint_billing_adjustment"
	purchaseType   = "mint_accepted_rate_plan"
	billingType    = "mint_developer_billing"
)

// The kinds of effects that are referred to; titles has all of them.
const (
	creditsPaid      = "credits_paid"
	creditsGranted   = "credits_granted"
	creditsVoided    = "credits_voided"
	creditsForfeited = "credits_forfeited"
	creditsDue       = "credits_due"
	creditLimit      = "credit_limit"
	defaultLimit     = "default_credit_limit"
	adjustment       = "billing_adjustment"
	planPublished    = "rate_plan_published"
	planEnded        = "rate_plan_ended"
	purchased        = "purchase"
	purchaseChanged  = "purchase_changed"
	purchaseEnded    = "purchase_ended"
	notReviewed      = "not_reviewed"
)

// measures are what is added up, in the order of the report. What goes up and what goes down is not
// added together.
var measures = []string{
	creditsPaid, creditsGranted, creditsDue, creditsVoided, creditsForfeited, "limits_raised", "limits_lowered",
	"default_limits_raised", "default_limits_lowered", "fees_charged", "fees_of_ending",
}

// effect is one thing that a plan does to money.
type effect struct {
	Kind    string `json:"kind"`
	Address string `json:"address"`
	// Object says in words what is affected.
	Object   string `json:"object"`
	Currency string `json:"currency,omitempty"`
	// Before and After are what stands; Change is what is added, taken or charged.
	Before amount `json:"before"`
	After  amount `json:"after"`
	Change amount `json:"change"`
	// Worth is what credits are worth, before the service rounds it to the currency.
	Worth amount `json:"worth"`
	// Irreversible says why it cannot be undone, if it cannot.
	Irreversible string   `json:"irreversible,omitempty"`
	Notes        []string `json:"notes,omitempty"`
	Prices       *prices  `json:"prices,omitempty"`
}

func (e *effect) note(format string, arguments ...any) {
	e.Notes = append(e.Notes, fmt.Sprintf(format, arguments...))
}

// unit is what the amounts count: credits, percent, money of the currency, or nothing.
func (e effect) unit() string {
	switch {
	case strings.HasPrefix(e.Kind, "credits_"):
		return "credits"
	case e.Kind == adjustment:
		return "percent"
	case e.Currency != "":
		return "money"
	}
	return ""
}

// measure is what the change is added to, empty for none.
func (e effect) measure() string {
	direction := "lowered"
	if e.Change.positive() {
		direction = "raised"
	}
	switch {
	case e.Change.status == absent || e.Change.status <= atMost && e.Change.value.IsZero():
		return ""
	case e.unit() == "credits":
		return e.Kind
	case e.Kind == creditLimit:
		return "limits_" + direction
	case e.Kind == defaultLimit:
		return "default_limits_" + direction
	case e.Kind == purchased:
		return "fees_charged"
	case e.Kind == purchaseEnded:
		return "fees_of_ending"
	}
	return ""
}

// uncertain reports whether a number of the effect is not known before apply, or not shown.
func (e effect) uncertain() bool {
	return slices.ContainsFunc([]amount{e.Before, e.After, e.Change, e.Worth}, func(a amount) bool { return a.status > known })
}

// step is what happens to one object: it is created where before is nil and destroyed where after
// is nil.
type step struct {
	resourceChange
	before, after values
}

// now are the values after the step, or those that are destroyed.
func (s step) now() values {
	if s.after != nil {
		return s.after
	}
	return s.before
}

// review is what a plan does to money.
type review struct {
	Format    string `json:"format_version"`
	Terraform string `json:"terraform_version"`
	// Errored says that the plan failed, so that it holds a part of what was to be planned only.
	Errored bool     `json:"errored"`
	Effects []effect `json:"effects"`
	Sums    []sum    `json:"sums"`
	// Irreversible and NotKnown are the addresses of such effects.
	Irreversible []string `json:"irreversible"`
	NotKnown     []string `json:"not_known"`
	// Others are changes that have no amount.
	Others []other `json:"other_changes"`
	// Drift are the addresses of what was changed outside Terraform.
	Drift  []string  `json:"drift"`
	Limits []verdict `json:"limits"`

	standing standing
	usages   []usage
	// skipped are the addresses of what is the provider's and not reviewed.
	skipped []string
}

// other counts changes of a type that have no amount.
type other struct {
	Type    string `json:"type"`
	Action  string `json:"action"`
	Count   int    `json:"count"`
	Meaning string `json:"meaning"`
}

// types are the functions that know what a step means, by the type of the resource.
var types = map[string]func(*review, step) []effect{
	walletType: (*review).wallet, entryType: (*review).entry, limitType: (*review).limit, currencyType: (*review).currency,
	adjustmentType: (*review).adjustment, planType: (*review).ratePlan, purchaseType: (*review).purchase, billingType: (*review).billing,
}

// newReview reviews a plan; the state, where there is one, says what stands beside.
func newReview(plan document, state *document, usages []usage) *review {
	r := &review{
		Format: "1.0", Terraform: plan.Terraform, Errored: plan.Errored, standing: newStanding(plan, state), usages: usages,
		Effects: []effect{}, Irreversible: []string{}, NotKnown: []string{}, Others: []other{}, Drift: []string{}, Limits: []verdict{},
	}
	for _, c := range plan.Changes {
		if c.Mode != "data" {
			r.change(c)
		}
	}
	for _, c := range plan.Deferred {
		if c.Change.Mode != "data" && (c.Change.Type == "" || ours(c.Change.Type)) {
			r.deferred(c.Change.Address)
		}
	}
	for _, a := range plan.Invocations {
		r.Effects = append(r.Effects, r.invocation(a)...)
	}
	for _, a := range plan.DeferredInvocations {
		r.deferred(a.Invocation.Address)
	}
	for _, c := range plan.Drift {
		if ours(c.Type) {
			r.Drift = append(r.Drift, c.Address)
		}
	}
	slices.SortStableFunc(r.Effects, func(a, b effect) int { return cmp.Compare(a.Address, b.Address) })
	r.Sums = sumsOf(r.Effects)
	for _, e := range r.Effects {
		if e.Irreversible != "" {
			r.Irreversible = append(r.Irreversible, e.Address)
		}
		if e.uncertain() {
			r.NotKnown = append(r.NotKnown, e.Address)
		}
	}
	r.Irreversible, r.NotKnown = slices.Compact(r.Irreversible), slices.Compact(r.NotKnown)
	slices.SortFunc(r.Others, func(a, b other) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.Action, b.Action))
	})
	slices.Sort(r.Drift)
	return r
}

// deferred notes what the plan puts off: nothing of it is known.
func (r *review) deferred(address string) {
	r.Effects = append(r.Effects, effect{
		Kind: notReviewed, Address: address, Object: "Put off to a later plan", Change: amount{status: unknown},
	})
}

// change reviews one object of the plan. A replacement is a destruction and a creation.
func (r *review) change(c resourceChange) {
	has := func(action string) bool { return slices.Contains(c.Change.Actions, action) }
	if c.Deposed != "" {
		c.Address += " (deposed " + c.Deposed + ")"
	}
	steps, known := types[c.Type]
	before, after := c.before(), c.after()
	switch {
	case has("forget"):
		r.count(c, "forget", "Terraform only forgets it: it stays as it is, and no money moves.")
		if has("create") && known {
			r.Effects = append(r.Effects, steps(r, step{c, nil, after})...)
		}
	case has("no-op") && c.Change.Importing != nil:
		r.count(c, "import", "It comes under management as it is: no money moves.")
	case has("no-op") && c.Moved != "" && c.Moved != c.Address:
		r.count(c, "move", "It has another address: no money moves.")
	case has("no-op") || has("read"):
	case slices.Contains(moneyless, c.Type):
		r.count(c, strings.Join(c.Change.Actions, ", "), "It has no amount.")
	case !known:
		r.skip(c, strings.Join(c.Change.Actions, ", "), "Not reviewed: this type is not known here.")
	case !has("create") && !has("update") && !has("delete"):
		r.skip(c, strings.Join(c.Change.Actions, ", "), "Not reviewed: what this does is not known here.")
	case has("create") && has("delete") && c.Type == limitType && limitKey(before) != "" && limitKey(before) == limitKey(after):
		r.Effects = append(r.Effects, steps(r, step{c, before, after})...)
	default:
		if has("delete") {
			r.Effects = append(r.Effects, steps(r, step{c, before, nil})...)
		}
		if has("create") {
			r.Effects = append(r.Effects, steps(r, step{c, nil, after})...)
		}
		if has("update") {
			r.Effects = append(r.Effects, steps(r, step{c, before, after})...)
		}
	}
}

// moneyless are the provider's types that have no amount.
var moneyless = []string{"mint_monetization_package", "mint_developer_category", "mint_terms_and_conditions"}

// ours reports whether a type is one of the provider's.
func ours(typeName string) bool { return strings.HasPrefix(typeName, "mint_") }

// skip counts what cannot be reviewed. What is the provider's may do anything to money.
func (r *review) skip(c resourceChange, action, meaning string) {
	r.count(c, action, meaning)
	if ours(c.Type) {
		r.skipped = append(r.skipped, c.Address)
	}
}

func (r *review) count(c resourceChange, action, meaning string) {
	i := slices.IndexFunc(r.Others, func(o other) bool { return o.Type == c.Type && o.Action == action })
	if i < 0 {
		i = len(r.Others)
		r.Others = append(r.Others, other{Type: c.Type, Action: action, Meaning: meaning})
	}
	r.Others[i].Count++
}
