package architecture

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

const module = "github.com/terraform-provider-mint/terraform-provider-mint"

// table is the import table of internal/doc.go.
type table []row

// row says what the non-test files of one package may import beside the standard library. A "*" in
// a pattern stands for one element of the path.
type row struct {
	pkg    string
	ours   []string // packages of this module, without its path
	theirs []string // import paths, each with everything below it
	one    []string // of these packages of ours at most one
	free   bool     // may import anything, and is imported by nobody but tests and itself
}

func TestImports_followTheTable(t *testing.T) {
	t.Parallel()

	files, err := goFiles(os.DirFS(root(t)))
	if err != nil {
		t.Fatal(err)
	}
	for _, violation := range readTable(t).violations(files) {
		t.Error(violation)
	}
}

func TestImports_breachesAreSeen(t *testing.T) {
	t.Parallel()
	rows := readTable(t)

	ours := func(pkg string) string { return fmt.Sprintf("%q", module+"/"+pkg) }
	tests := map[string]struct {
		file, imports string
		want          []string
	}{
		"nothing wrong": {
			"internal/apigee/client.go", ours("internal/transport") + `; "net/http"; "github.com/shopspring/decimal"`, nil,
		},
		"client imports the fake": {
			"internal/apigee/client.go", ours("internal/fake"),
			[]string{"internal/apigee/client.go imports internal/fake"},
		},
		"client imports the other client": {
			"internal/paypal/client.go", ours("internal/apigee"),
			[]string{"internal/paypal/client.go imports internal/apigee"},
		},
		"client imports Terraform": {
			"internal/apigee/client.go", `"github.com/hashicorp/terraform-plugin-log/tflog"`,
			[]string{"internal/apigee/client.go imports github.com/hashicorp/terraform-plugin-log/tflog"},
		},
		"fake imports a client": {
			"internal/fake/apigeefake/service.go", ours("internal/apigee"),
			[]string{"internal/fake/apigeefake/service.go imports internal/apigee"},
		},
		"fake's core imports a service of its own": {
			"internal/fake/server.go", ours("internal/fake/apigeefake"),
			[]string{"internal/fake/server.go imports internal/fake/apigeefake"},
		},
		"transport imports anything of ours": {
			"internal/transport/client.go", ours("internal/once"),
			[]string{"internal/transport/client.go imports internal/once"},
		},
		"service imports a service": {
			"internal/service/wallet/resource.go", ours("internal/service/ledger"),
			[]string{"internal/service/wallet/resource.go imports internal/service/ledger"},
		},
		"service imports its client": {
			"internal/service/wallet/resource.go", ours("internal/paypal") + ";" + ours("internal/fwkit"), nil,
		},
		"service imports two clients": {
			"internal/service/wallet/resource.go", ours("internal/paypal") + ";" + ours("internal/apigee"),
			[]string{"internal/service/wallet imports internal/apigee and internal/paypal, of which it may have one"},
		},
		"service imports the provider": {
			"internal/service/wallet/resource.go", ours("internal/provider"),
			[]string{"internal/service/wallet/resource.go imports internal/provider"},
		},
		"provider imports a service": {
			"internal/provider/provider.go", ours("internal/service/wallet"), nil,
		},
		"provider imports test code": {
			"internal/provider/provider.go", ours("internal/acctest"),
			[]string{"internal/provider/provider.go imports internal/acctest"},
		},
		"command imports a command": {
			"internal/cmd/demo/main.go", ours("internal/cmd/schema/schemajson"),
			[]string{"internal/cmd/demo/main.go imports internal/cmd/schema/schemajson"},
		},
		"command imports what commands share": {
			"internal/cmd/demo/main.go", ours("internal/cmd/services"), nil,
		},
		"provider imports what commands share": {
			"internal/provider/provider.go", ours("internal/cmd/services"),
			[]string{"internal/provider/provider.go imports internal/cmd/services"},
		},
		"command imports its own package": {
			"internal/cmd/schema/main.go", ours("internal/cmd/schema/schemajson") + ";" + ours("internal/provider"), nil,
		},
		"command imports test code": {
			"internal/cmd/demo/main.go", ours("internal/acctest"),
			[]string{"internal/cmd/demo/main.go imports internal/acctest"},
		},
		"prefix of a name is not a path below it": {
			"internal/once/registry.go", `"golang.org/x/synchronous"`,
			[]string{"internal/once/registry.go imports golang.org/x/synchronous"},
		},
		"package without a row": {
			"internal/helper/helper.go", `"strings"`,
			[]string{"internal/helper/helper.go: package internal/helper has no row in the import table"},
		},
		"tests are excepted": {
			"internal/apigee/client_test.go", ours("internal/fake"), nil,
		},
		"but not from the ban on SDKv2": {
			"internal/apigee/client_test.go", `"github.com/hashicorp/terraform-plugin-sdk/v2/helper/acctest"`,
			[]string{"internal/apigee/client_test.go imports github.com/hashicorp/terraform-plugin-sdk/v2/helper/acctest"},
		},
		"nor is the root": {
			"main.go", `"github.com/hashicorp/terraform-plugin-sdk/v2/plugin"`,
			[]string{"main.go imports github.com/hashicorp/terraform-plugin-sdk/v2/plugin"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files, err := goFiles(fstest.MapFS{
				test.file: {Data: []byte("package p\nimport (" + test.imports + ")\n")},
			})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, rows.violations(files)); diff != "" {
				t.Errorf("violations differ (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTable_isRead(t *testing.T) {
	t.Parallel()

	const doc = `Text that says
internal/nothing.

	internal/one    decimal internal/two
	                log
	internal/two/*  internal/a|internal/b
	internal/three
	.               anything

	decimal  example.com/decimal
	log      example.com/log
	         example.com/more decimal
`
	got, err := parseTable(doc)
	if err != nil {
		t.Fatal(err)
	}
	want := table{
		{pkg: "internal/one", ours: []string{"internal/two"}, theirs: []string{"example.com/decimal", "example.com/log", "example.com/more", "example.com/decimal"}},
		{pkg: "internal/two/*", one: []string{"internal/a", "internal/b"}},
		{pkg: "internal/three"},
		{pkg: ".", free: true},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(row{})); diff != "" {
		t.Errorf("tables differ (-want +got):\n%s", diff)
	}
	if _, err := parseTable("\tinternal/one  decimals\n"); err == nil {
		t.Error("a short name that nothing explains is accepted")
	}
}

// readTable reads the package comment of internal/doc.go.
func readTable(t *testing.T) table {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), root(t)+"/internal/doc.go", nil, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := parseTable(parsed.Doc.Text())
	if err != nil {
		t.Fatalf("internal/doc.go: %v", err)
	}
	if len(rows) == 0 {
		t.Fatal("internal/doc.go has no table")
	}
	return rows
}

// parseTable reads the indented lines of a text: a name and words, of which a line that is indented
// further has more. Names of packages of ours make rows, others are short names.
func parseTable(text string) (table, error) {
	var names []string
	words := map[string][]string{}
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		if !strings.HasPrefix(line, "\t") || len(fields) == 0 {
			continue
		}
		if line[1] != ' ' {
			names, fields = append(names, fields[0]), fields[1:]
		}
		words[names[len(names)-1]] = append(words[names[len(names)-1]], fields...)
	}
	var rows table
	for _, name := range names {
		if !isOurs(name) {
			continue
		}
		r := row{pkg: name}
		for _, word := range words[name] {
			if err := r.add(word, words); err != nil {
				return nil, err
			}
		}
		rows = append(rows, r)
	}
	return rows, nil
}

func isOurs(name string) bool { return name == "." || under(name, "internal") }

func (r *row) add(word string, words map[string][]string) error {
	first, second, either := strings.Cut(word, "|")
	switch {
	case word == "anything":
		r.free = true
	case either:
		r.one = append(r.one, first, second)
	case isOurs(word):
		r.ours = append(r.ours, word)
	case strings.Contains(word, "/"):
		r.theirs = append(r.theirs, word)
	case words[word] == nil:
		return fmt.Errorf("%s: nothing says what %q stands for", r.pkg, word)
	default:
		for _, longer := range words[word] {
			if err := r.add(longer, words); err != nil {
				return err
			}
		}
	}
	return nil
}

// goFile is one Go file's path, slash-separated below the root, and its imports.
type goFile struct {
	path    string
	imports []string
}

func (f goFile) dir() string  { return path.Dir(f.path) }
func (f goFile) isTest() bool { return strings.HasSuffix(f.path, "_test.go") }

// goFiles returns the module's Go files: those of nested modules and test data are not its own.
func goFiles(tree fs.FS) ([]goFile, error) {
	var files []goFile
	err := walkSources(tree, func(name string) error {
		if path.Ext(name) != ".go" {
			return nil
		}
		source, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ImportsOnly)
		if err != nil {
			return err
		}
		file := goFile{path: name}
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			file.imports = append(file.imports, imported)
		}
		files = append(files, file)
		return nil
	})
	return files, err
}

