package provider_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/action"
	actionschema "github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	dsschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	frameworkprovider "github.com/hashicorp/terraform-plugin-framework/provider"
	providerschema "github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	mint "github.com/terraform-provider-mint/terraform-provider-mint/internal/provider"
)

// described is what the attributes of all three kinds of schema have in common.
type described interface {
	GetMarkdownDescription() string
	GetType() attr.Type
}

func TestSweep_everythingIsDescribed(t *testing.T) {
	t.Parallel()
	p := mint.New("test")()
	var block frameworkprovider.SchemaResponse
	p.Schema(t.Context(), frameworkprovider.SchemaRequest{}, &block)
	checkAttributes(t, "provider", providerAttributes(block.Schema.Attributes))
	for _, factory := range p.Resources(t.Context()) {
		r := factory()
		var resp resource.SchemaResponse
		r.Schema(t.Context(), resource.SchemaRequest{}, &resp)
		if resp.Schema.MarkdownDescription == "" {
			t.Errorf("%s has no description", resourceName(t, r))
		}
		checkAttributes(t, resourceName(t, r), resourceAttributes(resp.Schema.Attributes))
		if diags := resp.Schema.ValidateImplementation(t.Context()); diags.HasError() {
			t.Errorf("%s: %v", resourceName(t, r), diags)
		}
	}
	for _, factory := range p.DataSources(t.Context()) {
		d := factory()
		var resp datasource.SchemaResponse
		d.Schema(t.Context(), datasource.SchemaRequest{}, &resp)
		if resp.Schema.MarkdownDescription == "" {
			t.Errorf("data source %s has no description", dataSourceName(t, d))
		}
		checkAttributes(t, "data source "+dataSourceName(t, d), dataSourceAttributes(resp.Schema.Attributes))
		if diags := resp.Schema.ValidateImplementation(t.Context()); diags.HasError() {
			t.Errorf("data source %s: %v", dataSourceName(t, d), diags)
		}
	}
}

// Every resource type can be listed, and nothing else.
func TestSweep_everyResourceIsListed(t *testing.T) {
	t.Parallel()
	p := mint.New("test")()
	lists, ok := p.(frameworkprovider.ProviderWithListResources)
	if !ok {
		t.Fatal("the provider lists nothing")
	}
	var resources, listed []string
	for _, factory := range p.Resources(t.Context()) {
		resources = append(resources, resourceName(t, factory()))
	}
	for _, factory := range lists.ListResources(t.Context()) {
		l := factory()
		name := listName(t, l)
		listed = append(listed, name)
		var resp list.ListResourceSchemaResponse
		l.ListResourceConfigSchema(t.Context(), list.ListResourceSchemaRequest{}, &resp)
		if resp.Schema.MarkdownDescription == "" {
			t.Errorf("list %s has no description", name)
		}
		checkAttributes(t, "list "+name, describe(resp.Schema.Attributes, func(a listschema.Attribute) described { return a }))
		if diags := resp.Schema.ValidateImplementation(t.Context()); diags.HasError() {
			t.Errorf("list %s: %v", name, diags)
		}
	}
	if diff := cmp.Diff(resources, listed); diff != "" {
		t.Errorf("types differ (-resources +lists), which internal/provider/provider.go has in one order:\n%s", diff)
	}
}

// Nothing that an action needs may be forgotten.
func TestSweep_actions(t *testing.T) {
	t.Parallel()
	tests := testSources(t)
	p, ok := mint.New("test")().(frameworkprovider.ProviderWithActions)
	if !ok {
		t.Fatal("the provider has no actions")
	}
	var names []string
	for _, factory := range p.Actions(t.Context()) {
		a := factory()
		var meta action.MetadataResponse
		a.Metadata(t.Context(), action.MetadataRequest{ProviderTypeName: "mint"}, &meta)
		name := meta.TypeName
		names = append(names, name)
		var resp action.SchemaResponse
		a.Schema(t.Context(), action.SchemaRequest{}, &resp)
		if resp.Schema.MarkdownDescription == "" {
			t.Errorf("action %s has no description", name)
		}
		checkAttributes(t, "action "+name, describe(resp.Schema.Attributes, func(a actionschema.Attribute) described { return a }))
		if diags := resp.Schema.ValidateImplementation(t.Context()); diags.HasError() {
			t.Errorf("action %s: %v", name, diags)
		}
		if _, ok := a.(fwkit.InvokedAction); !ok {
			t.Errorf("action %s does not look at its plans", name)
		}
		for _, file := range []string{"examples/actions/" + name + "/action.tf", "docs/actions/" + strings.TrimPrefix(name, "mint_") + ".md"} {
			if _, err := os.Stat(filepath.Join("../..", file)); err != nil {
				t.Errorf("action %s: %v", name, err)
			}
		}
		if !strings.Contains(tests, "\""+name+"\"") {
			t.Errorf("no test invokes action %s", name)
		}
	}
	for _, at := range actionPlaces {
		for _, missing := range at.missing(placeText(t, at.file), names) {
			t.Error(missing)
		}
	}
}

