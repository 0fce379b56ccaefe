// Package acctest is what the tests of resources and data sources share: a fake of both services
// for each test (env.go), the Terraform CLI set up to run without a network (cli.go), and an
// in-process driver of the provider's protocol that does what Terraform does in plan, apply,
// destroy and import (terraform.go), for the many cases that need no CLI.
package acctest
