package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/functions"
)

// document is the part of the output of "terraform show -json", of a plan or of a state, that is
// read here. (HashiCorp's terraform-json reads the numbers of a plan's prior_state as binary ones.)
type document struct {
	Format    string           `json:"format_version"`
	Terraform string           `json:"terraform_version"`
	Errored   bool             `json:"errored"`
	Changes   []resourceChange `json:"resource_changes"`
	Drift     []resourceChange `json:"resource_drift"`
	// Planned is in every plan, and in no state.
	Planned  json.RawMessage `json:"planned_values"`
	Deferred []struct {
		Change resourceChange `json:"resource_change"`
	} `json:"deferred_changes"`
	Invocations         []invocation `json:"action_invocations"`
	DeferredInvocations []struct {
		Invocation invocation `json:"action_invocation"`
	} `json:"deferred_action_invocations"`
	Prior  *document `json:"prior_state"`
	Values struct {
		Root module `json:"root_module"`
	} `json:"values"`
	Configuration struct {
		Root moduleConfig `json:"root_module"`
	} `json:"configuration"`
}

type resourceChange struct {
	Address  string `json:"address"`
	Moved    string `json:"previous_address"`
	Module   string `json:"module_address"`
	Mode     string `json:"mode"`
	Type     string `json:"type"`
	Name     string `json:"name"`
	Index    any    `json:"index"`
	Deposed  string `json:"deposed"`
	Provider string `json:"provider_name"`
	Change   struct {
		Actions         []string       `json:"actions"`
		Before          map[string]any `json:"before"`
		After           map[string]any `json:"after"`
		Unknown         any            `json:"after_unknown"`
		BeforeSensitive any            `json:"before_sensitive"`
		AfterSensitive  any            `json:"after_sensitive"`
		Importing       any            `json:"importing"`
	} `json:"change"`
}

// before and after are the values with masked and functions.Unknown in their places; nil where
// there are none.
func (c resourceChange) before() values {
	return readValues(c.Change.Before, nil, c.Change.BeforeSensitive)
}

func (c resourceChange) after() values {
	return readValues(c.Change.After, c.Change.Unknown, c.Change.AfterSensitive)
}

// invocation is an action that the plan invokes; Terraform has them since 1.14.
type invocation struct {
	Address   string         `json:"address"`
	Type      string         `json:"type"`
	Config    map[string]any `json:"config_values"`
	Sensitive any            `json:"config_sensitive"`
	Unknown   any            `json:"config_unknown"`
	Trigger   struct {
		Resource string `json:"triggering_resource_address"`
	} `json:"lifecycle_action_trigger"`
}

type module struct {
	Resources []struct {
		Type      string         `json:"type"`
		Values    map[string]any `json:"values"`
		Sensitive any            `json:"sensitive_values"`
	} `json:"resources"`
	Children []module `json:"child_modules"`
}

// each calls with the values of every resource and data source of the module.
func (m module) each(call func(typeName string, v values)) {
	for _, r := range m.Resources {
		call(r.Type, readValues(r.Values, nil, r.Sensitive))
	}
	for _, child := range m.Children {
		child.each(call)
	}
}

// maskedValue stands for a value that is marked as sensitive.
type maskedValue struct{}

var masked = maskedValue{}

func readValues(members map[string]any, unknown, sensitive any) values {
	if members == nil {
		return nil
	}
	marked := overlay(overlay(members, unknown, functions.Unknown), sensitive, masked)
	v, ok := marked.(map[string]any)
	if !ok { // all of it is marked
		v = map[string]any{}
		for name := range members {
			v[name] = marked
		}
	}
	return v
}

// overlay is value with mark wherever marks says true. Nothing that is handed in is changed.
func overlay(value, marks, mark any) any {
	switch m := marks.(type) {
	case bool:
		if m {
			return mark
		}
	case map[string]any:
		members, ok := value.(map[string]any)
		if !ok {
			return value
		}
		marked := make(map[string]any, len(members))
		for name, member := range members {
			marked[name] = overlay(member, m[name], mark)
		}
		for name, of := range m {
			if _, there := members[name]; !there {
				if member := overlay(nil, of, mark); member != nil {
					marked[name] = member
				}
			}
		}
		return marked
	case []any:
		elements, ok := value.([]any)
		if !ok {
			return value
		}
		marked := make([]any, len(elements))
		for i, element := range elements {
			marked[i] = element
			if i < len(m) {
				marked[i] = overlay(element, m[i], mark)
			}
		}
		return marked
	}
	return value
}

// isPlan reports whether the document has anything that only a plan has.
func (d document) isPlan() bool {
	return d.Planned != nil || d.Changes != nil || d.Invocations != nil || d.Deferred != nil || d.DeferredInvocations != nil || d.Errored
}

// readDocument reads a plan or a state; "-" is the standard input.
func readDocument(file string) (document, error) {
	var d document
	if err := readJSON(file, &d); err != nil {
		return d, err
	}
	if d.Format != "" && !strings.HasPrefix(d.Format, "1.") && !strings.HasPrefix(d.Format, "0.") {
		return d, fmt.Errorf("%s has format version %s; 1 is understood", file, d.Format)
	}
	return d, nil
}

// readJSON reads a file with numbers as they are written.
func readJSON(file string, into any) error {
	var text []byte
	var err error
	if file == "-" {
		text, err = io.ReadAll(os.Stdin)
	} else {
		text, err = os.ReadFile(file)
	}
	if err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	err = d.Decode(into)
	if err == nil && d.More() {
		err = errors.New("something follows its end")
	}
	if err != nil {
		return fmt.Errorf("%s is no JSON of a plan or a state, as \"terraform show -json\" prints it: %w", file, err)
	}
	return nil
}
