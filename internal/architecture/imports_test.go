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

// framework is everything with which one writes the Terraform side of a provider.
var framework = []string{
	"github.com/hashicorp/terraform-plugin-framework",
	"github.com/hashicorp/terraform-plugin-framework-validators",
	"github.com/hashicorp/terraform-plugin-go",
	"github.com/hashicorp/terraform-plugin-log",
}

const (
	decimal = "github.com/shopspring/decimal"
	msgpack = "github.com/vmihailenco/msgpack"
	uuid    = "github.com/google/uuid"
	xsync   = "golang.org/x/sync"
)

// row says what the non-test files of one package may import beside the standard
// library. A pattern ending in "/*" stands for the packages directly below.
type row struct {
	pkg    string
	ours   []string // packages of this module, without its path
	theirs []string // import paths, each with everything below it
	one    []string // of these packages of ours at most one
	free   bool     // may import anything, and is imported by nobody but tests and itself
}

// table is the import table. A package without a row may hold tests only.
var table = []row{
	{pkg: "internal/transport", theirs: []string{
		"github.com/hashicorp/go-retryablehttp", "golang.org/x/oauth2", "golang.org/x/time", decimal,
		"github.com/hashicorp/terraform-plugin-log",
	}},
	{pkg: "internal/once", theirs: []string{xsync}},
	{pkg: "internal/collection", theirs: []string{xsync}},
	{
		pkg:    "internal/apigee",
		ours:   []string{"internal/transport", "internal/once", "internal/collection"},
		theirs: []string{decimal},
	},
	{
		pkg:    "internal/paypal",
		ours:   []string{"internal/transport", "internal/once", "internal/collection"},
		theirs: []string{decimal, uuid},
	},
	{pkg: "internal/fwtypes", theirs: append([]string{decimal}, framework...)},
	{
		pkg:    "internal/fwkit",
		ours:   []string{"internal/fwtypes", "internal/transport", "internal/once"},
		theirs: framework,
	},
	{pkg: "internal/shortcut", theirs: append([]string{msgpack}, framework...)},
	{
		pkg:    "internal/service/*",
		ours:   []string{"internal/fwtypes", "internal/fwkit"},
		one:    []string{"internal/apigee", "internal/paypal"},
		theirs: append([]string{decimal}, framework...),
	},
	{
		pkg: "internal/provider",
		ours: []string{
			"internal/apigee", "internal/paypal", "internal/transport", "internal/fwtypes", "internal/fwkit", "internal/shortcut", "internal/service/*",
		},
		theirs: append([]string{decimal}, framework...),
	},
	{pkg: "internal/fake", theirs: []string{decimal}},
	{pkg: "internal/fake/*", ours: []string{"internal/fake"}, theirs: []string{decimal}},
	{pkg: "internal/acctest", free: true},
	{
		pkg:    "internal/cmd/services",
		ours:   []string{"internal/fake", "internal/fake/*"},
		theirs: []string{decimal},
	},
	{pkg: "internal/cmd/*", free: true},
	{pkg: "internal/cmd/*/*", free: true},
	{pkg: ".", free: true},
}

func TestImports_followTheTable(t *testing.T) {
	t.Parallel()

	files, err := goFiles(os.DirFS(root(t)))
	if err != nil {
		t.Fatal(err)
	}
	for _, violation := range importViolations(files) {
		t.Error(violation)
	}
}

func TestImports_breachesAreSeen(t *testing.T) {
	t.Parallel()

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
			if diff := cmp.Diff(test.want, importViolations(files)); diff != "" {
				t.Errorf("violations differ (-want +got):\n%s", diff)
			}
		})
	}
}

// goFile is one Go file's path, slash-separated below the root, and its imports.
type goFile struct {
	path    string
	imports []string
}

func (f goFile) dir() string  { return path.Dir(f.path) }
func (f goFile) isTest() bool { return strings.HasSuffix(f.path, "_test.go") }

// goFiles returns the module's Go files: those of nested modules and test data are not
// its own.
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

func importViolations(files []goFile) []string {
	var violations []string
	oneOf := map[string][]string{}
	for _, file := range files {
		r, known := rowOf(file.dir())
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
			case isOurs && r.mayImportOurs(file.dir(), ours), !isOurs && r.mayImportTheirs(imported):
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

func rowOf(dir string) (row, bool) {
	for _, r := range table {
		if matches(r.pkg, dir) {
			return r, true
		}
	}
	return row{}, false
}

func (r row) mayImportOurs(dir, imported string) bool {
	if r.free {
		// A free package may have anything but another free package; what lies below its
		// own directory belongs to it.
		of, known := rowOf(imported)
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
