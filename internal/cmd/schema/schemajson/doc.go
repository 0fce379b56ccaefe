// Package schemajson renders a running provider's schemas in the form of "terraform providers
// schema -json", which the documentation generator reads.
//
// Asking the server in process needs no Terraform on the machine, and keeps what older CLIs leave
// out of their own export: resource identity, list resources and actions.
//
// Out of scope: kinds of object the provider does not have (nested blocks, ephemeral resources,
// state stores). Export refuses them by name, so that they cannot be missing from the documentation
// unnoticed.
package schemajson
