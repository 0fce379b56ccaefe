package architecture

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// A fake's state is copied for what a lagging service shows. What the copy forgets would be gone
// there.
func TestClones_forgetNoField(t *testing.T) {
	t.Parallel()

	violations, checked, err := cloneViolations(os.DirFS(root(t) + "/internal/fake"))
	if err != nil {
		t.Fatal(err)
	}
	for _, violation := range violations {
		t.Errorf("internal/fake/%s", violation)
	}
	if checked == 0 {
		t.Error("no clone method builds its type: the check proves nothing")
	}
}

func TestClones_forgottenFieldsAreSeen(t *testing.T) {
	t.Parallel()

	const types = "package a\n\ntype state struct {\n\tusers, roles []string\n\tplans map[string]int\n\tinner\n}\n\ntype inner struct{ x int }\n\n"
	tests := map[string]struct {
		method string
		want   []string
	}{
		"all there": {
			"func (s *state) clone() *state {\n\tc := &state{users: s.users, inner: s.inner}\n\tc.roles = s.roles\n\tfor k, v := range s.plans {\n\t\tc.plans[k] = v\n\t}\n\treturn c\n}\n", nil,
		},
		"one forgotten": {
			"func (s *state) clone() *state {\n\tc := &state{users: s.users, inner: s.inner}\n\tfor range s.roles {\n\t}\n\tc.plans = s.plans\n\treturn c\n}\n",
			[]string{"a/state.go: the clone of state has no roles: copy it"},
		},
		"copied whole": {"func (s state) clone() state {\n\ts.plans = nil\n\treturn s\n}\n", nil},
		"by position":  {"func (i inner) clone() inner {\n\treturn inner{i.x}\n}\n", nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, _, err := cloneViolations(fstest.MapFS{"a/state.go": {Data: []byte(types + test.method)}})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("violations differ (-want +got):\n%s", diff)
			}
		})
	}
}

// cloneViolations looks at each method clone that builds its own type anew, by naming fields: it
// has to name all of them.
func cloneViolations(tree fs.FS) (violations []string, checked int, err error) {
	fields := map[string][]string{} // by package and type
	clones := map[string]*ast.FuncDecl{}
	files := map[string]string{}
	err = walkSources(tree, func(name string) error {
		if path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		source, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), name, source, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.TypeSpec:
				if s, ok := n.Type.(*ast.StructType); ok {
					fields[path.Dir(name)+"#"+n.Name.Name] = fieldNames(s)
				}
			case *ast.FuncDecl:
				if n.Name.Name == "clone" && n.Recv != nil && n.Body != nil {
					at := path.Dir(name) + "#" + typeName(n.Recv.List[0].Type)
					clones[at], files[at] = n, name
				}
			}
			return true
		})
		return nil
	})
	for at, clone := range clones {
		_, of, _ := strings.Cut(at, "#")
		named := namedIn(clone.Body, of)
		if named == nil {
			continue
		}
		checked++
		for _, field := range fields[at] {
			if !slices.Contains(named, field) {
				violations = append(violations, fmt.Sprintf("%s: the clone of %s has no %s: copy it", files[at], of, field))
			}
		}
	}
	slices.Sort(violations)
	return violations, checked, err
}

func fieldNames(s *ast.StructType) (names []string) {
	for _, f := range s.Fields.List {
		for _, name := range f.Names {
			names = append(names, name.Name)
		}
		if len(f.Names) == 0 {
			names = append(names, typeName(f.Type))
		}
	}
	return names
}

func typeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return typeName(e.X)
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.Ident:
		return e.Name
	}
	return ""
}

// namedIn returns the fields that a body sets of a type, in a literal with names or by assignment;
// nil if there is no such literal.
func namedIn(body *ast.BlockStmt, of string) (named []string) {
	built := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CompositeLit:
			if typeName(n.Type) != of {
				return true
			}
			built = true
			for _, element := range n.Elts {
				pair, ok := element.(*ast.KeyValueExpr)
				if !ok {
					built = false
					return true
				}
				named = append(named, typeName(pair.Key))
			}
		case *ast.AssignStmt:
			for _, left := range n.Lhs {
				if index, ok := left.(*ast.IndexExpr); ok {
					left = index.X
				}
				named = append(named, typeName(left))
			}
		}
		return true
	})
	if !built {
		return nil
	}
	return append(named, "")
}
