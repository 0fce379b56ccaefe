package examples_test

import (
	"bufio"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

// The suite of the guide passes against the program that other repositories use: with a seed, with
// a lost answer to the top-up, and again after a reset, under the same names.
func TestModuleTests_againstTheProgram(t *testing.T) {
	t.Parallel()
	w := moduleWorkspace(t, acctest.NewDemo(t))
	program := filepath.Join(t.TempDir(), "mint-fake")
	if output, err := exec.Command("go", "build", "-o", program, "../cmd/fake").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, output)
	}
	dump := filepath.Join(t.TempDir(), "after.json")
	served := exec.Command(program, "-seed", "../../examples/module-tests/seed.json", "-dump", dump,
		"-fault", "POST /wallet-transactions: drop-after, times=1")
	printed, err := served.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := served.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(printed)
	first, err := lines.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	url := regexp.MustCompile(`http://[0-9.:]+[0-9]`).FindString(first)
	environment, err := exec.Command(program, "-wait", url).Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, variable := range strings.Fields(string(environment)) {
		name, value, _ := strings.Cut(variable, "=")
		w.Setenv(name, value)
	}
	for range 2 {
		if output := w.Succeed("test", "-no-color"); !strings.Contains(output, "3 passed, 0 failed") {
			t.Error(output)
		}
		response, err := http.Post(url+"/_fake/reset", "", nil)
		if err != nil || response.StatusCode != http.StatusNoContent {
			t.Fatalf("%v, %v", response, err)
		}
		_ = response.Body.Close()
	}
	if err := served.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	rest, err := io.ReadAll(lines)
	if err := errors.Join(err, served.Wait()); err != nil {
		t.Fatalf("%v:\n%s", err, rest)
	}
	if strings.Contains(string(rest), "struck nothing") || !strings.Contains(string(rest), "paypal   GRANTED SETTLED  USD") {
		t.Errorf("the summary is:\n%s", rest)
	}
	after, err := os.ReadFile(dump)
	if err != nil || !strings.Contains(string(after), `"name": "Prepaid"`) || strings.Contains(string(after), `"Welcome"`) {
		t.Errorf("after the reset the fake holds, %v:\n%s", err, after)
	}
}

// moduleWorkspace has the module of the guide with its tests.
func moduleWorkspace(t *testing.T, e *acctest.Env) *acctest.Workspace {
	t.Helper()
	w := e.NewWorkspace("")
	if version := w.Succeed("version"); strings.Contains(version, "v1.6.") {
		t.Skip("mock_provider needs version 1.7 of Terraform")
	} else if strings.Contains(version, "OpenTofu v1.7.") {
		t.Skip("mock_provider needs OpenTofu 1.8")
	}
	for _, name := range []string{"main.tf", "tests/fake.tftest.hcl", "tests/mocked.tftest.hcl"} {
		w.Replace(name, read(t, "module-tests/"+name))
	}
	return w
}

// The suite of the guide passes twice in a row against one fake, and leaves nothing to clean up by
// hand.
func TestModuleTests_passTwice(t *testing.T) {
	t.Parallel()
	e := acctest.NewDemo(t)
	w := moduleWorkspace(t, e)
	for name, value := range map[string]string{
		"APIGEE_ORGANIZATION": apigeefake.DemoOrganization, "APIGEE_ENDPOINT": e.Apigee.Endpoint(), "APIGEE_USERNAME": apigeefake.Username, "APIGEE_PASSWORD": apigeefake.Password,
		"PAYPAL_ENDPOINT": e.Server.URL(), "PAYPAL_CLIENT_ID": paypalfake.DemoClientID, "PAYPAL_CLIENT_SECRET": paypalfake.DemoClientSecret,
	} {
		w.Setenv(name, value)
	}
	before := len(e.PayPal.Wallets(paypalfake.DemoCustomer))
	for _, suffix := range []string{"first", "second"} {
		if output := w.Succeed("test", "-no-color", "-var=suffix= "+suffix); !strings.Contains(output, "3 passed, 0 failed") {
			t.Error(output)
		}
	}
	ended := 0
	for _, wallet := range e.PayPal.Wallets(paypalfake.DemoCustomer) {
		if strings.HasPrefix(wallet.Name, "Welcome ") && wallet.Status == "TERMINATED" {
			ended++
		}
	}
	if now := len(e.PayPal.Wallets(paypalfake.DemoCustomer)); ended != 2 || now != before+2 {
		t.Errorf("%d of %d new wallets are terminated", ended, now-before)
	}
}
