// Review shows people what a change of money settings means. Its one command so far draws the price
// of a rate plan:
//
//	terraform plan -out=tfplan && terraform show -json tfplan > plan.json
//	go run ./internal/cmd/review price plan.json
//
// writes price.svg, units against charge, with a table beside it, and prints the table as Markdown.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/pricing"
)

const usageText = `Usage: review price [options] FILE [FILE]

FILE is what "terraform show -json" prints of a plan or a state. From a plan, each
mint_rate_plan is drawn before and after, or beside the plan that it revises. Two
files are one rate plan each, as JSON objects of its attributes: old, then new.

`

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "review:", err)
		os.Exit(1)
	}
}

// options are the flags of the command.
type options struct {
	svg, units, product, freeUnitsLeft string
}

func run(arguments []string, out, help io.Writer) error {
	if len(arguments) == 0 || arguments[0] != "price" {
		fmt.Fprint(help, usageText)
		return fmt.Errorf("the command is missing; there is one: price")
	}
	var o options
	flags := flag.NewFlagSet("review price", flag.ContinueOnError)
	flags.SetOutput(help)
	flags.Usage = func() { fmt.Fprint(help, usageText); flags.PrintDefaults() }
	flags.StringVar(&o.svg, "svg", "price.svg", "file to draw into; further plans get a number")
	flags.StringVar(&o.units, "units", "", "most units to draw (default: half as much again as the last edge of a band)")
	flags.StringVar(&o.product, "product", "", "product whose usage is priced, where prices differ by product")
	flags.StringVar(&o.freeUnitsLeft, "free-units-left", "", "free units that are left (default: all that the plan gives)")
	if err := flags.Parse(arguments[1:]); err != nil {
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
