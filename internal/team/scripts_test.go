package team_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const example = "../../examples/team"

// clone is a checkout of the example, with what a pipeline has on its PATH.
func clone(t *testing.T, e *acctest.Env, database *server) *acctest.Workspace {
	t.Helper()
	w := e.NewWorkspace("")
	w.InstallFromMirror()
	if err := os.Remove(filepath.Join(w.Dir(), "main.tf")); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(w.Dir(), os.DirFS(example)); err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(w.Dir(), "bin")
	if output, err := exec.Command("go", "build", "-o", filepath.Join(bin, "mint-review"), "../cmd/review").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	if err := os.Symlink(os.Getenv("TF_ACC_TERRAFORM_PATH"), filepath.Join(bin, "terraform")); err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{
		"PATH": bin + string(os.PathListSeparator) + os.Getenv("PATH"), "PG_CONN_STR": database.connection(),
		"APIGEE_ORGANIZATION": apigeefake.DemoOrganization, "APIGEE_ENDPOINT": e.Apigee.Endpoint(), "APIGEE_USERNAME": apigeefake.Username, "APIGEE_PASSWORD": apigeefake.Password,
	} {
		w.Setenv(name, value)
	}
	return w
}

func expect(t *testing.T, w *acctest.Workspace, status int, says, script string, args ...string) {
	t.Helper()
	if output, code := w.Command("./"+script, args...); code != status || !strings.Contains(output, says) {
		t.Errorf("%s %v: status %d, not %d, or it does not say %q:\n%s", script, args, code, status, says, output)
	}
}

// The scripts do what the pipeline needs: a review of the plan, limits, the apply of that plan
// only, drift.
func TestScripts(t *testing.T) {
	t.Parallel()
	database, e := startPostgreSQL(t), acctest.NewDemo(t)
	one, two := clone(t, e, database), clone(t, e, database)

	expect(t, one, 0, "1 to add", "plan.sh", "messaging")
	if review := one.Text("messaging.md"); !strings.Contains(review, "Team") {
		t.Errorf("the review does not name the plan:\n%s", review)
	}
	expect(t, two, 0, "1 to add", "plan.sh", "messaging")
	expect(t, one, 0, "1 added", "apply.sh", "messaging")
	expect(t, two, 1, "stale", "apply.sh", "messaging")
	expect(t, two, 0, "No changes", "drift.sh", "messaging")

	plans := e.Apigee.RatePlans(apigeefake.DemoOrganization, apigeefake.DemoPackage)
	for _, plan := range plans {
		if plan.Name == "Team" {
			e.Apigee.EditRatePlanInConsole(apigeefake.DemoOrganization, plan.ID, func(p *apigeefake.RatePlan) { p.DisplayName = "Squad" })
		}
	}
	expect(t, one, 2, "Squad", "drift.sh", "messaging")

	published := strings.Replace(one.Text("packages/messaging.tfvars"), `"0.05"`, "\"0.05\"\n    published    = true", 1)
	one.Replace("packages/messaging.tfvars", published)
	expect(t, one, 3, "1 to change", "plan.sh", "messaging", "-forbid-irreversible")
}
