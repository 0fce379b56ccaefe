package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/functions"
)

// standing is what is known of the objects that a plan mentions or that a state holds, managed or
// looked up.
type standing struct {
	// wallets and plans are found by id and are as the plan leaves them. currencies are found by
	// code and limits by limitKey, and are as they stand before.
	wallets, plans, currencies, limits map[string]values
	// entries are the ledger entries that stand, by the id of their wallet.
	entries map[string][]values

	changes       []resourceChange
	configuration moduleConfig
}

func newStanding(plan document, state *document) standing {
	s := standing{
		wallets: map[string]values{}, plans: map[string]values{}, currencies: map[string]values{}, limits: map[string]values{},
		entries: map[string][]values{}, changes: plan.Changes, configuration: plan.Configuration.Root,
	}
	if state != nil {
		state.Values.Root.each(s.add)
	}
	// A plan's own state is the fresher one: entries are not to be counted twice.
	if plan.Prior != nil {
		clear(s.entries)
		plan.Prior.Values.Root.each(s.add)
	}
	plan.Values.Root.each(s.add)
	for _, c := range plan.Changes {
		if after := c.after(); after != nil && c.Mode != "data" && (c.Type == walletType || c.Type == planType) {
			s.add(c.Type, after)
		}
	}
	return s
}

// add notes an object, or each of those that a data source lists.
func (s standing) add(typeName string, v values) {
	note := func(into map[string]values, key string, v values) {
		if !printable(key) {
			return
		}
		if into[key] == nil {
			into[key] = values{}
		}
		for name, value := range v {
			if value != nil {
				into[key][name] = value
			}
		}
	}
	all := func(attribute string, into map[string]values, key func(values) string) {
		listed, _ := v.list(attribute)
		for _, o := range listed {
			note(into, key(o), o)
		}
	}
	id := func(v values) string { return v.text("id") }
	switch typeName {
	case walletType:
		note(s.wallets, id(v), v)
	case "mint_wallets":
		all("wallets", s.wallets, id)
	case entryType:
		s.entries[v.text("wallet_id")] = append(s.entries[v.text("wallet_id")], v)
	case planType:
		// What a plan no longer says must not linger: a price is read of one plan as a whole.
		if printable(id(v)) {
			s.plans[id(v)] = v
		}
	case "mint_rate_plans", "mint_developer_rate_plans", "mint_developer_product_rate_plans":
		all("rate_plans", s.plans, id)
	case limitType:
		note(s.limits, limitKey(v), v)
	case "mint_developer_credit_limits":
		all("credit_limits", s.limits, func(o values) string {
			return limitKey(values{"developer_id": v["developer_id"], "currency": o["currency"]})
		})
	case currencyType:
		note(s.currencies, strings.ToLower(v.text("code")), v)
	case "mint_supported_currencies":
		all("supported_currencies", s.currencies, func(o values) string { return strings.ToLower(o.text("code")) })
	}
}

// limitKey is what a credit limit is found by; empty while it is not known.
func limitKey(v values) string {
	developer, currency := v.text("developer_id"), v.currency("currency")
	if !printable(developer) || !printable(currency) {
		return ""
	}
	return strings.ToLower(developer) + "/" + currency
}

// printable reports whether a text of values is one of its own.
func printable(text string) bool { return text != "" && text != notKnown && text != notShown }

// moduleConfig is a module in the configuration part of a plan.
type moduleConfig struct {
	Resources []struct {
		Address     string                `json:"address"`
		Expressions map[string]expression `json:"expressions"`
		ForEach     expression            `json:"for_each_expression"`
	} `json:"resources"`
	Calls map[string]struct {
		Expressions map[string]expression `json:"expressions"`
		Module      moduleConfig          `json:"module"`
	} `json:"module_calls"`
}

// expression is a list of references; the ids that are followed are in no nested block.
type expression struct {
	References []string
}

func (e *expression) UnmarshalJSON(text []byte) error {
	if text[0] == '[' { // a nested block
		return nil
	}
	var written struct {
		References []string `json:"references"`
	}
	err := json.Unmarshal(text, &written)
	e.References = written.References
	return err
}

// referred are the planned objects whose id an attribute of a change refers to, where its value is
// not known before apply. They are several where the configuration does not tell which instance of
// a resource it is, and none where it refers to anything else.
func (s standing) referred(c resourceChange, attribute, typeName string) []resourceChange {
	config, path := s.configuration, strings.Split(strings.TrimPrefix(c.Module, "module."), ".module.")
	if c.Module == "" {
		path = nil
	}
	calls := []moduleConfig{config}
	for i := range path {
		path[i], _, _ = strings.Cut(path[i], "[")
		config = config.Calls[path[i]].Module
		calls = append(calls, config)
	}
	var references []string
	var index any
	for _, r := range config.Resources {
		if r.Address != c.Type+"."+c.Name {
			continue
		}
		references = r.Expressions[attribute].References
		if len(references) == 2 && references[0] == "each.value.id" || len(references) == 1 && references[0] == "each.value" {
			references, index = r.ForEach.References, c.Index
		}
	}
	modulePath := c.Module
	// A variable of a module is what its caller says.
	for level := len(path) - 1; level >= 0 && len(references) == 1 && strings.HasPrefix(references[0], "var."); level-- {
		references = calls[level].Calls[path[level]].Expressions[strings.TrimPrefix(references[0], "var.")].References
		modulePath = modulePath[:max(0, strings.LastIndex(modulePath, ".module."))]
	}
	found := s.instances(modulePath, references, typeName)
	return slices.DeleteFunc(found, func(f resourceChange) bool { return index != nil && f.Index != index })
}

// instances are the changes that references name, provided that they name one resource only.
func (s standing) instances(modulePath string, references []string, typeName string) []resourceChange {
	resource, exact := "", ""
	for _, reference := range references {
		// What follows a resource without its ".id" is the index that chooses one of its instances.
		if strings.HasPrefix(reference, "each.") || reference == "count.index" {
			if resource == "" || references[0] != typeName+"."+resource {
				return nil
			}
			continue
		}
		parts := strings.SplitN(reference, ".", 3)
		if len(parts) < 2 || parts[0] != typeName || len(parts) == 3 && parts[2] != "id" {
			return nil
		}
		name, _, indexed := strings.Cut(parts[1], "[")
		if resource != "" && resource != name {
			return nil
		}
		resource = name
		if indexed {
			exact = parts[0] + "." + parts[1]
		}
	}
	var found []resourceChange
	for _, c := range s.changes {
		within := c.Module == modulePath
		address := strings.TrimPrefix(c.Address, c.Module+".")
		if within && resource != "" && c.Mode != "data" && c.Type == typeName && c.Name == resource && c.Deposed == "" && (exact == "" || exact == address) && c.Change.After != nil {
			found = append(found, c)
		}
	}
	return found
}

// refer is the object with the id that an attribute holds: its values, or what all objects that it
// can be have in common.
func (s standing) refer(c resourceChange, v values, attribute, typeName string, known map[string]values) values {
	id := v.text(attribute)
	if id != notKnown {
		return known[id]
	}
	var common values
	for i, candidate := range s.referred(c, attribute, typeName) {
		after := candidate.after()
		if i == 0 {
			common = after
			continue
		}
		for name, value := range common {
			if fmt.Sprint(value) != fmt.Sprint(after[name]) {
				common[name] = functions.Unknown
			}
		}
	}
	return common
}
