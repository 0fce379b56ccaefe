package endtoend_test

import (
	"strings"
	"testing"
)

// runs is a test suite in which newer versions of Terraform make every plan and apply with one
// process of the provider: of all objects, again without a change, without the objects, and once
// more.
const runs = `
run "created" {}

run "unchanged" {
  command = plan
}

run "unchanged_again" {
  command = plan
}

run "applied_again" {}

run "destroyed" {
  variables {
    there = false
  }
}

run "created_again" {
  variables {
    reference = "again" # that of an entry is spent
  }
}
`

// One process may plan and apply again and again: what it noted of one plan is not held against the
// next, and what it made in one run it can destroy, and make anew, in another.
func TestRuns_inOneProcess(t *testing.T) {
	t.Parallel()
	e := furnished(t)
	w := e.NewWorkspace("")
	if version := w.Succeed("version"); strings.Contains(version, "v1.6.") || strings.Contains(version, "v1.7.") {
		t.Skip("this needs version 1.8 of Terraform or OpenTofu")
	}
	configuration := strings.Replace(every, "LEDGER", ledger(t, e), 1)
	configuration = strings.ReplaceAll(configuration, "\" \"one\" {\n", "\" \"one\" {\n  count = var.there ? 1 : 0\n")
	configuration = strings.Replace(configuration, `"welcome"`, "var.reference", 1)
	w.Replace("main.tf", configuration+`
variable "there" {
  type    = bool
  default = true
}

variable "reference" {
  type    = string
  default = "welcome"
}
`)
	w.Replace("tests/runs.tftest.hcl", runs)
	connect(w, e)
	output, code := w.Run("test", "-no-color")
	if code != 0 || !strings.Contains(output, "6 passed, 0 failed") || strings.Contains(output, "Two resources") {
		t.Errorf("exit code %d:\n%s", code, output)
	}
}
