package category_test

import (
	"fmt"
	"testing"
)

const body = `
resource "mint_developer_category" "test" {
  name        = "%s"
  description = "%s"
}
`

func TestAccCategory_cycle(t *testing.T) {
	categories.Cycle(t, fmt.Sprintf(body, "Gold é", "Those who pay"), fmt.Sprintf(body, "Gold é", "Those who pay a lot"),
		fmt.Sprintf(body, "Silver", "Those who pay a lot"))
}

func TestAccCategory_identity(t *testing.T) {
	categories.Identity(t, fmt.Sprintf(body, "Gold é", "Those who pay"))
}
