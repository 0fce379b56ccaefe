package currency_test

import (
	"fmt"
	"testing"
)

const body = `
resource "mint_supported_currency" "test" {
  code           = "%s"
  display_name   = "%s"
  description    = "Pound sterling"
  credit_limit   = %s
  minimum_top_up = %s
  status         = "%s"
}
`

func TestAccCurrency_cycle(t *testing.T) {
	currencies.Cycle(t, fmt.Sprintf(body, "GBP", "Pound", "500.50", "10", "ACTIVE"), fmt.Sprintf(body, "gbp", "Quid", "null", "0.0001", "INACTIVE"),
		fmt.Sprintf(body, "CHF", "Quid", "null", "0.0001", "INACTIVE"))
}

func TestAccCurrency_identity(t *testing.T) {
	currencies.Identity(t, fmt.Sprintf(body, "GBP", "Pound", "500.50", "10", "ACTIVE"))
}