// walkSources calls visit for every file of the main module.
func walkSources(tree fs.FS, visit func(name string) error) error {
	return fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !entry.IsDir() {
			return visit(name)
		}
		if base := path.Base(name); name != "." && (strings.HasPrefix(base, ".") || base == "testdata") {
			return fs.SkipDir
		}
		if _, err := fs.Stat(tree, path.Join(name, "go.mod")); err == nil && name != "." {
			return fs.SkipDir
		}
		return nil
	})
}

func (rows table) violations(files []goFile) []string {
	var violations []string
	oneOf := map[string][]string{}
	for _, file := range files {
		r, known := rows.of(file.dir())
		if !known && !file.isTest() && path.Base(file.path) != "doc.go" {
			violations = append(violations, fmt.Sprintf("%s: package %s has no row in the import table", file.path, file.dir()))
			continue
		}
		for _, imported := range file.imports {
			ours, isOurs := strings.CutPrefix(imported, module+"/")
			switch {
			case under(imported, "github.com/hashicorp/terraform-plugin-sdk"):
				// Not even in tests: two plugin SDKs in one provider disagree about types.
			case file.isTest(), isStandard(imported):
				continue
			case isOurs && slices.Contains(r.one, ours):
				if !slices.Contains(oneOf[file.dir()], ours) {
					oneOf[file.dir()] = append(oneOf[file.dir()], ours)
				}
				continue
			case isOurs && rows.mayImportOurs(r, file.dir(), ours), !isOurs && r.mayImportTheirs(imported):
				continue
			}
			violations = append(violations, fmt.Sprintf("%s imports %s", file.path, strings.TrimPrefix(imported, module+"/")))
		}
	}
	for dir, clients := range oneOf {
		if len(clients) > 1 {
			slices.Sort(clients)
			violations = append(violations, fmt.Sprintf("%s imports %s, of which it may have one", dir, strings.Join(clients, " and ")))
		}
	}
	slices.Sort(violations)
	return violations
}

