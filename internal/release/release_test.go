//go:build release

// Package release_test tries what "goreleaser release --snapshot" has left in dist; see
// .ci/release.
package release_test

import (
	"archive/zip"
	"bufio"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/cmd/services"
)

const (
	root    = "../.."
	project = "terraform-provider-mint"
)

// version is that of the snapshot, as the name of its checksum file says it.
func version(t *testing.T) string {
	t.Helper()
	sums, err := filepath.Glob(filepath.Join(root, "dist", project+"_*_SHA256SUMS"))
	if err != nil || len(sums) != 1 {
		t.Fatalf("dist has the checksums %v, %v: run make release-snapshot", sums, err)
	}
	return strings.TrimSuffix(strings.TrimPrefix(filepath.Base(sums[0]), project+"_"), "_SHA256SUMS")
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func archives(t *testing.T, program string) (names []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, "dist", program+"_*.zip"))
	if err != nil || len(files) == 0 {
		t.Fatalf("there is no archive of %s: %v", program, err)
	}
	for _, file := range files {
		names = append(names, filepath.Base(file))
	}
	return names
}

// The registry takes archives of these names only, and Terraform every line of the checksums for an
// archive of the provider.
func TestRelease_isWhatTheRegistryExpects(t *testing.T) {
	t.Parallel()
	v := version(t)
	want := map[string]string{project + "_" + v + "_manifest.json": fmt.Sprintf("%x", sha256.Sum256(read(t, "terraform-registry-manifest.json")))}
	name := regexp.MustCompile("^" + regexp.QuoteMeta(project+"_"+v) + `_[a-z]+_[a-z0-9]+\.zip$`)
	for _, archive := range archives(t, project) {
		if !name.MatchString(archive) {
			t.Errorf("the registry does not take the name %s", archive)
		}
		want[archive] = fmt.Sprintf("%x", sha256.Sum256(read(t, "dist/"+archive)))
		binary := project + "_v" + v
		if strings.Contains(archive, "_windows_") {
			binary += ".exe"
		}
		if err := unpack(filepath.Join(root, "dist", archive), binary, io.Discard); err != nil {
			t.Error(err)
		}
	}
	got := map[string]string{}
	for _, line := range strings.Split(strings.TrimSpace(string(read(t, "dist/"+project+"_"+v+"_SHA256SUMS"))), "\n") {
		sum, file, _ := strings.Cut(line, "  ")
		got[file] = sum
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the checksums differ (-want +got):\n%s", diff)
	}
}

// Each archive has a bill of materials that names what the binary is made of.
func TestRelease_bills(t *testing.T) {
	t.Parallel()
	for program, made := range map[string]string{
		project:       "github.com/hashicorp/terraform-plugin-framework",
		"mint-fake":   "github.com/shopspring/decimal",
		"mint-review": "github.com/shopspring/decimal",
	} {
		for _, archive := range archives(t, program) {
			var bill struct {
				Metadata struct {
					Component struct{ Version string }
				}
				Components []struct{ Name, Version string }
			}
			if err := json.Unmarshal(read(t, "dist/"+strings.TrimSuffix(archive, ".zip")+".cdx.json"), &bill); err != nil {
				t.Fatal(err)
			}
			found := false
			for _, component := range bill.Components {
				found = found || component.Name == made && component.Version != ""
			}
			if !found || bill.Metadata.Component.Version != "v"+version(t) {
				t.Errorf("the bill of %s, version %q, does not name %s among %d components", archive, bill.Metadata.Component.Version, made, len(bill.Components))
			}
		}
	}
}

// An archive in a filesystem mirror, and the fake of the same release, pass the quickstart.
func TestRelease_passesTheQuickstart(t *testing.T) {
	t.Parallel()
	v, platform, dir := version(t), runtime.GOOS+"_"+runtime.GOARCH, t.TempDir()
	environ := append(services.WithoutOthers(os.Environ()), startFake(t, dir, v, platform)...)
	archive := fmt.Sprintf("%s_%s_%s.zip", project, v, platform)
	for _, host := range []string{"registry.terraform.io", "registry.opentofu.org"} {
		write(t, filepath.Join(dir, "mirror", host, "terraform-provider-mint", "mint", archive), read(t, "dist/"+archive))
	}
	config := filepath.Join(dir, "cli.tfrc")
	write(t, config, fmt.Appendf(nil, "disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", filepath.Join(dir, "mirror")))
	work := filepath.Join(dir, "quickstart")
	if err := os.CopyFS(work, os.DirFS(filepath.Join(root, "examples", "quickstart"))); err != nil {
		t.Fatal(err)
	}
	// Terraform takes a version before a release only if it is asked for by name.
	write(t, filepath.Join(work, "version_override.tf"), fmt.Appendf(nil,
		"terraform {\n  required_providers {\n    mint = {\n      source  = \"terraform-provider-mint/mint\"\n      version = \"%s\"\n    }\n  }\n}\n", v))
	cli, err := exec.LookPath("terraform")
	if err != nil {
		if cli, err = exec.LookPath("tofu"); err != nil {
			t.Fatal("neither terraform nor tofu is on PATH")
		}
	}
	for _, arguments := range []string{"init", "apply -auto-approve", "plan -detailed-exitcode", "destroy -auto-approve"} {
		cmd := exec.CommandContext(t.Context(), cli, append(strings.Fields(arguments), "-input=false", "-no-color")...)
		cmd.Dir, cmd.Env = work, append(environ, "TF_CLI_CONFIG_FILE="+config)
		if output, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", arguments, err, output)
		}
	}
}

// startFake unpacks and starts the fake, and returns the variables that it prints.
func startFake(t *testing.T, dir, v, platform string) []string {
	t.Helper()
	program := filepath.Join(dir, "mint-fake")
	file, err := os.OpenFile(program, os.O_CREATE|os.O_WRONLY, 0o700)
	if err != nil {
		t.Fatal(err)
	}
	err = unpack(filepath.Join(root, "dist", fmt.Sprintf("mint-fake_%s_%s.zip", v, platform)), "mint-fake", file)
	if err = errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
	if printed, err := exec.CommandContext(t.Context(), program, "-version").Output(); err != nil || string(printed) != "mint-fake "+v+"\n" {
		t.Errorf("the version is %q, %v", printed, err)
	}
	served := exec.CommandContext(t.Context(), program)
	printed, err := served.StdoutPipe()
	if err == nil {
		err = served.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = served.Wait() }) // the test's end has killed it
	lines := bufio.NewReader(printed)
	first, err := lines.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	go func() { _, _ = io.Copy(io.Discard, lines) }()
	variables, err := exec.CommandContext(t.Context(), program, "-wait", regexp.MustCompile(`http://[0-9.:]+[0-9]`).FindString(first)).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Fields(string(variables))
}

// unpack copies one file of an archive.
func unpack(archive, name string, to io.Writer) error {
	all, err := zip.OpenReader(archive)
	if err != nil {
		return err
	}
	defer func() { _ = all.Close() }()
	from, err := all.Open(name)
	if err != nil {
		return fmt.Errorf("%s: %w", archive, err)
	}
	defer func() { _ = from.Close() }()
	_, err = io.Copy(to, from)
	return err
}

func write(t *testing.T, name string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, content, 0o600); err != nil {
		t.Fatal(err)
	}
}
