package developerbilling_test

import (
	"fmt"
	"testing"
)

const body = `
resource "mint_developer_billing" "test" {
  developer_id          = "%s"
  billing_type          = "POSTPAID"
  legal_name            = "%s"
  developer_category_id = "gold"
  registration_id       = "HRB 1"
  tax_exempt_number     = "T-1"
  phone                 = "+1 555"

  address = {
    address1 = "1 Main St & Co"
    city     = "%s"
    country  = "US"
    state    = "IL"
    zip      = "62701"
  }
}
`

func TestAccDeveloperBilling_cycle(t *testing.T) {
	billing.Cycle(t, fmt.Sprintf(body, "dev@example.com", "Acme é Ltd", "Springfield"), fmt.Sprintf(body, "dev@example.com", "Acme plc", "Chicago"),
		fmt.Sprintf(body, "prepaid@example.com", "Acme plc", "Chicago"))
}

func TestAccDeveloperBilling_identity(t *testing.T) {
	billing.Identity(t, fmt.Sprintf(body, "dev@example.com", "Acme é Ltd", "Springfield"))
}
