// Package provider is the mint provider: its configuration block, the clients made from it, and the
// registry of every resource and data source. It does no network work in Configure, because
// Terraform starts it several times for each command.
package provider