func checkAttributes(t *testing.T, at string, attributes map[string]described) {
	t.Helper()
	for name, a := range attributes {
		path := at + "." + name
		if !strings.HasSuffix(a.GetMarkdownDescription(), ".") {
			t.Errorf("%s: the description is not a sentence: %q", path, a.GetMarkdownDescription())
		}
		if kind := fmt.Sprintf("%T", a.GetType()); strings.Contains(kind, "Float") || strings.Contains(kind, "Number") {
			t.Errorf("%s is a %s: a binary number where money could pass", path, kind)
		}
		switch a := a.(type) {
		case schema.SingleNestedAttribute:
			checkAttributes(t, path, resourceAttributes(a.Attributes))
		case schema.ListNestedAttribute:
			checkAttributes(t, path, resourceAttributes(a.NestedObject.Attributes))
		case schema.SetNestedAttribute:
			checkAttributes(t, path, resourceAttributes(a.NestedObject.Attributes))
		case dsschema.SingleNestedAttribute:
			checkAttributes(t, path, dataSourceAttributes(a.Attributes))
		case dsschema.ListNestedAttribute:
			checkAttributes(t, path, dataSourceAttributes(a.NestedObject.Attributes))
		case providerschema.SingleNestedAttribute:
			checkAttributes(t, path, providerAttributes(a.Attributes))
		}
	}
}

func resourceAttributes(in map[string]schema.Attribute) map[string]described {
	return describe(in, func(a schema.Attribute) described { return a })
}

func dataSourceAttributes(in map[string]dsschema.Attribute) map[string]described {
	return describe(in, func(a dsschema.Attribute) described { return a })
}

func providerAttributes(in map[string]providerschema.Attribute) map[string]described {
	return describe(in, func(a providerschema.Attribute) described { return a })
}

func describe[A any](in map[string]A, as func(A) described) map[string]described {
	out := map[string]described{}
	for name, a := range in {
		out[name] = as(a)
	}
	return out
}

func resourceName(t *testing.T, r resource.Resource) string {
	t.Helper()
	var resp resource.MetadataResponse
	r.Metadata(t.Context(), resource.MetadataRequest{ProviderTypeName: "mint"}, &resp)
	return resp.TypeName
}

func listName(t *testing.T, l list.ListResource) string {
	t.Helper()
	var resp resource.MetadataResponse
	l.Metadata(t.Context(), resource.MetadataRequest{ProviderTypeName: "mint"}, &resp)
	return resp.TypeName
}

func dataSourceName(t *testing.T, d datasource.DataSource) string {
	t.Helper()
	var resp datasource.MetadataResponse
	d.Metadata(t.Context(), datasource.MetadataRequest{ProviderTypeName: "mint"}, &resp)
	return resp.TypeName
}

