// Bench measures the provider through the Terraform CLI: a no-change plan of
// many objects against the bundled fake with latency, beside the same plan of
// Terraform's own terraform_data. It prints a table; the machine should have
// nothing else to do.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/cmd/services"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

func main() {
	count := flag.Int("n", 1000, "objects of each kind")
	latency := flag.Duration("latency", 50*time.Millisecond, "latency of every request")
	rounds := flag.Int("rounds", 3, "plans of each kind; the median is printed")
	only := flag.String("only", "", "one kind instead of all")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *count, *latency, *rounds, *only); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, count int, latency time.Duration, rounds int, only string) error {
	dir, err := os.MkdirTemp("", "mint-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", filepath.Join(dir, "bin", "terraform-provider-mint"),
		"github.com/terraform-provider-mint/terraform-provider-mint")
	if output, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, output)
	}
	fmt.Printf("%d objects, %s latency, median of %d plans, %d CPUs, %s\n\n", count, latency, rounds, runtime.NumCPU(), time.Now().Format(time.DateOnly))
	fmt.Println("| kind | create s | create POSTs | create GETs | plan s | x no-op | plan CPU s | x no-op | of it provider s | plan requests | token requests | connections | provider peak MiB |")
	fmt.Println("|---|---|---|---|---|---|---|---|---|---|---|---|---|")
	var noop measurement
	for _, k := range kinds {
		if only != "" && k.name != only && k.name != noopKind {
			continue
		}
		m, err := measure(ctx, filepath.Join(dir, k.name), filepath.Join(dir, "bin"), k, count, latency, rounds)
		if err != nil {
			return fmt.Errorf("%s: %w", k.name, err)
		}
		if k.name == noopKind {
			noop = m
		}
		fmt.Println(m.row(k.name, noop))
	}
	return nil
}

// measurement is what one kind cost.
type measurement struct {
	create, plan, cpu, provider  time.Duration
	posts, createGets            int
	planned, tokens, connections int
	peakKiB                      int
}

func (m measurement) row(name string, noop measurement) string {
	seconds := func(d time.Duration) string {
		return fmt.Sprintf("%d.%02d", d/time.Second, d%time.Second/(10*time.Millisecond))
	}
	ratio := func(a, b time.Duration) string {
		hundredths := 100 * a / max(b, 1)
		return fmt.Sprintf("%d.%02d", hundredths/100, hundredths%100)
	}
	return fmt.Sprintf("| %s | %s | %d | %d | %s | %s | %s | %s | %s | %d | %d | %d | %d |", name, seconds(m.create), m.posts, m.createGets,
		seconds(m.plan), ratio(m.plan, noop.plan), seconds(m.cpu), ratio(m.cpu, noop.cpu), seconds(m.provider), m.planned, m.tokens, m.connections, m.peakKiB/1024)
}

func measure(ctx context.Context, dir, bin string, k kind, count int, latency time.Duration, rounds int) (measurement, error) {
	var m measurement
	server := fake.New(fake.WithRealTime())
	defer server.Close()
	configuration := k.prepare(server, count)
	server.SetLatency(latency)
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return m, err
	}
	if err := os.WriteFile(filepath.Join(dir, "main.tf"), []byte(configuration), 0o600); err != nil {
		return m, err
	}
	config := filepath.Join(dir, "cli.tfrc")
	text := fmt.Sprintf("provider_installation {\n  dev_overrides {\n    \"terraform-provider-mint/mint\" = %q\n  }\n  direct {}\n}\n", bin)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		return m, err
	}
	cli, err := exec.LookPath("terraform")
	if err != nil {
		if cli, err = exec.LookPath("tofu"); err != nil {
			return m, errors.New("neither terraform nor tofu is on the PATH")
		}
	}
	terraform := func(args ...string) (time.Duration, time.Duration, error) {
		cmd := exec.CommandContext(ctx, cli, args...)
		cmd.Dir = dir
		cmd.Env = append(services.WithoutOthers(os.Environ()),
			"TF_CLI_CONFIG_FILE="+config, "CHECKPOINT_DISABLE=1")
		started := time.Now()
		output, err := cmd.CombinedOutput()
		if err != nil {
			return 0, 0, fmt.Errorf("terraform %s: %w\n%s", args[0], err, output)
		}
		// The provider's processes are children that Terraform has waited for, so their time is included.
		return time.Since(started), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), nil
	}
	if k.name == noopKind {
		if _, _, err := terraform("init"); err != nil {
			return m, err
		}
	}
	if m.create, _, err = terraform("apply", "-auto-approve", "-no-color"); err != nil {
		return m, err
	}
	m.posts, m.createGets = server.Count("POST", "")-server.Count("POST", "token"), server.Count("GET", "")
	var walls, cpus, providers []time.Duration
	for range rounds {
		server.ResetJournal()
		before := server.Traffic()
		used := watch("terraform-provider-mint")
		wall, cpu, err := terraform("plan", "-detailed-exitcode", "-no-color")
		provider := used()
		if err != nil {
			return m, err
		}
		m.peakKiB = max(m.peakKiB, provider.peakKiB)
		walls, cpus, providers = append(walls, wall), append(cpus, cpu), append(providers, provider.cpu)
		m.tokens = server.Count("POST", "token")
		m.planned = len(server.Journal()) - m.tokens
		m.connections = server.Traffic().Connections - before.Connections
	}
	m.plan, m.cpu, m.provider = median(walls), median(cpus), median(providers)
	return m, nil
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}

// usage is what the processes of a name used: the peak resident memory of the
// largest in KiB, and the CPU time of all.
type usage struct {
	peakKiB int
	cpu     time.Duration
}

// watch follows the processes of a name until the function it returns is called.
// What a process does in its last 20 ms is missed. Linux only.
func watch(name string) func() usage {
	done, result := make(chan struct{}), make(chan usage)
	go func() {
		peak, ticks := 0, map[string]int{}
		for {
			look(name, &peak, ticks)
			select {
			case <-done:
				u := usage{peakKiB: peak}
				for _, n := range ticks {
					u.cpu += time.Duration(n) * time.Second / ticksPerSecond
				}
				result <- u
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	return func() usage {
		close(done)
		return <-result
	}
}

// ticksPerSecond is the unit of CPU time in /proc on every Linux that Go runs on.
const ticksPerSecond = 100

func look(name string, peak *int, ticks map[string]int) {
	files, _ := filepath.Glob("/proc/[0-9]*/status")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil || !strings.HasPrefix(string(text), "Name:\t"+name[:15]) {
			continue
		}
		_, rest, _ := strings.Cut(string(text), "VmHWM:")
		var kib int
		if _, err := fmt.Sscan(rest, &kib); err == nil {
			*peak = max(*peak, kib)
		}
		stat, err := os.ReadFile(filepath.Join(filepath.Dir(file), "stat"))
		if err != nil {
			continue
		}
		// After the name, which is in parentheses, the 12th and 13th field are user and system time.
		_, rest, _ = strings.Cut(string(stat), ") ")
		fields := strings.Fields(rest)
		if len(fields) < 13 {
			continue
		}
		user, _ := strconv.Atoi(fields[11])
		system, _ := strconv.Atoi(fields[12])
		ticks[file] = user + system
	}
}
