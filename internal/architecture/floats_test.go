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

// floatsAllowed names the non-test files that may hold a binary float, each with the reason why no
// amount can come near it.
var floatsAllowed = map[string]string{
	"internal/acctest/value.go":    "the plugin protocol's own number is a big.Float; text goes in and comes out, nothing is calculated",
	"internal/cmd/review/curve.go": "places on paper: every amount was priced and printed as a decimal before",
	"internal/functions/decode.go": "a number that is exact in binary arrives as one, and leaves as text with all its digits; nothing is calculated",
}

func TestFloats_nowhere(t *testing.T) {
	t.Parallel()

	found, err := floats(os.DirFS(root(t)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if _, allowed := floatsAllowed[f.file]; !allowed {
			t.Errorf("%s:%d has %s: amounts, rates and percentages are decimals, durations are integers", f.file, f.line, f.what)
		}
	}
	for file, reason := range floatsAllowed {
		if !slices.ContainsFunc(found, func(f float) bool { return f.file == file }) {
			t.Errorf("%s is allowed floats (%s) but has none: drop it from the list", file, reason)
		}
	}
}

func TestFloats_areSeen(t *testing.T) {
	t.Parallel()

	tests := map[string]struct {
		file, source string
		want         []float
	}{
		"none": {
			"a.go", "package a\n// A float64 in a comment, and \"float64\" in text, are words.\nvar a = \"float64 1.5\"\n", nil,
		},
		"type": {
			"a.go", "package a\nvar a float64\n", []float{{"a.go", 2, "float64"}},
		},
		"small type": {
			"a.go", "package a\nfunc a(b []float32) {}\n", []float{{"a.go", 2, "float32"}},
		},
		"conversion by a method": {
			"a.go", "package a\n\nvar b = d.InexactFloat64()\n", []float{{"a.go", 3, "InexactFloat64"}},
		},
		"parsing": {
			"a.go", "package a\nvar b, _ = strconv.ParseFloat(s, 64)\n", []float{{"a.go", 2, "ParseFloat"}},
		},
		"big float": {
			"a.go", "package a\nvar b big.Float\n", []float{{"a.go", 2, "Float"}},
		},
		"literal, whose type is a float unless somebody says otherwise": {
			"a.go", "package a\nvar b = 0.5\n", []float{{"a.go", 2, "0.5"}},
		},
		"tests are excepted": {
			"a_test.go", "package a\nvar a float64\n", nil,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := floats(fstest.MapFS{test.file: {Data: []byte(test.source)}})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(float{})); diff != "" {
				t.Errorf("floats differ (-want +got):\n%s", diff)
			}
		})
	}
}

// float is one place that mentions a binary float.
type float struct {
	file string
	line int
	what string
}

// floats finds every identifier that speaks of floats and every literal that is one, in the
// non-test Go files of the main module.
func floats(tree fs.FS) ([]float, error) {
	var found []float
	err := walkSources(tree, func(name string) error {
		if path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		source, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		positions := token.NewFileSet()
		parsed, err := parser.ParseFile(positions, name, source, parser.SkipObjectResolution)
		if err != nil {
			return fmt.Errorf("reading %s: %w", name, err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			what := ""
			switch n := n.(type) {
			case *ast.Ident:
				if strings.Contains(strings.ToLower(n.Name), "float") {
					what = n.Name
				}
			case *ast.BasicLit:
				if n.Kind == token.FLOAT || n.Kind == token.IMAG {
					what = n.Value
				}
			}
			if what != "" {
				found = append(found, float{name, positions.Position(n.Pos()).Line, what})
			}
			return true
		})
		return nil
	})
	return found, err
}
