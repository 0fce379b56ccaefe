# 12.5 percent off the API calls of one developer in April.
resource "mint_billing_adjustment" "example" {
  name                         = "Goodwill for the April incident"
  adjustment_percentage_factor = "-12.5"
  billing_month                = 4
  billing_year                 = 2025

  # Each of these narrows what is adjusted; one that is left out means all.
  developer_id     = "dev@example.com"
  transaction_type = "CHARGE"
}
