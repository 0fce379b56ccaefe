// Bench measures the provider through the Terraform CLI against the bundled fake: a plan of many
// objects without a change, and their creation and destruction. Beside them it measures the same
// with echo, a provider of the same schemas that answers with what it is sent, which nobody can
// outrun, and with Terraform's own terraform_data, which needs no provider process. All are run in
// turn, so that what else the machine does falls on each alike. It prints tables.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/cmd/services"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/provider"
)

func main() {
	var b bench
	flag.IntVar(&b.count, "n", 1000, "objects of each kind")
	flag.DurationVar(&b.latency, "latency", 0, "latency of every request")
	flag.IntVar(&b.rounds, "rounds", 5, "plans of each kind with each provider; the medians are printed")
	flag.StringVar(&b.only, "only", "", "the kinds whose names contain this, such as wallet, instead of all")
	flag.StringVar(&b.cli, "cli", "", "the terraform or tofu to run, the one on PATH by default")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := b.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

type bench struct {
	count, rounds int
	latency       time.Duration
	only, cli     string
	dir           string
}

// The providers that are compared.
const (
	noop = "no-op"
	echo = "echo"
	ours = "ours"
)

var contestants = []string{noop, echo, ours}

func (b *bench) run(ctx context.Context) error {
	var err error
	if b.dir, err = os.MkdirTemp("", "mint-bench-"); err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(b.dir) }()
	if err := b.prepare(ctx); err != nil {
		return err
	}
	fmt.Printf("%d objects, %s latency, medians of %d plans in turn, %d CPUs, %s\n\n", b.count, b.latency, b.rounds, runtime.NumCPU(), time.Now().Format(time.DateOnly))
	var results []*result
	for _, k := range kinds {
		if !strings.Contains(k.name, b.only) {
			continue
		}
		r, err := b.measure(ctx, k)
		if err != nil {
			return fmt.Errorf("%s: %w", k.name, err)
		}
		results = append(results, r)
		fmt.Fprintln(os.Stderr, "measured:", k.name)
	}
	if len(results) == 0 {
		return fmt.Errorf("no kind has %q in its name", b.only)
	}
	printTables(results)
	return nil
}

// prepare finds the CLI, builds both providers and writes the schemas that echo serves.
func (b *bench) prepare(ctx context.Context) error {
	for _, name := range []string{"terraform", "tofu"} {
		if b.cli == "" {
			b.cli, _ = exec.LookPath(name)
		}
	}
	if b.cli == "" {
		return fmt.Errorf("neither terraform nor tofu is on the PATH")
	}
	const module = "github.com/terraform-provider-mint/terraform-provider-mint"
	for who, source := range map[string]string{ours: module, echo: module + "/internal/cmd/bench/echo"} {
		build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", b.binary(who), source)
		if output, err := build.CombinedOutput(); err != nil {
			return fmt.Errorf("go build: %w\n%s", err, output)
		}
		config := fmt.Sprintf("provider_installation {\n  dev_overrides {\n    \"terraform-provider-mint/mint\" = %q\n  }\n  direct {}\n}\n", filepath.Dir(b.binary(who)))
		if err := os.WriteFile(b.cliConfig(who), []byte(config), 0o600); err != nil {
			return err
		}
	}
	if err := os.WriteFile(b.cliConfig(noop), nil, 0o600); err != nil {
		return err
	}
	server := provider.NewServer(provider.New("bench")())
	schemas, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return err
	}
	identities, err := server.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		return err
	}
	text, err := json.Marshal(map[string]any{"Schemas": schemas, "Identities": identities})
	if err != nil {
		return err
	}
	return os.WriteFile(b.schemas(), text, 0o600)
}

func (b *bench) binary(who string) string {
	return filepath.Join(b.dir, who, "terraform-provider-mint")
}
func (b *bench) cliConfig(who string) string { return filepath.Join(b.dir, who+".tfrc") }
func (b *bench) schemas() string             { return filepath.Join(b.dir, "schemas.json") }

// result is what one kind cost with each of the providers.
type result struct {
	kind                   string
	plan, create, destroy  map[string]cost
	posts, createGets      int
	planned, tokens, opens int // requests, token requests and connections of one plan
}

// cost is what one command took.
type cost struct {
	wall, cpu time.Duration
	provider  usage
}

