// Fake serves the bundled fake of both services on a loopback address: for trying configurations by
// hand, and for the tests of other repositories, which get it as the program mint-fake. Everything
// is forgotten when it stops, unless -dump writes it down.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"net"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/cmd/services"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

// version is set by the release build.
var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "mint-fake:", err)
		os.Exit(1)
	}
}

// options are the flags of the command.
type options struct {
	listen, seed, dump, wait string
	timeout                  time.Duration
	switches, faults         texts
	listSwitches, version    bool
}

// texts is a flag that may be given several times.
type texts []string

func (t *texts) String() string { return strings.Join(*t, " ") }

func (t *texts) Set(text string) error {
	*t = append(*t, text)
	return nil
}

func run(ctx context.Context, arguments []string, out, help io.Writer) error {
	var o options
	flags := flag.NewFlagSet("mint-fake", flag.ContinueOnError)
	flags.SetOutput(help)
	flags.StringVar(&o.listen, "listen", "127.0.0.1:0", "loopback `address` and port to listen on; port 0 takes a free one")
	flags.StringVar(&o.seed, "seed", "", "`file` with what the services hold at the beginning, instead of a few objects to play with")
	flags.StringVar(&o.dump, "dump", "", "`file` to write what the services hold to, at exit; it can be a seed again")
	flags.Var(&o.switches, "switch", "`NAME=VALUE` of a switch, such as apigee.MonthsFromOne=true; can be repeated")
	flags.Var(&o.faults, "fault", "`fault` that strikes requests, such as 'POST /wallets: drop-after, times=1'; can be repeated\n"+faultList())
	flags.BoolVar(&o.listSwitches, "switches", false, "list the switches with what they mean, and exit")
	flags.StringVar(&o.wait, "wait", "", "wait until the fake at this `URL` answers, print the variables that point the provider at it, and exit")
	flags.DurationVar(&o.timeout, "timeout", 30*time.Second, "how long -wait waits")
	flags.BoolVar(&o.version, "version", false, "print the version and exit")
	switch err := flags.Parse(arguments); {
	case errors.Is(err, flag.ErrHelp):
		return nil
	case err != nil:
		return err
	case flags.NArg() > 0:
		return fmt.Errorf("%q is no flag: -help lists them", flags.Arg(0))
	}
	switch {
	case o.version:
		fmt.Fprintln(out, "mint-fake", version)
		return nil
	case o.listSwitches:
		printSwitches(out)
		return nil
	case o.wait != "":
		return wait(ctx, out, o.wait, o.timeout)
	default:
		return serve(ctx, out, o)
	}
}

// serve serves until ctx is done.
func serve(ctx context.Context, out io.Writer, o options) (err error) {
	host, _, err := net.SplitHostPort(o.listen)
	if err != nil {
		return fmt.Errorf("-listen %q: write host:port, such as 127.0.0.1:8080: %w", o.listen, err)
	}
	if !loopback(host) {
		return errors.New("-listen takes a loopback address only: the fake accepts credentials that everybody knows")
	}
	server, err := fake.Listen(o.listen, fake.WithRealTime(), fake.WithRequestLog(func(entry fake.Entry) {
		fmt.Fprintln(out, entry)
	}))
	if err != nil {
		return err
	}
	defer server.Close()
	c, err := begin(server, o)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "The fake of both services listens on %s. Point the provider at it:\n\n", server.URL())
	for _, variable := range c.Environ() {
		fmt.Fprintln(out, "export", variable)
	}
	ending := "and forgets everything"
	if o.dump != "" {
		ending = "and writes what it holds to " + o.dump
	}
	fmt.Fprintf(out, "\nIts requests follow. Ctrl-C stops it %s.\n\n", ending)
	<-ctx.Done()
	server.Close()
	c.summary(out)
	if o.dump != "" {
		return writeSeed(o.dump, c.Dump())
	}
	return nil
}

// begin sets the services up. Only then does the control endpoint answer, and so does -wait.
func begin(server *fake.Server, o options) (*control, error) {
	c := &control{Services: services.Mount(server), switches: map[string]string{}}
	if o.seed != "" {
		text, err := os.ReadFile(o.seed)
		if err != nil {
			return nil, err
		}
		seed, err := services.ReadSeed(text)
		if err == nil {
			err = c.Load(seed)
		}
		if err != nil {
			return nil, fmt.Errorf("-seed %s:\n%w", o.seed, err)
		}
	}
	for _, text := range o.switches {
		name, value, _ := strings.Cut(text, "=")
		if err := c.set(name, value); err != nil {
			return nil, fmt.Errorf("-switch %s: %w; -switches lists them", text, err)
		}
	}
	for _, text := range o.faults {
		f, err := parseFault(text)
		if err == nil {
			err = c.inject(f)
		}
		if err != nil {
			return nil, fmt.Errorf("-fault: %w", err)
		}
	}
	c.beginning = c.Dump()
	server.Control(controlPrefix, c.handler())
	return c, nil
}

// writeSeed writes a file in which a person can look for a difference.
func writeSeed(file string, seed services.Seed) error {
	text, err := json.MarshalIndent(seed, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(text, '\n'), 0o600)
}

// summary says what was asked of the services and what they hold now.
func (c *control) summary(out io.Writer) {
	counts := map[string]int{}
	for _, e := range c.Server.Journal() {
		route := e.Route
		if route == "" {
			route = e.Path + " (no such route)"
		}
		counts[e.Method+" "+route]++
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "\nRequests\tRoute")
	for _, route := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(table, "%d\t%s\n", counts[route], route)
	}
	fmt.Fprintln(table, "\nService\tMoney\tCurrency\tNumber\tCredits\tAmount")
	for _, t := range c.Dump().Money() {
		fmt.Fprintf(table, "%s\t%s\t%s\t%d\t%s\t%s\n", t.Service, t.Kind, t.Currency, t.Count, t.Credits, t.Amount)
	}
	_ = table.Flush() // it is for people only
	for _, s := range c.strikes() {
		if s.Struck == 0 {
			fmt.Fprintf(out, "\nThe fault %q struck nothing.\n", s.Fault)
		}
	}
}

func faultList() string {
	lines := make([]string, 0, len(kinds))
	for _, name := range slices.Sorted(maps.Keys(kinds)) {
		lines = append(lines, "  "+name+kinds[name].takes)
	}
	return strings.Join(lines, "\n")
}

func printSwitches(out io.Writer) {
	for _, service := range []struct {
		name string
		all  []fake.Switch
	}{{"apigee", apigeefake.NamedSwitches()}, {"paypal", paypalfake.NamedSwitches()}} {
		for _, s := range service.all {
			fmt.Fprintf(out, "%s.%s: %s\n    takes %s\n", service.name, s.Name, s.Doc, s.Takes())
			for _, choice := range s.Values {
				fmt.Fprintf(out, "    %s\n", choice.Doc)
			}
		}
	}
}
