// Command schema writes the provider's schemas to standard output, or with -out to a file, in the
// form the documentation generator reads. With -docs it files the pages in a folder, which the
// generator has made, under the services of their types instead. It contacts nothing.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"

	frameworkprovider "github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/cmd/schema/schemajson"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/provider"
)

func main() {
	out := flag.String("out", "", "file to write; standard output if empty")
	docs := flag.String("docs", "", "folder of generated pages, in which to fill in the subcategories")
	flag.Parse()
	ctx, p := context.Background(), provider.New("dev")()
	write := func() error { return run(ctx, p, *out) }
	if *docs != "" {
		write = func() error { return fileUnderServices(ctx, p, *docs) }
	}
	if err := write(); err != nil {
		fmt.Fprintln(os.Stderr, "schema:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, p frameworkprovider.Provider, out string) error {
	exported, err := schemajson.Export(ctx, providerserver.NewProtocol6(p)())
	if err != nil {
		return err
	}
	if out == "" {
		_, err = os.Stdout.Write(exported)
		return err
	}
	return os.WriteFile(out, exported, 0o644)
}