func (rows table) of(dir string) (row, bool) {
	for _, r := range rows {
		if matches(r.pkg, dir) {
			return r, true
		}
	}
	return row{}, false
}

func (rows table) mayImportOurs(r row, dir, imported string) bool {
	if r.free {
		// A free package may have anything but another free package; what lies below its own
		// directory belongs to it.
		of, known := rows.of(imported)
		return known && (!of.free || under(imported, dir) && dir != ".")
	}
	return slices.ContainsFunc(r.ours, func(pattern string) bool { return matches(pattern, imported) })
}

func (r row) mayImportTheirs(imported string) bool {
	return r.free || slices.ContainsFunc(r.theirs, func(prefix string) bool { return under(imported, prefix) })
}

// matches reports whether dir is pattern, where each "*" stands for one path element.
func matches(pattern, dir string) bool {
	ok, err := path.Match(pattern, dir)
	return err == nil && ok
}

func under(imported, prefix string) bool {
	return imported == prefix || strings.HasPrefix(imported, prefix+"/")
}

func isStandard(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return !strings.Contains(first, ".")
}

// root returns the directory of the main module: this package lies two below it.
func root(t *testing.T) string {
	t.Helper()
	const dir = "../.."
	if _, err := os.Stat(dir + "/go.mod"); err != nil {
		t.Fatalf("%s is not the module's root: %v", dir, err)
	}
	return dir
}
