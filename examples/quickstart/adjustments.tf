# 12.5 percent off one developer's API calls of a month that is over.
resource "mint_billing_adjustment" "goodwill" {
  name                         = "Goodwill for the April incident"
  adjustment_percentage_factor = "-12.5"
  billing_month                = 4
  billing_year                 = 2025
  developer_id                 = var.developer
  transaction_type             = "CHARGE"
}
