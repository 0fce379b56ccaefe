variable "outage" {
  description = "When the outage was, RFC 3339."
  type        = string
  default     = "2025-02-17T08:30:00Z"
}

locals {
  month = provider::mint::billing_month(var.outage, 0) # { billing_month = 2, billing_year = 2025 }
}

resource "mint_billing_adjustment" "apology" {
  name                         = "Apology for the outage"
  adjustment_percentage_factor = "90"
  billing_month                = local.month.billing_month
  billing_year                 = local.month.billing_year
}

# With plantimestamp() the last complete month, for a report or a check. A resource would be replaced
# when the month changes.
output "last_complete_month" {
  value = provider::mint::billing_month("2026-01-31T12:00:00Z", -1) # { billing_month = 12, billing_year = 2025 }
}
