//go:build generate

// Package tools regenerates what the repository generates: the format of the examples and the
// documentation. Run "go generate ./..." in this directory, or "make generate" anywhere. The
// programs are the tool lines of this module's go.mod; Terraform formats the examples, so it (and
// nothing else) has to be on the PATH.
package tools

//go:generate terraform fmt -recursive ../examples/
//go:generate go -C .. run ./internal/cmd/schema -out tools/schema.json
//go:generate go tool tfplugindocs generate --provider-dir .. --provider-name mint --providers-schema schema.json
//go:generate go -C .. run ./internal/cmd/schema -docs docs
