package acctest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/cmd/services"
	mint "github.com/terraform-provider-mint/terraform-provider-mint/internal/provider"
)

// Main runs the tests of a package that uses the CLI, with an environment of its own: no
// credentials, no logging, an empty CLI configuration, and the path of the terraform or tofu found
// on PATH, so that nothing is downloaded.
//
//	func TestMain(m *testing.M) { acctest.Main(m) }
func Main(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) int {
	kept := services.WithoutOthers(os.Environ())
	os.Clearenv()
	for _, variable := range kept {
		name, value, _ := strings.Cut(variable, "=")
		must(os.Setenv(name, value))
	}
	dir, err := os.MkdirTemp("", "mint-acctest-")
	must(err)
	defer func() { must(os.RemoveAll(dir)) }()
	config := filepath.Join(dir, "empty.tfrc")
	must(os.WriteFile(config, nil, 0o600))
	must(os.Setenv("TF_CLI_CONFIG_FILE", config))
	must(os.Setenv("CHECKPOINT_DISABLE", "1"))
	if path, err := exec.LookPath("terraform"); err == nil {
		must(os.Setenv("TF_ACC_TERRAFORM_PATH", path))
	} else if path, err := exec.LookPath("tofu"); err == nil {
		must(os.Setenv("TF_ACC_TERRAFORM_PATH", path))
		must(os.Setenv("TF_ACC_PROVIDER_HOST", "registry.opentofu.org"))
	}
	return m.Run()
}

// CLI runs a test case with the CLI against the fakes of e, under the provider name mint, unless
// the case brings a provider. It needs [Main], and terraform or tofu on PATH.
func (e *Env) CLI(test resource.TestCase) {
	e.t.Helper()
	if os.Getenv("TF_ACC_TERRAFORM_PATH") == "" {
		e.t.Skip("neither terraform nor tofu is on PATH: any version from Terraform 1.8 or OpenTofu 1.8 on will do")
	}
	if test.ProtoV6ProviderFactories == nil {
		test.ProtoV6ProviderFactories = map[string]func() (tfprotov6.ProviderServer, error){
			"mint": func() (tfprotov6.ProviderServer, error) { return mint.NewServer(e.Factory()(), mint.BothWays()), nil },
		}
	}
	t, ok := e.t.(*testing.T)
	if !ok {
		e.t.Fatal("the CLI is for tests, not for benchmarks")
	}
	resource.UnitTest(t, test)
}

// HCL puts the provider block in front of a configuration.
func (e *Env) HCL(format string, args ...any) string {
	return "provider \"mint\" " + hcl(e.Block) + "\n\n" + fmt.Sprintf(format, args...)
}

// hcl writes attributes as an HCL body; nested objects become object values.
func hcl(attrs Attrs) string {
	var text strings.Builder
	text.WriteString("{\n")
	for name, value := range attrs {
		switch value := value.(type) {
		case Attrs:
			fmt.Fprintf(&text, "%s = %s\n", name, hcl(value))
		case string:
			fmt.Fprintf(&text, "%s = %q\n", name, value)
		default:
			fmt.Fprintf(&text, "%s = %v\n", name, value)
		}
	}
	text.WriteString("}")
	return text.String()
}
