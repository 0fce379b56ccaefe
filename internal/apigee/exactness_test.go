package apigee

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"
)

// Amounts are decimals from end to end: the package, its tests included, has no binary floating
// point type and no way into one.
func TestPackage_hasNoFloats(t *testing.T) {
	t.Parallel()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	banned := map[string]bool{
		"float32": true, "float64": true, "complex64": true, "complex128": true,
		"ParseFloat": true, "FormatFloat": true, "NewFromFloat": true, "NewFromFloat32": true, "InexactFloat64": true, "Float64": true, "BigFloat": true,
	}
	files, parsed := 0, token.NewFileSet()
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), ".go") {
			continue
		}
		files++
		file, err := parser.ParseFile(parsed, entry.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				if banned[n.Name] {
					t.Errorf("%s: %s", parsed.Position(n.Pos()), n.Name)
				}
			case *ast.BasicLit:
				if n.Kind == token.FLOAT {
					t.Errorf("%s: %s", parsed.Position(n.Pos()), n.Value)
				}
			}
			return true
		})
	}
	if files < 10 {
		t.Errorf("only %d files were read", files)
	}
}
