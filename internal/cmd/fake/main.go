// Fake serves the bundled fake of both services on a loopback address, with a few objects to begin
// with, and logs each request: for trying configurations by hand, and for the tests of other
// repositories. Everything is forgotten when it stops.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"syscall"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/cmd/services"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

func main() {
	listen := flag.String("listen", "127.0.0.1:0", "loopback address and port to listen on; port 0 takes a free one")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Stdout, *listen); err != nil {
		fmt.Fprintln(os.Stderr, "fake:", err)
		os.Exit(1)
	}
}

// run serves until ctx is done.
func run(ctx context.Context, out io.Writer, listen string) error {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return fmt.Errorf("-listen %q: write host:port, such as 127.0.0.1:8080: %w", listen, err)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return errors.New("-listen takes a loopback address only: the fake accepts credentials that everybody knows")
	}
	server, err := fake.Listen(listen, fake.WithRealTime(), fake.WithRequestLog(func(entry fake.Entry) {
		fmt.Fprintln(out, entry)
	}))
	if err != nil {
		return err
	}
	defer server.Close()
	fmt.Fprintf(out, "The fake of both services listens on %s. Point the provider at it:\n\n", server.URL())
	for _, variable := range services.Mount(server).Environ() {
		fmt.Fprintln(out, "export", variable)
	}
	fmt.Fprint(out, "\nIts requests follow. Ctrl-C stops it and forgets everything.\n\n")
	<-ctx.Done()
	return nil
}
