// Review, released as mint-review, shows people what a change of money settings means:
//
//	terraform plan -out=tfplan && terraform show -json tfplan > plan.json
//	go run ./internal/cmd/review plan.json
//
// prints what the plan does to money: for a pull request, as a page, or as JSON for policies. With
// price in front it draws the prices of rate plans into price.svg, and prints their table.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/pricing"
)

const usageText = `Usage: mint-review [options] PLAN.json
       mint-review price [options] FILE [FILE]

The first says what a plan does to money. PLAN.json is what "terraform show -json"
prints of a saved plan; "-" is the standard input. The second draws prices of rate
plans; "mint-review price -h" has its options.

Exit status: 0 reviewed, 1 error, 3 a limit is exceeded.

`

// errExceeded ends the command with a status of its own.
var errExceeded = errors.New("a limit is exceeded")

const exceededStatus = 3

func main() {
	err := run(os.Args[1:], os.Stdout, os.Stderr)
	if err == nil || errors.Is(err, flag.ErrHelp) {
		return
	}
	fmt.Fprintln(os.Stderr, "mint-review:", err)
	if errors.Is(err, errExceeded) {
		os.Exit(exceededStatus)
	}
	os.Exit(1)
}

func run(arguments []string, out, help io.Writer) error {
	if len(arguments) > 0 && arguments[0] == "price" {
		return runPrice(arguments[1:], out, help)
	}
	return runReview(arguments, out, help)
}

// settings are the flags of the review.
type settings struct {
	format, file, state string
	usages              []usage
	allowed             allowed
}

func (s *settings) flags(help io.Writer) *flag.FlagSet {
	flags := flag.NewFlagSet("mint-review", flag.ContinueOnError)
	flags.SetOutput(help)
	flags.Usage = func() { fmt.Fprint(help, usageText); flags.PrintDefaults() }
	flags.StringVar(&s.format, "format", "markdown", "`FORMAT` of the review: markdown, html or json")
	flags.StringVar(&s.file, "out", "", "`FILE` to write the review to (default: standard output)")
	flags.StringVar(&s.state, "state", "", "`FILE` that \"terraform show -json\" printed of a state with further objects, such as wallets that were looked up")
	flags.Func("usage", "`NAME=UNITS` to price under each rate plan; can be repeated (default: the edges of its bands)", func(text string) error {
		name, units, _ := strings.Cut(text, "=")
		number, err := decimal.NewFromString(units)
		if err != nil || name == "" || number.IsNegative() {
			return errors.New("it has to be a name, =, and a number of units")
		}
		s.usages = append(s.usages, usage{name: name, units: number})
		return nil
	})
	number := func(into **decimal.Decimal) func(string) error {
		return func(text string) error {
			limit, err := decimal.NewFromString(text)
			if err != nil || limit.IsNegative() {
				return errors.New("it has to be a number, 0 or more")
			}
			*into = &limit
			return nil
		}
	}
	flags.Func("max-credits", "most `CREDITS` that may be sold and given away, in all wallets together", number(&s.allowed.credits))
	flags.Func("max-limit-raise", "most `MONEY` by which credit limits may be raised, in each currency together", number(&s.allowed.limitRaise))
	flags.BoolVar(&s.allowed.irreversible, "forbid-irreversible", false, "refuse what cannot be undone")
	return flags
}

// runReview reviews a plan. The review is written in full before a limit that is exceeded ends it.
func runReview(arguments []string, out, help io.Writer) error {
	var s settings
	flags := s.flags(help)
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	if flags.NArg() != 1 {
		flags.Usage()
		return fmt.Errorf("one plan is needed; there are %d", flags.NArg())
	}
	if !slices.Contains([]string{"markdown", "html", "json"}, s.format) {
		return fmt.Errorf("-format %q is not known: markdown, html or json", s.format)
	}
	plan, err := readDocument(flags.Arg(0))
	switch {
	case err != nil:
		return err
	case !plan.isPlan() && (plan.Values.Root.Resources != nil || plan.Values.Root.Children != nil):
		return fmt.Errorf("%s is a state; a plan is needed, and a state can be given with -state", flags.Arg(0))
	case plan.Format == "" || !plan.isPlan():
		return fmt.Errorf("%s is not what \"terraform show -json\" prints of a saved plan", flags.Arg(0))
	}
	var state *document
	if s.state != "" {
		d, err := readDocument(s.state)
		if err != nil {
			return err
		}
		state = &d
	}
	r := newReview(plan, state, s.usages)
	r.judge(s.allowed)
	var text bytes.Buffer
	if err := r.render(s.format, &text); err != nil {
		return err
	}
	if s.file == "" {
		_, err = out.Write(text.Bytes())
	} else {
		err = os.WriteFile(s.file, text.Bytes(), 0o600)
	}
	if err == nil && r.exceeded() {
		err = fmt.Errorf("%w: %s", errExceeded, strings.Join(r.Exceeded(), "; "))
	}
	return err
}

const priceUsageText = `Usage: mint-review price [options] FILE [FILE]

FILE is what "terraform show -json" prints of a plan or a state. From a plan, each
mint_rate_plan is drawn before and after, or beside the plan that it revises. Two
files are one rate plan each, as JSON objects of its attributes: old, then new.

`

// options are the flags of price.
type options struct {
	svg, units, product, freeUnitsLeft string
}

func runPrice(arguments []string, out, help io.Writer) error {
	var o options
	flags := flag.NewFlagSet("mint-review price", flag.ContinueOnError)
	flags.SetOutput(help)
	flags.Usage = func() { fmt.Fprint(help, priceUsageText); flags.PrintDefaults() }
	flags.StringVar(&o.svg, "svg", "price.svg", "file to draw into; further plans get a number")
	flags.StringVar(&o.units, "units", "", "most units to draw (default: half as much again as the last edge of a band)")
	flags.StringVar(&o.product, "product", "", "product whose usage is priced, where prices differ by product")
	flags.StringVar(&o.freeUnitsLeft, "free-units-left", "", "free units that are left (default: all that the plan gives)")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	changes, err := readChanges(flags.Args())
	if err != nil {
		return err
	}
	for i, c := range changes {
		t, err := o.table(c)
		if err != nil {
			return fmt.Errorf("%s: %w", c.title, err)
		}
		file := o.svg
		if i > 0 {
			extension := filepath.Ext(file)
			file = fmt.Sprintf("%s-%d%s", file[:len(file)-len(extension)], i+1, extension)
		}
		if err := drawFile(t, file); err != nil {
			return err
		}
		t.print(out)
		fmt.Fprintf(out, "\nDrawn in %s\n\n", file)
	}
	return nil
}

// usage is the usage of so many units.
func (o options) usage(units decimal.Decimal) (pricing.Usage, error) {
	u := pricing.Usage{Units: pricing.Known(units)}
	if o.product != "" {
		u.ProductID = pricing.Known(o.product)
	}
	if o.freeUnitsLeft != "" {
		left, err := decimal.NewFromString(o.freeUnitsLeft)
		if err != nil {
			return u, fmt.Errorf("-free-units-left %q is no number", o.freeUnitsLeft)
		}
		u.FreeUnitsLeft = pricing.Known(left)
	}
	return u, nil
}
