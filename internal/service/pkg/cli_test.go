package pkg_test

import (
	"fmt"
	"testing"
)

const body = `
resource "mint_monetization_package" "test" {
  name         = "Communications é"
  display_name = "%s"
  description  = "All of them"
  products     = ["%s"]
}
`

func TestAccPackage_cycle(t *testing.T) {
	packages.Cycle(t, fmt.Sprintf(body, "Communications", `messages", "calls`), fmt.Sprintf(body, "Communications", "mail"),
		fmt.Sprintf(body, "Talk", "mail"))
}

func TestAccPackage_identity(t *testing.T) {
	packages.Identity(t, fmt.Sprintf(body, "Communications", `messages", "calls`))
}
