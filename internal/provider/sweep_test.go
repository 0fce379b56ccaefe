package provider_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	dsschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	frameworkprovider "github.com/hashicorp/terraform-plugin-framework/provider"
	providerschema "github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"

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
