package acctest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// Workspace is a directory in which the real CLI runs the provider's real binary, for what only
// processes can show: signals, kills, logs, several starts. Waits are real there, so give the
// provider block short ones.
type Workspace struct {
	t   testing.TB
	dir string
	env []string
}

// binary builds the provider once for all tests of a package.
var binary = sync.OnceValues(func() (string, error) {
	dir := filepath.Join(filepath.Dir(os.Getenv("TF_CLI_CONFIG_FILE")), "bin")
	output, err := exec.Command("go", "build", "-tags", "bothways", "-o", filepath.Join(dir, "terraform-provider-mint"), "github.com/terraform-provider-mint/terraform-provider-mint").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, output)
	}
	return dir, nil
})

// NewWorkspace puts a configuration, without its provider block, into a fresh directory whose CLI
// configuration finds the built provider. It needs [Main].
func (e *Env) NewWorkspace(configuration string) *Workspace {
	e.t.Helper()
	if os.Getenv("TF_ACC_TERRAFORM_PATH") == "" {
		e.t.Skip("neither terraform nor tofu is on PATH: any version from Terraform 1.8 or OpenTofu 1.8 on will do")
	}
	bin, err := binary()
	if err != nil {
		e.t.Fatal(err)
	}
	w := &Workspace{t: e.t, dir: e.t.TempDir()}
	host := "registry.terraform.io"
	if other := os.Getenv("TF_ACC_PROVIDER_HOST"); other != "" {
		host = other
	}
	config := w.write("cli.tfrc", fmt.Sprintf("provider_installation {\n  dev_overrides {\n    \"%s/terraform-provider-mint/mint\" = %q\n  }\n  direct {}\n}\n", host, bin))
	w.env = append(os.Environ(), "TF_CLI_CONFIG_FILE="+config)
	w.write("main.tf", "terraform {\n  required_providers {\n    mint = {\n      source = \"terraform-provider-mint/mint\"\n    }\n  }\n}\n\n"+e.HCL("%s", configuration))
	return w
}

// InstallFromMirror lets `terraform init` install the built provider from a directory, as a release
// is. Backends need that: without init there is none.
func (w *Workspace) InstallFromMirror() {
	w.t.Helper()
	bin, err := binary()
	if err != nil {
		w.t.Fatal(err)
	}
	for _, host := range []string{"registry.terraform.io", "registry.opentofu.org"} {
		unpacked := filepath.Join(w.dir, "mirror", host, "terraform-provider-mint", "mint", "0.0.1", runtime.GOOS+"_"+runtime.GOARCH)
		if err := os.MkdirAll(unpacked, 0o700); err != nil {
			w.t.Fatal(err)
		}
		if err := os.Symlink(filepath.Join(bin, "terraform-provider-mint"), filepath.Join(unpacked, "terraform-provider-mint_v0.0.1")); err != nil {
			w.t.Fatal(err)
		}
	}
	w.write("cli.tfrc", fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", filepath.Join(w.dir, "mirror")))
}

func (w *Workspace) write(name, text string) string {
	w.t.Helper()
	path := filepath.Join(w.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		w.t.Fatal(err)
	}
	return path
}

// Replace writes a file of the workspace, in a folder too, in place of one of that name.
func (w *Workspace) Replace(name, text string) {
	w.t.Helper()
	w.write(name, text)
}

// Text is what a file of the workspace holds.
func (w *Workspace) Text(name string) string {
	w.t.Helper()
	text, err := os.ReadFile(filepath.Join(w.dir, name))
	if err != nil {
		w.t.Fatal(err)
	}
	return string(text)
}

// Setenv sets a variable for the commands that follow.
func (w *Workspace) Setenv(name, value string) { w.env = append(w.env, name+"="+value) }

// State is the text of the state file, empty when there is none.
func (w *Workspace) State() string {
	w.t.Helper()
	text, err := os.ReadFile(filepath.Join(w.dir, "terraform.tfstate"))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		w.t.Fatal(err)
	}
	return string(text)
}

