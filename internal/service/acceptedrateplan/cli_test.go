package acceptedrateplan_test

import (
	"fmt"
	"testing"
)

const body = `
resource "mint_accepted_rate_plan" "test" {
  developer_id = "buyer@example.com"
  rate_plan_id = "basic_gold"
  start_date   = "%s"
  quota_target = %d
  end_date     = %s
}
`

func TestAccPurchase_cycle(t *testing.T) {
	purchases.Cycle(t, fmt.Sprintf(body, "2025-07-01", 5, "null"), fmt.Sprintf(body, "2025-07-01", 7, `"2025-12-31"`), fmt.Sprintf(body, "2025-08-01", 7, `"2025-12-31"`))
}

func TestAccPurchase_identity(t *testing.T) {
	purchases.Identity(t, fmt.Sprintf(body, "2025-07-01", 5, "null"))
}
