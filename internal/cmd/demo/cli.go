package main

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"

	install "github.com/hashicorp/hc-install"
	"github.com/hashicorp/hc-install/product"
	"github.com/hashicorp/hc-install/releases"
	"github.com/hashicorp/hc-install/src"
)

// cli is the Terraform or OpenTofu that runs the demo.
type cli struct {
	name string
	path string
	// host is the registry that a source address without a host means.
	host string
}

// findCLI takes terraform or tofu from PATH, or else installs the latest Terraform below dir.
func findCLI(ctx context.Context, dir string, step func(format string, args ...any)) (cli, error) {
	for _, candidate := range []cli{{name: "terraform", host: "registry.terraform.io"}, {name: "tofu", host: "registry.opentofu.org"}} {
		if path, err := exec.LookPath(candidate.name); err == nil {
			candidate.path = path
			step("Using %s", path)
			return candidate, nil
		}
	}
	step("Neither terraform nor tofu is on PATH: installing the latest Terraform for this demo")
	path, err := install.NewInstaller().Ensure(ctx, []src.Source{
		&releases.LatestVersion{Product: product.Terraform, InstallDir: filepath.Join(dir, "bin")},
	})
	if err != nil {
		return cli{}, fmt.Errorf("installing Terraform: %w; install terraform or tofu yourself and put it on PATH", err)
	}
	return cli{name: "terraform", path: path, host: "registry.terraform.io"}, nil
}

func exe() string {
	if runtime.GOOS == "windows" {
		return ".exe"
	}
	return ""
}
