package terms_test

import (
	"fmt"
	"testing"
)

const body = `
resource "mint_terms_and_conditions" "test" {
  version    = "%s"
  start_date = "%s"
  text       = %s
  url        = %s
}
`

func TestAccTerms_cycle(t *testing.T) {
	versions.Cycle(t, fmt.Sprintf(body, "1.0 é", "2099-01-01", `"Be kind.\nPay.\n"`, "null"), fmt.Sprintf(body, "1.0 é", "2099-02-01 12:00:00", "null", `"https://example.com/terms"`),
		fmt.Sprintf(body, "2.0", "2099-02-01 12:00:00", "null", `"https://example.com/terms"`))
}

func TestAccTerms_identity(t *testing.T) {
	versions.Identity(t, fmt.Sprintf(body, "1.0 é", "2099-01-01", `"Be kind.\nPay.\n"`, "null"))
}
