package acctest

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"testing"
)

// release is the version of the CLI that tests run.
var release = sync.OnceValues(func() (string, error) {
	output, err := exec.Command(os.Getenv("TF_ACC_TERRAFORM_PATH"), "version", "-json").Output()
	if err != nil {
		return "", fmt.Errorf("asking the CLI for its version: %w", err)
	}
	var answer struct {
		Version string `json:"terraform_version"`
	}
	err = json.Unmarshal(output, &answer)
	return answer.Version, err
})

// NeedActions skips the test where the CLI has no actions: OpenTofu, Terraform before 1.14, and
// 1.14.0, which ran them too early.
func (e *Env) NeedActions() {
	e.t.Helper()
	need(e.t, "actions")
}

// NeedQuery skips the test unless the CLI has `terraform query` and generates configuration of what
// it lists.
func (w *Workspace) NeedQuery() {
	w.t.Helper()
	need(w.t, "queries")
}

func need(t testing.TB, feature string) {
	t.Helper()
	const needed = "1.14.1"
	if os.Getenv("TF_ACC_TERRAFORM_PATH") == "" {
		t.Skipf("terraform is not on PATH: %s need %s", feature, needed)
	}
	if os.Getenv("TF_ACC_PROVIDER_HOST") != "" {
		t.Skipf("OpenTofu has no %s: they need Terraform %s", feature, needed)
	}
	version, err := release()
	if err != nil {
		t.Fatal(err)
	}
	if older(version, needed) {
		t.Skipf("Terraform %s has no %s: they need %s", version, feature, needed)
	}
}

// older compares releases by their three numbers; a pre-release counts as its release.
func older(version, than string) bool {
	var a, b [3]int
	for text, numbers := range map[string]*[3]int{version: &a, than: &b} {
		if _, err := fmt.Sscanf(text, "%d.%d.%d", &numbers[0], &numbers[1], &numbers[2]); err != nil {
			return true
		}
	}
	for i := range a {
		if a[i] != b[i] {
			return a[i] < b[i]
		}
	}
	return false
}
