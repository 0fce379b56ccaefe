package fake

import (
	_ "embed" // for the source of Spelling
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// Switch is one field of a service's Switches as people set it by its name.
type Switch struct {
	Name   string
	Doc    string
	Kind   string   // of Go, without its package
	Values []Choice // what can be chosen, the default first; nil: any value of the kind
}

// Choice is one value of a switch that is not just on or off.
type Choice struct {
	Name string
	Doc  string
}

//go:embed spelling.go
var spellingSource string

// ReadSwitches reads the struct Switches and the constants of its fields out of Go source, so that
// names and explanations stand in one place. It panics on source that does not parse, which tests
// rule out.
func ReadSwitches(source string) (all []Switch) {
	choices := map[string][]Choice{}
	var fields []*ast.Field
	for _, text := range []string{spellingSource, source} {
		file, err := parser.ParseFile(token.NewFileSet(), "switches.go", text, parser.ParseComments)
		if err != nil {
			panic(fmt.Sprintf("fake: %v", err))
		}
		for _, declared := range file.Decls {
			group, ok := declared.(*ast.GenDecl)
			if !ok {
				continue
			}
			if group.Tok == token.CONST {
				readChoices(choices, group)
			}
			fields = append(fields, fieldsOf(group, "Switches")...)
		}
	}
	for _, field := range fields {
		kind := kindOf(field.Type)
		for _, name := range field.Names {
			all = append(all, Switch{name.Name, words(field.Doc, field.Comment), kind, choices[kind]})
		}
	}
	return all
}

// readChoices notes the constants of a group by their type.
func readChoices(choices map[string][]Choice, group *ast.GenDecl) {
	kind := ""
	for _, spec := range group.Specs {
		value, ok := spec.(*ast.ValueSpec)
		if !ok {
			continue
		}
		if value.Type != nil {
			kind = kindOf(value.Type)
		}
		choices[kind] = append(choices[kind], Choice{value.Names[0].Name, words(value.Doc, value.Comment)})
	}
}

func fieldsOf(group *ast.GenDecl, name string) []*ast.Field {
	for _, spec := range group.Specs {
		if declared, ok := spec.(*ast.TypeSpec); ok && declared.Name.Name == name {
			if structure, ok := declared.Type.(*ast.StructType); ok {
				return structure.Fields.List
			}
		}
	}
	return nil
}

func kindOf(expression ast.Expr) string {
	switch kind := expression.(type) {
	case *ast.Ident:
		return kind.Name
	case *ast.SelectorExpr:
		return kind.Sel.Name
	default:
		return ""
	}
}

// words is the text of the first comment that says something, on one line.
func words(comments ...*ast.CommentGroup) string {
	for _, comment := range comments {
		if text := strings.Join(strings.Fields(comment.Text()), " "); text != "" {
			return text
		}
	}
	return ""
}

// SetSwitch sets one field of switches, a pointer to a service's Switches, from its text.
func SetSwitch(all []Switch, switches any, name, value string) error {
	for _, s := range all {
		if s.Name == name {
			return s.set(reflect.ValueOf(switches).Elem().FieldByName(name), value)
		}
	}
	return fmt.Errorf("there is no switch %s", name)
}

func (s Switch) set(field reflect.Value, value string) error {
	fit := false
	switch place := field.Addr().Interface().(type) {
	case *bool:
		*place = value == "true"
		fit = value == "true" || value == "false"
	case *time.Duration:
		d, err := time.ParseDuration(value)
		*place, fit = d, err == nil && d >= 0
	case *decimal.Decimal:
		d, err := decimal.NewFromString(value)
		*place, fit = d, err == nil
	default:
		n, err := strconv.Atoi(value)
		fit = err == nil && n >= 0 && s.Values == nil
		for i, choice := range s.Values {
			if choice.Name == value {
				n, fit = i, true
			}
		}
		field.SetInt(int64(n))
	}
	if !fit {
		return fmt.Errorf("the switch %s cannot be %q: it takes %s", s.Name, value, s.Takes())
	}
	return nil
}

// Takes says which values the switch takes.
func (s Switch) Takes() string {
	switch s.Kind {
	case "bool":
		return "true or false"
	case "Duration":
		return `a duration such as "72h"`
	case "Decimal":
		return "a decimal"
	case "int":
		return "a whole number"
	}
	names := make([]string, 0, len(s.Values))
	for _, choice := range s.Values {
		names = append(names, choice.Name)
	}
	return strings.Join(names, ", ")
}
