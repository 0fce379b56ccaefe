//go:build bothways

package main

import "github.com/terraform-provider-mint/terraform-provider-mint/internal/provider"

// Tests build the provider with the tag bothways, so that each short cut of the server is held
// against what the plugin framework answers.
func init() { serverOptions = []provider.ServerOption{provider.BothWays()} }
