// Demo shows the provider's main job on one machine, without an account: it starts the bundled fake
// of both services, builds the provider, and runs Terraform or OpenTofu on examples/quickstart.
// Nothing of it is left behind.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/cmd/services"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

func main() {
	keep := flag.Bool("keep", false, "leave the fake and the workspace up after apply, until Ctrl-C")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Stdout, *keep); err != nil {
		if ctx.Err() != nil {
			err = errors.New("stopped; nothing is left behind")
		}
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, keep bool) (err error) {
	started := time.Now()
	step := func(format string, args ...any) {
		fmt.Fprintf(out, "\n==> "+format+"\n", args...)
	}
	dir, err := os.MkdirTemp("", "mint-demo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()

	cli, err := findCLI(ctx, dir, step)
	if err != nil {
		return err
	}
	step("Starting the fake of both services")
	server := fake.New(fake.WithRealTime())
	defer server.Close()
	fakes := services.Mount(server)
	fmt.Fprintln(out, "    it listens on", server.URL())

	step("Building the provider and writing a CLI configuration that finds it")
	ws, err := newWorkspace(ctx, dir, cli, fakes.Environ())
	if err != nil {
		return err
	}

	step("%s init", cli.name)
	if _, err := ws.run(ctx, io.Discard, "init", "-input=false"); err != nil {
		return err
	}
	step("%s plan", cli.name)
	if _, err := ws.run(ctx, out, "plan", "-input=false", "-no-color", "-out=plan"); err != nil {
		return err
	}
	server.ResetJournal()
	step("%s apply", cli.name)
	if _, err := ws.run(ctx, out, "apply", "-input=false", "-no-color", "plan"); err != nil {
		return err
	}
	step("The requests that apply sent")
	for _, entry := range server.Journal() {
		fmt.Fprintln(out, "   ", entry)
	}
	step("A second plan, which must be empty")
	code, err := ws.run(ctx, io.Discard, "plan", "-input=false", "-no-color", "-detailed-exitcode")
	if err != nil {
		return err
	}
	if code != 0 {
		return errors.New("the second plan is not empty")
	}
	fmt.Fprintln(out, "    No changes.")

	if keep {
		step("The fake and the workspace stay up until Ctrl-C. In another shell:")
		fmt.Fprintf(out, "    cd %s\n", ws.dir)
		for _, variable := range ws.environ {
			name, value, _ := strings.Cut(variable, "=")
			fmt.Fprintf(out, "    export %s=%q\n", name, value)
		}
		fmt.Fprintf(out, "    %s plan\n", cli.path)
		<-ctx.Done()
		return nil
	}
	step("%s destroy", cli.name)
	if _, err := ws.run(ctx, out, "destroy", "-input=false", "-no-color", "-auto-approve"); err != nil {
		return err
	}
	step("Done in %s", time.Since(started).Round(100*time.Millisecond))
	return nil
}

// workspace is a directory in which the CLI finds the provider and the fake.
type workspace struct {
	dir     string
	cli     cli
	environ []string
}

// newWorkspace builds the provider into a filesystem mirror, for the default host of either CLI,
// and copies the quickstart next to it.
func newWorkspace(ctx context.Context, dir string, c cli, environ []string) (*workspace, error) {
	root, err := moduleRoot(ctx)
	if err != nil {
		return nil, err
	}
	mirror := filepath.Join(dir, "mirror")
	target := filepath.Join(mirror, c.host, "terraform-provider-mint", "mint", "0.0.1", runtime.GOOS+"_"+runtime.GOARCH, "terraform-provider-mint_v0.0.1"+exe())
	build := exec.CommandContext(ctx, "go", "build", "-o", target, ".")
	build.Dir = root
	if output, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("go build: %w\n%s", err, output)
	}
	config := filepath.Join(dir, "cli.tfrc")
	text := fmt.Sprintf("disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", filepath.ToSlash(mirror))
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		return nil, err
	}
	work := filepath.Join(dir, "quickstart")
	if err := os.CopyFS(work, os.DirFS(filepath.Join(root, "examples", "quickstart"))); err != nil {
		return nil, err
	}
	return &workspace{dir: work, cli: c, environ: append(environ, "TF_CLI_CONFIG_FILE="+config, "CHECKPOINT_DISABLE=1")}, nil
}

// run runs the CLI and returns its exit code; 2 is not an error, since plan uses it to say that
// there are changes. An interrupt is passed on, so that the CLI ends what it has begun.
func (w *workspace) run(ctx context.Context, out io.Writer, args ...string) (int, error) {
	var complaints strings.Builder
	cmd := exec.CommandContext(ctx, w.cli.path, args...)
	cmd.Dir = w.dir
	cmd.Env = append(services.WithoutOthers(os.Environ()), w.environ...)
	cmd.Stdout, cmd.Stderr = out, &complaints
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 30 * time.Second
	err := cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 2 {
		return 2, nil
	}
	if err != nil {
		return 1, fmt.Errorf("%s %s: %w\n%s", w.cli.name, args[0], err, complaints.String())
	}
	return 0, nil
}

func moduleRoot(ctx context.Context) (string, error) {
	output, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		return "", fmt.Errorf("run the demo inside the repository: %w", err)
	}
	return strings.TrimSpace(string(output)), nil
}