func (b *bench) measure(ctx context.Context, k kind) (*result, error) {
	server := fake.New(fake.WithRealTime())
	defer server.Close()
	configuration := k.prepare(server, b.count)
	server.SetLatency(b.latency)
	r := &result{kind: k.name, plan: map[string]cost{}, create: map[string]cost{}, destroy: map[string]cost{}}
	configurations := map[string]string{noop: noopConfiguration(b.count), echo: configuration, ours: configuration}
	for _, who := range contestants {
		if err := b.write(k, who, configurations[who]); err != nil {
			return nil, err
		}
		if who == noop {
			if _, err := b.terraform(ctx, k, who, "init"); err != nil {
				return nil, err
			}
		}
		created, err := b.terraform(ctx, k, who, "apply", "-auto-approve", "-no-color")
		if err != nil {
			return nil, err
		}
		r.create[who] = created
	}
	r.posts, r.createGets = server.Count("POST", "")-server.Count("POST", "token"), server.Count("GET", "")
	if err := b.plans(ctx, k, server, r); err != nil {
		return nil, err
	}
	for _, who := range contestants {
		destroyed, err := b.terraform(ctx, k, who, "destroy", "-auto-approve", "-no-color")
		if err != nil {
			return nil, err
		}
		r.destroy[who] = destroyed
	}
	return r, nil
}

// plans measures plans of what our provider has made, which echo plans from the same state.
func (b *bench) plans(ctx context.Context, k kind, server *fake.Server, r *result) error {
	state := filepath.Join(b.workspace(k, ours), "terraform.tfstate")
	costs := map[string][]cost{}
	for range b.rounds {
		for _, who := range contestants {
			server.ResetJournal()
			before := server.Traffic()
			args := []string{"plan", "-detailed-exitcode", "-no-color", "-lock=false"}
			if who == echo {
				args = append(args, "-state="+state)
			}
			planned, err := b.terraform(ctx, k, who, args...)
			if err != nil {
				return err
			}
			costs[who] = append(costs[who], planned)
			if who == ours {
				r.tokens = server.Count("POST", "token")
				r.planned, r.opens = len(server.Journal())-r.tokens, server.Traffic().Connections-before.Connections
			}
		}
	}
	for who, all := range costs {
		r.plan[who] = medians(all)
	}
	return nil
}

func (b *bench) workspace(k kind, who string) string {
	return filepath.Join(b.dir, "workspaces", k.name, who)
}

func (b *bench) write(k kind, who, configuration string) error {
	dir := b.workspace(k, who)
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "main.tf"), []byte(configuration), 0o600)
}

// terraform runs one command in the workspace of a contestant.
func (b *bench) terraform(ctx context.Context, k kind, who string, args ...string) (cost, error) {
	cmd := exec.CommandContext(ctx, b.cli, args...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) } // so that its provider ends too
	cmd.WaitDelay = 10 * time.Second
	cmd.Dir = b.workspace(k, who)
	cmd.Env = append(services.WithoutOthers(os.Environ()), "TF_CLI_CONFIG_FILE="+b.cliConfig(who), "CHECKPOINT_DISABLE=1", "ECHO_SCHEMAS="+b.schemas())
	used := watch(b.binary(who))
	started := time.Now()
	output, err := cmd.CombinedOutput()
	c := cost{wall: time.Since(started), provider: used()}
	if err != nil {
		return c, fmt.Errorf("%s with %s: %w\n%s", strings.Join(args, " "), who, err, output)
	}
	// The provider's processes are children that Terraform has waited for, so their time is
	// included.
	c.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return c, nil
}

func medians(costs []cost) cost {
	median := func(of func(cost) time.Duration) time.Duration {
		all := make([]time.Duration, len(costs))
		for i, c := range costs {
			all[i] = of(c)
		}
		slices.Sort(all)
		return all[len(all)/2]
	}
	m := cost{
		wall: median(func(c cost) time.Duration { return c.wall }),
		cpu:  median(func(c cost) time.Duration { return c.cpu }),
	}
	m.provider.cpu = median(func(c cost) time.Duration { return c.provider.cpu })
	for _, c := range costs {
		m.provider.peakKiB = max(m.provider.peakKiB, c.provider.peakKiB)
	}
	return m
}
