package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/functions"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/pricing"
)

const planType = "mint_rate_plan"

// change is a rate plan before and after, either of which may be missing.
type change struct {
	title, currency string
	before, after   *pricing.Plan
}

// shown is the part of the output of "terraform show -json" that is read here.
type shown struct {
	Changes []resourceChange `json:"resource_changes"`
	Prior   *shown           `json:"prior_state"`
	Values  struct {
		Root module `json:"root_module"`
	} `json:"values"`
}

type resourceChange struct {
	Address string `json:"address"`
	Type    string `json:"type"`
	Change  struct {
		Before  map[string]any `json:"before"`
		After   map[string]any `json:"after"`
		Unknown map[string]any `json:"after_unknown"`
	} `json:"change"`
}

type module struct {
	Resources []struct {
		Address string         `json:"address"`
		Type    string         `json:"type"`
		Values  map[string]any `json:"values"`
	} `json:"resources"`
	Children []module `json:"child_modules"`
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
	var s shown
	if err := readJSON(file, &s); err != nil {
		return nil, err
	}
	known := s.Values.Root.plans(nil)
	if s.Prior != nil {
		known = s.Prior.Values.Root.plans(known)
	}
	var changes []change
	for _, r := range s.Changes {
		if r.Type != planType {
			continue
		}
		after, _ := overlay(r.Change.After, r.Change.Unknown).(map[string]any)
		before := r.Change.Before
		if parent, ok := after["parent_rate_plan_id"].(string); ok && before == nil {
			before = known[parent]
		}
		c, err := newChange(r.Address, before, after)
		if err != nil {
			return nil, err
		}
		changes = append(changes, c)
	}
	if s.Changes == nil {
		for _, id := range slices.Sorted(maps.Keys(known)) {
			c, err := newChange(planTitle(known[id], id), nil, known[id])
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

// plans adds the rate plans of a module, looked up or managed, by id.
func (m module) plans(known map[string]map[string]any) map[string]map[string]any {
	if known == nil {
		known = map[string]map[string]any{}
	}
	for _, r := range m.Resources {
		if id, ok := r.Values["id"].(string); ok && r.Type == planType {
			known[id] = r.Values
		}
	}
	for _, child := range m.Children {
		child.plans(known)
	}
	return known
}

func newChange(title string, before, after map[string]any) (change, error) {
	c := change{title: title}
	for _, side := range []struct {
		values map[string]any
		plan   **pricing.Plan
	}{{before, &c.before}, {after, &c.after}} {
		if side.values == nil {
			continue
		}
		plan, err := functions.ReadPlan(side.values)
		if err != nil {
			return c, fmt.Errorf("%s: %w", title, err)
		}
		*side.plan = &plan
		if currency, ok := side.values["currency"].(string); ok {
			c.currency = strings.ToUpper(currency)
		}
	}
	return c, nil
}

// planTitle is the name of a plan, or else byDefault.
func planTitle(plan map[string]any, byDefault string) string {
	if name, ok := plan["name"].(string); ok {
		return name
	}
	return byDefault
}

// overlay puts Unknown where Terraform says that a value is not known yet.
func overlay(value, unknown any) any {
	switch u := unknown.(type) {
	case bool:
		if u {
			return functions.Unknown
		}
	case map[string]any:
		members, ok := value.(map[string]any)
		if !ok {
			return value
		}
		for name, of := range u {
			members[name] = overlay(members[name], of)
		}
	case []any:
		elements, ok := value.([]any)
		for i := range min(len(elements), len(u)) {
			elements[i] = overlay(elements[i], u[i])
		}
		if !ok {
			return value
		}
	}
	return value
}

// readJSON reads a file with numbers as they are written.
func readJSON(file string, into any) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("%s is no JSON of a plan: %w", file, err)
	}
	return nil
}
