// Terraform-provider-mint is the Terraform provider for Apigee Edge monetization and PayPal
// usage-based billing wallets.
package main

import (
	"flag"
	"log"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/provider"
)

// version is set by the release build.
var version = "dev"

// serverOptions are what bothways.go adds in builds for tests.
var serverOptions []provider.ServerOption

func main() {
	debugger := flag.Bool("debug", false, "run as a server that a debugger, and Terraform through TF_REATTACH_PROVIDERS, can attach to")
	flag.Parse()

	quietLoggers(os.Environ(), os.Setenv)
	tuneMemory()

	serve := func() tfprotov6.ProviderServer { return provider.NewServer(provider.New(version)(), serverOptions...) }
	var options []tf6server.ServeOpt
	if *debugger {
		options = append(options, tf6server.WithManagedDebug())
	} else {
		outliveTerminate()
	}
	if err := tf6server.Serve("registry.terraform.io/terraform-provider-mint/mint", serve, options...); err != nil {
		log.Fatal(err)
	}
}

// quietLoggers turns the plugin libraries' loggers off unless the user asked for any provider log.
// They default to trace, and encoding lines that Terraform drops costs a third of the process's
// time. TF_LOG_PROVIDER=off alone does not silence this provider's own lines, hence the two names.
func quietLoggers(environ []string, set func(key, value string) error) {
	for _, entry := range environ {
		name, value, _ := strings.Cut(entry, "=")
		if value != "" && (name == "TF_LOG" || strings.HasPrefix(name, "TF_LOG_SDK") || strings.HasPrefix(name, "TF_LOG_PROVIDER")) {
			return
		}
	}
	for _, name := range []string{"TF_LOG_SDK", "TF_LOG_PROVIDER_MINT"} {
		if err := set(name, "off"); err != nil {
			log.Fatal(err)
		}
	}
}

// outliveTerminate leaves SIGTERM to Terraform, as the plugin library does with Ctrl-C: whoever
// ends a pipeline sends it to the whole process group, Terraform stops the provider, and a request
// that was sent runs to its answer. Without Terraform there is nobody to answer to, and the signal
// ends the process.
func outliveTerminate() {
	parent := os.Getppid()
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM)
	go func() {
		for range signals {
			if os.Getppid() != parent {
				os.Exit(1)
			}
		}
	}()
}

// tuneMemory trades memory for time in a process that lives for one command: collections at five
// times the live heap, more often from 512 MiB on.
func tuneMemory() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(512 << 20)
}
