locals {
  # On 2026-11-29: { billing_month = 10, billing_year = 2026 }
  last_month = provider::mint::billing_month(plantimestamp(), -1)
}

resource "mint_billing_adjustment" "apology" {
  name                         = "Apology for the outage"
  adjustment_percentage_factor = "90"
  billing_month                = local.last_month.billing_month
  billing_year                 = local.last_month.billing_year

  # The month moves on; what was adjusted does not.
  lifecycle {
    ignore_changes = [billing_month, billing_year]
  }
}
