package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/cmd/schema/schemajson"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/provider"
)

const address = "registry.terraform.io/terraform-provider-mint/mint"

// TestRun_equalsTerraformsOwnExport compares with what a CLI makes of the built provider: an
// independent reading of the same schemas.
func TestRun_equalsTerraformsOwnExport(t *testing.T) {
	t.Parallel()

	cli, err := exec.LookPath("terraform")
	if err != nil {
		if cli, err = exec.LookPath("tofu"); err != nil {
			t.Skip("neither terraform nor tofu is on the PATH to compare with")
		}
	}
	dir := t.TempDir()
	out := filepath.Join(dir, "schema.json")
	if err := run(t.Context(), provider.New("dev")(), out); err != nil {
		t.Fatal(err)
	}
	ours := providerOf(t, read(t, out), schemajson.ProviderName)
	if ours["resource_identity_schemas"] == nil {
		t.Error("our export has no resource identities")
	}
	theirs := providerOf(t, exportWith(t, cli, dir), address)

	// Older CLIs leave these out of their export, which is why ours exists.
	for _, kind := range []string{"resource_identity_schemas", "list_resource_schemas", "action_schemas"} {
		if theirs[kind] == nil {
			delete(ours, kind)
			delete(theirs, kind)
		}
	}
	if diff := cmp.Diff(theirs, ours); diff != "" {
		t.Errorf("exports differ (-%s +ours):\n%s", filepath.Base(cli), diff)
	}
}

// exportWith builds the provider, and has the CLI start it and print its schemas.
func exportWith(t *testing.T, cli, dir string) []byte {
	t.Helper()
	binary := "terraform-provider-mint"
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	build := exec.CommandContext(t.Context(), "go", "build", "-o", filepath.Join(dir, binary), "../../..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building the provider: %v\n%s", err, out)
	}
	config := filepath.Join(dir, "cli.tfrc")
	write(t, config, `provider_installation {
  dev_overrides { "`+address+`" = "`+filepath.ToSlash(dir)+`" }
}`)
	write(t, filepath.Join(dir, "main.tf"), `terraform {
  required_providers {
    mint = { source = "`+address+`" }
  }
}`)
	export := exec.CommandContext(t.Context(), cli, "providers", "schema", "-json")
	export.Dir = dir
	export.Env = append(os.Environ(), "TF_CLI_CONFIG_FILE="+config, "CHECKPOINT_DISABLE=1")
	out, err := export.Output()
	if err != nil {
		if exit, ok := err.(*exec.ExitError); ok {
			t.Fatalf("%s: %v\n%s", cli, err, exit.Stderr)
		}
		t.Fatal(err)
	}
	return out
}

func providerOf(t *testing.T, export []byte, key string) map[string]any {
	t.Helper()
	var document struct {
		Providers map[string]map[string]any `json:"provider_schemas"`
	}
	if err := json.Unmarshal(export, &document); err != nil {
		t.Fatal(err)
	}
	if len(document.Providers[key]) == 0 {
		t.Fatalf("the export has no provider %q", key)
	}
	return document.Providers[key]
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}