// Nothing that a resource or data source needs may be forgotten.
func TestSweep_nothingIsMissing(t *testing.T) {
	t.Parallel()
	tests := testSources(t)
	exists := func(name string, elements ...string) {
		t.Helper()
		if _, err := os.Stat(filepath.Join(append([]string{"../.."}, elements...)...)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	p := mint.New("test")()
	for _, factory := range p.Resources(t.Context()) {
		r := factory()
		name := resourceName(t, r)
		if _, ok := r.(resource.ResourceWithIdentity); !ok {
			t.Errorf("%s has no identity", name)
		}
		if _, ok := r.(resource.ResourceWithImportState); !ok {
			t.Errorf("%s cannot be imported", name)
		}
		if _, ok := r.(resource.ResourceWithModifyPlan); !ok {
			t.Errorf("%s does not look at its plans", name)
		}
		for _, file := range []string{"resource.tf", "import.sh", "import-by-string-id.tf", "import-by-identity.tf"} {
			exists(name, "examples", "resources", name, file)
		}
		exists(name, "docs", "resources", strings.TrimPrefix(name, "mint_")+".md")
		exists("list "+name, "examples", "list-resources", name, "list-resource.tfquery.hcl")
		exists("list "+name, "docs", "list-resources", strings.TrimPrefix(name, "mint_")+".md")
		if !strings.Contains(tests, "resource \""+name+"\"") {
			t.Errorf("no test runs the CLI on %s", name)
		}
	}
	for _, factory := range p.DataSources(t.Context()) {
		name := dataSourceName(t, factory())
		exists(name, "examples", "data-sources", name, "data-source.tf")
		exists(name, "docs", "data-sources", strings.TrimPrefix(name, "mint_")+".md")
		if !strings.Contains(tests, "\""+name+"\"") {
			t.Errorf("no test reads data source %s", name)
		}
	}
}

// place is a file in which every resource or data source appears.
type place struct {
	file string
	// text is what it has about one, where TYPE is its type and NAME that without "mint_".
	text string
	// remedy is what to add where it is missing.
	remedy string
	// except are types that do not belong there, each with the reason.
	except map[string]string
}

var resourcePlaces = []place{
	{file: "templates/index.md.tmpl#What it manages", text: "[`TYPE`](resources/NAME)", remedy: "a link in the table, in the column \"resource\""},
	{file: "CHANGELOG.md", text: "* **New Resource:** `TYPE`", remedy: "a line under FEATURES of the version to come"},
	{file: "templates/index.md.tmpl#What it manages", text: "[`TYPE`](list-resources/NAME)", remedy: "a link in the table, in the row about adopting"},
	{file: "CHANGELOG.md", text: "* **New List Resource:** `TYPE`", remedy: "a line under FEATURES of the version to come"},
	{file: "internal/provider/query_test.go", text: "list \"TYPE\"", remedy: "a list block in TestAccQuery_adoptsEverything, and objects that it finds"},
	{file: "templates/guides/money-safety.md.tmpl#An unknown outcome", text: "| `TYPE` |", remedy: "a row with the key it is found by before a POST", except: map[string]string{
		"mint_developer_credit_limit": "its POST sets, so that it may be repeated",
		"mint_developer_billing":      "its POSTs set, so that they may be repeated",
	}},
	{file: "templates/guides/money-safety.md.tmpl#What cannot be deleted", text: "| `TYPE` |", remedy: "a row that says what destroying it does"},
	{file: "internal/campaign/*_test.go", text: "typeName: \"TYPE\"", remedy: "a kind, listed in kinds of kinds_test.go, so that random faults and kills meet it"},
	{file: "internal/cmd/bench/kinds.go", text: "resource \"TYPE\"", remedy: "a kind, so that its plans are measured"},
	{file: "internal/provider/batch_test.go", text: "resource \"TYPE\"", remedy: "a case of TestAccRefresh_sharesListings with the requests that a refresh may cost"},
	{file: "internal/provider/twice_test.go", text: "\"TYPE\"", remedy: "a case of TestDestroy_refusedOfWhatTheStateHoldsTwice", except: map[string]string{
		"mint_wallet_transaction": "TestAccEntry_createBeforeDestroy has it, since destroying an entry has an effect with on_destroy = \"void\" only",
	}},
}

var dataSourcePlaces = []place{
	{file: "templates/index.md.tmpl#What it manages", text: "[`TYPE`](data-sources/NAME)", remedy: "a link in the table, in the column \"data sources\""},
	{file: "CHANGELOG.md", text: "* **New Data Source:** `TYPE`", remedy: "a line under FEATURES of the version to come"},
}

var actionPlaces = []place{
	{file: "templates/index.md.tmpl#What it manages", text: "[`TYPE`](actions/NAME)", remedy: "a link in the table, in a row about actions"},
	{file: "CHANGELOG.md", text: "* **New Action:** `TYPE`", remedy: "a line under FEATURES of the version to come"},
	{file: "templates/guides/operations-decided-once.md.tmpl#Resource or action?", text: "`TYPE`", remedy: "a row that says when to use it"},
}

var functionPlaces = []place{
	{file: "templates/index.md.tmpl#What it manages", text: "[`TYPE`](functions/NAME)", remedy: "a link in the table, in the row of functions"},
	{file: "CHANGELOG.md", text: "* **New Function:** `TYPE`", remedy: "a line under FEATURES of the version to come"},
}

func functionNames(t *testing.T) (all []string) {
	t.Helper()
	p, ok := mint.New("test")().(frameworkprovider.ProviderWithFunctions)
	if !ok {
		t.Fatal("the provider has no functions")
	}
	for _, factory := range p.Functions(t.Context()) {
		var meta function.MetadataResponse
		factory().Metadata(t.Context(), function.MetadataRequest{}, &meta)
		all = append(all, meta.Name)
	}
	return all
}

// What a new kind of object needs beside its own files, CONTRIBUTING.md lists as steps.
func TestSweep_everyPlaceKnowsIt(t *testing.T) {
	t.Parallel()
	p := mint.New("test")()
	var resources, dataSources []string
	for _, factory := range p.Resources(t.Context()) {
		resources = append(resources, resourceName(t, factory()))
	}
	for _, factory := range p.DataSources(t.Context()) {
		dataSources = append(dataSources, dataSourceName(t, factory()))
	}
	for _, at := range resourcePlaces {
		for _, missing := range at.missing(placeText(t, at.file), resources) {
			t.Error(missing)
		}
	}
	for _, at := range dataSourcePlaces {
		for _, missing := range at.missing(placeText(t, at.file), dataSources) {
			t.Error(missing)
		}
	}
	for _, at := range functionPlaces {
		for _, missing := range at.missing(placeText(t, at.file), functionNames(t)) {
			t.Error(missing)
		}
	}
}

func TestSweep_whatIsMissingIsSeen(t *testing.T) {
	t.Parallel()
	at := place{file: "a.md", text: "`TYPE` (NAME.md)", remedy: "a row", except: map[string]string{"mint_c": "it is different", "mint_d": "so it was"}}
	got := at.missing("`mint_a` (a.md), `mint_b`, `mint_d` (d.md)", []string{"mint_a", "mint_b", "mint_c", "mint_d"})
	want := []string{
		"a.md has nothing about mint_b (`mint_b` (b.md)): add a row",
		"a.md has mint_d, although it is an exception (so it was): drop the exception",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("missing differ (-want +got):\n%s", diff)
	}
}

func (p place) missing(text string, names []string) (all []string) {
	for _, name := range names {
		says := strings.NewReplacer("TYPE", name, "NAME", strings.TrimPrefix(name, "mint_")).Replace(p.text)
		reason, excepted := p.except[name]
		switch has := strings.Contains(text, says); {
		case !has && !excepted:
			all = append(all, fmt.Sprintf("%s has nothing about %s (%s): add %s", p.file, name, says, p.remedy))
		case has && excepted:
			all = append(all, fmt.Sprintf("%s has %s, although it is an exception (%s): drop the exception", p.file, name, reason))
		}
	}
	return all
}

// placeText reads the files that a pattern names, or one chapter of them.
func placeText(t *testing.T, file string) string {
	t.Helper()
	pattern, chapter, _ := strings.Cut(file, "#")
	files, err := filepath.Glob(filepath.Join("../..", pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s is not there: %v", pattern, err)
	}
	var all strings.Builder
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	if chapter == "" {
		return all.String()
	}
	_, after, found := strings.Cut(all.String(), "\n## "+chapter)
	if !found {
		t.Fatalf("%s has no chapter %q", pattern, chapter)
	}
	text, _, _ := strings.Cut(after, "\n## ")
	return text
}

// testSources is the text of all tests of the services.
func testSources(t *testing.T) string {
	t.Helper()
	files, err := filepath.Glob("../service/*/*_test.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no tests found: %v", err)
	}
	var all strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	return all.String()
}
