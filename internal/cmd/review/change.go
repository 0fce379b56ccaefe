package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/functions"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/pricing"
)

const planType = "mint_rate_plan"

// change is a rate plan before and after, either of which may be missing.
type change struct {
	title, currency string
	before, after   *pricing.Plan
}

// readChanges reads the rate plans of one file of Terraform, or one plan of each of two files.
func readChanges(files []string) ([]change, error) {
	switch len(files) {
	case 1:
		return readShown(files[0])
	case 2:
		var before, after map[string]any
		if err := errors.Join(readJSON(files[0], &before), readJSON(files[1], &after)); err != nil {
			return nil, err
		}
		c, err := newChange(planTitle(after, files[1]), before, after)
		return []change{c}, err
	}
	return nil, fmt.Errorf("one file is needed, or two; there are %d", len(files))
}

func readShown(file string) ([]change, error) {
	d, err := readDocument(file)
	if err != nil {
		return nil, err
	}
	standing := newStanding(d, nil)
	var changes []change
	for _, r := range d.Changes {
		if r.Type != planType || r.Mode == "data" {
			continue
		}
		before, after := r.before(), r.after()
		if before == nil {
			before = standing.plans[after.text("parent_rate_plan_id")]
		}
		c, err := newChange(r.Address, before, after)
		if err != nil {
			return nil, err
		}
		changes = append(changes, c)
	}
	if d.Changes == nil {
		for _, id := range slices.Sorted(maps.Keys(standing.plans)) {
			c, err := newChange(planTitle(standing.plans[id], id), nil, standing.plans[id])
			if err != nil {
				return nil, err
			}
			changes = append(changes, c)
		}
	}
	if len(changes) == 0 {
		return nil, fmt.Errorf("%s has no %s", file, planType)
	}
	return changes, nil
}

func newChange(title string, before, after values) (change, error) {
	c := change{title: title}
	for _, side := range []struct {
		values values
		plan   **pricing.Plan
	}{{before, &c.before}, {after, &c.after}} {
		if side.values == nil {
			continue
		}
		plan, err := functions.ReadPlan(pricedAs(map[string]any(side.values)))
		if err != nil {
			return c, fmt.Errorf("%s: %w", title, err)
		}
		*side.plan = &plan
		if currency := side.values.currency("currency"); currency != notKnown {
			c.currency = currency
		}
	}
	return c, nil
}

// pricedAs is a value without what is masked: no price can be told from what is not known.
func pricedAs(value any) any {
	switch value := value.(type) {
	case maskedValue:
		return functions.Unknown
	case map[string]any:
		members := make(map[string]any, len(value))
		for name, member := range value {
			members[name] = pricedAs(member)
		}
		return members
	case []any:
		elements := make([]any, len(value))
		for i, element := range value {
			elements[i] = pricedAs(element)
		}
		return elements
	}
	return value
}

// planTitle is the name of a plan, or else byDefault.
func planTitle(plan values, byDefault string) string {
	if name := plan.text("name"); name != "" {
		return name
	}
	return byDefault
}
