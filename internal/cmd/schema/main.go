// Command schema writes the provider's schemas to standard output, or with -out to a
// file, in the form the documentation generator reads. It contacts nothing.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/cmd/schema/schemajson"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/provider"
)

func main() {
	out := flag.String("out", "", "file to write; standard output if empty")
	flag.Parse()
	if err := run(context.Background(), *out); err != nil {
		fmt.Fprintln(os.Stderr, "schema:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out string) error {
	exported, err := schemajson.Export(ctx, providerserver.NewProtocol6(provider.New("dev")())())
	if err != nil {
		return err
	}
	if out == "" {
		_, err = os.Stdout.Write(exported)
		return err
	}
	return os.WriteFile(out, exported, 0o644)
}