// MendState does what one does about a state file that a kill has left empty or torn, because the
// CLI empties it before it writes: it puts the backup of the state before that command in its
// place, if there was one.
func (w *Workspace) MendState() {
	w.t.Helper()
	if json.Valid([]byte(w.State())) {
		return
	}
	backup, err := os.ReadFile(filepath.Join(w.dir, "terraform.tfstate.backup"))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		w.t.Fatal(err)
	}
	w.write("terraform.tfstate", string(backup))
}

// Run runs the CLI to its end and returns what it printed and its exit code.
func (w *Workspace) Run(args ...string) (string, int) {
	w.t.Helper()
	return w.Start(args...).Wait()
}

// Dir is where the workspace is.
func (w *Workspace) Dir() string { return w.dir }

// Command runs another program in the workspace and returns what it printed and its exit code.
func (w *Workspace) Command(program string, args ...string) (string, int) {
	w.t.Helper()
	return w.start(program, args).Wait()
}

// Succeed runs the CLI and fails the test unless it exits with 0.
func (w *Workspace) Succeed(args ...string) string {
	w.t.Helper()
	output, code := w.Run(args...)
	if code != 0 {
		w.t.Fatalf("%s exited with %d:\n%s", strings.Join(args, " "), code, output)
	}
	return output
}

// Running is a CLI that has been started, with the provider processes it starts.
type Running struct {
	t      testing.TB
	cmd    *exec.Cmd
	output output
}

// output collects what the CLI prints and tells when a text has appeared.
type output struct {
	mu      sync.Mutex
	text    bytes.Buffer
	changed chan struct{}
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	close(o.changed)
	o.changed = make(chan struct{})
	return o.text.Write(p)
}

func (o *output) read() (string, <-chan struct{}) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String(), o.changed
}

// Await waits until the CLI has printed text.
func (r *Running) Await(text string) {
	r.t.Helper()
	for {
		printed, changed := r.output.read()
		if strings.Contains(printed, text) {
			return
		}
		select {
		case <-changed:
		case <-r.t.Context().Done():
			r.t.Fatalf("%q was not printed:\n%s", text, printed)
		}
	}
}

// Start starts the CLI in a process group of its own.
func (w *Workspace) Start(args ...string) *Running {
	w.t.Helper()
	return w.start(os.Getenv("TF_ACC_TERRAFORM_PATH"), args)
}

func (w *Workspace) start(program string, args []string) *Running {
	w.t.Helper()
	r := &Running{t: w.t, cmd: exec.CommandContext(context.WithoutCancel(w.t.Context()), program, args...)}
	r.output.changed = make(chan struct{})
	r.cmd.Dir, r.cmd.Env = w.dir, w.env
	r.cmd.Stdout, r.cmd.Stderr = &r.output, &r.output
	r.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := r.cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { _ = syscall.Kill(-r.cmd.Process.Pid, syscall.SIGKILL) })
	return r
}

// Interrupt is one Ctrl-C: it goes to the CLI and to the providers alike.
func (r *Running) Interrupt() { r.signal(syscall.SIGINT) }

// Terminate is SIGTERM to the whole process group, as pipelines and service managers send it.
func (r *Running) Terminate() { r.signal(syscall.SIGTERM) }

// Kill ends the CLI and its providers at once, with no chance to save anything.
func (r *Running) Kill() { r.signal(syscall.SIGKILL) }

func (r *Running) signal(signal syscall.Signal) {
	r.t.Helper()
	if err := syscall.Kill(-r.cmd.Process.Pid, signal); err != nil {
		r.t.Error(err)
	}
}

// Wait waits for the CLI and returns what it printed and its exit code, -1 after a kill.
func (r *Running) Wait() (string, int) {
	r.t.Helper()
	err := r.cmd.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		r.t.Fatal(err)
	}
	printed, _ := r.output.read()
	return printed, r.cmd.ProcessState.ExitCode()
}
