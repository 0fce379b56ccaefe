package fake

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// Problems collects what is wrong with a seed, each with its place in the file, such as
// apigee.organizations[0].packages[1].name.
type Problems struct {
	all []error
}

// Add notes a problem at a place: what is there, and what to write instead.
func (p *Problems) Add(path, format string, args ...any) {
	p.all = append(p.all, fmt.Errorf("%s: %s", cmp.Or(path, "the seed"), fmt.Sprintf(format, args...)))
}

// Need notes that a text is missing.
func (p *Problems) Need(path, value, remedy string) {
	if value == "" {
		p.Add(path, "this is missing; %s", remedy)
	}
}

// OneOf notes a text that is none of those allowed; an empty one stands for the default.
func (p *Problems) OneOf(path, value string, allowed ...string) {
	if value != "" && !slices.Contains(allowed, value) {
		p.Add(path, "%q is not known; write %s", value, strings.Join(allowed, " or "))
	}
}

// Len is how many problems there are.
func (p *Problems) Len() int { return len(p.all) }

// Err is all problems in one error, nil if there are none.
func (p *Problems) Err() error { return errors.Join(p.all...) }

// Names are what objects of one list are called, to find names given twice and references to
// nothing.
type Names struct {
	kind string
	all  map[string]string // where each name was given
}

// NewNames begins with no names of a kind of object.
func NewNames(kind string) Names { return Names{kind, map[string]string{}} }

// Give notes a name that an object of the list has; an empty one is no name.
func (n Names) Give(p *Problems, path, name string) {
	if name == "" {
		return
	}
	if first, taken := n.all[name]; taken {
		p.Add(path, "the %s %q is at %s already; write another one", n.kind, name, first)
		return
	}
	n.all[name] = path
}

// Has tells whether an object of the list has the name.
func (n Names) Has(name string) bool { return n.all[name] != "" }

// Refer notes a reference to something that is not in the list, or only comes later; an empty one
// refers to nothing.
func (n Names) Refer(p *Problems, path, name string) {
	if name == "" || n.Has(name) {
		return
	}
	have := slices.Sorted(maps.Keys(n.all))
	if len(have) == 0 {
		p.Add(path, "there is no %s %q, nor any other before it; add it", n.kind, name)
		return
	}
	p.Add(path, "there is no %s %q before it; add it, or write one of %s", n.kind, name, strings.Join(have, ", "))
}

// Decode reads JSON into what v points to. Keys that v has no place for and values of another kind
// are errors, which name the place, the value and what to write.
func Decode(text []byte, v any) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var tree any
	if err := decoder.Decode(&tree); err != nil {
		line := 1 + bytes.Count(text[:min(int(decoder.InputOffset()), len(text))], []byte("\n"))
		return fmt.Errorf("this is no JSON, after line %d: %w", line, err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return errors.New("there is text after the JSON object")
	}
	var p Problems
	p.compare("", tree, reflect.TypeOf(v).Elem())
	if err := p.Err(); err != nil {
		return err
	}
	decoder = json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	return decoder.Decode(v)
}

// compare notes where a JSON value does not fit a type.
func (p *Problems) compare(path string, value any, t reflect.Type) {
	_, ownForm := reflect.New(t).Interface().(json.Unmarshaler)
	switch kind := t.Kind(); {
	case kind == reflect.Map || kind == reflect.Interface:
	case kind == reflect.Struct && !ownForm:
		object, ok := value.(map[string]any)
		if !ok {
			p.Add(path, "%s is no object; write {...}", shown(value))
			return
		}
		fields := jsonFields(t)
		for _, key := range slices.Sorted(maps.Keys(object)) {
			field, known := fields[key]
			if !known {
				p.Add(join(path, key), "this key is not known; write one of %s", strings.Join(slices.Sorted(maps.Keys(fields)), ", "))
				continue
			}
			p.compare(join(path, key), object[key], field)
		}
	case kind == reflect.Slice:
		list, ok := value.([]any)
		if !ok {
			p.Add(path, "%s is no list; write [...]", shown(value))
			return
		}
		for i, item := range list {
			p.compare(fmt.Sprintf("%s[%d]", path, i), item, t.Elem())
		}
	case value == nil:
		p.Add(path, "null is no value; leave the key out")
	case json.Unmarshal([]byte(shown(value)), reflect.New(t).Interface()) != nil:
		p.Add(path, "%s cannot be read; write %s", shown(value), wanted(t))
	}
}

func join(path, key string) string { return strings.TrimPrefix(path+"."+key, ".") }

func shown(value any) string {
	text, _ := json.Marshal(value) // it came from JSON
	return string(text)
}

// wanted says what a value of a type looks like.
func wanted(t reflect.Type) string {
	switch {
	case t == reflect.TypeFor[decimal.Decimal]() || t == reflect.TypeFor[decimal.NullDecimal]():
		return `a decimal as a text, such as "12.50"`
	case t == reflect.TypeFor[time.Time]():
		return `an instant as a text, such as "2026-01-31T12:00:00Z"`
	case t.Kind() == reflect.String:
		return `a text, such as "abc"`
	case t.Kind() == reflect.Bool:
		return "true or false"
	default:
		return "a whole number"
	}
}

// jsonFields are the keys that a type has in JSON, with their types.
func jsonFields(t reflect.Type) map[string]reflect.Type {
	fields := map[string]reflect.Type{}
	for _, field := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name != "" && name != "-" {
			fields[name] = field.Type
		}
	}
	return fields
}
